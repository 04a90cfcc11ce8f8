//! Characters of a PDF page at their places, seen as a reader sees the page.
//!
//! In: the strings that a page shows, with places that count upwards from its lower left corner. Out: single
//! characters with places that count downwards from the upper left one, the page turned as most of its text reads.

use super::filled::Filled;
use super::glyph::{self, Glyph};
use crate::extract::geometry::page::{Rule, Run, Turn};
use dafu_words::script::is_han;
use pdfboss_core::{Page, Rect};
use pdfboss_text::{Ruling, TextSpan};
use std::borrow::Cow;

/// Rise of a line, for each unit of its length, above which it is slanted.
const SLANT: f32 = 0.08;
/// Lightness from which on a colour is hardly seen on paper.
const PALE: f32 = 0.72;

/// How a page is looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct View {
    media: Rect,
    /// The turn by which most of its text reads from left to right.
    main: i32,
    /// How far its lines rise for each unit of their length: a scan lay askew, and with it the text under it.
    skew: f32,
}

impl View {
    /// The view of `page`, which shows `spans`.
    pub(super) fn of(spans: &[TextSpan], page: &Page) -> View {
        let main = main_turn(spans).unwrap_or(page.rotate);
        View { media: page.media_box, main, skew: if main == 0 { skew(spans) } else { 0.0 } }
    }

    /// Width and height of the page as it is seen.
    pub(super) fn size(&self) -> (f32, f32) {
        let (width, height) = (self.media.width(), self.media.height());
        match self.main {
            90 | 270 => (height, width),
            _ => (width, height),
        }
    }

    /// The lines drawn on the page.
    pub(super) fn rules(&self, rulings: &[Ruling]) -> Vec<Rule> {
        let rule = |ruling: &Ruling| {
            let seen = |x, y| seen(x, y, self.media, self.main);
            let (one, other) = (seen(ruling.start.x, ruling.start.y), seen(ruling.end.x, ruling.end.y));
            Rule {
                left: one.0.min(other.0),
                top: one.1.min(other.1),
                right: one.0.max(other.0),
                bottom: one.1.max(other.1),
            }
        };
        rulings.iter().map(rule).collect()
    }

    /// A text that was filled in, Han characters being as wide as they are high and others half as wide.
    pub(super) fn run(&self, text: Filled) -> Run {
        let (x, y) = seen(text.x, text.y, self.media, self.main);
        let ems: f32 = text.text.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum();
        Run { x, y, width: ems * text.size, size: text.size, text: text.text, turn: Turn::Upright }
    }

    /// The characters of `spans`.
    pub(super) fn glyphs(&self, spans: &[TextSpan]) -> Vec<Glyph> {
        let mut found = Vec::new();
        for span in spans {
            let first = found.len();
            place(span, self.media, self.main, &mut found);
            for glyph in found.iter_mut().skip(first).filter(|glyph| glyph.turn == Turn::Upright) {
                glyph.baseline += self.skew * (span.x - self.media.x0);
            }
        }
        found
    }
}

/// The direction in which most Han characters and letters of the page read; dots and rules tell nothing where there
/// are any.
fn main_turn(spans: &[TextSpan]) -> Option<i32> {
    let mut counts = [(0usize, 0usize); 4];
    for span in spans.iter().filter(|span| !is_slanted(span)) {
        if let Some((letters, all)) = counts.get_mut((span.rotate.rem_euclid(360) / 90) as usize) {
            *letters += span.text.chars().filter(|&c| is_han(c) || c.is_ascii_alphabetic()).count();
            *all += span.text.len();
        }
    }
    let (turn, (_, most)) = (0..).zip(counts).max_by_key(|&(turn, count)| (count, -turn))?;
    (most > 0).then_some(turn * 90)
}

/// The rise that the long lines of a page have in common.
fn skew(spans: &[TextSpan]) -> f32 {
    let is_long =
        |span: &&TextSpan| span.rotate == 0 && !span.vertical && span.end_x - span.x > 3.0 * span.size;
    let rise = |span: &TextSpan| (span.end_y - span.y) / (span.end_x - span.x);
    let mut rises: Vec<f32> =
        spans.iter().filter(is_long).map(rise).filter(|rise| rise.abs() < SLANT).collect();
    let middle = rises.len() / 2;
    if rises.is_empty() {
        return 0.0;
    }
    *rises.select_nth_unstable_by(middle, f32::total_cmp).1
}

