//! `dafu.search/1`: an answer.

use serde_json::{Map, Value, json};

use crate::archive::compare::Differs;
use crate::language::Language;
use crate::render::csv::Cell;
use crate::render::wire::named::{self, NamedLetter};
use crate::render::wire::{code_points, message};
use crate::render::{Located, LocatedAnswer, iso_date};
use dafu_letters::reply::model::BlockKind;
use dafu_search::answer::{Answer, Hits};
use dafu_search::query::Query;
use dafu_search::record::Column;
use dafu_search::request::Request;

/// The schema's name.
const SCHEMA: &str = "dafu.search/1";

/// The whole answer as one document.
pub fn document(
    typed: &str,
    request: &Request,
    answer: &Answer,
    located: &LocatedAnswer<'_>,
    language: Language,
) -> Value {
    let mut document = header(typed, request, answer, language);
    let list = |hits: &[Located<'_>]| -> Value { hits.iter().map(hit).collect() };
    document["hits"] = list(&located.literal);
    document["subject"]["hits"] = list(&located.subject);
    document["related"]["hits"] = list(&located.related);
    document["partial"] = list(&located.partial);
    document
}

/// The document without its hits: the first line of JSON Lines.
pub(crate) fn header(typed: &str, request: &Request, answer: &Answer, language: Language) -> Value {
    let counts = |hits: &Hits| json!({"total": hits.total, "replies": hits.replies});
    let mut document = json!({
        "schema": SCHEMA,
        "query": query(typed, &request.query),
        "within": request.within.name(),
        "total": answer.literal.total,
        "replies": answer.literal.replies,
        "offset": request.offset,
        "limit": Some(request.limit).filter(|limit| *limit < usize::MAX),
        "subject": counts(&answer.subject),
        "related": counts(&answer.related),
        "notes": answer.notes.iter().map(|note| message(&note.message(), language)).collect::<Vec<_>>(),
    });
    if request.facets {
        let facets: Map<String, Value> = answer
            .facets
            .iter()
            .map(|(column, counts)| {
                let name = if *column == Column::Author { "unit" } else { column.name() };
                let counts: Vec<Value> =
                    counts.iter().map(|(value, count)| json!({"value": value, "count": count})).collect();
                (name.to_owned(), Value::from(counts))
            })
            .collect();
        document["facets"] = Value::Object(facets);
    }
    if let Some(zero) = &answer.zero {
        let pairs = |pairs: Vec<(&str, u64)>, name: &str| -> Value {
            pairs.into_iter().map(|(value, count)| json!({name: value, "count": count})).collect()
        };
        document["zero"] = json!({
            "terms": zero.terms.iter().map(|term| json!({
                "term": term.term, "count": term.count, "aside": term.aside,
            })).collect::<Vec<_>>(),
            "with_include": zero.with_include,
            "near": zero.near.iter().map(|near| json!({
                "term": near.term, "spelling": near.spelling, "count": near.count,
            })).collect::<Vec<_>>(),
            "wider": pairs(zero.wider.iter().map(|(w, n)| (*w, *n)).collect(), "within"),
            "without_filter": pairs(zero.without_filter.iter().map(|(f, n)| (f.as_str(), *n)).collect(), "filter"),
        });
    }
    document
}

fn query(typed: &str, query: &Query) -> Value {
    let terms =
        |terms: &[dafu_search::query::Term]| -> Value { terms.iter().map(|term| json!(term.raw)).collect() };
    json!({
        "text": typed,
        "groups": query.groups.iter().map(|group| terms(group)).collect::<Vec<_>>(),
        "exclusions": terms(&query.exclusions),
        "filters": query.filters.iter().map(|filter| json!({
            "field": filter.field.name, "value": filter.value, "negated": filter.negated,
        })).collect::<Vec<_>>(),
    })
}

/// One hit.
pub(crate) fn hit(located: &Located<'_>) -> Value {
    let hit = located.hit;
    let passage = &hit.passage;
    let all = |column: Column| -> Value {
        hit.values.iter().filter(|(of, _)| *of == column).map(|(_, value)| json!(value)).collect()
    };
    let one = |column: Column| -> Value {
        let value = hit.value(column);
        if value.is_empty() { Value::Null } else { json!(value) }
    };
    let kind = located.kind();
    let mut document = json!({
        "rank": hit.rank,
        "score": hit.score,
        "id": passage.id.to_string(),
        "reply": passage.id.reply.to_string(),
        "citation": located.citation(),
        "text": located.text(),
        "highlights": code_points(&passage.text, &hit.highlights),
        "start": passage.start,
        "sentence": {"before": located.rest(&hit.sentence.before), "after": located.rest(&hit.sentence.after)},
        "block": {
            "kind": kind.map(BlockKind::name),
            "name": kind.map(BlockKind::zh),
            "tier": kind.map(|kind| kind.tier().name()),
            "origin": one(Column::Origin),
            "part": one(Column::Part),
        },
        "section": one(Column::Heading),
        "item": passage.item,
        "outline": passage.outline,
        "title": one(Column::Title),
        "subject": one(Column::Subject),
        "kind": one(Column::Kind),
        "authors": all(Column::Author),
        "lead": one(Column::Lead),
        "co_handlers": all(Column::Co),
        "cases": all(Column::Case),
        "doc_number": one(Column::DocNumber),
        "category": one(Column::Category),
        "region": one(Column::Region),
        "level": one(Column::Level),
        "date": iso_date(hit.date),
        "year": one(Column::Year),
        "source": source(located),
        "paths": located.paths,
        "texts": {
            "matching": hit.held.by.len(),
            "of": hit.held.of,
            "variant": hit.held.is_variant(),
            "other_paths": located.others,
            "differs": located.differs.map(Differs::name),
        },
    });
    if located.cut_off {
        document["cut_off"] = json!(true);
    }
    named(located).put(&mut document);
    if !hit.value(Column::Id).is_empty() {
        document["external_id"] = json!(hit.value(Column::Id));
    }
    if let Some(named) = &hit.named {
        document["named"] = json!({
            "field": named.column.name(),
            "text": named.text,
            "highlights": code_points(&named.text, &named.highlights),
        });
    }
    if let Some((text, place)) = located.paragraph() {
        let span = code_points(&text, &[place]);
        document["context"] = json!({"text": text, "span": span[0]});
    }
    if !hit.explanation.is_empty() {
        document["explanation"] =
            hit.explanation.iter().map(|(name, value)| json!({"part": name, "value": value})).collect();
    }
    document
}

/// Kind and case numbers of its letter in the form that list has, too.
fn named(located: &Located<'_>) -> NamedLetter {
    let hit = located.hit;
    let cases = hit.values.iter().filter(|(of, _)| *of == Column::Case).map(|(_, value)| value.as_str());
    NamedLetter::of(hit.value(Column::Kind), cases)
}

fn source(located: &Located<'_>) -> Value {
    let (first, last) = located.hit.passage.lines;
    let Some(path) = located.paths.first() else { return Value::Null };
    let mut source = json!({"path": path, "line_start": first, "line_end": last});
    if located.hit.passage.page > 0 {
        source["page"] = json!(located.hit.passage.page);
    }
    source
}

/// Columns of hits as CSV: fields of [`hit`].
pub(crate) fn columns() -> impl Iterator<Item = &'static str> {
    OWN.into_iter().chain(named::COLUMNS).chain(TEXTS)
}

