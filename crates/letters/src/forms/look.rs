//! Tables of words, and the sight of a text in which all their words are found at once.
//!
//! In: tables made by `tables!` and a text. Out: whether, where and how many of a table's words stand in it. A
//! sentence is asked for thousands of words of which a few dozen are there: [`Seen`] finds these in one pass over the
//! text, and a [`Look`] asks what was found. What the words mean is said by the tables.

use std::ops::Deref;

use crate::forms::vocabulary::VOCABULARY;

/// A table of words, listed among all tables.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// The words.
    pub texts: &'static [&'static str],
    /// The table's number in the list.
    pub number: u8,
}

/// How many tables can be listed.
pub const LISTED: usize = 160;

impl Words {
    /// The table of `texts` that is listed at `number`.
    pub const fn new(texts: &'static [&'static str], number: usize) -> Words {
        assert!(number < LISTED, "more listed tables than there is room for");
        Words { texts, number: number as u8 }
    }
}

/// Tables that are listed from a number on; `ALL` of them, and the `NEXT` number.
macro_rules! tables {
    (from $first:expr; $($(#[$about:meta])* $seen:vis $name:ident = [$($word:literal),* $(,)?];)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "they count the tables")]
        enum Listed { $($name),* }
        $($(#[$about])* $seen const $name: $crate::forms::look::Words =
            $crate::forms::look::Words::new(&[$($word),*], $first + Listed::$name as usize);)*
        /// The tables of this file.
        pub const ALL: &[$crate::forms::look::Words] = &[$($name),*];
        /// Number of the next file's first table.
        pub const NEXT: usize = $first + ALL.len();
    };
}
pub(crate) use tables;

/// Where a word of a table stands.
#[derive(Clone, Copy, Debug)]
struct Place {
    at: u32,
    rank: u16,
    /// The place before of a word of the same table, counted from 1; 0 where there is none.
    before: u32,
}

/// All words of the listed tables that stand in a text.
#[derive(Debug)]
pub struct Seen {
    places: Vec<Place>,
    /// The last place of a word of each table, counted from 1; 0 where no word of it stands in the text.
    last: [u32; LISTED],
}

impl Seen {
    /// What stands in `text`.
    pub fn of(text: &str) -> Seen {
        let mut seen = Seen { places: Vec::with_capacity(text.len() / 4), last: [0; LISTED] };
        VOCABULARY.find(text, |at, table, rank| {
            let last = &mut seen.last[usize::from(table)];
            seen.places.push(Place { at: at as u32, rank, before: *last });
            *last = seen.places.len() as u32;
        });
        seen
    }

    /// The places of a table's words, the last one first.
    fn places(&self, table: Words) -> impl Iterator<Item = Place> {
        let mut next = self.last[usize::from(table.number)];
        std::iter::from_fn(move || {
            let place = *self.places.get((next as usize).checked_sub(1)?)?;
            next = place.before;
            Some(place)
        })
    }
}

/// A sentence or a part of one, looked at for words.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
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
    pub fn new(text: &'a str, seen: &'a Seen) -> Look<'a> {
        Look { text, at: 0, seen }
    }

    /// A look at `part`, a slice of the text.
    pub fn part(self, part: &'a str) -> Look<'a> {
        let from = (part.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        Look { text: part, at: self.at.wrapping_add(from), seen: self.seen }
    }

    /// Rank, start and end of every place of `words` in the text, the last one first.
    fn every(self, words: Words) -> impl Iterator<Item = (usize, usize, usize)> {
        self.seen.places(words).filter_map(move |place| {
            let rank = usize::from(place.rank);
            let start = (place.at as usize).wrapping_sub(self.at);
            let end = start.checked_add(words.texts.get(rank)?.len())?;
            (end <= self.text.len()).then_some((rank, start, end))
        })
    }

    /// Start and end of the first place of each of `words` that stands in the text, in the order of the table.
    pub fn places(self, words: Words) -> impl Iterator<Item = (usize, usize)> {
        let mut from = 0;
        std::iter::from_fn(move || {
            let (rank, start, end) = self.every(words).filter(|place| place.0 >= from).min()?;
            from = rank + 1;
            Some((start, end))
        })
    }

    /// The longest of `words` that the text begins with, as it stands there.
    pub fn opening(self, words: Words) -> Option<&'a str> {
        let begins = self.every(words).filter(|place| place.1 == 0);
        begins.map(|place| place.2).max().map(|end| &self.text[..end])
    }

    /// Where the word of the given rank first stands in the text.
    pub fn place(self, words: Words, rank: usize) -> Option<(usize, usize)> {
        let places = self.every(words).filter(|place| place.0 == rank);
        places.map(|place| (place.1, place.2)).min()
    }

    /// Starts of all places of `words`, the last one first.
    pub fn starts(self, words: Words) -> impl Iterator<Item = usize> {
        self.every(words).map(|place| place.1)
    }

    /// Those of `words` that stand in the text, as they stand there, in the order of the table.
    pub fn all(self, words: Words) -> impl Iterator<Item = &'a str> {
        self.places(words).map(move |(start, end)| &self.text[start..end])
    }

    /// The first of `words`, in the order of the table, that stands in the text.
    pub fn found(self, words: Words) -> Option<&'a str> {
        self.all(words).next()
    }

    /// True when any of `words` stands in the text.
    pub fn any(self, words: Words) -> bool {
        self.every(words).next().is_some()
    }

    /// How many of `words` stand in the text, counted up to three.
    pub fn count(self, words: Words) -> i32 {
        self.places(words).take(3).count() as i32
    }
}

