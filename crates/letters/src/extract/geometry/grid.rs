//! Ruled tables: cells between lines that are drawn.
//!
//! In: the straight lines of a page. Out: [`Grid`]s, the tables that they make. Lines that touch belong together; where
//! no line parts two places of a grid they are one cell.

use super::page::Rule;

/// Points by which lines of one edge differ at most, and which they may fall short of each other.
const NEAR: f32 = 3.0;
/// Lines of a page that are looked at.
const MOST_RULES: usize = 20_000;
/// Edges across a page, and down it, beyond which it shows no table but a drawing.
const MOST_EDGES: usize = 300;
/// Places of all grids of a page.
const MOST_PLACES: usize = 20_000;

/// A line along one direction: its place across it, and from where to where it goes.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Edge {
    at: f32,
    from: f32,
    to: f32,
}

/// Lines across, and lines down.
type Lines = (Vec<Edge>, Vec<Edge>);

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Grid {
    /// Where its columns, and its rows, begin and end.
    xs: Vec<f32>,
    ys: Vec<f32>,
    /// For each place, row by row, the first place of its cell.
    cells: Vec<usize>,
}

impl Grid {
    /// The cell at `(x, y)`.
    pub(super) fn cell(&self, x: f32, y: f32) -> Option<usize> {
        let (column, row) = (between(&self.xs, x)?, between(&self.ys, y)?);
        self.cells.get(row * self.columns() + column).copied()
    }

    /// The row that a cell begins in.
    pub(super) fn row(&self, cell: usize) -> usize {
        cell / self.columns().max(1)
    }

    /// Left and right edge of a cell.
    pub(super) fn edges(&self, cell: usize) -> (f32, f32) {
        let places = self.cells.iter().enumerate().filter(|(_, of)| **of == cell);
        let columns = places.map(|(at, _)| at % self.columns().max(1));
        let (first, last) = columns.fold((usize::MAX, 0), |(low, high), at| (low.min(at), high.max(at)));
        let edge = |at: usize| self.xs.get(at).copied().unwrap_or(0.0);
        (edge(first), edge(last + 1))
    }

    /// Left, upper, right and lower edge of the whole.
    pub(super) fn area(&self) -> [f32; 4] {
        let ends =
            |edges: &[f32]| (edges.first().copied().unwrap_or(0.0), edges.last().copied().unwrap_or(0.0));
        let ((left, right), (top, bottom)) = (ends(&self.xs), ends(&self.ys));
        [left, top, right, bottom]
    }

    fn columns(&self) -> usize {
        self.xs.len().saturating_sub(1)
    }

    /// The grid of lines that touch each other; none when they make no table.
    fn of(across: &[Edge], down: &[Edge]) -> Option<Grid> {
        let (ys, xs) = (places(across), places(down));
        let (rows, columns) = (ys.len().saturating_sub(1), xs.len().saturating_sub(1));
        if columns < 1 || rows < 1 || rows * columns > MOST_PLACES {
            return None;
        }
        let middle = |edges: &[f32], at: usize| {
            edges.get(at).zip(edges.get(at + 1)).map_or(0.0, |(a, b)| (a + b) / 2.0)
        };
        let (walls_down, walls_across) = (walls(down, &xs), walls(across, &ys));
        let is_wall = |walls: &[Vec<Edge>], edge: usize, along: f32| {
            let walls = walls.get(edge).map_or(&[][..], Vec::as_slice);
            walls.iter().any(|wall| wall.from <= along && along <= wall.to)
        };
        let mut cells = vec![0usize; rows * columns];
        for place in 0..rows * columns {
            let (row, column) = (place / columns, place % columns);
            let open_left = column > 0 && !is_wall(&walls_down, column, middle(&ys, row));
            let open_above = row > 0 && !is_wall(&walls_across, row, middle(&xs, column));
            let of = |at: usize| cells.get(at).copied().unwrap_or(at);
            let cell = match (open_left, open_above) {
                (true, true) => of(place - 1).min(of(place - columns)),
                (true, false) => of(place - 1),
                (false, true) => of(place - columns),
                (false, false) => place,
            };
            if let Some(slot) = cells.get_mut(place) {
                *slot = cell;
            }
        }
        Some(Grid { xs, ys, cells })
    }

