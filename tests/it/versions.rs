//! Several texts of one letter: all are searched, what they share counts once, what differs is told.

use std::collections::{BTreeMap, BTreeSet};

use dafu::archive::report::{FileState, Report};
use dafu_letters::extract::extract;
use dafu_letters::passage::{PassageId, ReplyId};
use dafu_search::backend::{Address, Backend};
use dafu_search::embedded::reader::Embedded;
use dafu_search::evaluate::{answer, matching};
use dafu_search::query::{literal, parse};
use dafu_search::record::ReplyRecord;
use dafu_search::request::{MatchMode, Request, Within};
use dafu_search::scan::Scan;
use dafu_words::fold::fold_str;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::archive::{Place, letter};
use crate::cli::World;

fn state(report: &Report, name: &str) -> (FileState, ReplyId) {
    let row = report.rows.iter().find(|row| row.path.ends_with(name)).unwrap();
    (row.state, row.reply.unwrap())
}

/// A reply with figures, under its own numbers.
fn reply(number: u32, money: &str) -> String {
    letter(number, "农田水利")
        .replace("路演", "培训")
        .replace("提高农田水利服务水平。", &format!("提高农田水利服务水平，全年安排资金{money}万元，用于渠道衬砌、泵站改造和量水设施安装，优先解决末级渠系淤堵的问题。"))
}

#[test]
fn a_corrected_figure_is_found_beside_the_old_one_whichever_file_is_read_first() {
    for (first, second) in [("2180", "9980"), ("9980", "2180")] {
        let world = World::new();
        world.write("letters/a.txt", &reply(1, first));
        world.done(&["index", "letters"]);
        world.write("letters/b.txt", &reply(1, second));
        let report = world.done(&["index", "letters"]);
        assert!(
            report.err.contains("另一版本") || report.out.contains("version"),
            "{}{}",
            report.out,
            report.err
        );
        for money in ["2180万元", "9980万元"] {
            let found = world.done(&["search", money, "--format", "json"]).json();
            assert_eq!((found["total"].as_u64(), found["replies"].as_u64()), (Some(1), Some(1)), "{money}");
            let file = if money.starts_with(first) { "letters/a.txt" } else { "letters/b.txt" };
            assert_eq!(found["hits"][0]["paths"], serde_json::json!([file]));
            assert_eq!(found["hits"][0]["texts"]["variant"], true);
            let proof = world.done(&["search", money, "--verify"]);
            assert!(proof.err.contains("verified: 1/1 passages, 1 letter read in 2 texts"), "{}", proof.err);
        }
        let shared = world.done(&["search", "完善农田水利制度", "--format", "json"]).json();
        assert_eq!((shared["total"].as_u64(), shared["replies"].as_u64()), (Some(1), Some(1)));
        assert_eq!(shared["hits"][0]["paths"].as_array().unwrap().len(), 2);
        assert_eq!(shared["hits"][0]["texts"]["variant"], false);
        let listed = world.done(&["list", "--format", "json"]).json();
        assert_eq!(listed["total"], 1);
    }
}

#[test]
fn only_an_equal_body_is_a_duplicate() {
    let place = Place::new();
    let text = reply(1, "2180");
    place.write("a.txt", &text);
    place.write("b.txt", text.replace("感谢您对科技工作的关心和支持。", "感谢您对水利工作的关心和支持。"));
    place.write("c.txt", text.replace("2180", "2181"));
    place.write("d.txt", text.replace("安科函〔2024〕1号", ""));
    place.write("e.txt", text.replace("安科函〔2024〕1号", "").replace("2180", "2182"));
    let report = place.index();
    let (added, id) = state(&report, "a.txt");
    assert_eq!(added, FileState::Added);
    assert_eq!(state(&report, "b.txt"), (FileState::Duplicate, id));
    assert_eq!(state(&report, "c.txt"), (FileState::Version, id));
    assert_eq!(state(&report, "d.txt"), (FileState::Duplicate, id), "the same body");
    let (alone, other) = state(&report, "e.txt");
    assert_eq!(alone, FileState::Added, "a number that one of them lacks is not equal");
    assert_ne!(other, id);
    place.assert_sound();
    let again = place.index();
    assert_eq!(again.count(FileState::Unchanged), 5);
}

