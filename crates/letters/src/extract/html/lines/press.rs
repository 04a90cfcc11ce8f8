//! A page as lines.
//!
//! In: a tree, the nodes out of play and the amounts of text. Out: [`PageLine`]s in reading order, each with the node
//! that it begins at and what it was: a row, an entry, a heading. Which lines make up the letter is not decided here.

use super::flow::Flow;
use super::line::{Kind, PageLine, is_file};
use super::ordinal::List;
use super::rows::OpenRow;
use super::symbols::{self, SymbolFont};
use crate::extract::html::markup::entity;
use crate::extract::html::markup::measure::Amounts;
use crate::extract::html::markup::steps;
use crate::extract::html::markup::style;
use crate::extract::html::markup::tag::Tag;
use crate::extract::html::markup::tree::Tree;
use std::collections::HashMap;

/// The lines of a page and the number of control characters that became spaces; `labels` stand before their nodes.
pub(crate) fn lines(
    tree: &Tree<'_>,
    page: &str,
    gone: &[bool],
    amounts: &Amounts,
    labels: &HashMap<usize, String>,
) -> (Vec<PageLine>, usize) {
    let mut press = Press {
        tree,
        amounts,
        flow: Flow::new(page),
        lines: Vec::new(),
        open: Vec::new(),
        lists: Vec::new(),
        number: String::new(),
        numbered: 0,
        node: 0,
        linked: 0,
        link: None,
        row: None,
        as_is: 0,
        gap: false,
        indent: false,
        blank: false,
    };
    let mut at = 1;
    while at < tree.len() {
        steps::add(1);
        press.close(at);
        if gone.get(at).copied().unwrap_or(false) {
            at = tree.end(at).max(at + 1);
            continue;
        }
        if let Some(label) = labels.get(&at) {
            press.line_end(false);
            press.node = at;
            press.flow.push(label);
            press.finish(Kind::Label, false);
        }
        at = press.enter(at);
    }
    press.close(tree.len());
    press.line_end(false);
    (press.lines, press.flow.controls)
}

/// An element within which the press stands.
struct Around {
    at: usize,
    end: usize,
    tag: Tag,
    breaks: bool,
    /// The symbol font that its own text is set in.
    font: Option<SymbolFont>,
}

struct Press<'t, 'p> {
    tree: &'t Tree<'p>,
    amounts: &'t Amounts,
    flow: Flow,
    lines: Vec<PageLine>,
    open: Vec<Around>,
    lists: Vec<List>,
    /// The number that the next line begins with.
    number: String,
    /// Bytes of the number at the start of this line.
    numbered: usize,
    /// Where this line begins.
    node: usize,
    linked: u32,
    /// Where a link to a page ends.
    link: Option<usize>,
    row: Option<OpenRow>,
    /// White space counts up to this node.
    as_is: usize,
    gap: bool,
    indent: bool,
    /// A `<br>` just ended a line.
    blank: bool,
}

impl Press<'_, '_> {
    /// Leaves the elements that end at or before node `at`.
    fn close(&mut self, at: usize) {
        while let Some(&Around { tag, end, breaks, .. }) = self.open.last().filter(|open| open.end <= at) {
            steps::add(1);
            if self.row.as_ref().is_some_and(|row| row.end <= end && tag == Tag::Tr) {
                self.row = None;
                self.finish(Kind::Row, false);
            } else if breaks {
                self.number.clear();
                self.line_end(false);
                self.gap |= matches!(tag, Tag::P | Tag::Table | Tag::Ol | Tag::Ul);
            }
            self.open.pop();
            if matches!(tag, Tag::Ol | Tag::Ul) {
                self.lists.pop();
            }
            if self.link.is_some_and(|end| end <= at) {
                self.link = None;
            }
        }
    }

    /// Enters node `at`; returns the node to go on with.
    fn enter(&mut self, at: usize) -> usize {
        let node = self.tree.node(at);
        let end = self.tree.end(at).max(at + 1);
        if node.tag == Tag::Text {
            self.text(at, node.raw);
            return end;
        }
        if node.tag == Tag::Br {
            self.line_break();
            return end;
        }
        let style = style::of(self.tree, at);
        let breaks = style.breaks.unwrap_or(node.tag.breaks());
        if style.preformatted {
            self.as_is = self.as_is.max(end);
        }
        if node.tag == Tag::Td && self.row.is_some() {
            self.cell();
        } else if breaks {
            self.line_end(false);
            self.gap |= matches!(node.tag, Tag::P | Tag::Table | Tag::Hr);
            self.indent = style.indented;
        }
        match node.tag {
            Tag::Tr if self.row.is_none() => self.row = OpenRow::of(self.tree, self.amounts, at),
            Tag::Ol | Tag::Ul => self.lists.push(List::new(self.tree, at, node.tag == Tag::Ol)),
            Tag::Li => {
                let number = self.lists.last_mut().map(|list| list.number(self.tree, at));
                self.number = number.unwrap_or_default();
            }
            Tag::A if leads_to_a_page(self.tree, at) => self.link = Some(end),
            Tag::Other if symbols::is_list_mark(node.raw) => {
                if let Some(mark) = symbols::list_mark(self.tree, at) {
                    self.text_char_run(at, &mark);
                    // 一、 needs no space behind it, 1. does.
                    if mark.ends_with(|c: char| c.is_ascii()) {
                        self.flow.space();
                    }
                }
                return end;
            }
            _ => {}
        }
        self.open.push(Around { at, end, tag: node.tag, breaks, font: symbols::font(node.raw) });
        at + 1
    }

