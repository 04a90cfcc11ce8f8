//! Replies into the index: added, replaced and deleted as wholes.
//!
//! In: [`ReplyRecord`]s. Out: a committed index. The passages of a reply are added in one batch, so that they stand
//! next to each other in one segment; the units that `--within` asks for rest on that.

use std::path::{Path, PathBuf};

use tantivy::indexer::UserOperation;
use tantivy::schema::Term;
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{Index, IndexSettings, IndexWriter, TantivyDocument, TantivyError};

use crate::analyze::fold::fold;
use crate::passage::ReplyId;
use crate::search::embedded::directory::DurableDirectory;
use crate::search::embedded::schema::{Fields, schema};
use crate::search::embedded::{seam, tokenizers};
use crate::search::error::SearchError;
use crate::search::record::{Column, PassageRecord, ReplyRecord};

/// How a writer works.
#[derive(Clone, Copy, Debug)]
pub struct WriterOptions {
    /// Indexing threads, at least 1.
    pub threads: usize,
    /// Memory for all threads together, in bytes; raised to what the engine needs at least.
    pub memory: usize,
}

impl Default for WriterOptions {
    fn default() -> WriterOptions {
        WriterOptions { threads: 1, memory: 128 << 20 }
    }
}

/// The one writer of an index.
pub struct Writer {
    inner: IndexWriter<TantivyDocument>,
    fields: Fields,
    path: PathBuf,
}

impl Writer {
    /// Creates an empty index in the existing, empty directory `path`.
    pub fn create(path: &Path, options: WriterOptions) -> Result<Writer, SearchError> {
        Writer::create_in(DurableDirectory::open(path)?, path, options)
    }

    /// [`Writer::create`] in a directory that is already open.
    pub fn create_in(
        directory: DurableDirectory,
        path: &Path,
        options: WriterOptions,
    ) -> Result<Writer, SearchError> {
        let settings = IndexSettings {
            docstore_compression: Compressor::Zstd(ZstdCompressor { compression_level: Some(3) }),
            docstore_blocksize: 32 * 1024,
            ..IndexSettings::default()
        };
        let index = Index::create(directory, schema().0, settings).map_err(engine(path))?;
        Writer::over(index, path, options)
    }

    /// Opens the index in `path` for writing.
    ///
    /// Files that an interrupted writer left behind are removed first: a left `.del` file would make the next commit fail.
    pub fn open(path: &Path, options: WriterOptions) -> Result<Writer, SearchError> {
        let index = Index::open(DurableDirectory::open(path)?).map_err(engine(path))?;
        let writer = Writer::over(index, path, options)?;
        writer.inner.garbage_collect_files().wait().map_err(engine(path))?;
        Ok(writer)
    }

    fn over(mut index: Index, path: &Path, options: WriterOptions) -> Result<Writer, SearchError> {
        index.set_tokenizers(tokenizers::manager());
        let threads = options.threads.clamp(1, 8);
        let memory = options.memory.max(threads * (16 << 20));
        let inner = index.writer_with_num_threads(threads, memory).map_err(engine(path))?;
        Ok(Writer { inner, fields: schema().1, path: path.to_owned() })
    }

    /// Adds a reply, replacing all passages that the index holds under its id.
    pub fn put(&mut self, record: &ReplyRecord) -> Result<(), SearchError> {
        let mut operations = vec![UserOperation::Delete(self.key(record.id))];
        operations.extend(documents(&self.fields, record).into_iter().map(UserOperation::Add));
        self.inner.run(operations).map_err(engine(&self.path))?;
        Ok(())
    }

    /// Deletes a reply's passages.
    pub fn delete(&mut self, id: ReplyId) {
        self.inner.delete_term(self.key(id));
    }

    /// Makes everything since the last commit visible and durable, with `payload` as the commit's label.
    pub fn commit(&mut self, payload: &str) -> Result<(), SearchError> {
        let mut prepared = self.inner.prepare_commit().map_err(engine(&self.path))?;
        prepared.set_payload(payload);
        prepared.commit().map_err(engine(&self.path))?;
        Ok(())
    }

    /// The label of the last commit of the index in `path`, without opening a writer.
    pub fn payload(path: &Path) -> Result<Option<String>, SearchError> {
        let index = Index::open(DurableDirectory::open(path)?).map_err(engine(path))?;
        Ok(index.load_metas().map_err(engine(path))?.payload)
    }

    /// Drops everything since the last commit.
    pub fn rollback(&mut self) -> Result<(), SearchError> {
        self.inner.rollback().map(drop).map_err(engine(&self.path))
    }

