//! Files and folders in quarantine, looked at by somebody.
//!
//! In: an archive's directory and paths. Out: what is in quarantine, and a note that somebody knows of it. Nothing is read
//! again here: that is what every run does with what changed.

use std::path::{Path, PathBuf};

use crate::archive::error::ArchiveError;
use crate::archive::store::standing::Standing;
use crate::archive::writing::Writing;

/// Notes that somebody looked at the files and folders at `paths` (absolute), which are in quarantine; a folder that could
/// not be listed does not fail later runs from then on. With one that is not in quarantine nothing is noted.
pub fn acknowledge(dir: &Path, paths: &[PathBuf]) -> Result<(), ArchiveError> {
    let writing = Writing::open(dir)?;
    writing.store.begin()?;
    for path in paths {
        let stored = writing.base.stored(&fs_err::canonicalize(path).unwrap_or_else(|_| path.clone()));
        let file = writing.store.file(&stored)?.filter(|file| file.state == Standing::Quarantined);
        let Some(file) = file else {
            writing.store.rollback()?;
            return Err(ArchiveError::NotQuarantined(path.clone()));
        };
        writing.store.acknowledge(&file)?;
    }
    writing.store.commit()?;
    writing.close(true)
}
