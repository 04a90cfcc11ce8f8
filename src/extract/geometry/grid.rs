//! Tables, by the lines that are drawn around their cells.
//!
//! In: straight lines of a page and its characters. Out: the tables they make, and which characters stand in which
//! cell. A cell that spans several rows belongs to the first of them.

use super::Glyph;

/// A straight line drawn on the page, across or down; a thin box is one too.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::extract) struct Rule {
    /// Left end.
    pub left: f32,
    /// Upper end.
    pub top: f32,
    /// Right end.
    pub right: f32,
    /// Lower end.
    pub bottom: f32,
}

/// Lines whose ends are nearer together than this touch.
const TOUCH: f32 = 3.0;
/// Lines of a page above which they are a drawing.
const MOST: usize = 4000;
/// Lines of a table, pieces of one line put together, above which it is a drawing.
const MOST_LINES: usize = 400;

/// A line of a table: where it lies, and from where to where it goes.
#[derive(Clone, Copy, Debug)]
struct Edge {
    place: f32,
    from: f32,
    to: f32,
}

/// Lines that touch each other and make cells.
#[derive(Debug, Default)]
pub(super) struct Table {
    across: Vec<Edge>,
    down: Vec<Edge>,
    top: f32,
    bottom: f32,
    left: f32,
    right: f32,
}

/// The tables that `rules` make.
pub(super) fn tables(rules: &[Rule]) -> Vec<Table> {
    if rules.len() > MOST || rules.len() < 4 {
        return Vec::new();
    }
    let sound = |rule: &&Rule| [rule.left, rule.top, rule.right, rule.bottom].iter().all(|v| v.is_finite());
    let is_across = |rule: &&Rule| rule.right - rule.left >= rule.bottom - rule.top;
    let across =
        |rule: &Rule| Edge { place: (rule.top + rule.bottom) / 2.0, from: rule.left, to: rule.right };
    let down = |rule: &Rule| Edge { place: (rule.left + rule.right) / 2.0, from: rule.top, to: rule.bottom };
    let across = merged(rules.iter().filter(sound).filter(is_across).map(across).collect());
    let down = merged(rules.iter().filter(sound).filter(|rule| !is_across(rule)).map(down).collect());
    if across.len() + down.len() > MOST_LINES {
        return Vec::new();
    }
    grouped(across, down)
        .into_iter()
        .filter(|table| table.across.len() >= 2 && table.down.len() >= 3)
        .collect()
}

/// Edges with pieces of the same line put together.
fn merged(mut edges: Vec<Edge>) -> Vec<Edge> {
    edges.sort_by(|a, b| a.place.total_cmp(&b.place));
    let mut found: Vec<Edge> = Vec::new();
    let mut start = 0;
    for edge in edges {
        while found.get(start).is_some_and(|other| edge.place - other.place > TOUCH) {
            start += 1;
        }
        let touches = |other: &&mut Edge| {
            edge.place - other.place <= TOUCH
                && edge.from <= other.to + TOUCH
                && other.from <= edge.to + TOUCH
        };
        match found.iter_mut().skip(start).find(touches) {
            Some(other) => (other.from, other.to) = (other.from.min(edge.from), other.to.max(edge.to)),
            None => found.push(edge),
        }
    }
    found
}

/// Edges that touch each other, directly or by others.
fn grouped(across: Vec<Edge>, down: Vec<Edge>) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    for edge in &across {
        tables.push(Table {
            across: vec![*edge],
            top: edge.place,
            bottom: edge.place,
            left: edge.from,
            right: edge.to,
            ..Table::default()
        });
    }
    for edge in &down {
        let crosses = |table: &Table| {
            table.across.iter().any(|other| {
                other.from <= edge.place + TOUCH
                    && edge.place <= other.to + TOUCH
                    && edge.from <= other.place + TOUCH
                    && other.place <= edge.to + TOUCH
            })
        };
        let (touched, apart): (Vec<Table>, Vec<Table>) = tables.into_iter().partition(crosses);
        tables = apart;
        if touched.is_empty() {
            continue;
        }
        let mut whole = Table {
            top: edge.from,
            bottom: edge.to,
            left: edge.place,
            right: edge.place,
            down: vec![*edge],
            ..Table::default()
        };
        for mut table in touched {
            whole.across.append(&mut table.across);
            whole.down.append(&mut table.down);
            (whole.top, whole.bottom) = (whole.top.min(table.top), whole.bottom.max(table.bottom));
            (whole.left, whole.right) = (whole.left.min(table.left), whole.right.max(table.right));
        }
        tables.push(whole);
    }
    for table in &mut tables {
        table.across.sort_by(|a, b| a.place.total_cmp(&b.place));
        table.down.sort_by(|a, b| a.place.total_cmp(&b.place));
    }
    tables.sort_by(|a, b| a.top.total_cmp(&b.top));
    tables
}

impl Table {
    /// The cell around a place, by the edges above and to the left of it.
    fn cell(&self, x: f32, y: f32) -> Option<(usize, usize)> {
        if x < self.left || x > self.right || y < self.top || y > self.bottom {
            return None;
        }
        let before = |edges: &[Edge], place: f32, along: f32| {
            edges.iter().rposition(|e| e.place <= place && e.from - TOUCH <= along && along <= e.to + TOUCH)
        };
        let above = before(&self.across, y, x)?;
        let beside = before(&self.down, x, y)?;
        // Edges that lie level are parts of one line, which cells of one row share.
        let place = self.across.get(above)?.place;
        let level = self.across.iter().position(|edge| edge.place >= place - TOUCH)?;
        Some((level, beside))
    }
}

/// Rows of cells of characters.
pub(super) type Cells = Vec<Vec<Vec<Glyph>>>;

/// Parts `glyphs` into those outside of `tables` and, with the top of each table, those in the cells of its rows.
pub(super) fn take_in(glyphs: Vec<Glyph>, tables: &[Table]) -> (Vec<Glyph>, Vec<(f32, Cells)>) {
    if tables.is_empty() {
        return (glyphs, Vec::new());
    }
    let mut outside = Vec::new();
    let mut inside: Vec<Vec<((usize, usize), Glyph)>> = tables.iter().map(|_| Vec::new()).collect();
    for glyph in glyphs {
        let (x, y) = ((glyph.left + glyph.right) / 2.0, glyph.baseline - 0.3 * glyph.size);
        let cell =
            tables.iter().zip(&mut inside).find_map(|(table, inside)| Some((table.cell(x, y)?, inside)));
        match cell {
            Some((cell, inside)) => inside.push((cell, glyph)),
            None => outside.push(glyph),
        }
    }
    let rows = tables.iter().zip(inside).map(|(table, mut glyphs)| {
        // The order in which characters were painted is kept within a cell.
        glyphs.sort_by_key(|(cell, _)| *cell);
        let rows = glyphs.chunk_by(|a, b| a.0.0 == b.0.0).map(|row| {
            row.chunk_by(|a, b| a.0.1 == b.0.1)
                .map(|cell| cell.iter().map(|(_, glyph)| *glyph).collect())
                .collect()
        });
        (table.top, rows.collect())
    });
    let rows = rows.collect();
    (outside, rows)
}
