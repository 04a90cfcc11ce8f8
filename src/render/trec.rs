//! A TREC run: `query Q0 passage rank score tag`, a line a result.

use std::fmt::Write as _;

/// Lines of one query's results, best first; scores strictly descend so that tools keep the order.
pub(crate) fn run(query: &str, results: &[(String, f64)], tag: &str) -> String {
    let mut out = String::new();
    let mut last = f64::INFINITY;
    for (rank, (id, score)) in (1..).zip(results) {
        let score = if *score < last { *score } else { last - 1e-6 };
        last = score;
        let _ = writeln!(out, "{} Q0 {} {rank} {score:.6} {tag}", field(query), field(id));
    }
    out
}

/// A field without white space.
fn field(text: &str) -> String {
    text.chars().map(|c| if c.is_whitespace() { '_' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::run;

    #[test]
    fn equal_scores_keep_their_order() {
        let lines = run("q 1", &[("a".to_owned(), 2.0), ("b".to_owned(), 2.0)], "dafu");
        assert_eq!(lines, "q_1 Q0 a 1 2.000000 dafu\nq_1 Q0 b 2 1.999999 dafu\n");
    }
}
