//! The report of a run as people read it: the counts in a terminal, and report.csv, which names every file.
//!
//! In: a report. Out: text and CSV in words. The report's JSON is in [`crate::render::wire::report`].

use std::fmt::Write as _;
use std::io::Write;

use crate::archive::report::{FileState, Reason, Report, Row};
use crate::language::Language;
use crate::render::csv::{Cell, Table};
use crate::render::mask::Mask;
use dafu_words::message;
use dafu_words::message::{Message, Value};

/// Columns of report.csv: fields of a file in report.json.
const COLUMNS: [&str; 6] = ["path", "state", "reason", "warnings", "text", "advice"];

/// Reasons for which nothing need be done.
const NO_ADVICE: [Reason; 5] =
    [Reason::Ignored, Reason::Special, Reason::Archive, Reason::Vanished, Reason::PresentAgain];

/// Details that say no more than the reason.
const SAID: [&str; 6] =
    ["fault_empty", "fault_data", "fault_cut_file", "fault_encrypted", "fault_panic", "fault_no_reader"];

/// A reason in a few words.
pub(crate) fn reason(reason: Reason) -> Message {
    Message::new(format!("reason_{}", reason.code()))
}

/// Why a file was skipped or quarantined, with what its reader had to say.
pub(crate) fn why(known: Option<Reason>, detail: Option<&Message>) -> Message {
    let detail = detail.filter(|detail| !SAID.contains(&detail.code.as_ref())).cloned();
    match (known.map(reason), detail) {
        (Some(reason), Some(detail)) => message!("reason_and_detail", reason = reason, detail = detail),
        (Some(only), None) | (None, Some(only)) => only,
        (None, None) => reason(Reason::Unreadable),
    }
}

/// What to do about a reason; none where nothing need be done.
pub(crate) fn advice(reason: Reason) -> Option<Message> {
    (!NO_ADVICE.contains(&reason)).then(|| Message::new(format!("advice_{}", reason.code())))
}

/// Why a file ended as it did, and what is odd about it, in words; what to do about that. Empty where there is nothing to say.
pub(crate) fn remarks(row: &Row, language: Language) -> [String; 2] {
    let because = row.reason.map(|_| why(row.reason, row.detail.as_ref()));
    let words = because.into_iter().chain(row.warnings.iter().copied().map(reason)).map(Value::from);
    let reasons = row.reason.iter().chain(&row.warnings).copied();
    let advice = reasons.filter_map(advice).map(Value::from);
    [language.list(words.collect()), language.list(advice.collect())]
}

/// The counts, a line; then what was skipped and why, and what belongs to no file.
pub(crate) fn summary(report: &Report, language: Language) -> String {
    let say = |message: Message| language.say(&message);
    let told = |(state, count): (FileState, u64)| {
        Message::new(format!("file_{}", state.code())).with("count", count)
    };
    let mut counts: Vec<Message> = report
        .counts()
        .into_iter()
        .filter(|(state, count)| *count > 0 || matches!(state, FileState::Added | FileState::Quarantined))
        .map(told)
        .collect();
    if report.unreached > 0 {
        counts.push(message!("file_not_reached", count = report.unreached));
    }
    let (seen, mut out) = (report.seen, String::new());
    let _ = writeln!(
        out,
        "{}",
        say(match report.dry_run {
            true => message!("index_dry_run", count = seen, counts = counts),
            false => message!("index_done", count = seen, counts = counts),
        })
    );
    for (why, count) in report.skipped() {
        let _ = writeln!(out, "  {}", say(message!("index_skipped", count = count, why = reason(why))));
    }
    if !report.lines.is_empty() {
        let lines: Vec<Message> = report.lines.iter().map(|(&state, &count)| told((state, count))).collect();
        let _ = writeln!(out, "{}", say(message!("index_lines", counts = lines)));
    }
    if let Some(replies) = report.rebuilt {
        let _ = writeln!(out, "{}", say(message!("index_rebuilt", count = replies)));
    }
    out
}

/// Writes report.csv, a row a file.
pub(crate) fn csv(
    report: &Report,
    out: &mut dyn Write,
    mask: Mask,
    language: Language,
) -> Result<(), csv::Error> {
    let mut table = Table::new(out, &COLUMNS, mask)?;
    for row in &report.rows {
        let [text, advice] = remarks(row, language);
        table.row([
            Cell::exact(row.path.to_string_lossy()),
            Cell::text(row.state.code()),
            Cell::text(row.reason.map_or("", Reason::code)),
            Cell::list(row.warnings.iter().map(|warning| warning.code())),
            Cell::text(text),
            Cell::text(advice),
        ])?;
    }
    Ok(table.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_csv_has_the_same_codes_in_every_language() {
        let mut empty = Row::new("=甲,乙.txt".into(), FileState::Quarantined).because(Reason::Empty, None);
        empty.warnings = vec![Reason::Ignored, Reason::Short];
        let report = Report { rows: vec![empty], seen: 1, ..Report::default() };
        let written = |language| {
            let mut out = Vec::new();
            csv(&report, &mut out, Mask::On, language).unwrap();
            String::from_utf8(out).unwrap()
        };
        let codes = "\u{feff}path,state,reason,warnings,text,advice\n\
            \"'=甲,乙.txt\",quarantined,empty,ignored|short,";
        let chinese = "空文件、列于 .dafuignore、正文不足五十字,核对原件是否完整、核对是否完整\n";
        assert_eq!(written(Language::Chinese), format!("{codes}{chinese}"));
        let english = "\"empty file, named in .dafuignore, fewer than fifty characters\",\
            \"see whether the original is whole, see whether it is whole\"\n";
        assert_eq!(written(Language::English), format!("{codes}{english}"));
    }

    #[test]
    fn the_counts_are_a_line() {
        let hidden = Row::new(".a".into(), FileState::Skipped).because(Reason::Hidden, None);
        let report = Report { rows: vec![hidden], seen: 1, dry_run: true, ..Report::default() };
        let english = "1 file: added 0, skipped 1, quarantined 0 (dry run: nothing was written)\n  skipped 1: hidden file\n";
        assert_eq!(summary(&report, Language::English), english);
        let chinese = "共 1 个文件：新增 0、跳过 1、隔离 0（试运行，未写入）\n  跳过 1：隐藏文件\n";
        assert_eq!(summary(&report, Language::Chinese), chinese);
    }
}
