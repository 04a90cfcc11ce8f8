//! The score of a passage.
//!
//! In: the terms of a selection, weighed. Out: a score for an address, a bound for a letter, and the parts of a score.

use std::cell::Cell;

use crate::backend::{Address, Backend, LetterRange, Whole};
use crate::error::SearchError;
use crate::rank::term::{Weighted, weigh};
use crate::request::{Request, Sort, Within};
use crate::select::Selection;
use crate::sorted::Sorted;
use dafu_letters::reply::model::BlockKind;

/// Saturation of repeated occurrences.
const K1: f64 = 1.2;
/// Share of the length normalisation.
const B: f64 = 0.35;
/// Weight of a whole-word match, in units of the term's idf: more than repetition can bring.
const WHOLE: f64 = 2.5;
/// The same where words, not the query as typed, are matched.
pub(crate) const WHOLE_RELATED: f64 = 0.5;
/// Weight of a term that stands in the unit but not in the passage.
const IN_UNIT: f64 = 0.3;
/// Weight of a term in the section's heading.
const IN_HEADING: f64 = 0.5;
/// Weight of a term in the letter's title.
const IN_TITLE: f64 = 0.3;
/// Weight of further passages of the letter that hold the term: a letter about something says it more than once.
const SPREAD: f64 = 0.4;
/// What puts an address before all that lack it.
const FIRST: f64 = 1000.0;
/// Factor of frame parts.
const FRAME: f64 = 0.3;
/// Factor of labels and headings, which name a matter but say nothing of it.
const NAME_ONLY: f64 = 0.5;

/// An address with its score, rounded to 1e-4.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scored {
    /// Where the passage is kept.
    pub address: Address,
    /// Its score.
    pub score: f64,
}

/// Scores addresses.
pub(crate) struct Ranking<'a> {
    pub(super) backend: &'a dyn Backend,
    within: Within,
    average: f64,
    pub(super) terms: Vec<Weighted<'a>>,
    /// Addresses that come before all others, with the name of the reason.
    pub first: Vec<(&'static str, Sorted<Address>)>,
    /// Multiply the score by the share of the terms' weight that the passage holds.
    pub by_share: bool,
    /// Weight of a whole-word match, in units of idf.
    pub whole: f64,
    /// The letter of the address that was asked last.
    letter: Cell<LetterRange>,
    /// Weights of spread by number of passages.
    spreads: [f64; 32],
}

/// Weight of a term that stands in so many passages of the letter.
fn spread(passages: u32) -> f64 {
    SPREAD * f64::from(passages.max(1)).ln()
}

fn is_frame(kind: BlockKind) -> bool {
    kind.is_frame() && kind != BlockKind::Heading
}

