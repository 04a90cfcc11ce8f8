//! `dafu.reply/1`: one letter, read.
//!
//! In: text and reply. Out: JSON. Spans are `[start, end)` in Unicode code points of `text`; source lines count
//! from 1. Private numbers of the text are masked; those of the fields are masked where documents are written.

use serde_json::{Map, Value, json};

use crate::archive::store::standing::Standing;
use crate::language::Language;
use crate::render::mask::Mask;
use crate::render::wire::{code_points, message};
use dafu_letters::passage::{PassageId, ReplyId};
use dafu_letters::reply::model::{
    Case, DocNumber, Field, Handler, LetterDate, Piece, Proposer, ReadClause, Reply, Section, Sitting,
};
use dafu_letters::text::{Note, Text};
use dafu_words::span::Span;

/// Name of the schema.
const SCHEMA: &str = "dafu.reply/1";

/// Code points before each of some byte offsets: a sparse index, so that long texts are counted once.
struct Points<'a> {
    text: &'a Text,
    /// Code points before byte `index * STEP` (rounded down to a boundary).
    steps: Vec<(usize, usize)>,
}

/// Bytes between two counted places.
const STEP: usize = 4096;

impl<'a> Points<'a> {
    fn new(text: &'a Text) -> Points<'a> {
        let s = text.as_str();
        let mut steps = vec![(0, 0)];
        let (mut at, mut count) = (0, 0);
        while at < s.len() {
            let mut end = (at + STEP).min(s.len());
            while !s.is_char_boundary(end) {
                end += 1;
            }
            count += s[at..end].chars().count();
            at = end;
            steps.push((at, count));
        }
        Points { text, steps }
    }

    fn at(&self, offset: usize) -> usize {
        let index = self.steps.partition_point(|step| step.0 <= offset).saturating_sub(1);
        let (from, count) = self.steps[index];
        count + self.text.as_str().get(from..offset).map_or(0, |s| s.chars().count())
    }

    fn span(&self, span: Span) -> Value {
        json!([self.at(span.start), self.at(span.end)])
    }

    fn source(&self, span: Span) -> Value {
        let (first, last) = self.text.source_lines(span);
        json!({ "line_start": first, "line_end": last })
    }

    fn field<T>(&self, field: &Field<T>, value: Value) -> Value {
        json!({
            "value": value,
            "raw": field.raw,
            "origin": field.origin.name(),
            "span": field.span.map(|span| self.span(span)),
        })
    }

    fn text(&self, field: &Option<Field<String>>) -> Value {
        field.as_ref().map_or(Value::Null, |field| self.field(field, json!(field.value)))
    }
}

/// The JSON document of a letter.
pub fn reply(text: &Text, reply: &Reply, (mask, language): (Mask, Language)) -> Value {
    let points = Points::new(text);
    let (blocks, sections) = outline(&points, reply);
    json!({
        "schema": SCHEMA,
        "kind": points.field(&reply.kind, json!(reply.kind.value.name())),
        "title": points.text(&reply.title),
        "doc_number": reply.doc_number.as_ref().map(|field| doc_number(&points, field)),
        "authors": reply.authors.iter().map(|field| points.field(field, json!(field.value))).collect::<Vec<_>>(),
        "lead": points.text(&reply.lead),
        "handlers": reply.handlers.iter().map(|row| handler(&points, row)).collect::<Vec<_>>(),
        "addressee": points.text(&reply.addressee),
        "proposers": reply.proposers.iter().map(|row| proposer(&points, row)).collect::<Vec<_>>(),
        "proposer_count": reply.proposer_count.as_ref().map(|field| points.field(field, json!(field.value))),
        "subject": points.text(&reply.subject),
        "disclosure": {
            "consent": points.text(&reply.disclosure.consent),
            "attribute": points.text(&reply.disclosure.attribute),
            "extent": points.text(&reply.disclosure.extent),
        },
        "cases": reply.cases.iter().map(|row| case(&points, row)).collect::<Vec<_>>(),
        "category": points.text(&reply.category),
        "outcome": points.text(&reply.outcome),
        "satisfaction": points.text(&reply.satisfaction),
        "date": date(&points, &reply.date),
        "published": date(&points, &reply.published),
        "assigned": date(&points, &reply.assigned),
        "region": points.text(&reply.region),
        "level": reply.level.as_ref().map(|field| points.field(field, json!(field.value))),
        "contact": reply.contact.iter().map(|span| points.span(*span)).collect::<Vec<_>>(),
        "blocks": blocks,
        "sections": sections,
        "frame": reply.pieces.iter().filter(|piece| piece.block.is_none()).map(|row| frame(&points, row)).collect::<Vec<_>>(),
        "notes": reply.notes.iter().map(|row| note(&points, row, language)).collect::<Vec<_>>(),
        "text": mask.letter(text, reply),
    })
}

/// The JSON document of a letter with the clauses of its body.
pub(crate) fn explained(
    text: &Text,
    letter: &Reply,
    clauses: &[ReadClause],
    manner: (Mask, Language),
) -> Value {
    let points = Points::new(text);
    let mut document = reply(text, letter, manner);
    document["clauses"] = clauses.iter().map(|row| clause(&points, row)).collect();
    document
}

/// What an archive knows of a letter besides its text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kept<'a> {
    /// Reply id.
    pub id: ReplyId,
    /// Head of its citations.
    pub citation: &'a str,
    /// Present or missing.
    pub status: Standing,
    /// Files it stands in, best text first.
    pub paths: &'a [String],
    /// True when the file that its text is of is cut off.
    pub cut_off: bool,
    /// The passage that was asked for, with its place where it was found.
    pub passage: Option<(PassageId, Span)>,
}

