//! Why there is no text.

use dafu_letters::extract::ExtractError;

/// What kept a file from being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// No bytes, or white space only.
    Empty,
    /// No text.
    Binary,
    /// No encoding fits.
    Undecodable,
    /// The format is known and the file breaks its rules.
    Damaged,
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

impl Cause {
    /// Every cause.
    pub const ALL: [Cause; 10] = [
        Cause::Empty,
        Cause::Binary,
        Cause::Undecodable,
        Cause::Damaged,
        Cause::Encrypted,
        Cause::Scan,
        Cause::NoReader,
        Cause::Capped,
        Cause::Limits,
        Cause::ReaderFailed,
    ];

    /// Stable snake_case code.
    pub fn code(self) -> &'static str {
        match self {
            Cause::Empty => "empty",
            Cause::Binary => "binary",
            Cause::Undecodable => "undecodable",
            Cause::Damaged => "damaged",
            Cause::Encrypted => "encrypted",
            Cause::Scan => "scan",
            Cause::NoReader => "no_reader",
            Cause::Capped => "capped",
            Cause::Limits => "limits",
            Cause::ReaderFailed => "reader_failed",
        }
    }

    /// The cause with this code.
    pub fn from_code(code: &str) -> Option<Cause> {
        Cause::ALL.into_iter().find(|cause| cause.code() == code)
    }
}

/// A failure to read a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What kept it from being read.
    pub cause: Cause,
    /// What happened, in English, for people.
    pub detail: String,
}

impl Failure {
    /// A failure with its detail.
    pub fn new(cause: Cause, detail: impl Into<String>) -> Failure {
        Failure { cause, detail: detail.into() }
    }
}

impl From<ExtractError> for Failure {
    fn from(error: ExtractError) -> Failure {
        let cause = match error {
            ExtractError::Empty => Cause::Empty,
            ExtractError::Binary(_) => Cause::Binary,
            ExtractError::Undecodable(_) => Cause::Undecodable,
            ExtractError::Damaged { .. } => Cause::Damaged,
            ExtractError::Encrypted => Cause::Encrypted,
            ExtractError::Scan(_) => Cause::Scan,
            ExtractError::NoReader(_) => Cause::NoReader,
            ExtractError::Capped { .. } => Cause::Capped,
        };
        Failure::new(cause, error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_come_back_as_their_causes() {
        for cause in Cause::ALL {
            assert_eq!(Cause::from_code(cause.code()), Some(cause));
        }
        assert_eq!(Cause::from_code("other"), None);
    }

    #[test]
    fn what_extraction_says_keeps_its_code() {
        for error in [
            ExtractError::Empty,
            ExtractError::Binary("an image"),
            ExtractError::Undecodable("no encoding".to_owned()),
            ExtractError::Damaged { format: "pdf", what: "no pages".to_owned() },
            ExtractError::Encrypted,
            ExtractError::Scan(3),
            ExtractError::NoReader("pdf"),
            ExtractError::Capped { what: "pages", most: 9 },
        ] {
            let code = error.code();
            assert_eq!(Failure::from(error).cause.code(), code);
        }
    }
}
