//! What came of reading a file, before anything is recorded.

use crate::archive::facts::Facts;
use crate::archive::metadata::Metadata;
use crate::archive::report::Reason;
use crate::archive::store::texts::Kept;
use crate::sandbox::{Cause, Failure};
use dafu_letters::text::Text;
use dafu_search::embedded::chars::code::Coded;
use dafu_search::record::ReplyRecord;
use dafu_words::message::Message;

/// What came of reading a file.
#[derive(Debug)]
pub(crate) enum ReadOutcome {
    /// The bytes that were known.
    Same,
    /// A letter.
    Letter(Box<ReadLetter>),
    /// A file beside letters that is none.
    Aside,
    /// A collection, to be read line by line.
    Collection([u8; 32]),
    /// A bundle, with what came of each of its files.
    Bundle([u8; 32], Vec<Part>),
    /// No text came of it.
    Failed(Failed),
    /// It was gone, or had turned into something that is not read, by the time it was opened.
    Gone,
}

/// A file of a bundle, read.
#[derive(Debug)]
pub(crate) struct Part {
    /// Its path as stored: the bundle's, and its name.
    pub stored: Vec<u8>,
    /// What came of it.
    pub outcome: ReadOutcome,
}

/// Why no text came of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failed {
    /// blake3 of the bytes, if they could be read.
    pub hash: Option<[u8; 32]>,
    /// Name of the format; empty when it could not be told.
    pub format: &'static str,
    /// The reason.
    pub reason: Reason,
    /// What is told about it.
    pub detail: Message,
}

impl Failed {
    /// From what a reader said.
    pub fn of(hash: Option<[u8; 32]>, format: &'static str, failure: Failure) -> Failed {
        Failed { hash, format, reason: reason_of(failure.cause), detail: failure.detail }
    }
}

/// How a reader's failure is reported; extraction's own codes are those of their reasons.
fn reason_of(cause: Cause) -> Reason {
    match cause {
        Cause::Empty => Reason::Empty,
        Cause::Binary => Reason::Binary,
        Cause::Undecodable => Reason::Undecodable,
        Cause::Damaged => Reason::Damaged,
        Cause::CutOff => Reason::CutOff,
        Cause::Encrypted => Reason::Encrypted,
        Cause::Scan => Reason::Scan,
        Cause::NoReader => Reason::NoReader,
        Cause::Capped => Reason::Capped,
        Cause::Limits => Reason::Limits,
        Cause::ReaderFailed => Reason::ReaderFailed,
    }
}

/// A letter, read.
#[derive(Debug)]
pub(crate) struct ReadLetter {
    /// blake3 of the bytes.
    pub hash: [u8; 32],
    /// Recovered text.
    pub text: Text,
    /// The same, as the store keeps it.
    pub kept: Kept,
    /// Format name.
    pub format: &'static str,
    /// Encoding name.
    pub encoding: &'static str,
    /// What identifies it.
    pub facts: Facts,
    /// Its record, under a placeholder for an id.
    pub record: ReplyRecord,
    /// The same, made ready for the index.
    pub coded: Coded,
    /// What looks wrong.
    pub warnings: Vec<Reason>,
    /// What people supplied about it, and what the file says outside the letter.
    pub metadata: Metadata,
    /// The latter alone.
    pub fields: Metadata,
}

#[cfg(test)]
mod tests {
    use super::*;
    use dafu_letters::extract::ExtractError;
    use dafu_words::message;

    #[test]
    fn a_failure_is_reported_under_the_code_that_extraction_gave_it() {
        for (error, code) in [
            (ExtractError::Empty, "empty"),
            (ExtractError::Binary("png"), "binary"),
            (ExtractError::Undecodable(message!("fault_utf32")), "undecodable"),
            (ExtractError::Damaged { format: "pdf", what: message!("fault_no_pages") }, "damaged"),
            (ExtractError::Cut("docx"), "cut_off"),
            (ExtractError::Encrypted, "encrypted"),
            (ExtractError::Scan(3), "scan"),
            (ExtractError::Pictures, "scan"),
            (ExtractError::Unmapped(3), "scan"),
            (ExtractError::NoReader("pdf"), "no_reader"),
            (ExtractError::Capped { what: "pages", most: 9 }, "capped"),
        ] {
            assert_eq!(error.code(), code);
            assert_eq!(Failed::of(None, "", error.into()).reason.code(), code);
        }
        let reported =
            |cause| Failed::of(None, "", Failure::new(cause, message!("fault_panic"))).reason.code();
        assert_eq!([Cause::Limits, Cause::ReaderFailed].map(reported), ["limits", "reader_failed"]);
    }
}
