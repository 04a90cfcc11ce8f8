//! What a reading changes.
//!
//! In: a file's reading, in the order of the run. Out: its row of the report, and the store and the index brought up
//! to it within the open batch. What a letter is, and what of it is kept, is [`crate::archive::ingest::keep`]'s.

use std::collections::HashSet;
use std::path::PathBuf;

use crate::archive::error::ArchiveError;
use crate::archive::ingest::batch::Batch;
use crate::archive::ingest::keep::keep_letter;
use crate::archive::ingest::lines::collection;
use crate::archive::ingest::outcome::{Failed, Part, ReadOutcome};
use crate::archive::ingest::plan::{parts, quarantined_before};
use crate::archive::ingest::read::Reading;
use crate::archive::ingest::standing::{drop_parts, lose, restand};
use crate::archive::ingest::tally::Tally;
use crate::archive::report::{FileState, Reason, Row};
use crate::archive::store::files::{FileRow, ZIP};
use crate::archive::store::standing::Standing;
use crate::told;
use dafu_letters::extract;

/// Records a reading.
pub(crate) fn apply(
    batch: &mut Batch<'_>,
    tally: &mut Tally<'_>,
    reading: Reading,
) -> Result<Row, ArchiveError> {
    let stored = batch.base().stored(&reading.path);
    // A path that the manifest did not have when the run began is this file's alone.
    let old = if reading.listed { batch.store().file(&stored)? } else { None };
    let file = FileRow {
        id: old.as_ref().map_or(0, |row| row.id),
        path: stored,
        container: None,
        stamp: reading.stamp,
        checked_ns: batch.began_ns(),
        hash: None,
        state: Standing::Present,
        reason: String::new(),
        detail: String::new(),
        reply: old.as_ref().and_then(|row| row.reply),
        version: old.as_ref().map_or(0, |row| row.version),
        format: String::new(),
        encoding: String::new(),
        extractor: extract::version(""),
    };
    let path = reading.path.clone();
    match (reading.outcome, old) {
        (ReadOutcome::Same, Some(old)) => same(batch, tally, path, file, old),
        (ReadOutcome::Same, None) => Ok(Row::new(path, FileState::Skipped).because(Reason::Vanished, None)),
        (ReadOutcome::Letter(letter), old) => {
            drop_parts_of(batch, tally, old.as_ref())?;
            let row = keep_letter(batch, file, old, *letter)?;
            Ok(Row { path, ..row })
        }
        (ReadOutcome::Bundle(hash, parts), old) => {
            bundle(batch, tally, path, FileRow { hash: Some(hash), ..file }, old, parts)
        }
        (ReadOutcome::Collection(hash), old) => {
            collection(batch, tally, path, FileRow { hash: Some(hash), ..file }, old)
        }
        (ReadOutcome::Failed(failed), old) => quarantine(batch, path, file, old, failed),
        (ReadOutcome::Aside, _) => Ok(Row::new(path, FileState::Skipped).because(Reason::NoLetter, None)),
        (ReadOutcome::Gone, Some(old)) if old.state == Standing::Present => {
            lose(batch, old.id, old.reply)?;
            Ok(Row::new(path, FileState::Missing).holding(old.reply))
        }
        (ReadOutcome::Gone, _) => Ok(Row::new(path, FileState::Skipped).because(Reason::Vanished, None)),
    }
}

/// The bytes that were known: only what the file system says is new.
fn same(
    batch: &mut Batch<'_>,
    tally: &mut Tally<'_>,
    path: PathBuf,
    file: FileRow,
    old: FileRow,
) -> Result<Row, ArchiveError> {
    let store = batch.store();
    let back = old.state == Standing::Missing;
    let state = if old.reason.is_empty() { Standing::Present } else { Standing::Quarantined };
    let row = FileRow { stamp: file.stamp, checked_ns: file.checked_ns, state, ..old };
    batch.put_file(&row)?;
    if state == Standing::Quarantined {
        return Ok(quarantined_before(path, &row.reason, &row.detail));
    }
    let told = Row::new(path, FileState::Unchanged).holding(row.reply);
    if back {
        for line in store.lines_of(row.id)? {
            if line.state == Standing::Missing {
                let quarantined = line.hash.is_some() && !line.reason.is_empty();
                let state = if quarantined { Standing::Quarantined } else { Standing::Present };
                batch.set_file_state(line.id, state)?;
                restand(batch, line.reply)?;
            }
        }
        restand(batch, row.reply)?;
    }
    for part in parts(batch, row.id, None)? {
        tally.see(1);
        let again = back && part.reason.is_none();
        tally.report.rows.push(if again { part.because(Reason::PresentAgain, None) } else { part });
    }
    Ok(if back { told.because(Reason::PresentAgain, None) } else { told })
}

