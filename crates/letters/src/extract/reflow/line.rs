//! The lines of a text with their surroundings.
//!
//! In: decoded text. Out: its non-blank lines, each with number, page, indent and the gap before it.
//! CRLF, CR, LF, U+2028, U+2029 and form feed each end a line; a form feed ends a page too.

/// One non-blank line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) struct FileLine<'a> {
    /// The line without white space at its ends.
    pub text: &'a str,
    /// White space before it.
    pub indent: &'a str,
    /// Number in the file, from 1.
    pub number: u32,
    /// Page, from 1; 0 when the file has no form feed.
    pub page: u32,
    /// Blank lines between the line before and this one.
    pub gap: u32,
    /// True when a page ends between the line before and this one.
    pub new_page: bool,
    /// True when white space stood between the text and the line's end.
    pub spaced: bool,
}

/// FileLine ends that hardly any file has.
const RARE: [char; 2] = ['\u{2028}', '\u{2029}'];

/// The non-blank lines of `source`.
pub(super) fn lines(source: &str) -> Vec<FileLine<'_>> {
    let rare = source.contains(RARE[0]) || source.contains(RARE[1]);
    let paged = source.contains('\u{C}');
    let mut found = Vec::new();
    let (mut number, mut page, mut gap, mut new_page) = (0u32, u32::from(paged), 0u32, false);
    let mut rest = source;
    while !rest.is_empty() {
        let end = memchr::memchr3(b'\n', b'\r', 0xC, rest.as_bytes()).unwrap_or(rest.len());
        let end = if rare { rest[..end].find(RARE).unwrap_or(end) } else { end };
        let (raw, tail) = rest.split_at(end);
        let ends_page = tail.starts_with('\u{C}');
        let ender = if tail.starts_with("\r\n") { 2 } else { tail.chars().next().map_or(0, char::len_utf8) };
        rest = tail.get(ender..).unwrap_or("");
        number = number.saturating_add(1);
        let text = raw.trim();
        if text.is_empty() {
            // The empty rest of a line that a form feed ends is no blank line.
            gap += u32::from(!ends_page);
        } else {
            let indent = &raw[..raw.len() - raw.trim_start().len()];
            let spaced = raw.len() > indent.len() + text.len();
            found.push(FileLine { text, indent, number, page, gap, new_page, spaced });
            (gap, new_page) = (0, false);
        }
        if ends_page {
            page = page.saturating_add(1);
            new_page = true;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end_counts_one_line() {
        let numbers: Vec<(&str, u32, u32)> =
            lines("a\r\nb\rc\n\nd\u{2028}e\u{C}f").iter().map(|l| (l.text, l.number, l.gap)).collect();
        assert_eq!(numbers, [("a", 1, 0), ("b", 2, 0), ("c", 3, 0), ("d", 5, 1), ("e", 6, 0), ("f", 7, 0)]);
    }

    #[test]
    fn form_feeds_count_pages_and_files_without_have_none() {
        let found = lines("a\n\u{C}b");
        assert_eq!(found.iter().map(|l| (l.page, l.new_page)).collect::<Vec<_>>(), [(1, false), (2, true)]);
        assert_eq!(lines("a\nb")[0].page, 0);
    }

    #[test]
    fn full_width_and_no_break_spaces_are_white_space() {
        let found = lines("\u{3000}\u{3000}一\u{A0}\n");
        assert_eq!((found[0].text, found[0].indent, found[0].spaced), ("一", "\u{3000}\u{3000}", true));
    }
}
