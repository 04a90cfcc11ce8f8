//! The characters of a page.
//!
//! In: bytes. Out: the text, by the ladder that all texts go through. Pages lie about their encoding, so what one
//! says of itself counts only where the ladder finds too little to go by, and where its bytes make sense so.

use crate::extract::encoding::{self, Decoded};
use crate::extract::format::ExtractError;
use encoding_rs::Encoding;

/// Bytes in which a page says what it is.
const HEAD: usize = 4096;

/// Decodes `bytes`.
pub(crate) fn decode(bytes: &[u8]) -> Result<Decoded, ExtractError> {
    let error = match encoding::decode(bytes) {
        Err(error @ ExtractError::Undecodable(_)) => error,
        other => return other,
    };
    // The ladder wants to see Chinese text; a page may have too little of it.
    let Some((encoding, name)) = declared(bytes) else { return Err(error) };
    let text = encoding.decode_without_bom_handling(bytes).0.into_owned();
    let bad = text.matches(char::REPLACEMENT_CHARACTER).count();
    let others = text.chars().filter(|c| !c.is_ascii()).count();
    if bad * 20 <= others { Ok(Decoded { text, encoding: name, bad }) } else { Err(error) }
}

/// The encoding that the page names, GB2312 and GBK being parts of GB18030.
fn declared(bytes: &[u8]) -> Option<(&'static Encoding, &'static str)> {
    let head = bytes.get(..HEAD).unwrap_or(bytes).to_ascii_lowercase();
    let at = memchr::memmem::find(&head, b"charset")? + "charset".len();
    let is_label = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
    let label: Vec<u8> = head
        .get(at..)?
        .iter()
        .copied()
        .skip_while(|b| b.is_ascii_whitespace() || matches!(b, b'=' | b'"' | b'\''))
        .take_while(is_label)
        .collect();
    let encoding = Encoding::for_label(&label)?;
    let known = [
        (encoding_rs::GBK, (encoding_rs::GB18030, "gb18030")),
        (encoding_rs::GB18030, (encoding_rs::GB18030, "gb18030")),
        (encoding_rs::BIG5, (encoding_rs::BIG5, "big5")),
        (encoding_rs::WINDOWS_1252, (encoding_rs::WINDOWS_1252, "windows-1252")),
    ];
    known.into_iter().find(|row| row.0 == encoding).map(|row| row.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str =
        "<meta charset=\"CHARSET\"><p>您提出的关于加强社区养老服务的提案收悉，现答复如下。</p>";

    fn read(declared: &str, bytes: impl Fn(&str) -> Vec<u8>) -> (bool, &'static str) {
        let decoded = decode(&bytes(&PAGE.replace("CHARSET", declared))).unwrap();
        (decoded.text.contains("现答复如下。"), decoded.encoding)
    }

    #[test]
    fn what_a_page_says_of_itself_is_believed_only_if_it_can_be() {
        let gbk = |text: &str| encoding_rs::GBK.encode(text).0.into_owned();
        let utf8 = |text: &str| text.as_bytes().to_vec();
        assert_eq!(read("gb2312", gbk), (true, "gb18030"));
        assert_eq!(read("utf-8", gbk), (true, "gb18030"));
        assert_eq!(read("gb2312", utf8), (true, "utf-8"));
        assert_eq!(read("big5", gbk), (true, "gb18030"));
        let latin = decode(b"<meta charset=iso-8859-1><p>caf\xe9 a</p>").unwrap();
        assert_eq!((latin.encoding, latin.text.contains("café")), ("windows-1252", true));
    }
}
