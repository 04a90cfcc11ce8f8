//! What stands between two joined lines: nothing, or one space.
//!
//! In: the end of one line and the start of the next. Out: the joint. Words of Latin script are parted by a
//! space; Han characters by nothing; a number goes on where it was torn.

use super::line::FileLine;
use super::ruler::is_word;
use crate::extract::reflow::layout::NUMBER_TAILS;

/// The joint between `line` and `next`.
pub(in crate::extract) fn between(line: &FileLine<'_>, next: &FileLine<'_>) -> &'static str {
    let last = line.text.chars().next_back().unwrap_or(' ');
    let first = next.text.chars().next().unwrap_or(' ');
    let numbers = last.is_ascii_digit() && first.is_ascii_digit();
    let words = is_word(last) && is_word(first);
    let comma = matches!(last, ',' | '.' | ';' | ':' | '!' | '?' | ')') && first.is_ascii_alphabetic();
    let latin_comma = comma && line.text.chars().rev().nth(1).is_some_and(|c| c.is_ascii_alphabetic());
    // A space between Han and a number was dropped by the wrapping unless it still stands at the line's end.
    let torn_number = last.is_ascii_digit() && NUMBER_TAILS.contains(first);
    let mixed = line.spaced
        && !torn_number
        && (is_word(last) != is_word(first))
        && last.is_alphanumeric()
        && first.is_alphanumeric();
    if (words && !numbers) || latin_comma || mixed { " " } else { "" }
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    fn joint(source: &str) -> &'static str {
        let found = lines(source);
        between(&found[0], &found[1])
    }

    #[test]
    fn only_words_of_latin_script_are_parted() {
        for (source, expected) in [
            ("科技成\n果转化", ""),
            ("推进\nSCI论文", ""),
            ("推进 \nSCI论文", " "),
            ("Science\nTechnology", " "),
            ("Science,\nTechnology", " "),
            ("R&D\n投入", ""),
            ("3819.\n6万元", ""),
            ("20\n24年", ""),
            ("〔2024〕80 \n号某省委会：", ""),
            ("科技 \n成果", ""),
        ] {
            assert_eq!(joint(source), expected, "{source}");
        }
    }
}
