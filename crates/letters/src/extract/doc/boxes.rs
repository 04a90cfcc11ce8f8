//! Text boxes of a binary Word file: their text stands behind the letter, their anchors in it.
//!
//! In: the file, and the tables of anchors and of box texts. Out: the lines of each box, with the place of its anchor.

use super::header::{Header, Structure};
use super::walk::{DocWalker, WordFile};
use crate::extract::lists::Lists;
use crate::extract::little::u32_at;
use std::collections::HashMap;
use std::ops::Range;

/// Length of an anchor's and of a box's descriptor.
const ANCHOR: usize = 26;
const BOX: usize = 22;
/// Boxes of a file at most.
const MOST: usize = 10_000;

/// The lines of each text box with the place of its anchor, in the order of anchors; those without one come last.
pub(super) fn lines(
    document: &WordFile<'_>,
    header: &Header,
    table: &[u8],
    lists: &mut Lists,
) -> Vec<(u32, Vec<String>)> {
    let all = &header.ranges.boxes;
    let mut left = all.end.saturating_sub(all.start);
    let mut boxes = text_boxes(header, table);
    if boxes.is_empty() {
        boxes.push(TextBox { text: 0..left, anchor: None });
    }
    let mut found = Vec::new();
    for text_box in boxes {
        // Boxes do not share their text.
        let length = text_box.text.end.saturating_sub(text_box.text.start);
        if length > left {
            break;
        }
        left -= length;
        let from = all.start.saturating_add(text_box.text.start);
        let mut walker = DocWalker::new(document, lists);
        walker.read(&(from..from.saturating_add(length)), &[]);
        found.push((text_box.anchor.unwrap_or(u32::MAX), walker.finish()));
    }
    found.sort_by_key(|(anchor, _)| *anchor);
    found
}

/// A text box.
#[derive(Clone, Debug, PartialEq, Eq)]
struct TextBox {
    /// Its characters, counted from the first character of the text of all boxes.
    text: Range<u32>,
    /// The character of the letter that it is anchored at; a box in a group has none of its own.
    anchor: Option<u32>,
}

/// The text boxes in the order of their text.
fn text_boxes(header: &Header, table: &[u8]) -> Vec<TextBox> {
    let anchors: HashMap<u32, u32> = entries(header.part(table, Structure::Anchors), ANCHOR)
        .filter_map(|(range, anchor)| Some((u32_at(anchor, 0)?, range.start)))
        .collect();
    let text_box = |(text, entry): (Range<u32>, &[u8])| TextBox {
        text,
        anchor: u32_at(entry, 14).and_then(|shape| anchors.get(&shape).copied()),
    };
    entries(header.part(table, Structure::Boxes), BOX).map(text_box).collect()
}

/// The ranges of a table and what it says about each.
fn entries(plc: &[u8], length: usize) -> impl Iterator<Item = (Range<u32>, &[u8])> {
    let count = plc.len().saturating_sub(4) / (4 + length);
    (0..count.min(MOST)).filter_map(move |index| {
        let range = u32_at(plc, 4 * index)?..u32_at(plc, 4 * index + 4)?;
        let entry = plc.get(4 * (count + 1) + length * index..)?.get(..length)?;
        Some((range, entry))
    })
}
