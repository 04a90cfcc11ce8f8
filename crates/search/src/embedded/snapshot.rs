//! The last commit of an index, opened for reading.
//!
//! In: an index directory. Out: its segments, of each only the files that a search reads: the character layer and the
//! store, the columns when first asked for. Tantivy's own reader opens seven files a segment and parses the schema
//! before the first question can be asked, which a short search pays for.

use std::path::Path;
use std::sync::OnceLock;

use serde::Deserialize;
use tantivy::columnar::{ColumnarReader, DynamicColumn, StrColumn};
use tantivy::directory::footer::Footer;
use tantivy::directory::{FileSlice, META_LOCK};
use tantivy::fastfield::AliveBitSet;
use tantivy::store::StoreReader;
use tantivy::{Directory, TantivyDocument, TantivyError};

use crate::embedded::chars::EXTENSION;
use crate::embedded::chars::plugin::damaged;
use crate::embedded::chars::reader::Chars;
use crate::embedded::directory::DurableDirectory;
use crate::embedded::writer::engine;
use crate::error::SearchError;
use crate::record::Column;

/// Decompressed blocks of the store that are kept.
const BLOCKS: usize = 64;

/// What tantivy's commit record (`meta.json`) says of the segments.
#[derive(Deserialize)]
struct Commit {
    segments: Vec<Listed>,
}

#[derive(Deserialize)]
struct Listed {
    segment_id: String,
    max_doc: u32,
    deletes: Option<Deletes>,
}

#[derive(Deserialize)]
struct Deletes {
    opstamp: u64,
}

/// An open segment.
pub struct Segment {
    /// Its character layer.
    pub chars: Chars,
    alive: Option<AliveBitSet>,
    store_file: FileSlice,
    store: OnceLock<StoreReader>,
    columns_file: FileSlice,
    columns: OnceLock<ColumnarReader>,
}

/// Opens the segments of the last commit of the index in `path`.
pub fn open(path: &Path) -> Result<Vec<Segment>, SearchError> {
    let directory = DurableDirectory::open(path)?;
    read(&directory).map_err(engine(path))
}

fn read(directory: &DurableDirectory) -> tantivy::Result<Vec<Segment>> {
    // While the lock is held no writer deletes a file that this commit names.
    let _lock = directory
        .acquire_lock(&META_LOCK)
        .map_err(|error| TantivyError::LockFailure(error, Some("the index's files".to_owned())))?;
    let commit = directory.atomic_read(Path::new("meta.json"))?;
    let commit: Commit = serde_json::from_slice(&commit).map_err(|_| damaged("meta.json"))?;
    commit.segments.iter().map(|listed| open_segment(directory, listed)).collect()
}

fn open_segment(directory: &DurableDirectory, listed: &Listed) -> tantivy::Result<Segment> {
    let id = listed.segment_id.replace('-', "");
    let file = |extension: &str| -> tantivy::Result<FileSlice> {
        let name = format!("{id}.{extension}");
        let (footer, body) =
            Footer::extract_footer(FileSlice::new(directory.get_file_handle(Path::new(&name))?))?;
        footer.is_compatible().map_err(|_| damaged(&name))?;
        Ok(body)
    };
    let chars = Chars::open(file(EXTENSION)?.read_bytes()?);
    let chars = chars.filter(|chars| chars.passages() == listed.max_doc);
    let alive = match &listed.deletes {
        Some(deletes) => Some(AliveBitSet::open(file(&format!("{}.del", deletes.opstamp))?.read_bytes()?)),
        None => None,
    };
    Ok(Segment {
        chars: chars.ok_or_else(|| damaged(&format!("{id}.{EXTENSION}")))?,
        alive,
        store_file: file("store")?,
        store: OnceLock::new(),
        columns_file: file("fast")?,
        columns: OnceLock::new(),
    })
}

impl Segment {
    /// True when a passage was not deleted.
    #[inline]
    pub fn is_alive(&self, passage: u32) -> bool {
        self.alive.as_ref().is_none_or(|alive| alive.is_alive(passage))
    }

    /// True when no passage was deleted.
    pub fn is_all_alive(&self) -> bool {
        self.alive.is_none()
    }

    /// Number of passages that were not deleted.
    pub fn live(&self) -> u64 {
        self.alive.as_ref().map_or(u64::from(self.chars.passages()), |alive| alive.num_alive_docs() as u64)
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

    /// A column of texts; none where no letter has a value.
    pub fn column(&self, column: Column) -> tantivy::Result<Option<StrColumn>> {
        if column.is_of_passage() {
            return Ok(None);
        }
        let columns = match self.columns.get() {
            Some(columns) => columns,
            None => {
                let opened = ColumnarReader::open(self.columns_file.clone())?;
                self.columns.get_or_init(|| opened)
            }
        };
        for handle in columns.read_columns(&format!("c_{}", column.name()))? {
            if let DynamicColumn::Str(values) = handle.open()? {
                return Ok(Some(values));
            }
        }
        Ok(None)
    }
}
