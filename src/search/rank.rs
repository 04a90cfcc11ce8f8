//! The order of hits.
//!
//! In: a selection. Out: scores and the best addresses. BM25 over exact matches: a term's document frequency is the
//! number of live passages that hold it, so that scores are the same however the index is cut into segments. What
//! stands as whole words weighs more than what stands inside others; a term in the section's heading or the letter's
//! title lends weight to the passages below; frame parts weigh little.

use std::borrow::Cow;
use std::cell::Cell;
use std::cmp::Ordering;

use crate::reply::model::{BlockKind, Part};
use crate::search::error::SearchError;
use crate::search::evaluate::Selection;
use crate::search::request::{Request, Sort, Within};
use crate::search::sorted::{Sorted, place};
use crate::search::{Address, Backend, Posting, Whole};

/// Saturation of repeated occurrences.
const K1: f64 = 1.2;
/// Share of the length normalisation.
const B: f64 = 0.35;
/// Weight of a whole-word match, in units of the term's idf: more than repetition can bring.
const WHOLE: f64 = 2.5;
/// The same where words, not the query as typed, are matched.
pub(super) const WHOLE_RELATED: f64 = 0.5;
/// Weight of a term that stands in the unit but not in the passage.
const IN_UNIT: f64 = 0.3;
/// Weight of a term in the section's heading.
const IN_HEADING: f64 = 0.5;
/// Weight of a term in the letter's title.
const IN_TITLE: f64 = 0.3;
/// Weight of further passages of the letter that hold the term: a letter about something says it more than once.
const SPREAD: f64 = 0.4;
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

/// What one term contributes to each passage.
pub(super) struct Weighted<'p> {
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
    headed: Sorted<Address>,
    /// First addresses of the replies whose title holds it.
    titled: Sorted<Address>,
    /// First address of each reply of which several passages hold it, with their number.
    spread: Sorted<(Address, u32)>,
    /// Number of the query's group; terms of one group are alternatives and only the best counts. `usize::MAX`: none.
    pub group: usize,
    /// Where its postings were asked last.
    last: Cell<usize>,
}

/// Scores addresses.
pub(super) struct Ranking<'a> {
    backend: &'a dyn Backend,
    within: Within,
    average: f64,
    terms: Vec<Weighted<'a>>,
    /// Addresses that come before all others, with the name of the reason.
    pub first: Vec<(&'static str, Sorted<Address>)>,
    /// Multiply the score by the share of the terms' weight that the passage holds.
    pub by_share: bool,
    /// Weight of a whole-word match, in units of idf.
    pub whole: f64,
    /// The letter of the address that was asked last.
    letter: Cell<(Address, Address)>,
}

fn is_frame(kind: BlockKind) -> bool {
    kind.is_frame() && kind != BlockKind::Heading
}

fn is_name_only(part: Part) -> bool {
    matches!(part, Part::Label | Part::Heading)
}

/// Rarity of something that `held` of `live` passages hold.
pub(super) fn idf(live: u64, held: usize) -> f64 {
    let (live, held) = (live as f64, held as f64);
    (1.0 + (live - held + 0.5).max(0.0) / (held + 0.5)).ln()
}

