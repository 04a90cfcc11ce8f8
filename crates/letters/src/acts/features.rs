//! What is known of a clause, as numbers that weights are kept for.
//!
//! In: the clauses of a letter, its text and year. Out: for each clause the numbers of its features. Training and reading
//! call this function and no other, so that they cannot differ. A number is a hash: two features may share one.

use dafu_words::numerals;
use dafu_words::span::Span;

use crate::acts::clause::{Boundary, Clause};
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
    InItem,
    Year,
    Length,
    Cues,
    CuesBefore,
    CuesAfter,
    CuesOfSentenceBefore,
    CuesAndFirstTwo,
    Digits,
}

/// Longest paragraph that is taken for a heading, in characters.
const HEADING: usize = 30;
/// Longest clause whose length counts, in characters, and the step of lengths that count alike.
const LONGEST: usize = 40;
const STEP: usize = 5;

/// A letter's clauses with what stands around each.
#[derive(Debug)]
pub struct View<'a> {
    text: &'a str,
    clauses: Vec<Clause>,
    year: Option<u32>,
    /// Classes of cues of each clause.
    cues: Vec<u32>,
    around: Vec<Around>,
}

/// What stands around a clause.
#[derive(Clone, Copy, Debug, Default)]
struct Around {
    /// The clauses of its sentence, from and to.
    sentence: (usize, usize),
    /// Cues of what leads in the items among which it is, if it is in one.
    lead_in: Option<u32>,
    /// Cues of the last short paragraph without a full stop.
    heading: u32,
}

