//! Weights of features and of acts after one another, as training leaves them.
//!
//! In: bytes. Out: what a feature is worth for each act. Nothing is built when a table is read: it is looked up in its
//! bytes. These are, all little-endian: where the features of each bucket begin (u16 each, and where the last one's end),
//! the features' keys by bucket and ascending (u16 each), a row of weights for each (i8 each act), the transitions (i16
//! each, by boundary, act before, act). The first bits of a feature's number are its bucket, the last 16 its key.

use std::borrow::Cow;

use crate::acts::act::{COUNT, LANES, Scores};
use crate::acts::clause::BOUNDARIES;
use crate::acts::path::Transitions;

/// How many first bits of a number are its bucket.
const BITS: u32 = 14;
/// Bytes of all buckets' beginnings, of a key, and of all transitions.
const STARTS: usize = 2 * ((1 << BITS) + 1);
const KEY: usize = 2;
const STEPS: usize = 2 * BOUNDARIES * COUNT * COUNT;

/// A table of weights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// As described above.
    bytes: Cow<'static, [u8]>,
    transitions: Transitions,
}

/// Why bytes are no table.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("a table of {expected} bytes has {found}")]
pub struct TableError {
    /// By its own count of features.
    expected: usize,
    /// As they are.
    found: usize,
}

impl Table {
    /// The table of these rows, whose features ascend, and transitions. Of features that share bucket and key the first
    /// one counts.
    ///
    /// # Errors
    /// Where there are more rows than 16 bits count.
    pub fn new(rows: &[(u32, [i8; COUNT])], transitions: &[[[i16; COUNT]; COUNT]; BOUNDARIES]) -> Result<Table, TableError> {
        let mut rows = rows.to_vec();
        rows.dedup_by_key(|row| (bucket(row.0), key(row.0)));
        let mut bytes = Vec::new();
        for start in 0..=1 << BITS {
            let before = rows.partition_point(|row| bucket(row.0) < start);
            bytes.extend((before as u16).to_le_bytes());
        }
        bytes.extend(rows.iter().flat_map(|row| key(row.0).to_le_bytes()));
        bytes.extend(rows.iter().flat_map(|row| row.1).map(|weight| weight as u8));
        bytes.extend(transitions.iter().flatten().flatten().flat_map(|step| step.to_le_bytes()));
        Table::from_bytes(bytes)
    }

    /// Reads a table.
    ///
    /// # Errors
    /// Where the bytes are cut off or too many.
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Table, TableError> {
        let bytes = bytes.into();
        let found = bytes.len();
        let count = usize::from(number(&bytes, STARTS / 2 - 1));
        let expected = STARTS + (KEY + COUNT) * count + STEPS;
        if found != expected {
            return Err(TableError { expected, found });
        }
        let mut transitions: Transitions = [[Scores::default(); COUNT]; BOUNDARIES];
        let steps = bytes[found - STEPS..].as_chunks().0;
        let weights = transitions.iter_mut().flatten().flat_map(|row| &mut row[..COUNT]);
        for (weight, step) in weights.zip(steps) {
            *weight = i16::from_le_bytes(*step);
        }
        Ok(Table { bytes, transitions })
    }

    /// The table as bytes.
    pub fn to_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What `feature` is worth for each act; none for a feature that the table does not have. What stands behind the last
    /// act's weight has no meaning.
    #[inline]
    fn row(&self, feature: u32) -> Option<&[u8; LANES]> {
        let bucket = bucket(feature);
        let (from, to) = (usize::from(number(&self.bytes, bucket)), usize::from(number(&self.bytes, bucket + 1)));
        if from == to {
            return None;
        }
        let keys = self.bytes.get(STARTS + KEY * from..STARTS + KEY * to)?.as_chunks().0;
        let at = from + keys.iter().position(|found| u16::from_le_bytes(*found) == key(feature))?;
        let row = STARTS + KEY * self.len() + COUNT * at;
        // The transitions follow the last row, so that as many bytes are always there.
        self.bytes.get(row..)?.first_chunk()
    }

    /// Adds what `feature` is worth to `score`; nothing for a feature that the table does not have.
    #[inline]
    pub fn add(&self, feature: u32, score: &mut Scores) {
        let Some(row) = self.row(feature) else { return };
        for (sum, &weight) in score.iter_mut().zip(row) {
            *sum = sum.saturating_add(i16::from(weight as i8));
        }
    }

    /// What acts after one another are worth.
    pub fn transitions(&self) -> &Transitions {
        &self.transitions
    }

    /// How many features it has weights for.
    #[inline]
    pub fn len(&self) -> usize {
        usize::from(number(&self.bytes, 1 << BITS))
    }

    /// True when it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The number that stands at place `at` among the first ones; 0 beyond the end.
#[inline]
fn number(bytes: &[u8], at: usize) -> u16 {
    bytes.as_chunks().0.get(at).map_or(0, |number| u16::from_le_bytes(*number))
}

#[inline]
fn bucket(feature: u32) -> usize {
    (feature >> (u32::BITS - BITS)) as usize
}

#[inline]
fn key(feature: u32) -> u16 {
    feature as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut transitions = [[[0; COUNT]; COUNT]; BOUNDARIES];
        transitions[4][12][3] = -300;
        Table::new(&[(7, [1; COUNT]), (900_000_000, [-5; COUNT])], &transitions).unwrap()
    }

    #[test]
    fn a_table_comes_back_from_its_bytes() {
        assert_eq!(Table::from_bytes(table().to_bytes().to_vec()), Ok(table()));
        let mut score = Scores::default();
        for feature in [7, 8, 900_000_000, 900_000_001] {
            table().add(feature, &mut score);
        }
        assert_eq!(score[..COUNT], [-4; COUNT]);
        assert_eq!((table().len(), table().transitions()[4][12][3]), (2, -300));
    }

    #[test]
    fn sums_stay_in_their_bounds() {
        let mut score = Scores::default();
        (0..40_000).for_each(|_| table().add(7, &mut score));
        assert_eq!(score[0], i16::MAX);
    }

    #[test]
    fn what_is_cut_off_is_no_table() {
        let table = table();
        let bytes = table.to_bytes();
        for cut in 0..bytes.len() {
            assert!(Table::from_bytes(bytes[..cut].to_vec()).is_err(), "{cut}");
        }
    }
}