#[test]
fn letters_without_numbers_are_one_by_unit_addressee_and_title() {
    let plain = |money: &str, to: &str| {
        format!(
            "关于加强农田水利建设的提案的答复\n{to}：\n您提出的关于加强农田水利建设的提案收悉。现答复如下：\n\
             近年来，我局持续推进农田水利工作，完善制度，加强管护，投入资金{money}万元，修复渠道三十公里，受益农田两万亩。\n\
             下一步，我局将继续推进，争取资金，完成剩余渠道的修复，并做好日常管护工作，确保农民用水。\n\
             白鹭县水利局\n2024年5月9日\n"
        )
    };
    let place = Place::new();
    place.write("a.txt", plain("100", "张三委员"));
    place.write("b.txt", plain("200", "张三委员"));
    place.write("c.txt", plain("300", "李四委员"));
    let report = place.index();
    let (_, id) = state(&report, "a.txt");
    assert_eq!(state(&report, "b.txt"), (FileState::Version, id));
    assert_eq!(state(&report, "c.txt").0, FileState::Added);
    place.assert_sound();
}

#[test]
fn the_text_of_a_file_that_is_taken_out_goes_and_the_others_stay() {
    let place = Place::new();
    place.write("a.txt", reply(1, "2180"));
    let b = place.write("b.txt", reply(1, "9980"));
    place.index();
    let found = |text: &str| {
        let embedded = Embedded::open(&place.open().index_dir()).unwrap();
        matching(&embedded, &Request::new(literal(text))).unwrap().len()
    };
    assert_eq!((found("2180万元"), found("9980万元")), (1, 1));
    std::fs::remove_file(&b).unwrap();
    place.index();
    assert_eq!((found("2180万元"), found("9980万元")), (1, 1), "a vanished file loses nothing");
    place.index_with(dafu::archive::ingest::Options { prune: true, ..place.options() });
    assert_eq!((found("2180万元"), found("9980万元")), (1, 0));
    place.assert_sound();
    place.write("b.txt", reply(1, "7780"));
    place.index();
    place.write("b.txt", reply(1, "6680"));
    place.index();
    assert_eq!((found("2180万元"), found("7780万元"), found("6680万元")), (1, 0, 1));
    place.assert_sound();
    place.index_with(dafu::archive::ingest::Options { rebuild: true, ..place.options() });
    assert_eq!((found("2180万元"), found("7780万元"), found("6680万元")), (1, 0, 1));
    place.assert_sound();
}

/// Edits such as people and programs make to one letter.
fn edited(text: &str, edit: usize) -> String {
    match edit {
        0 => text.to_owned(),
        1 => text.replace("2180", "9980"),
        2 => text.replace("继续推进", "已经完成"),
        3 => text.replace("2024年5月", "2024年6月"),
        4 => text.replace("下一步，", "下一步，我们打算这样做：\n下一步，"),
        5 => text.replace("感谢您对科技工作的关心和支持。", "特此答复。"),
        6 => {
            text.lines().filter(|line| !line.contains("函〔2024〕")).map(|line| format!("{line}\n")).collect()
        }
        7 => text.replace("培训", "注入词培训"),
        8 => text.replace("。\n", "。\n\n"),
        _ => text.replace("安平省科学技术厅", "安平省教育厅"),
    }
}

