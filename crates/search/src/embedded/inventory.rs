//! What an index really holds, and whether its files are sound.
//!
//! In: an index directory. Out: damaged files; the passages of every reply. It opens no writer and changes nothing.
//! Reading a damaged index can crash the process, so callers that verify do it in a child process, checksums first.

use std::path::Path;

use tantivy::directory::FileSlice;
use tantivy::{Directory, Index};

use crate::backend::Backend;
use crate::embedded::directory::DurableDirectory;
use crate::embedded::reader::Embedded;
use crate::embedded::snapshot;
use crate::error::{SearchError, engine};
use dafu_letters::passage::PassageId;

/// Names of the files that are gone, are others than were written, or whose checksum does not fit, sorted.
pub fn damaged_files(index: &Path) -> Result<Vec<String>, SearchError> {
    let directory = DurableDirectory::open(index)?;
    let (_, seals) = directory.commit().map_err(|error| engine(index)(error.into()))?;
    let whole = |name: &str| {
        let file = directory.get_file_handle(Path::new(name)).ok();
        let bytes = file.and_then(|file| FileSlice::new(file).read_bytes().ok());
        bytes.is_some_and(|bytes| seals.fit(name, &bytes))
    };
    let mut names: Vec<String> = seals.names().filter(|name| !whole(name)).map(str::to_owned).collect();
    if !directory.has_list() {
        names.push(".managed.json".to_owned());
    }
    if names.is_empty() {
        let opened = Index::open(directory).map_err(engine(index))?;
        let damaged = opened.validate_checksum().map_err(engine(index))?;
        names.extend(damaged.iter().map(|path| path.display().to_string()));
    }
    names.sort();
    Ok(names)
}

/// Reads all that is kept of every living passage, and gives the first that is not what was written.
pub fn damaged_passage(index: &Path) -> Result<Option<PassageId>, SearchError> {
    let opened = Embedded::open(index)?;
    let living = (0..opened.extent()).filter(|&address| opened.is_live(address));
    for address in living {
        if opened.stored(address).is_err() {
            return Ok(Some(opened.id(address)));
        }
    }
    Ok(None)
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
