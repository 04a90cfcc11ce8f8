//! Every JSON shape, and nothing else. docs/JSON.md describes them; a snapshot test holds them.

pub mod reply;
pub mod search;

use serde_json::{Value, json};

use dafu_words::span::Span;

/// Byte spans of `text` as `[start, end)` pairs of Unicode code points.
pub fn code_points(text: &str, spans: &[Span]) -> Value {
    let count = |end: usize| text.get(..end).map_or(0, |head| head.chars().count());
    spans.iter().map(|span| json!([count(span.start), count(span.end)])).collect()
}
