//! Columns of text beside each other.
//!
//! In: the rows of all pages from top to bottom. Out: the rows in reading order: where text is set in two columns, those
//! of the left one come first, down to a row that runs across both. The cells of a table stay beside each other: most of
//! their lines are short, or a cell ends before the one beside it does; columns of text are full and go on.

use super::clean::Piece;
use super::gap;
use super::row::Row;
use super::sheet;

/// Rows beside each other that make columns.
const FEWEST: usize = 4;
/// Ems of the gap between columns.
const GUTTER: f32 = 0.9;
/// Ems that a column is wide at least.
const NARROWEST: f32 = 8.0;
/// Parts of an em by which the white between columns is measured.
const PARTS: f32 = 4.0;
/// Places across a page that are told apart at most.
const MOST_PLACES: f32 = 4000.0;
/// Times the distance of lines of a hole in a column.
const HOLE: f32 = 2.3;
/// Holes beside text that show the cells of a table.
const HOLES: usize = 2;

/// The rows of all pages in reading order.
pub(super) fn in_order(pages: Vec<Vec<Row>>) -> Vec<Row> {
    let gutters: Vec<Option<f32>> = pages.iter().map(|rows| gutter(rows)).collect();
    // A page with few lines has the columns of the others.
    let usual = sheet::middle(gutters.iter().flatten().copied().collect());
    let mut found = Vec::new();
    for (rows, gutter) in pages.into_iter().zip(gutters) {
        let gutter = gutter.or_else(|| usual.filter(|&usual| continues(&rows, usual)));
        match gutter {
            Some(gutter) => found.extend(page(rows, gutter)),
            None => found.extend(rows),
        }
    }
    found
}

fn page(rows: Vec<Row>, gutter: f32) -> Vec<Row> {
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
    let least = (GUTTER + gap::spacing(&row.pieces)) * row.size;
    row.pieces.iter().any(|piece| piece.left < gutter && piece.right > gutter)
        || row.pieces.iter().zip(row.pieces.iter().skip(1)).any(|(piece, next)| {
            piece.right <= gutter && next.left >= gutter && next.left - piece.right < least
        })
}

/// True when no row of a short page crosses the gutter that other pages have.
fn continues(rows: &[Row], gutter: f32) -> bool {
    !rows.iter().any(|row| crosses(row, gutter))
}

/// Where the white between two columns runs, if there are two.
fn gutter(rows: &[Row]) -> Option<f32> {
    let size = sheet::usual_size(rows.iter().map(|row| (row.size, row.pieces.len()))).max(0.5);
    let left = rows.iter().map(Row::left).fold(f32::MAX, f32::min);
    let right = rows.iter().map(Row::right).fold(f32::MIN, f32::max);
    let step = (size / PARTS).max((right - left) / MOST_PLACES);
    if rows.len() < FEWEST || right - left < 2.0 * NARROWEST * size {
        return None;
    }
    let covered = coverage(rows, left, step, ((right - left) / step) as usize + 1);
    let middle = covered.len() / 4..covered.len() * 3 / 4;
    let fewest = covered.get(middle.clone())?.iter().min().copied()?;
    if fewest * 3 > rows.len() {
        return None;
    }
    // Of the places with least text the longest stretch is the white between columns.
    let (mut best, mut most, mut run) = (0, 0, 0);
    for (at, count) in covered.iter().enumerate().take(middle.end).skip(middle.start) {
        run = if *count <= fewest + rows.len() / 20 { run + 1 } else { 0 };
        if run > most {
            (best, most) = (at, run);
        }
    }
    // The right column begins where its lines do, the left one ends raggedly.
    let gutter = left + (best as f32 + 0.5) * step - GUTTER * size * 0.4;
    (most as f32 * step >= GUTTER * size * 0.8 && are_columns(rows, gutter, size)).then_some(gutter)
}

/// How many rows have text at each of `count` places.
fn coverage(rows: &[Row], left: f32, step: f32, count: usize) -> Vec<usize> {
    let mut changes = vec![0i64; count + 2];
    let mut change = |at: f32, by: i64| {
        let at = ((at - left) / step).clamp(0.0, count as f32) as usize;
        if let Some(change) = changes.get_mut(at) {
            *change += by;
        }
    };
    for row in rows {
        let mut stretch: Option<(f32, f32)> = None;
        for piece in &row.pieces {
            match stretch {
                Some((start, end)) if piece.left - end < row.size * 0.7 => {
                    stretch = Some((start, end.max(piece.right)));
                }
                other => {
                    other.into_iter().for_each(|(start, end)| {
                        change(start, 1);
                        change(end + step, -1);
                    });
                    stretch = Some((piece.left, piece.right));
                }
            }
        }
        stretch.into_iter().for_each(|(start, end)| {
            change(start, 1);
            change(end + step, -1);
        });
    }
    let mut sum = 0;
    changes
        .into_iter()
        .take(count)
        .map(|change| {
            sum += change;
            usize::try_from(sum).unwrap_or(0)
        })
        .collect()
}

/// Left edge, right edge and baseline of a column's part of a row.
type Part = (f32, f32, f32);

/// True when the rows on both sides of `gutter` are columns of text.
fn are_columns(rows: &[Row], gutter: f32, size: f32) -> bool {
    let (mut lefts, mut rights): (Vec<Part>, Vec<Part>) = (Vec::new(), Vec::new());
    for row in rows.iter().filter(|row| !crosses(row, gutter)) {
        let side = |is_left: bool| {
            let pieces = || row.pieces.iter().filter(move |piece| (piece.right <= gutter) == is_left);
            let left = pieces().next()?.left;
            Some((left, pieces().map(|piece| piece.right).fold(f32::MIN, f32::max), row.y))
        };
        lefts.extend(side(true));
        rights.extend(side(false));
    }
    let holes = holes(&lefts, &rights) + holes(&rights, &lefts);
    is_full(&lefts, size) && is_full(&rights, size) && holes < HOLES
}

/// True when many of these lines reach the same right edge.
fn is_full(lines: &[Part], size: f32) -> bool {
    let edge = lines.iter().map(|line| line.1).fold(f32::MIN, f32::max);
    let start = lines.iter().map(|line| line.0).fold(f32::MAX, f32::min);
    let full = lines.iter().filter(|line| line.1 > edge - 2.5 * size).count();
    lines.len() >= FEWEST && edge - start >= NARROWEST * size && full * 5 >= lines.len() * 2
}

/// How often a column stops while the one beside it goes on.
fn holes(column: &[Part], beside: &[Part]) -> usize {
    let steps = || column.iter().zip(column.iter().skip(1)).map(|(a, b)| (a.2, b.2));
    let Some(usual) = sheet::middle(steps().map(|(a, b)| b - a).collect()) else { return 0 };
    let within = |from: f32, to: f32| {
        beside.iter().any(|part| part.2 > from + usual * 0.5 && part.2 < to - usual * 0.5)
    };
    steps().filter(|&(a, b)| b - a > HOLE * usual && within(a, b)).count()
}

/// The rows of the left column, then those of the right one.
fn divided(band: Vec<Row>, gutter: f32) -> Vec<Row> {
    let (mut lefts, mut rights) = (Vec::new(), Vec::new());
    for row in band {
        let (left, right): (Vec<Piece>, Vec<Piece>) =
            row.pieces.iter().cloned().partition(|piece| piece.right <= gutter);
        let part = |pieces, at| Row { pieces, column: (at, 2), ..row.clone() }.settled();
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
