//! A segment's passages → the layer's file.
//!
//! In: codes of passages, in order. Out: the file. The characters are kept as they come; in the end their positions
//! are sorted by gram: all by their first character in one counting pass, then those of each by their second.

use std::collections::HashMap;
use std::io::{self, Write};

use crate::embedded::chars::bits::Bits;
use crate::embedded::chars::code::{
    self, BEGINS, CHARACTER, DecodedPassage, ENDS, FOLLOWS, GAP, LANE, LETTER,
};
use crate::embedded::chars::file::{FileHead, FileSection, SectionWriter};
use crate::embedded::chars::{LETTER_SAMPLE, SAMPLE, VERSION_OF_LAST, keys, positions};
use dafu_letters::passage::PassageKey;

/// Bytes that a character takes while its segment is written: itself, its place among those of its first character,
/// and room to grow.
const COST: usize = 12;

/// What is known of the passages: the part of the file that is not about characters.
#[derive(Debug, Default)]
pub(crate) struct PassageTables {
    /// First position of each passage.
    pub starts: Vec<u32>,
    /// See [`FileSection::Keys`].
    pub keys: Vec<u32>,
    /// See [`FileSection::Occurrences`].
    pub occurrences: Vec<u32>,
    /// See [`FileSection::Kinds`].
    pub kinds: Vec<u8>,
    /// See [`FileSection::Parts`].
    pub parts: Vec<u8>,
    /// Items, paragraphs, blocks, sections.
    pub units: [Bits; 4],
    /// See [`FileSection::Letters`].
    pub letters: Vec<u8>,
    /// See [`FileSection::LetterSamples`].
    pub letter_samples: Vec<u32>,
    /// See [`FileSection::Repeated`].
    pub repeated: Vec<u32>,
    /// First passage of each key in the versions of the current letter before the current one; asked for by the next.
    known: HashMap<u64, u32>,
    /// First passage of the current version.
    version: u32,
    /// Passage and first position of each lane, counted from the first lane.
    pub lanes: Vec<(u32, u32)>,
    /// Numbers of the whole.
    pub head: FileHead,
}

impl PassageTables {
    /// Adds a passage of `length` characters that begins at position `start`.
    pub fn passage(&mut self, (start, length): (u32, u32), flags: u8, kind: u8, part: u8, key: PassageKey) {
        let passage = self.starts.len() as u32;
        self.starts.push(start);
        let (short, row) = keys::pack(passage, key);
        self.keys.push(short);
        self.head.length += u64::from(length);
        if let Some(&first) = self.known.get(&key.number()) {
            self.repeated.extend([passage, first]);
            self.head.repeated_length += u64::from(length);
        }
        self.occurrences.extend(row.into_iter().flatten());
        self.kinds.push(kind);
        self.parts.push(part);
        for (unit, bits) in self.units.iter_mut().enumerate() {
            bits.push(flags >> unit & 1 == 1);
        }
        if passage.is_multiple_of(LETTER_SAMPLE) {
            self.letter_samples.push(self.head.letters.saturating_sub(1));
        }
        self.head.passages += 1;
    }

    /// Adds the letter that begins with the passage added next; one that `follows` is a version of the one before.
    pub fn letter(&mut self, id: u64, date: u32, follows: bool) {
        let first = self.starts.len() as u32;
        let follows = follows && self.head.letters > 0;
        if follows {
            for passage in self.version..first {
                let (keys, rows) = (&self.keys, &self.occurrences);
                let key = keys::unpack_from(passage, keys, rows).number();
                self.known.entry(key).or_insert(passage);
            }
        } else {
            self.known.clear();
        }
        self.head.versions += u32::from(follows);
        self.version = first;
        let id = if follows { id | VERSION_OF_LAST } else { id };
        self.letters.extend(id.to_le_bytes());
        self.letters.extend(first.to_le_bytes());
        self.letters.extend(date.to_le_bytes());
        self.head.letters += 1;
    }

