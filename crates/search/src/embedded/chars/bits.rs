//! Arrays of numbers and of bits as they lie in a file.
//!
//! In: bytes that may be anything. Out: numbers; what lies outside is 0, so that a damaged file cannot cause a panic.

/// The `index`th little-endian number of four bytes.
#[inline]
pub(crate) fn number(bytes: &[u8], index: u32) -> u32 {
    let at = index as usize * 4;
    match bytes.get(at..at + 4) {
        Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]),
        _ => 0,
    }
}

/// The `index`th little-endian number of eight bytes.
#[inline]
pub(crate) fn long(bytes: &[u8], index: u32) -> u64 {
    let low = index.saturating_mul(2);
    u64::from(number(bytes, low)) | u64::from(number(bytes, low.saturating_add(1))) << 32
}

/// The `index`th bit.
#[inline]
pub(crate) fn bit(bytes: &[u8], index: u32) -> bool {
    bytes.get(index as usize / 8).is_some_and(|byte| byte >> (index % 8) & 1 == 1)
}

/// The two bits of the `index`th pair, the first one lowest.
#[inline]
pub(crate) fn pair(bytes: &[u8], index: u32) -> u8 {
    bytes.get(index as usize / 4).map_or(0, |byte| byte >> (index % 4 * 2) & 3)
}

/// Index of the last set bit at or before `index`; 0 when there is none.
pub(crate) fn last_set(bytes: &[u8], index: u32) -> u32 {
    let mut word = index / 64;
    let kept = u64::MAX >> (63 - index % 64);
    let mut bits = long(bytes, word) & kept;
    loop {
        if bits != 0 {
            return word * 64 + 63 - bits.leading_zeros();
        }
        if word == 0 {
            return 0;
        }
        word -= 1;
        bits = long(bytes, word);
    }
}

/// Number of bits that are set from `from` up to `to`.
pub(crate) fn count(bytes: &[u8], from: u32, to: u32) -> u32 {
    let to = to.min(u32::try_from(bytes.len().saturating_mul(8)).unwrap_or(u32::MAX));
    if from >= to {
        return 0;
    }
    let (first, last) = (from / 64, (to - 1) / 64);
    let mut set = 0;
    for word in first..=last {
        let mut bits = long(bytes, word);
        if word == first {
            bits &= u64::MAX << (from % 64);
        }
        if word == last {
            bits &= u64::MAX >> (63 - (to - 1) % 64);
        }
        set += bits.count_ones();
    }
    set
}

/// Bits that are being gathered.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bits {
    words: Vec<u64>,
    len: usize,
}

impl Bits {
    /// Adds a bit.
    #[inline]
    pub fn push(&mut self, bit: bool) {
        if self.len.is_multiple_of(64) {
            self.words.push(0);
        }
        if let Some(last) = self.words.last_mut() {
            *last |= u64::from(bit) << (self.len % 64);
        }
        self.len += 1;
    }

    /// Adds a pair of bits, the lowest first.
    #[inline]
    pub fn push_pair(&mut self, pair: u8) {
        self.push(pair & 1 == 1);
        self.push(pair & 2 == 2);
    }

    /// As they lie in a file.
    pub fn bytes(&self) -> Vec<u8> {
        self.words.iter().flat_map(|word| word.to_le_bytes()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn set_bits_are_counted_from_anywhere_to_anywhere() {
        let mut bits = Bits::default();
        (0..300).for_each(|index| bits.push(matches!(index, 3 | 64 | 70 | 255)));
        let bytes = bits.bytes();
        let counts = [(0, 300), (3, 4), (4, 64), (4, 65), (65, 71), (70, 70), (9, 3), (255, u32::MAX)];
        assert_eq!(counts.map(|(from, to)| count(&bytes, from, to)), [4, 1, 0, 1, 1, 0, 0, 1]);
    }

    #[test]
    fn the_last_set_bit_is_found_across_words() {
        let mut bits = Bits::default();
        for index in 0..300 {
            bits.push(matches!(index, 3 | 64 | 70 | 255));
        }
        let bytes = bits.bytes();
        let found: Vec<u32> =
            [0, 3, 63, 64, 69, 70, 254, 255, 299].map(|index| last_set(&bytes, index)).into();
        assert_eq!(found, [0, 3, 3, 64, 64, 70, 70, 255, 255]);
        assert!(bit(&bytes, 70) && !bit(&bytes, 71) && !bit(&bytes, 100_000));
    }
}
