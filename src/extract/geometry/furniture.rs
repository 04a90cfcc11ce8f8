//! What a printer put on every page: page numbers, running heads and feet.
//!
//! In: the rows of all pages. Out: the rows without them, and what was left out. Only the outermost rows of a page are
//! looked at, one after the other from the edge inwards, until one is text of the letter.

use super::gap;
use super::row::Row;
use super::sheet;
use crate::extract::reflow::furniture::{Mark, page_number};
use crate::extract::reflow::shape;
use std::collections::HashMap;

pub(super) use crate::extract::reflow::Dropped;

/// Rows at either edge of a page that can be furniture.
const DEEPEST: usize = 3;
/// Share of a page's height, at either end, where a printer puts its numbers.
const EDGE: f32 = 0.1;
/// Times the usual distance of lines that furniture keeps from the text.
const APART: f32 = 1.35;
/// Share of the text's size that a smaller print has at most.
const SMALL: f32 = 0.85;

/// Takes the furniture out of the rows of all pages, whose widths and heights are `sizes`.
pub(super) fn take_out(pages: &mut [Vec<Row>], sizes: &[(f32, f32)]) -> Vec<Dropped> {
    let measures = Measures::of(pages);
    let mut dropped = Vec::new();
    let judged: Vec<(usize, usize, Vec<&'static str>)> = (0..)
        .zip(pages.iter().zip(sizes))
        .map(|(at, (rows, size))| measures.edges(rows, *size, at))
        .collect();
    for (rows, (top, bottom, codes)) in pages.iter_mut().zip(judged) {
        let end = rows.len().saturating_sub(bottom).max(top.min(rows.len()));
        let mut codes = codes.into_iter();
        let out = rows.drain(end..).collect::<Vec<Row>>();
        let head = rows.drain(..top.min(end)).collect::<Vec<Row>>();
        for row in head.iter().chain(out.iter().rev()) {
            let code = codes.next().unwrap_or("running_head_dropped");
            dropped.push(Dropped { code, number: row.number, text: gap::text(&row.pieces) });
        }
    }
    dropped.sort_by_key(|d| d.number);
    dropped
}

/// What is usual in a document.
struct Measures {
    /// How often the same text stands at the top and at the bottom of a page.
    repeats: HashMap<(bool, String), usize>,
    /// How often the number of a page and the number printed on it lie so far apart.
    chains: HashMap<i64, usize>,
    pages: usize,
    leading: f32,
    size: f32,
}

impl Measures {
    fn of(pages: &[Vec<Row>]) -> Measures {
        let mut repeats: HashMap<(bool, String), usize> = HashMap::new();
        let mut chains: HashMap<i64, usize> = HashMap::new();
        for (at, rows) in (0..).zip(pages) {
            let mut seen: Vec<(bool, String)> = Vec::new();
            let mut offsets: Vec<i64> = Vec::new();
            let tops = rows.iter().take(DEEPEST).map(|row| (true, row));
            for (top, row) in tops.chain(rows.iter().rev().take(DEEPEST).map(|row| (false, row))) {
                let text = gap::text(&row.pieces);
                if let Some(Mark::Bare(value)) = page_number(&text) {
                    offsets.push(i64::from(value) - at);
                }
                seen.push((top, alike(&text)));
            }
            seen.sort_unstable();
            seen.dedup();
            offsets.sort_unstable();
            offsets.dedup();
            seen.into_iter().for_each(|key| *repeats.entry(key).or_default() += 1);
            offsets.into_iter().for_each(|offset| *chains.entry(offset).or_default() += 1);
        }
        let filled = pages.iter().filter(|rows| !rows.is_empty()).count();
        let rows = || pages.iter().flatten();
        let size = sheet::usual_size(rows().map(|row| (row.size, row.pieces.len())));
        let steps = pages.iter().flat_map(|rows| rows.iter().zip(rows.iter().skip(1)));
        let leading = sheet::middle(steps.map(|(a, b)| b.y - a.y).collect()).unwrap_or(size * 1.5);
        Measures { repeats, chains, pages: filled, leading, size }
    }

    /// How many rows at the top and at the bottom of page `at` are furniture, and the code of each from outside.
    fn edges(&self, rows: &[Row], size: (f32, f32), at: i64) -> (usize, usize, Vec<&'static str>) {
        let mut codes = Vec::new();
        let mut peel = |top: bool| {
            let nth = |n: usize| if top { rows.get(n) } else { rows.iter().rev().nth(n) };
            for n in 0..DEEPEST.min(rows.len()) {
                match nth(n).and_then(|row| self.code(row, nth(n + 1), size, at, top)) {
                    Some(code) => codes.push(code),
                    None => return n,
                }
            }
            DEEPEST.min(rows.len())
        };
        let top = peel(true);
        let bottom = peel(false);
        (top, bottom, codes)
    }

    /// The code of a row at the edge of a page if it is furniture; `inner` is the row beside it.
    fn code(
        &self,
        row: &Row,
        inner: Option<&Row>,
        (width, height): (f32, f32),
        at: i64,
        top: bool,
    ) -> Option<&'static str> {
        let text = gap::text(&row.pieces);
        let outside = row.y < height * EDGE || row.y > height * (1.0 - EDGE);
        let apart = inner.is_none_or(|inner| (inner.y - row.y).abs() > APART * self.leading)
            || row.size < SMALL * self.size;
        match page_number(&text) {
            Some(Mark::Marked) => return Some("page_number_dropped"),
            Some(Mark::Bare(value)) => {
                let middle = (row.left() + row.right()) / 2.0;
                let centred = (middle - width / 2.0).abs() < width * 0.08;
                let offset = i64::from(value) - at;
                let counted = self.chains.get(&offset).is_some_and(|&count| count >= 2);
                if (outside || apart) && (counted || centred || offset == 1) {
                    return Some("page_number_dropped");
                }
            }
            None => {}
        }
        let repeats = self.repeats.get(&(top, alike(&text))).copied().unwrap_or(0);
        let repeated = repeats >= 2 && repeats * 5 >= self.pages * 2;
        let is_title = at == 0 && (shape::ends_title(&text) || row.size > self.size * 1.2);
        (repeated && !is_title && (apart || outside)).then_some("running_head_dropped")
    }
}

/// A text with its numbers made equal.
fn alike(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_whitespace()).take(200) {
        if shape::digit(c).is_none() {
            out.push(c);
        } else if !out.ends_with('#') {
            out.push('#');
        }
    }
    out
}
