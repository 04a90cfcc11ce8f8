//! The encodings of rich text: each font has its own.
//!
//! In: numbers of charsets and code pages, then bytes. Out: characters. Bytes in a font of Latin letters are taken for
//! Chinese when they are nothing else but Chinese: many makers name such a font and write GBK all the same.

use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, MACINTOSH, SHIFT_JIS, WINDOWS_1252};

/// How bytes are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Charset {
    /// In an encoding that is stated.
    Stated(&'static Encoding),
    /// In the document's encoding, or this one of Latin letters.
    Unstated(&'static Encoding),
    /// Each byte is a sign of a symbol font.
    Symbols,
}

impl Charset {
    /// What nothing is said about.
    pub(super) const LATIN: Charset = Charset::Unstated(WINDOWS_1252);

    /// The charset of a font table's number.
    pub(super) fn numbered(number: i32) -> Charset {
        match number {
            2 => Charset::Symbols,
            // From 77 on stand the charsets of old Macintosh computers.
            77 => Charset::Unstated(MACINTOSH),
            78 | 128 => Charset::Stated(SHIFT_JIS),
            79 | 129 => Charset::Stated(EUC_KR),
            80 | 134 => Charset::Stated(GB18030),
            81 | 136 => Charset::Stated(BIG5),
            204 => Charset::Stated(encoding_rs::WINDOWS_1251),
            161 => Charset::Stated(encoding_rs::WINDOWS_1253),
            238 => Charset::Stated(encoding_rs::WINDOWS_1250),
            _ => Charset::LATIN,
        }
    }

    /// True when characters can have two bytes.
    pub(super) fn is_double(self, document: &'static Encoding) -> bool {
        let encoding = if let Charset::Stated(encoding) = self { encoding } else { document };
        !encoding.is_single_byte()
    }

    /// The characters of `bytes` in a document whose own encoding is `document`.
    pub(super) fn decode(self, bytes: &[u8], document: &'static Encoding) -> String {
        match self {
            Charset::Symbols => bytes.iter().copied().map(char::from).collect(),
            Charset::Stated(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
            Charset::Unstated(latin) if !document.is_single_byte() => by_character(bytes, document, latin),
            // A single byte's encoding has a character for every byte: nothing would speak against it.
            Charset::Unstated(_) if document != WINDOWS_1252 => by_character(bytes, document, document),
            Charset::Unstated(latin) => latin_or_chinese(bytes, latin),
        }
    }
}

/// The encoding of a code page.
pub(super) fn code_page(number: i32) -> Option<&'static Encoding> {
    match number {
        936 | 10008 | 54936 => Some(GB18030),
        950 | 10002 => Some(BIG5),
        65001 => Some(encoding_rs::UTF_8),
        932 | 10001 => Some(SHIFT_JIS),
        949 | 10003 => Some(EUC_KR),
        10000 => Some(MACINTOSH),
        1250..=1258 => Encoding::for_label(format!("windows-{number}").as_bytes()),
        _ => None,
    }
}

/// Characters of the document's encoding; where there is none, one of Latin letters.
fn by_character(bytes: &[u8], document: &'static Encoding, latin: &'static Encoding) -> String {
    let mut out = String::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let plain = rest.iter().position(|b| !b.is_ascii()).unwrap_or(rest.len());
        let (ascii, after) = rest.split_at(plain);
        out.extend(ascii.iter().copied().map(char::from));
        // The longest comes first: a part of it can be a character too.
        let found = [4, 3, 2, 1].into_iter().find_map(|length| {
            let (character, after) = after.split_at_checked(length)?;
            let text = document.decode_without_bom_handling_and_without_replacement(character)?;
            (text.chars().count() == 1).then(|| (text.into_owned(), after))
        });
        rest = match (found, after) {
            (Some((text, after)), _) => {
                out += &text;
                after
            }
            (None, [byte, after @ ..]) => {
                out += &latin.decode_without_bom_handling(std::slice::from_ref(byte)).0;
                after
            }
            (None, []) => after,
        };
    }
    out
}

fn latin_or_chinese(bytes: &[u8], latin: &'static Encoding) -> String {
    let is_high = |b: &u8| *b >= 0xA1;
    let mut runs = bytes.chunk_by(|a, b| is_high(a) == is_high(b));
    let is_pairs = bytes.iter().any(is_high)
        && runs.all(|run| !run.first().is_some_and(is_high) && run.is_ascii() || run.len() % 2 == 0);
    let chinese = GB18030.decode_without_bom_handling_and_without_replacement(bytes).filter(|_| is_pairs);
    match chinese {
        Some(text) if text.chars().all(|c| c.is_ascii() || c >= '\u{2010}') => text.into_owned(),
        _ => latin.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_in_a_latin_font_are_chinese_when_nothing_speaks_against_it() {
        let gbk = GB18030.encode("答复：A").0.into_owned();
        assert_eq!(Charset::LATIN.decode(&gbk, WINDOWS_1252), "答复：A");
        assert_eq!(Charset::LATIN.decode(&gbk, GB18030), "答复：A");
        assert_eq!(Charset::LATIN.decode(b"d\xE9j\xE0 vu", WINDOWS_1252), "déjà vu");
        assert_eq!(Charset::LATIN.decode(b"caf\xE9", GB18030), "café");
        assert_eq!(Charset::numbered(2).decode(b"\xFE", GB18030), "þ");
        let mac: Vec<String> =
            [(80, b"\xB4\xF0"), (81, b"\xB5\xAA"), (78, b"\x93\x9A"), (79, b"\xB4\xE4"), (77, b"\x8Es")]
                .iter()
                .map(|(number, bytes)| Charset::numbered(*number).decode(*bytes, WINDOWS_1252))
                .collect();
        assert_eq!(mac, ["答", "答", "答", "답", "és"]);
        assert_eq!(Charset::numbered(77).decode(b"\xB4\xF0", GB18030), "答");
        assert_eq!(code_page(10008), Some(GB18030));
        assert_eq!(Charset::numbered(136).decode(b"\xB5\xAA", GB18030), "答");
    }
}
