//! One line of a page, and what it was there.
//!
//! In: nothing. Out: the type, and a line's text as tables of words have it.

use dafu_words::punctuation;

/// What a line was in its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
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
pub(super) struct Line {
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

impl Line {
    /// A line of this text, of which nothing else is known.
    #[cfg(test)]
    pub(super) fn plain(text: &str) -> Line {
        Line {
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
    pub(super) fn canonical(&self) -> String {
        canonical(&self.text)
    }

    /// True when nearly all of it stands in links, dates beside them left aside.
    pub(super) fn is_link(&self) -> bool {
        let figures =
            self.text.bytes().filter(|b| b.is_ascii_digit() || b.is_ascii_punctuation()).count() as u32;
        self.linked > 0 && self.linked * 10 >= self.chars.saturating_sub(figures) * 8
    }
}

/// `text` as tables of words have it: one script, one width, no white space.
pub(super) fn canonical(text: &str) -> String {
    text.chars().filter(|&c| !punctuation::is_blank(c)).map(punctuation::canonical).collect()
}
