//! Weights learned from labelled letters: a conditional random field over a letter's clauses (Lafferty, McCallum and
//! Pereira 2001).
//!
//! In: labelled letters. Out: a table. Letter by letter the weights move along the gradient of the labels' likelihood,
//! each at a rate of its own (AdaGrad); weights decay, and a share of the features is left out at every look (dropout), so
//! that no single word decides. The mean of several passes is scaled to the table's bytes. The letters come in a fixed
//! order and the logarithms are those of libm, so that every machine makes the same table.

use std::collections::BTreeMap;

use dafu_letters::acts::act::{Act, COUNT, Scores};
use dafu_letters::acts::clause::{BOUNDARIES, Clause};
use dafu_letters::acts::features::View;
use dafu_letters::acts::path::Transitions;
use dafu_letters::acts::table::Table;

use crate::labelled::Labelled;

/// How often all letters are gone through.
const ROUNDS: usize = 20;
/// Clauses that a feature must stand in to have a weight.
const FEWEST: usize = 8;
/// How far a weight moves at its first step.
const RATE: f64 = 0.05;
/// By which part of itself a weight decays at each step.
const DECAY: f64 = 0.002;
/// Which share of a clause's features is left out at each look.
const DROPPED: f64 = 0.4;
/// How much likelier than it looks a refusal or a problem must become: they are few, and a missed one stays hidden.
const LEAN: f64 = 0.3;
/// Where the sum of squared gradients begins.
const SQUARES: f64 = 0.1;
/// Greatest weight in the table: so many that the sum of all features of a clause, at most 360, stays in 16 bits.
const GREATEST: f64 = 90.0;
/// How often all is learned from the beginning, each time in another order; the mean is kept.
const PASSES: u64 = 2;
/// Where the orders begin.
const SEED: u64 = 7;

/// A number for each act.
type Row = [f64; COUNT];

/// A letter as it is learned from: features as places among all that have weights.
struct Example {
    /// Its place among the letters.
    letter: usize,
    clauses: Vec<Clause>,
    acts: Vec<Act>,
    features: Vec<Vec<usize>>,
}

/// Weights for each act, and the squares of the gradients that they followed.
#[derive(Clone, Copy)]
struct Weight {
    value: Row,
    squares: Row,
}

impl Weight {
    const NONE: Weight = Weight { value: [0.0; COUNT], squares: [SQUARES; COUNT] };

    /// Follows a gradient.
    fn follow(&mut self, gradient: &Row, scale: f64) {
        for ((value, squares), gradient) in self.value.iter_mut().zip(&mut self.squares).zip(gradient) {
            let slope = gradient * scale - DECAY * *value;
            *squares += slope * slope;
            *value += RATE * slope / squares.sqrt();
        }
    }
}

/// What is learned.
struct Field {
    weights: Vec<Weight>,
    /// By boundary and act before, for each act.
    steps: Vec<Weight>,
}

/// Learns from `letters`.
pub fn learn(letters: &[&Labelled]) -> Table {
    let (known, examples) = examples(letters);
    let examples: Vec<&Example> = examples.iter().collect();
    let fields: Vec<Field> =
        (0..PASSES).map(|number| pass(&examples, known.len(), Random(SEED + number))).collect();
    let sums = |of: fn(&Field) -> &[Weight]| -> Vec<Row> {
        let sum =
            |at: usize| std::array::from_fn(|act| fields.iter().map(|field| of(field)[at].value[act]).sum());
        (0..of(&fields[0]).len()).map(sum).collect()
    };
    scaled(&known, &sums(|field| &field.weights), &sums(|field| &field.steps))
}

