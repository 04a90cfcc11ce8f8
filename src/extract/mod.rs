//! Bytes → Text: encodings, and paragraphs out of hard-wrapped lines.

use crate::text::{Note, Text};

/// Version of the extractor; raising it makes quarantined files be tried again and stored texts be read again.
pub const EXTRACTOR_VERSION: u32 = 1;

/// What was recovered from a file.
#[derive(Clone, Debug)]
pub struct Extracted {
    /// Paragraphs with their source lines.
    pub text: Text,
    /// Format name, e.g. `text`.
    pub format: &'static str,
    /// Encoding name, e.g. `utf-8`, `gb18030`, `big5`, `utf-16le`.
    pub encoding: &'static str,
    /// Oddities (bad bytes replaced, page numbers dropped …).
    pub notes: Vec<Note>,
}

/// Why a file could not be read as text.
#[derive(Debug, thiserror::Error)]
pub enum ExtractError {
    /// No bytes, or white space only.
    #[error("the file is empty")]
    Empty,
    /// Control bytes or a known binary signature.
    #[error("binary data ({0})")]
    Binary(&'static str),
    /// No encoding of the ladder fits.
    #[error("the encoding could not be told: {0}")]
    Undecodable(String),
}

/// Recovers the text of a file from its bytes; the file's name plays no part.
pub fn extract(bytes: &[u8]) -> Result<Extracted, ExtractError> {
    let _ = bytes;
    todo!("the extractor")
}
