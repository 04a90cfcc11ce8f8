//! What a run of the ingest tells while it works.

use crate::archive::report::Row;

/// What happens during a run.
#[derive(Clone, Copy, Debug)]
pub enum Event<'a> {
    /// The walk is done: this many files are to be looked at, of this size together.
    Planned {
        /// Files.
        files: usize,
        /// Bytes.
        bytes: u64,
    },
    /// A file is done, though not yet committed.
    File {
        /// What became of it.
        row: &'a Row,
        /// Its size.
        bytes: u64,
    },
    /// These files are acknowledged: what became of them is durable.
    Committed(&'a [Row]),
    /// Stored letters are being read or indexed again.
    Again {
        /// Letters done.
        done: u64,
        /// Letters in all.
        total: u64,
    },
}
