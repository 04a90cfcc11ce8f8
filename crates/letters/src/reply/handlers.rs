//! Handlers: the other units that had a part, each with its role as written.
//!
//! In: opening, title and tables. Out: handlers. 会办 and 协办 stay what they are.

use crate::forms::look::{find, starts};
use crate::forms::units;
use crate::reply::layout::Sheet;
use crate::reply::model::{Handler, Origin};
use dafu_words::punctuation;
use dafu_words::span::Span;

/// Longest list of units in characters.
const LONGEST_LIST: usize = 160;
/// What may follow a role before the colon, the longer forms first.
const ROLE_TAILS: &[&str] = &["单位（分办单位）", "单位（协办单位）", "单位", "部门", "机关"];

/// Words before the unit that a case was given to.
#[rustfmt::skip]
const GIVEN_TO: &[&str] = &[
    "并由", "由", "交由", "县政府交由", "市政府交由", "区政府交由", "转由", "明确由", "商", "请",
];
/// Words before units that worked on the answer, in the order in which they are looked for.
const WITH: &[&str] = &["会同", "经商", "商请", "会商", "联合", "商", "与", "征求"];
/// Roles named before the units.
const NAMED: &[&str] = &["会办单位", "协办单位"];
/// What units do together; a list of units ends there.
#[rustfmt::skip]
const DONE_TOGETHER: &[&str] = &[
    "共同", "认真", "开展", "研究", "进行", "联合", "办理", "会商", "协商", "沟通", "后", "的意见", "意见", "积极",
];
/// First characters of a unit's name: its place or its trade.
#[rustfmt::skip]
const UNIT_STARTS: &[char] = &['省', '市', '县', '区', '国', '财', '教', '公', '人', '自', '住', '交', '水', '农', '商', '文', '卫', '应', '民', '司', '生', '工', '科', '发', '中', '税', '州', '团', '妇', '残'];

/// Handlers after a role and a colon: （协办：教育厅、人社厅）, 会办单位：市财政局.
pub(super) fn listed(sheet: &Sheet<'_>, span: Span, origin: Origin) -> Vec<Handler> {
    let s = sheet.of(span);
    let mut out = Vec::new();
    for role in units::ROLES.iter().copied() {
        let mut from = 0;
        while let Some(at) = find(&s[from..], role).map(|at| from + at) {
            from = at + role.len();
            let rest = &s[from..];
            let rest = ROLE_TAILS.iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
            let said = rest.len() < s.len() - from;
            let Some(list) = rest
                .strip_prefix(punctuation::COLON)
                .or_else(|| rest.strip_prefix('为').or_else(|| rest.strip_prefix('是')).filter(|_| said))
            else {
                continue;
            };
            let list = list.strip_prefix('|').unwrap_or(list);
            let start = s.len() - list.len();
            let end = list
                .char_indices()
                .enumerate()
                .find(|&(index, (_, c))| {
                    index > LONGEST_LIST
                        || matches!(c, '）' | '；' | '。' | '|' | '〕')
                        || c == punctuation::COLON
                })
                .map_or(list.len(), |(_, (at, _))| at);
            for (from, to) in split(&list[..end]) {
                push(
                    sheet,
                    Span::new(span.start + start + from, span.start + start + to),
                    role,
                    origin,
                    &mut out,
                );
            }
        }
    }
    out.sort_by_key(|handler| handler.span.map(|span| span.start));
    out
}

/// Handlers in brackets of roles anywhere in the letter: at a heading's end, after the date.
pub(super) fn bracketed(sheet: &Sheet<'_>) -> Vec<Handler> {
    let s = sheet.shadow.as_str();
    let mut out = Vec::new();
    for (at, _) in s.match_indices('（') {
        let inner = at + '（'.len_utf8();
        if !starts(&s[inner..], units::ROLES) {
            continue;
        }
        let window = s[inner..].char_indices().nth(LONGEST_LIST).map_or(s.len(), |found| inner + found.0);
        let inside = &s[inner..window];
        if let Some(end) = inside.find(['）', '\n']) {
            out.extend(listed(sheet, Span::new(inner, inner + end), Origin::Explicit));
        }
    }
    out
}

/// Roles that running words tell.
const TOLD_ROLES: &[&str] = &["会办", "协办", "分办", "承办"];

/// Handlers in running words: 市财政局、市市场监督管理局会办；我局会同市司法局开展办理；交由县水利局承办.
pub(super) fn told(sheet: &Sheet<'_>, span: Span) -> Vec<Handler> {
    let s = sheet.of(span);
    let mut out = Vec::new();
    for &role in TOLD_ROLES {
        for (at, _) in s.match_indices(role) {
            let behind = &s[at + role.len()..];
            if behind.starts_with([punctuation::COLON])
                || behind.starts_with("意见")
                || behind.starts_with("单位")
            {
                continue;
            }
            let clause_at = s[..at]
                .rfind(['，', '。', '；', '（', '：', '》'])
                .map_or(0, |cut| cut + s[cut..].chars().next().map_or(0, char::len_utf8));
            let mut clause = &s[clause_at..at];
            for lead in GIVEN_TO {
                if let Some(found) =
                    clause.rfind(lead).filter(|_| lead.contains('交') || clause.starts_with(lead))
                {
                    clause = &clause[found + lead.len()..];
                }
            }
            let start = at - clause.len();
            for (from, to) in split(clause) {
                push(
                    sheet,
                    Span::new(span.start + start + from, span.start + start + to),
                    role,
                    Origin::Inferred,
                    &mut out,
                );
            }
        }
    }
    if out.is_empty() {
        out = joined(sheet, span, s);
    }
    out
}

