//! Columns of text beside each other.
//!
//! In: the rows of one page from top to bottom. Out: the rows in reading order: where text is set in two columns, those of
//! the left one come first. The cells of a table stay beside each other: they are short, columns of text are full.

use super::clean::Piece;
use super::row::Row;

/// Rows beside each other that make columns.
const FEWEST: usize = 4;
/// Ems of the gap between columns.
const GUTTER: f32 = 0.9;
/// Ems that a column is wide at least.
const NARROWEST: f32 = 8.0;

/// The rows of a page in reading order.
pub(super) fn in_order(rows: Vec<Row>) -> Vec<Row> {
    let Some(gutter) = gutter(&rows) else { return rows };
    let mut found = Vec::with_capacity(rows.len());
    let mut band: Vec<Row> = Vec::new();
    for row in rows {
        if crosses(&row, gutter) {
            found.extend(divided(std::mem::take(&mut band), gutter));
            found.push(row);
        } else {
            band.push(row);
        }
    }
    found.extend(divided(band, gutter));
    found
}

fn crosses(row: &Row, gutter: f32) -> bool {
    row.pieces.iter().any(|piece| piece.left < gutter && piece.right > gutter)
        || row.pieces.iter().zip(row.pieces.iter().skip(1)).any(|(piece, next)| {
            piece.right <= gutter && next.left >= gutter && next.left - piece.right < GUTTER * row.size
        })
}

/// Where the gap between two columns runs, if there are two.
fn gutter(rows: &[Row]) -> Option<f32> {
    let size = rows.get(rows.len() / 2)?.size.max(1.0);
    let mut middles: Vec<f32> = rows
        .iter()
        .flat_map(|row| row.pieces.iter().zip(row.pieces.iter().skip(1)))
        .filter(|(piece, next)| next.left - piece.right >= GUTTER * size)
        // The right column begins where its lines do, the left one ends raggedly.
        .map(|(_, next)| next.left - GUTTER * size / 2.0)
        .collect();
    middles.sort_by(f32::total_cmp);
    let near = |a: &f32, b: &f32| (a - b).abs() < size * 0.25;
    let best = middles.chunk_by(near).max_by_key(|run| run.len())?;
    let gutter = best.first().copied()?;
    (best.len() >= FEWEST && are_columns(rows, gutter, size)).then_some(gutter)
}

/// True when the rows on both sides of `gutter` are full of text.
fn are_columns(rows: &[Row], gutter: f32, size: f32) -> bool {
    let sides = |row: &Row| {
        let left: Vec<&Piece> = row.pieces.iter().filter(|piece| piece.right <= gutter).collect();
        let right: Vec<&Piece> = row.pieces.iter().filter(|piece| piece.left >= gutter).collect();
        (extent(&left), extent(&right))
    };
    let (mut lefts, mut rights) = (Vec::new(), Vec::new());
    for row in rows.iter().filter(|row| !crosses(row, gutter)) {
        let (left, right) = sides(row);
        lefts.extend(left);
        rights.extend(right);
    }
    is_full(&lefts, size) && is_full(&rights, size)
}

fn extent(pieces: &[&Piece]) -> Option<(f32, f32)> {
    let left = pieces.first()?.left;
    Some((left, pieces.iter().map(|piece| piece.right).fold(f32::MIN, f32::max)))
}

/// True when most of these lines reach the same right edge.
fn is_full(lines: &[(f32, f32)], size: f32) -> bool {
    let edge = lines.iter().map(|line| line.1).fold(f32::MIN, f32::max);
    let start = lines.iter().map(|line| line.0).fold(f32::MAX, f32::min);
    let full = lines.iter().filter(|line| line.1 > edge - 2.5 * size).count();
    lines.len() >= FEWEST && edge - start >= NARROWEST * size && full * 2 >= lines.len()
}

/// The rows of the left column, then those of the right one.
fn divided(band: Vec<Row>, gutter: f32) -> Vec<Row> {
    let (mut lefts, mut rights) = (Vec::new(), Vec::new());
    for row in band {
        let (left, right): (Vec<Piece>, Vec<Piece>) =
            row.pieces.iter().cloned().partition(|piece| piece.right <= gutter);
        let part = |pieces, at| Row { pieces, column: (at, 2), ..row.clone() };
        if !left.is_empty() {
            lefts.push(part(left, 0));
        }
        if !right.is_empty() {
            rights.push(part(right, 1));
        }
    }
    lefts.append(&mut rights);
    lefts
}