    /// Waits until running merges are done and closes the writer.
    pub fn close(self) -> Result<(), SearchError> {
        let Writer { inner, path, .. } = self;
        inner.wait_merging_threads().map_err(engine(&path))
    }

    fn key(&self, id: ReplyId) -> Term {
        Term::from_field_u64(self.fields.reply, id.number())
    }
}

/// Turns the engine's error into ours, with the path.
pub fn engine(path: &Path) -> impl Fn(TantivyError) -> SearchError {
    move |source| SearchError::Engine { path: path.to_owned(), source: Box::new(source) }
}

/// The engine's documents of a reply, a passage each.
fn documents(fields: &Fields, record: &ReplyRecord) -> Vec<TantivyDocument> {
    let mut documents: Vec<TantivyDocument> = Vec::with_capacity(record.passages.len());
    let mut units = UnitStarts::default();
    for (index, passage) in record.passages.iter().enumerate() {
        let mut document = TantivyDocument::new();
        let folded = fold(&passage.text);
        document.add_text(fields.grams, folded.as_str());
        document.add_text(fields.words, folded.as_str());
        document.add_text(fields.text, &passage.text);
        document.add_text(fields.place, place(record, passage));
        document.add_u64(fields.reply, record.id.number());
        document.add_u64(fields.passage, u64::from(passage.id.hash) << 16 | u64::from(passage.id.occurrence));
        document.add_u64(fields.date, u64::from(record.attributes.date));
        document.add_u64(fields.length, folded.chars() as u64);
        for (field, start) in fields.back.iter().zip(units.of(index, passage)) {
            document.add_u64(*field, (index - start) as u64);
        }
        for (column, value) in record.attributes.all().chain(passage.columns()) {
            document.add_text(fields.columns[column as usize], value);
        }
        documents.push(document);
    }
    add_seams(fields, &record.passages, &mut documents);
    documents
}

/// Gives every passage that its paragraph continues a seam.
fn add_seams(fields: &Fields, passages: &[PassageRecord], documents: &mut [TantivyDocument]) {
    let mut first = 0;
    for paragraph in passages.chunk_by(|a, b| a.paragraph == b.paragraph) {
        if paragraph.len() > 1 {
            let whole: String = paragraph.iter().map(|passage| passage.text.as_str()).collect();
            let folded = fold(&whole);
            let (mut start, mut byte) = (0, 0);
            for (passage, document) in paragraph.iter().zip(&mut documents[first..]) {
                byte += passage.text.len();
                let end = folded.at_source(byte);
                let reach = (end + seam::REACH).min(folded.chars());
                if end > start && end < folded.chars() {
                    let value = seam::value(folded.slice(start, end), folded.slice(end, reach));
                    document.add_text(fields.seams, value);
                }
                start = end;
            }
        }
        first += paragraph.len();
    }
}

/// What is shown of a passage beside its text: a JSON array, read again by `reader`.
fn place(record: &ReplyRecord, passage: &PassageRecord) -> String {
    serde_json::json!([
        record.citation,
        passage.outline,
        passage.paragraph,
        passage.section,
        passage.block,
        passage.item,
        passage.start,
        passage.lines.0,
        passage.lines.1,
        passage.page,
    ])
    .to_string()
}

/// Paragraph, section, block and item by which a unit differs from the one before.
type UnitKey = (u32, Option<u32>, Option<u32>, Option<u32>);

/// Index of the first passage of each unit that encloses the current one.
#[derive(Default)]
struct UnitStarts {
    keys: Option<[UnitKey; 4]>,
    starts: [usize; 5],
}

impl UnitStarts {
    fn of(&mut self, index: usize, passage: &PassageRecord) -> [usize; 5] {
        let (paragraph, block, section, item) =
            (passage.paragraph, passage.block, passage.section, passage.item);
        let alone = if block.is_none() { paragraph + 1 } else { 0 };
        let item_alone = if item.is_none() { paragraph + 1 } else { 0 };
        let keys = [
            (item_alone, section, block, item),
            (paragraph, None, None, None),
            (alone, section, block, None),
            (0, section, None, None),
        ];
        for (unit, key) in keys.iter().enumerate() {
            if self.keys.is_none_or(|last| last[unit] != *key) {
                self.starts[unit] = index;
            }
        }
        self.keys = Some(keys);
        self.starts
    }
}

impl PassageRecord {
    /// The passage's own column values.
    pub fn columns(&self) -> impl Iterator<Item = (Column, &str)> {
        [
            (Column::Heading, self.heading.as_str()),
            (Column::Block, self.kind.zh()),
            (Column::Tier, self.kind.tier().zh()),
            (Column::Origin, self.origin.name()),
            (Column::Part, self.part.name()),
        ]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
    }
}
