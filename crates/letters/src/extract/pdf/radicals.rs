//! Radicals that stand for characters.
//!
//! In: characters of a PDF. Out: the same with `⼗` read as `十`. A font has one shape for both, and makers of PDF files
//! that go from shapes back to characters often hit the radical, which no letter means.

use super::glyph::Glyph;
use dafu_words::script::simplified;
use unicode_normalization::UnicodeNormalization;

/// Replaces radicals among `glyphs`; says how many there were.
pub(super) fn replace(glyphs: &mut [Glyph]) -> usize {
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

    #[test]
    fn radicals_become_the_characters_they_look_like() {
        let mut glyphs: Vec<Glyph> =
            "⼗⾼⻔⾨答".chars().map(|char| Glyph { char, ..Glyph::default() }).collect();
        assert_eq!(replace(&mut glyphs), 4);
        assert_eq!(glyphs.iter().map(|g| g.char).collect::<String>(), "十高门門答");
    }
}
