//! The most probable way through a block by the words of the list.
//!
//! In: the letters of a block. Out: at each letter, the length of the word to take and which lengths are words at all.
//! The block is walked once, from its end: what is best from a letter onwards depends only on what follows. Sums and
//! ties are jieba's: a word's weight is added to that of the way after it, and of two equal ways the one whose first
//! word is longer is taken.

use crate::segment::blocks::Character;
use crate::segment::tables;
use crate::segment::trie::Node;

/// What is known at one letter.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    /// Logarithm of the probability of the best way to the block's end.
    weight: f64,
    /// Bit n − 1: the n letters from here are a word of the list.
    words: u32,
    /// Letters of the word the best way takes, at least 1.
    length: u32,
    /// This letter and the next in the word list.
    pair: Node,
}

impl Step {
    /// The step after the last letter.
    const END: Self = Self { weight: 0.0, words: 0, length: 1, pair: Node::NOWHERE };

    /// Letters of the word the best way takes, at least 1.
    pub fn length(self) -> usize {
        self.length as usize
    }

    /// Whether the next `length` letters, at least 1, are a word of the list.
    pub fn lists(self, length: usize) -> bool {
        length <= u32::BITS as usize && self.words & bit(length) != 0
    }
}

/// The bit of a word of `length` letters; build/words.rs lets no word in that is longer than 32.
fn bit(length: usize) -> u32 {
    1u32.wrapping_shl(length as u32 - 1)
}

/// Fills `steps` for each of `letters`, and one for the end.
pub(crate) fn find(letters: &[Character], steps: &mut Vec<Step>) {
    steps.clear();
    // All pairs are looked up first: these loads do not wait for each other, as they would within the walks.
    steps.extend(
        letters.windows(2).map(|two| Step { pair: Node::pair(two[0].code, two[1].code), ..Step::END }),
    );
    steps.resize(letters.len() + 1, Step::END);
    for at in (0..letters.len()).rev() {
        steps[at] = best(&letters[at..], &steps[at..]);
    }
}

/// The step at the first of `letters`; those at the others are known.
fn best(letters: &[Character], steps: &[Step]) -> Step {
    let mut best = Step { weight: f64::NEG_INFINITY, words: 0, length: 0, pair: steps[0].pair };
    let mut node = Node::first(letters[0].code);
    let mut length = 1;
    while node.exists() {
        if node.word() != 0 {
            let weight = tables::weight(node.word()) + steps[length].weight;
            best.words |= bit(length);
            if weight >= best.weight {
                best.weight = weight;
                best.length = length as u32;
            }
        }
        node = match letters.get(length) {
            Some(_) if length == 1 => best.pair,
            Some(letter) => node.then(letter.code),
            None => break,
        };
        length += 1;
    }
    if best.length == 0 {
        // No word begins here: the letter counts as a word of frequency 1.
        best.weight = tables::weight(tables::ONCE) + steps[1].weight;
        best.length = 1;
    }
    best
}
