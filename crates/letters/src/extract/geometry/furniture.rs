//! What a printer put on every page: page numbers, running heads and feet.
//!
//! In: the rows of all pages. Out: the rows without them, and what was left out. Only the outermost rows of a page are
//! looked at, one after the other from the edge inwards, until one is text of the letter.

use super::clean::RowPiece;
use super::gap;
use super::page::Page;
use super::row::Row;
use super::sheet;
use crate::extract::reflow::furniture::FurnitureKind;
use crate::extract::reflow::shape;
use crate::forms::pages::{PageMark, page_number};
use crate::forms::plain;
use std::collections::{HashMap, HashSet};

pub(super) use crate::extract::reflow::Dropped;

/// Rows at either edge of a page that can be furniture.
const DEEPEST: usize = 3;
/// Share of a page's height, at either end, where a printer puts its numbers.
const EDGE: f32 = 0.1;
/// Share of a page's height, at either end, where browsers print.
const MARGIN: f32 = 0.05;
/// Points by which a head's place differs from page to page at most.
const SAME: f32 = 3.0;
/// Times the usual distance of lines that furniture keeps from the text.
const APART: f32 = 1.35;
/// Ems by which a piece stands off the line that it was printed across.
const OFF_LINE: f32 = 0.04;
/// Share of the text's size that a smaller print has at most.
const SMALL: f32 = 0.85;

/// What [`take_out`] found.
pub(super) struct Taken {
    /// What was left out.
    pub dropped: Vec<Dropped>,
    /// For each page whether nothing but furniture is on it, and it was left there.
    pub kept: Vec<bool>,
}

/// Takes the furniture out of the rows of all `pages`, as they were set on `sheets`. Heads alone on a page stay there,
/// unless they are heads of pages with text, too, or pictures cover the page.
pub(super) fn take_out(pages: &mut [Vec<Row>], sheets: &[Page]) -> Taken {
    for rows in pages.iter_mut() {
        *rows = without_numbers_between(std::mem::take(rows));
    }
    let measures = Measures::of(pages);
    let mut kinds: Vec<Vec<Option<FurnitureKind>>> = (0..)
        .zip(pages.iter().zip(sheets))
        .map(|(at, (rows, sheet))| measures.judge(rows, (sheet.width, sheet.height), at))
        .collect();
    let kept = with_text(pages, sheets, &mut kinds);
    let mut dropped = Vec::new();
    for (rows, kinds) in pages.iter_mut().zip(kinds) {
        let mut kinds = kinds.into_iter();
        rows.retain(|row| {
            let kind = kinds.next().flatten();
            dropped.extend(kind.map(|kind| Dropped {
                kind,
                number: row.number,
                text: gap::text(&row.pieces),
            }));
            kind.is_none()
        });
    }
    Taken { dropped, kept }
}

/// Gives pages back the heads that are all they have; says which pages.
fn with_text(pages: &[Vec<Row>], sheets: &[Page], kinds: &mut [Vec<Option<FurnitureKind>>]) -> Vec<bool> {
    let is_head = |kind: &Option<FurnitureKind>| *kind == Some(FurnitureKind::RunningHead);
    let emptied: Vec<bool> = kinds
        .iter()
        .zip(sheets)
        .map(|(kinds, sheet)| {
            !sheet.covered && kinds.iter().all(Option::is_some) && kinds.iter().any(is_head)
        })
        .collect();
    if !emptied.contains(&true) {
        return emptied;
    }
    let text = |row: &Row| alike(&gap::text(&row.pieces));
    let mut heads: HashSet<String> = HashSet::new();
    for ((rows, kinds), _) in pages.iter().zip(kinds.iter()).zip(&emptied).filter(|(_, emptied)| !**emptied) {
        heads.extend(rows.iter().zip(kinds).filter(|(_, kind)| is_head(kind)).map(|(row, _)| text(row)));
    }
    let mut kept = Vec::with_capacity(emptied.len());
    for ((rows, kinds), emptied) in pages.iter().zip(kinds.iter_mut()).zip(emptied) {
        let mut any = false;
        for (row, kind) in rows.iter().zip(kinds.iter_mut()).filter(|(_, kind)| emptied && is_head(kind)) {
            if !heads.contains(&text(row)) {
                (*kind, any) = (None, true);
            }
        }
        kept.push(any);
    }
    kept
}

