//! Acts: what each clause of a letter's body does — promises, refuses, reports, asks.
//!
//! In: canonical text, the spans of the body's paragraphs, when the letter was written. Out: clauses that tile the paragraphs, each
//! with its act and why. What decides: pins ([`pins`]), else weights ([`table`]) of features ([`features`]) and of acts
//! after one another ([`path`]). The weights are learned by the program in train/ from the letters there. What follows
//! from an act for blocks is said by [`crate::reply`].

pub mod act;
mod around;
pub mod clause;
pub(crate) mod cues;
pub mod features;
pub mod path;
pub mod pins;
pub mod table;

use std::ops::Range;
use std::sync::LazyLock;

use dafu_words::span::Span;

use crate::acts::act::{Act, Scores};
use crate::acts::clause::Clause;
use crate::acts::features::View;
pub use crate::acts::features::Written;
use crate::acts::table::Table;

/// The weights that letters are read with.
static TABLE: LazyLock<Table> = LazyLock::new(|| {
    Table::from_bytes(include_bytes!("weights.bin"))
        .expect("the table is checked in whole, and a test reads it")
});

/// The weights that letters are read with.
pub fn shipped() -> &'static Table {
    &TABLE
}

/// Worth of an act that a pin does not leave.
const PINNED: i16 = -8_000;

/// The acts of a letter's clauses.
#[derive(Debug)]
pub struct Reading<'a> {
    view: View<'a>,
    scores: Vec<Scores>,
    acts: Vec<Act>,
}

/// Why a clause has its act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why<'a> {
    /// Words that settle it by themselves.
    Pin(&'a str),
    /// The words that weighed most against the act that was next best; none where nothing in the clause did.
    Weight(&'a str),
}

/// Reads the acts of `clauses` of the canonical `text`, a letter that was written then; `favour` says what each act of the
/// clause with a number is worth beforehand.
pub fn read<'a>(
    text: &'a str,
    clauses: Vec<Clause>,
    written: Option<Written>,
    favour: impl Fn(usize, Act) -> i16,
) -> Reading<'a> {
    read_with(text, clauses, written, favour, &TABLE)
}

/// The same with other weights.
pub fn read_with<'a>(
    text: &'a str,
    clauses: Vec<Clause>,
    written: Option<Written>,
    favour: impl Fn(usize, Act) -> i16,
    table: &Table,
) -> Reading<'a> {
    let view = View::new(text, clauses, written);
    let score = |at: usize| {
        let mut score = Scores::default();
        view.each(at, &mut |feature, _| table.add(feature, &mut score));
        let pin = view.pin(at);
        for act in Act::all() {
            let sum = &mut score[act as usize];
            *sum = sum.saturating_add(favour(at, act));
            if pin.is_some_and(|(pin, _)| !pin.leaves(act)) {
                *sum = sum.saturating_add(PINNED);
            }
        }
        score
    };
    let scores: Vec<_> = (0..view.clauses().len()).map(score).collect();
    let acts = path::best(view.clauses(), &scores, table.transitions());
    Reading { view, scores, acts }
}

impl<'a> Reading<'a> {
    /// The clauses.
    pub fn clauses(&self) -> &[Clause] {
        self.view.clauses()
    }

    /// Their acts.
    pub fn acts(&self) -> &[Act] {
        &self.acts
    }

    /// True when words by which a proposal is said to be taken up stand in one of these clauses.
    pub(crate) fn speaks_of_adoption(&self, clauses: Range<usize>) -> bool {
        clauses.into_iter().any(|at| self.view.cues(at) >> cues::ADOPTED_CLASS & 1 == 1)
    }

    /// True when words by which somebody's word is brought in stand in one of these clauses.
    pub(crate) fn brings_in_words(&self, clauses: Range<usize>) -> bool {
        clauses.into_iter().any(|at| self.view.cues(at) >> cues::VOICE_CLASS & 1 == 1)
    }

    /// Why the clause at `at` has its act.
    pub fn why(&self, at: usize) -> Why<'a> {
        // What only rules acts out does not settle which one it is.
        if let Some((_, words)) = self.view.pin(at).filter(|(pin, _)| *pin != pins::Pin::Past) {
            return Why::Pin(words);
        }
        let (act, score) = (self.acts[at], &self.scores[at]);
        let next = Act::all().filter(|&other| other != act).max_by_key(|&other| score[other as usize]);
        let next = next.unwrap_or(Act::Frame);
        // Several characters tell a reader more than one: those that weigh most, else the one that does.
        let (mut best, mut sign) = ((0, Span::new(0, 0)), (0, Span::new(0, 0)));
        self.view.each(at, &mut |feature, words: Option<Span>| {
            let Some(words) = words else { return };
            let ahead = TABLE.ahead(feature, act, next);
            if ahead <= best.0 && ahead <= sign.0 {
                return;
            }
            let signs = words.of(self.view.text()).chars().filter(|c| c.is_alphanumeric());
            let alone = signs.count() < 2;
            let best = if alone { &mut sign } else { &mut best };
            if ahead > best.0 {
                *best = (ahead, words);
            }
        });
        let best = if best.0 > 0 { best } else { sign };
        Why::Weight(best.1.of(self.view.text()))
    }
}

impl<'a> Why<'a> {
    /// The words.
    pub fn words(&self) -> &'a str {
        match self {
            Why::Pin(words) | Why::Weight(words) => words,
        }
    }
}
