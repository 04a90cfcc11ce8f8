//! The lists of a binary Word file.
//!
//! In: the bytes of the lists and of their uses. Out: [`Lists`]. What is cut off is as if it were not there: a letter
//! with a damaged list is still a letter.

use super::formatted;
use super::styles::DocStyles;
use crate::extract::counting::Counting;
use crate::extract::lists::{self, LEVELS, Level, Lists, Override, Use};
use crate::extract::little::{u16_at, u32_at};
use std::collections::HashMap;

/// Length of a list's head, of a level's head and of a use's.
const LIST: usize = 28;
const LEVEL: usize = 28;
const USE: usize = 16;

/// Reads the lists, whose levels follow behind them, and their uses, whose changes follow too.
pub(super) fn read(lists: &[u8], uses: &[u8], styles: &DocStyles) -> Lists {
    let mut found = Lists::default();
    read_lists(lists, styles, &mut found.lists);
    read_uses(uses, styles, &mut found.uses);
    found
}

fn read_lists(bytes: &[u8], styles: &DocStyles, found: &mut HashMap<u32, Vec<Level>>) -> Option<()> {
    let count = usize::from(u16_at(bytes, 0)?).min(lists::MOST);
    let mut rest = bytes.get(2 + count * LIST..)?;
    for head in bytes.get(2..2 + count * LIST)?.chunks_exact(LIST) {
        let number = u32_at(head, 0)?;
        let is_simple = head.get(26)? & 1 != 0;
        let mut levels = Vec::new();
        for _ in 0..if is_simple { 1 } else { LEVELS } {
            let (level, length) = level(rest, styles)?;
            levels.push(level);
            rest = rest.get(length..)?;
        }
        found.insert(number, levels);
    }
    Some(())
}

fn read_uses(bytes: &[u8], styles: &DocStyles, found: &mut HashMap<u32, Use>) -> Option<()> {
    let count = usize::try_from(u32_at(bytes, 0)?).ok()?.min(lists::MOST);
    let heads = bytes.get(4..)?;
    let mut rest = heads.get(count * USE..).unwrap_or_default();
    let mut is_whole = true;
    for (number, head) in (1u32..).zip(heads.chunks_exact(USE).take(count)) {
        let mut usage = Use { list: u32_at(head, 0)?, overrides: HashMap::new() };
        // The changes of each use begin with a place that means nothing.
        rest = rest.get(4..).unwrap_or_default();
        for _ in 0..*head.get(12)? {
            let Some((at, change, length)) = change(rest, styles).filter(|_| is_whole) else {
                is_whole = false;
                break;
            };
            usage.overrides.insert(at, change);
            rest = rest.get(length..).unwrap_or_default();
        }
        found.insert(number, usage);
    }
    Some(())
}

/// What a use changes at a level: the level, the change, its length.
fn change(bytes: &[u8], styles: &DocStyles) -> Option<(usize, Override, usize)> {
    let flags = u32_at(bytes, 4)?;
    let mut change = Override { start: Some(u32_at(bytes, 0)?).filter(|_| flags & 0x10 != 0), level: None };
    let mut length = 8;
    if flags & 0x20 != 0 {
        let (level, more) = level(bytes.get(8..)?, styles)?;
        // A start that comes with a level is the level's.
        change.start = change.start.map(|_| level.start);
        change.level = Some(level);
        length += more;
    }
    Some(((flags & 0xF) as usize, change, length))
}

/// A level and its length.
fn level(bytes: &[u8], styles: &DocStyles) -> Option<(Level, usize)> {
    let flags = *bytes.get(5)?;
    let (look_length, shape_length) = (usize::from(*bytes.get(24)?), usize::from(*bytes.get(25)?));
    let look_at = LEVEL + shape_length;
    let text_at = look_at + look_length;
    let look = formatted::look(bytes.get(look_at..text_at)?);
    let count = usize::from(u16_at(bytes, text_at)?);
    let end = text_at + 2 + 2 * count;
    let units: Vec<u16> =
        bytes.get(text_at + 2..end)?.chunks_exact(2).filter_map(|unit| u16_at(unit, 0)).collect();
    let hidden = look.hidden.is_some_and(|operand| operand & 1 != 0);
    let level = Level {
        start: u32_at(bytes, 0)?,
        counting: Counting::coded(u16::from(*bytes.get(4)?)),
        pattern: if hidden { String::new() } else { String::from_utf16_lossy(&units) },
        restart: bytes.get(26).copied().filter(|_| flags & 0x08 != 0),
        legal: flags & 0x04 != 0,
        spaced: *bytes.get(15)? != 2,
        font: look.font.map(|font| styles.font(font).to_owned()).unwrap_or_default(),
    };
    Some((level, end))
}
