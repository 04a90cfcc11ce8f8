//! What a file's indents and blank lines say about paragraphs.
//!
//! In: boundaries that are sure without them. Out: a weight for each kind of indent and gap. Some files indent each
//! paragraph and some every line, some put a blank line between paragraphs and some after each line: only what
//! separates sure joins from sure breaks in this very file counts.

use super::line::FileLine;
use super::margin::Margin;
use super::ruler::{self, COLUMN};

const KINDS: usize = 4;
/// No single habit outweighs everything else.
const CAP: f64 = 4.0;
/// Weight of the belief that a habit means nothing, in boundaries.
const DOUBT: f64 = 0.5;

/// Weights of a file's habits: above nothing for a new paragraph, below for a continuation.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Habits {
    indents: [f64; KINDS],
    gaps: [f64; KINDS],
}

/// Indent of a line: as within paragraphs, as at their beginning, or pushed towards the middle.
pub(super) fn indent_kind(line: &FileLine<'_>, margin: &Margin) -> usize {
    let indent = ruler::indent(line.indent);
    match indent.saturating_sub(margin.base) / COLUMN {
        0 if indent + COLUMN < margin.base => 3,
        0 => 0,
        1..=8 => 1,
        _ => 2,
    }
}

fn gap_kind(line: &FileLine<'_>) -> usize {
    if line.new_page || line.gap >= 3 { 3 } else { line.gap as usize }
}

impl Habits {
    /// Learns from `sure` boundaries: the line after each, and whether it begins a paragraph.
    pub(super) fn learn<'a>(sure: impl Iterator<Item = (&'a FileLine<'a>, bool)>, margin: &Margin) -> Habits {
        let mut indents = [[0usize; KINDS]; 2];
        let mut gaps = [[0usize; KINDS]; 2];
        for (line, breaks) in sure {
            indents[usize::from(breaks)][indent_kind(line, margin)] += 1;
            gaps[usize::from(breaks)][gap_kind(line)] += 1;
        }
        Habits { indents: weights(indents), gaps: weights(gaps) }
    }

    /// The weight of how `line` is set.
    pub(super) fn weight(&self, line: &FileLine<'_>, margin: &Margin) -> f64 {
        self.indents[indent_kind(line, margin)] + self.gaps[gap_kind(line)]
    }
}

/// Log likelihood ratios of the kinds, pulled towards nothing where little was seen.
pub(in crate::extract) fn weights<const KINDS: usize>([joins, breaks]: [[usize; KINDS]; 2]) -> [f64; KINDS] {
    let total = |counts: [usize; KINDS]| counts.iter().sum::<usize>() as f64;
    let (all_joins, all_breaks) = (total(joins), total(breaks));
    let all = (all_joins + all_breaks).max(1.0);
    std::array::from_fn(|kind| {
        let overall = ((joins[kind] + breaks[kind]) as f64 / all).max(0.01);
        let share = |count: usize, of: f64| (count as f64 + DOUBT * overall) / (of + DOUBT);
        (share(breaks[kind], all_breaks) / share(joins[kind], all_joins)).ln().clamp(-CAP, CAP)
    })
}
