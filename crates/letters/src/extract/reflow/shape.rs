//! What a single line looks like: how it ends, and whether it is a heading, a date, a document number ….
//!
//! In: the text of a line. Out: facts about it. No line is judged here by its neighbours.

use super::ruler;
use crate::extract::reflow::layout::{
    BOX, CIRCLED, CLASS_TAILS, CLASS_WORDS, CLASSES, CLOSERS, COLONS, COMMAS, DATE_DAY, DATE_NUMERALS,
    DATE_UNITS, DOCNO_BRACKETS, FRAME_STARTS, HEADING_MARKS, NEVER_FIRST, NUMBER_PREFIX, NUMBER_SIGNS,
    NUMERALS, OPENERS, ORDINAL_OPENERS, SEMICOLONS, SENTENCE_ENDS, TITLE_ENDS, TITLE_STARTS, TITLE_WORDS,
    UNIT_ENDS,
};
use crate::forms::look::any;
use dafu_words::script::is_han;

/// How a line ends, closing quotes and brackets left aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) enum End {
    /// 。！？
    Sentence,
    /// ；
    Semicolon,
    /// ：
    Colon,
    /// ，、
    Comma,
    /// A closing bracket or quote with no punctuation in it.
    Closer,
    /// A character, word or number: the sentence is still open.
    Open,
}

/// How `text` ends.
pub(in crate::extract) fn end(text: &str) -> End {
    let bare = text.trim_end_matches(|c| CLOSERS.contains(c) || c == '"');
    let Some(last) = bare.chars().next_back() else { return End::Closer };
    let is_stop = last == '.' && bare.chars().rev().nth(1).is_some_and(|c| !c.is_ascii_digit());
    if SENTENCE_ENDS.contains(&last) || is_stop {
        End::Sentence
    } else if bare.len() < text.len() {
        End::Closer
    } else if SEMICOLONS.contains(&last) {
        End::Semicolon
    } else if COLONS.contains(&last) {
        End::Colon
    } else if COMMAS.contains(&last) {
        End::Comma
    } else {
        End::Open
    }
}

/// The value of an ASCII or full-width digit, as an ASCII digit.
pub(in crate::extract) fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32),
        _ => None,
    }
}

/// True when a bracket or quote opened in `text` is still open at its end, or its last character opens one.
pub(super) fn leaves_open(text: &str) -> bool {
    let mut open: Vec<char> = Vec::new();
    for c in ruler::without_han(text).filter(|&c| !c.is_ascii_alphanumeric() && !is_han(c)) {
        if let Some(nth) = OPENERS.chars().position(|o| o == c) {
            open.extend(CLOSERS.chars().nth(nth));
        } else if CLOSERS.contains(c) {
            while open.pop().is_some_and(|closer| closer != c) {}
        }
    }
    !open.is_empty()
}

/// True when no line of a paragraph but its own continuation begins like this: `，`, `》`.
pub(in crate::extract) fn begins_midway(text: &str) -> bool {
    text.chars().next().is_some_and(|c| {
        CLOSERS.contains(c)
            || NEVER_FIRST.contains(c) && !matches!(c, '·' | '—')
            || [SENTENCE_ENDS, COMMAS, SEMICOLONS, COLONS].iter().any(|set| set.contains(&c)) && c != '.'
    })
}

/// How surely a line begins with a heading's ordinal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ordinal {
    /// None.
    No,
    /// `1.` `(1)` `①`
    Figure,
    /// `一、` `（一）`
    Numeral,
}

/// The ordinal that `text` begins with.
pub(super) fn ordinal(text: &str) -> Ordinal {
    let bracketed = text.strip_prefix(|c| ORDINAL_OPENERS.contains(c));
    let inner = bracketed.unwrap_or(text);
    let numeral = inner.trim_start_matches(|c| NUMERALS.contains(c));
    let figure = inner.trim_start_matches(|c: char| digit(c).is_some());
    let (rest, kind) =
        if numeral.len() < inner.len() { (numeral, Ordinal::Numeral) } else { (figure, Ordinal::Figure) };
    let read = inner.len() - rest.len();
    if read == 0 {
        let circled = text.chars().next().is_some_and(|c| CIRCLED.iter().any(|range| range.contains(&c)));
        return if circled { Ordinal::Figure } else { Ordinal::No };
    }
    let mut after = rest.chars();
    let mark = after.next().is_some_and(|c| HEADING_MARKS.contains(c));
    let closed = rest.starts_with([')', '）']);
    // `3.5万元` and `一、二级公路` are no headings.
    let goes_on = after.next().is_some_and(|c| digit(c).is_some() || NUMERALS.contains(c));
    let short = read <= if kind == Ordinal::Numeral { 9 } else { 2 };
    if mark && short && (bracketed.is_some() == closed || bracketed.is_none()) && (closed || !goes_on) {
        kind
    } else {
        Ordinal::No
    }
}

