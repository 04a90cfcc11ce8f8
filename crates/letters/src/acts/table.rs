//! Weights of features and of acts after one another, as training leaves them.
//!
//! In: bytes. Out: what a feature is worth for each act. The bytes are: the number of features (u32), their numbers in
//! ascending order (u32 each), a row of weights for each (i8 each act), the transitions (i16 each, by boundary, act before,
//! act); all little-endian.

use std::borrow::Cow;

use crate::acts::act::{COUNT, Scores};
use crate::acts::clause::BOUNDARIES;
use crate::acts::path::Transitions;

/// Bytes of the count, of a feature's number, of a transition's weight.
const COUNT_BYTES: usize = 4;
const KEY: usize = 4;
const STEP: usize = 2;
/// Bytes of all transitions.
const STEPS: usize = STEP * BOUNDARIES * COUNT * COUNT;
/// Weights that are read at once: those of a row and what follows it, which no act has.
const LANES: usize = 16;
/// How many first bits of a number say where it is looked for.
const BITS: u32 = 14;

/// A table of weights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// As described above.
    bytes: Cow<'static, [u8]>,
    /// Where the features with each first bits begin: the numbers are hashes, so that few share them.
    starts: Vec<u32>,
    transitions: Transitions,
}

/// Why bytes are no table.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// The bytes end early or go on behind the end.
    #[error("a table of {expected} bytes has {found}")]
    Length {
        /// By its own count of features.
        expected: usize,
        /// As they are.
        found: usize,
    },
    /// Numbers of features do not ascend, so that they cannot be looked up.
    #[error("the features of the table are not in order")]
    Order,
}

impl Table {
    /// The table of these rows, which must ascend by feature, and transitions, which are held to 16 bits.
    ///
    /// # Errors
    /// [`TableError::Order`] where a feature is not above the one before.
    pub fn new(rows: &[(u32, [i8; COUNT])], transitions: &Transitions) -> Result<Table, TableError> {
        let mut bytes = (rows.len() as u32).to_le_bytes().to_vec();
        bytes.extend(rows.iter().flat_map(|row| row.0.to_le_bytes()));
        bytes.extend(rows.iter().flat_map(|row| row.1).map(|weight| weight as u8));
        let narrow = |weight: i32| weight.clamp(i16::MIN.into(), i16::MAX.into()) as i16;
        let steps = transitions.iter().flatten().flat_map(|row| &row[..COUNT]);
        bytes.extend(steps.flat_map(|&step| narrow(step).to_le_bytes()));
        Table::from_bytes(bytes)
    }

    /// Reads a table.
    ///
    /// # Errors
    /// Where the bytes are cut off, too many, or out of order.
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Table, TableError> {
        let bytes = bytes.into();
        let count = bytes.first_chunk().map_or(0, |count| u32::from_le_bytes(*count)) as usize;
        // A count that cannot be true must not overflow what is reckoned from it.
        let count = count.min(bytes.len());
        let (keys, rows) = (KEY * count, COUNT * count);
        let (expected, found) = (COUNT_BYTES + keys + rows + STEPS, bytes.len());
        if found != expected {
            return Err(TableError::Length { expected, found });
        }
        let mut starts = vec![0; (1 << BITS) + 1];
        let mut last = None;
        for key in bytes[COUNT_BYTES..COUNT_BYTES + keys].as_chunks().0 {
            let feature = u32::from_le_bytes(*key);
            if last.is_some_and(|last| last >= feature) {
                return Err(TableError::Order);
            }
            last = Some(feature);
            starts[bucket(feature) + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut transitions: Transitions = [[Scores::default(); COUNT]; BOUNDARIES];
        let steps = bytes[found - STEPS..].as_chunks().0;
        let weights = transitions.iter_mut().flatten().flat_map(|row| &mut row[..COUNT]);
        for (weight, step) in weights.zip(steps) {
            *weight = i16::from_le_bytes(*step).into();
        }
        Ok(Table { bytes, starts, transitions })
    }

    /// The table as bytes.
    pub fn to_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Adds what `feature` is worth to `score`; nothing for a feature that the table does not have. What comes to stand
    /// behind the last act's score has no meaning.
    #[inline]
    pub fn add(&self, feature: u32, score: &mut Scores) {
        let bucket = bucket(feature);
        let (from, to) = (self.starts[bucket] as usize, self.starts[bucket + 1] as usize);
        let keys = self.bytes[COUNT_BYTES + KEY * from..COUNT_BYTES + KEY * to].as_chunks().0;
        let Some(at) = keys.iter().position(|key| u32::from_le_bytes(*key) == feature) else { return };
        let row = COUNT_BYTES + KEY * self.len() + COUNT * (from + at);
        // The transitions follow the last row, so that as many bytes are always there.
        let Some(row) = self.bytes[row..].first_chunk::<LANES>() else { return };
        for (sum, &weight) in score.iter_mut().zip(row) {
            *sum += i32::from(weight as i8);
        }
    }

    /// What acts after one another are worth.
    pub fn transitions(&self) -> &Transitions {
        &self.transitions
    }

    /// How many features it has weights for.
    pub fn len(&self) -> usize {
        self.starts[1 << BITS] as usize
    }

    /// True when it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

fn bucket(feature: u32) -> usize {
    (feature >> (u32::BITS - BITS)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut transitions = [[Scores::default(); COUNT]; BOUNDARIES];
        transitions[4][12][3] = -300;
        Table::new(&[(7, [1; COUNT]), (900_000, [-5; COUNT])], &transitions).unwrap()
    }

    #[test]
    fn a_table_comes_back_from_its_bytes() {
        assert_eq!(Table::from_bytes(table().to_bytes().to_vec()), Ok(table()));
        let mut score = Scores::default();
        table().add(7, &mut score);
        table().add(8, &mut score);
        table().add(900_000, &mut score);
        assert_eq!(score[..COUNT], [-4; COUNT]);
    }

    #[test]
    fn what_is_no_table_is_refused() {
        let table = table();
        let bytes = table.to_bytes();
        for cut in 0..bytes.len() {
            assert!(Table::from_bytes(bytes[..cut].to_vec()).is_err(), "{cut}");
        }
        let mut swapped = bytes.to_vec();
        swapped[4] = 0xff;
        swapped[7] = 0xff;
        assert_eq!(Table::from_bytes(swapped), Err(TableError::Order));
    }
}
