//! How the word list is laid out in its tables; build.rs includes this file to write what [`super::trie`] reads.
//!
//! The list is a double array over character codes. A slot is 64 bits: 0–20 base, 21–41 the parent's slot, 42–49 a
//! filter with bit c % 8 set for each code c that follows, 50–63 the number of the word's weight, 0 if the characters
//! so far are no word. A child stands at its parent's base plus its code. The root is slot 0 with base 0, so a first
//! character stands at its own code. Uses nothing of the crate.

/// Slots, and so bases, are numbered below this.
pub const SLOTS: u32 = 1 << 21;
/// Weights are numbered below this.
pub const WEIGHTS: u16 = 1 << 14;
/// Length in bits of the set of pairs; two of three pairs of neighbours in a text begin no word.
pub const PAIRS: usize = 1 << 20;

/// A slot from its parts, each below its limit.
pub fn slot(base: u32, parent: u32, filter: u8, word: u16) -> u64 {
    u64::from(base) | u64::from(parent) << 21 | u64::from(filter) << 42 | u64::from(word) << 50
}

/// What a child's code is added to.
pub fn base(slot: u64) -> u32 {
    slot as u32 & (SLOTS - 1)
}

/// The slot of the parent.
pub fn parent(slot: u64) -> u32 {
    (slot >> 21) as u32 & (SLOTS - 1)
}

/// Whether `code` may follow; if not, it does not.
pub fn may_follow(slot: u64, code: u16) -> bool {
    (slot >> 42) as u8 & filter_bit(code) != 0
}

/// Number of the word's weight, 0 if there is no word.
pub fn word(slot: u64) -> u16 {
    (slot >> 50) as u16
}

/// The filter's bit of a code that follows.
pub fn filter_bit(code: u16) -> u8 {
    1 << (code % 8)
}

/// Where the first two codes of a word stand in the set of pairs: number of the byte and its bit.
pub fn pair(first: u16, second: u16) -> (usize, u8) {
    let hash = (u32::from(first) << 16 | u32::from(second)).wrapping_mul(0x9E37_79B1);
    let bit = (hash >> (u32::BITS - PAIRS.trailing_zeros())) as usize;
    (bit / 8, 1 << (bit % 8))
}
