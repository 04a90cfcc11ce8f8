//! Text as one or two bytes a character.
//!
//! In: a text. Out: bytes in which the characters that letters use most take one byte, twelve thousand others two, and
//! the rest four; and back. Half the size of UTF-8, it is what [`crate::archive::blob`] compresses. The order of the
//! table is frozen: stored texts are read by it for ever (data/store/README.md).

use std::sync::LazyLock;

/// The characters, most frequent first.
const TABLE: &str = include_str!("../../data/store/characters-1.txt");
/// Characters that take one byte.
const ONE: u16 = 208;
/// Stands before a character that is not in the table: three bytes, low ones first.
const ESCAPE: u8 = 0xff;
/// The place of a character that is not in the table.
const ABSENT: u16 = u16::MAX;

/// Characters by place, and places by character.
struct Tables {
    characters: Vec<char>,
    places: Vec<u16>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let characters: Vec<char> = TABLE.chars().collect();
    let mut places = vec![ABSENT; 0x1_0000];
    for (place, &c) in (0..).zip(&characters) {
        if let Some(slot) = places.get_mut(c as usize) {
            *slot = place;
        }
    }
    Tables { characters, places }
});

/// Appends the code of `text` to `out`.
pub fn encode(text: &str, out: &mut Vec<u8>) {
    let places = &TABLES.places;
    for c in text.chars() {
        match places.get(c as usize).copied().unwrap_or(ABSENT) {
            ABSENT => {
                let [low, middle, high, _] = u32::from(c).to_le_bytes();
                out.extend([ESCAPE, low, middle, high]);
            }
            place @ ..ONE => out.push(place as u8),
            place => {
                let [low, high] = (place - ONE).to_le_bytes();
                out.extend([ONE as u8 + high, low]);
            }
        }
    }
}

/// The text with this code; none when no text has it.
pub fn decode(code: &[u8]) -> Option<String> {
    let characters = &TABLES.characters;
    let mut text = String::with_capacity(code.len() * 2);
    let mut rest = code.iter().copied();
    while let Some(first) = rest.next() {
        text.push(match first {
            ESCAPE => char::from_u32(u32::from_le_bytes([rest.next()?, rest.next()?, rest.next()?, 0]))?,
            first if u16::from(first) < ONE => *characters.get(usize::from(first))?,
            lead => {
                let place = u16::from_le_bytes([rest.next()?, lead - ONE as u8]) + ONE;
                *characters.get(usize::from(place))?
            }
        });
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_table_is_the_one_that_stored_texts_were_written_by() {
        let hash = blake3::hash(TABLE.as_bytes()).to_hex();
        assert_eq!(hash.as_str(), "86f1b3160baa1fb5157715e0f87d6f45af7536cb25e764788e16b92fb167ecf2");
        assert_eq!(
            TABLES.characters.len(),
            usize::from(ONE) + (usize::from(ESCAPE) - usize::from(ONE)) * 256
        );
        let first = TABLES.characters.iter().zip(0..).all(|(&c, place)| TABLES.places[c as usize] == place);
        assert!(first, "a character stands twice in the table");
    }

    #[test]
    fn codes_that_no_text_has_are_refused() {
        for code in [&[0xff][..], &[0xff, 0, 0xd8, 0], &[0xff, 0, 0, 0x11], &[0xd0], &[0xfe]] {
            assert_eq!(decode(code), None, "{code:?}");
        }
    }

    proptest! {
        #[test]
        fn decoding_gives_back_what_was_encoded(text in "[一-鿿a-z0-9，。\n]{0,40}\\PC{0,20}") {
            let mut code = Vec::new();
            encode(&text, &mut code);
            prop_assert_eq!(decode(&code), Some(text));
        }
    }
}
