//! Request → Answer.
//!
//! In: a request and a backend. Out: an answer: pages of hits with their counts and what is shown of each. What matches
//! is `select`'s, order `rank`'s, what only a letter's name tells `subject`'s, what is only related `related`'s.

use crate::answer::{Answer, Held, Hit, Hits, Near, ZeroHits};
use crate::around;
use crate::backend::{Address, Backend, Whole};
use crate::content_words::content_words;
use crate::error::SearchError;
use crate::explain_zero;
use crate::facets;
use crate::filter;
use crate::highlight;
use crate::near;
use crate::notes::QueryNote;
use crate::query::{Filter, Query, fields};
use crate::rank::{self, HitsInLetter, Ranking, Scored};
use crate::related;
use crate::request::{HitTier, MatchMode, Request, Sample, Sort};
use crate::select::select;
use crate::subject;
use crate::versions;
use dafu_letters::passage::ReplyId;
use dafu_words::fold::fold_str;
use dafu_words::mix::mix;
use dafu_words::number::looks_like_doc;

/// Most partial matches that are returned where all hits are asked for.
const MOST_PARTIAL: usize = 10;

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
    let matches = |address| selection.holds(address);
    answer.literal =
        page(backend, request, &ranking, &selection.hits, &terms, scored(HitTier::Literal), &matches)?;
    if request.query.joined.is_some() && selection.hits.is_empty() {
        answer.notes.retain(|note| !matches!(note, QueryNote::JoinedFirst(_)));
    }

    let by_subject = subject::find(backend, request, &conditions, &selection)?;
    if !by_subject.hits.is_empty() {
        let best = by_subject.best(backend, request.sort, scored(HitTier::Subject));
        let matches = |address| by_subject.holds(address);
        let mut hits = shown(backend, request, &best, scored(HitTier::Subject).0, &terms, &matches)?;
        hits.iter_mut().for_each(|hit| name(hit, request));
        answer.subject =
            Hits { total: by_subject.hits.len() as u64, replies: by_subject.replies(backend), hits };
    }
    let mut related_hits = Vec::new();
    if request.widen || request.tier == HitTier::Related {
        let related = related::find(backend, request, &conditions, &selection, &by_subject)?;
        let words: Vec<&str> =
            related.words.iter().map(String::as_str).chain(terms.iter().copied()).collect();
        answer.related = page(
            backend,
            request,
            &related.ranking,
            &related.hits,
            &words,
            scored(HitTier::Related),
            &|_| true,
        )?;
        related_hits = related.hits;
    }
    let nothing = answer.literal.total + answer.subject.total + answer.related.total == 0;
    if request.match_mode == MatchMode::Any || (nothing && request.widen) {
        let most = if request.limit == usize::MAX { MOST_PARTIAL } else { request.limit };
        let words = any_words(&request.query);
        let weights = weights(backend, &words)?;
        let above = answer.literal.hits.len() + by_subject.hits.len();
        let partial = any(backend, request, most.saturating_mul(4).saturating_add(MOST_PARTIAL + above))?;
        for scored in partial {
            if answer.partial.len() >= most {
                break;
            }
            let known = selection.holds(scored.address) || by_subject.holds(scored.address);
            if !known && tells(backend, scored.address, &words, &weights)? {
                let rank = answer.partial.len() + 1;
                answer.partial.push(hit(backend, request, &scored, rank, &words, &|_| true)?);
            }
        }
    }
    if request.facets {
        let counted = match request.tier {
            HitTier::Literal => &selection.hits,
            HitTier::Subject => &by_subject.hits,
            HitTier::Related => &related_hits,
        };
        answer.facets = facets::facets(backend, counted)?;
    }
    if answer.literal.total == 0 {
        let mut zero = explain_zero::explain(backend, request)?;
        if nothing {
            zero.near = near_spellings(backend, request, &zero)?;
        }
        answer.zero = Some(zero);
    }
    offer_doc_number(backend, request, &selection.hits, &mut answer.notes)?;
    Ok(answer)
}

/// Spellings near to the terms that stand nowhere.
fn near_spellings(
    backend: &dyn Backend,
    request: &Request,
    zero: &ZeroHits,
) -> Result<Vec<Near>, SearchError> {
    let mut near = Vec::new();
    for (term, count) in request.query.terms().zip(&zero.terms) {
        if count.count + count.aside == 0 {
            near.extend(near::spellings(backend, request, term)?);
        }
    }
    Ok(near)
}

/// Notes a term that looks like a document number, written otherwise than the letters that it would find as one.
fn offer_doc_number(
    backend: &dyn Backend,
    request: &Request,
    hits: &[Address],
    notes: &mut Vec<QueryNote>,
) -> Result<(), SearchError> {
    for term in request.query.terms().filter(|term| looks_like_doc(&term.raw).is_some()) {
        let Some(field) = fields::named("doc") else { return Ok(()) };
        let filter = Filter { field, value: term.raw.clone(), negated: false };
        let query = Query { filters: vec![filter], ..Query::default() };
        let asked = Request {
            query,
            include_furniture: true,
            only: request.only.clone(),
            ..Request::new(Query::default())
        };
        let letters = letters(backend, &matching(backend, &asked)?);
        let listed = self::letters(backend, hits);
        if letters.iter().any(|letter| listed.binary_search(letter).is_err()) {
            notes.push(QueryNote::DocNumber(term.raw.clone(), letters.len() as u64));
        }
    }
    Ok(())
}

