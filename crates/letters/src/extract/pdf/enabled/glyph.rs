//! One character and its place on a page.
//!
//! In: characters as a PDF places them. Out: runs of those that stand together, as the geometry of pages takes them,
//! and radicals read as the characters that they stand for.

use crate::extract::geometry::page::{Run, Turn};
use dafu_words::script::simplified;
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

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

/// Characters of a line that is painted again.
const LONGEST: usize = 200;
/// A glyph painted again within this many times its size is the same glyph.
const SAME_PLACE: f32 = 0.12;

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
                turn: glyph.turn,
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
    for glyph in glyphs.iter_mut().filter(|glyph| is_radical(glyph.char)) {
        let plain = plain(glyph.char);
        count += usize::from(plain != glyph.char);
        glyph.char = plain;
    }
    count
}

/// True for the characters of the two blocks of radicals.
pub(super) fn is_radical(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FD5}')
}

/// The character that a radical looks like; any other is itself.
pub(super) fn plain(c: char) -> char {
    match c {
        '\u{2F00}'..='\u{2FD5}' => std::iter::once(c).nfkc().next().unwrap_or(c),
        // These are the forms that radicals take in simplified characters, but for a few.
        '\u{2E80}'..='\u{2EFF}' => simplified(c),
        c => c,
    }
}

/// True when painting goes back on a line to where the same character stands already.
fn is_painted_again(glyphs: &[Glyph]) -> bool {
    let is_same = |glyph: &Glyph, other: &Glyph| {
        let reach = glyph.size * SAME_PLACE;
        other.char == glyph.char
            && (other.left - glyph.left).abs() <= reach
            && (other.baseline - glyph.baseline).abs() <= reach
    };
    (1..).zip(glyphs.iter().zip(glyphs.iter().skip(1))).any(|(at, (before, glyph))| {
        let goes_back = glyph.left < before.right - glyph.size * 0.3
            && (glyph.baseline - before.baseline).abs() <= glyph.size * SAME_PLACE;
        goes_back && glyphs.iter().take(at).rev().take(LONGEST).any(|other| is_same(glyph, other))
    })
}

/// A character, how it reads, its size, and the square that it stands in.
type Spot = (char, Turn, i32, i64, i64);

/// Takes out the glyphs that are painted again at nearly the same place: that is how bold is faked, in passes that each
/// move on a little.
pub(super) fn paint_once(glyphs: &mut Vec<Glyph>) {
    if !is_painted_again(glyphs) {
        return;
    }
    let mut seen: HashMap<Spot, (f32, f32)> = HashMap::new();
    glyphs.retain(|glyph| {
        // In a font without widths all characters of a string share a place.
        let wide = glyph.right - glyph.left > glyph.size * SAME_PLACE;
        if !glyph.is_placed() || glyph.char.is_whitespace() || !wide {
            return true;
        }
        let reach = glyph.size * SAME_PLACE;
        let (x, y) = ((glyph.left / reach) as i64, (glyph.baseline / reach) as i64);
        let size = (glyph.size * 8.0) as i32;
        let near = |other: &(f32, f32)| {
            (other.0 - glyph.left).abs() <= reach && (other.1 - glyph.baseline).abs() <= reach
        };
        let key = |x, y| (glyph.char, glyph.turn, size, x, y);
        let mut around = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (x + dx, y + dy)));
        let again = around.any(|(x, y)| seen.get(&key(x, y)).is_some_and(near));
        // The next pass is held against this one, not against the first.
        seen.insert(key(x, y), (glyph.left, glyph.baseline));
        !again
    });
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
