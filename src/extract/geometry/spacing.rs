//! Spaces that a file leaves to the eye.
//!
//! In: the characters of a line from left to right. Out: their text. Words of Latin script are parted where a gap is
//! wider than those between letters; Han characters never are, however far a line is spaced out, unless white space
//! was painted between them.

use super::Glyph;

/// A gap between Latin letters that is at least this wide, in font sizes, parts words.
const WORD: f32 = 0.16;

/// The gaps between neighbours, one fewer than there are characters; none beside white space.
pub(super) fn gaps(glyphs: &[Glyph]) -> Vec<f32> {
    let gap = |pair: &[Glyph]| match pair {
        [a, b] => b.left - a.right,
        _ => 0.0,
    };
    glyphs.windows(2).map(gap).collect()
}

/// The middle one of `values`; nothing when there are none.
pub(super) fn median(mut values: Vec<f32>) -> f32 {
    let middle = values.len() / 2;
    if values.is_empty() {
        return 0.0;
    }
    *values.select_nth_unstable_by(middle, f32::total_cmp).1
}

/// The text of `glyphs`.
pub(super) fn text(glyphs: &[Glyph]) -> String {
    let is_word = |glyph: &Glyph| glyph.char.is_ascii_graphic() || matches!(glyph.char, '\u{A1}'..='\u{24F}');
    let words = |pair: &[Glyph]| matches!(pair, [a, b] if is_word(a) && is_word(b));
    let inner: Vec<f32> =
        glyphs.windows(2).zip(gaps(glyphs)).filter(|(pair, _)| words(pair)).map(|(_, gap)| gap).collect();
    // One or two gaps do not make a line spaced out.
    let usual = if inner.len() < 3 { 0.0 } else { median(inner).max(0.0) };
    let mut text = String::with_capacity(glyphs.len() * 3);
    let mut before: Option<&Glyph> = None;
    for glyph in glyphs {
        let parted = before.is_some_and(|last| {
            let least = (WORD * glyph.size.min(last.size)).max(1.8 * usual);
            is_word(last) && is_word(glyph) && glyph.left - last.right > least
        });
        if parted {
            text.push(' ');
        }
        text.push(if glyph.char.is_control() { ' ' } else { glyph.char });
        before = Some(glyph);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::row::tests::set;
    use super::*;

    #[test]
    fn words_are_parted_by_gaps_and_han_characters_are_not() {
        let mut glyphs = set("R&D", 0.0, 9.0, 10.0);
        glyphs.extend(set("funds", 18.0, 9.0, 10.0));
        glyphs.extend(set("投", 45.0, 9.0, 10.0));
        glyphs.extend(set("入", 62.0, 9.0, 10.0));
        assert_eq!(text(&glyphs), "R&D funds投入");
    }

    #[test]
    fn letters_spaced_out_are_one_word() {
        let glyphs: Vec<Glyph> = "WORD"
            .chars()
            .zip([0.0, 10.0, 20.0, 30.0])
            .flat_map(|(c, x)| set(&c.to_string(), x, 9.0, 10.0))
            .collect();
        assert_eq!(text(&glyphs), "WORD");
    }
}
