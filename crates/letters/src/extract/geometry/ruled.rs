//! The text of ruled tables.
//!
//! In: the rows of each page, and the lines drawn on it. Out: the rows without what stands in tables, a row in the place
//! of each table, and the tables as lines. As in a word processor's document, a row of short cells is one line with
//! tabs, and a cell that holds paragraphs keeps them: whole letters are set in the cells of forms.

use super::clean::RowPiece;
use super::grid::{self, Grid};
use super::line::{self, SetLine};
use super::page::Page;
use super::paragraph;
use super::row::Row;
use super::sheet;
use dafu_words::script::is_han;
use std::collections::BTreeMap;

/// Characters of a cell up to which its row stays one line.
const SHORT: usize = 40;
/// Ems of a cell below which lines of words are one text: nobody sets paragraphs in so little room.
const NARROW: f32 = 9.0;
/// Points by which the edges of a cell that goes on on the next page differ at most.
const SAME: f32 = 3.0;

/// A cell and the rows of its text.
struct Cell {
    edges: (f32, f32),
    rows: Vec<Row>,
}

/// Takes the tables out of the rows of all pages; [`Row::table`] says where in the list each of them was.
pub(super) fn take(sheets: &mut [Vec<Row>], pages: &[Page]) -> Vec<Vec<SetLine>> {
    let mut tables: Vec<Vec<Vec<Cell>>> = Vec::new();
    // Page and edges of the last cell.
    let mut last: Option<(usize, (f32, f32))> = None;
    for (at, (rows, page)) in sheets.iter_mut().zip(pages).enumerate() {
        if rows.is_empty() || page.rules.is_empty() {
            continue;
        }
        for grid in grid::find(&page.rules) {
            let [left, _, right, _] = grid.area();
            let goes_on = last.is_some_and(|(page, edges)| page + 1 == at && are_same(edges, (left, right)));
            if grid.is_frame() && !goes_on {
                continue;
            }
            let Some((inside, outside)) = divided(rows, &grid) else { continue };
            *rows = outside;
            rows.push(stand_in(&inside, &grid, tables.len()));
            rows.sort_by(|a, b| a.y.total_cmp(&b.y));
            last = inside.last().and_then(|cells| cells.last()).map(|cell| (at, cell.edges));
            tables.push(inside);
        }
    }
    let mut found: Vec<Vec<SetLine>> = Vec::with_capacity(tables.len());
    let mut open: Option<Cell> = None;
    for table in tables {
        let mut lines = Vec::new();
        for cells in table {
            lines.extend(laid_out(cells, &mut open));
        }
        found.push(lines);
    }
    found
}

/// The rows of the table with their cells, and the rows that stand outside of it; nothing for one without text.
fn divided(rows: &[Row], grid: &Grid) -> Option<(Vec<Vec<Cell>>, Vec<Row>)> {
    let mut cells: BTreeMap<usize, Vec<Row>> = BTreeMap::new();
    let mut outside: Vec<Row> = Vec::with_capacity(rows.len());
    for row in rows {
        let mut parts: BTreeMap<Option<usize>, Vec<RowPiece>> = BTreeMap::new();
        for piece in &row.pieces {
            let cell = grid.cell((piece.left + piece.right) / 2.0, piece.y - piece.size * 0.35);
            parts.entry(cell.filter(|_| row.table.is_none())).or_default().push(piece.clone());
        }
        for (cell, pieces) in parts {
            let part = Row { pieces, ..row.clone() };
            match cell {
                Some(cell) => cells.entry(cell).or_default().push(part.settled()),
                None => outside.push(part),
            }
        }
    }
    if cells.is_empty() {
        return None;
    }
    let mut table: BTreeMap<usize, Vec<Cell>> = BTreeMap::new();
    for (cell, rows) in cells {
        table.entry(grid.row(cell)).or_default().push(Cell { edges: grid.edges(cell), rows });
    }
    Some((table.into_values().collect(), outside))
}

