//! What a run did with each file.
//!
//! In: rows, one a file. Out: counts that add up, and the report as JSON and as a CSV that office software opens.
//! The report is plain data; nothing is read or decided here.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;

use crate::archive::words::{REASONS, REPORT_HEADS, STATES};
use dafu_letters::passage::ReplyId;

/// What became of a file in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FileState {
    /// A new letter.
    Added,
    /// A known letter in a new version.
    Updated,
    /// Nothing to do.
    Unchanged,
    /// A known letter at a new path; the old path is gone.
    Moved,
    /// A further copy of a letter.
    Duplicate,
    /// Gone; its letter is kept and searchable.
    Missing,
    /// Taken out on request.
    Removed,
    /// Deliberately not read.
    Skipped,
    /// Could not be read as text.
    Quarantined,
}

impl FileState {
    /// Every state, in the order of the enum.
    pub const ALL: [FileState; 9] = [
        FileState::Added,
        FileState::Updated,
        FileState::Unchanged,
        FileState::Moved,
        FileState::Duplicate,
        FileState::Missing,
        FileState::Removed,
        FileState::Skipped,
        FileState::Quarantined,
    ];

    /// Name in JSON.
    pub fn name(self) -> &'static str {
        STATES[self as usize].0
    }

    /// Chinese name.
    pub fn zh(self) -> &'static str {
        STATES[self as usize].1
    }
}

/// Why a file was skipped or quarantined, or what is odd about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each reason is documented by its Chinese name in `zh`")]
pub enum Reason {
    TooLarge,
    Empty,
    Binary,
    Undecodable,
    Damaged,
    Encrypted,
    Scan,
    Capped,
    NoReader,
    Limits,
    Unreadable,
    ReaderFailed,
    BadLines,
    Hidden,
    Ignored,
    Link,
    Special,
    Archive,
    Vanished,
    PresentAgain,
    Short,
    NoHeader,
    Mojibake,
    Recognised,
    PagesUnread,
}

impl Reason {
    /// Every reason, in the order of the enum.
    pub const ALL: [Reason; 25] = [
        Reason::TooLarge,
        Reason::Empty,
        Reason::Binary,
        Reason::Undecodable,
        Reason::Damaged,
        Reason::Encrypted,
        Reason::Scan,
        Reason::Capped,
        Reason::NoReader,
        Reason::Limits,
        Reason::Unreadable,
        Reason::ReaderFailed,
        Reason::BadLines,
        Reason::Hidden,
        Reason::Ignored,
        Reason::Link,
        Reason::Special,
        Reason::Archive,
        Reason::Vanished,
        Reason::PresentAgain,
        Reason::Short,
        Reason::NoHeader,
        Reason::Mojibake,
        Reason::Recognised,
        Reason::PagesUnread,
    ];

    /// Name in the store and in JSON.
    pub fn code(self) -> &'static str {
        REASONS[self as usize].0
    }

    /// Chinese name.
    pub fn zh(self) -> &'static str {
        REASONS[self as usize].1
    }

    /// What to do about it, in Chinese; empty when nothing need be done.
    pub fn advice(self) -> &'static str {
        REASONS[self as usize].2
    }

    /// The reason with this code.
    pub fn from_code(code: &str) -> Option<Reason> {
        Reason::ALL.into_iter().find(|reason| reason.code() == code)
    }
}

/// What became of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The file.
    pub path: PathBuf,
    /// Its state after the run.
    pub state: FileState,
    /// Why it was skipped or quarantined.
    pub reason: Option<Reason>,
    /// The reason in full, in English, as the reader gave it; can be empty.
    pub detail: String,
    /// True for a quarantined file that was so before and has not changed.
    pub known: bool,
    /// The reply that it holds.
    pub reply: Option<ReplyId>,
    /// What looks wrong about a file that was read.
    pub warnings: Vec<Reason>,
}

impl Row {
    /// A row without reason, reply or warnings.
    pub fn new(path: PathBuf, state: FileState) -> Row {
        Row {
            path,
            state,
            reason: None,
            detail: String::new(),
            known: false,
            reply: None,
            warnings: Vec::new(),
        }
    }

    /// The same for a reason.
    pub fn because(mut self, reason: Reason, detail: impl Into<String>) -> Row {
        self.reason = Some(reason);
        self.detail = detail.into();
        self
    }

    /// The same, holding a reply.
    pub fn holding(mut self, reply: Option<ReplyId>) -> Row {
        self.reply = reply;
        self
    }
}

/// What a run did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// A row a file, by path.
    pub rows: Vec<Row>,
    /// Files seen: those met on the way, those skipped, those found gone.
    pub seen: u64,
    /// Files not reached because the run was stopped.
    pub unreached: u64,
    /// True when the run was stopped on request.
    pub cancelled: bool,
    /// True when nothing was written.
    pub dry_run: bool,
    /// Bytes read.
    pub bytes: u64,
    /// Things to know that belong to no file.
    pub notes: Vec<String>,
    /// Keys of the metadata file that belong to no file.
    pub unknown_keys: Vec<String>,
    /// Lines of collections, by what became of them.
    pub lines: BTreeMap<FileState, u64>,
    /// The index was built anew, with this many replies.
    pub rebuilt: Option<u64>,
}

