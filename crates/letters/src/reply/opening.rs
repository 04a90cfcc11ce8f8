//! The opening: what came in (…收悉) and that the answer follows (现答复如下：).
//!
//! In: the paragraph at which it begins. Out: its pieces and where the body begins. Subject and co-handlers
//! are read from it elsewhere.

use crate::forms::closings;
use crate::forms::labels;
use crate::forms::look::{Look, any, has, starts};
use crate::forms::openings;
use crate::forms::ordinals;
use crate::forms::titles::PROPOSALS;
use crate::forms::units;
use crate::reply::addressee;
use crate::reply::layout::{Layout, Sheet};
use crate::reply::model::BlockKind;
use crate::reply::sentences;
use dafu_words::punctuation;
use dafu_words::span::Span;

/// How many sentences an opening may have before the words that announce the answer.
const LONGEST_OPENING: usize = 6;
/// How far after 如下 its colon may stand, in characters.
const LONGEST_TAIL: usize = 40;

/// Length of the opening at the start of `s`; none when `s` does not open a letter.
pub(super) fn length(s: &str) -> Option<usize> {
    if s.starts_with('《') && s.chars().count() < 60 && !has(s, "收悉") && !announces(s) {
        return None;
    }
    let mut received = None;
    let mut spoken = false;
    for (index, part) in sentences::each(s).take(LONGEST_OPENING).enumerate() {
        if index > 2 && received.is_none() {
            break;
        }
        let speaks = speaks(part.of(s));
        spoken |= speaks;
        if !spoken {
            continue;
        }
        let seen = openings::VOCABULARY.see(part.of(s));
        let sentence = Look::new(part.of(s), &seen);
        if openings::announces(sentence) {
            return Some(end_of_announcement(s, part.start));
        }
        if received.is_none() && speaks && openings::receives(sentence) {
            received = Some(with_bracket(s, part.end));
        }
    }
    received.or_else(|| {
        let first = sentences::each(s).next()?.of(s);
        // 您提出的《…》，…: no formula, but nothing else in the sentence either.
        if first.len() == s.len() || !openings::opens_letter(first) || first.chars().count() > 120 {
            return None;
        }
        let early = first.char_indices().nth(70).map_or(first, |(at, _)| &first[..at]);
        let about = early.contains('《') || early.contains('“') || has(early, "关于");
        (about && openings::speaks_of_proposal(early)).then_some(first.len())
    })
}

/// True when `s` announces what follows (现答复如下：).
pub(super) fn announces(s: &str) -> bool {
    openings::announces(Look::new(s, &openings::VOCABULARY.see(s)))
}

/// Words of a letter's first sentences, besides those for proposals.
const SPEAKS: &[&str] = &["意见", "来函", "转来", "委员", "代表"];
/// How sentences begin that answer without those words: 您反映的…, 关于您提的….
const SPEAKS_AT_ONCE: &[&str] = &[
    "您反映",
    "你反映",
    "您们反映",
    "你们反映",
    "您关注",
    "您关心",
    "您提",
    "你提",
    "您们提",
    "你们提",
    "您来信",
    "关于您",
    "关于你",
    "现就您",
    "现就你",
    "针对您",
    "就您",
    "您在会",
    "你在会",
    "对您",
];

fn speaks(s: &str) -> bool {
    any(s, PROPOSALS)
        || any(s, SPEAKS)
        || s.starts_with(['您', '你', '关', '现', '针', '就', '对']) && starts(s, SPEAKS_AT_ONCE)
}

/// How letters without the formulas begin.
const INFORMAL: &[&str] = &[
    "您",
    "你",
    "贵",
    "关于您",
    "关于你",
    "就您",
    "就你",
    "对您",
    "对你",
    "针对您",
    "针对你",
    "现就",
    "收到",
    "感谢您提",
    "谢谢您",
];
/// Words for what was handed in.
const HANDED_IN: &[&str] =
    &["提的", "提出", "反映", "关注", "建议", "提案", "意见", "来信", "来函", "说的", "讲的", "会上提到"];
/// Words for how it was taken.
const TAKEN: &[&str] = &[
    "收到",
    "答复",
    "回复",
    "函复",
    "办理情况",
    "汇报",
    "报告",
    "说一说",
    "研究了",
    "了研究",
    "认真研究",
    "了调查",
    "来办",
    "向您说",
    "告知",
    "收阅",
    "知悉",
    "讨论了",
    "已阅",
];
/// Words of what was or will be done, which belong to the body.
const DEEDS: &[&str] = &[
    "无法",
    "暂不",
    "不予",
    "不能",
    "拟",
    "计划",
    "力争",
    "已完成",
    "已建成",
    "投入",
    "下一步",
    "今后",
    "我局将",
    "我们将",
    "具有",
    "暂时",
    "采纳",
];
/// Longest of these sentences, in characters.
const LONGEST_INFORMAL: usize = 90;