impl<'a> Ranking<'a> {
    pub fn new(backend: &'a dyn Backend, within: Within, terms: Vec<Weighted<'a>>) -> Ranking<'a> {
        let average = match terms.is_empty() {
            true => 1.0,
            false => (backend.live_length() as f64 / backend.live().max(1) as f64).max(1.0),
        };
        Ranking {
            backend,
            within,
            average,
            terms,
            first: Vec::new(),
            by_share: false,
            whole: WHOLE,
            letter: Cell::default(),
            spreads: std::array::from_fn(|passages| spread(passages as u32)),
        }
    }

    /// The ranking of literal hits.
    pub fn literal(
        backend: &'a dyn Backend,
        request: &Request,
        selection: &'a Selection<'_>,
    ) -> Result<Ranking<'a>, SearchError> {
        let mut terms = Vec::new();
        if request.sort == Sort::Relevance {
            // A hit holds the only term; of several it can hold one and stand in the unit of the others.
            let within = (selection.found.len() > 1).then_some(request.within);
            for found in &selection.found {
                let mut term = weigh(backend, within, &found.term.raw, (&found.postings).into(), true);
                term.group = found.group;
                if !found.noted {
                    term.leave_open(&found.term.folded);
                }
                terms.push(term);
            }
        }
        let mut ranking = Ranking::new(backend, request.within, terms);
        if let Some(joined) = &request.query.joined {
            let joined = backend.literal(joined, Whole::Ignored)?;
            let joined = joined.into_iter().map(|posting| posting.address).collect();
            ranking.first.push(("joined", Sorted::new(joined)));
        }
        Ok(ranking)
    }

    /// First address of the letter that an address belongs to.
    fn letter(&self, address: Address) -> Address {
        let mut letter = self.letter.get();
        if !letter.contains(address) {
            letter = self.backend.letter(address, letter);
            self.letter.set(letter);
        }
        letter.first
    }

    /// Weight of a term that stands in so many passages of the letter, in units of its idf.
    fn spread(&self, passages: u32) -> f64 {
        self.spreads.get(passages as usize).copied().unwrap_or_else(|| spread(passages))
    }

    /// A score that no passage of the letter exceeds. Cheapest when asked in ascending order.
    pub(super) fn at_most(&self, of: LetterRange) -> f64 {
        let mut most = 0.0;
        for term in &self.terms {
            let Some(letter) = term.in_letter(of.first) else { continue };
            let whole = if term.may_be_whole(letter) { self.whole } else { 0.0 };
            let headed = if letter.headed { IN_HEADING } else { 0.0 };
            let titled = if letter.titled { IN_TITLE } else { 0.0 };
            let held = saturated(letter.most, 0.0) + whole + headed + titled;
            most += term.idf * (held + self.spread(letter.passages));
        }
        for (_, addresses) in &self.first {
            if addresses.holds_within(of.first, of.end) {
                most += FIRST;
            }
        }
        // The parts of a score are added up in another order: the last bits can differ.
        round(most + 1e-6)
    }

    /// Makes the passages of `letters` (addresses, ascending and apart, each letter once) ready to be scored.
    pub(super) fn note(&self, letters: &[(Address, Address)]) -> Result<(), SearchError> {
        self.terms.iter().try_for_each(|term| term.note(self.backend, letters))
    }

    /// The score of an address; its parts go to `parts`. Cheapest when asked in ascending order.
    pub fn score(&self, address: Address, mut parts: Option<&mut Vec<(String, f64)>>) -> f64 {
        let mut note = |name: &dyn Fn() -> String, value: f64| {
            if let Some(parts) = parts.as_deref_mut() {
                parts.push((name(), round(value)));
            }
        };
        let facts = self.backend.facts(address);
        let length = f64::from(facts.length);
        let reply = self.letter(address);
        let mut score = 0.0;
        let (mut held, mut all) = (0.0, 0.0);
        // The best of the current group's alternatives.
        let (mut group, mut best) = (usize::MAX, 0.0);
        for term in &self.terms {
            all += term.idf;
            let before = score;
            match term.posting(address) {
                Some(posting) => {
                    held += term.idf;
                    let saturated = saturated(posting.count, length / self.average);
                    score += term.idf * saturated;
                    note(&|| format!("bm25({})", term.name), term.idf * saturated);
                    if term.whole && posting.whole {
                        score += term.idf * self.whole;
                        note(&|| format!("whole({})", term.name), term.idf * self.whole);
                    }
                }
                None if !term.units.list().is_empty()
                    && term.units.contains(self.backend.unit(self.within, address)) =>
                {
                    score += term.idf * IN_UNIT;
                    note(&|| format!("in_unit({})", term.name), term.idf * IN_UNIT);
                }
                None => {}
            }
            if !term.headed.list().is_empty()
                && term.headed.contains(self.backend.unit(Within::Section, address))
            {
                score += term.idf * IN_HEADING;
                note(&|| format!("heading({})", term.name), term.idf * IN_HEADING);
            }
            if let Some(letter) = term.in_letter(reply) {
                if letter.titled {
                    score += term.idf * IN_TITLE;
                    note(&|| format!("title({})", term.name), term.idf * IN_TITLE);
                }
                // Of a letter that holds the term once nothing is told: ln 1 is 0.
                if letter.passages > 1 {
                    let spread = term.idf * self.spread(letter.passages);
                    score += spread;
                    note(&|| format!("spread({})", term.name), spread);
                }
            }
            let own = score - before;
            if term.group == group && group != usize::MAX {
                score = before - best + f64::max(best, own);
                best = f64::max(best, own);
            } else {
                (group, best) = (term.group, own);
            }
        }
        if self.by_share && all > 0.0 {
            score *= held / all;
            note(&|| "share".to_owned(), held / all);
        }
        if is_frame(facts.kind) {
            score *= FRAME;
            note(&|| "frame".to_owned(), FRAME);
        }
        if facts.is_name_only() {
            score *= NAME_ONLY;
            note(&|| "name_only".to_owned(), NAME_ONLY);
        }
        for (name, addresses) in &self.first {
            if addresses.contains(address) {
                score += FIRST;
                note(&|| (*name).to_owned(), FIRST);
            }
        }
        round(score)
    }
}

/// Weight of `count` places in a passage of `length` times the average length.
fn saturated(count: u16, length: f64) -> f64 {
    let count = f64::from(count.max(1));
    count * (K1 + 1.0) / (count + K1 * (1.0 - B + B * length))
}

/// A score as it is compared and shown.
pub(crate) fn round(score: f64) -> f64 {
    (score * 1e4).round() / 1e4
}
