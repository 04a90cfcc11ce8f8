//! The header of a binary Word file: where everything is.
//!
//! In: the main stream. Out: [`Header`], or the reason why the file cannot be read. Word 6 and 95 have another header
//! and are told apart here.

use crate::extract::format::ExtractError;
use crate::extract::little::{u16_at, u32_at};
use dafu_words::message;
use dafu_words::message::Message;
use std::ops::Range;

/// The format's name.
pub(super) const NAME: &str = "doc";
/// The first number of the format that Word 97 brought.
const WORD_97: u16 = 0x00C0;
const ENCRYPTED: u16 = 0x0100;
const SECOND_TABLE: u16 = 0x0200;

/// A structure of the table stream, by its number in the header.
#[derive(Clone, Copy, Debug)]
pub(super) enum Structure {
    /// Style sheet.
    Styles = 1,
    /// Pages of character properties.
    Characters = 12,
    /// Pages of paragraph properties.
    Paragraphs = 13,
    /// Names of fonts.
    Fonts = 15,
    /// The piece table.
    Pieces = 33,
    /// Anchors of drawn objects.
    Anchors = 40,
    /// Which part of the text of text boxes belongs to which.
    Boxes = 56,
    /// Lists.
    Lists = 73,
    /// Uses of lists.
    Uses = 74,
}

/// Where the parts of the text are, in characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ranges {
    /// The letter.
    pub main: Range<u32>,
    /// Footnotes.
    pub footnotes: Range<u32>,
    /// Endnotes.
    pub endnotes: Range<u32>,
    /// Text boxes.
    pub boxes: Range<u32>,
}

/// The header of a file by Word 97 or later.
#[derive(Debug)]
pub(super) struct Header {
    /// Name of the table stream.
    pub table: &'static str,
    /// The parts of the text.
    pub ranges: Ranges,
    places: Vec<(u32, u32)>,
}

impl Header {
    /// Reads the header; nothing for a file by Word 6 or 95.
    pub(super) fn read(main: &[u8]) -> Result<Option<Header>, ExtractError> {
        let damaged = |what: Message| ExtractError::Damaged { format: NAME, what };
        let cut = || damaged(message!("fault_header_cut_off"));
        let magic = u16_at(main, 0).ok_or_else(cut)?;
        let version = u16_at(main, 2).ok_or_else(cut)?;
        let flags = u16_at(main, 10).ok_or_else(cut)?;
        if !matches!(magic, 0xA5EC | 0xA5DC | 0xA699 | 0xA59B | 0xA59C) {
            return Err(damaged(message!("fault_no_word_document")));
        }
        if flags & ENCRYPTED != 0 {
            return Err(ExtractError::Encrypted);
        }
        if version < WORD_97 {
            return Ok(None);
        }
        let words = 34 + 2 * usize::from(u16_at(main, 32).ok_or_else(cut)?);
        let counts = words + 2;
        let pairs = counts + 4 * usize::from(u16_at(main, words).ok_or_else(cut)?);
        let count = |index: usize| u32_at(main, counts + 4 * index).ok_or_else(cut);
        let mut start = 0u32;
        let mut next = |length: u32| {
            let range = start..start.saturating_add(length);
            start = range.end;
            range
        };
        let [main_text, footnotes, _, _, _, endnotes, boxes] = [
            next(count(3)?),
            next(count(4)?),
            next(count(5)?),
            next(count(6)?),
            next(count(7)?),
            next(count(8)?),
            next(count(9)?),
        ];
        let ranges = Ranges { main: main_text, footnotes, endnotes, boxes };
        let number = usize::from(u16_at(main, pairs).ok_or_else(cut)?);
        let pair = |index: usize| {
            let at = pairs + 2 + 8 * index;
            Some((u32_at(main, at)?, u32_at(main, at + 4)?))
        };
        let places = (0..number).map_while(pair).collect();
        let table = if flags & SECOND_TABLE != 0 { "1Table" } else { "0Table" };
        Ok(Some(Header { table, ranges, places }))
    }

    /// The bytes of a structure; of a file that was cut, what is left of them.
    pub(super) fn part<'a>(&self, table: &'a [u8], place: Structure) -> &'a [u8] {
        let Some(&(start, length)) = self.places.get(place as usize) else { return &[] };
        let rest = table.get(start as usize..).unwrap_or_default();
        rest.get(..length as usize).unwrap_or(rest)
    }

    /// The bytes from the beginning of a structure to the end of the table: some go on behind their length.
    pub(super) fn from<'a>(&self, table: &'a [u8], place: Structure) -> &'a [u8] {
        match self.places.get(place as usize) {
            Some(&(start, length)) if length > 0 => table.get(start as usize..).unwrap_or_default(),
            _ => &[],
        }
    }
}
