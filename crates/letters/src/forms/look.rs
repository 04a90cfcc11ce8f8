//! Tables of words, and looks at a text for the words of a table.
//!
//! In: tables made by `tables!`, and what a vocabulary has [`Seen`] in a text. Out: whether, where and how many of a
//! table's words stand in the text or a part of it. Nothing is searched here but single words: all words of many
//! tables are found in one pass by `vocabulary`. What the words mean is said by the tables.

use std::ops::Deref;
use std::sync::atomic::{AtomicU8, Ordering};

/// A table of words.
#[derive(Debug)]
pub(crate) struct Words {
    /// The words.
    pub texts: &'static [&'static str],
    /// Its place in the vocabulary that lists it; [`UNLISTED`] until that vocabulary is made.
    number: AtomicU8,
    /// Which first characters its words have, a bit for each [`head`].
    heads: [u64; 4],
}

/// How many tables a vocabulary can list.
pub(crate) const LISTED: usize = 32;
/// Number of a table that no vocabulary has listed.
const UNLISTED: u8 = u8::MAX;
/// Bytes of the shortest word: a Han character's.
pub(crate) const SHORTEST: usize = 3;

impl Words {
    /// The table of `texts`.
    pub(crate) const fn new(texts: &'static [&'static str]) -> Words {
        let mut heads = [0; 4];
        let mut at = 0;
        while at < texts.len() {
            let word = texts[at].as_bytes();
            assert!(word.len() >= SHORTEST, "a word has at least three bytes");
            let head = head([word[0], word[1], word[2]]);
            heads[head / 64] |= 1 << (head % 64);
            at += 1;
        }
        Words { texts, number: AtomicU8::new(UNLISTED), heads }
    }

    /// Gives the table its place in a vocabulary. A table stands in one vocabulary only.
    pub(super) fn list(&self, number: u8) {
        let before = self.number.swap(number, Ordering::Relaxed);
        assert!(before == UNLISTED && usize::from(number) < LISTED, "{:?} is listed once", self.texts);
    }

    /// Its place in its vocabulary.
    fn number(&self) -> usize {
        let number = self.number.load(Ordering::Relaxed);
        debug_assert!(number != UNLISTED, "{:?} is in no vocabulary", self.texts);
        usize::from(number)
    }
}

/// A number below 256 by which most first characters differ.
const fn head(first: [u8; SHORTEST]) -> usize {
    ((first[2] & 63) | (first[1] << 6)) as usize
}

/// Tables of words, and the list `ALL` of them.
macro_rules! tables {
    ($($(#[$about:meta])* $seen:vis $name:ident = [$($word:literal),* $(,)?];)*) => {
        $($(#[$about])* $seen static $name: &$crate::forms::look::Words = {
            static TABLE: $crate::forms::look::Words = $crate::forms::look::Words::new(&[$($word),*]);
            &TABLE
        };)*
        /// The tables of this file.
        pub(crate) static ALL: &[&$crate::forms::look::Words] = &[$($name),*];
    };
}
pub(crate) use tables;

/// Where a word of a table stands.
#[derive(Clone, Copy, Debug)]
struct WordPlace {
    at: u32,
    rank: u16,
    /// The place before of a word of the same table, counted from 1; 0 where there is none.
    before: u32,
}

/// All words of a vocabulary's tables that stand in a text.
#[derive(Debug)]
pub(crate) struct Seen {
    places: Vec<WordPlace>,
    /// The last place of a word of each table, counted from 1; 0 where no word of it stands in the text.
    last: [u32; LISTED],
}

impl Seen {
    /// Nothing seen yet, with room for the words of a text of `length` bytes.
    pub(super) fn with_room(length: usize) -> Seen {
        Seen { places: Vec::with_capacity(length / 4), last: [0; LISTED] }
    }

    /// Adds a word: its place in the text, its table's number, its rank in the table.
    #[inline]
    pub(super) fn add(&mut self, at: usize, table: u8, rank: u16) {
        let last = &mut self.last[usize::from(table)];
        self.places.push(WordPlace { at: at as u32, rank, before: *last });
        *last = self.places.len() as u32;
    }

    /// The places of a table's words, the last one first.
    fn places(&self, table: &Words) -> impl Iterator<Item = WordPlace> {
        let mut next = self.last.get(table.number()).copied().unwrap_or(0);
        std::iter::from_fn(move || {
            let place = *self.places.get((next as usize).checked_sub(1)?)?;
            next = place.before;
            Some(place)
        })
    }
}

/// A sentence or a part of one, looked at for words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look<'a> {
    /// The text looked at.
    pub text: &'a str,
    /// Where it begins in the text of `seen`.
    at: usize,
    seen: &'a Seen,
}

impl Deref for Look<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        self.text
    }
}

