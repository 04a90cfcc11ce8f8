//! An answer as people read it in a terminal.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use crate::language::Language;
use crate::render::mask::Mask;
use crate::render::names;
use crate::render::sanitize::sanitize;
use crate::render::wrap::{Mark, wrap};
use crate::render::{Located, LocatedAnswer, iso_date, passage};
use dafu_search::answer::{Answer, Facet, Hits, Named, TermCount, ZeroHits};
use dafu_search::record::Column;
use dafu_words::message;
use dafu_words::message::Message;
use dafu_words::span::Span;

/// In fewer columns the heads of hits are wrapped; in more, a terminal that cuts them shows what matters.
const NARROW: usize = 80;

/// How text is laid out.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether matches and headings are coloured.
    pub colour: bool,
    /// Language of labels.
    pub language: Language,
}

impl Layout {
    /// What stands around matches.
    pub(crate) fn mark(self) -> Mark<'static> {
        if self.colour { Mark { on: "\x1b[1;31m", off: "\x1b[0m" } } else { Mark::default() }
    }

    /// Bold where colours are shown.
    pub(crate) fn strong(self, text: &str) -> String {
        if self.colour { format!("\x1b[1m{text}\x1b[0m") } else { text.to_owned() }
    }

    /// Faint where colours are shown.
    pub(crate) fn faint(self, text: &str) -> String {
        if self.colour { format!("\x1b[2m{text}\x1b[0m") } else { text.to_owned() }
    }
}

/// The answer's tiers, each under its label with its counts.
///
/// `sampled` hits are all that was asked for.
pub(crate) fn answer(answer: &Answer, located: &LocatedAnswer<'_>, sampled: bool, layout: Layout) -> String {
    let mut out = String::new();
    let shown = [&located.literal, &located.subject, &located.related];
    for ((code, flag, counts), shown) in tiers(answer).into_iter().zip(shown) {
        if counts.total > 0 {
            let _ = writeln!(out, "{}\n", layout.strong(&layout.language.say(&head(code, counts))));
            hits(&mut out, shown, layout);
            if !sampled {
                rest(&mut out, counts.total, shown, flag, layout);
            }
        }
    }
    if !located.partial.is_empty() {
        let _ = writeln!(out, "{}\n", layout.strong(&layout.language.word("search_partial")));
        hits(&mut out, &located.partial, layout);
    }
    facets(&mut out, &answer.facets, layout);
    out
}

/// The numbers of an answer: of the literal hits always, of other tiers where there are any.
pub(crate) fn counts(answer: &Answer, language: Language) -> String {
    let told = tiers(answer).into_iter().enumerate().filter(|(n, (.., counts))| *n == 0 || counts.total > 0);
    told.map(|(_, (code, _, counts))| language.say(&head(code, counts)) + "\n").collect()
}

/// The tiers of an answer: code of the label, what `--offset` needs to speak of it, counts.
fn tiers(answer: &Answer) -> [(&'static str, &'static str, &Hits); 3] {
    [
        ("search_literal", "", &answer.literal),
        ("search_subject", "--tier subject ", &answer.subject),
        ("search_related", "--tier related ", &answer.related),
    ]
}

fn head(code: &'static str, counts: &Hits) -> Message {
    Message::new(code).with("passages", counts.total).with("replies", counts.replies)
}

