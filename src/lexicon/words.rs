//! Tables of words, and a quick way of telling which of them cannot stand in a text.
//!
//! In: tables made by `words!` and a text. Out: whether, where and how many of a table's words stand in it. Nearly
//! all of the thousand words that a sentence is asked for are not there: [`Seen`] tells that of a word by one bit.
//! What the words mean is said by the tables.

use std::ops::Deref;

/// A table of words, each with the key of its first characters.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    texts: &'static [&'static str],
    keys: &'static [u16],
}

impl Words {
    /// The table of `texts` whose `keys` are [`keys_of`] them; `words!` calls it.
    pub const fn new(texts: &'static [&'static str], keys: &'static [u16]) -> Words {
        Words { texts, keys }
    }

    fn iter(self) -> impl Iterator<Item = (u16, &'static str)> {
        self.keys.iter().copied().zip(self.texts.iter().copied())
    }
}

/// A table of words, keyed at compile time.
macro_rules! words {
    ($($word:literal),* $(,)?) => {
        const {
            const TEXTS: &[&str] = &[$($word),*];
            const KEYS: [u16; TEXTS.len()] = $crate::lexicon::words::keys_of(TEXTS);
            $crate::lexicon::words::Words::new(TEXTS, &KEYS)
        }
    };
}
pub(crate) use words;

/// The keys of words; `words!` calls it.
pub const fn keys_of<const N: usize>(texts: &[&str]) -> [u16; N] {
    let mut keys = [ANY; N];
    let mut at = 0;
    while at < N {
        keys[at] = key_of(texts[at].as_bytes());
        at += 1;
    }
    keys
}

/// Number of keys.
const KEYS: usize = 4096;
/// The key of words too short for another: they may stand anywhere.
const ANY: u16 = 0;
/// Bytes that a key is made of: two Han characters, or one where the word has no more.
const LONG: usize = 6;
const SHORT: usize = 3;

const fn key_of(word: &[u8]) -> u16 {
    match word.len() {
        LONG.. => long_key(low_bytes(word, LONG)),
        SHORT.. => short_key(low_bytes(word, SHORT)),
        _ => ANY,
    }
}

const fn low_bytes(bytes: &[u8], count: usize) -> u64 {
    let (mut value, mut at) = (0, 0);
    while at < count {
        value |= (bytes[at] as u64) << (8 * at);
        at += 1;
    }
    value
}

const fn long_key(bytes: u64) -> u16 {
    (bytes.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 52) as u16
}

const fn short_key(bytes: u64) -> u16 {
    (bytes.wrapping_mul(0xd6e8_feb8_6659_fd93) >> 52) as u16
}

/// Keys of all words that begin somewhere in a text.
#[derive(Debug)]
pub struct Seen([u64; KEYS / 64]);

impl Seen {
    /// What can be seen in `text`.
    pub fn of(text: &str) -> Seen {
        let mut seen = Seen([0; KEYS / 64]);
        seen.add(ANY);
        let bytes = text.as_bytes();
        for (at, &byte) in bytes.iter().enumerate() {
            // Words begin where characters do.
            if byte & 0xC0 == 0x80 {
                continue;
            }
            let ahead = match bytes[at..].first_chunk() {
                Some(eight) => u64::from_le_bytes(*eight),
                None => low_bytes(&bytes[at..], bytes.len() - at),
            };
            seen.add(short_key(ahead & 0xFF_FFFF));
            seen.add(long_key(ahead & 0xFFFF_FFFF_FFFF));
        }
        seen
    }

    fn add(&mut self, key: u16) {
        self.0[usize::from(key) / 64 % (KEYS / 64)] |= 1 << (key % 64);
    }

    fn may_hold(&self, key: u16) -> bool {
        self.0[usize::from(key) / 64 % (KEYS / 64)] >> (key % 64) & 1 == 1
    }
}

/// A sentence or a part of one, looked at for words.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// The text looked at.
    pub text: &'a str,
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
        Look { text, seen }
    }

    /// A look at `part`, a slice of the text.
    pub fn part(self, part: &'a str) -> Look<'a> {
        Look { text: part, ..self }
    }

    /// Start and end of the first place of each of `words` that stands in the text, in the order of the table.
    pub fn places(self, words: Words) -> impl Iterator<Item = (usize, usize)> {
        let likely = words.iter().filter(move |&(key, _)| self.seen.may_hold(key));
        likely.filter_map(move |(_, word)| find(self.text, word).map(|at| (at, at + word.len())))
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
        self.found(words).is_some()
    }

    /// How many of `words` stand in the text, counted up to three.
    pub fn count(self, words: Words) -> i32 {
        self.places(words).take(3).count() as i32
    }
}

/// The words that `s` begins with, in the order of the table.
pub fn begins(s: &str, words: Words) -> impl Iterator<Item = &'static str> {
    let bytes = s.as_bytes();
    let short = if bytes.len() >= SHORT { short_key(low_bytes(bytes, SHORT)) } else { ANY };
    let long = if bytes.len() >= LONG { long_key(low_bytes(bytes, LONG)) } else { ANY };
    let may = move |key: u16| key == long || key == short || key == ANY;
    // The whole table is asked first, many keys at once: hardly a text begins with any of its words.
    let any = words.keys.iter().fold(false, |any, &key| any | may(key));
    let words = any.then(|| words.iter().filter(move |&(key, _)| may(key)));
    words.into_iter().flatten().map(|(_, word)| word).filter(move |word| s.starts_with(word))
}

/// True when any of a few `words` stands in `text`; a long table asks a [`Look`].
pub fn any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| find(text, word).is_some())
}

/// Where `word` first stands in `text`, by the third byte of its first character: of the three that a Han character
/// has, the one that differs most.
pub fn find(text: &str, word: &str) -> Option<usize> {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let Some(&third) = word.get(SHORT - 1) else { return memchr::memmem::find(text, word) };
    let rest = text.get(SHORT - 1..)?;
    memchr::memchr_iter(third, rest).find(|&at| text[at..].starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WORDS: Words = words!["一", "一二", "二三一", "a", "ab", "a一", "一a", "", "三，", "，一"];

    proptest! {
        #[test]
        fn a_look_finds_what_a_search_finds(text in "[一二三，ab]{0,12}", from in 0usize..6) {
            let seen = Seen::of(&text);
            let start = text.char_indices().nth(from).map_or(text.len(), |found| found.0);
            for part in [text.as_str(), &text[start..], &text[..start]] {
                let texts = || WORDS.texts.iter();
                let found: Vec<(usize, usize)> = Look::new(&text, &seen).part(part).places(WORDS).collect();
                let plain = texts().filter_map(|word| part.find(word).map(|at| (at, at + word.len())));
                prop_assert_eq!(found, plain.collect::<Vec<_>>(), "{}", part);
                let begun: Vec<&str> = begins(part, WORDS).collect();
                let plain = texts().copied().filter(|word| part.starts_with(word));
                prop_assert_eq!(begun, plain.collect::<Vec<_>>(), "{}", part);
            }
        }
    }
}
