//! Letters out of the store.
//!
//! In: ids. Out: texts, replies and records, read again from the recovered texts with today's parser. A letter has as many
//! texts as its files differ in; all are read, and which one leads is [`crate::archive::leading`]'s. Nothing is written and
//! no index is needed.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::archive::collection::CollectionLine;
use crate::archive::error::ArchiveError;
use crate::archive::facts::{Facts, LINE};
use crate::archive::leading::{Decided, Standpoint, format_rank, order};
use crate::archive::masked::{MASKED, without_private_numbers};
use crate::archive::metadata::Metadata;
use crate::archive::path::{Base, bytes, display};
use crate::archive::record;
use crate::archive::report::Reason;
use crate::archive::store::Store;
use crate::archive::store::files::FileRow;
use crate::archive::store::replies::{Contents, ReplyRow};
use crate::archive::store::standing::Standing;
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

    /// A reply's leading text and what is read from it.
    pub fn text(&self, id: ReplyId) -> Result<(Text, Reply), ArchiveError> {
        let row = self.row(id)?;
        self.text_of(&row, row.version)
    }

    /// One of a reply's texts and what is read from it.
    pub fn version(&self, id: ReplyId, version: u32) -> Result<(Text, Reply), ArchiveError> {
        self.text_of(&self.row(id)?, version)
    }

    fn text_of(&self, row: &ReplyRow, version: u32) -> Result<(Text, Reply), ArchiveError> {
        let mut text = self.store.text(row.id, version)?;
        if row.facts.kind == LINE {
            text = CollectionLine::parse(text.as_str()).map_err(ArchiveError::Damaged)?.as_text();
        }
        let reply = guarded(row.id, || parse(&text))?;
        Ok((text, reply))
    }

    /// A reply's records as the index must hold them, the leading text's first.
    pub fn records(&self, id: ReplyId) -> Result<Vec<ReplyRecord>, ArchiveError> {
        Ok(self.load(id)?.read()?.records)
    }

    /// What a reply is read from.
    pub fn load(&self, id: ReplyId) -> Result<StoredLetter, ArchiveError> {
        let row = self.row(id)?;
        let mut texts: Vec<StoredText> = Vec::new();
        let mut whole = Metadata::default();
        for file in self.store.files_of(id)? {
            let mut supplied = Metadata::default();
            for key in keys(self.base, &file.path, file.hash.as_ref()) {
                if let Some(found) = self.store.metadata(&key)? {
                    supplied.fill(&found);
                }
            }
            whole.fill(&supplied);
            if file.state == Standing::Removed {
                continue;
            }
            let version = if file.version == 0 { row.version } else { file.version };
            let text = match texts.iter_mut().find(|text| text.version == version) {
                Some(text) => text,
                None => {
                    texts.push(StoredText::new(version, self.store.text(id, version)?));
                    texts.last_mut().expect("one was just added")
                }
            };
            text.metadata.fill(&supplied);
            text.take(&file);
        }
        if texts.is_empty() {
            // Its file holds another letter by now.
            texts.push(StoredText::new(row.version, self.store.text(id, row.version)?));
        }
        texts.sort_by_key(|text| text.version);
        let masked = self.store.fact(MASKED)? != 0;
        Ok(StoredLetter { texts, metadata: whole, masked, row })
    }
}

/// One of the texts of a letter that files hold.
#[derive(Clone, Debug)]
pub struct StoredText {
    /// Its number among the letter's texts, from 1.
    version: u32,
    text: Text,
    /// What was supplied about files that hold it.
    metadata: Metadata,
    /// Row of the first file that holds it, by path.
    file: Option<i64>,
    path: Vec<u8>,
    format: String,
    /// Last change of such a file, ns since 1970.
    changed: i64,
    /// True when one of them is neither cut off nor recognised from pictures of pages.
    whole: bool,
    /// Otherwise which.
    mark: Option<Reason>,
}

impl StoredText {
    fn new(version: u32, text: Text) -> StoredText {
        let (metadata, path, format) = (Metadata::default(), Vec::new(), String::new());
        StoredText {
            version,
            text,
            metadata,
            file: None,
            path,
            format,
            changed: i64::MIN,
            whole: false,
            mark: None,
        }
    }

    fn take(&mut self, file: &FileRow) {
        self.changed = self.changed.max(file.stamp.mtime_ns);
        self.whole |= !file.is_partial();
        self.mark = self.mark.or_else(|| Reason::from_code(&file.detail).filter(|_| file.is_partial()));
        if self.file.is_none() || file.path < self.path {
            (self.file, self.path) = (Some(file.id), file.path.clone());
        }
        if format_rank(&file.format) > format_rank(&self.format) || self.format.is_empty() {
            self.format.clone_from(&file.format);
        }
    }
}

