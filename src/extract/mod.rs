//! Bytes → Text: encodings, and paragraphs out of hard-wrapped lines.
//!
//! In: the bytes of one file. Out: [`Extracted`], or the reason why there is no text in it.
//! The file's name and path play no part, nothing is read from disk, and no letter is understood here:
//! which paragraph is what is the parser's business.

use crate::text::{Note, Text};

mod encoding;
mod plain;
mod reflow;
mod signature;

/// Version of the extractor; raising it makes quarantined files be tried again and stored texts be read again.
pub const EXTRACTOR_VERSION: u32 = 1;

/// Size in bytes above which no file is worth reading: callers look before they load it.
pub const LARGEST: u64 = 64 << 20;

/// A file format that text can be recovered from.
pub struct Format {
    /// Stable name, e.g. `text`.
    pub name: &'static str,
    /// True when the bytes look like this format.
    pub sniff: fn(&[u8]) -> bool,
    /// Recovers the text of bytes that `sniff` accepted.
    pub read: fn(&[u8]) -> Result<Extracted, ExtractError>,
}

/// The formats in the order in which they are tried: the pickiest first, plain text last.
pub const FORMATS: &[Format] = &[plain::FORMAT];

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
    if bytes.is_empty() {
        return Err(ExtractError::Empty);
    }
    match FORMATS.iter().find(|format| (format.sniff)(bytes)) {
        Some(format) => (format.read)(bytes),
        None => Err(ExtractError::Binary(signature::of(bytes).unwrap_or("data"))),
    }
}
