//! Which files there are.
//!
//! In: paths. Out: every regular file below them, and what was passed over and why. Links are not followed, devices
//! and pipes are never opened, the archive itself is never read. The only ignore file is `.dafuignore`.

use std::ffi::{OsStr, OsString};
use std::fs::{FileType, Metadata};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use fs_err::DirEntry;
use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::archive::clock::nanoseconds;
use crate::archive::report::{FileState, Reason, Row};
use crate::archive::store::files::Stamp;
use dafu_words::system;

/// Name of the ignore file.
const IGNORE_FILE: &str = ".dafuignore";

/// A regular file that was met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundFile {
    /// Absolute path.
    pub path: PathBuf,
    /// What the file system says of it.
    pub stamp: Stamp,
}

/// What lies below some paths.
#[derive(Clone, Debug, Default)]
pub struct Walk {
    /// Regular files, in order of their paths, each once.
    pub files: Vec<FoundFile>,
    /// What was passed over, with the reason.
    pub skipped: Vec<Row>,
    /// Directories that could not be listed: nothing can be said of what lies below them.
    pub unlisted: Vec<PathBuf>,
}

/// Walks `roots` (absolute, existing, links resolved). `archive` is passed over; hidden entries are, unless `hidden`.
pub fn walk(roots: &[PathBuf], archive: &Path, hidden: bool) -> Walk {
    let mut walker = Walker { archive, hidden, found: Walk::default() };
    for root in roots {
        walker.root(root);
    }
    let mut found = walker.found;
    if roots.len() > 1 {
        found.files.sort_by(|a, b| a.path.cmp(&b.path));
        found.files.dedup_by(|a, b| a.path == b.path);
    }
    found.skipped.sort_by(|a, b| a.path.cmp(&b.path));
    found.skipped.dedup_by(|a, b| a.path == b.path);
    found
}

/// A walk in progress.
struct Walker<'a> {
    archive: &'a Path,
    hidden: bool,
    found: Walk,
}

/// A directory that is being walked.
struct Level {
    path: PathBuf,
    /// What is left of it, the next one last.
    rest: Vec<(OsString, DirEntry)>,
    /// What its ignore file and those above it say, the nearest first.
    ignores: Rc<[Gitignore]>,
}

impl Walker<'_> {
    fn root(&mut self, root: &Path) {
        let metadata = match fs_err::symlink_metadata(root) {
            Ok(metadata) => metadata,
            Err(error) => return self.fail(root, &error),
        };
        if !metadata.is_dir() {
            return self.take(root.to_owned(), metadata.file_type(), Ok(metadata));
        }
        if self.is_archive(root) {
            return self.skip(root.to_owned(), Reason::Archive);
        }
        // Not by recursion: folders can lie in each other deeper than a stack is high.
        let mut levels: Vec<Level> = self.list(root.to_owned(), &Rc::default()).into_iter().collect();
        while let Some(level) = levels.last_mut() {
            let Some((name, entry)) = level.rest.pop() else {
                levels.pop();
                continue;
            };
            let path = level.path.join(&name);
            let kind = match entry.file_type() {
                Ok(kind) => kind,
                Err(error) => {
                    self.fail(&path, &error);
                    continue;
                }
            };
            if let Some(reason) = self.objection(&path, &name, kind.is_dir(), &level.ignores) {
                self.skip(path, reason);
            } else if kind.is_dir() {
                let ignores = Rc::clone(&level.ignores);
                levels.extend(self.list(path, &ignores));
            } else {
                self.take(path, kind, entry.metadata());
            }
        }
    }

    /// A directory's entries in the order of their names.
    fn list(&mut self, path: PathBuf, above: &Rc<[Gitignore]>) -> Option<Level> {
        let entries = match fs_err::read_dir(&path) {
            Ok(entries) => entries,
            Err(error) => {
                self.fail(&path, &error);
                return None;
            }
        };
        let mut rest = Vec::new();
        for entry in entries {
            match entry {
                Ok(entry) => rest.push((entry.file_name(), entry)),
                Err(error) => self.fail(&path, &error),
            }
        }
        rest.sort_unstable_by(|(a, _), (b, _)| b.cmp(a));
        let mut ignores = Rc::clone(above);
        if rest.iter().any(|(name, _)| name == IGNORE_FILE) {
            let own = ignore_file(&path);
            ignores = own.into_iter().chain(above.iter().cloned()).collect();
        }
        Some(Level { path, rest, ignores })
    }

    fn take(&mut self, path: PathBuf, kind: FileType, metadata: std::io::Result<Metadata>) {
        let reason = if kind.is_symlink() { Reason::Link } else { Reason::Special };
        match metadata {
            Ok(metadata) if metadata.is_file() => {
                self.found.files.push(FoundFile { stamp: stamp(&metadata), path });
            }
            Ok(_) => self.skip(path, reason),
            Err(error) => {
                let row = Row::new(path, FileState::Quarantined);
                self.found.skipped.push(row.because(Reason::Unreadable, system::message(&error)));
            }
        }
    }

    fn skip(&mut self, path: PathBuf, reason: Reason) {
        self.found.skipped.push(Row::new(path, FileState::Skipped).because(reason, None));
    }

    fn fail(&mut self, path: &Path, error: &std::io::Error) {
        self.found.unlisted.push(path.to_owned());
        let row = Row::new(path.to_owned(), FileState::Quarantined);
        self.found.skipped.push(row.because(Reason::Unreadable, system::message(error)));
    }

    /// This archive, another one, or one that was set aside.
    fn is_archive(&self, path: &Path) -> bool {
        let store = || path.join("store.sqlite").is_file() || path.join("CURRENT").is_file();
        path == self.archive || (path.join("index").is_dir() && path.join("lock").is_file() && store())
    }

    /// Why what was met is neither entered nor read, if so.
    fn objection(&self, path: &Path, name: &OsStr, directory: bool, ignores: &[Gitignore]) -> Option<Reason> {
        if directory && self.is_archive(path) {
            return Some(Reason::Archive);
        }
        if name == IGNORE_FILE || (!self.hidden && name.as_encoded_bytes().starts_with(b".")) {
            return Some(Reason::Hidden);
        }
        // The nearest ignore file that speaks of the path decides.
        let spoken =
            ignores.iter().map(|ignore| ignore.matched(path, directory)).find(|found| !found.is_none());
        matches!(spoken, Some(Match::Ignore(_))).then_some(Reason::Ignored)
    }
}

/// What a directory's ignore file says; none when it is no file.
fn ignore_file(dir: &Path) -> Option<Gitignore> {
    let path = dir.join(IGNORE_FILE);
    if !path.is_file() {
        return None;
    }
    let mut builder = GitignoreBuilder::new(dir);
    // Lines that are no patterns are passed over; the others hold.
    let _ = builder.add(path);
    builder.build().ok()
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
