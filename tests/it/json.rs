//! The shapes that docs/JSON.md describes.
//!
//! Within a version fields of JSON are added, never renamed or removed. Columns of CSV are fields of the JSON.

use dafu::archive::report::{FileState, Reason};
use dafu::language::Language;
use dafu::render::{Located, LocatedAnswer, wire};
use dafu_letters::reply::model::BlockKind;
use dafu_search::evaluate::answer;
use dafu_search::query::parse;
use dafu_search::request::Request;
use dafu_search::scan::Scan;
use serde_json::{Value, json};

use crate::cli::{LETTER, World, table};
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
    let literal = found
        .literal
        .hits
        .iter()
        .map(|hit| Located {
            hit,
            paths: vec!["a.txt".to_owned()],
            others: Vec::new(),
            differs: None,
            cut_off: false,
            mask: Default::default(),
        })
        .collect();
    let located = LocatedAnswer { literal, ..LocatedAnswer::default() };
    let document = wire::search::document("科创专员 年:2024", &request, &found, &located, Language::English);
    assert_eq!(
        keys(&document),
        [
            "facets", "hits", "limit", "notes", "offset", "partial", "query", "related", "replies", "schema",
            "subject", "total", "within",
        ]
    );
    let hit = &document["hits"][0];
    assert_eq!(
        keys(hit),
        [
            "authors",
            "block",
            "case_numbers",
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
            "kind_code",
            "kind_name",
            "lead",
            "level",
            "outline",
            "paths",
            "rank",
            "region",
            "reply",
            "score",
            "section",
            "sentence",
            "source",
            "start",
            "subject",
            "text",
            "texts",
            "title",
            "year",
        ]
    );
    assert_eq!(document["subject"], json!({"total": 0, "replies": 0, "hits": []}));
    assert_eq!(hit["highlights"], json!([[6, 10]]));
    assert_eq!(hit["text"], "二是选派 “科创专员”入企。");
    assert_eq!(
        hit["block"],
        json!({"kind": "next_steps", "name": "下步打算", "tier": "next_steps", "origin": "inferred", "part": "item"})
    );
    assert_eq!(hit["source"], json!({"path": "a.txt", "line_start": 1, "line_end": 1}));
    assert_eq!(hit["sentence"], json!({"before": "", "after": ""}));
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
    let document = wire::search::document(
        "渡口 年:2024",
        &request,
        &found,
        &LocatedAnswer::default(),
        Language::English,
    );
    assert_eq!(
        document["zero"],
        json!({
            "terms": [{"term": "渡口", "count": 0, "aside": 0}], "with_include": 0, "wider": [], "without_filter": [],
            "near": [],
        })
    );
}