fn is_slanted(span: &TextSpan) -> bool {
    let (x, y) = ((span.end_x - span.x).abs(), (span.end_y - span.y).abs());
    !span.vertical && x.min(y) > SLANT * x.max(y)
}

/// A place as it is seen when the page is turned so that text of `turn` reads from left to right.
fn seen(x: f32, y: f32, media: Rect, turn: i32) -> (f32, f32) {
    match turn {
        90 => (y - media.y0, x - media.x0),
        180 => (media.x1 - x, y - media.y0),
        270 => (media.y1 - y, media.x1 - x),
        _ => (x - media.x0, media.y1 - y),
    }
}

/// Puts the characters of `span` into `found`.
fn place(span: &TextSpan, media: Rect, main: i32, found: &mut Vec<Glyph>) {
    let own = span.rotate.rem_euclid(360);
    let count = span.text.chars().count();
    let turn = match own {
        _ if is_slanted(span) => Turn::Slanted,
        // Columns from right to left become lines from top to bottom by a quarter turn.
        _ if span.vertical => Turn::Turned(9),
        own if own == main => Turn::Upright,
        own => Turn::Turned((own / 90) as u8),
    };
    let direction = if span.vertical { 270 } else { own };
    let (mut start, baseline) = seen(span.x, span.y, media, direction);
    let (mut end, _) = seen(span.end_x, span.end_y, media, direction);
    if end < start {
        (start, end) = (end, start);
    }
    let known = own == 0 && !span.vertical && span.glyph_x.len() == count && !span.logical;
    let step = (end - start) / count.max(1) as f32;
    let even = |at: usize| start + step * at as f32;
    let lefts: Vec<f32> = if known {
        span.glyph_x.iter().map(|x| x - media.x0).collect()
    } else {
        (0..count).map(even).collect()
    };
    let (text, lefts) = match known {
        true => one_character_a_code(&span.text, lefts),
        false => (Cow::Borrowed(span.text.as_str()), lefts),
    };
    let lefts = if known { spread(lefts, end) } else { lefts };
    let faint = span.color.is_some_and(|(red, green, blue)| 0.3 * red + 0.6 * green + 0.1 * blue >= PALE);
    let rights = lefts.iter().skip(1).copied().chain(std::iter::once(end));
    found.extend(text.chars().zip(lefts.iter().zip(rights)).map(|(char, (&left, right))| Glyph {
        char,
        left,
        right: right.max(left),
        baseline,
        size: span.size,
        turn,
        faint: faint && !span.invisible,
    }));
}

/// `text` without the radicals beside which their character stands in the same place: Quartz says `⽴立` of one code.
fn one_character_a_code(text: &str, mut lefts: Vec<f32>) -> (Cow<'_, str>, Vec<f32>) {
    if !text.chars().any(glyph::is_radical) {
        return (Cow::Borrowed(text), lefts);
    }
    let mut kept = String::with_capacity(text.len());
    let mut places: Vec<f32> = Vec::with_capacity(lefts.len());
    for (c, left) in text.chars().zip(lefts.drain(..)) {
        let before = kept.chars().next_back().filter(|_| places.last() == Some(&left));
        match before {
            Some(before) if glyph::is_radical(before) && glyph::plain(before) == glyph::plain(c) => {
                kept.pop();
                kept.push(c);
            }
            Some(before) if glyph::is_radical(c) && glyph::plain(c) == before => {}
            _ => {
                kept.push(c);
                places.push(left);
            }
        }
    }
    (Cow::Owned(kept), places)
}

/// Characters that one code stands for share a place: they are set beside each other up to the next.
fn spread(mut lefts: Vec<f32>, end: f32) -> Vec<f32> {
    let mut start = 0;
    while start < lefts.len() {
        let first = lefts.get(start).copied().unwrap_or(end);
        let count = lefts.iter().skip(start).take_while(|&&x| x == first).count().max(1);
        let next = lefts.get(start + count).copied().unwrap_or(end);
        for (nth, left) in lefts.iter_mut().skip(start).take(count).enumerate() {
            *left = first + (next - first) * nth as f32 / count as f32;
        }
        start += count;
    }
    lefts
}
