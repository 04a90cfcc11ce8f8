//! The directory at the end of a zip archive.
//!
//! In: the bytes of an archive. Out: its entries, or the reason why there is no directory. Entries are read for as
//! long as they come, whatever number of them is claimed; where each part's bytes lie is checked when it is asked for.

use crate::extract::format::{Caps, ExtractError};
use crate::extract::little::{u16_at, u32_at, u64_at};
use dafu_words::message;
use dafu_words::message::Message;
use memchr::memmem;

/// One entry of the directory.
#[derive(Clone, Debug)]
pub(in crate::extract) struct Entry {
    /// The name as it is stored, in whatever encoding.
    pub name: Vec<u8>,
    /// True when the archive says that the name is in UTF-8.
    pub utf8: bool,
    /// True when the part opens with a password only.
    pub encrypted: bool,
    /// How the part is packed: 0 not at all, 8 deflate.
    pub method: u16,
    /// CRC-32 of the unpacked part.
    pub checksum: u32,
    packed: u64,
    offset: u64,
}

impl Entry {
    /// True for an entry that stands for a folder.
    pub(in crate::extract) fn is_folder(&self) -> bool {
        matches!(self.name.last(), Some(b'/' | b'\\'))
    }

    /// The packed bytes of the part.
    pub(super) fn data<'a>(&self, bytes: &'a [u8]) -> Option<&'a [u8]> {
        let local = tail(bytes, self.offset).filter(|local| local.starts_with(b"PK\x03\x04"))?;
        let skip = 30 + u64::from(u16_at(local, 26)?) + u64::from(u16_at(local, 28)?);
        tail(local, skip)?.get(..usize::try_from(self.packed).ok()?)
    }
}

/// Reads the entries of the archive in `bytes`.
pub(super) fn read(bytes: &[u8], format: &'static str, caps: &Caps) -> Result<Vec<Entry>, ExtractError> {
    let damaged = |what: Message| ExtractError::Damaged { format, what };
    let (start, base) = begin(bytes).ok_or(ExtractError::Cut(format))?;
    let mut rest = tail(bytes, start).unwrap_or_default();
    let mut entries = Vec::new();
    while rest.starts_with(b"PK\x01\x02") {
        if entries.len() >= caps.entries {
            return Err(ExtractError::Capped { what: "entries", most: caps.entries as u64 });
        }
        let (entry, length) = entry(rest, base).ok_or(ExtractError::Cut(format))?;
        entries.push(entry);
        rest = rest.get(length..).unwrap_or_default();
    }
    if entries.is_empty() { Err(damaged(message!("fault_archive_empty"))) } else { Ok(entries) }
}

/// Where the directory begins, and how many bytes stand before the archive.
fn begin(bytes: &[u8]) -> Option<(u64, u64)> {
    let end = memmem::rfind(bytes, b"PK\x05\x06")?;
    let record = bytes.get(end..)?;
    let (mut size, mut start, mut end) =
        (u64::from(u32_at(record, 12)?), u64::from(u32_at(record, 16)?), end as u64);
    if start == u64::from(u32::MAX) || size == u64::from(u32::MAX) {
        let wide = memmem::rfind(bytes, b"PK\x06\x06")?;
        let record = bytes.get(wide..)?;
        (size, start, end) = (u64_at(record, 40)?, u64_at(record, 48)?, wide as u64);
    }
    let base = end.checked_sub(size).and_then(|at| at.checked_sub(start)).unwrap_or(0);
    let is_there = |at: u64| tail(bytes, at).is_some_and(|rest| rest.starts_with(b"PK\x01\x02"));
    [(start.checked_add(base)?, base), (start, 0)].into_iter().find(|&(at, _)| is_there(at))
}

/// The entry at the beginning of `rest`, and its length.
fn entry(rest: &[u8], base: u64) -> Option<(Entry, usize)> {
    let (name, extra, comment) = (u16_at(rest, 28)?, u16_at(rest, 30)?, u16_at(rest, 32)?);
    let (name, extra, comment) = (usize::from(name), usize::from(extra), usize::from(comment));
    let flags = u16_at(rest, 8)?;
    let narrow = [u32_at(rest, 24)?, u32_at(rest, 20)?, u32_at(rest, 42)?];
    let [_, packed, offset] = widened(narrow, rest.get(46 + name..46 + name + extra)?);
    let entry = Entry {
        name: rest.get(46..46 + name)?.to_vec(),
        utf8: flags & 0x800 != 0,
        encrypted: flags & 1 != 0,
        method: u16_at(rest, 10)?,
        checksum: u32_at(rest, 16)?,
        packed,
        offset: offset.checked_add(base)?,
    };
    Some((entry, 46 + name + extra + comment))
}

/// Size, packed size and offset, each taken from the field for large archives where its own place is too narrow.
fn widened(narrow: [u32; 3], mut extra: &[u8]) -> [u64; 3] {
    let mut wide: &[u8] = &[];
    while let (Some(kind), Some(length)) = (u16_at(extra, 0), u16_at(extra, 2)) {
        let end = 4 + usize::from(length);
        if kind == 1 {
            wide = extra.get(4..end).unwrap_or_default();
        }
        extra = extra.get(end..).unwrap_or_default();
    }
    narrow.map(|value| match u64_at(wide, 0).filter(|_| value == u32::MAX) {
        Some(value) => {
            wide = wide.get(8..).unwrap_or_default();
            value
        }
        None => u64::from(value),
    })
}

fn tail(bytes: &[u8], from: u64) -> Option<&[u8]> {
    bytes.get(usize::try_from(from).ok()?..)
}
