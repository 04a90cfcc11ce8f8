//! A letter that was read, kept.
//!
//! In: a letter and the row of its file. Out: the reply that it is, its text among that reply's texts, and the index
//! brought up to it. Decisions of identity are [`crate::archive::identity`]'s.

use crate::archive::error::ArchiveError;
use crate::archive::identity::{Identity, identify};
use crate::archive::ingest::batch::Batch;
use crate::archive::ingest::outcome::ReadLetter;
use crate::archive::ingest::settle::settle;
use crate::archive::ingest::standing::restand;
use crate::archive::letters::{contents, page_key};
use crate::archive::record::set_id;
use crate::archive::report::{FileState, Reason, Row};
use crate::archive::store::files::FileRow;
use crate::archive::store::replies::ReplyRow;
use crate::archive::store::standing::Standing;
use dafu_letters::extract;
use dafu_letters::passage::ReplyId;
use dafu_letters::reply::PARSER_VERSION;
use dafu_words::message;

/// Records a letter; its row of the report has no path yet.
pub(crate) fn keep_letter(
    batch: &mut Batch<'_>,
    file: FileRow,
    old: Option<FileRow>,
    letter: ReadLetter,
) -> Result<Row, ArchiveError> {
    let mut file = FileRow {
        hash: Some(letter.hash),
        detail: Reason::mark(&letter.warnings).map_or(String::new(), |mark| mark.code().to_owned()),
        format: letter.format.to_owned(),
        encoding: letter.encoding.to_owned(),
        extractor: extract::version(letter.format),
        ..file
    };
    keep_fields(batch, &letter)?;
    let told = |state, reply| Row {
        warnings: letter.warnings.clone(),
        ..Row::new("".into(), state).holding(Some(reply))
    };
    let own = file.reply;
    if let Some((from, reply)) = moved_from(batch, &file, &letter)? {
        if let Some(old) = &old {
            batch.store().delete_file(old.id)?;
        }
        (file.id, file.reply, file.version) = (from.id, Some(reply), from.version);
        batch.put_file(&file)?;
        restand(batch, Some(reply))?;
        restand(batch, own.filter(|&own| own != reply))?;
        touch(batch, reply, &letter);
        return Ok(told(FileState::Moved, reply));
    }
    let identity = identify(batch.store(), batch.letters(), own, file.id, &letter.facts, &letter.text)?;
    let unchanged_bytes = old.as_ref().is_some_and(|old| old.hash == Some(letter.hash));
    let (state, known) = match identity {
        Identity::Own(reply) if reply.status == Standing::Removed => (FileState::Added, Some(reply)),
        Identity::Own(reply) if unchanged_bytes => (FileState::Unchanged, Some(reply)),
        Identity::Own(reply) => (FileState::Updated, Some(reply)),
        Identity::Copy(reply) => (FileState::Duplicate, Some(reply)),
        Identity::Version(reply) if Some(reply.id) == own => {
            let state = if unchanged_bytes { FileState::Unchanged } else { FileState::Updated };
            (state, Some(reply))
        }
        Identity::Version(reply) => (FileState::Version, Some(reply)),
        Identity::Back(reply) if reply.status == Standing::Missing => (FileState::Moved, Some(reply)),
        Identity::Back(reply) => (FileState::Added, Some(reply)),
        Identity::New(id) => {
            file.reply = Some(id);
            (FileState::Added, None)
        }
    };
    if let Some(known) = &known {
        file.reply = Some(known.id);
    }
    let id = file.reply;
    let row = Row { warnings: letter.warnings.clone(), ..Row::new("".into(), state).holding(id) };
    // A text whose body another one of the letter has is a copy, whichever of them leads.
    let state = match (state, &known) {
        (FileState::Version, Some(known)) if has_body(batch, known, &file, &letter)? => FileState::Duplicate,
        _ => state,
    };
    let changed = keep(batch, known, file, letter)?;
    restand(batch, own.filter(|&own| Some(own) != id))?;
    // An older extractor's text that reads otherwise today is an update, though its bytes are the same.
    let state = if state == FileState::Unchanged && changed { FileState::Updated } else { state };
    Ok(Row { state, ..row })
}

/// True when one of the texts of a known letter that other files hold has the body of the letter that was read.
fn has_body(
    batch: &Batch<'_>,
    known: &ReplyRow,
    file: &FileRow,
    letter: &ReadLetter,
) -> Result<bool, ArchiveError> {
    Ok(letter.facts.body_hash.is_some()
        && batch.letters().load(known.id)?.bodies(file.id)?.contains(&letter.facts.body_hash))
}