/// The JSON document of a letter that an archive keeps.
pub(crate) fn kept(text: &Text, letter: &Reply, kept: &Kept<'_>, manner: (Mask, Language)) -> Value {
    let mut document = reply(text, letter, manner);
    document["id"] = json!(kept.id.to_string());
    document["citation"] = json!(kept.citation);
    document["status"] = json!(kept.status.name());
    document["paths"] = json!(kept.paths);
    document["cut_off"] = json!(kept.cut_off);
    if let Some((id, span)) = kept.passage {
        let spans = code_points(text.as_str(), &[span]);
        document["passage"] = json!({"id": id.to_string(), "span": spans[0]});
    }
    document
}

fn doc_number(points: &Points<'_>, field: &Field<DocNumber>) -> Value {
    let number = &field.value;
    let mut out = points.field(field, json!(number.normalised()));
    out["code"] = json!(number.code);
    out["year"] = if number.year == 0 { Value::Null } else { json!(number.year) };
    out["serial"] = json!(number.serial);
    out
}

fn handler(points: &Points<'_>, row: &Handler) -> Value {
    json!({
        "unit": row.unit,
        "unit_normalised": row.unit_normalised,
        "role": row.role,
        "origin": row.origin.name(),
        "span": row.span.map(|span| points.span(span)),
    })
}

fn proposer(points: &Points<'_>, row: &Proposer) -> Value {
    json!({ "name": row.name, "role": row.role, "type": row.kind, "span": row.span.map(|span| points.span(span)) })
}

fn case(points: &Points<'_>, row: &Case) -> Value {
    let sitting = |field: &Field<Sitting>| {
        let part = |n: u16| if n == 0 { Value::Null } else { json!(n) };
        points.field(field, json!({ "term": part(field.value.term), "plenary": part(field.value.plenary) }))
    };
    json!({
        "body": row.body.map(|body| body.name()),
        "sitting": row.sitting.as_ref().map(sitting),
        "number": points.text(&row.number),
        "closed_session": row.closed_session,
        "system_number": points.text(&row.system_number),
    })
}

fn date(points: &Points<'_>, field: &Option<Field<LetterDate>>) -> Value {
    let Some(field) = field else { return Value::Null };
    let mut out = points.field(field, json!(field.value.value));
    out["guess"] = json!(field.value.guess);
    out
}

