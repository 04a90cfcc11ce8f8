//! Cases: which proposals or suggestions the letter answers — body, sitting, numbers.
//!
//! In: title and opening. Out: cases. Cited documents, other letters and last year's cases are passed over.

use crate::forms::look::{ends, has};
use crate::forms::titles::PROPOSALS;
use crate::reply::layout::Sheet;
use crate::reply::model::{Case, CaseBody, Field, Origin, Sitting};
use dafu_words::span::Span;
use dafu_words::{numerals, punctuation};

/// A case number as found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// Where its characters stand (`2024D10`).
    pub span: Span,
    /// True for 闭会 numbers.
    pub closed: bool,
}

/// Words that may stand right before a case number.
const BEFORE: &[&str] = &[
    "第",
    "编号",
    "编号：",
    "案号",
    "案号：",
    "提案号",
    "提案号：",
    "建议号",
    "建议号：",
    "提案",
    "建议",
    "议案",
    "立案号",
    "立案号：",
    "提案编号：",
    "建议编号：",
    "人大",
    "政协",
    "会议",
    "号、",
    "、",
    "和",
    "及",
    "与",
    "年",
];
/// Words that may stand right behind one.
const BEHIND: &[&str] = &[
    "提案",
    "建议",
    "议案",
    "闭会",
    "党派",
    "委员",
    "代表",
    "集体",
    "团体",
    "重点",
    "“",
    "《",
    "的",
    "等",
    "议事原案",
    "（",
    "）",
    "、",
    "和",
    "及",
    "与",
    "界别",
    "案",
    "并案",
    "平时",
];
/// Words that make a number another's: cited, not answered.
const CITED: &[&str] =
    &["去年", "上年", "往年", "此前", "曾", "与第", "相近", "前年", "上一年", "答复过", "书面答复"];

/// Words behind the number of a document, which is no case.
const OF_DOCUMENTS: &[&str] = &["文件", "令", "公告", "文）"];
/// Labels before a number without a 号, the longer forms first.
const LABELS: &[&str] = &["编号：", "编号", "案号：", "提案号：", "建议号："];
/// Names of the political consultative conference.
const CPPCC: &[&str] = &["政协", "人民政治协商会议", "政治协商"];
/// Names of the people's congress.
const CONGRESS: &[&str] = &["人大", "人民代表大会", "人代会"];
/// Words of a meeting behind its number.
const MEETINGS: &[&str] = &["会议", "全体会议", "全会", "大会", "会"];

/// The case numbers in `span`, in order, without those inside 《》.
pub(super) fn numbers(sheet: &Sheet<'_>, span: Span) -> Vec<Number> {
    let s = sheet.of(span);
    let quoted = quoted(s);
    let mut out: Vec<Number> = Vec::new();
    let mut from = 0;
    while let Some(at) = s[from..].find('号').map(|at| from + at) {
        let start_of_search = from;
        from = at + '号'.len_utf8();
        if quoted.iter().any(|span| span.contains(at)) {
            continue;
        }
        if let Some(found) = at_mark(s, at) {
            for (start, end, closed) in found {
                if start >= start_of_search || out.is_empty() {
                    out.push(Number { span: Span::new(span.start + start, span.start + end), closed });
                }
            }
        }
    }
    if out.is_empty() {
        out.extend(unmarked(s).filter(|found| !quoted.iter().any(|span| span.contains(found.0))).map(
            |(start, end)| Number { span: Span::new(span.start + start, span.start + end), closed: false },
        ));
    }
    out
}

/// The stretches within title marks.
fn quoted(s: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut open = None;
    for (at, c) in s.char_indices() {
        if c == punctuation::TITLE_MARKS.0 {
            open = open.or(Some(at));
        } else if c == punctuation::TITLE_MARKS.1
            && let Some(start) = open.take()
        {
            out.push(Span::new(start, at));
        }
    }
    out
}

