//! The likeliest sequence of acts.
//!
//! In: the score of each clause for each act, and what an act after another is worth by the boundary between them. Out: the
//! sequence with the greatest sum (Viterbi); of equal ones that whose acts have the lower numbers.

use crate::acts::act::{Act, COUNT, LANES, Scores};
use crate::acts::clause::{BOUNDARIES, Clause};

/// Weights by boundary, act before, act.
pub type Transitions = [[Scores; COUNT]; BOUNDARIES];

/// The best acts of `clauses`, which have these scores.
pub fn best(clauses: &[Clause], scores: &[Scores], transitions: &Transitions) -> Vec<Act> {
    let Some(&first) = scores.first() else { return Vec::new() };
    let mut sums = first;
    let mut back: Vec<Scores> = Vec::with_capacity(scores.len());
    for (clause, score) in clauses.iter().zip(scores).skip(1) {
        let (mut next, mut from) = ([i16::MIN; LANES], Scores::default());
        for (before, step) in (0i16..).zip(&transitions[clause.boundary as usize]) {
            let sum = sums[before as usize];
            for lane in 0..LANES {
                let here = sum.saturating_add(step[lane]);
                // All bits where this way is better: written so that the lanes are reckoned side by side.
                let better = -i16::from(here > next[lane]);
                from[lane] = before & better | from[lane] & !better;
                next[lane] = next[lane].max(here);
            }
        }
        // What all sums have in common tells nothing; without it none grows out of bounds.
        let common = next[..COUNT].iter().copied().max().unwrap_or(0);
        for lane in 0..LANES {
            sums[lane] = next[lane].saturating_sub(common).saturating_add(score[lane]);
        }
        back.push(from);
    }
    let mut act = (0..COUNT).rev().max_by_key(|&act| sums[act]).unwrap_or(0);
    let mut acts = vec![Act::of_number(act)];
    for from in back.iter().rev() {
        act = from[act] as usize;
        acts.push(Act::of_number(act));
    }
    acts.reverse();
    acts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::clause::Boundary;
    use dafu_words::span::Span;
    use proptest::prelude::*;

    /// A row with room up to a power of two.
    fn row(numbers: &[i16]) -> Scores {
        std::array::from_fn(|at| numbers.get(at).copied().unwrap_or(0))
    }

    /// The sum of a sequence.
    fn sum(acts: &[usize], clauses: &[Clause], scores: &[Scores], transitions: &Transitions) -> i16 {
        let alone: i16 = acts.iter().zip(scores).map(|(&act, score)| score[act]).sum();
        let steps = acts.windows(2).zip(&clauses[1..]);
        alone
            + steps.map(|(pair, clause)| transitions[clause.boundary as usize][pair[0]][pair[1]]).sum::<i16>()
    }

    proptest! {
        #[test]
        fn no_sequence_of_three_has_a_greater_sum(seeds in proptest::collection::vec(-9i16..9, 39), weights in proptest::collection::vec(-9i16..9, 169)) {
            let clause = Clause { span: Span::new(0, 1), boundary: Boundary::Comma };
            let clauses = [clause; 3];
            let scores: Vec<Scores> = seeds.chunks(COUNT).map(row).collect();
            let mut transitions: Transitions = [[Scores::default(); COUNT]; BOUNDARIES];
            for (before, steps) in weights.chunks(COUNT).enumerate() {
                transitions[Boundary::Comma as usize][before] = row(steps);
            }
            let found: Vec<usize> = best(&clauses, &scores, &transitions).into_iter().map(|act| act as usize).collect();
            let found = sum(&found, &clauses, &scores, &transitions);
            for number in 0..COUNT.pow(3) {
                let acts = [number / 169, number / 13 % 13, number % 13];
                prop_assert!(sum(&acts, &clauses, &scores, &transitions) <= found);
            }
        }
    }

    #[test]
    fn no_clause_has_no_act() {
        assert_eq!(best(&[], &[], &[[Scores::default(); COUNT]; BOUNDARIES]), []);
    }
}
