//! What every reader of a format takes and gives.
//!
//! In: nothing. Out: [`Format`], an entry of the format table; [`Caps`], which a reader keeps by itself;
//! [`Extracted`], what it recovers; [`ExtractError`], why there is none. Which formats there are is not known here.

use crate::text::{Note, Text};
use dafu_words::message;
use dafu_words::message::Message;

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
    /// True for formats that are no plain text: they are read in a process of their own.
    pub binary: bool,
    /// Version of the reader; raising it makes files of this format be read again.
    pub version: u32,
}

/// Bytes that a packed part may always come to, whatever its ratio.
const SMALL: u64 = 1 << 20;

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

impl Caps {
    /// Bytes that `packed` ones may come to.
    pub(crate) fn allowed(&self, packed: u64) -> u64 {
        SMALL.max(self.ratio.saturating_mul(packed))
    }
}

impl Default for Caps {
    fn default() -> Caps {
        Caps { entries: 20_000, expanded: 256 << 20, ratio: 250, depth: 200, pages: 5_000 }
    }
}

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
#[error("{}", self.message())]
pub enum ExtractError {
    /// No bytes, or white space only.
    Empty,
    /// Control bytes (`data`), or the name of the format that a known binary signature tells.
    Binary(&'static str),
    /// No encoding of the ladder fits; why not.
    Undecodable(Message),
    /// The format is known and the file breaks its rules.
    Damaged {
        /// Format name.
        format: &'static str,
        /// What is wrong.
        what: Message,
    },
    /// The end of the file is missing, and without it nothing can be read.
    Cut(&'static str),
    /// Opens with a password only.
    Encrypted,
    /// Pages are there, and not one holds text: a scan.
    Scan(u32),
    /// There are pictures, and no text.
    Pictures,
    /// There is text, and no font says which characters its shapes are.
    Unmapped(u32),
    /// The format is known, and this build has no reader for it.
    NoReader(&'static str),
    /// More than a reader takes.
    Capped {
        /// What there is too much of: the entry `amount_` and this name.
        what: &'static str,
        /// How much is taken.
        most: u64,
    },
}

impl ExtractError {
    /// Stable snake_case code.
    pub fn code(&self) -> &'static str {
        match self {
            ExtractError::Empty => "empty",
            ExtractError::Binary(_) => "binary",
            ExtractError::Undecodable(_) => "undecodable",
            ExtractError::Damaged { .. } => "damaged",
            ExtractError::Cut(_) => "cut_off",
            ExtractError::Encrypted => "encrypted",
            // What recognition is for, whatever keeps the text from being read.
            ExtractError::Scan(_) | ExtractError::Pictures | ExtractError::Unmapped(_) => "scan",
            ExtractError::NoReader(_) => "no_reader",
            ExtractError::Capped { .. } => "capped",
        }
    }

    /// What a person is told.
    pub fn message(&self) -> Message {
        match self {
            ExtractError::Empty => message!("fault_empty"),
            ExtractError::Binary("data") => message!("fault_data"),
            ExtractError::Binary("gzip_other") => message!("fault_gzip_other"),
            ExtractError::Binary(format) => message!("fault_binary", format = *format),
            ExtractError::Undecodable(why) => message!("fault_undecodable", why = why.clone()),
            ExtractError::Damaged { format, what } => {
                message!("fault_damaged", format = *format, what = what.clone())
            }
            ExtractError::Cut(format) => message!("fault_cut_file", format = *format),
            ExtractError::Encrypted => message!("fault_encrypted"),
            ExtractError::Scan(pages) => message!("fault_scan", pages = *pages),
            ExtractError::Pictures => message!("fault_pictures"),
            ExtractError::Unmapped(pages) => message!("fault_unmapped", pages = *pages),
            ExtractError::NoReader(format) => message!("fault_no_reader", format = *format),
            ExtractError::Capped { what, most } => {
                let what = Message::new(format!("amount_{what}"));
                message!("fault_capped", what = what, most = *most)
            }
        }
    }
}
