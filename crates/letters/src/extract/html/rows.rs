//! Rows of tables: data, told on one line, or a frame for text.
//!
//! In: a row of a tree and the amounts of text. Out: whether its cells belong on one line. Each row is judged by itself,
//! for platforms put the short facts of a case and its long texts into one table.

use super::measure::Amounts;
use super::tabs;
use super::tag::Tag;
use super::tree::Tree;

/// Characters of a cell above which it holds text and no datum.
const LONG: u32 = 120;
/// Characters of a cell of several lines above which it holds text.
const LONG_OF_LINES: u32 = 60;
/// Nodes of a cell that is looked at closely.
const MOST_NODES: usize = 2_000;

/// True when the cells of row `at` are short and stand on one line.
pub(super) fn is_data(tree: &Tree<'_>, amounts: &Amounts, at: usize) -> bool {
    let cells: Vec<usize> = tree.children(at).filter(|&cell| tree.node(cell).tag == Tag::Td).collect();
    let is_label =
        |&&cell: &&usize| amounts.within(tree, cell).chars <= 10 && tabs::role(&tabs::text_of(tree, cell));
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
        && !(cell..end).any(|inner| tree.node(inner).tag == Tag::Table)
}
