//! Lists of numbers as they are written in attributes.
//!
//! In: `0 0 210 297`, `1.5 g 3 4.2`. Out: the numbers; a group `g 3 4.2` stands for 4.2 three times.

/// The numbers of a list without groups; what is no number ends it.
pub(super) fn plain(source: &str) -> Vec<f32> {
    words(source).map_while(number).take(6).collect()
}

/// A box: left edge, upper edge, width and height.
pub(super) fn area(source: &str) -> Option<[f32; 4]> {
    plain(source).get(..4)?.try_into().ok()
}

/// The first `most` numbers of a list with groups.
pub(super) fn grouped(source: &str, most: usize) -> Vec<f32> {
    let mut found = Vec::new();
    let mut words = words(source);
    while let Some(word) = words.next().filter(|_| found.len() < most) {
        if word == "g" {
            let count = words.next().and_then(|count| count.parse::<usize>().ok()).unwrap_or(0);
            let Some(value) = words.next().and_then(number) else { break };
            let count = count.min(most - found.len());
            found.extend(std::iter::repeat_n(value, count));
        } else if let Some(value) = number(word) {
            found.push(value);
        } else {
            break;
        }
    }
    found
}

fn words(source: &str) -> impl Iterator<Item = &str> {
    source.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty())
}

/// The number that a word is.
pub(super) fn number(word: &str) -> Option<f32> {
    word.trim().parse().ok().filter(|value: &f32| value.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_repeat_a_number_no_more_often_than_asked() {
        assert_eq!(grouped("1.5 g 3 4.2 2", 9), [1.5, 4.2, 4.2, 4.2, 2.0]);
        assert_eq!(grouped("g 4000000000 1", 2), [1.0, 1.0]);
        assert_eq!(grouped("g x 1 2 y 3", 9), [2.0]);
        assert!(grouped("g 2", 9).is_empty());
    }

    #[test]
    fn a_box_has_four_numbers() {
        assert_eq!(area("0 0 210 297"), Some([0.0, 0.0, 210.0, 297.0]));
        assert_eq!(area("0 0 210"), None);
    }
}
