//! Weights of features and of acts after one another, as training leaves them.
//!
//! In: bytes. Out: what a feature is worth for each act. The bytes are, all little-endian: where the features of each
//! bucket begin (u16 each, and where the last one's end), the features' keys by bucket and ascending (u16 each), a row of
//! weights for each (i8 for each act and three noughts), the transitions (i16 each, by boundary, act before, act). The
//! first bits of a feature's number are its bucket, the last 16 its key.

use std::borrow::Cow;

use crate::acts::act::{Act, COUNT, LANES, Scores};
use crate::acts::clause::BOUNDARIES;
use crate::acts::path::Transitions;

/// How many first bits of a number are its bucket.
const BITS: u32 = 14;
/// How many beginnings there are, that of what follows the last bucket included.
const STARTS: usize = (1 << BITS) + 1;
/// Bytes of a number of 16 bits, and of all transitions.
const NUMBER: usize = 2;
const STEPS: usize = NUMBER * BOUNDARIES * COUNT * COUNT;

/// A number and a row of weights as the bytes hold them.
type Number = [u8; NUMBER];
type Row = [u8; LANES];

/// A table of weights. Of bytes that are part of the program nothing is copied but the transitions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Where each bucket's features begin.
    starts: Cow<'static, [Number]>,
    /// Keys of the features.
    keys: Cow<'static, [Number]>,
    /// Weights of the features.
    rows: Cow<'static, [Row]>,
    transitions: Transitions,
}

/// Why bytes are no table.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("a table of {expected} bytes has {found}")]
pub struct TableError {
    /// By its own count of features.
    pub expected: usize,
    /// As they are.
    pub found: usize,
}

impl Table {
    /// The table of these rows, whose features ascend, and transitions. Of features that share bucket and key the first
    /// one counts.
    pub fn new(rows: &[(u32, [i8; COUNT])], transitions: &Transitions) -> Table {
        let mut rows = rows.to_vec();
        rows.dedup_by_key(|row| (bucket(row.0), key(row.0)));
        rows.truncate(u16::MAX.into());
        let wide = |row: &[i8; COUNT]| {
            let mut wide = Row::default();
            wide.iter_mut().zip(row).for_each(|(byte, weight)| *byte = *weight as u8);
            wide
        };
        let start = |at: usize| (rows.partition_point(|row| bucket(row.0) < at) as u16).to_le_bytes();
        Table {
            starts: (0..STARTS).map(start).collect(),
            keys: rows.iter().map(|row| key(row.0).to_le_bytes()).collect(),
            rows: rows.iter().map(|row| wide(&row.1)).collect(),
            transitions: *transitions,
        }
    }

    /// Reads a table.
    ///
    /// # Errors
    /// Where the bytes are cut off or too many.
    pub fn from_bytes(bytes: &'static [u8]) -> Result<Table, TableError> {
        let found = bytes.len();
        let numbers = bytes.as_chunks().0;
        let last = numbers.get(STARTS - 1).map_or(0, |number| u16::from_le_bytes(*number));
        let count = usize::from(last);
        let expected = NUMBER * (STARTS + count) + LANES * count + STEPS;
        if found != expected {
            return Err(TableError { expected, found });
        }
        let (numbers, rest) = bytes.split_at(NUMBER * (STARTS + count));
        let (rows, steps) = rest.split_at(LANES * count);
        let (starts, keys) = numbers.as_chunks().0.split_at(STARTS);
        let mut transitions: Transitions = [[Scores::default(); COUNT]; BOUNDARIES];
        let weights = transitions.iter_mut().flatten().flat_map(|row| &mut row[..COUNT]);
        for (weight, step) in weights.zip(steps.as_chunks().0) {
            *weight = i16::from_le_bytes(*step);
        }
        Ok(Table {
            starts: Cow::Borrowed(starts),
            keys: Cow::Borrowed(keys),
            rows: Cow::Borrowed(rows.as_chunks().0),
            transitions,
        })
    }

    /// The table as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let numbers = self.starts.iter().chain(self.keys.iter());
        let steps = self.transitions.iter().flatten().flat_map(|row| &row[..COUNT]);
        let mut bytes: Vec<u8> = numbers.flatten().copied().collect();
        bytes.extend(self.rows.iter().flatten());
        bytes.extend(steps.flat_map(|step| step.to_le_bytes()));
        bytes
    }

    /// Adds what `feature` is worth to `score`; nothing for a feature that the table does not have. Sums of weights up to
    /// 90 stay in their bounds: no clause has more than 360 features.
    #[inline]
    pub fn add(&self, feature: u32, score: &mut Scores) {
        if let Some(row) = self.row(feature) {
            for lane in 0..LANES {
                score[lane] = score[lane].wrapping_add((row[lane] as i8).into());
            }
        }
    }

    /// By how much `feature` is worth more for one act than for another.
    pub fn ahead(&self, feature: u32, act: Act, other: Act) -> i16 {
        let weight = |row: &Row, act: Act| i16::from(row[act as usize] as i8);
        self.row(feature).map_or(0, |row| weight(row, act) - weight(row, other))
    }

    #[inline]
    fn row(&self, feature: u32) -> Option<&Row> {
        let bucket = bucket(feature);
        let (&from, &to) = (self.starts.get(bucket)?, self.starts.get(bucket + 1)?);
        let (from, to) = (usize::from(u16::from_le_bytes(from)), usize::from(u16::from_le_bytes(to)));
        if from >= to {
            return None;
        }
        let key = key(feature).to_le_bytes();
        let at = self.keys.get(from..to)?.iter().position(|&found| found == key)?;
        self.rows.get(from + at)
    }

    /// What acts after one another are worth.
    pub fn transitions(&self) -> &Transitions {
        &self.transitions
    }

    /// How many features it has weights for.
    #[inline]
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// True when it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
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
        let mut transitions = [[Scores::default(); COUNT]; BOUNDARIES];
        transitions[4][12][3] = -300;
        Table::new(&[(7, [1; COUNT]), (900_000_000, [-5; COUNT])], &transitions)
    }

    #[test]
    fn a_table_comes_back_from_its_bytes() {
        assert_eq!(Table::from_bytes(table().to_bytes().leak()), Ok(table()));
        let mut score = Scores::default();
        for feature in [7, 8, 900_000_000, 900_000_001] {
            table().add(feature, &mut score);
        }
        assert_eq!(score[..COUNT], [-4; COUNT]);
        assert_eq!((table().len(), table().transitions()[4][12][3]), (2, -300));
    }

    #[test]
    fn sums_of_so_many_features_stay_in_their_bounds() {
        let most = Table::new(&[(7, [-90; COUNT])], &[[Scores::default(); COUNT]; BOUNDARIES]);
        let mut score = Scores::default();
        (0..360).for_each(|_| most.add(7, &mut score));
        assert_eq!(score[0], -32_400);
    }

    #[test]
    fn what_is_cut_off_is_no_table() {
        let bytes: &'static [u8] = table().to_bytes().leak();
        for cut in 0..bytes.len() {
            assert!(Table::from_bytes(&bytes[..cut]).is_err(), "{cut}");
        }
    }
}
