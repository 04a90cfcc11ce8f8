//! The encoding ladder: which encoding bytes are in, and the text they give.
//!
//! In: bytes without a binary signature. Out: [`Decoded`]. The guess is made on samples, the whole is
//! decoded with it, and a few bad bytes do not flip it: they become U+FFFD and are counted. Nothing is
//! known here about files, and nothing but characters is judged.

use crate::extract::format::ExtractError;
use dafu_words::message;

mod chinese;
mod utf16;

/// A text and how it was stored.
#[derive(Debug)]
pub(super) struct Decoded {
    /// The text without byte order mark.
    pub text: String,
    /// Name of the encoding.
    pub encoding: &'static str,
    /// Number of sequences that the encoding does not have, each now one U+FFFD.
    pub bad: usize,
}

/// Decodes `bytes` in the first encoding of the ladder that fits.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, ExtractError> {
    let decoded = climb(bytes)?;
    let stray = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{FEFF}' | '\u{200B}');
    if decoded.text.chars().all(stray) && decoded.bad == 0 {
        let binary = decoded.text.chars().any(|c| c.is_control() && !c.is_whitespace());
        return Err(if binary { ExtractError::Binary("data") } else { ExtractError::Empty });
    }
    refuse_ruins(decoded)
}

fn climb(bytes: &[u8]) -> Result<Decoded, ExtractError> {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return Ok(lossy_utf8(rest));
    }
    if bytes.starts_with(b"\xFF\xFE\0\0") || bytes.starts_with(b"\0\0\xFE\xFF") {
        return Err(ExtractError::Undecodable(message!("fault_utf32")));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return Ok(utf16::decode(rest, utf16::Order::Little));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return Ok(utf16::decode(rest, utf16::Order::Big));
    }
    let controls = Controls::count(bytes);
    let valid = std::str::from_utf8(bytes).ok();
    if let Some(text) = valid.filter(|_| !controls.too_many()) {
        return Ok(Decoded { text: text.to_owned(), encoding: "utf-8", bad: 0 });
    }
    if let Some(order) = utf16::guess(bytes) {
        return Ok(utf16::decode(bytes, order));
    }
    if controls.too_many() {
        return Err(ExtractError::Binary("data"));
    }
    if is_mostly_utf8(bytes) {
        return Ok(lossy_utf8(bytes));
    }
    chinese::decode(bytes)
}

/// How many bytes are NUL or another control that no text has.
struct Controls {
    found: usize,
    total: usize,
}

impl Controls {
    fn count(bytes: &[u8]) -> Controls {
        let is_control = |&b: &u8| b == 0x7F || (b < 0x20 && !(0x09..=0x0D).contains(&b) && b != 0x1A);
        // Small sums in small numbers: many bytes are looked at at once.
        let found = |part: &[u8]| usize::from(part.iter().map(|b| u8::from(is_control(b))).sum::<u8>());
        Controls { found: bytes.chunks(255).map(found).sum(), total: bytes.len() }
    }

    /// A handful is noise; two in a hundred are data.
    fn too_many(&self) -> bool {
        self.found * 50 > self.total && (self.found > 3 || self.found * 8 > self.total)
    }
}

/// True when nearly all bytes above ASCII are whole UTF-8 sequences.
///
/// Text in another encoding forms such sequences by chance only: `联通` in GBK is the famous case, but a
/// letter of that kind has a wrong sequence in every second character.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|&c| c >= '\u{800}').count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 0 && bad * 3 <= good
}

fn lossy_utf8(bytes: &[u8]) -> Decoded {
    let mut text = String::with_capacity(bytes.len());
    let mut bad = 0;
    let mut damaged = false;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        // Bad bytes in a row are one damage: the leftovers of a character are no characters.
        damaged &= chunk.valid().is_empty();
        if !chunk.invalid().is_empty() && !damaged {
            text.push(char::REPLACEMENT_CHARACTER);
            bad += 1;
            damaged = true;
        }
    }
    Decoded { text, encoding: "utf-8", bad }
}

