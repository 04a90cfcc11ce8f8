//! Straight lines out of drawn paths.
//!
//! In: a path as letters and numbers (`M 0 0 L 100 0`), and where its object stands. Out: the lines of it that run across
//! or down, of which tables are made.

use super::POINTS;
use crate::extract::geometry::Rule;

/// Lines of a path at most: what has more is a drawing.
const MOST: usize = 400;
/// Millimetres that a line may lean.
const LEAN: f32 = 0.3;
/// Millimetres that a line is long at least.
const SHORTEST: f32 = 2.0;

/// The straight lines of a path in an object whose box begins at `corner`, turned by `matrix`.
pub(super) fn rules(path: &str, corner: (f32, f32), matrix: [f32; 6]) -> Vec<Rule> {
    let [a, b, c, d, e, f] = matrix;
    let placed = |(x, y): (f32, f32)| (corner.0 + a * x + c * y + e, corner.1 + b * x + d * y + f);
    let mut found = Vec::new();
    let (mut start, mut at) = (None, None);
    let mut words = path.split_whitespace();
    while let Some(word) = words.next() {
        let count = match word {
            "M" | "S" | "L" => 1,
            "Q" => 2,
            "B" => 3,
            "A" => 0,
            _ if word == "C" => {
                found.extend(line(at, start));
                at = start;
                continue;
            }
            _ => continue,
        };
        let mut last = None;
        if word == "A" {
            let mut arc = words.by_ref().take(7).skip(5);
            last = point(arc.next(), arc.next());
        }
        for _ in 0..count {
            last = point(words.next(), words.next());
        }
        let Some(next) = last.map(placed) else { break };
        match word {
            "M" | "S" => start = Some(next),
            "L" => found.extend(line(at, Some(next))),
            _ => {}
        }
        at = Some(next);
        if found.len() > MOST {
            return Vec::new();
        }
    }
    found
}

fn point(x: Option<&str>, y: Option<&str>) -> Option<(f32, f32)> {
    Some((x?.parse().ok()?, y?.parse().ok()?))
}

fn line(from: Option<(f32, f32)>, to: Option<(f32, f32)>) -> Option<Rule> {
    let ((x0, y0), (x1, y1)) = (from?, to?);
    let (width, height) = ((x1 - x0).abs(), (y1 - y0).abs());
    let straight = width.min(height) <= LEAN && width.max(height) >= SHORTEST;
    straight.then(|| Rule {
        left: x0.min(x1) * POINTS,
        top: y0.min(y1) * POINTS,
        right: x0.max(x1) * POINTS,
        bottom: y0.max(y1) * POINTS,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_has_four_lines_and_a_curve_none() {
        let plain = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
        assert_eq!(rules("M 0 0 L 10 0 L 10 5 L 0 5 C", (1.0, 1.0), plain).len(), 4);
        assert_eq!(rules("M 0 0 B 1 1 2 2 10 0 A 1 1 0 0 0 9 9 L 9 9.1", (0.0, 0.0), plain), []);
        assert_eq!(rules("M 0 0 L 10", (0.0, 0.0), plain), []);
    }
}
