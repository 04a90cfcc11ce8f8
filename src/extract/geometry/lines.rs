//! Runs of glyphs → lines.
//!
//! In: a page. Out: its lines from top to bottom, each with its text and where it stands. Runs on one baseline are one
//! line, however many pieces they were drawn in; raised and lowered small ones belong to the line they stand at. What
//! is turned, or drawn across the page in giant letters, is a stamp or a watermark and no text of the letter.

use std::collections::HashSet;

use super::{Page, Run};

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// Its text without white space at its ends.
    pub text: String,
    /// Left end of its first visible character.
    pub left: f32,
    /// Right end of its last one.
    pub right: f32,
    /// Baseline.
    pub y: f32,
    /// Size of most of its characters.
    pub size: f32,
    /// Its number among all lines of the file, from 1.
    pub number: u32,
    /// Its page, from 1.
    pub page: u32,
    /// True when it is parted into cells.
    pub cells: bool,
}

/// Times the size of most text from which letters are a watermark when they stand askew to nothing.
const GIANT: f32 = 4.0;

/// The lines of a page.
pub(super) fn lines(page: &Page, number: u32) -> Vec<Line> {
    let usual = usual_size(&page.runs);
    let mut drawn = HashSet::new();
    let mut runs: Vec<&Run> = Vec::with_capacity(page.runs.len());
    for run in &page.runs {
        let placed = [run.x, run.y, run.width, run.size].iter().all(|value| value.is_finite());
        let visible = placed && run.size > 0.5 && !run.text.is_empty();
        if visible && !run.turned && run.size < usual * GIANT && is_new(&mut drawn, run) {
            runs.push(run);
        }
    }
    runs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Vec<&Run>> = Vec::new();
    for run in runs {
        match rows.last_mut() {
            Some(row)
                if row.iter().any(|other| share_a_line(other, run))
                    && !row.iter().any(|other| stand_over_each_other(other, run)) =>
            {
                row.push(run);
            }
            _ => rows.push(vec![run]),
        }
    }
    rows.into_iter().filter_map(|row| line(row, number)).collect()
}

/// Size of most characters.
fn usual_size(runs: &[Run]) -> f32 {
    let mut sizes: Vec<(f32, usize)> = runs
        .iter()
        .filter(|run| run.size.is_finite())
        .map(|run| (run.size, run.text.chars().filter(|c| !c.is_whitespace()).count()))
        .collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|(_, count)| count).sum::<usize>() / 2;
    let mut passed = 0;
    let median = sizes.iter().find(|(_, count)| {
        passed += count;
        passed > half
    });
    median.map_or(12.0, |(size, _)| *size)
}

/// False for a run that was drawn before at nearly the same place, as bold type is made where there is none.
fn is_new<'r>(drawn: &mut HashSet<(&'r str, i32, i32)>, run: &'r Run) -> bool {
    if run.text.trim().is_empty() {
        return true;
    }
    let cell = |value: f32| (value / (run.size * 0.2)).round() as i32;
    let (x, y) = (cell(run.x), cell(run.y));
    let near = (-1..=1).flat_map(|dx: i32| (-1..=1).map(move |dy: i32| (dx, dy)));
    let found = near
        .into_iter()
        .any(|(dx, dy)| drawn.contains(&(run.text.as_str(), x.saturating_add(dx), y.saturating_add(dy))));
    drawn.insert((run.text.as_str(), x, y));
    !found
}

/// True when two runs stand at one height: most of the lower one's height is the other's, too.
fn share_a_line(a: &Run, b: &Run) -> bool {
    let (top, bottom) = (|run: &Run| run.y - run.size * 0.8, |run: &Run| run.y + run.size * 0.2);
    let common = bottom(a).min(bottom(b)) - top(a).max(top(b));
    let small = a.size.min(b.size);
    // Only what is smaller stands raised or lowered in a line.
    let level = small < a.size.max(b.size) * 0.8 || (a.y - b.y).abs() < small * 0.3;
    level && common > small * 0.55
}

/// True when two runs cannot be of one line: they stand at different heights and one over the other.
fn stand_over_each_other(a: &Run, b: &Run) -> bool {
    let size = a.size.min(b.size);
    let common = (a.x + a.width).min(b.x + b.width) - a.x.max(b.x);
    (a.y - b.y).abs() > size * 0.25 && common > size * 0.5
}

fn is_wide(c: char) -> bool {
    // From the CJK radicals on, but for half-width forms.
    c >= '\u{2E80}' && !matches!(c, '\u{FF61}'..='\u{FFDC}' | '\u{FFE8}'..='\u{FFEE}') || "“”‘’…—".contains(c)
}

/// What white space at the end of a run takes, as far as its characters tell.
fn blank_width(text: impl Iterator<Item = char>, size: f32) -> f32 {
    let width = |c: char| if c == '\u{3000}' { size } else { size * 0.5 };
    text.take_while(|c| c.is_whitespace()).map(width).sum()
}

