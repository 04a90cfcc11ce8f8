//! A whole letter as people read it: who, when, what about, and its paragraphs with the block each belongs to.

use std::fmt::Write as _;

use crate::language::Language;
use crate::render::mask::Mask;
use crate::render::people::Layout;
use crate::render::sanitize::sanitize;
use crate::render::wrap::wrap;
use dafu_letters::reply::model::{Origin, Piece, Reply};
use dafu_letters::text::Text;
use dafu_words::message;
use dafu_words::span::Span;

/// What is known of a letter besides its text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Head {
    /// Reply id.
    pub id: String,
    /// Head of its citations.
    pub citation: String,
    /// Files it stands in, best text first.
    pub paths: Vec<String>,
    /// Status when it is not simply present: `missing`.
    pub status: String,
    /// How many texts of it there are.
    pub texts: u32,
    /// Whether private numbers are masked.
    pub mask: Mask,
}

/// The letter; `only` limits it to the paragraphs that touch a span, whose pieces are marked with ▶.
pub(crate) fn letter(text: &Text, reply: &Reply, head: &Head, only: Option<Span>, layout: Layout) -> String {
    let mut out = String::new();
    let words = head.mask.letter(text, reply);
    let _ = writeln!(out, "{}", layout.strong(&sanitize(&head.mask.text(&head.citation, None))));
    let language = layout.language;
    let id = language.say(&message!("letter_id", id = &head.id));
    let mut facts = vec![id, reply.kind.value.zh().to_owned()];
    facts.extend(reply.authors.iter().map(|author| author.value.clone()));
    match reply.date.as_ref().and_then(|date| date.value.value.clone()) {
        Some(date) => facts.push(date),
        None => facts.push(language.word("letter_undated")),
    }
    for number in reply.cases.iter().filter_map(|case| case.number.as_ref()) {
        facts.push(language.say(&message!("letter_case", number = &number.raw)));
    }
    if !head.status.is_empty() {
        facts.push(head.status.clone());
    }
    if head.texts > 1 {
        facts.push(language.say(&message!("letter_texts", count = head.texts)));
    }
    let _ = writeln!(out, "{}", layout.faint(&sanitize(&facts.join(" · "))));
    for path in &head.paths {
        let _ = writeln!(out, "{}", layout.faint(&sanitize(path)));
    }
    out.push('\n');
    let mut last = None;
    for paragraph in reply.pieces.chunk_by(|a, b| a.paragraph == b.paragraph) {
        let touches =
            |span: Span| paragraph.iter().any(|p| p.span.start < span.end && span.start < p.span.end);
        if only.is_some_and(|span| !touches(span)) {
            continue;
        }
        for piece in paragraph {
            let name = (piece.kind, piece.origin);
            if !piece.kind.is_frame() && last != Some(name) {
                let _ = writeln!(out, "{}", layout.faint(&format!("── {}", block_name(piece, language))));
            }
            last = Some(name);
            let named = only.is_some_and(|span| span.start < piece.span.end && piece.span.start < span.end);
            let indent = if named { "▶ " } else { "  " };
            let shown = &words[piece.span.start..piece.span.end];
            let _ = writeln!(out, "{}", wrap(shown, &[], indent, layout.width.saturating_sub(4)));
        }
    }
    out
}

fn block_name(piece: &Piece, language: Language) -> String {
    let origin = language.word(match piece.origin {
        Origin::Explicit => "letter_explicit",
        Origin::Inferred => "letter_inferred",
        Origin::Metadata => "letter_metadata",
        Origin::Corrected => "letter_corrected",
    });
    language.say(&message!("letter_block", name = piece.kind.zh(), origin = origin))
}
