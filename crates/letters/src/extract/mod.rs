//! Bytes → Text: encodings, and paragraphs out of hard-wrapped lines.
//!
//! In: the bytes of one file. Out: [`Extracted`], or the reason why there is no text in it.
//! The file's name and path play no part, nothing is read from disk, and no letter is understood here:
//! which paragraph is what is the parser's business.

use crate::text::{Note, Text};

pub mod bundle;
pub mod names;
mod compound;
mod counting;
mod glyphs;
mod doc;
mod docx;
mod encoding;
mod fields;
mod geometry;
mod gzip;
mod html;
mod instruction;
mod lists;
mod little;
mod ofd;
mod package;
mod pdf;
mod plain;
mod reflow;
mod rtf;
mod signature;
mod story;
mod xml;

/// Version of the readers as a whole; raising it makes files be tried again that none of them could read.
pub const EXTRACTOR_VERSION: u32 = 2;

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
    pub fn allowed(&self, packed: u64) -> u64 {
        SMALL.max(self.ratio.saturating_mul(packed))
    }
}

impl Default for Caps {
    fn default() -> Caps {
        Caps { entries: 20_000, expanded: 256 << 20, ratio: 250, depth: 200, pages: 5_000 }
    }
}

/// The formats in the order in which they are tried: the pickiest first, plain text last.
pub const FORMATS: &[Format] = &[
    pdf::FORMAT,
    docx::FORMAT,
    ofd::FORMAT,
    doc::FORMAT,
    rtf::FORMAT,
    gzip::FORMAT,
    html::FORMAT,
    plain::FORMAT,
];

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

impl ExtractError {
    /// Stable snake_case code.
    pub fn code(&self) -> &'static str {
        match self {
            ExtractError::Empty => "empty",
            ExtractError::Binary(_) => "binary",
            ExtractError::Undecodable(_) => "undecodable",
            ExtractError::Damaged { .. } => "damaged",
            ExtractError::Encrypted => "encrypted",
            ExtractError::Scan(_) => "scan",
            ExtractError::Capped { .. } => "capped",
        }
    }
}

/// Recovers the text of a file from its bytes; the file's name plays no part.
pub fn extract(bytes: &[u8]) -> Result<Extracted, ExtractError> {
    extract_within(bytes, &Caps::default())
}

/// The same, within caps.
pub fn extract_within(bytes: &[u8], caps: &Caps) -> Result<Extracted, ExtractError> {
    read_as(format_of(bytes), bytes, caps)
}

/// The same of bytes whose format is known: what [`format_of`] says of them.
pub fn read_as(format: Option<&Format>, bytes: &[u8], caps: &Caps) -> Result<Extracted, ExtractError> {
    if bytes.is_empty() {
        return Err(ExtractError::Empty);
    }
    match format {
        Some(format) => (format.read)(bytes, caps),
        None => Err(ExtractError::Binary(signature::of(bytes).unwrap_or("data"))),
    }
}

/// The format that the bytes are in; none when no reader takes them.
pub fn format_of(bytes: &[u8]) -> Option<&'static Format> {
    FORMATS.iter().find(|format| (format.sniff)(bytes))
}

/// Version of what reads the format called `name`: a file that an older one read is read again. A bundle can hold
/// any format; what is no format at all is tried again whenever any reader is better.
pub fn version(name: &str) -> u32 {
    match FORMATS.iter().find(|format| format.name == name) {
        Some(format) => format.version,
        None => EXTRACTOR_VERSION + FORMATS.iter().map(|format| format.version - 1).sum::<u32>(),
    }
}

/// True where characters are missing that another reader might tell.
pub fn is_doubtful(read: &Extracted) -> bool {
    let unknown = |c: &char| matches!(c, '\u{E000}'..='\u{F8FF}');
    let text = read.text.as_str();
    text.contains('\u{FFFD}') || text.chars().filter(unknown).count() * 100 > text.chars().count()
}