/// Length of an opening behind an addressee that has none of the formulas: 您提的…这件事，镇里研究了.
pub(super) fn informal(s: &str) -> Option<usize> {
    let mut parts = sentences::each(s);
    let mut first = parts.next()?;
    if addressee::is_greeting(first.of(s)) {
        first = parts.next()?;
    }
    let sentence = first.of(s);
    let opens = starts(sentence, INFORMAL) && sentence.chars().count() <= LONGEST_INFORMAL;
    (opens && any(sentence, HANDED_IN) && any(sentence, TAKEN) && !any(sentence, DEEDS)).then_some(first.end)
}

/// Openings of thanks that go before the answer.
const THANKS: &[&str] = &[
    "感谢",
    "首先感谢",
    "首先，感谢",
    "非常感谢",
    "十分感谢",
    "衷心感谢",
    "诚挚感谢",
    "谢谢",
    "多谢",
    "在此，感谢",
    "首先对您",
    "首先，对您",
    "首先，衷心",
    "首先衷心",
];

/// Length of the thanks at the start of `s`, which only thank.
fn thanks(s: &str) -> usize {
    let only = |part: &Span| {
        let s = part.of(s);
        starts(s, THANKS) && closings::is_closing(s) && s.chars().count() <= 70 && !any(s, &["将", "代表性"])
    };
    sentences::each(s).take_while(only).last().map_or(0, |part| part.end)
}

/// True for thanks and nothing else.
pub(super) fn only_thanks(s: &str) -> bool {
    thanks(s) == s.len() && !s.is_empty()
}

/// End of the announcement that begins at `from`: its colon or stop, and a bracket of roles after it.
fn end_of_announcement(s: &str, from: usize) -> usize {
    let Some(at) = s[from..]
        .find("如下")
        .map(|at| from + at + "如下".len())
        .or_else(|| s[from..].find(punctuation::COLON).map(|at| from + at))
        .or_else(|| s[from..].find("供你单位").or_else(|| s[from..].find("供贵单位")).map(|at| from + at))
    else {
        let end =
            s[from..].find(punctuation::STOP).map_or(s.len(), |at| from + at + punctuation::STOP.len_utf8());
        return with_bracket(s, end);
    };
    let mut depth = 0usize;
    let mut end = s.len();
    for (index, (offset, c)) in s[at..].char_indices().enumerate() {
        match c {
            '（' => depth += 1,
            '）' => depth = depth.saturating_sub(1),
            _ if depth == 0 && (c == punctuation::COLON || punctuation::ends_sentence(c)) => {
                end = at + offset + c.len_utf8();
                break;
            }
            _ if depth == 0 && index > LONGEST_TAIL => {
                end = at;
                break;
            }
            _ => {}
        }
    }
    with_bracket(s, end)
}

/// `end`, moved behind a bracket of roles that follows: `（协办：教育厅、人社厅）`.
fn with_bracket(s: &str, end: usize) -> usize {
    let rest = &s[end..];
    if !rest.starts_with('（') || !is_roles(rest) {
        return end;
    }
    let close = rest.find('）').map_or(rest.len(), |at| at + '）'.len_utf8());
    let mut end = end + close;
    if s[end..].starts_with([punctuation::COLON, punctuation::STOP]) {
        end += punctuation::COLON.len_utf8();
    }
    end
}

fn is_roles(s: &str) -> bool {
    let inner = s.trim_start_matches('（');
    units::ROLES.iter().any(|role| inner.starts_with(role))
}

/// Takes the opening that begins at `offset` of paragraph `at`; returns where the body begins.
pub(super) fn after(sheet: &Sheet<'_>, layout: &mut Layout, at: usize, offset: usize) -> (usize, usize) {
    let span = sheet.span(at);
    let rest = Span::new(offset, span.end);
    let s = sheet.of(rest);
    let length = length(s).or_else(|| informal(s)).unwrap_or(s.len());
    let length = length + thanks(&s[length..]);
    layout.frame(offset, BlockKind::Opening);
    layout.opening.push(Span::new(offset, offset + length));
    if offset + length < span.end {
        return (at, offset + length);
    }
    let mut next = at + 1;
    // Thanks before the answer open the next paragraph, or are all of it.
    while next + 1 < sheet.len() {
        let span = sheet.span(next);
        let length = thanks(sheet.of(span));
        if length == 0 {
            break;
        }
        layout.frame(span.start, BlockKind::Opening);
        layout.opening.push(Span::new(span.start, span.start + length));
        if length < span.len() {
            return (next, span.start + length);
        }
        next += 1;
    }
    next = announced_later(sheet, layout, next);
    // The announcement, or the bracket of roles, may stand in a paragraph of its own.
    while next < sheet.len() && next <= at + 2 {
        let s = sheet.paragraph(next);
        let announced = layout.opening.iter().any(|span| announces(sheet.of(*span)));
        let bracket = s.starts_with('（') && is_roles(s) && s.chars().count() <= 120;
        let short = !announced && s.chars().count() <= 60 && announces(s) && s.ends_with(punctuation::COLON);
        let roles = units::ROLES.iter().any(|role| s.starts_with(role))
            && s.contains(punctuation::COLON)
            && s.chars().count() <= 60;
        if !(bracket || short || roles) {
            break;
        }
        layout.frame(sheet.span(next).start, BlockKind::Opening);
        layout.opening.push(sheet.span(next));
        next += 1;
    }
    (next, sheet.span(next).start)
}

