//! Titles and document numbers that a line end has torn.
//!
//! In: the lines of a letter. Out: the lines that continue the title or the document number before them. These are
//! set in other sizes than the body, so the margin says nothing about them; and web pages tear them too.

use super::shape::{self, DocNo, End, HeadingOrdinal, LineShape};
use std::collections::HashSet;

/// A title stands among the first lines of a letter.
pub(super) const DEEPEST: usize = 30;
/// Lines that a title is torn into at most.
const MOST_LINES: usize = 4;
/// Characters of a title's longest line.
const LONGEST: usize = 50;

/// Indexes of the lines that surely continue a torn title or document number.
pub(in crate::extract) fn torn(lines: &[LineShape<'_>]) -> HashSet<usize> {
    let mut found = HashSet::new();
    let mut at = 0;
    while at + 1 < lines.len() {
        let (line, next) = (&lines[at], &lines[at + 1]);
        if next.begins_with_sign() && line.docno() == Some(DocNo::Unsigned) {
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
fn title_parts(lines: &[LineShape<'_>]) -> usize {
    let Some(first) = lines.first() else { return 0 };
    if !first.begins_title() || !could_be_part(first) || first.ends_title() {
        return 0;
    }
    let mut named = first.names_a_case();
    for (count, line) in (1..MOST_LINES).zip(lines.iter().skip(1)) {
        if line.opens_title() || !could_be_part(line) {
            return 0;
        }
        named |= line.names_a_case();
        if line.ends_title() {
            return if named { count + 1 } else { 0 };
        }
    }
    0
}

fn could_be_part(line: &LineShape<'_>) -> bool {
    matches!(shape::end(line.text), End::Open | End::Closer)
        && line.text.chars().count() <= LONGEST
        && line.docno().is_none()
        && !line.is_date()
        && line.ordinal() == HeadingOrdinal::No
}
