//! Streams of a compound file (OLE2): what Word wrote until 2003, and WPS Office still does.
//!
//! In: the bytes of a file. Out: the names of its streams and, one at a time, their bytes. A stream is a chain of
//! sectors; a chain that bites its tail, leaves the file or is longer than the file ends the reading, so no stream
//! is longer than the file is.

use crate::extract::format::ExtractError;
use crate::extract::little::{u16_at, u32_at};
use dafu_words::message;
use dafu_words::message::Message;
use std::collections::HashMap;

/// What a compound file begins with.
pub(super) const MAGIC: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Sector numbers from here on are no sectors.
const LAST_SECTOR: u32 = 0xFFFF_FFFA;
/// Length of an entry of the directory.
const ENTRY: usize = 128;
/// A stream shorter than this lies in the small sectors, unless the header says otherwise.
const SMALL_STREAM: u64 = 4096;

/// A compound file whose directory was read.
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    format: &'static str,
    /// Logarithms of the sector sizes.
    shift: u32,
    small_shift: u32,
    chains: Vec<u32>,
    small_chains: Vec<u32>,
    small: Vec<u8>,
    streams: HashMap<String, (u32, u64)>,
}

impl<'a> Compound<'a> {
    /// Reads header, chains and directory of `bytes`; errors speak of `format`.
    pub(super) fn open(bytes: &'a [u8], format: &'static str) -> Result<Compound<'a>, ExtractError> {
        let damaged = |what: Message| ExtractError::Damaged { format, what };
        let short = || damaged(message!("fault_header_cut_off"));
        let shift = u32::from(u16_at(bytes, 30).ok_or_else(short)?);
        let small_shift = u32::from(u16_at(bytes, 32).ok_or_else(short)?);
        if !matches!(shift, 9 | 12) || !(4..shift).contains(&small_shift) {
            return Err(damaged(message!("fault_header_wrong")));
        }
        let mut file = Compound {
            bytes,
            format,
            shift,
            small_shift,
            chains: Vec::new(),
            small_chains: Vec::new(),
            small: Vec::new(),
            streams: HashMap::new(),
        };
        file.chains = file.table(file.table_sectors(bytes));
        let directory = file.chain(u32_at(bytes, 48).ok_or_else(short)?);
        let small_table = file.chain(u32_at(bytes, 60).ok_or_else(short)?);
        file.small_chains = numbers(&small_table).collect();
        file.read_directory(&directory);
        if file.streams.is_empty() {
            return Err(damaged(message!("fault_directory_missing")));
        }
        Ok(file)
    }

    /// True when there is a stream of this name, capitals aside.
    pub(super) fn has(&self, name: &str) -> bool {
        self.streams.contains_key(&name.to_ascii_lowercase())
    }

    /// The bytes of the stream called `name`.
    pub(super) fn stream(&self, name: &str) -> Result<Vec<u8>, ExtractError> {
        let missing = || ExtractError::Damaged {
            format: self.format,
            what: message!("fault_stream_missing", name = name),
        };
        let &(first, size) = self.streams.get(&name.to_ascii_lowercase()).ok_or_else(missing)?;
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        let mut stream =
            if (size as u64) < SMALL_STREAM { self.small_chain(first) } else { self.chain(first) };
        stream.truncate(size);
        if stream.is_empty() { Err(missing()) } else { Ok(stream) }
    }

    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let start = (usize::try_from(number).ok()?.checked_add(1)?).checked_mul(1 << self.shift)?;
        let rest = self.bytes.get(start..)?;
        // The last sector of a file that was cut can be short.
        rest.get(..1 << self.shift).or(Some(rest)).filter(|sector| !sector.is_empty())
    }

    /// The numbers of the sectors that hold the chains: the first are in the header, more in sectors of their own.
    fn table_sectors(&self, bytes: &[u8]) -> Vec<u32> {
        let most = bytes.len() >> self.shift;
        let mut found: Vec<u32> = numbers(bytes.get(76..512).unwrap_or_default()).collect();
        let mut next = u32_at(bytes, 68).unwrap_or(u32::MAX);
        for _ in 0..most {
            let Some(sector) = Some(next).filter(|&n| n < LAST_SECTOR).and_then(|n| self.sector(n)) else {
                break;
            };
            let more: Vec<u32> = numbers(sector).collect();
            let Some((last, more)) = more.split_last() else { break };
            found.extend(more);
            next = *last;
        }
        found.retain(|&number| number < LAST_SECTOR);
        found.truncate(most);
        found
    }

    fn table(&self, sectors: Vec<u32>) -> Vec<u32> {
        let mut chains = Vec::new();
        for sector in sectors {
            let sector = self.sector(sector).unwrap_or_default();
            chains.extend(numbers(sector));
        }
        chains
    }

    /// The bytes of the chain that begins with sector `first`.
    fn chain(&self, first: u32) -> Vec<u8> {
        let most = (self.bytes.len() >> self.shift) + 1;
        let mut out = Vec::new();
        let mut next = first;
        for _ in 0..most {
            let Some(sector) = Some(next).filter(|&n| n < LAST_SECTOR).and_then(|n| self.sector(n)) else {
                break;
            };
            out.extend_from_slice(sector);
            next = at(&self.chains, next);
        }
        out
    }

    fn small_chain(&self, first: u32) -> Vec<u8> {
        let mut out = Vec::new();
        let mut next = first;
        while next < LAST_SECTOR && (out.len() as u64) < SMALL_STREAM {
            let start = (next as usize) << self.small_shift;
            let Some(rest) = self.small.get(start..).filter(|rest| !rest.is_empty()) else { break };
            out.extend_from_slice(rest.get(..1 << self.small_shift).unwrap_or(rest));
            next = at(&self.small_chains, next);
        }
        out
    }

    /// Names and places of the streams outside of any folder: those in folders belong to embedded documents.
    fn read_directory(&mut self, directory: &[u8]) {
        let entries: Vec<&[u8]> = directory.chunks_exact(ENTRY).collect();
        let Some(root) = entries.first() else { return };
        self.small = u32_at(root, 116).map(|first| self.chain(first)).unwrap_or_default();
        let mut seen = vec![false; entries.len()];
        let mut next: Vec<u32> = u32_at(root, 76).into_iter().collect();
        while let Some(number) = next.pop() {
            let number = number as usize;
            let (Some(entry), Some(seen)) = (entries.get(number), seen.get_mut(number)) else { continue };
            if std::mem::replace(seen, true) {
                continue;
            }
            next.extend([68, 72].iter().filter_map(|&at| u32_at(entry, at)));
            if let (Some(2), Some(first), Some(size)) =
                (entry.get(66), u32_at(entry, 116), u32_at(entry, 120))
            {
                self.streams.entry(name(entry)).or_insert((first, u64::from(size)));
            }
        }
    }
}

/// Name of a directory entry, in small letters.
fn name(entry: &[u8]) -> String {
    let length = usize::from(u16_at(entry, 64).unwrap_or(0)).saturating_sub(2).min(62);
    let units = entry.get(..length).unwrap_or_default().chunks_exact(2);
    let units: Vec<u16> = units.filter_map(|unit| u16_at(unit, 0)).collect();
    String::from_utf16_lossy(&units).to_ascii_lowercase()
}

fn at(chains: &[u32], sector: u32) -> u32 {
    chains.get(sector as usize).copied().unwrap_or(u32::MAX)
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).filter_map(|four| u32_at(four, 0))
}
