//! Ascending lists of positions, packed.
//!
//! In: positions. Out: a few bits each, and a cursor that jumps. A list is its length, then for each full block of 128
//! the block's last position and the end of its bytes, then the blocks (width of the differences, differences), then
//! the rest in the same manner. Damaged bytes give wrong positions, never a panic.

use bitpacking::{BitPacker, BitPacker4x};

use crate::embedded::chars::bits::number;

/// Positions in a block.
const BLOCK: usize = BitPacker4x::BLOCK_LEN;

/// Appends the list of `positions` (ascending, each once) to `out`.
pub(crate) fn encode(positions: &[u32], out: &mut Vec<u8>) {
    push(out, positions.len() as u32);
    let (blocks, rest) = positions.as_chunks::<BLOCK>();
    let table = out.len();
    out.resize(table + blocks.len() * 8, 0);
    let data = out.len();
    let packer = BitPacker4x::new();
    let mut before = 0u32;
    let mut packed = [0; BLOCK * 4];
    for (index, block) in blocks.iter().enumerate() {
        let width = packer.num_bits_sorted(before, block);
        let length = packer.compress_sorted(before, block, &mut packed, width);
        out.push(width);
        out.extend_from_slice(&packed[..length]);
        before = block[BLOCK - 1];
        let end = (out.len() - data) as u32;
        out[table + index * 8..][..4].copy_from_slice(&before.to_le_bytes());
        out[table + index * 8 + 4..][..4].copy_from_slice(&end.to_le_bytes());
    }
    // The rest: the width of its widest difference, then differences of this width, lowest bits first.
    let differences =
        || rest.iter().scan(before, |last, &position| Some(position - std::mem::replace(last, position)));
    let width = differences().map(|difference| 32 - difference.leading_zeros()).max().unwrap_or(0);
    if !rest.is_empty() {
        out.push(width as u8);
    }
    let (mut bits, mut held) = (0u64, 0);
    for difference in differences() {
        bits |= u64::from(difference) << held;
        held += width;
        while held >= 8 {
            out.push(bits as u8);
            bits >>= 8;
            held -= 8;
        }
    }
    if held > 0 {
        out.push(bits as u8);
    }
}