fn line(mut row: Vec<&Run>, page: u32) -> Option<Line> {
    row.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut text = String::new();
    let (mut left, mut right) = (f32::INFINITY, f32::NEG_INFINITY);
    let mut sizes: Vec<(f32, usize)> = Vec::new();
    let mut baselines: Vec<(f32, usize)> = Vec::new();
    let mut cells = false;
    let mut end: Option<f32> = None;
    for run in row {
        let visible = run.text.trim();
        if visible.is_empty() {
            // Blanks that were typed count as such; where they end tells nothing.
            if !text.is_empty() && !text.ends_with(char::is_whitespace) {
                text.push(' ');
            }
            continue;
        }
        let from = run.x + blank_width(run.text.chars(), run.size);
        let to = (run.x + run.width - blank_width(run.text.chars().rev(), run.size)).max(from);
        if let Some(end) = end {
            let gap = (from - end) / run.size;
            let joint = between(&text, visible, gap, run.text.starts_with(char::is_whitespace));
            cells |= joint == "\t";
            if joint == "\t" {
                text.truncate(text.trim_end().len());
            }
            if !text.ends_with(char::is_whitespace) {
                text.push_str(joint);
            }
        }
        text.push_str(visible);
        if run.text.ends_with(char::is_whitespace) {
            text.push(' ');
        }
        (left, right) = (left.min(from), right.max(to));
        end = Some(right);
        let count = visible.chars().count();
        sizes.push((run.size, count));
        baselines.push((run.y, count));
    }
    let text = text.trim().to_owned();
    let most = |values: &[(f32, usize)]| {
        values.iter().max_by_key(|(_, count)| *count).map_or(0.0, |(value, _)| *value)
    };
    let (size, y) = (most(&sizes), most(&baselines));
    (!text.is_empty()).then_some(Line { text, left, right, y, size, number: 0, page, cells })
}

/// What stands between two runs of a line that are `gap` times their size apart.
fn between(before: &str, next: &str, gap: f32, typed: bool) -> &'static str {
    let (Some(last), Some(first)) = (before.chars().next_back(), next.chars().next()) else { return "" };
    if gap > 2.5 {
        return "\t";
    }
    if typed {
        return " ";
    }
    let words = |c: char| c.is_alphanumeric() && !is_wide(c);
    let both_wide = is_wide(last) && is_wide(first);
    match gap {
        // Letters of Chinese are often spaced out, which is no space.
        gap if both_wide => {
            if gap > 1.6 {
                " "
            } else {
                ""
            }
        }
        gap if words(last) && words(first) => {
            if gap > 0.15 {
                " "
            } else {
                ""
            }
        }
        gap if is_wide(last) != is_wide(first) => {
            if gap > 0.9 {
                " "
            } else {
                ""
            }
        }
        gap if gap > 0.2 => " ",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(x: f32, y: f32, text: &str) -> Run {
        let width: f32 = text.chars().map(|c| if is_wide(c) { 10.0 } else { 5.0 }).sum();
        Run { x, y, width, size: 10.0, text: text.to_owned(), turned: false }
    }

    fn texts(runs: Vec<Run>) -> Vec<String> {
        let page = Page { width: 500.0, height: 700.0, runs, painted: false };
        lines(&page, 1).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn pieces_of_a_line_come_together_in_the_order_in_which_they_stand() {
        let runs = vec![run(50.0, 100.0, "路演"), run(30.0, 100.4, "成果"), run(30.0, 120.0, "下步")];
        assert_eq!(texts(runs), ["成果路演", "下步"]);
    }

    #[test]
    fn distance_is_a_space_between_words_only() {
        let spaced = vec![run(0.0, 10.0, "关"), run(15.0, 10.0, "于")];
        assert_eq!(texts(spaced), ["关于"]);
        let words = vec![run(0.0, 10.0, "New"), run(18.0, 10.0, "Area")];
        assert_eq!(texts(words), ["New Area"]);
        let mixed = vec![run(0.0, 10.0, "投入"), run(22.5, 10.0, "R&D"), run(40.0, 10.0, "经费")];
        assert_eq!(texts(mixed), ["投入R&D经费"]);
        let cells = vec![run(0.0, 10.0, "序号"), run(100.0, 10.0, "事项")];
        assert_eq!(texts(cells), ["序号\t事项"]);
    }

    #[test]
    fn what_is_drawn_twice_or_turned_is_told_once_or_not_at_all() {
        let mut turned = run(10.0, 10.0, "内部资料");
        turned.turned = true;
        let mut giant = run(0.0, 300.0, "样");
        giant.size = 90.0;
        let runs = vec![run(0.0, 10.0, "标题"), run(0.4, 10.0, "标题"), turned, giant];
        assert_eq!(texts(runs), ["标题"]);
    }

    #[test]
    fn a_raised_number_stays_in_its_line() {
        let mut raised = run(20.0, 96.0, "2");
        raised.size = 6.0;
        assert_eq!(texts(vec![run(0.0, 100.0, "平米"), raised, run(24.0, 100.0, "以上")]), ["平米2以上"]);
    }
}
