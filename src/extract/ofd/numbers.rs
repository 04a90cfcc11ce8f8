//! Lists of numbers in attributes.
//!
//! In: `0 0 210 297`, or distances with repeats: `g 3 5.6 7` for `5.6 5.6 5.6 7`. Out: the numbers. What is none is left
//! out, and no more are made than were asked for.

/// The numbers of `text`.
pub(super) fn list(text: &str) -> Vec<f32> {
    text.split([' ', ',', '\t', '\n', '\r']).filter_map(number).collect()
}

/// The distances that `text` gives, at most `most` of them.
pub(super) fn distances(text: &str, most: usize) -> Vec<f32> {
    let mut found = Vec::new();
    let mut words = text.split_whitespace();
    while let Some(word) = words.next() {
        let times = match word {
            "g" | "G" => words.next().and_then(|count| count.parse().ok()).unwrap_or(0),
            _ => 1,
        };
        let value = if matches!(word, "g" | "G") { words.next() } else { Some(word) };
        let room = most.saturating_sub(found.len());
        if let Some(value) = value.and_then(number) {
            found.extend(std::iter::repeat_n(value, usize::min(times, room)));
        }
        if room == 0 {
            break;
        }
    }
    found
}

fn number(word: &str) -> Option<f32> {
    word.parse().ok().filter(|value: &f32| value.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_are_written_out_and_kept_within_bounds() {
        assert_eq!(distances("g 3 5.6 7 g 2 1", 9), [5.6, 5.6, 5.6, 7.0, 1.0, 1.0]);
        assert_eq!(distances("g 4000000000 5", 3), [5.0, 5.0, 5.0]);
        assert_eq!(distances("g x 5 g", 3), []);
        assert_eq!(list("0 0 210.5 NaN 297"), [0.0, 0.0, 210.5, 297.0]);
    }
}
