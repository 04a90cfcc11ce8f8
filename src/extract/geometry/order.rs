//! The order in which the rows of a page are read.
//!
//! In: characters of one page that read the same way, and the lines drawn on it. Out: its rows in reading order: from
//! top to bottom, a page of two columns column by column, a table row by row with its cells parted by tabs.

use super::grid::{self, Rule};
use super::row::{self, Row, Strip};
use super::{Glyph, spacing};

/// A line of the page, parts that stand apart kept apart.
type Line = Vec<Vec<Glyph>>;

/// The rows that `glyphs` make up, in reading order.
pub(super) fn rows(glyphs: Vec<Glyph>, rules: &[Rule], page: u32) -> Vec<Row> {
    let tables = grid::tables(rules);
    let (outside, inside) = grid::take_in(glyphs, &tables);
    let lines: Vec<Line> = row::strips(outside).into_iter().map(row::segments).collect();
    let mut rows = match gutter(&lines) {
        Some(gutter) => by_column(lines, gutter, page),
        None => lines.iter().filter_map(|line| Row::of(line, page)).collect(),
    };
    let mut column = rows.iter().map(|row| row.column).max().unwrap_or(0);
    for (top, cells) in inside {
        let at = rows.iter().position(|row| row.baseline > top).unwrap_or(rows.len());
        let new = table(cells, page, &mut column);
        rows.splice(at..at, new);
    }
    rows
}

/// Rows in a cell, and characters in each on average, from which on it holds paragraphs rather than an entry.
const PARAGRAPHS: (usize, usize) = (3, 18);

/// The rows of a table: each is one row, unless its cells hold whole paragraphs.
fn table(cells: Vec<Vec<Vec<Glyph>>>, page: u32, column: &mut u32) -> Vec<Row> {
    let mut found = Vec::new();
    for cells in cells {
        let lines: Vec<Vec<Row>> = cells.into_iter().map(|cell| cell_rows(cell, page)).collect();
        let lines: Vec<Vec<Row>> = lines.into_iter().filter(|rows| !rows.is_empty()).collect();
        if lines.len() == 1 || lines.iter().any(|rows| holds_paragraphs(rows)) {
            for mut rows in lines {
                *column += 1;
                rows.iter_mut().for_each(|row| row.column = *column);
                found.append(&mut rows);
            }
            continue;
        }
        let texts: Vec<String> = lines.iter().map(|rows| joined(rows)).collect();
        let all = || lines.iter().flatten();
        let Some(first) = all().next() else { continue };
        found.push(Row {
            text: texts.join("\t"),
            left: all().map(|row| row.left).fold(first.left, f32::min),
            right: all().map(|row| row.right).fold(first.right, f32::max),
            baseline: all().map(|row| row.baseline).fold(first.baseline, f32::max),
            table: true,
            ..first.clone()
        });
    }
    found
}

fn holds_paragraphs(rows: &[Row]) -> bool {
    let (least, long) = PARAGRAPHS;
    rows.len() >= least && rows.iter().map(|row| row.text.chars().count()).sum::<usize>() >= long * rows.len()
}

fn cell_rows(cell: Vec<Glyph>, page: u32) -> Vec<Row> {
    row::strips(cell).into_iter().filter_map(|strip: Strip| Row::of(&row::segments(strip), page)).collect()
}

/// The lines of a cell, put together.
fn joined(rows: &[Row]) -> String {
    let mut text = String::new();
    for row in rows {
        let line = row.text.trim();
        let is_word = |c: char| c.is_ascii_alphabetic();
        if text.ends_with(is_word) && line.starts_with(is_word) {
            text.push(' ');
        }
        text.push_str(line);
    }
    text
}

/// Steps in which the width of a page is looked at.
const STEPS: usize = 240;
/// Lines that a column has at least.
const LINES: usize = 6;
/// Characters that a line of a column has on average; entries of a list are shorter.
const LONG: usize = 8;

