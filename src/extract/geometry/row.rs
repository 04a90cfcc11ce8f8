//! Rows: the characters that stand beside each other on one line.
//!
//! In: characters of one page that read the same way. Out: strips, each a line's characters from left to right, and
//! [`Row`], the text of a line with the places that paragraphs are told by.

use super::{Glyph, spacing};

/// One line of text on a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Row {
    /// Its text, with the white space at its end.
    pub text: String,
    /// Where its first visible character begins.
    pub left: f32,
    /// Where its last visible character ends.
    pub right: f32,
    /// The line it stands on.
    pub baseline: f32,
    /// The size that most of its characters have.
    pub size: f32,
    /// Page, from 1.
    pub page: u32,
    /// Number in the file, from 1.
    pub number: u32,
    /// Column or cell of the page: lines of different ones have edges of their own.
    pub column: u32,
    /// True for a row of a table, which is a paragraph of its own.
    pub table: bool,
    /// True when the file itself says that it belongs to the page, not to the text.
    pub furniture: bool,
}

impl Row {
    /// The row that `segments`, from left to right, make up; nothing when they hold white space only.
    pub(super) fn of(segments: &[Vec<Glyph>], page: u32) -> Option<Row> {
        let all = || segments.iter().flatten();
        let visible = || all().filter(|glyph| !glyph.char.is_whitespace());
        let (first, last) = (visible().next()?, visible().next_back()?);
        let size = usual_size(visible());
        let texts: Vec<String> = segments.iter().map(|segment| spacing::text(segment)).collect();
        let shown: Vec<&str> =
            texts.iter().map(String::as_str).filter(|text| !text.trim().is_empty()).collect();
        let text = match shown.as_slice() {
            [one] => (*one).to_owned(),
            several => several.iter().map(|text| text.trim()).collect::<Vec<_>>().join("\t"),
        };
        let largest = visible().filter(|glyph| glyph.size >= size * 0.9).map(|glyph| glyph.baseline);
        Some(Row {
            text,
            left: first.left,
            right: visible().map(|glyph| glyph.right).fold(last.right, f32::max),
            baseline: largest.fold(first.baseline, f32::max),
            size,
            page,
            // Three parts that stand apart are entries of a list, whether lines are drawn around them or not.
            table: shown.len() > 2,
            furniture: visible().all(|glyph| glyph.furniture),
            ..Row::default()
        })
    }
}

/// The size that most characters have; of equals the larger.
fn usual_size<'a>(glyphs: impl Iterator<Item = &'a Glyph>) -> f32 {
    let mut sizes: Vec<f32> = glyphs.map(|glyph| glyph.size).collect();
    sizes.sort_unstable_by(f32::total_cmp);
    let runs = sizes.chunk_by(|a, b| (b - a).abs() < 0.05 * b.abs());
    runs.max_by_key(|run| run.len()).and_then(|run| run.last()).copied().unwrap_or(0.0)
}

/// Baselines nearer together than this, in font sizes, are one.
const LEVEL: f32 = 0.25;
/// Times the size of its line that a raised or lowered character has at most.
const SCRIPT: f32 = 0.82;

/// The characters of a line, from left to right.
#[derive(Debug, Default)]
pub(super) struct Strip {
    /// The line they stand on.
    pub baseline: f32,
    /// The largest of their sizes.
    pub size: f32,
    /// The characters.
    pub glyphs: Vec<Glyph>,
}

impl Strip {
    fn left(&self) -> f32 {
        self.glyphs.iter().map(|glyph| glyph.left).fold(f32::INFINITY, f32::min)
    }

    fn right(&self) -> f32 {
        self.glyphs.iter().map(|glyph| glyph.right).fold(f32::NEG_INFINITY, f32::max)
    }

    /// Share of this strip's height that stands beside `other`.
    fn beside(&self, other: &Strip) -> f32 {
        let span = |strip: &Strip| (strip.baseline - 0.8 * strip.size, strip.baseline + 0.15 * strip.size);
        let ((top, bottom), (other_top, other_bottom)) = (span(self), span(other));
        (bottom.min(other_bottom) - top.max(other_top)) / (bottom - top).max(1e-3)
    }
}

