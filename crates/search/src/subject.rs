//! 题涉: passages that do not name what is sought, in letters whose subject or title does.
//!
//! In: a request with a filter on blocks, and its literal hits. Out: the passages of these blocks that are no hits, in
//! letters of which one name (a subject or the title) holds a term of every group; their order. Who promises something
//! seldom repeats what was asked for: 下一步，我局将完成该路口勘察 stands in a letter on 增设红绿灯.
//!
//! A passage that holds an excluded term is left out, and so is a letter whose subject or title does. Frame parts,
//! labels and headings say nothing of their own and are never listed. How hits are shown is not told here.

use crate::answer::Named;
use crate::backend::{Address, Backend, LetterRange, Whole};
use crate::error::SearchError;
use crate::filter::{self, Condition};
use crate::query::Term;
use crate::rank::{Scored, by_date, round};
use crate::record::{Column, NAMES, may_name, names};
use crate::request::{Request, Sort};
use crate::select::{Selection, Visible, exclude, whole_words};
use crate::versions;
use dafu_letters::passage::ReplyId;
use dafu_words::fold::{Folded, fold};
use dafu_words::span::Span;
use dafu_words::words;

/// What puts letters whose subject fits before those of which only the title does: more than any share.
const BY_SUBJECT: f64 = 1.0;

/// Passages found by their letters' names.
#[derive(Debug, Default)]
pub(super) struct BySubject {
    /// Ascending; literal hits left out, what several versions of a letter say once.
    pub hits: Vec<Address>,
    /// Passages that say what one of the hits says in another version; ascending.
    said: Vec<Address>,
    /// The letters that hold them, ascending.
    letters: Vec<NamedLetter>,
}

/// A letter that is named so.
#[derive(Clone, Copy, Debug)]
struct NamedLetter {
    range: LetterRange,
    score: f64,
}

/// Finds them; nothing where they are not sought.
pub(super) fn find(
    backend: &dyn Backend,
    request: &Request,
    conditions: &[Condition],
    selection: &Selection<'_>,
) -> Result<BySubject, SearchError> {
    if !request.seeks_by_subject() {
        return Ok(BySubject::default());
    }
    let mut letters = named(backend, request, &candidates(backend, request, selection)?)?;
    let passages = letters.iter().flat_map(|letter| letter.range.first..letter.range.end).collect();
    let visible = Visible::new(backend, request).of(passages);
    let mut hits = filter::keep(backend, conditions, visible)?;
    hits.retain(|&address| backend.facts(address).speaks() && !selection.holds(address));
    exclude(backend, request, whole_words(request, false), &mut hits)?;
    let said = versions::collapse(backend, &mut hits);
    letters.retain(|letter| {
        let at = hits.partition_point(|&address| address < letter.range.first);
        hits.get(at).is_some_and(|&address| letter.range.contains(address))
    });
    Ok(BySubject { hits, said, letters })
}

/// First addresses, ascending, of living letters that may be named so: those whose frame holds a term of every group, and
/// those whose names stand apart from their text.
fn candidates(
    backend: &dyn Backend,
    request: &Request,
    selection: &Selection<'_>,
) -> Result<Vec<Address>, SearchError> {
    let mut common: Option<Vec<Address>> = None;
    for found in selection.found.chunk_by(|a, b| a.group == b.group) {
        let mut held = Vec::new();
        for found in found {
            let again;
            let postings = match request.whole {
                false => &found.postings,
                // A name is cut into words by itself: what is whole in it need not be in the passage.
                true => {
                    again = backend.literal(&found.term.folded, Whole::Ignored)?;
                    &again
                }
            };
            let mut letter = LetterRange::default();
            for posting in postings.iter().filter(|posting| may_name(posting.kind)) {
                if posting.address >= letter.end {
                    letter = backend.letter(posting.address, letter);
                    held.push(letter.first);
                }
            }
        }
        held.sort_unstable();
        held.dedup();
        match &mut common {
            None => common = Some(held),
            Some(common) => common.retain(|first| held.binary_search(first).is_ok()),
        }
    }
    let mut letters = common.unwrap_or_default();
    letters.extend(backend.named_apart()?);
    letters.sort_unstable();
    letters.dedup();
    Ok(letters)
}

/// Those of the letters with these first addresses that are named so.
fn named(
    backend: &dyn Backend,
    request: &Request,
    firsts: &[Address],
) -> Result<Vec<NamedLetter>, SearchError> {
    let mut scores = vec![0.0f64; firsts.len()];
    let mut barred = vec![false; firsts.len()];
    for column in NAMES {
        backend.each_value(column, firsts, &mut |value, places| {
            let (mut score, mut bars) = (0.0f64, false);
            for name in names(value) {
                let name = fold(name);
                bars |=
                    request.query.exclusions.iter().any(|term| !places_of(&name, term, request).is_empty());
                score = score.max(fit(&name, column, request).unwrap_or(0.0));
            }
            for &place in places {
                if let (Some(best), Some(barred)) = (scores.get_mut(place), barred.get_mut(place)) {
                    *best = best.max(score);
                    *barred |= bars;
                }
            }
        })?;
    }
    let mut range = LetterRange::default();
    let mut letters = Vec::new();
    for ((&first, score), barred) in firsts.iter().zip(scores).zip(barred) {
        if score > 0.0 && !barred {
            range = backend.letter(first, range);
            letters.push(NamedLetter { range, score });
        }
    }
    Ok(letters)
}