/// What a document is made of: each value by its kind, lists by the shape of their first element.
fn shape(value: &Value) -> Value {
    match value {
        Value::Null => json!("null"),
        Value::Bool(_) => json!("bool"),
        Value::Number(_) => json!("number"),
        Value::String(text) if text.starts_with("dafu.") => json!(text),
        Value::String(_) => json!("text"),
        Value::Array(list) => list.iter().take(1).map(shape).collect(),
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| (name.clone(), shape(value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
    }
}

/// A world with an archive of one letter, another one missing, and a file in quarantine; report.json of its making.
fn archived() -> (World, Value) {
    let world = World::new();
    world.write("letters/=渡口,一.txt", LETTER);
    world.write(
        "letters/two.txt",
        &LETTER.replace("7号", "9号").replace("第31号", "第33号").replace("渡口", "码头"),
    );
    world.write(
        "letters/three.txt",
        &LETTER.replace("7号", "12号").replace("第31号", "第35号").replace("渡口", "新桥"),
    );
    world.write("letters/empty.txt", "");
    let _ = world.run(&["index", "letters", "--report", "first"]);
    std::fs::remove_file(world.working.join("letters/three.txt")).unwrap();
    world.write("passages.jsonl", "{\"id\":\"d1\",\"text\":\"新建公交站点三十个。\"}\n");
    world.done(&["index", "letters", "--jsonl", "passages.jsonl", "--report", "second"]);
    let report = std::fs::read_to_string(world.working.join("second/report.json")).unwrap();
    (world, serde_json::from_str(&report).unwrap())
}

#[test]
fn a_report_has_exactly_its_fields() {
    let (world, report) = archived();
    let states = json!({
        "added": "number", "updated": "number", "unchanged": "number", "moved": "number", "duplicate": "number",
        "version": "number",
        "missing": "number", "removed": "number", "skipped": "number", "quarantined": "number",
    });
    assert_eq!(
        shape(&report),
        json!({
            "schema": "dafu.report/1",
            "seen": "number",
            "counts": states,
            "newly_quarantined": "number",
            "unreached": "number",
            "cancelled": "bool",
            "dry_run": "bool",
            "bytes": "number",
            "lines": {"added": "number", "quarantined": "number"},
            "rebuilt": "null",
            "unknown_keys": [],
            "notes": [],
            "files": [{
                "path": "text", "state": "text", "reason": "null", "detail": "null", "known": "bool", "reply": "text",
                "warnings": [], "text": "text", "advice": "text",
            }],
        })
    );
    assert_eq!(report["counts"]["missing"], 1);
    let file = report["files"].as_array().unwrap().iter().find(|file| file["reason"] == "empty").unwrap();
    assert_eq!(
        *file,
        json!({
            "path": file["path"], "state": "quarantined", "reason": "empty",
            "detail": {"code": "fault_empty", "values": {}, "text": "the file is empty"},
            "known": true, "reply": null, "warnings": [],
            "text": "empty file", "advice": "see whether the original is whole",
        })
    );

    let csv = std::fs::read_to_string(world.working.join("first/report.csv")).unwrap();
    let (head, rows) = table(&csv);
    assert_eq!(head, ["path", "state", "reason", "warnings", "text", "advice"]);
    let ends: Vec<&[String]> = rows.iter().map(|row| &row[1..]).collect();
    let empty = ["quarantined", "empty", "", "empty file", "see whether the original is whole"];
    assert!(ends.contains(&&empty.map(str::to_owned)[..]), "{csv}");
    assert!(ends.contains(&&["added", "", "", "", ""].map(str::to_owned)[..]), "{csv}");
}

#[test]
fn a_status_has_exactly_its_fields() {
    let (world, _) = archived();
    let status = world.done(&["status", "--format", "json"]).json();
    let series = json!([{"name": "text", "first": "number", "last": "number", "seen": "number", "missing": [["number"]]}]);
    let mut shown = shape(&status);
    shown["versions"] = json!(keys(&shown["versions"]));
    assert_eq!(
        shown,
        json!({
            "schema": "dafu.status/1",
            "archive": "text",
            "files": {"missing": "number", "present": "number", "quarantined": "number"},
            "replies": {"missing": "number", "present": "number"},
            "passages": "number",
            "store_bytes": "number",
            "index_bytes": "number",
            "generation": "number",
            "behind": "bool",
            "masked": "bool",
            "versions": ["extractor", "fold", "index", "layout", "parser", "store"],
            "quarantine": [{"path": "text", "reason": "text", "detail": {"code": "text", "values": {}, "text": "text"}, "acknowledged": "bool"}],
            "cut_off": [],
            "missing": ["text"],
            "coverage": {
                "units": [{"unit": "text", "year": "text", "replies": "number"}],
                "doc_numbers": series,
                "cases": series,
            },
        })
    );
    assert_eq!(status["coverage"]["doc_numbers"][0]["missing"], json!([[8, 8], [10, 11]]));
}

#[test]
fn a_list_has_exactly_its_fields_and_its_table_the_same() {
    let (world, _) = archived();
    let list = world.done(&["list", "--unit", "交通运输局", "--format", "json"]).json();
    let letter = json!({
        "id": "text", "citation": "text", "kind": "text", "unit": "text", "date": "text", "year": "text",
        "cases": ["text"], "doc_number": "text", "title": "text", "status": "text", "paths": ["text"],
        "cut_off": "bool",
        "kind_code": "text", "kind_name": "text", "case_numbers": [{"raw": "text", "value": "text"}],
    });
    assert_eq!(shape(&list), json!({"schema": "dafu.list/1", "total": "number", "replies": [letter]}));
    let lines = world.done(&["list", "--unit", "交通运输局", "--format", "jsonl"]).out;
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0], json!({"schema": "dafu.list/1", "total": 3}));
    assert_eq!(json!(&lines[1..]), list["replies"]);
    let csv = world.done(&["list", "--unit", "交通运输局", "--format", "csv"]).out;
    assert_eq!(
        table(&csv).0,
        [
            "id",
            "citation",
            "kind",
            "unit",
            "date",
            "year",
            "cases",
            "doc_number",
            "title",
            "status",
            "paths",
            "kind_code",
            "kind_name",
            "case_numbers.raw",
            "case_numbers.value"
        ]
    );
    agree(&csv, list["replies"].as_array().unwrap());
}

