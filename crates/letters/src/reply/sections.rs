//! Headings: which paragraphs open an answered point (一、关于…) and which are ordinary sentences with a number.
//!
//! In: the body's segments. Out: the headings with their numbers and, for functional ones, the role they open.

use crate::forms::labels::{self, Role};
use crate::forms::ordinals::{self, Family, Ordinal};
use crate::forms::voice::names_itself;
use dafu_words::punctuation;
use dafu_words::span::Span;

/// Longest heading in characters.
const LONGEST_HEADING: usize = 90;
/// Longest heading that ends in a full stop and does not open like a topic.
const LONGEST_STOPPED: usize = 30;
/// Longest line of a series of headings, in bytes.
const SHORT: usize = 3 * 36;
/// How much of a segment is looked at.
const LOOK: usize = 2_000;

/// Ends of a heading that stands alone and names a topic.
const TOPIC_ENDS: &[&str] = &["建议", "问题", "方面", "意见", "事宜", "诉求", "提案", "事项", "情况", "工作"];
/// Ends of a topic that text follows in the same paragraph.
const RUN_IN_ENDS: &[&str] = &["建议", "问题", "方面", "意见", "诉求"];

/// A heading as found.
#[derive(Clone, Debug)]
pub(super) struct Heading {
    /// Index of the segment that it opens.
    pub segment: usize,
    /// The heading, number and end mark included.
    pub span: Span,
    /// The heading's words without number and end mark.
    pub words: Span,
    /// Its number.
    pub number: u32,
    /// The role that a functional heading opens.
    pub opens: Option<Role>,
}

/// True for a line that begins like a numbered section.
pub(super) fn may_head(s: &str) -> bool {
    ordinals::read(s).is_some_and(|ordinal| ordinal.family == Family::Han && ordinal.number == 1)
}

struct HeadingCandidate<'a> {
    segment: usize,
    span: Span,
    ordinal: Option<Ordinal>,
    rest: &'a str,
}

/// The headings among `segments` of `text`.
pub(super) fn find(text: &str, segments: &[Span]) -> Vec<Heading> {
    let candidates: Vec<HeadingCandidate<'_>> = segments
        .iter()
        .enumerate()
        .map(|(segment, &span)| {
            let s = head_of(span.of(text));
            let ordinal = ordinals::read(s).or_else(|| ordinals::point(s));
            HeadingCandidate {
                segment,
                span,
                ordinal,
                rest: &s[ordinal.map_or(0, |ordinal| ordinal.length)..],
            }
        })
        .collect();
    let by_family = |family: Family| -> Vec<Heading> {
        let inside =
            |at: usize| candidates.get(at).is_some_and(|c| c.ordinal.is_some_and(|o| o.family == family));
        let own = || candidates.iter().filter(|c| c.ordinal.is_some_and(|ordinal| ordinal.family == family));
        // Lines of a series that all have longer text under them are headings, whatever they end with.
        let length = |at: usize| candidates.get(at).map_or(0, |c| c.span.len());
        let headed = |c: &HeadingCandidate<'_>| {
            !inside(c.segment + 1) && c.span.len() <= SHORT && length(c.segment + 1) > c.span.len()
        };
        let series = own().count() > 1 && own().all(headed);
        own()
            .filter_map(|candidate| {
                let followed = inside(candidate.segment + 1);
                heading(candidate, segments.len(), Place { followed, outer: family == Family::Han, series })
            })
            .collect()
    };
    let han = by_family(Family::Han);
    if !han.is_empty() {
        return han;
    }
    for family in [Family::HanRound, Family::Arabic, Family::Ordinal] {
        let found = by_family(family);
        if !found.is_empty() {
            return found;
        }
    }
    unnumbered(&candidates, segments.len())
}

fn head_of(s: &str) -> &str {
    if s.len() <= LOOK {
        return s;
    }
    let end = s.char_indices().nth(LOOK).map_or(s.len(), |found| found.0);
    &s[..end]
}

/// Where a numbered segment stands in its series.
#[derive(Clone, Copy)]
struct Place {
    /// The next number follows at once.
    followed: bool,
    /// The series is of the outermost kind.
    outer: bool,
    /// All lines of the series are short and have longer text under them.
    series: bool,
}

