//! Punctuation: which marks are one mark in several widths, and what each does in a sentence.
//!
//! In: characters. Out: the canonical character and yes/no answers. Words are not looked at.

use crate::lexicon::script::simplified;

/// The colon that every colon is folded to.
pub const COLON: char = '：';
/// The comma of a sentence.
pub const COMMA: char = '，';
/// The comma of a list.
pub const LIST_COMMA: char = '、';
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

/// The one form of a character that the parser compares: simplified, punctuation full width, digits and letters half width.
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

/// True for white space of any width and for marks without width.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{2060}' | '\u{00AD}')
}

/// True for a mark that ends a sentence.
pub fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？')
}

/// True for a mark after which a piece may begin.
pub fn may_cut_after(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '：' | '，' | '、' | '”' | '）' | '》' | '〕' | '…')
}

/// True for a closing mark that belongs to what stands before it.
pub fn closes(c: char) -> bool {
    matches!(c, '”' | '’' | '）' | '》' | '〕' | '〉' | '"')
}

/// True for an opening mark.
pub fn opens(c: char) -> bool {
    matches!(c, '“' | '‘' | '（' | '《' | '〔' | '〈')
}

/// True for any punctuation mark of a sentence.
pub fn is_punctuation(c: char) -> bool {
    ends_sentence(c) || closes(c) || opens(c) || matches!(c, '：' | '，' | '；' | '、' | '…' | '·' | '|')
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
