//! Where the body of a letter begins and ends across the page.
//!
//! In: lines. Out: its margins, the size of its characters, the distance of its lines. They are those of the file as a whole:
//! pages of one letter are set alike.

use super::lines::Line;

/// Measures of the body, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Margins {
    /// Left end of lines that go on from the line before.
    pub left: f32,
    /// Right end of full lines.
    pub right: f32,
    /// Size of most characters.
    pub size: f32,
    /// Distance of most lines.
    pub leading: f32,
    /// How far the first lines of paragraphs are set in, where that is a habit of the file.
    pub first: Option<f32>,
}

impl Margins {
    /// Those of the lines.
    pub fn of(lines: &[Line]) -> Margins {
        let weight = |line: &Line| line.text.chars().count();
        let size = most_frequent(lines.iter().map(|line| (line.size, weight(line))), 0.5);
        let body = || lines.iter().filter(move |line| (line.size - size).abs() < size * 0.12);
        let edge = |value: f32| (value / size * 2.0).round() as i64;
        // Full lines end at nearly the same place: the furthest at which several end, or at which one does.
        let rights: Vec<f32> = body().map(|line| line.right).collect();
        let right = furthest(&rights, |value| edge(value));
        let lefts: Vec<f32> =
            body().filter(|line| right - line.left > size * 4.0).map(|line| -line.left).collect();
        let left = -furthest(&lefts, |value| edge(value));
        let distances = lines.windows(2).filter(|pair| pair[0].page == pair[1].page);
        let leading = most_frequent(
            distances.map(|pair| (pair[1].y - pair[0].y, 1)).filter(|(distance, _)| *distance > 0.0),
            0.5,
        );
        let indents: Vec<f32> = body().map(|line| (line.left - left) / size).collect();
        Margins { left, right, size, leading: leading.max(size), first: first_indent(&indents) }
    }

    /// What fits between the margins.
    pub fn width(&self) -> f32 {
        self.right - self.left
    }
}

/// The indent, in characters, that many lines share while most others have none.
fn first_indent(indents: &[f32]) -> Option<f32> {
    let flush = indents.iter().filter(|indent| indent.abs() < 0.5).count();
    let set_in = || indents.iter().copied().filter(|indent| (1.2..=4.5).contains(indent));
    let usual = most_frequent(set_in().map(|indent| (indent, 1)), 0.2);
    let alike = set_in().filter(|indent| (indent - usual).abs() < SAME_INDENT).count();
    (alike >= 3 && alike * 10 >= set_in().count() * 6 && flush * 4 >= indents.len()).then_some(usual)
}

/// Characters by which equal indents differ at most.
pub(super) const SAME_INDENT: f32 = 0.3;

/// The value that weighs most, values within `grain` of each other counting as one.
fn most_frequent(values: impl Iterator<Item = (f32, usize)>, grain: f32) -> f32 {
    let mut values: Vec<(f32, usize)> = values.filter(|(value, _)| value.is_finite()).collect();
    values.sort_by(|a, b| a.0.total_cmp(&b.0));
    let groups = values.chunk_by(|a, b| b.0 - a.0 < grain);
    let best = groups.max_by_key(|group| group.iter().map(|(_, weight)| weight).sum::<usize>());
    best.and_then(|group| group.get(group.len() / 2)).map_or(12.0, |(value, _)| *value)
}

/// The largest value at which one in twenty, and more than one where there are many, come together.
fn furthest(values: &[f32], edge: impl Fn(f32) -> i64) -> f32 {
    let mut sorted: Vec<f32> = values.iter().copied().filter(|value| value.is_finite()).collect();
    sorted.sort_by(|a, b| b.total_cmp(a));
    let needed = if sorted.len() < 6 { 1 } else { (sorted.len() / 20).max(2) };
    let found = sorted.iter().enumerate().find(|&(at, &value)| {
        let near = sorted.get(at..).unwrap_or_default();
        near.iter().take_while(|&&other| (edge(value) - edge(other)).abs() <= 1).count() >= needed
    });
    found.map(|(_, value)| *value).or(sorted.first().copied()).unwrap_or(0.0)
}
