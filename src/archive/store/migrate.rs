//! Numbered migrations: the store of an older dafu brought up to this one.
//!
//! In: a store of any earlier version. Out: the same of this version; before each step a copy is kept beside it as
//! `store.sqlite.before-N`. Steps are never edited once released, only added. A newer store is refused by a look at
//! its header, before SQLite has touched the file.

use std::io::Read;
use std::path::Path;

use crate::archive::error::ArchiveError;
use crate::archive::store::{Store, second};

/// A step: SQL, and what SQL cannot do.
type Step = (&'static str, fn(&Store) -> Result<(), ArchiveError>);

/// Step n (from 1) leads to store version n.
const STEPS: [Step; 2] = [
    (include_str!("../migrations/0001_store.sql"), |_| Ok(())),
    (include_str!("../migrations/0002_small.sql"), second::carry_over),
];

/// Version of the store that this dafu writes.
pub const STORE_VERSION: u32 = STEPS.len() as u32;

/// Refuses a store written by a newer dafu, without changing it.
pub fn check_not_newer(dir: &Path, path: &Path) -> Result<(), ArchiveError> {
    written_version(path).map_or(Ok(()), |found| newer(dir, found))
}

/// True when a store of this version lies in `path`.
pub fn is_current(path: &Path) -> bool {
    written_version(path) == Some(STORE_VERSION)
}

/// The version in a store's header; none where there is no such file.
fn written_version(path: &Path) -> Option<u32> {
    let mut header = [0; 64];
    fs_err::File::open(path).ok()?.read_exact(&mut header).ok()?;
    // Bytes 60..64 of an SQLite file hold its `user_version`.
    Some(u32::from_be_bytes([header[60], header[61], header[62], header[63]]))
}

/// Refuses a store that a reader cannot read: a newer one, or an older one that wants migrating first.
pub fn check_readable(dir: &Path, store: &Store) -> Result<(), ArchiveError> {
    let found = version(store)?;
    newer(dir, found)?;
    if found < STORE_VERSION {
        let (what, known) = ("store version", STORE_VERSION);
        return Err(ArchiveError::Outdated { dir: dir.to_owned(), what, found, known });
    }
    Ok(())
}

fn newer(dir: &Path, found: u32) -> Result<(), ArchiveError> {
    if found <= STORE_VERSION {
        return Ok(());
    }
    Err(ArchiveError::Newer { dir: dir.to_owned(), what: "store version", found, known: STORE_VERSION })
}

/// Runs the steps that are missing, each in a transaction of its own.
pub fn migrate(store: &mut Store) -> Result<(), ArchiveError> {
    let from = version(store)?;
    newer(store.path.parent().unwrap_or(Path::new(".")), from)?;
    for (step, (sql, then)) in (1..).zip(STEPS).skip(from as usize) {
        if from > 0 {
            store.execute_script("PRAGMA wal_checkpoint(TRUNCATE)")?;
            let copy = store.path.with_extension(format!("sqlite.before-{step}"));
            fs_err::copy(&store.path, copy)?;
        }
        store.begin()?;
        store.execute_script(sql)?;
        then(store)?;
        store.execute_script(&format!("PRAGMA user_version = {step}"))?;
        store.commit()?;
        // So that the header itself tells the version to those who look before they open.
        store.execute_script("PRAGMA wal_checkpoint(TRUNCATE)")?;
    }
    Ok(())
}

fn version(store: &Store) -> Result<u32, ArchiveError> {
    let found = store.first("PRAGMA user_version", [], |row| row.get(0))?;
    Ok(found.unwrap_or(0))
}