/// The features that have weights, and the letters in their terms.
fn examples(letters: &[&Labelled]) -> (Vec<u32>, Vec<Example>) {
    let seen: Vec<Vec<Vec<u32>>> = letters.iter().map(|letter| features(letter)).collect();
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for &feature in seen.iter().flatten().flatten() {
        *counts.entry(feature).or_default() += 1;
    }
    let known: Vec<u32> = counts.into_iter().filter(|found| found.1 >= FEWEST).map(|found| found.0).collect();
    let place = |feature: &u32| known.binary_search(feature).ok();
    let examples = letters.iter().zip(seen).enumerate().map(|(at, (letter, seen))| Example {
        letter: at,
        clauses: letter.clauses.iter().map(|found| found.0).collect(),
        acts: letter.clauses.iter().map(|found| found.1).collect(),
        features: seen.iter().map(|features| features.iter().filter_map(place).collect()).collect(),
    });
    let examples = examples.filter(|example| !example.clauses.is_empty()).collect();
    (known, examples)
}

/// The distinct features of each clause.
fn features(letter: &Labelled) -> Vec<Vec<u32>> {
    let clauses: Vec<Clause> = letter.clauses.iter().map(|found| found.0).collect();
    let view = View::new(&letter.text, clauses, letter.written);
    (0..view.clauses().len())
        .map(|at| {
            let mut all = Vec::new();
            view.each(at, &mut |feature, _| all.push(feature));
            all.sort_unstable();
            all.dedup();
            all
        })
        .collect()
}

fn pass(examples: &[&Example], count: usize, mut random: Random) -> Field {
    let mut field =
        Field { weights: vec![Weight::NONE; count], steps: vec![Weight::NONE; BOUNDARIES * COUNT] };
    let mut order: Vec<usize> = (0..examples.len()).collect();
    for _ in 0..ROUNDS {
        random.shuffle(&mut order);
        for &at in &order {
            let example = examples[at];
            let looked_at: Vec<Vec<usize>> = example
                .features
                .iter()
                .map(|features| features.iter().copied().filter(|_| random.share() >= DROPPED).collect())
                .collect();
            field.follow(example, &looked_at);
        }
    }
    field
}

impl Field {
    /// Moves the weights along the gradient of one letter.
    fn follow(&mut self, example: &Example, looked_at: &[Vec<usize>]) {
        // As if all features had been there.
        let scale = 1.0 / (1.0 - DROPPED);
        let mut scores: Vec<Row> = looked_at.iter().map(|features| self.score(features, scale)).collect();
        for (score, act) in scores.iter_mut().zip(&example.acts) {
            if matches!(act, Act::Refusal | Act::Problem) {
                score[*act as usize] -= LEAN;
            }
        }
        let Marginals { acts, steps } = self.marginals(&example.clauses, &scores);
        for (at, features) in looked_at.iter().enumerate() {
            let mut gradient = acts[at].map(|likelihood| -likelihood);
            gradient[example.acts[at] as usize] += 1.0;
            features.iter().for_each(|&feature| self.weights[feature].follow(&gradient, scale));
        }
        let mut gradients = steps;
        for (pair, clause) in example.acts.windows(2).zip(&example.clauses[1..]) {
            gradients[row(clause, pair[0] as usize)][pair[1] as usize] += 1.0;
        }
        for (weight, gradient) in self.steps.iter_mut().zip(&gradients) {
            if gradient.iter().any(|&slope| slope != 0.0) {
                weight.follow(gradient, 1.0);
            }
        }
    }

    /// What the acts of a clause with these features are worth, before its neighbours are looked at.
    fn score(&self, features: &[usize], scale: f64) -> Row {
        let mut sums = [0.0; COUNT];
        features.iter().for_each(|&feature| add(&mut sums, &self.weights[feature].value));
        sums.map(|sum| sum * scale)
    }

