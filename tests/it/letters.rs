//! Replies made by hand for tests: paragraphs of pieces.

use dafu::passage::{PassageId, ReplyId, short_hash};
use dafu::reply::model::{BlockKind, Origin, Part};
use dafu::search::record::{Attributes, Column, PassageRecord, ReplyRecord};

/// A piece: role, item ordinal, text.
pub type Piece<'a> = (BlockKind, Option<u32>, &'a str);

/// A reply with one section from the second paragraph on.
pub fn reply(number: u64, author: &str, date: u32, paragraphs: &[Vec<Piece<'_>>]) -> ReplyRecord {
    let id = ReplyId::from_number(number);
    let mut attributes = Attributes::default();
    attributes.date = date;
    attributes.add(Column::Author, author);
    attributes.add(Column::Unit, author);
    attributes.add(Column::Year, &(date / 10_000).to_string());
    let mut passages = Vec::new();
    let mut seen = std::collections::HashMap::new();
    let (mut block, mut last) = (0, None);
    for (paragraph, pieces) in (0u32..).zip(paragraphs) {
        for &(kind, item, text) in pieces {
            let hash = short_hash(text);
            let occurrence = seen.entry(hash).or_insert(0u16);
            *occurrence += 1;
            if last != Some(kind) {
                block += 1;
                last = Some(kind);
            }
            passages.push(PassageRecord {
                id: PassageId { reply: id, hash, occurrence: *occurrence },
                text: text.to_owned(),
                kind,
                origin: Origin::Inferred,
                part: if item.is_some() { Part::Item } else { Part::Text },
                heading: String::new(),
                outline: format!("第{}段/{}", paragraph + 1, kind.zh()),
                paragraph,
                section: (paragraph > 0).then_some(0),
                block: (!kind.is_frame()).then_some(block),
                item,
                start: 0,
                lines: (paragraph + 1, paragraph + 1),
                page: 0,
            });
        }
    }
    ReplyRecord { id, citation: format!("测函〔2024〕{number}号"), attributes, passages }
}
