//! Is everything there, and whole?
//!
//! In: an archive. Out: a list of damages, empty when it is sound. The index is read in a child process, checksums
//! first, because a damaged one can crash its reader; store and index are then compared reply by reply. An archive of
//! which a part is lost is checked as far as it goes. Nothing is changed, and no damage makes this panic.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::archive::Archive;
use crate::archive::error::ArchiveError;
use crate::archive::facts::{LINE, text_hash};
use crate::archive::generation::{Hold, IndexVersions};
use crate::archive::letters::passage_digest;
use crate::archive::place::canonical;
use crate::archive::projection::batch_of;
use crate::archive::store::Store;
use crate::archive::store::replies::Contents;
use crate::archive::store::versions;
use crate::told;
use dafu_letters::passage::{PassageId, ReplyId};
use dafu_search::embedded::inventory;
use dafu_search::error::SearchError;
use dafu_words::message;
use dafu_words::message::Message;

/// Hidden subcommand of the program that runs [`check_index`].
pub(crate) const SUBCOMMAND: &str = "__verify-index";

/// What is wrong with an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damage {
    /// The name of the current index is lost.
    Current(Message),
    /// The store is lost; how, and what the index beside it still holds.
    StoreLost {
        /// The entry `damage_store_` and this name.
        what: &'static str,
        /// Letters in the index.
        replies: u64,
        /// Passages in the index.
        passages: u64,
    },
    /// The store is of an earlier time than the index: another one was put in its place, or its log was lost.
    Older {
        /// Batch of the index.
        held: i64,
        /// Batch of the store.
        last: i64,
    },
    /// SQLite finds the store's file damaged.
    Store(Message),
    /// A reply's recovered text cannot be unpacked or is not the one that was kept.
    Text(ReplyId, Message),
    /// A file of the index does not fit its checksum.
    IndexFile(String),
    /// The index cannot be read.
    Index(Message),
    /// What the index keeps of a passage is not what was written; the passage's id.
    Passage(String),
    /// A reply of the store has no passages in the index.
    NotIndexed(ReplyId),
    /// A reply's passages in the index are not those of its text; how many there are and should be.
    Passages(ReplyId, u32, u32),
    /// The index holds a reply that the store does not.
    Stray(ReplyId),
}

/// What was checked and found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verification {
    /// Damages; empty when the archive is sound.
    pub damages: Vec<Damage>,
    /// Replies compared.
    pub replies: u64,
    /// Passages in the index.
    pub passages: u64,
    /// True when the index has yet to follow the store's last batch, as a killed writer leaves it; the next run does it.
    pub behind: bool,
}

/// Checks an archive that is open already; see [`verify_at`].
pub fn verify(archive: &Archive, program: Option<&Path>) -> Result<Verification, ArchiveError> {
    verify_at(archive.dir(), program)
}

/// Checks the archive in `dir`, whatever is left of it. `program` is dafu itself, run with [`SUBCOMMAND`]; without it the
/// index is read in this process. Archives of versions that this dafu does not read are errors.
pub fn verify_at(dir: &Path, program: Option<&Path>) -> Result<Verification, ArchiveError> {
    let dir = canonical(dir)?;
    let mut found = Verification::default();
    let hold = match Hold::current(&dir) {
        Ok(hold) => Some(hold),
        Err(error @ ArchiveError::Newer { .. }) => return Err(error),
        Err(error) => {
            found.damages.push(Damage::Current(error.message()));
            None
        }
    };
    let index = hold.as_ref().map(|hold| hold.generation.path(&dir));
    let list = |index: &Path| match program {
        Some(program) => in_child(program, index),
        None => Ok(here(index)),
    };
    match versions::check_there(&dir, &dir.join("store.sqlite")) {
        Err(ArchiveError::StoreLost { what, .. }) => {
            let held = index.as_deref().map(list).transpose()?.unwrap_or_default().contents;
            found.replies = held.len() as u64;
            found.passages = held.values().map(|contents| u64::from(contents.passages)).sum();
            found.damages.push(Damage::StoreLost { what, replies: found.replies, passages: found.passages });
            return Ok(found);
        }
        there => there?,
    }
    let store = match Store::open_read_only(&dir) {
        Err(error @ ArchiveError::Store { .. }) => {
            found.damages.push(Damage::Store(error.message()));
            return Ok(found);
        }
        store => store?,
    };
    match store.integrity() {
        Ok(damages) => found.damages.extend(damages.into_iter().map(Damage::Store)),
        Err(error) => {
            found.damages.push(Damage::Store(error.message()));
            return Ok(found);
        }
    }
    let mut listed = Listed::default();
    if let Some(index) = &index {
        match IndexVersions::read(index) {
            Ok(versions) => versions.check_readable(&dir)?,
            Err(error) => found.damages.push(Damage::Index(error.message())),
        }
        listed = list(index)?;
        match (batch_of(index), store.fact("batch")) {
            (Ok(held), Ok(last)) if held > last => found.damages.push(Damage::Older { held, last }),
            (Ok(held), Ok(last)) => found.behind = held < last,
            (Err(error), _) | (_, Err(error)) => found.damages.push(Damage::Index(error.message())),
        }
    }
    found.damages.extend(listed.damages);
    let rows = match store.standing_replies() {
        Ok(rows) => rows,
        Err(error) => {
            found.damages.push(Damage::Store(error.message()));
            return Ok(found);
        }
    };
    let mut held = listed.contents;
    for row in rows {
        found.replies += 1;
        if row.facts.kind != LINE {
            match store.text(row.id, row.version) {
                Ok(text) if text_hash(&text) == row.facts.text_hash => {}
                Ok(_) => found.damages.push(Damage::Text(row.id, message!("damage_other_text"))),
                Err(error) => found.damages.push(Damage::Text(row.id, error.message())),
            }
        }
        let Some(contents) = held.remove(&row.id) else {
            if listed.complete && row.contents.passages > 0 && !found.behind {
                found.damages.push(Damage::NotIndexed(row.id));
            }
            continue;
        };
        found.passages += u64::from(contents.passages);
        if contents != row.contents && !found.behind {
            found.damages.push(Damage::Passages(row.id, contents.passages, row.contents.passages));
        }
    }
    if !found.behind {
        found.damages.extend(held.into_keys().map(Damage::Stray));
    }
    Ok(found)
}

