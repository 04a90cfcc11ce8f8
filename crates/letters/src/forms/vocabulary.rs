//! The words of all listed tables in one, so that one pass over a text finds them all.
//!
//! In: the tables of the files of this folder, and a text. Out: the places of their words. Words are kept by a key of
//! their first two characters (or one, if they have no more), so that at most places of a text two looks into a table
//! tell that none begins there. Put together at first use, in a tenth of a millisecond.

use std::sync::LazyLock;

use crate::forms::frames;
use crate::forms::look::Words;
use crate::forms::openings;
use crate::reply::judge::cues;
use crate::reply::judge::evidence;
use crate::reply::judge::signs;
use crate::reply::judge::weights;
use crate::reply::keys;

/// All listed tables, in the order of their numbers.
pub fn tables() -> impl Iterator<Item = Words> {
    [cues::ALL, signs::ALL, evidence::ALL, frames::ALL, openings::ALL, keys::ALL]
        .into_iter()
        .flatten()
        .copied()
        .chain(weights::tables())
}

/// The words of all listed tables.
pub static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::new(tables()));

/// Bytes that the key of a word is made of: two Han characters.
const LONG: usize = 6;
/// Bytes that the key of a shorter word is made of: one Han character.
const SHORT: usize = 3;
/// Number of keys of either kind, as bits; those of the shorter words come first.
const LONG_BITS: u32 = 12;
const SHORT_BITS: u32 = 9;
const KEYS: usize = (1 << SHORT_BITS) + (1 << LONG_BITS);

/// Words by the key of their first characters.
#[derive(Debug)]
pub struct Vocabulary {
    /// Where the words of each key begin in `entries`, and where the last key's end.
    starts: Box<[u16; KEYS + 1]>,
    entries: Vec<Entry>,
}

/// A word of a table.
#[derive(Clone, Copy, Debug)]
struct Entry {
    word: &'static str,
    /// Its first eight bytes, or as many as it has.
    head: u64,
    /// By how many bits a text's next eight bytes are shifted to leave as many as `head` has.
    shift: u8,
    table: u8,
    rank: u16,
}

impl Entry {
    fn key(&self) -> usize {
        if self.word.len() < LONG { short_key(self.head) } else { long_key(self.head) }
    }

    /// True when the word stands at the start of `rest`, whose next bytes are `ahead`.
    fn stands(&self, ahead: u64, rest: &[u8]) -> bool {
        (ahead ^ self.head) << self.shift == 0
            && (self.word.len() <= 8 || rest.starts_with(self.word.as_bytes()))
    }
}

impl Vocabulary {
    fn new(tables: impl Iterator<Item = Words>) -> Vocabulary {
        let mut entries = Vec::new();
        for table in tables {
            for (rank, &word) in (0u16..).zip(table.texts) {
                let shift = 64 - 8 * word.len().min(8) as u8;
                entries.push(Entry { word, head: ahead(word.as_bytes()), shift, table: table.number, rank });
            }
        }
        let mut starts = Box::new([0u16; KEYS + 1]);
        for entry in &entries {
            starts[entry.key() + 1] += 1;
        }
        for key in 0..KEYS {
            starts[key + 1] += starts[key];
        }
        // Each entry goes to the next free place of its key; in the order of tables and ranks.
        let mut next = starts.clone();
        let mut sorted = entries.clone();
        for entry in entries {
            let place = &mut next[entry.key()];
            sorted[usize::from(*place)] = entry;
            *place += 1;
        }
        Vocabulary { starts, entries: sorted }
    }

    fn with(&self, key: usize) -> &[Entry] {
        let (start, end) = (self.starts[key], self.starts[key + 1]);
        if start == end { &[] } else { &self.entries[usize::from(start)..usize::from(end)] }
    }

    /// Tells `found` the place, table and rank of every word in `text`, from left to right.
    pub fn find(&self, text: &str, mut found: impl FnMut(usize, u8, u16)) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let rest = &bytes[at..];
            let ahead = ahead(rest);
            for key in [short_key(ahead), long_key(ahead)] {
                for entry in self.with(key) {
                    if entry.stands(ahead, rest) {
                        found(at, entry.table, entry.rank);
                    }
                }
            }
            at += match rest[0] {
                0xF0.. => 4,
                0xE0.. => 3,
                0xC0.. => 2,
                _ => 1,
            };
        }
    }

    /// The words of the table numbered `table` that `s` begins with, in the order of the table.
    pub fn begins(&self, s: &str, table: u8) -> impl Iterator<Item = &'static str> {
        let ahead = ahead(s.as_bytes());
        let mut short = self.with(short_key(ahead)).iter().peekable();
        let mut long = self.with(long_key(ahead)).iter().peekable();
        let fits = move |entry: &&Entry| entry.table == table && entry.stands(ahead, s.as_bytes());
        std::iter::from_fn(move || {
            while short.next_if(|entry| !fits(entry)).is_some() {}
            while long.next_if(|entry| !fits(entry)).is_some() {}
            let shorter = match (short.peek(), long.peek()) {
                (Some(short), Some(long)) => short.rank < long.rank,
                (short, _) => short.is_some(),
            };
            (if shorter { short.next() } else { long.next() }).map(|entry| entry.word)
        })
    }
}

/// The next eight bytes, the first one lowest; zeros behind the end.
fn ahead(bytes: &[u8]) -> u64 {
    match bytes.first_chunk() {
        Some(eight) => u64::from_le_bytes(*eight),
        None => bytes.iter().rev().fold(0, |value, &byte| value << 8 | u64::from(byte)),
    }
}

fn long_key(ahead: u64) -> usize {
    let first = (ahead << (64 - 8 * LONG)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (1 << SHORT_BITS) + (first >> (64 - LONG_BITS)) as usize
}

fn short_key(ahead: u64) -> usize {
    let first = (ahead << (64 - 8 * SHORT)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    (first >> (64 - SHORT_BITS)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_numbered_in_their_order_and_words_have_a_key() {
        for (number, table) in tables().enumerate() {
            assert_eq!(usize::from(table.number), number, "{:?}", table.texts);
            assert!(table.texts.iter().all(|word| word.len() >= SHORT), "{:?}", table.texts);
        }
        assert!(tables().map(|table| table.texts.len()).sum::<usize>() < usize::from(u16::MAX));
    }
}
