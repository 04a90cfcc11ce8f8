//! Lines that are tools of a page: print, close, share, size of letters, links to the next letter.
//!
//! In: one line. Out: whether nothing but tools stands in it, or whether it opens or speaks like one; the second counts
//! only outside of the letter, for letters speak of sharing and printing too.

use super::line::Line;
use crate::extract::html::words::{
    FEET, FEET_ENDS, HANDLERS, RUNNERS, TOOL_OPENINGS, TOOL_SIGNS, TOOL_WORDS,
};
use crate::forms::dates;
use crate::forms::look;

/// Characters of a line that is one of tools.
const LONGEST: u32 = 80;
/// Characters of a line that tells of the page.
const LONGEST_SIGN: u32 = 160;

/// True when `line` consists of tools, wherever it stands.
pub(super) fn is_bar(line: &Line, canonical: &str) -> bool {
    if line.chars > LONGEST || canonical.is_empty() {
        return false;
    }
    let mut rest = canonical;
    let (mut words, mut longest) = (0, 0);
    while let Some(first) = rest.chars().next() {
        if let Some(word) = TOOL_WORDS.iter().find(|word| rest.starts_with(**word)) {
            words += 1;
            longest = longest.max(word.chars().count());
            rest = rest.get(word.len()..).unwrap_or("");
        } else if first.is_ascii_digit() || !first.is_alphanumeric() && !matches!(first, '□' | '√' | '☑')
        {
            rest = rest.get(first.len_utf8()..).unwrap_or("");
        } else {
            return false;
        }
    }
    longest >= 2 || words >= 3
}

/// True when `line` outside of the letter is a tool or tells of the page.
pub(super) fn is_around(line: &Line, canonical: &str) -> bool {
    let bare = canonical.trim_start_matches(['〔', '>', '·', '|', '《', '<', '-', '*']);
    let is_short = line.chars <= LONGEST_SIGN;
    let empty = !canonical.chars().any(char::is_alphanumeric);
    empty
        || is_bar(line, canonical)
        || is_short && (look::starts(bare, TOOL_OPENINGS) || look::any(canonical, TOOL_SIGNS))
        || is_path(canonical)
}

/// True when `line` below the letter begins the page's foot; `own` tells that it stands in the letter's own box.
pub(super) fn is_foot(line: &Line, canonical: &str, own: bool) -> bool {
    let names_runner = || {
        let ends = line.chars <= LONGEST && look::ends(canonical, FEET_ENDS) && !canonical.contains('。');
        (ends || look::any(canonical, RUNNERS)) && !look::any(canonical, HANDLERS)
    };
    line.chars <= LONGEST_SIGN && (look::any(canonical, FEET) || !own && names_runner())
}

/// `首页>公开>答复`: where the page stands in its site.
pub(super) fn is_path(canonical: &str) -> bool {
    let parts = canonical.split(['>', '»', '›']).filter(|part| !part.is_empty()).count();
    parts >= 2 && canonical.chars().count() <= 120 && !canonical.contains('。')
}

/// Name and day in a line such as `某局 2024-05-20 10:30`, which says who published and when; letters are not dated so.
pub(super) fn byline(line: &Line, canonical: &str) -> Option<(String, String)> {
    if line.chars > 60 {
        return None;
    }
    let at = canonical.find(|c: char| c.is_ascii_digit())?;
    let rest = canonical.get(at..)?;
    let by_number = rest.get(4..5).is_some_and(|mark| matches!(mark, "-" | "/"));
    let day = dates::read(rest).or_else(|| dates::read(rest.get(..10)?)).filter(|_| by_number);
    let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '/' | '：'));
    let (day, _) = day.filter(|_| !behind.contains(['，', '。']))?;
    Some((canonical.get(..at)?.to_owned(), dates::iso(day)))
}

#[cfg(test)]
mod tests {
    use super::super::line::{Kind, canonical};
    use super::*;

    fn line(text: &str) -> Line {
        let chars = text.chars().filter(|c| !c.is_whitespace()).count() as u32;
        Line { text: text.to_owned(), kind: Kind::Plain, node: 0, chars, linked: 0, soft: false, gap: false }
    }

    #[test]
    fn bars_are_known_wherever_they_stand() {
        for text in [
            "【打印】 【关闭】",
            "字号：大 中 小",
            "[大 中 小]",
            "打印本页 | 关闭窗口",
            "分享到：微信 QQ空间 微博",
        ] {
            assert!(is_bar(&line(text), &canonical(text)), "{text}");
        }
        for text in ["大中小企业", "2024", "打印店的管理", "□A ☑B", "一、"] {
            assert!(!is_bar(&line(text), &canonical(text)), "{text}");
        }
    }

    #[test]
    fn a_byline_tells_the_day_of_publication() {
        let read = |text| byline(&line(text), &canonical(text));
        let pair = |unit: &str, day: &str| Some((unit.to_owned(), day.to_owned()));
        assert_eq!(read("某县水务局 2024-06-12 09:00"), pair("某县水务局", "2024-06-12"));
        assert_eq!(read("2024/6/2"), pair("", "2024-06-02"));
        assert_eq!(read("某县水务局2024年6月12日"), None);
        assert_eq!(read("第2024-118号"), None);
    }
}
