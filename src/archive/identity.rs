//! Which letter is this?
//!
//! In: a text that was just read and where it was found. Out: the known letter that it is a version or a copy of, or
//! a new id. A letter keeps its id when its file moves or is corrected. Only an equal folded body makes a copy: whatever
//! else differs in a letter of the same numbers and unit is another version, and every version is searched. Letters with
//! different case numbers are never one. Nothing is written here.

use crate::archive::error::ArchiveError;
use crate::archive::facts::Facts;
use crate::archive::letters::StoredLetters;
use crate::archive::shingle::sketch;
use crate::archive::store::Store;
use crate::archive::store::replies::ReplyRow;
use crate::archive::store::standing::Standing;
use dafu_letters::passage::ReplyId;
use dafu_letters::text::Text;
use dafu_words::message;

/// A corrected letter shares at least this much of its shingles with what stood at its path before.
const SIMILAR: f64 = 0.5;
/// The same for one with another document number.
const RENUMBERED: f64 = 0.95;

/// What a text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Identity {
    /// The letter that this path held before, perhaps in a new version.
    Own(ReplyRow),
    /// A copy of a letter that another present path holds: its body is the same.
    Copy(ReplyRow),
    /// Another text of a letter that another path holds.
    Version(ReplyRow),
    /// A letter that no present path holds any more.
    Back(ReplyRow),
    /// A letter not seen before.
    New(ReplyId),
}

/// Tells what the text at a path is. `own` is the reply that the path's row (number `file`, 0 for none) held.
pub fn identify(
    store: &Store,
    letters: &StoredLetters<'_>,
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
    if let Some(own) = own
        && !held_elsewhere(store, own.id, file)?
        && corrects(store, facts, &own, text)?
    {
        return Ok(Identity::Own(own));
    }
    if let Some(hash) = &facts.body_hash {
        let mut alike = store.replies_with_body(hash)?;
        alike.retain(|reply| facts.agrees(&reply.facts));
        if let Some(name) = facts.body_name() {
            for reply in store.replies_named(&name)? {
                let stands = reply.status != Standing::Removed && facts.agrees(&reply.facts);
                if stands && letters.load(reply.id)?.bodies(file)?.contains(&facts.body_hash) {
                    alike.push(reply);
                }
            }
        }
        if let Some(reply) = best_standing(alike) {
            return known(store, reply, file);
        }
    }
    let mut versions = Vec::new();
    for name in facts.names() {
        versions.extend(store.replies_named(&name)?);
    }
    versions.retain(|reply| reply.status != Standing::Removed && facts.is_version_of(&reply.facts));
    if let Some(reply) = best_standing(versions) {
        return Ok(Identity::Version(reply));
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
fn corrects(store: &Store, facts: &Facts, own: &ReplyRow, text: &Text) -> Result<bool, ArchiveError> {
    if facts.shares_number(&own.facts) {
        return Ok(true);
    }
    if facts.other_case(&own.facts) || own.status == Standing::Removed {
        return Ok(false);
    }
    let renumbered = !facts.doc_key.is_empty() && !own.facts.doc_key.is_empty();
    let enough = if renumbered { RENUMBERED } else { SIMILAR };
    let before = sketch(&store.text(own.id, own.version)?);
    Ok(sketch(text).similarity(&before) >= enough)
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
