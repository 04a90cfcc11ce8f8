//! Characters flowing into lines as a page shows them.
//!
//! In: decoded text, line breaks and spaces from a page. Out: lines, white space collapsed as pages collapse it, with
//! the white space that indents them. A line end in the source between two Chinese characters is nothing: editors wrap
//! their source there.

use crate::extract::html::markup::steps;
use crate::extract::reflow::layout::NUMBER_TAILS;
use dafu_words::script::is_han;

/// White space that is owed before the next character.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Owed {
    #[default]
    Nothing,
    /// A line end of the source.
    SourceEnd,
    /// A space.
    Space,
}

/// One line under way.
#[derive(Debug, Default)]
pub(super) struct Flow {
    /// The line so far, indent included.
    pub line: String,
    owed: Owed,
    /// True once a character that is no white space stands in the line.
    pub begun: bool,
    /// Characters of the line that are no white space.
    pub chars: u32,
    /// Control characters that were replaced by spaces.
    pub controls: usize,
    /// The page puts spaces between Chinese characters and figures.
    pub spaced: bool,
}

impl Flow {
    /// A flow for a page whose source is `page`.
    pub(super) fn new(page: &str) -> Flow {
        Flow { spaced: is_spaced(page), ..Flow::default() }
    }

    /// Takes the line; the next one is empty.
    pub(super) fn take(&mut self) -> String {
        steps::add(self.line.len());
        (self.owed, self.begun, self.chars) = (Owed::Nothing, false, 0);
        let line = std::mem::take(&mut self.line);
        if line.chars().all(is_space) { String::new() } else { line.trim_end_matches(is_space).to_owned() }
    }

    /// Adds `text` with its white space collapsed.
    pub(super) fn push(&mut self, text: &str) {
        steps::add(text.len());
        for c in text.chars() {
            match c {
                '\n' | '\r' => self.owed = self.owed.max(Owed::SourceEnd),
                ' ' | '\t' | '\u{C}' if self.owed == Owed::SourceEnd => {}
                ' ' | '\t' | '\u{C}' => self.owed = Owed::Space,
                _ => self.push_char(c),
            }
        }
    }

    /// Adds text whose white space counts, without line ends.
    pub(super) fn push_as_is(&mut self, text: &str) {
        steps::add(text.len());
        for c in text.chars() {
            match c {
                ' ' | '\t' => self.line.push(c),
                _ => self.push_char(c),
            }
        }
    }

    /// Ends a line within a cell before `next`: a space, unless a mark as wide as a character stands there.
    pub(super) fn cell_line(&mut self, next: &str) {
        let last = self.line.trim_end().chars().next_back();
        let marked = last.into_iter().chain(next.trim_start().chars().next()).any(is_wide_mark);
        self.owed = if marked { Owed::Nothing } else { Owed::Space };
    }

    /// Owes a space, whatever the neighbours.
    pub(super) fn space(&mut self) {
        self.owed = Owed::Space;
    }

    /// Ends a cell: what follows stands behind a tab.
    pub(super) fn tab(&mut self) {
        self.owed = Owed::Nothing;
        self.line.truncate(self.line.trim_end_matches([' ', '\u{3000}']).len());
        self.line.push('\t');
    }

    fn push_char(&mut self, c: char) {
        match c {
            // Where a word may be broken, and marks of byte order in the midst of a text.
            '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\0' => return,
            // A space that pages do not break at; between words it is a space.
            '\u{A0}' => {
                self.settle(' ');
                self.line.push(' ');
                return;
            }
            _ if c.is_control() => {
                self.controls += 1;
                self.owed = Owed::Space;
                return;
            }
            _ => self.settle(c),
        }
        self.line.push(c);
        if !is_space(c) {
            self.begun = true;
            self.chars += 1;
        }
    }

    /// Pays the white space that is owed before `next`.
    fn settle(&mut self, next: char) {
        let owed = std::mem::take(&mut self.owed);
        if owed == Owed::Nothing || !self.begun {
            return;
        }
        let last = self.line.chars().next_back().unwrap_or(' ');
        if owed == Owed::Space || self.parts(last, next) {
            self.line.push(' ');
        }
    }

    /// True when a line end of the source between the two is a space.
    fn parts(&self, last: char, next: char) -> bool {
        let torn_number = last.is_ascii_digit() && NUMBER_TAILS.contains(next);
        let mixed = is_han(last) != is_han(next);
        !(is_wide_mark(last)
            || is_wide_mark(next)
            || (is_han(last) && is_han(next))
            || torn_number
            || is_space(last)
            || (mixed && !self.spaced))
    }
}

/// White space that ends and indents lines.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace()
}

/// Punctuation as wide as a Chinese character.
fn is_wide_mark(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}' | '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// True when a page writes `2023 年` rather than `2023年`, as far as single lines of its source tell.
fn is_spaced(page: &str) -> bool {
    steps::add(page.len());
    let (mut spaced, mut close) = (0u32, 0u32);
    let (mut before, mut last) = (' ', ' ');
    for c in page.chars() {
        if c.is_ascii_digit() {
            spaced += u32::from(last == ' ' && is_han(before));
            close += u32::from(is_han(last));
        }
        (before, last) = (last, c);
    }
    spaced > close
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> String {
        let mut flow = Flow::new("");
        flow.push(text);
        flow.take()
    }

    #[test]
    fn white_space_is_collapsed_as_pages_do() {
        for (source, expected) in [
            ("\n   我局  将\t继续 ", "我局 将 继续"),
            ("加强\n    城市管理", "加强城市管理"),
            ("the plan\nof work", "the plan of work"),
            ("截至\n2023年", "截至2023年"),
            ("投入 2023\n年", "投入 2023年"),
            ("答复如下：\n一是", "答复如下：一是"),
            ("\u{3000}\u{3000}一\u{3000}二\u{3000}", "\u{3000}\u{3000}一\u{3000}二"),
            ("\u{A0}\u{A0}一\u{A0}\u{A0}二\u{A0}", "  一  二"),
            ("社\u{AD}区\u{200B}养老", "社区养老"),
            ("一\u{1}二\0三", "一 二三"),
            (" \u{A0}\u{3000}", ""),
        ] {
            assert_eq!(line(source), expected, "{source:?}");
        }
    }

    #[test]
    fn a_page_that_spaces_its_figures_keeps_doing_so_at_line_ends() {
        let mut flow = Flow::new("我局于 2023 年投入 5 万元");
        flow.push("截至\n2024 年");
        assert_eq!(flow.take(), "截至 2024 年");
    }
}
