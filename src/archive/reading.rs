//! An archive that is read.
//!
//! In: its directory, ids, names. Out: letters, texts, records, the files they stand in. Nothing is changed and no lock
//! is taken; the generation of the index that is read stays until the archive is dropped.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::archive::error::ArchiveError;
use crate::archive::generation::{Hold, IndexVersions};
use crate::archive::letters::{ReadReply, StoredLetters};
use crate::archive::lookup::{self, Candidate};
use crate::archive::masked::MASKED;
use crate::archive::path::{self, Base};
use crate::archive::place::canonical;
use crate::archive::store::Store;
use crate::archive::store::files::Place;
use crate::archive::store::names::Names;
use crate::archive::store::replies::ReplyRow;
use crate::archive::store::standing::Standing;
use crate::archive::store::versions;
use dafu_letters::passage::ReplyId;
use dafu_letters::reply::model::Reply;
use dafu_letters::text::Text;
use dafu_search::record::ReplyRecord;

/// An archive, open for reading.
#[derive(Debug)]
pub struct Archive {
    dir: PathBuf,
    pub(crate) base: Base,
    /// Opened when something is asked that only it knows.
    store: OnceCell<Store>,
    /// The files of a reply, told without the store.
    names: Option<Names>,
    pub(crate) hold: Hold,
}

/// A file that holds a reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Absolute path; of a bundle's file the bundle's, `!` and its name.
    pub path: PathBuf,
    /// Path as shown: relative to the archive's parent where it lies below it, invalid UTF-8 replaced.
    pub display: String,
    /// Present, missing or removed.
    pub state: Standing,
    /// Number of the text that it holds among the reply's; 0 when that is not known.
    pub version: u32,
    /// True for the file whose text leads.
    pub best: bool,
    /// True for a file whose end is missing.
    pub cut_off: bool,
}

impl Archive {
    /// Opens the archive directory `dir` for reading. Archives of versions that this dafu does not read are refused and
    /// left as they are.
    pub fn open(dir: &Path) -> Result<Archive, ArchiveError> {
        let archive = Archive::held(dir)?;
        archive.store()?;
        Ok(archive)
    }

    /// [`Archive::open`] for a search, which asks only for some files' names: where [`Names`] tell them, the store stays
    /// closed until something else is asked.
    pub fn open_for_names(dir: &Path) -> Result<Archive, ArchiveError> {
        let archive = Archive::held(dir)?;
        let names = Names::open(&archive.dir);
        if names.is_none() {
            archive.store()?;
        }
        Ok(Archive { names, ..archive })
    }

    /// The archive with a hold on its index, its store not opened yet.
    fn held(dir: &Path) -> Result<Archive, ArchiveError> {
        let dir = canonical(dir)?;
        let hold = Hold::current(&dir)?;
        let found = IndexVersions::read(&hold.generation.path(&dir))?;
        if let Err(error) = found.check_readable(&dir) {
            // Building the index anew does not help where the store is lost or refused.
            let store = dir.join("store.sqlite");
            versions::check_there(&dir, &store)?;
            versions::check(&dir, &store)?;
            return Err(error);
        }
        Ok(Archive { base: Base::of(&dir), dir, store: OnceCell::new(), names: None, hold })
    }

    /// The archive's directory, canonical.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The directory of the index that this archive reads; it stays until the archive is dropped.
    pub fn index_dir(&self) -> PathBuf {
        self.hold.generation.path(&self.dir)
    }

    /// The store.
    pub fn store(&self) -> Result<&Store, ArchiveError> {
        if let Some(store) = self.store.get() {
            return Ok(store);
        }
        let opened = Store::open_read_only(&self.dir)?;
        Ok(self.store.get_or_init(|| opened))
    }

    fn letters(&self) -> Result<StoredLetters<'_>, ArchiveError> {
        Ok(StoredLetters::new(self.store()?, &self.base))
    }

    /// What the archive knows of a reply without reading it.
    pub fn reply(&self, id: ReplyId) -> Result<ReplyRow, ArchiveError> {
        self.letters()?.row(id)
    }

    /// A reply's texts as the index holds them, the leading one first.
    pub fn records(&self, id: ReplyId) -> Result<Vec<ReplyRecord>, ArchiveError> {
        self.letters()?.records(id)
    }

    /// A reply with all its texts, read.
    pub fn read(&self, id: ReplyId) -> Result<ReadReply, ArchiveError> {
        self.letters()?.load(id)?.read()
    }

    /// A reply's leading text and what is read from it.
    pub fn text(&self, id: ReplyId) -> Result<(Text, Reply), ArchiveError> {
        self.letters()?.text(id)
    }

    /// One of a reply's texts and what is read from it.
    pub fn version(&self, id: ReplyId, version: u32) -> Result<(Text, Reply), ArchiveError> {
        self.letters()?.version(id, version)
    }

    /// The files that hold or held a reply, the one with the current text first.
    pub fn paths(&self, id: ReplyId) -> Result<Vec<Source>, ArchiveError> {
        let source = |Place { path, state, version, best, cut_off }: Place| Source {
            path: self.base.shown(&path),
            display: path::display(&path),
            state,
            version,
            best,
            cut_off,
        };
        let places = match self.names.as_ref().and_then(|names| names.places_of(id)) {
            Some(places) => places,
            None => self.store()?.places_of(id)?,
        };
        let mut sources: Vec<Source> = places.into_iter().map(source).collect();
        sources.sort_by_key(|source| (!source.best, source.state));
        Ok(sources)
    }

    /// The replies that were read from files whose end is missing.
    pub fn cut_off(&self) -> Result<BTreeSet<ReplyId>, ArchiveError> {
        self.store()?.cut_off()
    }

    /// The replies that files in or below `path` (absolute) hold or held, ascending, each once.
    pub(crate) fn replies_below(&self, path: &Path) -> Result<Vec<ReplyId>, ArchiveError> {
        let mut held = self.store()?.held_paths()?;
        held.retain(|(_, stored)| self.base.absolute(stored).starts_with(path));
        let mut replies: Vec<ReplyId> = held.into_iter().map(|(reply, _)| reply).collect();
        replies.dedup();
        Ok(replies)
    }

    /// True when private numbers are left out of the index.
    pub fn is_masked(&self) -> Result<bool, ArchiveError> {
        Ok(self.store()?.fact(MASKED)? != 0)
    }

    /// All replies that are present or missing, by id.
    pub fn replies(&self) -> Result<Vec<ReplyRow>, ArchiveError> {
        self.store()?.standing_replies()
    }

    /// Replies and passages that a citation, id, case number, document number or title can mean; several when it is
    /// not unique, none when nothing fits.
    pub fn lookup(&self, name: &str) -> Result<Vec<Candidate>, ArchiveError> {
        lookup::lookup(self.store()?, &self.letters()?, name)
    }
}
