//! 分词相关: what a phrase without spaces means when it stands nowhere literally.
//!
//! In: a request whose terms are rare. Out: passages in whose unit the terms' words stand, all of them first, then most
//! of them. Nobody types spaces in Chinese: 科创专员选派 means 科创, 专员 and 选派. Words are matched as literals, so
//! that a different segmentation of the letter hides nothing.

use crate::backend::{Address, Backend, LetterRange, Posting, Postings, Whole};
use crate::content_words::{content_words, is_telling};
use crate::error::SearchError;
use crate::filter::{self, Condition};
use crate::rank::{Ranking, WHOLE_RELATED, Weighted, idf, weigh};
use crate::request::{Request, Within};
use crate::select::{Selection, Visible, exclude};
use crate::sorted::Sorted;
use crate::subject::BySubject;
use crate::versions;
use dafu_letters::reply::model::BlockKind;

/// A term of fewer characters is taken at its word.
const SHORTEST: usize = 4;
/// A term with this many literal hits needs no help.
const ENOUGH: usize = 10;
/// A term of this many characters can be the subject of a proposal.
const SUBJECT: usize = 8;
/// Share of the words that counts as most of them.
const MOST: f64 = 0.6;

/// Related passages with their order.
pub(super) struct Related<'a> {
    /// Ascending; literal hits and those found by subject left out.
    pub hits: Vec<Address>,
    /// Their order.
    pub ranking: Ranking<'a>,
    /// The words that were sought.
    pub words: Vec<String>,
}

/// Finds related passages, but for those that were found by their letters' names.
pub(super) fn find<'a>(
    backend: &'a dyn Backend,
    request: &'a Request,
    conditions: &[Condition],
    selection: &Selection<'_>,
    by_subject: &BySubject,
) -> Result<Related<'a>, SearchError> {
    let mut soft: Vec<String> = Vec::new();
    let mut pairs: Vec<String> = Vec::new();
    let mut hard: Vec<&Postings> = Vec::new();
    for found in &selection.found {
        let term = found.term;
        let eligible =
            !term.quoted && term.folded.chars().count() >= SHORTEST && found.postings.len() < ENOUGH;
        let words = if eligible { content_words(&term.folded) } else { Vec::new() };
        // A document number, an amount, a date say what they say; their parts stand in every letter.
        let telling = words.iter().filter(|word| is_telling(word)).count();
        if telling < 2 || telling * 2 <= words.len() {
            hard.push(&found.postings);
            continue;
        }
        pairs.extend(words.windows(2).map(|pair| pair.concat()).filter(|pair| *pair != term.folded));
        // Single characters are part of too many words to tell anything beside longer ones.
        soft.extend(words.into_iter().filter(|word| word.chars().nth(1).is_some()));
    }
    soft.dedup();
    let alternatives = request.query.groups.iter().any(|group| group.len() > 1);
    if soft.is_empty() || alternatives {
        let ranking = Ranking::new(backend, request.within, Vec::new());
        return Ok(Related { hits: Vec::new(), ranking, words: Vec::new() });
    }
    let answering = answering(backend, selection);
    let near = Near::of(backend, request, &soft, &answering)?;
    let mut terms = near.weigh(&soft)?;
    let required: Vec<Vec<Address>> =
        hard.into_iter().map(|postings| units(backend, request, postings)).collect();

    let (mut candidates, complete) = in_units(backend, request, &terms, &required);
    candidates.extend(&answering);
    candidates.sort_unstable();
    candidates.dedup();
    let listed = |address: Address| selection.holds(address) || by_subject.holds(address);
    let mut hits: Vec<Address> = candidates.into_iter().filter(|&address| !listed(address)).collect();
    exclude(backend, request, Whole::Ignored, &mut hits)?;
    if !conditions.is_empty() {
        hits = filter::keep(backend, conditions, hits)?;
    }
    versions::collapse(backend, &mut hits);
    if !hits.is_empty() {
        // Two words that stand side by side, as in the query, say more than the two apart.
        // Those that stand in no letter of a hit would only lower every score.
        let letters = letters_of(backend, hits.iter().copied());
        let in_letters = |posting: &Posting| {
            let after = letters.partition_point(|letter| letter.0 <= posting.address);
            after.checked_sub(1).is_some_and(|at| posting.address < letters[at].1)
        };
        let adjacent = near.weigh(&pairs)?;
        terms.extend(adjacent.into_iter().filter(|pair| pair.postings.iter().any(in_letters)));
        for term in &mut terms {
            near.settle(term)?;
        }
    }
    let mut ranking = Ranking::new(backend, request.within, terms);
    ranking.by_share = true;
    ranking.whole = WHOLE_RELATED;
    ranking.first.push(("all_words", Sorted::new(complete)));
    ranking.first.push(("answers_it", Sorted::new(answering)));
    Ok(Related { hits, ranking, words: soft })
}

