//! Which of a page's runs are text of the letter.
//!
//! In: the pages as they were painted. Out: [`RowPiece`]s, the runs without white space at their ends, and notes on
//! what was left out: text at an angle, watermarks, glyphs painted twice, what lies beyond the page's edges, and pages
//! whose characters are unknown. Text that reads in another direction than its page stands apart.

use super::page::{Page, Run, Turn};
use crate::text::Note;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Farther out than this is no place on paper.
const FARTHEST: f32 = 1e6;
/// No font that is read is smaller.
const SMALLEST: f32 = 0.1;
/// A glyph painted again within this many times its size is the same glyph.
const SAME_PLACE: f32 = 0.12;
/// Times the size of the letter's text from which a text that lies on others is a watermark.
const HUGE: f32 = 2.0;
/// A page with more huge runs than this is a poster, and none of them is looked at.
const MOST_HUGE: usize = 60;

/// A run that is text of the letter.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RowPiece {
    /// Left edge of its first glyph that is no white space.
    pub left: f32,
    /// Right edge of its last glyph that is no white space.
    pub right: f32,
    /// Baseline.
    pub y: f32,
    /// Size of its font.
    pub size: f32,
    /// Its characters, trimmed; empty when it is white space only.
    pub text: String,
    /// White space was painted before it.
    pub spaced_before: bool,
    /// White space was painted behind it.
    pub spaced_after: bool,
}

/// What [`clean`] gives.
pub(super) struct Cleaned {
    /// The pieces of each page in the order of painting.
    pub pages: Vec<Vec<RowPiece>>,
    /// The pieces of each page that read in other directions, those of a direction together.
    pub turned: Vec<Vec<Vec<RowPiece>>>,
    /// What was left out.
    pub notes: Vec<Note>,
    /// Numbers of the pages on which there is text, and none that can be read.
    pub unread: Vec<u32>,
    /// How many of them are so because most of their characters stand for none.
    pub garbled: usize,
}

/// Keeps the runs that are text of the letter.
pub(super) fn clean(pages: &[Page]) -> Cleaned {
    let body = body_size(pages);
    let mut cleaned = Cleaned {
        pages: Vec::with_capacity(pages.len()),
        turned: Vec::with_capacity(pages.len()),
        notes: Vec::new(),
        unread: Vec::new(),
        garbled: 0,
    };
    let mut slanted = 0usize;
    let mut upright: Vec<Vec<&Run>> = Vec::with_capacity(pages.len());
    for (number, page) in (1..).zip(pages) {
        let sound: Vec<&Run> = page.runs.iter().filter(|run| is_sound(run, page)).collect();
        let (runs, others): (Vec<&Run>, Vec<&Run>) =
            sound.into_iter().partition(|run| run.turn == Turn::Upright);
        let mut turned: BTreeMap<Turn, Vec<&Run>> = BTreeMap::new();
        for run in others.into_iter().filter(|run| !run.text.trim().is_empty()) {
            turned.entry(run.turn).or_default().push(run);
        }
        let aside = turned.remove(&Turn::Slanted).map_or(0, |runs| runs.len());
        turned.retain(|_, runs| !is_garbled(runs));
        let garbled = is_garbled(&runs);
        let blank = turned.is_empty() && runs.iter().all(|run| run.text.trim().is_empty());
        slanted += aside;
        cleaned.garbled += usize::from(garbled);
        cleaned.unread.extend((garbled || blank && aside > 0).then_some(number));
        upright.push(if garbled { Vec::new() } else { painted_once(runs) });
        let pieces = |runs| painted_once(runs).into_iter().map(piece).collect();
        cleaned.turned.push(turned.into_values().map(pieces).collect());
    }
    // A mark lies on text on one page and on nothing on the next.
    let marks: HashSet<Spot> = upright.iter().flat_map(|runs| watermarks(runs, body)).collect();
    let before: usize = upright.iter().map(Vec::len).sum();
    for runs in &mut upright {
        runs.retain(|run| run.size < HUGE * body || !marks.contains(&mark(run)));
    }
    let marks = before - upright.iter().map(Vec::len).sum::<usize>();
    cleaned.pages.extend(upright.into_iter().map(|runs| runs.into_iter().map(piece).collect()));
    for (code, count) in [("turned_text_dropped", slanted), ("large_text_dropped", marks)] {
        if count > 0 {
            cleaned.notes.push(Note::new(code).with("count", count));
        }
    }
    cleaned
}

fn is_sound(run: &Run, page: &Page) -> bool {
    let numbers = [run.x, run.y, run.width, run.size];
    let inside = |at: f32, end: f32| end <= 0.0 || (-1.0..=end + 1.0).contains(&at);
    let (width, height) = match run.turn {
        Turn::Upright => (page.width, page.height),
        // Either of the two edges can be the upper one.
        _ => (page.width.max(page.height), page.width.max(page.height)),
    };
    numbers.iter().all(|n| n.is_finite() && n.abs() < FARTHEST)
        && run.size >= SMALLEST
        && !run.text.is_empty()
        && inside(run.y - run.size * 0.3, height)
        && (inside(run.x, width) || inside(run.x + run.width, width))
}

