//! How wide a line is, in half columns, and what of a line cannot be broken.
//!
//! In: text of a line. Out: widths. Files were wrapped by people and programs that count differently: some take
//! “ ” — … for wide, some do not; some wrapped before a space got between Han and digits, some after.
//! A [`Ruler`] is one such way of counting; the margin finder picks the one that fits the file.

use crate::extract::reflow::layout::{
    CLOSERS, COLONS, COMMAS, NEVER_FIRST, OPENERS, SEMICOLONS, SENTENCE_ENDS,
};
use dafu_words::script::begins_with_han;
use unicode_width::UnicodeWidthChar;

/// Half columns in a column.
pub(in crate::extract) const COLUMN: u32 = 2;

/// One way of counting columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) struct Ruler {
    /// Ambiguous characters (quotes, dashes) are as wide as Han.
    pub wide_quotes: bool,
    /// Width of a space inside a line, in half columns.
    pub space: u32,
}

impl Ruler {
    /// Every way of counting, the likeliest first.
    pub(in crate::extract) const ALL: [Ruler; 6] = [
        Ruler { wide_quotes: true, space: 1 },
        Ruler { wide_quotes: true, space: 0 },
        Ruler { wide_quotes: true, space: 2 },
        Ruler { wide_quotes: false, space: 2 },
        Ruler { wide_quotes: false, space: 0 },
        Ruler { wide_quotes: false, space: 1 },
    ];

    /// Width of one character.
    pub(super) fn char(self, c: char) -> u32 {
        if c == ' ' || c == '\u{A0}' {
            return self.space;
        }
        let columns = if self.wide_quotes { c.width_cjk() } else { c.width() };
        columns.unwrap_or(0) as u32 * COLUMN
    }

    /// Width of a line's text.
    pub(in crate::extract) fn text(self, text: &str) -> u32 {
        self.width(Width::of(text))
    }

    /// Width of a text measured before.
    pub(super) fn width(self, text: Width) -> u32 {
        let columns = if self.wide_quotes { text.wide } else { text.narrow };
        columns.saturating_mul(COLUMN).saturating_add(text.spaces.saturating_mul(self.space))
    }

    /// Width of the first piece of `text` that no line end may cut: a run of Latin letters and digits, or one
    /// other character, with what must stand beside it.
    pub(in crate::extract) fn first_piece(self, text: &str) -> u32 {
        let mut width = 0;
        let mut state = PieceState::Opening;
        for c in text.chars().take(40) {
            state = match (state, class(c)) {
                (PieceState::Opening, CharClass::Opener) => PieceState::Opening,
                (PieceState::Opening | PieceState::Run, CharClass::Word) => PieceState::Run,
                (PieceState::Opening, CharClass::Other) => PieceState::Closing,
                (_, CharClass::Closer) => PieceState::Closing,
                _ => break,
            };
            width += self.char(c);
        }
        width
    }
}

/// A text's width as every ruler can read it, in columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Width {
    /// With ambiguous characters as wide as Han, spaces left aside.
    wide: u32,
    /// With ambiguous characters as narrow as Latin, spaces left aside.
    narrow: u32,
    /// Spaces inside.
    spaces: u32,
}

impl Width {
    /// Measures `text`.
    pub(super) fn of(text: &str) -> Width {
        let mut width = Width::default();
        let mut rest = text;
        loop {
            let (han, c) = next_other(rest);
            width.wide = width.wide.saturating_add(2 * han);
            width.narrow = width.narrow.saturating_add(2 * han);
            let Some(c) = c else { return width };
            rest = &rest['一'.len_utf8() * han as usize + c.len_utf8()..];
            let (wide, narrow) = match c {
                ' ' | '\u{A0}' => {
                    width.spaces += 1;
                    continue;
                }
                '!'..='~' => (1, 1),
                _ => (c.width_cjk().unwrap_or(0) as u32, c.width().unwrap_or(0) as u32),
            };
            width.wide = width.wide.saturating_add(wide);
            width.narrow = width.narrow.saturating_add(narrow);
        }
    }
}

/// How many common Han characters `text` begins with, and the character behind them.
fn next_other(text: &str) -> (u32, Option<char>) {
    let bytes = text.as_bytes();
    let (mut at, mut count) = (0, 0);
    while begins_with_han(&bytes[at..]) {
        at += '一'.len_utf8();
        count += 1;
    }
    (count, text[at..].chars().next())
}

/// The characters of `text` without the common Han characters.
pub(super) fn without_han(text: &str) -> impl Iterator<Item = char> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (han, c) = next_other(rest);
        rest = &rest['一'.len_utf8() * han as usize + c?.len_utf8()..];
        c
    })
}

/// Width of white space at a line's start, in half columns; a tab counts as two Han characters.
pub(super) fn indent(space: &str) -> u32 {
    space.chars().fold(0u32, |sum, c| {
        sum.saturating_add(match c {
            '\t' => 4 * COLUMN,
            '\u{3000}' | '\u{2003}' => 2 * COLUMN,
            _ => COLUMN,
        })
    })
}

#[derive(Clone, Copy, PartialEq)]
enum PieceState {
    Opening,
    Run,
    Closing,
}

enum CharClass {
    Opener,
    Word,
    Closer,
    Space,
    Other,
}

fn class(c: char) -> CharClass {
    if is_word(c) || matches!(c, '.' | '-' | '_' | '@' | '&' | '/' | '\'' | '+') {
        CharClass::Word
    } else if OPENERS.contains(c) {
        CharClass::Opener
    } else if is_closer(c) {
        CharClass::Closer
    } else if c.is_whitespace() {
        CharClass::Space
    } else {
        CharClass::Other
    }
}

/// True for letters and digits of scripts that are written with spaces between words.
pub(in crate::extract) fn is_word(c: char) -> bool {
    c.is_alphanumeric() && (c as u32) < 0x1100
}

fn is_closer(c: char) -> bool {
    CLOSERS.contains(c)
        || NEVER_FIRST.contains(c)
        || [SENTENCE_ENDS, COMMAS, SEMICOLONS, COLONS].iter().any(|set| set.contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_and_quotes_are_wide_and_tabs_indent_by_two_characters() {
        let ruler = Ruler::ALL[0];
        assert_eq!(ruler.text("“中”a1"), (6 + 2) * COLUMN);
        assert_eq!(indent("\t "), 5 * COLUMN);
        assert_eq!(indent("\u{3000}\u{3000}"), 4 * COLUMN);
    }

    #[test]
    fn a_first_piece_holds_what_no_line_end_may_cut() {
        let ruler = Ruler::ALL[0];
        let columns = |text| ruler.first_piece(text) / COLUMN;
        assert_eq!(columns("果转化"), 2);
        assert_eq!(columns("果，转"), 4);
        assert_eq!(columns("《果》转"), 6);
        assert_eq!(columns("2024 年"), 4);
        assert_eq!(columns("R&D投入"), 3);
        assert_eq!(columns(""), 0);
    }
}
