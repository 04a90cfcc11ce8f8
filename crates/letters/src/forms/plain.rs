//! The canonical form of a text: one script, one width, no white space.
//!
//! In: text as written. Out: the text that every other form is read from. The way back to places in the text is kept
//! by those who need it.

use std::borrow::Cow;

use dafu_words::punctuation;

/// True for a character that is its own canonical form wherever it stands; most of a letter's are.
#[inline]
pub(crate) fn is_plain(c: char) -> bool {
    c != '覆' && punctuation::is_canonical(c)
}

/// The value of an ASCII or full-width digit, as an ASCII digit.
pub(crate) fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32),
        _ => None,
    }
}

/// The canonical form of `c`, which stands between `last` and `rest`; white space is none of its business.
pub(crate) fn character(c: char, last: char, rest: &str) -> char {
    match c {
        // 答覆 is 答复, 覆盖 stays what it is.
        '覆' if matches!(last, '答' | '函' | '回' | '批') => '复',
        // A comma or point between digits is part of the number.
        ',' | '.' if last.is_ascii_digit() && rest.starts_with(|c: char| c.is_ascii_digit()) => c,
        _ => punctuation::canonical(c),
    }
}

/// Length of the stretch at the start of `s` that is its own canonical form.
fn plain_length(s: &str) -> usize {
    s.char_indices().find(|&(_, c)| !is_plain(c)).map_or(s.len(), |found| found.0)
}

/// The canonical form of `s`.
pub(crate) fn plain(s: &str) -> Cow<'_, str> {
    let mut at = plain_length(s);
    if at == s.len() {
        return Cow::Borrowed(s);
    }
    let mut out = String::with_capacity(s.len());
    out.push_str(&s[..at]);
    let mut last = out.chars().next_back().unwrap_or(' ');
    while let Some(c) = s[at..].chars().next() {
        at += c.len_utf8();
        if !punctuation::is_blank(c) {
            out.push(character(c, last, &s[at..]));
            last = c;
        }
        // Most of a line is its own canonical form: such stretches are copied whole.
        let stretch = &s[at..at + plain_length(&s[at..])];
        out.push_str(stretch);
        last = stretch.chars().next_back().unwrap_or(last);
        at += stretch.len();
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_widths_and_spaces_are_one() {
        assert_eq!(plain("對區第 ６7 號:"), "对区第67号：");
        assert_eq!(plain("答覆，覆盖率1.5"), "答复，覆盖率1.5");
        assert_eq!(plain("[２０２４]８０号."), "〔2024〕80号.");
        assert!(matches!(plain("近年来，我局"), Cow::Borrowed(_)));
    }
}
