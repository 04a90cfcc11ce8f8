//! One character and its place on a page.
//!
//! In: characters as a format places them. Out: the same without those painted twice, sorted by the way they read.

use std::collections::HashSet;

/// Width and height of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::extract) struct Frame {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

/// How a character reads against the rest of its page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::extract) enum Turn {
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
pub(in crate::extract) struct Glyph {
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
    /// True when the file itself says that it belongs to the page, not to the text.
    pub furniture: bool,
}

impl Glyph {
    /// True when its place makes sense.
    pub(in crate::extract) fn is_placed(&self) -> bool {
        let sound = |value: f32| value.is_finite() && value.abs() < 1e6;
        sound(self.left) && sound(self.right) && sound(self.baseline) && sound(self.size) && self.size > 1e-3
    }
}

/// Nearer together than this, in font sizes, two equal characters are one that was painted twice.
const SAME_PLACE: f32 = 0.15;

/// Drops each character painted again at nearly the same place, as for bold type or a shadow.
pub(super) fn drop_repeats(glyphs: &mut Vec<Glyph>) {
    let mut seen: HashSet<(char, i32, i32)> = HashSet::with_capacity(glyphs.len());
    glyphs.retain(|glyph| {
        let step = SAME_PLACE * glyph.size.max(1e-3);
        let (x, y) = ((glyph.left / step).round() as i32, (glyph.baseline / step).round() as i32);
        let near = |place: i32| [place, place.saturating_sub(1), place.saturating_add(1)];
        let again = near(x).iter().any(|&x| near(y).iter().any(|&y| seen.contains(&(glyph.char, x, y))));
        seen.insert((glyph.char, x, y));
        !again
    });
}

/// The characters by the way they read, upright ones first.
pub(super) fn by_turn(glyphs: &[Glyph]) -> Vec<(Turn, Vec<Glyph>)> {
    let mut found: Vec<(Turn, Vec<Glyph>)> = vec![(Turn::Upright, Vec::new())];
    for glyph in glyphs.iter().filter(|glyph| glyph.is_placed()) {
        match found.iter_mut().find(|(turn, _)| *turn == glyph.turn) {
            Some((_, group)) => group.push(*glyph),
            None => found.push((glyph.turn, vec![*glyph])),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(char: char, left: f32) -> Glyph {
        Glyph { char, left, right: left + 10.0, baseline: 100.0, size: 10.0, ..Glyph::default() }
    }

    #[test]
    fn a_character_painted_twice_for_bold_type_is_one() {
        let mut glyphs = vec![glyph('答', 0.0), glyph('答', 0.4), glyph('复', 10.0), glyph('复', 20.0)];
        drop_repeats(&mut glyphs);
        assert_eq!(glyphs.iter().map(|g| g.char).collect::<String>(), "答复复");
    }

    #[test]
    fn a_place_without_end_is_none() {
        assert!(!glyph('答', f32::NAN).is_placed());
        assert!(!Glyph { size: 0.0, ..glyph('答', 0.0) }.is_placed());
        assert!(glyph('答', 0.0).is_placed());
    }
}
