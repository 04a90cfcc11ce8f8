//! `dafu.report/1`: what a run did with each file.

use serde_json::{Map, Value, json};

use crate::archive::report::{FileState, Reason, Report, Row};
use crate::language::Language;
use crate::render::report::remarks;
use crate::render::wire::message;

/// The schema's name.
const SCHEMA: &str = "dafu.report/1";

/// The report as a document.
pub(crate) fn document(report: &Report, language: Language) -> Value {
    json!({
        "schema": SCHEMA,
        "seen": report.seen,
        "counts": counts(report.counts().iter()),
        "newly_quarantined": report.newly_quarantined(),
        "unreached": report.unreached,
        "cancelled": report.cancelled,
        "dry_run": report.dry_run,
        "bytes": report.bytes,
        "lines": counts(report.lines.iter()),
        "rebuilt": report.rebuilt,
        "unknown_keys": report.unknown_keys,
        "notes": report.notes.iter().map(|note| message(note, language)).collect::<Vec<_>>(),
        "files": report.rows.iter().map(|row| file(row, language)).collect::<Vec<_>>(),
    })
}

fn counts<'a>(counts: impl Iterator<Item = (&'a FileState, &'a u64)>) -> Map<String, Value> {
    counts.map(|(state, count)| (state.code().to_owned(), json!(count))).collect()
}

fn file(row: &Row, language: Language) -> Value {
    let [text, advice] = remarks(row, language);
    let warnings: Vec<&str> = row.warnings.iter().map(|warning| warning.code()).collect();
    json!({
        "path": row.path.to_string_lossy(),
        "state": row.state.code(),
        "reason": row.reason.map(Reason::code),
        "detail": row.detail.as_ref().map(|detail| message(detail, language)),
        "known": row.known,
        "reply": row.reply.map(|id| id.to_string()),
        "warnings": warnings,
        "text": text,
        "advice": advice,
    })
}