/// What is usual in a document.
struct Measures {
    /// Where the same text stands at the tops of pages and at their ends.
    repeats: HashMap<(bool, String), Vec<(f32, f32)>>,
    /// How often the number of a page and the number printed on it lie so far apart.
    chains: HashMap<i64, usize>,
    pages: usize,
    leading: f32,
    size: f32,
}

impl Measures {
    fn of(pages: &[Vec<Row>]) -> Measures {
        let mut repeats: HashMap<(bool, String), Vec<(f32, f32)>> = HashMap::new();
        let mut chains: HashMap<i64, usize> = HashMap::new();
        for (at, rows) in (0..).zip(pages) {
            let mut offsets: Vec<i64> = Vec::new();
            let tops = rows.iter().take(DEEPEST).map(|row| (true, row));
            for (top, row) in tops.chain(rows.iter().rev().take(DEEPEST).map(|row| (false, row))) {
                let text = gap::text(&row.pieces);
                if let Some(PageMark::Bare(value)) = page_number(&text) {
                    offsets.push(i64::from(value) - at);
                }
                repeats.entry((top, alike(&text))).or_default().push((row.y, row.left()));
            }
            offsets.sort_unstable();
            offsets.dedup();
            offsets.into_iter().for_each(|offset| *chains.entry(offset).or_default() += 1);
        }
        repeats.values_mut().for_each(|places| places.sort_by(|a, b| a.0.total_cmp(&b.0)));
        let filled = pages.iter().filter(|rows| !rows.is_empty()).count();
        let rows = || pages.iter().flatten();
        let size = sheet::usual_size(rows().map(|row| (row.size, row.pieces.len())));
        let steps = pages.iter().flat_map(|rows| rows.iter().zip(rows.iter().skip(1)));
        let leading = sheet::middle(steps.map(|(a, b)| b.y - a.y).collect()).unwrap_or(size * 1.5);
        Measures { repeats, chains, pages: filled, leading, size }
    }

    /// The kinds of those rows of page `at` that are furniture.
    fn judge(&self, rows: &[Row], size: (f32, f32), at: i64) -> Vec<Option<FurnitureKind>> {
        let mut kinds = vec![None; rows.len()];
        for top in [true, false] {
            let nth = |n: usize| if top { n } else { rows.len().wrapping_sub(n + 1) };
            let mut edge = true;
            for n in 0..DEEPEST {
                let Some(row) = rows.get(nth(n)) else { break };
                let inner = rows.get(nth(n + 1));
                let code = self.number(row, inner, size, at);
                let head = || self.head(row, inner, size, at, top).filter(|_| edge);
                let code = code.or_else(head);
                // A printed number can stand among the last lines of an overfull page.
                edge &= code.is_some();
                if let Some(slot) = kinds.get_mut(nth(n)).filter(|slot| slot.is_none()) {
                    *slot = code;
                }
            }
        }
        kinds
    }

    /// True when `row` keeps apart from the row beside it, or is printed smaller than the text.
    fn is_apart(&self, row: &Row, inner: Option<&Row>) -> bool {
        inner.is_none_or(|inner| (inner.y - row.y).abs() > APART * self.leading)
            || row.size < SMALL * self.size
    }