fn push(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn pull(rest: &mut &[u8]) -> Option<u32> {
    let mut number = 0;
    for shift in (0..35).step_by(7) {
        let (&byte, tail) = rest.split_first()?;
        *rest = tail;
        number |= u32::from(byte & 0x7f).wrapping_shl(shift);
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

/// A list that is being read, from its first position to its last.
#[derive(Clone)]
pub(crate) struct Positions<'a> {
    count: u32,
    table: &'a [u8],
    data: &'a [u8],
    /// Blocks, the last one perhaps short, and the one that is unpacked; none before the first.
    blocks: u32,
    block: u32,
    unpacked: [u32; BLOCK],
    filled: usize,
    next: usize,
}

impl<'a> Positions<'a> {
    /// The list that `bytes` begin with.
    pub fn open(bytes: &'a [u8]) -> Positions<'a> {
        let mut rest = bytes;
        let count = pull(&mut rest).unwrap_or(0);
        let table = count as usize / BLOCK * 8;
        let (table, data) = rest.split_at_checked(table).unwrap_or_default();
        let count = if table.is_empty() && count as usize >= BLOCK { 0 } else { count };
        let mut list = Positions {
            count,
            table,
            data,
            blocks: count.div_ceil(BLOCK as u32),
            block: 0,
            unpacked: [0; BLOCK],
            filled: 0,
            next: 0,
        };
        if list.blocks > 0 {
            list.unpack(0);
        }
        list
    }

    /// The length of the list that `bytes` begin with.
    pub fn count_of(bytes: &[u8]) -> u32 {
        pull(&mut &bytes[..]).unwrap_or(0)
    }

    /// Its length.
    pub fn count(&self) -> u32 {
        self.count
    }

    fn full_blocks(&self) -> u32 {
        self.table.len() as u32 / 8
    }

    fn unpack(&mut self, block: u32) {
        self.block = block;
        (self.filled, self.next) = (0, 0);
        let (before, start) = match block.checked_sub(1) {
            Some(last) => (number(self.table, last * 2), number(self.table, last * 2 + 1) as usize),
            None => (0, 0),
        };
        let Some(data) = self.data.get(start..) else { return };
        if block < self.full_blocks() {
            let Some((&width, packed)) = data.split_first() else { return };
            if width <= 32 && packed.len() >= BLOCK * usize::from(width) / 8 {
                BitPacker4x::new().decompress_sorted(before, packed, &mut self.unpacked, width);
                self.filled = BLOCK;
            }
            return;
        }
        let Some((&width, packed)) = data.split_first() else { return };
        let (width, mut bytes) = (u32::from(width.min(32)), packed.iter());
        let (mut bits, mut held, mut position) = (0u64, 0, before);
        for slot in &mut self.unpacked[..self.count as usize % BLOCK] {
            while held < width {
                let Some(&byte) = bytes.next() else { return };
                bits |= u64::from(byte) << held;
                held += 8;
            }
            position = position.wrapping_add((bits & ((1 << width) - 1)) as u32);
            bits >>= width;
            held -= width;
            *slot = position;
            self.filled += 1;
        }
    }

    /// The position it stands at; none behind the last.
    #[inline]
    pub fn current(&self) -> Option<u32> {
        self.unpacked[..self.filled].get(self.next).copied()
    }

    /// Goes on to the first position at or after `target` and gives it; none behind the last.
    #[inline]
    pub fn seek(&mut self, target: u32) -> Option<u32> {
        if self.filled > 0 && self.unpacked[self.filled - 1] < target {
            self.jump(target);
        }
        let open = self.unpacked[..self.filled].get(self.next..).unwrap_or_default();
        self.next += match open.iter().take(8).position(|&position| position >= target) {
            Some(near) => near,
            None => open.partition_point(|&position| position < target),
        };
        self.current()
    }

    /// Unpacks the first later block that can hold `target`; behind all, stands at the end.
    fn jump(&mut self, target: u32) {
        let last =
            |block: u32| if block < self.full_blocks() { number(self.table, block * 2) } else { u32::MAX };
        // Doubling steps first: what is sought is rarely far away.
        let (mut low, mut step) = (self.block + 1, 1);
        while low + step < self.blocks && last(low + step) < target {
            low += step;
            step *= 2;
        }
        let mut high = (low + step).min(self.blocks);
        while low < high {
            let middle = low + (high - low) / 2;
            if last(middle) < target {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if low < self.blocks {
            self.unpack(low);
        } else {
            self.next = self.filled;
        }
    }

    /// The unpacked positions from where it stands, to be passed with [`Positions::next_block`].
    #[inline]
    pub fn block(&self) -> &[u32] {
        self.unpacked[..self.filled].get(self.next..).unwrap_or_default()
    }

    /// Passes over `count` positions of the unpacked block.
    pub fn pass(&mut self, count: usize) {
        self.next += count;
    }

    /// Goes to the first position of the next block; false behind the last.
    #[inline]
    pub fn next_block(&mut self) -> bool {
        if self.block + 1 < self.blocks {
            self.unpack(self.block + 1);
            true
        } else {
            self.next = self.filled;
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    impl Positions<'_> {
        /// Goes to the next position.
        fn advance(&mut self) {
            self.next += 1;
            if self.next >= self.filled && self.block + 1 < self.blocks {
                self.unpack(self.block + 1);
            }
        }
    }

    fn read(bytes: &[u8]) -> Vec<u32> {
        let mut list = Positions::open(bytes);
        let mut all = Vec::new();
        while let Some(position) = list.current() {
            all.push(position);
            list.advance();
        }
        all
    }

    fn ascending() -> impl Strategy<Value = Vec<u32>> {
        proptest::collection::btree_set(prop_oneof![0..2000u32, any::<u32>()], 0..700)
            .prop_map(|set| set.into_iter().collect())
    }

    proptest! {
        #[test]
        fn lists_come_back_as_they_were(positions in ascending()) {
            let mut bytes = Vec::new();
            encode(&positions, &mut bytes);
            bytes.extend([7; 40]);
            prop_assert_eq!(Positions::open(&bytes).count() as usize, positions.len());
            prop_assert_eq!(read(&bytes), positions);
        }

        #[test]
        fn seeking_finds_what_a_search_from_the_start_finds(
            positions in ascending(), mut targets in proptest::collection::vec(prop_oneof![0..2100u32, any::<u32>()], 1..60)
        ) {
            targets.sort_unstable();
            let mut bytes = Vec::new();
            encode(&positions, &mut bytes);
            let mut list = Positions::open(&bytes);
            for target in targets {
                let expected = positions.iter().copied().find(|&position| position >= target);
                prop_assert_eq!(list.seek(target), expected, "target {}", target);
            }
        }

        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..90), target in any::<u32>()) {
            let mut list = Positions::open(&bytes);
            list.seek(target);
            list.next_block();
            list.advance();
        }
    }
}
