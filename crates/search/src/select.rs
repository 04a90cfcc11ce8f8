//! Request → the passages that match it.
//!
//! In: a request and its conditions. Out: the hits by ascending address, and where each term stands. A passage is a hit
//! iff it holds a positive term and no excluded one, passes all filters itself, and its unit holds a term of every
//! group. Order is `rank`'s, what is only related `related`'s.

use crate::backend::{Address, Backend, LetterRange, Postings, Whole};
use crate::error::SearchError;
use crate::filter::{self, Condition};
use crate::query::Term;
use crate::request::{Request, Within};
use crate::sorted::Sorted;
use crate::versions;
use dafu_letters::reply::model::BlockKind;

/// Whole words of a literal with this many places at most are noted when it is found.
const NOTED_AT_ONCE: u64 = 2_000;

/// A term with the visible passages that hold it.
pub(crate) struct Found<'q> {
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
pub(crate) struct Selection<'q> {
    /// Ascending; what several versions of a letter say stands once.
    pub hits: Vec<Address>,
    /// Passages that match and say what one of the hits says in another version; ascending.
    said: Vec<Address>,
    /// Every positive term.
    pub found: Vec<Found<'q>>,
}

impl Selection<'_> {
    /// True for a passage that matches.
    pub fn holds(&self, address: Address) -> bool {
        self.hits.binary_search(&address).is_ok() || self.said.binary_search(&address).is_ok()
    }
}

/// What literals are asked about whole words, whether or not their hits are `ranked`.
pub(crate) fn whole_words(request: &Request, ranked: bool) -> Whole {
    match (request.whole, ranked) {
        (true, _) => Whole::Demanded,
        (false, true) => Whole::Noted,
        (false, false) => Whole::Ignored,
    }
}

/// Finds what matches; where hits are `ranked`, whole words are noted if that is cheap.
pub(crate) fn select<'q>(
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
            let postings = visible.only(backend.literal(&term.folded, whole_words(request, noted))?);
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
    exclude(backend, request, whole_words(request, false), &mut hits)?;
    if !conditions.is_empty() {
        hits = filter::keep(backend, conditions, hits)?;
    }
    let said = versions::collapse(backend, &mut hits);
    Ok(Selection { hits, said, found })
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
pub(crate) fn exclude(
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
pub(crate) struct Visible<'a> {
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

    /// The visible ones of `addresses`, which ascend.
    pub fn of(&self, mut addresses: Vec<Address>) -> Vec<Address> {
        let mut keep = self.keep();
        addresses.retain(|&address| keep(address, self.backend.kind(address)));
        addresses
    }

    fn all(&self) -> Vec<Address> {
        let mut keep = self.keep();
        (0..self.backend.extent())
            .filter(|&address| self.backend.is_live(address) && keep(address, self.backend.kind(address)))
            .collect()
    }

    /// Tells of addresses, cheapest in ascending order, whether they are searched.
    fn keep(&self) -> impl FnMut(Address, BlockKind) -> bool {
        let mut letter = LetterRange::default();
        let mut asked_for = true;
        move |address, kind| {
            if let Some(only) = self.only {
                if !letter.contains(address) {
                    letter = self.backend.letter(address, letter);
                    asked_for = only.binary_search(&self.backend.id(address).reply.number()).is_ok();
                }
                if !asked_for {
                    return false;
                }
            }
            self.everything || !is_hidden(kind)
        }
    }
}