/// The lines that `glyphs` make up, from top to bottom.
pub(super) fn strips(mut glyphs: Vec<Glyph>) -> Vec<Strip> {
    glyphs.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut strips: Vec<Strip> = Vec::new();
    for glyph in glyphs {
        let fits = |strip: &&mut Strip| {
            (glyph.baseline - strip.baseline).abs()
                <= LEVEL * glyph.size.min(strip.size.max(glyph.size * 0.5))
        };
        match strips.last_mut().filter(fits) {
            Some(strip) => {
                strip.size = strip.size.max(glyph.size);
                strip.glyphs.push(glyph);
            }
            None => strips.push(Strip { baseline: glyph.baseline, size: glyph.size, glyphs: vec![glyph] }),
        }
    }
    let mut strips = with_scripts(strips);
    for strip in &mut strips {
        strip.glyphs.sort_by(|a, b| a.left.total_cmp(&b.left));
    }
    strips
}

/// Puts raised and lowered characters into the lines that they belong to.
fn with_scripts(strips: Vec<Strip>) -> Vec<Strip> {
    let mut kept: Vec<Strip> = Vec::with_capacity(strips.len());
    for mut strip in strips {
        let is_script = |small: &Strip, line: &Strip| {
            small.size < line.size * SCRIPT
                && small.beside(line) >= 0.5
                && small.left() >= line.left() - line.size
                && small.right() <= line.right() + 4.0 * line.size
        };
        match kept.last_mut() {
            Some(line) if is_script(&strip, line) => line.glyphs.append(&mut strip.glyphs),
            Some(small) if is_script(small, &strip) => {
                strip.glyphs.append(&mut small.glyphs);
                *small = strip;
            }
            _ => kept.push(strip),
        }
    }
    kept
}

/// Parts of a line with more than this between them, in font sizes, stand apart.
const APART: f32 = 1.6;

/// The parts of a line that stand apart; in a line spaced out as a whole, they must be further apart than its letters.
pub(super) fn segments(strip: Strip) -> Vec<Vec<Glyph>> {
    let gaps = spacing::gaps(&strip.glyphs);
    let usual = spacing::median(gaps.clone());
    let least = (APART * strip.size).max(2.5 * usual);
    let mut found: Vec<Vec<Glyph>> = Vec::new();
    // White space painted into a gap is a space that is really there.
    for (glyph, gap) in strip.glyphs.into_iter().zip(std::iter::once(0.0).chain(gaps)) {
        match found.last_mut() {
            Some(segment) if gap <= least => segment.push(glyph),
            _ => found.push(vec![glyph]),
        }
    }
    found
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Characters in a row from `left` on, Han as wide as they are high, others half as wide.
    pub(in crate::extract::geometry) fn set(text: &str, left: f32, baseline: f32, size: f32) -> Vec<Glyph> {
        let mut at = left;
        let place = |char: char| {
            let width = if char.is_ascii() { size / 2.0 } else { size };
            let glyph = Glyph { char, left: at, right: at + width, baseline, size, ..Glyph::default() };
            at += width;
            glyph
        };
        text.chars().map(place).collect()
    }

    fn texts(glyphs: Vec<Glyph>) -> Vec<String> {
        strips(glyphs)
            .into_iter()
            .filter_map(|strip| Row::of(&segments(strip), 1))
            .map(|row| row.text)
            .collect()
    }

    #[test]
    fn raised_characters_stay_in_their_line() {
        let mut glyphs = set("面积", 0.0, 100.0, 10.0);
        glyphs.extend(set("5m", 20.0, 100.0, 10.0));
        glyphs.extend(set("2", 30.0, 96.0, 6.0));
        glyphs.extend(set("下一行", 0.0, 115.0, 10.0));
        assert_eq!(texts(glyphs), ["面积5m2", "下一行"]);
    }

    #[test]
    fn parts_that_stand_apart_are_parted_by_a_tab() {
        let mut glyphs = set("单位", 0.0, 100.0, 10.0);
        glyphs.extend(set("数量", 60.0, 100.5, 10.0));
        assert_eq!(texts(glyphs), ["单位\t数量"]);
    }

    #[test]
    fn a_line_spaced_out_as_a_whole_is_one() {
        let glyphs =
            "某省厅".chars().zip([0.0, 40.0, 80.0]).flat_map(|(c, x)| set(&c.to_string(), x, 9.0, 10.0));
        assert_eq!(texts(glyphs.collect()), ["某省厅"]);
    }
}