impl<'a> Look<'a> {
    /// A look at `text`, of which `seen` was made.
    pub(crate) fn new(text: &'a str, seen: &'a Seen) -> Look<'a> {
        Look { text, at: 0, seen }
    }

    /// Rank, start and end of every place of `words` in the text, the last one first.
    fn every(self, words: &'static Words) -> impl Iterator<Item = (usize, usize, usize)> {
        self.seen.places(words).filter_map(move |place| {
            let rank = usize::from(place.rank);
            let start = (place.at as usize).wrapping_sub(self.at);
            let end = start.checked_add(words.texts.get(rank)?.len())?;
            (end <= self.text.len()).then_some((rank, start, end))
        })
    }

    /// Start and end of the first place of each of `words` that stands in the text, in the order of the table.
    pub(crate) fn places(self, words: &'static Words) -> impl Iterator<Item = (usize, usize)> {
        let mut from = 0;
        std::iter::from_fn(move || {
            let (rank, start, end) = self.every(words).filter(|place| place.0 >= from).min()?;
            from = rank + 1;
            Some((start, end))
        })
    }

    /// Where the word of the given rank first stands in the text.
    pub(crate) fn place(self, words: &'static Words, rank: usize) -> Option<(usize, usize)> {
        let places = self.every(words).filter(|place| place.0 == rank);
        places.map(|place| (place.1, place.2)).min()
    }

    /// True when any of `words` stands in the text.
    pub(crate) fn any(self, words: &'static Words) -> bool {
        self.every(words).next().is_some()
    }
}

/// The words that `s` begins with, in the order of the table.
pub(crate) fn begins(s: &str, words: &'static Words) -> impl Iterator<Item = &'static str> {
    let first = s.as_bytes().first_chunk::<SHORTEST>().copied().unwrap_or_default();
    let head = head(first);
    let may = words.heads[head / 64] >> (head % 64) & 1 == 1;
    let texts = if may { words.texts } else { &[] };
    let same = move |word: &&str| word.as_bytes().first_chunk::<SHORTEST>() == Some(&first);
    texts.iter().copied().filter(move |word| same(word) && s.starts_with(*word))
}

/// True when any of a few `words` stands in `text`; a long table asks a [`Look`].
pub(crate) fn any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| find(text, word).is_some())
}

/// True when `word` stands in `text`.
pub(crate) fn has(text: &str, word: &str) -> bool {
    find(text, word).is_some()
}

/// True when `text` begins with any of a few `words`.
pub(crate) fn starts(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.starts_with(word))
}

/// True when `text` ends with any of `words`, which hardly ever end with its last byte.
pub(crate) fn ends(text: &str, words: &[&str]) -> bool {
    let Some(&last) = text.as_bytes().last() else { return false };
    words.iter().any(|word| word.as_bytes().last() == Some(&last) && text.ends_with(word))
}

/// Where `word` first stands in `text`, by the third byte of its first character: of the three that a Han character
/// has, the one that differs most.
pub(crate) fn find(text: &str, word: &str) -> Option<usize> {
    const THIRD: usize = 2;
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let Some(&third) = word.get(THIRD) else { return memchr::memmem::find(text, word) };
    let rest = text.get(THIRD..)?;
    memchr::memchr_iter(third, rest).find(|&at| text[at..].starts_with(word))
}
