//! Between two lines of a wrapped file: does a paragraph end, or only a line?
//!
//! In: the lines and the margin. Out: for each line whether it begins a paragraph. Clues are added up as logarithms
//! of odds: whether the next piece would have fit on the line, how the line ends, what the next one begins with,
//! and, in a second round, what indents and gaps mean in this file.

use super::habits::{Habits, indent_kind};
use super::line::FileLine;
use super::margin::Margin;
use super::shape::{self, DocNo, End, HeadingOrdinal, LineShape};
use super::title;
use crate::extract::reflow::layout::NUMBER_TAILS;
use crate::forms::plain;

/// Odds before any clue: lines go on more often than not.
const PRIOR: f64 = -0.5;
/// A boundary with at least this weight either way teaches what indents and gaps mean.
const SURE: f64 = 2.5;

/// The clues that lie in two lines' words, added up.
#[derive(Clone, Copy)]
pub(in crate::extract) struct Clues {
    /// All of them: above nothing, the second line begins a paragraph.
    pub weight: f64,
    /// One of the lines is a part of the frame, which is set in ways of its own.
    pub frame: bool,
}

/// For each line whether it begins a paragraph.
pub(super) fn begins(lines: &[FileLine<'_>], shapes: &[LineShape<'_>], margin: &Margin) -> Vec<bool> {
    let clues: Vec<Clues> = (1..lines.len()).map(|at| weigh(lines, shapes, at, margin)).collect();
    // The frame teaches nothing about the body.
    let sure =
        lines.iter().skip(1).zip(&clues).filter(|(_, clues)| !clues.frame && clues.weight.abs() >= SURE);
    let habits = Habits::learn(sure.map(|(line, clues)| (line, clues.weight > 0.0)), margin);
    let torn = title::torn(shapes);
    let decide = |(at, (line, clues)): (usize, (&FileLine<'_>, &Clues))| {
        let habit = habits.weight(line, margin);
        let habit = if clues.frame { habit.max(0.0) } else { habit };
        !torn.contains(&at) && clues.weight + habit > 0.0
    };
    let rest = (1..).zip(lines.iter().skip(1).zip(&clues)).map(decide);
    std::iter::once(true).chain(rest).take(lines.len()).collect()
}

fn weigh(lines: &[FileLine<'_>], shapes: &[LineShape<'_>], at: usize, margin: &Margin) -> Clues {
    let slack = margin.slack(&lines[at - 1], &lines[at]);
    let fit = fit(slack);
    let fit = if indent_kind(&lines[at - 1], margin) == 2 { fit.clamp(-1.0, 1.5) } else { fit };
    let words = words(shapes, at, slack);
    Clues { weight: words.weight + fit, frame: words.frame }
}

/// What the words of line `at` and of the one before say, when `slack` columns were left on that one; the rest of
/// `lines` is looked at for signatures.
pub(in crate::extract) fn words(lines: &[LineShape<'_>], at: usize, slack: f64) -> Clues {
    let before = at.saturating_sub(1);
    let (Some(line), Some(next)) = (lines.get(before), lines.get(at)) else {
        return Clues { weight: PRIOR, frame: false };
    };
    let end = shape::end(line.text);
    let frame = frame(lines, before, next, slack);
    let words = stop(end) + continuation(line, next, end) + beginning(line, next, end, slack);
    Clues { weight: PRIOR + words + frame, frame: frame > 0.0 }
}

/// Would the next piece have fit on the line? Then the writer ended it.
fn fit(slack: f64) -> f64 {
    match slack {
        s if s < 0.0 => -3.0,
        s if s < 2.0 => -0.5,
        s if s < 4.0 => 0.8,
        s if s < 8.0 => 2.0,
        s if s < 16.0 => 3.0,
        s if s < 30.0 => 4.0,
        _ => 5.0,
    }
}

/// How often paragraphs and how often mere lines end so.
fn stop(end: End) -> f64 {
    match end {
        End::Sentence => 3.0,
        End::Colon => 2.0,
        End::Semicolon => 0.5,
        End::Closer => 0.0,
        End::Open => -2.1,
        End::Comma => -3.5,
    }
}

/// Signs that the line goes on.
fn continuation(line: &LineShape<'_>, next: &LineShape<'_>, end: End) -> f64 {
    let mut weight = 0.0;
    if shape::leaves_open(line.text) && !matches!(end, End::Sentence) {
        weight -= 3.0;
    }
    if shape::begins_midway(next.text) {
        weight -= 4.0;
    }
    if shape::ends_in_figure(line.text) {
        let first = next.text.chars().next();
        if first.is_some_and(|c| NUMBER_TAILS.contains(c)) {
            weight -= 5.0;
        } else if first.is_some_and(|c| plain::digit(c).is_some()) {
            weight -= 2.0;
        }
    }
    weight
}

/// Signs that the next line begins something.
fn beginning(line: &LineShape<'_>, next: &LineShape<'_>, end: End, slack: f64) -> f64 {
    let rested = matches!(end, End::Sentence | End::Colon | End::Semicolon);
    let mut weight = 0.0;
    // `现答复如下：（会办：省科技厅）` and then a heading.
    if end == End::Closer && slack < 4.0 && next.ordinal() == HeadingOrdinal::Numeral {
        weight += 2.0;
    }
    if end == End::Sentence && shape::begins_labelled(next.text) {
        weight += 2.0;
    }
    if rested || slack >= 4.0 {
        weight += match next.ordinal() {
            HeadingOrdinal::Numeral => 3.0,
            HeadingOrdinal::Figure => 2.0,
            HeadingOrdinal::No => 0.0,
        };
        if next.begins_frame() {
            weight += 3.0;
        }
        if shape::is_label(next.text) {
            weight += 2.0;
        }
    }
    if end == End::Colon && slack >= 4.0 && !shape::leaves_open(line.text) {
        weight += 3.0;
    }
    weight
}

/// Signs of the parts around the body, each of which stands on a line of its own.
fn frame(lines: &[LineShape<'_>], before: usize, next: &LineShape<'_>, slack: f64) -> f64 {
    let line = &lines[before];
    let mut weight = 0.0;
    if next.is_date() || line.is_date() {
        weight += 8.0;
    }
    // The lines just above a date, if they are units, are signatures.
    let signs = |at: usize| {
        let mut below = lines.iter().skip(at).take(4);
        lines.get(at).is_some_and(|l| l.is_unit())
            && below.find(|l| !l.is_unit()).is_some_and(|l| l.is_date())
    };
    if signs(before + 1) {
        weight += 4.0;
    }
    if line.docno() == Some(DocNo::Whole) || next.docno() == Some(DocNo::Whole) {
        weight += 5.0;
    }
    if line.is_class() || next.is_class() {
        weight += 5.0;
    }
    if before >= title::DEEPEST {
        return weight;
    }
    if line.ends_title() && line.names_a_case() {
        weight += 3.0;
    }
    let begins = next.is_addressee() || next.begins_title() && next.names_a_case();
    if slack >= 4.0 && begins && shape::end(line.text) != End::Comma {
        weight += 4.0;
    }
    weight
}
