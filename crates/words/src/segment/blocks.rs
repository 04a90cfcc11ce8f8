//! Where words can be: which characters stand together, and how a compound of letters and digits falls into parts.
//!
//! In: text. Out: blocks of Han, ASCII letters, digits and the signs that occur inside names (`C++`, `AT&T`, `5.4%`),
//! with their letters decoded once; every other character stands alone, `\r\n` as one. Knows no words.

use crate::segment::tables;
use crate::segment::token::Token;

/// Most letters of a block: more than any text has without a single sign between them. Keeps memory within bounds.
const LONGEST: usize = 1 << 20;

/// A character of a block.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Character {
    /// Byte offset in the block.
    pub byte: u32,
    /// The character.
    pub char: char,
    /// Its code in the word list, 0 if no word has it.
    pub code: u16,
}

/// What kind of piece of text comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Block {
    /// Words can be in it.
    Words,
    /// A character that no word has, or a line end of two.
    Other {
        /// How many characters: 1 or 2.
        characters: u32,
    },
}

/// The first block of `text` and the text of it; `None` at the end of the text. Fills `letters` if it is of words.
pub(crate) fn next<'t>(text: &'t str, letters: &mut Vec<Character>) -> Option<(Block, &'t str)> {
    letters.clear();
    let mut chars = text.char_indices();
    let (_, first) = chars.next()?;
    if !is_of_words(first) {
        let line_end = text.starts_with("\r\n");
        let (characters, bytes) = if line_end { (2, 2) } else { (1, first.len_utf8()) };
        return Some((Block::Other { characters }, &text[..bytes]));
    }
    letters.push(Character { byte: 0, char: first, code: tables::code(first) });
    for (byte, char) in chars {
        if !is_of_words(char) || letters.len() == LONGEST {
            return Some((Block::Words, &text[..byte]));
        }
        letters.push(Character { byte: byte as u32, char, code: tables::code(char) });
    }
    Some((Block::Words, text))
}

/// Hands on the parts of a compound joined by `.`, `_` or `-` that someone might look for on their own: those of two
/// bytes or more with an ASCII letter in them (`WES` of `WES-5.4.5`).
pub(crate) fn each_part<'t>(token: Token<'t>, emit: &mut dyn FnMut(Token<'t>)) {
    let mut start = token.start;
    for part in token.text.split(is_connector) {
        let end = start + part.chars().count() as u32;
        if part.len() >= 2 && part.bytes().any(|byte| byte.is_ascii_alphabetic()) {
            emit(Token { text: part, start, end });
        }
        start = end + 1;
    }
}

/// Length in bytes of the compound that `text` begins with, 0 if it begins with none: runs of ASCII letters and digits
/// joined by single connectors, and a percent sign.
pub(crate) fn compound(text: &[u8]) -> usize {
    let run = |from: usize| text[from..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let mut end = run(0);
    if end == 0 {
        return 0;
    }
    while text.get(end).is_some_and(|&byte| is_connector(char::from(byte))) {
        let more = run(end + 1);
        if more == 0 {
            break;
        }
        end += 1 + more;
    }
    end + usize::from(text.get(end) == Some(&b'%'))
}

/// Whether a character joins letters and digits into one compound.
pub(crate) fn is_connector(c: char) -> bool {
    matches!(c, '.' | '_' | '-')
}

fn is_of_words(c: char) -> bool {
    if matches!(c, '\u{4E00}'..='\u{9FFF}') {
        return true;
    }
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || matches!(c, '+' | '#' | '&' | '.' | '_' | '%' | '-');
    }
    matches!(c,
        '\u{3400}'..='\u{4DBF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{2A6DF}'
        | '\u{2A700}'..='\u{2EBEF}' | '\u{2F800}'..='\u{2FA1F}')
}
