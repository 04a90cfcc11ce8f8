//! What a run did with each file.
//!
//! In: rows, one a file. Out: counts that add up. The report is plain data with codes; nothing is read or decided here,
//! and what people read of it (words, JSON, CSV) is `render`'s.

use std::collections::BTreeMap;
use std::path::PathBuf;

use dafu_letters::passage::ReplyId;
use dafu_words::message::Message;

/// An enum whose every variant has a code, as one table: `Variant = "code"`.
macro_rules! coded {
    ($(#[$about:meta])* $name:ident { $($(#[$what:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$what])* $variant,)*
        }

        impl $name {
            /// Every one, in the order of the enum.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// Name in the store and in JSON.
            pub fn code(self) -> &'static str {
                match self {
                    $($name::$variant => $code,)*
                }
            }
        }
    };
}

coded! {
    /// What became of a file in a run.
    FileState {
        /// A new letter.
        Added = "added",
        /// A known letter in a new version.
        Updated = "updated",
        /// Nothing to do.
        Unchanged = "unchanged",
        /// A known letter at a new path; the old path is gone.
        Moved = "moved",
        /// A further copy of a letter: its body is the same.
        Duplicate = "duplicate",
        /// A further text of a letter that another file holds: its body differs.
        Version = "version",
        /// Gone; its letter is kept and searchable.
        Missing = "missing",
        /// Taken out on request.
        Removed = "removed",
        /// Deliberately not read.
        Skipped = "skipped",
        /// Could not be read as text.
        Quarantined = "quarantined",
    }
}

coded! {
    /// Why a file was skipped or quarantined, or what is odd about it.
    Reason {
        /// Larger than any letter; not read.
        TooLarge = "too_large",
        /// No bytes, or no text.
        Empty = "empty",
        /// No text, and of no format that is read.
        Binary = "binary",
        /// Text in no known encoding.
        Undecodable = "undecodable",
        /// Of a known format, but broken.
        Damaged = "damaged",
        /// Its end is missing: read as far as it goes, or not at all.
        CutOff = "cut_off",
        /// Needs a password.
        Encrypted = "encrypted",
        /// Pictures of pages without text.
        Scan = "scan",
        /// More entries, pages or unpacked bytes than a reader takes.
        Capped = "capped",
        /// Of a format that this build does not read.
        NoReader = "no_reader",
        /// Its reader used more memory or time than it may.
        Limits = "limits",
        /// The system does not give its bytes.
        Unreadable = "unreadable",
        /// Its reader crashed.
        ReaderFailed = "reader_failed",
        /// Some lines of a collection are no passages.
        BadLines = "bad_lines",
        /// A hidden file, without `--hidden`.
        Hidden = "hidden",
        /// Named in a .dafuignore file.
        Ignored = "ignored",
        /// A readme, table of contents or licence, without `--all`.
        NoLetter = "no_letter",
        /// A symbolic link.
        Link = "link",
        /// No regular file.
        Special = "special",
        /// Part of the archive itself.
        Archive = "archive",
        /// Gone between listing and reading.
        Vanished = "vanished",
        /// Was missing and is there again.
        PresentAgain = "present_again",
        /// Fewer than fifty characters of text.
        Short = "short",
        /// No title, case number or document number.
        NoHeader = "no_header",
        /// Looks decoded with the wrong encoding.
        Mojibake = "mojibake",
        /// Its text was recognised from scanned pages.
        Recognised = "recognised",
        /// Some of its pages hold no text.
        PagesUnread = "pages_unread",
    }
}

impl Reason {
    /// What is kept of a file that was read, beside its letter (`detail` of a row without a reason): that its text may
    /// be less, or other, than the letter's.
    pub(crate) fn mark(warnings: &[Reason]) -> Option<Reason> {
        [Reason::CutOff, Reason::Recognised].into_iter().find(|mark| warnings.contains(mark))
    }

    /// The one with this code.
    pub(crate) fn from_code(code: &str) -> Option<Reason> {
        Reason::ALL.iter().copied().find(|reason| reason.code() == code)
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
    /// The reason in full, where there is more to tell.
    pub detail: Option<Message>,
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
        Row { path, state, reason: None, detail: None, known: false, reply: None, warnings: Vec::new() }
    }

    /// The same for a reason.
    pub(crate) fn because(mut self, reason: Reason, detail: impl Into<Option<Message>>) -> Row {
        self.reason = Some(reason);
        self.detail = detail.into();
        self
    }

    /// The same, holding a reply.
    pub(crate) fn holding(mut self, reply: Option<ReplyId>) -> Row {
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
    pub notes: Vec<Message>,
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
        let mut counts: BTreeMap<_, _> = FileState::ALL.iter().map(|&state| (state, 0)).collect();
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

    /// Number of files of which this run could not read all, and which were not so before: those in quarantine and collections with
    /// bad lines. Above 0 means exit code 3.
    pub fn newly_quarantined(&self) -> u64 {
        let new = |row: &&Row| {
            let lines = row.reason == Some(Reason::BadLines);
            (row.state == FileState::Quarantined || lines) && !row.known
        };
        self.rows.iter().filter(new).count() as u64
    }

    /// True when every file seen is in exactly one row.
    pub fn adds_up(&self) -> bool {
        self.rows.len() as u64 + self.unreached == self.seen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_apart() {
        let mut states: Vec<&str> = FileState::ALL.iter().map(|state| state.code()).collect();
        states.sort_unstable();
        assert!(states.windows(2).all(|two| two[0] != two[1]), "{states:?}");
        for &reason in Reason::ALL {
            assert_eq!(Reason::from_code(reason.code()), Some(reason));
        }
        assert_eq!(Reason::Mojibake.code(), "mojibake");
        assert_eq!(Reason::from_code("tired"), None);
    }

    #[test]
    fn a_report_adds_up() {
        let empty = Row::new("a.txt".into(), FileState::Quarantined).because(Reason::Empty, None);
        let report = Report { rows: vec![empty], seen: 2, unreached: 1, ..Report::default() };
        assert!(report.adds_up());
        assert_eq!(report.newly_quarantined(), 1);
    }
}
