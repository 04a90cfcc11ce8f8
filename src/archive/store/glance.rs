//! A look at the store that costs next to nothing, for a search that only wants to know some files' names.
//!
//! In: a store that no writer is at work on. Out: the store, opened as a file that does not change: without locks,
//! without the log's shared memory, which SQLite would have to make anew for every reader. A writer may begin at any
//! moment, so whoever looks asks [`Store::was_disturbed`] afterwards and, if so, reads again in the ordinary way.

use std::fs::Metadata;
use std::path::Path;
use std::time::SystemTime;

use rusqlite::{Connection, OpenFlags};

use crate::archive::error::ArchiveError;
use crate::archive::store::{Store, error, migrate, uri};

/// What the file system says of a store that is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Still {
    pub size: u64,
    pub changed: Option<SystemTime>,
}

impl Still {
    /// None while the log holds anything: then the file alone is not the store.
    pub fn of(path: &Path) -> Option<Still> {
        let empty = |log: Metadata| log.len() == 0;
        let log = fs_err::metadata(path.with_extension("sqlite-wal"));
        if !log.map_or(true, empty) || path.with_extension("sqlite-journal").exists() {
            return None;
        }
        let metadata = fs_err::metadata(path).ok()?;
        Some(Still { size: metadata.len(), changed: metadata.modified().ok() })
    }
}

impl Store {
    /// Opens the store of the archive `dir` for a look; in the ordinary way where a writer is at work.
    pub fn glance(dir: &Path) -> Result<Store, ArchiveError> {
        let path = dir.join("store.sqlite");
        let Some(still) = Still::of(&path).filter(|_| migrate::is_current(&path)) else {
            return Store::open_read_only(dir);
        };
        let name = format!("{}?immutable=1", uri(&path));
        let flags =
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let connection = Connection::open_with_flags(name, flags).map_err(|source| error(&path, source))?;
        Ok(Store { connection, path, still: Some(still) })
    }

    /// True when a store that is looked at may have been written to since: what was read may be wrong.
    pub fn was_disturbed(&self) -> bool {
        self.still.is_some_and(|still| Still::of(&self.path) != Some(still))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_sees_what_was_written_and_knows_when_it_was_disturbed() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path()).unwrap();
        store.set_fact("batch", 7).unwrap();
        drop(store);
        let looking = Store::glance(dir.path()).unwrap();
        assert!(looking.still.is_some());
        assert_eq!((looking.fact("batch").unwrap(), looking.was_disturbed()), (7, false));
        let writing = Store::open(dir.path()).unwrap();
        writing.set_fact("batch", 8).unwrap();
        assert!(looking.was_disturbed());
        let beside_a_writer = Store::glance(dir.path()).unwrap();
        assert!(beside_a_writer.still.is_none());
        assert_eq!(beside_a_writer.fact("batch").unwrap(), 8);
    }
}
