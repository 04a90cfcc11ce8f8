//! Request → Answer: what matches, how units combine, what is counted.
//!
//! In: a request and a backend. Out: an answer. A passage is a hit iff it holds a positive term and no excluded one,
//! passes all filters itself, and its unit holds a term of every group. Order is `rank`'s, widening `related`'s.

use crate::Address;
use crate::Backend;
use crate::Letter;
use crate::Postings;
use crate::Whole;
use crate::answer::{Answer, Hit, Hits};
use crate::error::SearchError;
use crate::explain_zero;
use crate::facets;
use crate::filter::{self, Condition};
use crate::highlight;
use crate::query::{Query, Term};
use crate::rank::{self, Ranking, Scored};
use crate::related;
use crate::request::{HitTier, MatchMode, Request, Sort, Within};
use crate::sorted::Sorted;
use dafu_letters::reply::model::BlockKind;

/// Most partial matches that are returned.
pub const MOST_PARTIAL: usize = 10;

/// Whole words of a literal with this many places at most are noted when it is found.
const NOTED_AT_ONCE: u64 = 2_000;

/// A term with the visible passages that hold it.
pub(super) struct Found<'q> {
    /// The term.
    pub term: &'q Term,
    /// Where it stands.
    pub postings: Postings,
    /// Whether they tell of whole words.
    pub noted: bool,
    /// Number of its group in the query.
    pub group: usize,
}

/// The passages that match, with what is needed to rank them.
pub(super) struct Selection<'q> {
    /// Ascending.
    pub hits: Vec<Address>,
    /// Every positive term.
    pub found: Vec<Found<'q>>,
}

/// Answers a request.
pub fn answer(backend: &dyn Backend, request: &Request) -> Result<Answer, SearchError> {
    let mut answer = Answer { notes: request.query.notes.clone(), ..Answer::default() };
    let conditions = filter::conditions(&request.query.filters, &mut answer.notes);
    let selection = select(backend, request, &conditions, request.sort == Sort::Relevance)?;
    let ranking = Ranking::literal(backend, request, &selection)?;
    let terms: Vec<&str> = request.query.terms().map(|term| term.folded.as_str()).collect();
    let scored = |tier: HitTier| {
        if request.tier == tier { (request.offset, request.limit) } else { (0, request.limit) }
    };
    answer.literal = page(backend, request, &ranking, &selection.hits, &terms, scored(HitTier::Literal))?;
    if request.query.joined.is_some() && selection.hits.is_empty() {
        answer.notes.retain(|note| !note.contains("come first"));
    }

    let mut related_hits = Vec::new();
    if request.widen || request.tier == HitTier::Related {
        let related = related::find(backend, request, &conditions, &selection)?;
        let words: Vec<&str> =
            related.words.iter().map(String::as_str).chain(terms.iter().copied()).collect();
        answer.related =
            page(backend, request, &related.ranking, &related.hits, &words, scored(HitTier::Related))?;
        related_hits = related.hits;
    }
    let nothing = answer.literal.total == 0 && answer.related.total == 0;
    if request.match_mode == MatchMode::Any || (nothing && request.widen) {
        let mut partial = any(backend, request, MOST_PARTIAL + answer.literal.hits.len())?;
        partial.retain(|scored| selection.hits.binary_search(&scored.address).is_err());
        partial.truncate(MOST_PARTIAL);
        let words = any_words(&request.query);
        for (rank, scored) in (1..).zip(partial) {
            answer.partial.push(hit(backend, request, &scored, rank, &words)?);
        }
    }
    if request.facets {
        let related = request.tier == HitTier::Related;
        answer.facets = facets::facets(backend, if related { &related_hits } else { &selection.hits })?;
    }
    if answer.literal.total == 0 {
        answer.zero = Some(explain_zero::explain(backend, request)?);
    }
    Ok(answer)
}

/// The addresses of all literal hits, ascending.
pub fn matching(backend: &dyn Backend, request: &Request) -> Result<Vec<Address>, SearchError> {
    let conditions = filter::conditions(&request.query.filters, &mut Vec::new());
    Ok(select(backend, request, &conditions, false)?.hits)
}

