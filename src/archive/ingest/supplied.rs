//! What people supplied about letters, as a run uses it.
//!
//! In: the store's supplied values, and a metadata file. Out: the values of a file, the keys of the metadata file that
//! are new, those that belong to no file.

use std::collections::{BTreeMap, BTreeSet};

use crate::archive::error::ArchiveError;
use crate::archive::ingest::batch::Batch;
use crate::archive::ingest::tally::Tally;
use crate::archive::letters::keys;
use crate::archive::metadata::{Metadata, MetadataFile};
use crate::archive::path::Base;
use crate::archive::store::Store;
use dafu_letters::passage::ReplyId;
use dafu_words::message;

/// Everything that people supplied, and what files say outside their letters, by key.
pub(crate) struct Supplied(BTreeMap<String, Metadata>);

impl Supplied {
    /// What the store knows.
    pub fn of(store: &Store) -> Result<Supplied, ArchiveError> {
        Ok(Supplied(store.all_metadata()?))
    }

    /// Keeps what a metadata file supplies.
    pub fn take(
        &mut self,
        batch: &Batch<'_>,
        tally: &mut Tally<'_>,
        file: Option<MetadataFile>,
    ) -> Result<NamedKeys, ArchiveError> {
        let mut named = NamedKeys::default();
        let Some(file) = file else { return Ok(named) };
        if !file.unknown_columns.is_empty() {
            tally.note(message!("index_columns_left_out", columns = file.unknown_columns));
        }
        for (key, value) in file.rows {
            named.all.insert(key.clone());
            if self.0.get(&key) != Some(&value) {
                batch.store().set_metadata(&key, &value)?;
                named.changed.insert(key.clone());
                self.0.insert(key, value);
            }
        }
        Ok(named)
    }

    /// What is supplied for a file, by its path as stored and its hash.
    pub fn values(&self, base: &Base, stored: &[u8], hash: &[u8; 32]) -> Metadata {
        let mut found = Metadata::default();
        if !self.0.is_empty() {
            let known = keys(base, stored, Some(hash));
            known.iter().filter_map(|key| self.0.get(key)).for_each(|values| found.fill(values));
        }
        found
    }
}

/// Keys of a metadata file.
#[derive(Debug, Default)]
pub(crate) struct NamedKeys {
    /// All of them.
    all: BTreeSet<String>,
    /// Those whose values are new.
    changed: BTreeSet<String>,
}

impl NamedKeys {
    /// The letters about which something new was supplied.
    pub fn changed(&self, batch: &Batch<'_>) -> Result<BTreeSet<ReplyId>, ArchiveError> {
        let mut replies = BTreeSet::new();
        if !self.changed.is_empty() {
            each_file(batch, |keys, reply| {
                if keys.iter().any(|key| self.changed.contains(key)) {
                    replies.extend(reply);
                }
            })?;
        }
        Ok(replies)
    }

    /// The keys that belong to no file.
    pub fn unknown(self, batch: &Batch<'_>) -> Result<Vec<String>, ArchiveError> {
        let mut unknown = self.all;
        if !unknown.is_empty() {
            each_file(batch, |keys, _| unknown.retain(|key| !keys.contains(key)))?;
        }
        Ok(unknown.into_iter().collect())
    }
}

/// Shows `see` the keys of every known file, and the reply that it holds.
fn each_file(batch: &Batch<'_>, mut see: impl FnMut(&[String], Option<ReplyId>)) -> Result<(), ArchiveError> {
    for (id, ..) in batch.store().known_paths()? {
        if let Some(file) = batch.store().file_by_id(id)? {
            see(&keys(batch.base(), &file.path, file.hash.as_ref()), file.reply);
        }
    }
    Ok(())
}
