//! What is known of a clause, as numbers that weights are kept for.
//!
//! In: the clauses of a letter, its text and when it was written. Out: for each clause the numbers of its features.
//! Training and reading call this function and no other, so that they cannot differ. A number is a hash: two features may
//! share one.

use std::cmp::Ordering;

use dafu_words::numerals;
use dafu_words::span::Span;

use crate::acts::around::{self, Around};
use crate::acts::clause::Clause;
use crate::acts::cues::{self, TELLING};
use crate::acts::pins::{self, Pin};

/// What a feature looks at.
#[derive(Clone, Copy)]
#[repr(u8)]
enum Kind {
    Always,
    Character,
    TwoCharacters,
    FirstTwo,
    FirstThree,
    FirstTwoOfSentence,
    FirstThreeOfSentence,
    LastTwo,
    LastThree,
    Mark,
    Cue,
    CueBefore,
    CueAfter,
    CueOfLeadIn,
    CueOfHeading,
    CueOfSection,
    CueOfAnnouncement,
    CueBeforeInParagraph,
    CueAfterInParagraph,
    LastTwoOfSection,
    InItem,
    Year,
    Month,
    Length,
    Cues,
    CuesBefore,
    CuesAfter,
    CuesOfSentenceBefore,
    CuesAndFirstTwo,
    Digits,
    PlansAgo,
    PlansFollow,
    PlansAndFirstTwo,
}

/// How many characters of a clause are looked at; the sum of all its features' weights stays in 16 bits.
const LOOK: usize = 60;
/// Longest clause whose length counts, in characters, and the step of lengths that count alike.
const LONGEST: usize = 40;
const STEP: usize = 5;

/// When a letter was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its year.
    pub year: u32,
    /// Its month, where its date tells.
    pub month: Option<u32>,
}

/// A letter's clauses with what stands around each.
#[derive(Debug)]
pub struct View<'a> {
    text: &'a str,
    clauses: Vec<Clause>,
    written: Option<Written>,
    /// Classes of cues of each clause.
    cues: Vec<u32>,
    around: Vec<Around>,
    /// What each clause is pinned to.
    pins: Vec<Option<Pinned<'a>>>,
}

/// A pin, its words, and the clause that has them.
#[derive(Clone, Copy, Debug)]
struct Pinned<'a> {
    pin: Pin,
    words: &'a str,
    place: usize,
}

