//! The word layer: words of a folded text, with character offsets as positions.
//!
//! In: a folded text. Out: words, each with the offset of its first character; tokens without a letter or digit are
//! left out. [`segment`] finds them; nothing is loaded before the first.

use crate::segment::{self, Mode, Token};

/// First 32 bits of the word list's hash: an index made with another list has other word boundaries.
pub const LIST_VERSION: u32 = {
    let hash = segment::tables::DICTIONARY_HASH.as_bytes();
    let (mut number, mut at) = (0, 0);
    while at < 8 {
        let digit = if hash[at] <= b'9' { hash[at] - b'0' } else { hash[at] - b'a' + 10 };
        number = number << 4 | digit as u32;
        at += 1;
    }
    number
};

/// A word and the offset, in folded characters, of its first character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// The word.
    pub text: &'a str,
    /// Offset of its first character.
    pub offset: u32,
}

/// Hands the words of `folded` for the index, longer words and the shorter ones inside them, to `emit`, each with the
/// offset after its last character.
pub fn each_index_word<'t>(folded: &'t str, emit: &mut dyn FnMut(Word<'t>, u32)) {
    each_word(folded, Mode::Search, emit);
}

/// Words of `folded` that follow each other without overlap.
pub fn plain_words(folded: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    each_word(folded, Mode::Plain, &mut |word, _| words.push(word));
    words
}

fn each_word<'t>(folded: &'t str, mode: Mode, emit: &mut dyn FnMut(Word<'t>, u32)) {
    segment::each_token(folded, mode, &mut |Token { text, start, end }| {
        if text.chars().any(char::is_alphanumeric) {
            emit(Word { text, offset: start }, end);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_carry_character_offsets() {
        let words: Vec<(u32, &str)> =
            plain_words("举办科技成果路演17场").iter().map(|word| (word.offset, word.text)).collect();
        assert!(words.contains(&(6, "路演")) && words.contains(&(8, "17")), "{words:?}");
    }

    #[test]
    fn index_words_come_one_by_one_with_both_ends() {
        let mut found = Vec::new();
        each_index_word("博士后公寓。", &mut |word, end| found.push((word.text, word.offset, end)));
        assert_eq!(found, [("博士", 0, 2), ("博士后", 0, 3), ("公寓", 3, 5)]);
    }

    #[test]
    fn a_long_text_loses_no_word() {
        let found =
            plain_words(&"博士后公寓。".repeat(3000)).iter().filter(|word| word.text == "公寓").count();
        assert_eq!(found, 3000);
    }
}
