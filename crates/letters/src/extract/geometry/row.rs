//! Pieces that stand on one baseline.
//!
//! In: the pieces of a page. Out: its [`Row`]s from top to bottom, each with its pieces from left to right. Small
//! raised or lowered pieces belong to the row that they touch.

use super::clean::{self, RowPiece};

/// Share of a font's size by which baselines of one row differ at most.
const SLANT: f32 = 0.33;
/// Open rows that a piece is held against.
const NEAR: usize = 6;
/// Pieces of a row beyond which nobody raises notes out of it.
const LONGEST: usize = 300;
/// Rows smaller than this share of a neighbour's size are notes raised out of it.
const SMALL: f32 = 0.78;

/// Pieces on one baseline.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Row {
    /// Baseline.
    pub y: f32,
    /// Size of the font that most of it has.
    pub size: f32,
    /// Page, from 1.
    pub page: u32,
    /// Number in the document, from 1.
    pub number: u32,
    /// The column that it belongs to, from 0, and what kind of columns they are; both are 0 without any.
    pub column: (u16, u16),
    /// The ruled table that it stands for.
    pub table: Option<usize>,
    /// Its pieces from left to right; none is empty.
    pub pieces: Vec<RowPiece>,
}

impl Row {
    /// Left edge.
    pub(super) fn left(&self) -> f32 {
        self.pieces.first().map_or(0.0, |piece| piece.left)
    }

    /// Right edge.
    pub(super) fn right(&self) -> f32 {
        self.pieces.iter().map(|piece| piece.right).fold(f32::MIN, f32::max)
    }

    /// The row with its baseline and size found anew.
    pub(super) fn settled(mut self) -> Row {
        self.settle();
        self
    }

    fn settle(&mut self) {
        self.pieces.sort_by(|a, b| a.left.total_cmp(&b.left));
        let mut pieces: Vec<RowPiece> = Vec::with_capacity(self.pieces.len());
        let mut spaced = false;
        for mut piece in std::mem::take(&mut self.pieces) {
            if piece.text.is_empty() {
                // A space below a glyph parts nothing.
                let hidden = pieces.last().is_some_and(|last| last.right > piece.right - piece.size * 0.05);
                spaced |= !hidden;
                continue;
            }
            piece.spaced_before |= std::mem::take(&mut spaced);
            pieces.push(piece);
        }
        self.pieces = pieces;
        let sizes = self.pieces.iter().map(|p| (p.size, p.text.chars().count()));
        self.size = clean::median_size(sizes).unwrap_or(self.size);
        let at = |size: f32| self.pieces.iter().find(move |p| p.size == size).map(|p| p.y);
        self.y = at(self.size).unwrap_or(self.y);
    }
}

/// The rows of one page from top to bottom.
pub(super) fn rows(mut pieces: Vec<RowPiece>) -> Vec<Row> {
    pieces.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.left.total_cmp(&b.left)));
    let mut rows: Vec<Row> = Vec::new();
    for piece in pieces {
        let near = rows.len().saturating_sub(NEAR);
        let fits = |row: &&mut Row| (piece.y - row.y).abs() <= SLANT * piece.size.min(row.size);
        match rows.iter_mut().skip(near).rev().find(fits) {
            Some(row) => {
                row.size = row.size.max(piece.size);
                row.pieces.push(piece);
            }
            None => rows.push(Row { y: piece.y, size: piece.size, pieces: vec![piece], ..Row::default() }),
        }
    }
    for row in &mut rows {
        row.settle();
    }
    rows.retain(|row| !row.pieces.is_empty());
    rows.sort_by(|a, b| a.y.total_cmp(&b.y));
    with_raised(rows)
}

/// Numbers the rows of all pages.
pub(super) fn number(pages: &mut [Vec<Row>]) {
    let mut number = 0;
    for (page, rows) in (1..).zip(pages) {
        for row in rows {
            number += 1;
            (row.page, row.number) = (page, number);
        }
    }
}

/// Puts small raised or lowered pieces into the row that they touch.
fn with_raised(rows: Vec<Row>) -> Vec<Row> {
    let mut found: Vec<Row> = Vec::with_capacity(rows.len());
    for mut row in rows {
        if let Some(last) = found.last_mut() {
            if belongs(&row, last) {
                last.pieces.append(&mut row.pieces);
                last.settle();
                continue;
            }
            if belongs(last, &row) {
                last.pieces.append(&mut row.pieces);
                last.settle();
                continue;
            }
        }
        found.push(row);
    }
    found
}

/// True when all of the small `note` touches `row` and lies about its baseline.
fn belongs(note: &Row, row: &Row) -> bool {
    let touches = |piece: &RowPiece| {
        let reach = row.size * 0.3;
        row.pieces.iter().any(|other| {
            (piece.left - other.right).abs() <= reach || (other.left - piece.right).abs() <= reach
        })
    };
    note.size < row.size * SMALL
        && (note.y - row.y).abs() <= row.size * 0.55
        && note.pieces.len() <= 8
        && row.pieces.len() <= LONGEST
        && note.pieces.iter().all(touches)
}
