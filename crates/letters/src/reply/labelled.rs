//! Labels in a letter's body: where they stand and what they open.
//!
//! In: a paragraph's text. Out: lengths, kinds, words. Which words are labels is said by `forms`.

use crate::forms::labels::{self, Role};
use crate::forms::ordinals;
use crate::reply::layout::Sheet;
use crate::reply::model::BlockKind;
use crate::reply::sentences;
use dafu_words::punctuation;
use dafu_words::span::Span;

/// Block kind of a role; none for roles that are parts of the frame's labels.
pub(super) fn kind_of(role: Role) -> Option<BlockKind> {
    Some(match role {
        Role::Ask => BlockKind::Ask,
        Role::PolicyBasis => BlockKind::PolicyBasis,
        Role::Background => BlockKind::Background,
        Role::Measures => BlockKind::Measures,
        Role::Progress => BlockKind::Progress,
        Role::Results => BlockKind::Results,
        Role::Adoption => BlockKind::Adoption,
        Role::Problems => BlockKind::Problems,
        Role::Explanation => BlockKind::Explanation,
        Role::Consultation => BlockKind::Consultation,
        Role::NextSteps => BlockKind::NextSteps,
        Role::CoOpinion => BlockKind::CoOpinion,
        Role::OriginalProposal | Role::Reply => return None,
    })
}

/// A stretch of a paragraph, with the label that opens it.
pub(super) struct Labelled<'a> {
    /// Where it stands, label included.
    pub span: Span,
    /// Length, kind and words of its label.
    pub label: Option<(usize, BlockKind, &'a str)>,
}

/// A paragraph's parts, cut where a label stands at the start of a sentence.
pub(super) fn labelled_parts(s: &str, base: usize) -> Vec<Labelled<'_>> {
    let mut out = vec![];
    let mut from = 0;
    let mut current = None;
    let sentences = if s.contains(punctuation::COLON) { sentences::split(s, 0) } else { Vec::new() };
    for sentence in sentences {
        if sentence.start == 0 {
            continue;
        }
        let rest = &s[sentence.start..];
        let Some(found) =
            label(rest).filter(|found| rest[..found.0].ends_with(punctuation::COLON) && found.0 >= 15)
        else {
            continue;
        };
        out.push(Labelled { span: Span::new(base + from, base + sentence.start), label: current });
        from = sentence.start;
        current = Some(found);
    }
    if from < s.len() || current.is_some() {
        out.push(Labelled { span: Span::new(base + from, base + s.len()), label: current });
    }
    out
}

/// The label at the start of `s`: its length with number and colon, its kind, its words.
pub(super) fn label(s: &str) -> Option<(usize, BlockKind, &str)> {
    let number = ordinals::read(s).map_or(0, |ordinal| ordinal.length);
    let rest = &s[number..];
    let limit = rest.char_indices().nth(labels::LONGEST_LABEL + 4).map_or(rest.len(), |found| found.0);
    let head = &rest[..limit];
    if let Some(inner) = head.strip_prefix(punctuation::TORTOISE.0)
        && let Some(end) = inner.find(punctuation::TORTOISE.1)
    {
        let length = 2 * punctuation::TORTOISE.0.len_utf8() + end;
        let colon =
            if rest[length..].starts_with(punctuation::COLON) { punctuation::COLON.len_utf8() } else { 0 };
        return Some((number + length + colon, kind_of(labels::label(&inner[..end])?)?, &inner[..end]));
    }
    let (words, length) = match head.find(punctuation::COLON) {
        Some(colon) => (&head[..colon], colon + punctuation::COLON.len_utf8()),
        None if limit == rest.len() => (head, head.len()),
        None => return None,
    };
    let kind = kind_of(labels::label(words)?)?;
    Some((number + length, kind, words))
}

/// A label told from its text by white space alone: `主要举措 一是…`.
pub(super) fn spaced_label<'a>(sheet: &'a Sheet<'_>, span: Span) -> Option<(usize, BlockKind, &'a str)> {
    let s = sheet.of(span);
    let reach = s.char_indices().nth(13).map_or(s.len(), |found| found.0);
    if sheet.shadow.is_whole(Span::new(span.start, span.start + reach)) {
        return None;
    }
    let (end, kind) = s
        .char_indices()
        .skip(4)
        .take(9)
        .filter(|&(at, _)| sheet.gap_before(span.start + at))
        .find_map(|(at, _)| Some((at, labels::label(&s[..at]).and_then(kind_of)?)))?;
    Some((end, kind, &s[..end]))
}
