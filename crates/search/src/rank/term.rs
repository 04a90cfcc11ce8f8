//! What one term contributes to the scores.
//!
//! In: where a term stands. Out: its rarity, and what is known of each letter that holds it: how often, and whether its
//! title or a heading does.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use crate::backend::{Address, Backend, LetterRange, Posting, Whole};
use crate::error::SearchError;
use crate::request::Within;
use crate::sorted::{Sorted, place};
use crate::versions;
use dafu_letters::reply::model::BlockKind;

/// What one term contributes to each passage.
pub(crate) struct Weighted<'p> {
    /// Shown in explanations.
    pub name: String,
    /// Where it stands.
    pub postings: Cow<'p, [Posting]>,
    /// Rarity.
    pub idf: f64,
    /// Whether places where it stands as whole words weigh more.
    pub whole: bool,
    /// First addresses of the units that hold it; empty where passages that hold only other terms are no hits.
    pub units: Sorted<Address>,
    /// First addresses of the sections whose heading holds it.
    pub headed: Sorted<Address>,
    /// The letters that hold it.
    letters: Sorted<TermInLetter>,
    /// Number of the query's group; terms of one group are alternatives and only the best counts. `usize::MAX`: none.
    pub group: usize,
    /// Where its postings were asked last.
    last: Cell<usize>,
    /// The folded literal and its postings with whole words noted, so far: noting them is the dearest part of finding
    /// a common literal, and most of its places are never looked at. None where `postings` have them noted.
    noted: Option<(String, RefCell<Vec<Posting>>)>,
}

/// A term in a letter.
#[derive(Clone, Copy, Debug)]
pub(super) struct TermInLetter {
    /// The letter.
    pub letter: LetterRange,
    /// Number of its passages that hold the term.
    pub passages: u32,
    /// Most places in one of them.
    pub most: u16,
    /// Whether it stands as whole words anywhere.
    pub whole: bool,
    /// Whether a heading holds it.
    pub headed: bool,
    /// Whether the title does.
    pub titled: bool,
}

impl Weighted<'_> {
    /// Where the term stands in the passage at `address`.
    #[inline]
    pub(super) fn posting(&self, address: Address) -> Option<Posting> {
        let of = |postings: &[Posting]| {
            let found = place(postings, &self.last, address, |posting| posting.address)?;
            postings.get(found).copied()
        };
        match &self.noted {
            Some((_, noted)) => of(&noted.borrow()),
            None => of(&self.postings),
        }
    }

    /// The letters that hold it, ascending.
    pub(super) fn letters(&self) -> &[TermInLetter] {
        self.letters.list()
    }

    /// Leaves whole words open: they are noted for the letters that turn out to matter.
    pub fn leave_open(&mut self, folded: &str) {
        self.noted = Some((folded.to_owned(), RefCell::default()));
    }

    /// True when the term may stand in the letter as whole words.
    pub(super) fn may_be_whole(&self, letter: &TermInLetter) -> bool {
        self.whole && (letter.whole || self.noted.is_some())
    }

    /// Notes whole words in `letters`, addresses that ascend and that were not noted before.
    pub(super) fn note(
        &self,
        backend: &dyn Backend,
        letters: &[(Address, Address)],
    ) -> Result<(), SearchError> {
        let Some((folded, noted)) = &self.noted else { return Ok(()) };
        let found = backend.literal_in(folded, Whole::Noted, letters)?;
        let mut noted = noted.borrow_mut();
        noted.extend(found);
        noted.sort_unstable_by_key(|posting| posting.address);
        Ok(())
    }

    /// The term in the letter whose first address is `first`.
    #[inline]
    pub(super) fn in_letter(&self, first: Address) -> Option<&TermInLetter> {
        self.letters.get(first, |held| held.letter.first)
    }
}

/// Rarity of something that `held` of `live` passages hold.
pub(crate) fn idf(live: u64, held: usize) -> f64 {
    let (live, held) = (live as f64, held as f64);
    (1.0 + (live - held + 0.5).max(0.0) / (held + 0.5)).ln()
}

/// Gathers what a term contributes; `within` is given where passages of a unit profit from each other's terms.
pub(crate) fn weigh<'p>(
    backend: &dyn Backend,
    within: Option<Within>,
    name: &str,
    postings: Cow<'p, [Posting]>,
    whole: bool,
) -> Weighted<'p> {
    let (mut units, mut headed) = (Vec::new(), Vec::new());
    let mut letters: Vec<TermInLetter> = Vec::new();
    let mut letter = LetterRange::default();
    for &posting in postings.iter() {
        let address = posting.address;
        if address >= letter.end {
            letter = backend.letter(address, letter);
            letters.push(TermInLetter {
                letter,
                passages: 0,
                most: 0,
                whole: false,
                headed: false,
                titled: false,
            });
        }
        let Some(held) = letters.last_mut() else { continue };
        held.passages += 1;
        held.most = held.most.max(posting.count);
        held.whole |= posting.whole;
        match posting.kind {
            BlockKind::Heading => {
                held.headed = true;
                headed.push(backend.unit(Within::Section, address));
            }
            BlockKind::Title => held.titled = true,
            _ => {}
        }
        if let Some(within) = within {
            units.push(backend.unit(within, address));
        }
    }
    for starts in [&mut units, &mut headed] {
        starts.dedup();
    }
    Weighted {
        name: name.to_owned(),
        idf: idf(backend.live(), versions::count(backend, postings.iter().map(|posting| posting.address))),
        postings,
        whole,
        units: Sorted::new(units),
        headed: Sorted::new(headed),
        letters: Sorted::new(letters),
        group: usize::MAX,
        last: Cell::new(0),
        noted: None,
    }
}