/// The numbers that end at a 号 at `at`: one, or a list 第0123、0456号.
fn at_mark(s: &str, at: usize) -> Option<Vec<(usize, usize, bool)>> {
    let (start, end, closed) = token(&s[..at])?;
    let behind = &s[at + '号'.len_utf8()..];
    // （农业水利类090号）: the number within a class, not of the case.
    if s[..start].ends_with('类') {
        return None;
    }
    let before = &s[..start];
    // 《…》（2301号）: a bracket right behind what the proposal is called.
    let bracketed = behind.starts_with('）')
        && before.strip_suffix('（').is_some_and(|before| {
            before.ends_with(['》', '”']) || ends(before, PROPOSALS) || before.ends_with("会议")
        });
    let named = BEFORE.iter().any(|word| before.ends_with(word)) || before.is_empty();
    let followed = BEHIND.iter().any(|word| behind.starts_with(word));
    let strong = before.ends_with('第')
        || before.ends_with('：')
        || before.ends_with("编号")
        || before.ends_with("案号");
    let closes = behind.starts_with("闭会");
    let business = PROPOSALS.iter().any(|word| behind.starts_with(word));
    if !(bracketed
        || (named && (strong || followed || behind.is_empty()))
        || closes
        || business
        || (closed && (followed || behind.is_empty())))
    {
        return None;
    }
    if OF_DOCUMENTS.iter().any(|word| behind.starts_with(word)) {
        return None;
    }
    let mut out = vec![(start, end, closed || closes)];
    // Walk back over a list.
    let mut rest = before.strip_suffix('第').unwrap_or(before);
    while let Some(shorter) = rest.strip_suffix(['、', '和', '及', '，', '与']) {
        let shorter = shorter.strip_suffix('号').unwrap_or(shorter);
        let Some((start, end, closed)) = token(shorter) else { break };
        if out.len() > 200 {
            break;
        }
        if s[..start].ends_with('第')
            || s[..start].ends_with(['、', '和', '及', '，', '与'])
            || s[..start].ends_with('：')
        {
            out.push((start, end, closed));
        } else {
            break;
        }
        rest = s[..start].strip_suffix('第').unwrap_or(&s[..start]);
    }
    // Members of the list that had a 号 of their own were found before.
    out.retain(|found| found.0 == start || !s[found.1..].starts_with('号'));
    out.reverse();
    let cited_from = s[..out[0].0].char_indices().rev().nth(11).map_or(0, |found| found.0);
    let near = &s[cited_from..out[0].0];
    let clause = near.rfind(['，', '。', '；']).map_or(near, |cut| &near[cut..]);
    (!CITED.iter().any(|word| clause.contains(word))).then_some(out)
}

/// The number token at the end of `s`: start, end, closed session.
fn token(s: &str) -> Option<(usize, usize, bool)> {
    let end = s.len();
    // 第〔10〕号
    if let Some(inner) = s.strip_suffix(['〕', '）']) {
        let digits = inner.bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
        let start = inner.len() - digits;
        let opened = inner[..start].ends_with(['〔', '（']);
        let outer = inner[..start].char_indices().next_back().map_or(start, |found| found.0);
        return (opened && digits > 0 && digits <= 10 && inner[..outer].ends_with('第')).then_some((
            start,
            inner.len(),
            false,
        ));
    }
    let length = s.bytes().rev().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').take(24).count();
    let mut start = end - length;
    if length == 0 {
        let han: usize =
            s.chars().rev().take_while(|&c| numerals::is_numeral(c)).take(6).map(char::len_utf8).sum();
        return (han > 0 && s[..end - han].ends_with('第')).then_some((end - han, end, false));
    }
    if !s[start..].bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut closed = false;
    // 133并2
    if let Some(head) = s[..start].strip_suffix('并') {
        let digits = head.bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
        if digits > 0 {
            start = head.len() - digits;
        }
    }
    if let Some(head) = s[..start].strip_suffix('闭') {
        start = head.len();
        closed = true;
    }
    // 〔2023〕闭08, B（2017）103
    if let Some(inner) = s[..start].strip_suffix(['〕', '）']) {
        let year = inner.bytes().rev().take_while(u8::is_ascii_digit).count();
        let opened = inner[..inner.len() - year].strip_suffix(['〔', '（']);
        if let Some(code) = opened.filter(|_| year == 4) {
            let letters = code.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
            if letters == 0 && !closed && !code.ends_with('第') {
                return None;
            }
            start = code.len() - letters;
        }
    }
    Some((series(s, start), end, closed))
}

/// Where a number begins whose series has a name of one character: 温36号 behind 会议, 第 or a bracket.
fn series(s: &str, start: usize) -> usize {
    let Some(name) = s[..start].chars().next_back().filter(|&c| dafu_words::script::is_han(c)) else {
        return start;
    };
    let at = start - name.len_utf8();
    let opened = s[..at].ends_with("会议") || s[..at].ends_with(['第', '（', '》', '”', '届']);
    let of_sentence = NO_SERIES.contains(&name) || numerals::is_numeral(name);
    if opened && !of_sentence { at } else { start }
}

