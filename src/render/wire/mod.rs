//! Every shape that leaves the program for other programs: JSON documents, and the columns of CSV, which are fields of
//! the JSON beside them. docs/JSON.md describes them; tests/it/json.rs holds them.
//!
//! In: answers, replies, reports. Out: JSON values and rows of cells. Nothing here writes.

pub mod reply;
pub mod search;
pub(crate) mod batch;
pub(crate) mod candidates;
pub(crate) mod list;
pub(crate) mod named;
pub(crate) mod report;
pub(crate) mod status;
pub(crate) mod texts;

use serde_json::{Value, json};

use crate::language::Language;
use crate::told;
use dafu_words::message;
use dafu_words::span::Span;

/// A message: `{code, values, text}`, the text in the language of people.
pub(crate) fn message(message: &message::Message, language: Language) -> Value {
    let mut json = told::json(message);
    json["text"] = json!(language.say(message));
    json
}

/// Byte spans of `text` as `[start, end)` pairs of Unicode code points.
pub(crate) fn code_points(text: &str, spans: &[Span]) -> Value {
    let count = |end: usize| text.get(..end).map_or(0, |head| head.chars().count());
    spans.iter().map(|span| json!([count(span.start), count(span.end)])).collect()
}
