//! Which letter is this?
//!
//! In: a text that was just read and where it was found. Out: the known letter that it is a version or a copy of, or
//! a new id. A letter keeps its id when its file moves or is corrected; copies are one letter with many paths; letters
//! with different case numbers are never one. Nothing is written here.

use crate::archive::error::ArchiveError;
use crate::archive::facts::Facts;
use crate::archive::shingle::{Sketch, sketch};
use crate::archive::store::Store;
use crate::archive::store::replies::ReplyRow;
use crate::archive::store::standing::Standing;
use dafu_letters::passage::ReplyId;
use dafu_letters::text::Text;
use dafu_words::message;

/// A corrected letter shares at least this much of its shingles with what stood at its path before.
const SIMILAR: f64 = 0.5;
/// Copies share at least this much, beside number, unit and date.
const COPY: f64 = 0.95;

/// What a text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Identity {
    /// The letter that this path held before, perhaps in a new version.
    Own(ReplyRow),
    /// A copy of a letter that another present path holds.
    Copy(ReplyRow),
    /// A letter that no present path holds any more.
    Back(ReplyRow),
    /// A letter not seen before.
    New(ReplyId),
}

/// Tells what the text at a path is. `own` is the reply that the path's row (number `file`, 0 for none) held.
pub fn identify(
    store: &Store,
    own: Option<ReplyId>,
    file: i64,
    facts: &Facts,
    text: &Text,
) -> Result<Identity, ArchiveError> {
    let mut same = store.replies_with_text(&facts.text_hash)?;
    same.retain(|reply| !facts.other_case(&reply.facts));
    if let Some(at) = same.iter().position(|reply| Some(reply.id) == own) {
        return Ok(Identity::Own(same.swap_remove(at)));
    }
    if let Some(reply) = best_standing(same) {
        return known(store, reply, file);
    }
    let own = own.map(|id| store.reply(id)).transpose()?.flatten();
    let mut compared = Compared { text, sketch: None };
    if let Some(own) = own
        && !held_elsewhere(store, own.id, file)?
        && corrects(store, facts, &own, &mut compared)?
    {
        return Ok(Identity::Own(own));
    }
    if let Some(reply) = copy_of(store, facts, &mut compared)? {
        return known(store, reply, file);
    }
    for salt in 0.. {
        let id = facts.mint(salt);
        if !store.has_reply(id)? {
            return Ok(Identity::New(id));
        }
    }
    Err(ArchiveError::Damaged(message!("damage_no_ids")))
}

/// True when a text is a version of the letter that stood at its path. Letters of one office to different cases share
/// half their words without being versions of each other, so numbers that differ outweigh likeness.
fn corrects(
    store: &Store,
    facts: &Facts,
    own: &ReplyRow,
    compared: &mut Compared<'_>,
) -> Result<bool, ArchiveError> {
    if facts.shares_number(&own.facts) {
        return Ok(true);
    }
    if facts.other_case(&own.facts) {
        return Ok(false);
    }
    let renumbered = !facts.doc_key.is_empty() && !own.facts.doc_key.is_empty();
    let enough = if renumbered { COPY } else { SIMILAR };
    Ok(compared.with(store, own)? >= enough)
}

/// True when a present file other than `file` holds the reply.
pub fn held_elsewhere(store: &Store, reply: ReplyId, file: i64) -> Result<bool, ArchiveError> {
    let files = store.files_of(reply)?;
    Ok(files.iter().any(|other| other.id != file && other.state == Standing::Present))
}

fn known(store: &Store, reply: ReplyRow, file: i64) -> Result<Identity, ArchiveError> {
    let held = held_elsewhere(store, reply.id, file)?;
    Ok(if held { Identity::Copy(reply) } else { Identity::Back(reply) })
}

/// Present before missing before removed, then the lowest id.
fn best_standing(replies: Vec<ReplyRow>) -> Option<ReplyRow> {
    replies.into_iter().min_by_key(|reply| (reply.status, reply.id))
}

/// A known letter that differs only as copies do.
fn copy_of(
    store: &Store,
    facts: &Facts,
    compared: &mut Compared<'_>,
) -> Result<Option<ReplyRow>, ArchiveError> {
    let mut alike = match &facts.body_hash {
        Some(hash) => store.replies_with_body(hash)?,
        None => Vec::new(),
    };
    alike.retain(|reply| facts.agrees(&reply.facts));
    if let Some(reply) = best_standing(alike) {
        return Ok(Some(reply));
    }
    if facts.unit.is_empty() || facts.date.is_empty() {
        return Ok(None);
    }
    let mut numbered = store.replies_with_doc(&facts.doc_key)?;
    for (key, _) in &facts.cases {
        numbered.extend(store.replies_with_twin(key, &facts.unit, &facts.date)?);
    }
    numbered.retain(|reply| {
        let other = &reply.facts;
        reply.status != Standing::Removed
            && facts.agrees(other)
            && facts.unit == other.unit
            && facts.date == other.date
    });
    numbered.sort_by_key(|reply| (reply.status, reply.id));
    numbered.dedup_by_key(|reply| reply.id);
    for reply in numbered {
        if compared.with(store, &reply)? >= COPY {
            return Ok(Some(reply));
        }
    }
    Ok(None)
}

/// A text that is compared with others, sketched at most once.
struct Compared<'t> {
    text: &'t Text,
    sketch: Option<Sketch>,
}

impl Compared<'_> {
    /// Likeness to a known letter's current text; 0 when that is gone.
    fn with(&mut self, store: &Store, reply: &ReplyRow) -> Result<f64, ArchiveError> {
        if reply.status == Standing::Removed {
            return Ok(0.0);
        }
        let other = sketch(&store.text(reply.id, reply.version)?);
        let own = self.sketch.get_or_insert_with(|| sketch(self.text));
        Ok(own.similarity(&other))
    }
}
