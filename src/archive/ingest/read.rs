//! One file, from its bytes to a letter ready to be recorded.
//!
//! In: a file that may have changed. Out: its letter, or why there is none. This is the part that runs in parallel;
//! it knows no store. Whatever a file holds, it comes back as a value: a panic in a reader is caught and named.

use std::collections::BTreeMap;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use crate::archive::facts::Facts;
use crate::archive::ingest::bundle::{self, Part};
use crate::archive::ingest::walk::{Entry, stamp};
use crate::archive::letters::keys;
use crate::archive::metadata::Metadata;
use crate::archive::path::Base;
use crate::archive::record;
use crate::archive::report::Reason;
use crate::archive::store::files::Stamp;
use crate::archive::store::texts::Kept;
use crate::archive::words::MOJIBAKE;
use crate::sandbox::tools::RECOGNISED;
use crate::sandbox::{Failure, Reader};
use dafu_letters::extract;
use dafu_letters::extract::bundle::is_bundle;
use dafu_letters::extract::{ExtractError, Format, LARGEST};
use dafu_letters::passage::ReplyId;
use dafu_letters::reply::parse;
use dafu_letters::text::Text;
use dafu_search::embedded::chars::code::Coded;
use dafu_search::record::ReplyRecord;

/// A file to read.
#[derive(Clone, Debug)]
pub struct Job {
    /// Its place among all files of the run.
    pub number: usize,
    /// The file.
    pub entry: Entry,
    /// True when the manifest has a row for its path.
    pub listed: bool,
    /// Hash of the bytes that need not be read again; none when they must be.
    pub known: Option<[u8; 32]>,
    /// True for a collection: a line a letter.
    pub collection: bool,
}

/// A file that was read.
#[derive(Debug)]
pub struct Reading {
    /// The job's number.
    pub number: usize,
    /// True when the manifest has a row for its path.
    pub listed: bool,
    /// The file.
    pub path: PathBuf,
    /// What the file system said of it just before it was read.
    pub stamp: Stamp,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of reading a file.
#[derive(Debug)]
pub enum Outcome {
    /// The bytes that were known.
    Same([u8; 32]),
    /// A letter.
    Letter(Box<Letter>),
    /// A collection, to be read line by line.
    Collection([u8; 32]),
    /// A bundle, with what came of each of its files.
    Bundle([u8; 32], Vec<Part>),
    /// No text came of it.
    Failed(Failed),
    /// It was gone, or had turned into something that is not read, by the time it was opened.
    Gone,
}

/// Why no text came of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// blake3 of the bytes, if they could be read.
    pub hash: Option<[u8; 32]>,
    /// Name of the format; empty when it could not be told.
    pub format: &'static str,
    /// The reason.
    pub reason: Reason,
    /// The same in words.
    pub detail: String,
}

impl Failed {
    /// From what a reader said.
    pub fn of(hash: Option<[u8; 32]>, format: &'static str, failure: Failure) -> Failed {
        let reason = Reason::from_code(&failure.code).unwrap_or(Reason::ReaderFailed);
        Failed { hash, format, reason, detail: failure.detail }
    }
}

/// What people supplied, by key.
#[derive(Clone, Copy)]
pub struct Supplied<'a> {
    /// All of it.
    pub all: &'a BTreeMap<String, Metadata>,
    /// Where paths count from.
    pub base: &'a Base,
}

impl Supplied<'_> {
    /// What is supplied for a file, by its path as stored and its hash.
    pub fn of(self, stored: &[u8], hash: &[u8; 32]) -> Metadata {
        let mut found = Metadata::default();
        if !self.all.is_empty() {
            let known = keys(self.base, stored, Some(hash));
            known.iter().filter_map(|key| self.all.get(key)).for_each(|values| found.fill(values));
        }
        found
    }
}

/// A letter, read.
#[derive(Debug)]
pub struct Letter {
    /// blake3 of the bytes.
    pub hash: [u8; 32],
    /// Recovered text.
    pub text: Text,
    /// The same, as the store keeps it.
    pub kept: Kept,
    /// Format name.
    pub format: &'static str,
    /// Encoding name.
    pub encoding: &'static str,
    /// What identifies it.
    pub facts: Facts,
    /// Its record, under a placeholder for an id.
    pub record: ReplyRecord,
    /// The same, made ready for the index.
    pub coded: Coded,
    /// What looks wrong.
    pub warnings: Vec<Reason>,
    /// What people supplied about it, and what the file says outside the letter.
    pub metadata: Metadata,
    /// The latter alone.
    pub fields: Metadata,
}

/// Reads a file.
pub fn read(job: &Job, reader: &Reader, supplied: Supplied<'_>) -> Reading {
    let reading = |stamp, outcome| Reading {
        number: job.number,
        listed: job.listed,
        path: job.entry.path.clone(),
        stamp,
        outcome,
    };
    if job.collection {
        return collection(job);
    }
    let (stamp, bytes) = match bytes_of(&job.entry.path, job.entry.stamp) {
        Ok(read) => read,
        Err(problem) => return reading(problem.stamp, problem.outcome),
    };
    let hash = *blake3::hash(&bytes).as_bytes();
    if job.known == Some(hash) {
        return reading(stamp, Outcome::Same(hash));
    }
    let stored = supplied.base.stored(&job.entry.path);
    let outcome = match extract::format_of(&bytes) {
        None if is_bundle(&bytes) => bundle::read(hash, &bytes, &stored, reader, supplied),
        format => content(hash, bytes, format, supplied.of(&stored, &hash), reader),
    };
    reading(stamp, outcome)
}