/// Characters before a number that name no series.
const NO_SERIES: &[char] = &[
    '第', '号', '案', '年', '共', '等', '约', '类', '的', '会', '为', '是', '和', '与', '及', '届', '次',
    '编', '议', '闭', '对', '于', '并', '提', '建', '由', '至', '到', '间', '代',
];

/// Numbers without a 号: （编号2024D10）, 37建议.
fn unmarked(s: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let labelled = LABELS.iter().find_map(|label| {
        let at = s.find(label)? + label.len();
        let length = s[at..].bytes().take_while(|b| b.is_ascii_alphanumeric()).count();
        (length > 0 && s[at..at + length].bytes().any(|b| b.is_ascii_digit())).then_some((at, at + length))
    });
    let bare = PROPOSALS.iter().find_map(|word| {
        let at = s.find(word)?;
        let length = s[..at].bytes().rev().take_while(|b| b.is_ascii_alphanumeric()).count();
        let start = at - length;
        (length > 0 && s[start..at].bytes().any(|b| b.is_ascii_digit()) && s[..start].ends_with("会议"))
            .then_some((start, at))
    });
    labelled.or(bare).into_iter()
}

/// The lookup form of a number: upper case, brackets as they fold, no leading zeros before digits alone.
pub(super) fn lookup(raw: &str) -> String {
    let upper: String = raw.chars().map(|c| c.to_ascii_uppercase()).collect();
    if upper.bytes().all(|b| b.is_ascii_digit()) {
        let bare = upper.trim_start_matches('0');
        return if bare.is_empty() { "0".to_owned() } else { bare.to_owned() };
    }
    numerals::chinese(&upper).map_or(upper, |value| value.to_string())
}

/// The body that `s` names.
pub(super) fn body(s: &str) -> Option<CaseBody> {
    let cppcc = CPPCC.iter().any(|word| s.contains(word));
    let congress = CONGRESS.iter().any(|word| s.contains(word));
    match (cppcc, congress) {
        (true, false) => Some(CaseBody::Cppcc),
        (false, true) => Some(CaseBody::PeopleCongress),
        _ => None,
    }
}

/// The body that softer words tell: 提案, 议案, 委员, 代表.
pub(super) fn body_by_words(s: &str) -> Option<CaseBody> {
    let proposal = has(s, "提案");
    let motion = has(s, "议案") && !has(s, "提议案");
    let members = has(s, "委员") && !s.trim_end_matches(punctuation::COLON).ends_with("委员会");
    let deputies = has(s, "代表");
    match (proposal, motion, members, deputies) {
        (true, ..) => Some(CaseBody::Cppcc),
        (_, true, ..) => Some(CaseBody::PeopleCongress),
        (_, _, true, false) => Some(CaseBody::Cppcc),
        (_, _, false, true) => Some(CaseBody::PeopleCongress),
        _ => None,
    }
}

/// The sitting in `span`: 十三届二次会议, 第十届委员会第三次会议, 第三次会议.
pub(super) fn sitting(sheet: &Sheet<'_>, span: Span) -> Option<(Sitting, Span)> {
    let s = sheet.of(span);
    let quoted = quoted(s);
    let mut from = 0;
    while let Some(at) = s[from..].find('届').map(|at| from + at) {
        from = at + '届'.len_utf8();
        if quoted.iter().any(|span| span.contains(at)) {
            continue;
        }
        let Some((term, length)) = numerals::read_back(&s[..at]) else { continue };
        if term == 0 || term > 60 {
            continue;
        }
        let start = at - length - if s[..at - length].ends_with('第') { '第'.len_utf8() } else { 0 };
        let window_end = s[from..].char_indices().nth(24).map_or(s.len(), |found| from + found.0);
        let (plenary, end) =
            plenary(&s[from..window_end]).map_or((0, from), |(value, end)| (value, from + end));
        return Some((
            Sitting { term: term as u16, plenary: plenary as u16 },
            Span::new(span.start + start, span.start + end),
        ));
    }
    let (value, end) = plenary(s)?;
    let start = end.saturating_sub(24);
    let start = (start..end).find(|&at| s.is_char_boundary(at) && s[at..].starts_with('第')).unwrap_or(end);
    Some((Sitting { term: 0, plenary: value as u16 }, Span::new(span.start + start, span.start + end)))
}

