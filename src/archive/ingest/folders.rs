//! Folders that cannot be listed: kept in quarantine until they can.
//!
//! In: the walk. Out: a row of the manifest for each such folder, taken away once the folder can be listed or is gone. It
//! may hide any number of letters, so that every run tells it anew until somebody acknowledges it.

use std::path::Path;

use crate::archive::error::ArchiveError;
use crate::archive::ingest::batch::Batch;
use crate::archive::ingest::plan::Roots;
use crate::archive::ingest::walk::Walk;
use crate::archive::store::files::{FileRow, Stamp};
use crate::archive::store::quarantine::FOLDER;
use crate::archive::store::standing::Standing;
use crate::told;
use dafu_letters::extract;

/// Brings the manifest up to what the walk could not list, and marks in the walk's rows what is acknowledged.
pub(crate) fn keep_unlisted(batch: &Batch<'_>, roots: &Roots, found: &mut Walk) -> Result<(), ArchiveError> {
    let unlisted = |path: &Path| found.unlisted.iter().any(|folder| path.starts_with(folder));
    for (id, stored) in batch.store().unlisted_folders()? {
        let path = batch.base().absolute(&stored);
        if roots.cover(&path) && !unlisted(&path) {
            batch.store().delete_file(id)?;
        }
    }
    for row in &mut found.skipped {
        let Some(reason) = row.reason.filter(|_| found.unlisted.contains(&row.path)) else { continue };
        let stored = batch.base().stored(&row.path);
        let old = batch.store().file(&stored)?;
        // Where a file with a letter stood before, the letter's row stays.
        if old.as_ref().is_some_and(|old| old.format != FOLDER) {
            continue;
        }
        let kept = FileRow {
            id: old.as_ref().map_or(0, |old| old.id),
            path: stored,
            container: None,
            stamp: Stamp::default(),
            checked_ns: batch.began_ns(),
            hash: None,
            state: Standing::Quarantined,
            reason: reason.code().to_owned(),
            detail: told::kept(row.detail.as_ref()),
            reply: None,
            version: 0,
            format: FOLDER.to_owned(),
            encoding: String::new(),
            extractor: extract::version(""),
        };
        let id = batch.put_file(&kept)?;
        row.known = batch.store().acknowledged()?.contains(&id);
    }
    Ok(())
}
