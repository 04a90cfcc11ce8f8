//! The style sheet and the fonts of a binary Word file, as far as they decide what is read.
//!
//! In: the bytes of the style sheet and of the list of fonts. Out: [`DocStyles`], asked by number.

use super::formatted::{self, Look, Shape};
use super::sprm;
use crate::extract::little::u16_at;

/// Styles based on each other that are followed.
const LONGEST_CHAIN: usize = 30;
/// The number of no style.
const NONE: u16 = 0xFFF;

/// What one style says.
#[derive(Clone, Copy, Debug, Default)]
struct DocStyle {
    based_on: u16,
    shape: Shape,
    look: Look,
}

/// The styles by number, and the names of the fonts.
#[derive(Debug, Default)]
pub(super) struct DocStyles {
    styles: Vec<Option<DocStyle>>,
    fonts: Vec<String>,
}

impl DocStyles {
    /// Reads the style sheet and the list of fonts; what is damaged in them is as if it were not there.
    pub(super) fn read(sheet: &[u8], fonts: &[u8]) -> DocStyles {
        DocStyles { styles: styles(sheet).unwrap_or_default(), fonts: names(fonts) }
    }

    /// The use of a list and the level that a paragraph is numbered by.
    pub(super) fn numbered(&self, shape: &Shape) -> Option<(u16, usize)> {
        let inherited = |of: fn(&Shape) -> Option<u16>| self.chain(shape.style).find_map(|s| of(&s.shape));
        let list = shape.list.or_else(|| inherited(|s| s.list)).filter(|list| (1..0x7FF).contains(list))?;
        let level = shape.level.map(u16::from).or_else(|| inherited(|s| s.level.map(u16::from)));
        Some((list, usize::from(level.unwrap_or(0))))
    }

    /// True when characters of this look are hidden in a paragraph of this style.
    pub(super) fn hides(&self, look: &Look, paragraph: u16) -> bool {
        if look.hidden.is_none() && look.style.is_none() && self.styles.is_empty() {
            return false;
        }
        let of = |style: u16| self.chain(style).find_map(|s| s.look.hidden).is_some_and(|v| v & 1 != 0);
        let style = look.style.is_some_and(of) || of(paragraph);
        look.hidden.map_or(style, |operand| sprm::switch(&[operand], style))
    }

    /// Name of a font.
    pub(super) fn font(&self, number: u16) -> &str {
        self.fonts.get(usize::from(number)).map_or("", String::as_str)
    }

    fn chain(&self, style: u16) -> impl Iterator<Item = &DocStyle> {
        let at = |number: u16| self.styles.get(usize::from(number)).and_then(Option::as_ref);
        std::iter::successors(at(style), move |s| at(s.based_on)).take(LONGEST_CHAIN)
    }
}

fn styles(sheet: &[u8]) -> Option<Vec<Option<DocStyle>>> {
    let head = usize::from(u16_at(sheet, 0)?);
    let (count, base) = (u16_at(sheet, 2)?, usize::from(u16_at(sheet, 4)?));
    let mut rest = sheet.get(2 + head..)?;
    let mut found = Vec::new();
    for _ in 0..count {
        let Some(length) = u16_at(rest, 0).map(usize::from) else { break };
        let Some(body) = rest.get(2..2 + length) else { break };
        found.push(style(body, base));
        rest = rest.get(2 + length + length % 2..).unwrap_or_default();
    }
    Some(found)
}

/// One style; nothing for a number that is not in use.
fn style(body: &[u8], base: usize) -> Option<DocStyle> {
    let kind = u16_at(body, 2)?;
    let updates = u16_at(body, 4)? & 0xF;
    let name = usize::from(u16_at(body, base)?);
    let mut at = base + 2 + 2 * name + 2;
    let mut style = DocStyle { based_on: kind >> 4, ..DocStyle::default() };
    if style.based_on == NONE {
        style.based_on = u16::MAX;
    }
    let is_paragraph = kind & 0xF == 1;
    for index in 0..updates {
        // Updates begin at even places.
        at += at % 2;
        let Some(length) = u16_at(body, at).map(usize::from) else { break };
        let Some(update) = body.get(at + 2..at + 2 + length) else { break };
        match index {
            0 if is_paragraph => style.shape = formatted::shape(0, update.get(2..).unwrap_or_default()),
            0 | 1 if is_paragraph || kind & 0xF == 2 => style.look = formatted::look(update),
            _ => {}
        }
        at += 2 + length;
    }
    Some(style)
}

/// Names of fonts: each entry begins with its length, and its name ends with a zero.
fn names(fonts: &[u8]) -> Vec<String> {
    let mut rest = fonts.get(4..).unwrap_or_default();
    let mut found = Vec::new();
    while let Some(length) = rest.first().map(|&length| usize::from(length)).filter(|&length| length > 0) {
        let entry = rest.get(1..1 + length).unwrap_or_default();
        let units = entry.get(39..).unwrap_or_default().chunks_exact(2).filter_map(|unit| u16_at(unit, 0));
        let name: Vec<u16> = units.take_while(|&unit| unit != 0).collect();
        found.push(String::from_utf16_lossy(&name));
        rest = rest.get(1 + length..).unwrap_or_default();
    }
    found
}
