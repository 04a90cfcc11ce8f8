//! Joins single letters into words by a hidden Markov model: each letter begins a word, ends one, stands inside one or
//! is one, whichever sequence is most probable.
//!
//! In: the letters that the word list left alone. Out: the words of them, as ranges of letters. Only runs of main-block
//! Han go through the model; what stands between them is cut at compounds of ASCII letters and digits. Sums are formed
//! and ties decided in jieba's order; among Han the model hardly knows, its scores are so low that ties are common.

use std::ops::Range;

use crate::segment::blocks::{Character, compound};
use crate::segment::tables::{self, Row};

const BEGIN: usize = 0;
const END: usize = 1;
const MIDDLE: usize = 2;
const SINGLE: usize = 3;
/// Which two states can stand before each. Of two equal ways the one from the second is taken.
const BEFORE: [[usize; 2]; 4] = [[END, SINGLE], [BEGIN, MIDDLE], [BEGIN, MIDDLE], [END, SINGLE]];

/// Buffers for one run of letters.
#[derive(Default)]
pub(crate) struct ViterbiScratch {
    /// For each letter but the first and each state, the state before.
    before: Vec<[u8; 4]>,
    states: Vec<u8>,
}

/// Hands each word of `letters`, which are some of the block `text`, to `emit`.
pub(crate) fn each_word(
    text: &str,
    letters: &[Character],
    scratch: &mut ViterbiScratch,
    emit: &mut dyn FnMut(usize, usize),
) {
    let mut from = 0;
    for run in letters.chunk_by(|a, b| tables::is_modelled(a.char) == tables::is_modelled(b.char)) {
        let to = from + run.len();
        if !tables::is_modelled(run[0].char) {
            each_compound(text, run, &mut |part| emit(from + part.start, from + part.end));
        } else if run.len() == 1 {
            emit(from, to);
        } else {
            label(run, scratch);
            let mut begin = 0;
            for (at, &state) in scratch.states.iter().enumerate() {
                match usize::from(state) {
                    BEGIN => begin = at,
                    END => emit(from + begin, from + at + 1),
                    SINGLE => emit(from + at, from + at + 1),
                    _ => {}
                }
            }
        }
        from = to;
    }
}

/// Compounds, and what stands before, between and after them.
fn each_compound(text: &str, run: &[Character], emit: &mut dyn FnMut(Range<usize>)) {
    let length_at = |at: usize| {
        let letters = &run[at..];
        let ascii = letters.iter().take_while(|letter| letter.char.is_ascii()).count();
        let byte = letters[0].byte as usize;
        compound(&text.as_bytes()[byte..byte + ascii])
    };
    let (mut gap, mut at) = (0, 0);
    while at < run.len() {
        // A compound is ASCII: it has as many letters as bytes.
        let length = if run[at].char.is_ascii_alphanumeric() { length_at(at) } else { 0 };
        if length > 0 {
            if gap < at {
                emit(gap..at);
            }
            emit(at..at + length);
            gap = at + length;
        }
        at += length.max(1);
    }
    if gap < run.len() {
        emit(gap..run.len());
    }
}

/// Leaves the most probable state of each letter in `scratch.states`.
fn label(run: &[Character], scratch: &mut ViterbiScratch) {
    let transitions: [Row; 4] = std::array::from_fn(tables::transitions);
    let ViterbiScratch { before, states } = scratch;
    before.clear();
    let mut scores: Row = [0.0; 4];
    for (at, letter) in run.iter().enumerate() {
        let emission = tables::emission(letter.char);
        if at == 0 {
            let start = tables::start();
            scores = std::array::from_fn(|state| start[state] + emission[state]);
            before.push([0; 4]);
            continue;
        }
        let mut from = [0; 4];
        scores = std::array::from_fn(|state| {
            let [a, b] = BEFORE[state];
            let score_a = scores[a] + transitions[a][state] + emission[state];
            let score_b = scores[b] + transitions[b][state] + emission[state];
            let (score, previous) = if score_a > score_b { (score_a, a) } else { (score_b, b) };
            from[state] = previous as u8;
            score
        });
        before.push(from);
    }
    // A run can only end with a word's end.
    let mut state = if scores[END] > scores[SINGLE] { END } else { SINGLE } as u8;
    states.clear();
    for from in before.iter().rev() {
        states.push(state);
        state = from[usize::from(state)];
    }
    states.reverse();
}
