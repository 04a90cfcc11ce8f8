//! What word processors leave in pages: symbol fonts and the marks of their lists.
//!
//! In: an element or a text in such a font. Out: the characters that were seen: boxes, ticks, numbers. Bullets are
//! ornaments and left out. `extract::glyphs` knows the same fonts for other formats and shows an empty box as ☐, a
//! page as □: texts that archives hold depend on both.

use crate::extract::html::markup::entity;
use crate::extract::html::markup::steps;
use crate::extract::html::markup::tag::Tag;
use crate::extract::html::markup::tree::Tree;
use crate::forms::ordinals;
use dafu_words::punctuation;

/// A font whose letters are symbols.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SymbolFont {
    /// Wingdings, the first of three.
    Wingdings,
    /// Wingdings 2.
    Wingdings2,
}

/// The symbol font that an element with these attributes sets its text in.
pub(super) fn font(raw: &str) -> Option<SymbolFont> {
    steps::add(raw.len());
    let found = raw.find("ingdings")?;
    let after = raw.get(found + "ingdings".len()..)?.trim_start();
    Some(if after.starts_with('2') { SymbolFont::Wingdings2 } else { SymbolFont::Wingdings })
}

/// `text` set in `font`.
pub(super) fn read(font: SymbolFont, text: &str) -> String {
    text.chars().filter_map(|c| symbol(font, c)).collect()
}

fn symbol(font: SymbolFont, c: char) -> Option<char> {
    let c = match c as u32 {
        // Symbol fonts have their letters in the private area too.
        code @ 0xF020..=0xF0FF => char::from_u32(code - 0xF000)?,
        _ => c,
    };
    match (font, c) {
        (SymbolFont::Wingdings, 'o' | 'q' | '¨' | 'p') => Some('□'),
        (SymbolFont::Wingdings, 'þ') => Some('☑'),
        (SymbolFont::Wingdings, 'ý' | 'x') => Some('☒'),
        (SymbolFont::Wingdings, 'ü') => Some('√'),
        (SymbolFont::Wingdings2, '£' | '*' | '0') => Some('□'),
        (SymbolFont::Wingdings2, 'R') => Some('☑'),
        (SymbolFont::Wingdings2, 'S' | 'T') => Some('☒'),
        (SymbolFont::Wingdings2, 'P') => Some('√'),
        // What is no letter of the font was set in another one.
        _ if c.is_whitespace() || !matches!(c as u32, 0x21..=0xFF) => Some(c),
        _ => None,
    }
}

/// True for the element in which a word processor puts the number or bullet of a list's entry.
pub(super) fn is_list_mark(raw: &str) -> bool {
    raw.find("mso-list").and_then(|at| raw.get(at..)).is_some_and(|rest| {
        let value = rest.trim_start_matches(|c: char| c != ':').trim_start_matches([':', ' ']);
        value.get(.."ignore".len()).is_some_and(|value| value.eq_ignore_ascii_case("ignore"))
    })
}

/// The number in such an element; none for a bullet.
pub(super) fn list_mark(tree: &Tree<'_>, at: usize) -> Option<String> {
    let fonts = ["ingdings", "ymbol"];
    let around = [tree.node(at).raw, tree.node(tree.parent(at)).raw];
    if around.iter().any(|raw| fonts.iter().any(|font| raw.contains(font))) {
        return None;
    }
    let texts = (at..tree.end(at)).map(|at| tree.node(at)).filter(|node| node.tag == Tag::Text);
    let mark: String = texts.map(|node| entity::decode(node.raw)).collect();
    let mark = mark.trim();
    let is_number = mark.chars().any(char::is_alphanumeric) && mark != "o";
    (is_number && mark.chars().count() <= 12).then(|| mark.to_owned())
}

/// True when `text` begins with a number as headings and entries do.
pub(super) fn begins_with_number(text: &str) -> bool {
    let start: String =
        text.chars().filter(|&c| !punctuation::is_blank(c)).map(punctuation::canonical).take(12).collect();
    ordinals::read(&start).is_some_and(|ordinal| {
        use ordinals::Family::{Arabic, ArabicRound, Circled, Han, HanRound};
        matches!(ordinal.family, Han | HanRound | Arabic | ArabicRound | Circled)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_and_ticks_are_read_and_bullets_are_not() {
        assert_eq!(read(SymbolFont::Wingdings2, "R\u{A0}£"), "☑\u{A0}□");
        assert_eq!(read(SymbolFont::Wingdings, "¨lüØ类\u{F0FE}"), "□√类☑");
        assert!(is_list_mark(" style='mso-list:Ignore'"));
        assert!(!is_list_mark(" style='mso-list:l0 level1 lfo1'"));
    }
}
