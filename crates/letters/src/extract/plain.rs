//! Plain text: any encoding a Chinese office has used, wrapped or not.
//!
//! In: bytes without a binary signature. Out: the decoded text, its paragraphs put together again, and a
//! note for each thing that was replaced or left out.

use super::{encoding, reflow, signature};
use crate::extract::format::{Caps, ExtractError, Extracted, Format};
use crate::text::Note;

/// The entry of the format table; it takes whatever announces no binary format. Version 1 took web pages, too, version 2
/// XML of office programs.
pub(super) const FORMAT: Format =
    Format { name: "text", sniff: looks_like_text, read, binary: false, version: 3 };

fn looks_like_text(bytes: &[u8]) -> bool {
    signature::of(bytes).is_none()
}

fn read(bytes: &[u8], _: &Caps) -> Result<Extracted, ExtractError> {
    let decoded = encoding::decode(bytes)?;
    let mut notes = Vec::new();
    if decoded.bad > 0 {
        notes.push(Note::new("bad_bytes_replaced").with("count", decoded.bad));
    }
    let (source, controls) = without_controls(decoded.text);
    if controls > 0 {
        notes.push(Note::new("control_characters_replaced").with("count", controls));
    }
    let (text, dropped) = reflow::reflow(&source);
    if text.paragraphs().is_empty() {
        return Err(ExtractError::Empty);
    }
    notes.extend(dropped.iter().map(reflow::Dropped::note));
    Ok(Extracted {
        text,
        format: FORMAT.name,
        encoding: decoded.encoding,
        notes,
        fields: Vec::new(),
        unread_pages: Vec::new(),
    })
}

/// Replaces control characters that are no white space by spaces; says how many there were.
fn without_controls(text: String) -> (String, usize) {
    let unwanted = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{C}');
    // Bytes that every such character has; 0xC2 leads those from U+0080 on. All are looked at, many at once.
    let suspect = |&b: &u8| b < b' ' && !matches!(b, b'\t' | b'\n' | b'\r' | 0xC) || b == 0x7F || b == 0xC2;
    if !text.as_bytes().iter().fold(false, |found, b| found | suspect(b)) {
        return (text, 0);
    }
    let count = text.chars().filter(|&c| unwanted(c)).count();
    if count == 0 {
        return (text, 0);
    }
    (text.chars().map(|c| if unwanted(c) { ' ' } else { c }).collect(), count)
}