/// True when the whole line is a date: `2024年5月29日`, `二〇二四年五月`, `2024-05-29`.
pub(in crate::extract) fn is_date(text: &str) -> bool {
    if text.len() > 60 {
        return false;
    }
    let is_figure = |c: char| digit(c).is_some() || DATE_NUMERALS.contains(c);
    let mut compact = text.chars().filter(|c| !c.is_whitespace());
    let is_part = |c: char| is_figure(c) || DATE_UNITS.contains(&c) || DATE_DAY.contains(&c);
    if text.contains(DATE_UNITS[0]) && text.contains(DATE_UNITS[1]) {
        return compact.clone().next().is_some_and(is_figure) && compact.all(is_part);
    }
    let parts: Vec<&str> = text.split(['-', '.', '/']).collect();
    let is_number = |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    parts.len() == 3 && parts[0].len() == 4 && parts.iter().all(is_number)
}

/// True when the line ends in a figure that a following line can go on with; a telephone number is no such.
pub(super) fn ends_in_figure(text: &str) -> bool {
    let figures = text.chars().rev().take_while(|&c| digit(c).is_some()).count();
    (1..=6).contains(&figures)
}

/// True for a short line before a block: `主要举措：`.
pub(super) fn is_label(text: &str) -> bool {
    text.len() <= 80
        && end(text) == End::Colon
        && text.chars().count() <= 20
        && !text.contains(|c| COMMAS.contains(&c))
}

/// True when the line begins with a label and goes on behind it: `主要成效：…`, `【工作成效】…`.
pub(in crate::extract) fn begins_labelled(text: &str) -> bool {
    let early = text.char_indices().nth(10).map_or(text, |(at, _)| text.get(..at).unwrap_or(text));
    let boxed = early.strip_prefix(BOX.0).and_then(|inner| inner.split_once(BOX.1));
    let named = early.split_once(|c| COLONS.contains(&c));
    let plain = |label: &str| label.chars().count() >= 2 && label.chars().all(is_han);
    boxed.or(named).is_some_and(|(label, _)| plain(label))
}

/// True when the whole line is the class of a reply: `B类`, `办理结果：（A1）`.
pub(super) fn is_class(text: &str) -> bool {
    let is_mark =
        |c: char| c.is_whitespace() || COLONS.contains(&c) || OPENERS.contains(c) || CLOSERS.contains(c);
    if text.len() > 60 || !text.contains(|c| CLASSES.contains(c)) {
        return false;
    }
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = compact.trim_matches(is_mark);
    let named =
        CLASS_WORDS.iter().find_map(|word| bare.strip_prefix(word)).unwrap_or(bare).trim_matches(is_mark);
    let tail = named.trim_start_matches(|c| CLASSES.contains(c));
    named.chars().count() - tail.chars().count() == 1
        && tail.chars().count() <= 2
        && tail.chars().all(|c| CLASS_TAILS.contains(c))
}

/// A document number with nothing after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) enum DocNo {
    /// `吉科发〔2024〕80号`
    Whole,
    /// `吉科发〔2024〕80`
    Unsigned,
}

/// The document number that the whole line is, if it is one.
pub(in crate::extract) fn docno(text: &str) -> Option<DocNo> {
    let bare = text.trim_end_matches(|c| NUMBER_SIGNS.contains(c)).trim_end();
    let before = bare.trim_end_matches(|c: char| digit(c).is_some());
    // Most lines end in no number: they need not be read to their start.
    if before.len() == bare.len()
        || text.len() > 90
        || text.contains(|c| COMMAS.contains(&c) || SENTENCE_ENDS.contains(&c))
    {
        return None;
    }
    let at = before.trim_end_matches(|c: char| c == NUMBER_PREFIX || c.is_whitespace());
    let bracket = at.chars().next_back().is_some_and(|c| DOCNO_BRACKETS.contains(c));
    let year = at.chars().rev().skip(1).take(5).filter(|&c| digit(c).is_some()).count() == 4;
    (bracket && year).then_some(if bare.len() < text.len() { DocNo::Whole } else { DocNo::Unsigned })
}