#[test]
fn a_letter_that_is_shown_has_exactly_its_fields() {
    let (world, _) = archived();
    let shown = world.done(&["show", "槐办函〔2024〕7号", "--format", "json"]).json();
    assert_eq!(shown["paths"], json!(["letters/=渡口,一.txt"]));
    let own: Vec<&str> = keys(&shown);
    assert_eq!(
        own,
        [
            "addressee",
            "assigned",
            "authors",
            "blocks",
            "cases",
            "category",
            "citation",
            "contact",
            "cut_off",
            "date",
            "disclosure",
            "doc_number",
            "frame",
            "handlers",
            "id",
            "kind",
            "lead",
            "level",
            "notes",
            "outcome",
            "paths",
            "proposer_count",
            "proposers",
            "published",
            "region",
            "satisfaction",
            "schema",
            "sections",
            "status",
            "subject",
            "text",
            "title",
        ]
    );
    let field = json!({"value": "text", "raw": "text", "origin": "text", "span": ["number"]});
    assert_eq!(shape(&shown["title"]), field);
    assert_eq!(
        shape(&shown["doc_number"]),
        json!({
            "value": "text", "raw": "text", "origin": "text", "span": ["number"], "code": "text", "year": "number",
            "serial": "text",
        })
    );
    assert_eq!(
        shape(&shown["date"]),
        json!({"value": "text", "raw": "text", "origin": "text", "span": ["number"], "guess": "null"})
    );
    let source = json!({"line_start": "number", "line_end": "number"});
    assert_eq!(
        shape(&shown["sections"]),
        json!([{
            "number": "number", "heading": "text", "opens": "text", "span": ["number"], "source": source,
            "blocks": [{
                "kind": "text", "tier": "text", "origin": "text", "cue": "text", "span": ["number"], "source": source,
                "items": [{"part": "text", "item": "null", "span": ["number"], "source": source}],
            }],
        }])
    );
    assert_eq!(shape(&shown["frame"]), json!([{"kind": "text", "span": ["number"], "source": source}]));
    let found = world.done(&["search", "栈桥加固", "槐办函", "--format", "json", "--within", "reply"]).json();
    let id = found["hits"][0]["id"].as_str().unwrap();
    let passage = world.done(&["show", id, "--format", "json"]).json();
    assert_eq!(shape(&passage["passage"]), json!({"id": "text", "span": ["number"]}));
    assert_eq!(passage["passage"]["id"], id);
}

#[test]
fn the_columns_of_hits_are_fields_of_their_json() {
    let world = World::with_corpus();
    world.write("letters/=渡口,一.txt", &LETTER.replace("老渡口建于", "=老渡口，\"路演\"，建于"));
    world.write("letters/copy.txt", &LETTER.replace("老渡口建于", "=老渡口，\"路演\"，建于"));
    let asked = ["search", "路演", "--in", "letters", "-n", "100", "--format"];
    let json = world.done(&[&asked[..], &["json"]].concat()).json();
    let csv = world.done(&[&asked[..], &["csv"]].concat()).out;
    assert_eq!(
        table(&csv).0,
        [
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
            "kind_code",
            "kind_name",
            "case_numbers.raw",
            "case_numbers.value",
            "paths",
            "texts.variant",
        ]
    );
    agree(&csv, json["hits"].as_array().unwrap());
    assert!(csv.contains("\"'=老渡口，\"\"路演\"\"，建于1987年，现有渡船2艘。\""), "{csv}");
}

