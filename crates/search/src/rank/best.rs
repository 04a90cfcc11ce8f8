//! The best of many hits.
//!
//! In: hits, letter by letter. Out: a page of them in order. What no passage of a letter can exceed is told by a few
//! additions; letters are looked into from the most promising down, until none can hold a passage that is good enough.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use crate::backend::{Address, Backend, LetterRange};
use crate::error::SearchError;
use crate::rank::ranking::{Ranking, Scored};
use crate::rank::term;
use crate::request::Sort;

/// Letters that are looked into first.
const FEW: usize = 64;

/// A letter and which of the hits are its.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HitsInLetter {
    letter: LetterRange,
    hits: std::ops::Range<usize>,
}

impl HitsInLetter {
    /// First address of the letter.
    pub fn first(&self) -> Address {
        self.letter.first
    }
}

/// Cuts ascending hits where a letter ends.
pub(crate) fn by_letter(ranking: &Ranking<'_>, addresses: &[Address]) -> Vec<HitsInLetter> {
    if let [term] = &ranking.terms[..]
        && term.postings.iter().map(|posting| posting.address).eq(addresses.iter().copied())
    {
        let mut behind = 0;
        let hits = |held: &term::TermInLetter| {
            let first = behind;
            behind += held.passages as usize;
            HitsInLetter { letter: held.letter, hits: first..behind }
        };
        return term.letters().iter().map(hits).collect();
    }
    let mut letters: Vec<HitsInLetter> = Vec::new();
    let mut letter = LetterRange::default();
    for (at, &address) in addresses.iter().enumerate() {
        if address >= letter.end {
            letter = ranking.backend.letter(address, letter);
            letters.push(HitsInLetter { letter, hits: at..at });
        }
        if let Some(letter) = letters.last_mut() {
            letter.hits.end = at + 1;
        }
    }
    letters
}

/// The best `limit` of `addresses` after the first `offset`, in order. Addresses ascend; `letters` are theirs.
pub(crate) fn best(
    ranking: &Ranking<'_>,
    addresses: &[Address],
    letters: &[HitsInLetter],
    sort: Sort,
    (offset, limit): (usize, usize),
) -> Result<Vec<Scored>, SearchError> {
    let wanted = offset.saturating_add(limit).min(addresses.len());
    if wanted == 0 {
        return Ok(Vec::new());
    }
    let backend = ranking.backend;
    let mut kept = Kept { backend, sort, wanted, room: (wanted * 2).max(64), kept: Vec::new(), bar: None };
    let hits = |letter: &HitsInLetter| addresses.get(letter.hits.clone()).unwrap_or_default();
    match sort {
        // Where most are wanted no letter can be left out.
        Sort::Relevance if wanted * 4 < addresses.len() => {
            let bound = |letter: &HitsInLetter| Bound(ranking.at_most(letter.letter));
            let mut promising: BinaryHeap<(Bound, Reverse<usize>)> =
                letters.iter().enumerate().map(|(at, letter)| (bound(letter), Reverse(at))).collect();
            let mut many = FEW;
            loop {
                let mut chosen: Vec<&HitsInLetter> = Vec::new();
                while chosen.len() < many
                    && let Some((Bound(bound), Reverse(at))) = promising.pop()
                {
                    if kept.bar.is_some_and(|bar| bound < bar.score) {
                        promising.clear();
                        break;
                    }
                    chosen.extend(letters.get(at));
                }
                if chosen.is_empty() {
                    break;
                }
                chosen.sort_unstable_by_key(|letter| letter.letter.first);
                let ranges: Vec<_> = chosen.iter().map(|of| (of.letter.first, of.letter.end)).collect();
                ranking.note(&ranges)?;
                for &address in chosen.into_iter().flat_map(hits) {
                    kept.add(Scored { address, score: ranking.score(address, None) });
                }
                // Where so many are good enough bounds do not help: all that are left are looked into at once.
                many = if many > letters.len() / 8 { usize::MAX } else { many * 4 };
            }
        }
        Sort::Relevance => {
            ranking.note(&[(0, backend.extent())])?;
            for &address in addresses {
                kept.add(Scored { address, score: ranking.score(address, None) });
            }
        }
        _ => addresses.iter().for_each(|&address| kept.add(Scored { address, score: 0.0 })),
    }
    let mut best = kept.kept;
    best.sort_unstable_by(|a, b| compare(backend, sort, a, b));
    Ok(best.into_iter().take(wanted).skip(offset).collect())
}

/// A bound of scores, in their order.
struct Bound(f64);

impl Ord for Bound {
    fn cmp(&self, other: &Bound) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for Bound {
    fn partial_cmp(&self, other: &Bound) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Bound {
    fn eq(&self, other: &Bound) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Bound {}

/// A number that ascends in the order in which dates come; undated letters come last.
pub(crate) fn by_date(sort: Sort, date: u32) -> u32 {
    match (sort, date) {
        (Sort::Date, 0) => u32::MAX,
        (Sort::Date, date) => date,
        (_, date) => u32::MAX - date,
    }
}

/// The order of hits: `Less` for what comes first.
fn compare(backend: &dyn Backend, sort: Sort, a: &Scored, b: &Scored) -> Ordering {
    let dated = |of: &Scored| by_date(sort, backend.date(of.address));
    b.score
        .total_cmp(&a.score)
        .then_with(|| dated(a).cmp(&dated(b)))
        .then_with(|| backend.id(a.address).cmp(&backend.id(b.address)))
}

/// The best hits so far.
///
/// They are cut back to those wanted when twice as many have come together; from then on the worst of the best keeps
/// most others out at the cost of one comparison.
struct Kept<'a> {
    backend: &'a dyn Backend,
    sort: Sort,
    wanted: usize,
    room: usize,
    kept: Vec<Scored>,
    bar: Option<Scored>,
}

impl Kept<'_> {
    #[inline]
    fn add(&mut self, hit: Scored) {
        let compare = |a: &Scored, b: &Scored| compare(self.backend, self.sort, a, b);
        if self.bar.is_some_and(|bar| compare(&hit, &bar) != Ordering::Less) {
            return;
        }
        self.kept.push(hit);
        if self.kept.len() >= self.room {
            self.kept.select_nth_unstable_by(self.wanted - 1, compare);
            self.kept.truncate(self.wanted);
            self.bar = self.kept.last().copied();
        }
    }
}
