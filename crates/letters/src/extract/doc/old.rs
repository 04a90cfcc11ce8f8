//! Files by Word 6 and Word 95.
//!
//! In: their main stream. Out: its lines. The text lies in one stretch of bytes in a Chinese encoding, or in pieces
//! where it was saved in haste; automatic numbers are not read.

use super::header::NAME;
use crate::extract::encoding;
use crate::extract::fields::Fields;
use crate::extract::format::ExtractError;
use crate::extract::little::{u16_at, u32_at};
use crate::extract::story::{Story, cleaned};
use dafu_words::message;
use dafu_words::message::Message;

/// Set when the text lies in pieces.
const IN_PIECES: u16 = 4;

/// Lines of the letter and name of the encoding.
pub(super) fn read(main: &[u8]) -> Result<(Vec<String>, &'static str), ExtractError> {
    let damaged = |what: Message| ExtractError::Damaged { format: NAME, what };
    let cut = || damaged(message!("fault_header_cut_off"));
    let in_pieces = u16_at(main, 10).ok_or_else(cut)? & IN_PIECES != 0;
    let (from, to) = (u32_at(main, 24).ok_or_else(cut)?, u32_at(main, 28).ok_or_else(cut)?);
    let length = u32_at(main, 52).ok_or_else(cut)?;
    let to = to.min(from.saturating_add(length));
    let whole = main.get(from as usize..to as usize);
    let pieced = if in_pieces { pieces(main, length as usize) } else { None };
    let text = match (&pieced, whole) {
        (Some(text), _) => text.as_slice(),
        (None, Some(text)) => text,
        (None, None) => return Err(damaged(message!("fault_text_cut_off"))),
    };
    let decoded = encoding::decode(&readable(text))?;
    let mut story = Story::default();
    for line in decoded.text.split('\n') {
        // A cell ends with a tab, a row with an empty cell.
        story.paragraph(&cleaned(line.trim_end_matches('\t')));
    }
    Ok((story.finish(), decoded.encoding))
}

/// The text of a file that was saved in haste: its pieces in order. Nothing when it has no table of pieces, as files have
/// that were only marked so.
fn pieces(main: &[u8], length: usize) -> Option<Vec<u8>> {
    let (start, size) = (u32_at(main, 352)? as usize, u32_at(main, 356)? as usize);
    let mut rest = main.get(start..start.checked_add(size)?)?;
    // Changes of looks come first.
    while let [1, low, high, after @ ..] = rest {
        rest = after.get(usize::from(u16::from_le_bytes([*low, *high]))..)?;
    }
    let [2, table @ ..] = rest else { return None };
    let table = table.get(4..4usize.checked_add(u32_at(table, 0)? as usize)?)?;
    // Places of pieces, one more than there are, and eight bytes on each.
    let count = table.len().checked_sub(4)? / 12;
    let mut text = Vec::new();
    for nth in 0..count {
        let (begin, end) = (u32_at(table, 4 * nth)? as usize, u32_at(table, 4 * nth + 4)? as usize);
        let at = u32_at(table, 4 * (count + 1) + 8 * nth + 2)? as usize;
        let piece = main.get(at..at.checked_add(end.checked_sub(begin)?)?)?;
        // No text is longer than the file, however often its pieces are told.
        if text.len() + piece.len() > main.len() {
            return None;
        }
        text.extend_from_slice(piece);
    }
    text.truncate(length);
    (!text.is_empty()).then_some(text)
}

/// The bytes that a page shows, with breaks as text files have them. No second byte of a character is below 0x30.
fn readable(bytes: &[u8]) -> Vec<u8> {
    let mut fields = Fields::default();
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            0x13 => fields.begin(),
            0x14 => fields.separate(),
            0x15 => drop(fields.end()),
            _ if !fields.is_shown() => {}
            // Two marks of a cell in a row end the row.
            0x07 if rest.first() == Some(&0x07) => {
                out.push(b'\n');
                rest = rest.get(1..).unwrap_or_default();
            }
            0x07 => out.push(b'\t'),
            0x0B..=0x0E => out.push(b'\n'),
            0x1E => out.push(b'-'),
            0x09 => out.push(byte),
            0..0x20 => {}
            _ => out.push(byte),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_decoded_without_fields_and_with_its_rows() {
        let letter =
            "关于加强养老服务的提案收悉，现答复如下：\r\x13PAGE\x141\x15甲\x07乙\x07\x07感谢您的关心。\r";
        let text = encoding_rs::GBK.encode(letter).0.into_owned();
        let mut main = vec![0; 100];
        main[24] = 100;
        main[28..30].copy_from_slice(&((100 + text.len()) as u16).to_le_bytes());
        main[52] = text.len() as u8;
        main.extend(&text);
        let (lines, encoding) = read(&main).unwrap();
        assert_eq!(encoding, "gb18030");
        assert_eq!(lines.join("|"), "关于加强养老服务的提案收悉，现答复如下：|1甲\t乙|感谢您的关心。|");
        // Marked as saved in pieces, and no table of them: the text lies in one.
        main[10] = 4;
        assert_eq!(read(&main).unwrap().0, lines);
    }

    #[test]
    fn pieces_are_read_in_their_order() {
        let parts = ["现答复如下：感谢您的关心。\r", "关于加强养老服务的提案收悉，"]
            .map(|part| encoding_rs::GBK.encode(part).0.into_owned());
        let number = |n: usize| (n as u32).to_le_bytes();
        let mut main = vec![0; 400];
        main[10] = 4;
        let length = parts.concat().len();
        main[52..56].copy_from_slice(&number(length));
        main.extend(parts.concat());
        let start = main.len();
        let mut table = vec![1, 2, 0, 9, 9, 2];
        table.extend(number(12 + 16));
        [0, parts[1].len(), length].iter().for_each(|&place| table.extend(number(place)));
        for at in [400 + parts[0].len(), 400] {
            table.extend([0; 2]);
            table.extend(number(at));
            table.extend([0; 2]);
        }
        main[352..356].copy_from_slice(&number(start));
        main[356..360].copy_from_slice(&number(table.len()));
        main.extend(&table);
        assert_eq!(
            read(&main).unwrap().0.join("|"),
            "关于加强养老服务的提案收悉，现答复如下：感谢您的关心。|"
        );
        for cut in 0..main.len() {
            let _ = read(main.get(..cut).unwrap_or_default());
        }
    }
}
