//! Where an archive lies: found, made, cleared away.
//!
//! In: a directory. Out: the archive directory nearest to it, or an empty archive in it. What an archive holds is not
//! looked at.

use std::io;
use std::path::{Path, PathBuf};

use crate::archive::error::ArchiveError;
use crate::archive::generation::{self, Generation};
use crate::archive::lock::Lock;
use crate::archive::path::DIRECTORY;
use crate::archive::store::Store;
use crate::archive::store::versions;
use dafu_search::embedded::writer::{Writer, WriterOptions};

/// The archive directory nearest to `start`: in it or in a directory above it. One that may not be looked into is an error:
/// passing it over would answer from another archive, or write to it.
pub fn find(start: &Path) -> Result<PathBuf, ArchiveError> {
    let from = fs_err::canonicalize(start)?;
    for dir in from.ancestors().map(|dir| dir.join(DIRECTORY)) {
        for name in ["CURRENT", "store.sqlite", "index"] {
            match fs_err::metadata(dir.join(name)) {
                Ok(found) if found.is_file() || name == "index" => return Ok(dir),
                Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                    return Err(ArchiveError::Forbidden { dir });
                }
                _ => {}
            }
        }
    }
    Err(ArchiveError::NotFound { start: start.to_owned() })
}

/// What stands in the directory of an archive before its store.
const BEGUN: [&str; 2] = ["index", "lock"];

/// Refuses a directory with other files in it: an archive among them could not be told from them any more. One with a store
/// is an archive whose creation was interrupted.
fn refuse_occupied(dir: &Path) -> Result<(), ArchiveError> {
    let entries = match fs_err::read_dir(dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    if dir.join("store.sqlite").is_file() {
        return Ok(());
    }
    for entry in entries {
        let name = entry?.file_name();
        if !BEGUN.iter().any(|begun| name == *begun) {
            return Err(ArchiveError::Occupied { dir: dir.to_owned() });
        }
    }
    Ok(())
}

/// Creates an empty archive in `dir` (the `.dafu` directory itself), finishing one whose creation was interrupted.
pub fn create(dir: &Path) -> Result<(), ArchiveError> {
    refuse_occupied(dir)?;
    fs_err::create_dir_all(dir.join("index"))?;
    let _lock = Lock::take(dir)?;
    if dir.join("CURRENT").exists() {
        return Err(ArchiveError::Exists { dir: dir.to_owned() });
    }
    // The store comes first: an index without one has lost it, and a new store beside it would pass for that one.
    if generation::any(dir)? {
        versions::check_there(dir, &dir.join("store.sqlite"))?;
    }
    Store::open(dir)?;
    let first = Generation(1);
    let path = first.make(dir)?;
    Writer::create(&path, WriterOptions::default())?.close()?;
    // CURRENT comes last: a directory without it is no archive yet.
    generation::set_current(dir, first)?;
    generation::sync(dir.parent().unwrap_or(dir))?;
    Ok(())
}

/// True when `dir` holds an archive, whole or damaged: a store, an index, or the name of one.
pub(crate) fn exists(dir: &Path) -> bool {
    dir.join("CURRENT").is_file() || versions::check_there(dir, &dir.join("store.sqlite")).is_ok()
}

/// Gives the archive in `dir` another name, `DIR.damaged-1` or the next that is free, and tells it; nothing in it changes.
pub fn set_aside(dir: &Path) -> Result<PathBuf, ArchiveError> {
    let dir = canonical(dir)?;
    let _lock = Lock::take(&dir)?;
    let named = |number: u32| {
        let mut name = dir.clone().into_os_string();
        name.push(format!(".damaged-{number}"));
        PathBuf::from(name)
    };
    let free = (1..).map(named).find(|name| fs_err::symlink_metadata(name).is_err());
    let free = free.unwrap_or_else(|| named(0));
    fs_err::rename(&dir, &free)?;
    generation::sync(dir.parent().unwrap_or(&dir))?;
    Ok(free)
}

/// Clears the archive in `dir` away when its store is lost or of a version that was never released; for copies, such as
/// a cache, that can be made again at any time. True when it was.
pub fn discard_unreadable(dir: &Path) -> Result<bool, ArchiveError> {
    let store = dir.join("store.sqlite");
    let unreadable = || -> Result<bool, ArchiveError> {
        let unreleased = matches!(versions::check(dir, &store), Err(ArchiveError::Unreleased { .. }));
        Ok(unreleased || (generation::any(dir)? && versions::check_there(dir, &store).is_err()))
    };
    if !unreadable()? {
        return Ok(false);
    }
    let _lock = Lock::take(dir)?;
    // Looked at again under the lock: another process may have cleared it away.
    if !unreadable()? {
        return Ok(false);
    }
    // The store goes last: killed before that, the next run finds an unreleased version again.
    for name in ["CURRENT", "names"] {
        gone(fs_err::remove_file(dir.join(name)))?;
    }
    gone(fs_err::remove_dir_all(dir.join("index")))?;
    for name in ["store.sqlite-wal", "store.sqlite-shm", "store.sqlite"] {
        gone(fs_err::remove_file(dir.join(name)))?;
    }
    Ok(true)
}

/// What was not there is gone, too.
fn gone(removed: io::Result<()>) -> io::Result<()> {
    removed.or_else(|error| if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) })
}

/// The directory `dir` of an archive without links and dots.
pub(crate) fn canonical(dir: &Path) -> Result<PathBuf, ArchiveError> {
    match fs_err::canonicalize(dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(ArchiveError::NoArchive { dir: dir.to_owned(), missing: "directory" })
        }
        dir => Ok(dir?),
    }
}
