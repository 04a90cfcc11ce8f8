//! How an archive stands, as people read it in a terminal.

use std::fmt::Write as _;

use indicatif::HumanBytes;

use crate::archive::coverage::Series;
use crate::archive::status::Status;
use crate::archive::store::standing::Standing;
use crate::language::Language;
use crate::render::report::why;
use crate::render::sanitize::sanitize;
use dafu_words::message;
use dafu_words::message::{Message, Value};

/// The status: counts, versions, sizes; then quarantine, coverage and gaps where there are any.
pub(crate) fn text(status: &Status, language: Language) -> String {
    let say = |message: Message| language.say(&message);
    let mut out = String::new();
    let _ = writeln!(out, "{}", status.dir.display());
    let counts = |counts: &[(Standing, u64)]| -> Vec<Message> {
        let one = |(standing, n): &(Standing, u64)| {
            Message::new(format!("file_{}", standing.name())).with("count", *n)
        };
        counts.iter().map(one).collect()
    };
    let _ = writeln!(out, "{}", say(message!("status_files", counts = counts(&status.files))));
    let _ = writeln!(out, "{}", say(message!("status_replies", counts = counts(&status.replies))));
    let _ = writeln!(out, "{}", say(message!("status_passages", count = status.passages)));
    let (store, index) = (HumanBytes(status.store_bytes), HumanBytes(status.index_bytes));
    let (store, index) = (store.to_string(), index.to_string());
    let size = message!("status_size", store = store, index = index, generation = status.generation);
    let _ = writeln!(out, "{}", say(size));
    let version = |(name, number): &(&'static str, u32)| {
        message!("status_version", name = Message::new(format!("version_{name}")), number = *number)
    };
    let versions: Vec<Message> = status.versions.iter().map(version).collect();
    let _ = writeln!(out, "{}", say(message!("status_versions", versions = versions)));
    if status.behind {
        let _ = writeln!(out, "{}", say(message!("status_behind")));
    }
    for run in status.runs.iter().take(3) {
        let ended = match &run.ended {
            None => language.word("status_not_finished"),
            Some(ended) if run.cancelled => say(message!("status_stopped", ended = ended)),
            Some(ended) => ended.clone(),
        };
        let run = message!("status_run", number = run.id, began = &run.started, ended = ended);
        let _ = writeln!(out, "{}", say(run));
    }
    if !status.quarantine.is_empty() {
        let _ = writeln!(out, "\n{}", language.word("status_quarantine"));
        for file in &status.quarantine {
            let why = say(why(file.reason, file.detail.as_ref()));
            let _ = writeln!(out, "  {}", sanitize(&format!("{}  {why}", file.path.display())));
        }
    }
    if !status.missing.is_empty() {
        let _ = writeln!(out, "\n{}", language.word("status_missing"));
        for path in &status.missing {
            let _ = writeln!(out, "  {}", sanitize(&path.display().to_string()));
        }
    }
    if !status.coverage.units.is_empty() {
        let _ = writeln!(out, "\n{}", language.word("status_coverage"));
        for row in &status.coverage.units {
            let _ = writeln!(out, "  {:>6}  {}  {}", row.replies, row.year, sanitize(&row.unit));
        }
    }
    for (name, series) in
        [("status_doc_numbers", &status.coverage.doc_numbers), ("status_cases", &status.coverage.cases)]
    {
        let gaps: Vec<&Series> = series.iter().filter(|series| !series.missing.is_empty()).collect();
        if !gaps.is_empty() {
            let _ = writeln!(out, "\n{}", language.word(name));
            for series in gaps {
                let line = message!(
                    "status_series",
                    name = &series.name,
                    seen = series.seen,
                    first = series.first,
                    last = series.last,
                    missing = ranges(series)
                );
                let _ = writeln!(out, "  {}", sanitize(&say(line)));
            }
        }
    }
    out
}

/// The first missing ranges of a series.
fn ranges(series: &Series) -> Vec<Value> {
    const SHOWN: usize = 12;
    let mut shown: Vec<Value> = series
        .missing
        .iter()
        .take(SHOWN)
        .map(|&(first, last)| if first == last { first.to_string() } else { format!("{first}–{last}") })
        .map(Value::from)
        .collect();
    if series.missing.len() > SHOWN {
        shown.push(message!("status_more_ranges", count = series.missing.len() - SHOWN).into());
    }
    shown
}
