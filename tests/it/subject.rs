//! 题涉: passages found because the subject or title of their letter names what is sought.

use dafu_letters::passage::ReplyId;
use dafu_letters::reply::model::{BlockKind, Part};
use dafu_search::answer::{Answer, Hit};
use dafu_search::backend::{Address, Backend};
use dafu_search::embedded::reader::Embedded;
use dafu_search::embedded::writer::{Writer, WriterOptions};
use dafu_search::evaluate::{answer, matching, matching_by_subject};
use dafu_search::query::{Query, literal, parse};
use dafu_search::record::{Column, ReplyRecord};
use dafu_search::request::{HitTier, MatchMode, Request, Sort};
use dafu_search::scan::Scan;
use dafu_words::fold::{fold, fold_str};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::cli::{LETTER, World, table};
use crate::letters::{corpus, reply};
use dafu::cli::outcome::Outcome;
use dafu::language::Language;
use dafu::render::people::Layout;

/// A letter with a paragraph for each passage, its subject and its title; an empty one is none.
fn letter(
    number: u64,
    date: u32,
    (subject, title): (&str, &str),
    passages: &[(BlockKind, &str)],
) -> ReplyRecord {
    let paragraphs: Vec<_> = passages.iter().map(|&(kind, text)| vec![(kind, None, text)]).collect();
    let mut record = reply(number, "甲厅", date, &paragraphs);
    record.attributes.add(Column::Subject, subject);
    record.attributes.add(Column::Title, title);
    record
}

/// A letter on traffic lights that promises without naming them.
fn crossing() -> ReplyRecord {
    letter(
        1,
        20240618,
        ("关于增设红绿灯的提案", "关于第112号提案的答复"),
        &[
            (BlockKind::Title, "关于第112号提案的答复"),
            (BlockKind::Opening, "您提出的《关于增设红绿灯的提案》收悉。"),
            (BlockKind::Measures, "已施划减速标线。"),
            (BlockKind::NextSteps, "下一步，我局将完成路口勘测。"),
            (BlockKind::NextSteps, "年底前安装到位。"),
            (BlockKind::Closing, "感谢您的关心。"),
        ],
    )
}

fn ask(letters: &[ReplyRecord], request: &Request) -> Answer {
    answer(&Scan::new(letters.to_vec()), request).unwrap()
}

fn asked(letters: &[ReplyRecord], typed: &str) -> Answer {
    ask(letters, &Request::new(parse(typed)))
}

fn texts(hits: &[Hit]) -> Vec<&str> {
    hits.iter().map(|hit| hit.passage.text.as_str()).collect()
}

/// An index of several parts over the letters; some were in it under other words before.
fn indexed(letters: &[ReplyRecord]) -> (tempfile::TempDir, Embedded) {
    let directory = tempfile::tempdir().unwrap();
    let mut writer = Writer::create(directory.path(), WriterOptions::default()).unwrap();
    for (place, record) in letters.iter().enumerate() {
        let mut before = letters[(place + 1) % letters.len()].clone();
        before.id = record.id;
        before.passages.iter_mut().for_each(|passage| passage.id.reply = record.id);
        writer.put(if place % 3 == 0 { &before } else { record }).unwrap();
        if place % 2 == 1 {
            writer.commit("part").unwrap();
        }
    }
    let mut gone = letters[0].clone();
    gone.id = ReplyId::from_number(9_999);
    gone.passages.iter_mut().for_each(|passage| passage.id.reply = gone.id);
    writer.put(&gone).unwrap();
    writer.commit("part").unwrap();
    letters.iter().step_by(3).for_each(|record| writer.put(record).unwrap());
    writer.delete(gone.id);
    writer.commit("changes").unwrap();
    let embedded = Embedded::open(directory.path()).unwrap();
    (directory, embedded)
}

