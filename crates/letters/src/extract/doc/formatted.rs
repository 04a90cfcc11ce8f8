//! Formatted pages: the properties of characters and paragraphs, by place in the file.
//!
//! In: the main stream and the list of its formatted pages. Out: [`Runs`], asked by place. Only what decides what is
//! read is kept: hidden and deleted text, special characters and symbols, tables and lists.

use super::sprm;
use crate::extract::little::{u16_at, u32_at};

/// Length of a formatted page.
const PAGE: usize = 512;

/// What is special about a run of characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Hidden: the operand of the switch, if there is one.
    pub hidden: Option<u8>,
    /// Deleted while changes were tracked.
    pub deleted: bool,
    /// Signs stand for something else than themselves.
    pub special: bool,
    /// Number of the character style, if any.
    pub style: Option<u16>,
    /// Number of the font, if it is said.
    pub font: Option<u16>,
    /// A symbol: number of its font and its place in it.
    pub symbol: Option<(u16, u16)>,
}

/// What is special about a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    /// Number of the style.
    pub style: u16,
    /// Number of the use of a list, from 1; 0 for none.
    pub list: Option<u16>,
    /// Level in the list, from 0.
    pub level: Option<u8>,
    /// It lies in a table.
    pub in_table: bool,
    /// It is the mark that ends a table row.
    pub ends_row: bool,
}

/// Properties of stretches of the file.
#[derive(Debug)]
pub(super) struct Runs<T> {
    runs: Vec<(u32, u32, T)>,
}

impl<T: Copy + Default> Runs<T> {
    /// The properties at `place`, and where the stretch that has them ends.
    pub(super) fn at(&self, place: u32) -> (T, u32) {
        let after = self.runs.partition_point(|run| run.0 <= place);
        let next = self.runs.get(after).map_or(u32::MAX, |run| run.0);
        match after.checked_sub(1).and_then(|index| self.runs.get(index)) {
            Some(&(_, to, look)) if place < to => (look, to.min(next)),
            _ => (T::default(), next),
        }
    }

    fn sorted(mut runs: Vec<(u32, u32, T)>) -> Runs<T> {
        runs.sort_by_key(|run| run.0);
        Runs { runs }
    }
}

/// The properties of characters.
pub(super) fn characters(main: &[u8], plc: &[u8]) -> Runs<Look> {
    let mut runs = Vec::new();
    for page in pages(main, plc) {
        let count = usize::from(page.last().copied().unwrap_or(0));
        for index in 0..count {
            let offset = page.get(4 * (count + 1) + index).map_or(0, |&word| 2 * usize::from(word));
            let list = match page.get(offset) {
                Some(&length) if offset > 0 => {
                    page.get(offset + 1..).map(|rest| cut(rest, usize::from(length)))
                }
                _ => continue,
            };
            let look = look(list.unwrap_or_default());
            if let (Some(from), Some(to)) = (u32_at(page, 4 * index), u32_at(page, 4 * index + 4))
                && look != Look::default()
            {
                runs.push((from, to, look));
            }
        }
    }
    Runs::sorted(runs)
}

/// The properties of paragraphs.
pub(super) fn paragraphs(main: &[u8], plc: &[u8]) -> Runs<Shape> {
    let mut runs = Vec::new();
    for page in pages(main, plc) {
        let count = usize::from(page.last().copied().unwrap_or(0));
        for index in 0..count {
            let offset = page.get(4 * (count + 1) + 13 * index).map_or(0, |&word| 2 * usize::from(word));
            let list = match page.get(offset..).filter(|_| offset > 0) {
                // A length of nothing says that the next byte has it.
                Some([0, length, rest @ ..]) => cut(rest, 2 * usize::from(*length)),
                Some([length, rest @ ..]) => cut(rest, (2 * usize::from(*length)).saturating_sub(1)),
                _ => continue,
            };
            if let (Some(from), Some(to)) = (u32_at(page, 4 * index), u32_at(page, 4 * index + 4)) {
                let style = u16_at(list, 0).unwrap_or(0);
                runs.push((from, to, shape(style, list.get(2..).unwrap_or_default())));
            }
        }
    }
    Runs::sorted(runs)
}

/// What a list of modifiers says about characters.
pub(super) fn look(list: &[u8]) -> Look {
    let mut look = Look::default();
    for (code, operand) in sprm::modifiers(list) {
        match code {
            0x083C => look.hidden = operand.first().copied(),
            0x0800 => look.deleted = sprm::switch(operand, false),
            0x0855 => look.special = sprm::switch(operand, false),
            0x4A30 => look.style = u16_at(operand, 0),
            0x4A4F => look.font = u16_at(operand, 0),
            0x6A09 => look.symbol = u16_at(operand, 0).zip(u16_at(operand, 2)),
            _ => {}
        }
    }
    look
}

/// What a list of modifiers says about a paragraph of a style.
pub(super) fn shape(style: u16, list: &[u8]) -> Shape {
    let mut shape = Shape { style, ..Shape::default() };
    for (code, operand) in sprm::modifiers(list) {
        match code {
            0x4600 => shape.style = u16_at(operand, 0).unwrap_or(style),
            0x260A => shape.level = operand.first().copied(),
            0x460B => shape.list = u16_at(operand, 0),
            0x2416 => shape.in_table = sprm::switch(operand, false),
            0x2417 => shape.ends_row = sprm::switch(operand, false),
            _ => {}
        }
    }
    shape
}

/// The formatted pages that a list names; no file has more than fit in it.
fn pages<'a>(main: &'a [u8], plc: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
    let count = (plc.len().saturating_sub(4) / 8).min(main.len() / PAGE + 1);
    let start = 4 * (plc.len().saturating_sub(4) / 8 + 1);
    (0..count).filter_map(move |index| {
        let number = u32_at(plc, start + 4 * index)? & 0x3F_FFFF;
        let from = usize::try_from(number).ok()?.checked_mul(PAGE)?;
        main.get(from..from.checked_add(PAGE)?)
    })
}

fn cut(bytes: &[u8], length: usize) -> &[u8] {
    bytes.get(..length).unwrap_or(bytes)
}
