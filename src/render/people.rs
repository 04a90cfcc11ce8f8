//! An answer as people read it in a terminal.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use crate::render::mask::Mask;
use crate::render::sanitize::sanitize;
use crate::render::wrap::{Mark, wrap};
use crate::render::{Located, LocatedAnswer, iso_date, passage};
use dafu_search::answer::{Answer, Facet, Named, TermCount, ZeroHits};
use dafu_search::record::Column;
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
    for (name, flag, counts, shown) in [
        ("原文命中", "", &answer.literal, &located.literal),
        ("题涉", "--tier subject ", &answer.subject, &located.subject),
        ("分词相关", "--tier related ", &answer.related, &located.related),
    ] {
        if counts.total > 0 {
            let head = format!("{name} {} 段，{} 件答复", counts.total, counts.replies);
            let _ = writeln!(out, "{}\n", layout.strong(&head));
            hits(&mut out, shown, layout);
            if !sampled {
                rest(&mut out, counts.total, shown, flag, layout);
            }
        }
    }
    if !located.partial.is_empty() {
        let _ = writeln!(out, "{}\n", layout.strong("部分词命中（不计入总数）"));
        hits(&mut out, &located.partial, layout);
    }
    facets(&mut out, &answer.facets, layout);
    out
}

/// The numbers of an answer: of the literal hits always, of other tiers where there are any.
pub(crate) fn counts(answer: &Answer) -> String {
    let tiers = [("原文命中", &answer.literal), ("题涉", &answer.subject), ("分词相关", &answer.related)];
    let told = tiers.iter().enumerate().filter(|(tier, (_, counts))| *tier == 0 || counts.total > 0);
    told.map(|(_, (name, counts))| format!("{name} {} 段，{} 件答复\n", counts.total, counts.replies))
        .collect()
}

/// How to see what is not shown; `flag` says of which tier `--offset` is to speak.
fn rest(out: &mut String, total: u64, shown: &[Located<'_>], flag: &str, layout: Layout) {
    let last = shown.last().map_or(0, |located| located.hit.rank as u64);
    if last > 0 && last < total {
        let line = format!("… 另有 {} 段：--limit {} 或 {flag}--offset {last}", total - last, total);
        let _ = writeln!(out, "{}\n", layout.faint(&line));
    }
}

fn hits(out: &mut String, located: &[Located<'_>], layout: Layout) {
    let mut last = None;
    for located in located {
        let hit = located.hit;
        let kind = located.kind();
        let origin = match (kind, hit.value(Column::Origin)) {
            (Some(kind), _) if kind.is_frame() => "",
            (_, "explicit") => "·标注",
            (_, "inferred") => "·推断",
            _ => "",
        };
        let head = format!("{:>3}  {}", hit.rank, sanitize(&located.mask.text(&located.citation(), None)));
        let author: Vec<&str> = hit
            .values
            .iter()
            .filter(|(column, _)| *column == Column::Author)
            .map(|(_, v)| v.as_str())
            .collect();
        let date = iso_date(hit.date).unwrap_or_else(|| "日期不详".to_owned());
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
                n => format!("（另 {} 处）", n - 1),
            };
            let cut = if located.cut_off { "（文件不完整，末尾缺失）" } else { "" };
            let (first, last) = hit.passage.lines;
            let lines = if first == last { format!("{first}") } else { format!("{first}-{last}") };
            let line = format!("{}:{lines}{others}{cut}", sanitize(path));
            let _ = writeln!(out, "     {}", layout.faint(&line));
            if hit.held.is_variant() {
                let apart: Vec<String> = located.others.iter().map(|path| sanitize(path)).collect();
                let differs =
                    located.differs.map_or(String::new(), |differs| format!("（{}）", differs.zh()));
                let line = format!("异文{differs}：此处与 {} 不同", apart.join("、"));
                let _ = writeln!(out, "     {}", layout.faint(&line));
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
            let _ = writeln!(out, "     {}", layout.faint(&format!("{:>10.4}  = score", hit.score)));
        }
        out.push('\n');
    }
}

/// The name of the letter by which a hit was found.
fn name(out: &mut String, named: &Named, mask: Mask, layout: Layout) {
    let label = if named.column == Column::Subject { "案由：" } else { "标题：" };
    let shift = |span: &Span| Span::new(span.start + label.len(), span.end + label.len());
    let marks: Vec<_> = named.highlights.iter().map(|span| (shift(span), layout.mark())).collect();
    let text = format!("{label}{}", mask.text(&named.text, None));
    let _ = writeln!(out, "{}", wrap(&text, &marks, "     ", layout.width.saturating_sub(6)));
}

fn facets(out: &mut String, facets: &[Facet], layout: Layout) {
    for (column, counts) in facets {
        let label = match column {
            Column::Block => "板块",
            Column::Year => "年",
            _ => "单位",
        };
        let _ = writeln!(out, "{}", layout.strong(label));
        for (value, count) in counts {
            let _ = writeln!(out, "  {count:>7}  {}", sanitize(value));
        }
        out.push('\n');
    }
}

/// Why nothing was found, and what to try; a line each.
pub(crate) fn zero(zero: &ZeroHits) -> Vec<String> {
    let mut lines = vec!["no passage that is searched holds this literally".to_owned()];
    for TermCount { term, count, aside } in &zero.terms {
        let besides = match aside {
            0 => String::new(),
            aside => format!("; {aside} more are not searched (页面杂项, 提案原文, other folders)"),
        };
        lines.push(format!("  {} occurs in {count} passages{besides}", sanitize(term)));
    }
    if zero.with_include > 0 {
        lines.push(format!("  --include would find {} passages", zero.with_include));
    }
    for near in &zero.near {
        lines.push(format!(
            "  {} is near to {}, which occurs in {} passages",
            sanitize(&near.spelling),
            sanitize(&near.term),
            near.count
        ));
    }
    for (within, count) in &zero.wider {
        lines.push(format!("  --within {within} would find {count} passages"));
    }
    for (filter, count) in &zero.without_filter {
        lines.push(format!("  without {} there would be {count} passages", sanitize(filter)));
    }
    lines
}
