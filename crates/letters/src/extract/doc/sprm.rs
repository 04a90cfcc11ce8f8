//! Property modifiers: how a binary Word file says what differs from the style.
//!
//! In: the bytes of a list of modifiers. Out: code and operand of each. A list that is cut off ends where it is cut.

use crate::extract::little::u16_at;

/// A modifier whose length is stored in two bytes.
const TABLE_DEFINITION: u16 = 0xD608;

/// The modifiers in `list`: code and operand.
pub(super) fn modifiers(mut list: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let code = u16_at(list, 0)?;
        let rest = list.get(2..)?;
        // The three highest bits tell how long the operand is.
        let (skip, length) = match code >> 13 {
            0 | 1 => (0, 1),
            2 | 4 | 5 => (0, 2),
            3 => (0, 4),
            7 => (0, 3),
            _ if code == TABLE_DEFINITION => (2, usize::from(u16_at(rest, 0)?).saturating_sub(1)),
            _ => (1, usize::from(*rest.first()?)),
        };
        let operand = rest.get(skip..skip + length)?;
        list = rest.get(skip + length..)?;
        Some((code, operand))
    })
}

/// A switch: on, off, or as the style has it or not.
pub(super) fn switch(operand: &[u8], style: bool) -> bool {
    match operand.first() {
        Some(0x80) => style,
        Some(0x81) => !style,
        Some(value) => *value != 0,
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::modifiers;

    #[test]
    fn operands_have_the_length_that_their_code_says() {
        let list = [0x0A, 0x26, 2, 0x0B, 0x46, 3, 0, 0x15, 0xC6, 2, 9, 9, 0x3C, 0x08, 1, 0x0B, 0x46, 1];
        let found: Vec<(u16, &[u8])> = modifiers(&list).collect();
        assert_eq!(found, [(0x260A, &[2u8][..]), (0x460B, &[3, 0]), (0xC615, &[9, 9]), (0x083C, &[1])]);
    }
}
