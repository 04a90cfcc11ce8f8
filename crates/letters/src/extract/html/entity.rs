//! Character references: `&nbsp;` `&#8220;` `&#x3000;`.
//!
//! In: text or an attribute's value. Out: the characters meant. What names no character stays as it is written; the
//! numbers from 128 to 159 are read as Windows writes them, as browsers do.

use super::entity_names::{LATIN, NAMES, SEMICOLON_OPTIONAL};
use std::borrow::Cow;

/// Longest name in the table, in bytes.
const LONGEST: usize = 10;

/// `text` with its references replaced.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    let Some(first) = memchr::memchr(b'&', text.as_bytes()) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len());
    let (before, mut rest) = text.split_at(first);
    out.push_str(before);
    while let Some(inner) = rest.strip_prefix('&') {
        let (length, c) = reference(inner).unwrap_or((0, '&'));
        out.push(c);
        rest = inner.get(length..).unwrap_or("");
        let next = memchr::memchr(b'&', rest.as_bytes()).unwrap_or(rest.len());
        let (plain, after) = rest.split_at(next);
        out.push_str(plain);
        rest = after;
    }
    Cow::Owned(out)
}

/// The reference at the start of `s`, which follows an ampersand: its length and its character.
fn reference(s: &str) -> Option<(usize, char)> {
    match s.strip_prefix('#') {
        Some(number) => numeric(number).map(|(length, c)| (length + 1, c)),
        None => named(s),
    }
}

fn numeric(s: &str) -> Option<(usize, char)> {
    let (digits, radix) = match s.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (s, 10),
    };
    let length = digits.bytes().take_while(|b| char::from(*b).is_digit(radix)).count();
    let code = digits
        .get(..length)?
        .chars()
        .filter_map(|c| c.to_digit(radix))
        .fold(0u32, |code, digit| code.saturating_mul(radix).saturating_add(digit));
    let semicolon = usize::from(digits.get(length..)?.starts_with(';'));
    (length > 0).then(|| (s.len() - digits.len() + length + semicolon, character(code)))
}

fn character(code: u32) -> char {
    let windows = code.checked_sub(0x80).and_then(|at| WINDOWS.get(at as usize)).copied();
    windows.or_else(|| char::from_u32(code).filter(|&c| c != '\0')).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// The characters of Windows-1252 from 0x80 to 0x9F; holes stand for themselves.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

fn named(s: &str) -> Option<(usize, char)> {
    let length = s.bytes().take(LONGEST + 1).take_while(u8::is_ascii_alphanumeric).count();
    let name = s.get(..length)?;
    if s.get(length..)?.starts_with(';') {
        return Some((length + 1, look_up(name)?));
    }
    // Old pages leave the semicolon of the old names out.
    let mut ends = (2..=length).rev().filter_map(|end| name.get(..end));
    let name = ends.find(|name| SEMICOLON_OPTIONAL.contains(name) || LATIN.contains(name))?;
    Some((name.len(), look_up(name)?))
}

fn look_up(name: &str) -> Option<char> {
    if let Some(at) = LATIN.iter().position(|latin| *latin == name) {
        return char::from_u32(0xA0 + u32::try_from(at).ok()?);
    }
    NAMES.iter().find(|row| row.0.contains(&name)).map(|row| row.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_become_characters() {
        for (source, expected) in [
            ("&ldquo;一&rdquo;&mdash;&middot;&hellip;", "“一”—·…"),
            ("&#8220;&#x201D;&#X3000;&#12288", "“”\u{3000}\u{3000}"),
            ("a&nbsp;b&nbspc", "a\u{A0}b\u{A0}c"),
            ("&#147;&#148;&#150;", "“”–"),
            ("&lt;p&gt; &amp;nbsp; R&D &AMP;", "<p> &nbsp; R&D &"),
            ("&#0;&#xD800;&#9999999999999;", "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ("&&&;&#;&#x;&nosuch;", "&&&;&#;&#x;&nosuch;"),
            ("&eacute;&times;&divide;&plusmn;&sup2;&deg;", "é×÷±²°"),
            ("?a=1&copy=2&notin", "?a=1©=2¬in"),
            ("&emsp;&ensp;&thinsp;&zwnj;", "\u{2003}\u{2002}\u{2009}\u{200C}"),
        ] {
            assert_eq!(decode(source), expected, "{source}");
        }
    }
}
