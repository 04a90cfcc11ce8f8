//! Which files there are.
//!
//! In: paths. Out: every regular file below them, and what was passed over and why. Links are not followed, devices
//! and pipes are never opened, the archive itself is never read. The only ignore file is `.dafuignore`.

use std::collections::HashMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use ignore::{DirEntry, Match, WalkBuilder};

use crate::archive::clock::nanoseconds;
use crate::archive::report::{FileState, Reason, Row};
use crate::archive::store::files::Stamp;

/// Name of the ignore file.
const IGNORE_FILE: &str = ".dafuignore";

/// A regular file that was met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Absolute path.
    pub path: PathBuf,
    /// What the file system says of it.
    pub stamp: Stamp,
}

/// What lies below some paths.
#[derive(Clone, Debug, Default)]
pub struct Walk {
    /// Regular files, in order of their paths, each once.
    pub entries: Vec<Entry>,
    /// What was passed over, with the reason.
    pub skipped: Vec<Row>,
    /// Directories that could not be listed: nothing can be said of what lies below them.
    pub unlisted: Vec<PathBuf>,
}

/// Walks `roots` (absolute, existing). `archive` is passed over; hidden entries are, unless `hidden`.
pub fn walk(roots: &[PathBuf], archive: &Path, hidden: bool) -> Walk {
    let mut found = Walk::default();
    for root in roots {
        let sieve = Arc::new(Sieve {
            root: root.clone(),
            archive: archive.to_owned(),
            hidden,
            ignores: Mutex::default(),
            skipped: Mutex::default(),
        });
        let mut builder = WalkBuilder::new(root);
        builder.standard_filters(false).follow_links(false).sort_by_file_name(std::ffi::OsStr::cmp);
        let filter = Arc::clone(&sieve);
        builder.filter_entry(move |entry| filter.admits(entry));
        for entry in builder.build() {
            match entry {
                Ok(entry) => found.take(entry),
                Err(error) => found.fail(&error),
            }
        }
        if let Ok(mut skipped) = sieve.skipped.lock() {
            found.skipped.append(&mut skipped);
        }
    }
    found.entries.sort_by(|a, b| a.path.cmp(&b.path));
    found.entries.dedup_by(|a, b| a.path == b.path);
    found.skipped.sort_by(|a, b| a.path.cmp(&b.path));
    found.skipped.dedup_by(|a, b| a.path == b.path);
    found
}

impl Walk {
    fn take(&mut self, entry: DirEntry) {
        let Some(kind) = entry.file_type() else { return };
        if kind.is_dir() {
            return;
        }
        let reason = if kind.is_symlink() { Reason::Link } else { Reason::Special };
        match entry.metadata() {
            Ok(metadata) if metadata.is_file() => {
                self.entries.push(Entry { stamp: stamp(&metadata), path: entry.into_path() });
            }
            Ok(_) => self.skipped.push(Row::new(entry.into_path(), FileState::Skipped).because(reason, "")),
            Err(error) => {
                let row = Row::new(entry.into_path(), FileState::Quarantined);
                self.skipped.push(row.because(Reason::Unreadable, error.to_string()));
            }
        }
    }

    fn fail(&mut self, error: &ignore::Error) {
        let Some(path) = path_of(error) else { return };
        self.unlisted.push(path.to_owned());
        let row = Row::new(path.to_owned(), FileState::Quarantined);
        self.skipped.push(row.because(Reason::Unreadable, error.to_string()));
    }
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}

/// What the file system says of a file.
#[cfg(unix)]
pub fn stamp(metadata: &Metadata) -> Stamp {
    use std::os::unix::fs::MetadataExt;
    Stamp {
        size: i64::try_from(metadata.len()).unwrap_or(i64::MAX),
        mtime_ns: metadata.modified().map_or(0, nanoseconds),
        ctime_ns: metadata.ctime().saturating_mul(1_000_000_000).saturating_add(metadata.ctime_nsec()),
        inode: metadata.ino() as i64,
    }
}

/// What the file system says of a file.
#[cfg(not(unix))]
pub fn stamp(metadata: &Metadata) -> Stamp {
    Stamp {
        size: i64::try_from(metadata.len()).unwrap_or(i64::MAX),
        mtime_ns: metadata.modified().map_or(0, nanoseconds),
        ctime_ns: metadata.created().map_or(0, nanoseconds),
        inode: 0,
    }
}

/// Decides what is entered and read below one root.
struct Sieve {
    root: PathBuf,
    archive: PathBuf,
    hidden: bool,
    ignores: Mutex<HashMap<PathBuf, Arc<Gitignore>>>,
    skipped: Mutex<Vec<Row>>,
}

impl Sieve {
    fn admits(&self, entry: &DirEntry) -> bool {
        let Some(reason) = self.objection(entry) else { return true };
        if let Ok(mut skipped) = self.skipped.lock() {
            skipped.push(Row::new(entry.path().to_owned(), FileState::Skipped).because(reason, ""));
        }
        false
    }

    fn objection(&self, entry: &DirEntry) -> Option<Reason> {
        let path = entry.path();
        let directory = entry.file_type().is_some_and(|kind| kind.is_dir());
        let name = path.file_name().map(|name| name.as_encoded_bytes()).unwrap_or_default();
        if directory && (path == self.archive || (name == b".dafu" && path.join("CURRENT").is_file())) {
            return Some(Reason::Archive);
        }
        if entry.depth() == 0 {
            return None;
        }
        if name == IGNORE_FILE.as_bytes() || (!self.hidden && name.starts_with(b".")) {
            return Some(Reason::Hidden);
        }
        self.ignored(path, directory).then_some(Reason::Ignored)
    }

    /// True when the nearest ignore file that speaks of `path` says so.
    fn ignored(&self, path: &Path, directory: bool) -> bool {
        for parent in path.ancestors().skip(1).take_while(|parent| parent.starts_with(&self.root)) {
            match self.ignore_file(parent).matched(path, directory) {
                Match::None => {}
                Match::Ignore(_) => return true,
                Match::Whitelist(_) => return false,
            }
        }
        false
    }

    fn ignore_file(&self, dir: &Path) -> Arc<Gitignore> {
        let Ok(mut known) = self.ignores.lock() else { return Arc::new(Gitignore::empty()) };
        let found = known.entry(dir.to_owned()).or_insert_with(|| {
            let path = dir.join(IGNORE_FILE);
            if !path.is_file() {
                return Arc::new(Gitignore::empty());
            }
            let mut builder = GitignoreBuilder::new(dir);
            // Lines that are no patterns are passed over; the others hold.
            let _ = builder.add(path);
            Arc::new(builder.build().unwrap_or_else(|_| Gitignore::empty()))
        });
        Arc::clone(found)
    }
}
