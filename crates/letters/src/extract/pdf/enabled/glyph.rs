//! One character and its place on a page.
//!
//! In: characters as a PDF places them. Out: runs of those that stand together, as the geometry of pages takes them,
//! and radicals read as the characters that they stand for.

use crate::extract::geometry::page::Run;
use dafu_words::script::simplified;
use unicode_normalization::UnicodeNormalization;

/// How a character reads against the rest of its page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Turn {
    /// From left to right, as most of the page does.
    #[default]
    Upright,
    /// In any other of the four directions, or in columns from top to bottom; the places are turned already.
    Turned(u8),
    /// At an angle, as only stamps and watermarks do.
    Slanted,
}

/// One character. Places count from the top left corner, rightwards and downwards, in any unit.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Glyph {
    /// The character.
    pub char: char,
    /// Where it begins.
    pub left: f32,
    /// Where the next one would begin.
    pub right: f32,
    /// The line it stands on.
    pub baseline: f32,
    /// Size of its font.
    pub size: f32,
    /// How it reads.
    pub turn: Turn,
    /// True when its colour is hardly darker than paper.
    pub faint: bool,
}

impl Glyph {
    /// True when its place makes sense.
    pub(super) fn is_placed(&self) -> bool {
        let sound = |value: f32| value.is_finite() && value.abs() < 1e6;
        sound(self.left) && sound(self.right) && sound(self.baseline) && sound(self.size) && self.size > 1e-3
    }
}

/// Ems between two characters up to which they stand together.
const TOGETHER: f32 = 0.05;

/// The characters as runs, in the order of painting.
pub(super) fn runs(glyphs: &[Glyph]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut end = f32::NAN;
    let mut before: Option<&Glyph> = None;
    for glyph in glyphs.iter().filter(|glyph| glyph.is_placed()) {
        let goes_on = before.is_some_and(|before| {
            before.baseline == glyph.baseline && before.size == glyph.size && before.turn == glyph.turn
        });
        match runs.last_mut() {
            Some(run) if goes_on && (glyph.left - end).abs() <= TOGETHER * glyph.size => {
                run.text.push(glyph.char);
                run.width = glyph.right - run.x;
            }
            _ => runs.push(Run {
                x: glyph.left,
                y: glyph.baseline,
                width: glyph.right - glyph.left,
                size: glyph.size,
                text: glyph.char.to_string(),
                turned: glyph.turn != Turn::Upright,
            }),
        }
        end = glyph.right;
        before = Some(glyph);
    }
    runs
}

/// Reads `⼗` among `glyphs` as `十`, and so on; says how many there were. A font has one shape for both, and makers
/// of PDF files that go from shapes back to characters often hit the radical, which no letter means.
pub(super) fn read_radicals(glyphs: &mut [Glyph]) -> usize {
    let mut count = 0;
    for glyph in glyphs {
        let plain = match glyph.char {
            c @ '\u{2F00}'..='\u{2FD5}' => std::iter::once(c).nfkc().next().unwrap_or(c),
            // These are the forms that radicals take in simplified characters, but for a few.
            c @ '\u{2E80}'..='\u{2EFF}' => simplified(c),
            c => c,
        };
        count += usize::from(plain != glyph.char);
        glyph.char = plain;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(char: char, left: f32) -> Glyph {
        Glyph { char, left, right: left + 10.0, baseline: 100.0, size: 10.0, ..Glyph::default() }
    }

    #[test]
    fn characters_that_stand_together_are_a_run() {
        let found = runs(&[glyph('答', 0.0), glyph('复', 10.1), glyph('函', 24.0), glyph('件', f32::NAN)]);
        let texts: Vec<(&str, f32)> = found.iter().map(|run| (run.text.as_str(), run.width)).collect();
        assert_eq!(texts, [("答复", 20.1), ("函", 10.0)]);
    }

    #[test]
    fn a_place_without_end_is_none() {
        assert!(!glyph('答', f32::NAN).is_placed());
        assert!(!Glyph { size: 0.0, ..glyph('答', 0.0) }.is_placed());
        assert!(glyph('答', 0.0).is_placed());
    }

    #[test]
    fn radicals_become_the_characters_they_look_like() {
        let mut glyphs: Vec<Glyph> =
            "⼗⾼⻔⾨答".chars().map(|char| Glyph { char, ..Glyph::default() }).collect();
        assert_eq!(read_radicals(&mut glyphs), 4);
        assert_eq!(glyphs.iter().map(|g| g.char).collect::<String>(), "十高门門答");
    }
}
