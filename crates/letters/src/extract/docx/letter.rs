//! A document out of its parts.
//!
//! In: the parts, wherever they are kept. Out: the text of the document, with notes on the headers and footers that were
//! left out.

use super::parts::{NAME, Parts, Store};
use super::{numbering, styles, walk};
use crate::extract::format::{Caps, ExtractError, Extracted, Format};
use crate::extract::package::Package;
use crate::extract::xml::Xml;
use crate::extract::{html, plain, rtf, story};
use crate::text::Note;
use dafu_words::script;
use std::collections::HashSet;

/// Formats of files that stand in a document whole, besides its own.
const CHUNKS: [&Format; 3] = [&rtf::FORMAT, &html::FORMAT, &plain::FORMAT];

/// Han characters from which on a header is worth a note: page numbers have fewer.
const WORTH_A_NOTE: usize = 4;

/// The text of the document whose parts are in `store`.
pub(super) fn read(store: Store<'_>, caps: &Caps) -> Result<Extracted, ExtractError> {
    with_chunks(store, caps, true)
}

/// The same, with the files that stand in it whole where they are `followed`: none is in one of them.
fn with_chunks(store: Store<'_>, caps: &Caps, followed: bool) -> Result<Extracted, ExtractError> {
    let mut parts = Parts::open(store, caps)?;
    let styles = match parts.related("styles")? {
        Some(source) => styles::read(&mut Xml::new(&source, NAME, caps))?,
        None => styles::DocxStyles::default(),
    };
    let numbering = match parts.related("numbering")? {
        Some(source) => numbering::read(&mut Xml::new(&source, NAME, caps), &styles)?,
        None => numbering::Numbering::default(),
    };
    let main = parts.main()?;
    let chunks = if followed { parts.chunks() } else { Vec::new() };
    let chunks = chunks.into_iter().map(|(id, bytes)| (id, lines(&bytes, caps))).collect();
    let mut walker = walk::DocxWalker::new(&styles, numbering).with_chunks(chunks);
    walker.part(&mut Xml::new(&main, NAME, caps))?;
    for kind in ["footnotes", "endnotes"] {
        if let Some(source) = parts.related(kind)? {
            walker.part(&mut Xml::new(&source, NAME, caps))?;
        }
    }
    let pictured = walker.has_pictures();
    let lines = walker.finish();
    let notes = left_out(&mut parts, &styles, caps);
    story::extracted(&lines, NAME, "", notes).map_err(|error| story::or_pictures(error, pictured))
}

/// The lines of a file that stands in a document whole; none when it cannot be read.
fn lines(bytes: &[u8], caps: &Caps) -> Vec<String> {
    let read = match bytes.starts_with(b"PK") {
        true => Package::open(bytes, NAME, caps)
            .and_then(|package| with_chunks(Store::Package(package), caps, false)),
        false => match CHUNKS.iter().find(|format| (format.sniff)(bytes)) {
            Some(format) => (format.read)(bytes, caps),
            None => return Vec::new(),
        },
    };
    read.map(|read| read.text.as_str().lines().map(str::to_owned).collect()).unwrap_or_default()
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
                notes.push(Note::new("page_furniture_dropped").with("what", what).with("text", text));
            }
        }
    }
    notes
}
