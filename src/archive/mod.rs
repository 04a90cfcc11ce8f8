//! One directory: the store, the index, and the batch ingest that fills them.
//!
//! In: a `.dafu` directory. Out: [`Archive`] to read it, [`ingest::run`] to write it. There is one writer at a time,
//! kept out by a lock; readers take no lock, open no writer and change nothing.

pub mod error;
pub mod path;
pub mod clock;
pub mod lock;
pub mod mount;
pub mod generation;
pub mod characters;
pub mod blob;
pub mod codec;
pub mod words;
pub mod metadata;
pub mod facts;
pub mod shingle;
pub mod record;
pub mod collection;
pub mod store;
pub mod letters;
pub mod identity;
pub mod lookup;
pub mod projection;
pub mod report;
pub mod ingest;
pub mod rebuild;
pub mod coverage;
pub mod status;
pub mod verify;
pub mod child;

use std::cell::{Cell, OnceCell};
use std::path::{Path, PathBuf};

use crate::archive::error::ArchiveError;
use crate::archive::generation::{Generation, Hold, IndexVersions};
use crate::archive::letters::Letters;
use crate::archive::lock::Lock;
use crate::archive::lookup::Candidate;
use crate::archive::path::Base;
use crate::archive::projection::batch_of;
use crate::archive::store::Store;
use crate::archive::store::files::Standing;
use crate::archive::store::migrate;
use crate::archive::store::names::{self, Names};
use crate::archive::store::replies::ReplyRow;
use dafu_letters::passage::ReplyId;
use dafu_letters::reply::model::Reply;
use dafu_letters::text::Text;
use dafu_search::embedded::writer::{Writer, WriterOptions};
use dafu_search::record::ReplyRecord;

/// Name of an archive's directory.
pub const DIRECTORY: &str = ".dafu";

/// The archive directory nearest to `start`: in it or in a directory above it.
pub fn find(start: &Path) -> Result<PathBuf, ArchiveError> {
    let from = fs_err::canonicalize(start)?;
    let mut above = from.ancestors().map(|dir| dir.join(DIRECTORY));
    let found = above.find(|dir| dir.join("CURRENT").is_file() || dir.join("store.sqlite").is_file());
    found.ok_or_else(|| ArchiveError::NotFound { start: start.to_owned() })
}

/// Creates an empty archive in `dir` (the `.dafu` directory itself), finishing one whose creation was interrupted.
pub fn create(dir: &Path) -> Result<(), ArchiveError> {
    fs_err::create_dir_all(dir.join("index"))?;
    let _lock = Lock::take(dir)?;
    if dir.join("CURRENT").exists() {
        return Err(ArchiveError::Exists { dir: dir.to_owned() });
    }
    Store::open(dir)?;
    let first = Generation(1);
    let path = first.make(dir)?;
    Writer::create(&path, WriterOptions::default())?.close()?;
    // CURRENT comes last: a directory without it is no archive yet.
    generation::set_current(dir, first)?;
    generation::sync(dir.parent().unwrap_or(dir))?;
    Ok(())
}

/// An archive, open for reading.
#[derive(Debug)]
pub struct Archive {
    dir: PathBuf,
    base: Base,
    /// Opened when something is asked that only it knows.
    store: OnceCell<Store>,
    open_store: fn(&Path) -> Result<Store, ArchiveError>,
    names: Option<Names>,
    hold: Hold,
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
    /// True for the file whose text is the reply's current one.
    pub best: bool,
}

impl Archive {
    /// Opens the archive directory `dir` for reading. Newer archives are refused and left as they are.
    pub fn open(dir: &Path) -> Result<Archive, ArchiveError> {
        let archive = Archive::open_with(dir, Store::open_read_only, |_| None)?;
        archive.store()?;
        Ok(archive)
    }

    /// [`Archive::open`] for a search, which asks only for some files' names: see [`Names`], and [`Store::glance`] where
    /// there are none. Whoever has asked looks at [`Archive::was_disturbed`].
    pub fn glance(dir: &Path) -> Result<Archive, ArchiveError> {
        let archive = Archive::open_with(dir, Store::glance, Names::open)?;
        if archive.names.is_none() {
            archive.store()?;
        }
        Ok(archive)
    }

    fn open_with(
        dir: &Path,
        open_store: fn(&Path) -> Result<Store, ArchiveError>,
        names: fn(&Path) -> Option<Names>,
    ) -> Result<Archive, ArchiveError> {
        let dir = canonical(dir)?;
        let hold = Hold::current(&dir)?;
        let found = IndexVersions::read(&hold.generation.path(&dir))?;
        found.check_not_newer(&dir)?;
        for (what, found, known) in [
            ("index version", found.schema, IndexVersions::CURRENT.schema),
            ("fold version", found.fold, IndexVersions::CURRENT.fold),
            ("word list", found.words, IndexVersions::CURRENT.words),
        ] {
            if found != known {
                return Err(ArchiveError::Outdated { dir, what, found, known });
            }
        }
        let names = names(&dir);
        Ok(Archive { base: Base::of(&dir), dir, store: OnceCell::new(), open_store, names, hold })
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
        let opened = (self.open_store)(&self.dir)?;
        Ok(self.store.get_or_init(|| opened))
    }

