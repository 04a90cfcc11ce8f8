//! The word list and the model as flat tables in the executable, read where they lie.
//!
//! In: a character, a code, a number. Out: what the table holds for it. build/words.rs makes the tables and documents
//! each; the operating system maps a page of them when it is first read, so they cost nothing to open.

use crate::segment::layout;

/// Identifies the word list and the model: the BLAKE3 hash of jieba's `dict.txt` followed by its `hmm.model`. With the
/// same hash, a text has the same words.
pub(crate) const DICTIONARY_HASH: &str = "9bddf33d61707c2eced9b9e72457f581c914ac60f44a9ca4316ab31268d6f439";

/// Number of the weight of a word of frequency 1.
pub(crate) const ONCE: u16 = 0;

/// Four scores: of the states begin, end, middle and single.
pub(crate) type Row = [f64; 4];

/// Rows before those of the characters: the start, the four states, and the row of characters never seen.
const STATES: usize = 1;
const NEVER_SEEN: u16 = 5;
/// The first and the last character of the model.
const MODELLED: (char, char) = ('\u{4E00}', '\u{9FD5}');

/// Keeps a table on a cache line's boundary, so that no number straddles two.
#[repr(C, align(64))]
struct Aligned<T>(T);

macro_rules! table {
    ($name:ident, $file:literal) => {
        static $name: Aligned<[u8; include_bytes!(concat!(env!("OUT_DIR"), "/", $file)).len()]> =
            Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/", $file)));
    };
}

table!(CODES, "codes.bin");
table!(PAIRS, "pairs.bin");
table!(SLOTS, "slots.bin");
table!(WEIGHTS, "weights.bin");
table!(ROWS, "rows.bin");
table!(ROWS_OF, "rows_of.bin");

/// The code of a character in the word list, 0 if no word has it.
pub(crate) fn code(c: char) -> u16 {
    CODES.0.as_chunks().0.get(c as usize).map_or(0, |&code| u16::from_le_bytes(code))
}

/// Whether some word may begin with the two codes; if not, none does.
pub(crate) fn may_begin(first: u16, second: u16) -> bool {
    let (byte, bit) = layout::pair(first, second);
    PAIRS.0.get(byte).is_some_and(|byte| byte & bit != 0)
}

/// A slot of the word list.
pub(crate) fn slot(number: u32) -> Option<u64> {
    SLOTS.0.as_chunks().0.get(number as usize).map(|&slot| u64::from_le_bytes(slot))
}

/// A word's weight: ln(frequency) − ln(sum of all frequencies).
pub(crate) fn weight(number: u16) -> f64 {
    let weight = WEIGHTS.0.as_chunks().0.get(usize::from(number));
    weight.map_or(f64::NEG_INFINITY, |&weight| f64::from_le_bytes(weight))
}

/// Whether the model is asked about a character.
pub(crate) fn is_modelled(c: char) -> bool {
    MODELLED.0 <= c && c <= MODELLED.1
}

/// Scores of the first letter's states.
pub(crate) fn start() -> Row {
    row(0)
}

/// Scores of going from `state` to each.
pub(crate) fn transitions(state: usize) -> Row {
    row(STATES + state)
}

/// Scores of a modelled character in each state.
pub(crate) fn emission(c: char) -> Row {
    let rows_of: &[[u8; 2]] = ROWS_OF.0.as_chunks().0;
    let row_of = rows_of.get((c as usize).wrapping_sub(MODELLED.0 as usize));
    row(usize::from(row_of.map_or(NEVER_SEEN, |&row| u16::from_le_bytes(row))))
}

fn row(number: usize) -> Row {
    let scores: &[[u8; 8]] = ROWS.0.as_chunks().0;
    std::array::from_fn(|state| {
        scores.get(4 * number + state).map_or(0.0, |&score| f64::from_le_bytes(score))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/sum.rs"));

    #[test]
    fn the_tables_are_those_that_were_built() {
        let tables: [&[u8]; 6] = [&CODES.0, &PAIRS.0, &SLOTS.0, &WEIGHTS.0, &ROWS.0, &ROWS_OF.0];
        let sum = tables.into_iter().flatten().fold(0xcbf2_9ce4_8422_2325_u64, |sum, &byte| {
            (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        assert_eq!(sum, SUM);
    }
}