fn quarantine(
    batch: &mut Batch<'_>,
    path: PathBuf,
    file: FileRow,
    old: Option<FileRow>,
    Failed { hash, format, reason, detail }: Failed,
) -> Result<Row, ArchiveError> {
    let file = FileRow { hash, format: format.to_owned(), extractor: extract::version(format), ..file };
    let known = old.as_ref().is_some_and(|old| {
        let same = if file.hash.is_some() { file.hash == old.hash } else { file.stamp == old.stamp };
        old.reason == reason.code() && same
    });
    let reply = file.reply;
    let row = FileRow {
        state: Standing::Quarantined,
        reason: reason.code().to_owned(),
        detail: told::kept(Some(&detail)),
        ..file
    };
    batch.put_file(&row)?;
    // What the file held before stays searchable.
    restand(batch, reply)?;
    let told = Row::new(path, FileState::Quarantined).because(reason, detail);
    Ok(Row { known, ..told })
}

/// Records a bundle: a row of its own for it, and one for each of its files.
fn bundle(
    batch: &mut Batch<'_>,
    tally: &mut Tally<'_>,
    path: PathBuf,
    file: FileRow,
    old: Option<FileRow>,
    parts: Vec<Part>,
) -> Result<Row, ArchiveError> {
    let state = match &old {
        None => FileState::Added,
        Some(old) if old.hash == file.hash && old.state == Standing::Present => FileState::Unchanged,
        Some(_) => FileState::Updated,
    };
    let own = file.reply;
    let mut file = FileRow { format: ZIP.to_owned(), extractor: extract::version(ZIP), reply: None, ..file };
    file.id = batch.put_file(&file)?;
    // A letter that stood here before is no longer here.
    restand(batch, own)?;
    let mut met = HashSet::new();
    for Part { stored, outcome } in parts {
        met.insert(stored.clone());
        let old = batch.store().file(&stored)?;
        let shown = batch.base().shown(&stored);
        let part = FileRow {
            id: old.as_ref().map_or(0, |row| row.id),
            path: stored,
            container: Some(file.id),
            reply: old.as_ref().and_then(|row| row.reply),
            version: old.as_ref().map_or(0, |row| row.version),
            ..file.clone()
        };
        let row = match outcome {
            ReadOutcome::Letter(letter) => Row { path: shown, ..keep_letter(batch, part, old, *letter)? },
            ReadOutcome::Failed(failed) => quarantine(batch, shown, part, old, failed)?,
            _ => continue,
        };
        tally.report.seen += 1;
        tally.report.rows.push(row);
    }
    for part in batch.store().lines_of(file.id)? {
        if matches!(part.state, Standing::Present | Standing::Quarantined) && !met.contains(&part.path) {
            batch.set_file_state(part.id, Standing::Missing)?;
            restand(batch, part.reply)?;
            tally.see(1);
            let told = Row::new(batch.base().shown(&part.path), FileState::Missing);
            tally.report.rows.push(told.holding(part.reply));
        }
    }
    Ok(Row::new(path, state))
}

/// Where a bundle stood before and something else does now, its files are gone.
fn drop_parts_of(
    batch: &mut Batch<'_>,
    tally: &mut Tally<'_>,
    old: Option<&FileRow>,
) -> Result<(), ArchiveError> {
    if let Some(old) = old.filter(|old| old.format == ZIP && old.state != Standing::Missing) {
        let gone = parts(batch, old.id, Some(FileState::Missing))?;
        tally.see(gone.len());
        tally.report.rows.extend(gone);
        drop_parts(batch, old.id, |_| true)?;
    }
    Ok(())
}
