//! What an index really holds, read from its columns, and whether its files are sound.
//!
//! In: an index directory. Out: damaged files; the passages of every reply. It opens no writer and changes nothing.
//! Reading a damaged index can crash the process, so callers that verify do it in a child process, checksums first.

use std::path::Path;

use tantivy::Index;

use crate::passage::{PassageId, ReplyId};
use crate::search::embedded::directory::DurableDirectory;
use crate::search::embedded::tokenizers;
use crate::search::embedded::writer::engine;
use crate::search::error::SearchError;

/// Names of the files whose checksum does not fit, sorted.
pub fn damaged_files(index: &Path) -> Result<Vec<String>, SearchError> {
    let opened = Index::open(DurableDirectory::open(index)?).map_err(engine(index))?;
    let damaged = opened.validate_checksum().map_err(engine(index))?;
    let mut names: Vec<String> = damaged.iter().map(|path| path.display().to_string()).collect();
    names.sort();
    Ok(names)
}

/// Ids of all passages in the index, sorted; one that is in it twice stands twice.
pub fn passage_ids(index: &Path) -> Result<Vec<PassageId>, SearchError> {
    let error = engine(index);
    let mut opened = Index::open(DurableDirectory::open(index)?).map_err(&error)?;
    opened.set_tokenizers(tokenizers::manager());
    let reader = opened
        .reader_builder()
        .reload_policy(tantivy::ReloadPolicy::Manual)
        .num_warming_threads(0)
        .try_into()
        .map_err(&error)?;
    let mut ids = Vec::new();
    for segment in reader.searcher().segment_readers() {
        let column = |name: &str| segment.fast_fields().u64(name).map_err(&error);
        let (replies, passages) = (column("reply")?, column("passage")?);
        for doc in segment.doc_ids_alive() {
            let (Some(reply), Some(key)) = (replies.first(doc), passages.first(doc)) else { continue };
            ids.push(PassageId {
                reply: ReplyId::from_number(reply),
                hash: (key >> 16) as u32,
                occurrence: (key & 0xffff) as u16,
            });
        }
    }
    ids.sort();
    Ok(ids)
}