    /// Writes all tables; `main` and `all` positions there are.
    pub fn write<W: Write>(
        mut self,
        sections: &mut SectionWriter<W>,
        main: u32,
        all: u32,
    ) -> io::Result<FileHead> {
        (self.head.main, self.head.all) = (main, all);
        let mut samples = Vec::with_capacity((main / SAMPLE) as usize + 1);
        for (passage, &start) in (0..).zip(&self.starts) {
            // Every sampled position up to this start lies in an earlier passage.
            while (samples.len() as u32).saturating_mul(SAMPLE) < start {
                samples.push(passage - 1);
            }
        }
        let last = self.head.passages.saturating_sub(1);
        while (samples.len() as u32).saturating_mul(SAMPLE) < main {
            samples.push(last);
        }
        self.starts.push(main);
        sections.numbers(FileSection::Starts, &self.starts)?;
        sections.numbers(FileSection::Samples, &samples)?;
        sections.numbers(FileSection::Keys, &self.keys)?;
        sections.numbers(FileSection::Occurrences, &self.occurrences)?;
        sections.write(FileSection::Kinds, &self.kinds)?;
        sections.write(FileSection::Parts, &self.parts)?;
        let units = [FileSection::Items, FileSection::Paragraphs, FileSection::Blocks, FileSection::Sections];
        for (section, bits) in units.into_iter().zip(&self.units) {
            sections.write(section, &bits.bytes())?;
        }
        sections.write(FileSection::Letters, &self.letters)?;
        sections.numbers(FileSection::LetterSamples, &self.letter_samples)?;
        sections.numbers(FileSection::Repeated, &self.repeated)?;
        let lanes: Vec<u32> =
            self.lanes.iter().flat_map(|&(passage, start)| [passage, main + start]).collect();
        sections.numbers(FileSection::Lanes, &lanes)?;
        Ok(self.head)
    }
}

/// Writes the lists of grams, which come in ascending order.
#[derive(Debug, Default)]
pub(crate) struct GramLists {
    firsts: Vec<u8>,
    seconds: Vec<u8>,
    offsets: Vec<u32>,
    first: Option<u32>,
    base: u64,
    written: u64,
    buffer: Vec<u8>,
}

impl GramLists {
    /// Adds the list of the gram `first`, `second`.
    pub fn add<W: Write>(
        &mut self,
        sections: &mut SectionWriter<W>,
        (first, second): (u32, u32),
        list: &[u32],
    ) -> io::Result<()> {
        let place = self.written + self.buffer.len() as u64;
        if self.first != Some(first) {
            self.first = Some(first);
            self.base = place;
            self.firsts.extend(first.to_le_bytes());
            self.firsts.extend((self.offsets.len() as u32).to_le_bytes());
            self.firsts.extend(place.to_le_bytes());
        }
        self.seconds.extend_from_slice(&second.to_le_bytes()[..3]);
        let offset = u32::try_from(place - self.base);
        self.offsets.push(offset.map_err(|_| io::Error::other("too many occurrences of one character"))?);
        positions::encode(list, &mut self.buffer);
        if self.buffer.len() >= 1 << 20 { self.flush(sections) } else { Ok(()) }
    }

    fn flush<W: Write>(&mut self, sections: &mut SectionWriter<W>) -> io::Result<()> {
        sections.write(FileSection::Lists, &self.buffer)?;
        self.written += self.buffer.len() as u64;
        self.buffer.clear();
        Ok(())
    }

    /// Writes what is left, and the dictionary.
    pub fn finish<W: Write>(mut self, sections: &mut SectionWriter<W>) -> io::Result<()> {
        self.flush(sections)?;
        sections.write(FileSection::Firsts, &self.firsts)?;
        sections.write(FileSection::Seconds, &self.seconds)?;
        sections.numbers(FileSection::Offsets, &self.offsets)
    }
}

/// Gathers a segment's passages.
#[derive(Debug, Default)]
pub struct Builder {
    tables: PassageTables,
    main: Vec<u32>,
    lanes: Vec<u32>,
}

impl Builder {
    /// Adds a passage's code; false when it is none.
    pub fn add(&mut self, code: &[u8]) -> bool {
        let Some(DecodedPassage { flags, kind, part, key, date, letter, main, lane }) = code::decode(code)
        else {
            return false;
        };
        if flags & PARAGRAPH != 0 && self.tables.head.passages > 0 {
            self.main.push(GAP);
        }
        if flags & LETTER != 0 {
            self.tables.letter(letter, date, flags & FOLLOWS != 0);
        }
        let passage = self.tables.head.passages;
        let own = if flags & LANE != 0 { lane } else { main };
        self.tables.passage((self.main.len() as u32, own.len() as u32 / 4), flags, kind, part, key);
        self.main.extend(code::numbers(main));
        if flags & LANE != 0 {
            self.tables.lanes.push((passage, self.lanes.len() as u32));
            self.lanes.extend(code::numbers(lane));
            self.lanes.push(GAP);
        }
        true
    }

