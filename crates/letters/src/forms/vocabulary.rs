//! The words of many tables in one, so that one pass over a text finds them all.
//!
//! In: a list of tables, and a text. Out: the places of their words. A sentence is asked for thousands of words of
//! which a few dozen are there. Words are kept by a key of their first two characters (or one, if they have no more),
//! so that at most places of a text two looks into a table tell that none begins there. Whoever has tables makes the
//! vocabulary that lists them; a table's number is its place in that list.

use crate::forms::look::{SHORTEST, Seen, Words};

/// Bytes that the key of a word is made of: two Han characters.
const LONG: usize = 6;
/// Bytes that the key of a shorter word is made of: one Han character.
const SHORT: usize = SHORTEST;
/// Number of keys of either kind, as bits; those of the shorter words come first.
const LONG_BITS: u32 = 12;
const SHORT_BITS: u32 = 9;
const KEYS: usize = (1 << SHORT_BITS) + (1 << LONG_BITS);

/// Words by the key of their first characters.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    /// Where the words of each key begin in `entries`, and where the last key's end.
    starts: Box<[u16; KEYS + 1]>,
    entries: Vec<WordEntry>,
}

/// A word of a table.
#[derive(Clone, Copy, Debug)]
struct WordEntry {
    word: &'static str,
    /// Its first eight bytes, or as many as it has.
    head: u64,
    /// By how many bits a text's next eight bytes are shifted to leave as many as `head` has.
    shift: u8,
    table: u8,
    rank: u16,
}

impl WordEntry {
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
    /// The vocabulary of `tables`, which are numbered in their order.
    pub(crate) fn of(tables: impl IntoIterator<Item = &'static Words>) -> Vocabulary {
        let tables: Vec<&'static Words> = tables.into_iter().collect();
        let total = tables.iter().map(|table| table.texts.len()).sum();
        assert!(total < usize::from(u16::MAX), "places of words fit 16 bits");
        let mut listed = Vec::with_capacity(total);
        let mut starts = Box::new([0u16; KEYS + 1]);
        for (number, table) in (0u8..).zip(tables) {
            table.list(number);
            for (rank, &word) in (0u16..).zip(table.texts) {
                let shift = 64 - 8 * word.len().min(8) as u8;
                let entry = WordEntry { word, head: ahead(word.as_bytes()), shift, table: number, rank };
                let key = entry.key();
                starts[key + 1] += 1;
                listed.push((key, entry));
            }
        }
        for key in 0..KEYS {
            starts[key + 1] += starts[key];
        }
        // Each word goes to the next free place of its key, so that those of a key keep the order of tables and ranks.
        let mut next = starts.clone();
        let mut order = vec![0; total];
        for (index, (key, _)) in listed.iter().enumerate() {
            order[usize::from(next[*key])] = index;
            next[*key] += 1;
        }
        Vocabulary { starts, entries: order.into_iter().map(|index| listed[index].1).collect() }
    }

    fn with(&self, key: usize) -> &[WordEntry] {
        let (start, end) = (self.starts[key], self.starts[key + 1]);
        if start == end { &[] } else { &self.entries[usize::from(start)..usize::from(end)] }
    }

    /// What stands in `text` of the words of all tables.
    pub(crate) fn see(&self, text: &str) -> Seen {
        let mut seen = Seen::with_room(text.len());
        self.each(text, |at, table, rank| seen.add(at, table, rank));
        seen
    }

    /// Hands every word that stands in `text` to `emit`: its place, its table's number, its rank in the table.
    #[inline]
    pub(crate) fn each(&self, text: &str, mut emit: impl FnMut(usize, u8, u16)) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let rest = &bytes[at..];
            let ahead = ahead(rest);
            for key in [short_key(ahead), long_key(ahead)] {
                for entry in self.with(key) {
                    if entry.stands(ahead, rest) {
                        emit(at, entry.table, entry.rank);
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
pub(crate) mod tests {
    use super::*;
    use crate::forms::look::{Look, begins};
    use crate::forms::{frames, openings};
    use proptest::prelude::*;

    /// The vocabularies of this room with their tables.
    fn all() -> [(&'static Vocabulary, &'static [&'static Words]); 2] {
        [(&frames::VOCABULARY, frames::ALL), (&openings::VOCABULARY, openings::ALL)]
    }

    /// Texts of words of `tables`, of their beginnings, and of what stands between words.
    pub(crate) fn text<'a>(
        tables: impl Iterator<Item = &'a &'static Words>,
    ) -> impl Strategy<Value = String> {
        let words: Vec<&'static str> = tables.flat_map(|table| table.texts.iter().copied()).collect();
        let piece = prop_oneof![
            proptest::sample::select(words.clone()).prop_map(str::to_owned),
            (proptest::sample::select(words), 0usize..3)
                .prop_map(|(word, count)| word.chars().take(count).collect()),
            "[我将一，。a1]{0,2}",
        ];
        proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn a_look_finds_what_a_search_finds(text in text(all().into_iter().flat_map(|found| found.1))) {
            for (vocabulary, tables) in all() {
                let seen = vocabulary.see(&text);
                let look = Look::new(&text, &seen);
                for &words in tables {
                    let texts = || words.texts.iter().copied();
                    let found: Vec<(usize, usize)> = look.places(words).collect();
                    let plain = texts().filter_map(|word| text.find(word).map(|at| (at, at + word.len())));
                    prop_assert_eq!(found, plain.collect::<Vec<_>>(), "{}", &text);
                    let begun: Vec<&str> = begins(&text, words).collect();
                    prop_assert_eq!(begun, texts().filter(|word| text.starts_with(word)).collect::<Vec<_>>());
                }
            }
        }
    }

    #[test]
    fn every_table_is_found_by_the_vocabulary_that_lists_it() {
        for (vocabulary, tables) in all() {
            for words in tables {
                let word = words.texts[0];
                assert!(Look::new(word, &vocabulary.see(word)).any(words), "{word}");
            }
        }
    }
}
