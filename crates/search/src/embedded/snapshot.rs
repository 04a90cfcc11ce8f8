//! The last commit of an index, opened for reading.
//!
//! In: an index directory. Out: its segments, of each only the files that a search reads: the character layer and the
//! store, the columns when first asked for. Tantivy's own reader opens seven files a segment and parses the schema
//! before the first question can be asked, which a short search pays for.
//!
//! This goes below tantivy's API: it knows names and contents of its files as version 0.27.0 writes them. Cargo.toml
//! pins that version, and the tests hold what is read here against tantivy's own reader.

use std::path::Path;
use std::sync::OnceLock;

use tantivy::columnar::{ColumnIndex, ColumnarReader, DynamicColumn, StrColumn};
use tantivy::directory::footer::Footer;
use tantivy::directory::{FileSlice, META_LOCK, OwnedBytes};
use tantivy::fastfield::AliveBitSet;
use tantivy::store::StoreReader;
use tantivy::{Directory, TantivyDocument, TantivyError};

use crate::embedded::chars::EXTENSION;
use crate::embedded::chars::plugin::damaged;
use crate::embedded::chars::reader::Chars;
use crate::embedded::directory::DurableDirectory;
use crate::embedded::schema::APART;
use crate::embedded::seal::{Commit, Listed, Seals};
use crate::error::{SearchError, engine};
use crate::record::Column;

/// Decompressed blocks of the store that are kept.
const BLOCKS: usize = 64;

/// An open segment.
pub(crate) struct OpenSegment {
    /// Its character layer.
    pub chars: Chars,
    alive: Option<AliveBitSet>,
    /// Bytes of the file of deletes; empty without one.
    deletes: OwnedBytes,
    store_file: FileSlice,
    store: OnceLock<StoreReader>,
    columns_file: FileSlice,
    columns: OnceLock<ColumnarReader>,
}

/// Opens the segments of the last commit of the index in `path`.
pub(crate) fn open(path: &Path) -> Result<Vec<OpenSegment>, SearchError> {
    let directory = DurableDirectory::open(path)?;
    read(&directory).map_err(engine(path))
}

fn read(directory: &DurableDirectory) -> tantivy::Result<Vec<OpenSegment>> {
    // While the lock is held no writer deletes a file that this commit names.
    let _lock = directory
        .acquire_lock(&META_LOCK)
        .map_err(|error| TantivyError::LockFailure(error, Some("the index's files".to_owned())))?;
    let (commit, seals) = directory.commit()?;
    let commit: Commit = serde_json::from_slice(&commit).map_err(|_| damaged("meta.json"))?;
    commit.segments.iter().map(|listed| open_segment(directory, listed, &seals)).collect()
}

fn open_segment(
    directory: &DurableDirectory,
    listed: &Listed,
    seals: &Seals,
) -> tantivy::Result<OpenSegment> {
    let id = listed.stem();
    let file = |extension: &str| -> tantivy::Result<FileSlice> {
        let name = format!("{id}.{extension}");
        let whole = FileSlice::new(directory.get_file_handle(Path::new(&name))?);
        if !seals.fit(&name, &whole.read_bytes()?) {
            return Err(damaged(&name));
        }
        let (footer, body) = Footer::extract_footer(whole)?;
        footer.is_compatible().map_err(|_| damaged(&name))?;
        Ok(body)
    };
    let chars = Chars::open(file(EXTENSION)?.read_bytes()?);
    let chars = chars.filter(|chars| chars.passages() == listed.max_doc);
    let deletes = match listed.deletes() {
        Some(deletes) => file(&deletes)?.read_bytes()?,
        None => OwnedBytes::empty(),
    };
    let alive = listed.deletes.is_some().then(|| AliveBitSet::open(deletes.clone()));
    Ok(OpenSegment {
        chars: chars.ok_or_else(|| damaged(&format!("{id}.{EXTENSION}")))?,
        alive,
        deletes,
        store_file: file("store")?,
        store: OnceLock::new(),
        columns_file: file("fast")?,
        columns: OnceLock::new(),
    })
}

impl OpenSegment {
    /// True when a passage was not deleted.
    #[inline]
    pub(crate) fn is_alive(&self, passage: u32) -> bool {
        self.alive.as_ref().is_none_or(|alive| alive.is_alive(passage))
    }

    /// True when no passage was deleted.
    pub(crate) fn is_all_alive(&self) -> bool {
        self.alive.is_none()
    }

