//! The JSON shapes that docs/JSON.md describes: fields are added within a version, never renamed or removed.

use dafu::render::{Located, wire};
use dafu_letters::reply::model::BlockKind;
use dafu_search::evaluate::answer;
use dafu_search::query::parse;
use dafu_search::request::Request;
use dafu_search::scan::Scan;
use serde_json::{Value, json};

use crate::letters::reply;

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn a_search_document_has_exactly_its_fields() {
    let letter = reply(
        1,
        "甲省科学技术厅",
        20240529,
        &[vec![
            (BlockKind::NextSteps, Some(2), "二是选派 “科创专员”入企。"),
            (BlockKind::NextSteps, Some(3), "三是建设平台。"),
        ]],
    );
    let scan = Scan::new(vec![letter]);
    let request =
        Request {
            facets: true, context: true, explain: true, ..Request::new(parse("科创专员 年:2024"))
        };
    let found = answer(&scan, &request).unwrap();
    let located: Vec<Located<'_>> =
        found.literal.hits.iter().map(|hit| Located { hit, paths: vec!["a.txt".to_owned()] }).collect();
    let document = wire::search::document("科创专员 年:2024", &request, &found, &located, &[], &[]);
    assert_eq!(
        keys(&document),
        [
            "facets", "hits", "limit", "notes", "offset", "partial", "query", "related", "replies", "schema",
            "total", "within",
        ]
    );
    let hit = &document["hits"][0];
    assert_eq!(
        keys(hit),
        [
            "authors",
            "block",
            "cases",
            "category",
            "citation",
            "co_handlers",
            "context",
            "date",
            "doc_number",
            "explanation",
            "highlights",
            "id",
            "item",
            "kind",
            "lead",
            "level",
            "outline",
            "paths",
            "rank",
            "region",
            "reply",
            "score",
            "section",
            "source",
            "start",
            "text",
            "title",
            "year",
        ]
    );
    assert_eq!(hit["highlights"], json!([[6, 10]]));
    assert_eq!(hit["text"], "二是选派 “科创专员”入企。");
    assert_eq!(
        hit["block"],
        json!({"kind": "next_steps", "name": "下步打算", "tier": "next_steps", "origin": "inferred", "part": "item"})
    );
    assert_eq!(hit["source"], json!({"path": "a.txt", "line_start": 1, "line_end": 1}));
    assert_eq!(hit["context"]["text"], "二是选派 “科创专员”入企。三是建设平台。");
    assert_eq!(hit["context"]["span"], json!([0, 14]));
    assert_eq!(document["query"]["filters"], json!([{"field": "year", "value": "2024", "negated": false}]));
}

#[test]
fn nothing_found_is_explained_in_the_document() {
    let scan =
        Scan::new(vec![reply(1, "甲厅", 20240529, &[vec![(BlockKind::Measures, None, "建设平台。")]])]);
    let request = Request::new(parse("渡口 年:2024"));
    let found = answer(&scan, &request).unwrap();
    let document = wire::search::document("渡口 年:2024", &request, &found, &[], &[], &[]);
    assert_eq!(
        document["zero"],
        json!({
            "terms": [{"term": "渡口", "count": 0}], "wider": [], "without_filter": [],
        })
    );
}