/// The heading that a numbered segment begins with, if it is one.
fn heading(candidate: &HeadingCandidate<'_>, segments: usize, place: Place) -> Option<Heading> {
    let Place { followed, outer, series } = place;
    let rest = candidate.rest;
    let first_end = rest
        .char_indices()
        .find(|&(_, c)| punctuation::ends_sentence(c) || c == punctuation::COLON)
        .map_or(rest.len(), |(at, c)| at + c.len_utf8());
    let first = &rest[..first_end];
    let alone = first_end == rest.len() && candidate.span.len() < LOOK;
    let words = first.trim_end_matches(|c| punctuation::ends_sentence(c) || c == punctuation::COLON);
    let length = words.chars().count();
    let stopped = words.len() < first.len();
    let last = candidate.segment + 1 >= segments;
    let topic = labels::is_topic(words);
    let number = candidate.ordinal.map_or(0, |ordinal| ordinal.number);
    let functional = labels::functional_heading(words)
        .or_else(|| labels::plain_heading(words, number).filter(|_| outer && alone));
    let yes = if functional.is_some() && (alone || stopped) {
        outer || alone
    } else if alone && length <= LONGEST_HEADING && !words.contains('；') {
        let named = topic && topic_end(words);
        !last
            && (named
                || (!followed
                    && outer
                    && (!stopped || topic || length <= LONGEST_STOPPED && (series || !words.contains('，')))
                    && !names_itself(words)))
    } else {
        stopped && topic && run_in_topic(words) && length <= 60
    };
    let number_length = candidate.ordinal.map_or(0, |ordinal| ordinal.length);
    let words_at = candidate.span.start + number_length;
    yes.then(|| Heading {
        segment: candidate.segment,
        span: Span::new(candidate.span.start, words_at + first_end),
        words: Span::new(words_at, words_at + words.len()),
        number,
        opens: functional,
    })
}

fn topic_end(words: &str) -> bool {
    TOPIC_ENDS.iter().any(|end| words.ends_with(end))
}

/// `关于加强监管的建议。我局…`: a topic and the text after it in one paragraph.
fn run_in_topic(words: &str) -> bool {
    RUN_IN_ENDS.iter().any(|end| words.ends_with(end)) && !names_itself(words)
}

/// `关于…的建议` alone on its line without a number.
fn unnumbered(candidates: &[HeadingCandidate<'_>], segments: usize) -> Vec<Heading> {
    let mut out = Vec::new();
    for candidate in candidates {
        let words =
            candidate.rest.trim_end_matches(|c| punctuation::ends_sentence(c) || c == punctuation::COLON);
        let length = words.chars().count();
        let alone =
            candidate.ordinal.is_none() && (4..=60).contains(&length) && !words.contains(['。', '；', '！']);
        if !alone || candidate.segment + 1 >= segments || !labels::is_topic(words) || !run_in_topic(words) {
            continue;
        }
        out.push(Heading {
            segment: candidate.segment,
            span: candidate.span,
            words: Span::new(candidate.span.start, candidate.span.start + words.len()),
            number: out.len() as u32 + 1,
            opens: None,
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings(lines: &[&str]) -> Vec<String> {
        let text = lines.join("\n");
        let mut segments = Vec::new();
        let mut at = 0;
        for line in lines {
            segments.push(Span::new(at, at + line.len()));
            at += line.len() + 1;
        }
        find(&text, &segments).iter().map(|heading| heading.words.of(&text).to_owned()).collect()
    }

    #[test]
    fn a_numbered_sentence_is_no_heading() {
        assert_eq!(
            headings(&["一、基本情况", "全县有路。", "二、下步工作方向", "修路。"]),
            ["基本情况", "下步工作方向"]
        );
        assert_eq!(headings(&["一、关于修路的建议。", "已修。"]), ["关于修路的建议"]);
        assert!(headings(&["一、我局修了路。路很好。", "二、我局修了桥。桥很好。"]).is_empty());
        assert!(headings(&["一、二级公路养护已完成", "其余待办。"]).is_empty());
    }

    #[test]
    fn lines_with_stops_are_headings_where_all_of_the_series_have_text_under_them() {
        let text = "近年来，我局对城区内工地开展了排查整改，共整改问题212个，防范了扬尘污染风险。";
        let (first, second) = ("一、强化重点部署，压实工作责任。", "二、深化排查整治，优化抑尘措施。");
        assert_eq!(
            headings(&[first, text, second, text]),
            ["强化重点部署，压实工作责任", "深化排查整治，优化抑尘措施"]
        );
        assert!(headings(&[first, second, text]).is_empty());
        assert!(headings(&[first, text]).is_empty());
    }
}
