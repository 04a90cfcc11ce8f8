//! One file, from its bytes to a letter ready to be recorded.
//!
//! In: a file that may have changed. Out: its letter, or why there is none. This is the part that runs in parallel;
//! it knows no store. Whatever a file holds, it comes back as a value: a panic in a reader is caught and named.

use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use crate::archive::facts::Facts;
use crate::archive::ingest::walk::{Entry, stamp};
use crate::archive::metadata::Metadata;
use crate::archive::record;
use crate::archive::report::Reason;
use crate::archive::store::files::Stamp;
use crate::archive::store::texts::Kept;
use crate::extract::{ExtractError, extract};
use crate::lexicon::archive::MOJIBAKE;
use crate::passage::ReplyId;
use crate::reply::parse;
use crate::search::embedded::chars::code::Coded;
use crate::search::record::ReplyRecord;
use crate::text::Text;

/// Largest file that is read, in bytes.
pub const LARGEST: u64 = 64 << 20;

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
    /// What people supplied under its path.
    pub metadata: Metadata,
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
    /// No text came of it.
    Failed(Option<[u8; 32]>, Reason, String),
    /// It was gone, or had turned into something that is not read, by the time it was opened.
    Gone,
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
    /// What people supplied about it.
    pub metadata: Metadata,
}

/// Reads a file. `by_hash` gives what people supplied under a hash.
pub fn read(job: &Job, by_hash: &dyn Fn(&[u8; 32]) -> Metadata) -> Reading {
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
    let mut metadata = job.metadata.clone();
    metadata.fill(&by_hash(&hash));
    // A defect of a reader costs one file, not the run.
    let letter = catch_unwind(AssertUnwindSafe(|| letter(hash, bytes, metadata)));
    let outcome = letter.unwrap_or_else(|_| Outcome::Failed(Some(hash), Reason::ReaderFailed, String::new()));
    reading(stamp, outcome)
}

struct Problem {
    stamp: Stamp,
    outcome: Outcome,
}

fn bytes_of(path: &Path, seen: Stamp) -> Result<(Stamp, Vec<u8>), Problem> {
    let problem = |stamp, outcome| Problem { stamp, outcome };
    let unreadable = |stamp, error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => problem(stamp, Outcome::Gone),
        _ => problem(stamp, Outcome::Failed(None, Reason::Unreadable, error.to_string())),
    };
    // Looked at once more before it is opened: opening what has become a pipe would wait for ever.
    let metadata = fs_err::symlink_metadata(path).map_err(|error| unreadable(seen, error))?;
    if !metadata.is_file() {
        return Err(problem(seen, Outcome::Gone));
    }
    let stamp = stamp(&metadata);
    let too_large = |size: u64| {
        problem(stamp, Outcome::Failed(None, Reason::TooLarge, format!("{size} bytes, at most {LARGEST}")))
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
    let path = &job.entry.path;
    let mut hasher = blake3::Hasher::new();
    let hashed = fs_err::File::open(path).and_then(|mut file| std::io::copy(&mut file, &mut hasher));
    let outcome = match hashed {
        Ok(_) => {
            let hash = *hasher.finalize().as_bytes();
            if job.known == Some(hash) { Outcome::Same(hash) } else { Outcome::Collection(hash) }
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Outcome::Gone,
        Err(error) => Outcome::Failed(None, Reason::Unreadable, error.to_string()),
    };
    Reading { number: job.number, listed: job.listed, path: path.clone(), stamp: job.entry.stamp, outcome }
}

fn letter(hash: [u8; 32], bytes: Vec<u8>, metadata: Metadata) -> Outcome {
    let extracted = match extract(&bytes) {
        Ok(extracted) => extracted,
        Err(error) => {
            let reason = match error {
                ExtractError::Empty => Reason::Empty,
                ExtractError::Binary(_) => Reason::Binary,
                ExtractError::Undecodable(_) => Reason::Undecodable,
                ExtractError::Damaged { .. } => Reason::Damaged,
                ExtractError::Encrypted => Reason::Encrypted,
                ExtractError::Scan(_) => Reason::Scan,
                ExtractError::Capped { .. } => Reason::Capped,
            };
            return Outcome::Failed(Some(hash), reason, error.to_string());
        }
    };
    drop(bytes);
    let text = extracted.text;
    if text.paragraphs().is_empty() {
        return Outcome::Failed(Some(hash), Reason::Empty, ExtractError::Empty.to_string());
    }
    let kept = match Kept::new(&text) {
        Ok(kept) => kept,
        Err(error) => return Outcome::Failed(Some(hash), Reason::ReaderFailed, error.to_string()),
    };
    let reply = parse(&text);
    let record = record::build(ReplyId::from_number(0), &text, &reply, &metadata);
    let facts = Facts::of(&text, &reply, &metadata, &record.passages);
    Outcome::Letter(Box::new(Letter {
        hash,
        coded: Coded::of(&record),
        warnings: warnings(&text, &facts),
        text,
        kept,
        format: extracted.format,
        encoding: extracted.encoding,
        facts,
        record,
        metadata,
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
