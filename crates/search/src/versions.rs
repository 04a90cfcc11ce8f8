//! What several versions of a letter say counts once.
//!
//! In: addresses of passages. Out: those that count, and how many they are. Every version is searched like a letter of
//! its own; of passages that say the same in several versions only the first that was found is kept. An archive
//! without such letters pays nothing.

use std::collections::HashSet;

use crate::answer::Held;
use crate::backend::{Address, Backend, LetterRange};
use crate::error::SearchError;

/// Takes out of `addresses` (ascending) those that an earlier one says already, and gives them, ascending.
pub(crate) fn collapse(backend: &dyn Backend, addresses: &mut Vec<Address>) -> Vec<Address> {
    let mut said = Vec::new();
    if backend.has_versions() {
        let mut met: HashSet<Address> = HashSet::new();
        addresses.retain(|&address| {
            // A passage that says it first comes before all that repeat it.
            let new = met.insert(backend.first_of(address));
            if !new {
                said.push(address);
            }
            new
        });
    }
    said
}

/// How many of `addresses` (ascending) there are, what is said in several versions counted once.
pub(crate) fn count(backend: &dyn Backend, addresses: impl ExactSizeIterator<Item = Address>) -> usize {
    if !backend.has_versions() {
        return addresses.len();
    }
    addresses.map(|address| backend.first_of(address)).collect::<HashSet<_>>().len()
}

/// How many letters `firsts` are, first addresses of versions, ascending.
pub(crate) fn letters(backend: &dyn Backend, firsts: impl ExactSizeIterator<Item = Address>) -> u64 {
    if !backend.has_versions() {
        return firsts.len() as u64;
    }
    let (mut letters, mut last) = (0, None);
    for first in firsts {
        let leading = Some(backend.leading(first));
        letters += u64::from(leading != last);
        last = leading;
    }
    letters
}

/// Which texts of its letter say what the passage at `address` says; `matches` tells of those passages which are found.
pub(crate) fn held(
    backend: &dyn Backend,
    address: Address,
    matches: &dyn Fn(Address) -> bool,
) -> Result<Held, SearchError> {
    let leading = backend.leading(address);
    let wanted = backend.first_of(address);
    let mut held = Held::default();
    let mut range = LetterRange::default();
    let mut first = leading;
    while first < backend.extent() && backend.leading(first) == leading {
        range = backend.letter(first, range);
        let own = (range.first..range.end).find(|&passage| backend.first_of(passage) == wanted);
        held.holders += usize::from(own.is_some());
        if own.is_some_and(|passage| passage == address || matches(passage)) {
            held.by.push(backend.stored(range.first)?.version);
        }
        held.of += 1;
        first = range.end;
    }
    Ok(held)
}
