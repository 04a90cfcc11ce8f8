//! How near a recovered text comes to the one that should be there. Shared by the bench and the tests.

use std::collections::HashMap;

use dafu_letters::text::Text;

/// The characters of a text without white space.
pub fn squeezed(text: &str) -> Vec<char> {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Characters that must be put in, taken out or replaced, as a share of those that should be there.
pub fn error_rate(found: &Text, wanted: &Text) -> f64 {
    let (a, b) = (squeezed(found.as_str()), squeezed(wanted.as_str()));
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (at, x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = at + 1;
        for (to, y) in b.iter().enumerate() {
            let swap = corner + usize::from(x != y);
            corner = row[to + 1];
            row[to + 1] = swap.min(row[to] + 1).min(corner + 1);
        }
    }
    row[b.len()] as f64 / b.len().max(1) as f64
}

/// The words around each paragraph's end.
fn ends(text: &Text) -> HashMap<(String, String), usize> {
    let paragraphs: Vec<Vec<char>> =
        text.paragraphs().iter().map(|span| squeezed(span.of(text.as_str()))).collect();
    let mut found = HashMap::new();
    for pair in paragraphs.windows(2) {
        let last: String = pair[0][pair[0].len().saturating_sub(5)..].iter().collect();
        let first: String = pair[1][..pair[1].len().min(5)].iter().collect();
        *found.entry((last, first)).or_default() += 1;
    }
    found
}

/// Harmonic mean of the shares of paragraph ends that are right and that were found.
pub fn boundary_f1(found: &Text, wanted: &Text) -> f64 {
    let (a, b) = (ends(found), ends(wanted));
    let hit: usize = a.iter().map(|(end, count)| (*count).min(b.get(end).copied().unwrap_or(0))).sum();
    2.0 * hit as f64 / (a.values().sum::<usize>() + b.values().sum::<usize>()).max(1) as f64
}
