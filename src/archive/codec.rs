//! Recovered text and its line map as the store keeps them.
//!
//! In: a [`Text`]. Out: two compressed blobs, and back. Damaged blobs give an error, never a panic.

use std::cell::RefCell;

use zstd::bulk::Compressor;

use crate::archive::error::ArchiveError;
use crate::text::{LineStart, Text};

/// No recovered text is longer, in bytes; a damaged blob cannot make us allocate more.
const LONGEST: usize = 1 << 30;

/// A text's two blobs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    /// zstd of the text.
    pub text: Vec<u8>,
    /// zstd of the line map: for each line start three variable-length integers.
    pub lines: Vec<u8>,
}

/// Packs a text.
pub fn pack(text: &Text) -> Result<Packed, ArchiveError> {
    let mut lines = Vec::with_capacity(text.lines().len() * 4);
    let (mut offset, mut number) = (0, 0);
    for line in text.lines() {
        push(&mut lines, (line.offset - offset) as u64);
        // Line numbers rarely go back; wrapping arithmetic carries those that do.
        push(&mut lines, u64::from(line.number.wrapping_sub(number)));
        push(&mut lines, u64::from(line.page));
        (offset, number) = (line.offset, line.number);
    }
    Ok(Packed { text: compress(text.as_str().as_bytes())?, lines: compress(&lines)? })
}

/// Unpacks what [`pack`] made.
pub fn unpack(text: &[u8], lines: &[u8]) -> Result<Text, ArchiveError> {
    let text = decompress(text)?;
    let text = String::from_utf8(text).map_err(|_| damaged("a text that is not UTF-8"))?;
    let lines = decompress(lines)?;
    let mut starts = Vec::new();
    let (mut rest, mut offset, mut number) = (lines.as_slice(), 0usize, 0u32);
    while !rest.is_empty() {
        let mut next = || pull(&mut rest).ok_or_else(|| damaged("a line map that breaks off"));
        offset = offset.saturating_add(next()? as usize);
        number = number.wrapping_add(next()? as u32);
        starts.push(LineStart { offset, number, page: next()? as u32 });
    }
    Ok(Text::from_parts(text, starts))
}

thread_local! {
    /// Setting up a compressor costs more than compressing a letter.
    static COMPRESSOR: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
}

fn compress(bytes: &[u8]) -> Result<Vec<u8>, ArchiveError> {
    COMPRESSOR.with_borrow_mut(|kept| {
        let compressor = match kept {
            Some(compressor) => compressor,
            None => kept.insert(Compressor::new(3)?),
        };
        Ok(compressor.compress(bytes)?)
    })
}

fn decompress(bytes: &[u8]) -> Result<Vec<u8>, ArchiveError> {
    let size = zstd::zstd_safe::get_frame_content_size(bytes).ok().flatten();
    let size = size.and_then(|size| usize::try_from(size).ok()).filter(|&size| size <= LONGEST);
    let size = size.ok_or_else(|| damaged("a text without a length"))?;
    zstd::bulk::decompress(bytes, size).map_err(|error| damaged(&format!("a text: {error}")))
}

fn damaged(what: &str) -> ArchiveError {
    ArchiveError::Damaged(what.to_owned())
}

fn push(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn pull(rest: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let (&byte, tail) = rest.split_first()?;
        *rest = tail;
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn damaged_blobs_are_reported() {
        let packed = pack(&Text::from_lines("博士后公寓\n入住")).unwrap();
        assert!(unpack(&packed.text[1..], &packed.lines).is_err());
        assert!(unpack(&packed.text, &packed.text).is_err());
        assert!(unpack(b"", b"").is_err());
    }

    proptest! {
        #[test]
        fn unpacking_gives_back_what_was_packed(
            lines in proptest::collection::vec(("[一-丏a-z ]{0,9}", 0u32..200_000, 0u32..9, any::<bool>()), 0..20)
        ) {
            let mut text = Text::new();
            for (line, number, page, joined) in &lines {
                match joined {
                    true => text.continue_paragraph("", line, *number, *page),
                    false => text.push_paragraph(line, *number, *page),
                }
            }
            let packed = pack(&text).unwrap();
            prop_assert_eq!(unpack(&packed.text, &packed.lines).unwrap(), text);
        }
    }
}
