//! Parts of a package: a zip archive, taken apart within caps.
//!
//! In: the bytes of a file. Out: the names of its parts and, one at a time, their bytes. Sizes and counts that the
//! archive claims are never trusted: caps hold while a part is unpacked, over all parts together. Nothing is known
//! here about what a part holds, and nothing is written anywhere.

use crate::extract::format::{Caps, ExtractError};
use dafu_words::message;
use dafu_words::message::Message;
use flate2::{Crc, read::DeflateDecoder};
use std::io::Read;

mod directory;

pub(super) use directory::Entry;

/// A zip archive whose directory was read and whose parts are still packed.
pub(super) struct Package<'a> {
    bytes: &'a [u8],
    format: &'static str,
    entries: Vec<Entry>,
    caps: Caps,
    left: u64,
}

impl<'a> Package<'a> {
    /// Reads the directory of the archive in `bytes`; errors speak of `format`.
    pub(super) fn open(
        bytes: &'a [u8],
        format: &'static str,
        caps: &Caps,
    ) -> Result<Package<'a>, ExtractError> {
        let entries = directory::read(bytes, format, caps)?;
        Ok(Package { bytes, format, entries, caps: *caps, left: caps.expanded })
    }

    /// The parts in the order of the directory, folders too.
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// True when there is a part of this name: see [`Package::part`].
    pub(super) fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// The bytes of the part called `name`.
    ///
    /// Capitals, a slash at the beginning and the kind of slash make no difference: makers disagree about them.
    pub(super) fn part(&mut self, name: &str) -> Result<Vec<u8>, ExtractError> {
        let at = self.find(name).ok_or_else(|| self.damaged(message!("fault_part_missing", name = name)))?;
        self.part_at(at)
    }

    /// The bytes of the part at `index` of [`Package::entries`].
    pub(super) fn part_at(&mut self, index: usize) -> Result<Vec<u8>, ExtractError> {
        let entry = self.entries.get(index).ok_or_else(|| self.damaged(message!("fault_parts_missing")))?;
        if entry.encrypted {
            return Err(ExtractError::Encrypted);
        }
        let name = String::from_utf8_lossy(&entry.name).into_owned();
        let packed = entry
            .data(self.bytes)
            .ok_or_else(|| self.damaged(message!("fault_part_cut_off", name = &name)))?;
        let allowed = self.caps.allowed(packed.len() as u64);
        let limit = self.left.min(allowed);
        let mut out = Vec::new();
        let done = match entry.method {
            0 => packed.take(limit + 1).read_to_end(&mut out),
            8 => DeflateDecoder::new(packed).take(limit + 1).read_to_end(&mut out),
            method => return Err(self.damaged(message!("fault_part_method", name = name, method = method))),
        };
        done.map_err(|error| self.damaged(message!("fault_part", name = &name, words = error.to_string())))?;
        if out.len() as u64 > limit {
            return Err(if limit < self.left {
                ExtractError::Capped { what: "ratio", most: self.caps.ratio }
            } else {
                ExtractError::Capped { what: "unpacked_bytes", most: self.caps.expanded }
            });
        }
        let mut sum = Crc::new();
        sum.update(&out);
        if sum.sum() != entry.checksum {
            return Err(self.damaged(message!("fault_part_checksum", name = name)));
        }
        self.left -= out.len() as u64;
        Ok(out)
    }

    fn find(&self, name: &str) -> Option<usize> {
        self.entries.iter().position(|entry| is_name(&entry.name, name.as_bytes()))
    }

    fn damaged(&self, what: Message) -> ExtractError {
        ExtractError::Damaged { format: self.format, what }
    }
}

