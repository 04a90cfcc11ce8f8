//! Replies into the index: added, replaced and deleted as wholes.
//!
//! In: [`ReplyRecord`]s. Out: a committed index. The passages of a reply are added in one batch, so that they stand
//! next to each other in one segment, and so do its versions; the units that `--within` asks for rest on that.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tantivy::index::SegmentId;
use tantivy::indexer::{NoMergePolicy, UserOperation};
use tantivy::schema::Term;
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{Index, IndexSettings, IndexWriter, TantivyDocument, TantivyError};

use crate::embedded::chars::code::Coded;
use crate::embedded::chars::plugin::CharsPlugin;
use crate::embedded::directory::DurableDirectory;
use crate::embedded::schema::{FieldHandles, schema};
use crate::embedded::shown;
use crate::error::{SearchError, engine};
use crate::record::{Column, ReplyRecord};
use dafu_letters::passage::ReplyId;

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
        WriterOptions { threads: 1, memory: 192 << 20 }
    }
}

/// How long the engine's lock, of which nobody else has any business, is waited for.
const MOMENT: Duration = Duration::from_secs(2);

/// Fewer segments than this are not merged at the end of a run: it costs more than it saves.
const FEW: usize = 3;
/// Passages that may be merged for each that a run added.
const MERGED_FOR_ONE: u64 = 8;

/// The one writer of an index.
pub struct Writer {
    inner: IndexWriter<TantivyDocument>,
    fields: FieldHandles,
    path: PathBuf,
    options: WriterOptions,
    /// Passages added since it was opened.
    added: u64,
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
            docstore_blocksize: 16 * 1024,
            ..IndexSettings::default()
        };
        let index =
            Index::builder().schema(schema().0).settings(settings).register_plugin(Arc::new(CharsPlugin));
        Writer::over(index.open_or_create(directory).map_err(engine(path))?, path, options)
    }

    /// Opens the index in `path` for writing.
    ///
    /// Files that an interrupted writer left behind are removed first: a left `.del` file would make the next commit fail.
    pub fn open(path: &Path, options: WriterOptions) -> Result<Writer, SearchError> {
        let mut index = Index::open(DurableDirectory::open(path)?).map_err(engine(path))?;
        index.register_plugin(Arc::new(CharsPlugin));
        let writer = Writer::over(index, path, options)?;
        writer.inner.garbage_collect_files().wait().map_err(engine(path))?;
        Ok(writer)
    }

    fn over(index: Index, path: &Path, options: WriterOptions) -> Result<Writer, SearchError> {
        let threads = options.threads.clamp(1, 8);
        let memory = options.memory.max(threads * (16 << 20));
        let started = Instant::now();
        let inner = loop {
            match index.writer_with_num_threads(threads, memory) {
                // A child process holds its parent's open files for a moment, until it has become another program,
                // and the engine's lock with them.
                Err(TantivyError::LockFailure(..)) if started.elapsed() < MOMENT => {
                    std::thread::sleep(Duration::from_millis(5));
                }
                writer => break writer.map_err(engine(path))?,
            }
        };
        Ok(Writer { inner, fields: schema().1, path: path.to_owned(), options, added: 0 })
    }

    /// Adds a reply, replacing all passages that the index holds under its id.
    pub fn put(&mut self, record: &ReplyRecord) -> Result<(), SearchError> {
        self.put_coded(record, Coded::of(record))
    }

    /// [`Writer::put`] of a reply whose passages are coded already, under whatever id.
    pub fn put_coded(&mut self, record: &ReplyRecord, coded: Coded) -> Result<(), SearchError> {
        self.replace(record.id, [(record, coded)])
    }

    /// Adds a reply of which there are several texts, [grouped](ReplyRecord::group), replacing all that the index holds
    /// under its id.
    pub fn put_versions(&mut self, versions: &[ReplyRecord]) -> Result<(), SearchError> {
        self.put_versions_coded(versions.iter().map(|record| (record, Coded::of(record))))
    }

    /// [`Writer::put_versions`] of texts whose passages are coded already.
    pub fn put_versions_coded<'r>(
        &mut self,
        versions: impl IntoIterator<Item = (&'r ReplyRecord, Coded)>,
    ) -> Result<(), SearchError> {
        let mut versions = versions.into_iter().peekable();
        let Some(id) = versions.peek().map(|(leading, _)| leading.id) else { return Ok(()) };
        self.replace(id, versions)
    }

    fn replace<'r>(
        &mut self,
        id: ReplyId,
        texts: impl IntoIterator<Item = (&'r ReplyRecord, Coded)>,
    ) -> Result<(), SearchError> {
        let mut operations = vec![UserOperation::Delete(self.key(id))];
        for (record, coded) in texts {
            self.added += record.passages.len() as u64;
            operations.extend(documents(&self.fields, record, coded).into_iter().map(UserOperation::Add));
        }
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

    /// Waits until running merges are done, merges small segments and closes the writer.
    pub fn close(self) -> Result<(), SearchError> {
        let Writer { inner, path, options, added, .. } = self;
        inner.wait_merging_threads().map_err(engine(&path))?;
        if added == 0 {
            return Ok(());
        }
        let writer = Writer::open(&path, options)?;
        writer.inner.set_merge_policy(Box::new(NoMergePolicy));
        // Only ids are kept: as long as a segment is held, its files stay.
        let small: Vec<SegmentId> = {
            let segments = writer.inner.index().searchable_segment_metas().map_err(engine(&path))?;
            let sizes: Vec<u64> = segments.iter().map(|segment| u64::from(segment.num_docs())).collect();
            worth_merging(&sizes, added).iter().map(|&at| segments[at].id()).collect()
        };
        let Writer { mut inner, .. } = writer;
        if small.len() >= FEW {
            inner.merge(&small).wait().map_err(engine(&path))?;
        }
        inner.wait_merging_threads().map_err(engine(&path))
    }

    fn key(&self, id: ReplyId) -> Term {
        Term::from_field_u64(self.fields.reply, id.number())
    }
}

