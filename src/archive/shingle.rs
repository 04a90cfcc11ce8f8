//! How alike two letters are.
//!
//! In: two texts. Out: the share of five-character shingles of their folded texts that they have in common
//! (Jaccard), 0 to 1. Exact for letters; estimated from [`KEPT`] shingles for texts far longer than any letter.

use dafu_letters::text::Text;
use dafu_words::fold::fold_str;
use dafu_words::mix::mix;

/// Folded characters in a shingle.
const WIDTH: usize = 5;
/// Shingles kept of a text: those with the smallest hashes.
pub const KEPT: usize = 8192;

/// The smallest hashes of a text's shingles, sorted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch(Vec<u64>);

/// The sketch of a text.
pub fn sketch(text: &Text) -> Sketch {
    let mut window = [0u64; WIDTH];
    let mut seen = 0;
    let mut hashes: Vec<u64> = Vec::new();
    let mut limit = u64::MAX;
    for paragraph in text.paragraphs() {
        for c in fold_str(text.slice(*paragraph)).chars() {
            window.rotate_left(1);
            window[WIDTH - 1] = u64::from(u32::from(c));
            seen += 1;
            if seen < WIDTH {
                continue;
            }
            let hash = window.iter().fold(0, |hash, &c| mix(hash ^ c));
            if hash < limit {
                hashes.push(hash);
            }
            if hashes.len() > 4 * KEPT {
                smallest(&mut hashes);
                limit = if hashes.len() == KEPT { hashes[KEPT - 1] } else { limit };
            }
        }
    }
    smallest(&mut hashes);
    Sketch(hashes)
}

fn smallest(hashes: &mut Vec<u64>) {
    hashes.sort_unstable();
    hashes.dedup();
    hashes.truncate(KEPT);
}

impl Sketch {
    /// Share of common shingles; two texts too short for any shingle are not alike.
    pub fn similarity(&self, other: &Sketch) -> f64 {
        let (mut a, mut b) = (self.0.iter().peekable(), other.0.iter().peekable());
        let (mut common, mut all) = (0u32, 0u32);
        while all < KEPT as u32 {
            match (a.peek(), b.peek()) {
                (None, None) => break,
                (Some(x), Some(y)) if x == y => {
                    common += 1;
                    a.next();
                    b.next();
                }
                (Some(x), Some(y)) if x < y => drop(a.next()),
                (Some(_), None) => drop(a.next()),
                _ => drop(b.next()),
            }
            all += 1;
        }
        if all == 0 { 0.0 } else { f64::from(common) / f64::from(all) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn similarity(a: &str, b: &str) -> f64 {
        sketch(&Text::from_lines(a)).similarity(&sketch(&Text::from_lines(b)))
    }

    #[test]
    fn writing_does_not_count_and_wording_does() {
        assert_eq!(similarity("持续推进博士後工作，取得成效。", "持续推进“博士后”\n工作, 取得成效."), 1.0);
        assert_eq!(similarity("持续推进博士后工作", "农业农村水利建设"), 0.0);
        assert_eq!(similarity("甲", "甲"), 0.0);
    }

    #[test]
    fn letters_are_compared_exactly() {
        let (a, b) = ("一二三四五六七八九十", "一二三四五六七八九百");
        let shingles = |text: &str| -> BTreeSet<Vec<char>> {
            text.chars().collect::<Vec<_>>().windows(WIDTH).map(<[char]>::to_vec).collect()
        };
        let (x, y) = (shingles(a), shingles(b));
        let exact = x.intersection(&y).count() as f64 / x.union(&y).count() as f64;
        assert_eq!(similarity(a, b), exact);
    }

    #[test]
    fn long_texts_are_estimated_well() {
        let text = |from: u32| -> String {
            (from..from + 60_000).filter_map(|n| char::from_u32(0x4e00 + (n * n + n / 7) % 20_000)).collect()
        };
        let (a, b) = (text(0), text(0).chars().take(30_000).collect::<String>());
        let estimate = similarity(&a, &b);
        assert!((0.45..0.55).contains(&estimate), "{estimate}");
    }
}
