//! Generations of the index: which is current, who reads it, when one may go.
//!
//! `CURRENT` names one directory below `index/` and is replaced atomically. A reader holds a shared lock on the
//! generation it reads; an old generation is deleted only under an exclusive one. A writer calls this under the
//! archive's lock, so that only readers have to be thought of.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use fs_err::File;

use crate::archive::error::ArchiveError;
use dafu_search::embedded::schema::SCHEMA_VERSION;
use dafu_search::failpoint;
use dafu_words::fold::FOLD_VERSION;
use dafu_words::message;
use dafu_words::message::Message;
use dafu_words::words;

/// Version of the archive's directory layout, the second word of `CURRENT`.
pub const LAYOUT_VERSION: u32 = 1;

const READERS: &str = ".readers";
const VERSIONS: &str = "versions.json";

/// The number of a generation; its directory is `index/` and the number in six digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Generation(pub u32);

impl Generation {
    /// Its directory in the archive `dir`.
    pub fn path(self, dir: &Path) -> PathBuf {
        dir.join("index").join(format!("{:06}", self.0))
    }

    /// Makes its directory with its lock file and records the versions it is written in.
    pub fn make(self, dir: &Path) -> Result<PathBuf, ArchiveError> {
        let path = self.path(dir);
        if path.exists() {
            fs_err::remove_dir_all(&path)?;
        }
        fs_err::create_dir_all(&path)?;
        File::create(path.join(READERS))?;
        let IndexVersions { schema, fold, words } = IndexVersions::CURRENT;
        let versions = serde_json::json!({ "schema": schema, "fold": fold, "words": words });
        let mut file = File::create(path.join(VERSIONS))?;
        file.write_all(versions.to_string().as_bytes())?;
        file.sync_all()?;
        sync(&path)?;
        sync(&dir.join("index"))?;
        Ok(path)
    }
}

/// Versions in which a generation was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IndexVersions {
    /// Of the fields.
    pub schema: u32,
    /// Of the folding.
    pub fold: u32,
    /// First 32 bits of the word list's hash: word boundaries are kept in the index.
    pub words: u32,
}

impl IndexVersions {
    /// Those of this dafu.
    pub const CURRENT: IndexVersions =
        IndexVersions { schema: SCHEMA_VERSION, fold: FOLD_VERSION, words: words::LIST_VERSION };

    /// Those recorded in the generation's directory `index`.
    pub fn read(index: &Path) -> Result<IndexVersions, ArchiveError> {
        let path = index.join(VERSIONS);
        let damaged = |what: Message| {
            ArchiveError::Damaged(message!("damage_file", path = path.as_path(), what = what))
        };
        let bytes = match fs_err::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(damaged(message!("damage_index_gone")));
            }
            bytes => bytes?,
        };
        let value: serde_json::Value = serde_json::from_slice(&bytes)
            .map_err(|error| damaged(message!("fault_quoted", words = error.to_string())))?;
        let number = |name: &str| {
            let number = value[name].as_u64().and_then(|n| u32::try_from(n).ok());
            number.ok_or_else(|| damaged(message!("damage_no_entry", name = name)))
        };
        // Older indexes tell no word list; their schema is another one anyway.
        Ok(IndexVersions {
            schema: number("schema")?,
            fold: number("fold")?,
            words: number("words").unwrap_or(0),
        })
    }

    /// Refuses what this dafu does not read: what a newer one wrote, and what must be built anew.
    pub fn check_readable(self, dir: &Path) -> Result<(), ArchiveError> {
        self.check_not_newer(dir)?;
        let known = IndexVersions::CURRENT;
        for (what, found, known) in [
            ("index", self.schema, known.schema),
            ("fold", self.fold, known.fold),
            ("words", self.words, known.words),
        ] {
            if found != known {
                return Err(ArchiveError::Outdated { dir: dir.to_owned(), what, found, known });
            }
        }
        Ok(())
    }

    /// Refuses what a newer dafu wrote.
    pub fn check_not_newer(self, dir: &Path) -> Result<(), ArchiveError> {
        let known = IndexVersions::CURRENT;
        for (what, found, known) in [("index", self.schema, known.schema), ("fold", self.fold, known.fold)] {
            if found > known {
                return Err(ArchiveError::Newer { dir: dir.to_owned(), what, found, known });
            }
        }
        Ok(())
    }
}

