//! The character layer: every folded character begins exactly one gram.
//!
//! In: a folded text. Out: at position `i` the bigram of characters `i` and `i + 1`, at the last position the single
//! character. A literal of two or more characters is a phrase of bigrams; a single character is the union of all grams
//! that begin with it. Nothing is left out, so nothing that stands in a text can be missed.

/// Calls `emit(position, gram)` for each gram of `folded`.
pub fn each_gram<'a>(folded: &'a str, mut emit: impl FnMut(u32, &'a str)) {
    let mut starts = folded.char_indices().map(|(offset, _)| offset).peekable();
    let mut position = 0;
    while let Some(start) = starts.next() {
        let end = match starts.peek() {
            Some(&next) => next + folded[next..].chars().next().map_or(0, char::len_utf8),
            None => folded.len(),
        };
        emit(position, &folded[start..end]);
        position += 1;
    }
}

/// The bigrams that together cover the folded `term` (≥ 2 characters): offsets 0, 2, 4 … and the last.
pub fn cover(term: &str) -> Vec<(u32, &str)> {
    let mut grams = Vec::new();
    each_gram(term, |position, gram| grams.push((position, gram)));
    grams.pop();
    let last = grams.len().saturating_sub(1) as u32;
    grams.retain(|&(position, _)| position % 2 == 0 || position == last);
    grams
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grams_begin_at_every_character() {
        let mut grams = Vec::new();
        each_gram("r&d投入", |position, gram| grams.push((position, gram)));
        assert_eq!(grams, [(0, "r&"), (1, "&d"), (2, "d投"), (3, "投入"), (4, "入")]);
    }

    #[test]
    fn a_cover_reaches_from_end_to_end() {
        assert_eq!(cover("博士"), [(0, "博士")]);
        assert_eq!(cover("博士后"), [(0, "博士"), (1, "士后")]);
        assert_eq!(cover("博士后公寓"), [(0, "博士"), (2, "后公"), (3, "公寓")]);
        assert!(cover("博").is_empty());
    }
}
