//! A passage on its way to the character layer.
//!
//! In: a reply's passages. Out: for each a few bytes that hold its folded characters with word boundaries, and what
//! is known of it without looking at its text. They are made where letters are read in parallel and taken apart
//! where a segment is written.

use crate::record::{PassageRecord, ReplyRecord};
use dafu_letters::passage::{PassageKey, ReplyId};
use dafu_words::fold::{fold, folds_apart};
use dafu_words::words;

/// Bits of a coded character that hold the character.
pub(crate) const CHARACTER: u32 = 0x1f_ffff;
/// A word begins with this character.
pub(crate) const BEGINS: u32 = 1 << 29;
/// A word ends with this character.
pub(crate) const ENDS: u32 = 1 << 30;
/// Stands between paragraphs and between lanes, so that no literal goes on from one into the next. Folded text never
/// holds it: control characters are white space.
pub(crate) const GAP: u32 = 0;

/// A new item, paragraph, block, section begins with this passage; bit `n` is unit `n` of `Within`.
pub(crate) const UNITS: u8 = 0b1111;
/// A new letter begins with this passage.
pub(crate) const LETTER: u8 = 1 << 4;
/// The passage has a lane.
pub(crate) const LANE: u8 = 1 << 5;
/// The letter that begins with this passage is another version of the one before.
pub(crate) const FOLLOWS: u8 = 1 << 6;

/// Bytes before the letter's id in the code of a letter's first passage.
const HEAD: usize = 15;

/// The codes of a reply's passages, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coded(Vec<Vec<u8>>);

impl Coded {
    /// Codes a reply's passages. This segments every passage.
    pub fn of(record: &ReplyRecord) -> Coded {
        let mut codes: Vec<Vec<u8>> = Vec::with_capacity(record.passages.len());
        let mut before = None;
        for paragraph in record.passages.chunk_by(|a, b| a.paragraph == b.paragraph) {
            // Most paragraphs fold to their folded passages; where they may not, they are folded as a whole.
            let apart = paragraph.iter().skip(1).all(|passage| folds_apart(&passage.text));
            let whole = (!apart)
                .then(|| fold(&paragraph.iter().map(|passage| passage.text.as_str()).collect::<String>()));
            let (mut start, mut byte) = (0, 0);
            for passage in paragraph {
                byte += passage.text.len();
                let part = whole.as_ref().map(|whole| {
                    let end = whole.at_source(byte);
                    let part = whole.slice(start, end.max(start));
                    start = end.max(start);
                    part
                });
                codes.push(encode(record, passage, before, part));
                before = Some(passage);
            }
        }
        Coded(codes)
    }

    /// The code of each passage of the reply that now has this id.
    pub fn with_id(mut self, id: ReplyId) -> impl Iterator<Item = Vec<u8>> {
        if let Some(place) = self.0.first_mut().and_then(|first| first.get_mut(HEAD..HEAD + 8)) {
            place.copy_from_slice(&id.number().to_le_bytes());
        }
        self.0.into_iter()
    }
}

fn encode(
    record: &ReplyRecord,
    passage: &PassageRecord,
    before: Option<&PassageRecord>,
    part: Option<&str>,
) -> Vec<u8> {
    let lane = part.filter(|part| *part != passage.folded);
    let letter = before.is_none();
    let mut flags = before.map_or(UNITS, |before| new_units(before, passage));
    flags |= if letter { LETTER } else { 0 } | if lane.is_some() { LANE } else { 0 };
    flags |= if letter && record.follows { FOLLOWS } else { 0 };
    let own = characters(&passage.folded);
    let mut out = Vec::with_capacity(HEAD + 20 + 4 * own.len());
    out.extend([flags, passage.kind as u8, passage.part as u8 | (passage.origin as u8) << 4]);
    out.extend(passage.id.key.number().to_le_bytes());
    out.extend(record.attributes.date.to_le_bytes());
    if letter {
        out.extend(record.id.number().to_le_bytes());
    }
    match lane {
        Some(part) => {
            out.extend((part.chars().count() as u32).to_le_bytes());
            part.chars().for_each(|c| out.extend(u32::from(c).to_le_bytes()));
        }
        None => out.extend((own.len() as u32).to_le_bytes()),
    }
    own.into_iter().for_each(|code| out.extend(code.to_le_bytes()));
    out
}

/// The characters of a folded text with the boundaries of its words.
fn characters(folded: &str) -> Vec<u32> {
    let mut codes: Vec<u32> = Vec::with_capacity(folded.len() / 2);
    codes.extend(folded.chars().map(u32::from));
    words::each_index_word(folded, &mut |word, end| {
        if let Some(code) = codes.get_mut(word.offset as usize) {
            *code |= BEGINS;
        }
        if let Some(code) = end.checked_sub(1).and_then(|last| codes.get_mut(last as usize)) {
            *code |= ENDS;
        }
    });
    codes
}

/// A bit for each unit that begins with `passage`.
fn new_units(before: &PassageRecord, passage: &PassageRecord) -> u8 {
    /// Item, paragraph, block and section of a passage, as far as each unit asks for them.
    type Key = (u32, Option<u32>, Option<u32>, Option<u32>);
    let keys = |passage: &PassageRecord| -> [Key; 4] {
        let &PassageRecord { paragraph, section, block, item, .. } = passage;
        let alone = |unit: Option<u32>| if unit.is_none() { paragraph + 1 } else { 0 };
        [
            (alone(item), section, block, item),
            (paragraph, None, None, None),
            (alone(block), section, block, None),
            (0, section, None, None),
        ]
    };
    let (last, now) = (keys(before), keys(passage));
    (0..4).filter(|&unit| last[unit] != now[unit]).map(|unit| 1 << unit).sum()
}

/// A passage's code, taken apart.
pub(crate) struct DecodedPassage<'a> {
    /// [`UNITS`], [`LETTER`], [`LANE`], [`FOLLOWS`].
    pub flags: u8,
    /// Its block kind, as a number.
    pub kind: u8,
    /// Its part and, four bits up, its origin.
    pub part: u8,
    /// Which passage of its letter it is.
    pub key: PassageKey,
    /// Date of its letter.
    pub date: u32,
    /// Id of its letter; 0 but for a letter's first passage.
    pub letter: u64,
    /// Coded characters of its place in the paragraph.
    pub main: &'a [u8],
    /// Coded characters of its own folding, empty without a lane.
    pub lane: &'a [u8],
}

/// Takes a code apart; none when it is no code.
pub(crate) fn decode(code: &[u8]) -> Option<DecodedPassage<'_>> {
    fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
        let (head, tail) = rest.split_first_chunk()?;
        *rest = tail;
        Some(*head)
    }
    let mut rest = code;
    let [flags, kind, part] = take(&mut rest)?;
    let key = PassageKey::from_number(u64::from_le_bytes(take(&mut rest)?));
    let date = u32::from_le_bytes(take(&mut rest)?);
    let letter = if flags & LETTER != 0 { u64::from_le_bytes(take(&mut rest)?) } else { 0 };
    let count = u32::from_le_bytes(take(&mut rest)?) as usize;
    let (main, lane) = rest.split_at_checked(count.checked_mul(4)?)?;
    Some(DecodedPassage { flags, kind, part, key, date, letter, main, lane })
}

/// The numbers of a run of coded characters.
pub(crate) fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.as_chunks::<4>().0.iter().map(|&bytes| u32::from_le_bytes(bytes))
}