    /// The code of a page number.
    fn number(
        &self,
        row: &Row,
        inner: Option<&Row>,
        (width, height): (f32, f32),
        at: i64,
    ) -> Option<FurnitureKind> {
        let is_number = match page_number(&gap::text(&row.pieces))? {
            PageMark::Marked => true,
            PageMark::Bare(value) => {
                let middle = (row.left() + row.right()) / 2.0;
                let centred = (middle - width / 2.0).abs() < width * 0.08;
                let offset = i64::from(value) - at;
                let counted = self.chains.get(&offset).is_some_and(|&count| count >= 2);
                let aside = outside(row, height) || self.is_apart(row, inner);
                counted && centred || aside && (counted || centred || offset == 1)
            }
        };
        is_number.then_some(FurnitureKind::PageNumber)
    }

    /// The code of a running head or foot.
    fn head(
        &self,
        row: &Row,
        inner: Option<&Row>,
        (_, height): (f32, f32),
        at: i64,
        top: bool,
    ) -> Option<FurnitureKind> {
        let text = gap::text(&row.pieces);
        let margin = row.y < height * MARGIN || row.y > height * (1.0 - MARGIN);
        if margin && is_of_browser(&text) {
            return Some(FurnitureKind::RunningHead);
        }
        let places = self.repeats.get(&(top, alike(&text)))?;
        let before = places.partition_point(|place| place.0 < row.y - SAME);
        let behind = places.partition_point(|place| place.0 <= row.y + SAME);
        // On facing pages a head can stand at either side; a signature below the first page's head does too.
        let level = places.get(before..behind).unwrap_or_default();
        let count = level.len();
        let below = |place: &&(f32, f32)| (place.1 - row.left()).abs() <= SAME;
        let repeated =
            (count >= 3 || level.iter().filter(below).nth(1).is_some()) && count * 5 >= self.pages * 2;
        let is_title = at == 0
            && row.size >= SMALL * self.size
            && (shape::LineShape::of(&text).ends_title() || row.size > self.size * 1.2);
        let aside = outside(row, height) || self.is_apart(row, inner);
        (repeated && !is_title && aside).then_some(FurnitureKind::RunningHead)
    }
}

/// Puts a page number that was printed across a line of an overfull page on a row of its own.
fn without_numbers_between(rows: Vec<Row>) -> Vec<Row> {
    let count = rows.len();
    let mut found = Vec::with_capacity(count + 1);
    for (at, mut row) in rows.into_iter().enumerate() {
        let edge = at < DEEPEST || at + DEEPEST >= count;
        let on_line = |piece: &RowPiece| (piece.y - row.y).abs() <= row.size * OFF_LINE;
        if edge && !row.pieces.iter().all(on_line) {
            let (on, off): (Vec<RowPiece>, Vec<RowPiece>) = row.pieces.iter().cloned().partition(on_line);
            let y = off.first().map_or(row.y, |piece| piece.y);
            let size = off.first().map_or(row.size, |piece| piece.size);
            let together = off.iter().all(|piece| piece.y == y);
            let is_number = match page_number(&gap::text(&off)) {
                Some(PageMark::Marked) => true,
                Some(PageMark::Bare(_)) => size > row.size * 0.8,
                None => false,
            };
            if together && is_number && !on.is_empty() {
                found.push(Row { pieces: off, y, size, ..row.clone() });
                row.pieces = on;
            }
        }
        found.push(row);
    }
    found
}

fn outside(row: &Row, height: f32) -> bool {
    row.y < height * EDGE || row.y > height * (1.0 - EDGE)
}

/// True for what a browser prints into the margin: an address, or the date and time of printing.
fn is_of_browser(text: &str) -> bool {
    let early = text.char_indices().nth(24).map_or(text, |(at, _)| text.get(..at).unwrap_or(text));
    let stamp = early.starts_with(|c: char| c.is_ascii_digit())
        && early.matches('/').count() == 2
        && early.contains(':');
    stamp || text.contains("://")
}

/// A text with its numbers made equal.
fn alike(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_whitespace()).take(200) {
        if plain::digit(c).is_none() {
            out.push(c);
        } else if !out.ends_with('#') {
            out.push('#');
        }
    }
    out
}
