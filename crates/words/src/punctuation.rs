//! Punctuation: which marks are one mark in several widths, and what each does in a sentence.
//!
//! In: characters. Out: the canonical character and yes/no answers. Words are not looked at.

use crate::script::{is_simplified, simplified};

/// The colon that every colon is folded to.
pub const COLON: char = '：';
/// The comma of a sentence.
const COMMA: char = '，';
/// The comma of a list.
const LIST_COMMA: char = '、';
/// The full stop.
pub const STOP: char = '。';
/// The semicolon.
pub const SEMICOLON: char = '；';
/// The round brackets that every pair of round brackets is folded to.
pub const ROUND: (char, char) = ('（', '）');
/// The brackets of a document number; square, lenticular and tortoise-shell ones are folded to them.
pub const TORTOISE: (char, char) = ('〔', '〕');
/// Title marks.
pub const TITLE_MARKS: (char, char) = ('《', '》');
/// Quotation marks.
pub const QUOTES: (char, char) = ('“', '”');

/// The one form of a character that the parser compares: simplified, punctuation full width, digits and letters half
/// width.
pub fn canonical(c: char) -> char {
    let c = match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    match c {
        ':' | '﹕' | '︰' | '∶' => COLON,
        ',' | '﹐' => COMMA,
        ';' | '﹔' => SEMICOLON,
        '?' | '﹖' => '？',
        '!' | '﹗' => '！',
        '(' | '﹙' => ROUND.0,
        ')' | '﹚' => ROUND.1,
        '[' | '【' | '﹝' | '〖' | '［' => TORTOISE.0,
        ']' | '】' | '﹞' | '〗' | '］' => TORTOISE.1,
        '「' | '『' | '＂' => QUOTES.0,
        '」' | '』' => QUOTES.1,
        '｡' => STOP,
        '､' => LIST_COMMA,
        '○' | 'Ｏ' => '〇',
        '—' | '–' | '－' | '‐' | '‑' => '-',
        _ => simplified(c),
    }
}

/// True for characters that are quickly seen to be their own canonical form: most of a letter.
#[inline]
pub fn is_canonical(c: char) -> bool {
    match c {
        '\u{4E00}'..='\u{9FFF}' => is_simplified(c),
        '，' | '。' | '、' | '；' | '：' | '“' | '”' | '《' | '》' | '）' | '？' | '！' => true,
        _ => c.is_ascii_alphanumeric(),
    }
}

/// True for the Han characters of ordinary text.
#[inline]
pub fn is_plain(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

/// True for white space of any width and for marks without width.
#[inline]
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{2060}' | '\u{00AD}')
}

/// True for a mark that ends a sentence.
#[inline]
pub fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？')
}

/// True for a mark after which a piece may begin.
#[inline]
pub fn may_cut_after(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '：' | '，' | '、' | '”' | '）' | '》' | '〕' | '…')
}

/// The first of the marks that `wanted` names: of 。、《》〔〕，：；！？（）, no others.
///
/// These begin with one of two bytes that no Han character begins with, so that a text is hardly looked at.
pub fn find(s: &str, wanted: impl Fn(char) -> bool) -> Option<(usize, char)> {
    memchr::memchr2_iter(0xE3, 0xEF, s.as_bytes()).find_map(|at| {
        let c = s.get(at..)?.chars().next()?;
        wanted(c).then_some((at, c))
    })
}

/// The parts of `s` between the marks that `wanted` names; see [`find`].
pub fn split(s: &str, wanted: impl Fn(char) -> bool) -> impl Iterator<Item = &str> {
    let mut rest = Some(s);
    std::iter::from_fn(move || {
        let s = rest?;
        let cut = find(s, &wanted);
        rest = cut.map(|(at, c)| &s[at + c.len_utf8()..]);
        Some(cut.map_or(s, |(at, _)| &s[..at]))
    })
}

/// True for a closing mark that belongs to what stands before it.
pub fn closes(c: char) -> bool {
    matches!(c, '”' | '’' | '）' | '》' | '〕' | '〉' | '"')
}

/// True for an opening mark.
pub fn opens(c: char) -> bool {
    matches!(c, '“' | '‘' | '（' | '《' | '〔' | '〈')
}

/// A box that is ticked.
pub fn is_ticked(c: char) -> bool {
    matches!(c, '☑' | '☒' | '√' | '✓' | '✔' | '■' | '●' | '▇' | '🗹')
}

/// A box that is not ticked.
pub fn is_unticked(c: char) -> bool {
    matches!(c, '□' | '☐' | '▢' | '◻' | '◯')
}

/// A Latin letter with a tone mark, as injected readings have: `農(nóng)業(yè)`.
pub fn is_toned(c: char) -> bool {
    matches!(c, '\u{00C0}'..='\u{024F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_look_canonical_are() {
        let mut all = ('\0'..=char::MAX).filter(|&c| is_canonical(c));
        assert_eq!(all.find(|&c| canonical(c) != c || is_blank(c)), None);
    }

    #[test]
    fn marks_cut_as_a_plain_split_does() {
        let s = "一，二、三。（四）：，";
        let cut: Vec<&str> = split(s, |c| matches!(c, '，' | '：')).collect();
        assert_eq!(cut, s.split(['，', '：']).collect::<Vec<_>>());
        assert_eq!(find(s, |c| c == '。'), s.find('。').map(|at| (at, '。')));
    }
}
