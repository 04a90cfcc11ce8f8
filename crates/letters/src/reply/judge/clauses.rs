//! Clauses of a sentence.
//!
//! In: a sentence as looked at. Out: the parts between its commas, semicolons, colons and stops, or its first ones in
//! one piece, looked at as parts of it.

use crate::forms::look::Look;
use dafu_words::punctuation;

/// The first clause.
pub(crate) fn first_clause(s: Look<'_>) -> Look<'_> {
    let end = punctuation::find(s.text, ends_clause).map_or(s.len(), |found| found.0);
    s.part(&s.text[..end])
}

/// Everything before the third comma.
pub(crate) fn first_clauses(s: Look<'_>) -> Look<'_> {
    let length: usize =
        punctuation::split(s.text, |c| c == '，').take(3).map(|part| part.len() + '，'.len_utf8()).sum();
    s.part(&s.text[..(length - '，'.len_utf8()).min(s.len())])
}

/// Everything before the mark behind `marks` commas, semicolons or colons; a full stop stays.
pub(crate) fn head(s: Look<'_>, marks: usize) -> Look<'_> {
    let parts = punctuation::split(s.text, |c| matches!(c, '，' | '；' | '：'));
    let length: usize = parts.take(marks + 1).map(|part| part.len() + '，'.len_utf8()).sum();
    s.part(&s.text[..length - '，'.len_utf8()])
}

/// All clauses.
pub(crate) fn clauses(s: Look<'_>) -> impl Iterator<Item = Look<'_>> {
    punctuation::split(s.text, ends_clause).map(move |clause| s.part(clause))
}

fn ends_clause(c: char) -> bool {
    matches!(c, '，' | '；' | '：' | '。')
}