impl<'a> View<'a> {
    /// A view of `clauses` of `text`; `year` is the letter's.
    pub fn new(text: &'a str, clauses: Vec<Clause>, year: Option<u32>) -> View<'a> {
        let cues = cues::of(text, &clauses);
        let mut around = vec![Around::default(); clauses.len()];
        set_sentences(&clauses, &mut around);
        set_items(text, &clauses, &cues, &mut around);
        set_headings(text, &clauses, &cues, &mut around);
        View { text, clauses, year, cues, around }
    }

    /// The text.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The clauses.
    pub fn clauses(&self) -> &[Clause] {
        &self.clauses
    }

    /// The pin of the clause at `at`, with its words.
    pub fn pin(&self, at: usize) -> Option<(Pin, &'a str)> {
        let after = self.cues[at + 1..self.around[at].sentence.1].iter().fold(0, |all, cues| all | cues);
        pins::of(self.clauses[at].span.of(self.text), self.cues[at], after)
    }

    /// Hands the numbers of the features of the clause at `at` to `emit`, each with the place of its words in the text if
    /// it looks at words of the clause.
    pub fn each(&self, at: usize, emit: &mut impl FnMut(u32, Option<Span>)) {
        let span = self.clauses[at].span;
        let whole = span.of(self.text);
        let s = whole.trim_end_matches(|c: char| !c.is_alphanumeric() && !"%）》”".contains(c));
        let place = |from: usize, to: usize| Some(Span::new(span.start + from, span.start + to));
        emit(number(Kind::Always, 0), None);
        let mut last = None;
        for (from, c) in s.char_indices() {
            let (to, c) = (from + c.len_utf8(), levelled(c));
            emit(number(Kind::Character, c), place(from, to));
            if let Some((before, start)) = last {
                emit(number(Kind::TwoCharacters, before << 21 | c), place(start, to));
            }
            last = Some((c, from));
        }
        let start = |count: usize| s.char_indices().nth_back(count - 1).map_or(0, |found| found.0);
        for (kind, from, to) in [
            (Kind::FirstTwo, 0, first(s, 2).len()),
            (Kind::FirstThree, 0, first(s, 3).len()),
            (Kind::LastTwo, start(2), s.len()),
            (Kind::LastThree, start(3), s.len()),
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
        if let Some(year) = self.year {
            for stated in years(s) {
                give(Kind::Year, stated.cmp(&year) as i8 as u64 & 3);
            }
        }
        give(Kind::Length, (s.chars().count().min(LONGEST) / STEP) as u64);
        if s.bytes().any(|b| b.is_ascii_digit()) {
            give(Kind::Digits, 0);
        }
    }

    fn give_cues(&self, at: usize, first_two: u64, give: &mut impl FnMut(Kind, u64)) {
        let Around { sentence: (from, to), lead_in, heading, .. } = self.around[at];
        let all = |cues: &[u32]| cues.iter().fold(0, |all, cues| all | cues);
        let sets = [
            (Kind::Cue, self.cues[at]),
            (Kind::CueBefore, all(&self.cues[from..at])),
            (Kind::CueAfter, all(&self.cues[at + 1..to])),
            (Kind::CueOfLeadIn, lead_in.unwrap_or(0)),
            (Kind::CueOfHeading, heading),
        ];
        for (kind, set) in sets {
            for class in (0..cues::count()).filter(|class| set >> class & 1 == 1) {
                give(kind, u64::from(class));
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
        if let Some(cues) = lead_in {
            give(Kind::InItem, u64::from(cues != 0));
        }
    }
}

/// The number of a feature.
fn number(kind: Kind, value: u64) -> u32 {
    let mixed = (value ^ (kind as u64) << 56).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ mixed >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (mixed >> 32) as u32
}

/// A character as features take it: figures are one.
fn levelled(c: char) -> u64 {
    u64::from(if c.is_ascii_digit() { '0' } else { c })
}

/// The first `count` characters of `s`.
fn first(s: &str, count: usize) -> &str {
    &s[..s.char_indices().nth(count).map_or(s.len(), |found| found.0)]
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

fn set_sentences(clauses: &[Clause], around: &mut [Around]) {
    let mut from = 0;
    for at in 0..clauses.len() {
        if clauses[at].opens_sentence() {
            from = at;
        }
        let length = clauses[at + 1..].iter().take_while(|clause| !clause.opens_sentence()).count();
        around[at].sentence = (from, at + 1 + length);
    }
}

/// Items run from their first ordinal to the end of their paragraphs; what stands before the first one leads them in.
fn set_items(text: &str, clauses: &[Clause], cues: &[u32], around: &mut [Around]) {
    let mut lead_in = None;
    for at in 0..clauses.len() {
        let clause = clauses[at];
        let numbered = clause.boundary != Boundary::Comma && ordinal(clause.span.of(text));
        if numbered && lead_in.is_none() {
            let from = around[at].sentence.0;
            let from = if from == at { around[at.saturating_sub(1)].sentence.0 } else { from };
            lead_in = Some(cues[from..at].iter().fold(0, |all, cues| all | cues));
        } else if !numbered && clause.boundary == Boundary::Paragraph {
            lead_in = None;
        }
        around[at].lead_in = lead_in;
    }
}

fn set_headings(text: &str, clauses: &[Clause], cues: &[u32], around: &mut [Around]) {
    let mut heading = 0;
    let mut at = 0;
    while at < clauses.len() {
        let rest = &clauses[at + 1..];
        let end = at + 1 + rest.iter().take_while(|clause| clause.boundary != Boundary::Paragraph).count();
        let length: usize = clauses[at..end].iter().map(|clause| clause.span.of(text).chars().count()).sum();
        let open = !clauses[end - 1].span.of(text).ends_with(['。', '；', '，']);
        if open && length <= HEADING {
            heading = cues[at..end].iter().fold(0, |all, cues| all | cues);
        }
        around[at..end].iter_mut().for_each(|around| around.heading = heading);
        at = end;
    }
}

/// True for an ordinal at the start of a clause: 一是 （二） 3. ① 首先.
fn ordinal(s: &str) -> bool {
    const WORDS: [&str; 5] = ["首先", "其次", "再次", "最后", "第一，"];
    const LONGEST: usize = 6;
    let s = s.trim_start_matches('（');
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

    fn features(text: &str, year: Option<u32>) -> Vec<Vec<u32>> {
        let view = View::new(text, cut(text, &[Span::new(0, text.len())]), year);
        let all = |at| {
            let mut all = Vec::new();
            view.each(at, &mut |feature, _| all.push(feature));
            all
        };
        (0..view.clauses().len()).map(all).collect()
    }

    #[test]
    fn a_year_is_told_from_the_letters_own() {
        let told = |year| features("2025年底前建成。", Some(year));
        assert_ne!(told(2024), told(2025));
        assert_eq!(told(2023), told(2024));
        assert_ne!(told(2024), features("2025年底前建成。", None));
    }

    #[test]
    fn items_know_what_leads_them_in() {
        let planned = features("下一步将做好以下工作：一是修路。二是架桥。", None);
        let done = features("去年已完成以下工作：一是修路。二是架桥。", None);
        assert_ne!(planned[1], done[1]);
        assert_ne!(planned[2], done[2]);
    }

    #[test]
    fn ordinals_are_told_from_numbers() {
        for s in ["一是修路", "（二）架桥", "3.供水", "①供电", "首先修路", "二要架桥"]
        {
            assert!(ordinal(s), "{s}");
        }
        for s in ["三万元", "2024年修路", "一座桥", "修路"] {
            assert!(!ordinal(s), "{s}");
        }
    }
}
