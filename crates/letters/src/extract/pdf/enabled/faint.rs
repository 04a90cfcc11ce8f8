//! Watermarks: text at an angle, or large and pale.
//!
//! In: the characters of a page. Out: those that are text, and what the others said.

use super::glyph::Glyph;
use crate::extract::geometry::page::Turn;
use crate::text::Note;

/// Times the size of the body from which on pale text is a watermark.
const LARGE: f32 = 1.8;

/// The font size that most of the characters have.
pub(super) fn body_size(glyphs: &[Glyph]) -> f32 {
    let sizes = glyphs.iter().filter(|glyph| glyph.is_placed());
    let mut sizes: Vec<i32> = sizes.map(|glyph| (glyph.size * 4.0).round() as i32).collect();
    sizes.sort_unstable();
    let most = sizes.chunk_by(|a, b| a == b).max_by_key(|run| run.len());
    most.and_then(|run| run.first()).map_or(0.0, |&size| size as f32 / 4.0)
}

/// Takes watermarks out of `glyphs` and gives what they say.
pub(super) fn take_out(glyphs: &mut Vec<Glyph>, size: f32) -> String {
    let mut dropped = String::new();
    glyphs.retain(|glyph| {
        let is_mark = glyph.turn == Turn::Slanted || (glyph.faint && glyph.size > size * LARGE);
        if is_mark {
            dropped.push(glyph.char);
        }
        !is_mark
    });
    dropped
}

/// The note that tells of it.
pub(super) fn note(page: u32, dropped: &str) -> Option<Note> {
    let shown: String = dropped.trim().chars().take(40).collect();
    if shown.is_empty() {
        return None;
    }
    Some(Note::new("watermark_dropped").with("page", page).with("text", shown))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slanted_and_large_pale_text_is_a_watermark() {
        let plain = Glyph { char: '文', size: 10.0, ..Glyph::default() };
        let slanted = Glyph { char: '内', turn: Turn::Slanted, ..plain };
        let pale = Glyph { char: '部', faint: true, size: 60.0, ..plain };
        let small = Glyph { char: '字', faint: true, ..plain };
        let mut glyphs = vec![plain, slanted, pale, small];
        assert_eq!(take_out(&mut glyphs, 10.0), "内部");
        assert_eq!(glyphs, [plain, small]);
        assert!(note(3, "内部").is_some() && note(3, " ").is_none());
    }
}