impl<'a> Ranking<'a> {
    pub fn new(backend: &'a dyn Backend, within: Within, terms: Vec<Weighted<'a>>) -> Ranking<'a> {
        let average = (backend.total_length() as f64 / f64::from(backend.extent().max(1))).max(1.0);
        Ranking {
            backend,
            within,
            average,
            terms,
            first: Vec::new(),
            by_share: false,
            whole: WHOLE,
            letter: Cell::new((0, 0)),
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
        let (mut first, end) = self.letter.get();
        if address < first || end <= address {
            let letter = self.backend.letter(address);
            self.letter.set(letter);
            first = letter.0;
        }
        first
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
            match place(&term.postings, &term.last, address, |posting| posting.address) {
                Some(at) => {
                    let posting = term.postings[at];
                    held += term.idf;
                    let count = f64::from(posting.count().max(1));
                    let saturated = count * (K1 + 1.0) / (count + K1 * (1.0 - B + B * length / self.average));
                    score += term.idf * saturated;
                    note(&|| format!("bm25({})", term.name), term.idf * saturated);
                    if term.whole && posting.is_whole() {
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
            if term.titled.contains(reply) {
                score += term.idf * IN_TITLE;
                note(&|| format!("title({})", term.name), term.idf * IN_TITLE);
            }
            if let Some(&(_, passages)) = term.spread.get(reply, |&(reply, _)| reply) {
                let spread = term.idf * SPREAD * f64::from(passages).ln();
                score += spread;
                note(&|| format!("spread({})", term.name), spread);
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
        if is_name_only(facts.part) {
            score *= NAME_ONLY;
            note(&|| "name_only".to_owned(), NAME_ONLY);
        }
        for (name, addresses) in &self.first {
            if addresses.contains(address) {
                score += 1000.0;
                note(&|| (*name).to_owned(), 1000.0);
            }
        }
        round(score)
    }
}

/// A score as it is compared and shown.
fn round(score: f64) -> f64 {
    (score * 1e4).round() / 1e4
}

/// Gathers what a term contributes; `within` is given where passages of a unit profit from each other's terms.
pub(super) fn weigh<'p>(
    backend: &dyn Backend,
    within: Option<Within>,
    name: &str,
    postings: Cow<'p, [Posting]>,
    whole: bool,
) -> Weighted<'p> {
    let (mut units, mut headed, mut titled) = (Vec::new(), Vec::new(), Vec::new());
    let mut spread: Vec<(Address, u32)> = Vec::new();
    let mut letter = (0, 0);
    for &Posting { address, .. } in postings.iter() {
        if address >= letter.1 {
            letter = backend.letter(address);
            // Of a letter that holds the term once nothing is told: ln 1 is 0.
            spread.pop_if(|&mut (_, passages)| passages == 1);
            spread.push((letter.0, 0));
        }
        if let Some((_, passages)) = spread.last_mut() {
            *passages += 1;
        }
        if let Some(within) = within {
            units.push(backend.unit(within, address));
        }
        match backend.kind(address) {
            BlockKind::Heading => headed.push(backend.unit(Within::Section, address)),
            BlockKind::Title => titled.push(letter.0),
            _ => {}
        }
    }
    spread.pop_if(|&mut (_, passages)| passages == 1);
    for starts in [&mut units, &mut headed, &mut titled] {
        starts.dedup();
    }
    Weighted {
        name: name.to_owned(),
        idf: idf(backend.live(), postings.len()),
        postings,
        whole,
        units: Sorted::new(units),
        headed: Sorted::new(headed),
        titled: Sorted::new(titled),
        spread: Sorted::new(spread),
        group: usize::MAX,
        last: Cell::new(0),
    }
}

/// The best `limit` addresses after the first `offset`, in order. Addresses come ascending.
pub(super) fn best(
    backend: &dyn Backend,
    ranking: &Ranking<'_>,
    addresses: &[Address],
    sort: Sort,
    offset: usize,
    limit: usize,
) -> Vec<Scored> {
    let wanted = offset.saturating_add(limit).min(addresses.len());
    let dated = |address: Address| match (sort, backend.date(address)) {
        (Sort::Date, 0) => u32::MAX,
        (Sort::Date, date) => date,
        (_, date) => u32::MAX - date,
    };
    let compare = |a: &Scored, b: &Scored| -> Ordering {
        b.score
            .total_cmp(&a.score)
            .then_with(|| dated(a.address).cmp(&dated(b.address)))
            .then_with(|| backend.order(a.address).cmp(&backend.order(b.address)))
    };
    let mut kept: Vec<Scored> = Vec::new();
    // Kept ones are cut back to the best when twice as many have come together; from then on the worst of the best
    // keeps most others out at the cost of one comparison.
    let room = (wanted * 2).max(64);
    let mut bar: Option<Scored> = None;
    for &address in addresses.iter().filter(|_| wanted > 0) {
        let score = if sort == Sort::Relevance { ranking.score(address, None) } else { 0.0 };
        let scored = Scored { address, score };
        if bar.is_some_and(|bar| compare(&scored, &bar) != Ordering::Less) {
            continue;
        }
        kept.push(scored);
        if kept.len() >= room {
            kept.select_nth_unstable_by(wanted - 1, compare);
            kept.truncate(wanted);
            bar = kept.last().copied();
        }
    }
    kept.sort_unstable_by(compare);
    kept.into_iter().take(wanted).skip(offset).collect()
}