/// `我局会同市司法局、市卫健委开展办理`, `经商省财政厅，现答复如下`: units that worked on the answer.
fn joined(sheet: &Sheet<'_>, span: Span, s: &str) -> Vec<Handler> {
    let mut out = Vec::new();
    for lead in WITH {
        for (at, _) in s.match_indices(lead) {
            let before = &s[..at];
            let mine = before.ends_with(['局', '厅', '委', '办', '们', '经', '并', '，', '。', '后'])
                || before.is_empty();
            let list = &s[at + lead.len()..];
            let named = NAMED.iter().find(|word| list.starts_with(**word));
            let list = named.map_or(list, |word| &list[word.len()..]);
            let end = list.find(['，', '。', '；', '：']).unwrap_or(list.len());
            let clause = &list[..end];
            let stop =
                DONE_TOGETHER.iter().filter_map(|word| clause.find(word)).min().unwrap_or(clause.len());
            let told = stop < clause.len() || *lead == "经商" || *lead == "商" && before.contains('经');
            let units = clause[..stop]
                .trim_end_matches("等部门")
                .trim_end_matches("等单位")
                .trim_end_matches("等有关部门")
                .trim_end_matches('等');
            let parts = split(units);
            let known = parts.iter().all(|&(from, to)| {
                let name = &units[from..to];
                (units::is_unit(name) || units::is_unit_like(name)) && name.starts_with(UNIT_STARTS)
            });
            if !mine || !told || !known || units.is_empty() {
                continue;
            }
            let start = s.len() - list.len();
            let role = match *lead {
                _ if named.is_some_and(|word| word.starts_with("协办")) => "协办",
                _ if named.is_some() => "会办",
                "经商" | "商请" | "商" => "商",
                "会同" => "会同",
                _ => "会办",
            };
            for (from, to) in parts {
                push(
                    sheet,
                    Span::new(span.start + start + from, span.start + start + to),
                    role,
                    Origin::Inferred,
                    &mut out,
                );
            }
            return out;
        }
    }
    out
}

fn split(list: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, c) in list.char_indices() {
        let soft = matches!(c, '和' | '及' | '与') && units::is_unit(&list[start..at]);
        if matches!(c, '、' | '，') || soft {
            out.push((start, at));
            start = at + c.len_utf8();
        }
    }
    out.push((start, list.len()));
    out
}

/// Words that go on behind a unit's name: 县财政局联系人, 市教育局共同办理.
const BEHIND_NAMES: &[&str] = &[
    "联系", "电话", "共同", "认真", "研究", "办理", "进行", "配合", "负责", "牵头", "等", "（", "：", "的",
    "就", "对", "并", "主办", "协办", "会办", "承办", "答复", "现将", "公开",
];

/// Length of the unit's name that a member of a list begins with; all of it when no shorter part is a name.
fn cut_at_name(sheet: &Sheet<'_>, span: Span) -> usize {
    let s = sheet.of(span);
    if units::is_unit(s) {
        return s.len();
    }
    let behind = BEHIND_NAMES.iter().flat_map(|word| s.match_indices(word).map(|found| found.0));
    let gaps = s.char_indices().map(|(at, _)| at).filter(|&at| at > 0 && sheet.gap_before(span.start + at));
    behind.chain(gaps).filter(|&at| units::is_unit(&s[..at])).max().unwrap_or(s.len())
}

fn push(sheet: &Sheet<'_>, span: Span, role: &str, origin: Origin, out: &mut Vec<Handler>) {
    let s = sheet.of(span);
    let core = s.trim_end_matches('等').trim_start_matches('由');
    let span = Span::new(
        span.start + (s.len() - s.trim_start_matches('由').len()),
        span.start + (s.len() - s.trim_start_matches('由').len()) + core.len(),
    );
    let cut = cut_at_name(sheet, span);
    let span = Span::new(span.start, span.start + cut);
    let core = sheet.of(span);
    let length = core.chars().count();
    let inner = core.ends_with(['处', '科', '室', '股', '所']) || core.starts_with(['我', '你', '贵', '本']);
    if inner
        || !(2..=30).contains(&length)
        || !(units::is_unit(core) || length >= 3 && units::is_unit_like(core))
    {
        return;
    }
    let unit = sheet.written(span);
    if out.iter().any(|handler| handler.unit == unit && handler.role == role) {
        return;
    }
    out.push(Handler {
        unit_normalised: units::normalised(core),
        unit,
        role: role.to_owned(),
        origin,
        span: Some(sheet.back(span)),
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    #[test]
    fn handlers_are_cut_at_their_names() {
        let read = |s: &str| {
            let text = Text::from_lines(s);
            let sheet = Sheet::new(&text);
            let found = listed(&sheet, sheet.span(0), Origin::Explicit);
            found.into_iter().map(|handler| handler.unit).collect::<Vec<_>>()
        };
        assert_eq!(read("（协办：教育厅、人社厅）"), ["教育厅", "人社厅"]);
        assert_eq!(read("协办单位：县财政局联系人：张三"), ["县财政局"]);
        assert_eq!(read("会办单位：市教育局 8230001"), ["市教育局"]);
        assert_eq!(read("会办单位：市教育局、市公安局共同办理。"), ["市教育局", "市公安局"]);
    }
}
