//! Page numbers that stand alone in a line.
//!
//! In: a line as written or in its canonical form. Out: whether it is a page number, and how surely. Whether a bare
//! number is one is said by its place on the page and by the numbers around it, which are not known here.

use crate::forms::look::any;
use crate::forms::plain;
use dafu_words::{numerals, punctuation};

/// Dashes and dots that stand beside a page number.
const MARKS: &str = "-－—–―─━‐‑‒−~～·•.．*＊/／|｜［］[]【】（）()";
/// Words between the figures of a page number: 第3页 共5页.
const BETWEEN: &[&str] = &["第", "页", "頁", "共", "/", "／", ",", "，", "、", "Page", "page", "of", "P"];
/// The word without which figures and the words above are no page number.
const NEEDED: &[&str] = &["页", "頁", "Page", "page"];

/// How surely a line is a page number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PageMark {
    /// It can be nothing else.
    Marked,
    /// A number that stands alone.
    Bare(u32),
}

/// A whole line that can be nothing but a page number, or a bare number that may be one.
pub(crate) fn page_number(text: &str) -> Option<PageMark> {
    if text.len() > 60 || text.chars().count() > 20 {
        return None;
    }
    if !text.chars().any(|c| plain::digit(c).is_some()) && !any(text, NEEDED) {
        return None;
    }
    let is_mark = |c: char| MARKS.contains(c) || c.is_whitespace();
    let inner = text.trim_matches(is_mark);
    let digits: String = inner.chars().filter_map(plain::digit).collect();
    if !digits.is_empty() && digits.len() <= 4 && inner.chars().all(|c| plain::digit(c).is_some()) {
        let dashed =
            |c: Option<char>| c.is_some_and(|c| MARKS.contains(c) && !".．（）()[]［］【】".contains(c));
        if dashed(text.chars().next()) && dashed(text.chars().next_back()) {
            return Some(PageMark::Marked);
        }
        let bare = inner.len() == text.len() && digits.len() <= 3;
        return digits.parse().ok().filter(|_| bare).map(PageMark::Bare);
    }
    if any(text, NEEDED) {
        let rest = BETWEEN.iter().fold(text.to_owned(), |rest, word| rest.replace(word, ""));
        let is_figure =
            |c: char| plain::digit(c).is_some() || numerals::is_numeral(punctuation::canonical(c));
        let all = rest.chars().all(|c| is_mark(c) || is_figure(c));
        return (all && rest.chars().any(is_figure)).then_some(PageMark::Marked);
    }
    let (page, pages) = text.split_once(['/', '／'])?;
    let short = |part: &str| part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit());
    page.parse().ok().filter(|_| short(page) && short(pages)).map(PageMark::Bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_page_numbers_are_known_as_written_and_in_canonical_form() {
        for text in [
            "— 3 —",
            "-3-",
            "－３－",
            "第3页 共5页",
            "第3页共5页",
            "第三页",
            "Page 3 of 5",
            "Page3of5",
            "~1~",
            "·4·",
            "3页",
        ] {
            assert_eq!(page_number(text), Some(PageMark::Marked), "{text}");
        }
    }

    #[test]
    fn bare_numbers_may_be_page_numbers_and_other_lines_are_none() {
        assert_eq!(page_number("3"), Some(PageMark::Bare(3)));
        assert_eq!(page_number("3/5"), Some(PageMark::Bare(3)));
        for text in ["", "-", "页", "第3", "3-", "（3）", "1.", "第3号", "2024", "二〇二四年", "2024-05-29"]
        {
            assert_eq!(page_number(text), None, "{text}");
        }
    }
}
