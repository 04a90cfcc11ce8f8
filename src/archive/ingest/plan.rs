//! What has to be read.
//!
//! In: what the walk found, and the manifest. Out: rows for files that need no reading, jobs for the others. A file
//! is unchanged when size, times and inode equal the manifest's and its content was not written within two seconds
//! before it was last read (it could have been written again within the clock's grain since).

use std::path::{Path, PathBuf};

use crate::archive::error::ArchiveError;
use crate::archive::ingest::read::Job;
use crate::archive::ingest::session::Session;
use crate::archive::ingest::walk::{Entry, Walk, stamp};
use crate::archive::letters::keys;
use crate::archive::metadata::Metadata;
use crate::archive::report::{FileState, Reason, Row};
use crate::archive::store::files::{FileRow, Standing};
use crate::extract::EXTRACTOR_VERSION;

/// Grain of the coarsest file clock that is trusted, in ns.
const GRAIN_NS: i64 = 2_000_000_000;

/// Format of a collection's row.
pub const JSONL: &str = "jsonl";

/// The paths to index.
#[derive(Clone, Debug, Default)]
pub struct Roots {
    /// Those that exist, links resolved.
    pub existing: Vec<PathBuf>,
    /// Those that do not, though files below them are known: an unmounted disk, a deleted folder.
    pub absent: Vec<PathBuf>,
}

impl Roots {
    /// True when `path` lies at or below one of the paths.
    pub fn cover(&self, path: &Path) -> bool {
        self.existing.iter().chain(&self.absent).any(|root| path.starts_with(root))
    }
}

/// Resolves the paths to index; one that does not exist and was never indexed is an error.
pub fn roots(session: &Session<'_>) -> Result<Roots, ArchiveError> {
    let mut roots = Roots::default();
    for path in &session.options.paths {
        match fs_err::canonicalize(path) {
            Ok(path) => roots.existing.push(path),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let absent = std::path::absolute(path)?;
                let writing = session.writing;
                let known = writing.store.known_paths()?;
                if !known.iter().any(|(_, stored, _)| writing.base.absolute(stored).starts_with(&absent)) {
                    return Err(ArchiveError::NoSuchPath(path.clone()));
                }
                roots.absent.push(absent);
            }
            Err(error) => return Err(error.into()),
        }
    }
    for path in &session.options.jsonl {
        if !path.is_file() {
            return Err(ArchiveError::NoSuchPath(path.clone()));
        }
    }
    Ok(roots)
}

impl Session<'_> {
    /// Tells unchanged files from those that must be read.
    pub fn plan(&mut self, found: &Walk) -> Result<Vec<Job>, ArchiveError> {
        let mut jobs = Vec::new();
        for (number, entry) in found.entries.iter().enumerate() {
            let stored = self.writing.base.stored(&entry.path);
            let known = self.writing.store.file(&stored)?;
            match known.as_ref().and_then(|row| self.settled(entry, row)) {
                Some(row) => self.report.rows.push(row),
                None => jobs.push(self.job(number, entry.clone(), known.as_ref(), false)),
            }
        }
        for path in &self.options.jsonl {
            let path = fs_err::canonicalize(path)?;
            let entry = Entry { stamp: stamp(&fs_err::metadata(&path)?), path };
            jobs.retain(|job| job.entry.path != entry.path);
            let within = found.entries.iter().any(|other| other.path == entry.path);
            let known = self.writing.store.file(&self.writing.base.stored(&entry.path))?;
            if !within {
                self.report.seen += 1;
            } else if known.as_ref().and_then(|row| self.settled(&entry, row)).is_some() {
                continue;
            }
            jobs.push(self.job(jobs.len(), entry, known.as_ref(), true));
        }
        Ok(jobs)
    }

    /// The row of a file that need not be read.
    fn settled(&self, entry: &Entry, known: &FileRow) -> Option<Row> {
        let quiet = entry.stamp == known.stamp
            && known.stamp.mtime_ns.saturating_add(GRAIN_NS) <= known.checked_ns
            && !self.options.rehash;
        if !quiet || !is_current(known) {
            return None;
        }
        match known.state {
            Standing::Present => {
                Some(Row::new(entry.path.clone(), FileState::Unchanged).holding(known.reply))
            }
            Standing::Quarantined => Some(quarantined_before(entry.path.clone(), known)),
            Standing::Missing | Standing::Removed => None,
        }
    }

    fn job(&self, number: usize, entry: Entry, known: Option<&FileRow>, collection: bool) -> Job {
        let collection = collection || known.is_some_and(|row| row.format == JSONL);
        let kept = known.filter(|row| {
            is_current(row) && row.state != Standing::Removed && (row.format == JSONL) == collection
        });
        let mut metadata = Metadata::default();
        if !self.supplied.is_empty() {
            for key in keys(&self.writing.base, &self.writing.base.stored(&entry.path), None) {
                if let Some(found) = self.supplied.get(&key) {
                    metadata.fill(found);
                }
            }
        }
        Job { number, entry, known: kept.and_then(|row| row.hash), metadata, collection }
    }
}

/// The row of a file that is quarantined for a reason that is known already.
pub fn quarantined_before(path: PathBuf, known: &FileRow) -> Row {
    let reason = Reason::from_code(&known.reason).unwrap_or(Reason::Unreadable);
    let row = Row::new(path, FileState::Quarantined).because(reason, known.detail.clone());
    Row { known: true, ..row }
}

/// True unless a newer extractor, or better luck, could make something else of the same bytes.
fn is_current(row: &FileRow) -> bool {
    row.extractor == EXTRACTOR_VERSION && row.reason != Reason::Unreadable.code()
}
