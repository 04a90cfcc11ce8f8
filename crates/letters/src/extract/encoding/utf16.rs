//! UTF-16: its structure without a byte order mark, and its decoding.
//!
//! In: bytes. Out: the byte order if most 16-bit units are what a Chinese or ASCII text is made of.

use super::Decoded;

/// Which byte of a unit comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// Low byte first.
    Little,
    /// High byte first.
    Big,
}

impl Order {
    fn unit(self, pair: &[u8]) -> u16 {
        let pair = [pair.first().copied().unwrap_or(0), pair.get(1).copied().unwrap_or(0)];
        match self {
            Order::Little => u16::from_le_bytes(pair),
            Order::Big => u16::from_be_bytes(pair),
        }
    }
}

/// Bytes looked at on each of three places.
const SAMPLE: usize = 1 << 16;

/// The byte order of a UTF-16 text without mark; nothing when the units make no sense.
pub(super) fn guess(bytes: &[u8]) -> Option<Order> {
    if bytes.len() < 4 {
        return None;
    }
    let sample: Vec<&[u8]> = [0, (bytes.len() / 2) & !1, bytes.len().saturating_sub(SAMPLE) & !1]
        .iter()
        .map(|&start| &bytes[start..bytes.len().min(start + SAMPLE)])
        .collect();
    let little = plausible_share(&sample, Order::Little);
    let big = plausible_share(&sample, Order::Big);
    let (order, best, other) =
        if little >= big { (Order::Little, little, big) } else { (Order::Big, big, little) };
    (best >= 0.9 && best - other >= 0.2).then_some(order)
}

fn plausible_share(sample: &[&[u8]], order: Order) -> f64 {
    let (mut good, mut all) = (0usize, 0usize);
    for pair in sample.iter().flat_map(|part| part.chunks_exact(2)) {
        all += 1;
        good += usize::from(is_plausible(order.unit(pair)));
    }
    good as f64 / all.max(1) as f64
}

fn is_plausible(unit: u16) -> bool {
    matches!(unit,
        0x09 | 0x0A | 0x0C | 0x0D | 0x20..=0x7E | 0xB7 | 0x2010..=0x203A
        | 0x3000..=0x303F | 0x4E00..=0x9FFF | 0xFF00..=0xFFEF)
}

/// Decodes units in `order`; lone surrogates and a last odd byte become U+FFFD.
pub(super) fn decode(bytes: &[u8], order: Order) -> Decoded {
    let units = bytes.chunks_exact(2).map(|pair| order.unit(pair));
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2);
    let mut bad = 0;
    for unit in char::decode_utf16(units) {
        bad += usize::from(unit.is_err());
        text.push(unit.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    if bytes.len() % 2 == 1 {
        bad += 1;
        text.push(char::REPLACEMENT_CHARACTER);
    }
    let encoding = if order == Order::Little { "utf-16le" } else { "utf-16be" };
    Decoded { text, encoding, bad }
}
