//! Text that is placed on pages: PDF and OFD.
//!
//! In: pages with runs of glyphs and where they stand. Out: paragraphs. Runs become lines (`lines`), lines lose what
//! a printer put on every page, and what is left is joined or parted by indent, by the room that a line leaves before the
//! margin, by size and by distance (`paragraphs`). No character is changed; only spaces that were drawn as distance are
//! put in.

use super::reflow::{self, Dropped};
use crate::text::{Note, Text};

mod lines;
mod margins;
mod paragraphs;

/// A page. Points, origin at the top left, y downwards.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Page {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// What is written on it, in the order in which it was drawn.
    pub runs: Vec<Run>,
    /// True when something besides text is on it: an image, a path.
    pub painted: bool,
}

/// Glyphs that stand together.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    /// Left end.
    pub x: f32,
    /// Baseline.
    pub y: f32,
    /// Distance from the left end to the right one.
    pub width: f32,
    /// Size of the font.
    pub size: f32,
    /// Its characters.
    pub text: String,
    /// True when it does not run from left to right.
    pub turned: bool,
}

/// What was recovered from pages.
#[derive(Debug)]
pub(super) struct Recovered {
    /// Paragraphs with the lines and pages they came from.
    pub text: Text,
    /// What was left out.
    pub notes: Vec<Note>,
    /// Pages, from 1, that hold something and no text that can be read.
    pub unread_pages: Vec<u32>,
}

/// Puts the text of pages together.
pub(super) fn recover(pages: &[Page]) -> Recovered {
    let mut all = Vec::new();
    let mut unread_pages = Vec::new();
    for (number, page) in (1u32..).zip(pages) {
        let found = lines::lines(page, number);
        if is_unread(&found, page) {
            unread_pages.push(number);
        } else {
            all.extend(found);
        }
    }
    (1..).zip(&mut all).for_each(|(number, line)| line.number = number);
    let (kept, dropped) = without_furniture(all);
    let mut notes: Vec<Note> = dropped.iter().map(Dropped::note).collect();
    if !unread_pages.is_empty() {
        let pages: Vec<String> = unread_pages.iter().map(u32::to_string).collect();
        let message = format!("no text on page {}", pages.join(", "));
        notes.push(Note { code: "pages_unread", message, span: None });
    }
    Recovered { text: paragraphs::join(&kept), notes, unread_pages }
}

/// True for a page that shows something, of which next to nothing can be read.
fn is_unread(found: &[lines::Line], page: &Page) -> bool {
    let characters = || found.iter().flat_map(|line| line.text.chars()).filter(|c| !c.is_whitespace());
    let unknown = |c: &char| matches!(c, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}');
    let count = characters().count();
    let bad = characters().filter(unknown).count();
    // A page number is all that some scanners' programs write on a page.
    (page.painted && count < 8) || bad * 2 > count
}

/// Takes page numbers and running heads out.
fn without_furniture(all: Vec<lines::Line>) -> (Vec<lines::Line>, Vec<Dropped>) {
    let plain: Vec<reflow::Line<'_>> = all
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let before = at.checked_sub(1).and_then(|before| all.get(before));
            let new_page = before.is_some_and(|before| before.page != line.page);
            let apart =
                before.filter(|_| !new_page).map_or(0.0, |before| (line.y - before.y) / line.size.max(1.0));
            reflow::Line {
                text: &line.text,
                indent: "",
                number: at as u32 + 1,
                page: line.page,
                gap: if apart > 3.0 { 2 } else { 0 },
                new_page,
                spaced: false,
                placed: None,
            }
        })
        .collect();
    let (kept, mut dropped) = reflow::take_out(plain);
    let mut stays = vec![false; all.len()];
    for line in &kept {
        if let Some(stays) = stays.get_mut(line.number as usize - 1) {
            *stays = true;
        }
    }
    for line in &mut dropped {
        line.number = all.get(line.number as usize - 1).map_or(line.number, |line| line.number);
    }
    let kept = all.into_iter().zip(stays).filter_map(|(line, stays)| stays.then_some(line)).collect();
    (kept, dropped)
}
