//! The order of hits.
//!
//! In: a selection. Out: scores and the best addresses. BM25 over exact matches: a term's document frequency is the
//! number of live passages that hold it, so that scores are the same however the index is cut into segments. What
//! stands as whole words weighs more than what stands inside others; a term in the section's heading or the letter's
//! title lends weight to the passages below; frame parts weigh little.

use std::cmp::Ordering;

use crate::reply::model::{BlockKind, Part};
use crate::search::error::SearchError;
use crate::search::evaluate::Selection;
use crate::search::record::Column;
use crate::search::request::{Request, Sort, Within};
use crate::search::{Address, Backend, Postings, Test};

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
/// Longest word, in characters, that is tried as the beginning or end of a term.
const LONGEST_WORD: usize = 8;

/// An address with its score, rounded to 1e-4.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scored {
    /// Where the passage is kept.
    pub address: Address,
    /// Its score.
    pub score: f64,
}

/// What one term contributes to each passage.
pub(super) struct Weighted {
    /// Shown in explanations.
    pub name: String,
    /// Where it stands.
    pub postings: Postings,
    /// Rarity.
    pub idf: f64,
    /// Addresses where it stands as whole words.
    pub whole: Vec<Address>,
    /// First addresses of the units that hold it.
    pub units: Vec<Address>,
    /// First addresses of the sections whose heading holds it.
    pub headed: Vec<Address>,
    /// First addresses of the replies whose title holds it.
    pub titled: Vec<Address>,
    /// First address of each reply that holds it, with the number of its passages that do.
    pub spread: Vec<(Address, u32)>,
    /// Number of the query's group; terms of one group are alternatives and only the best counts. `usize::MAX`: none.
    pub group: usize,
}

/// Scores addresses.
pub(super) struct Ranking<'a> {
    backend: &'a dyn Backend,
    within: Within,
    average: f64,
    terms: Vec<Weighted>,
    /// Addresses that come before all others, with the name of the reason.
    pub first: Vec<(&'static str, Vec<Address>)>,
    /// Multiply the score by the share of the terms' weight that the passage holds.
    pub by_share: bool,
    /// Weight of a whole-word match, in units of idf.
    pub whole: f64,
    frame: Test<'a>,
    name_only: Test<'a>,
}

fn is_frame(block: &str) -> bool {
    BlockKind::from_name(block).is_some_and(|kind| kind.is_frame() && kind != BlockKind::Heading)
}

fn is_name_only(part: &str) -> bool {
    part == Part::Label.name() || part == Part::Heading.name()
}

/// Rarity of something that `held` of `live` passages hold.
pub(super) fn idf(live: u64, held: usize) -> f64 {
    let (live, held) = (live as f64, held as f64);
    (1.0 + (live - held + 0.5).max(0.0) / (held + 0.5)).ln()
}

impl<'a> Ranking<'a> {
    pub fn new(
        backend: &'a dyn Backend,
        within: Within,
        terms: Vec<Weighted>,
    ) -> Result<Ranking<'a>, SearchError> {
        let average = (backend.total_length() as f64 / f64::from(backend.extent().max(1))).max(1.0);
        let frame = backend.test(Column::Block, &is_frame)?;
        let name_only = backend.test(Column::Part, &is_name_only)?;
        Ok(Ranking {
            backend,
            within,
            average,
            terms,
            first: Vec::new(),
            by_share: false,
            whole: WHOLE,
            frame,
            name_only,
        })
    }

    /// The ranking of literal hits.
    pub fn literal(
        backend: &'a dyn Backend,
        request: &Request,
        selection: &Selection<'_>,
    ) -> Result<Ranking<'a>, SearchError> {
        let mut terms = Vec::new();
        if request.sort == Sort::Relevance {
            for found in &selection.found {
                let whole = whole(backend, &found.term.folded)?;
                let mut term =
                    weigh(backend, request.within, &found.term.raw, found.postings.clone(), whole)?;
                term.group = found.group;
                terms.push(term);
            }
        }
        let mut ranking = Ranking::new(backend, request.within, terms)?;
        if let Some(joined) = &request.query.joined {
            let joined = backend.literal(joined)?.into_iter().map(|(address, _)| address).collect();
            ranking.first.push(("joined", joined));
        }
        Ok(ranking)
    }

    /// The score of an address; its parts go to `parts`.
    pub fn score(&self, address: Address, mut parts: Option<&mut Vec<(String, f64)>>) -> f64 {
        let mut note = |name: String, value: f64| {
            if let Some(parts) = parts.as_deref_mut() {
                parts.push((name, round(value)));
            }
        };
        let length = f64::from(self.backend.length(address));
        let unit = self.backend.unit(self.within, address);
        let reply = self.backend.unit(Within::Reply, address);
        let section = self.backend.unit(Within::Section, address);
        let mut score = 0.0;
        let (mut held, mut all) = (0.0, 0.0);
        // The best of the current group's alternatives.
        let (mut group, mut best) = (usize::MAX, 0.0);
        for term in &self.terms {
            all += term.idf;
            let before = score;
            match term.postings.binary_search_by_key(&address, |&(held, _)| held) {
                Ok(at) => {
                    held += term.idf;
                    let count = f64::from(term.postings[at].1.max(1));
                    let saturated = count * (K1 + 1.0) / (count + K1 * (1.0 - B + B * length / self.average));
                    score += term.idf * saturated;
                    note(format!("bm25({})", term.name), term.idf * saturated);
                    if term.whole.binary_search(&address).is_ok() {
                        score += term.idf * self.whole;
                        note(format!("whole({})", term.name), term.idf * self.whole);
                    }
                }
                Err(_) if term.units.binary_search(&unit).is_ok() => {
                    score += term.idf * IN_UNIT;
                    note(format!("in_unit({})", term.name), term.idf * IN_UNIT);
                }
                Err(_) => {}
            }
            if term.headed.binary_search(&section).is_ok() {
                score += term.idf * IN_HEADING;
                note(format!("heading({})", term.name), term.idf * IN_HEADING);
            }
            if term.titled.binary_search(&reply).is_ok() {
                score += term.idf * IN_TITLE;
                note(format!("title({})", term.name), term.idf * IN_TITLE);
            }
            if let Ok(at) = term.spread.binary_search_by_key(&reply, |&(reply, _)| reply) {
                let spread = term.idf * SPREAD * f64::from(term.spread[at].1).ln();
                score += spread;
                note(format!("spread({})", term.name), spread);
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
            note("share".to_owned(), held / all);
        }
        for (name, test, factor) in [("frame", &self.frame, FRAME), ("name_only", &self.name_only, NAME_ONLY)]
        {
            // A column that cannot be read leaves the order alone; reading the hit itself reports the damage.
            if test(address).unwrap_or(false) {
                score *= factor;
                note(name.to_owned(), factor);
            }
        }
        for (name, addresses) in &self.first {
            if addresses.binary_search(&address).is_ok() {
                score += 1000.0;
                note((*name).to_owned(), 1000.0);
            }
        }
        round(score)
    }
}

