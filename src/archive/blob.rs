//! Bytes as the store keeps them: compressed with a dictionary of the genre, under a number that says how.
//!
//! In: bytes. Out: fewer, and back. What was packed once is readable for ever: another way of packing gets another
//! number beside the old one. Damaged blobs give an error, never a panic.

use std::cell::RefCell;
use std::io;

use zstd::bulk::{Compressor, Decompressor};
use zstd::zstd_safe::{CParameter, get_frame_content_size};

use crate::archive::error::ArchiveError;
use dafu_words::message;

/// The way of packing, the first byte of a blob: zstd with [`DICTIONARY`], without the frame's magic number.
const PACKED: u8 = 1;
/// Trained on letters written for this project, as [`crate::archive::characters`] codes them (data/store/README.md).
const DICTIONARY: &[u8] = include_bytes!("../../data/store/dictionary-1");
/// Effort of the compressor: 6 gives a store smaller by a twenty-fifth and takes twice as long.
const LEVEL: i32 = 3;
/// What every zstd frame begins with.
const MAGIC: [u8; 4] = 0xfd2f_b528_u32.to_le_bytes();
/// Nothing longer is unpacked, in bytes; a damaged blob cannot make us allocate more.
const LONGEST: usize = 1 << 30;

thread_local! {
    /// Setting up a compressor costs more than compressing a letter.
    static COMPRESSOR: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static DECOMPRESSOR: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

/// Packs bytes.
pub fn pack(bytes: &[u8]) -> Result<Vec<u8>, ArchiveError> {
    let frame = COMPRESSOR.with_borrow_mut(|kept| match kept {
        Some(compressor) => compressor.compress(bytes),
        None => kept.insert(compressor()?).compress(bytes),
    })?;
    let mut blob = Vec::with_capacity(frame.len());
    blob.push(PACKED);
    blob.extend(
        frame.strip_prefix(&MAGIC).ok_or_else(|| io::Error::other("a frame without its magic number"))?,
    );
    Ok(blob)
}

fn compressor() -> io::Result<Compressor<'static>> {
    let mut compressor = Compressor::with_dictionary(LEVEL, DICTIONARY)?;
    // The blob's number names the dictionary.
    compressor.set_parameter(CParameter::DictIdFlag(false))?;
    // Four bytes at the end, looked at whenever the blob is unpacked; older blobs have none and are unpacked as well.
    compressor.set_parameter(CParameter::ChecksumFlag(true))?;
    Ok(compressor)
}

/// Unpacks what [`pack`] made.
pub fn unpack(blob: &[u8]) -> Result<Vec<u8>, ArchiveError> {
    let (&way, rest) =
        blob.split_first().ok_or_else(|| ArchiveError::Damaged(message!("damage_blob_empty")))?;
    if way != PACKED {
        return Err(ArchiveError::Damaged(message!("damage_blob_way", way = way)));
    }
    let frame = [&MAGIC, rest].concat();
    let size = size_of(&frame)?;
    DECOMPRESSOR.with_borrow_mut(|kept| {
        let decompressor = match kept {
            Some(decompressor) => decompressor,
            None => kept.insert(Decompressor::with_dictionary(DICTIONARY)?),
        };
        decompressor
            .decompress(&frame, size)
            .map_err(|error| ArchiveError::Damaged(message!("damage_blob", words = error.to_string())))
    })
}

fn size_of(frame: &[u8]) -> Result<usize, ArchiveError> {
    let size = get_frame_content_size(frame).ok().flatten();
    let size = size.and_then(|size| usize::try_from(size).ok()).filter(|&size| size <= LONGEST);
    size.ok_or_else(|| ArchiveError::Damaged(message!("damage_blob_length")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dictionary_is_the_one_that_stored_texts_were_packed_with() {
        assert_eq!(
            blake3::hash(DICTIONARY).to_hex().as_str(),
            "916f1f054787980e4ecf8d8b0725700924e3642d17e287a8ce2cfcd2c661bca5"
        );
    }

    #[test]
    fn a_changed_byte_anywhere_in_a_blob_is_an_error_and_never_other_bytes() {
        let bytes = "一是选派科创专员，二是举办路演3场。".repeat(3).into_bytes();
        let blob = pack(&bytes).unwrap();
        for at in 0..blob.len() * 8 {
            let mut damaged = blob.clone();
            damaged[at / 8] ^= 1 << (at % 8);
            // A few bits of the frame's header mean nothing.
            assert!(
                unpack(&damaged).is_ok_and(|same| same == bytes) || unpack(&damaged).is_err(),
                "bit {at}"
            );
        }
    }

    #[test]
    fn other_ways_of_packing_are_named() {
        let mut blob = pack(b"abc").unwrap();
        assert_eq!(unpack(&blob).unwrap(), b"abc");
        blob[0] = 2;
        assert!(unpack(&blob).unwrap_err().to_string().contains("damage_blob_way {way: 2}"));
        assert!(unpack(b"").is_err());
        assert!(unpack(&[PACKED]).is_err());
    }
}
