//! Spellings that stand in the archive, near to a term that does not.
//!
//! In: a folded term that stands nowhere, and a backend. Out: words and names that differ from it by one character (another one, one
//! more, one less, two that changed places), with the passages that hold each. It reads passages and is meant for the case that
//! nothing was found; of very common parts it reads only some, so that a spelling can be missed.

use std::collections::BTreeSet;

use crate::answer::Near;
use crate::backend::{Address, Backend, Whole};
use crate::error::SearchError;
use crate::query::Term;
use crate::request::Request;
use crate::select::Visible;
use dafu_words::fold::fold_str;

/// Fewest and most characters of a term that has near spellings: of shorter ones nearly everything is near.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=24;
/// Most spellings that are offered for a term.
const OFFERED: usize = 3;
/// Most passages that are read for one place of the term.
const READ: usize = 200;
/// A part of the term with more places is no help to find the others.
const COMMON: u64 = 200_000;

/// Spellings near to `term`, the one with most passages first.
pub(crate) fn spellings(
    backend: &dyn Backend,
    request: &Request,
    term: &Term,
) -> Result<Vec<Near>, SearchError> {
    let chars: Vec<char> = term.folded.chars().collect();
    if !LENGTHS.contains(&chars.len()) {
        return Ok(Vec::new());
    }
    let visible = Visible::new(backend, request);
    let mut candidates = rearranged(&chars);
    for at in 0..=chars.len() {
        // One more character between two parts, or another one in place of what stands there.
        fill(backend, &visible, &chars[..at], &chars[at..], &mut candidates)?;
        if at < chars.len() {
            fill(backend, &visible, &chars[..at], &chars[at + 1..], &mut candidates)?;
        }
    }
    candidates.remove(&term.folded);
    let mut found = Vec::new();
    for spelling in candidates {
        if backend.at_most(&spelling) == 0 {
            continue;
        }
        // Only whole words are spellings: 博士后公 stands in 博士后公寓 and is none.
        let count = visible.only(backend.literal(&spelling, Whole::Demanded)?).len() as u64;
        if count > 0 {
            found.push(Near { term: term.raw.clone(), spelling, count });
        }
    }
    found.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.spelling.cmp(&b.spelling)));
    found.truncate(OFFERED);
    Ok(found)
}

/// The term with one character left out, and with two neighbours changed.
fn rearranged(chars: &[char]) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for at in 0..chars.len() {
        all.insert(chars[..at].iter().chain(&chars[at + 1..]).collect());
        if at + 1 < chars.len() {
            let mut swapped = chars.to_vec();
            swapped.swap(at, at + 1);
            all.insert(swapped.into_iter().collect());
        }
    }
    all
}

/// Adds what stands in passages as `left`, one character, `right`.
fn fill(
    backend: &dyn Backend,
    visible: &Visible<'_>,
    left: &[char],
    right: &[char],
    candidates: &mut BTreeSet<String>,
) -> Result<(), SearchError> {
    let (left, right): (String, String) = (left.iter().collect(), right.iter().collect());
    let mut holders: Option<Vec<Address>> = None;
    for part in [&left, &right] {
        if part.is_empty() {
            continue;
        }
        if backend.at_most(part) > COMMON {
            // A part of one character everywhere: the other part alone says where to read.
            continue;
        }
        let postings = visible.only(backend.literal(part, Whole::Ignored)?);
        let held: Vec<Address> = postings.into_iter().map(|posting| posting.address).collect();
        holders = Some(match holders {
            None => held,
            Some(mut both) => {
                both.retain(|address| held.binary_search(address).is_ok());
                both
            }
        });
    }
    for address in holders.into_iter().flatten().take(READ) {
        let folded = fold_str(&backend.stored(address)?.text);
        let ends = |at: usize| -> Option<usize> {
            let between = folded[at..].chars().next().filter(|c| c.is_alphanumeric())?;
            let from = at + between.len_utf8();
            folded[from..].starts_with(&right).then_some(from + right.len())
        };
        if left.is_empty() {
            for (at, _) in folded.match_indices(&right) {
                if let Some(c) = folded[..at].chars().next_back().filter(|c| c.is_alphanumeric()) {
                    candidates.insert(format!("{c}{right}"));
                }
            }
            continue;
        }
        for (at, _) in folded.match_indices(&left) {
            if let Some(end) = ends(at + left.len()) {
                candidates.insert(folded[at..end].to_owned());
            }
        }
    }
    Ok(())
}