    /// True when what [`Archive::paths`] told may be wrong, since a writer was at work: to be asked anew of an archive
    /// that was opened in the ordinary way.
    pub fn was_disturbed(&self) -> bool {
        self.names.as_ref().is_some_and(Names::was_disturbed)
            || self.store.get().is_some_and(Store::was_disturbed)
    }

    fn letters(&self) -> Result<Letters<'_>, ArchiveError> {
        Ok(Letters::new(self.store()?, &self.base))
    }

    /// What the archive knows of a reply without reading it.
    pub fn reply(&self, id: ReplyId) -> Result<ReplyRow, ArchiveError> {
        self.letters()?.row(id)
    }

    /// A reply as the index holds it.
    pub fn record(&self, id: ReplyId) -> Result<ReplyRecord, ArchiveError> {
        self.letters()?.record(id)
    }

    /// A reply's recovered text and what is read from it.
    pub fn text(&self, id: ReplyId) -> Result<(Text, Reply), ArchiveError> {
        self.letters()?.text(id)
    }

    /// The files that hold or held a reply, the one with the current text first.
    pub fn paths(&self, id: ReplyId) -> Result<Vec<Source>, ArchiveError> {
        let source = |(path, state, best): (Vec<u8>, Standing, bool)| Source {
            path: self.base.shown(&path),
            display: path::display(&path),
            state,
            best,
        };
        let places = match self.names.as_ref().and_then(|names| names.places_of(id)) {
            Some(places) => places,
            None => self.store()?.places_of(id)?,
        };
        let mut sources: Vec<Source> = places.into_iter().map(source).collect();
        sources.sort_by_key(|source| (!source.best, source.state));
        Ok(sources)
    }

    /// The replies that files in or below `path` (absolute) hold or held, ascending, each once.
    pub fn replies_below(&self, path: &Path) -> Result<Vec<ReplyId>, ArchiveError> {
        let mut held = self.store()?.held_paths()?;
        held.retain(|(_, stored)| self.base.absolute(stored).starts_with(path));
        let mut replies: Vec<ReplyId> = held.into_iter().map(|(reply, _)| reply).collect();
        replies.dedup();
        Ok(replies)
    }

    /// All replies that are present or missing, by id.
    pub fn replies(&self) -> Result<Vec<ReplyRow>, ArchiveError> {
        self.store()?.standing_replies()
    }

    /// What people supplied about a reply.
    pub fn metadata(&self, id: ReplyId) -> Result<metadata::Metadata, ArchiveError> {
        self.letters()?.metadata(id)
    }

    /// Replies and passages that a citation, id, case number, document number or title can mean; several when it is
    /// not unique, none when nothing fits.
    pub fn lookup(&self, name: &str) -> Result<Vec<Candidate>, ArchiveError> {
        lookup::lookup(self.store()?, &self.letters()?, name)
    }
}

/// An archive, open for writing: the lock is held.
#[derive(Debug)]
pub struct Writing {
    /// Its directory, canonical.
    pub dir: PathBuf,
    /// Where relative paths count from.
    pub base: Base,
    /// Its store.
    pub store: Store,
    /// The current generation.
    pub generation: Cell<Generation>,
    /// Whether the names beside the store were its own when it was opened.
    named: bool,
    lock: Lock,
}

impl Writing {
    /// Takes the lock and opens the archive; what interrupted writers left lying about is cleared away. Newer
    /// archives are refused and left as they are.
    pub fn open(dir: &Path) -> Result<Writing, ArchiveError> {
        let dir = canonical(dir)?;
        let generation = generation::current(&dir)?;
        // An index that does not tell its version is as good as none: it is built anew.
        if let Ok(found) = IndexVersions::read(&generation.path(&dir)) {
            found.check_not_newer(&dir)?;
        }
        migrate::check_not_newer(&dir, &dir.join("store.sqlite"))?;
        let lock = Lock::take(&dir)?;
        // Read again under the lock: another writer may have been at work.
        let generation = generation::current(&dir)?;
        let named = Names::open(&dir).is_some();
        let store = Store::open(&dir)?;
        generation::clean(&dir, generation)?;
        Ok(Writing { base: Base::of(&dir), dir, store, generation: Cell::new(generation), named, lock })
    }

    /// Closes the archive after a run. `unchanged` tells that no file and no reply was.
    pub fn close(self, unchanged: bool) -> Result<(), ArchiveError> {
        names::keep(&self.dir, self.store, unchanged && self.named)?;
        drop(self.lock);
        Ok(())
    }

    /// Directory of the current index.
    pub fn index_path(&self) -> PathBuf {
        self.generation.get().path(&self.dir)
    }

    /// Why the index must be built anew before it can be written to; none when it need not.
    pub fn unusable(&self) -> Option<&'static str> {
        let index = self.index_path();
        match IndexVersions::read(&index) {
            Ok(found) if found != IndexVersions::CURRENT => Some("was of an older version"),
            Ok(_) if batch_of(&index).is_ok() => None,
            _ => Some("could not be read"),
        }
    }

    /// The store's letters.
    pub fn letters(&self) -> Letters<'_> {
        Letters::new(&self.store, &self.base)
    }
}

fn canonical(dir: &Path) -> Result<PathBuf, ArchiveError> {
    match fs_err::canonicalize(dir) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Err(ArchiveError::NoArchive { dir: dir.to_owned(), missing: "directory" })
        }
        dir => Ok(dir?),
    }
}
