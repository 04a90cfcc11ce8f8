//! Telephone numbers are not for everybody: they are masked wherever a contact passage is shown.

use std::borrow::Cow;

use dafu_letters::reply::model::BlockKind;

/// Fewest digits of a telephone number.
const SHORTEST: usize = 7;

/// `text` with the digits of telephone numbers replaced by `*`, byte for byte, if it is of a kind that holds contacts.
pub(crate) fn masked(text: &str, kind: Option<BlockKind>) -> Cow<'_, str> {
    let holds_contacts = matches!(
        kind,
        Some(
            BlockKind::Contact
                | BlockKind::Signer
                | BlockKind::Cc
                | BlockKind::Closing
                | BlockKind::Signature
        )
    );
    if holds_contacts { mask_numbers(text) } else { Cow::Borrowed(text) }
}

/// Masks runs of digits, hyphens and spaces with at least [`SHORTEST`] digits; the last two stay.
pub(crate) fn mask_numbers(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut masked: Option<Vec<u8>> = None;
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let run = bytes[at..].iter().take_while(|b| b.is_ascii_digit() || matches!(b, b'-' | b' ')).count();
        let digits: Vec<usize> = (at..at + run).filter(|&i| bytes[i].is_ascii_digit()).collect();
        if digits.len() >= SHORTEST {
            let out = masked.get_or_insert_with(|| bytes.to_vec());
            for &digit in &digits[..digits.len() - 2] {
                out[digit] = b'*';
            }
        }
        at += run;
    }
    match masked.map(String::from_utf8) {
        Some(Ok(masked)) => Cow::Owned(masked),
        _ => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephone_numbers_are_masked_in_contacts_only() {
        let text = "联系人：沈某，电话：0431-88970000。";
        assert_eq!(masked(text, Some(BlockKind::Contact)), "联系人：沈某，电话：****-******00。");
        assert_eq!(masked(text, Some(BlockKind::Measures)), text);
        assert_eq!(masked("2024年5月29日 第12号", Some(BlockKind::Contact)), "2024年5月29日 第12号");
    }

    #[test]
    fn a_number_of_seven_digits_is_a_telephone_and_one_of_six_is_none() {
        assert_eq!(mask_numbers("电话：8897000，邮编130000"), "电话：*****00，邮编130000");
    }
}
