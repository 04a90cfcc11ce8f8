//! One function a fuzz target.
//!
//! In: any bytes. Out: nothing, or a panic: where a reader panics, or where what it gives breaks a promise. A body for a
//! format puts the bytes where only the reader of that format finds them. The bodies run under libFuzzer and, over changed
//! samples, in the tests of the package.

use dafu_letters::extract;
use dafu_letters::extract::{Caps, ExtractError, Extracted};
use dafu_letters::text::Text;

use super::pack;

/// A body: its name, the endings of samples to begin with, and what is run.
pub type Body = (&'static str, &'static [&'static str], fn(&[u8]));

/// The bodies by name.
pub const BODIES: &[Body] = &[
    ("extract", &["pdf", "docx", "doc", "wps", "rtf", "ofd", "html", "gz"], extract),
    ("bundle", &["zip"], bundle),
    ("html", &["html"], html),
    ("rtf", &["rtf"], rtf),
    ("docx", &["docx"], docx),
    ("doc", &["doc", "wps"], doc),
    ("pdf", &["pdf"], pdf),
    ("ofd", &["ofd"], ofd),
    ("encoding", &["txt"], encoding),
    ("reflow", &["txt"], reflow),
    ("parse", &["txt"], parse),
];

/// Small enough that what is found is a defect and no mere size.
const CAPS: Caps = Caps { entries: 1000, expanded: 4 << 20, ratio: 100, depth: 60, pages: 50 };

/// Any bytes.
pub fn extract(data: &[u8]) {
    check(extract::extract_within(data, &CAPS));
}

/// A bundle and what is in it.
pub fn bundle(data: &[u8]) {
    let data = beginning(b"PK\x03\x04", data);
    let _ = extract::bundle::is_bundle(&data);
    let _ = extract::bundle::unpack(&data, &CAPS, &mut |_, content| {
        if let Ok(content) = content {
            assert!(content.len() as u64 <= CAPS.expanded);
        }
    });
}

/// A page.
pub fn html(data: &[u8]) {
    check(extract::extract_within(&beginning(b"<html>", data), &CAPS));
}

/// A rich text.
pub fn rtf(data: &[u8]) {
    check(extract::extract_within(&beginning(b"{\\rtf", data), &CAPS));
}

/// A document of Word, or the text part of one.
pub fn docx(data: &[u8]) {
    if data.starts_with(b"PK\x03\x04") {
        return extract(data);
    }
    check(extract::extract_within(&pack::zip(&[pack::Part::stored("word/document.xml", data)]), &CAPS));
}

/// A compound file that says it holds a document of Word.
pub fn doc(data: &[u8]) {
    let mut bytes = beginning(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", data);
    bytes.extend("WordDocument".encode_utf16().flat_map(u16::to_le_bytes));
    check(extract::extract_within(&bytes, &CAPS));
}

/// A PDF.
pub fn pdf(data: &[u8]) {
    check(extract::extract_within(&beginning(b"%PDF-1.7\n", data), &CAPS));
}

/// An OFD, or a page of one.
pub fn ofd(data: &[u8]) {
    if data.starts_with(b"PK\x03\x04") {
        return extract(data);
    }
    let root = "<OFD><DocBody><DocRoot>Document.xml</DocRoot></DocBody></OFD>";
    let document = "<Document><Pages><Page ID=\"1\" BaseLoc=\"Page.xml\"/></Pages></Document>";
    let parts = [("OFD.xml", root.as_bytes()), ("Document.xml", document.as_bytes()), ("Page.xml", data)];
    check(extract::extract_within(
        &pack::zip(&parts.map(|(name, data)| pack::Part::stored(name, data))),
        &CAPS,
    ));
}

/// A text in whatever encoding: the same bytes as the other encodings would have them.
pub fn encoding(data: &[u8]) {
    check(extract::extract_within(data, &CAPS));
    for mark in [&b"\xFF\xFE"[..], b"\xFE\xFF", b"\xEF\xBB\xBF"] {
        check(extract::extract_within(&[mark, data].concat(), &CAPS));
    }
}

/// Lines to be put together.
pub fn reflow(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let text = text.trim_start_matches(['<', '{', '%']);
    check(extract::extract_within(text.as_bytes(), &CAPS));
}

/// Paragraphs to be understood.
pub fn parse(data: &[u8]) {
    understood(&Text::from_lines(&String::from_utf8_lossy(data)));
}

/// `data` with the beginning that its reader asks for.
fn beginning(head: &[u8], data: &[u8]) -> Vec<u8> {
    if data.starts_with(head) { data.to_vec() } else { [head, data].concat() }
}

fn check(read: Result<Extracted, ExtractError>) {
    match read {
        Ok(read) => {
            assert!(extract::FORMATS.iter().any(|format| format.name == read.format));
            for note in &read.notes {
                assert!(extract::names::NOTES.contains(&note.code), "note {} would be lost", note.code);
            }
            understood(&read.text);
        }
        Err(error) => assert!(!error.code().is_empty() && !error.to_string().is_empty()),
    }
}

/// Paragraphs are lines of the text, none empty, each from somewhere; and the parser takes them.
fn understood(text: &Text) {
    for &paragraph in text.paragraphs() {
        let slice = text.slice(paragraph);
        assert!(!slice.is_empty() && !slice.contains('\n'));
        let (first, last) = text.source_lines(paragraph);
        assert!(first <= last);
    }
    let _ = dafu_letters::reply::parse(text);
}
