//! Items: where the members of an enumeration begin (一是…；二是…).
//!
//! In: the segments of one run of text (no heading, no label within). Out: the places of the outermost series'
//! ordinals. Nested series are seen and left alone.

use crate::forms::ordinals::{self, Family, Ordinal};
use crate::forms::turns::turns;
use dafu_words::span::Span;
use dafu_words::{punctuation, script};

/// The beginning of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ItemStart {
    /// Index of the segment within the run.
    pub segment: usize,
    /// Offset in the shadow.
    pub at: usize,
    /// Ordinal as counted.
    pub number: u32,
    /// Family of the ordinal.
    pub family: Family,
    /// Length of the ordinal.
    pub length: usize,
    /// True when it opens its segment.
    pub leads: bool,
}

#[derive(Clone, Copy)]
struct ItemCandidate {
    segment: usize,
    at: usize,
    ordinal: Ordinal,
    leads: bool,
    /// A sentence that opens a plan or an objection stands between the last candidate and this one.
    turned: bool,
}

/// The items of a run.
pub(super) fn find(text: &str, run: &[Span]) -> Vec<ItemStart> {
    let candidates = candidates(text, run);
    let mut places: Vec<Vec<usize>> = vec![Vec::new(); Family::One as usize + 1];
    for (index, candidate) in candidates.iter().enumerate() {
        places[candidate.ordinal.family as usize].push(index);
    }
    let next = |family: Family, after: usize| {
        let list = &places[family as usize];
        list.get(list.partition_point(|&index| index <= after)).map(|&index| candidates[index])
    };
    let mut items: Vec<ItemStart> = Vec::new();
    let mut active: Option<(Family, u32, usize)> = None;
    let mut turned = false;
    for (index, candidate) in candidates.iter().enumerate() {
        let Ordinal { family, number, length } = candidate.ordinal;
        turned |= candidate.turned;
        let begins = number == 1
            && next(family, index).is_some_and(|second| match family {
                Family::First => second.ordinal.number != 1,
                _ => second.ordinal.number == 2,
            });
        let accepted = match active {
            None => begins.then_some(1),
            Some((current, last, segment)) if current == family => {
                let gap = candidate.segment - segment;
                match number {
                    0 => Some(last + 1),
                    _ if number == last + 1 || (number == last + 2 && gap <= 1) => Some(number),
                    1 if begins => Some(1),
                    _ => None,
                }
            }
            Some((current, last, segment)) => {
                let goes_on = next(current, index)
                    .is_some_and(|member| member.ordinal.number > last || member.ordinal.number == 0);
                let outer = family < current && candidate.leads;
                let apart = candidate.segment != segment || turned;
                let larger = outer && candidate.segment != segment;
                let ended = apart && !goes_on && (turned || !nests(current));
                (begins && (larger || ended)).then_some(1)
            }
        };
        let Some(number) = accepted else { continue };
        active = Some((family, number, candidate.segment));
        turned = false;
        items.push(ItemStart {
            segment: candidate.segment,
            at: candidate.at,
            number,
            family,
            length,
            leads: candidate.leads,
        });
    }
    items
}

/// Families whose items may hold a series of another family in later paragraphs.
fn nests(family: Family) -> bool {
    matches!(family, Family::Han | Family::HanRound | Family::Ordinal | Family::Arabic)
}

fn candidates(text: &str, run: &[Span]) -> Vec<ItemCandidate> {
    let mut out: Vec<ItemCandidate> = Vec::new();
    for (segment, span) in run.iter().enumerate() {
        let s = span.of(text);
        let mut last = None;
        let mut turned = segment > 0 && turns(s);
        let mut at = 0;
        while at < s.len() {
            // Behind a Han character no other stands but 一.
            if last.is_some_and(punctuation::is_plain) && is_other_han(&s.as_bytes()[at..]) {
                at += '一'.len_utf8();
                continue;
            }
            let rest = &s[at..];
            let Some(c) = rest.chars().next() else { break };
            if last.is_some() {
                last = s[..at].chars().next_back();
            }
            let sentence_begins = last.is_some_and(punctuation::ends_sentence);
            turned |= sentence_begins && turns(rest);
            if may_stand(last, c)
                && let Some(ordinal) = ordinals::read(rest)
                && fits(last, ordinal, &s[..at])
            {
                out.push(ItemCandidate {
                    segment,
                    at: span.start + at,
                    ordinal,
                    leads: last.is_none(),
                    turned,
                });
                turned = false;
            }
            last = Some(c);
            at += c.len_utf8();
        }
    }
    out
}

/// True when `next` begins with a Han character that is not 一.
fn is_other_han(next: &[u8]) -> bool {
    script::begins_with_han(next) && !matches!(next, [0xE4, 0xB8, 0x80, ..])
}

fn may_stand(last: Option<char>, c: char) -> bool {
    let Some(last) = last else { return true };
    punctuation::may_cut_after(last) || matches!(c, '①'..='⑳') || (c == '一' && ordinals::may_precede(last))
}

/// Whether an ordinal of this family may stand behind `last`.
fn fits(last: Option<char>, ordinal: Ordinal, before: &str) -> bool {
    let Some(last) = last else { return true };
    let stop = punctuation::ends_sentence(last)
        || matches!(last, '；' | '：')
        || (punctuation::closes(last) && last != '）');
    match ordinal.family {
        Family::Han | Family::Arabic => stop && !before.is_empty(),
        Family::HanRound | Family::ArabicRound | Family::Ordinal => stop || last == '，',
        Family::First => stop || last == '，',
        Family::Circled => true,
        Family::Is | Family::One => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(lines: &[&str]) -> Vec<(usize, u32)> {
        let text = lines.join("\n");
        let mut run = Vec::new();
        let mut at = 0;
        for line in lines {
            run.push(Span::new(at, at + line.len()));
            at += line.len() + 1;
        }
        find(&text, &run).iter().map(|item| (item.segment, item.number)).collect()
    }

    #[test]
    fn the_outer_series_is_found_and_the_inner_left() {
        assert_eq!(items(&["一是建；其一，甲，其二，乙。二是管。"]), [(0, 1), (0, 2)]);
        assert_eq!(items(&["（一）建。一是甲；二是乙。", "（二）管。"]), [(0, 1), (1, 2)]);
        assert_eq!(items(&["首先，建。其次，管。最后，查。"]), [(0, 1), (0, 2), (0, 3)]);
        assert_eq!(items(&["这是一是一，二是二的事。"]), []);
        assert_eq!(
            items(&["我局一是建；二是管。", "下步，一要建；二要管。"]),
            [(0, 1), (0, 2), (1, 1), (1, 2)]
        );
        assert_eq!(items(&["一是没有第二个的。"]), []);
    }
}
