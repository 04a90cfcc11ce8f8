//! Rich text format (rtf), which also hides behind the ending doc.
//!
//! In: bytes that begin with `{\rtf`. Out: its paragraphs as a page shows them: numbers that the maker wrote before
//! the paragraphs of a list are text, deleted and hidden text is none, text boxes follow their anchor and notes stand
//! at the end. Headers, footers and comments are left out. Pages are not counted, as the format does not know them.

use super::story;
use crate::extract::cut;
use crate::extract::format::{Caps, ExtractError, Extracted, Format};
use dafu_words::message;

mod charset;
mod destination;
mod fonts;
mod token;
mod walk;

/// The entry of the format table.
pub(super) const FORMAT: Format = Format { name: NAME, sniff, read, binary: true, version: 3 };

const NAME: &str = "rtf";

/// White space and a byte order mark may come before.
fn sniff(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    bytes.trim_ascii_start().starts_with(b"{\\rtf")
}

fn read(bytes: &[u8], caps: &Caps) -> Result<Extracted, ExtractError> {
    let start = memchr::memchr(b'{', bytes).unwrap_or(0);
    let mut walker = walk::RtfWalker::new(caps);
    let left_open = walker.read(bytes.get(start..).unwrap_or_default())?;
    let mut notes = Vec::new();
    if left_open > 0 {
        notes.push(cut::note(message!("end_groups", groups = left_open)));
    }
    let pictured = walker.has_pictures();
    story::extracted(&walker.finish(), NAME, "", notes).map_err(|error| story::or_pictures(error, pictured))
}

#[cfg(test)]
mod tests;