/// A stored letter and all that it takes to read it: no store is needed any more.
#[derive(Clone, Debug)]
pub struct StoredLetter {
    /// Its row.
    pub row: ReplyRow,
    /// The texts that files hold, oldest first; never empty.
    texts: Vec<StoredText>,
    /// What people supplied about it.
    metadata: Metadata,
    /// The index holds it without private numbers.
    masked: bool,
}

/// What is known of one of a letter's texts beside its record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldText {
    /// Its number among the letter's texts, from 1.
    pub version: u32,
    /// Format of the best file that holds it.
    pub format: String,
    /// Cut off or recognised, where no file holds it otherwise.
    pub mark: Option<Reason>,
    /// When it was published, `YYYY-MM-DD`; empty when unknown.
    pub published: String,
    /// Its date, `YYYY-MM-DD`; empty when unknown.
    pub dated: String,
    /// Last change of a file that holds it, ns since 1970.
    pub changed: i64,
    /// What put it before the next one; none for the last.
    pub decided: Option<Decided>,
}

/// A stored letter, read.
#[derive(Clone, Debug)]
pub struct ReadReply {
    /// Facts of the leading text.
    pub facts: Facts,
    /// Number of the leading text.
    pub version: u32,
    /// Row of the file that the leading text is told to stand in.
    pub best_file: Option<i64>,
    /// What the index must hold, the leading text's record first.
    pub records: Vec<ReplyRecord>,
    /// The texts in the order of their records.
    pub texts: Vec<HeldText>,
    /// Names by which the letter is found by texts that do not lead.
    pub bodies: Vec<String>,
}

impl StoredLetter {
    /// Folded bodies of its texts that a file other than `file` holds.
    pub(crate) fn bodies(&self, file: i64) -> Result<Vec<Option<[u8; 32]>>, ArchiveError> {
        let others = self.texts.iter().filter(|text| text.file.is_some_and(|held| held != file));
        others.map(|text| Ok(self.read_text(text)?.0.body_hash)).collect()
    }

    /// Its facts, and its records as the index must hold them, read by today's parser.
    pub fn read(&self) -> Result<ReadReply, ArchiveError> {
        let (mut read, mut points) = (Vec::new(), Vec::new());
        for text in &self.texts {
            let (facts, whole) = self.read_text(text)?;
            let masked = if self.masked { without_private_numbers(&whole) } else { None };
            let record = masked.unwrap_or(whole);
            let chars = if self.texts.len() > 1 { text.text.as_str().chars().count() } else { 0 };
            let reading = (format_rank(&text.format), chars);
            points.push(Standpoint::new(&facts, text.whole, reading, text.changed, text.path.clone()));
            read.push((text, facts, record));
        }
        let order = order(&points);
        let decided = |at: usize| Some(points[*order.get(at)?].decided(&points[*order.get(at + 1)?]));
        let held = |(at, &text): (usize, &usize)| {
            let (stored, facts, _) = &read[text];
            HeldText {
                version: stored.version,
                format: stored.format.clone(),
                mark: stored.mark.filter(|_| !stored.whole),
                published: facts.published.clone(),
                dated: facts.date.clone(),
                changed: stored.changed,
                decided: decided(at),
            }
        };
        let texts: Vec<HeldText> = order.iter().enumerate().map(held).collect();
        let mut read: Vec<_> = read.into_iter().map(Some).collect();
        let mut ordered = order.into_iter().filter_map(|at| read.get_mut(at)?.take());
        let Some((text, facts, record)) = ordered.next() else {
            return Err(ArchiveError::Damaged(message!("damage_textless", id = self.row.id.to_string())));
        };
        let others: Vec<_> = ordered.collect();
        let bodies = others.iter().filter_map(|text| text.1.body_name()).collect();
        let records = std::iter::once(record).chain(others.into_iter().map(|text| text.2)).collect();
        Ok(ReadReply {
            facts,
            version: text.version,
            best_file: text.file,
            records: ReplyRecord::group(records),
            texts,
            bodies,
        })
    }

    fn read_text(&self, text: &StoredText) -> Result<(Facts, ReplyRecord), ArchiveError> {
        let id = self.row.id;
        if self.row.facts.kind == LINE {
            let line = CollectionLine::parse(text.text.as_str()).map_err(ArchiveError::Damaged)?;
            return Ok((line.facts(), line.record(id)));
        }
        let mut metadata = text.metadata.clone();
        metadata.fill(&self.metadata.without_days());
        guarded(id, || {
            let reply = parse(&text.text);
            let record = record::build(id, &text.text, &reply, &metadata);
            let facts = Facts::of(&text.text, &reply, &metadata, &record.passages);
            (facts, ReplyRecord { version: text.version, ..record })
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

/// Count and digest of the passages of a reply's records.
pub fn contents(records: &[ReplyRecord]) -> Contents {
    let passages = records.iter().flat_map(|record| &record.passages);
    let digest = passages.clone().fold(0u64, |sum, passage| sum.wrapping_add(passage_digest(passage.id.key)));
    Contents { passages: u32::try_from(passages.count()).unwrap_or(u32::MAX), digest }
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
