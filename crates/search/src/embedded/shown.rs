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

/// A passage's places as they are kept, and behind them the checksum of all that is kept of the passage.
pub(crate) fn place(passage: &PassageRecord, letter: Option<&str>, heading: Option<&str>) -> String {
    let PassageRecord { outline, paragraph, item, start, lines, page, .. } = passage;
    let mut place = serde_json::json!([outline, paragraph, item, start, lines.0, lines.1, page]).to_string();
    place.pop();
    let sum = sum(passage.id, [Some(passage.text.as_str()), Some(&place), letter, heading]);
    place.push(',');
    place += &sum.to_string();
    place.push(']');
    place
}

/// True when what is kept of a passage is what was written for it: its text, its places, and where it is the first of its
/// letter or section, what is shown of these.
pub(crate) fn is_whole(
    id: PassageId,
    text: &str,
    place: &str,
    letter: Option<&str>,
    heading: Option<&str>,
) -> bool {
    let parts = place.strip_suffix(']').and_then(|place| place.rsplit_once(','));
    parts.is_some_and(|(place, kept)| kept.parse() == Ok(sum(id, [Some(text), Some(place), letter, heading])))
}

/// Checksum of all that is kept of a passage, and of whose it is.
fn sum(id: PassageId, parts: [Option<&str>; 4]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    let mut head = [0; 48];
    let lengths = parts.map(|part| part.map_or(u64::MAX, |part| part.len() as u64));
    let numbers = [id.reply.number(), id.key.number()].into_iter().chain(lengths);
    for (bytes, number) in head.as_chunks_mut::<8>().0.iter_mut().zip(numbers) {
        *bytes = number.to_le_bytes();
    }
    hasher.update(&head);
    parts.into_iter().flatten().for_each(|part| hasher.update(part.as_bytes()));
    hasher.finalize()
}

/// A passage as it is shown, from what [`place`] wrote; none when that is something else.
pub(crate) fn read_passage(id: PassageId, text: &str, place: &str, letter: &ShownLetter) -> Option<Stored> {
    type Place = (String, u32, Option<u32>, u32, u32, u32, u32, u32);
    let (outline, paragraph, item, start, first, last, page, _): Place = serde_json::from_str(place).ok()?;
    let (text, citation, version) = (text.to_owned(), letter.citation.clone(), letter.version);
    Some(Stored { id, text, version, citation, outline, paragraph, start, lines: (first, last), page, item })
}
