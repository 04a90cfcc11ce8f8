//! Which character stands for which: traditional for simplified, radical for ideograph.
//!
//! Generated from data/ by build.rs. One character in, one character out; words are not converted.

include!(concat!(env!("OUT_DIR"), "/script.rs"));

/// The simplified form of a traditional character or radical, else the character itself.
#[inline]
pub fn simplified(c: char) -> char {
    let code = c as u32;
    let Some(&page) = INDEX.get((code >> 8) as usize) else { return c };
    match PAGES[page as usize][(code & 0xff) as usize] {
        0 => c,
        target => char::from_u32(target).unwrap_or(c),
    }
}

/// True for a character that stands for itself.
#[inline]
pub(crate) fn is_simplified(c: char) -> bool {
    let code = c as u32;
    INDEX.get((code >> 8) as usize).is_none_or(|&page| PAGES[page as usize][(code & 0xff) as usize] == 0)
}

/// True for UTF-8 that begins with a Han character from U+4E00 to U+9FFF, each of which has three bytes.
#[inline]
pub fn begins_with_han(bytes: &[u8]) -> bool {
    matches!(bytes, [0xE5..=0xE9, ..] | [0xE4, 0xB8..=0xBF, ..])
}

/// True for a Han ideograph (radicals included).
#[inline]
pub fn is_han(c: char) -> bool {
    matches!(c,
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{2E80}'..='\u{2FDF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '〇' | '々')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_characters_and_radicals_become_simplified() {
        let simple: String = "博士後復函⼗⾼⻔門A".chars().map(simplified).collect();
        assert_eq!(simple, "博士后复函十高门门A");
    }

    #[test]
    fn the_bytes_of_common_han_characters_tell() {
        for c in '\0'..=char::MAX {
            let told = begins_with_han(c.to_string().as_bytes());
            assert_eq!(told, ('\u{4E00}'..='\u{9FFF}').contains(&c), "{c}");
        }
    }
}
