//! What a single line looks like: how it ends, and whether it is a heading, a date, a document number ….
//!
//! In: the text of a line. Out: facts about it. How it is set (its end, its brackets) is read from the line as written;
//! what it says is read by `forms` from its canonical form. No line is judged here by its neighbours.

use std::borrow::Cow;

use super::line::FileLine;
use super::ruler;
use crate::extract::reflow::layout::{
    BOX, CLOSERS, COLONS, COMMAS, NEVER_FIRST, OPENERS, SEMICOLONS, SENTENCE_ENDS,
};
use crate::forms::dates::{self, DateReading};
use crate::forms::ordinals::{self, Family};
use crate::forms::plain;
use crate::forms::{docnos, flags, frames, openings, titles, units};
use dafu_words::numerals;
use dafu_words::script::is_han;

/// Longest line in bytes that can be a part of the frame; of a longer one only the beginning is looked at.
const LONGEST: usize = 400;
/// How much of a longer line is looked at, in bytes.
const BEGINNING: usize = 96;
/// Characters of an addressee that stands on one line.
const LONGEST_ADDRESSEE: usize = 34;
/// Characters of a line that names units.
const LONGEST_UNIT: usize = 40;

/// A line as written and in its canonical form.
#[derive(Clone, Debug)]
pub(in crate::extract) struct LineShape<'a> {
    /// As written.
    pub text: &'a str,
    /// Its canonical form; of a line longer than [`LONGEST`] that of its beginning.
    plain: Cow<'a, str>,
}

/// The shapes of `lines`.
pub(super) fn shapes<'a>(lines: &[FileLine<'a>]) -> Vec<LineShape<'a>> {
    lines.iter().map(|line| LineShape::of(line.text)).collect()
}

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
pub(super) enum HeadingOrdinal {
    /// None.
    No,
    /// `1.` `(1)` `①`
    Figure,
    /// `一、` `（一）`
    Numeral,
}

/// True when the line ends in a figure that a following line can go on with; a telephone number is no such.
pub(super) fn ends_in_figure(text: &str) -> bool {
    let figures = text.chars().rev().take_while(|&c| plain::digit(c).is_some()).count();
    (1..=6).contains(&figures)
}

/// True for a short line before a block: `主要举措：`. Any words will do: letters have labels that no table knows, and
/// each stands on a line of its own.
pub(super) fn is_label(text: &str) -> bool {
    text.len() <= 80
        && end(text) == End::Colon
        && text.chars().count() <= 20
        && !text.contains(|c| COMMAS.contains(&c))
}

/// True when the line begins with a label and goes on behind it: `主要成效：…`, `【工作成效】…`. Here, too, any words
/// will do.
pub(in crate::extract) fn begins_labelled(text: &str) -> bool {
    let early = text.char_indices().nth(10).map_or(text, |(at, _)| text.get(..at).unwrap_or(text));
    let boxed = early.strip_prefix(BOX.0).and_then(|inner| inner.split_once(BOX.1));
    let named = early.split_once(|c| COLONS.contains(&c));
    let plain = |label: &str| label.chars().count() >= 2 && label.chars().all(is_han);
    boxed.or(named).is_some_and(|(label, _)| plain(label))
}

/// A document number with nothing after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) enum DocNo {
    /// `吉科发〔2024〕80号`
    Whole,
    /// `吉科发〔2024〕80`
    Unsigned,
}

