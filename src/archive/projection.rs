//! The index as the store's projection.
//!
//! The store is the log, the index follows it. Every change that the index must follow carries a batch number in the
//! store; the index's commit carries the number of the last batch it holds as its payload. A batch is written in this
//! order: (1) the store's transaction commits, durably; (2) the index commits with the batch's number, durably;
//! (3) the batch's files are acknowledged.
//!
//! Killed before (1): neither side has the batch, nothing was acknowledged, the files are read again.
//! Killed between (1) and (2), or within (2): the engine's commit is atomic (`meta.json` is replaced by a rename),
//! so the index still is of an earlier batch; the next writer puts every reply whose batch is later once more, from
//! the store. Putting a reply deletes what the index held under its id and adds it whole, in one commit, so that
//! doing it twice equals doing it once: nothing is lost and nothing doubled.
//! Killed after (2): both sides have it.
//! A merge that the engine runs by itself keeps the last commit's payload and replaces segments by the same rename.

use std::path::{Path, PathBuf};

use crate::archive::error::ArchiveError;
use crate::archive::letters::StoredLetters;
use crate::archive::masked::without_private_numbers;
use crate::archive::store::Store;
use crate::archive::store::standing::Standing;
use dafu_letters::passage::ReplyId;
use dafu_search::embedded::chars::code::Coded;
use dafu_search::embedded::writer::{Writer, WriterOptions};
use dafu_search::record::ReplyRecord;
use dafu_words::message;

/// The index of one generation, open for writing once something is written.
pub struct Projection {
    index: PathBuf,
    options: WriterOptions,
    writer: Option<Writer>,
    discard: bool,
    /// Private numbers are left out.
    masked: bool,
    dirty: bool,
}

impl Projection {
    /// The index in the directory `index`. With `discard` nothing is ever written; `masked` leaves private numbers out.
    pub fn new(index: &Path, options: WriterOptions, discard: bool, masked: bool) -> Projection {
        Projection { index: index.to_owned(), options, writer: None, discard, masked, dirty: false }
    }

    /// Puts a reply in place of what the index holds under its id.
    pub fn put(&mut self, record: &ReplyRecord) -> Result<(), ArchiveError> {
        self.put_coded(record, Coded::of(record))
    }

    /// Puts a reply with all its texts, the leading one's record first, in place of what the index holds under its id.
    pub fn put_versions(&mut self, versions: &[ReplyRecord]) -> Result<(), ArchiveError> {
        self.dirty = true;
        if let Some(writer) = self.writer()? {
            writer.put_versions(versions)?;
        }
        Ok(())
    }

    /// Puts a reply, whose passages are `coded`, in place of what the index holds under its id.
    pub fn put_coded(&mut self, record: &ReplyRecord, coded: Coded) -> Result<(), ArchiveError> {
        self.dirty = true;
        let masked = if self.masked { without_private_numbers(record) } else { None };
        let (record, coded) = match &masked {
            Some(masked) => (masked, Coded::of(masked)),
            None => (record, coded),
        };
        if let Some(writer) = self.writer()? {
            writer.put_coded(record, coded)?;
        }
        Ok(())
    }

    /// Takes a reply out.
    pub fn delete(&mut self, id: ReplyId) -> Result<(), ArchiveError> {
        self.dirty = true;
        if let Some(writer) = self.writer()? {
            writer.delete(id);
        }
        Ok(())
    }

    /// True when something was put or deleted since the last commit.
    pub fn is_dirty(&self) -> bool {
        self.dirty
    }

    /// Makes everything durable as of `batch`.
    pub fn commit(&mut self, batch: i64) -> Result<(), ArchiveError> {
        self.dirty = false;
        if let Some(writer) = self.writer()? {
            writer.commit(&batch.to_string())?;
        }
        Ok(())
    }

    /// Drops what was not committed.
    pub fn rollback(&mut self) -> Result<(), ArchiveError> {
        self.dirty = false;
        match &mut self.writer {
            Some(writer) => Ok(writer.rollback()?),
            None => Ok(()),
        }
    }

    /// Waits for the engine's own work and closes the index.
    pub fn close(mut self) -> Result<(), ArchiveError> {
        match self.writer.take() {
            Some(writer) => Ok(writer.close()?),
            None => Ok(()),
        }
    }

    /// Brings an index that a killed writer left behind up to the store's last batch; gives how many replies differed.
    pub fn catch_up(&mut self, store: &Store, letters: &StoredLetters<'_>) -> Result<u64, ArchiveError> {
        if self.discard {
            return Ok(0);
        }
        let held = batch_of(&self.index)?;
        let last = store.fact("batch")?;
        if held == last {
            return Ok(0);
        }
        if held > last {
            let what = message!("damage_batch", path = self.index.as_path(), held = held, last = last);
            return Err(ArchiveError::Damaged(what));
        }
        let behind = store.ids_after(held)?;
        for &id in &behind {
            match store.reply(id)? {
                Some(reply) if reply.status != Standing::Removed => {
                    self.put_versions(&letters.records(id)?)?;
                }
                _ => self.delete(id)?,
            }
        }
        self.commit(last)?;
        Ok(behind.len() as u64)
    }

    fn writer(&mut self) -> Result<Option<&mut Writer>, ArchiveError> {
        if self.discard {
            return Ok(None);
        }
        if self.writer.is_none() {
            self.writer = Some(Writer::open(&self.index, self.options)?);
        }
        Ok(self.writer.as_mut())
    }
}

/// The last batch that the index in `index` holds.
pub fn batch_of(index: &Path) -> Result<i64, ArchiveError> {
    let payload = Writer::payload(index)?;
    let batch = payload.as_deref().map_or(Ok(0), str::parse);
    batch.map_err(|_| ArchiveError::Damaged(message!("damage_label", path = index)))
}
