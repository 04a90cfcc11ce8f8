//! Which numbers of a series the archive has, and which it lacks.
//!
//! In: replies. Out: counts by unit and year, and the gaps in the series of document numbers and case numbers. A gap
//! says that a letter is not here; it may never have been published.

use std::collections::{BTreeMap, BTreeSet};

use crate::archive::store::replies::ReplyRow;

/// Largest span of a series in which gaps are looked for: beyond it a number is misread, not missing.
const WIDEST: u32 = 5000;

/// Number of replies of one unit in one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitYear {
    /// The unit, empty when unknown.
    pub unit: String,
    /// The year, `unknown` when unknown.
    pub year: String,
    /// Replies.
    pub replies: u64,
}

/// A series of numbers with its gaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// What the numbers have in common: `吉科发人才〔2024〕` or year and prefix of case numbers (`2024 D`).
    pub name: String,
    /// Lowest number seen.
    pub first: u32,
    /// Highest number seen.
    pub last: u32,
    /// How many different ones were seen.
    pub seen: u32,
    /// Ranges between the two that were not seen, both ends included.
    pub missing: Vec<(u32, u32)>,
}

/// What an archive covers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// By unit and year, in that order.
    pub units: Vec<UnitYear>,
    /// Series of document numbers.
    pub doc_numbers: Vec<Series>,
    /// Series of case numbers, by year.
    pub cases: Vec<Series>,
}

/// Counts what `replies` cover.
pub fn coverage(replies: &[ReplyRow]) -> Coverage {
    let mut units: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    let mut docs: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    let mut cases: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    for reply in replies {
        let facts = &reply.facts;
        *units.entry((&facts.unit, &facts.year)).or_default() += 1;
        if let Some((name, number)) = doc_series(&facts.doc_number) {
            docs.entry(name).or_default().insert(number);
        }
        for (key, _) in &facts.cases {
            if let Some((prefix, number)) = tail_number(key) {
                cases
                    .entry(format!("{} {prefix}", facts.year).trim_end().to_owned())
                    .or_default()
                    .insert(number);
            }
        }
    }
    let units = units.into_iter().map(|((unit, year), replies)| UnitYear {
        unit: unit.to_owned(),
        year: year.to_owned(),
        replies,
    });
    Coverage { units: units.collect(), doc_numbers: series(docs), cases: series(cases) }
}

/// Splits `吉科发人才〔2024〕80号` into `吉科发人才〔2024〕` and 80.
fn doc_series(number: &str) -> Option<(String, u32)> {
    let (head, serial) = number.rsplit_once('〕')?;
    let digits: String =
        serial.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    Some((format!("{head}〕"), digits.parse().ok()?))
}

/// Splits `2024D10` into `2024D` and 10.
fn tail_number(key: &str) -> Option<(&str, u32)> {
    let head = key.trim_end_matches(|c: char| c.is_ascii_digit());
    Some((head, key[head.len()..].parse().ok()?))
}

fn series(numbers: BTreeMap<String, BTreeSet<u32>>) -> Vec<Series> {
    let of = |(name, numbers): (String, BTreeSet<u32>)| {
        let (first, last) = (*numbers.first()?, *numbers.last()?);
        let mut missing = Vec::new();
        if numbers.len() > 1 && last - first <= WIDEST {
            let mut expected = first;
            for &number in &numbers {
                if number > expected {
                    missing.push((expected, number - 1));
                }
                expected = number + 1;
            }
        }
        let seen = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        Some(Series { name, first, last, seen, missing })
    };
    numbers.into_iter().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_ranges() {
        let numbers =
            [("a".to_owned(), BTreeSet::from([3, 4, 8, 10])), ("b".to_owned(), BTreeSet::from([7]))];
        let series = series(BTreeMap::from(numbers));
        assert_eq!(series[0].missing, [(5, 7), (9, 9)]);
        assert_eq!(series[1].missing, []);
    }

    #[test]
    fn numbers_are_split_from_their_series() {
        assert_eq!(doc_series("吉科发人才〔2024〕80号"), Some(("吉科发人才〔2024〕".to_owned(), 80)));
        assert_eq!(doc_series("〔2024〕号"), None);
        assert_eq!(tail_number("2024d10"), Some(("2024d", 10)));
        assert_eq!(tail_number("1025"), Some(("", 1025)));
    }
}
