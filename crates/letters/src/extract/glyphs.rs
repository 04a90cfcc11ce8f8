//! Signs of symbol fonts: Wingdings, Wingdings 2, Symbol.
//!
//! In: a font's name and a character set in it. Out: the character of Unicode that looks the same. These fonts put
//! their signs on the places of Latin letters, or in the private use area from U+F000 on; a ticked box in a letter
//! is often nothing else than a þ or a U+F052.

/// What stands for a box that is ticked, and for one that is not.
pub(super) const BOXES: [char; 2] = ['☑', '☐'];

/// What stands for a bullet of a font that is not known.
pub(super) const BULLET: char = '•';

/// Place in the font, character.
type Signs = &'static [(u8, char)];

const WINGDINGS: Signs = &[
    (0x28, '☎'),
    (0x2A, '✉'),
    (0x46, '☞'),
    (0x6C, '●'),
    (0x6D, '❍'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x70, '☐'),
    (0x71, '❑'),
    (0x72, '❒'),
    (0x74, '◆'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x80, '⓪'),
    (0x81, '①'),
    (0x82, '②'),
    (0x83, '③'),
    (0x84, '④'),
    (0x85, '⑤'),
    (0x86, '⑥'),
    (0x87, '⑦'),
    (0x88, '⑧'),
    (0x89, '⑨'),
    (0x8A, '⑩'),
    (0x8C, '❶'),
    (0x8D, '❷'),
    (0x8E, '❸'),
    (0x8F, '❹'),
    (0x90, '❺'),
    (0x91, '❻'),
    (0x92, '❼'),
    (0x93, '❽'),
    (0x94, '❾'),
    (0x95, '❿'),
    (0x9E, '·'),
    (0x9F, '•'),
    (0xA1, '○'),
    (0xA7, '▪'),
    (0xA8, '☐'),
    (0xAB, '★'),
    (0xB2, '✧'),
    (0xD8, '➢'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xE8, '➔'),
    (0xF0, '⇨'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];

const WINGDINGS_2: Signs = &[
    (0x2A, '☐'),
    (0x4F, '✗'),
    (0x50, '✓'),
    (0x51, '☒'),
    (0x52, '☑'),
    (0x53, '☒'),
    (0x54, '☒'),
    (0x96, '●'),
    (0x97, '●'),
    (0x98, '●'),
    (0x9E, '◎'),
    (0xA0, '■'),
    (0xA2, '■'),
    (0xA3, '☐'),
    (0xAE, '◆'),
];

const SYMBOL: Signs = &[
    (0x2D, '−'),
    (0x61, 'α'),
    (0x62, 'β'),
    (0x64, 'δ'),
    (0x67, 'γ'),
    (0x6C, 'λ'),
    (0x6D, 'μ'),
    (0x70, 'π'),
    (0x73, 'σ'),
    (0x77, 'ω'),
    (0x44, 'Δ'),
    (0x53, 'Σ'),
    (0x57, 'Ω'),
    (0xA3, '≤'),
    (0xA5, '∞'),
    (0xA8, '♦'),
    (0xAC, '←'),
    (0xAE, '→'),
    (0xB0, '°'),
    (0xB1, '±'),
    (0xB3, '≥'),
    (0xB4, '×'),
    (0xB7, '•'),
    (0xB8, '÷'),
    (0xB9, '≠'),
    (0xBB, '≈'),
    (0xBC, '…'),
    (0xD2, '®'),
    (0xD3, '©'),
    (0xD4, '™'),
    (0xD6, '√'),
];

const FONTS: &[(&str, Signs)] = &[("wingdings 2", WINGDINGS_2), ("wingdings", WINGDINGS), ("symbol", SYMBOL)];

/// True when letters in this font are signs.
pub(super) fn is_symbol_font(font: &str) -> bool {
    signs(font).is_some()
}

/// The character that `c` shows in `font`; `c` itself when the font is no symbol font or the sign is not known.
pub(super) fn shown(font: &str, c: char) -> char {
    let Some(place) = place(c) else { return c };
    let of = |signs: Signs| signs.iter().find(|sign| sign.0 == place).map(|sign| sign.1);
    match signs(font) {
        Some(signs) => of(signs).unwrap_or(c),
        // The private use area has no signs of its own: the font was lost on the way.
        None if c >= '\u{F020}' => of(WINGDINGS).or_else(|| of(SYMBOL)).unwrap_or(c),
        None => c,
    }
}

fn signs(font: &str) -> Option<Signs> {
    FONTS.iter().find(|(name, _)| font.eq_ignore_ascii_case(name)).map(|(_, signs)| *signs)
}

/// The place in a symbol font that a character means.
fn place(c: char) -> Option<u8> {
    match u32::from(c) {
        code @ 0x21..=0xFF => u8::try_from(code).ok(),
        code @ 0xF020..=0xF0FF => u8::try_from(code - 0xF000).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn signs_are_those_of_their_font() {
        let shown = |font, text: &str| text.chars().map(|c| super::shown(font, c)).collect::<String>();
        assert_eq!(shown("Wingdings", "þ\u{F0A8}"), "☑☐");
        assert_eq!(shown("Wingdings 2", "R\u{F052}£"), "☑☑☐");
        assert_eq!(shown("Symbol", "\u{F0B7}³"), "•≥");
        assert_eq!(shown("仿宋_GB2312", "R³答\u{F0FE}"), "R³答☑");
        assert_eq!(shown("Wingdings", "答\u{F0F7}"), "答\u{F0F7}");
    }
}
