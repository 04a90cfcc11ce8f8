//! How well acts are told: clauses, characters, and runs of promises and refusals.
//!
//! In: labelled letters and a table. Out: counts. A run of the labels is found when half of its characters have acts of its
//! kind; a run that was told is right when half of its characters do. No sum is made of nothing: an empty set has no rate.

use std::fmt;

use dafu_letters::acts::act::{self, Act};
use dafu_letters::acts::{self, table::Table};

use crate::labelled::Labelled;

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rate {
    /// Those that are right.
    pub right: usize,
    /// All.
    pub all: usize,
}

impl Rate {
    /// Adds `weight` to all, and to those that are right if they are.
    pub fn add(&mut self, right: bool, weight: usize) {
        self.right += if right { weight } else { 0 };
        self.all += weight;
    }

    /// The share in thousandths; none of nothing.
    pub fn thousandths(self) -> Option<usize> {
        (1000 * self.right).checked_div(self.all)
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = self.thousandths().map_or("-".to_owned(), |share| format!(".{share:03}"));
        write!(f, "{share} ({}/{})", self.right, self.all)
    }
}

/// Runs of some acts: how many are found, how many that were told are right.
#[derive(Clone, Copy, Debug, Default)]
pub struct Runs {
    /// Labelled runs that are found.
    pub recall: Rate,
    /// Told runs that are right.
    pub precision: Rate,
}

/// How well a set of letters is read.
#[derive(Clone, Debug, Default)]
pub struct Score {
    /// Clauses with their act.
    pub clauses: Rate,
    /// Characters with their act.
    pub characters: Rate,
    /// Promises and conditional promises.
    pub next_steps: Runs,
    /// Refusals and problems.
    pub declined: Runs,
    /// Clauses by labelled act and act told.
    pub confusion: [[usize; act::COUNT]; act::COUNT],
}

/// Reads `letters` with `table` and compares.
pub fn score<'a>(letters: impl IntoIterator<Item = &'a Labelled>, table: &Table) -> Score {
    let mut score = Score::default();
    for letter in letters {
        let clauses = letter.clauses.iter().map(|found| found.0).collect();
        let reading = acts::read_with(&letter.text, clauses, letter.written, |_, _| 0, table);
        let told = reading.acts();
        let labelled: Vec<Act> = letter.clauses.iter().map(|found| found.1).collect();
        let lengths: Vec<usize> =
            letter.clauses.iter().map(|found| found.0.span.of(&letter.text).chars().count()).collect();
        for ((&labelled, &told), &length) in labelled.iter().zip(told).zip(&lengths) {
            score.clauses.add(labelled == told, 1);
            score.characters.add(labelled == told, length);
            score.confusion[labelled as usize][told as usize] += 1;
        }
        let promises = |act: Act| matches!(act, Act::Promise | Act::Conditional);
        let declines = |act: Act| matches!(act, Act::Refusal | Act::Problem);
        for (runs, kind) in
            [(&mut score.next_steps, &promises as &dyn Fn(Act) -> bool), (&mut score.declined, &declines)]
        {
            compare(&labelled, told, &lengths, kind, &mut runs.recall);
            compare(told, &labelled, &lengths, kind, &mut runs.precision);
        }
    }
    score
}

/// Counts the runs of `kind` in `these`, right where half of a run's characters are of the kind in `those`, too.
fn compare(these: &[Act], those: &[Act], lengths: &[usize], kind: &dyn Fn(Act) -> bool, rate: &mut Rate) {
    let mut at = 0;
    while at < these.len() {
        let run = these[at..].iter().take_while(|act| kind(**act)).count();
        if run > 0 {
            let all: usize = lengths[at..at + run].iter().sum();
            let shared: usize = (at..at + run).filter(|&at| kind(those[at])).map(|at| lengths[at]).sum();
            rate.add(2 * shared >= all, 1);
        }
        at += run.max(1);
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "clauses {}, characters {}", self.clauses, self.characters)?;
        for (name, runs) in [("promises", self.next_steps), ("refusals and problems", self.declined)] {
            writeln!(f, "{name}: recall {}, precision {}", runs.recall, runs.precision)?;
        }
        write!(f, "labelled\\told")?;
        Act::all().try_for_each(|act| write!(f, "{:>5}", act.letter()))?;
        for act in Act::all() {
            write!(f, "\n{:>13}", act.letter())?;
            self.confusion[act as usize].iter().try_for_each(|count| write!(f, "{count:>5}"))?;
        }
        writeln!(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_found_when_half_of_it_is() {
        let (p, w) = (Act::Promise, Act::Done);
        let mut rate = Rate::default();
        let kind = |act: Act| act == Act::Promise;
        compare(&[p, p, w, p], &[w, p, w, w], &[10, 10, 5, 7], &kind, &mut rate);
        assert_eq!(rate, Rate { right: 1, all: 2 });
        compare(&[p, p], &[w, p], &[11, 10], &kind, &mut rate);
        assert_eq!(rate, Rate { right: 1, all: 3 });
    }

    #[test]
    fn nothing_has_no_rate() {
        let score = score([], &Table::new(&[], &[[[0; 16]; 13]; 5]));
        assert_eq!(score.clauses.thousandths(), None);
        assert!(score.to_string().starts_with("clauses - (0/0)"));
    }
}
