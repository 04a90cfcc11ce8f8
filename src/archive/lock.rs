//! One writer at a time.
//!
//! In: the archive's `lock` file. Out: an exclusive lock that dies with the process, or an error that names the
//! holder. The file's content only informs; the operating system's lock decides. Readers never come here.

use std::fs::TryLockError;
use std::io::{Read, Seek, Write};
use std::path::Path;

use fs_err::File;

use crate::archive::clock;
use crate::archive::error::ArchiveError;

/// The writer's lock; released when dropped or when the process ends in any way.
#[derive(Debug)]
pub struct Lock {
    file: File,
}

impl Lock {
    /// Takes the lock of the archive `dir`, or says at once who has it.
    pub fn take(dir: &Path) -> Result<Lock, ArchiveError> {
        let path = dir.join("lock");
        let mut file =
            fs_err::OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        match file.file().try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(held(dir, &mut file)),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        file.set_len(0)?;
        file.rewind()?;
        writeln!(file, "{} {}", std::process::id(), clock::now())?;
        file.flush()?;
        Ok(Lock { file })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // The content is only a courtesy to others; closing the file releases the lock in any case.
        let _ = self.file.set_len(0);
        let _ = self.file.file().unlock();
    }
}

fn held(dir: &Path, file: &mut File) -> ArchiveError {
    let mut content = String::new();
    let _ = file.read_to_string(&mut content);
    let mut words = content.split_whitespace().map(str::to_owned);
    let mut word = || words.next().unwrap_or_else(|| "?".to_owned());
    ArchiveError::Locked { dir: dir.to_owned(), pid: word(), since: word() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_writer_is_told_at_once_who_holds_the_lock() {
        let dir = tempfile::tempdir().unwrap();
        let first = Lock::take(dir.path()).unwrap();
        match Lock::take(dir.path()) {
            Err(ArchiveError::Locked { pid, since, .. }) => {
                assert_eq!(pid, std::process::id().to_string());
                assert!(since.ends_with('Z'), "{since}");
            }
            other => panic!("{other:?}"),
        }
        drop(first);
        Lock::take(dir.path()).unwrap();
    }
}
