//! The edges between which text is set, and its usual size and distance of lines.
//!
//! In: lines. Out: a [`Sheet`] for each column of each page. A page with few lines has the edges of the others.

use super::line::SetLine;
use std::collections::HashMap;

/// Ems by which lines that begin or end at one edge differ at most.
const NEAR: f32 = 0.3;
/// Full lines that show where lines end.
const FULL: usize = 3;
/// Lines from which a page can have edges of its own.
const OWN: usize = 6;

/// How the text of one column is set.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Sheet {
    /// Where lines within a paragraph begin.
    pub left: f32,
    /// Where full lines end.
    pub right: f32,
    /// Distance of two lines within a paragraph.
    pub leading: f32,
    /// Size of the letters.
    pub size: f32,
}

impl Sheet {
    /// The sheet with a right margin like the left one, where too few lines are full to show where they end.
    fn widened(self, lines: &[&SetLine], columns: u16, width: f32) -> Sheet {
        let full = lines.iter().filter(|line| line.right > self.right - 1.2 * self.size).count();
        let right = if columns < 2 && full < FULL { self.right.max(width - self.left) } else { self.right };
        Sheet { right, ..self }
    }

    /// Middle between the edges.
    pub(super) fn middle(&self) -> f32 {
        (self.left + self.right) / 2.0
    }
}

/// The sheets of a document.
pub(super) struct Sheets {
    common: HashMap<(u16, u16), Sheet>,
    own: HashMap<(u32, u16, u16), Sheet>,
}

impl Sheets {
    /// The sheets that `lines` were set on; pages have these widths and heights.
    pub(super) fn of(lines: &[SetLine], pages: &[(f32, f32)]) -> Sheets {
        let width = middle(pages.iter().map(|page| page.0).collect()).unwrap_or(0.0);
        let size = usual_size(lines.iter().map(|line| (line.size, line.text.len())));
        let mut groups: HashMap<(u16, u16), Vec<&SetLine>> = HashMap::new();
        let mut pages: HashMap<(u32, u16, u16), Vec<&SetLine>> = HashMap::new();
        for line in lines.iter().filter(|line| !line.is_cells) {
            groups.entry(line.column).or_default().push(line);
            pages.entry((line.page, line.column.0, line.column.1)).or_default().push(line);
        }
        let common: HashMap<(u16, u16), Sheet> = groups
            .into_iter()
            .map(|(key, lines)| (key, sheet(&lines, size).widened(&lines, key.1, width)))
            .collect();
        let mut own = HashMap::new();
        for ((page, column, columns), lines) in pages {
            let Some(whole) = common.get(&(column, columns)) else { continue };
            let sheet = sheet(&lines, size);
            let at_edge = |edge: f32, of: fn(&SetLine) -> f32| {
                lines.iter().filter(|line| (of(line) - edge).abs() < NEAR * size).count() >= OWN / 2
            };
            let moved = (sheet.left - whole.left).abs() > size && (sheet.right - whole.right).abs() > size;
            let sure = at_edge(sheet.left, |line| line.left) && at_edge(sheet.right, |line| line.right);
            if lines.len() >= OWN && moved && sure {
                own.insert((page, column, columns), Sheet { leading: whole.leading, ..sheet });
            }
        }
        Sheets { common, own }
    }

    /// The sheet that `line` is set on.
    pub(super) fn under(&self, line: &SetLine) -> Sheet {
        let own = self.own.get(&(line.page, line.column.0, line.column.1));
        own.or_else(|| self.common.get(&line.column)).copied().unwrap_or_default()
    }
}

/// The size that most characters have, of sizes with numbers of characters.
pub(super) fn usual_size(sizes: impl Iterator<Item = (f32, usize)>) -> f32 {
    let mut counts: HashMap<i64, usize> = HashMap::new();
    for (size, count) in sizes {
        *counts.entry((size * 10.0).round() as i64).or_default() += count;
    }
    let most = counts.into_iter().max_by_key(|&(size, count)| (count, size));
    most.map_or(1.0, |(size, _)| (size as f32 / 10.0).max(0.1))
}

/// The median.
pub(super) fn middle(mut values: Vec<f32>) -> Option<f32> {
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied()
}

fn sheet(lines: &[&SetLine], size: f32) -> Sheet {
    let body: Vec<&SetLine> =
        lines.iter().copied().filter(|line| (line.size - size).abs() <= size * 0.1).collect();
    let body = if body.len() < 2 { lines.to_vec() } else { body };
    let left = left_edge(body.iter().map(|line| line.left).collect(), size);
    let right = right_edge(body.iter().map(|line| line.right).collect(), size);
    let steps = body.iter().zip(body.iter().skip(1));
    let steps: Vec<f32> = steps
        .filter(|(a, b)| a.page == b.page && b.number == a.number + 1 && b.y > a.y)
        .map(|(a, b)| b.y - a.y)
        .collect();
    Sheet { left, right, leading: leading(steps, size).unwrap_or(size * 1.6), size }
}

/// The leftmost place where several lines begin.
fn left_edge(mut lefts: Vec<f32>, size: f32) -> f32 {
    lefts.sort_by(f32::total_cmp);
    let least = (lefts.len() / 20).max(2);
    let near = |a: &f32, b: &f32| b - a < NEAR * size;
    let edge = lefts.chunk_by(near).find(|run| run.len() >= least).and_then(|run| run.get(run.len() / 2));
    edge.or(lefts.first()).copied().unwrap_or(0.0)
}

/// Where lines end: at the place most of the long ones share, or where the longest does when they end raggedly.
fn right_edge(mut rights: Vec<f32>, size: f32) -> f32 {
    rights.sort_by(f32::total_cmp);
    let Some(&farthest) = rights.iter().nth_back(usize::from(rights.len() > 40)) else { return 0.0 };
    let long: Vec<f32> = rights.iter().copied().filter(|right| *right > farthest - 3.0 * size).collect();
    let mut start = 0;
    let (mut best, mut most) = (farthest, 0);
    for (at, right) in long.iter().enumerate() {
        while long.get(start).is_some_and(|first| right - first > NEAR * size) {
            start += 1;
        }
        if at - start >= most {
            (best, most) = (*right, at - start);
        }
    }
    if (most + 1) * 5 >= long.len() * 2 { best } else { farthest }
}

/// The distance that most lines keep from the line before, of several the smallest.
fn leading(mut steps: Vec<f32>, size: f32) -> Option<f32> {
    steps.retain(|step| *step > size * 0.8);
    steps.sort_by(f32::total_cmp);
    let near = |a: &f32, b: &f32| b - a < size * 0.06;
    let fullest = steps.chunk_by(near).max_by_key(|run| run.len())?.len();
    let run = steps.chunk_by(near).find(|run| run.len() * 2 >= fullest)?;
    run.get(run.len() / 2).copied()
}
