//! `dafu.status/1`: how an archive stands.

use serde_json::{Map, Value, json};

use crate::archive::coverage::Series;
use crate::archive::report::Reason;
use crate::archive::status::Status;
use crate::archive::store::standing::Standing;
use crate::language::Language;
use crate::render::wire::message;

/// The schema's name.
const SCHEMA: &str = "dafu.status/1";

/// The status as a document.
pub(crate) fn document(status: &Status, language: Language) -> Value {
    let versions: Map<String, Value> =
        status.versions.iter().map(|(name, n)| ((*name).to_owned(), json!(n))).collect();
    let quarantine: Vec<Value> = status
        .quarantine
        .iter()
        .map(|file| {
            json!({
                "path": file.path.display().to_string(),
                "reason": file.reason.map(Reason::code),
                "detail": file.detail.as_ref().map(|detail| message(detail, language)),
                "acknowledged": file.acknowledged,
            })
        })
        .collect();
    let units: Vec<Value> = status
        .coverage
        .units
        .iter()
        .map(|row| json!({"unit": row.unit, "year": row.year, "replies": row.replies}))
        .collect();
    json!({
        "schema": SCHEMA,
        "archive": status.dir.display().to_string(),
        "files": counts(&status.files),
        "replies": counts(&status.replies),
        "passages": status.passages,
        "store_bytes": status.store_bytes,
        "index_bytes": status.index_bytes,
        "generation": status.generation,
        "behind": status.behind,
        "masked": status.masked,
        "versions": versions,
        "quarantine": quarantine,
        "cut_off": status.cut_off.iter().map(|path| path.display().to_string()).collect::<Vec<_>>(),
        "missing": status.missing.iter().map(|path| path.display().to_string()).collect::<Vec<_>>(),
        "coverage": {
            "units": units,
            "doc_numbers": series(&status.coverage.doc_numbers),
            "cases": series(&status.coverage.cases),
        },
    })
}

fn counts(counts: &[(Standing, u64)]) -> Map<String, Value> {
    counts.iter().map(|(standing, n)| (standing.name().to_owned(), json!(n))).collect()
}

fn series(series: &[Series]) -> Vec<Value> {
    let one = |s: &Series| json!({"name": s.name, "first": s.first, "last": s.last, "seen": s.seen, "missing": s.missing});
    series.iter().map(one).collect()
}
