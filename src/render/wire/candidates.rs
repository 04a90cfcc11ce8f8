//! `dafu.candidates/1`: the letters and passages that a name can mean, where it does not mean one.

use serde_json::{Value, json};

use crate::archive::lookup::{Candidate, Means};
use crate::render::wire::list;

/// The schema's name.
const SCHEMA: &str = "dafu.candidates/1";

/// What `name` can mean: each letter with its files, and whether the first is cut off, as in a list, the passage where the name says which, and how the name was understood.
pub(crate) fn document(name: &str, candidates: &[(&Candidate, Vec<String>, bool)]) -> Value {
    let rows: Vec<Value> =
        candidates.iter().map(|(candidate, paths, cut_off)| row(candidate, paths, *cut_off)).collect();
    json!({"schema": SCHEMA, "name": name, "total": rows.len(), "candidates": rows})
}

fn row(candidate: &Candidate, paths: &[String], cut_off: bool) -> Value {
    let mut row = list::letter(&candidate.reply, paths, cut_off);
    row["passage"] = json!(candidate.passage.map(|passage| passage.to_string()));
    row["means"] = json!(match candidate.means {
        Means::Id => "id",
        Means::Citation => "citation",
        Means::DocNumber => "doc",
        Means::Case => "case",
        Means::Alias => "alias",
        Means::Title => "title",
    });
    row
}