#[test]
fn a_promise_is_found_where_only_the_subject_names_what_is_sought() {
    let found = asked(&[crossing()], "板块:下步打算 红绿灯");
    assert_eq!((found.literal.total, found.subject.total, found.subject.replies), (0, 2, 1));
    assert_eq!(texts(&found.subject.hits), ["下一步，我局将完成路口勘测。", "年底前安装到位。"]);
    let hit = &found.subject.hits[0];
    let named = hit.named.as_ref().unwrap();
    assert_eq!((named.column, named.text.as_str()), (Column::Subject, "关于增设红绿灯的提案"));
    assert_eq!(named.highlights.iter().map(|span| span.of(&named.text)).collect::<Vec<_>>(), ["红绿灯"]);
    assert_eq!((hit.rank, hit.score, hit.highlights.len()), (1, 1.3, 0));
}

#[test]
fn only_a_filter_that_says_which_blocks_asks_for_it() {
    let total = |typed: &str| asked(&[crossing()], typed).subject.total;
    assert_eq!(total("红绿灯"), 0);
    assert_eq!(total("红绿灯 年:2024"), 0);
    assert_eq!(total("红绿灯 -板块:主要举措"), 0);
    assert_eq!(total("板块:下步打算"), 0);
    assert_eq!(total("板块:下步打算 -红绿灯"), 0);
    assert_eq!(total("板块:下步打算 红绿灯"), 2);
    assert_eq!(total("板块:下步打算 板块:主要举措 红绿灯"), 3);
    assert_eq!(total("板块:下步打算 \"红绿灯\""), 2);
    assert_eq!(total("板块:下步打算 紅綠燈"), 2);
    assert_eq!(total("板块:下步打算 年:2023 红绿灯"), 0);
    assert_eq!(total("板块:无此板块 红绿灯"), 0);
    let mut taken_as_it_is = literal("红绿灯");
    taken_as_it_is.filters = parse("板块:下步打算").filters;
    assert_eq!(ask(&[crossing()], &Request::new(taken_as_it_is)).subject.total, 2);
    let narrow = Request { widen: false, ..Request::new(parse("板块:下步打算 红绿灯")) };
    assert_eq!(ask(&[crossing()], &narrow).subject.total, 0);
    assert_eq!(ask(&[crossing()], &Request { tier: HitTier::Subject, ..narrow }).subject.total, 2);
}

#[test]
fn what_fits_best_comes_first_then_the_newest_then_the_letter_in_its_order() {
    let promise = |number, date, names, text| letter(number, date, names, &[(BlockKind::NextSteps, text)]);
    let letters = [
        promise(1, 20240101, ("关于城区多处增设红绿灯和停车位的提案", ""), "甲。"),
        promise(2, 20190101, ("", "红绿灯"), "乙。"),
        promise(3, 20220101, ("关于增设红绿灯的提案", ""), "丙。"),
        promise(4, 20230101, ("关于增设红绿灯的提案", ""), "丁。"),
        promise(5, 0, ("关于增设红绿灯的提案", ""), "戊。"),
        promise(6, 20250101, ("关于修路的提案 | 关于增设红绿灯的提案", ""), "己。"),
        letter(
            7,
            20210101,
            ("关于增设红绿灯的提案", ""),
            &[(BlockKind::NextSteps, "三。"), (BlockKind::NextSteps, "一。"), (BlockKind::NextSteps, "二。")],
        ),
    ];
    let request = Request::new(parse("板块:下步打算 红绿灯"));
    let order = ["己。", "丁。", "丙。", "三。", "一。", "二。", "戊。", "甲。", "乙。"];
    assert_eq!(texts(&ask(&letters, &request).subject.hits), order);
    let (_directory, embedded) = indexed(&letters);
    assert_eq!(texts(&answer(&embedded, &request).unwrap().subject.hits), order);
    let oldest = Request { sort: Sort::Date, ..request.clone() };
    let by_date = ["乙。", "三。", "一。", "二。", "丙。", "丁。", "甲。", "己。", "戊。"];
    assert_eq!(texts(&ask(&letters, &oldest).subject.hits), by_date);
    let page = Request { tier: HitTier::Subject, offset: 4, limit: 3, ..request.clone() };
    let page = ask(&letters, &page);
    assert_eq!(texts(&page.subject.hits), &order[4..7]);
    assert_eq!((page.subject.total, page.subject.hits[0].rank), (9, 5));
    let shares: Vec<f64> = ask(&letters, &request).subject.hits.iter().map(|hit| hit.score).collect();
    assert_eq!(shares, [1.3, 1.3, 1.3, 1.3, 1.3, 1.3, 1.3, 1.1667, 1.0]);
    let explained = ask(&letters, &Request { explain: true, ..request });
    let parts = |place: usize| explained.subject.hits[place].explanation.clone();
    assert_eq!(parts(0), [("share_of_name".to_owned(), 0.3), ("subject".to_owned(), 1.0)]);
    assert_eq!(parts(8), [("share_of_name".to_owned(), 1.0)]);
}

