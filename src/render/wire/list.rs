//! `dafu.list/1`: letters with what is known of each.

use serde_json::{Value, json};

use crate::archive::store::replies::ReplyRow;
use crate::render::csv::Cell;

/// The schema's name.
const SCHEMA: &str = "dafu.list/1";

/// The letters as one document.
pub(crate) fn document(letters: Vec<Value>) -> Value {
    json!({"schema": SCHEMA, "total": letters.len(), "replies": letters})
}

/// The document without its letters: the first line of JSON Lines.
pub(crate) fn header(total: usize) -> Value {
    json!({"schema": SCHEMA, "total": total})
}

/// One letter with the files it stands in.
pub(crate) fn letter(reply: &ReplyRow, paths: &[String], cut_off: bool) -> Value {
    let facts = &reply.facts;
    let known = |text: &str| if text.is_empty() { Value::Null } else { json!(text) };
    json!({
        "id": reply.id.to_string(),
        "citation": facts.citation,
        "kind": known(&facts.kind),
        "unit": known(&facts.unit),
        "date": known(&facts.date),
        "year": known(&facts.year),
        "cases": facts.cases.iter().map(|case| &case.0).collect::<Vec<_>>(),
        "doc_number": known(&facts.doc_number),
        "title": known(&facts.title),
        "status": reply.status.name(),
        "paths": paths,
        "cut_off": cut_off,
    })
}

/// Columns of the letters as CSV: fields of [`letter`].
pub(crate) const COLUMNS: [&str; 11] =
    ["id", "citation", "kind", "unit", "date", "year", "cases", "doc_number", "title", "status", "paths"];

/// One letter as a row below [`COLUMNS`].
pub(crate) fn row<'a>(reply: &'a ReplyRow, paths: &[String]) -> [Cell<'a>; COLUMNS.len()] {
    let facts = &reply.facts;
    [
        Cell::text(reply.id.to_string()),
        Cell::text(&facts.citation),
        Cell::text(&facts.kind),
        Cell::text(&facts.unit),
        Cell::text(&facts.date),
        Cell::text(&facts.year),
        Cell::list(facts.cases.iter().map(|case| &case.0)),
        Cell::text(&facts.doc_number),
        Cell::text(&facts.title),
        Cell::text(reply.status.name()),
        Cell::list(paths),
    ]
}
