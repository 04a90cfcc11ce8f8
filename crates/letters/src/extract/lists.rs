//! Automatic numbers of paragraphs: what Word shows before a paragraph of a list.
//!
//! In: the lists of a document, then one call for each paragraph of a list, in reading order. Out: its label, such as
//! `（二）`. Nothing is known here about file formats: docx and doc fill in the same tables.

use crate::extract::counting::Counting;
use crate::extract::glyphs;
use std::collections::{HashMap, HashSet};

/// Levels that a list has at most.
pub(super) const LEVELS: usize = 9;
/// Lists that a document has at most; Word itself takes a tenth of this.
pub(super) const MOST: usize = 20_000;

/// Characters of a pattern that are shown.
const LONGEST: usize = 100;

/// How the paragraphs of one level are numbered.
#[derive(Clone, Debug)]
pub(super) struct Level {
    /// The first number.
    pub start: u32,
    /// How numbers are written.
    pub counting: Counting,
    /// The label; U+0000 to U+0008 stand for the numbers of the first to the ninth level.
    pub pattern: String,
    /// The levels up to this one, counted from 1, make the numbers start again; all above when nothing is said.
    pub restart: Option<u8>,
    /// True when all numbers in the label are to be decimal.
    pub legal: bool,
    /// True when a tab or a space parts label and text.
    pub spaced: bool,
    /// Font of the label, where it is known.
    pub font: String,
}

impl Default for Level {
    fn default() -> Level {
        Level {
            start: 1,
            counting: Counting::Decimal,
            pattern: String::new(),
            restart: None,
            legal: false,
            spaced: true,
            font: String::new(),
        }
    }
}

/// What a use of a list changes at one of its levels.
#[derive(Clone, Debug, Default)]
pub(super) struct Override {
    /// Starts again with this number.
    pub start: Option<u32>,
    /// Is numbered like this.
    pub level: Option<Level>,
}

/// One use of a list: paragraphs name the use, not the list.
#[derive(Clone, Debug, Default)]
pub(super) struct Use {
    /// The list.
    pub list: u32,
    /// Changes by level, from 0.
    pub overrides: HashMap<usize, Override>,
}

/// A label as it stands before a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// Its characters.
    pub text: String,
    /// True when a tab or a space parts it from the paragraph.
    pub spaced: bool,
}

/// The lists of a document and how far each has counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists {
    /// Lists by number: their levels.
    pub lists: HashMap<u32, Vec<Level>>,
    /// Uses by number.
    pub uses: HashMap<u32, Use>,
    counts: HashMap<u32, [Option<u32>; LEVELS]>,
    begun: HashSet<(u32, usize)>,
}

impl Lists {
    /// Counts one paragraph of the use `number` at `level` (from 0), and gives its label; nothing for a list unknown.
    pub(super) fn label(&mut self, number: u32, level: usize) -> Option<Label> {
        let level = level.min(LEVELS - 1);
        let usage = self.uses.get(&number)?;
        let levels = self.lists.get(&usage.list)?;
        let at = |level: usize| -> Option<&Level> {
            usage.overrides.get(&level).and_then(|o| o.level.as_ref()).or_else(|| levels.get(level))
        };
        let this = at(level)?;
        let restarted = |level: usize| usage.overrides.get(&level).and_then(|o| o.start);
        let start = |level: usize| restarted(level).or_else(|| at(level).map(|l| l.start)).unwrap_or(1);
        let counts = self.counts.entry(usage.list).or_default();
        let is_first = self.begun.insert((number, level)) && restarted(level).is_some();
        for (deeper, count) in counts.iter_mut().enumerate() {
            if deeper == level {
                *count = Some(count.filter(|_| !is_first).map_or(start(level), |n| n.saturating_add(1)));
            } else if deeper > level {
                let restart = at(deeper).and_then(|l| l.restart);
                *count = count.filter(|_| restart.is_some_and(|last| level >= usize::from(last)));
            }
        }
        let shown = |index: usize| {
            let counting = at(index).map_or(Counting::Decimal, |l| l.counting);
            let counting =
                if this.legal && counting != Counting::Silent { Counting::Decimal } else { counting };
            counting.show(counts.get(index).copied().flatten().unwrap_or_else(|| start(index)))
        };
        let mut text = String::new();
        for c in this.pattern.chars().take(LONGEST) {
            match c {
                '\0'..='\u{8}' => text += &shown(c as usize),
                c if this.counting == Counting::Bullet => text.push(bullet(&this.font, c)),
                c => text.push(c),
            }
        }
        Some(Label { text, spaced: this.spaced })
    }
}

