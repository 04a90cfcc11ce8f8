//! One line of a page, and what it was there.
//!
//! In: a line's text and what is known of it. Out: [`PageLine`], its text as tables of words have it, and lines that
//! a page tears where no line can end put together again: those between which a `<br>` stands within quotes or
//! brackets that the next line closes. What else is torn is seen by the whole text's shape, elsewhere.

use crate::extract::html::markup::steps;
use crate::extract::reflow::layout::{CLOSERS, OPENERS};
use dafu_words::punctuation;
use dafu_words::script::is_han;

/// What ends a link to a file that goes with a letter.
const FILES: &[&str] = &[
    ".doc", ".docx", ".pdf", ".xls", ".xlsx", ".wps", ".et", ".ofd", ".zip", ".rar", ".ppt", ".pptx", ".txt",
    ".jpg",
];

/// What a line was in its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A paragraph or a piece of one.
    Plain,
    /// A row of a table, tabs between its cells.
    Row,
    /// An entry of a list, a term or its description, or all that a row's cell holds.
    Entry,
    /// A heading.
    Heading,
    /// The label of a tab.
    Label,
}

/// A line of a page.
#[derive(Clone, Debug)]
pub(crate) struct PageLine {
    /// Its text, indent included.
    pub text: String,
    /// What it was.
    pub kind: Kind,
    /// The node that it begins at.
    pub node: usize,
    /// Characters that are no white space.
    pub chars: u32,
    /// Those of them in links to pages; links to files are text.
    pub linked: u32,
    /// It ends where a `<br>` stands, not where a block ends.
    pub soft: bool,
    /// A gap is shown before it.
    pub gap: bool,
}

impl PageLine {
    /// A line of this text, of which nothing else is known.
    #[cfg(test)]
    pub(crate) fn plain(text: &str) -> PageLine {
        PageLine {
            text: text.to_owned(),
            kind: Kind::Plain,
            node: 0,
            chars: 0,
            linked: 0,
            soft: false,
            gap: false,
        }
    }

    /// The line as tables of words have it: one script, one width, no white space.
    pub(crate) fn canonical(&self) -> String {
        canonical(&self.text)
    }

    /// True when nearly all of it stands in links, dates beside them left aside.
    pub(crate) fn is_link(&self) -> bool {
        let figures =
            self.text.bytes().filter(|b| b.is_ascii_digit() || b.is_ascii_punctuation()).count() as u32;
        self.linked > 0 && self.linked * 10 >= self.chars.saturating_sub(figures) * 8
    }
}

/// `text` as tables of words have it: one script, one width, no white space.
pub(crate) fn canonical(text: &str) -> String {
    steps::add(text.len());
    text.chars().filter(|&c| !punctuation::is_blank(c)).map(punctuation::canonical).collect()
}

/// True when a name or an address, in lower case, ends as those of files do that go with a letter.
pub(crate) fn is_file(lower: &str) -> bool {
    FILES.iter().any(|end| lower.ends_with(end))
}

/// Characters within which the next line closes what the line before left open.
const REACH: usize = 60;

/// The lines with the torn ones joined.
pub(crate) fn mend(lines: Vec<PageLine>) -> Vec<PageLine> {
    let mut mended: Vec<PageLine> = Vec::with_capacity(lines.len());
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
