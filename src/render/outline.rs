//! A letter as an outline for people: header fields, then sections, blocks and items with their first words, or with their
//! clauses and what each does.
//!
//! In: text and reply. Out: lines of text, without colour but for clauses. Private numbers are masked; nothing
//! is summarised: every word shown is the letter's own.

use crate::language::Language;
use crate::render::mask::Mask;
use crate::render::people::Layout;
use crate::render::{clauses, names};
use dafu_letters::reply::model::{Field, LetterDate, Part, Piece, ReadClause, Reply};
use dafu_letters::text::Text;
use dafu_words::span::Span;

/// How many characters of a piece are shown.
const SHOWN: usize = 32;

/// The outline of a letter.
pub(crate) fn tree(text: &Text, reply: &Reply, mask: Mask, language: Language) -> String {
    explained(text, reply, &[], (mask, Layout { width: 0, colour: false, language }))
}

/// The outline with `clauses` of the body in place of first words.
pub(crate) fn explained(
    text: &Text,
    reply: &Reply,
    clauses: &[ReadClause],
    (mask, layout): (Mask, Layout),
) -> String {
    let mut out = String::new();
    let words = mask.letter(text, reply);
    let language = layout.language;
    header(reply, &words, (mask, language), &mut out);
    out.push('\n');
    body((text, &words), reply, (clauses, layout), &mut out);
    for note in &reply.notes {
        let place = note.span.map_or(String::new(), |span| {
            let (first, last) = text.source_lines(span);
            format!(" {}", names::lines(first, last, language))
        });
        let said = language.say(&note.message());
        out.push_str(&format!("! {}{place}: {}\n", note.code, clean(&mask.text(&said, None))));
    }
    out
}

fn header(reply: &Reply, words: &str, (mask, language): (Mask, Language), out: &mut String) {
    let mut put = |name: &'static str, value: &str, origin: &str| {
        if !value.is_empty() {
            let mark = if origin.is_empty() || origin == "explicit" {
                String::new()
            } else {
                format!(" [{}]", names::origin(origin, language))
            };
            let value = clean(&mask.text(value, None));
            out.push_str(&format!("{}: {value}{mark}\n", names::field(name, language)));
        }
    };
    put("kind", reply.kind.value.zh(), reply.kind.origin.name());
    let text_field = |field: &Option<Field<String>>| {
        field.as_ref().map_or((String::new(), ""), |field| (field.value.clone(), field.origin.name()))
    };
    let (value, origin) = text_field(&reply.title);
    put("title", &value, origin);
    if let Some(field) = &reply.doc_number {
        put("doc_number", &field.value.normalised(), field.origin.name());
    }
    let numbers: Vec<&str> =
        reply.cases.iter().filter_map(|case| Some(case.number.as_ref()?.raw.as_str())).collect();
    if let Some(case) = reply.cases.first() {
        let closed = names::value(if case.closed_session { "closed_session" } else { "" }, language);
        let body = names::value(case.body.map_or("", |body| body.name()), language);
        put("cases", format!("{body}{closed} {}", numbers.join("、")).trim(), "");
        if let Some(sitting) = &case.sitting {
            put(
                "sitting",
                &names::sitting(sitting.value.term, sitting.value.plenary, language),
                sitting.origin.name(),
            );
        }
    }
    for (name, field) in [
        ("subject", &reply.subject),
        ("category", &reply.category),
        ("outcome", &reply.outcome),
        ("satisfaction", &reply.satisfaction),
    ] {
        let (value, origin) = text_field(field);
        put(name, &value, origin);
    }
    let authors: Vec<&str> = reply.authors.iter().map(|field| field.value.as_str()).collect();
    put("authors", &authors.join("、"), reply.authors.first().map_or("", |field| field.origin.name()));
    let (value, origin) = text_field(&reply.lead);
    put("lead", &value, origin);
    let handlers: Vec<String> =
        reply.handlers.iter().map(|handler| format!("{}:{}", handler.role, handler.unit)).collect();
    put("handlers", &handlers.join("、"), "");
    let (value, origin) = text_field(&reply.addressee);
    put("addressee", &value, origin);
    let proposers: Vec<String> = reply
        .proposers
        .iter()
        .map(|p| if p.kind.is_empty() { p.name.clone() } else { format!("{}({})", p.name, p.kind) })
        .collect();
    put("proposers", &proposers.join("、"), "");
    if let Some(count) = &reply.proposer_count {
        put("proposer_count", &count.value.to_string(), count.origin.name());
    }
    for (name, field) in
        [("date", &reply.date), ("published", &reply.published), ("assigned", &reply.assigned)]
    {
        if let Some(field) = field {
            put(name, &date(field), field.origin.name());
        }
    }
    let (value, origin) = text_field(&reply.region);
    put("region", &value, origin);
    if let Some(level) = &reply.level {
        put("level", &names::value(level.value, language), level.origin.name());
    }
    let disclosure = &reply.disclosure;
    let marks: Vec<&str> = [&disclosure.consent, &disclosure.attribute, &disclosure.extent]
        .into_iter()
        .flatten()
        .map(|field| field.value.as_str())
        .collect();
    put("disclosure", &marks.join("、"), "");
    for span in &reply.contact {
        put("contact", words.get(span.start..span.end).unwrap_or_default(), "");
    }
}