#[test]
fn one_name_holds_a_term_of_every_group() {
    let letters = [letter(
        1,
        20240101,
        ("关于农村饮水安全的建议 | 关于山区公路的建议", "关于水库移民的答复"),
        &[(BlockKind::NextSteps, "更新水源井。"), (BlockKind::NextSteps, "农村管网改造。")],
    )];
    let found = |typed: &str| asked(&letters, typed).subject.total;
    assert_eq!(found("板块:下步打算 饮水安全 农村"), 2);
    assert_eq!(found("板块:下步打算 饮水安全 公路"), 0);
    assert_eq!(found("板块:下步打算 饮水安全 移民"), 0);
    assert_eq!(found("板块:下步打算 饮水安全 移民 OR 农村"), 2);
    assert_eq!(found("板块:下步打算 水库移民"), 2);
    // What holds some of the terms and is no literal hit is found as well: it says more, not less.
    let found = asked(&letters, "板块:下步打算 饮水安全 农村");
    assert_eq!(found.literal.total, 0);
    assert_eq!(texts(&found.subject.hits), ["更新水源井。", "农村管网改造。"]);
    let held = &found.subject.hits[1];
    assert_eq!(held.highlights.iter().map(|span| span.of(&held.passage.text)).collect::<Vec<_>>(), ["农村"]);
}

#[test]
fn each_passage_stands_in_one_list() {
    let letters = [letter(
        1,
        20240101,
        ("关于科创专员选派的提案", ""),
        &[
            (BlockKind::NextSteps, "科创专员选派扩面。"),
            (BlockKind::NextSteps, "选派更多科创专员。"),
            (BlockKind::NextSteps, "增加补贴。"),
        ],
    )];
    let request = Request {
        match_mode: MatchMode::Any, ..Request::new(parse("板块:下步打算 科创专员选派"))
    };
    let found = ask(&letters, &request);
    assert_eq!(texts(&found.literal.hits), ["科创专员选派扩面。"]);
    assert_eq!(texts(&found.subject.hits), ["选派更多科创专员。", "增加补贴。"]);
    assert_eq!((found.related.total, found.partial.len()), (0, 0));
    let apart = Request { widen: false, tier: HitTier::Related, ..request };
    assert_eq!(texts(&ask(&letters, &apart).related.hits), ["选派更多科创专员。"]);
}

