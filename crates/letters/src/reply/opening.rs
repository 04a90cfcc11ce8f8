//! The opening: what came in (…收悉) and that the answer follows (现答复如下：).
//!
//! In: the paragraph at which it begins. Out: its pieces and where the body begins. Subject and co-handlers
//! are read from it elsewhere.

use crate::forms::look::{Look, any, has};
use crate::forms::openings;
use crate::forms::titles::PROPOSALS;
use crate::forms::units;
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

fn speaks(s: &str) -> bool {
    any(s, PROPOSALS) || any(s, SPEAKS)
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
    let length = length(s).unwrap_or(s.len());
    layout.frame(offset, BlockKind::Opening);
    layout.opening.push(Span::new(offset, offset + length));
    if offset + length < span.end {
        return (at, offset + length);
    }
    let mut next = at + 1;
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
