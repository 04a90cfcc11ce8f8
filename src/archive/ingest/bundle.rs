//! Bundles: zip archives, each file in them a file of its own.
//!
//! In: a bundle's bytes. Out: what came of each of its files, under the bundle's path and the file's name. A bundle within
//! a bundle is taken apart like the outer one, to a limited depth. What all may come to, and how long it may take, is
//! bounded; files beyond that are told with the reason and never dropped.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use crate::archive::ingest::letter::content;
use crate::archive::ingest::outcome::{Failed, Part, ReadOutcome};
use crate::archive::metadata::Metadata;
use crate::sandbox::{Cause, Failure, Reader};
use dafu_letters::extract;
use dafu_letters::extract::bundle::is_bundle;
use dafu_words::message;

/// Stands between a bundle's path and the name of a file in it; no path holds it.
const PART_MARK: &[u8] = b"\0\0";

/// Bundles that may lie within each other.
const DEEPEST: usize = 3;
/// Time limits of a single file that all files of a bundle together may use up.
const PATIENCE: u32 = 20;

/// What is left for the files of a bundle.
struct Budget<'a> {
    reader: &'a Reader,
    /// What people supplied for a file, by its path as stored and its hash.
    supplied: &'a dyn Fn(&[u8], &[u8; 32]) -> Metadata,
    bytes: u64,
    files: usize,
    until: Instant,
    /// Names that are taken.
    seen: HashSet<Vec<u8>>,
}

/// Reads a bundle, whose path is stored as `stored`; `supplied` tells what people supplied for a file.
pub(crate) fn read(
    hash: [u8; 32],
    bytes: &[u8],
    stored: &[u8],
    reader: &Reader,
    supplied: &dyn Fn(&[u8], &[u8; 32]) -> Metadata,
) -> ReadOutcome {
    let caps = reader.limits.caps;
    let patience: Duration = reader.limits.wall.saturating_mul(PATIENCE);
    let until = Instant::now() + patience;
    let mut budget =
        Budget { reader, supplied, bytes: caps.expanded, files: caps.entries, until, seen: HashSet::new() };
    let mut parts = Vec::new();
    match budget.open(bytes, stored, 1, &mut parts) {
        Ok(()) => ReadOutcome::Bundle(hash, parts),
        Err(failure) => failed(Some(hash), failure),
    }
}

fn failed(hash: Option<[u8; 32]>, failure: Failure) -> ReadOutcome {
    ReadOutcome::Failed(Failed::of(hash, "", failure))
}

impl Budget<'_> {
    fn open(
        &mut self,
        bytes: &[u8],
        stored: &[u8],
        depth: usize,
        parts: &mut Vec<Part>,
    ) -> Result<(), Failure> {
        for (name, content) in self.reader.unpack(bytes)? {
            let stored = self.name(stored, &name);
            let outcome = match content {
                Ok(content) => self.part(content, &stored, depth, parts),
                Err(failure) => Some(failed(None, failure)),
            };
            parts.extend(outcome.map(|outcome| Part { stored, outcome }));
        }
        Ok(())
    }

    /// What came of a file; none when it was a bundle whose own files were told instead.
    fn part(
        &mut self,
        bytes: Vec<u8>,
        stored: &[u8],
        depth: usize,
        parts: &mut Vec<Part>,
    ) -> Option<ReadOutcome> {
        let hash = *blake3::hash(&bytes).as_bytes();
        let length = bytes.len() as u64;
        let refused = |cause, detail| Some(failed(Some(hash), Failure::new(cause, detail)));
        if self.files == 0 || length > self.bytes {
            return refused(Cause::Capped, message!("fault_bundle_full"));
        }
        if Instant::now() >= self.until {
            return refused(Cause::Limits, message!("fault_bundle_time"));
        }
        (self.files, self.bytes) = (self.files - 1, self.bytes - length);
        let format = extract::format_of(&bytes);
        if format.is_some() || !is_bundle(&bytes) {
            let metadata = (self.supplied)(stored, &hash);
            return Some(content(hash, bytes, format, metadata, self.reader));
        }
        if depth == DEEPEST {
            return refused(Cause::Capped, message!("fault_bundle_deep"));
        }
        self.open(&bytes, stored, depth + 1, parts).err().map(|failure| failed(Some(hash), failure))
    }

    /// A path that no other file of the bundle has: archives can hold one name twice.
    fn name(&mut self, stored: &[u8], name: &str) -> Vec<u8> {
        let plain = name.replace('\0', "\u{FFFD}");
        let path = |name: &str| [stored, PART_MARK, name.as_bytes()].concat();
        let mut taken = path(&plain);
        let mut copy = 1;
        while !self.seen.insert(taken.clone()) {
            copy += 1;
            taken = path(&format!("{plain} ({copy})"));
        }
        taken
    }
}
