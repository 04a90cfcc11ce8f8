//! What an index really holds, and whether its files are sound.
//!
//! In: an index directory. Out: damaged files; the passages of every reply. It opens no writer and changes nothing.
//! Reading a damaged index can crash the process, so callers that verify do it in a child process, checksums first.

use std::path::Path;

use tantivy::Index;

use crate::embedded::directory::DurableDirectory;
use crate::embedded::snapshot;
use crate::error::{SearchError, engine};
use dafu_letters::passage::PassageId;

/// Names of the files whose checksum does not fit, sorted.
pub fn damaged_files(index: &Path) -> Result<Vec<String>, SearchError> {
    let opened = Index::open(DurableDirectory::open(index)?).map_err(engine(index))?;
    let damaged = opened.validate_checksum().map_err(engine(index))?;
    let mut names: Vec<String> = damaged.iter().map(|path| path.display().to_string()).collect();
    names.sort();
    Ok(names)
}

/// Ids of all passages in the index, sorted; one that is in it twice, in versions of a letter too, stands twice.
pub fn passage_ids(index: &Path) -> Result<Vec<PassageId>, SearchError> {
    let mut ids = Vec::new();
    for segment in snapshot::open(index)? {
        let chars = &segment.chars;
        for passage in (0..chars.passages()).filter(|&passage| segment.is_alive(passage)) {
            ids.push(chars.id(passage));
        }
    }
    ids.sort();
    Ok(ids)
}