/// The letters of passages, ascending, each once.
fn letters(backend: &dyn Backend, passages: &[Address]) -> Vec<ReplyId> {
    let mut letters: Vec<ReplyId> = passages.iter().map(|&address| backend.id(address).reply).collect();
    letters.sort_unstable();
    letters.dedup();
    letters
}

/// What is to be said of a query's filters, whose values may mean nothing.
pub fn notes(query: &Query) -> Vec<QueryNote> {
    let mut notes = query.notes.clone();
    filter::conditions(&query.filters, &mut notes);
    notes
}

/// How much each word tells: its rarity.
fn weights(backend: &dyn Backend, words: &[String]) -> Result<Vec<f64>, SearchError> {
    let weight = |word: &String| Ok(rank::idf(backend.live(), backend.literal(word, Whole::Ignored)?.len()));
    words.iter().map(weight).collect()
}

/// True for a passage that is worth showing for some of the words: no bare label, and a third of what the query tells stands in it.
fn tells(
    backend: &dyn Backend,
    address: Address,
    words: &[String],
    weights: &[f64],
) -> Result<bool, SearchError> {
    if backend.facts(address).is_name_only() {
        return Ok(false);
    }
    let folded = fold_str(&backend.stored(address)?.text);
    let all: f64 = weights.iter().sum();
    let held: f64 =
        words.iter().zip(weights).filter(|(word, _)| folded.contains(word.as_str())).map(|(_, w)| w).sum();
    Ok(held * 3.0 >= all)
}

/// The addresses of all literal hits, ascending.
pub fn matching(backend: &dyn Backend, request: &Request) -> Result<Vec<Address>, SearchError> {
    let conditions = filter::conditions(&request.query.filters, &mut Vec::new());
    Ok(select(backend, request, &conditions, false)?.hits)
}

/// The addresses of all passages found by their letters' names, ascending.
pub fn matching_by_subject(backend: &dyn Backend, request: &Request) -> Result<Vec<Address>, SearchError> {
    let conditions = filter::conditions(&request.query.filters, &mut Vec::new());
    let selection = select(backend, request, &conditions, false)?;
    Ok(subject::find(backend, request, &conditions, &selection)?.hits)
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
        let words = content_words(&term.folded);
        if words.is_empty() {
            all.push(term.folded.clone());
        }
        all.extend(words);
    }
    all.sort();
    all.dedup();
    all
}

/// How many hits [`each`] gives at once.
const AT_ONCE: usize = 256;

/// Gives the hits of the request's tier in order, at most its limit after its offset, some at a time: all of them need not be
/// held at once.
///
/// # Errors
/// Those of the backend, and what `give` fails with.
pub fn each<E: From<SearchError>>(
    backend: &dyn Backend,
    request: &Request,
    mut give: impl FnMut(Vec<Hit>) -> Result<(), E>,
) -> Result<(), E> {
    let conditions = filter::conditions(&request.query.filters, &mut Vec::new());
    let selection = select(backend, request, &conditions, request.sort == Sort::Relevance)?;
    let terms: Vec<&str> = request.query.terms().map(|term| term.folded.as_str()).collect();
    let place = (request.offset, request.limit);
    let mut all = |best: Vec<Scored>,
                   terms: &[&str],
                   matches: &dyn Fn(Address) -> bool,
                   finish: &dyn Fn(&mut Hit)|
     -> Result<(), E> {
        for (number, some) in best.chunks(AT_ONCE).enumerate() {
            let offset = request.offset + number * AT_ONCE;
            let mut hits = shown(backend, request, some, offset, terms, matches)?;
            hits.iter_mut().for_each(finish);
            give(hits)?;
        }
        Ok(())
    };
    match request.tier {
        HitTier::Literal => {
            let ranking = Ranking::literal(backend, request, &selection)?;
            let letters = rank::by_letter(&ranking, &selection.hits);
            let best = ordered(backend, &ranking, &selection.hits, &letters, request, place)?;
            all(best, &terms, &|address| selection.holds(address), &|hit| explain(hit, &ranking, request))
        }
        HitTier::Subject => {
            let found = subject::find(backend, request, &conditions, &selection)?;
            let best = found.best(backend, request.sort, place);
            all(best, &terms, &|address| found.holds(address), &|hit| name(hit, request))
        }
        HitTier::Related => {
            let by_subject = subject::find(backend, request, &conditions, &selection)?;
            let related = related::find(backend, request, &conditions, &selection, &by_subject)?;
            let words: Vec<&str> =
                related.words.iter().map(String::as_str).chain(terms.iter().copied()).collect();
            let letters = rank::by_letter(&related.ranking, &related.hits);
            let best = ordered(backend, &related.ranking, &related.hits, &letters, request, place)?;
            all(best, &words, &|_| true, &|hit| explain(hit, &related.ranking, request))
        }
    }
}