/// Where a term stands in a name, in folded characters; as whole words only where the request demands it.
fn places_of(name: &Folded, term: &Term, request: &Request) -> Vec<(usize, usize)> {
    let mut places: Vec<(usize, usize)> = name.find_all(&term.folded).collect();
    if request.whole && !places.is_empty() {
        let (mut begins, mut ends) = (Vec::new(), Vec::new());
        words::each_index_word(name.as_str(), &mut |word, end| {
            begins.push(word.offset as usize);
            ends.push(end as usize);
        });
        places.retain(|(begin, end)| begins.contains(begin) && ends.contains(end));
    }
    places
}

/// Where the query's terms stand in a name, ascending and apart; none where it holds no term of one of the groups.
fn covered(name: &Folded, request: &Request) -> Option<Vec<(usize, usize)>> {
    let mut all: Vec<(usize, usize)> = Vec::new();
    for group in &request.query.groups {
        let before = all.len();
        all.extend(group.iter().flat_map(|term| places_of(name, term, request)));
        if all.len() == before {
            return None;
        }
    }
    all.sort_unstable();
    let mut apart: Vec<(usize, usize)> = Vec::new();
    for (begin, end) in all {
        match apart.last_mut() {
            Some(last) if begin <= last.1 => last.1 = last.1.max(end),
            _ => apart.push((begin, end)),
        }
    }
    Some(apart)
}

/// How well a name fits: the share of it that the terms cover, higher for a subject; none where it does not.
fn fit(name: &Folded, column: Column, request: &Request) -> Option<f64> {
    let covered: usize = covered(name, request)?.iter().map(|(begin, end)| end - begin).sum();
    let share = covered as f64 / name.chars().max(1) as f64;
    Some(round(share + if column == Column::Subject { BY_SUBJECT } else { 0.0 }))
}

/// The name by which a letter with these values was found, as it is shown.
pub(super) fn shown(values: &[(Column, String)], request: &Request) -> Option<Named> {
    let mut best: Option<(f64, Named)> = None;
    for column in NAMES {
        for text in values.iter().filter(|(of, _)| *of == column).flat_map(|(_, value)| names(value)) {
            let name = fold(text);
            let Some(score) = fit(&name, column, request) else { continue };
            if best.as_ref().is_none_or(|best| best.0 < score) {
                let covered = covered(&name, request).unwrap_or_default();
                let highlights: Vec<Span> =
                    covered.into_iter().map(|(begin, end)| name.source(begin, end)).collect();
                best = Some((score, Named { column, text: text.to_owned(), highlights }));
            }
        }
    }
    best.map(|(_, named)| named)
}

/// Parts of a score: the share, and what a subject has before a title.
pub(super) fn parts(score: f64) -> Vec<(String, f64)> {
    let by_subject = if score > BY_SUBJECT { BY_SUBJECT } else { 0.0 };
    let mut parts = vec![("share_of_name".to_owned(), round(score - by_subject))];
    if by_subject > 0.0 {
        parts.push(("subject".to_owned(), by_subject));
    }
    parts
}

impl BySubject {
    /// Number of letters that hold the hits.
    pub fn replies(&self, backend: &dyn Backend) -> u64 {
        versions::letters(backend, self.letters.iter().map(|letter| letter.range.first))
    }

    /// True for a passage that was found so.
    pub fn holds(&self, address: Address) -> bool {
        self.hits.binary_search(&address).is_ok() || self.said.binary_search(&address).is_ok()
    }

    /// The hits after the first `offset`, `limit` of them, in order.
    pub fn best(&self, backend: &dyn Backend, sort: Sort, (offset, limit): (usize, usize)) -> Vec<Scored> {
        let wanted = offset.saturating_add(limit).min(self.hits.len());
        if wanted == 0 {
            return Vec::new();
        }
        let mut places: Vec<Place> = Vec::with_capacity(self.hits.len());
        let mut hits = &self.hits[..];
        for letter in &self.letters {
            let (own, later) = hits.split_at(hits.partition_point(|&hit| hit < letter.range.end));
            hits = later;
            let (date, reply) = (by_date(sort, backend.date(letter.range.first)), own.first());
            let Some(reply) = reply.map(|&hit| backend.id(hit).reply) else { continue };
            places.extend(own.iter().map(|&address| Place { score: letter.score, date, reply, address }));
        }
        let compare = |a: &Place, b: &Place| a.compare(b, sort);
        if wanted < places.len() {
            places.select_nth_unstable_by(wanted - 1, compare);
            places.truncate(wanted);
        }
        places.sort_unstable_by(compare);
        let scored = |place: &Place| Scored { address: place.address, score: place.score };
        places.iter().skip(offset).map(scored).collect()
    }
}

/// Where a hit comes in the order.
struct Place {
    /// How well the letter's name fits.
    score: f64,
    /// Ascends in the order of dates.
    date: u32,
    reply: ReplyId,
    address: Address,
}

impl Place {
    /// `Less` for what comes first.
    ///
    /// How well the name fits, then what the passage says of itself, then the date. So far a passage says nothing of
    /// itself by which two could be told apart. Passages of one letter come as they stand in it: a series (一是, 二是)
    /// is read in its order.
    fn compare(&self, other: &Place, sort: Sort) -> std::cmp::Ordering {
        let by_score = other.score.total_cmp(&self.score);
        let by_date = self.date.cmp(&other.date);
        let first = if sort == Sort::Relevance { by_score.then(by_date) } else { by_date.then(by_score) };
        first.then_with(|| self.reply.cmp(&other.reply)).then_with(|| self.address.cmp(&other.address))
    }
}
