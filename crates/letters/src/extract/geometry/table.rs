//! Tables: rows whose cells stand below each other.
//!
//! In: rows in reading order. Out: the same, with the rows of tables taken apart into cells, a wrapped cell's lines
//! together. A table shows by gaps that run down through several rows; without lines drawn around them, rows of a
//! table are told by the distance between them or by their first cells.

use super::gap;
use super::line::Part;
use super::row::Row;

/// Ems of white that run down between two columns of a table.
const GUTTER: f32 = 0.33;
/// Columns beyond which rows are no table.
const MOST_COLUMNS: usize = 40;
/// Rows of one cell after each other that still belong to a table.
const LOOSE: usize = 30;
/// Times the distance of lines by which rows of a table stand farther apart.
const APART: f32 = 1.1;

/// Finds the tables among `rows`.
pub(super) fn divide(rows: Vec<Row>) -> Vec<Part> {
    let celled: Vec<bool> = rows.iter().map(has_cells).collect();
    let mut parts = Vec::with_capacity(rows.len());
    let mut at = 0;
    let mut rows: Vec<Option<Row>> = rows.into_iter().map(Some).collect();
    while at < rows.len() {
        let end = if celled.get(at) == Some(&true) { region(&rows, &celled, at) } else { at };
        if end > at + 1 {
            let table: Vec<Row> = rows.iter_mut().take(end).skip(at).filter_map(Option::take).collect();
            parts.extend(cells(table));
            at = end;
        } else {
            parts.extend(rows.get_mut(at).and_then(Option::take).map(Part::Row));
            at += 1;
        }
    }
    parts
}

fn has_cells(row: &Row) -> bool {
    let spacing = gap::spacing(&row.pieces);
    row.pieces.iter().zip(row.pieces.iter().skip(1)).any(|(a, b)| gap::parts_cells(a, b, spacing))
}

/// Stretches of a line without white, from left to right.
type Stretches = Vec<(f32, f32)>;

/// One past the last row of the table that begins at `start`; `start` itself when none does.
fn region(rows: &[Option<Row>], celled: &[bool], start: usize) -> usize {
    let mut filled: Stretches = Vec::new();
    let (mut end, mut count, mut loose) = (start, 0, 0);
    for (at, row) in rows.iter().enumerate().skip(start) {
        let Some(row) = row else { break };
        let last = rows.get(at.wrapping_sub(1)).and_then(Option::as_ref).filter(|_| at > start);
        let far = last.is_some_and(|last| last.page == row.page && row.y - last.y > 4.0 * row.size);
        // A ruled table stands by itself.
        if far || row.table.is_some() || last.is_some_and(|last| last.column != row.column) {
            break;
        }
        let merged = merge(&filled, &stretches(row), row.size * GUTTER);
        if !(2..=MOST_COLUMNS).contains(&merged.len()) {
            break;
        }
        if celled.get(at) == Some(&true) {
            (end, count, loose) = (at + 1, count + 1, 0);
        } else {
            loose += 1;
            if loose > LOOSE {
                break;
            }
            if is_rest(row, &filled) {
                end = end.max(if at == end { at + 1 } else { end });
            }
        }
        filled = merged;
    }
    if count >= 2 { end } else { start }
}

/// True when the row can be no paragraph but the rest of a cell: it stands away from the first column.
fn is_rest(row: &Row, filled: &Stretches) -> bool {
    let begins = |stretch: &&(f32, f32)| (stretch.0 - row.left()).abs() < row.size * 0.3;
    filled.iter().skip(1).any(|stretch| begins(&stretch) && row.right() <= stretch.1 + row.size)
}

fn stretches(row: &Row) -> Stretches {
    let pieces: Stretches = row.pieces.iter().map(|piece| (piece.left, piece.right)).collect();
    merge(&pieces, &[], row.size * GUTTER)
}

