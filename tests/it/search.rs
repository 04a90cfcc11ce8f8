//! What a search answers over a few letters made by hand, to the last hit.

use dafu_letters::reply::model::BlockKind;
use dafu_search::answer::{Answer, Hit};
use dafu_search::backend::Backend;
use dafu_search::embedded::reader::Embedded;
use dafu_search::embedded::writer::{Writer, WriterOptions};
use dafu_search::evaluate::answer;
use dafu_search::query::parse;
use dafu_search::record::{Column, ReplyRecord};
use dafu_search::request::{MatchMode, Request, Sort};
use dafu_search::scan::Scan;

use crate::letters::reply;

/// A letter of one paragraph for each of the passages.
fn letter(number: u64, date: u32, passages: &[(BlockKind, &str)]) -> ReplyRecord {
    let paragraphs: Vec<_> = passages.iter().map(|&(kind, text)| vec![(kind, None, text)]).collect();
    reply(number, "甲厅", date, &paragraphs)
}

fn ask(letters: Vec<ReplyRecord>, request: &Request) -> Answer {
    answer(&Scan::new(letters), request).unwrap()
}

fn texts(hits: &[Hit]) -> Vec<&str> {
    hits.iter().map(|hit| hit.passage.text.as_str()).collect()
}

/// A letter of each date, the undated one in the middle.
fn dated() -> Vec<ReplyRecord> {
    [(1, 20240529, "路演甲。"), (2, 0, "路演乙。"), (3, 20230102, "路演丙。")]
        .map(|(number, date, text)| letter(number, date, &[(BlockKind::Results, text)]))
        .into()
}

#[test]
fn undated_letters_come_last_whichever_end_comes_first() {
    let sorted = |sort| ask(dated(), &Request { sort, ..Request::new(parse("路演")) });
    assert_eq!(texts(&sorted(Sort::Date).literal.hits), ["路演丙。", "路演甲。", "路演乙。"]);
    assert_eq!(texts(&sorted(Sort::DateDescending).literal.hits), ["路演甲。", "路演丙。", "路演乙。"]);
}

#[test]
fn a_letter_without_a_date_is_of_no_period() {
    let until = ask(dated(), &Request::new(parse("路演 date:..2023-12")));
    assert_eq!(texts(&until.literal.hits), ["路演丙。"]);
    let since = ask(dated(), &Request::new(parse("路演 date:2024..")));
    assert_eq!(texts(&since.literal.hits), ["路演甲。"]);
}

#[test]
fn the_proposals_own_text_and_page_furniture_are_searched_only_on_request() {
    let letters = || {
        let kinds = [BlockKind::Results, BlockKind::OriginalProposal, BlockKind::Furniture];
        let texts = ["路演三场。", "建议举办路演。", "上一篇：路演"];
        let passages: Vec<_> = kinds.into_iter().zip(texts).collect();
        vec![letter(1, 20240529, &passages)]
    };
    let plain = Request::new(parse("路演"));
    assert_eq!(texts(&ask(letters(), &plain).literal.hits), ["路演三场。"]);
    assert_eq!(ask(letters(), &Request { include_furniture: true, ..plain }).literal.total, 3);
}

#[test]
fn a_subject_that_only_the_opening_names_finds_what_was_answered_to_it() {
    let passages = [
        (BlockKind::Opening, "您提出的关于科创专员选派制度的提案收悉。"),
        (BlockKind::Measures, "渡口栈桥已经加固。"),
        (BlockKind::Closing, "感谢您的关心。"),
    ];
    let found = ask(vec![letter(1, 20240529, &passages)], &Request::new(parse("科创专员选派制度")));
    assert_eq!(texts(&found.literal.hits), [passages[0].1]);
    assert_eq!(texts(&found.related.hits), [passages[1].1]);
}

#[test]
fn passages_with_some_of_the_words_are_not_crowded_out_by_those_with_all() {
    let both = letter(1, 20240529, &[(BlockKind::Results, "博士后路演。")]);
    let some = (2..14).map(|number| letter(number, 20240529, &[(BlockKind::Results, "路演三场。")]));
    let others = (20..320).map(|number| letter(number, 20240529, &[(BlockKind::Results, "修路。")]));
    let request =
        Request { match_mode: MatchMode::Any, widen: false, ..Request::new(parse("博士后 路演")) };
    let found = ask(std::iter::once(both).chain(some).chain(others).collect(), &request);
    assert_eq!(texts(&found.literal.hits), ["博士后路演。"]);
    assert_eq!(texts(&found.partial), ["路演三场。"; 10]);
}

#[test]
fn whoever_finds_nothing_is_told_which_filter_to_drop_as_it_was_typed() {
    let told = |typed| ask(dated(), &Request::new(parse(typed))).zero.unwrap().without_filter;
    assert_eq!(told("路演 -单位:甲厅"), [("-unit:甲厅".to_owned(), 3)]);
    assert_eq!(told("路演 年:2019"), [("year:2019".to_owned(), 3)]);
    assert_eq!(told("博士后 年:2019"), []);
}

#[test]
fn a_section_is_filtered_by_its_own_heading() {
    let passages = [
        (BlockKind::Title, "关于第31号提案的答复"),
        (BlockKind::Measures, "建成公寓。"),
        (BlockKind::Measures, "加固渡口。"),
        (BlockKind::NextSteps, "更换渡船。"),
    ];
    let mut record = letter(1, 20240529, &passages);
    let headings = [(None, ""), (Some(0), "关于人才"), (Some(1), "关于交通"), (Some(1), "关于交通")];
    for (passage, (section, heading)) in record.passages.iter_mut().zip(headings) {
        (passage.section, passage.heading) = (section, heading.to_owned());
    }
    let directory = tempfile::tempdir().unwrap();
    let mut writer = Writer::create(directory.path(), WriterOptions::default()).unwrap();
    writer.put(&record).unwrap();
    writer.commit("one").unwrap();
    let (embedded, scan) = (Embedded::open(directory.path()).unwrap(), Scan::new(vec![record]));
    let engines: [&dyn Backend; 2] = [&embedded, &scan];
    for engine in engines {
        let found = |typed| answer(engine, &Request::new(parse(typed))).unwrap().literal.hits;
        assert_eq!(texts(&found("section:人才")), ["建成公寓。"]);
        assert_eq!(texts(&found("渡 section:交通")), ["更换渡船。", "加固渡口。"]);
        assert_eq!(found("加固").first().unwrap().value(Column::Heading), "关于交通");
    }
}