/// The body of letters whose title or opening names a term: a pasted title asks for what was answered to it.
fn answering(backend: &dyn Backend, selection: &Selection<'_>) -> Vec<Address> {
    let mut letters = Vec::new();
    for found in &selection.found {
        if found.term.quoted || found.term.folded.chars().count() < SUBJECT {
            continue;
        }
        let names = |posting: &&Posting| matches!(posting.kind, BlockKind::Title | BlockKind::Opening);
        let naming = found.postings.iter().filter(names).map(|posting| posting.address);
        letters.extend(letters_of(backend, naming));
    }
    letters.sort_unstable();
    letters.dedup();
    let passages = letters.into_iter().flat_map(|(first, end)| first..end);
    passages.filter(|&address| backend.is_live(address) && !backend.facts(address).kind.is_frame()).collect()
}

/// Passages that hold any of `words`, with an order by how many and how rare.
pub(super) fn any<'a>(
    backend: &'a dyn Backend,
    request: &'a Request,
    conditions: &[Condition],
    words: &[String],
) -> Result<(Vec<Address>, Ranking<'a>), SearchError> {
    let visible = Visible::new(backend, request);
    let single = |word: &str| word.chars().nth(1).is_none();
    let mut terms = Vec::with_capacity(words.len());
    for word in words {
        // A single character counts where it is a word: it is part of too many others.
        let whole = if single(word) { Whole::Demanded } else { Whole::Ignored };
        let postings = visible.only(backend.literal(word, whole)?);
        terms.push(weigh(backend, Some(request.within), word, postings.into(), false));
    }
    let mut hits: Vec<Address> =
        terms.iter().flat_map(|term| term.postings.iter().map(|posting| posting.address)).collect();
    hits.sort_unstable();
    hits.dedup();
    exclude(backend, request, Whole::Ignored, &mut hits)?;
    if !conditions.is_empty() {
        hits = filter::keep(backend, conditions, hits)?;
    }
    versions::collapse(backend, &mut hits);
    Ok((hits, Ranking::new(backend, request.within, terms)))
}

/// Number of the words that must stand in a unit.
fn most(words: usize) -> usize {
    ((words as f64 * MOST).ceil() as usize).max(2).min(words)
}

/// The letters in which enough of the words can stand together.
///
/// Where `most` of n words stand, one of the n − most + 1 rarest does: only the letters that hold one of these are
/// looked into, so that common words cost no more than rare ones.
struct Near<'a> {
    backend: &'a dyn Backend,
    visible: Visible<'a>,
    within: Within,
    /// Addresses of these letters' passages, ascending and apart.
    letters: Vec<(Address, Address)>,
    /// The rarest words: all passages that hold one of them are in these letters.
    leading: Vec<String>,
}

