//! How an archive stands, as people read it in a terminal.

use std::fmt::Write as _;
use std::path::Path;

use indicatif::HumanBytes;

use crate::archive::coverage::{Series, UnitYear};
use crate::archive::status::{Quarantined, Status};
use crate::archive::store::standing::Standing;
use crate::language::Language;
use crate::render::report::why;
use crate::render::sanitize::sanitize;
use dafu_words::message;
use dafu_words::message::{Message, Value};

/// The status: counts, versions, sizes; then quarantine, coverage and gaps where there are any.
///
/// A page at any size: what is long is cut and counted, unless it is asked for in `full`.
pub(crate) fn text(status: &Status, full: bool, language: Language) -> String {
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
    if status.masked {
        let _ = writeln!(out, "{}", say(message!("status_masked")));
    }
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
    let path = |path: &Path| sanitize(&path.display().to_string());
    let quarantine = status.quarantine.iter().map(|file| quarantined(file, language)).collect();
    list("status_quarantine", quarantine, full, language, &mut out);
    let cut_off = status.cut_off.iter().map(|file| path(file)).collect();
    list("status_cut_off", cut_off, full, language, &mut out);
    let missing = status.missing.iter().map(|file| path(file)).collect();
    list("status_missing", missing, full, language, &mut out);
    if full || status.coverage.units.len() <= UNITS {
        every_unit(status, language, &mut out);
    } else {
        largest_units(status, language, &mut out);
    }
    for (name, series) in
        [("status_doc_numbers", &status.coverage.doc_numbers), ("status_cases", &status.coverage.cases)]
    {
        gaps(name, series, full, language, &mut out);
    }
    out
}

/// A file or folder in quarantine, in a line.
pub(crate) fn quarantined(file: &Quarantined, language: Language) -> String {
    let why = language.say(&why(file.reason, file.detail.as_ref()));
    let known = if file.acknowledged { language.word("status_acknowledged") } else { String::new() };
    sanitize(&format!("{}  {why}{known}", file.path.display()))
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

/// Files under their heading, a line each.
fn list(code: &'static str, files: Vec<String>, full: bool, language: Language, out: &mut String) {
    if files.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{}", language.word(code));
    for file in files.iter().take(shown(full, FILES)) {
        let _ = writeln!(out, "  {file}");
    }
    more(files.len(), shown(full, FILES), "status_more_files", language, out);
}

/// A line for those that are not shown.
fn more(all: usize, shown: usize, code: &'static str, language: Language, out: &mut String) {
    let left = all.saturating_sub(shown);
    if left > 0 {
        let _ = writeln!(out, "  {}", language.say(&Message::new(code).with("count", left)));
    }
}

/// Every unit and year, a line each.
fn every_unit(status: &Status, language: Language, out: &mut String) {
    if status.coverage.units.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{}", language.word("status_coverage"));
    for row in &status.coverage.units {
        let _ = writeln!(out, "  {:>6}  {}  {}", row.replies, row.year, sanitize(&row.unit));
    }
}

/// The units with most letters, a line each with their latest years.
fn largest_units(status: &Status, language: Language, out: &mut String) {
    let mut units: Vec<(u64, &[UnitYear])> = status
        .coverage
        .units
        .chunk_by(|a, b| a.unit == b.unit)
        .map(|years| (years.iter().map(|row| row.replies).sum(), years))
        .collect();
    let all = units.len();
    units.sort_by_key(|(replies, _)| std::cmp::Reverse(*replies));
    let _ = writeln!(out, "\n{}", language.say(&message!("status_largest", count = all)));
    for (replies, years) in units.iter().take(UNITS) {
        let latest: Vec<String> =
            years.iter().rev().take(YEARS).map(|row| format!("{} {}", row.year, row.replies)).collect();
        let cut = if years.len() > YEARS { ", …" } else { "" };
        let unit = years.first().map_or("", |row| row.unit.as_str());
        let _ = writeln!(out, "  {replies:>6}  {}: {}{cut}", sanitize(unit), latest.join(", "));
    }
    more(all, UNITS, "status_more_units", language, out);
}

/// Series with numbers that were not seen, those with most first.
fn gaps(code: &'static str, series: &[Series], full: bool, language: Language, out: &mut String) {
    let count = |series: &Series| -> u64 {
        series.missing.iter().map(|&(first, last)| u64::from(last - first) + 1).sum()
    };
    let mut gaps: Vec<&Series> = series.iter().filter(|series| !series.missing.is_empty()).collect();
    if gaps.is_empty() {
        return;
    }
    let heading = language.word(code);
    if !full && gaps.len() > SERIES {
        let missing: u64 = gaps.iter().map(|series| count(series)).sum();
        let most = message!(
            "status_most_gaps",
            what = heading,
            missing = missing,
            gaps = gaps.len(),
            count = series.len()
        );
        let _ = writeln!(out, "\n{}", language.say(&most));
        gaps.sort_by_key(|series| std::cmp::Reverse(count(series)));
    } else {
        let _ = writeln!(out, "\n{}", language.say(&message!("status_gaps", what = heading)));
    }
    for series in gaps.iter().take(shown(full, SERIES)) {
        let line = message!(
            "status_series",
            name = &series.name,
            seen = series.seen,
            first = series.first,
            last = series.last,
            missing = ranges(series)
        );
        let _ = writeln!(out, "  {}", sanitize(&language.say(&line)));
    }
    more(gaps.len(), shown(full, SERIES), "status_more_series", language, out);
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
