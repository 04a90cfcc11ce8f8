//! Which passage of its letter a passage is, as the layer's file keeps it.
//!
//! In: keys. Out: four bytes for each: 25 bits of the hash and, below, 7 of the occurrence. Where 7 bits do not hold the
//! occurrence they are all set, and a row of passage and occurrence stands in a table beside.

use crate::embedded::chars::bits::number;
use dafu_letters::passage::PassageKey;

/// Stands for an occurrence that has a row of its own.
const LARGE: u16 = 0x7f;

/// The four bytes of a passage's key and, where they do not hold it, its row.
pub(crate) fn pack(passage: u32, key: PassageKey) -> (u32, Option<[u32; 2]>) {
    let occurrence = key.occurrence();
    let row = (occurrence >= LARGE).then_some([passage, u32::from(occurrence)]);
    (key.hash() << 7 | u32::from(occurrence.min(LARGE)), row)
}

/// The key of a passage, from keys and rows that are not written yet.
pub(crate) fn unpack_from(passage: u32, keys: &[u32], rows: &[u32]) -> PassageKey {
    let (rows, _) = rows.as_chunks::<2>();
    whole(keys.get(passage as usize).copied().unwrap_or(0), || {
        rows.binary_search_by_key(&passage, |row| row[0]).ok().map(|row| rows[row][1])
    })
}

/// The key of a passage, from the file's keys and rows.
pub(crate) fn unpack(passage: u32, keys: &[u8], rows: &[u8]) -> PassageKey {
    let (rows, _) = rows.as_chunks::<8>();
    whole(number(keys, passage), || {
        rows.binary_search_by_key(&passage, |row| number(row, 0)).ok().map(|row| number(&rows[row], 1))
    })
}

/// The key in these four bytes; `row` tells the occurrence that they do not hold. Rows are in the order of passages: a page
/// that says one line a hundred thousand times has as many.
fn whole(key: u32, row: impl FnOnce() -> Option<u32>) -> PassageKey {
    let occurrence = match key as u16 & LARGE {
        LARGE => row().map_or(LARGE, |occurrence| occurrence as u16),
        occurrence => occurrence,
    };
    PassageKey::new(key >> 7, occurrence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_any_occurrence_come_back() {
        let of = |passage: u32| {
            PassageKey::new(0x1ff_fff0 + passage, [1, 126, 127, 128, 65_535][passage as usize])
        };
        let (mut keys, mut rows) = (Vec::new(), Vec::new());
        for passage in 0..5 {
            let (short, row) = pack(passage, of(passage));
            keys.extend(short.to_le_bytes());
            rows.extend(row.into_iter().flatten().flat_map(u32::to_le_bytes));
        }
        assert_eq!((keys.len(), rows.len()), (20, 24));
        (0..5).for_each(|passage| assert_eq!(unpack(passage, &keys, &rows), of(passage)));
        let numbers = |bytes: &[u8]| -> Vec<u32> { super::super::code::numbers(bytes).collect() };
        let (keys, rows) = (numbers(&keys), numbers(&rows));
        (0..5).for_each(|passage| assert_eq!(unpack_from(passage, &keys, &rows), of(passage)));
    }
}
