//! The sections of the layer's file.
//!
//! In: sections, one after the other. Out: a file with a table of its sections at the end, read in place.

use std::io::{self, Write};

use tantivy::directory::OwnedBytes;

use crate::embedded::chars::VERSION;

/// What a section holds. Numbers are little-endian.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileSection {
    /// Numbers of the whole, see [`FileHead`].
    Head,
    /// First position of each passage and, behind the last, the number of positions without lanes.
    Starts,
    /// Passage of every 256th position.
    Samples,
    /// 25 bits of each passage's hash and, below, 7 of its occurrence.
    Keys,
    /// Passage and occurrence where 7 bits do not hold it.
    Occurrences,
    /// Block kind of each passage, a byte each.
    Kinds,
    /// Part and origin of each passage, a byte each.
    Parts,
    /// A bit for each passage with which an item begins.
    Items,
    /// The same for paragraphs.
    Paragraphs,
    /// The same for blocks.
    Blocks,
    /// The same for sections.
    Sections,
    /// Of each letter its id (8 bytes), its first passage and its date. The id's highest bit is set where it is another
    /// version of the letter before it.
    Letters,
    /// Letter of every 64th passage.
    LetterSamples,
    /// Repeated passages, ascending, each with the first passage that says the same.
    Repeated,
    /// Two bits for each position: a word begins there, a word ends there.
    Bounds,
    /// Passage and first position of each lane.
    Lanes,
    /// First characters of grams, ascending: the character, its first gram's number, its lists' place (8 bytes).
    Firsts,
    /// Second character of each gram, three bytes; 0 for a paragraph's last character.
    Seconds,
    /// Place of each gram's list, counted from its first character's.
    Offsets,
    /// The lists of positions.
    Lists,
}

const SECTIONS: usize = FileSection::Lists as usize + 1;
const TRAILER: usize = SECTIONS * 16 + 4;

/// Numbers of the whole file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct FileHead {
    /// Passages.
    pub passages: u32,
    /// Letters, each version of one counted.
    pub letters: u32,
    /// Of these, versions of the letter before.
    pub versions: u32,
    /// Positions without lanes.
    pub main: u32,
    /// Positions with lanes.
    pub all: u32,
    /// Lengths of all passages, each folded alone, added up.
    pub length: u64,
    /// The same of repeated passages.
    pub repeated_length: u64,
}

impl FileHead {
    fn bytes(self) -> Vec<u8> {
        let FileHead { passages, letters, versions, main, all, length, repeated_length } = self;
        let numbers = [passages, letters, main, all, versions, 0];
        let mut bytes: Vec<u8> = numbers.into_iter().flat_map(u32::to_le_bytes).collect();
        bytes.extend(length.to_le_bytes());
        bytes.extend(repeated_length.to_le_bytes());
        bytes
    }
}

/// Writes sections.
pub(crate) struct SectionWriter<W: Write> {
    out: W,
    written: u64,
    places: [(u64, u64); SECTIONS],
}

impl<W: Write> SectionWriter<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> SectionWriter<W> {
        SectionWriter { out, written: 0, places: [(0, 0); SECTIONS] }
    }

    /// Goes on with a section: calls for one section must follow each other.
    pub fn write(&mut self, section: FileSection, bytes: &[u8]) -> io::Result<()> {
        let place = &mut self.places[section as usize];
        if place.1 == 0 {
            place.0 = self.written;
        }
        place.1 += bytes.len() as u64;
        self.written += bytes.len() as u64;
        self.out.write_all(bytes)
    }

    /// Writes a section of numbers.
    pub fn numbers(&mut self, section: FileSection, numbers: &[u32]) -> io::Result<()> {
        let bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        self.write(section, &bytes)
    }

    /// Writes the head and the table of sections.
    pub fn finish(mut self, head: FileHead) -> io::Result<W> {
        self.write(FileSection::Head, &head.bytes())?;
        for (start, length) in self.places {
            self.out.write_all(&start.to_le_bytes())?;
            self.out.write_all(&length.to_le_bytes())?;
        }
        self.out.write_all(&VERSION.to_le_bytes())?;
        Ok(self.out)
    }
}

/// A file, read in place.
#[derive(Clone)]
pub(crate) struct Mapped {
    bytes: OwnedBytes,
    places: [(usize, usize); SECTIONS],
    /// Its numbers.
    pub head: FileHead,
}

impl Mapped {
    /// Opens a file's bytes; none when they are no such file, or of another version.
    pub fn open(bytes: OwnedBytes) -> Option<Mapped> {
        let trailer = bytes.get(bytes.len().checked_sub(TRAILER)?..)?;
        let (table, version) = trailer.split_at_checked(SECTIONS * 16)?;
        if version != VERSION.to_le_bytes() {
            return None;
        }
        let mut places = [(0, 0); SECTIONS];
        for (place, entry) in places.iter_mut().zip(table.as_chunks::<16>().0) {
            let start = usize::try_from(u64::from_le_bytes(*entry.first_chunk()?)).ok()?;
            let length = usize::try_from(u64::from_le_bytes(*entry.last_chunk()?)).ok()?;
            *place = (start, start.checked_add(length).filter(|&end| end <= bytes.len())?);
        }
        let mut mapped = Mapped { bytes, places, head: FileHead::default() };
        let head = mapped.section(FileSection::Head);
        let number = |index: usize| Some(u32::from_le_bytes(*head.get(index * 4..)?.first_chunk()?));
        mapped.head = FileHead {
            passages: number(0)?,
            letters: number(1)?,
            main: number(2)?,
            all: number(3)?,
            versions: number(4)?,
            length: u64::from_le_bytes(*head.get(24..)?.first_chunk()?),
            repeated_length: u64::from_le_bytes(*head.get(32..)?.first_chunk()?),
        };
        Some(mapped)
    }

    /// A section's bytes.
    #[inline]
    pub fn section(&self, section: FileSection) -> &[u8] {
        let (start, end) = self.places[section as usize];
        &self.bytes[start..end]
    }
}
