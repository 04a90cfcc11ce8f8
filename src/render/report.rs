//! The report of a run as people read it: the counts in a terminal, and report.csv, which names every file.
//!
//! In: a report. Out: text and CSV in words. The report's JSON is in [`crate::render::wire::report`].

use std::fmt::Write as _;
use std::io::Write;

use crate::archive::report::{FileState, Reason, Report};
use crate::render::csv::{Cell, Table};
use crate::render::mask::Mask;

/// Column heads of report.csv.
const HEADS: [&str; 4] = ["文件", "状态", "原因", "建议处理"];

/// Chinese name of a state.
pub(crate) fn state(state: FileState) -> &'static str {
    match state {
        FileState::Added => "新增",
        FileState::Updated => "更新",
        FileState::Unchanged => "未变",
        FileState::Moved => "移动",
        FileState::Duplicate => "重复",
        FileState::Version => "另一版本",
        FileState::Missing => "缺失",
        FileState::Removed => "移除",
        FileState::Skipped => "跳过",
        FileState::Quarantined => "隔离",
    }
}

/// Chinese name of a reason, and what to do about it; no advice where nothing need be done.
#[rustfmt::skip]
fn words(reason: Reason) -> (&'static str, &'static str) {
    match reason {
        Reason::TooLarge => ("文件过大", "拆分后重新索引"),
        Reason::Empty => ("空文件", "核对原件是否完整"),
        Reason::Binary => ("不是文本", "另存为文本后重新索引"),
        Reason::Undecodable => ("编码无法识别", "另存为 UTF-8 后重新索引"),
        Reason::Damaged => ("文件已损坏", "用原软件打开另存后重新索引"),
        Reason::CutOff => ("文件不完整，末尾缺失", "取得完整文件后重新索引"),
        Reason::Encrypted => ("文件已加密", "去除密码后重新索引"),
        Reason::Scan => ("扫描件，无文字层", "加 --ocr 或附上文字版后重新索引"),
        Reason::Capped => ("超出读取上限", "拆分后重新索引"),
        Reason::NoReader => ("此版本不读 PDF", "换用能读 PDF 的版本，或另存为文本后重新索引"),
        Reason::Limits => ("读取时超出资源限制", "用原软件打开另存后重新索引"),
        Reason::Unreadable => ("无法读取", "检查权限和磁盘后再次索引"),
        Reason::ReaderFailed => ("读取程序出错", "请附原件报告此问题"),
        Reason::BadLines => ("部分行无法读取", "按行号改正后重新索引"),
        Reason::Hidden => ("隐藏文件", "如需索引请加 --hidden"),
        Reason::Ignored => ("列于 .dafuignore", ""),
        Reason::NoLetter => ("说明、目录等，不是答复", "如需索引请加 --all"),
        Reason::Link => ("符号链接", "直接索引其目标"),
        Reason::Special => ("不是普通文件", ""),
        Reason::Archive => ("档案库自身", ""),
        Reason::Vanished => ("读取时已消失", ""),
        Reason::PresentAgain => ("缺失后重新出现", ""),
        Reason::Short => ("正文不足五十字", "核对是否完整"),
        Reason::NoHeader => ("未见标题、案号、文号", "核对是否为答复"),
        Reason::Mojibake => ("疑有乱码", "核对编码"),
        Reason::Recognised => ("文字由扫描件识别", "引用前核对原件"),
        Reason::PagesUnread => ("部分页无文字", "加 --ocr 或附上文字版后重新索引"),
    }
}

/// Chinese name of a reason.
pub(crate) fn reason(reason: Reason) -> &'static str {
    words(reason).0
}

/// What to do about a reason; empty when nothing need be done.
pub(crate) fn advice(reason: Reason) -> &'static str {
    words(reason).1
}

/// The counts, a line; then what was skipped and why, and what belongs to no file.
pub(crate) fn summary(report: &Report) -> String {
    let mut counts: Vec<String> = report
        .counts()
        .into_iter()
        .filter(|(state, count)| *count > 0 || matches!(state, FileState::Added | FileState::Quarantined))
        .map(|(state, count)| format!("{} {count}", state.code()))
        .collect();
    if report.unreached > 0 {
        counts.push(format!("not reached {}", report.unreached));
    }
    let dry = if report.dry_run { " (dry run: nothing was written)" } else { "" };
    let mut out = format!("{} files: {}{dry}\n", report.seen, counts.join(", "));
    for (why, count) in report.skipped() {
        let _ = writeln!(out, "  skipped {count}: {}", reason(why));
    }
    if !report.lines.is_empty() {
        let lines: Vec<String> =
            report.lines.iter().map(|(state, count)| format!("{} {count}", state.code())).collect();
        let _ = writeln!(out, "passages: {}", lines.join(", "));
    }
    if let Some(replies) = report.rebuilt {
        let _ = writeln!(out, "the index was built anew with {replies} replies");
    }
    out
}

/// Writes report.csv: 文件, 状态, 原因, 建议处理.
pub(crate) fn csv(report: &Report, out: &mut dyn Write) -> Result<(), csv::Error> {
    let mut table = Table::new(out, &HEADS, Mask::On)?;
    for row in &report.rows {
        let reasons = || row.reason.iter().chain(&row.warnings).copied();
        let joined = |part: fn(Reason) -> &'static str| {
            let parts: Vec<&str> = reasons().map(part).filter(|part| !part.is_empty()).collect();
            Cell::text(parts.join("；"))
        };
        table.row([
            Cell::exact(row.path.to_string_lossy()),
            Cell::text(state(row.state)),
            joined(reason),
            joined(advice),
        ])?;
    }
    Ok(table.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::report::Row;

    #[test]
    fn the_csv_opens_in_office_software() {
        let mut empty = Row::new("=甲,乙.txt".into(), FileState::Quarantined).because(Reason::Empty, "");
        empty.warnings = vec![Reason::Ignored, Reason::Short];
        let report = Report { rows: vec![empty], seen: 1, ..Report::default() };
        let mut out = Vec::new();
        csv(&report, &mut out).unwrap();
        let expected = "\u{feff}文件,状态,原因,建议处理\n\
            \"'=甲,乙.txt\",隔离,空文件；列于 .dafuignore；正文不足五十字,核对原件是否完整；核对是否完整\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn the_counts_are_a_line() {
        let hidden = Row::new(".a".into(), FileState::Skipped).because(Reason::Hidden, "");
        let report = Report { rows: vec![hidden], seen: 1, dry_run: true, ..Report::default() };
        let expected = "1 files: added 0, skipped 1, quarantined 0 (dry run: nothing was written)\n  skipped 1: 隐藏文件\n";
        assert_eq!(summary(&report), expected);
    }
}
