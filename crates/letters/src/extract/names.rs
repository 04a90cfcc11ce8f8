//! Names that come back from a child process.
//!
//! In: a name as it was sent. Out: the same name as the program's own; what the program does not know is dropped or
//! becomes the plainest of its kind, so that nothing a child says can be mistaken for something else.

use super::FORMATS;

/// Codes of all notes that readers make.
pub const NOTES: &[&str] = &[
    "bad_bytes_replaced",
    "characters_unknown",
    "control_characters_replaced",
    "copy_dropped",
    "end_missing",
    "large_text_dropped",
    "nesting_flattened",
    "page_damaged",
    "page_furniture_dropped",
    "page_number_dropped",
    "page_parts_unread",
    "radicals_replaced",
    "recognised",
    "running_head_dropped",
    "turned_text_appended",
    "turned_text_dropped",
    "watermark_dropped",
];

/// Header fields that a page or a document may tell beside its text.
const FIELDS: &[&str] = &[
    "key",
    "date",
    "unit",
    "lead",
    "co",
    "region",
    "level",
    "url",
    "title",
    "case",
    "doc",
    "category",
    "subject",
    "proposer",
    "year",
    "published",
];

/// Names of all encodings.
const ENCODINGS: &[&str] = &["utf-8", "utf-16le", "utf-16be", "gb18030", "gbk", "big5"];

fn known(name: &str, names: impl IntoIterator<Item = &'static str>) -> Option<&'static str> {
    names.into_iter().find(|known| *known == name)
}

/// A format's name.
pub fn format(name: &str) -> Option<&'static str> {
    known(name, FORMATS.iter().map(|format| format.name))
}

/// An encoding's name; empty for one that is not known.
pub fn encoding(name: &str) -> &'static str {
    known(name, ENCODINGS.iter().copied()).unwrap_or("")
}

/// A note's code.
pub fn note(code: &str) -> &'static str {
    known(code, NOTES.iter().copied()).unwrap_or("note")
}

/// A header field's name.
pub fn field(name: &str) -> Option<&'static str> {
    known(name, FIELDS.iter().copied())
}
