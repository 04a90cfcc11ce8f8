//! Texts with the places of their glyphs.
//!
//! In: a text object. Out: runs of glyphs, in millimetres on the page. Fonts are not read, so the width of the last
//! glyph of a run is what the object's box leaves for it, what the same character took elsewhere, or a guess.

use super::numbers;
use crate::extract::geometry::page::{Run, Turn};
use std::collections::HashMap;
use unicode_width::UnicodeWidthChar;

/// Ems between the starts of two glyphs from which they are of different runs.
const APART: f32 = 1.4;
/// Fonts and characters whose widths are remembered.
const MOST_WIDTHS: usize = 50_000;

/// A text object as it is written.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Object {
    /// Its box on the page: left edge, upper edge, width and height.
    pub area: [f32; 4],
    /// The matrix from its own coordinates into the box.
    pub matrix: [f32; 6],
    /// Size of its font in its own coordinates.
    pub size: f32,
    /// Times their usual width that its glyphs are wide.
    pub stretch: f32,
    /// Identifier of its font.
    pub font: String,
    /// Degrees by which the line is turned.
    pub direction: f32,
    /// Degrees by which each glyph is turned.
    pub glyph_direction: f32,
    /// Its texts.
    pub codes: Vec<Code>,
}

/// One text of an object.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Code {
    /// Where its first glyph begins.
    pub x: f32,
    /// Baseline of its first glyph.
    pub y: f32,
    /// Steps to the right from glyph to glyph, as a list.
    pub right: String,
    /// Steps down from glyph to glyph, as a list.
    pub down: String,
    /// Its characters.
    pub text: String,
}

/// Steps that characters were seen to take, in ems: what no glyph is wider than.
#[derive(Default)]
pub(super) struct Widths(HashMap<String, HashMap<char, f32>>);

impl Widths {
    /// Remembers the steps of an object's narrow characters; those of wide ones are known.
    pub(super) fn learn(&mut self, object: &Object) {
        if object.size <= 0.0 || self.0.len() * 95 > MOST_WIDTHS {
            return;
        }
        let font = match self.0.contains_key(&object.font) {
            true => self.0.get_mut(&object.font),
            false => Some(self.0.entry(object.font.clone()).or_default()),
        };
        let Some(font) = font else { return };
        for code in &object.codes {
            let steps = numbers::grouped(&code.right, code.text.len());
            for (c, step) in code.text.chars().zip(steps).filter(|(c, _)| c.is_ascii_graphic()) {
                let ems = step / object.size;
                if ems > 0.1 {
                    font.entry(c).and_modify(|least| *least = ems.min(*least)).or_insert(ems);
                }
            }
        }
    }

    /// Width of a character in ems.
    fn of(&self, font: &str, c: char) -> f32 {
        let usual = if c.width_cjk() == Some(2) || c == '\u{3000}' { 1.0 } else { 0.5 };
        let seen = self.0.get(font).and_then(|font| font.get(&c)).copied();
        seen.filter(|_| usual < 1.0).map_or(usual, |seen| seen.min(1.0))
    }
}

/// One glyph in the coordinates of its object.
struct PlacedGlyph {
    c: char,
    x: f32,
    y: f32,
}

/// Adds the runs of `object` to `runs`.
pub(super) fn runs(object: &Object, widths: &Widths, runs: &mut Vec<Run>) {
    let [a, _, c, d, _, _] = object.matrix;
    let size = object.size * c.hypot(d);
    if size <= 0.0 || !size.is_finite() {
        return;
    }
    for (nth, code) in object.codes.iter().enumerate() {
        let glyphs = place(object, code, widths);
        let turn = turn(object, &glyphs);
        let rest = object.codes.get(nth + 1..).unwrap_or_default();
        // The next text on the same line bounds this one, the box bounds the last.
        let bound =
            rest.first().filter(|next| (next.y - code.y).abs() < object.size * 0.1).map(|next| next.x);
        let last = rest.is_empty() && a > 0.0;
        let bound = bound.or_else(|| last.then(|| (object.area[2] - object.matrix[4]) / a));
        let mut start = 0;
        for at in 1..=glyphs.len() {
            let (Some(before), next) = (glyphs.get(at - 1), glyphs.get(at)) else { continue };
            let joined = next.is_some_and(|next| {
                let step = (next.x - before.x) / object.size;
                (next.y - before.y).abs() <= object.size * 0.02 && (-0.1..APART).contains(&step)
            });
            if joined {
                continue;
            }
            let part = glyphs.get(start..at).unwrap_or_default();
            start = at;
            let bound = bound.filter(|_| next.is_none());
            runs.extend(run(object, part, bound, widths, size, turn));
        }
    }
}

