//! What an open file tells of its passages.
//!
//! In: a segment's file. Out: numbers of passages and letters, straight from the mapped bytes. A passage is meant by
//! its number in the segment, which is tantivy's document number.

use tantivy::directory::OwnedBytes;

use crate::backend::PassageFacts;
use crate::embedded::chars::bits::{bit, count, last_set, long, number};
use crate::embedded::chars::file::{FileSection, Mapped};
use crate::embedded::chars::positions::Positions;
use crate::embedded::chars::{LETTER_SAMPLE, SAMPLE, VERSION_OF_LAST, keys};
use crate::request::Within;
use dafu_letters::passage::{PassageId, PassageKey, ReplyId};
use dafu_letters::reply::model::{BlockKind, Origin, Part};

/// Bytes of a letter's entry.
const LETTER: u32 = 4;
/// Letters that are looked at one by one before the table is asked.
const STEPS: u32 = 8;
/// Bytes of a first character's entry.
const FIRST: usize = 16;

/// A segment's file.
#[derive(Clone)]
pub(crate) struct Chars(Mapped);

/// The lists of all grams that begin with one character.
#[derive(Clone, Copy)]
pub(crate) struct Group {
    first_gram: u32,
    grams: u32,
    base: u64,
}

impl Chars {
    /// Opens a file's bytes; none when they are damaged or of another version.
    pub fn open(bytes: OwnedBytes) -> Option<Chars> {
        Mapped::open(bytes).map(Chars)
    }

    /// Number of passages, deleted ones included.
    pub fn passages(&self) -> u32 {
        self.0.head.passages
    }

    /// Number of letters, deleted ones included.
    pub fn letters(&self) -> u32 {
        self.0.head.letters
    }

    /// Positions without lanes, and with them.
    pub(crate) fn positions(&self) -> (u32, u32) {
        (self.0.head.main, self.0.head.all)
    }

    /// Lengths of all passages added up.
    pub(crate) fn total_length(&self) -> u64 {
        self.0.head.length
    }

    /// A section's bytes.
    pub fn section(&self, section: FileSection) -> &[u8] {
        self.0.section(section)
    }

    /// First position of a passage; of the passage behind the last, the number of positions.
    #[inline]
    pub fn start(&self, passage: u32) -> u32 {
        number(self.0.section(FileSection::Starts), passage)
    }

    /// The passage in which a position without lanes lies; `hint` is a passage at or before it.
    #[inline]
    pub(crate) fn passage_at(&self, position: u32, hint: u32) -> u32 {
        let starts = self.0.section(FileSection::Starts);
        let mut passage = hint.max(number(self.0.section(FileSection::Samples), position / SAMPLE));
        let last = self.passages().saturating_sub(1);
        while passage < last && number(starts, passage + 1) <= position {
            passage += 1;
        }
        passage.min(last)
    }

    /// Number of lanes.
    pub(crate) fn lanes(&self) -> u32 {
        self.0.section(FileSection::Lanes).len() as u32 / 8
    }

    /// A lane: its passage, its first position and the position behind its last.
    pub(crate) fn lane(&self, lane: u32) -> (u32, u32, u32) {
        let lanes = self.0.section(FileSection::Lanes);
        let next = if lane + 1 < self.lanes() { number(lanes, lane * 2 + 3) } else { self.0.head.all };
        (number(lanes, lane * 2), number(lanes, lane * 2 + 1), next.saturating_sub(1))
    }