fn note(points: &Points<'_>, row: &Note, language: Language) -> Value {
    let told = message(&row.message(), language);
    json!({
        "code": row.code,
        "values": told["values"],
        "text": told["text"],
        "span": row.span.map(|span| points.span(span)),
        "source": row.span.map(|span| points.source(span)),
    })
}

fn frame(points: &Points<'_>, piece: &Piece) -> Value {
    json!({ "kind": piece.kind.name(), "span": points.span(piece.span), "source": points.source(piece.span) })
}

fn clause(points: &Points<'_>, row: &ReadClause) -> Value {
    json!({
        "act": row.act.name(),
        "span": points.span(row.span),
        "source": points.source(row.span),
        "why": if row.pinned { "pin" } else { "weights" },
        "words": row.words,
    })
}

/// Blocks before the first section, and sections with theirs.
fn outline(points: &Points<'_>, reply: &Reply) -> (Vec<Value>, Vec<Value>) {
    let mut before = Vec::new();
    let mut inside: Vec<Vec<Value>> = vec![Vec::new(); reply.sections.len()];
    let bodied: Vec<&Piece> = reply.pieces.iter().filter(|piece| piece.block.is_some()).collect();
    for run in bodied.chunk_by(|a, b| a.block == b.block) {
        let value = block(points, run);
        match run[0].section.and_then(|section| inside.get_mut(section)) {
            Some(list) => list.push(value),
            None => before.push(value),
        }
    }
    let sections =
        reply.sections.iter().zip(inside).map(|(row, blocks)| section(points, row, blocks)).collect();
    (before, sections)
}

fn section(points: &Points<'_>, row: &Section, blocks: Vec<Value>) -> Value {
    json!({
        "number": row.number,
        "heading": row.heading,
        "opens": row.opens.map(|kind| kind.name()),
        "span": points.span(row.span),
        "source": points.source(row.span),
        "blocks": blocks,
    })
}

fn block(points: &Points<'_>, run: &[&Piece]) -> Value {
    let (first, last) = (run[0], run[run.len() - 1]);
    let whole = Span::new(first.span.start, last.span.end);
    let items: Vec<Value> = run
        .iter()
        .map(|piece| {
            let mut row = Map::new();
            row.insert("part".to_owned(), json!(piece.part.name()));
            row.insert("item".to_owned(), json!(piece.item));
            row.insert("span".to_owned(), points.span(piece.span));
            row.insert("source".to_owned(), points.source(piece.span));
            Value::Object(row)
        })
        .collect();
    json!({
        "kind": first.kind.name(),
        "tier": first.kind.tier().name(),
        "origin": first.origin.name(),
        "cue": first.cue,
        "span": points.span(whole),
        "source": points.source(whole),
        "items": items,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_count_code_points_of_the_text_beside_them() {
        let text = Text::from_lines(
            "😀对县政协一届二次会议第12号提案的答复\n甲乙委员：\n您提出的《关于修路的提案》收悉，现答复如下：\n一、关于修路的建议\n主要举措：\n一是修路；二是建桥。\n某县交通运输局\n2024年5月29日",
        );
        let value = reply(&text, &dafu_letters::reply::parse(&text), (Mask::On, Language::English));
        assert_eq!(value["schema"], "dafu.reply/1");
        let chars: Vec<char> = value["text"].as_str().unwrap().chars().collect();
        let slice = |span: &Value| -> String {
            chars[span[0].as_u64().unwrap() as usize..span[1].as_u64().unwrap() as usize].iter().collect()
        };
        assert_eq!(slice(&value["subject"]["span"]), "关于修路的提案");
        assert_eq!(slice(&value["sections"][0]["blocks"][0]["items"][1]["span"]), "一是修路；");
        assert_eq!(value["sections"][0]["blocks"][0]["source"]["line_start"], 5);
        assert_eq!(value["date"]["value"], "2024-05-29");
    }
}
