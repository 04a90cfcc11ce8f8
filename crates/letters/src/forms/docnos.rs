//! Document numbers: `吉科发人才〔2024〕80号` with any brackets, with 第, with parts lost.
//!
//! In: canonical text. Out: the parts and the length. Where such a number counts is the parser's business.

use crate::forms::look::find;
use crate::forms::titles::PROPOSALS;
use dafu_words::script;

/// A document number as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DocNoReading {
    /// Length in bytes, label included.
    pub length: usize,
    /// Length of the label (文号：) before it.
    pub label: usize,
    /// Issuing code.
    pub code: String,
    /// Year; 0 when lost.
    pub year: u16,
    /// Serial; empty when lost.
    pub serial: String,
    /// True when a part is lost.
    pub damaged: bool,
}

/// Labels before a document number.
const LABELS: &[&str] = &[
    "文号：",
    "发文字号：",
    "字号：",
    "发文号：",
    "文件编号：",
    "复文号：",
    "答复文号：",
    "文件号：",
    "发文文号：",
    "发文字号",
    "法规文号",
    "发文号",
    "文号",
];

/// Words that no code of a unit holds, besides those for proposals.
const NO_CODE: &[&str] = &["关于", "次会议"];

/// Longest issuing code in characters.
const LONGEST_CODE: usize = 18;

/// Last characters of a code that names what it numbers: 湘交建议复, 青教提案函.
const KINDS_OF_LETTERS: &[char] = &['复', '函', '字', '发'];

/// True for what can be a code: it speaks of proposals only where it says that it numbers their answers.
fn is_code(code: &str) -> bool {
    let of_proposals = PROPOSALS.iter().any(|word| code.contains(word));
    let numbers = code.ends_with(KINDS_OF_LETTERS) && !code.starts_with('对') && !code.contains("答复");
    !NO_CODE.iter().any(|word| code.contains(word)) && (!of_proposals || numbers)
}

/// The whole number that stands in `s` behind a bracket, a mark or a title's last word, with its place:
/// `…的答复〔云水建〔2016〕41号〕`.
pub(crate) fn find_within(s: &str) -> Option<(usize, DocNoReading)> {
    if find(s, "〔").is_none() && find(s, "（").is_none() {
        return None;
    }
    let year = s.match_indices(['〔', '（', '<', '〈']).filter(|found| {
        let digits = s[found.0 + found.1.len()..].bytes().take_while(u8::is_ascii_digit).count();
        digits == 4
    });
    year.filter_map(|(open, _)| {
        let code: usize = s[..open]
            .chars()
            .rev()
            .take(LONGEST_CODE)
            .take_while(|&c| script::is_han(c) || c.is_ascii_alphabetic())
            .map(char::len_utf8)
            .sum();
        let before = &s[..open - code];
        let start = if code == 0 { return None } else { open - code };
        // A title's last word goes before the code: …的答复云水建〔2016〕41号.
        let titled = ["答复函", "复函", "答复", "回复", "的函"]
            .iter()
            .filter_map(|word| Some(start + s[start..open].rfind(word)? + word.len()));
        let start = titled.max().unwrap_or(start);
        let bounded =
            start > open - code || before.is_empty() || before.ends_with(['〔', '（', '：', '，', '|', '-']);
        let number = read(&s[start..]).filter(|number| bounded && number.label == 0 && !number.damaged)?;
        Some((start, number))
    })
    .next()
}

/// The label of a document number at the start of `s`, its length.
pub(crate) fn label(s: &str) -> Option<usize> {
    LABELS.iter().filter(|label| s.starts_with(**label)).map(|label| label.len()).max()
}

/// The year first: `（2022）青教函字第15号`.
fn year_first(s: &str, label: usize) -> Option<DocNoReading> {
    let rest = &s[label..];
    let inner = rest.strip_prefix(['〔', '（'])?;
    let year: u16 = inner.get(..4)?.parse().ok().filter(|year| (1990..=2099).contains(year))?;
    let rest = inner[4..].strip_prefix(['〕', '）'])?;
    let code_length: usize = rest
        .chars()
        .take(LONGEST_CODE)
        .take_while(|&c| script::is_han(c) && c != '第' && c != '号')
        .map(char::len_utf8)
        .sum();
    let code = &rest[..code_length];
    let serial = rest[code_length..].trim_start_matches('第');
    let digits = serial.bytes().take_while(u8::is_ascii_digit).count();
    let ended = serial[digits..].strip_prefix('号')?;
    (digits > 0 && code_length > 0).then(|| DocNoReading {
        length: s.len() - ended.len(),
        label,
        code: code.to_owned(),
        year,
        serial: serial[..digits].to_owned(),
        damaged: false,
    })
}

