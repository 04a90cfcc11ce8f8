//! Weights learned from labelled letters: an averaged perceptron over sequences.
//!
//! In: labelled letters. Out: a table. Whole numbers in a fixed order throughout, so that every machine makes the same
//! table: a letter is read with the weights so far; where the acts found are not those labelled, the features of the right
//! act gain one and those of the wrong act lose one. The mean of all steps' weights is scaled to the table's bytes.

use std::collections::BTreeMap;

use dafu_letters::acts::act::{Act, COUNT, Scores};
use dafu_letters::acts::clause::{BOUNDARIES, Clause};
use dafu_letters::acts::features::View;
use dafu_letters::acts::path::{self, Transitions};
use dafu_letters::acts::table::Table;

use crate::labelled::Labelled;

/// How often all letters are gone through.
const ROUNDS: usize = 20;
/// Clauses that a feature must stand in to have a weight.
const FEWEST: usize = 8;
/// By how much the right act must be ahead of the others.
const MARGIN: i16 = 150;
/// Greatest weight in the table: so many that the sum of all features of a clause, at most 310, stays in 16 bits.
const GREATEST: i64 = 100;
/// How often all is learned from the beginning, each time in another order; the mean is kept.
const PASSES: u64 = 4;

/// A letter as it is learned from: features as places among all that have weights.
struct Example {
    clauses: Vec<Clause>,
    acts: Vec<Act>,
    features: Vec<Vec<usize>>,
}

/// A weight for each act, and the sum of its past values.
#[derive(Clone, Copy)]
struct Weight {
    now: [i64; COUNT],
    past: [i64; COUNT],
    /// The step up to which `past` holds.
    at: i64,
}

impl Weight {
    const NONE: Weight = Weight { now: [0; COUNT], past: [0; COUNT], at: 0 };

    /// Brings `past` up to `step`.
    fn settle(&mut self, step: i64) {
        for (past, now) in self.past.iter_mut().zip(self.now) {
            *past += now * (step - self.at);
        }
        self.at = step;
    }

    fn change(&mut self, step: i64, act: Act, by: i64) {
        self.settle(step);
        self.now[act as usize] += by;
    }
}

/// Learns from `letters`.
pub fn learn(letters: &[&Labelled]) -> Table {
    let seen: Vec<Vec<Vec<u32>>> = letters.iter().map(|letter| features(letter)).collect();
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for &feature in seen.iter().flatten().flatten() {
        *counts.entry(feature).or_default() += 1;
    }
    let known: Vec<u32> = counts.into_iter().filter(|found| found.1 >= FEWEST).map(|found| found.0).collect();
    let place = |feature: &u32| known.binary_search(feature).ok();
    let examples: Vec<Example> = letters
        .iter()
        .zip(seen)
        .map(|(letter, seen)| Example {
            clauses: letter.clauses.iter().map(|found| found.0).collect(),
            acts: letter.clauses.iter().map(|found| found.1).collect(),
            features: seen.iter().map(|features| features.iter().filter_map(place).collect()).collect(),
        })
        .collect();
    let mut weights = vec![[0; COUNT]; known.len()];
    let mut steps = vec![[0; COUNT]; BOUNDARIES * COUNT];
    for seed in 0..PASSES {
        let (more, further) = pass(&examples, known.len(), seed);
        for (sum, row) in weights.iter_mut().zip(more).chain(steps.iter_mut().zip(further)) {
            sum.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight);
        }
    }
    scaled(&known, &weights, &steps)
}

fn pass(examples: &[Example], count: usize, seed: u64) -> (Vec<[i64; COUNT]>, Vec<[i64; COUNT]>) {
    let mut weights = vec![Weight::NONE; count];
    let mut steps = vec![Weight::NONE; BOUNDARIES * COUNT];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = seed + 7;
    let mut step = 0;
    for _ in 0..ROUNDS {
        shuffle(&mut order, &mut random);
        for &at in &order {
            step += 1;
            correct(&examples[at], &mut weights, &mut steps, step);
        }
    }
    let past = |weight: &mut Weight| {
        weight.settle(step + 1);
        weight.past
    };
    (weights.iter_mut().map(past).collect(), steps.iter_mut().map(past).collect())
}

