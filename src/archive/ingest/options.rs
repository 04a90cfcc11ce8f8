//! What a run of the ingest is to do.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use crate::sandbox::Reader;
use dafu_search::embedded::writer::WriterOptions;

/// What a run is to do.
#[derive(Clone, Debug)]
pub struct Options {
    /// Files and folders to index.
    pub paths: Vec<PathBuf>,
    /// Collections to index, a line of JSON a passage.
    pub jsonl: Vec<PathBuf>,
    /// Indexed files, or folders of such, to take out of the archive.
    pub remove: Vec<PathBuf>,
    /// Take out every file that is missing.
    pub prune: bool,
    /// A CSV of values that the letters do not tell.
    pub metadata: Option<PathBuf>,
    /// Read the bytes of every file, whatever the file system says.
    pub rehash: bool,
    /// Index hidden files too.
    pub hidden: bool,
    /// Index files beside letters that are none (readme, 目录, license), too.
    pub all: bool,
    /// Build the index anew from the stored texts first.
    pub rebuild: bool,
    /// Leave private numbers out of the index, from now on, or no longer; none: as it is.
    pub mask: Option<bool>,
    /// Say what would be done and write nothing.
    pub dry_run: bool,
    /// Files read at once; 0 for one a processor.
    pub jobs: usize,
    /// Commit after this many files …
    pub commit_files: usize,
    /// … or this many bytes …
    pub commit_bytes: u64,
    /// … or this long after the last commit.
    pub commit_after: Duration,
    /// How the index is written.
    pub writer: WriterOptions,
    /// How files are read.
    pub reader: Reader,
    /// When the run began.
    pub now: SystemTime,
    /// Set from outside to stop: what is done is committed, the rest is left.
    pub cancel: Arc<AtomicBool>,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            paths: Vec::new(),
            jsonl: Vec::new(),
            remove: Vec::new(),
            prune: false,
            metadata: None,
            rehash: false,
            hidden: false,
            all: false,
            rebuild: false,
            mask: None,
            dry_run: false,
            jobs: 0,
            commit_files: 5000,
            commit_bytes: 256 << 20,
            commit_after: Duration::from_secs(15),
            writer: WriterOptions::default(),
            reader: Reader::default(),
            now: SystemTime::now(),
            cancel: Arc::default(),
        }
    }
}

impl Options {
    /// True once the run was asked to stop.
    pub(crate) fn cancelled(&self) -> bool {
        self.cancel.load(Ordering::Relaxed)
    }
}
