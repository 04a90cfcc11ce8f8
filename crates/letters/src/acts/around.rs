//! What stands around a clause: its sentence, what leads in its item, the headings above it, what was announced.
//!
//! In: the clauses of a letter with the classes of their cues. Out: for each clause what stands around it. Which words
//! are cues is said by `cues`, what they are worth is learned.

use crate::acts::clause::{Boundary, Clause};
use crate::acts::cues::NEXT_CLASS;
use crate::forms::look;
use crate::forms::ordinals::{self, Family};
use dafu_words::{numerals, punctuation};
use std::ops::Range;

/// How many clauses before and after a clause of its sentence are looked at.
const REACH: usize = 24;
/// Longest heading, in characters.
const HEADING: usize = 30;

/// What stands around a clause. Cues are those of [`crate::acts::cues`], a bit a class.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Around {
    /// The clauses of its sentence, from and to.
    pub sentence: (usize, usize),
    /// Cues of what leads in the items among which it is, if it is in one.
    pub lead_in: Option<u32>,
    /// Cues of the last heading above it.
    pub heading: u32,
    /// Cues of the last heading of the outermost series.
    pub section: u32,
    /// The clause that ends that heading.
    pub section_end: Option<usize>,
    /// Cues of the last sentence that announced a series of paragraphs.
    pub announced: u32,
    /// Cues of what stands before it in its paragraph, and of what stands after it.
    pub paragraph: (u32, u32),
    /// How long ago a sentence or part of one began with what comes next: 1 in this paragraph, 2 in the one before, at
    /// most [`LONG_AGO`]; none where none did.
    pub plans_ago: Option<u8>,
    /// True where one begins so later.
    pub plans_follow: bool,
}

/// So many paragraphs ago and more count alike.
const LONG_AGO: u8 = 4;
/// Within how many bytes from its beginning a sentence says what comes next.
const EARLY: usize = 30;

impl Around {
    /// The clauses of its sentence before and after the clause at `at`, as far as they are looked at.
    pub(super) fn reach(&self, at: usize) -> (Range<usize>, Range<usize>) {
        let (from, to) = self.sentence;
        (from.max(at.saturating_sub(REACH))..at, at + 1..to.min(at + 1 + REACH))
    }
}

/// What stands around each of `clauses` of `text`.
pub(super) fn of(text: &str, clauses: &[Clause], cues: &[u32]) -> Vec<Around> {
    let mut around = vec![Around::default(); clauses.len()];
    set_sentences(clauses, &mut around);
    set_items(text, clauses, cues, &mut around);
    set_paragraphs(text, clauses, cues, &mut around);
    set_reach_of_paragraph(clauses, cues, &mut around);
    set_plans(text, clauses, cues, &mut around);
    around
}

fn set_sentences(clauses: &[Clause], around: &mut [Around]) {
    let mut from = 0;
    for at in 0..clauses.len() {
        if clauses[at].opens_sentence() {
            from = at;
        }
        around[at].sentence.0 = from;
    }
    let mut to = clauses.len();
    for at in (0..clauses.len()).rev() {
        around[at].sentence.1 = to;
        if clauses[at].opens_sentence() {
            to = at;
        }
    }
}

/// Items run from their first ordinal to the end of their paragraphs; what stands before the first one leads them in.
fn set_items(text: &str, clauses: &[Clause], cues: &[u32], around: &mut [Around]) {
    let mut lead_in = None;
    for at in 0..clauses.len() {
        let clause = clauses[at];
        let numbered = clause.boundary != Boundary::Comma && is_numbered(clause.span.of(text));
        if numbered && lead_in.is_none() {
            let from = around[at].sentence.0;
            let from = if from == at { around[at.saturating_sub(1)].sentence.0 } else { from };
            lead_in = Some(all(&cues[from.max(at.saturating_sub(REACH))..at]));
        } else if !numbered && clause.boundary == Boundary::Paragraph {
            lead_in = None;
        }
        around[at].lead_in = lead_in;
    }
}

/// Headings hold for what stands under them, announcements for the series that follows.
fn set_paragraphs(text: &str, clauses: &[Clause], cues: &[u32], around: &mut [Around]) {
    let mut now = Around::default();
    let mut before: Option<usize> = None;
    let mut at = 0;
    while at < clauses.len() {
        let rest = &clauses[at + 1..];
        let end = at + 1 + rest.iter().take_while(|clause| clause.boundary != Boundary::Paragraph).count();
        let ordinal = ordinals::read(clauses[at].span.of(text));
        if let (Some(last), Some(1)) = (before, ordinal.map(|ordinal| ordinal.number)) {
            let opening = around[last].sentence.0.max(last.saturating_sub(REACH));
            now.announced = all(&cues[opening..=last]);
        }
        if let Some(heading) = heading(text, &clauses[at..end], ordinal.is_some()) {
            now.heading = all(&cues[at..at + heading]);
            if ordinal.is_none_or(|ordinal| ordinal.family == Family::Han) {
                (now.section, now.section_end) = (now.heading, Some(at + heading - 1));
            }
        }
        for around in &mut around[at..end] {
            let Around { sentence, lead_in, .. } = *around;
            *around = Around { sentence, lead_in, ..now };
        }
        before = ordinal.is_none().then_some(end - 1);
        at = end;
    }
}

fn set_reach_of_paragraph(clauses: &[Clause], cues: &[u32], around: &mut [Around]) {
    let mut before = 0;
    for (at, clause) in clauses.iter().enumerate() {
        if clause.boundary == Boundary::Paragraph {
            before = 0;
        }
        around[at].paragraph.0 = before;
        before |= cues[at];
    }
    let mut after = 0;
    for (at, clause) in clauses.iter().enumerate().rev() {
        around[at].paragraph.1 = after;
        after |= cues[at];
        if clause.boundary == Boundary::Paragraph {
            after = 0;
        }
    }
}

