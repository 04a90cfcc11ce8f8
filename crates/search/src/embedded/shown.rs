//! What is shown of a passage, as tantivy's store keeps it.
//!
//! In: records. Out: stored JSON, and back. What a letter's passages share is kept once, with the first of them.

use serde_json::Value;

use crate::backend::Stored;
use crate::record::{Column, PassageRecord, ReplyRecord};
use dafu_letters::passage::PassageId;

/// What a letter's passages share.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ShownLetter {
    /// Number of its text.
    pub version: u32,
    /// Head of its citations.
    pub citation: String,
    /// Values of its columns.
    pub values: Vec<(Column, String)>,
}

/// A letter as it is kept: `[citation, version, [column, value], …]`.
pub(crate) fn letter(record: &ReplyRecord) -> String {
    let mut kept = vec![Value::from(record.citation.as_str()), Value::from(record.version)];
    kept.extend(record.attributes.all().map(|(column, value)| serde_json::json!([column as u8, value])));
    Value::Array(kept).to_string()
}

/// Reads back what [`letter`] wrote; none when it is something else.
pub(crate) fn read_letter(kept: &str) -> Option<ShownLetter> {
    let Value::Array(kept) = serde_json::from_str(kept).ok()? else { return None };
    let [citation, version, values @ ..] = &kept[..] else { return None };
    let value = |value: &Value| -> Option<(Column, String)> {
        let column = usize::try_from(value.get(0)?.as_u64()?).ok()?;
        Some((*Column::ALL.get(column)?, value.get(1)?.as_str()?.to_owned()))
    };
    Some(ShownLetter {
        version: u32::try_from(version.as_u64()?).ok()?,
        citation: citation.as_str()?.to_owned(),
        values: values.iter().map(value).collect::<Option<_>>()?,
    })
}

/// A passage's places as they are kept.
pub(crate) fn place(passage: &PassageRecord) -> String {
    let PassageRecord { outline, paragraph, item, start, lines, page, .. } = passage;
    serde_json::json!([outline, paragraph, item, start, lines.0, lines.1, page]).to_string()
}

/// A passage as it is shown, from what [`place`] wrote; none when that is something else.
pub(crate) fn read_passage(id: PassageId, text: &str, place: &str, letter: &ShownLetter) -> Option<Stored> {
    type Place = (String, u32, Option<u32>, u32, u32, u32, u32);
    let (outline, paragraph, item, start, first, last, page): Place = serde_json::from_str(place).ok()?;
    let (text, citation, version) = (text.to_owned(), letter.citation.clone(), letter.version);
    Some(Stored { id, text, version, citation, outline, paragraph, start, lines: (first, last), page, item })
}
