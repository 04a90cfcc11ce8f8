//! A page whose text all stands at an angle: it was scanned or drawn so, and is no watermark.
//!
//! In: the strings of a page, at one angle. Out: their characters as if the page were turned until they read from left
//! to right, and its size then. What stands at other angles is left out.

use super::glyph::Glyph;
use crate::extract::geometry::page::Turn;
use pdfboss_text::TextSpan;

/// Radians by which lines of one angle differ at most.
const SAME: f32 = 0.05;

/// The characters of `spans`, and the width and height of what they cover.
pub(super) fn straightened(spans: &[TextSpan]) -> (Vec<Glyph>, (f32, f32)) {
    let Some(angle) = usual(spans) else { return (Vec::new(), (0.0, 0.0)) };
    let (sin, cos) = angle.sin_cos();
    let seen = |x: f32, y: f32| (x * cos + y * sin, x * sin - y * cos);
    let mut glyphs: Vec<Glyph> = Vec::new();
    for span in spans.iter().filter(|span| (direction(span) - angle).abs() <= SAME) {
        let ((start, baseline), (end, _)) = (seen(span.x, span.y), seen(span.end_x, span.end_y));
        let step = (end - start) / span.text.chars().count().max(1) as f32;
        glyphs.extend((0u16..).zip(span.text.chars()).map(|(nth, char)| Glyph {
            char,
            left: start + step * f32::from(nth),
            right: start + step * (f32::from(nth) + 1.0),
            baseline,
            size: span.size,
            turn: Turn::Upright,
            faint: false,
        }));
    }
    glyphs.retain(Glyph::is_placed);
    let of = |place: fn(&Glyph) -> f32| glyphs.iter().map(place).fold(f32::MAX, f32::min);
    let margin = glyphs.iter().map(|glyph| glyph.size).fold(0.0, f32::max) * 2.0;
    let (left, top) = (of(|glyph| glyph.left) - margin, of(|glyph| glyph.baseline) - margin);
    let (mut width, mut height) = (0f32, 0f32);
    for glyph in &mut glyphs {
        glyph.left -= left;
        glyph.right -= left;
        glyph.baseline -= top;
        width = width.max(glyph.right + margin);
        height = height.max(glyph.baseline + margin);
    }
    (glyphs, (width, height))
}

/// The angle that most characters have.
fn usual(spans: &[TextSpan]) -> Option<f32> {
    let mut angles: Vec<(f32, usize)> =
        spans.iter().map(|span| (direction(span), span.text.chars().count())).collect();
    angles.retain(|(angle, _)| angle.is_finite());
    angles.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = angles.iter().map(|(_, count)| count).sum::<usize>() / 2;
    let mut seen = 0;
    let middle = angles.iter().find(|(_, count)| {
        seen += count;
        seen > half
    });
    middle.map(|(angle, _)| *angle)
}

fn direction(span: &TextSpan) -> f32 {
    (span.end_y - span.y).atan2(span.end_x - span.x)
}