/// Those that are the hit's own.
const OWN: [&str; 18] = [
    "rank",
    "score",
    "id",
    "citation",
    "block.name",
    "block.origin",
    "section",
    "item",
    "authors",
    "date",
    "title",
    "cases",
    "doc_number",
    "source.path",
    "source.line_start",
    "source.line_end",
    "text",
    "subject",
];

/// Those that tell of the files that hold it.
const TEXTS: [&str; 2] = ["paths", "texts.variant"];

/// One hit as a row below [`columns`].
pub(crate) fn row<'a>(located: &'a Located<'_>) -> impl Iterator<Item = Cell<'a>> {
    let hit = located.hit;
    let joined = |column: Column| {
        Cell::list(hit.values.iter().filter(move |(of, _)| *of == column).map(|(_, value)| value))
    };
    [
        Cell::number(hit.rank),
        Cell::number(format_args!("{:.4}", hit.score)),
        Cell::exact(hit.passage.id.to_string()),
        Cell::text(located.citation()),
        joined(Column::Block),
        joined(Column::Origin),
        joined(Column::Heading),
        Cell::number(hit.passage.item.map(|item| item.to_string()).unwrap_or_default()),
        joined(Column::Author),
        Cell::text(iso_date(hit.date).unwrap_or_default()),
        joined(Column::Title),
        joined(Column::Case),
        joined(Column::DocNumber),
        Cell::exact(located.paths.first().map_or("", String::as_str)),
        Cell::number(hit.passage.lines.0),
        Cell::number(hit.passage.lines.1),
        Cell::text(located.text()),
        joined(Column::Subject),
    ]
    .into_iter()
    .chain(named(located).cells())
    .chain([Cell::list(&located.paths), Cell::text(if hit.held.is_variant() { "true" } else { "false" })])
}