/// The best passages that hold any of the query's words, best first: what evaluations with standard tools run.
pub fn any(backend: &dyn Backend, request: &Request, limit: usize) -> Result<Vec<Scored>, SearchError> {
    let conditions = filter::conditions(&request.query.filters, &mut Vec::new());
    let words = any_words(&request.query);
    let (hits, ranking) = related::any(backend, request, &conditions, &words)?;
    let letters = rank::by_letter(&ranking, &hits);
    rank::best(&ranking, &hits, &letters, Sort::Relevance, (0, limit))
}

/// The words of all terms, function words left out unless nothing else is there.
pub fn any_words(query: &Query) -> Vec<String> {
    let mut all = Vec::new();
    for term in query.terms() {
        let words = related::content_words(&term.folded);
        if words.is_empty() {
            all.push(term.folded.clone());
        }
        all.extend(words);
    }
    all.sort();
    all.dedup();
    all
}

/// Finds what matches; where hits are `ranked`, whole words are noted if that is cheap.
pub(super) fn select<'q>(
    backend: &dyn Backend,
    request: &'q Request,
    conditions: &[Condition],
    ranked: bool,
) -> Result<Selection<'q>, SearchError> {
    let query = &request.query;
    let visible = Visible::new(backend, request);
    let mut found = Vec::new();
    let mut groups: Vec<Vec<Address>> = Vec::new();
    for (number, group) in query.groups.iter().enumerate() {
        let mut holders = Vec::new();
        for term in group {
            // All lists of a single character are read for whatever part of them is wanted.
            let single = term.folded.chars().nth(1).is_none();
            let noted = ranked && (single || backend.at_most(&term.folded) <= NOTED_AT_ONCE);
            let postings = visible.only(backend.literal(&term.folded, request.whole_words(noted))?);
            holders.extend(postings.iter().map(|posting| posting.address));
            found.push(Found { term, postings, noted: noted || request.whole, group: number });
        }
        if group.len() > 1 {
            holders.sort_unstable();
            holders.dedup();
        }
        groups.push(holders);
    }
    let mut hits = if groups.is_empty() {
        // Exclusions alone ask for everything else; filters alone ask for what they name.
        if query.is_empty() { Vec::new() } else { visible.all() }
    } else {
        combine(backend, request.within, groups)
    };
    exclude(backend, request, request.whole_words(false), &mut hits)?;
    if !conditions.is_empty() {
        hits = filter::keep(backend, conditions, hits)?;
    }
    Ok(Selection { hits, found })
}

/// Passages of any group that stand in a unit which holds all groups.
fn combine(backend: &dyn Backend, within: Within, mut groups: Vec<Vec<Address>>) -> Vec<Address> {
    if groups.len() == 1 {
        return groups.pop().unwrap_or_default();
    }
    let units_of = |holders: &[Address]| {
        let mut units: Vec<Address> = holders.iter().map(|&address| backend.unit(within, address)).collect();
        units.dedup();
        units
    };
    groups.sort_by_key(Vec::len);
    let mut common = units_of(&groups[0]);
    for group in &groups[1..] {
        let units = units_of(group);
        common.retain(|unit| units.binary_search(unit).is_ok());
    }
    let mut hits: Vec<Address> = groups
        .into_iter()
        .flatten()
        .filter(|&address| common.binary_search(&backend.unit(within, address)).is_ok())
        .collect();
    hits.sort_unstable();
    hits.dedup();
    hits
}

/// Takes out the passages that hold an excluded term.
pub(super) fn exclude(
    backend: &dyn Backend,
    request: &Request,
    whole: Whole,
    hits: &mut Vec<Address>,
) -> Result<(), SearchError> {
    for term in &request.query.exclusions {
        let excluded = Sorted::new(backend.literal(&term.folded, whole)?);
        hits.retain(|&address| excluded.get(address, |posting| posting.address).is_none());
    }
    Ok(())
}