/// The run that `glyphs` make, the last of which reaches to `bound` at most.
fn run(
    object: &Object,
    glyphs: &[PlacedGlyph],
    bound: Option<f32>,
    widths: &Widths,
    size: f32,
    turn: Turn,
) -> Option<Run> {
    let [a, b, c, d, e, f] = object.matrix;
    let (first, last) = (glyphs.first()?, glyphs.last()?);
    let usual = widths.of(&object.font, last.c) * object.size * object.stretch;
    let room = bound.map(|bound| bound - last.x);
    // A box that fits its text tells the width of the last glyph.
    let wide = room.filter(|room| (0.2 * object.size..=1.05 * object.size).contains(room)).unwrap_or(usual);
    let wide = if last.c.width_cjk() == Some(2) { usual.min(wide.max(usual * 0.5)) } else { wide };
    Some(Run {
        x: object.area[0] + a * first.x + c * first.y + e,
        y: object.area[1] + b * first.x + d * first.y + f,
        width: (last.x - first.x + wide) * a.hypot(b),
        size,
        text: glyphs.iter().map(|glyph| glyph.c).collect(),
        turn,
    })
}

/// Columns of upright glyphs.
const COLUMN: u8 = 9;

/// How an object reads. Where its glyphs stand tells more than the directions that it names.
fn turn(object: &Object, glyphs: &[PlacedGlyph]) -> Turn {
    let [a, b, c, d, _, _] = object.matrix;
    if runs_down(glyphs, object.size) {
        let upright = b.abs() <= a * 0.05 && c.abs() <= d * 0.05;
        return if upright { Turn::Turned(COLUMN) } else { along(c, d, 0.0) };
    }
    let told = if object.direction != 0.0 { object.direction } else { object.glyph_direction };
    let turn = along(a, b, if glyphs.len() > 1 { object.direction } else { told });
    match turn {
        Turn::Upright if told != 0.0 || d == 0.0 || c.abs() > d.abs() => Turn::Slanted,
        turn => turn,
    }
}

/// The turn of text that runs along `(x, y)`, turned further by so many degrees.
fn along(x: f32, y: f32, degrees: f32) -> Turn {
    let (x, y) = match degrees.rem_euclid(360.0) {
        90.0 => (-y, x),
        180.0 => (-x, -y),
        270.0 => (y, -x),
        _ => (x, y),
    };
    match () {
        () if x > 0.0 && y.abs() <= x * 0.05 => Turn::Upright,
        () if y > 0.0 && x.abs() <= y * 0.05 => Turn::Turned(1),
        () if x < 0.0 && y.abs() <= -x * 0.05 => Turn::Turned(2),
        () if y < 0.0 && x.abs() <= -y * 0.05 => Turn::Turned(3),
        () => Turn::Slanted,
    }
}

/// The place of `run` as it is seen on a page of this size that is turned so that its text reads from left to right.
pub(super) fn turned(run: &mut Run, width: f32, height: f32) {
    (run.x, run.y) = match run.turn {
        Turn::Turned(1) => (run.y, width - run.x),
        Turn::Turned(2) => (width - run.x, height - run.y),
        Turn::Turned(3) => (height - run.y, run.x),
        Turn::Turned(COLUMN) => (run.y - run.size, width - run.x),
        _ => (run.x, run.y),
    };
}

fn place(object: &Object, code: &Code, widths: &Widths) -> Vec<PlacedGlyph> {
    let chars: Vec<char> = code.text.chars().filter(|c| !matches!(c, '\n' | '\r' | '\t')).collect();
    let (right, down) =
        (numbers::grouped(&code.right, chars.len()), numbers::grouped(&code.down, chars.len()));
    let (mut x, mut y) = (code.x, code.y);
    let mut glyphs = Vec::with_capacity(chars.len());
    for (nth, c) in chars.into_iter().enumerate() {
        glyphs.push(PlacedGlyph { c, x, y });
        // Without a step the font's own widths count.
        let own =
            if down.is_empty() { widths.of(&object.font, c) * object.size * object.stretch } else { 0.0 };
        x += right.get(nth).copied().unwrap_or(own);
        y += down.get(nth).copied().unwrap_or(0.0);
    }
    glyphs
}

/// True when most glyphs stand below the one before.
fn runs_down(glyphs: &[PlacedGlyph], size: f32) -> bool {
    let pairs = || glyphs.iter().zip(glyphs.iter().skip(1));
    let down =
        pairs().filter(|(a, b)| (b.y - a.y).abs() > size * 0.5 && (b.x - a.x).abs() < size * 0.2).count();
    down > 0 && down * 2 > pairs().count()
}