/// The document number at the start of `s`.
pub(crate) fn read(s: &str) -> Option<DocNoReading> {
    if let Some(reading) = year_first(s, label(s).unwrap_or(0)) {
        return Some(reading);
    }
    let label = label(s).unwrap_or(0);
    let rest = &s[label..];
    let code_length: usize = rest
        .chars()
        .take(LONGEST_CODE + 1)
        .take_while(|&c| script::is_han(c) || c.is_ascii_alphabetic())
        .map(char::len_utf8)
        .sum();
    let code = &rest[..code_length];
    if (code.is_empty() && label == 0) || code.chars().count() > LONGEST_CODE || !is_code(code) {
        return None;
    }
    let mut at = code_length;
    let opened = rest[at..].chars().next().filter(|c| matches!(c, '〔' | '（' | '<' | '〈' | '{' | '《'))?;
    at += opened.len_utf8();
    let digits = rest[at..].bytes().take_while(u8::is_ascii_digit).count();
    let figures = &rest[at..at + digits];
    at += digits;
    let after = &rest[at..];
    let closed = after.starts_with(['〕', '）', '>', '〉', '}', '》']);
    if !closed {
        // 〔202316号: the closing bracket is lost.
        let lost = digits >= 5 && after.starts_with('号');
        let year: u16 = figures.get(..4)?.parse().ok().filter(|year| (1990..=2099).contains(year))?;
        return lost.then(|| DocNoReading {
            length: label + at + '号'.len_utf8(),
            label,
            code: code.to_owned(),
            year,
            serial: figures[4..].to_owned(),
            damaged: true,
        });
    }
    at += after.chars().next().map_or(0, char::len_utf8);
    // 〔2024〕提字第9号: a series named behind the year.
    let series: usize = rest[at..]
        .chars()
        .take(5)
        .take_while(|&c| script::is_han(c) && c != '第' && c != '号')
        .map(char::len_utf8)
        .sum();
    let named = &rest[at..at + series];
    let word = named.ends_with('字')
        || matches!(named, "函" | "复" | "提" | "建" | "提复" | "建复" | "提函" | "建函");
    if series > 0 && word {
        at += series;
    }
    if let Some(next) = rest[at..].strip_prefix('第') {
        at = rest.len() - next.len();
    }
    let serial_length = rest[at..].bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').count();
    let serial = &rest[at..at + serial_length];
    at += serial_length;
    let ended = rest[at..].starts_with('号');
    if !ended && (serial.is_empty() || digits != 4) {
        return None;
    }
    if ended {
        at += '号'.len_utf8();
    }
    let year = if digits == 4 { figures.parse().unwrap_or(0) } else { 0 };
    Some(DocNoReading {
        length: label + at,
        label,
        code: code.to_owned(),
        year,
        serial: serial.to_owned(),
        damaged: year == 0 || serial.is_empty() || !ended,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(s: &str) -> Option<(String, u16, String, bool)> {
        read(s).map(|r| (r.code, r.year, r.serial, r.damaged))
    }

    #[test]
    fn document_numbers_are_read_whole_and_damaged() {
        assert_eq!(
            parts("吉科发人才〔2024〕80号民革"),
            Some(("吉科发人才".into(), 2024, "80".into(), false))
        );
        assert_eq!(parts("安财教函〔2019〕第29号"), Some(("安财教函".into(), 2019, "29".into(), false)));
        assert_eq!(parts("安卫函〔2024〕号"), Some(("安卫函".into(), 2024, String::new(), true)));
        assert_eq!(parts("白政办函〔202316号"), Some(("白政办函".into(), 2023, "16".into(), true)));
        assert_eq!(parts("湘交建议复〔2019〕12号"), Some(("湘交建议复".into(), 2019, "12".into(), false)));
        assert_eq!(parts("青教提案函〔2021〕第3号"), Some(("青教提案函".into(), 2021, "3".into(), false)));
        assert_eq!(parts("对建议的答复函〔2021〕3号"), None);
        assert_eq!(parts("建议主办〔2023〕闭08号"), None);
        assert_eq!(parts("对〔2023〕闭08号建议"), None);
    }

    #[test]
    fn a_number_at_a_titles_tail_is_found() {
        let found = |s: &str| find_within(s).map(|(at, number)| s[at..at + number.length].to_owned());
        let title = "关于省人大四次会议柘17号建议的答复";
        assert_eq!(found(&format!("{title}〔云水建〔2016〕41号〕")).as_deref(), Some("云水建〔2016〕41号"));
        assert_eq!(found(&format!("{title}（云水建〔2016〕41号）")).as_deref(), Some("云水建〔2016〕41号"));
        assert_eq!(found(&format!("{title}云水建〔2016〕41号")).as_deref(), Some("云水建〔2016〕41号"));
        assert_eq!(found("-文号：黑交议字〔2022〕8号").as_deref(), Some("黑交议字〔2022〕8号"));
        assert_eq!(found("对县人大〔2023〕闭08号建议的答复"), None);
        assert_eq!(found("关于第12号建议（2023年）的答复"), None);
    }

    #[test]
    fn a_year_before_the_issuing_code_is_read_and_a_year_without_a_code_is_no_number() {
        assert_eq!(parts("（2022）青教函字第15号"), Some(("青教函字".into(), 2022, "15".into(), false)));
        assert_eq!(parts("（2022）第15号"), None);
    }
}
