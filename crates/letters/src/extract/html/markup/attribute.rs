//! Attributes of an element.
//!
//! In: what stands between an element's name and its `>`. Out: values by name, and where a tag ends. Quotes may be
//! missing or never closed; of an attribute given twice the first counts.

use super::entity;
use super::steps;
use std::borrow::Cow;

/// The value of the attribute `name` (lower case), entities decoded; empty when it has none.
pub(super) fn value<'a>(raw: &'a str, name: &str) -> Option<Cow<'a, str>> {
    // Most elements have no attributes at all.
    if raw.len() < name.len() {
        return None;
    }
    steps::add(raw.len());
    pairs(raw).find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| entity::decode(value))
}

/// Names and raw values.
fn pairs(raw: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = raw;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        // A name may even begin with `=`.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let name_end = rest
            .get(first..)?
            .find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/'))
            .map_or(rest.len(), |at| at + first);
        let (name, after) = rest.split_at(name_end);
        let Some(after_sign) = after.trim_ascii_start().strip_prefix('=') else {
            rest = after;
            return Some((name, ""));
        };
        let behind = after_sign.trim_ascii_start();
        let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\''));
        let quoted = quote.and_then(|quote| behind.get(1..)?.split_once(quote));
        if let Some((value, after)) = quoted {
            rest = after;
            return Some((name, value));
        }
        let end = behind.find(|c: char| c.is_ascii_whitespace()).unwrap_or(behind.len());
        let (value, after) = behind.split_at(end);
        rest = after;
        Some((name, value.trim_matches(['"', '\''])))
    })
}

/// Quotes that nothing closes any more, once that is known.
#[derive(Debug, Default)]
pub(super) struct Unclosed {
    single: bool,
    double: bool,
}

/// Where the tag ends whose attributes begin at `from`: the end of the attributes, and what follows the tag.
///
/// A `<` outside of quotes ends a tag too, so that a forgotten `>` costs no text.
pub(super) fn end(page: &str, from: usize, unclosed: &mut Unclosed) -> (usize, usize) {
    let (end, after) = find_end(page.as_bytes(), from, unclosed);
    steps::add(after.saturating_sub(from));
    (end, after)
}

fn find_end(bytes: &[u8], from: usize, unclosed: &mut Unclosed) -> (usize, usize) {
    let mut at = from;
    let mut after_sign = false;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'>' => return (at, at + 1),
            b'<' => return (at, at),
            b'"' | b'\'' if after_sign => {
                let known = if byte == b'"' { &mut unclosed.double } else { &mut unclosed.single };
                let close = if *known {
                    None
                } else {
                    steps::search(rest(bytes, at + 1), |rest| memchr::memchr(byte, rest))
                };
                *known |= close.is_none();
                at += close.map_or(0, |length| length + 1);
                after_sign = false;
            }
            b'=' => after_sign = true,
            _ if byte.is_ascii_whitespace() => {}
            _ => after_sign = false,
        }
        at += 1;
    }
    (bytes.len(), bytes.len())
}

fn rest(bytes: &[u8], from: usize) -> &[u8] {
    bytes.get(from..).unwrap_or(&[])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_may_be_missing_single_or_open() {
        let raw = " ID=zoom class='a b' style=\"x:y\" hidden href=/a/b.html title=\"open";
        assert_eq!(value(raw, "id").unwrap(), "zoom");
        assert_eq!(value(raw, "class").unwrap(), "a b");
        assert_eq!(value(raw, "style").unwrap(), "x:y");
        assert_eq!(value(raw, "hidden").unwrap(), "");
        assert_eq!(value(raw, "href").unwrap(), "/a/b.html");
        assert_eq!(value(raw, "title").unwrap(), "open");
        assert_eq!(value(raw, "lang"), None);
        assert_eq!(value("content=\"a&amp;b\"", "content").unwrap(), "a&b");
    }

    #[test]
    fn a_tag_ends_at_its_bracket_and_not_within_quotes() {
        let mut unclosed = Unclosed::default();
        let tag = " title=\"a>b\" x='>'>c";
        assert_eq!(end(tag, 0, &mut unclosed), (tag.len() - 2, tag.len() - 1));
        assert_eq!(end(" x=\"y <p>", 0, &mut unclosed), (6, 6));
        assert_eq!(end(" it's>", 0, &mut unclosed), (5, 6));
        assert_eq!(end(" cut", 0, &mut unclosed), (4, 4));
    }
}