fn set_plans(text: &str, clauses: &[Clause], cues: &[u32], around: &mut [Around]) {
    const NEXT: [&str; 6] = ["下一步", "下步", "下阶段", "下一阶段", "今后", "接下来"];
    let plans = |at: usize| {
        let s = clauses[at].span.of(text);
        cues[at] >> NEXT_CLASS & 1 == 1
            && clauses[at].boundary != Boundary::Comma
            && NEXT.iter().any(|word| look::find(s, word).is_some_and(|at| at < EARLY))
    };
    let mut ago: Option<u8> = None;
    for at in 0..clauses.len() {
        if clauses[at].boundary == Boundary::Paragraph {
            ago = ago.map(|ago| LONG_AGO.min(ago + 1));
        }
        if plans(at) {
            ago = Some(1);
        }
        around[at].plans_ago = ago;
    }
    let mut follow = false;
    for at in (0..clauses.len()).rev() {
        around[at].plans_follow = follow;
        follow |= plans(at);
    }
}

/// How many clauses of a paragraph its heading has: all of a short line without a full stop, or the short numbered
/// sentence that it begins with.
fn heading(text: &str, clauses: &[Clause], numbered: bool) -> Option<usize> {
    let length = |clauses: &[Clause]| -> usize {
        clauses.iter().map(|clause| clause.span.of(text).chars().count()).sum()
    };
    let open = !clauses[clauses.len() - 1].span.of(text).ends_with(['。', '；', '，']);
    if open && length(clauses) <= HEADING {
        return Some(clauses.len());
    }
    let first = 1 + clauses[1..].iter().take_while(|clause| !clause.opens_sentence()).count();
    (numbered && length(&clauses[..first]) <= HEADING).then_some(first)
}

/// The cues of several clauses.
pub(super) fn all(cues: &[u32]) -> u32 {
    cues.iter().fold(0, |all, cues| all | cues)
}

/// True for an ordinal at the start of a clause: 一是 （二） 3. ① 首先.
fn is_numbered(s: &str) -> bool {
    const WORDS: [&str; 5] = ["首先", "其次", "再次", "最后", "第一，"];
    const LONGEST: usize = 6;
    let s = s.trim_start_matches(punctuation::ROUND.0);
    let bare = s.trim_start_matches(|c: char| numerals::is_numeral(c) || c.is_ascii_digit());
    let length = s.len() - bare.len();
    s.starts_with(|c| matches!(c, '①'..='⑩'))
        || WORDS.iter().any(|word| s.starts_with(word))
        || (1..=LONGEST).contains(&length) && bare.starts_with(['是', '、', '）', '.', '要'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::clause::cut;
    use crate::acts::cues::{self, DONE_CLASS, NEXT_CLASS, WILL_CLASS};
    use dafu_words::span::Span;

    /// Clauses with what stands around them.
    fn around(text: &str) -> Vec<(String, Around)> {
        let mut paragraphs = Vec::new();
        let mut at = 0;
        for line in text.split('\n') {
            paragraphs.push(Span::new(at, at + line.len()));
            at += line.len() + 1;
        }
        let clauses = cut(text, &paragraphs);
        let around = of(text, &clauses, &cues::of(text, &clauses));
        clauses.iter().map(|clause| clause.span.of(text).to_owned()).zip(around).collect()
    }

    #[test]
    fn items_know_what_leads_them_in() {
        let found = around("我局将做好以下工作：一是修路。二是架桥。\n河水清。");
        assert_eq!(found[2].0, "二是架桥。");
        let has = |cues: Option<u32>, class: u32| cues.is_some_and(|cues| cues >> class & 1 == 1);
        assert!(has(found[1].1.lead_in, WILL_CLASS) && has(found[2].1.lead_in, WILL_CLASS));
        assert_eq!(found[3].1.lead_in, None);
    }

    #[test]
    fn clauses_know_the_headings_above_them_and_what_was_announced() {
        let found = around("去年做了以下工作。\n一、下步工作\n（一）强化巡查。每月一次。\n河水清。");
        let has = |cues: u32, class: u32| cues >> class & 1 == 1;
        let last = found[4].1;
        assert!(has(last.section, NEXT_CLASS) && !has(last.heading, NEXT_CLASS));
        assert!(has(last.announced, DONE_CLASS));
        assert_eq!(found[last.section_end.unwrap()].0, "一、下步工作");
    }

    #[test]
    fn clauses_know_what_stands_in_their_paragraph_and_whether_plans_came_before() {
        let found =
            around("我局已修路。河水清。路将通。\n下一步，架桥。\n河水清。\n河水清。\n河水清。\n河水清。");
        let (before, after) = found[1].1.paragraph;
        assert_eq!((before, after), (1 << DONE_CLASS | 1 << cues::OWN_CLASS, 1 << WILL_CLASS));
        assert_eq!(found[0].1.paragraph.0, 0);
        let plans: Vec<_> = found.iter().map(|clause| (clause.1.plans_ago, clause.1.plans_follow)).collect();
        assert_eq!(plans[0], (None, true));
        assert_eq!(
            plans[2..],
            [
                (None, true),
                (Some(1), false),
                (Some(2), false),
                (Some(3), false),
                (Some(4), false),
                (Some(4), false)
            ]
        );
    }

    #[test]
    fn ordinals_are_told_from_numbers() {
        for s in ["一是修路", "（二）架桥", "3.供水", "①供电", "首先修路", "二要架桥"]
        {
            assert!(is_numbered(s), "{s}");
        }
        for s in ["三万元", "2024年修路", "一座桥", "修路"] {
            assert!(!is_numbered(s), "{s}");
        }
    }
}
