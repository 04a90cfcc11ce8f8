//! A hit's passage within its sentence, or within its paragraph.
//!
//! In: a hit, and how matches are coloured. Out: lines of text in which the passage can be told from what stands around it: that is faint where colours
//! are shown, in ［…］ where they are not. Private numbers are masked by the role of each part.

use crate::render::Located;
use crate::render::wrap::{Mark, wrap};
use dafu_words::span::Span;

/// What stands around the passage where no colour tells it apart. Document numbers have other brackets.
const BRACKETS: (&str, &str) = ("［", "］");

/// What is faint.
const FAINT: Mark<'static> = Mark { on: "\x1b[2m", off: "\x1b[0m" };

/// The lines of a hit's text in `width` columns, each after `indent`; `matched` is none where no colours are shown.
pub(crate) fn lines(
    located: &Located<'_>,
    indent: &str,
    width: usize,
    matched: Option<Mark<'static>>,
) -> String {
    let hit = located.hit;
    let around = hit.context.as_ref().unwrap_or(&hit.sentence);
    let (before, own, after) = (located.rest(&around.before), located.text(), located.rest(&around.after));
    let Some(matched) = matched else {
        let bracketed = |s: &str| match s {
            "" => String::new(),
            s => format!("{}{s}{}", BRACKETS.0, BRACKETS.1),
        };
        return wrap(&format!("{}{own}{}", bracketed(&before), bracketed(&after)), &[], indent, width);
    };
    let highlights = if around.is_empty() { &hit.highlights } else { &around.highlights };
    let text = format!("{before}{own}{after}");
    let faint = [Span::new(0, before.len()), Span::new(before.len() + own.len(), text.len())];
    wrap(&text, &marks(highlights, faint, matched), indent, width)
}

/// Matches and, between them, what is faint: ascending, apart.
fn marks(matches: &[Span], faint: [Span; 2], mark: Mark<'static>) -> Vec<(Span, Mark<'static>)> {
    let mut marks: Vec<_> = matches.iter().map(|span| (*span, mark)).collect();
    for span in faint {
        let mut from = span.start;
        for found in matches.iter().filter(|found| found.start < span.end && found.end > span.start) {
            marks.push((Span::new(from, found.start.max(from)), FAINT));
            from = found.end;
        }
        marks.push((Span::new(from.min(span.end), span.end), FAINT));
    }
    marks.retain(|(span, _)| !span.is_empty());
    marks.sort_by_key(|(span, _)| span.start);
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_cut_what_is_faint() {
        let mark = Mark { on: "<", off: ">" };
        let spans = |matches: &[Span]| -> Vec<(usize, usize, bool)> {
            let marks = marks(matches, [Span::new(0, 10), Span::new(20, 30)], mark);
            marks.iter().map(|(span, mark)| (span.start, span.end, mark.on == "<")).collect()
        };
        assert_eq!(spans(&[]), [(0, 10, false), (20, 30, false)]);
        assert_eq!(
            spans(&[Span::new(2, 4), Span::new(8, 12), Span::new(18, 30)]),
            [(0, 2, false), (2, 4, true), (4, 8, false), (8, 12, true), (18, 30, true)]
        );
    }
}
