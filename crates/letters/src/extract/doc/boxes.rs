//! Text boxes of a binary Word file: their text stands behind the letter, their anchors in it.
//!
//! In: the tables of anchors and of box texts. Out: for each box, where its text is and where it is anchored.

use super::header::{Header, Structure};
use crate::extract::little::u32_at;
use std::collections::HashMap;
use std::ops::Range;

/// Length of an anchor's and of a box's descriptor.
const ANCHOR: usize = 26;
const BOX: usize = 22;
/// Boxes of a file at most.
const MOST: usize = 10_000;

/// A text box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TextBox {
    /// Its characters, counted from the first character of the text of all boxes.
    pub text: Range<u32>,
    /// The character of the letter that it is anchored at; a box in a group has none of its own.
    pub anchor: Option<u32>,
}

/// The text boxes in the order of their text.
pub(super) fn read(header: &Header, table: &[u8]) -> Vec<TextBox> {
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