/// A score as it is compared and shown.
fn round(score: f64) -> f64 {
    (score * 1e4).round() / 1e4
}

/// Gathers what a term contributes.
pub(super) fn weigh(
    backend: &dyn Backend,
    within: Within,
    name: &str,
    postings: Postings,
    whole: Vec<Address>,
) -> Result<Weighted, SearchError> {
    let is_heading = |part: &str| part == Part::Heading.name();
    let is_title = |block: &str| block == BlockKind::Title.zh();
    let (mut headed, mut titled) = (Vec::new(), Vec::new());
    let heading = backend.test(Column::Part, &is_heading)?;
    let title = backend.test(Column::Block, &is_title)?;
    let mut units = Vec::with_capacity(postings.len());
    for &(address, _) in &postings {
        units.push(backend.unit(within, address));
        if heading(address)? {
            headed.push(backend.unit(Within::Section, address));
        }
        if title(address)? {
            titled.push(backend.unit(Within::Reply, address));
        }
    }
    for starts in [&mut units, &mut headed, &mut titled] {
        starts.sort_unstable();
        starts.dedup();
    }
    let mut spread: Vec<(Address, u32)> = Vec::new();
    for &(address, _) in &postings {
        let reply = backend.unit(Within::Reply, address);
        match spread.last_mut() {
            Some((last, count)) if *last == reply => *count += 1,
            _ => spread.push((reply, 1)),
        }
    }
    let idf = idf(backend.live(), postings.len());
    Ok(Weighted {
        name: name.to_owned(),
        postings,
        idf,
        whole,
        units,
        headed,
        titled,
        spread,
        group: usize::MAX,
    })
}

/// Addresses where a literal stands as whole words: a word of the passage begins where it begins, and one ends where
/// it ends, both inside it. Needs no dictionary: the words are those that were indexed.
pub(super) fn whole(backend: &dyn Backend, folded: &str) -> Result<Vec<Address>, SearchError> {
    let bounds: Vec<usize> =
        folded.char_indices().map(|(offset, _)| offset).chain(std::iter::once(folded.len())).collect();
    let length = bounds.len() - 1;
    let mut firsts: Vec<&str> = Vec::new();
    let mut lasts: Vec<(u32, &str)> = Vec::new();
    for chars in 1..=length.min(LONGEST_WORD) {
        let first = &folded[..bounds[chars]];
        if !backend.phrase(&[(0, first)])?.is_empty() {
            firsts.push(first);
        }
        let start = length - chars;
        let last = &folded[bounds[start]..];
        if !backend.phrase(&[(0, last)])?.is_empty() {
            lasts.push((start as u32, last));
        }
    }
    let mut found: Vec<Address> = Vec::new();
    for first in &firsts {
        for &(start, last) in &lasts {
            let postings = match start {
                0 if *first == last => backend.phrase(&[(0, first)])?,
                _ => backend.phrase(&[(0, first), (start, last)])?,
            };
            found.extend(postings.into_iter().map(|(address, _)| address));
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// The best `limit` addresses after the first `offset`, in order.
pub(super) fn best(
    backend: &dyn Backend,
    ranking: &Ranking<'_>,
    addresses: &[Address],
    sort: Sort,
    offset: usize,
    limit: usize,
) -> Result<Vec<Scored>, SearchError> {
    let wanted = offset.saturating_add(limit);
    let mut scored: Vec<Scored> = addresses
        .iter()
        .map(|&address| {
            let score = if sort == Sort::Relevance { ranking.score(address, None) } else { 0.0 };
            Scored { address, score }
        })
        .collect();
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
    if wanted < scored.len() && wanted > 0 {
        scored.select_nth_unstable_by(wanted - 1, compare);
        scored.truncate(wanted);
    }
    scored.sort_unstable_by(compare);
    Ok(scored.into_iter().skip(offset).take(limit).collect())
}
