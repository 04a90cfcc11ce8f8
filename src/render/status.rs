//! How an archive stands, as people read it in a terminal.

use std::fmt::Write as _;

use indicatif::HumanBytes;

use crate::archive::coverage::Series;
use crate::archive::status::{Quarantined, Status};
use crate::render::report::reason;
use crate::render::sanitize::sanitize;

/// The status: counts, versions, sizes; then quarantine, coverage and gaps where there are any.
pub(crate) fn text(status: &Status) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}", status.dir.display());
    for (name, counts) in [("files", &status.files), ("replies", &status.replies)] {
        let counts: Vec<String> =
            counts.iter().map(|(standing, n)| format!("{} {n}", standing.name())).collect();
        let _ = writeln!(out, "{name}: {}", counts.join(", "));
    }
    let _ = writeln!(out, "passages: {}", status.passages);
    let (store, index) = (HumanBytes(status.store_bytes), HumanBytes(status.index_bytes));
    let _ = writeln!(out, "size: store {store}, index {index} (generation {})", status.generation);
    let versions: Vec<String> = status.versions.iter().map(|(name, n)| format!("{name} {n}")).collect();
    let _ = writeln!(out, "versions: {}", versions.join(", "));
    if status.behind {
        let _ = writeln!(out, "the index is behind the store: the next dafu index brings it up");
    }
    for run in status.runs.iter().take(3) {
        let ended = run.ended.as_deref().unwrap_or("not finished");
        let _ = writeln!(
            out,
            "run {}: {} – {ended}{}",
            run.id,
            run.started,
            if run.cancelled { " (stopped)" } else { "" }
        );
    }
    if !status.quarantine.is_empty() {
        let _ = writeln!(out, "\nquarantine:");
        for file in &status.quarantine {
            let _ = writeln!(out, "  {}", quarantined(file));
        }
    }
    if !status.cut_off.is_empty() {
        let _ = writeln!(out, "\ncut off (read as far as they go):");
        for path in &status.cut_off {
            let _ = writeln!(out, "  {}", sanitize(&path.display().to_string()));
        }
    }
    if !status.missing.is_empty() {
        let _ = writeln!(out, "\nmissing (still searchable; dafu index --prune takes them out):");
        for path in &status.missing {
            let _ = writeln!(out, "  {}", sanitize(&path.display().to_string()));
        }
    }
    if !status.coverage.units.is_empty() {
        let _ = writeln!(out, "\ncoverage by unit and year:");
        for row in &status.coverage.units {
            let _ = writeln!(out, "  {:>6}  {}  {}", row.replies, row.year, sanitize(&row.unit));
        }
    }
    for (name, series) in
        [("document numbers", &status.coverage.doc_numbers), ("case numbers", &status.coverage.cases)]
    {
        let gaps: Vec<&Series> = series.iter().filter(|series| !series.missing.is_empty()).collect();
        if !gaps.is_empty() {
            let _ = writeln!(out, "\n{name} not seen (possibly unpublished):");
            for series in gaps {
                let line = format!(
                    "{}: {} of {}–{}; not seen {}",
                    series.name,
                    series.seen,
                    series.first,
                    series.last,
                    ranges(series)
                );
                let _ = writeln!(out, "  {}", sanitize(&line));
            }
        }
    }
    out
}

/// A file or folder in quarantine, in a line.
pub(crate) fn quarantined(file: &Quarantined) -> String {
    let reason = file.reason.map_or("", reason);
    let known = if file.acknowledged { " (acknowledged)" } else { "" };
    sanitize(&format!("{}  {reason} {}{known}", file.path.display(), file.detail))
}

/// The first missing ranges of a series.
fn ranges(series: &Series) -> String {
    const SHOWN: usize = 12;
    let mut shown: Vec<String> = series
        .missing
        .iter()
        .take(SHOWN)
        .map(|&(first, last)| if first == last { first.to_string() } else { format!("{first}–{last}") })
        .collect();
    if series.missing.len() > SHOWN {
        shown.push(format!("… {} more ranges", series.missing.len() - SHOWN));
    }
    shown.join(", ")
}