impl<'a> View<'a> {
    /// A view of `clauses` of `text`, a letter that was written then.
    pub fn new(text: &'a str, clauses: Vec<Clause>, written: Option<Written>) -> View<'a> {
        let cues = cues::of(text, &clauses);
        let around = around::of(text, &clauses, &cues);
        let pins = pinned(text, &clauses, &cues, &around);
        View { text, clauses, written, cues, around, pins }
    }

    /// The text.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The clauses.
    pub fn clauses(&self) -> &[Clause] {
        &self.clauses
    }

    /// The classes of cues of the clause at `at`, a bit each.
    pub(super) fn cues(&self, at: usize) -> u32 {
        self.cues[at]
    }

    /// The pin of the clause at `at`, with its words: its own, or that of a clause before it in the sentence, as long as
    /// nothing on the way tells of what is done, goes on or is declined.
    pub fn pin(&self, at: usize) -> Option<(Pin, &'a str)> {
        let near = |found: &&Pinned<'a>| self.around[at].reach(at).0.start <= found.place;
        self.pins[at].as_ref().filter(near).map(|found| (found.pin, found.words))
    }

    /// Hands the numbers of the features of the clause at `at` to `emit`, each with the place of its words in the text if
    /// it looks at words of the clause.
    pub fn each(&self, at: usize, emit: &mut impl FnMut(u32, Option<Span>)) {
        let span = self.clauses[at].span;
        let whole = span.of(self.text);
        let s = bare(whole);
        let place = |from: usize, to: usize| Some(Span::new(span.start + from, span.start + to));
        emit(number(Kind::Always, 0), None);
        let (mut before, mut start, mut length) = (0, 0, 0);
        for (from, c) in s.char_indices().take(LOOK) {
            let (to, c) = (from + c.len_utf8(), levelled(c));
            emit(number(Kind::Character, c), place(from, to));
            if length > 0 {
                emit(number(Kind::TwoCharacters, before << 21 | c), place(start, to));
            }
            (before, start, length) = (c, from, length + 1);
        }
        for (kind, from, to) in [
            (Kind::FirstTwo, 0, first(s, 2).len()),
            (Kind::FirstThree, 0, first(s, 3).len()),
            (Kind::LastTwo, s.len() - last(s, 2).len(), s.len()),
            (Kind::LastThree, s.len() - last(s, 3).len(), s.len()),
        ] {
            emit(number(kind, packed(&s[from..to])), place(from, to));
        }
        let mut give = |kind: Kind, value: u64| emit(number(kind, value), None);
        let opening = self.around[at].sentence.0;
        if opening < at {
            let opening = self.clauses[opening].span.of(self.text);
            give(Kind::FirstTwoOfSentence, packed(first(opening, 2)));
            give(Kind::FirstThreeOfSentence, packed(first(opening, 3)));
        }
        give(Kind::Mark, whole[s.len()..].chars().next().map_or(0, u64::from));
        self.give_cues(at, packed(first(s, 2)), &mut give);
        if let Some(written) = self.written {
            let against = |orders: &mut dyn Iterator<Item = Ordering>| {
                orders.fold(0u8, |all, order| all | 1 << (order as i8 + 1))
            };
            let years = against(&mut years(s).map(|year| year.cmp(&written.year)));
            let months = written.month.map(|month| {
                against(&mut months(s, written.year).map(|stated| stated.cmp(&(written.year, month))))
            });
            for (kind, seen) in [(Kind::Year, years), (Kind::Month, months.unwrap_or(0))] {
                (0..3).filter(|at| seen >> at & 1 == 1).for_each(|at| give(kind, at));
            }
        }
        give(Kind::Length, (length.min(LONGEST) / STEP) as u64);
        if s.bytes().any(|b| b.is_ascii_digit()) {
            give(Kind::Digits, 0);
        }
    }

    fn give_cues(&self, at: usize, first_two: u64, give: &mut impl FnMut(Kind, u64)) {
        let Around { sentence: (from, to), lead_in, heading, section, section_end, announced, .. } =
            self.around[at];
        let Around { paragraph, plans_ago, plans_follow, .. } = self.around[at];
        let (before, after) = self.around[at].reach(at);
        let sets = [
            (Kind::Cue, self.cues[at]),
            (Kind::CueBefore, around::all(&self.cues[before])),
            (Kind::CueAfter, around::all(&self.cues[after])),
            (Kind::CueOfLeadIn, lead_in.unwrap_or(0)),
            (Kind::CueOfHeading, heading),
            (Kind::CueOfSection, section),
            (Kind::CueOfAnnouncement, announced),
            (Kind::CueBeforeInParagraph, paragraph.0),
            (Kind::CueAfterInParagraph, paragraph.1),
        ];
        for (kind, set) in sets {
            let mut rest = set;
            while rest != 0 {
                give(kind, rest.trailing_zeros().into());
                rest &= rest - 1;
            }
        }
        let here = telling(self.cues[at]);
        give(Kind::Cues, here);
        give(Kind::CuesAndFirstTwo, first_two << 8 | here);
        if at > from {
            give(Kind::CuesBefore, telling(self.cues[at - 1]));
        } else if at > 0 {
            give(Kind::CuesOfSentenceBefore, telling(self.cues[at - 1]));
        }
        if at + 1 < to {
            give(Kind::CuesAfter, telling(self.cues[at + 1]));
        }
        if let Some(end) = section_end {
            give(Kind::LastTwoOfSection, packed(last(bare(self.clauses[end].span.of(self.text)), 2)));
        }
        if let Some(cues) = lead_in {
            give(Kind::InItem, u64::from(cues != 0));
        }
        let ago = plans_ago.map_or(0, u64::from);
        give(Kind::PlansAgo, ago);
        give(Kind::PlansFollow, plans_follow.into());
        give(Kind::PlansAndFirstTwo, first_two << 8 | ago << 1 | u64::from(plans_follow));
    }
}

/// What each clause is pinned to: by its own words, or by those of the clause before it, whose promise or condition goes on
/// until something tells of what is done, goes on or is declined.
fn pinned<'a>(text: &'a str, clauses: &[Clause], cues: &[u32], around: &[Around]) -> Vec<Option<Pinned<'a>>> {
    let turns = 1 << cues::DONE_CLASS | 1 << cues::NOW_CLASS | 1 << cues::NOT_CLASS;
    let mut before: Option<Pinned<'a>> = None;
    let pin = |place: usize| {
        let after = around::all(&cues[around[place].reach(place).1]);
        let own = pins::of(clauses[place].span.of(text), cues[place], after);
        let goes_on = before
            .filter(|found| matches!(found.pin, Pin::Ahead | Pin::Condition))
            .filter(|_| place > around[place].sentence.0 && cues[place] & turns == 0);
        before = own.map(|(pin, words)| Pinned { pin, words, place }).or(goes_on);
        before
    };
    (0..clauses.len()).map(pin).collect()
}