impl<'a> LineShape<'a> {
    /// The shape of a line.
    pub(in crate::extract) fn of(text: &'a str) -> LineShape<'a> {
        let mut end = if text.len() <= LONGEST { text.len() } else { BEGINNING };
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        LineShape { text, plain: plain::plain(&text[..end]) }
    }

    /// The canonical form of the whole line, if it is no longer than a part of the frame can be.
    fn whole(&self) -> Option<&str> {
        (self.text.len() <= LONGEST).then_some(&self.plain)
    }

    /// The ordinal that the line begins with. Those of running text (一是, 首先, 第一，) begin no heading.
    pub(super) fn ordinal(&self) -> HeadingOrdinal {
        match ordinals::read(&self.plain).map(|ordinal| ordinal.family) {
            Some(Family::Han | Family::HanRound) => HeadingOrdinal::Numeral,
            Some(Family::Arabic | Family::ArabicRound | Family::Circled) => HeadingOrdinal::Figure,
            Some(Family::Ordinal | Family::Is | Family::First | Family::One) | None => HeadingOrdinal::No,
        }
    }

    /// True when the whole line is a date, or what is left of one with its year and month: `二〇二四年五月`. Marks
    /// that only the end of a letter makes a date of (`202285`, `29日`) can be the last line of a paragraph here; so
    /// can a date before a full stop or a bracket.
    pub(in crate::extract) fn is_date(&self) -> bool {
        const LONGEST_DATE: usize = 60;
        let Some(s) = self.whole().filter(|s| s.len() <= LONGEST_DATE) else { return false };
        let is_figure = |c: char| c.is_ascii_digit() || numerals::is_numeral(c);
        let ends = s.ends_with(|c: char| is_figure(c) || matches!(c, '年' | '月' | '日' | '号'));
        if !ends || !s.starts_with(is_figure) {
            return false;
        }
        match dates::whole(s) {
            Some(DateReading::Whole(_)) => true,
            Some(DateReading::Damaged(_)) => s.contains('年') && s.contains('月'),
            None => false,
        }
    }

    /// True when the whole line is the class of a reply: `B类`, `办理结果：（A1）`.
    pub(super) fn is_class(&self) -> bool {
        const LONGEST_CLASS: usize = 60;
        self.whole().is_some_and(|s| s.len() <= LONGEST_CLASS && flags::class(s).is_some())
    }

    /// The document number that the whole line is, if it is one.
    pub(in crate::extract) fn docno(&self) -> Option<DocNo> {
        // Most lines end in no number: they need not be read.
        let s = self.whole().filter(|s| s.ends_with(|c: char| c == '号' || c.is_ascii_digit()))?;
        let number =
            docnos::read(s).filter(|number| number.length == s.len() && !number.serial.is_empty())?;
        Some(if s.ends_with('号') && number.year > 0 { DocNo::Whole } else { DocNo::Unsigned })
    }

    /// True when the line begins with the sign of a document number: `号民革省委会：`.
    pub(super) fn begins_with_sign(&self) -> bool {
        self.plain.starts_with('号')
    }

    /// True when the line ends like a letter's title.
    pub(in crate::extract) fn ends_title(&self) -> bool {
        self.whole().is_some_and(titles::ends_like_title)
    }

    /// True when the line can begin a letter's title.
    pub(super) fn begins_title(&self) -> bool {
        titles::opens_like_title(&self.plain)
    }

    /// True when the line opens with the first words of a title, so that it continues none.
    pub(super) fn opens_title(&self) -> bool {
        titles::opens_title(&self.plain)
    }

    /// True when a word of proposals and sittings stands in the line.
    pub(super) fn names_a_case(&self) -> bool {
        titles::names_a_case(&self.plain)
    }

    /// True when the line can be the name of a signing unit, or of several.
    pub(super) fn is_unit(&self) -> bool {
        self.whole()
            .is_some_and(|s| s.len() <= LONGEST_UNIT * '厅'.len_utf8() && s.split('、').all(units::is_unit))
    }

    /// True when the line can be the addressee, which stands at the left edge even where every paragraph is indented.
    pub(super) fn is_addressee(&self) -> bool {
        let s = self.whole().and_then(|s| s.strip_suffix('：'));
        s.is_some_and(|s| s.chars().count() <= LONGEST_ADDRESSEE && openings::is_addressee(s))
    }

    /// True when the line begins a part of the frame: `抄送：`, `联系人`.
    pub(super) fn begins_frame(&self) -> bool {
        frames::begins_frame(&self.plain)
    }
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
        let ordinal = |text| LineShape::of(text).ordinal();
        for text in ["一、基本情况", "（一）平台", "十二、平台", "(三)平台", "㈢平台"] {
            assert_eq!(ordinal(text), HeadingOrdinal::Numeral, "{text}");
        }
        for text in ["1.平台", "12、平台", "（2）平台", "①平台", "3）平台", "⑵平台"] {
            assert_eq!(ordinal(text), HeadingOrdinal::Figure, "{text}");
        }
        for text in ["3.5万元", "一、二级公路", "一是平台", "2024年", "（二级）", "1200.", "平台", "("]
        {
            assert_eq!(ordinal(text), HeadingOrdinal::No, "{text}");
        }
    }

    #[test]
    fn dates_and_document_numbers_are_whole_lines() {
        for text in [
            "2024 年 5 月 29 日",
            "二〇二四年五月二十九日",
            "2024-05-29",
            "２０２４年５月",
            "2024.5.9",
            "2024年5月29號",
        ] {
            assert!(LineShape::of(text).is_date(), "{text}");
        }
        for text in ["2024年5月29日，我局", "2024年5月29日。", "年月", "5月29日", "29日", "202285", "3.5.1"]
        {
            assert!(!LineShape::of(text).is_date(), "{text}");
        }
        let docno = |text| LineShape::of(text).docno();
        assert_eq!(docno("安科发〔2024〕80号"), Some(DocNo::Whole));
        assert_eq!(docno("安科发〔2024〕第 80 号"), Some(DocNo::Whole));
        assert_eq!(docno("安科发[2024]80"), Some(DocNo::Unsigned));
        assert_eq!(docno("根据安科发〔2024〕80号，现"), None);
    }

    #[test]
    fn a_class_is_a_whole_line() {
        for text in [
            "B类",
            "A 类",
            "（A）",
            "办理结果：B",
            "办理结果:(A类)",
            "B级",
            "[办理结果标注(A1)]",
            "类别： 甲",
        ] {
            assert!(LineShape::of(text).is_class(), "{text}");
        }
        for text in ["类别：提案", "AB", "甲委员", "", "办理结果"] {
            assert!(!LineShape::of(text).is_class(), "{text}");
        }
    }

    #[test]
    fn brackets_left_open_are_seen() {
        assert!(leaves_open("提出的《关于加强"));
        assert!(leaves_open("“六新”（"));
        assert!(!leaves_open("《通知》（试行）”"));
    }
}
