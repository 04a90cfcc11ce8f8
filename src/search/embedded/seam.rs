//! Seams: what makes a literal found that crosses from one passage into the next of its paragraph.
//!
//! In: the folded end of a passage and the folded text that follows it in the paragraph. Out: grams of the two
//! joined, those that begin in the passage a second time under a mark. A phrase whose first gram carries the mark
//! begins in the passage, so one phrase query answers exactly, without a look at the text.

/// Longest literal, in folded characters, that the seams answer alone.
pub const REACH: usize = 32;

/// Stands between the two halves of a seam; folded text never holds it.
const JOINT: char = '\u{0}';
/// Stands before a gram that begins in the passage itself.
pub const MARK: char = '\u{1}';

/// The seam's field value: at most `REACH - 1` characters on either side of the joint.
pub fn value(passage_end: &str, following: &str) -> String {
    let tail_start = passage_end.char_indices().rev().nth(REACH - 2).map_or(0, |(offset, _)| offset);
    let mut value = passage_end[tail_start..].to_owned();
    value.push(JOINT);
    value.extend(following.chars().take(REACH - 1));
    value
}

/// Calls `emit(position, gram)` for each gram of a seam's value, marked ones first.
pub fn each_gram(value: &str, emit: &mut dyn FnMut(u32, &str)) {
    let Some((tail, following)) = value.split_once(JOINT) else { return };
    let own = tail.chars().count();
    let chars: Vec<char> = tail.chars().chain(following.chars()).collect();
    let mut gram = String::new();
    for (position, pair) in chars.windows(2).enumerate() {
        gram.clear();
        gram.push(MARK);
        gram.extend(pair);
        if position < own {
            emit(position as u32, &gram);
        }
        emit(position as u32, &gram[MARK.len_utf8()..]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grams_that_begin_in_the_passage_carry_the_mark() {
        let mut grams = Vec::new();
        each_gram(&value("甲乙", "丙丁"), &mut |position, gram| grams.push((position, gram.to_owned())));
        let expected = [(0, "\u{1}甲乙"), (0, "甲乙"), (1, "\u{1}乙丙"), (1, "乙丙"), (2, "丙丁")]
            .map(|(p, g)| (p, g.to_owned()));
        assert_eq!(grams, expected);
    }

    #[test]
    fn a_seam_reaches_no_further_than_its_longest_literal() {
        let value = value(&"甲".repeat(100), &"乙".repeat(100));
        assert_eq!(value.chars().count(), 2 * (REACH - 1) + 1);
    }
}
