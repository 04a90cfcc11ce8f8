//! Letters out of the store.
//!
//! In: ids. Out: texts, replies and records, read again from the recovered text with today's parser. Nothing is
//! written and no index is needed.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::archive::collection::CollectionLine;
use crate::archive::error::ArchiveError;
use crate::archive::facts::{Facts, LINE};
use crate::archive::metadata::Metadata;
use crate::archive::path::{Base, bytes, display};
use crate::archive::record;
use crate::archive::store::Store;
use crate::archive::store::replies::{Contents, ReplyRow};
use dafu_letters::passage::{PassageKey, ReplyId};
use dafu_letters::reply::model::Reply;
use dafu_letters::reply::parse;
use dafu_letters::text::Text;
use dafu_search::record::ReplyRecord;
use dafu_words::message;

/// The letters of a store.
#[derive(Clone, Copy, Debug)]
pub struct StoredLetters<'s> {
    store: &'s Store,
    base: &'s Base,
}

impl<'s> StoredLetters<'s> {
    /// The letters of `store`, whose relative paths count from `base`.
    pub fn new(store: &'s Store, base: &'s Base) -> StoredLetters<'s> {
        StoredLetters { store, base }
    }

    /// A reply's row.
    pub fn row(&self, id: ReplyId) -> Result<ReplyRow, ArchiveError> {
        self.store.reply(id)?.ok_or(ArchiveError::UnknownReply(id))
    }

    /// A reply's current text and what is read from it.
    pub fn text(&self, id: ReplyId) -> Result<(Text, Reply), ArchiveError> {
        let row = self.row(id)?;
        let mut text = self.store.text(id, row.version)?;
        if row.facts.kind == LINE {
            text = CollectionLine::parse(text.as_str()).map_err(ArchiveError::Damaged)?.as_text();
        }
        let reply = guarded(id, || parse(&text))?;
        Ok((text, reply))
    }

    /// A reply's record as the index must hold it.
    pub fn record(&self, id: ReplyId) -> Result<ReplyRecord, ArchiveError> {
        Ok(self.read(id)?.1)
    }

    /// A reply's facts and record, read anew from its current text.
    pub fn read(&self, id: ReplyId) -> Result<(Facts, ReplyRecord), ArchiveError> {
        self.load(id)?.read()
    }

    /// What a reply is read from.
    pub fn load(&self, id: ReplyId) -> Result<StoredLetter, ArchiveError> {
        let row = self.row(id)?;
        Ok(StoredLetter { text: self.store.text(id, row.version)?, metadata: self.metadata(id)?, row })
    }

    /// What people supplied about a reply, under any path or hash of its files.
    pub fn metadata(&self, id: ReplyId) -> Result<Metadata, ArchiveError> {
        let mut metadata = Metadata::default();
        for file in self.store.files_of(id)? {
            for key in keys(self.base, &file.path, file.hash.as_ref()) {
                if let Some(found) = self.store.metadata(&key)? {
                    metadata.fill(&found);
                }
            }
        }
        Ok(metadata)
    }
}

/// A stored letter and all that it takes to read it: no store is needed any more.
#[derive(Clone, Debug)]
pub struct StoredLetter {
    /// Its row.
    pub row: ReplyRow,
    /// Its current text.
    pub text: Text,
    /// What people supplied about it.
    pub metadata: Metadata,
}

impl StoredLetter {
    /// Its facts and record, read by today's parser.
    pub fn read(&self) -> Result<(Facts, ReplyRecord), ArchiveError> {
        let id = self.row.id;
        if self.row.facts.kind == LINE {
            let line = CollectionLine::parse(self.text.as_str()).map_err(ArchiveError::Damaged)?;
            return Ok((line.facts(), line.record(id)));
        }
        guarded(id, || {
            let reply = parse(&self.text);
            let record = record::build(id, &self.text, &reply, &self.metadata);
            (Facts::of(&self.text, &reply, &self.metadata, &record.passages), record)
        })
    }
}

/// Keys under which people can supply values about a file: its path as stored, in full, its name alone, its hash.
pub fn keys(base: &Base, stored: &[u8], hash: Option<&[u8; 32]>) -> Vec<String> {
    let absolute = base.absolute(stored);
    let mut keys = vec![display(stored), display(&bytes(&absolute))];
    keys.extend(absolute.file_name().map(|name| name.to_string_lossy().into_owned()));
    keys.extend(hash.map(|hash| blake3::Hash::from_bytes(*hash).to_hex().to_string()));
    // Last: what the file itself says fills only what nobody supplied.
    keys.extend(hash.map(page_key));
    keys.dedup();
    keys
}

/// Key of what a file says outside its letter.
pub fn page_key(hash: &[u8; 32]) -> String {
    format!("page {}", blake3::Hash::from_bytes(*hash).to_hex())
}

/// Count and digest of a record's passages.
pub fn contents(record: &ReplyRecord) -> Contents {
    let passages = record.passages.iter();
    let digest = passages.fold(0u64, |sum, passage| sum.wrapping_add(passage_digest(passage.id.key)));
    Contents { passages: u32::try_from(record.passages.len()).unwrap_or(u32::MAX), digest }
}

/// One passage's share of a reply's digest.
pub fn passage_digest(key: PassageKey) -> u64 {
    let key = key.number();
    let mixed = (key ^ (key >> 31)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}

fn guarded<T>(id: ReplyId, read: impl FnOnce() -> T) -> Result<T, ArchiveError> {
    catch_unwind(AssertUnwindSafe(read))
        .map_err(|_| ArchiveError::Damaged(message!("damage_parser", id = id.to_string())))
}