    /// How likely each act is, by going through the letter forward and backward.
    fn marginals(&self, clauses: &[Clause], scores: &[Row]) -> Marginals {
        let step = |clause: &Clause, before: usize| &self.steps[row(clause, before)].value;
        let mut forward = vec![scores[0]];
        for (clause, score) in clauses.iter().zip(scores).skip(1) {
            let last = forward[forward.len() - 1];
            let from =
                |act: usize| log_sum(&std::array::from_fn(|before| last[before] + step(clause, before)[act]));
            forward.push(std::array::from_fn(|act| score[act] + from(act)));
        }
        let mut backward = vec![[0.0; COUNT]; clauses.len()];
        for at in (1..clauses.len()).rev() {
            let mut ahead = backward[at];
            add(&mut ahead, &scores[at]);
            backward[at - 1] = std::array::from_fn(|before| {
                let mut to = ahead;
                add(&mut to, step(&clauses[at], before));
                log_sum(&to)
            });
        }
        let whole = log_sum(&forward[forward.len() - 1]);
        let likelihood = |log: f64| libm::exp(log - whole);
        let acts = forward.iter().zip(&backward);
        let acts = acts.map(|(f, b)| std::array::from_fn(|act| likelihood(f[act] + b[act]))).collect();
        let mut steps = vec![[0.0; COUNT]; self.steps.len()];
        for at in 1..clauses.len() {
            for before in 0..COUNT {
                let sums = &mut steps[row(&clauses[at], before)];
                for (act, sum) in sums.iter_mut().enumerate() {
                    let here = step(&clauses[at], before)[act] + scores[at][act] + backward[at][act];
                    *sum -= likelihood(forward[at - 1][before] + here);
                }
            }
        }
        Marginals { acts, steps }
    }
}

/// How likely acts are.
struct Marginals {
    /// By clause.
    acts: Vec<Row>,
    /// How often each step is to be expected, negative, in the order of the field's steps.
    steps: Vec<Row>,
}

/// Where the weights of what follows `before` over this clause's boundary stand.
fn row(clause: &Clause, before: usize) -> usize {
    clause.boundary as usize * COUNT + before
}

fn add(sums: &mut Row, row: &Row) {
    sums.iter_mut().zip(row).for_each(|(sum, number)| *sum += number);
}

/// The logarithm of the sum of what these are logarithms of.
fn log_sum(row: &Row) -> f64 {
    let most = row.iter().copied().fold(f64::MIN, f64::max);
    most + libm::log(row.iter().map(|log| libm::exp(log - most)).sum())
}

/// The weights in the table's range: the greatest of all becomes the greatest that a byte holds. Rows of noughts go.
fn scaled(known: &[u32], weights: &[Row], steps: &[Row]) -> Table {
    let greatest = weights.iter().flatten().fold(f64::MIN_POSITIVE, |most, weight| weight.abs().max(most));
    let scale = |weight: f64| (weight * GREATEST / greatest).round();
    let rows: Vec<(u32, [i8; COUNT])> = known
        .iter()
        .zip(weights)
        .map(|(&feature, row)| (feature, row.map(|weight| scale(weight) as i8)))
        .filter(|row| row.1.iter().any(|&weight| weight != 0))
        .collect();
    let transition = |at: usize| {
        let mut weights = Scores::default();
        weights.iter_mut().zip(steps[at]).for_each(|(weight, step)| *weight = scale(step) as i16);
        weights
    };
    let transitions: Transitions =
        std::array::from_fn(|boundary| std::array::from_fn(|before| transition(boundary * COUNT + before)));
    Table::new(&rows, &transitions)
}

/// Numbers that look random and are the same on every machine.
struct Random(u64);

impl Random {
    /// A number of 31 bits.
    fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as u32
    }

    /// A number from 0 up to 1.
    fn share(&mut self) -> f64 {
        f64::from(self.next()) / f64::from(1u32 << 31)
    }

    /// Another order.
    fn shuffle(&mut self, order: &mut [usize]) {
        for last in (1..order.len()).rev() {
            order.swap(last, self.next() as usize % (last + 1));
        }
    }
}

/// A label that a reading which did not learn from its letter finds unlikely.
pub struct Doubt {
    /// The letter's place among those given.
    pub letter: usize,
    /// The clause's.
    pub clause: usize,
    /// How likely the label is.
    pub likelihood: f64,
    /// What is likeliest.
    pub likeliest: Act,
}

