//! Nothing is missing: over the corpus and the real sample, the index finds what a scan finds, however it is typed.

use dafu_letters::passage::{PassageId, ReplyId};
use dafu_search::backend::Backend;
use dafu_search::embedded::reader::Embedded;
use dafu_search::embedded::writer::{Writer, WriterOptions};
use dafu_search::evaluate::{answer, matching};
use dafu_search::notes::QueryNote;
use dafu_search::query::{literal, parse};
use dafu_search::record::ReplyRecord;
use dafu_search::request::Request;
use dafu_search::scan::Scan;

use crate::letters::{all_letters, sample};

/// Queries that the property draws; `DAFU_RECALL_QUERIES` asks for more.
const QUERIES: usize = 2000;

struct Seed(u64);

impl Seed {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }
}

/// An index of several segments in which letters were replaced and deleted, and the letters that are left.
fn index(records: &[ReplyRecord]) -> (tempfile::TempDir, Embedded, Scan) {
    let directory = tempfile::tempdir().unwrap();
    let mut writer = Writer::create(directory.path(), WriterOptions::default()).unwrap();
    for (number, record) in records.iter().enumerate() {
        // Every third letter first goes in under the text of another one.
        let mut first = records[(number + 1) % records.len()].clone();
        if number % 3 == 0 {
            first.id = record.id;
            writer.put(&first).unwrap();
        } else {
            writer.put(record).unwrap();
        }
        if number % 20 == 19 {
            writer.commit("part").unwrap();
        }
    }
    writer.commit("first").unwrap();
    for record in records.iter().step_by(3) {
        writer.put(record).unwrap();
    }
    for record in records.iter().skip(1).step_by(9) {
        writer.delete(record.id);
    }
    writer.commit("second").unwrap();
    writer.close().unwrap();
    let deleted: Vec<ReplyId> = records.iter().skip(1).step_by(9).map(|record| record.id).collect();
    let kept: Vec<ReplyRecord> =
        records.iter().filter(|record| !deleted.contains(&record.id)).cloned().collect();
    (Embedded::open(directory.path())
        .map(|embedded| (embedded, kept))
        .map(|(embedded, kept)| (directory, embedded, Scan::new(kept))))
    .unwrap()
}

fn ids(backend: &dyn Backend, addresses: &[u32]) -> Vec<PassageId> {
    let mut ids: Vec<PassageId> = addresses.iter().map(|&address| backend.id(address)).collect();
    ids.sort_unstable();
    ids
}

#[test]
fn random_pieces_of_the_letters_are_found_exactly_where_a_scan_finds_them() {
    let letters = all_letters();
    let records: Vec<ReplyRecord> = letters.iter().map(|letter| letter.record.clone()).collect();
    let (_directory, embedded, scan) = index(&records);
    assert_eq!(embedded.live(), scan.live());
    let queries = std::env::var("DAFU_RECALL_QUERIES").ok().and_then(|n| n.parse().ok()).unwrap_or(QUERIES);
    let mut seed = Seed(0x5eed);
    let (mut drawn, mut found_some) = (0, 0);
    let operators = [
        "-", "OR", "\"", "“", "”", "板块:", "：", "*", "(", "))", "+", " ", "　", "《", "/", "&", "%", ".",
        "〔",
    ];
    while drawn < queries {
        let chars: Vec<char> = letters[seed.below(letters.len())].text.as_str().chars().collect();
        let length = 1 + seed.below(8);
        let start = seed.below(chars.len().saturating_sub(length));
        let mut typed: String = chars[start..(start + length).min(chars.len())].iter().collect();
        if drawn % 10 == 0 {
            typed.insert_str(0, operators[seed.below(operators.len())]);
        }
        if drawn % 15 == 0 {
            typed.push_str(operators[seed.below(operators.len())]);
        }
        let request = Request { include_furniture: true, ..Request::new(literal(&typed)) };
        let found = matching(&embedded, &request).unwrap();
        let expected = matching(&scan, &request).unwrap();
        assert_eq!(ids(&embedded, &found), ids(&scan, &expected), "{typed:?}");
        found_some += usize::from(!found.is_empty());
        drawn += 1;
    }
    assert!(found_some * 2 > drawn, "the queries hardly ever match: {found_some} of {drawn}");
    println!("{drawn} random literals, {found_some} with hits: index and scan agree");
}

#[test]
fn passages_put_together_equal_the_text() {
    let solid = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    for letter in all_letters() {
        let joined: String = letter.record.passages.iter().map(|passage| passage.text.as_str()).collect();
        assert_eq!(solid(&joined), solid(letter.text.as_str()), "{}", letter.name);
        let whole = letter.text.as_str();
        for passage in &letter.record.passages {
            let slice: String =
                whole.chars().skip(passage.start as usize).take(passage.text.chars().count()).collect();
            assert_eq!(slice, passage.text);
        }
    }
}

#[test]
fn terms_are_found_in_the_sample_however_they_are_spaced_or_broken_there() {
    let Some(sample) = sample() else { return };
    let scan = Scan::new(vec![sample.record]);
    for typed in [
        "2023年",
        "R&D投入",
        "SCI论文",
        "36周岁",
        "18万人次",
        "4金8银10铜",
        "2024D10号",
        "132套房间",
        "留学人员",
        "党派团体",
        "博士後",
        "２０２３年",
        "路 演",
    ] {
        let found = answer(&scan, &Request::new(parse(typed))).unwrap();
        assert!(found.literal.total > 0, "{typed}");
    }
    let joined = answer(&scan, &Request::new(parse("路 演"))).unwrap();
    assert!(joined.literal.hits[0].passage.text.contains("路演"));
    assert!(joined.notes.iter().any(|note| *note == QueryNote::JoinedFirst("路演".to_owned())));
}

#[test]
fn phrases_that_nobody_wrote_put_a_passage_first_that_answers_them() {
    let Some(sample) = sample() else { return };
    let scan = Scan::new(vec![sample.record]);
    for (typed, answers) in [
        ("科创专员选派", &["科创专员", "选派"][..]),
        ("博士后公寓入住", &["公寓", "住"]),
        ("青年人才激励机制", &["激励机制", "青年"]),
        ("科研仪器共享", &["仪器", "共享"]),
        ("博士后资助政策", &["博士后", "资助"]),
    ] {
        let found = answer(&scan, &Request::new(parse(typed))).unwrap();
        let first = found.literal.hits.first().or(found.related.hits.first()).unwrap();
        assert!(
            answers.iter().all(|word| first.passage.text.contains(word)),
            "{typed}: {}",
            first.passage.text
        );
        assert!(!first.value(dafu_search::record::Column::Block).is_empty());
    }
}