impl<'a> Near<'a> {
    /// The letters of `words`, and those of the passages `answering`.
    fn of(
        backend: &'a dyn Backend,
        request: &'a Request,
        words: &[String],
        answering: &[Address],
    ) -> Result<Near<'a>, SearchError> {
        let visible = Visible::new(backend, request);
        let mut rarest: Vec<&String> = words.iter().collect();
        rarest.sort_by_cached_key(|word| backend.at_most(word));
        rarest.truncate(words.len() - most(words.len()) + 1);
        let mut letters = letters_of(backend, answering.iter().copied());
        for word in &rarest {
            let postings = visible.only(backend.literal(word, Whole::Ignored)?);
            letters.extend(letters_of(backend, postings.iter().map(|posting| posting.address)));
        }
        letters.sort_unstable();
        letters.dedup();
        let leading = rarest.into_iter().cloned().collect();
        Ok(Near { backend, visible, within: request.within, letters, leading })
    }

    /// What each word contributes to passages of these letters, its rarity as if there were no others.
    fn weigh(&self, words: &[String]) -> Result<Vec<Weighted<'a>>, SearchError> {
        words
            .iter()
            .map(|word| {
                let postings =
                    self.visible.only(self.backend.literal_in(word, Whole::Noted, &self.letters)?);
                Ok(weigh(self.backend, Some(self.within), word, postings.into(), true))
            })
            .collect()
    }

    /// Gives a term its rarity in all letters; that of a leading word is known already.
    fn settle(&self, term: &mut Weighted<'_>) -> Result<(), SearchError> {
        if !self.leading.contains(&term.name) {
            let held = self.visible.only(self.backend.literal(&term.name, Whole::Ignored)?);
            let held = versions::count(self.backend, held.iter().map(|posting| posting.address));
            term.idf = idf(self.backend.live(), held);
        }
        Ok(())
    }
}

/// First addresses and ends of the letters of `addresses`, which ascend.
fn letters_of(backend: &dyn Backend, addresses: impl Iterator<Item = Address>) -> Vec<(Address, Address)> {
    let mut letter = LetterRange::default();
    let mut letters = Vec::new();
    for address in addresses {
        if address >= letter.end {
            letter = backend.letter(address, letter);
            letters.push((letter.first, letter.end));
        }
    }
    letters
}

/// First addresses of the units that hold any of `postings`.
fn units(backend: &dyn Backend, request: &Request, postings: &Postings) -> Vec<Address> {
    let mut units: Vec<Address> =
        postings.iter().map(|posting| backend.unit(request.within, posting.address)).collect();
    units.dedup();
    units
}

/// Passages of the units that hold enough of the words and all that is required, and those among them whose unit
/// holds all words. A passage must hold half the words, or as many as any passage of its unit.
fn in_units(
    backend: &dyn Backend,
    request: &Request,
    terms: &[Weighted<'_>],
    required: &[Vec<Address>],
) -> (Vec<Address>, Vec<Address>) {
    let mut held: Vec<(Address, usize)> = Vec::new();
    for (number, term) in terms.iter().enumerate() {
        held.extend(term.postings.iter().map(|posting| (posting.address, number)));
    }
    held.sort_unstable();
    let mut passages: Vec<(Address, Address, usize)> = Vec::new();
    for group in held.chunk_by(|a, b| a.0 == b.0) {
        passages.push((backend.unit(request.within, group[0].0), group[0].0, group.len()));
    }
    let most = most(terms.len());
    let (mut hits, mut complete) = (Vec::new(), Vec::new());
    for unit in passages.chunk_by(|a, b| a.0 == b.0) {
        let start = unit[0].0;
        let present = terms.iter().filter(|term| term.units.contains(start)).count();
        if present < most || !required.iter().all(|units| units.binary_search(&start).is_ok()) {
            continue;
        }
        let highest = unit.iter().map(|passage| passage.2).max().unwrap_or(0);
        for &(_, address, count) in unit {
            if count == highest || count * 2 >= terms.len() {
                hits.push(address);
                if present == terms.len() {
                    complete.push(address);
                }
            }
        }
    }
    (hits, complete)
}