/// The number of a feature: two of them may share one.
#[inline]
fn number(kind: Kind, value: u64) -> u32 {
    let mixed = (value ^ (kind as u64) << 58).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    ((mixed ^ mixed >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 32) as u32
}

/// A character as features take it: figures are one.
fn levelled(c: char) -> u64 {
    u64::from(if c.is_ascii_digit() { '0' } else { c })
}

/// The first `count` characters of `s`.
fn first(s: &str, count: usize) -> &str {
    &s[..s.char_indices().nth(count).map_or(s.len(), |found| found.0)]
}

/// The last `count` characters of `s`.
fn last(s: &str, count: usize) -> &str {
    &s[s.char_indices().nth_back(count - 1).map_or(0, |found| found.0)..]
}

/// A clause without the marks at its end.
fn bare(s: &str) -> &str {
    const MARKS: [char; 9] = ['，', '。', '；', '：', '！', '？', '、', '…', '.'];
    s.trim_end_matches(MARKS)
}

/// A few characters in one number.
fn packed(s: &str) -> u64 {
    s.chars().fold(0, |all, c| all << 21 | levelled(c))
}

/// The telling classes among `cues`, as a number below 256.
fn telling(cues: u32) -> u64 {
    TELLING.iter().enumerate().map(|(at, class)| u64::from(cues >> class & 1) << at).sum()
}

/// Years stated in `s`.
fn years(s: &str) -> impl Iterator<Item = u32> {
    let stated = s.match_indices('年').filter_map(|(at, _)| numerals::read_back(&s[..at]));
    stated.map(|found| found.0).filter(|year| (1990..2100).contains(year))
}

/// Years and months stated in `s`; a month without a year is of `year`, or of the one before or after it.
fn months(s: &str, year: u32) -> impl Iterator<Item = (u32, u32)> {
    s.match_indices('月').filter_map(move |(at, _)| {
        let (month, length) = numerals::read_back(&s[..at]).filter(|found| (1..=12).contains(&found.0))?;
        let before = &s[..at - length];
        let year = match before.strip_suffix('年') {
            None => year,
            Some(before) if before.ends_with(['明', '来', '次']) => year.saturating_add(1),
            Some(before) if before.ends_with('去') => year.saturating_sub(1),
            Some(before) => numerals::read_back(before)
                .map_or(year, |found| found.0)
                .clamp(year.saturating_sub(50), year.saturating_add(50)),
        };
        Some((year, month))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::clause::cut;

    fn features(text: &str, written: Option<Written>) -> Vec<Vec<u32>> {
        let view = View::new(text, cut(text, &[Span::new(0, text.len())]), written);
        let all = |at| {
            let mut all = Vec::new();
            view.each(at, &mut |feature, _| all.push(feature));
            all
        };
        (0..view.clauses().len()).map(all).collect()
    }

    #[test]
    fn months_are_of_the_year_that_is_said_or_of_the_letters_own() {
        let found = |s| months(s, 2024).collect::<Vec<_>>();
        assert_eq!(found("2023年5月至12月"), [(2023, 5), (2024, 12)]);
        assert_eq!(found("去年九月，明年3月"), [(2023, 9), (2025, 3)]);
        assert_eq!(found("3个月内，每月一次，99999999年1月，13月"), [(2074, 1)]);
        let told = |month| features("我局于5月8日修好。", Some(Written { year: 2024, month }));
        assert_ne!(told(Some(4)), told(Some(6)));
        assert_eq!(told(Some(6)), told(Some(7)));
        assert_ne!(told(None), told(Some(7)));
    }

    #[test]
    fn a_year_is_told_from_the_letters_own() {
        let told = |year| features("2025年底前建成。", Some(Written { year, month: None }));
        assert_ne!(told(2024), told(2025));
        assert_eq!(told(2023), told(2024));
        assert_ne!(told(2024), features("2025年底前建成。", None));
    }
}