/// The row that stands where a table was.
fn stand_in(table: &[Vec<Cell>], grid: &Grid, number: usize) -> Row {
    let [left, top, right, bottom] = grid.area();
    let rows = || table.iter().flatten().flat_map(|cell| &cell.rows);
    let first = rows().min_by_key(|row| row.number);
    let size = sheet::usual_size(rows().map(|row| (row.size, row.pieces.len())));
    // It stands where the first line of its text does: what is beside the table comes after it or before.
    let y = first.map_or(top, |row| row.y).clamp(top, bottom.max(top));
    let text = "\u{FFFC}".to_owned();
    let piece = RowPiece { left, right, y, size, text, spaced_before: false, spaced_after: false };
    let row = first.cloned().unwrap_or_default();
    Row { y, size, pieces: vec![piece], table: Some(number), ..row }
}

/// The lines of one row of a table. `open` is the last cell before it, which may go on here from the page before.
fn laid_out(cells: Vec<Cell>, open: &mut Option<Cell>) -> Vec<SetLine> {
    let mut texts: Vec<Vec<SetLine>> = cells.iter().map(|cell| set(cell, open.as_ref())).collect();
    let is_short = |lines: &Vec<SetLine>| {
        lines.iter().skip(1).all(|line| line.begins == Some(false))
            && lines.iter().map(|line| line.text.chars().count()).sum::<usize>() <= SHORT
    };
    let one_line = texts.len() > 1 && texts.iter().all(is_short);
    *open = cells.into_iter().next_back().filter(|_| !one_line);
    if !one_line {
        // Only the first cell with text can go on with the one before.
        for line in texts.iter_mut().skip(1).filter_map(|lines| lines.first_mut()) {
            line.begins = Some(true);
        }
        return texts.concat();
    }
    let text: Vec<String> = texts.iter().map(|lines| one_text(lines)).collect();
    let first = texts.concat().into_iter().min_by_key(|line| line.number).unwrap_or_default();
    vec![SetLine { text: text.join("\t"), begins: Some(true), ..first }]
}

/// The lines of one cell, and which of them begin paragraphs.
fn set(cell: &Cell, open: Option<&Cell>) -> Vec<SetLine> {
    let of = |cell: &Cell| line::of_rows(&cell.rows);
    let goes_on = |open: &&Cell| {
        let page = |cell: &Cell, last: bool| {
            if last { cell.rows.last() } else { cell.rows.first() }.map_or(0, |row| row.page)
        };
        page(open, true) + 1 == page(cell, false) && are_same(open.edges, cell.edges)
    };
    let before = open.filter(goes_on).map(of).unwrap_or_default();
    let lines = of(cell);
    let size = lines.iter().map(|line| line.size).fold(0.1, f32::max);
    let words = lines.iter().all(|line| line.text.chars().any(is_han));
    let narrow = words && cell.edges.1 - cell.edges.0 < NARROW * size;
    let all: Vec<SetLine> = before.iter().chain(&lines).cloned().collect();
    // As wide a page as has its right edge where the cell does, its left margin being the cell's.
    let begins = paragraph::begins(&all, &[(cell.edges.0 + cell.edges.1, 0.0)]);
    let begins = begins.into_iter().skip(before.len()).enumerate();
    let first = !before.is_empty();
    lines
        .into_iter()
        .zip(begins)
        .map(|(line, (at, begins))| {
            let begins = if at == 0 { begins || !first } else { begins && !narrow };
            SetLine { begins: Some(begins), is_cells: true, ..line }
        })
        .collect()
}

fn are_same(one: (f32, f32), other: (f32, f32)) -> bool {
    (one.0 - other.0).abs() <= SAME && (one.1 - other.1).abs() <= SAME
}

fn one_text(lines: &[SetLine]) -> String {
    let mut text = String::new();
    let mut last: Option<&SetLine> = None;
    for line in lines {
        text.push_str(last.map_or("", |last| line::joint(last, line)));
        text.push_str(&line.text.replace('\t', " "));
        last = Some(line);
    }
    text
}
