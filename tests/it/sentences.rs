//! A passage that begins or ends inside a sentence is shown in its sentence.

use dafu::language::Language;
use dafu::render::people::Layout;
use dafu::render::{Located, wire};
use dafu_letters::reply::model::{BlockKind, Part};
use dafu_search::answer::{Around, Hit};
use dafu_search::evaluate::answer;
use dafu_search::query::parse;
use dafu_search::record::ReplyRecord;
use dafu_search::request::Request;
use dafu_search::scan::Scan;
use serde_json::json;

use crate::cli::{World, table};
use crate::letters::{Piece, reply};

const LETTER: &str = "关于县政协第九届二次会议第31号提案的答复\n槐办函〔2024〕7号\n张三委员：\n您提出的《关于修缮老渡口的提案》收悉，现答复如下：\n\
    一、关于修缮栈桥的建议\n老渡口建于1987年。依照《渡口管理规定》（交水发〔2019〕5号），去年栈桥已经检修一次，我局计划于2025年底前完成栈桥加固。\
    待资金到位后，我局将更换渡船1艘。\n槐溪县交通运输局\n2024年6月3日\n";

fn letter(pieces: &[Piece<'_>]) -> ReplyRecord {
    reply(1, "甲局", 20240529, &[pieces.to_vec()])
}

fn hit(letter: ReplyRecord, typed: &str) -> Hit {
    let request = Request { context: true, ..Request::new(parse(typed)) };
    let found = answer(&Scan::new(vec![letter]), &request).unwrap();
    found.literal.hits.into_iter().next().unwrap()
}

fn put(around: &Around) -> (String, String) {
    let put =
        |slices: &[dafu_search::answer::Slice]| slices.iter().map(|slice| slice.text.as_str()).collect();
    (put(&around.before), put(&around.after))
}

fn sentence(pieces: &[Piece<'_>], typed: &str) -> (String, String) {
    put(&hit(letter(pieces), typed).sentence)
}

fn both(before: &str, after: &str) -> (String, String) {
    (before.to_owned(), after.to_owned())
}

#[test]
fn a_sentence_goes_on_to_its_stops_through_several_passages() {
    let pieces = [
        (BlockKind::Background, None, "路窄。“车多！” 道路破损，"),
        (BlockKind::Measures, None, "已修补两处，"),
        (BlockKind::NextSteps, None, "明年将拓宽道路，"),
        (BlockKind::Explanation, None, "暂不新建桥梁"),
        (BlockKind::Measures, None, "（已报批！）资金已到位。"),
    ];
    assert_eq!(sentence(&pieces, "拓宽"), both("道路破损，已修补两处，", "暂不新建桥梁（已报批！）"));
    assert_eq!(sentence(&pieces, "车多"), both("", "已修补两处，明年将拓宽道路，暂不新建桥梁（已报批！）"));
    assert_eq!(sentence(&pieces, "报批"), both("道路破损，已修补两处，明年将拓宽道路，暂不新建桥梁", ""));
    let whole = [
        (BlockKind::Background, None, "道路破损。"),
        (BlockKind::NextSteps, None, "将拓宽道路！”"),
        (BlockKind::Measures, None, "资金已到位"),
    ];
    assert_eq!(sentence(&whole, "拓宽"), both("", ""));
    assert_eq!(sentence(&whole, "到位"), both("", ""));
}

#[test]
fn items_labels_and_the_frame_are_no_rest_of_a_sentence() {
    let pieces = [
        (BlockKind::NextSteps, None, "下步打算："),
        (BlockKind::NextSteps, None, "我局将"),
        (BlockKind::NextSteps, Some(1), "一是修路；"),
        (BlockKind::NextSteps, Some(2), "二是建桥，"),
        (BlockKind::Explanation, Some(2), "暂不建站，"),
        (BlockKind::Closing, None, "电话：0431-88970000。"),
    ];
    let labelled = || {
        let mut letter = letter(&pieces);
        letter.passages[0].part = Part::Label;
        letter
    };
    let found = |typed: &str| put(&hit(labelled(), typed).sentence);
    assert_eq!(found("我局"), both("", "一是修路；"));
    assert_eq!(found("修路"), both("我局将", ""));
    assert_eq!(found("建桥"), both("", "暂不建站，"));
    assert_eq!(found("暂不"), both("二是建桥，", ""));
}

#[test]
fn telephones_around_a_passage_are_masked() {
    let pieces =
        [(BlockKind::Measures, None, "路已修好。"), (BlockKind::Closing, None, "电话：0431-88970000。")];
    let found = hit(letter(&pieces), "修好");
    let document = wire::search::document(
        "修好",
        &Request::new(parse("修好")),
        &Default::default(),
        &dafu::render::LocatedAnswer {
            literal: vec![Located {
                hit: &found,
                paths: Vec::new(),
                others: Vec::new(),
                differs: None,
                cut_off: false,
                mask: Default::default(),
            }],
            ..Default::default()
        },
        Language::English,
    );
    let shown = &document["hits"][0];
    assert_eq!(shown["context"], json!({"text": "路已修好。电话：****-********。", "span": [0, 5]}));
    assert_eq!(shown["sentence"], json!({"before": "", "after": ""}));
}

#[test]
fn the_rest_of_a_sentence_stands_in_brackets_or_is_faint() {
    let world = World::new();
    world.write("l/a.txt", LETTER);
    let shown = |width, colour, typed: &[&str]| {
        let asked = [&["search", "--in", "l"], typed].concat();
        let out = world.run_in(Layout { width, colour, language: Language::Chinese }, &asked).out;
        let (_, rest) = out.split_once("l/a.txt:6").unwrap();
        rest.split_once('\n').unwrap().1.split_once("\n\n").unwrap().0.to_owned()
    };
    assert_eq!(
        shown(80, false, &["更换渡船"]),
        "     ［依照《渡口管理规定》（交水发〔2019〕5号），去年栈桥已经检修一次，］我局\n     \
        计划于2025年底前完成栈桥加固。待资金到位后，我局将更换渡船1艘。"
    );
    let narrow = shown(40, false, &["已经检修"]);
    assert!(narrow.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 40), "{narrow}");
    let flowing = narrow.replace("\n     ", "");
    let end = "依照《渡口管理规定》（交水发〔2019〕5号），去年栈桥已经检修一次，［我局计划于2025年底前完成栈桥加固。］";
    assert!(flowing.ends_with(end), "{narrow}");
    assert_eq!(
        shown(200, true, &["更换渡船", "栈桥", "--within", "item"]),
        "     \u{1b}[2m依照《渡口管理规定》（交水发〔2019〕5号），去年\u{1b}[0m\u{1b}[1;31m栈桥\u{1b}[0m\u{1b}[2m已经检修一次，\u{1b}[0m\
        我局计划于2025年底前完成\u{1b}[1;31m栈桥\u{1b}[0m加固。待资金到位后，我局将\u{1b}[1;31m更换渡船\u{1b}[0m1艘。"
    );
    assert_eq!(
        shown(200, false, &["更换渡船", "--context"]),
        "     ［老渡口建于1987年。依照《渡口管理规定》（交水发〔2019〕5号），去年栈桥已经检修一次，］我局计划于2025年底前完成栈桥加固。待资金到位后，我局将更换渡船1艘。"
    );
    let json = world.done(&["search", "--in", "l", "更换渡船", "--format", "json"]).json();
    assert_eq!(
        json["hits"][0]["sentence"],
        json!({"before": "依照《渡口管理规定》（交水发〔2019〕5号），去年栈桥已经检修一次，", "after": ""})
    );
    assert_eq!(
        json["hits"][0]["text"],
        "我局计划于2025年底前完成栈桥加固。待资金到位后，我局将更换渡船1艘。"
    );
    let csv = world.done(&["search", "--in", "l", "更换渡船", "--format", "csv"]).out;
    assert_eq!(table(&csv).1[0][16], "我局计划于2025年底前完成栈桥加固。待资金到位后，我局将更换渡船1艘。");
}

#[test]
fn a_match_goes_on_where_the_passage_ends() {
    let world = World::new();
    world.write("l/a.txt", LETTER);
    let layout = Layout { width: 200, colour: true, language: Language::Chinese };
    let out = world.run_in(layout, &["search", "--in", "l", "\"检修一次，我局\""]).out;
    assert!(
        out.contains("去年栈桥已经\u{1b}[1;31m检修一次，我局\u{1b}[0m\u{1b}[2m计划于2025年底前完成栈桥加固。\u{1b}[0m\n"),
        "{out}"
    );
}