/// Which of the segments to merge after a run that added so many passages: the smallest ones, as long as merging them
/// costs no more than a few times what was added. A search pays for each segment that it opens.
fn worth_merging(sizes: &[u64], added: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by_key(|&at| sizes[at]);
    let mut room = added.saturating_mul(MERGED_FOR_ONE);
    order.retain(|&at| {
        let fits = sizes[at] <= room;
        room = if fits { room - sizes[at] } else { 0 };
        fits
    });
    order
}

/// The engine's documents of a reply, a passage each. What passages share stands with the first of them.
fn documents(fields: &FieldHandles, record: &ReplyRecord, coded: Coded) -> Vec<TantivyDocument> {
    let mut documents: Vec<TantivyDocument> = Vec::with_capacity(record.passages.len());
    let mut section = None;
    for (passage, code) in record.passages.iter().zip(coded.with_id(record.id)) {
        let mut document = TantivyDocument::new();
        document.add_custom(fields.chars, &code);
        document.add_u64(fields.reply, record.id.number());
        document.add_text(fields.text, &passage.text);
        let mut column = |column: Column, value: &str| {
            if let Some(field) = fields.columns[column as usize] {
                document.add_text(field, value);
            }
        };
        if documents.is_empty() {
            record.attributes.all().for_each(|(of, value)| column(of, value));
        }
        let begins = documents.is_empty() || section != Some(passage.section);
        section = Some(passage.section);
        let heading = Some(passage.heading.as_str()).filter(|heading| begins && !heading.is_empty());
        let letter = documents.is_empty().then(|| shown::letter(record));
        if let Some(heading) = heading {
            column(Column::Heading, heading);
            document.add_text(fields.heading, heading);
        }
        document.add_text(fields.place, shown::place(passage, letter.as_deref(), heading));
        if let Some(letter) = letter {
            document.add_text(fields.letter, letter);
            if record.is_named_apart() {
                document.add_bool(fields.apart, true);
            }
        }
        documents.push(document);
    }
    documents
}

#[cfg(test)]
mod tests {
    use super::worth_merging;

    #[test]
    fn small_segments_are_merged_and_large_ones_only_after_large_runs() {
        assert_eq!(worth_merging(&[1_000_000, 170, 300, 90], 170), [3, 1, 2]);
        assert_eq!(worth_merging(&[40_000, 50_000, 10_000], 100_000), [2, 0, 1]);
        assert!(worth_merging(&[1_000_000], 10).is_empty());
    }
}