/// Labels of `letters` that look wrong: what is learned from four fifths of them finds them less likely than `below`.
pub fn doubts(letters: &[&Labelled], below: f64) -> Vec<Doubt> {
    const FOLDS: usize = 5;
    let (known, examples) = examples(letters);
    let mut doubts = Vec::new();
    for fold in 0..FOLDS {
        let learned = examples.iter().filter(|example| example.letter % FOLDS != fold);
        let field = pass(&learned.collect::<Vec<_>>(), known.len(), Random(SEED));
        for example in examples.iter().filter(|example| example.letter % FOLDS == fold) {
            let scores: Vec<Row> =
                example.features.iter().map(|features| field.score(features, 1.0)).collect();
            let marginals = field.marginals(&example.clauses, &scores).acts;
            for (clause, (row, &act)) in marginals.iter().zip(&example.acts).enumerate() {
                let likelihood = row[act as usize];
                let best = (0..COUNT).fold(0, |best, act| if row[act] > row[best] { act } else { best });
                if likelihood < below {
                    doubts.push(Doubt {
                        letter: example.letter,
                        clause,
                        likelihood,
                        likeliest: Act::of_number(best),
                    });
                }
            }
        }
    }
    doubts.sort_by_key(|doubt| (doubt.letter, doubt.clause));
    doubts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_letters_say_is_learned_and_a_label_against_it_is_doubted() {
        let letter = |name: &str, second: char| {
            Labelled::read(
                name,
                &format!("{{W}}我局已修好路面。\n{{{second}}}我局将架好桥梁。\n{{W}}我局已修好水渠。"),
            )
            .unwrap()
        };
        let mut letters: Vec<Labelled> = (0..30).map(|at| letter(&at.to_string(), 'P')).collect();
        letters.push(letter("wrong", 'W'));
        let all: Vec<&Labelled> = letters.iter().collect();
        let table = learn(&all[..30]);
        assert_eq!(table, learn(&all[..30]));
        let clauses = letters[30].clauses.iter().map(|found| found.0).collect();
        let reading = dafu_letters::acts::read_with(&letters[30].text, clauses, None, |_, _| 0, &table);
        assert_eq!(reading.acts(), [Act::Done, Act::Promise, Act::Done]);
        let doubts = doubts(&all, 0.1);
        let found: Vec<_> =
            doubts.iter().map(|doubt| (doubt.letter, doubt.clause, doubt.likeliest)).collect();
        assert_eq!(found, [(30, 1, Act::Promise)]);
    }

    #[test]
    fn likelihoods_are_those_of_all_sequences() {
        let letter =
            Labelled::read("a", "{W}我局已修好路面，{P}我局将架好桥梁。\n{D}水渠还没有修好。").unwrap();
        let clauses: Vec<Clause> = letter.clauses.iter().map(|found| found.0).collect();
        let mut random = Random(3);
        let mut row = || std::array::from_fn(|_| 2.0 * random.share() - 1.0);
        let scores: Vec<Row> = (0..3).map(|_| row()).collect();
        let steps = (0..BOUNDARIES * COUNT).map(|_| Weight { value: row(), ..Weight::NONE }).collect();
        let field = Field { weights: Vec::new(), steps };
        let mut sums = [[0.0; COUNT]; 3];
        let mut whole = 0.0;
        for number in 0..COUNT.pow(3) {
            let acts = [number / (COUNT * COUNT), number / COUNT % COUNT, number % COUNT];
            let mut log: f64 = acts.iter().zip(&scores).map(|(&act, score)| score[act]).sum();
            for at in 1..3 {
                log += field.steps[super::row(&clauses[at], acts[at - 1])].value[acts[at]];
            }
            whole += log.exp();
            acts.iter().zip(&mut sums).for_each(|(&act, sums)| sums[act] += log.exp());
        }
        let found = field.marginals(&clauses, &scores).acts;
        for (found, sums) in found.iter().flatten().zip(sums.iter().flatten()) {
            assert!((found - sums / whole).abs() < 1e-9, "{found} {}", sums / whole);
        }
    }
}
