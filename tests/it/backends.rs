//! The index answers exactly as a scan of every passage does.

use std::path::Path;

use dafu_letters::passage::{PassageId, ReplyId};
use dafu_letters::reply::model::BlockKind;
use dafu_search::answer::Answer;
use dafu_search::backend::{Address, Backend};
use dafu_search::embedded::reader::Embedded;
use dafu_search::embedded::writer::{Writer, WriterOptions};
use dafu_search::evaluate::{answer, matching};
use dafu_search::query::{literal, parse};
use dafu_search::record::{Column, ReplyRecord};
use dafu_search::request::{HitTier, MatchMode, Request, Sort, Within};
use dafu_search::scan::Scan;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::letters::{Piece, corpus, reply};

const KINDS: [BlockKind; 5] =
    [BlockKind::Measures, BlockKind::NextSteps, BlockKind::Furniture, BlockKind::Title, BlockKind::Results];

/// Kind, item and text of a piece.
type Drawn = (usize, Option<u32>, String);

/// Paragraphs over a small alphabet, so that literals recur, cross pieces and fold in every way.
fn paragraphs() -> impl Strategy<Value = Vec<Vec<Drawn>>> {
    let text = "[博士后路演2０.,，。：“”《》 a-cAＢ後]{1,12}";
    let piece = (0..KINDS.len(), proptest::option::of(1u32..4), text);
    proptest::collection::vec(proptest::collection::vec(piece, 1..4), 1..5)
}

fn build(number: u64, paragraphs: &[Vec<Drawn>]) -> ReplyRecord {
    let paragraphs: Vec<Vec<Piece<'_>>> = paragraphs
        .iter()
        .map(|pieces| pieces.iter().map(|(kind, item, text)| (KINDS[*kind], *item, text.as_str())).collect())
        .collect();
    let mut record = reply(
        number,
        if number.is_multiple_of(2) { "甲省科学技术厅" } else { "乙市教育局" },
        20190101 + (number as u32 % 5) * 10_000,
        &paragraphs,
    );
    // Some letters have a name that stands in them, some one that stands nowhere.
    let title = record.passages.iter().find(|passage| passage.kind == BlockKind::Title);
    let title = title.map(|passage| passage.text.clone()).unwrap_or_default();
    record.attributes.add(Column::Title, &title);
    if number.is_multiple_of(3) {
        record.attributes.add(Column::Subject, "关于博士后路演的提案");
    }
    record
}

/// An index of several segments with replaced and deleted replies, and the scan of what is left.
fn both(letters: Vec<Vec<Vec<Drawn>>>) -> (tempfile::TempDir, Embedded, Scan) {
    let directory = tempfile::tempdir().unwrap();
    let mut writer = Writer::create(directory.path(), WriterOptions::default()).unwrap();
    let mut records: Vec<ReplyRecord> = Vec::new();
    for (number, paragraphs) in (1u64..).zip(&letters) {
        let record = build(number, paragraphs);
        writer.put(&record).unwrap();
        records.push(record);
        if number.is_multiple_of(3) {
            writer.commit("batch").unwrap();
        }
    }
    writer.commit("batch").unwrap();
    for number in (1..=letters.len() as u64).filter(|number| number.is_multiple_of(4)) {
        let replaced = build(number, &letters[letters.len() - number as usize]);
        writer.put(&replaced).unwrap();
        records[number as usize - 1] = replaced;
    }
    for number in (1..=letters.len() as u64).filter(|number| number % 5 == 2) {
        writer.delete(ReplyId::from_number(number));
    }
    writer.commit("changes").unwrap();
    writer.close().unwrap();
    let records = records.into_iter().filter(|record| record.id.number() % 5 != 2).collect();
    let embedded = Embedded::open(directory.path()).unwrap();
    (directory, embedded, Scan::new(records))
}

