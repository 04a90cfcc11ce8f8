//! Segments text into Chinese words by jieba's rules, from tables that are part of the executable.
//!
//! In: any text. Out: its tokens in order, which together are the text; in [`Mode::Search`] also the shorter words
//! inside each, before it. Tokens equal those of jieba-rs 0.11 with its model on, to the letter: that crate is the
//! oracle of the tests (`oracle`). The tables are made from its word list when dafu is built, so they can be neither
//! missing nor damaged at run time, and there is nothing to fall back to.
//!
//! Deliberately absent: loading (the tables are read where they lie), words added by a user, parts of speech. Only a
//! text with a million characters and no sign between them is cut where jieba would not, to keep memory within bounds.
//!
//! [`blocks`] cuts the text where no word can go on, [`route`] finds the most probable words of a block in the
//! [`trie`], [`viterbi`] joins the characters that were left alone into words nobody listed.

mod blocks;
#[allow(dead_code, reason = "what writes the tables is used by build.rs")]
mod layout;
#[cfg(test)]
mod oracle;
mod route;
pub(crate) mod tables;
mod token;
mod trie;
mod viterbi;

use std::cell::Cell;

pub(crate) use token::Token;

use blocks::{Block, Character};
use route::Step;

/// Which tokens are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Words that follow each other without overlap.
    Plain,
    /// The same, each after the shorter words inside it.
    Search,
}

/// Hands each token of `text` to `emit`.
pub(crate) fn each_token<'t>(text: &'t str, mode: Mode, emit: &mut dyn FnMut(Token<'t>)) {
    // Taken, not borrowed: an `emit` that segments on its own finds empty buffers.
    let mut scratch = SCRATCH.take();
    let SegmentScratch { letters, steps, viterbi } = &mut scratch;
    let (mut rest, mut start) = (text, 0);
    while let Some((block, piece)) = blocks::next(rest, letters) {
        rest = &rest[piece.len()..];
        match block {
            Block::Words => {
                route::find(letters, steps);
                let found = Found { text: piece, start, letters, steps };
                found.each_word(viterbi, &mut |from, to| match mode {
                    Mode::Plain => emit(found.token(from, to)),
                    Mode::Search => found.each_within(from, to, emit),
                });
                start += letters.len() as u32;
            }
            Block::Other { characters } => {
                emit(Token { text: piece, start, end: start + characters });
                start += characters;
            }
        }
    }
    scratch.shrink();
    SCRATCH.set(scratch);
}

/// Buffers that are used again for each block of each text.
#[derive(Default)]
struct SegmentScratch {
    letters: Vec<Character>,
    steps: Vec<Step>,
    viterbi: viterbi::ViterbiScratch,
}

impl SegmentScratch {
    /// Lets the memory go that one enormous block took.
    fn shrink(&mut self) {
        const KEPT: usize = 1 << 16;
        if self.letters.capacity() > KEPT {
            *self = Self::default();
        }
    }
}

thread_local! {
    static SCRATCH: Cell<SegmentScratch> = Cell::default();
}

/// A block with its best route. Positions are letters of the block.
struct Found<'t, 's> {
    text: &'t str,
    /// Offset of the block in the text, in characters.
    start: u32,
    letters: &'s [Character],
    steps: &'s [Step],
}

impl<'t> Found<'t, '_> {
    /// The words of the route from left to right, single letters joined by the model.
    fn each_word(&self, scratch: &mut viterbi::ViterbiScratch, emit: &mut dyn FnMut(usize, usize)) {
        let end = self.letters.len();
        let (mut at, mut alone) = (0, 0);
        while at < end {
            let next = at + self.steps[at].length();
            if next - at > 1 {
                self.join(alone, at, scratch, emit);
                emit(at, next);
                alone = next;
            }
            at = next;
        }
        self.join(alone, end, scratch, emit);
    }

    /// The words of a run of letters that the route left alone. A run that is itself a listed word stays apart: the
    /// route has judged it less probable than its letters.
    fn join(
        &self,
        from: usize,
        to: usize,
        scratch: &mut viterbi::ViterbiScratch,
        emit: &mut dyn FnMut(usize, usize),
    ) {
        if to - from > 1 && !self.listed(from, to) {
            viterbi::each_word(self.text, &self.letters[from..to], scratch, &mut |a, b| {
                emit(from + a, from + b)
            });
        } else {
            (from..to).for_each(|at| emit(at, at + 1));
        }
    }

    /// The shorter words inside a word, then the word itself.
    fn each_within(&self, from: usize, to: usize, emit: &mut dyn FnMut(Token<'t>)) {
        let token = self.token(from, to);
        if self.letters[from..to].iter().any(|letter| blocks::is_connector(letter.char)) {
            blocks::each_part(token, emit);
        }
        for length in [2, 3] {
            if to - from > length {
                (from..=to - length)
                    .filter(|&at| self.listed(at, at + length))
                    .for_each(|at| emit(self.token(at, at + length)));
            }
        }
        emit(token);
    }

    fn listed(&self, from: usize, to: usize) -> bool {
        self.steps[from].lists(to - from)
    }

    fn token(&self, from: usize, to: usize) -> Token<'t> {
        let byte = |at: usize| self.letters.get(at).map_or(self.text.len(), |letter| letter.byte as usize);
        Token {
            text: &self.text[byte(from)..byte(to)],
            start: self.start + from as u32,
            end: self.start + to as u32,
        }
    }
}