/// How to see what is not shown; `flag` says of which tier `--offset` is to speak.
fn rest(out: &mut String, total: u64, shown: &[Located<'_>], flag: &str, layout: Layout) {
    let last = shown.last().map_or(0, |located| located.hit.rank as u64);
    if last > 0 && last < total {
        let line = message!("search_more", count = total - last, limit = total, flag = flag, offset = last);
        let _ = writeln!(out, "{}\n", layout.faint(&layout.language.say(&line)));
    }
}

fn hits(out: &mut String, located: &[Located<'_>], layout: Layout) {
    let mut last = None;
    for located in located {
        let hit = located.hit;
        let kind = located.kind();
        let language = layout.language;
        let origin = match (kind, hit.value(Column::Origin)) {
            (Some(kind), _) if kind.is_frame() => String::new(),
            (_, "explicit") => format!("·{}", language.word("search_explicit")),
            (_, "inferred") => format!("·{}", language.word("search_inferred")),
            _ => String::new(),
        };
        let head = format!("{:>3}  {}", hit.rank, sanitize(&located.mask.text(&located.citation(), None)));
        let author: Vec<&str> = hit
            .values
            .iter()
            .filter(|(column, _)| *column == Column::Author)
            .map(|(_, v)| v.as_str())
            .collect();
        let date = iso_date(hit.date).unwrap_or_else(|| language.word("search_undated"));
        let mut facts = format!("〔{}{origin}〕", hit.value(Column::Block));
        for fact in [author.join("、"), date] {
            if !fact.is_empty() {
                facts = format!("{facts} {}", sanitize(&fact));
            }
        }
        let whole = format!("{head}  {facts}");
        if layout.width >= NARROW || whole.width() <= layout.width {
            let _ = writeln!(out, "{}  {facts}", layout.strong(&head));
        } else {
            let mark = if layout.colour { Mark { on: "\x1b[1m", off: "\x1b[0m" } } else { Mark::default() };
            let strong = [(Span::new(0, head.len()), mark)];
            let wrapped = wrap(&whole, &strong, "     ", layout.width.saturating_sub(5));
            // The rank stands before the indentation of the lines below.
            for line in wrapped.strip_prefix("     ").unwrap_or(&wrapped).lines() {
                let _ = writeln!(out, "{}", line.trim_end());
            }
        }
        if let Some(path) = located.paths.first() {
            let others = match located.paths.len() {
                1 => String::new(),
                n => language.say(&message!("search_other_files", count = n - 1)),
            };
            let cut = if located.cut_off { language.word("list_cut_off") } else { String::new() };
            let (first, last) = hit.passage.lines;
            let lines = if first == last { format!("{first}") } else { format!("{first}-{last}") };
            let line = format!("{}:{lines}{others}{cut}", sanitize(path));
            let _ = writeln!(out, "     {}", layout.faint(&line));
            if hit.held.is_variant() {
                let apart = match located.differs {
                    Some(differs) => {
                        message!(
                            "search_variant_of",
                            files = located.others.clone(),
                            differs = names::differs(differs)
                        )
                    }
                    None => message!("search_variant", files = located.others.clone()),
                };
                let _ = writeln!(out, "     {}", layout.faint(&sanitize(&language.say(&apart))));
            }
        } else if !hit.value(Column::Id).is_empty() {
            let _ = writeln!(out, "     {}", layout.faint(&sanitize(hit.value(Column::Id))));
        }
        // Hits of one letter follow each other: its name is told once.
        let letter = hit.named.as_ref().map(|_| hit.passage.id.reply);
        if let Some(named) = hit.named.as_ref().filter(|_| letter != last) {
            name(out, named, located.mask, layout);
        }
        last = letter;
        let matched = layout.colour.then(|| layout.mark());
        let _ =
            writeln!(out, "{}", passage::lines(located, "     ", layout.width.saturating_sub(6), matched));
        for (part, value) in &hit.explanation {
            let _ = writeln!(out, "     {}", layout.faint(&format!("{value:>10.4}  {}", sanitize(part))));
        }
        if !hit.explanation.is_empty() {
            let _ = writeln!(
                out,
                "     {}",
                layout.faint(&format!("{:>10.4}  {}", hit.score, language.word("search_score")))
            );
        }
        out.push('\n');
    }
}

/// The name of the letter by which a hit was found.
fn name(out: &mut String, named: &Named, mask: Mask, layout: Layout) {
    let label = if named.column == Column::Subject { "search_by_subject" } else { "search_by_title" };
    let label = layout.language.word(label);
    let shift = |span: &Span| Span::new(span.start + label.len(), span.end + label.len());
    let marks: Vec<_> = named.highlights.iter().map(|span| (shift(span), layout.mark())).collect();
    let text = format!("{label}{}", mask.text(&named.text, None));
    let _ = writeln!(out, "{}", wrap(&text, &marks, "     ", layout.width.saturating_sub(6)));
}

fn facets(out: &mut String, facets: &[Facet], layout: Layout) {
    for (column, counts) in facets {
        let label = match column {
            Column::Block => "search_blocks",
            Column::Year => "search_years",
            _ => "search_units",
        };
        let _ = writeln!(out, "{}", layout.strong(&layout.language.word(label)));
        for (value, count) in counts {
            let _ = writeln!(out, "  {count:>7}  {}", sanitize(value));
        }
        out.push('\n');
    }
}

/// Why nothing was found, and what to try.
pub(crate) fn zero(zero: &ZeroHits) -> Vec<Message> {
    let mut lines = Vec::new();
    for TermCount { term, count, aside } in &zero.terms {
        let occurs = message!("search_term_occurs", term = term, count = *count);
        lines.push(match aside {
            0 => occurs,
            aside => message!("search_term_aside", occurs = occurs, aside = *aside),
        });
    }
    if zero.with_include > 0 {
        lines.push(message!("search_with_include", count = zero.with_include));
    }
    for near in &zero.near {
        lines.push(message!("search_near", spelling = &near.spelling, term = &near.term, count = near.count));
    }
    for (within, count) in &zero.wider {
        lines.push(message!("search_wider", within = *within, count = *count));
    }
    for (filter, count) in &zero.without_filter {
        lines.push(message!("search_without_filter", filter = filter, count = *count));
    }
    lines
}
