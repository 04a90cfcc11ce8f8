//! One file, from its path to what its bytes hold.
//!
//! In: a file that may have changed. Out: its letter, its files if it is a bundle, or why there is none. This is the part
//! that runs in parallel; it knows no store.

use std::io::Read;
use std::path::{Path, PathBuf};

use crate::archive::ingest::aside::lies_beside;
use crate::archive::ingest::bundle;
use crate::archive::ingest::letter::content;
use crate::archive::ingest::outcome::{Failed, ReadOutcome};
use crate::archive::ingest::supplied::Supplied;
use crate::archive::ingest::walk::{FoundFile, stamp};
use crate::archive::path::Base;
use crate::archive::report::Reason;
use crate::archive::store::files::Stamp;
use crate::sandbox::Reader;
use dafu_letters::extract;
use dafu_letters::extract::LARGEST;
use dafu_letters::extract::bundle::is_bundle;
use dafu_words::message;
use dafu_words::message::Message;
use dafu_words::system;

/// A file to read.
#[derive(Clone, Debug)]
pub(crate) struct Job {
    /// The file.
    pub file: FoundFile,
    /// True when the manifest has a row for its path.
    pub listed: bool,
    /// Hash of the bytes that need not be read again; none when they must be.
    pub known: Option<[u8; 32]>,
    /// True for a collection: a line a letter.
    pub collection: bool,
}

/// A file that was read.
#[derive(Debug)]
pub(crate) struct Reading {
    /// True when the manifest has a row for its path.
    pub listed: bool,
    /// The file.
    pub path: PathBuf,
    /// What the file system said of it just before it was read.
    pub stamp: Stamp,
    /// What came of it.
    pub outcome: ReadOutcome,
}

/// Reads a file.
///
/// One that lies beside letters and is none is left out, unless it was asked for (`all`) or is in the archive already.
pub(crate) fn read(job: &Job, (reader, all): (&Reader, bool), supplied: &Supplied, base: &Base) -> Reading {
    let reading =
        |stamp, outcome| Reading { listed: job.listed, path: job.file.path.clone(), stamp, outcome };
    if job.collection {
        return collection(job);
    }
    let (stamp, bytes) = match bytes_of(&job.file.path, job.file.stamp) {
        Ok(read) => read,
        Err(problem) => return reading(problem.stamp, *problem.outcome),
    };
    let hash = *blake3::hash(&bytes).as_bytes();
    if job.known == Some(hash) {
        return reading(stamp, ReadOutcome::Same);
    }
    let stored = base.stored(&job.file.path);
    let outcome = match extract::format_of(&bytes) {
        None if is_bundle(&bytes) => {
            bundle::read(hash, &bytes, &stored, reader, &|stored, hash| supplied.values(base, stored, hash))
        }
        format => content(hash, bytes, format, supplied.values(base, &stored, &hash), reader),
    };
    let outcome = match outcome {
        ReadOutcome::Letter(letter) if !all && !job.listed && lies_beside(&job.file.path, &letter) => {
            ReadOutcome::Aside
        }
        outcome => outcome,
    };
    reading(stamp, outcome)
}

struct Problem {
    stamp: Stamp,
    outcome: Box<ReadOutcome>,
}

fn bytes_of(path: &Path, seen: Stamp) -> Result<(Stamp, Vec<u8>), Problem> {
    let problem = |stamp, outcome| Problem { stamp, outcome: Box::new(outcome) };
    let unreadable = |stamp, error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => problem(stamp, ReadOutcome::Gone),
        _ => problem(stamp, unread(Reason::Unreadable, system::message(&error))),
    };
    // Looked at once more before it is opened: opening what has become a pipe would wait for ever.
    let metadata = fs_err::symlink_metadata(path).map_err(|error| unreadable(seen, error))?;
    if !metadata.is_file() {
        return Err(problem(seen, ReadOutcome::Gone));
    }
    let stamp = stamp(&metadata);
    let too_large = |size: u64| {
        problem(stamp, unread(Reason::TooLarge, message!("fault_too_large", bytes = size, most = LARGEST)))
    };
    if metadata.len() > LARGEST {
        return Err(too_large(metadata.len()));
    }
    let file = fs_err::File::open(path).map_err(|error| unreadable(stamp, error))?;
    let mut bytes = Vec::with_capacity(metadata.len() as usize);
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| unreadable(stamp, error))?;
    if bytes.len() as u64 > LARGEST {
        return Err(too_large(bytes.len() as u64));
    }
    Ok((stamp, bytes))
}

/// Only hashes a collection: it can be larger than any letter and is read line by line when it is recorded.
fn collection(job: &Job) -> Reading {
    let path = &job.file.path;
    let mut hasher = blake3::Hasher::new();
    let hashed = fs_err::File::open(path).and_then(|mut file| std::io::copy(&mut file, &mut hasher));
    let outcome = match hashed {
        Ok(_) => {
            let hash = *hasher.finalize().as_bytes();
            if job.known == Some(hash) { ReadOutcome::Same } else { ReadOutcome::Collection(hash) }
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => ReadOutcome::Gone,
        Err(error) => unread(Reason::Unreadable, system::message(&error)),
    };
    Reading { listed: job.listed, path: path.clone(), stamp: job.file.stamp, outcome }
}

/// A file whose bytes could not be had.
fn unread(reason: Reason, detail: Message) -> ReadOutcome {
    ReadOutcome::Failed(Failed { hash: None, format: "", reason, detail })
}
