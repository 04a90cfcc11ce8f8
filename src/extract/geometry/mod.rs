//! Paragraphs out of characters that stand somewhere on a page.
//!
//! In: the characters of each page with their places, whatever format they came from. Out: [`Recovered`], the text with
//! its paragraphs, lines and pages, and notes on what was left out. Characters become rows, rows are put in reading
//! order, page furniture goes out, and the left and right edges say where a paragraph ends. No character is changed.

use super::{ExtractError, Extracted};
use crate::text::{Note, Text};

mod edges;
mod faint;
mod furniture;
mod glyph;
mod grid;
mod order;
mod paragraph;
mod row;
mod spacing;

pub(super) use glyph::{Frame, Glyph, Turn};
pub(super) use grid::Rule;
use row::Row;

/// The characters of one page.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Number, from 1.
    pub number: u32,
    /// Its characters in the order in which they were painted.
    pub glyphs: Vec<Glyph>,
    /// Straight lines drawn on it, of which tables are made.
    pub rules: Vec<Rule>,
    /// Width and height.
    pub frame: Frame,
    /// Share of the page that pictures cover, from 0 to 1; above nothing where anything else but text is painted.
    pub painted: f32,
}

/// What was recovered from the pages of a file.
#[derive(Debug, Default)]
pub(super) struct Recovered {
    /// Paragraphs with their lines and pages.
    pub text: Text,
    /// What was left out.
    pub notes: Vec<Note>,
    /// Pages, from 1, that hold something but no text that can be read.
    pub unread: Vec<u32>,
    /// Characters that could not be told: U+FFFD and private use.
    pub unknown: usize,
}

/// Characters below which a page under a large picture counts as a scan.
const FEW: usize = 30;
/// Share of a page that the picture of a scan covers at least.
const LARGE: f32 = 0.4;

/// Recovers the text of `pages`, which stand in their order.
pub(super) fn recover(pages: Vec<Page>) -> Recovered {
    let mut found = Recovered::default();
    let mut rows: Vec<Row> = Vec::new();
    let mut painted = Vec::new();
    let size = faint::body_size(&pages);
    for mut page in pages {
        found.unknown += page.glyphs.iter().filter(|glyph| is_unknown(glyph.char)).count();
        let dropped = faint::take_out(&mut page.glyphs, size);
        found.notes.extend(faint::note(page.number, &dropped));
        glyph::drop_repeats(&mut page.glyphs);
        let before = rows.len();
        for (turn, glyphs) in glyph::by_turn(&page.glyphs) {
            let rules = if turn == Turn::Upright { page.rules.as_slice() } else { &[] };
            let mut new = order::rows(glyphs, rules, page.number);
            // Text that is turned against the rest of its page is no part of a column.
            let offset =
                rows.get(before..).unwrap_or_default().iter().map(|row| row.column + 1).max().unwrap_or(0);
            new.iter_mut().for_each(|row| row.column += offset);
            rows.extend(new);
        }
        painted.push((page.number, page.painted, page.frame));
    }
    for (number, row) in (1..).zip(&mut rows) {
        row.number = number;
    }
    let frames: Vec<(u32, Frame)> = painted.iter().map(|&(number, _, frame)| (number, frame)).collect();
    let (rows, dropped) = furniture::take_out(rows, &frames);
    found.notes.extend(dropped);
    found.unread = painted
        .into_iter()
        .filter(|&(number, painted, _)| is_unread(&rows, number, painted))
        .map(|(number, ..)| number)
        .collect();
    found.text = paragraph::text(&rows);
    found
}

/// What a reader of `format` gives for `pages`, `notes` going before those on what was left out.
pub(super) fn extracted(
    pages: Vec<Page>,
    mut notes: Vec<Note>,
    format: &'static str,
) -> Result<Extracted, ExtractError> {
    let count = pages.len();
    let found = recover(pages);
    if found.text.paragraphs().is_empty() && found.unread.is_empty() {
        return Err(ExtractError::Empty);
    }
    if found.unread.len() == count || found.text.paragraphs().is_empty() {
        return Err(ExtractError::Scan(u32::try_from(found.unread.len()).unwrap_or(u32::MAX)));
    }
    notes.extend(found.notes);
    if found.unknown > 0 {
        let message = format!("{} characters could not be told", found.unknown);
        notes.push(Note { code: "characters_unknown", message, span: None });
    }
    let (text, unread_pages) = (found.text, found.unread);
    Ok(Extracted { text, format, encoding: "", notes, fields: Vec::new(), unread_pages })
}

/// True when page `number` shows something that its characters do not say.
fn is_unread(rows: &[Row], number: u32, painted: f32) -> bool {
    let first = rows.partition_point(|row| row.page < number);
    let here = rows.get(first..).unwrap_or_default().iter().take_while(|row| row.page == number);
    let (mut all, mut unknown) = (0usize, 0usize);
    for c in here.flat_map(|row| row.text.chars()).filter(|c| !c.is_whitespace()) {
        all += 1;
        unknown += usize::from(is_unknown(c));
    }
    unknown * 2 > all || (all == 0 && painted > 0.0) || (all < FEW && painted >= LARGE)
}

/// True for a character of which nobody knows what it means.
fn is_unknown(c: char) -> bool {
    c == char::REPLACEMENT_CHARACTER || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}