/// True when the line ends like a letter's title.
pub(in crate::extract) fn ends_title(text: &str) -> bool {
    let bare = match text.rfind(['（', '(']) {
        Some(open) if text.ends_with(['）', ')']) && text.len() - open < 60 => &text[..open],
        _ => text,
    };
    TITLE_ENDS.iter().any(|end| bare.trim_end().ends_with(end))
}

/// True when the line begins like a letter's title.
pub(super) fn begins_title(text: &str) -> bool {
    let early = || text.char_indices().nth(24).map_or(text, |(at, _)| &text[..at]);
    TITLE_STARTS.iter().any(|start| text.starts_with(start)) || any(early(), &TITLE_STARTS[..1])
}

/// True when a word of proposals and sittings stands in the line.
pub(super) fn names_a_case(text: &str) -> bool {
    any(text, TITLE_WORDS)
}

/// True when the line can be the name of a signing unit, or several.
pub(in crate::extract) fn is_unit(text: &str) -> bool {
    let bare = text.trim_end_matches(['）', ')']);
    UNIT_ENDS.iter().any(|end| bare.ends_with(end))
        && text.chars().count() <= 40
        && !text.contains(|c| COMMAS[..1].contains(&c) || SENTENCE_ENDS.contains(&c) || COLONS.contains(&c))
}

/// True when the line begins a part of the frame: `抄送：`, `联系人`.
pub(super) fn begins_frame(text: &str) -> bool {
    FRAME_STARTS.iter().any(|start| text.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_are_read_through_closing_marks() {
        assert_eq!(end("已完成。”"), End::Sentence);
        assert_eq!(end("如下：（协办：教育厅）"), End::Closer);
        assert_eq!(end("主要举措:"), End::Colon);
        assert_eq!(end("一是平台；"), End::Semicolon);
        assert_eq!(end("持续推进，"), End::Comma);
        assert_eq!(end("完成."), End::Sentence);
        assert_eq!(end("3."), End::Open);
    }

    #[test]
    fn ordinals_are_told_from_numbers() {
        for text in ["一、基本情况", "（一）平台", "十二、", "(三)平台"] {
            assert_eq!(ordinal(text), Ordinal::Numeral, "{text}");
        }
        for text in ["1.平台", "12、平台", "（2）平台", "①平台", "3）平台"] {
            assert_eq!(ordinal(text), Ordinal::Figure, "{text}");
        }
        for text in ["3.5万元", "一、二级公路", "一是平台", "2024年", "（二级）", "1200.", "平台", "("]
        {
            assert_eq!(ordinal(text), Ordinal::No, "{text}");
        }
    }

    #[test]
    fn dates_and_document_numbers_are_whole_lines() {
        for text in
            ["2024 年 5 月 29 日", "二〇二四年五月二十九日", "2024-05-29", "２０２４年５月", "2024.5.9"]
        {
            assert!(is_date(text), "{text}");
        }
        for text in ["2024年5月29日，我局", "年月", "5月29日", "3.5.1"] {
            assert!(!is_date(text), "{text}");
        }
        assert_eq!(docno("安科发〔2024〕80号"), Some(DocNo::Whole));
        assert_eq!(docno("安科发〔2024〕第 80 号"), Some(DocNo::Whole));
        assert_eq!(docno("安科发[2024]80"), Some(DocNo::Unsigned));
        assert_eq!(docno("根据安科发〔2024〕80号，现"), None);
    }

    #[test]
    fn a_class_is_a_whole_line() {
        for text in
            ["B类", "A 类", "（A）", "办理结果：B", "办理结果:(A类)", "[办理结果标注(A1)]", "类别： 甲"]
        {
            assert!(is_class(text), "{text}");
        }
        for text in ["类别：提案", "AB", "B级", "甲委员", "", "办理结果"] {
            assert!(!is_class(text), "{text}");
        }
    }

    #[test]
    fn brackets_left_open_are_seen() {
        assert!(leaves_open("提出的《关于加强"));
        assert!(leaves_open("“六新”（"));
        assert!(!leaves_open("《通知》（试行）”"));
    }
}
