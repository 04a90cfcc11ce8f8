//! `dafu.batch/1`: many queries, each with its hits.

use serde_json::{Value, json};

use crate::language::Language;
use crate::render::Located;
use crate::render::csv::Cell;
use crate::render::wire::{message, search};

/// The schema's name.
const SCHEMA: &str = "dafu.batch/1";

/// All queries as one document.
pub(crate) fn document(queries: Vec<Value>) -> Value {
    json!({"schema": SCHEMA, "queries": queries})
}

/// One query with its hits, as it stands in the document.
pub(crate) fn query(id: &str, text: &str, hits: &[Located<'_>]) -> Value {
    json!({"id": id, "text": text, "hits": hits.iter().map(search::hit).collect::<Vec<_>>()})
}

/// One query with its hits, as it stands on a line of its own.
pub(crate) fn line(id: &str, text: &str, hits: &[Located<'_>]) -> Value {
    let mut line = query(id, text, hits);
    line["schema"] = json!(SCHEMA);
    line
}

/// A line of the file that is no query, as it stands in the document.
pub(crate) fn bad(number: usize, language: Language) -> Value {
    let error = message(&dafu_words::message!("line_no_query", number = number), language);
    json!({"id": null, "line": number, "error": error})
}

/// The same, as it stands on a line of its own.
pub(crate) fn bad_line(number: usize, language: Language) -> Value {
    let mut line = bad(number, language);
    line["schema"] = json!(SCHEMA);
    line
}

/// Columns of a batch as CSV, a row a hit: fields of [`query`].
pub(crate) fn columns() -> Vec<String> {
    let own = ["id", "text"].map(str::to_owned);
    own.into_iter().chain(search::columns().map(|column| format!("hits.{column}"))).collect()
}

/// One hit of a query as a row below [`columns`].
pub(crate) fn row<'a>(id: &'a str, text: &'a str, hit: &'a Located<'_>) -> impl Iterator<Item = Cell<'a>> {
    [Cell::text(id), Cell::text(text)].into_iter().chain(search::row(hit))
}
