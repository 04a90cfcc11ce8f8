//! The business of a letter: its kind, and the cases it answers.
//!
//! In: a sheet and its layout. Out: kind and cases with their origin. Titles are read before openings, tables last.

use crate::forms::look::{any, ends, has};
use crate::forms::titles::{self, LetterKind};
use crate::forms::units;
use crate::reply::keys;
use crate::reply::layout::{Layout, Sheet};
use crate::reply::model::{Case, CaseBody, Field, Origin, ReplyKind};
use crate::reply::{cases, meta};
use dafu_words::punctuation;
use dafu_words::span::Span;

/// Words of an opening that gives an opinion to the lead unit, by a word that all of a row have.
const OPINIONS: &[(&str, &[&str])] = &[
    ("会办", &["会办意见", "会办件", "我局会办", "我厅会办", "我委会办"]),
    ("协办", &["协办意见", "协办件", "我局协办", "我厅协办", "我委协办"]),
    ("供", &["供你单位", "供你厅", "供你局", "供你委", "供你办", "供贵"]),
    ("协助", &["协助贵", "协助你"]),
];

/// Ends of departments: what is addressed to one about another's proposal is an opinion for it.
const DEPARTMENTS: &[&str] = &["厅", "局", "委", "部", "委员会"];
/// Words of bodies that propose themselves, or pass proposals on.
const PROPOSING: &[&str] = &[
    "政协",
    "人大",
    "党",
    "民革",
    "民盟",
    "民建",
    "民进",
    "九三",
    "台盟",
    "工商联",
    "团委",
    "省委会",
    "市委会",
    "县委会",
    "区委会",
    "政府",
    "常委",
    "专委",
    "省委",
    "市委",
    "县委",
    "区委",
];
/// Words behind the name of whoever made a proposal.
const MADE: &[&str] =
    &["委员提出", "代表提出", "委员在", "代表在", "委员《", "代表《", "委员关于", "代表关于"];

/// True when a letter to a department speaks of a proposal that somebody else made.
fn assists(sheet: &Sheet<'_>, layout: &Layout, opening: &str) -> bool {
    layout.addressee.is_some_and(|span| {
        let s = sheet.of(span).trim_end_matches(punctuation::COLON);
        ends(s, DEPARTMENTS) && units::is_unit(s) && !any(s, PROPOSING)
    }) && any(opening, MADE)
        && !opening.starts_with(['您', '你', '贵'])
}

/// Ends of reports on a whole year's proposals.
const SUMMARIES: &[&str] =
    &["情况", "总结", "报告", "情况的报告", "情况报告", "情况通报", "情况汇报", "情况总结"];
/// Words of many proposals together.
const TOGETHER: &[&str] = &[
    "建议提案",
    "提案建议",
    "建议和提案",
    "建议、提案",
    "提案和建议",
    "建议及提案",
    "建议与提案",
    "议案建议",
    "代表建议",
    "政协提案",
];

/// `2023年建议提案办理情况总结`: a report on the year's proposals, which answers none.
fn sums_up(title: &str) -> bool {
    ends(title, SUMMARIES)
        && any(title, TOGETHER)
        && any(title, &["年度", "年", "办理工作"])
        && !title.contains('号')
        && !has(title, "答复")
        && !has(title, "议案办理")
}