/// Ids of addresses, in the order of the ids.
fn ids(backend: &dyn Backend, addresses: &[Address]) -> Vec<PassageId> {
    let mut ids: Vec<PassageId> = addresses.iter().map(|&address| backend.id(address)).collect();
    ids.sort_unstable();
    ids
}

#[test]
fn literals_of_any_length_are_found_exactly_where_a_scan_finds_them() {
    let letters = proptest::collection::vec(paragraphs(), 6..14);
    let queries =
        proptest::collection::vec("[博士后路演20.,，。：“”《》 a-cA後]{1,8}|[博士后路演a]{1,40}", 40);
    let mut runner = TestRunner::new(Config::with_cases(24));
    runner
        .run(&(letters, queries), |(letters, queries)| {
            let (_directory, embedded, scan) = both(letters);
            prop_assert_eq!(embedded.live(), scan.live());
            for typed in queries {
                let request = Request { include_furniture: true, ..Request::new(literal(&typed)) };
                let found = matching(&embedded, &request).unwrap();
                let expected = matching(&scan, &request).unwrap();
                prop_assert_eq!(ids(&embedded, &found), ids(&scan, &expected), "literal {:?}", typed);
            }
            Ok(())
        })
        .unwrap();
}

/// Answers of both backends as far as they must be equal, which is all of them but where a passage is kept.
fn answers(backend: &dyn Backend, requests: &[Request]) -> Vec<Answer> {
    let without_addresses = |mut answer: Answer| {
        let lists = [
            &mut answer.literal.hits,
            &mut answer.subject.hits,
            &mut answer.related.hits,
            &mut answer.partial,
        ];
        lists.into_iter().flatten().for_each(|hit| hit.address = 0);
        answer
    };
    requests.iter().map(|request| without_addresses(answer(backend, request).unwrap())).collect()
}

/// Everything that can be asked about what was typed.
fn requests(typed: &str, within: Within, whole: bool) -> Vec<Request> {
    let plain =
        Request { within, whole, facets: true, explain: true, limit: 50, ..Request::new(parse(typed)) };
    vec![
        Request { offset: 2, limit: 3, context: true, ..plain.clone() },
        Request { match_mode: MatchMode::Any, include_furniture: true, ..plain.clone() },
        Request { tier: HitTier::Related, ..plain.clone() },
        Request { tier: HitTier::Subject, offset: 1, limit: 4, ..plain.clone() },
        Request { sort: Sort::DateDescending, limit: 7, ..plain.clone() },
        plain,
    ]
}

/// Passages of each segment of the last commit, and whether some of them are deleted.
fn segments(index: &Path) -> Vec<(u64, bool)> {
    let sealed = std::fs::read_to_string(index.join("meta.json")).unwrap();
    let commit = sealed.split("\nsealed\n").next().unwrap();
    let commit: serde_json::Value = serde_json::from_str(commit).unwrap();
    let segments = commit["segments"].as_array().unwrap();
    segments.iter().map(|of| (of["max_doc"].as_u64().unwrap(), !of["deletes"].is_null())).collect()
}