/// The place between two columns of text, if there are two.
fn gutter(lines: &[Line]) -> Option<f32> {
    let parts = || {
        lines.iter().flatten().filter_map(|part| Some((part.first()?.left, part.last()?.right, part.len())))
    };
    let left = parts().map(|part| part.0).fold(f32::INFINITY, f32::min);
    let right = parts().map(|part| part.1).fold(f32::NEG_INFINITY, f32::max);
    let step = (right - left) / STEPS as f32;
    if step.is_nan() || step <= 0.0 || !step.is_finite() {
        return None;
    }
    let mut covered = [0i64; STEPS + 2];
    let index = |x: f32| (((x - left) / step).max(0.0) as usize).min(STEPS);
    for (from, to, _) in parts() {
        if let Some(count) = covered.get_mut(index(from)) {
            *count += 1;
        }
        if let Some(count) = covered.get_mut(index(to) + 1) {
            *count -= 1;
        }
    }
    let mut sum = 0;
    let counts = covered.iter().map(|change| {
        sum += change;
        sum
    });
    let middle: Vec<(usize, i64)> = counts.enumerate().skip(STEPS * 3 / 10).take(STEPS * 2 / 5).collect();
    let least = middle.iter().map(|&(_, count)| count).min()?;
    // The middle of the widest stretch that the fewest lines cross.
    let stretch =
        middle.chunk_by(|a, b| a.1 == b.1).filter(|run| run.first().is_some_and(|first| first.1 == least));
    let (at, _) = stretch.max_by_key(|run| run.len()).and_then(|run| run.get(run.len() / 2)).copied()?;
    let place = left + at as f32 * step;
    let side = |wanted: fn(f32, f32, f32) -> bool| {
        let (mut count, mut length, mut longest) = (0usize, 0usize, 0f32);
        let mut widths = Vec::new();
        for (from, to, chars) in parts().filter(|part| wanted(part.0, part.1, place)) {
            count += 1;
            length += chars;
            longest = longest.max(to - from);
            widths.push(to - from);
        }
        let full = spacing::median(widths) >= 0.75 * longest;
        (count, count >= LINES && length >= count * LONG && full)
    };
    let (before, is_left) = side(|_, to, place| to <= place);
    let (after, is_right) = side(|from, _, place| from >= place);
    let crossing = usize::try_from(least).unwrap_or(0);
    (is_left && is_right && crossing * 2 <= before.min(after)).then_some(place)
}

/// Rows column by column; a line that crosses the gutter parts what is above it from what is below.
fn by_column(lines: Vec<Line>, gutter: f32, page: u32) -> Vec<Row> {
    let mut found = Vec::new();
    let mut right = Vec::new();
    for line in lines {
        let crosses = |part: &Vec<Glyph>| {
            part.first()
                .zip(part.last())
                .is_some_and(|(first, last)| first.left < gutter && last.right > gutter)
        };
        if line.iter().any(crosses) {
            found.append(&mut right);
            found.extend(Row::of(&line, page));
            continue;
        }
        let (before, after): (Line, Line) =
            line.into_iter().partition(|part| part.first().is_some_and(|glyph| glyph.left < gutter));
        found.extend(Row::of(&before, page).map(|row| Row { column: 1, ..row }));
        right.extend(Row::of(&after, page).map(|row| Row { column: 2, ..row }));
    }
    found.append(&mut right);
    found
}

#[cfg(test)]
mod tests {
    use super::super::row::tests::set;
    use super::*;

    fn texts(glyphs: Vec<Glyph>, rules: &[Rule]) -> Vec<String> {
        rows(glyphs, rules, 1).into_iter().map(|row| row.text).collect()
    }

    #[test]
    fn two_columns_are_read_one_after_the_other() {
        let mut glyphs = set("关于某某提案的答复关于某某提案", 60.0, 20.0, 10.0);
        for line in 0..8 {
            let baseline = 40.0 + 15.0 * line as f32;
            glyphs.extend(set("左边一栏的文字每行十字", 0.0, baseline, 10.0));
            glyphs.extend(set("右边一栏的文字每行十字", 130.0, baseline + 3.0, 10.0));
        }
        let found = texts(glyphs, &[]);
        assert_eq!(found.len(), 17);
        assert!(found.iter().skip(1).take(8).all(|text| text.starts_with('左')), "{found:?}");
    }

    #[test]
    fn a_list_of_names_and_numbers_is_read_by_line() {
        let mut glyphs = Vec::new();
        for line in 0..8 {
            glyphs.extend(set("某局", 0.0, 15.0 * line as f32, 10.0));
            glyphs.extend(set("三件", 100.0, 15.0 * line as f32, 10.0));
        }
        assert_eq!(texts(glyphs, &[]), ["某局\t三件"; 8]);
    }

    #[test]
    fn the_cells_of_a_table_are_not_interleaved() {
        let mut glyphs = set("项目", 5.0, 20.0, 10.0);
        glyphs.extend(set("道路养护", 55.0, 12.0, 10.0));
        glyphs.extend(set("工程一期", 55.0, 26.0, 10.0));
        let across = |y| Rule { left: 0.0, top: y, right: 100.0, bottom: y };
        let down = |x| Rule { left: x, top: 0.0, right: x, bottom: 60.0 };
        let rules = [across(0.0), across(30.0), across(60.0), down(0.0), down(50.0), down(100.0)];
        glyphs.extend(set("经费", 5.0, 45.0, 10.0));
        glyphs.extend(set("三万元", 55.0, 45.0, 10.0));
        assert_eq!(texts(glyphs, &rules), ["项目\t道路养护工程一期", "经费\t三万元"]);
    }
}
