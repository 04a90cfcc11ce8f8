//! Collections into the archive, line by line.
//!
//! In: a collection's file. Out: a reply a line, each with a row of its own in the manifest (the collection's path
//! and the line's id). Lines that did not change are left alone; those that are gone become missing.

use std::collections::HashSet;
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;

use crate::archive::collection::CollectionLine;
use crate::archive::error::ArchiveError;
use crate::archive::ingest::batch::Batch;
use crate::archive::ingest::standing::{drop_parts, restand};
use crate::archive::ingest::tally::Tally;
use crate::archive::letters::contents;
use crate::archive::path::LINE_MARK;
use crate::archive::report::{FileState, Reason, Row};
use crate::archive::store::files::{FileRow, JSONL, Stamp};
use crate::archive::store::replies::ReplyRow;
use crate::archive::store::standing::Standing;
use crate::archive::store::texts::Kept;
use crate::told;
use dafu_letters::reply::PARSER_VERSION;
use dafu_letters::text::Text;
use dafu_words::message;
use dafu_words::message::Message;
use dafu_words::system;

/// Longest line, in bytes.
const LONGEST: u64 = 16 << 20;
/// Bad lines that are told one by one.
const TOLD: usize = 20;

/// Records a collection.
pub(crate) fn collection(
    batch: &mut Batch<'_>,
    tally: &mut Tally<'_>,
    path: PathBuf,
    file: FileRow,
    old: Option<FileRow>,
) -> Result<Row, ArchiveError> {
    let reader = match fs_err::File::open(&path) {
        Ok(reader) => BufReader::new(reader),
        Err(error) => {
            return Ok(
                Row::new(path, FileState::Quarantined).because(Reason::Unreadable, system::message(&error))
            );
        }
    };
    // Without its hash until every line is in: a run that is killed meanwhile reads it once more.
    let mut file = FileRow { format: JSONL.to_owned(), ..file };
    let opened = FileRow { hash: None, stamp: Stamp::default(), ..file.clone() };
    file.id = batch.put_file(&opened)?;
    let (mut ids, mut bad) = (HashSet::new(), Vec::new());
    let mut unknown = HashSet::new();
    for (number, json) in (1..).zip(lines(reader)) {
        let line = json.and_then(|json| match json.trim().is_empty() {
            true => Ok(None),
            false => CollectionLine::parse(&json).map(|line| Some((line, json))),
        });
        match line {
            Ok(None) => {}
            Ok(Some((line, json))) if ids.insert(line.id.clone()) => {
                unknown.extend(line.unknown.iter().cloned());
                let state = keep_line(batch, &file, line, json)?;
                *tally.report.lines.entry(state).or_default() += 1;
            }
            Ok(Some((line, _))) => bad.push(message!(
                "line_bad",
                number = number,
                what = message!("line_seen_before", id = line.id)
            )),
            Err(what) => bad.push(message!("line_bad", number = number, what = what)),
        }
    }
    *tally.report.lines.entry(FileState::Quarantined).or_default() += bad.len() as u64;
    let gone = drop_parts(batch, file.id, |path| {
        let id = path.get(file.path.len() + 1..).unwrap_or_default();
        !std::str::from_utf8(id).is_ok_and(|id| ids.contains(id))
    })?;
    if gone > 0 {
        *tally.report.lines.entry(FileState::Missing).or_default() += gone;
    }
    let mut unknown: Vec<String> = unknown.into_iter().collect();
    unknown.sort();
    if !unknown.is_empty() {
        tally.note(message!("index_unknown_fields", path = path.as_path(), fields = unknown));
    }
    let state = match old {
        None => FileState::Added,
        Some(old) if old.hash == file.hash => FileState::Unchanged,
        Some(_) => FileState::Updated,
    };
    let told = path.clone();
    let mut row = Row::new(path, state);
    if !bad.is_empty() {
        let more = bad.len().saturating_sub(TOLD);
        bad.truncate(TOLD);
        for what in &bad {
            tally.note(message!("index_bad_line", path = told.as_path(), what = what.clone()));
        }
        if more > 0 {
            tally.note(message!("index_more_bad_lines", path = told.as_path(), count = more));
        }
        file.reason = Reason::BadLines.code().to_owned();
        let detail = match more {
            0 => message!("line_all_bad", lines = bad),
            more => message!("line_more_bad", lines = bad, more = more),
        };
        file.detail = told::kept(Some(&detail));
        if ids.is_empty() {
            file.state = Standing::Quarantined;
            row.state = FileState::Quarantined;
        }
        row = row.because(Reason::BadLines, detail);
    }
    if file.state == Standing::Present {
        file.reason.clear();
    }
    batch.put_file(&file)?;
    Ok(row)
}

