//! Weights of features and of acts after one another, as training leaves them.
//!
//! In: bytes. Out: what a feature is worth for each act. The bytes are: the number of features (u32), their numbers in
//! ascending order (u32 each), a row of weights for each (i8 each act), the transitions (i16 each, by boundary, act, act
//! before); all little-endian.

use crate::acts::act::COUNT;
use crate::acts::clause::BOUNDARIES;
use crate::acts::path::Transitions;

/// How many first bits of a number say where it is looked for.
const BITS: u32 = 14;

/// A table of weights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    features: Vec<u32>,
    /// Where the features with each first bits begin: the numbers are hashes, so that few share them.
    starts: Vec<u32>,
    weights: Vec<[i8; COUNT]>,
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
    /// The table of these rows, which must ascend by feature, and transitions.
    ///
    /// # Errors
    /// [`TableError::Order`] where a feature is not above the one before.
    pub fn new(rows: Vec<(u32, [i8; COUNT])>, transitions: Transitions) -> Result<Table, TableError> {
        if rows.windows(2).any(|pair| pair[0].0 >= pair[1].0) {
            return Err(TableError::Order);
        }
        let (features, weights): (Vec<u32>, _) = rows.into_iter().unzip();
        let mut starts = vec![0; (1 << BITS) + 1];
        for feature in &features {
            starts[bucket(*feature) + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        Ok(Table { features, starts, weights, transitions })
    }

    /// Reads a table.
    ///
    /// # Errors
    /// Where the bytes are cut off, too many, or out of order.
    pub fn from_bytes(bytes: &[u8]) -> Result<Table, TableError> {
        let count = bytes.first_chunk().map_or(0, |count| u32::from_le_bytes(*count)) as usize;
        // A count that cannot be true must not overflow what is reckoned from it.
        let count = count.min(bytes.len());
        let (keys, rows, steps) = (4 * count, COUNT * count, 2 * BOUNDARIES * COUNT * COUNT);
        let expected = 4 + keys + rows + steps;
        if bytes.len() != expected {
            return Err(TableError::Length { expected, found: bytes.len() });
        }
        let (keys, rest) = bytes[4..].split_at(keys);
        let (rows, steps) = rest.split_at(rows);
        let features = keys.as_chunks().0.iter().map(|key| u32::from_le_bytes(*key));
        let weights = rows.as_chunks::<COUNT>().0.iter().map(|row| row.map(|weight| weight as i8));
        let mut steps = steps.as_chunks().0.iter().map(|step| i32::from(i16::from_le_bytes(*step)));
        let mut transitions: Transitions = [[[0; COUNT]; COUNT]; BOUNDARIES];
        for (weight, step) in transitions.iter_mut().flatten().flatten().zip(&mut steps) {
            *weight = step;
        }
        Table::new(features.zip(weights).collect(), transitions)
    }

    /// The table as bytes; transitions beyond 16 bits are held to them.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = (self.features.len() as u32).to_le_bytes().to_vec();
        bytes.extend(self.features.iter().flat_map(|feature| feature.to_le_bytes()));
        bytes.extend(self.weights.iter().flatten().map(|&weight| weight as u8));
        let narrow = |weight: i32| weight.clamp(i16::MIN.into(), i16::MAX.into()) as i16;
        bytes
            .extend(self.transitions.iter().flatten().flatten().flat_map(|&step| narrow(step).to_le_bytes()));
        bytes
    }

    /// Adds what `feature` is worth to `score`; nothing for a feature that the table does not have.
    pub fn add(&self, feature: u32, score: &mut [i32; COUNT]) {
        let bucket = bucket(feature);
        let (from, to) = (self.starts[bucket] as usize, self.starts[bucket + 1] as usize);
        let Some(at) = self.features[from..to].iter().position(|&found| found == feature) else { return };
        let at = from + at;
        for (sum, &weight) in score.iter_mut().zip(&self.weights[at]) {
            *sum += i32::from(weight);
        }
    }

    /// What acts after one another are worth.
    pub fn transitions(&self) -> &Transitions {
        &self.transitions
    }

    /// How many features it has weights for.
    pub fn len(&self) -> usize {
        self.features.len()
    }

    /// True when it has none.
    pub fn is_empty(&self) -> bool {
        self.features.is_empty()
    }
}

fn bucket(feature: u32) -> usize {
    (feature >> (u32::BITS - BITS)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut transitions = [[[0; COUNT]; COUNT]; BOUNDARIES];
        transitions[4][12][3] = -300;
        Table::new(vec![(7, [1; COUNT]), (900_000, [-5; COUNT])], transitions).unwrap()
    }

    #[test]
    fn a_table_comes_back_from_its_bytes() {
        assert_eq!(Table::from_bytes(&table().to_bytes()), Ok(table()));
        let mut score = [0; COUNT];
        table().add(7, &mut score);
        table().add(8, &mut score);
        table().add(900_000, &mut score);
        assert_eq!(score, [-4; COUNT]);
    }

    #[test]
    fn what_is_no_table_is_refused() {
        let bytes = table().to_bytes();
        for cut in 0..bytes.len() {
            assert!(Table::from_bytes(&bytes[..cut]).is_err(), "{cut}");
        }
        let mut swapped = bytes;
        swapped[4] = 0xff;
        swapped[7] = 0xff;
        assert_eq!(Table::from_bytes(&swapped), Err(TableError::Order));
    }
}
