//! Text that reads in another direction than its page: a binding line, words along the edge.
//!
//! In: the rows of all pages, and what was turned on them. Out: the turned blocks as rows of their own, to follow the
//! letter. What stands on many pages is told once, and page numbers are none of it. A page that has nothing else keeps
//! its turned text in its place.

use super::clean::RowPiece;
use super::furniture::Dropped;
use super::gap;
use super::row::{self, Row};
use crate::extract::reflow::furniture::FurnitureKind;
use crate::forms::pages::{PageMark, page_number};
use crate::text::Note;
use std::collections::HashSet;

/// What was written aside.
pub(super) struct Aside {
    /// Blocks of rows, in the order of the pages.
    pub blocks: Vec<Vec<Row>>,
    /// Page numbers.
    pub dropped: Vec<Dropped>,
    /// How much there was.
    pub note: Option<Note>,
}

/// Makes rows of the `turned` pieces of each page; those of a page without `sheets` of its own join it.
pub(super) fn take(sheets: &mut [Vec<Row>], turned: Vec<Vec<Vec<RowPiece>>>) -> Aside {
    let mut aside = Aside { blocks: Vec::new(), dropped: Vec::new(), note: None };
    let mut number = sheets.iter().flatten().map(|row| row.number).max().unwrap_or(0);
    let mut told: HashSet<String> = HashSet::new();
    for ((page, rows), blocks) in (1..).zip(sheets.iter_mut()).zip(turned) {
        for pieces in blocks {
            let is_mark = |piece: &RowPiece| page_number(&piece.text) == Some(PageMark::Marked);
            let pieces = pieces.into_iter().filter(|piece| !is_mark(piece)).collect();
            let mut block = row::rows(pieces);
            block.retain(|row| {
                let text = gap::text(&row.pieces);
                let is_number = page_number(&text).is_some();
                if is_number {
                    let kind = FurnitureKind::PageNumber;
                    aside.dropped.push(Dropped { kind, number: number + 1, text });
                    return false;
                }
                told.insert(text)
            });
            for row in &mut block {
                number += 1;
                (row.page, row.number) = (page, number);
            }
            match (rows.is_empty(), block.is_empty()) {
                (_, true) => {}
                (true, false) => *rows = block,
                (false, false) => aside.blocks.push(block),
            }
        }
    }
    let count: usize = aside.blocks.iter().map(Vec::len).sum();
    if count > 0 {
        aside.note = Some(Note::new("turned_text_appended").with("count", count));
    }
    aside
}