pub(super) fn kind(
    sheet: &Sheet<'_>,
    layout: &Layout,
    title: &str,
    opening: Option<Span>,
) -> Field<ReplyKind> {
    let opening_text = opening.map_or("", |span| sheet.of(span));
    let place = title_span(layout).or(opening);
    let field = |value, origin| Field {
        value,
        raw: place.map_or(String::new(), |span| sheet.written(span)),
        origin,
        span: place.map(|span| sheet.back(span)),
    };
    let given = |row: &(&str, &[&str])| has(opening_text, row.0) && any(opening_text, row.1);
    let co = OPINIONS.iter().any(given) || assists(sheet, layout, opening_text);
    if sums_up(title) && layout.addressee.is_none() {
        return field(ReplyKind::Other, Origin::Explicit);
    }
    let answered = match titles::kind(title) {
        Some(LetterKind::CoOpinion) => return field(ReplyKind::CoOpinion, Origin::Explicit),
        Some(LetterKind::Summary) => return field(ReplyKind::Summary, Origin::Explicit),
        Some(LetterKind::Supplement) => return field(ReplyKind::Supplement, Origin::Explicit),
        Some(LetterKind::Transfer) => return field(ReplyKind::Transfer, Origin::Explicit),
        Some(LetterKind::Return) => return field(ReplyKind::Return, Origin::Explicit),
        Some(LetterKind::MotionReport) => return field(ReplyKind::MotionReport, Origin::Explicit),
        Some(LetterKind::Reply) => true,
        None => opening.is_some(),
    };
    if co {
        return field(ReplyKind::CoOpinion, Origin::Inferred);
    }
    // A letter to a member or deputy is an answer even without the formulas.
    let addressed = layout.addressee.is_some_and(|span| {
        let s = sheet.of(span);
        (has(s, "委员") || has(s, "代表"))
            && !has(s, "各位")
            && any(sheet.of(first_body(sheet, layout)), titles::PROPOSALS)
    });
    let labelled = layout.labelled && {
        let head = Span::new(0, layout.body.1);
        any(sheet.of(head), titles::PROPOSALS)
    };
    if !addressed && !labelled && (!answered || (title.is_empty() && opening.is_none())) {
        return field(ReplyKind::Other, Origin::Inferred);
    }
    let origin = if title.is_empty() { Origin::Inferred } else { Origin::Explicit };
    let value = match body(sheet, layout, opening) {
        Some(CaseBody::Cppcc) => ReplyKind::ProposalReply,
        Some(CaseBody::PeopleCongress) => ReplyKind::SuggestionReply,
        None if has(opening_text, "提案") => ReplyKind::ProposalReply,
        None => ReplyKind::SuggestionReply,
    };
    field(value, origin)
}

/// The body to which the case was made: named, else by the softer words of title, addressee and opening.
fn body(sheet: &Sheet<'_>, layout: &Layout, opening: Option<Span>) -> Option<CaseBody> {
    let title: String = layout.title.iter().map(|span| sheet.of(*span)).collect();
    let opening = opening.map_or("", |span| sheet.of(span));
    let bare_opening = outside_marks(opening);
    let bare_title = outside_marks(&title);
    let addressee = layout.addressee.map_or("", |span| sheet.of(span));
    cases::body(&bare_title)
        .or_else(|| cases::body(&bare_opening))
        .or_else(|| cases::body_by_words(&bare_title))
        .or_else(|| cases::body_by_words(addressee))
        .or_else(|| cases::body_by_words(&bare_opening))
        .or_else(|| {
            let lines: String =
                layout.case_lines.iter().chain(&layout.meta).map(|span| sheet.of(*span)).collect();
            cases::body(&lines).or_else(|| cases::body_by_words(&lines))
        })
        .or_else(|| has(&bare_title, "号建议").then_some(CaseBody::PeopleCongress))
        .or_else(|| cases::body_by_words(opening).filter(|body| *body == CaseBody::Cppcc))
        .or_else(|| cases::body_by_words(&title))
}

/// `s` without what stands in title marks.
fn outside_marks(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    let mut depth = 0usize;
    let mut from = 0;
    let is_mark = |c| c == punctuation::TITLE_MARKS.0 || c == punctuation::TITLE_MARKS.1;
    while let Some((at, mark)) = punctuation::find(&s[from..], is_mark) {
        if depth == 0 {
            out.push_str(&s[from..from + at]);
        }
        from += at + mark.len_utf8();
        if mark == punctuation::TITLE_MARKS.0 {
            depth += 1;
        } else {
            depth = depth.saturating_sub(1);
            // A closing mark that closes the last one stays.
            if depth == 0 {
                out.push(mark);
            }
        }
    }
    if depth == 0 {
        out.push_str(&s[from..]);
    }
    out
}

