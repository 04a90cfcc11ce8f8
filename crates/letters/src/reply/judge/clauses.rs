//! Clauses of a sentence.
//!
//! In: a sentence as looked at. Out: the parts between its commas, semicolons, colons and stops, looked at as parts
//! of it.

use crate::forms::look::Look;
use dafu_words::punctuation;

/// How many clauses of a sentence are looked at for its subject and its will.
const CLAUSES: usize = 4;

/// The first clause.
pub fn first_clause(s: Look<'_>) -> Look<'_> {
    let end = punctuation::find(s.text, ends_clause).map_or(s.len(), |found| found.0);
    s.part(&s.text[..end])
}

/// Everything before the third comma.
pub fn first_clauses(s: Look<'_>) -> Look<'_> {
    let length: usize =
        punctuation::split(s.text, |c| c == '，').take(3).map(|part| part.len() + '，'.len_utf8()).sum();
    s.part(&s.text[..(length - '，'.len_utf8()).min(s.len())])
}

/// The first few clauses.
pub fn clauses(s: Look<'_>) -> impl Iterator<Item = Look<'_>> {
    punctuation::split(s.text, ends_clause).take(CLAUSES).map(move |clause| s.part(clause))
}

fn ends_clause(c: char) -> bool {
    matches!(c, '，' | '；' | '：' | '。')
}
