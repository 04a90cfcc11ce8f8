//! Records without private numbers, for archives that keep these out of what is searched (`dafu index --mask`).
//!
//! In: a record. Out: the same with `*` for their digits in passages and values; ids, lengths and places stay. The stored texts keep
//! them. That an archive is so is a fact of its store.

use std::borrow::Cow;

use dafu_letters::private::{masked, tells_contacts};
use dafu_search::record::{Attributes, Column, PassageRecord, ReplyRecord};
use dafu_words::fold::fold_str;

/// Name of the store's fact that the index holds no private numbers: 1.
pub(crate) const MASKED: &str = "mask";
/// Name of the store's fact that the index is still of the other kind: 1 until it was built anew.
pub(crate) const PENDING: &str = "mask_pending";

/// The record without private numbers; none when it holds none.
pub(crate) fn without_private_numbers(record: &ReplyRecord) -> Option<ReplyRecord> {
    let mut changed = false;
    // A word that makes a number a telephone's can stand in another passage: 联系电话： is a label.
    let mut whole = String::new();
    let mut places = Vec::with_capacity(record.passages.len());
    let mut last = None;
    for passage in &record.passages {
        if last.is_some_and(|last| last != passage.paragraph) {
            whole.push('\n');
        }
        last = Some(passage.paragraph);
        places.push(whole.len());
        whole.push_str(&passage.text);
    }
    let whole = masked(&whole, false);
    let passage = |(passage, &from): (&PassageRecord, &usize)| {
        let text = &whole[from..from + passage.text.len()];
        let text = masked(text, tells_contacts(passage.kind)).into_owned();
        let heading = masked(&passage.heading, false).into_owned();
        if text == passage.text && heading == passage.heading {
            return passage.clone();
        }
        changed = true;
        PassageRecord { folded: fold_str(&text), text, heading, ..passage.clone() }
    };
    let passages: Vec<PassageRecord> = record.passages.iter().zip(&places).map(passage).collect();
    let mut attributes = Attributes::default();
    attributes.date = record.attributes.date;
    for (column, value) in record.attributes.all() {
        let names = matches!(column, Column::Id | Column::Case | Column::DocNumber);
        match masked(value, false) {
            Cow::Owned(value) if !names => {
                changed = true;
                attributes.add(column, &value);
            }
            _ => attributes.add(column, value),
        }
    }
    changed.then(|| ReplyRecord {
        attributes,
        passages,
        citation: masked(&record.citation, false).into_owned(),
        ..*record
    })
}