    /// Number of passages that were not deleted, what several versions of a letter hold once.
    pub fn live(&self) -> u64 {
        let all = self
            .alive
            .as_ref()
            .map_or(u64::from(self.chars.passages()), |alive| alive.num_alive_docs() as u64);
        let repeated =
            if self.is_all_alive() { self.chars.repeated().len() } else { self.repeated().count() };
        all.saturating_sub(repeated as u64)
    }

    /// Lengths of the passages that were not deleted, added up, what several versions of a letter hold once.
    pub(crate) fn live_length(&self) -> u64 {
        let mut length = self.chars.total_length();
        // Behind a number of four bytes there is a bit for each passage, set where it is alive.
        let (words, _) = self.deletes.get(4..).unwrap_or_default().as_chunks::<8>();
        let mut behind = 0;
        for (at, &word) in (0u32..).zip(words) {
            let mut deleted = !u64::from_le_bytes(word);
            while deleted != 0 {
                let passage = at.saturating_mul(u64::BITS).saturating_add(deleted.trailing_zeros());
                deleted &= deleted - 1;
                if behind <= passage && passage < self.chars.passages() {
                    // Letters are deleted as wholes.
                    let (_, first, end) = self.chars.letter_near(passage, None);
                    length = length.saturating_sub(self.chars.length_of(first, end));
                    behind = end;
                }
            }
        }
        let repeated = match self.is_all_alive() {
            true => self.chars.repeated_length(),
            false => self.repeated().map(|passage| u64::from(self.chars.length(passage))).sum(),
        };
        length.saturating_sub(repeated)
    }

