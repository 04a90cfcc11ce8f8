//! The likeliest sequence of acts.
//!
//! In: the score of each clause for each act, and what an act after another is worth by the boundary between them. Out: the
//! sequence with the greatest sum (Viterbi); of equal ones that whose acts have the lower numbers.

use crate::acts::act::{Act, COUNT};
use crate::acts::clause::{BOUNDARIES, Clause};

/// Weights by boundary, act, act before.
pub type Transitions = [[[i32; COUNT]; COUNT]; BOUNDARIES];

/// The best acts of `clauses`, which have these scores.
pub fn best(clauses: &[Clause], scores: &[[i32; COUNT]], transitions: &Transitions) -> Vec<Act> {
    let Some(&first) = scores.first() else { return Vec::new() };
    let mut sums = first;
    let mut back: Vec<[u8; COUNT]> = Vec::with_capacity(scores.len());
    for (clause, score) in clauses.iter().zip(scores).skip(1) {
        let (mut next, mut from) = ([i32::MIN; COUNT], [0; COUNT]);
        for (act, befores) in transitions[clause.boundary as usize].iter().enumerate() {
            for (before, weight) in (0u8..).zip(befores) {
                let sum = sums[usize::from(before)].saturating_add(*weight);
                if sum > next[act] {
                    (next[act], from[act]) = (sum, before);
                }
            }
            next[act] = next[act].saturating_add(score[act]);
        }
        sums = next;
        back.push(from);
    }
    let mut act = (0..COUNT).rev().max_by_key(|&act| sums[act]).unwrap_or(0);
    let mut acts = vec![Act::of_number(act)];
    for from in back.iter().rev() {
        act = usize::from(from[act]);
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

    /// The sum of a sequence.
    fn sum(acts: &[usize], clauses: &[Clause], scores: &[[i32; COUNT]], transitions: &Transitions) -> i32 {
        let alone: i32 = acts.iter().zip(scores).map(|(&act, score)| score[act]).sum();
        let steps = acts.windows(2).zip(&clauses[1..]);
        alone
            + steps.map(|(pair, clause)| transitions[clause.boundary as usize][pair[1]][pair[0]]).sum::<i32>()
    }

    proptest! {
        #[test]
        fn no_sequence_of_three_has_a_greater_sum(seeds in proptest::collection::vec(-9i32..9, 39), weights in proptest::collection::vec(-9i32..9, 169)) {
            let clause = Clause { span: Span::new(0, 1), boundary: Boundary::Comma };
            let clauses = [clause; 3];
            let scores: Vec<[i32; COUNT]> = seeds.chunks(COUNT).map(|row| std::array::from_fn(|at| row[at])).collect();
            let mut transitions: Transitions = [[[0; COUNT]; COUNT]; BOUNDARIES];
            for (at, row) in weights.chunks(COUNT).enumerate() {
                transitions[Boundary::Comma as usize][at] = std::array::from_fn(|before| row[before]);
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
        assert_eq!(best(&[], &[], &[[[0; COUNT]; COUNT]; BOUNDARIES]), []);
    }
}