/// Both lists as one, what is nearer together than `gutter` made one.
fn merge(some: &[(f32, f32)], more: &[(f32, f32)], gutter: f32) -> Stretches {
    let mut all: Stretches = some.iter().chain(more).copied().collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut merged: Stretches = Vec::with_capacity(all.len());
    for stretch in all {
        match merged.last_mut() {
            Some(last) if stretch.0 - last.1 < gutter => last.1 = last.1.max(stretch.1),
            _ => merged.push(stretch),
        }
    }
    merged
}

/// The rows of a table with their cells.
fn cells(table: Vec<Row>) -> Vec<Part> {
    let columns =
        table.iter().fold(Stretches::new(), |filled, row| merge(&filled, &stretches(row), row.size * GUTTER));
    let split: Vec<Vec<Option<Row>>> = table.iter().map(|row| apart(row, &columns)).collect();
    let starts = starts(&table, &split);
    let mut parts: Vec<Vec<Vec<Row>>> = Vec::new();
    for (cells, starts) in split.into_iter().zip(starts) {
        if starts || parts.is_empty() {
            parts.push(vec![Vec::new(); columns.len()]);
        }
        let Some(last) = parts.last_mut() else { continue };
        for (cell, into) in cells.into_iter().zip(last) {
            into.extend(cell);
        }
    }
    parts.into_iter().map(Part::Cells).collect()
}

/// The parts of `row` that stand in each of `columns`.
fn apart(row: &Row, columns: &Stretches) -> Vec<Option<Row>> {
    let inside = |&(left, right): &(f32, f32)| {
        let pieces: Vec<_> =
            row.pieces.iter().filter(|piece| piece.left >= left && piece.left <= right).cloned().collect();
        (!pieces.is_empty()).then(|| Row { pieces, ..row.clone() })
    };
    columns.iter().map(inside).collect()
}

/// For each line of a table whether it begins a row.
fn starts(table: &[Row], split: &[Vec<Option<Row>>]) -> Vec<bool> {
    let first: Vec<bool> = split.iter().map(|cells| cells.first().is_some_and(Option::is_some)).collect();
    let steps: Vec<Option<f32>> = std::iter::once(None)
        .chain(
            table
                .iter()
                .zip(table.iter().skip(1))
                .map(|(a, b)| (a.page == b.page && b.y > a.y).then(|| (b.y - a.y) / a.size.max(0.1))),
        )
        .collect();
    let mut known: Vec<f32> = steps.iter().flatten().copied().collect();
    known.sort_by(f32::total_cmp);
    // Lines of cells of different heights can stand between each other; steps of less than a line part no rows.
    let widest = known
        .iter()
        .zip(known.iter().skip(1))
        .filter(|(_, b)| **b > 0.95)
        .max_by(|(a, b), (c, d)| (*b / a.max(0.1)).total_cmp(&(*d / c.max(0.1))));
    if let Some((below, above)) = widest.filter(|(a, b)| **b > a.max(0.9) * APART) {
        let limit = (below + above) / 2.0;
        let by_gap: Vec<bool> = steps
            .iter()
            .zip(&first)
            .enumerate()
            .map(|(at, (step, first))| at == 0 || step.map_or(*first, |step| step > limit))
            .collect();
        if each_has_one(&by_gap, &first) {
            return by_gap;
        }
    }
    let close = |step: &Option<f32>| step.is_some_and(|step| step < 0.95);
    (0..).zip(first.iter().zip(&steps)).map(|(at, (first, step))| at == 0 || *first && !close(step)).collect()
}

/// True when each row that `starts` makes has exactly one line with a first cell.
fn each_has_one(starts: &[bool], first: &[bool]) -> bool {
    let mut counts: Vec<usize> = Vec::new();
    for (starts, first) in starts.iter().zip(first) {
        if *starts {
            counts.push(0);
        }
        if let Some(last) = counts.last_mut() {
            *last += usize::from(*first);
        }
    }
    counts.iter().all(|count| *count == 1)
}