/// Holds an index against a scan: of several segments, with letters replaced and deleted, merged, and built anew.
///
/// `after` holds the letters that are left in the end, in the order of `before`.
fn compare(before: &[ReplyRecord], after: &[ReplyRecord], requests: &[Request]) {
    let same = |stage: &str, index: &Path, expected: &[Answer]| {
        let found = answers(&Embedded::open(index).unwrap(), requests);
        for ((request, found), expected) in requests.iter().zip(&found).zip(expected) {
            assert_eq!(found, expected, "{stage}: {request:?}");
        }
    };
    let directory = tempfile::tempdir().unwrap();
    let mut writer = Writer::create(directory.path(), WriterOptions::default()).unwrap();
    for part in before.chunks(before.len().div_ceil(4)) {
        part.iter().for_each(|record| writer.put(record).unwrap());
        writer.commit("part").unwrap();
    }
    assert!(segments(directory.path()).len() > 1);
    same("several segments", directory.path(), &answers(&Scan::new(before.to_vec()), requests));

    for record in before {
        match after.iter().find(|left| left.id == record.id) {
            None => writer.delete(record.id),
            Some(left) if left != record => writer.put(left).unwrap(),
            Some(_) => {}
        }
    }
    writer.commit("changes").unwrap();
    assert!(segments(directory.path()).iter().any(|segment| segment.1));
    let expected = answers(&Scan::new(after.to_vec()), requests);
    same("deletions", directory.path(), &expected);

    writer.close().unwrap();
    let passages = after.iter().map(|record| record.passages.len() as u64).sum();
    assert_eq!(segments(directory.path()), [(passages, false)]);
    same("merged", directory.path(), &expected);

    let anew = tempfile::tempdir().unwrap();
    let mut writer = Writer::create(anew.path(), WriterOptions::default()).unwrap();
    after.iter().rev().for_each(|record| writer.put(record).unwrap());
    writer.commit("anew").unwrap();
    writer.close().unwrap();
    same("built anew", anew.path(), &expected);
}

/// Of the letters every fifth is deleted, every fourth other one says what another one said.
fn changed(before: &[ReplyRecord]) -> Vec<ReplyRecord> {
    let numbered = (1..).zip(before).filter(|(number, _)| number % 5 != 2);
    let changed = numbered.map(|(number, record)| match number % 4 {
        0 => moved(&before[before.len() - number], record.id),
        _ => record.clone(),
    });
    changed.collect()
}

/// A letter under another id.
fn moved(record: &ReplyRecord, id: ReplyId) -> ReplyRecord {
    let mut moved = ReplyRecord { id, ..record.clone() };
    moved.passages.iter_mut().for_each(|passage| passage.id.reply = id);
    moved
}

#[test]
fn whole_requests_get_the_same_answer_from_both_backends() {
    let letters = proptest::collection::vec(paragraphs(), 6..14);
    let queries = proptest::collection::vec(
        "[博士后路演2a ]{1,8}( -[路演]| OR [博士]| 板块:下步打算| 单位:科技厅| 年:2020..2022| 年:去年)?",
        6,
    );
    let mut runner = TestRunner::new(Config::with_cases(16));
    runner
        .run(&(letters, queries, 0..5usize, any::<bool>()), |(letters, queries, within, whole)| {
            let before: Vec<ReplyRecord> =
                (1u64..).zip(&letters).map(|(number, letter)| build(number, letter)).collect();
            let asked: Vec<Request> =
                queries.iter().flat_map(|typed| requests(typed, Within::ALL[within], whole)).collect();
            compare(&before, &changed(&before), &asked);
            Ok(())
        })
        .unwrap();
}

#[test]
fn the_corpus_gets_the_same_answer_from_both_backends() {
    let before: Vec<ReplyRecord> = corpus().into_iter().map(|letter| letter.record).collect();
    let asked: Vec<Request> = [
        "博士后",
        "路 演",
        "人才 -博士后",
        "科创专员选派",
        "科技成果转化 OR 路演",
        "引进高层次人才住房补贴",
        "资金 板块:下步打算 年:2021..2024",
        "人才 板块:下步打算",
        "养老 -照料 板块:下步打算",
        "15万元",
    ]
    .into_iter()
    .zip([Within::Paragraph, Within::Section, Within::Reply].into_iter().cycle())
    .flat_map(|(typed, within)| requests(typed, within, false))
    .collect();
    compare(&before, &changed(&before), &asked);
}

