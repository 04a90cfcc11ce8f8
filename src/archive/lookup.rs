//! From what people write down to the replies and passages it can mean.
//!
//! In: a reply id, a passage id, a citation with or without its outline, a case number, a document number, a title.
//! Out: every candidate; the caller lists them when there are several. Ways of writing never matter.

use std::collections::HashSet;

use crate::archive::error::ArchiveError;
use crate::archive::letters::StoredLetters;
use crate::archive::store::Store;
use crate::archive::store::replies::ReplyRow;
use crate::archive::store::standing::Standing;
use dafu_letters::passage::{PassageId, ReplyId};
use dafu_search::record::PassageRecord;
use dafu_words::number::{case_key, citation_key, doc_key, looks_like_doc};

/// How a name was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Means {
    /// A reply's or passage's id.
    Id,
    /// The head of a citation.
    Citation,
    /// A document number.
    DocNumber,
    /// A case number.
    Case,
    /// A name that the reply had before.
    Alias,
    /// Part of a title.
    Title,
}

/// A reply, perhaps a passage of it, that a name can mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The reply.
    pub reply: ReplyRow,
    /// The passage, when the name says which.
    pub passage: Option<PassageId>,
    /// Number of the text that holds it: the leading one, unless only another does.
    pub version: u32,
    /// How the name was understood.
    pub means: Means,
}

/// Candidates for `name`: of the first way of understanding it that gives any.
pub fn lookup(
    store: &Store,
    letters: &StoredLetters<'_>,
    name: &str,
) -> Result<Vec<Candidate>, ArchiveError> {
    let name = name.trim();
    if let Some(found) = by_id(store, letters, name)? {
        return Ok(found);
    }
    let whole = by_head(store, name)?;
    if !whole.is_empty() {
        return Ok(whole);
    }
    if let Some((head, outline)) = name.rsplit_once(char::is_whitespace) {
        let mut found = Vec::new();
        for candidate in by_head(store, head.trim_end())? {
            for (record, passage) in passages(letters, candidate.reply.id)? {
                if passage.outline == outline {
                    found.push(Candidate { passage: Some(passage.id), version: record, ..candidate.clone() });
                }
            }
        }
        if !found.is_empty() {
            return Ok(found);
        }
    }
    if let Some(key) = looks_like_doc(name) {
        // 2024年80号, without the code of the unit.
        let mut numbered = store.standing_replies()?;
        numbered.retain(|reply| reply.facts.doc_key.ends_with(&key));
        if !numbered.is_empty() {
            return Ok(candidates(numbered, Means::DocNumber));
        }
    }
    let key = citation_key(name);
    if key.chars().count() < 4 {
        return Ok(Vec::new());
    }
    let titled = store.replies_with_title(&key)?;
    Ok(candidates(titled, Means::Title))
}

fn by_id(
    store: &Store,
    letters: &StoredLetters<'_>,
    name: &str,
) -> Result<Option<Vec<Candidate>>, ArchiveError> {
    let (reply, rest) = match name.split_once('-') {
        Some((reply, rest)) => (reply, Some(rest.to_ascii_lowercase())),
        None => (name, None),
    };
    let Ok(id) = reply.parse::<ReplyId>() else { return Ok(None) };
    let mut replies: Vec<ReplyRow> = store.reply(id)?.into_iter().collect();
    if replies.is_empty() {
        replies = store.replies_with_alias(&id.to_string())?;
    }
    let mut found = candidates(replies, Means::Id);
    if let Some(rest) = rest {
        let mut passages = Vec::new();
        for candidate in found {
            let suffix = |id: PassageId| id.to_string().split_once('-').map(|(_, rest)| rest.to_owned());
            let all = self::passages(letters, candidate.reply.id)?;
            let named = all.into_iter().find(|(_, passage)| suffix(passage.id).as_ref() == Some(&rest));
            let named = named.map(|(version, passage)| (version, passage.id));
            passages.extend(named.map(|(version, id)| Candidate { passage: Some(id), version, ..candidate }));
        }
        found = passages;
    }
    // Twelve characters that are no id may still be a number.
    Ok((!found.is_empty()).then_some(found))
}

fn by_head(store: &Store, name: &str) -> Result<Vec<Candidate>, ArchiveError> {
    let citation = citation_key(name);
    let ways = [
        (Means::Citation, store.replies_with_citation(&citation)?),
        (Means::DocNumber, store.replies_with_doc(&doc_key(name))?),
        (Means::Case, store.replies_with_case(&case_key(name))?),
        (Means::Alias, store.replies_with_alias(&citation)?),
    ];
    let found = ways.into_iter().map(|(means, replies)| candidates(replies, means));
    Ok(found.into_iter().find(|found| !found.is_empty()).unwrap_or_default())
}

fn candidates(replies: Vec<ReplyRow>, means: Means) -> Vec<Candidate> {
    let standing = replies.into_iter().filter(|reply| reply.status != Standing::Removed);
    standing.map(|reply| Candidate { version: reply.version, reply, passage: None, means }).collect()
}

/// The passages of a reply, each once, with the number of the first text that holds it.
fn passages(letters: &StoredLetters<'_>, id: ReplyId) -> Result<Vec<(u32, PassageRecord)>, ArchiveError> {
    let mut met = HashSet::new();
    let mut passages = Vec::new();
    for record in letters.records(id)? {
        let new = record.passages.into_iter().filter(|passage| met.insert(passage.id));
        passages.extend(new.map(|passage| (record.version, passage)));
    }
    Ok(passages)
}
