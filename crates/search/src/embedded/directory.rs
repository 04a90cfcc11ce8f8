//! The directory of an index, made durable.
//!
//! In: the engine's reads and writes. Out: the same, with one promise more: when an atomic write returns, the new
//! content has been synced, renamed into place, and the directory has been synced after the rename. (The engine's own
//! directory syncs before its rename of `meta.json`, so that a power cut can undo a commit that was reported done.)
//! What is written atomically is sealed, and read back only when its seal is whole (see [`crate::embedded::seal`]).
//! The order of operations can be recorded for a test, and tests can make the process die between any two of them.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, DirectoryLock, FileHandle, Lock, MmapDirectory, TerminatingWrite, WatchCallback,
    WatchHandle, WritePtr,
};

use crate::embedded::seal::{self, Seals};
use crate::error::{SearchError, engine};
use crate::failpoint;

/// Name of the engine's commit record.
const COMMIT: &str = "meta.json";
/// Name of the engine's list of its files.
const LIST: &str = ".managed.json";

/// One durable step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A file's bytes reached the disk.
    FileSynced(PathBuf),
    /// A file took its final name.
    Renamed(PathBuf),
    /// The directory's entries reached the disk.
    DirectorySynced,
}

/// Record of steps, shared between clones of a directory.
pub type Steps = Arc<Mutex<Vec<Step>>>;

/// An index directory whose atomic writes are durable when they return.
#[derive(Clone, Debug)]
pub struct DurableDirectory {
    inner: MmapDirectory,
    root: PathBuf,
    steps: Option<Steps>,
}

impl DurableDirectory {
    /// Opens the existing directory `path`.
    pub fn open(path: &Path) -> Result<DurableDirectory, SearchError> {
        let inner = MmapDirectory::open(path).map_err(|e| engine(path)(e.into()))?;
        Ok(DurableDirectory { inner, root: path.to_owned(), steps: None })
    }

    /// The same directory, noting every durable step in `steps`.
    pub fn recorded(mut self, steps: Steps) -> DurableDirectory {
        self.steps = Some(steps);
        self
    }

    /// The last commit record, with the seals of the files that it names.
    pub(crate) fn commit(&self) -> Result<(Vec<u8>, Seals), OpenReadError> {
        self.read_sealed(Path::new(COMMIT))
    }

    /// True when the engine's list of its files is what was written: a writer without it leaves files lying about.
    pub(crate) fn has_list(&self) -> bool {
        self.read_sealed(Path::new(LIST)).is_ok()
    }

    fn read_sealed(&self, path: &Path) -> Result<(Vec<u8>, Seals), OpenReadError> {
        let damaged = || {
            let error = io::Error::new(io::ErrorKind::InvalidData, "it does not fit its checksum");
            OpenReadError::wrap_io_error(error, path.to_owned())
        };
        seal::open(self.inner.atomic_read(path)?).ok_or_else(damaged)
    }

    fn note(&self, step: Step) {
        if let Some(steps) = &self.steps
            && let Ok(mut steps) = steps.lock()
        {
            steps.push(step);
        }
    }
}

impl Directory for DurableDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.inner.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        failpoint::hit("index_delete");
        self.inner.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let inner = self.inner.open_write(path)?;
        let deletes = path.extension().is_some_and(|extension| extension == "del");
        if deletes {
            failpoint::hit("del_created");
        }
        let writer = NotingWriter { inner, path: path.to_owned(), directory: self.clone(), deletes };
        Ok(BufWriter::new(Box::new(writer)))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        Ok(self.read_sealed(path)?.0)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let meta = path == Path::new(COMMIT);
        let at = |name| {
            if meta {
                failpoint::hit(name)
            }
        };
        at("meta_unwritten");
        let mut file = tempfile::Builder::new().tempfile_in(&self.root)?;
        file.write_all(&seal::seal(data, meta.then_some(self.root.as_path()))?)?;
        file.as_file().sync_all()?;
        self.note(Step::FileSynced(path.to_owned()));
        at("meta_written");
        file.persist(self.root.join(path))?;
        self.note(Step::Renamed(path.to_owned()));
        at("meta_renamed");
        self.sync_directory()?;
        at("meta_synced");
        Ok(())
    }

    fn sync_directory(&self) -> io::Result<()> {
        failpoint::hit("directory_sync");
        self.inner.sync_directory()?;
        self.note(Step::DirectorySynced);
        Ok(())
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        match self.inner.acquire_lock(lock) {
            Err(LockError::IoError(error)) if is_read_only(&error) => {
                // A reader without the right to write can lock the file for reading; where it is not there, or the
                // whole disk is read-only, no writer can take files away meanwhile.
                let held = fs_err::File::open(self.root.join(&lock.filepath)).ok();
                let held = held.filter(|file| file.file().lock_shared().is_ok());
                Ok(DirectoryLock::from(Box::new(held)))
            }
            taken => taken,
        }
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(callback)
    }
}

fn is_read_only(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

/// Passes everything on and notes when a file has been synced.
struct NotingWriter {
    inner: WritePtr,
    path: PathBuf,
    directory: DurableDirectory,
    deletes: bool,
}

impl Write for NotingWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl TerminatingWrite for NotingWriter {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        self.inner.terminate_ref(token)?;
        self.directory.note(Step::FileSynced(self.path.clone()));
        if self.deletes {
            failpoint::hit("del_written");
        }
        Ok(())
    }
}
