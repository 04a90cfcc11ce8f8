//! Is everything there, and whole?
//!
//! In: an archive. Out: a list of damages, empty when it is sound. The index is read in a child process, checksums
//! first, because a damaged one can crash its reader; store and index are then compared reply by reply. Nothing is
//! changed, and no damage makes this panic.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::archive::Archive;
use crate::archive::error::ArchiveError;
use crate::archive::facts::{LINE, text_hash};
use crate::archive::letters::passage_digest;
use crate::archive::projection::batch_of;
use crate::archive::store::replies::Contents;
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
    /// SQLite finds the store's file damaged.
    Store(Message),
    /// A reply's recovered text cannot be unpacked or is not the one that was kept.
    Text(ReplyId, Message),
    /// A file of the index does not fit its checksum.
    IndexFile(String),
    /// The index cannot be read.
    Index(Message),
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

/// Checks the archive. `program` is dafu itself, run with [`SUBCOMMAND`]; without it the index is read in this process.
pub fn verify(archive: &Archive, program: Option<&Path>) -> Result<Verification, ArchiveError> {
    let mut found = Verification::default();
    let store = archive.store()?;
    match store.integrity() {
        Ok(lines) => found
            .damages
            .extend(lines.into_iter().map(|words| Damage::Store(message!("fault_quoted", words = words)))),
        Err(error) => {
            found.damages.push(Damage::Store(error.message()));
            return Ok(found);
        }
    }
    let index = archive.index_dir();
    let listed = match program {
        Some(program) => in_child(program, &index)?,
        None => here(&index),
    };
    found.damages.extend(listed.damages);
    found.behind = match (batch_of(&index), store.fact("batch")) {
        (Ok(held), Ok(last)) => held != last,
        (Err(error), _) | (_, Err(error)) => {
            found.damages.push(Damage::Index(error.message()));
            return Ok(found);
        }
    };
    let mut held = listed.contents;
    for row in archive.replies()? {
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

/// Checks the files of the index in `index` and lists its contents on `out`: `damaged NAME`, `error MESSAGE`,
/// `reply NUMBER PASSAGES DIGEST`, last `end`. Exit code 1 when something is damaged.
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