/// Whatever small edits letters have and in whatever order they are read: what stands in a file is found, the files
/// told are those that hold it, and the scan agrees.
#[test]
fn every_literal_of_every_file_is_found_whatever_the_order_of_reading() {
    let files = proptest::collection::vec((1u32..4, 0usize..10, 0usize..10, 0u8..3), 2..9);
    let cuts = proptest::collection::vec((any::<u16>(), any::<u16>(), 1usize..16), 12);
    let mut runner = TestRunner::new(Config::with_cases(12));
    runner
        .run(&(files, cuts), |(files, cuts)| {
            let place = Place::new();
            let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
            for run in 0..3 {
                for (at, (number, one, two, when)) in files.iter().enumerate() {
                    if *when == run {
                        let text = edited(&edited(&reply(*number, "2180"), *one), *two);
                        let name = format!("{}-{at}.txt", (b'z' - at as u8 % 5) as char);
                        place.write(&name, &text);
                        let read = extract(text.as_bytes()).unwrap().text;
                        let paragraphs =
                            read.paragraphs().iter().map(|span| read.slice(*span).to_owned()).collect();
                        texts.insert(name, paragraphs);
                    }
                }
                place.index();
                place.assert_sound();
            }
            let archive = place.open();
            let embedded = Embedded::open(&archive.index_dir()).unwrap();
            let records: Vec<ReplyRecord> =
                archive.replies().unwrap().iter().flat_map(|row| archive.records(row.id).unwrap()).collect();
            let scan = Scan::new(records);
            prop_assert_eq!(embedded.live(), scan.live());
            prop_assert_eq!(embedded.live_length(), scan.live_length());
            let all: Vec<&String> = texts.values().flatten().collect();
            for (paragraph, start, length) in cuts {
                let paragraph: Vec<char> = all[paragraph as usize % all.len()].chars().collect();
                let start = start as usize % paragraph.len();
                let piece: String = paragraph[start..].iter().take(length).collect();
                let folded = fold_str(&piece);
                if folded.is_empty() {
                    continue;
                }
                let request =
                    Request { include_furniture: true, limit: 1000, ..Request::new(literal(&piece)) };
                let found = answer(&embedded, &request).unwrap();
                let mut told = BTreeSet::new();
                for hit in &found.literal.hits {
                    for source in archive.paths(hit.passage.id.reply).unwrap() {
                        if hit.held.by.contains(&source.version) {
                            told.insert(source.path.file_name().unwrap().to_string_lossy().into_owned());
                        }
                    }
                }
                let holding = |paragraphs: &Vec<String>| {
                    paragraphs.iter().any(|paragraph| fold_str(paragraph).contains(&folded))
                };
                let expected: BTreeSet<String> =
                    texts.iter().filter(|(_, text)| holding(text)).map(|(name, _)| name.clone()).collect();
                prop_assert_eq!(&told, &expected, "{}", piece);
                let ids = |backend: &dyn Backend| -> Vec<PassageId> {
                    let found: Vec<Address> = matching(backend, &request).unwrap();
                    let mut ids: Vec<PassageId> = found.into_iter().map(|at| backend.id(at)).collect();
                    ids.sort_unstable();
                    ids
                };
                let (indexed, scanned) = (ids(&embedded), ids(&scan));
                prop_assert_eq!(&indexed, &scanned);
                let once: BTreeSet<&PassageId> = indexed.iter().collect();
                prop_assert_eq!(once.len(), indexed.len(), "a passage counts once");
                let replies: BTreeSet<ReplyId> = indexed.iter().map(|id| id.reply).collect();
                prop_assert_eq!(found.literal.replies, replies.len() as u64, "a letter counts once");
            }
            for typed in ["培训 资金", "农田水利", "推进 -完成", "板块:下步打算 资金", "科创水利推进"]
            {
                for within in [Within::Paragraph, Within::Reply] {
                    let request = Request {
                        within,
                        facets: true,
                        explain: true,
                        match_mode: if typed.len() > 20 { MatchMode::Any } else { MatchMode::All },
                        ..Request::new(parse(typed))
                    };
                    let plain = |backend: &dyn Backend| {
                        let mut found = answer(backend, &request).unwrap();
                        let lists = [
                            &mut found.literal.hits,
                            &mut found.subject.hits,
                            &mut found.related.hits,
                            &mut found.partial,
                        ];
                        lists.into_iter().flatten().for_each(|hit| hit.address = 0);
                        found
                    };
                    prop_assert_eq!(plain(&embedded), plain(&scan), "{}", typed);
                }
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn an_archive_of_the_version_before_is_brought_up() {
    let place = Place::new();
    place.write("a.txt", reply(1, "2180"));
    place.write("b.txt", reply(1, "2180").replace("感谢您对科技工作的关心和支持。", "感谢您的关心和支持。"));
    place.index();
    let store = rusqlite::Connection::open(place.archive().join("store.sqlite")).unwrap();
    let before = "PRAGMA foreign_keys=OFF; ALTER TABLE files DROP COLUMN version; ALTER TABLE replies DROP COLUMN held;
         DROP TABLE names; DROP TABLE acknowledged; DELETE FROM facts WHERE name LIKE 'sum %'; PRAGMA user_version = 3;";
    store.execute_batch(before).unwrap();
    drop(store);
    let report = place.index();
    assert_eq!(report.rows.len(), 2);
    assert!(report.rows.iter().all(|row| row.reply.is_some()));
    place.assert_sound();
    place.write("c.txt", reply(1, "9980"));
    let report = place.index();
    assert_eq!(state(&report, "c.txt").0, FileState::Version);
    place.assert_sound();
    assert_eq!(place.index().count(FileState::Unchanged), 3);
}

#[test]
fn what_differs_is_set_side_by_side_and_named() {
    let world = World::new();
    world.write("letters/a.txt", &reply(1, "2180"));
    world.write("letters/b.txt", &reply(1, "9980").replace("完善农田水利制度", "健全农田水利制度"));
    world.write("letters/c.txt", &reply(2, "2180"));
    world.done(&["index", "letters"]);
    let document = world.done(&["show", "安科函〔2024〕1号", "--diff", "--format", "json"]).json();
    assert_eq!(document["schema"], "dafu.texts/1");
    let texts = document["texts"].as_array().unwrap();
    assert_eq!(texts.len(), 2);
    assert_eq!(texts[0]["differences"], serde_json::json!([]));
    assert!(texts[0]["decided"] == "changed" || texts[0]["decided"] == "path", "{}", texts[0]);
    let differences = texts[1]["differences"].as_array().unwrap();
    let names: Vec<&str> = differences.iter().map(|of| of["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["措辞不同", "说法不一"]);
    for width in [40, 80, 200] {
        let layout = dafu::render::people::Layout {
            width,
            colour: false,
            language: dafu::language::Language::Chinese,
        };
        let shown = world.run_in(layout, &["show", "安科函〔2024〕1号", "--diff"]).out;
        let bare: String = shown.chars().filter(|c| !c.is_whitespace() && !"【】".contains(*c)).collect();
        assert!(bare.contains("说法不一") && bare.contains("2180") && bare.contains("9980"), "{shown}");
        assert!(
            shown.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= width),
            "{width}: {shown}"
        );
    }
    let whole = world.done(&["show", "安科函〔2024〕1号", "--lang", "zh"]).out;
    assert!(whole.contains("共 2 种文本，可用 --diff 对照"), "{whole}");
    let listed = world.done(&["list", "--versions", "--lang", "zh"]).out;
    assert_eq!(listed.lines().filter(|line| !line.starts_with(' ')).count(), 1, "{listed}");
    assert!(listed.contains("说法不一 1 处 · 措辞不同 1 处"), "{listed}");
    let json = world.done(&["list", "--versions", "--format", "json"]).json();
    let counts = &json["replies"][0]["texts"][1]["differences"];
    assert_eq!(*counts, serde_json::json!({"saying": 1, "wording": 1, "reading": 0}));
    let hit = &world.done(&["search", "9980万元", "--format", "json"]).json()["hits"][0]["texts"];
    assert_eq!((&hit["variant"], &hit["differs"]), (&true.into(), &"saying".into()));
    let shown = world.done(&["search", "9980万元", "--lang", "zh"]).out;
    assert!(shown.contains("异文（说法不一）：此处与 letters/a.txt 不同"), "{shown}");
    let one = world.done(&["show", "安科函〔2024〕2号", "--diff"]);
    assert!(one.err.contains("all files of this letter hold one text"), "{}", one.err);
}

#[test]
fn a_passage_of_another_text_is_shown_in_that_text() {
    let world = World::new();
    world.write("letters/a.txt", &reply(1, "2180"));
    world.write("letters/b.txt", &reply(1, "9980"));
    world.done(&["index", "letters"]);
    for money in ["2180", "9980"] {
        let found = world.done(&["search", &format!("{money}万元"), "--format", "json"]).json();
        let id = found["hits"][0]["id"].as_str().unwrap().to_owned();
        let shown = world.done(&["show", &id]).out;
        let bare: String = shown.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(bare.contains(&format!("资金{money}万元")), "{shown}");
    }
}

#[test]
fn a_text_that_is_cut_off_never_leads() {
    let world = World::new();
    let page = |body: &str| {
        format!("<html><head><title>答复</title></head><body><p>{}</p>", body.replace('\n', "</p>\n<p>"))
    };
    let whole = format!("{}</body></html>", page(&reply(1, "2180")));
    world.write("letters/a.html", &whole);
    world.done(&["index", "letters"]);
    std::thread::sleep(std::time::Duration::from_millis(20));
    let cut = page(&reply(1, "2180"));
    let at = cut.find("用于渠道").unwrap();
    world.write("letters/b.html", &cut[..at]);
    world.done(&["index", "letters"]);
    let listed = world.done(&["list", "--versions", "--format", "json"]).json();
    let texts = listed["replies"][0]["texts"].as_array().expect("two texts of one letter");
    assert_eq!(texts[0]["paths"], serde_json::json!(["letters/a.html"]));
    assert_eq!((&texts[0]["decided"], &texts[1]["mark"]), (&"whole".into(), &"cut_off".into()));
    assert_eq!(texts[1]["differences"]["saying"], 0);
}
