//! Recovered text with its line map, and lists of short strings, as the store keeps them.
//!
//! In: a [`Text`] or strings. Out: a blob, and back. Damaged blobs give an error, never a panic.

use memchr::memchr;

use crate::archive::error::ArchiveError;
use crate::archive::{blob, characters};
use dafu_letters::text::{LineStart, Text};
use dafu_words::message;

/// A line begins where the next paragraph does.
const PARAGRAPH: u64 = 1;
/// A line's number is the last one's and one.
const NEXT: u64 = 2;
/// A line is on the last one's page.
const SAME_PAGE: u64 = 4;

/// Packs a text: length of the line map, line map, text.
pub fn pack(text: &Text) -> Result<Vec<u8>, ArchiveError> {
    let map = line_map(text);
    let mut bytes = Vec::with_capacity(map.len() + text.as_str().len() / 2 + 16);
    push(&mut bytes, map.len() as u64);
    bytes.extend(map);
    characters::encode(text.as_str(), &mut bytes);
    blob::pack(&bytes)
}

fn line_map(text: &Text) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut starts = ParagraphStarts::of(text.as_str());
    let mut last: Option<LineStart> = None;
    for &line in text.lines() {
        let before = last.unwrap_or(LineStart { offset: 0, number: 0, page: 0 });
        let flag = |holds: bool, flag: u64| if holds { flag } else { 0 };
        let flags = flag(starts.after(last) == Some(line.offset), PARAGRAPH)
            | flag(line.number == before.number.wrapping_add(1), NEXT)
            | flag(line.page == before.page, SAME_PAGE);
        push(&mut bytes, flags);
        if flags & PARAGRAPH == 0 {
            push(&mut bytes, line.offset.wrapping_sub(before.offset) as u64);
        }
        if flags & NEXT == 0 {
            // Line numbers rarely go back; wrapping arithmetic carries those that do.
            push(&mut bytes, u64::from(line.number.wrapping_sub(before.number)));
        }
        if flags & SAME_PAGE == 0 {
            push(&mut bytes, u64::from(line.page));
        }
        last = Some(line);
    }
    bytes
}

/// Unpacks what [`pack`] made.
pub fn unpack(blob: &[u8]) -> Result<Text, ArchiveError> {
    let bytes = blob::unpack(blob)?;
    let mut rest = bytes.as_slice();
    let map = pull_part(&mut rest).ok_or_else(|| ArchiveError::Damaged(message!("damage_map_cut")))?;
    let text = characters::decode(rest).ok_or_else(|| ArchiveError::Damaged(message!("damage_text_cut")))?;
    let lines = lines(&text, map).ok_or_else(|| ArchiveError::Damaged(message!("damage_map_text")))?;
    Ok(Text::from_parts(text, lines))
}

fn lines(text: &str, mut rest: &[u8]) -> Option<Vec<LineStart>> {
    let mut lines = Vec::new();
    let mut starts = ParagraphStarts::of(text);
    let mut last: Option<LineStart> = None;
    while !rest.is_empty() {
        let before = last.unwrap_or(LineStart { offset: 0, number: 0, page: 0 });
        let flags = pull(&mut rest)?;
        let start = starts.after(last);
        let offset = match flags & PARAGRAPH {
            0 => before.offset.wrapping_add(pull(&mut rest)? as usize),
            _ => start?,
        };
        let number = if flags & NEXT == 0 { pull(&mut rest)? as u32 } else { 1 };
        let page = if flags & SAME_PAGE == 0 { pull(&mut rest)? as u32 } else { before.page };
        let line = LineStart { offset, number: before.number.wrapping_add(number), page };
        lines.push(line);
        last = Some(line);
    }
    Some(lines)
}

/// Packs strings.
pub fn pack_strings<'s>(strings: impl IntoIterator<Item = &'s str>) -> Result<Vec<u8>, ArchiveError> {
    let mut bytes = Vec::new();
    strings.into_iter().for_each(|string| push_string(&mut bytes, string));
    blob::pack(&bytes)
}

/// Unpacks what [`pack_strings`] made.
pub fn unpack_strings(blob: &[u8]) -> Result<Vec<String>, ArchiveError> {
    let bytes = blob::unpack(blob)?;
    let mut rest = bytes.as_slice();
    let mut strings = Vec::new();
    while !rest.is_empty() {
        strings.push(
            pull_string(&mut rest).ok_or_else(|| ArchiveError::Damaged(message!("damage_string_cut")))?,
        );
    }
    Ok(strings)
}

/// Where paragraphs begin, asked for in order.
struct ParagraphStarts<'t> {
    text: &'t [u8],
    next: Option<usize>,
}

impl<'t> ParagraphStarts<'t> {
    fn of(text: &'t str) -> ParagraphStarts<'t> {
        ParagraphStarts { text: text.as_bytes(), next: Some(0) }
    }

    /// The first paragraph start beyond a line's.
    fn after(&mut self, line: Option<LineStart>) -> Option<usize> {
        while let Some(next) = self.next
            && line.is_some_and(|line| next <= line.offset)
        {
            let rest = self.text.get(next..).unwrap_or_default();
            self.next = memchr(b'\n', rest).map(|at| next + at + 1);
        }
        self.next
    }
}

fn push_string(out: &mut Vec<u8>, string: &str) {
    let mut code = Vec::new();
    characters::encode(string, &mut code);
    push(out, code.len() as u64);
    out.append(&mut code);
}

fn pull_string(rest: &mut &[u8]) -> Option<String> {
    characters::decode(pull_part(rest)?)
}

/// What a length stands before.
fn pull_part<'b>(rest: &mut &'b [u8]) -> Option<&'b [u8]> {
    let length = usize::try_from(pull(rest)?).ok()?;
    let (part, tail) = rest.split_at_checked(length)?;
    *rest = tail;
    Some(part)
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
        assert!(unpack(&packed[1..]).is_err());
        assert!(unpack(b"").is_err());
        for end in 0..packed.len() {
            assert!(unpack(&packed[..end]).is_err(), "{end}");
        }
        for bytes in [&b"\x7f"[..], b"\x02\x07\x07", b"\x01\x00\x00", b"\x00\xff"] {
            let blob = blob::pack(bytes).unwrap();
            assert!(unpack(&blob).is_err(), "{bytes:?}");
        }
        assert!(unpack_strings(&blob::pack(b"\x02\x00").unwrap()).is_err());
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
            prop_assert_eq!(unpack(&pack(&text).unwrap()).unwrap(), text);
        }

        #[test]
        fn strings_come_back_as_they_were(strings in proptest::collection::vec("\\PC{0,12}|[一-丏]{0,9}", 0..9)) {
            let packed = pack_strings(strings.iter().map(String::as_str)).unwrap();
            prop_assert_eq!(unpack_strings(&packed).unwrap(), strings);
        }
    }
}
