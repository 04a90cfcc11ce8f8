//! A clause as people read it: what it does, its words, and which of them told.
//!
//! In: a clause that was read, its words as they are shown. Out: lines of text. Which block the clause goes into is said
//! where it is called.

use unicode_width::UnicodeWidthStr;

use crate::language::Language;
use crate::render::people::Layout;
use crate::render::sanitize::sanitize;
use crate::render::wrap::wrap;
use dafu_letters::reply::model::ReadClause;
use dafu_words::span::Span;

/// Columns of an act's name with the space after it: 不办或暂不办 is the longest.
const ACT: usize = 13;

/// From so many columns on, the acts stand in a column of their own.
const WIDE: usize = 60;

/// The lines of `clause`, whose words are shown as `words`: the act, the words, and why.
pub(crate) fn lines(clause: &ReadClause, words: &str, indent: &str, layout: Layout) -> String {
    let act = clause.act.zh();
    let wide = layout.width >= WIDE;
    let (first, rest, lead) = if wide {
        let blank = " ".repeat(ACT - act.width().min(ACT));
        (format!("{indent}{act}{blank}"), format!("{indent}{}", " ".repeat(ACT)), String::new())
    } else {
        (indent.to_owned(), format!("{indent}  "), format!("{act} "))
    };
    let text = format!("{lead}{words}");
    let found = words.find(&clause.words).filter(|_| !clause.words.is_empty());
    let told = found.map(|at| Span::new(lead.len() + at, lead.len() + at + clause.words.len()));
    let marks = told.map(|span| (span, layout.mark()));
    let width = layout.width.saturating_sub(rest.width() + 1);
    let plain = wrap(&text, &[], &rest, width);
    let last = plain.lines().last().map_or(0, UnicodeWidthStr::width);
    let why = why(clause, layout.language);
    let fits = last + "  ".len() + why.width() < layout.width;
    let between = if fits { "  ".to_owned() } else { format!("\n{rest}") };
    let shown = wrap(&text, marks.as_slice(), &rest, width);
    format!("{first}{}{between}{}\n", &shown[rest.len()..], layout.faint(&why))
}

/// `〔认定〕待` where words settle the act by themselves, `〔推定〕计划` where it was weighed.
fn why(clause: &ReadClause, language: Language) -> String {
    let how = language.word(if clause.pinned { "parse_settled" } else { "parse_weighed" });
    format!("{how}{}", sanitize(&clause.words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use dafu_letters::acts::act::Act;

    const WORDS: &str = "待2025年度中央预算内投资（Phase II）到位后，";

    fn clause(act: Act, pinned: bool, words: &str) -> ReadClause {
        ReadClause { span: Span::new(0, 0), act, pinned, words: words.to_owned() }
    }

    #[test]
    fn a_clause_fits_narrow_and_wide_terminals() {
        let conditional = clause(Act::Conditional, true, "待");
        let at = |width| {
            lines(&conditional, WORDS, "    ", Layout { width, colour: false, language: Language::Chinese })
        };
        assert_eq!(
            at(40),
            "    有条件承诺 待2025年度中央预算内投\n      资（Phase II）到位后，\n      〔认定〕待\n"
        );
        assert_eq!(at(80), "    有条件承诺   待2025年度中央预算内投资（Phase II）到位后，  〔认定〕待\n");
        assert_eq!(at(200), at(80));
    }

    #[test]
    fn words_that_told_are_marked_where_colours_are_shown() {
        let weighed = clause(Act::Promise, false, "计划");
        let shown = lines(
            &weighed,
            "计划修路。",
            "",
            Layout { width: 80, colour: true, language: Language::Chinese },
        );
        assert_eq!(shown, "承诺         \u{1b}[1;31m计划\u{1b}[0m修路。  \u{1b}[2m〔推定〕计划\u{1b}[0m\n");
        let alone = clause(Act::Referral, false, "");
        let shown =
            lines(&alone, "由县局办。", "", Layout { width: 80, colour: false, language: Language::Chinese });
        assert_eq!(shown, "转办         由县局办。  〔推定〕\n");
    }
}
