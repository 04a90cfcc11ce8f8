//! Placed glyphs → paragraphs: reading order and paragraph boundaries out of geometry.
//!
//! In: the pages of a document as runs of glyphs with their places. Out: [`Recovered`], the paragraphs of the letter
//! with their pages. Page numbers and running heads are left out with a note; so are watermarks. What reads in another
//! direction than its page follows the letter.
//! Nothing is known here about the format that the runs come from.

use crate::text::{Note, Text};
use page::Page;

mod aside;
mod clean;
mod columns;
mod furniture;
mod gap;
mod grid;
mod line;
pub(super) mod page;
mod paragraph;
mod row;
mod ruled;
mod sheet;
mod table;

/// What was recovered from pages.
#[derive(Clone, Debug, Default)]
pub(super) struct Recovered {
    /// Paragraphs with their lines, counted from 1 over all pages, and their pages.
    pub text: Text,
    /// What was left out.
    pub notes: Vec<Note>,
    /// Pages, from 1, on which something is painted and no text can be read.
    pub unread_pages: Vec<u32>,
    /// How many of them hold text whose characters nobody can tell.
    #[cfg_attr(not(feature = "pdf"), allow(dead_code, reason = "only PDFs tell of them"))]
    pub garbled: usize,
}

/// Recovers the paragraphs written on `pages`.
pub(super) fn recover(pages: &[Page]) -> Recovered {
    let cleaned = clean::clean(pages);
    let mut sheets: Vec<Vec<row::Row>> = cleaned.pages.into_iter().map(row::rows).collect();
    row::number(&mut sheets);
    let taken = furniture::take_out(&mut sheets, pages);
    let unread_pages = (1..)
        .zip(pages.iter().zip(sheets.iter().zip(&taken.kept)))
        .filter(|(number, (page, (rows, kept)))| {
            (rows.is_empty() || **kept) && page.painted || cleaned.unread.binary_search(number).is_ok()
        })
        .map(|(number, _)| number)
        .collect();
    let aside = aside::take(&mut sheets, cleaned.turned);
    let sizes: Vec<(f32, f32)> = pages.iter().map(|page| (page.width, page.height)).collect();
    let ruled = ruled::take(&mut sheets, pages);
    let lines = line::lines(table::divide(columns::in_order(sheets)), &ruled);
    let mut text = paragraph::put_together(&lines, &sizes);
    for block in aside.blocks {
        let lines = line::lines(table::divide(block), &[]);
        paragraph::append(&mut text, &lines, &sizes);
    }
    let mut notes: Vec<Note> =
        taken.dropped.iter().chain(&aside.dropped).map(furniture::Dropped::note).collect();
    notes.extend(cleaned.notes);
    notes.extend(aside.note);
    Recovered { text, notes, unread_pages, garbled: cleaned.garbled }
}

#[cfg(test)]
mod tests;