/// Reads what a file of a format holds: a letter, or the reason why there is none.
pub fn content(
    hash: [u8; 32],
    bytes: Vec<u8>,
    format: Option<&'static Format>,
    metadata: Metadata,
    reader: &Reader,
) -> Outcome {
    // A defect of the parser costs one file, not the run.
    let letter = catch_unwind(AssertUnwindSafe(|| letter(hash, bytes, format, metadata, reader)));
    let failure = match letter {
        Ok(Ok(letter)) => return Outcome::Letter(letter),
        Ok(Err(failure)) => failure,
        Err(_) => Failure { code: Reason::ReaderFailed.code().to_owned(), detail: String::new() },
    };
    Outcome::Failed(Failed::of(Some(hash), format.map_or("", |format| format.name), failure))
}

struct Problem {
    stamp: Stamp,
    outcome: Outcome,
}

fn bytes_of(path: &Path, seen: Stamp) -> Result<(Stamp, Vec<u8>), Problem> {
    let problem = |stamp, outcome| Problem { stamp, outcome };
    let unreadable = |stamp, error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => problem(stamp, Outcome::Gone),
        _ => problem(stamp, unread(Reason::Unreadable, error.to_string())),
    };
    // Looked at once more before it is opened: opening what has become a pipe would wait for ever.
    let metadata = fs_err::symlink_metadata(path).map_err(|error| unreadable(seen, error))?;
    if !metadata.is_file() {
        return Err(problem(seen, Outcome::Gone));
    }
    let stamp = stamp(&metadata);
    let too_large =
        |size: u64| problem(stamp, unread(Reason::TooLarge, format!("{size} bytes, at most {LARGEST}")));
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
    let path = &job.entry.path;
    let mut hasher = blake3::Hasher::new();
    let hashed = fs_err::File::open(path).and_then(|mut file| std::io::copy(&mut file, &mut hasher));
    let outcome = match hashed {
        Ok(_) => {
            let hash = *hasher.finalize().as_bytes();
            if job.known == Some(hash) { Outcome::Same(hash) } else { Outcome::Collection(hash) }
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Outcome::Gone,
        Err(error) => unread(Reason::Unreadable, error.to_string()),
    };
    Reading { number: job.number, listed: job.listed, path: path.clone(), stamp: job.entry.stamp, outcome }
}

/// A file whose bytes could not be had.
fn unread(reason: Reason, detail: String) -> Outcome {
    Outcome::Failed(Failed { hash: None, format: "", reason, detail })
}

fn letter(
    hash: [u8; 32],
    bytes: Vec<u8>,
    format: Option<&Format>,
    mut metadata: Metadata,
    reader: &Reader,
) -> Result<Box<Letter>, Failure> {
    let extracted = reader.read_as(format, &bytes)?;
    drop(bytes);
    let text = extracted.text;
    if text.paragraphs().is_empty() {
        return Err(ExtractError::Empty.into());
    }
    let mut fields = Metadata::default();
    extracted.fields.iter().for_each(|(name, value)| fields.set(name, value));
    metadata.fill(&fields);
    let kept = Kept::new(&text).map_err(|error| Failure {
        code: Reason::ReaderFailed.code().to_owned(),
        detail: error.to_string(),
    })?;
    let reply = parse(&text);
    let record = record::build(ReplyId::from_number(0), &text, &reply, &metadata);
    let facts = Facts::of(&text, &reply, &metadata, &record.passages);
    let mut warnings = warnings(&text, &facts);
    if extracted.notes.iter().any(|note| note.code == RECOGNISED) {
        warnings.push(Reason::Recognised);
    }
    if !extracted.unread_pages.is_empty() {
        warnings.push(Reason::PagesUnread);
    }
    Ok(Box::new(Letter {
        hash,
        coded: Coded::of(&record),
        warnings,
        text,
        kept,
        format: extracted.format,
        encoding: extracted.encoding,
        facts,
        record,
        metadata,
        fields,
    }))
}

/// What looks wrong about a text that was recovered without an error.
fn warnings(text: &Text, facts: &Facts) -> Vec<Reason> {
    let mut warnings = Vec::new();
    let visible = |c: &char| !c.is_whitespace();
    if text.as_str().chars().filter(visible).nth(49).is_none() {
        warnings.push(Reason::Short);
    }
    if !facts.has_header() {
        warnings.push(Reason::NoHeader);
    }
    let (mut odd, mut all) = (0u64, 0u64);
    for c in text.as_str().chars().filter(visible) {
        all += 1;
        odd += u64::from(is_odd(c));
    }
    // One in fifty: rare characters come singly, broken encodings in masses.
    if odd * 50 > all {
        warnings.push(Reason::Mojibake);
    }
    warnings
}

fn is_odd(c: char) -> bool {
    matches!(c, '\u{FFFD}' | '\u{80}'..='\u{9F}' | '\u{E000}'..='\u{F8FF}' | '\u{C0}'..='\u{FF}')
        || (c.is_control() && !c.is_whitespace())
        || MOJIBAKE.contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn warned(text: &str) -> Vec<Reason> {
        let text = Text::from_lines(text);
        let reply = parse(&text);
        let facts = Facts::of(&text, &reply, &Metadata::default(), &[]);
        warnings(&text, &facts)
    }

    #[test]
    fn successes_that_look_wrong_are_named() {
        assert!(warned("感谢您的关心。").contains(&Reason::Short));
        assert!(warned(&"感谢您的关心和支持。".repeat(9)).contains(&Reason::NoHeader));
        assert!(warned(&"锟斤拷锟斤拷".repeat(20)).contains(&Reason::Mojibake));
        assert!(!warned(&"感谢您的关心和支持。".repeat(9)).contains(&Reason::Mojibake));
    }
}
