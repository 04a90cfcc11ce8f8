//! Files by Word 6 and Word 95.
//!
//! In: their main stream. Out: its lines. The text lies in one stretch of bytes in a Chinese encoding; automatic
//! numbers are not read. A file that was saved in haste lies in pieces and is refused.

use super::header::NAME;
use crate::extract::encoding;
use crate::extract::fields::Fields;
use crate::extract::format::ExtractError;
use crate::extract::little::{u16_at, u32_at};
use crate::extract::story::{Story, cleaned};

/// Set when the text lies in pieces.
const IN_PIECES: u16 = 4;

/// Lines of the letter and name of the encoding.
pub(super) fn read(main: &[u8]) -> Result<(Vec<String>, &'static str), ExtractError> {
    let damaged = |what: &str| ExtractError::Damaged { format: NAME, what: what.to_owned() };
    let cut = || damaged("the header is cut off");
    if u16_at(main, 10).ok_or_else(cut)? & IN_PIECES != 0 {
        return Err(damaged("saved in pieces by Word 6 or 95"));
    }
    let (from, to) = (u32_at(main, 24).ok_or_else(cut)?, u32_at(main, 28).ok_or_else(cut)?);
    let length = u32_at(main, 52).ok_or_else(cut)?;
    let to = to.min(from.saturating_add(length));
    let text = main.get(from as usize..to as usize).ok_or_else(|| damaged("the text is cut off"))?;
    let decoded = encoding::decode(&readable(text))?;
    let mut story = Story::default();
    for line in decoded.text.split('\n') {
        // A cell ends with a tab, a row with an empty cell.
        story.paragraph(&cleaned(line.trim_end_matches('\t')));
    }
    Ok((story.finish(), decoded.encoding))
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
        main[10] = 4;
        assert!(read(&main).is_err());
    }
}