/// What an index holds, as far as it can be read.
#[derive(Debug, Default)]
struct Listed {
    damages: Vec<Damage>,
    contents: BTreeMap<ReplyId, Contents>,
    complete: bool,
}

/// Checks the files of the index in `index` and lists its contents on `out`: `damaged NAME`, `passage ID`,
/// `error MESSAGE`, `reply NUMBER PASSAGES DIGEST`, last `end`. Exit code 1 when something is damaged.
pub(crate) fn check_index(index: &Path, out: &mut dyn Write) -> io::Result<u8> {
    let one_line = |error: SearchError| told::json(&error.message());
    match inventory::damaged_files(index) {
        Err(error) => {
            writeln!(out, "error {}", one_line(error))?;
            return Ok(1);
        }
        Ok(damaged) if !damaged.is_empty() => {
            for name in damaged {
                writeln!(out, "damaged {name}")?;
            }
            return Ok(1);
        }
        Ok(_) => {}
    }
    match inventory::damaged_passage(index) {
        Ok(None) => {}
        Ok(Some(id)) => {
            writeln!(out, "passage {id}")?;
            return Ok(1);
        }
        Err(error) => {
            writeln!(out, "error {}", one_line(error))?;
            return Ok(1);
        }
    }
    match inventory::passage_ids(index) {
        Err(error) => {
            writeln!(out, "error {}", one_line(error))?;
            return Ok(1);
        }
        Ok(ids) => {
            let mut out = io::BufWriter::new(out);
            for (id, contents) in contents_of(&ids) {
                writeln!(out, "reply {} {} {}", id.number(), contents.passages, contents.digest)?;
            }
            writeln!(out, "end")?;
            out.flush()?;
        }
    }
    Ok(0)
}

fn contents_of(ids: &[PassageId]) -> BTreeMap<ReplyId, Contents> {
    let mut contents: BTreeMap<ReplyId, Contents> = BTreeMap::new();
    for id in ids {
        let of = contents.entry(id.reply).or_default();
        of.passages = of.passages.saturating_add(1);
        of.digest = of.digest.wrapping_add(passage_digest(id.key));
    }
    contents
}

fn in_child(program: &Path, index: &Path) -> Result<Listed, ArchiveError> {
    let mut command = Command::new(program);
    command.arg(SUBCOMMAND).arg(index).stdin(Stdio::null()).stderr(Stdio::null());
    let output = command.output().map_err(ArchiveError::Check)?;
    let mut listed = read_listing(&output.stdout);
    if !listed.complete && listed.damages.is_empty() {
        listed
            .damages
            .push(Damage::Index(message!("damage_reader_crashed", words = output.status.to_string())));
    }
    Ok(listed)
}

fn here(index: &Path) -> Listed {
    let mut listing = Vec::new();
    let read = catch_unwind(AssertUnwindSafe(|| check_index(index, &mut listing)));
    let mut listed = read_listing(&listing);
    if !matches!(read, Ok(Ok(_))) {
        listed.complete = false;
        listed.damages.push(Damage::Index(message!("damage_reader_panicked")));
    }
    listed
}

fn read_listing(listing: &[u8]) -> Listed {
    let mut listed = Listed::default();
    for line in String::from_utf8_lossy(listing).lines() {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "damaged" => listed.damages.push(Damage::IndexFile(rest.to_owned())),
            "passage" => listed.damages.push(Damage::Passage(rest.to_owned())),
            "error" => listed.damages.extend(told::unkept(rest).map(Damage::Index)),
            "end" => listed.complete = true,
            _ => {
                let mut numbers = rest.split(' ').map(str::parse::<u64>);
                if let (Some(Ok(id)), Some(Ok(passages)), Some(Ok(digest))) =
                    (numbers.next(), numbers.next(), numbers.next())
                {
                    let passages = u32::try_from(passages).unwrap_or(u32::MAX);
                    listed.contents.insert(ReplyId::from_number(id), Contents { passages, digest });
                }
            }
        }
    }
    listed
}
