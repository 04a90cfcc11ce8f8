//! The word layer: jieba's words of a folded text, with character offsets as positions.
//!
//! In: a folded text. Out: words, each with the offset of its first character. The dictionary costs some 100 ms
//! and 30 MB, so it is loaded on first use and shared; what needs no words never pays for it.

use std::sync::{Arc, OnceLock};

use jieba_rs::{Jieba, TokenizeMode};

use crate::analyze::fold::SEPARATOR;

/// Longest stretch, in bytes, that is segmented at once. jieba's lattice grows with its input.
const PIECE: usize = 32 * 1024;

/// A word and the offset, in folded characters, of its first character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// The word.
    pub text: &'a str,
    /// Offset of its first character.
    pub offset: u32,
}

/// The shared dictionary, loaded on first use.
fn dictionary() -> &'static Arc<Jieba> {
    static DICTIONARY: OnceLock<Arc<Jieba>> = OnceLock::new();
    DICTIONARY.get_or_init(|| Arc::new(Jieba::new()))
}

/// Words of `folded` for the index: longer words and the shorter ones inside them.
pub fn index_words(folded: &str) -> Vec<Word<'_>> {
    segment(folded, TokenizeMode::Search)
}

/// Words of `folded` that follow each other without overlap.
pub fn plain_words(folded: &str) -> Vec<Word<'_>> {
    segment(folded, TokenizeMode::Default)
}

fn segment(folded: &str, mode: TokenizeMode) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut base = 0;
    for piece in pieces(folded) {
        words.extend(
            dictionary()
                .tokenize(piece, mode, true)
                .into_iter()
                .filter(|token| token.word.chars().any(char::is_alphanumeric))
                .map(|token| Word { text: token.word, offset: base + token.start as u32 }),
        );
        base += piece.chars().count() as u32;
    }
    words
}

/// Cuts `folded` into pieces of at most [`PIECE`] bytes, at the last separator where there is one.
fn pieces(folded: &str) -> impl Iterator<Item = &str> {
    let mut rest = folded;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut cut = rest.len().min(PIECE);
        while !rest.is_char_boundary(cut) {
            cut -= 1;
        }
        if cut < rest.len()
            && let Some(separator) = rest[..cut].rfind(SEPARATOR)
        {
            cut = separator + SEPARATOR.len_utf8();
        }
        let (piece, after) = rest.split_at(cut);
        rest = after;
        Some(piece)
    })
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
    fn a_long_text_is_cut_at_sentence_ends_and_loses_no_word() {
        let text = "博士后公寓。".repeat(3000);
        assert!(pieces(&text).all(|piece| piece.len() <= PIECE && piece.ends_with(SEPARATOR)));
        let found = plain_words(&text).iter().filter(|word| word.text == "公寓").count();
        assert_eq!(found, 3000);
        assert_eq!(pieces(&"博".repeat(20000)).map(str::len).sum::<usize>(), 60000);
    }
}