/// The size that most characters have.
fn body_size(pages: &[Page]) -> f32 {
    let placed = |run: &&Run| run.turn == Turn::Upright && run.size.is_finite() && run.size > 0.0;
    let runs = pages.iter().flat_map(|page| &page.runs).filter(placed);
    median_size(runs.map(|run| (run.size, run.text.chars().count()))).unwrap_or(0.0)
}

/// The median of sizes, each weighing as many characters as have it.
pub(super) fn median_size(sizes: impl Iterator<Item = (f32, usize)>) -> Option<f32> {
    let mut sizes: Vec<(f32, usize)> = sizes.collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|(_, count)| count).sum::<usize>() / 2;
    let mut seen = 0;
    let median = sizes.iter().find(|(_, count)| {
        seen += count;
        seen > half
    });
    median.map(|(size, _)| *size)
}

/// True when most characters of a page stand for no character.
fn is_garbled(runs: &[&Run]) -> bool {
    let unknown = |c: char| c == '\u{FFFD}' || ('\u{E000}'..='\u{F8FF}').contains(&c) || c > '\u{EFFFF}';
    let chars = || runs.iter().flat_map(|run| run.text.chars()).filter(|c| !c.is_whitespace());
    let bad = chars().filter(|&c| unknown(c) || c.is_control()).count();
    bad > 0 && bad * 2 > chars().count()
}

/// The runs without those that are painted again at nearly the same place: that is how bold is faked.
fn painted_once(runs: Vec<&Run>) -> Vec<&Run> {
    let mut seen: HashMap<(u64, i64, i64), &Run> = HashMap::new();
    let mut kept = Vec::with_capacity(runs.len());
    for run in runs {
        let mut hasher = DefaultHasher::new();
        (run.text.as_str(), (run.size * 8.0) as i64).hash(&mut hasher);
        let text = hasher.finish();
        let reach = run.size * SAME_PLACE;
        let (x, y) = ((run.x / reach) as i64, (run.y / reach) as i64);
        let near = |other: &&Run| (other.x - run.x).abs() <= reach && (other.y - run.y).abs() <= reach;
        let mut around = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (text, x + dx, y + dy)));
        if !around.any(|key| seen.get(&key).is_some_and(near)) {
            kept.push(run);
        }
        seen.entry((text, x, y)).or_insert(run);
    }
    kept
}

/// Where a watermark is painted on each page: its baseline and its size, in tenths of a point.
type Spot = (i64, i64);

fn mark(run: &Run) -> Spot {
    ((run.y * 10.0).round() as i64, (run.size * 10.0).round() as i64)
}

/// The huge lines of a page that lie across lines of the letter.
fn watermarks(runs: &[&Run], body: f32) -> Vec<Spot> {
    let huge: Vec<&Run> = runs.iter().copied().filter(|run| run.size >= HUGE * body).collect();
    if huge.len() > MOST_HUGE {
        return Vec::new();
    }
    let lies_on = |mark: &&Run| {
        let height = mark.y - mark.size * 0.7..mark.y - mark.size * 0.1;
        runs.iter().any(|run| {
            run.size < HUGE * body
                && height.contains(&(run.y - run.size * 0.35))
                && run.x < mark.x + mark.width
                && run.x + run.width > mark.x
        })
    };
    huge.into_iter().filter(lies_on).map(mark).collect()
}

fn piece(run: &Run) -> RowPiece {
    let blank =
        |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{AD}');
    let text = run.text.trim_matches(blank);
    let before = run.text.len() - run.text.trim_start_matches(blank).len();
    let head = run.text.get(..before).unwrap_or("");
    let tail = run.text.get(before + text.len()..).unwrap_or("");
    let whole = units(&run.text).max(0.1);
    let width = run.width.max(0.0);
    let (left, right) = match text.is_empty() {
        true => (run.x, run.x + width),
        false => (run.x + width * units(head) / whole, run.x + width * (1.0 - units(tail) / whole)),
    };
    let clear = |c: char| if c.is_control() { ' ' } else { c };
    RowPiece {
        left,
        right,
        y: run.y,
        size: run.size,
        text: text.chars().map(clear).collect(),
        spaced_before: head.contains(char::is_whitespace) && !text.is_empty(),
        spaced_after: tail.contains(char::is_whitespace),
    }
}

/// Width of a text in ems, by what its characters usually have.
fn units(text: &str) -> f32 {
    let unit = |c: char| match c {
        ' ' | '\u{A0}' => 0.3,
        c if c.is_control() || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{AD}') => 0.0,
        c if (c as u32) < 0x2E80 && c != '\u{2003}' => 0.5,
        _ => 1.0,
    };
    text.chars().map(unit).sum()
}