    /// Passages that were not deleted and that an earlier version of their letter holds as well, ascending.
    fn repeated(&self) -> impl Iterator<Item = u32> + '_ {
        // Versions of a letter are deleted together.
        self.chars.repeated().map(|(passage, _)| passage).filter(|&passage| self.is_alive(passage))
    }

    /// What the store keeps of a passage.
    pub fn document(&self, passage: u32) -> tantivy::Result<TantivyDocument> {
        let store = match self.store.get() {
            Some(store) => store,
            None => {
                let opened = StoreReader::open(self.store_file.clone(), BLOCKS)?;
                self.store.get_or_init(|| opened)
            }
        };
        store.get(passage)
    }

    fn columns(&self) -> tantivy::Result<&ColumnarReader> {
        match self.columns.get() {
            Some(columns) => Ok(columns),
            None => {
                let opened = ColumnarReader::open(self.columns_file.clone())?;
                Ok(self.columns.get_or_init(|| opened))
            }
        }
    }

    /// First passages, ascending, of the letters that are [named apart](crate::record::ReplyRecord::is_named_apart).
    pub fn named_apart(&self) -> tantivy::Result<Vec<u32>> {
        for handle in self.columns()?.read_columns(APART)? {
            if let DynamicColumn::Bool(marks) = handle.open()? {
                return Ok(match &marks.index {
                    ColumnIndex::Empty { .. } => Vec::new(),
                    ColumnIndex::Full => (0..self.chars.passages()).collect(),
                    ColumnIndex::Optional(index) => index.iter_non_null_docs().collect(),
                    ColumnIndex::Multivalued(index) => index.iter_non_null_docs().collect(),
                });
            }
        }
        Ok(Vec::new())
    }

    /// A column of texts; none where no letter has a value.
    pub fn column(&self, column: Column) -> tantivy::Result<Option<StrColumn>> {
        if column.is_of_passage() {
            return Ok(None);
        }
        let columns = self.columns()?;
        for handle in columns.read_columns(&format!("c_{}", column.name()))? {
            if let DynamicColumn::Str(values) = handle.open()? {
                return Ok(Some(values));
            }
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::embedded::chars::plugin::CharsPlugin;
    use crate::embedded::schema::schema;
    use crate::embedded::writer::{Writer, WriterOptions};
    use crate::record::{Attributes, PassageRecord, ReplyRecord};
    use dafu_letters::passage::{PassageId, PassageKey, ReplyId};
    use dafu_letters::reply::model::{BlockKind, Origin, Part};
    use dafu_words::fold::fold_str;
    use std::sync::Arc;
    use tantivy::schema::Value;
    use tantivy::{Index, ReloadPolicy};

    /// The version whose files are read here.
    const TANTIVY: &str = "0.27.0";

    #[test]
    fn the_engine_is_the_version_whose_files_are_read_here() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let lock = std::fs::read_to_string(root.join("../../Cargo.lock")).unwrap();
        let (_, behind) = lock.split_once("name = \"tantivy\"\n").unwrap();
        assert_eq!(behind.lines().next(), Some(format!("version = \"{TANTIVY}\"").as_str()));
        let manifest = std::fs::read_to_string(root.join("Cargo.toml")).unwrap();
        assert!(manifest.contains(&format!("tantivy = {{ version = \"={TANTIVY}\"")));
    }

    /// A letter with two passages a paragraph; some of them fold otherwise where they stand than alone.
    fn letter(number: u64, passages: u32) -> ReplyRecord {
        let id = ReplyId::from_number(number);
        let passage = |at: u32| {
            let text = ["共享平台：", "，选派 a", "b 专员。", "第一章"][(at % 4) as usize];
            let text = format!("{number}{}", text.repeat(1 + at as usize / 4));
            PassageRecord {
                id: PassageId { reply: id, key: PassageKey::new(at, 1) },
                folded: fold_str(&text),
                text,
                kind: BlockKind::Body,
                origin: Origin::Inferred,
                part: Part::Text,
                heading: String::new(),
                outline: String::new(),
                paragraph: at / 2,
                section: None,
                block: None,
                item: None,
                start: 0,
                lines: (1, 1),
                page: 0,
            }
        };
        let (citation, attributes) = (format!("函{number}"), Attributes::default());
        let passages = (0..passages).map(passage).collect();
        ReplyRecord { id, version: 1, follows: false, citation, attributes, passages }
    }

    /// Of each segment the passages with their texts; none for a deleted one.
    type Read = Vec<Vec<Option<String>>>;

    fn text(document: &TantivyDocument) -> String {
        document.get_first(schema().1.text).and_then(|text| text.as_str()).unwrap().to_owned()
    }

    fn ours(path: &Path) -> Read {
        let of = |segment: &OpenSegment| -> Vec<Option<String>> {
            let passages = 0..segment.chars.passages();
            let alive =
                |passage| segment.is_alive(passage).then(|| text(&segment.document(passage).unwrap()));
            let read: Vec<_> = passages.map(alive).collect();
            let live: Vec<u32> = (0..).zip(&read).filter(|(_, text)| text.is_some()).map(|of| of.0).collect();
            assert_eq!(segment.live(), live.len() as u64);
            assert_eq!(segment.is_all_alive(), live.len() == read.len());
            let length = live.iter().map(|&passage| u64::from(segment.chars.length(passage))).sum::<u64>();
            assert_eq!(segment.live_length(), length);
            read
        };
        let mut read: Read = open(path).unwrap().iter().map(of).collect();
        read.sort();
        read
    }

    fn theirs(path: &Path) -> Read {
        let mut index = Index::open(DurableDirectory::open(path).unwrap()).unwrap();
        index.register_plugin(Arc::new(CharsPlugin));
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual);
        let searcher = tantivy::IndexReader::searcher(&reader.try_into().unwrap());
        let of = |segment: &tantivy::SegmentReader| -> Vec<Option<String>> {
            let store = segment.get_store_reader(0).unwrap();
            let alive = |doc| (!segment.is_deleted(doc)).then(|| text(&store.get(doc).unwrap()));
            (0..segment.max_doc()).map(alive).collect()
        };
        let mut read: Read = searcher.segment_readers().iter().map(of).collect();
        read.sort();
        read
    }

    #[test]
    fn segments_and_deletes_are_those_that_the_engine_reads() {
        let directory = tempfile::tempdir().unwrap();
        let mut writer = Writer::create(directory.path(), WriterOptions::default()).unwrap();
        let same = |segments: usize, deleted: bool| {
            let read = ours(directory.path());
            assert_eq!(read, theirs(directory.path()));
            assert_eq!(read.len(), segments);
            assert_eq!(read.iter().flatten().any(Option::is_none), deleted);
        };
        for part in 0..3 {
            (1..40).for_each(|at| writer.put(&letter(part * 100 + at, 1 + (at % 11) as u32)).unwrap());
            writer.commit("added").unwrap();
        }
        same(3, false);
        for number in [1, 2, 3, 39, 107, 120, 239] {
            writer.delete(ReplyId::from_number(number));
        }
        writer.commit("deleted").unwrap();
        same(3, true);
        writer.put(&letter(9, 5)).unwrap();
        writer.commit("replaced").unwrap();
        same(4, true);
        writer.close().unwrap();
        same(1, false);
    }
}
