//! Characters of an OFD page at their places.
//!
//! In: one piece of text of a text object, with its first place and the distances between its characters. Out: single
//! characters with places in points. Where distances are missing, characters are as wide as their kind usually is.

use super::{POINTS, numbers};
use crate::extract::geometry::{Glyph, Turn};
use unicode_width::UnicodeWidthChar;

/// What a text object says of all its characters.
#[derive(Clone, Debug)]
pub(super) struct Object {
    /// The upper left corner of its box.
    pub corner: (f32, f32),
    /// How its own places are turned and stretched.
    pub matrix: [f32; 6],
    /// Font size.
    pub size: f32,
    /// Width of a character in parts of its usual one.
    pub stretch: f32,
    /// True when its colour is hardly seen.
    pub faint: bool,
    /// Where the last piece of text began.
    pub start: (f32, f32),
}

/// Marks characters in columns from top to bottom until the width of their page is known.
const COLUMNS: Turn = Turn::Turned(9);
/// Rise of a line, for each unit of its length, above which it is slanted.
const SLANT: f32 = 0.08;

/// Puts the characters of `text` into `found`; `across` and `down` are the distances between them.
pub(super) fn place(object: &Object, text: &str, across: &str, down: &str, found: &mut Vec<Glyph>) {
    let [a, b, c, d, e, f] = object.matrix;
    let count = text.chars().count();
    let (across, down) = (numbers::distances(across, count), numbers::distances(down, count));
    // A column goes down and hardly across.
    let sum = |list: &[f32]| list.iter().map(|step| step.abs()).sum::<f32>();
    let column = sum(&down) > 2.0 * sum(&across) && sum(&down) > 0.5 * object.size;
    let scale = if column { (c * c + d * d).sqrt() } else { (a * a + b * b).sqrt() };
    let size = object.size * (c * c + d * d).sqrt();
    let turn = turn(a, b, column);
    let (mut x, mut y) = object.start;
    for (at, char) in text.chars().enumerate() {
        let (px, py) = (object.corner.0 + a * x + c * y + e, object.corner.1 + b * x + d * y + f);
        let usual = object.size * object.stretch * if char.width_cjk().unwrap_or(1) > 1 { 1.0 } else { 0.5 };
        let missing = if column { across.len() <= at && down.len() <= at } else { across.len() <= at };
        let step = match (column, missing) {
            (_, true) => usual,
            (true, false) => down.get(at).copied().unwrap_or(usual),
            (false, false) => across.get(at).copied().unwrap_or(usual),
        };
        // A character is not wider than it is drawn, however far the next one is.
        let width = step.abs().min(usual * 1.3) * scale;
        let (left, baseline) = match turn {
            COLUMNS => (py, px),
            Turn::Turned(1) => (py, -px),
            Turn::Turned(2) => (-px, -py),
            Turn::Turned(3) => (-py, px),
            _ => (px, py),
        };
        found.push(Glyph {
            char,
            left: left * POINTS,
            right: (left + width) * POINTS,
            baseline: baseline * POINTS,
            size: size * POINTS,
            turn,
            faint: object.faint,
            furniture: false,
        });
        x += if column { across.get(at).copied().unwrap_or(0.0) } else { step };
        y += if column { step } else { down.get(at).copied().unwrap_or(0.0) };
    }
}

/// How text reads whose first axis is (`a`, `b`).
fn turn(a: f32, b: f32, column: bool) -> Turn {
    if a.abs().min(b.abs()) > SLANT * a.abs().max(b.abs()) {
        return Turn::Slanted;
    }
    match (a.abs() >= b.abs(), a >= 0.0, b >= 0.0) {
        (true, true, _) if column => COLUMNS,
        (true, true, _) => Turn::Upright,
        (true, false, _) => Turn::Turned(2),
        (false, _, true) => Turn::Turned(1),
        (false, _, false) => Turn::Turned(3),
    }
}

/// Sets columns of a page `width` wide from right to left: they become lines from top to bottom.
pub(super) fn turn_columns(glyphs: &mut [Glyph], width: f32) {
    for glyph in glyphs.iter_mut().filter(|glyph| glyph.turn == COLUMNS) {
        glyph.baseline = width - glyph.baseline;
    }
}