    fn text(&mut self, at: usize, raw: &str) {
        let text = entity::decode(raw);
        let text = match self.open.last().and_then(|around| around.font) {
            Some(font) => symbols::read(font, &text).into(),
            None => text,
        };
        if at < self.as_is {
            for (nth, part) in text.split('\n').enumerate() {
                steps::add(1);
                if nth > 0 {
                    self.line_break();
                }
                self.begin(at, part);
                self.flow.push_as_is(part.trim_end_matches('\r'));
            }
        } else {
            self.text_char_run(at, &text);
        }
    }

    fn text_char_run(&mut self, at: usize, text: &str) {
        let before = self.flow.chars;
        self.begin(at, text);
        self.flow.push(text);
        let added = self.flow.chars.saturating_sub(before);
        if self.link.is_some_and(|end| at < end) {
            self.linked = self.linked.saturating_add(added);
        }
        if let Some(row) = &mut self.row {
            row.add(added);
        }
    }

    /// Prepares the line for text that shows.
    fn begin(&mut self, at: usize, text: &str) {
        if !text.contains(|c: char| !c.is_whitespace()) {
            return;
        }
        if !self.flow.begun {
            self.node = at;
            if std::mem::take(&mut self.indent) {
                self.flow.push("\u{3000}\u{3000}");
            }
            let number = std::mem::take(&mut self.number);
            if !number.is_empty() {
                self.flow.push(&number);
                self.numbered = self.flow.line.len();
                if number.ends_with(' ') {
                    self.flow.space();
                }
            }
        }
        if self.row.as_mut().is_some_and(OpenRow::parts) {
            self.flow.cell_line(text);
        }
    }

    /// A cell of a row that stands on one line.
    fn cell(&mut self) {
        if self.row.as_mut().is_some_and(OpenRow::cell) {
            self.flow.tab();
        }
    }

    fn line_break(&mut self) {
        if self.row.is_none() && !self.flow.begun && self.blank {
            self.gap = true;
        }
        self.line_end(true);
        self.blank = true;
    }

    fn line_end(&mut self, soft: bool) {
        if let Some(row) = &mut self.row {
            row.line_end();
            return;
        }
        steps::add(1);
        let entry = |open: &&Around| matches!(open.tag, Tag::Li | Tag::Dt | Tag::Dd | Tag::Td | Tag::Heading);
        let kind = match self.open.iter().rev().take(6).find(entry) {
            Some(open) if open.tag == Tag::Heading => Kind::Heading,
            // A cell with long text is a box, not an entry.
            Some(open) if open.tag == Tag::Td && self.amounts.within(self.tree, open.at).chars > 120 => {
                Kind::Plain
            }
            Some(_) => Kind::Entry,
            None => Kind::Plain,
        };
        self.finish(kind, soft);
    }

    /// Puts the line away.
    fn finish(&mut self, kind: Kind, soft: bool) {
        let chars = self.flow.chars;
        let mut text = self.flow.take();
        let numbered = std::mem::take(&mut self.numbered);
        let linked = std::mem::take(&mut self.linked);
        if text.is_empty() {
            return;
        }
        if let Some((_, typed)) = text.split_at_checked(numbered).filter(|_| numbered > 0)
            && symbols::begins_with_number(typed)
        {
            text = typed.trim_start().to_owned();
        }
        let gap = std::mem::take(&mut self.gap) && !self.lines.is_empty();
        self.blank = false;
        self.lines.push(PageLine { text, kind, node: self.node, chars, linked, soft, gap });
    }
}

/// True for a link that leads elsewhere: not to a file, a place in the page, or a mailbox.
fn leads_to_a_page(tree: &Tree<'_>, at: usize) -> bool {
    let Some(target) = tree.attribute(at, "href") else { return false };
    let path = target.split(['?', '#']).next().unwrap_or("").to_ascii_lowercase();
    let is_file = is_file(&path) || path.contains("download");
    !(is_file || target.starts_with("mailto:") || target.trim().is_empty())
}