/// The generation that `CURRENT` names; refuses a newer layout.
pub fn current(dir: &Path) -> Result<Generation, ArchiveError> {
    let content = match fs_err::read(dir.join("CURRENT")) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(ArchiveError::NoArchive { dir: dir.to_owned(), missing: "CURRENT" });
        }
        content => content?,
    };
    let content = String::from_utf8_lossy(&content);
    let mut words = content.split_whitespace();
    let generation = words.next().and_then(|word| word.parse().ok());
    let layout = words.next().and_then(|word| word.parse().ok());
    match (generation, layout) {
        (_, Some(found)) if found > LAYOUT_VERSION => {
            Err(ArchiveError::Newer { dir: dir.to_owned(), what: "layout", found, known: LAYOUT_VERSION })
        }
        (Some(generation), Some(_)) => Ok(Generation(generation)),
        _ => Err(ArchiveError::Damaged(message!(
            "damage_current",
            path = dir.join("CURRENT").as_path(),
            words = content.trim()
        ))),
    }
}

/// Makes `generation` the current one: from here on new readers read it, after a power cut too.
pub fn set_current(dir: &Path, generation: Generation) -> Result<(), ArchiveError> {
    let mut file = tempfile::NamedTempFile::new_in(dir)?;
    writeln!(file, "{:06} {LAYOUT_VERSION}", generation.0)?;
    file.as_file().sync_all()?;
    failpoint::hit("swap_before");
    file.persist(dir.join("CURRENT")).map_err(|error| error.error)?;
    failpoint::hit("swap_renamed");
    sync(dir)?;
    failpoint::hit("swap_after");
    Ok(())
}

/// True when there is an index in the archive `dir`, whether or not it is the current one.
pub fn any(dir: &Path) -> Result<bool, ArchiveError> {
    Ok(!all(dir)?.is_empty())
}

/// A number that no generation has.
pub fn unused(dir: &Path) -> Result<Generation, ArchiveError> {
    let highest = all(dir)?.into_iter().max().map_or(0, |generation| generation.0);
    Ok(Generation(highest + 1))
}

/// Deletes every generation but `keep` that no reader holds; gives how many had to stay.
pub fn clean(dir: &Path, keep: Generation) -> Result<usize, ArchiveError> {
    let mut held = 0;
    for generation in all(dir)?.into_iter().filter(|&generation| generation != keep) {
        let path = generation.path(dir);
        let lock = File::open(path.join(READERS));
        if let Ok(lock) = &lock
            && lock.file().try_lock().is_err()
        {
            held += 1;
            continue;
        }
        fs_err::remove_dir_all(&path)?;
    }
    Ok(held)
}

/// A reader's hold on the current generation.
#[derive(Debug)]
pub struct Hold {
    /// The generation held.
    pub generation: Generation,
    _lock: Option<File>,
}

impl Hold {
    /// Holds the current generation of the archive `dir`, so that no writer deletes it.
    ///
    /// Where the file system knows no locks (or the generation has no lock file) nothing is held.
    pub fn current(dir: &Path) -> Result<Hold, ArchiveError> {
        loop {
            let generation = current(dir)?;
            let lock = File::open(generation.path(dir).join(READERS)).ok();
            let lock = lock.filter(|lock| lock.file().lock_shared().is_ok());
            // A writer may have replaced and deleted the generation between the two steps.
            if current(dir)? == generation {
                return Ok(Hold { generation, _lock: lock });
            }
        }
    }
}

fn all(dir: &Path) -> Result<Vec<Generation>, ArchiveError> {
    let mut generations = Vec::new();
    let entries = match fs_err::read_dir(dir.join("index")) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(generations),
        entries => entries?,
    };
    for entry in entries {
        if let Some(number) = entry?.file_name().to_str().and_then(|name| name.parse().ok()) {
            generations.push(Generation(number));
        }
    }
    Ok(generations)
}

/// Syncs a directory's entries to the disk, where the system has such a thing.
pub fn sync(dir: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(dir)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_generation_stays_while_a_reader_holds_it() {
        let dir = tempfile::tempdir().unwrap();
        let dir = dir.path();
        fs_err::create_dir(dir.join("index")).unwrap();
        Generation(1).make(dir).unwrap();
        set_current(dir, Generation(1)).unwrap();
        let hold = Hold::current(dir).unwrap();
        let second = unused(dir).unwrap();
        assert_eq!(second, Generation(2));
        second.make(dir).unwrap();
        set_current(dir, second).unwrap();
        assert_eq!(clean(dir, second).unwrap(), 1);
        assert!(Generation(1).path(dir).exists());
        drop(hold);
        assert_eq!(clean(dir, second).unwrap(), 0);
        assert!(!Generation(1).path(dir).exists());
        assert_eq!(Hold::current(dir).unwrap().generation, second);
    }

    #[test]
    fn a_newer_layout_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        fs_err::write(dir.path().join("CURRENT"), "000001 2\n").unwrap();
        assert!(matches!(current(dir.path()), Err(ArchiveError::Newer { found: 2, .. })));
    }
}