/// Records one line.
fn keep_line(
    batch: &mut Batch<'_>,
    file: &FileRow,
    line: CollectionLine,
    json: String,
) -> Result<FileState, ArchiveError> {
    let store = batch.store();
    let mut path = file.path.clone();
    path.push(LINE_MARK);
    path.extend(line.id.bytes());
    let hash = *blake3::hash(json.as_bytes()).as_bytes();
    let old = store.file(&path)?;
    let known = match old.as_ref().and_then(|old| old.reply) {
        Some(id) => store.reply(id)?,
        None => None,
    };
    let unchanged = old.as_ref().is_some_and(|old| old.hash == Some(hash));
    let facts = line.facts();
    let id = match &known {
        Some(reply) => reply.id,
        None => {
            let mut salt = 0;
            while store.has_reply(facts.mint(salt))? {
                salt += 1;
            }
            facts.mint(salt)
        }
    };
    let row = FileRow {
        id: old.as_ref().map_or(0, |old| old.id),
        path,
        container: Some(file.id),
        hash: Some(hash),
        state: Standing::Present,
        reply: Some(id),
        ..file.clone()
    };
    let removed = known.as_ref().is_some_and(|reply| reply.status == Standing::Removed);
    if unchanged && !removed && known.is_some() {
        if old.is_some_and(|old| old.state != Standing::Present) {
            batch.put_file(&row)?;
            restand(batch, Some(id))?;
        }
        return Ok(FileState::Unchanged);
    }
    let state = if known.is_some() && !removed { FileState::Updated } else { FileState::Added };
    let kept = Kept::new(&Text::from_parts(json, Vec::new()))?;
    let version = store.add_text(id, &kept, JSONL, batch.began())?;
    let best_file = batch.put_file(&FileRow { version: version.version, ..row })?;
    let record = line.record(id);
    let reply = ReplyRow {
        id,
        status: Standing::Present,
        facts,
        version: version.version,
        best_file: Some(best_file),
        held: 1,
        contents: contents(std::slice::from_ref(&record)),
        parser: PARSER_VERSION,
        batch: batch.number(),
    };
    batch.put_reply(&reply)?;
    batch.index().put(&record)?;
    Ok(state)
}

/// The lines of a file without their ends; what is too long or no UTF-8 comes as an error and is passed over.
fn lines(mut reader: impl BufRead) -> impl Iterator<Item = Result<String, Message>> {
    let mut first = true;
    std::iter::from_fn(move || {
        let mut bytes = Vec::new();
        match reader.by_ref().take(LONGEST).read_until(b'\n', &mut bytes) {
            Ok(0) => return None,
            Ok(_) => {}
            Err(error) => return Some(Err(system::message(&error))),
        }
        let whole = bytes.ends_with(b"\n") || (bytes.len() as u64) < LONGEST;
        if !whole && let Err(error) = skip_line(&mut reader) {
            return Some(Err(system::message(&error)));
        }
        if !whole {
            return Some(Err(message!("line_too_long", most = LONGEST)));
        }
        if std::mem::take(&mut first) && bytes.starts_with(b"\xef\xbb\xbf") {
            bytes.drain(..3);
        }
        while bytes.last().is_some_and(|&byte| byte == b'\n' || byte == b'\r') {
            bytes.pop();
        }
        Some(String::from_utf8(bytes).map_err(|_| message!("line_not_utf8")))
    })
}

fn skip_line(reader: &mut impl BufRead) -> std::io::Result<()> {
    loop {
        let buffer = reader.fill_buf()?;
        let end = buffer.iter().position(|&byte| byte == b'\n');
        let (used, done) = end.map_or((buffer.len(), buffer.is_empty()), |at| (at + 1, true));
        reader.consume(used);
        if done {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use dafu_words::message;

    #[test]
    fn bad_lines_do_not_end_the_reading() {
        let read: Vec<_> = super::lines(&b"\xef\xbb\xbf{}\r\n\xff\n\nlast"[..]).collect();
        assert_eq!(read[0], Ok("{}".to_owned()));
        assert_eq!(read[1], Err(message!("line_not_utf8")));
        assert_eq!(read[2..], [Ok(String::new()), Ok("last".to_owned())]);
    }
}
