//! The piece table: which characters of the text lie where in the file.
//!
//! In: the piece table's bytes. Out: the pieces in reading order. A piece is stored in UTF-16, or in one byte a
//! character with a table of its own for the places that Latin-1 keeps for controls.

use super::header::NAME;
use crate::extract::format::ExtractError;
use crate::extract::little::{u16_at, u32_at};
use dafu_words::message;
use dafu_words::message::Message;

/// Set in the place of a piece that has one byte a character.
const NARROW: u32 = 1 << 30;
/// Length of a piece's descriptor.
const DESCRIPTOR: usize = 8;

/// A run of characters that lie one after the other in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DocPiece {
    /// Number of its first character in the text.
    pub from: u32,
    /// One past its last character.
    pub to: u32,
    /// Where it lies in the main stream, in bytes.
    pub start: u32,
    /// Bytes of a character: 1 or 2.
    pub width: u32,
}

impl DocPiece {
    /// The character at `at` of the text, as UTF-16 has it.
    pub(super) fn unit(&self, main: &[u8], at: u32) -> Option<u16> {
        let place = self.place(at) as usize;
        match self.width {
            1 => main.get(place).copied().map(wide),
            _ => u16_at(main, place),
        }
    }

    /// Where the character at `at` of the text lies.
    pub(super) fn place(&self, at: u32) -> u32 {
        self.start.saturating_add(at.saturating_sub(self.from).saturating_mul(self.width))
    }
}

/// The pieces of a file whose main stream has `length` bytes.
pub(super) fn read(table: &[u8], length: usize) -> Result<Vec<DocPiece>, ExtractError> {
    let damaged = |what: Message| ExtractError::Damaged { format: NAME, what };
    let plc = find(table).ok_or_else(|| damaged(message!("fault_piece_table_missing")))?;
    let count = plc.len().saturating_sub(4) / (4 + DESCRIPTOR);
    let descriptors = 4 * (count + 1);
    let piece = |index: usize| {
        let (from, to) = (u32_at(plc, 4 * index)?, u32_at(plc, 4 * index + 4)?);
        let place = u32_at(plc, descriptors + DESCRIPTOR * index + 2)?;
        let (start, width) =
            if place & NARROW != 0 { ((place & (NARROW - 1)) / 2, 1) } else { (place & (NARROW - 1), 2) };
        Some(DocPiece { from, to, start, width })
    };
    let pieces: Vec<DocPiece> = (0..count).filter_map(piece).filter(|piece| piece.from < piece.to).collect();
    // Pieces do not share characters, so they have no more of them together than the file has bytes.
    let total: u64 = pieces.iter().map(|piece| u64::from(piece.to - piece.from)).sum();
    let in_order = pieces.iter().zip(pieces.iter().skip(1)).all(|(a, b)| a.to <= b.from);
    if pieces.is_empty() || !in_order || total > length as u64 {
        return Err(damaged(message!("fault_piece_table_wrong")));
    }
    Ok(pieces)
}

/// The list of pieces behind the properties that come before it.
fn find(mut table: &[u8]) -> Option<&[u8]> {
    loop {
        match table.first()? {
            1 => table = table.get(3 + usize::from(u16_at(table, 1)?)..)?,
            2 => {
                let rest = table.get(5..)?;
                return Some(rest.get(..u32_at(table, 1)? as usize).unwrap_or(rest));
            }
            _ => return None,
        }
    }
}

/// What a byte of a narrow piece stands for: the places from 0x80 on are those of Windows.
fn wide(byte: u8) -> u16 {
    let decoded = encoding_rs::mem::decode_latin1(std::slice::from_ref(&byte)).chars().next();
    let windows = encoding_rs::WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte)).0;
    let c = if (0x80..0xA0).contains(&byte) { windows.chars().next() } else { decoded };
    c.and_then(|c| u16::try_from(u32::from(c)).ok()).unwrap_or(u16::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_narrow_or_wide() {
        let mut table = vec![1, 2, 0, 9, 9, 2, 28, 0, 0, 0];
        table.extend([0u32, 2, 3].map(u32::to_le_bytes).concat());
        for place in [NARROW | 8, 20] {
            table.extend([0; 2]);
            table.extend(place.to_le_bytes());
            table.extend([0; 2]);
        }
        let pieces = read(&table, 100).unwrap();
        assert_eq!(pieces.len(), 2);
        let mut main = [0u8; 24];
        main[4..6].copy_from_slice(b"A\x93");
        main[20..22].copy_from_slice(&0x7B54u16.to_le_bytes());
        let units: Vec<u16> =
            [(0, 0), (0, 1), (1, 2)].map(|(p, at)| pieces[p].unit(&main, at).unwrap()).into();
        assert_eq!(String::from_utf16(&units).unwrap(), "A“答");
        assert!(read(&table, 2).is_err());
        assert!(read(&table[..9], 100).is_err());
    }
}
