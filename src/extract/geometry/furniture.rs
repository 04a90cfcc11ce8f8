//! Page numbers, running heads and feet, by where they stand.
//!
//! In: the rows of a file and the sizes of its pages. Out: the rows without furniture, and notes on it. A row is
//! furniture at the top or the bottom of its page only: when it is a page number, when it repeats on other pages at
//! the same place, or when the file itself says so.

use super::{Frame, Row};
use crate::extract::reflow::{self, Dropped, PageNumber};
use crate::text::Note;
use std::collections::HashMap;

/// Rows at the top and at the bottom of a page that can be furniture.
const ROWS: usize = 3;
/// Share of a page's height at either end where repeated rows are furniture.
const MARGIN: f32 = 0.16;
/// Characters of a running head at most.
const LONGEST: usize = 60;
/// Steps in which places on a page are compared, for each font size.
const STEP: f32 = 0.5;

/// Takes the furniture out of `rows`.
pub(super) fn take_out(rows: Vec<Row>, frames: &[(u32, Frame)]) -> (Vec<Row>, Vec<Note>) {
    let frames: HashMap<u32, Frame> = frames.iter().copied().collect();
    let edges = edges(&rows);
    let repeats = repeats(&rows, &edges, &frames);
    let (mut kept, mut notes) = (Vec::with_capacity(rows.len()), Vec::new());
    let title = rows.iter().position(|row| reflow::ends_title(row.text.trim()));
    for (at, row) in rows.into_iter().enumerate() {
        let edge = edges.get(at).copied().flatten();
        let number = reflow::page_number(row.text.trim()).filter(|_| !row.table);
        let code = match (edge, number) {
            (Some(_), Some(PageNumber::Marked)) | (Some(0), Some(PageNumber::Bare(_))) => {
                "page_number_dropped"
            }
            (Some(_), _) if row.furniture => "running_head_dropped",
            (Some(_), _) if title != Some(at) && repeats.get(&key(&row)).copied().unwrap_or(false) => {
                "running_head_dropped"
            }
            _ => {
                kept.push(row);
                continue;
            }
        };
        notes.push(Dropped { code, number: row.number, text: row.text.trim().to_owned() }.note());
    }
    (kept, notes)
}

/// For each row, how many rows of its page stand between it and the nearer end of the page, if few do.
fn edges(rows: &[Row]) -> Vec<Option<usize>> {
    let mut found = vec![None; rows.len()];
    let mut start = 0;
    for page in rows.chunk_by(|a, b| a.page == b.page) {
        let mut order: Vec<usize> = (start..start + page.len()).collect();
        let place = |at: &usize| rows.get(*at).map_or(0.0, |row| row.baseline);
        order.sort_by(|a, b| place(a).total_cmp(&place(b)));
        for (depth, &at) in
            order.iter().take(ROWS).enumerate().chain(order.iter().rev().take(ROWS).enumerate())
        {
            if let Some(edge) = found.get_mut(at) {
                *edge = Some(edge.map_or(depth, |other: usize| other.min(depth)));
            }
        }
        start += page.len();
    }
    found
}

/// What rows at the same place of several pages have in common: their text with figures levelled, and the place.
type Key = (String, i32);

fn key(row: &Row) -> Key {
    let level = |c: char| if c.is_numeric() { '#' } else { c };
    let text = row.text.chars().filter(|c| !c.is_whitespace()).map(level).collect();
    (text, (row.baseline / (STEP * row.size).max(1e-3)).round() as i32)
}

/// Rows that stand at the same place of most pages, left and right pages counted apart.
fn repeats(rows: &[Row], edges: &[Option<usize>], frames: &HashMap<u32, Frame>) -> HashMap<Key, bool> {
    let mut counts: HashMap<Key, usize> = HashMap::new();
    let pages = rows.chunk_by(|a, b| a.page == b.page).count();
    for row in rows.iter().zip(edges).filter(|(_, edge)| edge.is_some()).map(|(row, _)| row) {
        let height = frames.get(&row.page).map_or(0.0, |frame| frame.height);
        let marginal = row.baseline <= height * MARGIN || row.baseline >= height * (1.0 - MARGIN);
        let named = row.text.chars().any(char::is_alphabetic);
        if marginal && named && !row.table && row.text.chars().count() <= LONGEST {
            *counts.entry(key(row)).or_default() += 1;
        }
    }
    counts.into_iter().map(|(key, count)| (key, count >= 2 && count * 5 >= pages * 2)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str, page: u32, baseline: f32) -> Row {
        Row { text: text.to_owned(), page, baseline, size: 10.0, ..Row::default() }
    }

    #[test]
    fn numbers_and_repeated_rows_at_page_ends_are_dropped() {
        let mut rows = Vec::new();
        for page in 1..=3 {
            rows.push(row("某市教育局文件", page, 30.0));
            for line in 0..6 {
                rows.push(row(&"正文".repeat(7 * page as usize + line), page, 100.0 + 20.0 * line as f32));
            }
            rows.push(row("3", page, 300.0));
            rows.push(row("我局将继续推进。", page, 320.0));
            rows.push(row(&format!("— {page} —"), page, 800.0));
        }
        let frames: Vec<(u32, Frame)> =
            (1..=3).map(|page| (page, Frame { width: 600.0, height: 840.0 })).collect();
        let (kept, notes) = take_out(rows, &frames);
        assert_eq!((kept.len(), notes.len()), (24, 6));
        assert!(kept.iter().any(|row| row.text == "3"));
    }
}
