//! Oddities that show only when a letter has been read as a whole.
//!
//! In: a read letter. Out: notes. Nothing is put right here.

use crate::acts::Written;
use crate::forms::look::has;
use crate::forms::plain;
use crate::forms::refusals;
use crate::reply::layout::{Layout, Sheet};
use crate::reply::model::{BlockKind, Part, Reply, ReplyKind};
use crate::text::{Note, Text};

/// True when the body is introduced as a 会办意见, so that its plain text is that opinion.
pub(super) fn gives_opinion(sheet: &Sheet<'_>, layout: &Layout, kind: ReplyKind) -> bool {
    kind == ReplyKind::CoOpinion
        && layout.opening.iter().any(|span| {
            let s = sheet.of(*span);
            has(s, "会办意见") || has(s, "协办意见") || has(s, "分办意见")
        })
}

/// When a letter was written: by its date, else by the year of its number.
pub fn written(reply: &Reply) -> Option<Written> {
    let date = reply.date.as_ref().map(|date| &date.value);
    let number = || reply.doc_number.as_ref().map(|number| number.value.year.into()).filter(|&year| year > 0);
    let year = date.and_then(|date| date.year).or_else(number)?;
    let day = date.and_then(|date| date.value.as_deref().or(date.guess.as_deref()));
    let month = day.and_then(|day| day.split('-').nth(1)?.parse().ok());
    Some(Written { year, month })
}

/// Adds the notes about the whole letter.
pub(super) fn note(text: &Text, reply: &mut Reply) {
    let mut notes = Vec::new();
    if reply.kind.value == ReplyKind::Other {
        notes.push(Note::new("no_reply"));
    } else if reply.title.is_none() && reply.addressee.is_none() {
        notes.push(Note::new("no_header"));
    }
    class_against_text(text, reply, &mut notes);
    item_tails(text, reply, &mut notes);
    reply.notes.append(&mut notes);
}

/// An A whose text only declines.
fn class_against_text(text: &Text, reply: &Reply, notes: &mut Vec<Note>) {
    let Some(category) = reply.category.as_ref().filter(|category| category.value.starts_with('A')) else {
        return;
    };
    let declined = reply.pieces.iter().find(|piece| {
        matches!(piece.kind, BlockKind::Explanation)
            && refusals::declines(&plain::plain(text.slice(piece.span)))
    });
    if let Some(piece) = declined {
        notes.push(Note::new("class_text_mismatch").with("class", &category.raw).at(Some(piece.span)));
    }
}

/// Last items that run on over sentences that their fellows do not have.
fn item_tails(text: &Text, reply: &Reply, notes: &mut Vec<Note>) {
    let stops = |piece: &crate::reply::model::Piece| {
        text.slice(piece.span)
            .trim_end()
            .chars()
            .filter(|&c| dafu_words::punctuation::ends_sentence(c))
            .count()
    };
    let items: Vec<_> = reply.pieces.iter().filter(|piece| piece.part == Part::Item).collect();
    for series in items.chunk_by(|a, b| a.block == b.block && a.item < b.item) {
        let [earlier @ .., last] = series else { continue };
        if !earlier.is_empty() && stops(last) > 1 && earlier.iter().all(|piece| stops(piece) == 0) {
            notes.push(Note::new("item_tail").at(Some(last.span)));
        }
    }
}
