//! Sorted lists that are asked in ascending order.
//!
//! In: an ascending list and keys that mostly ascend. Out: places. Each question begins where the last one ended, so
//! that walking over all hits of a search costs a step a hit, not a search.

use std::cell::Cell;

/// An ascending list that remembers where it was asked last.
#[derive(Debug, Default)]
pub(super) struct Sorted<T> {
    list: Vec<T>,
    last: Cell<usize>,
}

impl<T> Sorted<T> {
    /// Over a list that ascends by the key it will be asked for.
    pub fn new(list: Vec<T>) -> Sorted<T> {
        Sorted { list, last: Cell::new(0) }
    }

    /// The list.
    pub fn list(&self) -> &[T] {
        &self.list
    }

    /// The entry whose key is `wanted`.
    #[inline]
    pub fn get<K: Ord>(&self, wanted: K, key: impl Fn(&T) -> K) -> Option<&T> {
        place(&self.list, &self.last, wanted, key).and_then(|place| self.list.get(place))
    }
}

impl<T: Ord + Copy> Sorted<T> {
    /// True when the list holds `wanted`.
    #[inline]
    pub fn contains(&self, wanted: T) -> bool {
        !self.list.is_empty() && self.get(wanted, |&entry| entry).is_some()
    }

    /// True when the list holds anything from `first` up to `end`.
    pub fn holds_within(&self, first: T, end: T) -> bool {
        let at = self.list.partition_point(|&entry| entry < first);
        self.list.get(at).is_some_and(|&entry| entry < end)
    }
}

/// Index of the entry of `list` whose key is `wanted`; the search begins at `last` and leaves there where it ended.
#[inline]
pub(super) fn place<T, K: Ord>(
    list: &[T],
    last: &Cell<usize>,
    wanted: K,
    key: impl Fn(&T) -> K,
) -> Option<usize> {
    let mut low = last.get();
    if list.get(low).is_none_or(|entry| key(entry) > wanted) {
        low = 0;
    }
    // Doubling steps: what is asked next is rarely far away.
    let mut step = 1;
    while list.get(low + step).is_some_and(|entry| key(entry) <= wanted) {
        low += step;
        step *= 2;
    }
    let high = (low + step).min(list.len());
    low += list[low..high].partition_point(|entry| key(entry) < wanted);
    last.set(low);
    list.get(low).is_some_and(|entry| key(entry) == wanted).then_some(low)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn places_are_those_of_a_plain_search(
            list in proptest::collection::btree_set(0..300u32, 0..200), asked in proptest::collection::vec(0..310u32, 0..300)
        ) {
            let list: Vec<u32> = list.into_iter().collect();
            let last = Cell::new(0);
            for wanted in asked {
                prop_assert_eq!(place(&list, &last, wanted, |&entry| entry), list.binary_search(&wanted).ok());
            }
        }
    }
}
