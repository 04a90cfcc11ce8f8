//! Archives whose every field can be made to lie.
//!
//! In: parts. Out: the bytes of a zip archive or a gzip file. What is claimed need not be so.

use std::io::Write;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};

/// One part of a zip archive, as its directory and its own header tell of it.
#[derive(Clone, Default)]
pub struct Part {
    pub name: Vec<u8>,
    /// Bytes as they lie in the archive.
    pub packed: Vec<u8>,
    pub method: u16,
    pub flags: u16,
    pub checksum: u32,
    /// Claimed sizes, packed and not.
    pub sizes: [u32; 2],
    /// Unix mode; 0 for none.
    pub mode: u32,
    /// Where its bytes are claimed to lie.
    pub offset: Option<u32>,
    pub extra: Vec<u8>,
}

impl Part {
    /// An honest part that is not packed.
    pub fn stored(name: impl AsRef<[u8]>, data: impl AsRef<[u8]>) -> Part {
        let data = data.as_ref();
        Part {
            name: name.as_ref().to_vec(),
            packed: data.to_vec(),
            checksum: checksum(data),
            sizes: [data.len() as u32; 2],
            ..Part::default()
        }
    }

    /// An honest packed part.
    pub fn packed(name: impl AsRef<[u8]>, data: impl AsRef<[u8]>) -> Part {
        let packed = deflated(data.as_ref());
        let sizes = [packed.len() as u32, data.as_ref().len() as u32];
        Part { packed, sizes, method: 8, ..Part::stored(name, data) }
    }
}

fn checksum(data: &[u8]) -> u32 {
    let mut sum = flate2::Crc::new();
    sum.update(data);
    sum.sum()
}

/// `data` packed by deflate.
pub fn deflated(data: &[u8]) -> Vec<u8> {
    let mut packer = DeflateEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(data).unwrap();
    packer.finish().unwrap()
}

/// `data` packed by zlib, as PDF has it.
pub fn zlib(data: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(data).unwrap();
    packer.finish().unwrap()
}

/// `data` packed by gzip.
pub fn gzip(data: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(data).unwrap();
    packer.finish().unwrap()
}

/// An archive of `parts`.
pub fn zip(parts: &[Part]) -> Vec<u8> {
    let (mut body, mut directory) = (Vec::new(), Vec::new());
    for part in parts {
        let mut shared = [20, part.flags, part.method, 0, 0].map(u16::to_le_bytes).concat();
        shared.extend([part.checksum, part.sizes[0], part.sizes[1]].map(u32::to_le_bytes).concat());
        shared.extend([part.name.len() as u16, part.extra.len() as u16].map(u16::to_le_bytes).concat());
        // Made by version 2.0 on Unix, so that the mode counts.
        directory.extend(b"PK\x01\x02\x14\x03");
        directory.extend(&shared);
        directory.extend([0; 6]);
        directory.extend((part.mode << 16).to_le_bytes());
        directory.extend(part.offset.unwrap_or(body.len() as u32).to_le_bytes());
        directory.extend([part.name.as_slice(), &part.extra].concat());
        if part.offset.is_none() {
            body.extend(b"PK\x03\x04");
            body.extend(&shared);
            body.extend([part.name.as_slice(), &part.extra, &part.packed].concat());
        }
    }
    let start = body.len() as u32;
    body.extend(&directory);
    body.extend(b"PK\x05\x06\0\0\0\0");
    body.extend([parts.len() as u16; 2].map(u16::to_le_bytes).concat());
    body.extend([directory.len() as u32, start].map(u32::to_le_bytes).concat());
    body.extend([0; 2]);
    body
}

/// An archive of honest packed parts.
pub fn zip_of(parts: &[(&str, &[u8])]) -> Vec<u8> {
    zip(&parts.iter().map(|(name, data)| Part::packed(name, data)).collect::<Vec<_>>())
}
