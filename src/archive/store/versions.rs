//! Which version a store is of, told by its header.
//!
//! In: the store's path. Out: its version, or the error that refuses it. SQLite does not open the file for this, so that
//! a refused store stays as it is to the byte.

use std::io::{ErrorKind, Read};
use std::path::Path;

use crate::archive::error::ArchiveError;

/// Version of the store that this dafu writes.
pub(crate) const STORE_VERSION: u32 = 5;
/// The first version that was released; earlier ones are refused.
pub(crate) const FIRST: u32 = 3;

/// Refuses a store of a version that this dafu does not read, without changing it.
pub(crate) fn check(dir: &Path, path: &Path) -> Result<(), ArchiveError> {
    match written_version(path) {
        Some(found) if found > STORE_VERSION => {
            Err(ArchiveError::Newer { dir: dir.to_owned(), what: "store", found, known: STORE_VERSION })
        }
        Some(found) if (1..FIRST).contains(&found) => {
            Err(ArchiveError::Unreleased { dir: dir.to_owned(), found, known: STORE_VERSION })
        }
        _ => Ok(()),
    }
}

/// Refuses an archive whose store is gone or holds nothing: an archive is made with a store that has its version. What
/// opened or made one here would pass for the store that is lost.
pub(crate) fn check_there(dir: &Path, path: &Path) -> Result<(), ArchiveError> {
    let what = match fs_err::metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => "gone",
        Err(error) => return Err(error.into()),
        Ok(file) if file.len() == 0 => "empty",
        Ok(_) => match written_version(path) {
            None => "cut_off",
            Some(0) => "headless",
            Some(_) => return Ok(()),
        },
    };
    Err(ArchiveError::StoreLost { dir: dir.to_owned(), what })
}

/// The version in a store's header; none where there is no such file, 0 where nothing was written to it yet.
fn written_version(path: &Path) -> Option<u32> {
    let mut header = [0; 64];
    fs_err::File::open(path).ok()?.read_exact(&mut header).ok()?;
    // Bytes 60..64 of an SQLite file hold its `user_version`.
    Some(u32::from_be_bytes([header[60], header[61], header[62], header[63]]))
}
