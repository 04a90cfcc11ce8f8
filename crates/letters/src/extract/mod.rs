//! Bytes → Text: encodings, and paragraphs out of hard-wrapped lines.
//!
//! In: the bytes of one file. Out: [`Extracted`], or the reason why there is no text in it.
//! The file's name and path play no part, nothing is read from disk, and no letter is understood here:
//! which paragraph is what is the parser's business.

pub use format::{Caps, ExtractError, Extracted, Format, LARGEST};

pub mod bundle;
pub mod names;
mod compound;
mod counting;
pub mod cut;
mod glyphs;
mod doc;
mod docx;
mod encoding;
mod fields;
mod format;
mod geometry;
mod gzip;
mod html;
mod instruction;
mod lists;
mod little;
mod ofd;
mod office_xml;
mod package;
mod pdf;
mod plain;
mod prolog;
mod reflow;
mod rtf;
mod signature;
mod story;
mod xml;

/// Version of the readers as a whole; raising it makes files be tried again that none of them could read.
pub const EXTRACTOR_VERSION: u32 = 3;

/// The formats in the order in which they are tried: the pickiest first, plain text last.
pub const FORMATS: &[Format] = &[
    pdf::FORMAT,
    docx::FORMAT,
    docx::single::FORMAT,
    ofd::FORMAT,
    doc::FORMAT,
    rtf::FORMAT,
    gzip::FORMAT,
    html::FORMAT,
    plain::FORMAT,
];

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
        Some(format) => {
            let mut read = (format.read)(bytes, caps)?;
            read.notes.extend(cut::look(format.name, bytes));
            Ok(read)
        }
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

/// True unless this build has no reader for the format called `name`.
pub fn is_read(name: &str) -> bool {
    cfg!(feature = "pdf") || name != pdf::FORMAT.name
}

/// True where characters are missing that another reader might tell.
pub fn is_doubtful(read: &Extracted) -> bool {
    let unknown = |c: &char| matches!(c, '\u{E000}'..='\u{F8FF}');
    let text = read.text.as_str();
    text.contains('\u{FFFD}') || text.chars().filter(unknown).count() * 100 > text.chars().count()
}
