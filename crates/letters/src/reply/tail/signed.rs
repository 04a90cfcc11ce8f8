//! Lines that sign a letter: a unit, a date, and what else stands beside them.
//!
//! In: a paragraph of the tail. Out: its parts, if there is nothing in it but such parts, or nothing else behind its
//! last sentence. Which of several such lines is the letter's is said by the tail.

use crate::forms::closings;
use crate::forms::contacts;
use crate::forms::dates::{self, DateReading, is_figure};
use crate::forms::look::{ends, find, has};
use crate::forms::units;
use crate::reply::layout::Sheet;
use dafu_words::punctuation;
use dafu_words::span::Span;

/// A part of a line that signs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum SignedPart {
    /// A unit.
    Unit,
    /// A date.
    Date(DateReading),
    /// Who may be called, and every other word of the office.
    Contact,
}

/// What signs in a paragraph.
#[derive(Debug)]
pub(super) struct Signed {
    /// Its parts, in order.
    pub parts: Vec<(Span, SignedPart)>,
    /// True when text of the letter stands before them in the same paragraph.
    pub inside: bool,
}

impl Signed {
    /// The date among its parts.
    pub(super) fn date(&self) -> Option<(Span, DateReading)> {
        self.parts.iter().find_map(|part| match part.1 {
            SignedPart::Date(reading) => Some((part.0, reading)),
            _ => None,
        })
    }

    /// The units among its parts.
    pub(super) fn units(&self) -> impl Iterator<Item = Span> {
        self.parts.iter().filter(|part| part.1 == SignedPart::Unit).map(|part| part.0)
    }

    /// Where it begins.
    pub(super) fn start(&self) -> usize {
        self.parts.first().map_or(0, |part| part.0.start)
    }
}

/// Longest line of a signature, in bytes.
const LONGEST: usize = 3 * 100;
/// How far from a paragraph's end a signature can begin, in bytes.
const FARTHEST: usize = 3 * 90;
/// Most sentence ends that are tried.
const MOST_CUTS: usize = 3;
/// Marks between the parts of a line.
const MARKS: &[char] = &['，', '；', '|', '、', '。', '*'];
/// Offices behind a unit's name, before the name of a person.
const OFFICES: &[&str] = &[
    "局长", "主任", "厅长", "县长", "区长", "市长", "镇长", "乡长", "书记", "部长", "院长", "队长", "会长",
    "主席", "经理",
];
/// What stands behind a unit for its seal, or for who put the answer together.
const BEHIND_UNIT: &[&str] = &["（盖章）", "（章）", "（公章）", "（印章）", "整理", "供稿"];

/// Longest line whose digits alone may be a date, in bytes.
const SHORT: usize = 3 * 40;

/// True when a date may stand in `s`: a year, or what is left of one, or of a day.
pub(super) fn may_date(s: &str) -> bool {
    let mut from = 0;
    while let Some(at) = find(&s[from..], "年").map(|at| from + at) {
        if at == 0 || s[..at].ends_with(is_figure) {
            return true;
        }
        from = at + '年'.len_utf8();
    }
    let joint = |b: &u8| b.is_ascii_digit() || matches!(b, b'-' | b'.' | b'/');
    s.len() <= SHORT && s.as_bytes().split(|b| !joint(b)).any(|run| run.len() >= 5)
        || s.len() <= 24 && s.ends_with('日')
}

/// What signs in the paragraph at `span` if it holds nothing else.
pub(super) fn whole(sheet: &Sheet<'_>, span: Span) -> Option<Signed> {
    // …办公室2024年5月30日印发: the day of printing.
    if span.len() > LONGEST || sheet.of(span).ends_with("印发") {
        return None;
    }
    let parts = parts(sheet, unbracketed(sheet, span))?;
    Some(Signed { parts, inside: false })
}

/// What signs in the paragraph at `span`, or behind its last sentence.
pub(super) fn read(sheet: &Sheet<'_>, span: Span) -> Option<Signed> {
    let s = sheet.of(span);
    if let Some(found) = whole(sheet, span) {
        return Some(found);
    }
    if s.ends_with("印发") {
        return None;
    }
    // 联系人：吴刚 8230311 白鹭县水利局 2024年5月9日: a unit and a date behind a contact.
    if s.len() <= LONGEST && contacts::is_contact(s) {
        let gaps =
            s.char_indices().map(|(at, _)| at).filter(|&at| at > 0 && sheet.gap_before(span.start + at));
        return gaps.filter_map(|at| parts(sheet, Span::new(span.start + at, span.end))).find_map(|parts| {
            let signs = parts[0].1 == SignedPart::Unit && parts.iter().any(|part| part.1 != SignedPart::Unit);
            signs.then_some(Signed { parts, inside: true })
        });
    }
    let mut from = s.len().saturating_sub(FARTHEST);
    while !s.is_char_boundary(from) {
        from += 1;
    }
    let ends =
        s[from..].char_indices().filter(|&(_, c)| punctuation::ends_sentence(c) || c == '）' || c == '”');
    let cuts: Vec<usize> = ends.map(|(at, c)| from + at + c.len_utf8()).filter(|&at| at < s.len()).collect();
    cuts.iter().skip(cuts.len().saturating_sub(MOST_CUTS)).find_map(|&cut| {
        let parts = parts(sheet, Span::new(span.start + cut, span.end))?;
        let unit = parts.iter().any(|part| part.1 == SignedPart::Unit);
        let whole = parts.iter().any(|part| match part.1 {
            SignedPart::Date(DateReading::Whole(_)) => sheet.of(part.0).contains('年'),
            _ => false,
        });
        // A unit alone signs only behind the words that close a letter.
        let last =
            s[..cut - '。'.len_utf8()].rfind(punctuation::ends_sentence).map_or(0, |at| at + '。'.len_utf8());
        let closed = unit && parts.len() == 1 && closings::is_closing(&s[last..cut]);
        let glued = s[..cut].ends_with(punctuation::ends_sentence) || unit;
        (whole && glued || closed).then_some(Signed { parts, inside: true })
    })
}