    /// The first lane of a passage at or after `passage`; the number of lanes when there is none.
    pub(crate) fn first_lane(&self, passage: u32) -> u32 {
        let (mut low, mut high) = (0, self.lanes());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.lane(middle).0 < passage { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// The lane of a passage.
    pub(crate) fn lane_of(&self, passage: u32) -> Option<u32> {
        let low = self.first_lane(passage);
        (low < self.lanes() && self.lane(low).0 == passage).then_some(low)
    }

    /// The lane in which a position lies.
    pub(crate) fn lane_at(&self, position: u32) -> u32 {
        let (mut low, mut high) = (0, self.lanes());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.lane(middle).2 < position { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// Length of a passage folded alone, in characters.
    #[inline]
    pub fn length(&self, passage: u32) -> u32 {
        if self.lanes() > 0
            && let Some(lane) = self.lane_of(passage)
        {
            let (_, start, end) = self.lane(lane);
            return end.saturating_sub(start);
        }
        self.length_in_paragraph(passage)
    }

    /// Length of a passage's part of its folded paragraph, in characters.
    #[inline]
    fn length_in_paragraph(&self, passage: u32) -> u32 {
        let next = passage + 1;
        // Between paragraphs there is a gap.
        let gap = next >= self.passages() || bit(self.0.section(FileSection::Paragraphs), next);
        self.start(next).saturating_sub(self.start(passage)).saturating_sub(u32::from(gap))
    }

    /// Lengths of the passages from `first` up to `end`, which begin and end with paragraphs, added up.
    pub(crate) fn length_of(&self, first: u32, end: u32) -> u64 {
        let paragraphs = self.0.section(FileSection::Paragraphs);
        // Behind each paragraph there is a gap.
        let gaps = count(paragraphs, first.saturating_add(1), end).saturating_add(1);
        let mut length = u64::from(self.start(end).saturating_sub(self.start(first)).saturating_sub(gaps));
        let lanes = (self.first_lane(first)..self.lanes()).map(|lane| self.lane(lane));
        for (passage, from, to) in lanes.take_while(|lane| lane.0 < end) {
            length += u64::from(to.saturating_sub(from));
            length = length.saturating_sub(u64::from(self.length_in_paragraph(passage)));
        }
        length
    }

    /// What ranking must know of a passage; addresses count from 0.
    #[inline]
    pub fn facts(&self, passage: u32) -> PassageFacts {
        let part = self.part_code(passage);
        PassageFacts {
            length: self.length(passage),
            kind: self.kind(passage),
            part: [Part::Label, Part::Heading, Part::LeadIn, Part::Item][..]
                .get(usize::from(part & 0xf))
                .copied()
                .unwrap_or(Part::Text),
            origin: [Origin::Explicit, Origin::Inferred, Origin::Metadata][..]
                .get(usize::from(part >> 4))
                .copied()
                .unwrap_or(Origin::Corrected),
        }
    }

    /// Its block kind.
    #[inline]
    pub fn kind(&self, passage: u32) -> BlockKind {
        let code = self.0.section(FileSection::Kinds).get(passage as usize).copied();
        code.and_then(BlockKind::from_code).unwrap_or(BlockKind::Body)
    }

    /// Its block kind, and its part and origin, as they are kept.
    pub fn codes(&self, passage: u32) -> (u8, u8) {
        let kind = self.0.section(FileSection::Kinds).get(passage as usize).copied();
        (kind.unwrap_or(BlockKind::Body as u8), self.part_code(passage))
    }

    fn part_code(&self, passage: u32) -> u8 {
        self.0.section(FileSection::Parts).get(passage as usize).copied().unwrap_or(0)
    }

    /// Which passage of its letter it is.
    pub fn key(&self, passage: u32) -> PassageKey {
        keys::unpack(passage, self.0.section(FileSection::Keys), self.0.section(FileSection::Occurrences))
    }

    /// Identity of a passage.
    pub fn id(&self, passage: u32) -> PassageId {
        let (letter, ..) = self.letter(self.letter_of(passage));
        PassageId { reply: ReplyId::from_number(letter), key: self.key(passage) }
    }

    /// The first passage of the unit that encloses a passage.
    #[inline]
    pub fn unit(&self, within: Within, passage: u32) -> u32 {
        let section = match within {
            Within::Item => FileSection::Items,
            Within::Paragraph => FileSection::Paragraphs,
            Within::Block => FileSection::Blocks,
            Within::Section => FileSection::Sections,
            Within::Reply => return self.letter(self.letter_of(passage)).1,
        };
        last_set(self.0.section(section), passage)
    }

    /// True when a unit begins with the passage.
    pub(crate) fn begins_unit(&self, unit: usize, passage: u32) -> bool {
        let sections =
            [FileSection::Items, FileSection::Paragraphs, FileSection::Blocks, FileSection::Sections];
        sections.get(unit).is_some_and(|&section| bit(self.0.section(section), passage))
    }

    /// The letter that a passage belongs to.
    #[inline]
    pub(crate) fn letter_of(&self, passage: u32) -> u32 {
        let mut letter = number(self.0.section(FileSection::LetterSamples), passage / LETTER_SAMPLE);
        while letter + 1 < self.letters() && self.letter(letter + 1).1 <= passage {
            letter += 1;
        }
        letter
    }

    /// The letter that a passage belongs to, its first passage and that of the next one; `before` is one that comes
    /// before it, and perhaps not long before.
    #[inline]
    pub(crate) fn letter_near(&self, passage: u32, before: Option<u32>) -> (u32, u32, u32) {
        let (letters, _) = self.0.section(FileSection::Letters).as_chunks::<16>();
        let behind = self.passages();
        let start = |letter: u32| match letters.get(letter as usize) {
            Some(&[_, _, _, _, _, _, _, _, a, b, c, d, ..]) => u32::from_le_bytes([a, b, c, d]),
            None => behind,
        };
        if let Some(before) = before {
            let mut first = start(before);
            for letter in before..before.saturating_add(STEPS) {
                let next = start(letter.saturating_add(1));
                if first <= passage && passage < next {
                    return (letter, first, next);
                }
                first = next;
            }
        }
        let letter = self.letter_of(passage);
        (letter, start(letter), start(letter.saturating_add(1)))
    }

    /// A letter: its id, its first passage (behind the last letter, the number of passages) and its date.
    #[inline]
    pub fn letter(&self, letter: u32) -> (u64, u32, u32) {
        if letter >= self.letters() {
            return (0, self.passages(), 0);
        }
        let letters = self.0.section(FileSection::Letters);
        (
            long(letters, letter.saturating_mul(2)) & !VERSION_OF_LAST,
            number(letters, letter.saturating_mul(LETTER).saturating_add(2)),
            number(letters, letter.saturating_mul(LETTER).saturating_add(3)),
        )
    }

    /// True for another version of the letter before.
    pub(crate) fn follows(&self, letter: u32) -> bool {
        letter < self.letters()
            && long(self.0.section(FileSection::Letters), letter.saturating_mul(2)) & VERSION_OF_LAST != 0
    }

    /// True when there are letters of which several versions are held, deleted ones included.
    pub(crate) fn has_versions(&self) -> bool {
        self.0.head.versions > 0
    }

    /// The leading version of a letter.
    pub(crate) fn leading(&self, mut letter: u32) -> u32 {
        while letter > 0 && self.follows(letter) {
            letter -= 1;
        }
        letter
    }

    /// Repeated passages, ascending: a row has the passage and the first one that says the same.
    pub(crate) fn repeated(&self) -> impl ExactSizeIterator<Item = (u32, u32)> + '_ {
        let (rows, _) = self.0.section(FileSection::Repeated).as_chunks::<8>();
        rows.iter().map(|row| (number(row, 0), number(row, 1)))
    }

    /// Lengths of repeated passages added up.
    pub(crate) fn repeated_length(&self) -> u64 {
        self.0.head.repeated_length
    }

    /// The first passage of all versions of its letter that says what a passage says.
    #[inline]
    pub(crate) fn first_of(&self, passage: u32) -> u32 {
        let section = self.0.section(FileSection::Repeated);
        if section.is_empty() {
            return passage;
        }
        let (rows, _) = section.as_chunks::<8>();
        match rows.binary_search_by_key(&passage, |row| number(row, 0)) {
            Ok(row) => number(&rows[row], 1),
            Err(_) => passage,
        }
    }

    /// The lists of the grams that begin with `first`.
    pub fn group(&self, first: char) -> Option<Group> {
        let firsts = self.0.section(FileSection::Firsts);
        let count = firsts.len() / FIRST;
        let character = |index: usize| number(firsts, index as u32 * 4);
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = low + (high - low) / 2;
            if character(middle) < u32::from(first) { low = middle + 1 } else { high = middle }
        }
        (low < count && character(low) == u32::from(first)).then(|| self.group_at(low as u32).1)
    }

    /// Number of characters that grams begin with.
    pub fn groups(&self) -> u32 {
        (self.0.section(FileSection::Firsts).len() / FIRST) as u32
    }

    /// The character and the group of the `index`th of them.
    pub(crate) fn group_at(&self, index: u32) -> (u32, Group) {
        let firsts = self.0.section(FileSection::Firsts);
        let start = |index: u32| number(firsts, index * 4 + 1);
        let all = (self.0.section(FileSection::Offsets).len() / 4) as u32;
        let end = if index + 1 < self.groups() { start(index + 1) } else { all };
        let grams = end.saturating_sub(start(index)).min(all);
        let group = Group { first_gram: start(index), grams, base: long(firsts, index * 2 + 1) };
        (number(firsts, index * 4), group)
    }

    /// Second character of a group's `gram`th gram; 0 for a paragraph's last character.
    pub fn second(&self, group: Group, gram: u32) -> u32 {
        let at = (group.first_gram + gram) as usize * 3;
        match self.0.section(FileSection::Seconds).get(at..at + 3) {
            Some(&[a, b, c]) => u32::from_le_bytes([a, b, c, 0]),
            _ => 0,
        }
    }

    /// Bytes that begin with the list of a group's `gram`th gram.
    pub fn list(&self, group: Group, gram: u32) -> &[u8] {
        let offset = number(self.0.section(FileSection::Offsets), group.first_gram + gram);
        let place = usize::try_from(group.base + u64::from(offset)).unwrap_or(usize::MAX);
        self.0.section(FileSection::Lists).get(place..).unwrap_or_default()
    }

    /// The list of the gram `first`, `second`.
    pub(crate) fn gram(&self, first: char, second: char) -> Option<&[u8]> {
        let group = self.group(first)?;
        let (mut low, mut high) = (0, group.grams);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.second(group, middle) < u32::from(second) { low = middle + 1 } else { high = middle }
        }
        (low < group.grams && self.second(group, low) == u32::from(second)).then(|| self.list(group, low))
    }

    /// The lists of a group, each with its second character, ascending.
    pub fn lists(&self, group: Group) -> impl Iterator<Item = (u32, Positions<'_>)> {
        (0..group.grams).map(move |gram| (self.second(group, gram), Positions::open(self.list(group, gram))))
    }
}

impl Group {
    /// Number of its grams.
    pub(crate) fn grams(self) -> u32 {
        self.grams
    }
}