/// Every cell of a table holds what the field of the column's name holds.
fn agree(csv: &str, documents: &[Value]) {
    let (head, rows) = table(csv);
    assert!(!rows.is_empty());
    assert_eq!(rows.len(), documents.len());
    for (row, document) in rows.iter().zip(documents) {
        for (name, cell) in head.iter().zip(row) {
            let of_each = name.split_once('.').and_then(|(list, part)| {
                let list = document[list].as_array()?;
                Some(list.iter().map(|one| one[part].clone()).collect::<Value>())
            });
            let field =
                of_each.as_ref().or_else(|| document.pointer(&format!("/{}", name.replace('.', "/"))));
            let field = field.unwrap_or_else(|| panic!("no field {name}"));
            let expected = match field {
                Value::Null => String::new(),
                Value::String(text) if text.starts_with(['=', '+', '-', '@']) => format!("'{text}"),
                Value::String(text) => text.clone(),
                Value::Number(number) if name == "score" => format!("{:.4}", number.as_f64().unwrap()),
                Value::Array(list) => {
                    list.iter().map(|value| value.as_str().unwrap()).collect::<Vec<_>>().join("|")
                }
                other => other.to_string(),
            };
            let expected = if expected.starts_with('=') { format!("'{expected}") } else { expected };
            assert_eq!(*cell, expected, "{name}");
        }
    }
}

/// Names of all fields in a document.
fn names(value: &Value, into: &mut std::collections::BTreeSet<String>) {
    match value {
        Value::Array(list) => list.iter().for_each(|value| names(value, into)),
        Value::Object(fields) => {
            for (name, value) in fields {
                into.insert(name.clone());
                names(value, into);
            }
        }
        _ => {}
    }
}

#[test]
fn the_page_describes_every_field_and_column() {
    let (world, report) = archived();
    world.write("q.jsonl", "{\"id\":\"q1\",\"text\":\"公交站点\"}\n");
    let mut all = std::collections::BTreeSet::new();
    names(&report, &mut all);
    let found = world.done(&["search", "栈桥加固", "--format", "json"]).json();
    let passage = found["hits"][0]["id"].as_str().unwrap();
    for arguments in [
        &["search", "渡口 年:2024", "--facets", "--context", "--explain"][..],
        &["search", "\"没有的词\" 年:2024"],
        &["search", "板块:下步打算 渡口"],
        &["search", "--batch", "q.jsonl"],
        &["show", passage],
        &["list"],
        &["status"],
        &["parse", "letters/two.txt", "--explain"],
    ] {
        let ran = world.run(&[arguments, &["--format", "json"]].concat());
        assert!(ran.outcome.is_ok() && !ran.out.is_empty(), "{arguments:?}: {:?} {}", ran.outcome, ran.err);
        names(&ran.json(), &mut all);
    }
    assert!(all.len() > 120, "{all:?}");
    let page = std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/JSON.md"))
        .unwrap();
    let words: std::collections::BTreeSet<&str> =
        page.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).collect();
    let missing: Vec<&String> = all.iter().filter(|name| !words.contains(name.as_str())).collect();
    assert!(missing.is_empty(), "docs/JSON.md does not name {missing:?}");
    let batch = world.done(&["search", "--batch", "q.jsonl", "--format", "csv"]).out;
    assert_eq!(table(&batch).0[..2], ["id", "text"]);
    let hits: Vec<String> = table(&batch).0[2..].iter().map(|name| name.replacen("hits.", "", 1)).collect();
    assert!(page.contains(&format!("| `search` | {} |", hits.join(", "))));
    let list = world.done(&["list", "--format", "csv"]).out;
    assert!(page.contains(&format!("| `list` | {} |", table(&list).0.join(", "))));
}

/// The words of a list in the page: what stands between `opens` and the next full stop.
fn listed<'a>(page: &'a str, opens: &str) -> Vec<&'a str> {
    let (_, list) = page.split_once(opens).unwrap();
    list.split_once('.').unwrap().0.split(',').map(str::trim).collect()
}

#[test]
fn the_page_lists_every_state_and_reason_and_no_other() {
    let page = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/JSON.md");
    let page = std::fs::read_to_string(page).unwrap();
    let states: Vec<&str> = FileState::ALL.iter().map(|state| state.code()).collect();
    assert_eq!(listed(&page, "States: "), states);
    let reasons: Vec<&str> = Reason::ALL.iter().map(|reason| reason.code()).collect();
    assert_eq!(listed(&page, "Reasons and warnings:"), reasons);
    assert!(reasons.contains(&"no_reader"));
}
