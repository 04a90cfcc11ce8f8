//! Titles and document numbers that a line end has torn.
//!
//! In: the lines of a letter. Out: the lines that continue the title or the document number before them. These are
//! set in other sizes than the body, so the margin says nothing about them; and web pages tear them too.

use super::line::Line;
use super::shape::{self, DocNo, End};
use crate::extract::reflow::layout::{NUMBER_SIGNS, TITLE_STARTS};
use std::collections::HashSet;

/// A title stands among the first lines of a letter.
pub(super) const DEEPEST: usize = 30;
/// Lines that a title is torn into at most.
const MOST_LINES: usize = 4;
/// Characters of a title's longest line.
const LONGEST: usize = 50;

/// Indexes of the lines that surely continue a torn title or document number.
pub(in crate::extract) fn torn(lines: &[Line<'_>]) -> HashSet<usize> {
    let mut found = HashSet::new();
    let mut at = 0;
    while at + 1 < lines.len() {
        let (line, next) = (&lines[at], &lines[at + 1]);
        let unsigned = shape::docno(line.text) == Some(DocNo::Unsigned);
        if unsigned && next.text.starts_with(|c| NUMBER_SIGNS.contains(c)) {
            found.insert(at + 1);
        }
        if at < DEEPEST {
            let parts = title_parts(&lines[at..]);
            found.extend(at + 1..at + parts.max(1));
            at += parts.saturating_sub(1);
        }
        at += 1;
    }
    found
}

/// How many of the first `lines` make up one title; 0 when they make none.
fn title_parts(lines: &[Line<'_>]) -> usize {
    let Some(first) = lines.first() else { return 0 };
    if !shape::begins_title(first.text) || !could_be_part(first.text) || shape::ends_title(first.text) {
        return 0;
    }
    let mut named = shape::names_a_case(first.text);
    for (count, line) in (1..MOST_LINES).zip(lines.iter().skip(1)) {
        let begins_other = TITLE_STARTS.iter().any(|start| line.text.starts_with(start));
        if begins_other || !could_be_part(line.text) {
            return 0;
        }
        named |= shape::names_a_case(line.text);
        if shape::ends_title(line.text) {
            return if named { count + 1 } else { 0 };
        }
    }
    0
}

fn could_be_part(text: &str) -> bool {
    matches!(shape::end(text), End::Open | End::Closer)
        && text.chars().count() <= LONGEST
        && shape::docno(text).is_none()
        && !shape::is_date(text)
        && shape::ordinal(text) == shape::Ordinal::No
}