#[test]
fn nothing_is_listed_against_an_exclusion() {
    let letters = [
        crossing(),
        letter(
            2,
            20240101,
            ("关于增设红绿灯和停车位的提案", "关于路口的答复"),
            &[(BlockKind::NextSteps, "甲。"), (BlockKind::Measures, "停车难已缓解。")],
        ),
    ];
    let found = |typed: &str| {
        let found = asked(&letters, typed).subject.hits;
        texts(&found).iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let crossing = ["下一步，我局将完成路口勘测。", "年底前安装到位。"];
    assert_eq!(found("板块:下步打算 红绿灯"), [crossing[0], crossing[1], "甲。"]);
    assert_eq!(found("板块:下步打算 红绿灯 -勘测"), [crossing[1], "甲。"]);
    assert_eq!(found("板块:下步打算 红绿灯 -停车位"), crossing);
    assert_eq!(found("板块:下步打算 红绿灯 -路口的"), [crossing[0], crossing[1]]);
    assert_eq!(found("板块:下步打算 红绿灯 -停车难"), [crossing[0], crossing[1], "甲。"]);
}

#[test]
fn the_frame_of_a_letter_and_names_of_blocks_say_nothing() {
    let mut record = crossing();
    record.passages[3].part = Part::Label;
    assert_eq!(asked(&[record], "板块:下步打算 红绿灯").subject.total, 1);
    assert_eq!(asked(&[crossing()], "板块:格式要素 红绿灯").subject.total, 0);
}

#[test]
fn whole_words_are_whole_in_the_name() {
    let letters = [
        letter(1, 20240101, ("关于补助5万元的提案", ""), &[(BlockKind::NextSteps, "甲。")]),
        letter(2, 20240101, ("关于补助15万元的提案", ""), &[(BlockKind::NextSteps, "乙。")]),
    ];
    let request = Request::new(parse("板块:下步打算 5万元"));
    assert_eq!(texts(&ask(&letters, &request).subject.hits), ["甲。", "乙。"]);
    let (_directory, embedded) = indexed(&letters);
    let whole = Request { whole: true, ..request };
    assert_eq!(texts(&ask(&letters, &whole).subject.hits), ["甲。"]);
    assert_eq!(texts(&answer(&embedded, &whole).unwrap().subject.hits), ["甲。"]);
}

#[test]
fn facets_and_machine_output_speak_of_the_tier_that_is_asked_for() {
    let letters = [crossing()];
    let request = Request { facets: true, ..Request::new(parse("板块:下步打算 红绿灯")) };
    let counted = |tier: HitTier| {
        let found = ask(&letters, &Request { tier, ..request.clone() });
        found.facets.into_iter().find(|(column, _)| *column == Column::Block).unwrap().1
    };
    assert_eq!(counted(HitTier::Literal), []);
    assert_eq!(counted(HitTier::Subject), [("下步打算".to_owned(), 2)]);
}

/// Names that stand in the letter's own frame, in a value that people supplied, or torn over two passages.
#[test]
fn a_name_that_stands_nowhere_in_the_letter_is_found_in_every_part_of_the_index() {
    let promise = (BlockKind::NextSteps, "年底前完成。");
    let mut letters: Vec<ReplyRecord> =
        (1..12).map(|number| letter(number, 20240101, ("", ""), &[promise])).collect();
    letters[2].attributes.add(Column::Subject, "关于养老的建议");
    letters[7].attributes.add(Column::Title, "关于社区养老服务的答复");
    let torn = [(BlockKind::Title, "关于发展居家养"), (BlockKind::Title, "老服务的答复"), promise];
    letters[9] = letter(10, 20240101, ("", "关于发展居家养老服务的答复"), &torn);
    let request = Request::new(parse("板块:下步打算 养老"));
    let (_directory, embedded) = indexed(&letters);
    let found = answer(&embedded, &request).unwrap().subject;
    assert_eq!(found.total, 3);
    let replies: Vec<u64> = found.hits.iter().map(|hit| hit.passage.id.reply.number()).collect();
    assert_eq!(replies, [3, 8, 10]);
}

/// Whether a letter is named so, told by its values alone.
fn is_named(record: &ReplyRecord, query: &Query) -> bool {
    let columns = [Column::Subject, Column::Title];
    let values = columns.into_iter().flat_map(|column| record.attributes.of(column));
    let names: Vec<String> = values.flat_map(|value| value.split(" | ")).map(fold_str).collect();
    let holds =
        |name: &String| query.groups.iter().all(|group| group.iter().any(|term| name.contains(&term.folded)));
    let barred = |name: &String| query.exclusions.iter().any(|term| name.contains(&term.folded));
    names.iter().any(holds) && !names.iter().any(barred)
}

/// What the contract says, passage by passage: no index, no candidates.
fn contract(records: &[ReplyRecord], request: &Request, blocks: &[BlockKind]) -> Vec<String> {
    let scan = Scan::new(records.to_vec());
    let literal = matching(&scan, request).unwrap();
    let mut found = Vec::new();
    let mut address: Address = 0;
    for record in records {
        let named = is_named(record, &request.query);
        for passage in &record.passages {
            let mut paragraph = record.passages.iter().filter(|other| other.paragraph == passage.paragraph);
            let behind: String = paragraph
                .by_ref()
                .skip_while(|other| other.id != passage.id)
                .map(|other| other.text.as_str())
                .collect();
            let own = fold(&passage.text);
            let folded = fold(&behind);
            // An excluded term stands in the passage, or begins in it and ends in a later one of its paragraph.
            let excluded = request.query.exclusions.iter().any(|term| {
                let begins = |(start, end): (usize, usize)| {
                    let source = folded.source(start, end);
                    source.start < passage.text.len()
                };
                own.find_all(&term.folded).next().is_some() || folded.find_all(&term.folded).any(begins)
            });
            let is_hit = literal.binary_search(&address).is_ok();
            if named && !is_hit && !excluded && blocks.contains(&passage.kind) {
                found.push(passage.id.to_string());
            }
            address += 1;
        }
    }
    found.sort();
    found
}

const KINDS: [BlockKind; 6] = [
    BlockKind::NextSteps,
    BlockKind::NextSteps,
    BlockKind::Measures,
    BlockKind::Title,
    BlockKind::Opening,
    BlockKind::Furniture,
];

/// Kinds and texts of pieces in paragraphs, a name, and whether it is the title.
type Drawn = (Vec<Vec<(usize, String)>>, Option<String>, bool);

#[test]
fn the_list_is_what_the_contract_says_over_random_archives() {
    let text = "[养老红绿灯路。，a 《》Ａ]{1,9}";
    let piece = (0..KINDS.len(), text);
    let drawn = (
        proptest::collection::vec(proptest::collection::vec(piece, 1..3), 1..5),
        proptest::option::of("[养老红绿灯路。a《》 ]{1,8}( \\| [养老红绿灯]{1,4})?"),
        any::<bool>(),
    );
    let letters = proptest::collection::vec(drawn, 8..16);
    let queries = proptest::collection::vec(
        "[养老红绿灯路]{1,2}( [养老红a]{1,2}| OR [红绿灯]{1,2})?( -[路灯]{1,2})? 板块:下步打算( 板块:主要举措)?",
        8,
    );
    let mut runner = TestRunner::new(Config::with_cases(48));
    let listed = std::cell::Cell::new(0u64);
    runner
        .run(&(letters, queries), |(letters, queries)| {
            let build = |(number, drawn): (u64, &Drawn)| {
                let (paragraphs, name, titled) = drawn;
                let paragraphs: Vec<Vec<_>> = paragraphs
                    .iter()
                    .map(|pieces| {
                        pieces.iter().map(|(kind, text)| (KINDS[*kind], None, text.as_str())).collect()
                    })
                    .collect();
                let mut record = reply(number, "甲厅", 20190101 + (number as u32 % 3) * 10_000, &paragraphs);
                // The name is a value of its own, or what the frame says.
                let frame = record.passages.iter().find(|passage| passage.kind == BlockKind::Opening);
                let name = name.clone().or(frame.map(|passage| passage.text.clone()));
                let column = if *titled { Column::Title } else { Column::Subject };
                name.iter().for_each(|name| record.attributes.add(column, name));
                record
            };
            let records: Vec<ReplyRecord> = (1u64..).zip(&letters).map(build).collect();
            let (_directory, embedded) = indexed(&records);
            let scan = Scan::new(records.clone());
            for typed in queries {
                let blocks = if typed.contains("主要举措") { &KINDS[..3] } else { &KINDS[..2] };
                let request = Request { limit: 1_000, ..Request::new(parse(&typed)) };
                let expected = contract(&records, &request, blocks);
                listed.set(listed.get() + expected.len() as u64);
                let ids = |backend: &dyn Backend| {
                    let found = matching_by_subject(backend, &request).unwrap();
                    let mut ids: Vec<String> =
                        found.iter().map(|&address| backend.id(address).to_string()).collect();
                    ids.sort();
                    ids
                };
                prop_assert_eq!(ids(&scan), expected.clone(), "scan: {}", typed);
                prop_assert_eq!(ids(&embedded), expected, "index: {}", typed);
                let shown = |backend: &dyn Backend| {
                    let mut found = answer(backend, &request).unwrap();
                    found.subject.hits.iter_mut().for_each(|hit| hit.address = 0);
                    found.subject
                };
                prop_assert_eq!(shown(&embedded), shown(&scan), "{}", typed);
            }
            Ok(())
        })
        .unwrap();
    assert!(listed.get() > 300, "only {} passages were listed", listed.get());
}

#[test]
fn letters_of_the_corpus_say_themselves_what_they_are_about() {
    let records: Vec<ReplyRecord> = corpus().into_iter().map(|letter| letter.record).collect();
    let directory = tempfile::tempdir().unwrap();
    let mut writer = Writer::create(directory.path(), WriterOptions::default()).unwrap();
    records.iter().for_each(|record| writer.put(record).unwrap());
    writer.commit("all").unwrap();
    let embedded = Embedded::open(directory.path()).unwrap();
    // Each of these would be asked for its names in every search with a filter on blocks.
    let apart = embedded.named_apart().unwrap();
    let apart: Vec<u64> = apart.iter().map(|&address| embedded.id(address).reply.number()).collect();
    let named = |record: &&ReplyRecord| apart.contains(&record.id.number());
    let apart: Vec<&str> = records.iter().filter(named).map(|record| record.citation.as_str()).collect();
    assert_eq!(apart, [""; 0]);
    assert_eq!(Scan::new(records.clone()).named_apart().unwrap().len(), records.len());
}

/// Passages of the corpus that a query finds by subject, as their first characters.
fn in_the_corpus(typed: &str) -> Vec<String> {
    let records: Vec<ReplyRecord> = corpus().into_iter().map(|letter| letter.record).collect();
    let found = ask(&records, &Request { limit: 100, ..Request::new(parse(typed)) });
    found.subject.hits.iter().map(|hit| hit.passage.text.trim().chars().take(12).collect()).collect()
}

#[test]
fn promises_of_the_corpus_are_found_by_what_was_asked_for() {
    let lights = in_the_corpus("板块:下步打算 红绿灯");
    for promise in ["今后，我支队将每半年复测", "一是委托专业机构开展渠化", "二是将该路口列入2025"]
    {
        assert!(lights.iter().any(|text| text == promise), "{promise}: {lights:?}");
    }
    let water = in_the_corpus("板块:下步打算 农村饮水安全");
    assert!(water.iter().any(|text| text == "下一步，我局将组建县级统"), "{water:?}");
    let care = in_the_corpus("板块:下步打算 养老");
    for promise in ["（一）补齐设施。对新建住", "（二）充实队伍。与市内两", "（三）放开运营。推行公建"]
    {
        assert!(care.iter().any(|text| text == promise), "{promise}: {care:?}");
    }
}

/// A letter whose promises do not name the ferry, and one without a subject.
fn ferry() -> World {
    let world = World::new();
    world.write("letters/a.txt", LETTER);
    world.write(
        "letters/b.txt",
        "关于第44号建议的答复\n\n李小二代表：\n\n您的建议收悉，现答复如下：\n\n下一步，我局将于年底前完成勘测。\n\n槐溪县水利局\n\n2024年7月3日\n",
    );
    world
}

#[test]
fn people_see_which_name_a_passage_was_found_by() {
    let world = ferry();
    let search = ["search", "板块:下步打算 渡口", "--in", "letters", "--verify"];
    for (width, expected) in [
        (
            80,
            "题涉 2 段，1 件答复\n\n\
            \u{20}\u{20}1  槐办函〔2024〕7号 二/下步打算/一  〔下步打算·标注〕 槐溪县交通运输局 2024-06-03\n     \
            letters/a.txt:15\n     \
            案由：关于修缮老渡口的提案\n     \
            一是年内完成栈桥加固；\n\n\
            \u{20}\u{20}2  槐办函〔2024〕7号 二/下步打算/二  〔下步打算·标注〕 槐溪县交通运输局 2024-06-03\n     \
            letters/a.txt:15\n     \
            二是更换渡船1艘。\n\n",
        ),
        (
            26,
            "题涉 2 段，1 件答复\n\n\
            \u{20}\u{20}1  槐办函〔2024〕7\n     \
            号 二/下步打算/一\n     \
            〔下步打算·标注〕 槐\n     \
            溪县交通运输局 2024-\n     \
            06-03\n     \
            letters/a.txt:15\n     \
            案由：关于修缮老渡口\n     \
            的提案\n     \
            一是年内完成栈桥加\n     \
            固；\n\n\
            \u{20}\u{20}2  槐办函〔2024〕7\n     \
            号 二/下步打算/二\n     \
            〔下步打算·标注〕 槐\n     \
            溪县交通运输局 2024-\n     \
            06-03\n     \
            letters/a.txt:15\n     \
            二是更换渡船1艘。\n\n",
        ),
    ] {
        let ran = world.run_in(Layout { width, colour: false, language: Language::Chinese }, &search);
        assert_eq!(ran.outcome, Ok(Outcome::Done));
        assert_eq!(ran.out, expected);
        assert!(
            ran.err.ends_with("核对：0/0 段一致，已通读 2 件\n题涉核对：2/2 段一致，已通读 2 件\n"),
            "{}",
            ran.err
        );
    }
    let first = world.done(&["search", "板块:下步打算 渡口", "--in", "letters", "-n", "1"]);
    assert!(
        first.out.ends_with("\n… 1 more passage: --limit 2 or --tier subject --offset 1\n\n"),
        "{}",
        first.out
    );
    let next = [&search[..4], &["-n", "1", "--tier", "subject", "--offset", "1"]].concat();
    let next = world.done(&next).out;
    assert!(
        next.contains("  2  槐办函〔2024〕7号 二/下步打算/二")
            && next.contains("subject: 关于修缮老渡口的提案")
    );
    let coloured =
        world.run_in(Layout { width: 80, colour: true, language: Language::Chinese }, &search[..4]);
    assert!(coloured.out.contains("案由：关于修缮老\x1b[1;31m渡口\x1b[0m的提案\n"), "{}", coloured.out);
}

#[test]
fn machines_get_it_as_a_list_of_its_own_and_by_its_tier() {
    let world = ferry();
    let search = |more: &[&str]| {
        let all = [&["search", "板块:下步打算 渡口", "--in", "letters"], more].concat();
        world.done(&all)
    };
    let document = search(&["--format", "json"]).json();
    assert_eq!((&document["total"], &document["hits"]), (&serde_json::json!(0), &serde_json::json!([])));
    assert_eq!((&document["subject"]["total"], &document["subject"]["replies"]), (&2.into(), &1.into()));
    let first = &document["subject"]["hits"][0];
    assert_eq!(first["text"], "一是年内完成栈桥加固；");
    assert_eq!(
        first["named"],
        serde_json::json!({"field": "subject", "text": "关于修缮老渡口的提案", "highlights": [[5, 7]]})
    );
    let csv = |more: &[&str]| table(&search(&[&["--format", "csv"], more].concat()).out).1;
    assert_eq!(csv(&["--tier", "subject"]).len(), 2);
    assert_eq!(csv(&["--tier", "subject"])[1][17], "关于修缮老渡口的提案");
    let lines = search(&["--format", "jsonl", "--tier", "subject", "-n", "1"]).out;
    let lines: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["subject"], serde_json::json!({"total": 2, "replies": 1}));
    assert_eq!(lines[1]["text"], "一是年内完成栈桥加固；");
    let plain = world.run(&["search", "板块:下步打算 渡口", "--in", "letters", "--format", "csv"]);
    assert_eq!((plain.outcome, table(&plain.out).1.len()), (Ok(Outcome::Nothing), 0));
    let refused = world.run(&["search", "渡口", "--in", "letters", "--tier", "subject"]);
    let said = "error: --tier subject needs a term and a filter on blocks\n\
        hint: dafu search 红绿灯 --block 下步打算 --tier subject";
    assert_eq!(refused.outcome, Err(said.to_owned()));
}

#[test]
fn a_subject_that_people_supply_is_read_like_the_letters_own() {
    let world = ferry();
    world.write("known.csv", "key,subject\nb.txt,关于渡口勘测的建议\n");
    world.done(&["index", "letters", "--metadata", "known.csv"]);
    let ran = world.done(&["search", "板块:下步打算 渡口", "--verify", "--format", "json"]);
    assert!(ran.err.contains("verified by subject or title: 3/3 passages"), "{}", ran.err);
    let supplied = &ran.json()["subject"]["hits"][0];
    assert_eq!(supplied["named"]["text"], "关于渡口勘测的建议");
    assert_eq!(supplied["text"], "下一步，我局将于年底前完成勘测。");
}
