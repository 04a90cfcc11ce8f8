//! Rows of tables: data, told on one line, or a frame for text.
//!
//! In: a row of a tree and the amounts of text. Out: whether its cells belong on one line, and how far the line under
//! way has come. Each row is judged by itself, for platforms put the short facts of a case and its long texts into one
//! table.

use super::labelled;
use super::line::canonical;
use crate::extract::html::markup::measure::Amounts;
use crate::extract::html::markup::steps;
use crate::extract::html::markup::tag::Tag;
use crate::extract::html::markup::tree::Tree;

/// Characters of a cell above which it holds text and no datum.
const LONG: u32 = 120;
/// Characters of a cell of several lines above which it holds text.
const LONG_OF_LINES: u32 = 60;
/// Characters of a cell that can be the label of a proposal's or a reply's text.
const LONGEST_LABEL: u32 = 10;
/// Nodes of a cell that is looked at closely.
const MOST_NODES: usize = 2_000;

/// A row whose cells stand on one line, while they are read.
#[derive(Debug)]
pub(super) struct OpenRow {
    /// One past the last node within it.
    pub end: usize,
    cells: usize,
    /// A line ended within the cell.
    broken: bool,
    /// Characters since the last such end.
    since: u32,
}

impl OpenRow {
    /// Row `at`, if its cells are short and stand on one line.
    pub(super) fn of(tree: &Tree<'_>, amounts: &Amounts, at: usize) -> Option<OpenRow> {
        let end = tree.end(at).max(at + 1);
        is_data(tree, amounts, at).then_some(OpenRow { end, cells: 0, broken: false, since: 0 })
    }

    /// A cell begins; true when another one stands before it.
    pub(super) fn cell(&mut self) -> bool {
        (self.broken, self.since) = (false, 0);
        self.cells += 1;
        self.cells > 1
    }

    /// A line ends within the cell.
    pub(super) fn line_end(&mut self) {
        self.broken |= self.since > 0;
    }

    /// Text that shows follows; true when it stands apart from the line that ended before it. Characters below each
    /// other are a word, anything longer is not.
    pub(super) fn parts(&mut self) -> bool {
        std::mem::take(&mut self.broken) && std::mem::take(&mut self.since) != 1
    }

    /// So many characters were added.
    pub(super) fn add(&mut self, chars: u32) {
        self.since = self.since.saturating_add(chars);
    }
}

/// True when the cells of row `at` are short and stand on one line.
fn is_data(tree: &Tree<'_>, amounts: &Amounts, at: usize) -> bool {
    let cells: Vec<usize> = tree.children(at).filter(|&cell| tree.node(cell).tag == Tag::Td).collect();
    steps::add(cells.len());
    let is_label = |&&cell: &&usize| {
        amounts.within(tree, cell).chars <= LONGEST_LABEL
            && labelled::is_label(&canonical(&labelled::beginning(tree, cell)))
    };
    cells.len() >= 2
        && cells.iter().all(|&cell| is_short(tree, amounts, cell))
        && !cells.iter().take(2).any(|cell| is_label(&cell))
}

fn is_short(tree: &Tree<'_>, amounts: &Amounts, cell: usize) -> bool {
    let amount = amounts.within(tree, cell);
    let end = tree.end(cell);
    amount.chars <= LONG
        && (amount.lines < 2 || amount.chars <= LONG_OF_LINES)
        && end - cell <= MOST_NODES
        && !(cell..end).any(|inner| {
            steps::add(1);
            tree.node(inner).tag == Tag::Table
        })
}