/// The sign of a bullet: fonts keep them in places that mean nothing without the font.
fn bullet(font: &str, c: char) -> char {
    match glyphs::shown(font, c) {
        '\u{E000}'..='\u{F8FF}' => glyphs::BULLET,
        shown => shown,
    }
}

/// `text` with its label before it, parted by a space where letters or figures would run together.
pub(super) fn labelled(label: &Label, text: &str) -> String {
    let (head, text) = (label.text.trim(), text.trim_start());
    let latin = text.chars().next().is_some_and(|c| c.is_ascii_alphanumeric());
    let run_together = |last: char| last.is_alphabetic() || last.is_ascii_digit() || last.is_ascii() && latin;
    let gap = if label.spaced && head.chars().next_back().is_some_and(run_together) { " " } else { "" };
    format!("{head}{gap}{text}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(counting: &str, pattern: &str) -> Level {
        Level { counting: Counting::named(counting), pattern: pattern.to_owned(), ..Level::default() }
    }

    fn lists() -> Lists {
        let levels = vec![
            level("chineseCounting", "\0、"),
            level("chineseCounting", "（\u{1}）"),
            level("decimal", "\u{2}."),
            Level { legal: true, ..level("decimal", "\0.\u{3}") },
        ];
        let again =
            Use { list: 7, overrides: [(0, Override { start: Some(5), level: None })].into_iter().collect() };
        let uses = [(1, Use { list: 7, ..Use::default() }), (2, again)].into_iter().collect();
        Lists { lists: [(7, levels)].into_iter().collect(), uses, ..Lists::default() }
    }

    fn labels(paragraphs: &[(u32, usize)]) -> String {
        let mut lists = lists();
        let label = |&(number, level)| lists.label(number, level).map_or("-".to_owned(), |l| l.text);
        paragraphs.iter().map(label).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn deeper_levels_start_again_after_a_level_above() {
        let paragraphs = [(1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1)];
        assert_eq!(labels(&paragraphs), "一、 （一） 1. 2. （二） 1. 二、 （一）");
    }

    #[test]
    fn uses_of_one_list_go_on_counting_unless_they_say_otherwise() {
        assert_eq!(labels(&[(1, 0), (2, 0), (2, 0), (1, 0)]), "一、 五、 六、 七、");
        assert_eq!(labels(&[(3, 0), (1, 8)]), "- -");
    }

    #[test]
    fn a_label_can_show_the_numbers_of_other_levels() {
        assert_eq!(labels(&[(1, 3), (1, 0), (1, 0), (1, 3), (1, 3)]), "1.1 一、 二、 2.1 2.2");
    }

    #[test]
    fn labels_are_parted_where_they_would_run_together() {
        let joined = |label: &str, text| labelled(&Label { text: label.to_owned(), spaced: true }, text);
        assert_eq!(joined("一、", " 关于"), "一、关于");
        assert_eq!(joined("1.", "建设"), "1.建设");
        assert_eq!(joined("1.", "5万元"), "1. 5万元");
        assert_eq!(joined("1.1", "建设"), "1.1 建设");
        assert_eq!(joined("第一条", "为了"), "第一条 为了");
        assert_eq!(joined("①", "建设"), "①建设");
    }

    #[test]
    fn a_level_that_starts_again_after_the_first_one_goes_on_counting_after_the_second() {
        let levels = vec![
            level("decimal", "\0."),
            level("decimal", "\u{1})"),
            Level { restart: Some(1), ..level("lowerLetter", "\u{2}") },
        ];
        let uses = [(1, Use { list: 7, ..Use::default() })].into_iter().collect();
        let mut lists = Lists { lists: [(7, levels)].into_iter().collect(), uses, ..Lists::default() };
        let shown = [0, 1, 2, 1, 2, 0, 2].map(|level| lists.label(1, level).map(|label| label.text));
        assert_eq!(shown.map(Option::unwrap), ["1.", "1)", "a", "2)", "b", "2.", "a"]);
    }
}