/// The words that `s` begins with, in the order of the table.
pub fn begins(s: &str, words: Words) -> impl Iterator<Item = &'static str> {
    VOCABULARY.begins(s, words.number)
}

/// True when any of a few `words` stands in `text`; a long table asks a [`Look`].
pub fn any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| find(text, word).is_some())
}

/// True when `word` stands in `text`.
pub fn has(text: &str, word: &str) -> bool {
    find(text, word).is_some()
}

/// True when `text` begins with any of a few `words`.
pub fn starts(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.starts_with(word))
}

/// True when `text` ends with any of `words`, which hardly ever end with its last byte.
pub fn ends(text: &str, words: &[&str]) -> bool {
    let Some(&last) = text.as_bytes().last() else { return false };
    words.iter().any(|word| word.as_bytes().last() == Some(&last) && text.ends_with(word))
}

/// Where `word` first stands in `text`, by the third byte of its first character: of the three that a Han character
/// has, the one that differs most.
pub fn find(text: &str, word: &str) -> Option<usize> {
    const THIRD: usize = 2;
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let Some(&third) = word.get(THIRD) else { return memchr::memmem::find(text, word) };
    let rest = text.get(THIRD..)?;
    memchr::memchr_iter(third, rest).find(|&at| text[at..].starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::vocabulary;
    use proptest::prelude::*;

    fn text() -> impl Strategy<Value = String> {
        let words: Vec<&str> = vocabulary::tables().flat_map(|table| table.texts.iter().copied()).collect();
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
        fn a_look_finds_what_a_search_finds(text in text(), from in 0usize..12) {
            let seen = Seen::of(&text);
            let start = text.char_indices().nth(from).map_or(text.len(), |found| found.0);
            for part in [text.as_str(), &text[start..], &text[..start]] {
                let look = Look::new(&text, &seen).part(part);
                for words in vocabulary::tables() {
                    let texts = || words.texts.iter().copied();
                    let found: Vec<(usize, usize)> = look.places(words).collect();
                    let plain = texts().filter_map(|word| part.find(word).map(|at| (at, at + word.len())));
                    prop_assert_eq!(found, plain.collect::<Vec<_>>(), "{}", part);
                    let begun: Vec<&str> = begins(part, words).collect();
                    prop_assert_eq!(begun, texts().filter(|word| part.starts_with(word)).collect::<Vec<_>>());
                }
            }
        }
    }
}