/// How many paragraphs and characters may stand before the words that announce the answer.
const PREFACE: (usize, usize) = (3, 400);

/// Takes what stands before an announcement in a later paragraph, which ends with it; returns the paragraph after it, or
/// `from` where none comes soon.
fn announced_later(sheet: &Sheet<'_>, layout: &mut Layout, from: usize) -> usize {
    if layout.opening.iter().any(|span| announces(sheet.of(*span))) {
        return from;
    }
    let mut length = 0;
    for at in from..sheet.len().min(from + PREFACE.0) {
        let s = sheet.paragraph(at);
        length += s.chars().count();
        if length > PREFACE.1 || ordinals::read(s).is_some() || labels::label(s).is_some() {
            break;
        }
        let last = sentences::each(s).last().map_or("", |part| part.of(s));
        let now = punctuation::split(last, |c| c == '，')
            .into_iter()
            .any(|clause| clause.starts_with(['现', '兹']));
        if now && last.ends_with(punctuation::COLON) && announces(last) {
            for span in (from..=at).map(|at| sheet.span(at)) {
                layout.frame(span.start, BlockKind::Opening);
                layout.opening.push(span);
            }
            return at + 1;
        }
    }
    from
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(s: &str) -> Option<&str> {
        length(s).map(|length| &s[..length])
    }

    #[test]
    fn an_opening_needs_no_word_for_proposals() {
        let s = "您反映的学校门前拥堵问题，答复如下：该路口宽9米。";
        assert_eq!(read(s), Some("您反映的学校门前拥堵问题，答复如下："));
        let s = "现就王五委员提出的《关于修桥的提案》提出如下会办意见：一是…";
        assert_eq!(read(s), Some("现就王五委员提出的《关于修桥的提案》提出如下会办意见："));
        assert_eq!(read("您好，建议收到。路已修好。"), Some("您好，建议收到。"));
        assert_eq!(read("我局修了路，具体做法是：一是…"), None);
    }

    #[test]
    fn an_opening_without_formulas_is_known_behind_an_addressee() {
        let s = "您在会上提的“改善灌溉”这件事，镇里研究了，现在把情况向您说一说。渠长3公里。";
        assert_eq!(informal(s).map(|length| &s[length..]), Some("渠长3公里。"));
        assert_eq!(informal("您建议将补贴提高到5万元，县财力无法承担。"), None);
        assert_eq!(informal("近年来，我局研究了停车问题。"), None);
    }

    #[test]
    fn thanks_before_the_answer_belong_to_the_opening() {
        assert_eq!(
            thanks("首先，感谢您对养老工作的关心！全县有院9所。"),
            "首先，感谢您对养老工作的关心！".len()
        );
        assert_eq!(thanks("感谢您的建议，我局将在年底前修好。"), 0);
    }

    /// Kinds of the paragraphs of a letter.
    fn kinds(text: &str) -> Vec<BlockKind> {
        let pieces = crate::reply::parse(&crate::text::Text::from_lines(text)).pieces;
        pieces.into_iter().map(|piece| piece.kind).collect()
    }

    #[test]
    fn thanks_between_addressee_and_opening_do_not_hide_the_letter() {
        let found = kinds(
            "张三代表：\n首先感谢您对水利工作的关心和支持。\n您提出的“关于清淤的建议”由区政府交由我局办理，现函复如下：\n该塘已蓄水三十年。",
        );
        assert_eq!(found[..3], [BlockKind::Addressee, BlockKind::Opening, BlockKind::Opening]);
        assert!(!found[3].is_frame());
    }

    #[test]
    fn what_stands_before_the_announcement_in_later_paragraphs_opens_the_letter() {
        let found = kinds(
            "张三代表：\n您提出的《关于清淤的建议》收悉。\n您的建议很有针对性。\n我局认真研究，现答复如下：\n该塘已蓄水三十年。",
        );
        assert_eq!(found[1..4], [BlockKind::Opening; 3]);
        assert!(!found[4].is_frame());
        // A series or a label begins the body.
        let found = kinds(
            "张三代表：\n您提出的《关于清淤的建议》收悉。\n一、我局已修好渠道。\n二、有关情况现说明如下：\n路已通。",
        );
        assert!(!found[2].is_frame());
    }

    #[test]
    fn a_line_of_number_class_and_consent_does_not_hide_the_letter() {
        let text = "白交复字〔2023〕9号B2类 同意公开\n张三委员：\n您提出的《关于修路的提案》收悉。现答复如下：\n我局已修好路面。";
        let reply = crate::reply::parse(&crate::text::Text::from_lines(text));
        assert_eq!(reply.category.unwrap().value, "B2");
        assert_eq!(reply.disclosure.consent.unwrap().value, "同意公开");
        assert_eq!(reply.pieces.last().unwrap().kind, BlockKind::Measures);
    }
}