/// `s` without brackets around all of it: （某局供稿）.
fn unbracketed(sheet: &Sheet<'_>, span: Span) -> Span {
    let s = sheet.of(span);
    let inner = s.strip_prefix('（').and_then(|s| s.strip_suffix('）')).filter(|inner| !inner.contains('（'));
    inner.map_or(span, |inner| {
        Span::new(span.start + '（'.len_utf8(), span.start + '（'.len_utf8() + inner.len())
    })
}

/// The parts of a stretch that holds nothing else; none when it holds anything else, or neither unit nor date.
fn parts(sheet: &Sheet<'_>, span: Span) -> Option<Vec<(Span, SignedPart)>> {
    let s = sheet.of(span);
    let mut out: Vec<(Span, SignedPart)> = Vec::new();
    let mut at = 0;
    let mut office = false;
    while at < s.len() {
        let rest = &s[at..];
        let bare = rest.trim_start_matches(MARKS);
        if bare.len() < rest.len() {
            at = s.len() - bare.len();
            continue;
        }
        if let Some(word) =
            BEHIND_UNIT.iter().find(|word| rest.starts_with(**word)).filter(|_| !out.is_empty())
        {
            at += word.len();
            continue;
        }
        let (length, part) = if let Some((_, length)) = dates::read(rest) {
            let clock = rest[length..].find(|c: char| !c.is_ascii_digit() && c != '：');
            let length = length + clock.unwrap_or(rest.len() - length);
            (length, SignedPart::Date(dates::whole(&rest[..length])?))
        } else if contacts::begins(rest) && !out.is_empty() {
            (rest.len(), SignedPart::Contact)
        } else if let Some(length) = unit(sheet, span.start + at, rest) {
            (length, SignedPart::Unit)
        } else if office && (2..=4).contains(&rest.chars().count()) {
            (rest.len(), SignedPart::Contact)
        } else {
            (rest.len(), SignedPart::Date(dates::whole(rest)?))
        };
        out.push((Span::new(span.start + at, span.start + at + length), part));
        at += length;
        let behind = OFFICES.iter().find(|word| part == SignedPart::Unit && s[at..].starts_with(**word));
        office = behind.is_some();
        at += behind.map_or(0, |word| word.len());
    }
    (!out.is_empty() && out.iter().any(|part| part.1 != SignedPart::Contact)).then_some(out)
}

/// True for the last characters of names that can sign, those of `forms::units` and of towns; a bracket can follow a name.
fn ends_name(c: char) -> bool {
    matches!(
        c,
        '厅' | '局'
            | '会'
            | '室'
            | '府'
            | '部'
            | '署'
            | '院'
            | '社'
            | '心'
            | '司'
            | '队'
            | '处'
            | '所'
            | '团'
            | '学'
            | '行'
            | '联'
            | '委'
            | '办'
            | '站'
            | '馆'
            | '科'
            | '协'
            | '组'
            | '校'
            | '大'
            | '镇'
            | '乡'
            | '道'
            | '）'
    )
}

/// Length of the unit at the start of `s`, which begins at `base`: it ends at a gap, a mark, a date or a contact.
fn unit(sheet: &Sheet<'_>, base: usize, s: &str) -> Option<usize> {
    // 四川省A局: most units begin with a Han character, and none with a figure.
    if s.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut last = ' ';
    let places = s.char_indices().chain([(s.len(), ' ')]).take(44);
    for (at, c) in places {
        let before = std::mem::replace(&mut last, c);
        if at < 3 * '局'.len_utf8() || !ends_name(before) {
            continue;
        }
        let rest = &s[at..];
        let ended = rest.is_empty()
            || matches!(c, '，' | '（' | '|' | '；')
            || is_figure(c)
                && !is_figure(before)
                && (dates::read(rest).is_some() || dates::whole(rest).is_some())
            || BEHIND_UNIT.iter().chain(OFFICES).any(|word| rest.starts_with(word))
            || sheet.gap_before(base + at)
            || contacts::begins(rest);
        if ended && is_signer(&s[..at]) {
            return Some(at);
        }
    }
    None
}

/// True for a name that can sign: a unit, or a town that signs with its own name.
fn is_signer(s: &str) -> bool {
    units::is_unit(s) && !has(s, "收悉") || is_town(s)
}

/// `杏花镇`: a town in place of its government.
fn is_town(s: &str) -> bool {
    (3..=8).contains(&s.chars().count())
        && ends(s, &["镇", "乡", "街道"])
        && s.chars().all(dafu_words::script::is_han)
        && !ends(s, &["村镇", "城镇", "集镇", "下乡", "返乡", "家乡", "城乡", "水乡"])
}
