//! How an archive stands, as people read it in a terminal.

use std::fmt::Write as _;

use indicatif::HumanBytes;

use crate::archive::coverage::{Series, UnitYear};
use crate::archive::status::{Quarantined, Status};
use crate::render::report::reason;
use crate::render::sanitize::sanitize;

/// The status: counts, versions, sizes; then quarantine, coverage and gaps where there are any.
///
/// A page at any size: what is long is cut and counted, unless it is asked for in `full`.
pub(crate) fn text(status: &Status, full: bool) -> String {
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
    if status.masked {
        let _ = writeln!(
            out,
            "telephone and identity numbers are left out of what is searched (dafu index --mask)"
        );
    }
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
        for file in status.quarantine.iter().take(shown(full, FILES)) {
            let _ = writeln!(out, "  {}", quarantined(file));
        }
        out.push_str(&more(status.quarantine.len(), shown(full, FILES), "files"));
    }
    if !status.cut_off.is_empty() {
        let _ = writeln!(out, "\ncut off (read as far as they go):");
        for path in status.cut_off.iter().take(shown(full, FILES)) {
            let _ = writeln!(out, "  {}", sanitize(&path.display().to_string()));
        }
        out.push_str(&more(status.cut_off.len(), shown(full, FILES), "files"));
    }
    if !status.missing.is_empty() {
        let _ = writeln!(out, "\nmissing (still searchable; dafu index --prune takes them out):");
        for path in status.missing.iter().take(shown(full, FILES)) {
            let _ = writeln!(out, "  {}", sanitize(&path.display().to_string()));
        }
        out.push_str(&more(status.missing.len(), shown(full, FILES), "files"));
    }
    if full || status.coverage.units.len() <= UNITS {
        every_unit(status, &mut out);
    } else {
        largest_units(status, &mut out);
    }
    for (name, series) in
        [("document numbers", &status.coverage.doc_numbers), ("case numbers", &status.coverage.cases)]
    {
        gaps(name, series, full, &mut out);
    }
    out
}

/// A file or folder in quarantine, in a line.
pub(crate) fn quarantined(file: &Quarantined) -> String {
    let reason = file.reason.map_or("", reason);
    let known = if file.acknowledged { " (acknowledged)" } else { "" };
    sanitize(&format!("{}  {reason} {}{known}", file.path.display(), file.detail))
}

/// Files of a list that are shown on a page.
const FILES: usize = 10;
/// Units that are shown on a page.
const UNITS: usize = 12;
/// Years that are shown of each.
const YEARS: usize = 6;
/// Series of numbers whose gaps are shown on a page.
const SERIES: usize = 5;

/// How many of a list are shown.
fn shown(full: bool, most: usize) -> usize {
    if full { usize::MAX } else { most }
}

/// A line for those that are not shown.
fn more(all: usize, shown: usize, what: &str) -> String {
    match all.saturating_sub(shown) {
        0 => String::new(),
        left => format!("  … {left} more {what}: dafu status --full\n"),
    }
}

/// Every unit and year, a line each.
fn every_unit(status: &Status, out: &mut String) {
    if status.coverage.units.is_empty() {
        return;
    }
    let _ = writeln!(out, "\ncoverage by unit and year:");
    for row in &status.coverage.units {
        let _ = writeln!(out, "  {:>6}  {}  {}", row.replies, row.year, sanitize(&row.unit));
    }
}

/// The units with most letters, a line each with their latest years.
fn largest_units(status: &Status, out: &mut String) {
    let mut units: Vec<(u64, &[UnitYear])> = status
        .coverage
        .units
        .chunk_by(|a, b| a.unit == b.unit)
        .map(|years| (years.iter().map(|row| row.replies).sum(), years))
        .collect();
    let all = units.len();
    units.sort_by_key(|(replies, _)| std::cmp::Reverse(*replies));
    let _ = writeln!(out, "\ncoverage by unit and year (the largest of {all} units):");
    for (replies, years) in units.iter().take(UNITS) {
        let latest: Vec<String> =
            years.iter().rev().take(YEARS).map(|row| format!("{} {}", row.year, row.replies)).collect();
        let cut = if years.len() > YEARS { ", …" } else { "" };
        let unit = years.first().map_or("", |row| row.unit.as_str());
        let _ = writeln!(out, "  {replies:>6}  {}: {}{cut}", sanitize(unit), latest.join(", "));
    }
    out.push_str(&more(all, UNITS, "units"));
}

/// Series with numbers that were not seen, those with most first.
fn gaps(name: &str, series: &[Series], full: bool, out: &mut String) {
    let count = |series: &Series| -> u64 {
        series.missing.iter().map(|&(first, last)| u64::from(last - first) + 1).sum()
    };
    let mut gaps: Vec<&Series> = series.iter().filter(|series| !series.missing.is_empty()).collect();
    if gaps.is_empty() {
        return;
    }
    if !full && gaps.len() > SERIES {
        let missing: u64 = gaps.iter().map(|series| count(series)).sum();
        let _ = writeln!(
            out,
            "\n{name} not seen (possibly unpublished): {missing} in {} of {} series, most in:",
            gaps.len(),
            series.len()
        );
        gaps.sort_by_key(|series| std::cmp::Reverse(count(series)));
    } else {
        let _ = writeln!(out, "\n{name} not seen (possibly unpublished):");
    }
    for series in gaps.iter().take(shown(full, SERIES)) {
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
    out.push_str(&more(gaps.len(), shown(full, SERIES), "series"));
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