/// A page is taken from the most promising letters alone; a listing of all hits looks into every one.
#[test]
fn a_page_is_what_stands_at_its_place_in_the_list_of_all_hits() {
    let letters = proptest::collection::vec(paragraphs(), 420);
    let queries = proptest::collection::vec("[博士后路演]{1,3}( [博士后]{1,2}| OR [路演a]{1,2})?", 6);
    let mut runner = TestRunner::new(Config::with_cases(4));
    runner
        .run(&(letters, queries, 0..6usize), |(letters, queries, offset)| {
            let records = (1u64..).zip(&letters).map(|(number, letter)| build(number, letter)).collect();
            let scan = Scan::new(records);
            for typed in queries {
                for within in [Within::Paragraph, Within::Reply] {
                    let all = Request { within, limit: 100_000, ..Request::new(parse(&typed)) };
                    let page = Request { offset, limit: 3, ..all.clone() };
                    let listed = |request: &Request| -> Vec<(String, f64)> {
                        let hits = answer(&scan, request).unwrap().literal.hits;
                        hits.iter().map(|hit| (hit.passage.id.to_string(), hit.score)).collect()
                    };
                    let expected: Vec<_> = listed(&all).into_iter().skip(offset).take(3).collect();
                    prop_assert_eq!(listed(&page), expected, "{} {:?}", typed, within);
                }
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_literal_that_crosses_two_pieces_is_reported_where_it_begins() {
    let directory = tempfile::tempdir().unwrap();
    let mut writer = Writer::create(directory.path(), WriterOptions::default()).unwrap();
    let record = reply(
        7,
        "甲厅",
        20240529,
        &[vec![
            (BlockKind::Measures, Some(1), "一是建设共享平台；"),
            (BlockKind::Measures, Some(2), "二是选派科创专员。"),
        ]],
    );
    writer.put(&record).unwrap();
    writer.commit("one").unwrap();
    let embedded = Embedded::open(directory.path()).unwrap();
    let found = answer(&embedded, &Request::new(literal("平台；二是选派"))).unwrap();
    assert_eq!(found.literal.total, 1);
    let hit = &found.literal.hits[0];
    assert_eq!(hit.passage.text, "一是建设共享平台；");
    assert_eq!(hit.highlights.iter().map(|span| span.of(&hit.passage.text)).collect::<Vec<_>>(), ["平台；"]);
    let long = format!("一是建设共享平台；二是选派科创专员。{}", "");
    assert_eq!(answer(&embedded, &Request::new(literal(&long))).unwrap().literal.total, 1);
    assert_eq!(answer(&embedded, &Request::new(literal("平台二是"))).unwrap().literal.total, 0);
}

#[test]
fn whole_words_come_first_and_can_be_demanded() {
    let record = reply(
        1,
        "甲厅",
        20240529,
        &[
            vec![(BlockKind::Measures, None, "每户补助15万元。")],
            vec![(
                BlockKind::Measures,
                None,
                "每户补助5万元，另给予若干项目支持和其他各类奖励与配套资金保障。",
            )],
        ],
    );
    let scan = Scan::new(vec![record]);
    let found = answer(&scan, &Request::new(parse("5万元"))).unwrap();
    assert_eq!(found.literal.total, 2);
    assert!(found.literal.hits[0].passage.text.starts_with("每户补助5万元"));
    let whole = answer(&scan, &Request { whole: true, ..Request::new(parse("5万元")) }).unwrap();
    assert_eq!(whole.literal.total, 1);
}

#[test]
fn a_phrase_without_spaces_finds_passages_with_its_words() {
    let record = reply(
        1,
        "甲厅",
        20240529,
        &[
            vec![(BlockKind::Results, None, "两批选派596名科创专员入驻企业。")],
            vec![(BlockKind::Results, None, "举办路演三场。")],
        ],
    );
    let scan = Scan::new(vec![record]);
    let found = answer(&scan, &Request::new(parse("科创专员选派"))).unwrap();
    assert_eq!((found.literal.total, found.related.total), (0, 1));
    assert_eq!(found.related.hits[0].passage.text, "两批选派596名科创专员入驻企业。");
    let quoted = answer(&scan, &Request::new(parse("\"科创专员选派\""))).unwrap();
    assert_eq!(quoted.related.total, 0);
    assert_eq!(found.related.hits[0].value(Column::Block), "主要成效");
}