    /// True for a frame without a line down its inside: what it holds is a table's only where a table goes on in it.
    pub(super) fn is_frame(&self) -> bool {
        let columns = self.columns().max(1);
        self.cells
            .iter()
            .enumerate()
            .all(|(place, cell)| cell % columns == 0 && cell / columns <= place / columns)
    }
}

/// The tables that `rules` make, from top to bottom.
pub(super) fn find(rules: &[Rule]) -> Vec<Grid> {
    if rules.len() < 4 || rules.len() > MOST_RULES {
        return Vec::new();
    }
    let sound = |rule: &&Rule| {
        [rule.left, rule.top, rule.right, rule.bottom].iter().all(|n| n.is_finite() && n.abs() < 1e5)
    };
    let (mut across, mut down) = (Vec::new(), Vec::new());
    for rule in rules.iter().filter(sound) {
        let (width, height) = (rule.right - rule.left, rule.bottom - rule.top);
        match width > height {
            true => across.push(Edge { at: rule.top, from: rule.left, to: rule.right }),
            false => down.push(Edge { at: rule.left, from: rule.top, to: rule.bottom }),
        }
    }
    let (across, down) = (joined(across), joined(down));
    if across.len() > MOST_EDGES || down.len() > MOST_EDGES {
        return Vec::new();
    }
    let mut grids: Vec<Grid> =
        together(&across, &down).into_iter().filter_map(|(across, down)| Grid::of(&across, &down)).collect();
    grids.sort_by(|a, b| a.area()[1].total_cmp(&b.area()[1]));
    grids
}

/// Pieces of one line as one.
fn joined(mut edges: Vec<Edge>) -> Vec<Edge> {
    edges.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
    let mut found: Vec<Edge> = Vec::new();
    // Lines that differ by less than a stroke are one edge: each takes the place of the first.
    let mut start = 0;
    while let Some(first) = edges.get(start).copied() {
        let count = edges.iter().skip(start).take_while(|edge| edge.at - first.at <= NEAR / 2.0).count();
        let mut level: Vec<Edge> = edges.iter().skip(start).take(count).copied().collect();
        level.sort_by(|a, b| a.from.total_cmp(&b.from));
        let begin = found.len();
        for edge in level {
            match found.get_mut(begin..).and_then(|level| level.last_mut()) {
                Some(last) if edge.from <= last.to + NEAR => last.to = last.to.max(edge.to),
                _ => found.push(Edge { at: first.at, ..edge }),
            }
        }
        start += count;
    }
    found
}

/// Lines across and down that touch each other, a table's together.
fn together(across: &[Edge], down: &[Edge]) -> Vec<Lines> {
    let count = across.len() + down.len();
    let mut group: Vec<usize> = (0..count).collect();
    fn root(group: &mut [usize], mut at: usize) -> usize {
        while let Some(&next) = group.get(at).filter(|&&next| next != at) {
            let over = group.get(next).copied().unwrap_or(next);
            if let Some(slot) = group.get_mut(at) {
                *slot = over;
            }
            at = over;
        }
        at
    }
    for (i, line) in across.iter().enumerate() {
        for (j, other) in down.iter().enumerate() {
            let touch = line.from - NEAR <= other.at
                && other.at <= line.to + NEAR
                && other.from - NEAR <= line.at
                && line.at <= other.to + NEAR;
            if touch {
                let (a, b) = (root(&mut group, i), root(&mut group, across.len() + j));
                if let Some(slot) = group.get_mut(a.max(b)) {
                    *slot = a.min(b);
                }
            }
        }
    }
    let mut found: Vec<(usize, Lines)> = Vec::new();
    for (at, edge) in across.iter().chain(down).enumerate() {
        let of = root(&mut group, at);
        let place = match found.iter().position(|(root, _)| *root == of) {
            Some(place) => place,
            None => {
                found.push((of, (Vec::new(), Vec::new())));
                found.len() - 1
            }
        };
        if let Some((_, (rows, columns))) = found.get_mut(place) {
            if at < across.len() { rows.push(*edge) } else { columns.push(*edge) }
        }
    }
    found.into_iter().map(|(_, lines)| lines).filter(|(a, d)| a.len() > 1 && d.len() > 1).collect()
}