/// Which passages are searched: all but page furniture and the proposal's own text, unless they are asked for.
pub(super) struct Visible<'a> {
    backend: &'a dyn Backend,
    only: Option<&'a [u64]>,
    everything: bool,
}

/// True for the kinds that are searched only on request.
fn is_hidden(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Furniture | BlockKind::OriginalProposal)
}

impl<'a> Visible<'a> {
    pub fn new(backend: &'a dyn Backend, request: &'a Request) -> Visible<'a> {
        Visible { backend, only: request.only.as_deref(), everything: request.include_furniture }
    }

    pub fn only(&self, mut postings: Postings) -> Postings {
        let mut keep = self.keep();
        postings.retain(|posting| keep(posting.address, posting.kind));
        postings
    }

    fn all(&self) -> Vec<Address> {
        let mut keep = self.keep();
        (0..self.backend.extent())
            .filter(|&address| self.backend.is_live(address) && keep(address, self.backend.kind(address)))
            .collect()
    }

    /// Tells of addresses, cheapest in ascending order, whether they are searched.
    fn keep(&self) -> impl FnMut(Address, BlockKind) -> bool {
        let mut letter = Letter::default();
        let mut asked_for = true;
        move |address, kind| {
            if let Some(only) = self.only {
                if !letter.contains(address) {
                    letter = self.backend.letter(address, letter);
                    asked_for = only.binary_search(&self.backend.order(address).0).is_ok();
                }
                if !asked_for {
                    return false;
                }
            }
            self.everything || !is_hidden(kind)
        }
    }
}

/// One page of hits with the counts of all.
fn page(
    backend: &dyn Backend,
    request: &Request,
    ranking: &Ranking<'_>,
    addresses: &[Address],
    terms: &[&str],
    (offset, limit): (usize, usize),
) -> Result<Hits, SearchError> {
    let letters = rank::by_letter(ranking, addresses);
    let best = rank::best(ranking, addresses, &letters, request.sort, (offset, limit))?;
    let mut hits = Vec::with_capacity(best.len());
    for (rank, scored) in (offset + 1..).zip(best) {
        let mut hit = hit(backend, request, &scored, rank, terms)?;
        if request.explain {
            ranking.score(scored.address, Some(&mut hit.explanation));
        }
        hits.push(hit);
    }
    Ok(Hits { total: addresses.len() as u64, replies: letters.len() as u64, hits })
}

/// Everything that is shown of a hit, with the places of `terms` (folded) in it.
pub fn hit<T: AsRef<str>>(
    backend: &dyn Backend,
    request: &Request,
    scored: &Scored,
    rank: usize,
    terms: &[T],
) -> Result<Hit, SearchError> {
    let terms: Vec<&str> = terms.iter().map(AsRef::as_ref).collect();
    let address = scored.address;
    let passage = backend.stored(address)?;
    let paragraph = backend.unit(Within::Paragraph, address);
    let in_paragraph =
        |other: Address| other < backend.extent() && backend.unit(Within::Paragraph, other) == paragraph;
    let mut following = String::new();
    let mut next = address + 1;
    let needed = terms.iter().map(|term| term.chars().count()).max().unwrap_or(0) * 4 + 16;
    while in_paragraph(next) && (request.context || following.chars().count() < needed) {
        following += &backend.stored(next)?.text;
        next += 1;
    }
    let highlights = highlight::highlights(&passage.text, &following, &terms);
    let context = match request.context {
        false => None,
        true => {
            let mut before = String::new();
            for earlier in paragraph..address {
                before += &backend.stored(earlier)?.text;
            }
            let place = dafu_words::span::Span::new(before.len(), before.len() + passage.text.len());
            Some((before + &passage.text + &following, place))
        }
    };
    let values = backend.values(address)?;
    Ok(Hit {
        address,
        rank,
        score: scored.score,
        passage,
        highlights,
        values,
        date: backend.date(address),
        context,
        explanation: Vec::new(),
    })
}