/// True when two names mean the same part.
fn is_name(stored: &[u8], wanted: &[u8]) -> bool {
    let plain = |b: &u8| if *b == b'\\' { b'/' } else { b.to_ascii_lowercase() };
    let rooted = |name: &[u8]| usize::from(name.first().is_some_and(|b| plain(b) == b'/'));
    let letters = |name: &[u8]| name.iter().skip(rooted(name)).map(plain).collect::<Vec<u8>>();
    stored.len().abs_diff(wanted.len()) <= 1 && letters(stored) == letters(wanted)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use std::io::Write;

    /// An archive of `parts`, packed when that makes them smaller.
    pub(in crate::extract) fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let (mut body, mut directory) = (Vec::new(), Vec::new());
        for (name, data) in parts {
            let mut packer = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
            packer.write_all(data).unwrap();
            let packed = packer.finish().unwrap();
            let (method, packed) =
                if packed.len() < data.len() { (8u16, packed) } else { (0, data.to_vec()) };
            let mut sum = Crc::new();
            sum.update(data);
            let mut shared = [20u16, 0, method, 0, 0].map(u16::to_le_bytes).concat();
            shared.extend(sum.sum().to_le_bytes());
            shared.extend((packed.len() as u32).to_le_bytes());
            shared.extend((data.len() as u32).to_le_bytes());
            shared.extend((name.len() as u16).to_le_bytes());
            shared.extend([0; 2]);
            directory.extend(b"PK\x01\x02\x14\0");
            directory.extend(&shared);
            directory.extend([0; 10]);
            directory.extend((body.len() as u32).to_le_bytes());
            directory.extend(name.as_bytes());
            body.extend(b"PK\x03\x04");
            body.extend(&shared);
            body.extend(name.as_bytes());
            body.extend(&packed);
        }
        let start = body.len() as u32;
        body.extend(&directory);
        body.extend(b"PK\x05\x06\0\0\0\0");
        body.extend([parts.len() as u16; 2].map(u16::to_le_bytes).concat());
        body.extend([directory.len() as u32, start].map(u32::to_le_bytes).concat());
        body.extend([0; 2]);
        body
    }

    #[test]
    fn parts_are_found_however_their_names_are_written() {
        let bytes = zip(&[("Word\\Document.xml", b"letter"), ("empty", b"")]);
        let mut package = Package::open(&bytes, "docx", &Caps::default()).unwrap();
        assert_eq!(package.part("/word/document.xml").unwrap(), b"letter");
        assert_eq!(package.part("empty").unwrap(), b"");
        assert!(package.part("other").is_err());
        assert_eq!(package.entries().len(), 2);
    }

    #[test]
    fn bytes_before_the_archive_do_no_harm() {
        let bytes = [b"junk".to_vec(), zip(&[("a", &[b'a'; 500])])].concat();
        let mut package = Package::open(&bytes, "docx", &Caps::default()).unwrap();
        assert_eq!(package.part("a").unwrap(), [b'a'; 500]);
    }

    #[test]
    fn a_part_that_swells_is_refused_while_it_is_unpacked() {
        let bytes = zip(&[("a", &vec![0; 3 << 20])]);
        let mut package = Package::open(&bytes, "docx", &Caps::default()).unwrap();
        assert!(matches!(package.part("a"), Err(ExtractError::Capped { most: 250, .. })));
        let caps = Caps { expanded: 1000, ..Caps::default() };
        let mut package = Package::open(&bytes, "docx", &caps).unwrap();
        assert!(matches!(package.part("a"), Err(ExtractError::Capped { most: 1000, .. })));
    }

    #[test]
    fn too_many_entries_and_damage_are_refused() {
        let bytes = zip(&[("a", b"one"), ("b", b"two")]);
        let caps = Caps { entries: 1, ..Caps::default() };
        assert!(matches!(Package::open(&bytes, "docx", &caps), Err(ExtractError::Capped { .. })));
        let mut broken = bytes.clone();
        broken[31] ^= 1;
        let mut package = Package::open(&broken, "docx", &Caps::default()).unwrap();
        assert!(matches!(package.part("a"), Err(ExtractError::Damaged { .. })));
        assert!(Package::open(&bytes[..bytes.len() / 2], "docx", &Caps::default()).is_err());
    }
}
