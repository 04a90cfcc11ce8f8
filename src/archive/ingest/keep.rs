//! A letter that was read, kept.
//!
//! In: a letter and the row of its file. Out: the reply that it is, its text among that reply's texts, and the index
//! brought up to it. Decisions of identity are [`crate::archive::identity`]'s.

use crate::archive::error::ArchiveError;
use crate::archive::identity::{Identity, identify};
use crate::archive::ingest::batch::Batch;
use crate::archive::ingest::outcome::ReadLetter;
use crate::archive::ingest::standing::restand;
use crate::archive::letters::{contents, page_key};
use crate::archive::record::set_id;
use crate::archive::report::{FileState, Reason, Row};
use crate::archive::store::files::FileRow;
use crate::archive::store::replies::{Contents, ReplyRow};
use crate::archive::store::standing::Standing;
use crate::archive::store::texts::VersionRow;
use dafu_letters::extract;
use dafu_letters::passage::ReplyId;
use dafu_letters::reply::PARSER_VERSION;
use dafu_search::embedded::chars::code::Coded;

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
        file.id = from.id;
        file.reply = Some(reply);
        batch.put_file(&file)?;
        restand(batch, Some(reply))?;
        restand(batch, own.filter(|&own| own != reply))?;
        touch(batch, reply, &letter);
        return Ok(told(FileState::Moved, reply));
    }
    let identity = identify(batch.store(), own, file.id, &letter.facts, &letter.text)?;
    let unchanged_bytes = old.as_ref().is_some_and(|old| old.hash == Some(letter.hash));
    let (state, known) = match identity {
        Identity::Own(reply) if reply.status == Standing::Removed => (FileState::Added, Ok(reply)),
        Identity::Own(reply) if unchanged_bytes => (FileState::Unchanged, Ok(reply)),
        Identity::Own(reply) => (FileState::Updated, Ok(reply)),
        Identity::Copy(reply) => (FileState::Duplicate, Ok(reply)),
        Identity::Back(reply) if reply.status == Standing::Missing => (FileState::Moved, Ok(reply)),
        Identity::Back(reply) => (FileState::Added, Ok(reply)),
        Identity::New(id) => (FileState::Added, Err(id)),
    };
    let id = known.as_ref().map_or_else(|&id| id, |reply| reply.id);
    file.reply = Some(id);
    file.id = batch.put_file(&file)?;
    let row = told(state, id);
    let changed = keep(batch, id, known.ok(), &file, state, letter)?;
    restand(batch, own.filter(|&own| own != id))?;
    // An older extractor's text that reads otherwise today is an update, though its bytes are the same.
    let state = if state == FileState::Unchanged && changed { FileState::Updated } else { state };
    Ok(Row { state, ..row })
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

/// Keeps the letter's text with its reply; makes it the current one where it is the better. True when the reply's
/// current text changed.
fn keep(
    batch: &mut Batch<'_>,
    id: ReplyId,
    known: Option<ReplyRow>,
    file: &FileRow,
    state: FileState,
    letter: ReadLetter,
) -> Result<bool, ArchiveError> {
    let store = batch.store();
    let version = match known {
        // A reply that the store does not know has no texts, and no other files.
        None => store.add_first_text(id, &letter.kept, letter.format, batch.began())?,
        Some(_) => {
            let version = store.add_text(id, &letter.kept, letter.format, batch.began())?;
            // The same text from a format that is trusted more is worth as much as that.
            if format_rank(letter.format) > format_rank(&version.format) {
                store.set_text_format(id, version.version, letter.format)?;
                VersionRow { format: letter.format.to_owned(), ..version }
            } else {
                version
            }
        }
    };
    let takes_over = match &known {
        None => true,
        Some(reply) if reply.status == Standing::Removed => true,
        Some(reply) => match state {
            FileState::Moved => true,
            FileState::Duplicate => is_better(batch, reply, &version)?,
            _ => {
                let best = reply.best_file.filter(|&best| best != file.id);
                let best = best.map(|best| store.file_by_id(best)).transpose()?.flatten();
                let stands =
                    best.is_some_and(|best| best.state == Standing::Present && best.reply == Some(id));
                !stands || is_better(batch, reply, &version)?
            }
        },
    };
    let new = known.is_none();
    let several = !new && store.files_of(id)?.len() > 1;
    if !takes_over {
        store.set_reply_status(id, Standing::Present, None)?;
        touch(batch, id, &letter);
        return Ok(false);
    }
    let same_text = known.as_ref().is_some_and(|reply| {
        reply.version == version.version
            && reply.status != Standing::Removed
            && reply.parser == PARSER_VERSION
    });
    let mut reply = ReplyRow {
        id,
        status: Standing::Present,
        facts: letter.facts.clone(),
        version: version.version,
        best_file: Some(file.id),
        contents: Contents::default(),
        parser: PARSER_VERSION,
        batch: batch.number(),
    };
    if same_text && let Some(known) = known {
        reply = ReplyRow { status: Standing::Present, best_file: reply.best_file, ..known };
        batch.put_reply(&reply)?;
        touch(batch, id, &letter);
        return Ok(false);
    }
    let (mut record, mut coded) = (letter.record, letter.coded);
    set_id(&mut record, id);
    reply.contents = contents(&record);
    match new {
        true => store.add_reply(&reply, batch.began())?,
        false => batch.put_reply(&reply)?,
    }
    if several {
        // What was supplied under the other files' names counts too.
        let (facts, whole) = batch.letters().read(id)?;
        reply.facts = facts;
        batch.put_reply(&reply)?;
        coded = Coded::of(&whole);
        record = whole;
    }
    batch.index().put_coded(&record, coded)?;
    Ok(true)
}

/// True when a copy's text is to replace the current one: a better format, else more of it.
fn is_better(batch: &Batch<'_>, reply: &ReplyRow, version: &VersionRow) -> Result<bool, ArchiveError> {
    if reply.version == version.version {
        return Ok(false);
    }
    let versions = batch.store().versions(reply.id)?;
    let current = versions.iter().find(|other| other.version == reply.version);
    let rank = |version: &VersionRow| (format_rank(&version.format), version.chars);
    Ok(current.is_none_or(|current| rank(version) > rank(current)))
}

/// Notes that what people supplied about a letter may have changed with its paths.
fn touch(batch: &mut Batch<'_>, id: ReplyId, letter: &ReadLetter) {
    if !letter.metadata.is_empty() {
        batch.touch(id);
    }
}

/// How far a format's text is trusted: what was typed before what was laid out.
fn format_rank(format: &str) -> u8 {
    match format {
        "docx" | "doc" | "rtf" => 4,
        "html" => 3,
        "pdf" | "ofd" => 1,
        _ => 2,
    }
}
