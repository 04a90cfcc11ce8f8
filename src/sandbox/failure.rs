//! Why there is no text.
//!
//! In: errors of extraction, and what became of a child. Out: a [`Failure`]: its [`Cause`] and what a person is told. The causes
//! have no codes of their own. `archive::report` has the codes that people read; `wire` sends a cause by its name here.

use serde::{Deserialize, Serialize};

use dafu_letters::extract::ExtractError;
use dafu_words::message::Message;

/// What kept a file from being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Cause {
    /// No bytes, or white space only.
    Empty,
    /// No text.
    Binary,
    /// No encoding fits.
    Undecodable,
    /// The format is known and the file breaks its rules.
    Damaged,
    /// The end of the file is missing, and without it nothing can be read.
    CutOff,
    /// Opens with a password only.
    Encrypted,
    /// Pages without text.
    Scan,
    /// The format is known, and this build reads none of it.
    NoReader,
    /// More than a reader takes.
    Capped,
    /// The reader took more memory or time than it may.
    Limits,
    /// The reader failed.
    ReaderFailed,
}

/// A failure to read a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What kept it from being read.
    pub cause: Cause,
    /// What happened.
    pub detail: Message,
}

impl Failure {
    /// A failure with its detail.
    pub fn new(cause: Cause, detail: Message) -> Failure {
        Failure { cause, detail }
    }
}

impl From<ExtractError> for Failure {
    fn from(error: ExtractError) -> Failure {
        let detail = error.message();
        let cause = match error {
            ExtractError::Empty => Cause::Empty,
            ExtractError::Binary(_) => Cause::Binary,
            ExtractError::Undecodable(_) => Cause::Undecodable,
            ExtractError::Damaged { .. } => Cause::Damaged,
            ExtractError::Cut(_) => Cause::CutOff,
            ExtractError::Encrypted => Cause::Encrypted,
            ExtractError::Scan(_) | ExtractError::Pictures | ExtractError::Unmapped(_) => Cause::Scan,
            ExtractError::NoReader(_) => Cause::NoReader,
            ExtractError::Capped { .. } => Cause::Capped,
        };
        Failure::new(cause, detail)
    }
}