fn date(field: &Field<LetterDate>) -> String {
    match (&field.value.value, &field.value.guess) {
        (Some(value), _) => value.clone(),
        (None, Some(guess)) => format!("{guess}? ({})", field.raw),
        (None, None) => format!("? ({})", field.raw),
    }
}

fn body((text, whole): (&Text, &str), reply: &Reply, explained: (&[ReadClause], Layout), out: &mut String) {
    let (mut clauses, layout) = explained;
    let language = layout.language;
    let shown = |span: Span| whole.get(span.start..span.end).unwrap_or_default().to_owned();
    let mut block = None;
    for piece in &reply.pieces {
        // A clause goes with the piece that it ends in: 我局一是修路， with the item.
        let (own, later) =
            clauses.split_at(clauses.partition_point(|clause| clause.span.end <= piece.span.end));
        clauses = later;
        let words = first_words(&shown(piece.span));
        if piece.part == Part::Heading {
            out.push_str(&format!("§ {words}\n"));
            block = None;
            continue;
        }
        let Some(number) = piece.block else {
            out.push_str(&format!("· {}: {words}\n", piece.kind.zh()));
            unfold(own, shown, "    ", layout, out);
            block = None;
            continue;
        };
        if block != Some(number) {
            block = Some(number);
            out.push_str(&format!("{}{} {}\n", indent(piece), piece.kind.zh(), origin(piece, language)));
        }
        if piece.part != Part::Label {
            let item = piece.item.map_or(String::new(), names::item);
            let words = if own.is_empty() { format!("{words} ") } else { String::new() };
            out.push_str(&format!("{}  {item}{words}{}\n", indent(piece), lines(text, piece.span, language)));
            unfold(own, shown, &format!("{}    ", indent(piece)), layout, out);
        }
    }
}

/// Adds clauses, a line each where they fit.
fn unfold(
    clauses: &[ReadClause],
    shown: impl Fn(Span) -> String,
    indent: &str,
    layout: Layout,
    out: &mut String,
) {
    for clause in clauses {
        out.push_str(&clauses::lines(clause, shown(clause.span).trim(), indent, layout));
    }
}

fn origin(piece: &Piece, language: Language) -> String {
    let mark = names::origin(piece.origin.name(), language);
    if piece.cue.is_empty() { format!("[{mark}]") } else { format!("[{mark}: {}]", clean(&piece.cue)) }
}

fn indent(piece: &Piece) -> &'static str {
    if piece.section.is_some() { "  " } else { "" }
}

fn lines(text: &Text, span: Span, language: Language) -> String {
    let (first, last) = text.source_lines(span);
    format!("({})", names::lines(first, last, language))
}

fn first_words(s: &str) -> String {
    let words = clean(s.trim());
    match words.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words,
    }
}

/// Without control characters and marks of direction, on one line.
fn clean(s: &str) -> String {
    s.chars()
        .map(|c| if c.is_control() || c == '\u{2028}' || c == '\u{2029}' { ' ' } else { c })
        .filter(|c| !matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_names_blocks_and_masks_telephones() {
        let text = Text::from_lines(
            "关于县政协一届二次会议第12号提案的答复\n甲乙委员：\n您提出的《关于修路的提案》收悉，现答复如下：\n主要举措：\n一是修路；二是建桥。\n下步打算：\n继续修路。\n某县交通运输局\n2024年5月29日\n联系人：丙 0369-1234567",
        );
        let tree = tree(&text, &dafu_letters::reply::parse(&text), Mask::On, Language::Chinese);
        for line in [
            "文种: 提案答复",
            "案号: 政协 12",
            "主要举措 [明: 主要举措]",
            "  （1）一是修路； (第5行)",
            "下步打算 [明: 下步打算]",
            "联系方式: 联系人：丙 ****-*******",
        ] {
            assert!(tree.contains(line), "{line} is missing in\n{tree}");
        }
        assert!(!tree.contains("1234567"));
    }
}
