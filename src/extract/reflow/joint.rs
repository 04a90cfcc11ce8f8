//! What stands between two joined lines: nothing, or one space.
//!
//! In: the end of one line and the start of the next. Out: the joint. Words of Latin script are parted by a
//! space; Han characters by nothing; a number goes on where it was torn.

use super::line::Line;
use super::ruler::is_word;

/// The joint between `line` and `next`.
pub(super) fn between(line: &Line<'_>, next: &Line<'_>) -> &'static str {
    let last = line.text.chars().next_back().unwrap_or(' ');
    let first = next.text.chars().next().unwrap_or(' ');
    let numbers = last.is_ascii_digit() && first.is_ascii_digit();
    let words = is_word(last) && is_word(first);
    let comma = matches!(last, ',' | '.' | ';' | ':' | '!' | '?' | ')') && first.is_ascii_alphabetic();
    let latin_comma = comma && line.text.chars().rev().nth(1).is_some_and(|c| c.is_ascii_alphabetic());
    // A space between Han and a number was dropped by the wrapping unless it still stands at the line's end.
    let mixed = line.spaced && (is_word(last) != is_word(first)) && last.is_alphanumeric() && first.is_alphanumeric();
    if (words && !numbers) || latin_comma || mixed { " " } else { "" }
}
