//! People: who the letter is addressed to, and who made the proposal.
//!
//! In: the addressee's span, the opening. Out: the addressee as written, the proposers with types, the stated number.

use crate::forms::look::has;
use crate::forms::openings;
use crate::reply::layout::Sheet;
use crate::reply::model::{Field, Origin, Proposer};
use crate::reply::names;
use dafu_words::punctuation;
use dafu_words::span::Span;

/// The addressee without greeting and colon.
pub(super) fn addressee(sheet: &Sheet<'_>, span: Span) -> (Field<String>, Span) {
    let s = sheet.of(span);
    let core = s
        .split("，您")
        .next()
        .and_then(|s| s.split("，你").next())
        .unwrap_or(s)
        .trim_end_matches([punctuation::COLON, '，']);
    let greeting = openings::GREETINGS
        .iter()
        .find(|greeting| core.starts_with(**greeting))
        .map_or(0, |greeting| greeting.len());
    let inner = Span::new(span.start + greeting, span.start + core.len());
    let value = sheet.written(inner);
    let raw = sheet.written(Span::new(span.start, span.start + core.len()));
    (Field { raw, value, origin: Origin::Explicit, span: Some(sheet.back(inner)) }, inner)
}

/// Who is named at `span`: persons and bodies.
pub(super) fn proposers(sheet: &Sheet<'_>, span: Span) -> Vec<Proposer> {
    let s = sheet.of(span);
    let mut out = Vec::new();
    for (start, end) in groups(s) {
        for part in spaced(sheet, Span::new(span.start + start, span.start + end)) {
            name(sheet, part, &mut out);
        }
    }
    let persons = out.iter().filter(|proposer| proposer.kind == PERSON).count();
    if persons > 1 {
        for proposer in out.iter_mut().filter(|proposer| proposer.kind == PERSON) {
            proposer.kind = JOINT;
        }
    }
    out
}

/// `张三 李四 王五代表`: names told apart by spaces alone; `张 三` is one name.
fn spaced(sheet: &Sheet<'_>, part: Span) -> Vec<Span> {
    let s = sheet.of(part);
    let mut out = Vec::new();
    let mut start = 0;
    for (at, _) in s.char_indices().skip(1) {
        let before = &s[start..at];
        let rest = &s[at..];
        let bare = names::HONORIFICS.iter().find_map(|word| rest.strip_suffix(word)).unwrap_or(rest);
        let names = (2..=4).contains(&before.chars().count())
            && names::is_person(before)
            && bare.chars().count() >= 2;
        if names && sheet.gap_before(part.start + at) {
            out.push(Span::new(part.start + start, part.start + at));
            start = at;
        }
    }
    out.push(Span::new(part.start + start, part.end));
    out
}

/// Words before a proposer that are no part of the name.
#[rustfmt::skip]
const FORWARDED: &[&str] = &[
    "你委转来", "你局转来", "你厅转来", "贵委转来", "贵局转来", "贵厅转来", "转来", "由", "你单位转来", "你办转来",
    "和", "以及", "及",
];
/// Words in place of a name: 各位委员.
const NAMELESS: &[&str] = &["各位", "其他", "各", "两位", "二位", "你们", "全体", "有关"];
/// Words behind who made a proposal.
const MADE: &[&str] = &["提出", "所提", "关于"];

const PERSON: &str = "个人";
const JOINT: &str = "联名";

/// Cuts a list at its joints, brackets left whole.
fn groups(s: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut depth = 0usize;
    for (at, c) in s.char_indices() {
        match c {
            '（' => depth += 1,
            '）' => depth = depth.saturating_sub(1),
            _ if depth == 0 && names::JOINTS.contains(&c) => {
                // 和 and 与 occur in names of bodies (人口和环境委员会): only a comma cuts before a collective.
                let soft = matches!(c, '和' | '与' | '及' | '并' | '暨');
                let before = &s[start..at];
                let cuts = !soft
                    || before.ends_with("委员")
                    || before.ends_with("代表")
                    || (names::is_person(before) && named_after(&s[at + c.len_utf8()..]));
                if cuts {
                    out.push((start, at));
                    start = at + c.len_utf8();
                }
            }
            _ => {}
        }
    }
    out.push((start, s.len()));
    out
}

/// True when a name of its own follows a soft joint: not 和 within a name (阮清和代表).
fn named_after(s: &str) -> bool {
    let next = s.split(names::JOINTS).next().unwrap_or(s);
    let bare = names::HONORIFICS.iter().find_map(|word| next.strip_suffix(word)).unwrap_or(next);
    bare.chars().count() >= 2
}

