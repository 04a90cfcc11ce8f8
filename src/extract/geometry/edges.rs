//! Where the lines of a column begin and end, and how far apart they are.
//!
//! In: the rows of a file. Out: [`Edges`] for each row. Rows that are full, as the next one goes on in mid-sentence,
//! show the left edge of a column; where most long rows end is its right edge. A page that differs from the others
//! has its own.

use super::{Row, spacing};
use std::collections::HashMap;

/// The edges of the column that a row stands in, and the distance of its lines.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Edges {
    /// Where lines within a paragraph begin.
    pub left: f32,
    /// Where full lines end.
    pub right: f32,
    /// From one baseline to the next, in font sizes.
    pub pitch: f32,
    /// The size that most rows have.
    pub size: f32,
}

/// Columns above this are cells of tables, which differ from page to page.
const COLUMNS: u32 = 2;
/// Full rows without which a page has the edges of the file.
const ENOUGH: usize = 4;

/// The edges for each of `rows`.
pub(super) fn find(rows: &[Row]) -> Vec<Edges> {
    let mut files: HashMap<(u32, u32), Vec<&Row>> = HashMap::new();
    let mut pages: HashMap<(u32, u32), Vec<&Row>> = HashMap::new();
    for row in rows.iter().filter(|row| !row.table) {
        let page = if row.column > COLUMNS { row.page } else { 0 };
        files.entry((page, row.column)).or_default().push(row);
        pages.entry((row.page, row.column)).or_default().push(row);
    }
    let files: HashMap<(u32, u32), Edges> = files.into_iter().map(|(key, rows)| (key, of(&rows).0)).collect();
    let pages: HashMap<(u32, u32), (Edges, bool)> =
        pages.into_iter().map(|(key, rows)| (key, of(&rows))).collect();
    let edges = |row: &Row| {
        let page = if row.column > COLUMNS { row.page } else { 0 };
        let file = files.get(&(page, row.column)).copied().unwrap_or_default();
        match pages.get(&(row.page, row.column)) {
            Some((own, true)) => Edges { pitch: file.pitch, size: file.size, ..*own },
            _ => file,
        }
    };
    rows.iter().map(edges).collect()
}

/// The edges of a column, and whether enough rows show them.
fn of(rows: &[&Row]) -> (Edges, bool) {
    let size = spacing::median(rows.iter().map(|row| row.size).collect()).max(1e-3);
    let body = || rows.iter().filter(|row| (row.size - size).abs() < 0.15 * size);
    let least = body().map(|row| row.left).fold(f32::INFINITY, f32::min);
    let most = body().map(|row| row.right).fold(f32::NEG_INFINITY, f32::max);
    let ends = body().filter(|row| row.right > least + 0.6 * (most - least)).map(|row| row.right).collect();
    let (right, full) = densest(ends, 1.1 * size).unwrap_or((most, 0));
    let right = if full < 2 { most } else { right };
    let is_full = |row: &Row| row.right >= right - 1.6 * size && row.right <= right + 1.6 * size;
    let follows =
        |pair: &&[&Row]| matches!(pair, [a, b] if a.page == b.page && is_full(a) && b.baseline > a.baseline);
    let inner: Vec<&[&Row]> = rows.windows(2).filter(follows).collect();
    let lefts = inner.iter().filter_map(|pair| pair.last()).map(|row| row.left).collect();
    let lefts = densest(lefts, 0.4 * size).filter(|&(_, count)| count > 1);
    let left = lefts.or_else(|| densest(body().map(|row| row.left).collect(), 0.4 * size));
    let step = |pair: &[&Row]| match pair {
        [a, b] => (b.baseline - a.baseline) / a.size.max(1e-3),
        _ => 0.0,
    };
    let near = |pair: &&[&Row]| (0.5..4.0).contains(&step(pair));
    let all: Vec<f32> = rows.windows(2).filter(near).map(step).collect();
    let within: Vec<f32> = inner.iter().copied().filter(near).map(step).collect();
    let pitch = spacing::median(if within.len() > 2 { within } else { all });
    let edges = Edges { left: left.map_or(least, |(left, _)| left), right, pitch, size };
    (edges, full >= ENOUGH && inner.len() >= ENOUGH)
}

/// Upper end and population of the fullest window of `width` in `values`; of equals the rightmost.
fn densest(mut values: Vec<f32>, width: f32) -> Option<(f32, usize)> {
    values.sort_unstable_by(f32::total_cmp);
    let mut start = 0;
    let mut best: Option<(f32, usize)> = None;
    for (at, &value) in values.iter().enumerate() {
        while values.get(start).is_some_and(|&first| first + width < value) {
            start += 1;
        }
        let count = at + 1 - start;
        if best.is_none_or(|(_, most)| count >= most) {
            // Nine of ten end before it: a mark that hangs over the edge is not the edge.
            best = values.get(start + (count - 1) * 9 / 10).map(|&edge| (edge, count));
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(left: f32, right: f32, line: usize) -> Row {
        Row { left, right, baseline: 18.0 * line as f32, size: 10.0, page: 1, ..Row::default() }
    }

    #[test]
    fn full_rows_show_both_edges() {
        let places =
            [(70.0, 200.0), (50.0, 199.0), (50.0, 200.0), (50.0, 120.0), (70.0, 200.0), (50.0, 200.0)];
        let rows: Vec<Row> = (0..).zip(places).map(|(line, (left, right))| row(left, right, line)).collect();
        let edges = find(&rows);
        assert_eq!(edges[0], Edges { left: 50.0, right: 200.0, pitch: 1.8, size: 10.0 });
        assert!(find(&[]).is_empty());
    }
}
