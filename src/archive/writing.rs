//! An archive that is written to.
//!
//! In: its directory. Out: its store, the current generation of its index, and the lock that keeps other writers out.
//! What is written is decided elsewhere.

use std::cell::Cell;
use std::path::{Path, PathBuf};

use crate::archive::error::ArchiveError;
use crate::archive::generation::{self, Generation, IndexVersions};
use crate::archive::letters::StoredLetters;
use crate::archive::lock::Lock;
use crate::archive::path::Base;
use crate::archive::place::canonical;
use crate::archive::projection::batch_of;
use crate::archive::store::Store;
use crate::archive::store::names::{self, Names};
use crate::archive::store::versions;
use dafu_words::message;
use dafu_words::message::Message;

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
    /// Takes the lock and opens the archive; what interrupted writers left lying about is cleared away. Archives
    /// of versions that this dafu does not read are refused and left as they are.
    pub fn open(dir: &Path) -> Result<Writing, ArchiveError> {
        let dir = canonical(dir)?;
        let store = dir.join("store.sqlite");
        versions::check_there(&dir, &store)?;
        // An index that does not tell its version is as good as none: it is built anew.
        if let Ok(found) = IndexVersions::read(&present(&dir)?.0.path(&dir)) {
            found.check_not_newer(&dir)?;
        }
        versions::check(&dir, &store)?;
        let lock = Lock::take(&dir)?;
        // Read again under the lock: another writer may have been at work.
        versions::check_there(&dir, &store)?;
        let (generation, named_so) = present(&dir)?;
        let named = Names::open(&dir).is_some();
        let store = Store::open(&dir)?;
        if named_so {
            generation::clean(&dir, generation)?;
        }
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
    pub fn unusable(&self) -> Option<Message> {
        let index = self.index_path();
        match IndexVersions::read(&index) {
            Ok(found) if found != IndexVersions::CURRENT => Some(message!("index_older_version")),
            Ok(_) if batch_of(&index).is_ok() => None,
            _ => Some(message!("index_unreadable")),
        }
    }

    /// The store's letters.
    pub fn letters(&self) -> StoredLetters<'_> {
        StoredLetters::new(&self.store, &self.base)
    }
}

/// The current generation and true; where `CURRENT` is lost, one that is not there, and is built anew from the store.
fn present(dir: &Path) -> Result<(Generation, bool), ArchiveError> {
    match generation::current(dir) {
        Ok(generation) => Ok((generation, true)),
        Err(ArchiveError::NoArchive { .. } | ArchiveError::Damaged(_)) => {
            Ok((generation::unused(dir)?, false))
        }
        Err(error) => Err(error),
    }
}
