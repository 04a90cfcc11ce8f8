//! Two texts of one letter side by side, as people read them.
//!
//! In: where they differ and the files of each. Out: text; on a wide screen two columns, else one part below the other. What
//! differs is marked.

use std::fmt::Write as _;

use anstream::adapter::strip_str;
use unicode_width::UnicodeWidthStr;

use crate::archive::compare::{Difference, Differs, Part};
use crate::archive::leading::Decided;
use crate::archive::letters::HeldText;
use crate::language::Language;
use crate::render::mask::Mask;
use crate::render::names;
use crate::render::people::Layout;
use crate::render::report::reason;
use crate::render::sanitize::sanitize;
use crate::render::wrap::{Mark, wrap};
use dafu_words::message;
use dafu_words::message::Message;

/// Columns from which both texts stand side by side.
const WIDE: usize = 96;

/// A text of a letter with its files, and where it differs from the leading one.
pub(crate) struct Compared<'a> {
    /// What is known of it.
    pub text: &'a HeldText,
    /// Its files.
    pub paths: &'a [String],
    /// Where it differs; nowhere for the leading text.
    pub differences: &'a [Difference],
}

/// Where another text differs from the leading one.
pub(crate) fn differences(
    leading: &Compared<'_>,
    other: &Compared<'_>,
    mask: Mask,
    layout: Layout,
) -> String {
    let mut out = String::new();
    let signs = ["show_first", "show_other"].map(|code| layout.language.word(code));
    for (sign, files) in signs.iter().zip([leading.paths, other.paths]) {
        let _ = writeln!(out, "{sign}  {}", layout.faint(&sanitize(&files.join("、"))));
    }
    for difference in other.differences {
        let _ = writeln!(
            out,
            "\n{}  {}",
            layout.strong(&layout.language.say(&names::differs(difference.differs))),
            layout.faint(&sanitize(&difference.outline))
        );
        let parts = [(signs[0].as_str(), &difference.left), (signs[1].as_str(), &difference.right)];
        if layout.width >= WIDE {
            out.push_str(&columns(parts.map(|(sign, part)| (sign, shown(part, mask, layout), part)), layout));
        } else {
            for (sign, part) in parts {
                let text = shown(part, mask, layout);
                let lines = wrap(&text, &marks(part, layout), "    ", layout.width.saturating_sub(5));
                let _ = writeln!(out, "  {sign} {}", lines.trim_start());
            }
        }
    }
    out
}

/// A text of a letter in a list of them.
pub(crate) fn text(compared: &Compared<'_>, language: Language) -> String {
    let text = compared.text;
    let mut facts = Vec::new();
    if !text.published.is_empty() {
        facts.push(message!("list_published", date = &text.published));
    }
    if !text.dated.is_empty() {
        facts.push(message!("list_dated", date = &text.dated));
    }
    facts.extend(text.mark.map(reason));
    for kind in Differs::ALL {
        let count = kind.count(compared.differences);
        if count > 0 {
            facts.push(message!("list_differences", differs = names::differs(kind), count = count));
        }
    }
    facts.extend(text.decided.map(|decided| message!("list_put_first", basis = basis(decided))));
    let facts: Vec<String> = facts.iter().map(|fact| language.say(fact)).collect();
    format!("    {}\n      {}\n", sanitize(&compared.paths.join("、")), facts.join(" · "))
}

/// What put a text before the next.
fn basis(decided: Decided) -> Message {
    match decided {
        Decided::Reading => message!("list_by_reading"),
        Decided::Whole => message!("list_by_whole"),
        Decided::Published => message!("list_by_published"),
        Decided::Dated => message!("list_by_dated"),
        Decided::Changed => message!("list_by_changed"),
        Decided::Path => message!("list_by_path"),
    }
}

/// A part's text as it is shown; masks keep lengths.
fn shown(part: &Part, mask: Mask, layout: Layout) -> String {
    if part.text.is_empty() {
        return layout.language.word("show_no_part");
    }
    let text = mask.text(&part.text, None);
    if layout.colour {
        return text.into_owned();
    }
    // Where there are no colours brackets stand around what differs.
    let (mut out, mut end) = (String::new(), 0);
    for span in &part.marks {
        out += &text[end..span.start];
        out = out + "【" + &text[span.start..span.end] + "】";
        end = span.end;
    }
    out + &text[end..]
}

fn marks<'m>(part: &Part, layout: Layout) -> Vec<(dafu_words::span::Span, Mark<'m>)> {
    let marks = if layout.colour { &part.marks[..] } else { &[] };
    marks.iter().map(|&span| (span, layout.mark())).collect()
}

/// Both parts in columns of their own.
fn columns(parts: [(&str, String, &Part); 2], layout: Layout) -> String {
    let width = (layout.width - 4) / 2;
    let wrapped = parts.map(|(sign, text, part)| {
        let lines = wrap(&text, &marks(part, layout), "   ", width.saturating_sub(8));
        format!("{sign} {}", lines.trim_start()).lines().map(str::to_owned).collect::<Vec<_>>()
    });
    let mut out = String::new();
    for at in 0..wrapped[0].len().max(wrapped[1].len()) {
        let line = |column: usize| wrapped[column].get(at).map_or("", String::as_str);
        let columns = strip_str(line(0)).to_string().width();
        let _ = writeln!(out, "  {}{}  {}", line(0), " ".repeat(width.saturating_sub(columns)), line(1));
    }
    out
}
