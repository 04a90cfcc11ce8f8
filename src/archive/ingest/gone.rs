//! Files that are gone, and files to be taken out.
//!
//! In: the walk and the manifest. Out: vanished files marked missing; their letters stay searchable, so that an
//! emptied or unmounted folder loses nothing. Only an explicit request removes a letter, and then its text too.

use std::path::PathBuf;

use crate::archive::error::ArchiveError;
use crate::archive::ingest::batch::Batch;
use crate::archive::ingest::plan::{Roots, Unmet, parts};
use crate::archive::ingest::standing::{lose, restand};
use crate::archive::ingest::tally::Tally;
use crate::archive::report::{FileState, Row};
use crate::archive::store::files::{FileRow, JSONL};
use crate::archive::store::standing::Standing;
use dafu_words::message;

/// Marks as missing what is known below the paths and was not met.
pub(crate) fn mark_vanished(
    batch: &mut Batch<'_>,
    tally: &mut Tally<'_>,
    roots: &Roots,
    gone: &[Unmet],
) -> Result<(), ArchiveError> {
    for file in gone {
        lose(batch, file.id, file.reply)?;
    }
    for root in &roots.absent {
        let kept = gone.iter().filter(|file| file.path.starts_with(root)).count();
        tally.note(message!("index_root_gone", path = root.as_path(), kept = kept));
    }
    Ok(())
}

/// Tells the files that were not met and are still missing when all others are done.
pub(crate) fn report_missing(
    batch: &mut Batch<'_>,
    tally: &mut Tally<'_>,
    gone: Vec<Unmet>,
) -> Result<(), ArchiveError> {
    for vanished in gone {
        let row = batch.store().file_by_id(vanished.id)?;
        // A file that was found again under another name in the meantime is told there.
        match row.filter(|row| row.path == vanished.stored) {
            Some(row) => {
                let parts = parts(batch, row.id, Some(FileState::Missing))?;
                tally.see(parts.len());
                tally.report.rows.extend(parts);
                batch.add(tally, Row::new(vanished.path, FileState::Missing).holding(row.reply), 0)?;
            }
            None => tally.report.seen -= 1,
        }
    }
    Ok(())
}

/// Takes out the files at `paths`, and all below those that are folders.
pub(crate) fn remove_paths(
    batch: &mut Batch<'_>,
    tally: &mut Tally<'_>,
    paths: &[PathBuf],
) -> Result<(), ArchiveError> {
    for path in paths {
        let absolute = fs_err::canonicalize(path).or_else(|_| std::path::absolute(path))?;
        let mut any = false;
        for (id, stored, _) in batch.store().known_paths()? {
            if batch.base().absolute(&stored).starts_with(&absolute) {
                any = true;
                if let Some(row) = batch.store().file_by_id(id)? {
                    remove(batch, tally, row)?;
                }
            }
        }
        if !any {
            return Err(ArchiveError::NotIndexed(path.clone()));
        }
    }
    Ok(())
}

/// Takes out every file that is missing, files of bundles and lines of collections among them.
pub(crate) fn prune(batch: &mut Batch<'_>, tally: &mut Tally<'_>) -> Result<(), ArchiveError> {
    for row in batch.store().files_standing(Standing::Missing)? {
        // A bundle's own files went with it.
        let still = batch.store().file_by_id(row.id)?.filter(|row| row.state == Standing::Missing);
        if let Some(row) = still {
            remove(batch, tally, row)?;
        }
    }
    for line in batch.store().missing_lines()? {
        if let Some(line) = batch.store().file_by_id(line)? {
            remove_line(batch, tally, line)?;
        }
    }
    Ok(())
}

fn remove_line(batch: &mut Batch<'_>, tally: &mut Tally<'_>, line: FileRow) -> Result<(), ArchiveError> {
    *tally.report.lines.entry(FileState::Removed).or_default() += 1;
    batch.set_file_state(line.id, Standing::Removed)?;
    remove_reply(batch, line)
}

fn remove(batch: &mut Batch<'_>, tally: &mut Tally<'_>, row: FileRow) -> Result<(), ArchiveError> {
    for part in batch.store().lines_of(row.id)? {
        match part.state {
            Standing::Removed => {}
            _ if part.format == JSONL => remove_line(batch, tally, part)?,
            _ => remove_one(batch, tally, part)?,
        }
    }
    remove_one(batch, tally, row)
}

/// Takes out a file, or a file of a bundle.
fn remove_one(batch: &mut Batch<'_>, tally: &mut Tally<'_>, row: FileRow) -> Result<(), ArchiveError> {
    batch.set_file_state(row.id, Standing::Removed)?;
    let path = batch.base().shown(&row.path);
    let told = Row::new(path, FileState::Removed).holding(row.reply);
    remove_reply(batch, row)?;
    // A file that this very run found missing is told once, as removed.
    let rows = &mut tally.report.rows;
    match rows.iter_mut().rev().find(|other| other.path == told.path) {
        Some(missing) if missing.state == FileState::Missing => {
            *missing = told;
            Ok(())
        }
        _ => {
            tally.see(1);
            batch.add(tally, told, 0)
        }
    }
}

/// Removes a file's letter unless another file, present or missing, holds it too.
fn remove_reply(batch: &mut Batch<'_>, row: FileRow) -> Result<(), ArchiveError> {
    let Some(id) = row.reply else { return Ok(()) };
    let store = batch.store();
    let stands = |state| matches!(state, Standing::Present | Standing::Missing);
    if store.files_of(id)?.iter().any(|file| file.id != row.id && stands(file.state)) {
        return restand(batch, Some(id));
    }
    if store.reply(id)?.is_some_and(|reply| reply.status == Standing::Removed) {
        return Ok(());
    }
    store.delete_texts(id)?;
    store.set_reply_status(id, Standing::Removed, Some(batch.number()))?;
    batch.index().delete(id)
}
