//! One letter, from a file's bytes to what is recorded of it.
//!
//! In: the bytes of a file of a known format. Out: its letter, or why there is none. Whatever the file holds, it comes
//! back as a value: a panic in a reader is caught and named. No store is needed.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::archive::facts::Facts;
use crate::archive::ingest::outcome::{Failed, ReadLetter, ReadOutcome};
use crate::archive::ingest::warnings::warnings;
use crate::archive::metadata::Metadata;
use crate::archive::record;
use crate::archive::report::Reason;
use crate::archive::store::texts::Kept;
use crate::sandbox::tools::RECOGNISED;
use crate::sandbox::{Cause, Failure, Reader};
use dafu_letters::extract::cut::CUT_OFF;
use dafu_letters::extract::{ExtractError, Format};
use dafu_letters::passage::ReplyId;
use dafu_letters::reply::parse;
use dafu_search::embedded::chars::code::Coded;
use dafu_words::message;

/// Reads what a file of a format holds: a letter, or the reason why there is none.
pub(crate) fn content(
    hash: [u8; 32],
    bytes: Vec<u8>,
    format: Option<&'static Format>,
    metadata: Metadata,
    reader: &Reader,
) -> ReadOutcome {
    // A defect of the parser costs one file, not the run.
    let letter = catch_unwind(AssertUnwindSafe(|| read_letter(hash, bytes, format, metadata, reader)));
    let failure = match letter {
        Ok(Ok(letter)) => return ReadOutcome::Letter(letter),
        Ok(Err(failure)) => failure,
        Err(_) => Failure::new(Cause::ReaderFailed, message!("fault_panic")),
    };
    ReadOutcome::Failed(Failed::of(Some(hash), format.map_or("", |format| format.name), failure))
}

fn read_letter(
    hash: [u8; 32],
    bytes: Vec<u8>,
    format: Option<&Format>,
    mut metadata: Metadata,
    reader: &Reader,
) -> Result<Box<ReadLetter>, Failure> {
    let extracted = reader.read_as(format, &bytes)?;
    drop(bytes);
    let text = extracted.text;
    if text.paragraphs().is_empty() {
        return Err(ExtractError::Empty.into());
    }
    let mut fields = Metadata::default();
    extracted.fields.iter().for_each(|(name, value)| fields.set(name, value));
    metadata.fill(&fields);
    let kept = Kept::new(&text).map_err(|error| Failure::new(Cause::ReaderFailed, error.message()))?;
    let reply = parse(&text);
    let record = record::build(ReplyId::from_number(0), &text, &reply, &metadata);
    let facts = Facts::of(&text, &reply, &metadata, &record.passages);
    let mut warnings = warnings(&text, &facts);
    if extracted.notes.iter().any(|note| note.code == RECOGNISED) {
        warnings.push(Reason::Recognised);
    }
    if extracted.notes.iter().any(|note| note.code == CUT_OFF) {
        warnings.push(Reason::CutOff);
    }
    if !extracted.unread_pages.is_empty() {
        warnings.push(Reason::PagesUnread);
    }
    Ok(Box::new(ReadLetter {
        hash,
        coded: Coded::of(&record),
        warnings,
        text,
        kept,
        format: extracted.format,
        encoding: extracted.encoding,
        facts,
        record,
        metadata,
        fields,
    }))
}
