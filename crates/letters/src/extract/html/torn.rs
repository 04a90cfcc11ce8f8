//! Lines that a page tears where no line can end.
//!
//! In: the lines chosen. Out: the same, those put together again between which a `<br>` stands within quotes or brackets
//! that the next line closes. What else is torn is seen by the whole text's shape, elsewhere.

use super::line::Line;
use crate::extract::reflow::layout::{CLOSERS, OPENERS};
use dafu_words::script::is_han;

/// Characters within which the next line closes what the line before left open.
const REACH: usize = 60;

/// The lines with the torn ones joined.
pub(super) fn mend(lines: Vec<Line>) -> Vec<Line> {
    let mut mended: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines {
        match mended.last_mut() {
            Some(last) if last.soft && !line.gap && is_torn(&last.text, &line.text) => {
                last.text.push_str(line.text.trim_start());
                last.chars = last.chars.saturating_add(line.chars);
                last.soft = line.soft;
            }
            _ => mended.push(line),
        }
    }
    mended
}

/// True when `line` ends in the midst of words within a bracket that `next` closes before it opens another.
fn is_torn(line: &str, next: &str) -> bool {
    let is_bracket = |c: &char| OPENERS.contains(*c) || CLOSERS.contains(*c);
    let Some(open) = line.chars().rev().take(REACH).find(is_bracket) else { return false };
    let Some(nth) = OPENERS.chars().position(|opener| opener == open) else { return false };
    let closes = next.chars().take(REACH).find(is_bracket);
    let midway =
        line.chars().next_back().is_some_and(is_han) && next.trim_start().chars().next().is_some_and(is_han);
    midway && closes.is_some() && closes == CLOSERS.chars().nth(nth) && !next.starts_with(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_open_and_closed_again_is_joined() {
        assert!(is_torn("您提出的《关于加强学校", "管理的提案》收悉"));
        assert!(!is_torn("您提出的《关于加强学校", "管理的提案"));
        assert!(!is_torn("《关于加强学校管理的提案》收悉", "管理的提案》"));
        assert!(!is_torn("“十四五规划", "　　加强学校”"));
        assert!(!is_torn("（一", "、二）"));
    }
}