    /// Bytes in use, those that writing takes included.
    pub fn memory(&self) -> usize {
        (self.main.len() + self.lanes.len()) * COST + self.tables.starts.len() * 16
    }

    /// Writes the file's body to `out` and gives it back.
    pub fn write<W: Write>(mut self, out: W) -> io::Result<W> {
        if self.tables.head.passages > 0 {
            self.main.push(GAP);
        }
        let main = self.main.len();
        let mut characters = self.main;
        characters.append(&mut self.lanes);
        let all = u32::try_from(characters.len())
            .ok()
            .filter(|&all| all < u32::MAX)
            .ok_or_else(|| io::Error::other("a segment of the index holds at most 2^32 characters"))?;
        let mut sections = SectionWriter::new(out);
        let head = self.tables.write(&mut sections, main as u32, all)?;
        let mut bounds = Bits::default();
        for code in &characters {
            bounds.push_pair(u8::from(code & BEGINS != 0) | u8::from(code & ENDS != 0) << 1);
        }
        sections.write(FileSection::Bounds, &bounds.bytes())?;
        drop(bounds);
        write_lists(&characters, &mut sections)?;
        sections.finish(head)
    }
}

const PARAGRAPH: u8 = 1 << 1;

/// Sorts the positions by gram and writes their lists.
fn write_lists<W: Write>(characters: &[u32], sections: &mut SectionWriter<W>) -> io::Result<()> {
    // Characters by their rank; the gap has the lowest.
    let mut ranks = vec![0u32; CHARACTER as usize + 1];
    characters.iter().for_each(|code| ranks[(code & CHARACTER) as usize] = 1);
    ranks[GAP as usize] = 1;
    let mut known = Vec::new();
    for (character, rank) in (0..).zip(&mut ranks).filter(|(_, rank)| **rank > 0) {
        *rank = known.len() as u32;
        known.push(character);
    }
    let rank = |position: usize| ranks[(characters[position] & CHARACTER) as usize];
    // No gram begins with the last character, which is a gap.
    let count = characters.len().saturating_sub(1);
    let mut counts = vec![0; known.len()];
    (0..count).for_each(|at| counts[rank(at) as usize] += 1);
    let mut by_first = Vec::new();
    sort(&counts, (0..count).map(|at| (rank(at), at as u32)), &mut by_first);
    let mut lists = GramLists::default();
    let mut of_seconds = vec![0; known.len()];
    let (mut grams, mut seconds, mut by_second) = (Vec::new(), Vec::new(), Vec::new());
    let mut rest = &by_first[..];
    for (&first, &count) in known.iter().zip(&counts) {
        let (group, behind) = rest.split_at(count);
        rest = behind;
        if first == GAP {
            continue;
        }
        // Only the grams of one first character are sorted at a time: little memory, and most of it in the cache.
        if count * 4 < known.len() {
            // Fewer than the characters there are: comparing them is cheaper than counting all of these.
            grams.clear();
            grams.extend(group.iter().map(|&at| u64::from(rank(at as usize + 1)) << 32 | u64::from(at)));
            grams.sort_unstable();
            for gram in grams.chunk_by(|a, b| a >> 32 == b >> 32) {
                by_second.clear();
                by_second.extend(gram.iter().map(|&entry| entry as u32));
                let second = gram.first().and_then(|entry| known.get((entry >> 32) as usize));
                if let Some(&second) = second {
                    lists.add(sections, (first, second), &by_second)?;
                }
            }
            continue;
        }
        seconds.clear();
        seconds.extend(group.iter().map(|&at| rank(at as usize + 1)));
        of_seconds.fill(0);
        seconds.iter().for_each(|&second| of_seconds[second as usize] += 1);
        sort(&of_seconds, seconds.iter().copied().zip(group.iter().copied()), &mut by_second);
        let mut start = 0;
        for (&second, &count) in known.iter().zip(&of_seconds).filter(|(_, count)| **count > 0) {
            lists.add(sections, (first, second), &by_second[start..start + count])?;
            start += count;
        }
    }
    lists.finish(sections)
}

/// The values in the order of their keys, of which there are `counts`; equal keys as they come.
fn sort(counts: &[usize], entries: impl Iterator<Item = (u32, u32)>, sorted: &mut Vec<u32>) {
    let mut places = Vec::with_capacity(counts.len());
    let mut length = 0;
    for count in counts {
        places.push(length);
        length += count;
    }
    sorted.clear();
    sorted.resize(length, 0);
    for (key, value) in entries {
        let place = &mut places[key as usize];
        sorted[*place] = value;
        *place += 1;
    }
}
