//! Lines: rows with their text, and what of a table stands on one line.
//!
//! In: rows in reading order, some of them with cells. Out: [`SetLine`]s.

use super::gap;
use super::row::Row;
use crate::extract::reflow;

/// A row, or rows of a table, as text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct SetLine {
    /// Left edge.
    pub left: f32,
    /// Right edge.
    pub right: f32,
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
    /// Its characters.
    pub text: String,
    /// It is a row of a table.
    pub is_cells: bool,
    /// Whether it begins a paragraph, where that is known.
    pub begins: Option<bool>,
    /// White space was painted at its end.
    pub spaced: bool,
}

impl SetLine {
    /// The line as readers of plain text know it.
    pub(super) fn unplaced(&self) -> reflow::line::FileLine<'_> {
        reflow::line::FileLine {
            text: &self.text,
            indent: "",
            number: self.number,
            page: self.page,
            gap: 0,
            new_page: false,
            spaced: self.spaced,
        }
    }
}

/// A part of a page in reading order.
pub(super) enum Part {
    /// A row of text.
    Row(Row),
    /// The cells of one row of a table, each with the lines of its text.
    Cells(Vec<Vec<Row>>),
}

/// The lines of `parts`, and those of the `ruled` tables in their places.
pub(super) fn lines(parts: Vec<Part>, ruled: &[Vec<SetLine>]) -> Vec<SetLine> {
    let mut lines = Vec::with_capacity(parts.len());
    for part in parts {
        match part {
            Part::Row(Row { table: Some(table), column, .. }) => {
                let table = ruled.get(table).map_or(&[][..], Vec::as_slice);
                lines.extend(table.iter().map(|line| SetLine { column, ..line.clone() }));
            }
            Part::Row(row) => lines.push(of_row(&row)),
            Part::Cells(cells) => lines.push(of_cells(&cells)),
        }
    }
    lines.retain(|line| !line.text.is_empty());
    lines
}

/// The lines of rows that make no table.
pub(super) fn of_rows(rows: &[Row]) -> Vec<SetLine> {
    rows.iter().map(of_row).filter(|line| !line.text.is_empty()).collect()
}

fn of_row(row: &Row) -> SetLine {
    let spacing = gap::spacing(&row.pieces);
    let mut text = String::new();
    let mut rest = row.pieces.as_slice();
    while !rest.is_empty() {
        let pairs = rest.iter().zip(rest.iter().skip(1));
        let end = 1 + pairs.take_while(|(piece, next)| !gap::parts_cells(piece, next, spacing)).count();
        let (cell, tail) = rest.split_at(end.min(rest.len()));
        if !text.is_empty() {
            text.push('\t');
        }
        text.push_str(&gap::text(cell));
        rest = tail;
    }
    SetLine {
        left: row.left(),
        right: row.right(),
        y: row.y,
        size: row.size,
        page: row.page,
        number: row.number,
        column: row.column,
        text,
        is_cells: false,
        begins: None,
        spaced: row.pieces.last().is_some_and(|piece| piece.spaced_after),
    }
}

fn of_cells(cells: &[Vec<Row>]) -> SetLine {
    let lines: Vec<Vec<SetLine>> = cells.iter().map(|cell| cell.iter().map(of_row).collect()).collect();
    let joined = |lines: &Vec<SetLine>| {
        let mut text = String::new();
        let mut last: Option<&SetLine> = None;
        for line in lines {
            text.push_str(last.map_or("", |last| joint(last, line)));
            text.push_str(&line.text.replace('\t', " "));
            last = Some(line);
        }
        text
    };
    let text = lines.iter().map(joined).collect::<Vec<String>>().join("\t");
    let first = lines.iter().flatten().min_by_key(|line| line.number);
    let text = text.trim_end().to_owned();
    first.map_or_else(SetLine::default, |first| SetLine { text, is_cells: true, ..first.clone() })
}

/// What stands between two joined lines.
pub(super) fn joint(line: &SetLine, next: &SetLine) -> &'static str {
    reflow::joint::between(&line.unplaced(), &next.unplaced())
}