/// The distinct features of each clause.
fn features(letter: &Labelled) -> Vec<Vec<u32>> {
    let clauses: Vec<Clause> = letter.clauses.iter().map(|found| found.0).collect();
    let view = View::new(&letter.text, clauses, letter.year);
    (0..view.clauses().len())
        .map(|at| {
            let mut all = Vec::new();
            view.each(at, &mut |feature, _| all.push(feature));
            all
        })
        .collect()
}

/// Reads one letter and corrects the weights where it was read wrongly.
fn correct(example: &Example, weights: &mut [Weight], steps: &mut [Weight], step: i64) {
    let scores: Vec<Scores> = example
        .features
        .iter()
        .zip(&example.acts)
        .map(|(features, act)| {
            let mut score = Scores::default();
            score[..COUNT].fill(MARGIN);
            score[*act as usize] = 0;
            for &feature in features {
                score.iter_mut().zip(weights[feature].now).for_each(|(sum, weight)| {
                    *sum = sum.saturating_add(weight.clamp(i16::MIN.into(), i16::MAX.into()) as i16);
                });
            }
            score
        })
        .collect();
    let transitions = transitions(|row, act| steps[row].now[act]);
    let found = path::best(&example.clauses, &scores, &transitions);
    for (at, (&right, &wrong)) in example.acts.iter().zip(&found).enumerate() {
        if right != wrong {
            for &feature in &example.features[at] {
                weights[feature].change(step, right, 1);
                weights[feature].change(step, wrong, -1);
            }
        }
        let Some(before) = at.checked_sub(1) else { continue };
        let (right_before, wrong_before) = (example.acts[before], found[before]);
        if (right, right_before) != (wrong, wrong_before) {
            let row = example.clauses[at].boundary as usize * COUNT;
            steps[row + right_before as usize].change(step, right, 1);
            steps[row + wrong_before as usize].change(step, wrong, -1);
        }
    }
}

/// The transitions that `weight` tells by row, which is boundary and act before, and act.
fn transitions(weight: impl Fn(usize, usize) -> i64) -> Transitions {
    let narrow = |weight: i64| weight.clamp(i16::MIN.into(), i16::MAX.into()) as i16;
    let row = |row: usize| {
        let mut weights = Scores::default();
        (0..COUNT).for_each(|act| weights[act] = narrow(weight(row, act)));
        weights
    };
    std::array::from_fn(|boundary| std::array::from_fn(|before| row(boundary * COUNT + before)))
}

/// The weights in the table's range: the greatest of all becomes the greatest that a byte holds. Rows of noughts go.
fn scaled(known: &[u32], weights: &[[i64; COUNT]], steps: &[[i64; COUNT]]) -> Table {
    let greatest = weights.iter().flatten().map(|weight| weight.abs()).max().unwrap_or(0).max(1);
    let scale = |weight: i64| (2 * weight * GREATEST + greatest * weight.signum()) / (2 * greatest);
    let rows = known
        .iter()
        .zip(weights)
        .map(|(&feature, row)| (feature, row.map(|weight| scale(weight) as i8)))
        .filter(|row| row.1.iter().any(|&weight| weight != 0));
    let rows: Vec<(u32, [i8; COUNT])> = rows.collect();
    Table::new(&rows, &transitions(|row, act| scale(steps[row][act])))
}

/// Another order, the same on every machine.
fn shuffle(order: &mut [usize], random: &mut u64) {
    for last in (1..order.len()).rev() {
        *random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(last, (*random >> 33) as usize % (last + 1));
    }
}
