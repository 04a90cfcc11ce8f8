//! Batch ingest: folders into the archive.
//!
//! In: paths and options. Out: a store and an index that hold every letter below the paths, and a [`Report`] with the
//! fate of every file. A bad file never stops the run and never vanishes; a vanished file loses nothing.

pub mod walk;
pub mod read;
pub mod bundle;
pub mod pipeline;
pub mod session;
pub mod plan;
pub mod apply;
pub mod lines;
pub mod gone;
pub mod refresh;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, SystemTime};

use crate::archive::error::ArchiveError;
use crate::archive::ingest::session::Session;
use crate::archive::report::{Report, Row};
use crate::archive::{metadata, mount, rebuild};
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
    /// Build the index anew from the stored texts first.
    pub rebuild: bool,
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
            rebuild: false,
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

/// Runs the ingest into the archive directory `dir`, telling `watch` what happens.
pub fn run(dir: &Path, options: &Options, watch: &mut dyn FnMut(Event<'_>)) -> Result<Report, ArchiveError> {
    let supplied = options.metadata.as_deref().map(metadata::read).transpose()?;
    let writing = super::Writing::open(dir)?;
    let mut notes = Vec::new();
    if let Some(system) = mount::network(&writing.dir) {
        notes.push(format!(
            "the archive lies on a network file system ({system}), which may not keep its locks and syncs"
        ));
    }
    let mut rebuilt = None;
    let unusable = writing.unusable();
    if (options.rebuild || unusable.is_some()) && !options.dry_run {
        if let Some(why) = unusable {
            notes.push(format!("the index {why} and was built anew from the stored texts"));
        }
        rebuilt = Some(rebuild::rebuild(&writing, options, watch)?);
        notes.extend(rebuild::clean(&writing)?);
    }
    let mut session = Session::begin(&writing, options, watch)?;
    session.report.notes = notes;
    session.report.rebuilt = rebuilt;
    let done = session.work(supplied);
    match done {
        Ok(()) => {
            let unchanged = !session.has_changed() && session.report.rebuilt.is_none();
            let mut report = session.finish()?;
            if !options.dry_run
                && let Err(error) = writing.close(unchanged)
            {
                report.notes.push(format!("searches will start more slowly: {error}"));
            }
            Ok(report)
        }
        Err(error) => {
            session.abandon();
            Err(error)
        }
    }
}