pub(super) fn read_cases(sheet: &Sheet<'_>, layout: &Layout, opening: Option<Span>) -> (Vec<Case>, bool) {
    let mut places: Vec<Span> = Vec::new();
    places.extend(title_span(layout));
    let mut numbers = places
        .iter()
        .map(|span| cases::numbers(sheet, *span))
        .find(|found| !found.is_empty())
        .unwrap_or_default();
    let titled = title_span(layout);
    // 37建议: the number in the title has lost its 第 and 号.
    let damaged = titled.is_some_and(|span| {
        let s = sheet.of(span);
        numbers.iter().any(|number| {
            let end = number.span.end - span.start;
            s.get(end..).is_some_and(|rest| rest.starts_with("建议") || rest.starts_with("提案"))
        }) || has(s, "第次会议")
    });
    for span in layout.case_lines.iter().chain(opening.as_ref()).chain(&layout.former_titles) {
        if numbers.is_empty() {
            numbers = cases::numbers(sheet, *span);
        }
    }
    let table = meta::value(sheet, layout, keys::CASE);
    let mut system = None;
    if let Some(span) = table.filter(|span| {
        sheet.of(*span).bytes().any(|b| b.is_ascii_digit()) && sheet.of(*span).chars().count() <= 24
    }) {
        let value = cases::lookup(sheet.of(span));
        let field =
            Field { value, raw: sheet.written(span), origin: Origin::Metadata, span: Some(sheet.back(span)) };
        if numbers.is_empty() {
            numbers.push(cases::Number { span, closed: false });
        } else if numbers.iter().all(|number| cases::lookup(sheet.of(number.span)) != field.value) {
            system = Some(field);
        }
    }
    let mut known = std::collections::HashSet::new();
    numbers.retain(|number| known.insert(cases::lookup(sheet.of(number.span))));
    let closed = [titled, opening]
        .into_iter()
        .flatten()
        .chain(layout.case_lines.iter().copied())
        .any(|span| outside_marks(sheet.of(span)).contains("闭会"));
    let sitting = titled
        .and_then(|span| cases::sitting(sheet, span))
        .or_else(|| opening.and_then(|span| cases::sitting(sheet, span)));
    let sitting = match (sitting, opening.and_then(|span| cases::sitting(sheet, span))) {
        (Some((title, _)), Some(better))
            if (title.term == 0
                && better.0.term != 0
                && (better.0.plenary == title.plenary || better.0.plenary == 0))
                || (title.plenary == 0 && better.0.term == title.term && better.0.plenary != 0) =>
        {
            Some(better)
        }
        (found, _) => found,
    };
    let mut out = cases::assemble(sheet, &numbers, body(sheet, layout, opening), sitting, closed, damaged);
    if let (Some(case), Some(system)) = (out.first_mut(), system) {
        case.system_number = Some(system);
    }
    (out, damaged)
}

/// The first 200 characters of the body.
fn first_body(sheet: &Sheet<'_>, layout: &Layout) -> Span {
    let start = layout.body.1;
    let end = sheet.span(layout.body.0).end.max(start);
    let length = sheet.of(Span::new(start, end)).char_indices().nth(200).map_or(end - start, |found| found.0);
    Span::new(start, start + length)
}

pub(super) fn title_span(layout: &Layout) -> Option<Span> {
    Some(Span::new(layout.title.first()?.start, layout.title.last()?.end))
}

pub(super) fn opening_span(layout: &Layout) -> Option<Span> {
    Some(Span::new(layout.opening.first()?.start, layout.opening.last()?.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reply::parse;
    use crate::text::Text;

    fn kind_of(text: &str) -> ReplyKind {
        parse(&Text::from_lines(text)).kind.value
    }

    #[test]
    fn a_letter_that_helps_the_lead_unit_is_an_opinion_and_its_addressee_proposes_nothing() {
        let read = |opening: &str| {
            let reply = parse(&Text::from_lines(&format!(
                "对省人大第20号建议的答复\n省财政厅：\n{opening}\n我厅修了渠。\n安澜省水利厅\n2023年4月7日"
            )));
            (
                reply.kind.value,
                reply.proposers.iter().map(|proposer| proposer.name.clone()).collect::<Vec<_>>(),
            )
        };
        let opening = "孙旭明代表提出的《关于加大扶持力度的建议》收悉，现就水利工作答复如下。";
        assert_eq!(read(opening), (ReplyKind::CoOpinion, vec!["孙旭明".to_owned()]));
        let opening = "现就协助贵单位办理的第20号建议答复如下：";
        assert_eq!(read(opening), (ReplyKind::CoOpinion, vec![]));
        let opening = "第20号建议为我厅协办件，现答复如下：";
        assert_eq!(read(opening), (ReplyKind::CoOpinion, vec![]));
    }

    #[test]
    fn reports_on_a_years_proposals_answer_none() {
        let body = "2023年，我局共承办建议提案69件，全部办结。";
        for title in [
            "青禾市交通运输局2023年建议提案办理总体情况",
            "农业农村局2024年度人大代表建议、政协委员提案办理工作总结",
            "白鹭县2022年建议提案办理情况的报告",
        ] {
            assert_eq!(kind_of(&format!("{title}\n{body}")), ReplyKind::Other, "{title}");
        }
        let letter =
            "关于2023年第12号建议提案办理情况的报告\n张三代表：\n您提出的建议收悉，现答复如下：\n路已修好。";
        assert_ne!(kind_of(letter), ReplyKind::Other);
    }

    #[test]
    fn a_number_is_told_once() {
        let reply = parse(&Text::from_lines(
            "关于0123号提案（第123号）的答复\n张三委员：\n您提出的提案收悉，现答复如下：\n路已修好。",
        ));
        assert_eq!(reply.cases.len(), 1);
    }
}
