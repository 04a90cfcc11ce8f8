//! Word documents in Office Open XML (docx, docm, dotx), as Word, WPS Office and LibreOffice write them.
//!
//! In: a zip package with a word processing part. Out: its paragraphs as a page shows them: automatic numbers are text,
//! deleted and hidden text is none, notes stand at the end. Headers and footers are left out. Pages are not counted:
//! the format knows them only as its last reader laid them out.

use super::package::Package;
use super::story;
use super::xml::{self, Xml};
use crate::extract::format::{Caps, ExtractError, Extracted, Format};
use crate::text::Note;
use dafu_words::script;
use parts::{NAME, Parts};
use std::collections::HashSet;

mod numbering;
mod parts;
mod properties;
mod styles;
mod walk;

/// The entry of the format table.
pub(super) const FORMAT: Format = Format { name: NAME, sniff, read, binary: true, version: 1 };

/// Han characters from which on a header is worth a note: page numbers have fewer.
const WORTH_A_NOTE: usize = 4;

/// A package with a word processing part; or a broken one whose first part tells that it was one.
fn sniff(bytes: &[u8]) -> bool {
    if !bytes.starts_with(b"PK\x03\x04") {
        return false;
    }
    let caps = Caps { expanded: 1 << 20, ..Caps::default() };
    match Package::open(bytes, NAME, &caps) {
        Ok(mut package) => match package.part(parts::CONTENT_TYPES) {
            Ok(types) => parts::KINDS.iter().any(|kind| memchr::memmem::find(&types, kind).is_some()),
            Err(_) => package.has(parts::USUAL_MAIN),
        },
        Err(_) => {
            let named = |name: &str| bytes.get(30..).is_some_and(|rest| rest.starts_with(name.as_bytes()));
            named(parts::CONTENT_TYPES) || named("word/")
        }
    }
}

fn read(bytes: &[u8], caps: &Caps) -> Result<Extracted, ExtractError> {
    let mut parts = Parts::open(Package::open(bytes, NAME, caps)?, caps)?;
    let styles = match parts.related("styles")? {
        Some(source) => styles::read(&mut Xml::new(&source, NAME, caps))?,
        None => styles::DocxStyles::default(),
    };
    let numbering = match parts.related("numbering")? {
        Some(source) => numbering::read(&mut Xml::new(&source, NAME, caps), &styles)?,
        None => numbering::Numbering::default(),
    };
    let main = xml::decode(parts.main()?);
    let mut walker = walk::DocxWalker::new(&styles, numbering);
    walker.part(&mut Xml::new(&main, NAME, caps))?;
    for kind in ["footnotes", "endnotes"] {
        if let Some(source) = parts.related(kind)? {
            walker.part(&mut Xml::new(&source, NAME, caps))?;
        }
    }
    let lines = walker.finish();
    let notes = left_out(&mut parts, &styles, caps);
    story::extracted(&lines, NAME, "", notes)
}

/// Notes of headers and footers that say more than a page number; damage in one is no reason to refuse the letter.
fn left_out(parts: &mut Parts<'_>, styles: &styles::DocxStyles, caps: &Caps) -> Vec<Note> {
    let mut notes: Vec<Note> = Vec::new();
    for (kind, what) in [("header", "header"), ("footer", "footer")] {
        // Sections of a letter often have the same header: it is told once.
        let mut told: HashSet<String> = HashSet::new();
        for source in parts.all_related(kind) {
            let mut walker = walk::DocxWalker::new(styles, numbering::Numbering::default());
            if walker.part(&mut Xml::new(&source, NAME, caps)).is_err() {
                continue;
            }
            let lines = walker.finish().join(" ");
            let text = lines.trim();
            let says_more = text.chars().filter(|&c| script::is_han(c)).count() >= WORTH_A_NOTE;
            if says_more && told.insert(text.to_owned()) {
                let message = format!("the page {what} `{text}` was left out");
                notes.push(Note { code: "page_furniture_dropped", message, span: None });
            }
        }
    }
    notes
}

#[cfg(test)]
mod tests;