/// The places of edges, near ones once.
fn places(edges: &[Edge]) -> Vec<f32> {
    let mut places: Vec<f32> = edges.iter().map(|edge| edge.at).collect();
    places.sort_by(f32::total_cmp);
    places.dedup_by(|b, a| *b - *a <= NEAR);
    places
}

/// The lines at each of `places`.
fn walls(edges: &[Edge], places: &[f32]) -> Vec<Vec<Edge>> {
    let mut walls: Vec<Vec<Edge>> = vec![Vec::new(); places.len()];
    for edge in edges {
        let at = places.partition_point(|place| *place <= edge.at + 0.01).saturating_sub(1);
        walls.get_mut(at).into_iter().for_each(|walls| walls.push(*edge));
    }
    walls
}

/// The stretch between two of `edges` that `at` lies in.
fn between(edges: &[f32], at: f32) -> Option<usize> {
    let after = edges.partition_point(|edge| *edge <= at);
    (after > 0 && after < edges.len()).then(|| after - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(left: f32, top: f32, right: f32, bottom: f32) -> Rule {
        Rule { left, top, right, bottom }
    }

    /// Two rows: a cell beside two, and below them one across all.
    fn form() -> Vec<Rule> {
        vec![
            rule(50.0, 100.0, 300.0, 100.0),
            rule(300.5, 100.4, 500.0, 100.4),
            rule(50.0, 150.0, 500.0, 150.0),
            rule(50.0, 300.0, 500.0, 300.0),
            rule(50.0, 100.0, 50.0, 300.0),
            rule(500.0, 100.0, 500.0, 300.0),
            rule(150.0, 100.0, 150.0, 150.0),
            rule(300.0, 100.0, 300.0, 150.0),
        ]
    }

    #[test]
    fn places_that_no_line_parts_are_one_cell() {
        let grids = find(&form());
        assert_eq!(grids.len(), 1);
        let grid = &grids[0];
        let cells = [(60.0, 120.0), (200.0, 120.0), (400.0, 120.0), (60.0, 200.0), (400.0, 290.0)];
        assert_eq!(cells.map(|(x, y)| grid.cell(x, y)), [Some(0), Some(1), Some(2), Some(3), Some(3)]);
        assert_eq!((grid.row(2), grid.row(3)), (0, 1));
        assert_eq!((grid.edges(1), grid.edges(3)), ((150.0, 300.0), (50.0, 500.0)));
        assert_eq!((grid.cell(20.0, 120.0), grid.cell(60.0, 310.0)), (None, None));
    }

    #[test]
    fn frames_underlines_and_drawings_are_no_tables() {
        let frame: Vec<Rule> = form().into_iter().take(6).collect();
        assert_eq!(find(&frame).iter().map(Grid::is_frame).collect::<Vec<_>>(), [true]);
        assert_eq!(find(&form()).iter().map(Grid::is_frame).collect::<Vec<_>>(), [false]);
        let lines: Vec<Rule> =
            (0..9u8).map(|n| rule(50.0, f32::from(n) * 20.0, 400.0, f32::from(n) * 20.0)).collect();
        assert_eq!(find(&lines), []);
        let drawing: Vec<Rule> = (0..1000u16)
            .flat_map(|n| {
                let at = f32::from(n) * 5.0;
                [rule(0.0, at, 5000.0, at), rule(at, 0.0, at, 5000.0)]
            })
            .collect();
        assert_eq!(find(&drawing), []);
        assert_eq!(find(&[rule(f32::NAN, 0.0, 1.0, f32::INFINITY); 9]), []);
    }
}
