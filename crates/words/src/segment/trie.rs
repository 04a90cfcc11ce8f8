//! Walks the word list one character after the other.
//!
//! In: character codes. Out: whether the characters so far are a word, and the number of its weight. [`layout`] says
//! how the list is laid out. A character that does not go on is met at most steps of a text, so it is told from a
//! small set or filter where possible: a look at a distant slot costs more than all else.

use crate::segment::{layout, tables};

/// The characters walked so far.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    at: u32,
    slot: u64,
}

impl Node {
    /// Where no word of the list goes on.
    pub const NOWHERE: Self = Self { at: 0, slot: 0 };

    /// The node of a first character.
    pub fn first(code: u16) -> Self {
        Self::child(0, u32::from(code))
    }

    /// The node of two characters.
    pub fn pair(first: u16, second: u16) -> Self {
        if tables::may_begin(first, second) { Self::first(first).then(second) } else { Self::NOWHERE }
    }

    /// The node after one more character.
    pub fn then(self, code: u16) -> Self {
        if layout::may_follow(self.slot, code) {
            Self::child(self.at, layout::base(self.slot) + u32::from(code))
        } else {
            Self::NOWHERE
        }
    }

    /// Number of the weight if the characters are a word, else 0.
    pub fn word(self) -> u16 {
        layout::word(self.slot)
    }

    /// Whether some word begins with the characters.
    pub fn exists(self) -> bool {
        self.slot != 0
    }

    fn child(parent: u32, at: u32) -> Self {
        match tables::slot(at) {
            Some(slot) if layout::parent(slot) == parent => Self { at, slot },
            _ => Self::NOWHERE,
        }
    }
}
