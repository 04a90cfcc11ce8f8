//! What the body does, character by character: the parser against labels of acts, or against outlines.
//!
//! In: for every character that is no white space the kind that people gave it and the kind that was read. Out: counts. A
//! run of next steps is found when half of its characters were read as next steps; one that was read is right when half of
//! its characters are; refusals and problems alike, together. A frame line leaks when half of it was read as body, a body
//! line is lost when half of it was read as frame.

use std::fmt;

use dafu_letters::acts::act::Act;
use dafu_letters::reply::kind_of_act;
use dafu_letters::reply::model::{BlockKind, Reply, Tier};
use dafu_letters::text::Text;

use crate::labelled::Labelled;
use crate::score::{Rate, Runs};

/// The kinds of a letter's characters, white space left out, and where its lines end.
#[derive(Debug, Default)]
pub struct Characters {
    /// As people labelled them.
    pub gold: Vec<BlockKind>,
    /// As they were read.
    pub read: Vec<BlockKind>,
    /// One past the last character of each line.
    pub lines: Vec<usize>,
}

/// Counts over letters.
#[derive(Clone, Copy, Debug, Default)]
pub struct Roles {
    /// Characters of the body with their kind.
    pub kinds: Rate,
    /// Characters of the body with their tier.
    pub tiers: Rate,
    /// Runs of next steps.
    pub next_steps: Runs,
    /// Runs of refusals and problems.
    pub declined: Runs,
    /// Frame lines, those read as body being right here.
    pub leak: Rate,
    /// Body lines, those read as frame being right here.
    pub lost: Rate,
    /// Pieces that the letters were cut into.
    pub pieces: usize,
}

/// The characters of a labelled letter, read from its text.
pub fn of_labelled(letter: &Labelled) -> (Characters, Reply) {
    let text = dafu_letters::extract::extract(letter.source.as_bytes()).map(|found| found.text);
    let text = text.unwrap_or_else(|error| panic!("{}: {error}", letter.name));
    let reply = dafu_letters::reply::parse(&text);
    let read = kinds(&text, &reply);
    let mut characters = Characters::default();
    for (at, c) in letter.source.char_indices() {
        if c == '\n' {
            characters.lines.push(characters.gold.len());
        } else if !c.is_whitespace() {
            let mark = letter.marks.partition_point(|mark| mark.0 <= at);
            let act = mark.checked_sub(1).map_or(Act::Frame, |mark| letter.marks[mark].1);
            characters.gold.push(kind_of_act(act).unwrap_or(BlockKind::Furniture));
        }
    }
    characters.read = aligned(&letter.source, &text, &read);
    (characters, reply)
}

/// Kinds of the characters of `text` that are no white space.
pub fn kinds(text: &Text, reply: &Reply) -> Vec<BlockKind> {
    let count = |s: &str| s.chars().filter(|c| !c.is_whitespace()).count();
    let pieces = reply.pieces.iter();
    pieces.flat_map(|piece| std::iter::repeat_n(piece.kind, count(text.slice(piece.span)))).collect()
}

/// The kinds of `text`'s characters, set beside those of `source`; what the reader dropped is frame.
fn aligned(source: &str, text: &Text, kinds: &[BlockKind]) -> Vec<BlockKind> {
    let written: Vec<char> = text.as_str().chars().filter(|c| !c.is_whitespace()).collect();
    let mut at = 0;
    let mut aligned = Vec::new();
    for c in source.chars().filter(|c| !c.is_whitespace()) {
        let ahead = written[at..].iter().take(200).position(|&found| found == c);
        match ahead {
            Some(0) => {
                aligned.push(kinds[at]);
                at += 1;
            }
            _ => aligned.push(BlockKind::Furniture),
        }
    }
    aligned
}

impl Roles {
    /// Adds a letter.
    pub fn letter(&mut self, characters: &Characters) {
        let Characters { gold, read, lines } = characters;
        assert_eq!(gold.len(), read.len());
        for (gold, read) in gold.iter().zip(read).filter(|pair| pair.0.tier() != Tier::Frame) {
            self.kinds.add(gold == read, 1);
            self.tiers.add(gold.tier() == read.tier(), 1);
        }
        let next_steps = |kind: BlockKind| kind == BlockKind::NextSteps;
        let declined = |kind: BlockKind| matches!(kind, BlockKind::Explanation | BlockKind::Problems);
        for (runs, of) in [
            (&mut self.next_steps, &next_steps as &dyn Fn(BlockKind) -> bool),
            (&mut self.declined, &declined),
        ] {
            share(gold, read, of, &mut runs.recall);
            share(read, gold, of, &mut runs.precision);
        }
        let mut from = 0;
        for &to in lines {
            let frame = |kinds: &[BlockKind]| kinds.iter().filter(|kind| kind.is_frame()).count();
            let (whole, gold, read) = (to - from, frame(&gold[from..to]), frame(&read[from..to]));
            if whole > 0 && gold == whole {
                self.leak.add(2 * read < whole, 1);
            } else if gold == 0 && whole > 0 {
                self.lost.add(2 * read > whole, 1);
            }
            from = to;
        }
    }
}

impl fmt::Display for Roles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.rows().into_iter().try_for_each(|(name, rate)| writeln!(f, "{name:<26} {rate}"))
    }
}

/// Reads `letters` from their texts; `show` is given each with its characters.
pub fn read<'a>(
    letters: impl IntoIterator<Item = &'a Labelled>,
    mut show: impl FnMut(&Labelled, &Characters),
) -> Roles {
    let mut roles = Roles::default();
    for letter in letters {
        let (characters, reply) = of_labelled(letter);
        roles.pieces += reply.pieces.len();
        roles.letter(&characters);
        show(letter, &characters);
    }
    roles
}

/// The runs of a kind in `these`, right where half of their characters are of it in `those`, too.
fn share(these: &[BlockKind], those: &[BlockKind], of: &dyn Fn(BlockKind) -> bool, rate: &mut Rate) {
    let mut at = 0;
    while at < these.len() {
        let run = these[at..].iter().take_while(|kind| of(**kind)).count();
        if run > 0 {
            let same = those[at..at + run].iter().filter(|kind| of(**kind)).count();
            rate.add(2 * same >= run, 1);
        }
        at += run.max(1);
    }
}

impl Roles {
    /// The rows of a table, with their names.
    pub fn rows(&self) -> [(&'static str, Rate); 8] {
        [
            ("acts by characters", self.kinds),
            ("tiers by characters", self.tiers),
            ("next steps found", self.next_steps.recall),
            ("next steps right", self.next_steps.precision),
            ("refusals, problems found", self.declined.recall),
            ("refusals, problems right", self.declined.precision),
            ("frame lines leaked", self.leak),
            ("body lines lost", self.lost),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_found_when_half_of_it_is() {
        let (p, w) = (BlockKind::NextSteps, BlockKind::Measures);
        let mut rate = Rate::default();
        share(&[p, p, w, p], &[w, p, w, w], &|kind| kind == p, &mut rate);
        assert_eq!(rate, Rate { right: 1, all: 2 });
    }
}