/// `二次会议`: the number and the offset of its end.
fn plenary(s: &str) -> Option<(u32, usize)> {
    let mut from = 0;
    while let Some(at) = s[from..].find('次').map(|at| from + at) {
        from = at + '次'.len_utf8();
        let rest = &s[from..];
        let meeting = MEETINGS.iter().find(|word| rest.starts_with(**word));
        if let (Some(word), Some((value, _))) = (meeting, numerals::read_back(&s[..at]))
            && (1..=30).contains(&value)
        {
            return Some((value, from + word.len()));
        }
    }
    None
}

/// Puts the cases together.
pub(super) fn assemble(
    sheet: &Sheet<'_>,
    numbers: &[Number],
    body: Option<CaseBody>,
    sitting: Option<(Sitting, Span)>,
    closed: bool,
    damaged: bool,
) -> Vec<Case> {
    let sitting = sitting.map(|(value, span)| Field {
        value,
        raw: sheet.written(span),
        origin: if damaged { Origin::Inferred } else { Origin::Explicit },
        span: Some(sheet.back(span)),
    });
    if numbers.is_empty() {
        let known = body.is_some() || sitting.is_some();
        return if known {
            vec![Case { body, sitting, number: None, closed_session: closed, system_number: None }]
        } else {
            vec![]
        };
    }
    numbers
        .iter()
        .map(|number| Case {
            body,
            sitting: sitting.clone(),
            number: Some(Field {
                value: lookup(sheet.of(number.span)),
                raw: sheet.written(number.span),
                origin: Origin::Explicit,
                span: Some(sheet.back(number.span)),
            }),
            closed_session: closed || number.closed,
            system_number: None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    fn read(s: &str) -> Vec<String> {
        let text = Text::from_lines(s);
        let sheet = Sheet::new(&text);
        numbers(&sheet, sheet.span(0)).iter().map(|number| sheet.written(number.span)).collect()
    }

    #[test]
    fn case_numbers_of_every_shape_are_read() {
        assert_eq!(read("对省政协第十三届二次会议第 2024D10 号党派团体提案的答复"), ["2024D10"]);
        assert_eq!(read("关于第一次会议第01025号（农业水利类090号）提案答复的函"), ["01025"]);
        assert_eq!(read("对第0123、0456号提案（并案）的答复"), ["0123", "0456"]);
        assert_eq!(read("对第0123号、第0456号提案的答复"), ["0123", "0456"]);
        assert_eq!(read("对县十七届人大023号闭会建议的答复"), ["023"]);
        assert_eq!(read("关于[2023]闭08号建议的答复"), ["[2023]闭08"]);
        assert_eq!(read("对B(2017)103号建议的答复"), ["B(2017)103"]);
        assert_eq!(read("对第133并2号提案的答复"), ["133并2"]);
        assert_eq!(read("第16号“关于修路”的答复"), ["16"]);
        assert_eq!(read("关于第四次会议37建议答复的函"), ["37"]);
        assert_eq!(read("对第〔10〕号提案的答复"), ["10"]);
        assert_eq!(read("关于省十二届人大四次会议柘17号建议的答复"), ["柘17"]);
        assert_eq!(read("《关于修库的建议》（温36号）收悉"), ["温36"]);
        assert_eq!(read("市人大会议《关于设区的建议》（17号）答复"), ["17"]);
        assert_eq!(read("您提出的关于修桥的提案（2301号）收悉"), ["2301"]);
        assert_eq!(read("关于对县十五届人大三次会议第8号议事原案的答复"), ["8"]);
        assert_eq!(read("按照县政府（21号）文件"), [""; 0]);
        assert!(read("您提出的《关于落实第12号提案的建议》收悉").is_empty());
        assert!(read("根据《办法》（辽政发〔2016〕21号）").is_empty());
    }

    #[test]
    fn sittings_are_read_in_both_orders() {
        let read = |s: &str| {
            let text = Text::from_lines(s);
            let sheet = Sheet::new(&text);
            sitting(&sheet, sheet.span(0)).map(|found| (found.0.term, found.0.plenary))
        };
        assert_eq!(read("政协第十四届全国委员会第一次会议"), Some((14, 1)));
        assert_eq!(read("县一届人大一次会议"), Some((1, 1)));
        assert_eq!(read("政协第三次会议第12号提案"), Some((0, 3)));
        assert_eq!(read("县十七届人大023号"), Some((17, 0)));
        assert_eq!(lookup("01025"), "1025");
        assert_eq!(lookup("2024d10"), "2024D10");
    }
}