/// Refuses a text that lost so much that quoting from it would mislead.
fn refuse_ruins(decoded: Decoded) -> Result<Decoded, ExtractError> {
    if decoded.bad == 0 && !decoded.text.contains(char::REPLACEMENT_CHARACTER) {
        return Ok(decoded);
    }
    let (mut total, mut lost) = (0usize, 0usize);
    for c in decoded.text.chars().filter(|c| !c.is_whitespace()) {
        total += 1;
        lost += usize::from(c == char::REPLACEMENT_CHARACTER);
    }
    let bad = decoded.bad;
    let too_bad = bad * 50 > total && (bad > 8 || bad * 8 > total);
    if too_bad {
        let reason = message!("fault_foreign", count = bad, total = total, encoding = decoded.encoding);
        return Err(ExtractError::Undecodable(reason));
    }
    if lost * 3 > total {
        let reason = message!("fault_lost", count = lost, total = total);
        return Err(ExtractError::Undecodable(reason));
    }
    Ok(decoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, &'static str, usize) {
        let decoded = decode(bytes).expect("the test text has an encoding");
        (decoded.text, decoded.encoding, decoded.bad)
    }

    fn utf16(text: &str, little: bool) -> Vec<u8> {
        let bytes = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
        text.encode_utf16().flat_map(bytes).collect()
    }

    const LETTER: &str =
        "您提出的《关于加强社区养老服务的提案》收悉，现答复如下：\n截至2023年底，已建成站点86个。\n";

    #[test]
    fn byte_order_marks_decide_and_disappear() {
        let with_mark = |mark: &[u8], rest: Vec<u8>| [mark.to_vec(), rest].concat();
        let utf8 = with_mark(b"\xEF\xBB\xBF", LETTER.into());
        assert_eq!(read(&utf8), (LETTER.to_owned(), "utf-8", 0));
        let little = with_mark(b"\xFF\xFE", utf16(LETTER, true));
        assert_eq!(read(&little), (LETTER.to_owned(), "utf-16le", 0));
        let big = with_mark(b"\xFE\xFF", utf16(LETTER, false));
        assert_eq!(read(&big), (LETTER.to_owned(), "utf-16be", 0));
    }

    #[test]
    fn utf16_without_a_mark_is_told_by_its_structure() {
        assert_eq!(read(&utf16(LETTER, true)), (LETTER.to_owned(), "utf-16le", 0));
        assert_eq!(read(&utf16(LETTER, false)), (LETTER.to_owned(), "utf-16be", 0));
        let no_ascii = "您提出的关于加强社区养老服务的提案收悉，现答复如下。";
        assert_eq!(read(&utf16(no_ascii, true)), (no_ascii.to_owned(), "utf-16le", 0));
        assert_eq!(read(&utf16("plain words\r\n", false)), ("plain words\r\n".to_owned(), "utf-16be", 0));
    }

    #[test]
    fn gbk_and_big5_are_told_apart() {
        let gbk = encoding_rs::GBK.encode(LETTER).0.into_owned();
        assert_eq!(read(&gbk), (LETTER.to_owned(), "gb18030", 0));
        let traditional = "您提出的《關於加強社區養老服務的提案》收悉，現答復如下：\n已建成站點86個。\n";
        let big5 = encoding_rs::BIG5.encode(traditional).0.into_owned();
        assert_eq!(read(&big5), (traditional.to_owned(), "big5", 0));
        let in_gbk = encoding_rs::GBK.encode(traditional).0.into_owned();
        assert_eq!(read(&in_gbk), (traditional.to_owned(), "gb18030", 0));
    }

    #[test]
    fn a_few_bad_bytes_do_not_flip_the_guess() {
        let mut utf8 = LETTER.repeat(5).into_bytes();
        utf8.splice(30..31, [0xFF, 0x80]);
        let (text, encoding, bad) = read(&utf8);
        assert_eq!((encoding, bad >= 1), ("utf-8", true));
        assert_eq!(text.chars().filter(|&c| c == '\u{FFFD}').count(), bad);
        let mut gbk = encoding_rs::GBK.encode(&LETTER.repeat(5)).0.into_owned();
        gbk.insert(58, 0xFF);
        let (_, encoding, bad) = read(&gbk);
        assert_eq!((encoding, bad >= 1), ("gb18030", true));
    }

    #[test]
    fn a_letter_cut_inside_a_character_is_still_read() {
        let bytes = LETTER.as_bytes();
        let (text, encoding, bad) = read(&bytes[..bytes.len() - 3]);
        assert_eq!((encoding, bad), ("utf-8", 1));
        assert!(text.ends_with("86个\u{FFFD}"));
    }

    #[test]
    fn a_rare_control_is_no_reason_to_refuse() {
        let (text, ..) = read("您的提案\0收悉，现答复如下".as_bytes());
        assert_eq!(text, "您的提案\0收悉，现答复如下");
    }

    #[test]
    fn data_white_space_and_ruins_are_refused() {
        assert!(matches!(decode(&[0, 1, 2, 3, 4, 5, 6, 7, 8]), Err(ExtractError::Binary("data"))));
        assert!(matches!(decode(&[0; 64]), Err(ExtractError::Binary("data"))));
        assert!(matches!(decode(" \r\n\u{3000}\u{FEFF}".as_bytes()), Err(ExtractError::Empty)));
        let latin: Vec<u8> = "déjà vu été naïve façade où ça ".repeat(9).chars().map(|c| c as u8).collect();
        assert!(matches!(decode(&latin), Err(ExtractError::Undecodable(_))));
        let lost = "\u{FFFD}\u{FFFD}\u{FFFD}答复";
        assert!(matches!(decode(lost.as_bytes()), Err(ExtractError::Undecodable(_))));
    }

    #[test]
    fn a_letter_that_lost_more_than_eight_characters_and_two_in_a_hundred_is_refused() {
        let torn = |times| -> Vec<u8> {
            let bytes = |c: char| if c == '的' { vec![0xFF] } else { c.to_string().into_bytes() };
            LETTER.repeat(times).chars().flat_map(bytes).collect()
        };
        // Two in each; eight and fewer may be an accident.
        assert_eq!(read(&torn(4)).2, 8);
        assert!(matches!(decode(&torn(5)), Err(ExtractError::Undecodable(_))));
    }
}