/// The best of `addresses`, whose letters are `letters`, or of a sample of them. Where nothing is sought but what filters name, nothing tells one passage from another:
/// then the body comes before titles, labels and signatures.
fn ordered(
    backend: &dyn Backend,
    ranking: &Ranking<'_>,
    addresses: &[Address],
    letters: &[HitsInLetter],
    request: &Request,
    (offset, limit): (usize, usize),
) -> Result<Vec<Scored>, SearchError> {
    let best =
        |of: &[Address], place| rank::best(ranking, of, &rank::by_letter(ranking, of), request.sort, place);
    let drawn = request.sample.map(|sample| drawn(backend, addresses, sample));
    if !request.query.groups.is_empty() || request.sort != Sort::Relevance || limit == 0 {
        return match &drawn {
            Some(drawn) => best(drawn, (offset, limit)),
            None => rank::best(ranking, addresses, letters, request.sort, (offset, limit)),
        };
    }
    let addresses = drawn.as_deref().unwrap_or(addresses);
    let (body, frame): (Vec<Address>, Vec<Address>) =
        addresses.iter().partition(|&&address| backend.facts(address).speaks());
    let mut found = best(&body, (offset, limit))?;
    let place = (offset.saturating_sub(body.len()), limit - found.len());
    found.extend(best(&frame, place)?);
    Ok(found)
}

/// Passages drawn at random, ascending: those whose ids, mixed with the seed, are the lowest numbers.
fn drawn(backend: &dyn Backend, addresses: &[Address], sample: Sample) -> Vec<Address> {
    let mixed = |address: &Address| {
        let id = backend.id(*address);
        (mix(sample.seed ^ mix(id.reply.number() ^ mix(id.key.number()))), id)
    };
    let mut all: Vec<Address> = addresses.to_vec();
    all.sort_by_cached_key(mixed);
    all.truncate(sample.size);
    all.sort_unstable();
    all
}

/// How the score of a hit came about, where that is asked for.
fn explain(hit: &mut Hit, ranking: &Ranking<'_>, request: &Request) {
    if request.explain {
        ranking.score(hit.address, Some(&mut hit.explanation));
    }
}

/// What of a letter's name matches, and how its score came about where that is asked for.
fn name(hit: &mut Hit, request: &Request) {
    hit.named = subject::shown(&hit.values, request);
    if request.explain {
        hit.explanation = subject::parts(hit.score);
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
    matches: &dyn Fn(Address) -> bool,
) -> Result<Hits, SearchError> {
    let letters = rank::by_letter(ranking, addresses);
    let best = ordered(backend, ranking, addresses, &letters, request, (offset, limit))?;
    let mut hits = shown(backend, request, &best, offset, terms, matches)?;
    hits.iter_mut().for_each(|hit| explain(hit, ranking, request));
    let replies = versions::letters(backend, letters.iter().map(rank::HitsInLetter::first));
    Ok(Hits { total: addresses.len() as u64, replies, hits })
}

/// Hits as they are shown, those that come after the first `offset` of their list.
fn shown(
    backend: &dyn Backend,
    request: &Request,
    best: &[Scored],
    offset: usize,
    terms: &[&str],
    matches: &dyn Fn(Address) -> bool,
) -> Result<Vec<Hit>, SearchError> {
    let show = |(rank, scored)| hit(backend, request, scored, rank, terms, matches);
    (offset + 1..).zip(best).map(show).collect()
}

/// Everything that is shown of a hit, with the places of `terms` (folded) in it. `matches` tells whether what another text
/// of its letter says like it is found, too.
pub fn hit<T: AsRef<str>>(
    backend: &dyn Backend,
    request: &Request,
    scored: &Scored,
    rank: usize,
    terms: &[T],
    matches: &dyn Fn(Address) -> bool,
) -> Result<Hit, SearchError> {
    let terms: Vec<&str> = terms.iter().map(AsRef::as_ref).collect();
    let address = scored.address;
    let passage = backend.stored(address)?;
    let reach = terms.iter().map(|term| term.chars().count()).max().unwrap_or(0) * 4 + 16;
    let around = around::read(backend, request, (address, &passage), &terms, reach)?;
    let highlights = highlight::highlights(&passage.text, &around.following, &terms);
    let values = backend.values(address)?;
    let held = match backend.has_versions() {
        true => versions::held(backend, address, matches)?,
        false => Held { by: vec![passage.version], holders: 1, of: 1 },
    };
    Ok(Hit {
        address,
        rank,
        score: scored.score,
        passage,
        highlights,
        values,
        date: backend.date(address),
        sentence: around.sentence,
        context: around.context,
        explanation: Vec::new(),
        held,
        named: None,
    })
}