fn name(sheet: &Sheet<'_>, part: Span, out: &mut Vec<Proposer>) {
    let s = sheet.of(part);
    let mut core = openings::without_brackets(s);
    let mut offset = 0;
    let mut role = "";
    for word in names::ROLES {
        if let Some(rest) = core.strip_prefix(word) {
            let rest = rest.trim_start_matches(punctuation::COLON);
            offset = core.len() - rest.len();
            core = rest;
            role = word;
            break;
        }
    }
    if let Some((_, at, _)) = openings::head_count(core) {
        core = core[..at].trim_end_matches(['等', '（']).trim_end_matches("其他").trim_end_matches('及');
    }
    let collective = names::collective(core);
    if collective.is_none() {
        for honorific in names::HONORIFICS {
            if let Some(rest) = core.strip_suffix(honorific).filter(|rest| !rest.is_empty()) {
                core = rest;
                break;
            }
        }
        core = core.trim_end_matches('等');
    } else if core.ends_with("委员") && !core.ends_with("界委员") {
        core = core.strip_suffix("委员").unwrap_or(core);
    }
    if core.is_empty() || NAMELESS.contains(&core) {
        return;
    }
    let span = Span::new(part.start + offset, part.start + offset + core.len());
    let kind = collective.unwrap_or(if names::is_person(core) { PERSON } else { "" });
    out.push(Proposer {
        name: sheet.written(span),
        role: role.to_owned(),
        kind,
        span: Some(sheet.back(span)),
    });
}

/// Who made the proposal, as an opening says it: `民进省委会《…》收悉`, `李小二委员提出的《…》`.
pub(super) fn in_opening(sheet: &Sheet<'_>, span: Span) -> Vec<Proposer> {
    let s = sheet.of(span);
    let Some(first) = s.find(punctuation::TITLE_MARKS.0) else { return made(sheet, span) };
    let mut out = Vec::new();
    let mut at = 0;
    for open in s.match_indices(punctuation::TITLE_MARKS.0).map(|found| found.0).filter(|&open| open >= first)
    {
        let Some(before) = s.get(at..open) else { continue };
        at = s[open..]
            .find(punctuation::TITLE_MARKS.1)
            .map_or(s.len(), |close| open + close + punctuation::TITLE_MARKS.1.len_utf8());
        let clause_at = before.rfind(['，', '。', '；', '：', '）']).map_or(0, |cut| cut + '，'.len_utf8());
        let clause = &before[clause_at..];
        let from = open - clause.len();
        let clause_end = MADE.iter().find_map(|word| clause.find(word)).unwrap_or(clause.len());
        let mut core = &clause[..clause_end];
        let mut shift = 0;
        for lead in FORWARDED {
            if let Some(rest) = core.strip_prefix(lead) {
                shift += lead.len();
                core = rest;
            }
        }
        let named = names::collective(core).is_some()
            || names::HONORIFICS.iter().any(|word| core.ends_with(word))
            || openings::head_count(core).is_some();
        let self_made = core.starts_with(['您', '你', '贵', '我']);
        if named && !self_made && core.chars().count() <= 40 && !has(core, "次会议") {
            let span = Span::new(span.start + from + shift, span.start + from + shift + core.len());
            out.extend(proposers(sheet, span));
        }
    }
    out
}

/// `（尉迟小一代表提出）`: the maker before 提出 where no title marks stand.
fn made(sheet: &Sheet<'_>, span: Span) -> Vec<Proposer> {
    let s = sheet.of(span);
    for (at, _) in s.match_indices("提出") {
        let from = s[..at].rfind(['，', '。', '；', '：', '（', '）']).map_or(0, |cut| cut + '，'.len_utf8());
        let clause = &s[from..at];
        let named = names::HONORIFICS.iter().any(|word| clause.ends_with(word))
            || names::collective(clause).is_some();
        if named
            && !clause.starts_with(['您', '你', '贵', '我'])
            && clause.chars().count() <= 30
            && !has(clause, "次会议")
        {
            return proposers(sheet, Span::new(span.start + from, span.start + at));
        }
    }
    Vec::new()
}

/// The stated number of proposers in `span`.
pub(super) fn count(sheet: &Sheet<'_>, span: Span) -> Option<Field<u32>> {
    let (value, start, end) = openings::head_count(sheet.of(span))?;
    let place = Span::new(span.start + start, span.start + end);
    Some(Field { value, raw: sheet.written(place), origin: Origin::Explicit, span: Some(sheet.back(place)) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    fn read(s: &str) -> Vec<(String, &'static str)> {
        let text = Text::from_lines(s);
        let sheet = Sheet::new(&text);
        let made = proposers(&sheet, sheet.span(0));
        made.into_iter().map(|proposer| (proposer.name, proposer.kind)).collect()
    }

    #[test]
    fn two_persons_propose_jointly_and_one_beside_a_party_alone() {
        assert_eq!(read("张三委员"), [("张三".to_owned(), "个人")]);
        assert_eq!(read("张三、李小二委员"), [("张三".to_owned(), "联名"), ("李小二".to_owned(), "联名")]);
        assert_eq!(
            read("民进省委会、张三委员"),
            [("民进省委会".to_owned(), "党派"), ("张三".to_owned(), "个人")]
        );
    }
}
