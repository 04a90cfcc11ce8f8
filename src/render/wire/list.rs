//! `dafu.list/1`: letters with what is known of each.

use serde_json::{Value, json};

use crate::archive::store::replies::ReplyRow;
use crate::render::csv::Cell;
use crate::render::wire::named::{self, NamedLetter};

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
    let mut letter = json!({
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
    });
    named(reply).put(&mut letter);
    letter
}

/// Its kind and case numbers in the form that search has, too.
fn named(reply: &ReplyRow) -> NamedLetter {
    NamedLetter::of(&reply.facts.kind, reply.facts.cases.iter().map(|case| case.1.as_str()))
}

/// Columns of the letters as CSV: fields of [`letter`].
pub(crate) fn columns() -> impl Iterator<Item = &'static str> {
    let own =
        ["id", "citation", "kind", "unit", "date", "year", "cases", "doc_number", "title", "status", "paths"];
    own.into_iter().chain(named::COLUMNS)
}

/// One letter as a row below [`columns`].
pub(crate) fn row<'a>(reply: &'a ReplyRow, paths: &[String]) -> impl Iterator<Item = Cell<'a>> {
    let facts = &reply.facts;
    [
        Cell::exact(reply.id.to_string()),
        Cell::text(&facts.citation),
        Cell::text(&facts.kind),
        Cell::text(&facts.unit),
        Cell::text(&facts.date),
        Cell::text(&facts.year),
        Cell::list(facts.cases.iter().map(|case| &case.0)),
        Cell::text(&facts.doc_number),
        Cell::text(&facts.title),
        Cell::text(reply.status.name()),
        Cell::exact(paths.join("|")),
    ]
    .into_iter()
    .chain(named(reply).cells())
}
