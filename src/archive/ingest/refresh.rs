//! Stored letters read again: after a new parser, or when people supplied something new about them.
//!
//! In: ids. Out: their facts and records brought up to date, from the stored text alone.

use std::collections::BTreeSet;

use crate::archive::error::ArchiveError;
use crate::archive::ingest::Event;
use crate::archive::ingest::session::Session;
use crate::archive::letters::{contents, keys};
use crate::archive::metadata::MetadataFile;
use crate::archive::store::files::Standing;
use crate::archive::store::replies::ReplyRow;
use dafu_letters::passage::ReplyId;
use dafu_letters::reply::PARSER_VERSION;

/// Letters after which a batch of re-read ones is committed.
const BATCH: u64 = 5000;

/// Keys of a metadata file.
#[derive(Clone, Debug, Default)]
pub struct Supplied {
    /// All of them.
    all: BTreeSet<String>,
    /// Those whose values are new.
    changed: BTreeSet<String>,
}

impl Session<'_> {
    /// Keeps what a metadata file supplies.
    pub fn take_metadata(&mut self, file: Option<MetadataFile>) -> Result<Supplied, ArchiveError> {
        let mut supplied = Supplied::default();
        let Some(file) = file else { return Ok(supplied) };
        if !file.unknown_columns.is_empty() {
            let note = format!("metadata columns left out: {}", file.unknown_columns.join(", "));
            self.report.notes.push(note);
        }
        for (key, value) in file.rows {
            supplied.all.insert(key.clone());
            if self.supplied.get(&key) != Some(&value) {
                self.writing.store.set_metadata(&key, &value)?;
                supplied.changed.insert(key.clone());
                self.supplied.insert(key, value);
            }
        }
        Ok(supplied)
    }

    /// Reads every letter again that an older parser read.
    pub fn read_again(&mut self) -> Result<(), ArchiveError> {
        let ids = self.writing.store.ids_of_older_parser(PARSER_VERSION)?;
        self.put_again(&ids)
    }

    /// Puts letters again whose supplied values changed or whose files did.
    pub fn refresh_touched(&mut self, supplied: &Supplied) -> Result<(), ArchiveError> {
        let mut ids: BTreeSet<ReplyId> = std::mem::take(&mut self.touched);
        if !supplied.changed.is_empty() {
            self.each_key(|keys, reply| {
                if keys.iter().any(|key| supplied.changed.contains(key)) {
                    ids.extend(reply);
                }
            })?;
        }
        let ids: Vec<ReplyId> = ids.into_iter().collect();
        self.put_again(&ids)
    }

    /// Reports keys that belong to no file.
    pub fn tell_unknown_keys(&mut self, supplied: &Supplied) -> Result<(), ArchiveError> {
        let mut unknown = supplied.all.clone();
        if !unknown.is_empty() {
            self.each_key(|keys, _| unknown.retain(|key| !keys.contains(key)))?;
        }
        self.report.unknown_keys = unknown.into_iter().collect();
        Ok(())
    }

    fn each_key(&self, mut take: impl FnMut(&[String], Option<ReplyId>)) -> Result<(), ArchiveError> {
        let store = &self.writing.store;
        for (id, ..) in store.known_paths()? {
            if let Some(file) = store.file_by_id(id)? {
                take(&keys(&self.writing.base, &file.path, file.hash.as_ref()), file.reply);
            }
        }
        Ok(())
    }

    fn put_again(&mut self, ids: &[ReplyId]) -> Result<(), ArchiveError> {
        let total = ids.len() as u64;
        for (done, &id) in (1..).zip(ids) {
            if self.cancelled() {
                return Ok(());
            }
            let store = &self.writing.store;
            let Some(row) = store.reply(id)?.filter(|row| row.status != Standing::Removed) else { continue };
            let (facts, record) = self.letters().read(id)?;
            let contents = contents(&record);
            let row = ReplyRow { facts, contents, parser: PARSER_VERSION, batch: self.batch, ..row };
            store.put_reply(&row, self.now)?;
            self.index().put(&record)?;
            if done % BATCH == 0 {
                self.commit()?;
            }
            if done % 64 == 0 || done == total {
                self.tell(Event::Again { done, total });
            }
        }
        Ok(())
    }
}