/// Keeps what a file says outside the letter, so that the letter can be read again without the file.
fn keep_fields(batch: &Batch<'_>, letter: &ReadLetter) -> Result<(), ArchiveError> {
    if letter.fields.is_empty() {
        return Ok(());
    }
    let key = page_key(&letter.hash);
    if batch.store().metadata(&key)?.as_ref() != Some(&letter.fields) {
        batch.store().set_metadata(&key, &letter.fields)?;
    }
    Ok(())
}

/// The row of a file with the same bytes that is gone from where it was.
fn moved_from(
    batch: &Batch<'_>,
    file: &FileRow,
    letter: &ReadLetter,
) -> Result<Option<(FileRow, ReplyId)>, ArchiveError> {
    for other in batch.store().files_by_hash(&letter.hash)? {
        let Some(id) = other.reply.filter(|_| other.path != file.path && other.container.is_none()) else {
            continue;
        };
        let gone = match other.state {
            Standing::Missing => true,
            Standing::Present => {
                let there = batch.base().absolute(&other.path).symlink_metadata();
                there.is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound)
            }
            Standing::Removed | Standing::Quarantined => false,
        };
        let Some(reply) = batch.store().reply(id)?.filter(|_| gone) else { continue };
        if reply.status != Standing::Removed && !letter.facts.other_case(&reply.facts) {
            return Ok(Some((other, id)));
        }
    }
    Ok(None)
}

/// Keeps the letter's text with its reply and notes it in the file's row. True when what the index must hold changed.
fn keep(
    batch: &mut Batch<'_>,
    known: Option<ReplyRow>,
    mut file: FileRow,
    letter: ReadLetter,
) -> Result<bool, ArchiveError> {
    let store = batch.store();
    let id = file.reply.ok_or_else(|| ArchiveError::Damaged(message!("damage_no_id")))?;
    let version = match known {
        // A reply that the store does not know has no texts, and no other files.
        None => store.add_first_text(id, &letter.kept, letter.format, batch.began())?,
        Some(_) => store.add_text(id, &letter.kept, letter.format, batch.began())?,
    };
    file.version = version.version;
    file.id = batch.put_file(&file)?;
    let Some(known) = known else { return keep_alone(batch, id, &file, letter, true) };
    touch(batch, id, &letter);
    let mut others = store.files_of(id)?;
    others.retain(|other| other.id != file.id && other.state != Standing::Removed);
    let current = known.parser == PARSER_VERSION && known.status != Standing::Removed;
    // A copy of a text that is held anyway changes nothing, and nothing does where no other file has a say.
    let held = known.held == 1 && known.version == version.version && current;
    if held && (others.is_empty() || others.iter().any(|other| Some(other.id) == known.best_file)) {
        let best_file = if others.is_empty() { Some(file.id) } else { known.best_file };
        batch.put_reply(&ReplyRow { status: Standing::Present, best_file, ..known })?;
        return Ok(false);
    }
    if others.is_empty() {
        return keep_alone(batch, id, &file, letter, false);
    }
    settle(batch, id, Standing::Present)
}

/// Keeps a letter that only this file holds, one that the store does not know where it is `new`, and puts it into the index.
fn keep_alone(
    batch: &mut Batch<'_>,
    id: ReplyId,
    file: &FileRow,
    letter: ReadLetter,
    new: bool,
) -> Result<bool, ArchiveError> {
    let mut record = letter.record;
    set_id(&mut record, id);
    record.version = file.version;
    let row = ReplyRow {
        id,
        status: Standing::Present,
        facts: letter.facts,
        version: file.version,
        best_file: Some(file.id),
        held: 1,
        contents: contents(std::slice::from_ref(&record)),
        parser: PARSER_VERSION,
        batch: batch.number(),
    };
    match new {
        true => batch.store().add_reply(&row, batch.began())?,
        false => batch.put_reply(&row)?,
    }
    batch.index().put_coded(&record, letter.coded)?;
    Ok(true)
}

/// Notes that what people supplied about a letter may have changed with its paths.
fn touch(batch: &mut Batch<'_>, id: ReplyId, letter: &ReadLetter) {
    if !letter.metadata.is_empty() {
        batch.touch(id);
    }
}
