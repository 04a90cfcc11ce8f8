//! Bytes → Text: encodings, and paragraphs out of hard-wrapped lines.
//!
//! In: the bytes of one file. Out: [`Extracted`], or the reason why there is no text in it.
//! The file's name and path play no part, nothing is read from disk, and no letter is understood here:
//! which paragraph is what is the parser's business.

use crate::text::{Note, Text};

mod encoding;
mod geometry;
mod html;
mod ofd;
mod package;
mod plain;
mod reflow;
mod signature;
mod xml;

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
    pub read: fn(&[u8], &Caps) -> Result<Extracted, ExtractError>,
}

/// Caps that every reader keeps by itself, whatever limits its process has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caps {
    /// Entries of a zip archive.
    pub entries: usize,
    /// Bytes that one file's packed parts may come to.
    pub expanded: u64,
    /// Times its packed size that a part may come to, once it is larger than a megabyte.
    pub ratio: u64,
    /// Elements, groups, arrays or dictionaries within each other.
    pub depth: usize,
    /// Pages.
    pub pages: usize,
}

impl Default for Caps {
    fn default() -> Caps {
        Caps { entries: 20_000, expanded: 256 << 20, ratio: 250, depth: 200, pages: 5_000 }
    }
}

/// The formats in the order in which they are tried: the pickiest first, plain text last.
pub const FORMATS: &[Format] = &[ofd::FORMAT, html::FORMAT, plain::FORMAT];

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
    /// Header fields that the file states outside the letter: column of a metadata file (`doc`, `date` …) and value.
    pub fields: Vec<(&'static str, String)>,
    /// Pages, from 1, that hold no text that can be read: what OCR is for.
    pub unread_pages: Vec<u32>,
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
    /// The format is known and the file breaks its rules.
    #[error("damaged {format}: {what}")]
    Damaged {
        /// Format name.
        format: &'static str,
        /// What is wrong, in a few words.
        what: String,
    },
    /// Opens with a password only.
    #[error("the file is encrypted")]
    Encrypted,
    /// Pages are there, and not one holds text: a scan.
    #[error("{0} pages without text: a scan")]
    Scan(u32),
    /// More than a reader takes.
    #[error("{what}: more than {most}")]
    Capped {
        /// What there is too much of.
        what: &'static str,
        /// How much is taken.
        most: u64,
    },
}

/// Recovers the text of a file from its bytes; the file's name plays no part.
pub fn extract(bytes: &[u8]) -> Result<Extracted, ExtractError> {
    if bytes.is_empty() {
        return Err(ExtractError::Empty);
    }
    match FORMATS.iter().find(|format| (format.sniff)(bytes)) {
        Some(format) => (format.read)(bytes, &Caps::default()),
        None => Err(ExtractError::Binary(signature::of(bytes).unwrap_or("data"))),
    }
}