impl Report {
    /// Number of files in a state.
    pub fn count(&self, state: FileState) -> u64 {
        self.rows.iter().filter(|row| row.state == state).count() as u64
    }

    /// Number of files by state, every state named.
    pub fn counts(&self) -> BTreeMap<FileState, u64> {
        let mut counts: BTreeMap<_, _> = FileState::ALL.into_iter().map(|state| (state, 0)).collect();
        for row in &self.rows {
            *counts.entry(row.state).or_default() += 1;
        }
        counts
    }

    /// Number of skipped files by reason.
    pub fn skipped(&self) -> BTreeMap<Reason, u64> {
        let mut counts = BTreeMap::new();
        for row in self.rows.iter().filter(|row| row.state == FileState::Skipped) {
            *counts.entry(row.reason.unwrap_or(Reason::Special)).or_default() += 1;
        }
        counts
    }

    /// Number of files that were quarantined by this run and not before: above 0 means exit code 3.
    pub fn newly_quarantined(&self) -> u64 {
        self.rows.iter().filter(|row| row.state == FileState::Quarantined && !row.known).count() as u64
    }

    /// True when every file seen is in exactly one row.
    pub fn adds_up(&self) -> bool {
        self.rows.len() as u64 + self.unreached == self.seen
    }

    /// Counts by state as a JSON object.
    pub fn counts_json(&self) -> serde_json::Value {
        let counts = self.counts().into_iter();
        counts.map(|(state, count)| (state.name().to_owned(), serde_json::Value::from(count))).collect()
    }

    /// Writes the report as JSON (`dafu.report/1`).
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        let rows: Vec<_> = self.rows.iter().map(row_json).collect();
        let lines: serde_json::Map<String, serde_json::Value> =
            self.lines.iter().map(|(state, count)| (state.name().to_owned(), (*count).into())).collect();
        let document = serde_json::json!({
            "schema": "dafu.report/1",
            "seen": self.seen,
            "counts": self.counts_json(),
            "newly_quarantined": self.newly_quarantined(),
            "unreached": self.unreached,
            "cancelled": self.cancelled,
            "dry_run": self.dry_run,
            "bytes": self.bytes,
            "lines": lines,
            "rebuilt": self.rebuilt,
            "unknown_keys": self.unknown_keys,
            "notes": self.notes,
            "files": rows,
        });
        serde_json::to_writer_pretty(&mut *out, &document)?;
        writeln!(out)
    }

    /// Writes the report as CSV with a byte order mark: 文件, 状态, 原因, 建议处理.
    pub fn write_csv(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"\xef\xbb\xbf")?;
        let mut csv = csv::Writer::from_writer(out);
        csv.write_record(REPORT_HEADS)?;
        for row in &self.rows {
            let reasons: Vec<Reason> = row.reason.iter().chain(&row.warnings).copied().collect();
            let join = |part: fn(Reason) -> &'static str| {
                let parts: Vec<_> =
                    reasons.iter().map(|&r| part(r)).filter(|part| !part.is_empty()).collect();
                parts.join("；")
            };
            let path = row.path.to_string_lossy();
            csv.write_record([
                guarded(&path).as_str(),
                row.state.zh(),
                &join(Reason::zh),
                &join(Reason::advice),
            ])?;
        }
        csv.flush()
    }
}

/// A cell that no spreadsheet takes for a formula.
fn guarded(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

fn row_json(row: &Row) -> serde_json::Value {
    let warnings: Vec<&str> = row.warnings.iter().map(|warning| warning.code()).collect();
    serde_json::json!({
        "path": row.path.to_string_lossy(),
        "state": row.state.name(),
        "reason": row.reason.map(Reason::code),
        "detail": row.detail,
        "known": row.known,
        "reply": row.reply.map(|id| id.to_string()),
        "warnings": warnings,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_follow_the_enums() {
        for (state, code) in FileState::ALL.into_iter().zip(STATES) {
            assert_eq!(state.name(), code.0);
        }
        for reason in Reason::ALL {
            assert_eq!(Reason::from_code(reason.code()), Some(reason));
        }
        assert_eq!(Reason::Mojibake.code(), "mojibake");
        assert_eq!(Reason::Hidden.code(), "hidden");
    }

    #[test]
    fn the_csv_opens_in_office_software() {
        let empty = Row::new("=甲,乙.txt".into(), FileState::Quarantined).because(Reason::Empty, "");
        let report = Report { rows: vec![empty], seen: 1, ..Report::default() };
        let mut out = Vec::new();
        report.write_csv(&mut out).unwrap();
        let expected = "\u{feff}文件,状态,原因,建议处理\n\"'=甲,乙.txt\",隔离,空文件,核对原件是否完整\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
        assert!(report.adds_up());
        assert_eq!(report.newly_quarantined(), 1);
    }
}
