//! Nothing is missing: over the corpus the index finds what a scan finds, and in letters whose lines end within words
//! all is found however it is typed. The real sample, where it is at hand, is read with them.

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

use crate::letters::{Letter, all_letters, sample, wrapped, wrapped_file};

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
    for letter in all_letters() {
        let joined: String = letter.record.passages.iter().map(|passage| passage.text.as_str()).collect();
        assert_eq!(squeezed(&joined), squeezed(letter.text.as_str()), "{}", letter.name);
        let whole = letter.text.as_str();
        for passage in &letter.record.passages {
            let slice: String =
                whole.chars().skip(passage.start as usize).take(passage.text.chars().count()).collect();
            assert_eq!(slice, passage.text);
        }
    }
}

/// A letter whose lines end within words, and what is asked of it.
struct Asked {
    letter: Letter,
    /// Terms that a reader types closed up, in other characters or other widths.
    terms: &'static [&'static str],
    /// Two characters typed apart, and the word they are.
    apart: (&'static str, &'static str),
    /// Phrases that stand nowhere in it, and what stands in a passage that answers them.
    phrases: &'static [(&'static str, &'static [&'static str])],
}

/// Our own letter always, and the real one where it is at hand.
fn asked() -> Vec<Asked> {
    let own = Asked {
        letter: wrapped(),
        terms: &[
            "2024年",
            "R&D投入",
            "SCI论文",
            "45周岁",
            "18万人次",
            "3金5银8铜",
            "2025E17号",
            "263套人才公寓",
            "1860台/套",
            "5G专网",
            "党派团体",
            "先进制造业",
            "實訓基地",
            "２０２４年",
            "实 训",
        ],
        apart: ("实 训", "实训"),
        phrases: &[
            ("实训设备开放共享", &["设备", "共享"]),
            ("高级技师奖励标准", &["高级技师", "奖励"]),
            ("企业工程师任教待遇", &["工程师", "待遇"]),
            ("实习责任保险优惠", &["保险", "优惠"]),
            ("专业设置预警机制", &["专业设置", "预警"]),
        ],
    };
    let real = sample().map(|letter| Asked {
        letter,
        terms: &[
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
        ],
        apart: ("路 演", "路演"),
        phrases: &[
            ("科创专员选派", &["科创专员", "选派"]),
            ("博士后公寓入住", &["公寓", "住"]),
            ("青年人才激励机制", &["激励机制", "青年"]),
            ("科研仪器共享", &["仪器", "共享"]),
            ("博士后资助政策", &["博士后", "资助"]),
        ],
    });
    [own].into_iter().chain(real).collect()
}

/// Words of our own letter that a line end tears at one place at least.
const TORN: [&str; 14] = [
    "党派",
    "制造业",
    "建议",
    "成套设备",
    "公共",
    "考核",
    "课程",
    "加快",
    "校园",
    "专业",
    "企业",
    "活动",
    "高级技师",
    "毕业生",
];

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn words_torn_by_line_ends_are_found_at_every_place() {
    let file = String::from_utf8(std::fs::read(wrapped_file()).unwrap()).unwrap();
    let whole = squeezed(&file);
    let letter = wrapped();
    assert_eq!(squeezed(letter.text.as_str()), whole);
    let scan = Scan::new(vec![letter.record]);
    for word in TORN {
        let standing = whole.matches(word).count();
        let untorn: usize = file.lines().map(|line| squeezed(line).matches(word).count()).sum();
        assert!(untorn < standing, "no line end tears {word}");
        let found = answer(&scan, &Request { limit: 1000, ..Request::new(literal(word)) }).unwrap();
        let hits = found.literal.hits.iter();
        let told: usize = hits.map(|hit| hit.passage.text.matches(word).count()).sum();
        assert_eq!(told, standing, "{word}");
    }
}

#[test]
fn terms_are_found_however_they_are_spaced_or_broken_in_the_letter() {
    for Asked { letter, terms, apart: (apart, joined), .. } in asked() {
        let scan = Scan::new(vec![letter.record]);
        for typed in terms {
            let found = answer(&scan, &Request::new(parse(typed))).unwrap();
            assert!(found.literal.total > 0, "{}: {typed}", letter.name);
        }
        let found = answer(&scan, &Request::new(parse(apart))).unwrap();
        assert!(found.literal.hits[0].passage.text.contains(joined), "{}", letter.name);
        assert!(found.notes.contains(&QueryNote::JoinedFirst(joined.to_owned())), "{}", letter.name);
    }
}

#[test]
fn phrases_that_nobody_wrote_put_a_passage_first_that_answers_them() {
    for Asked { letter, phrases, .. } in asked() {
        let whole = squeezed(letter.text.as_str());
        let scan = Scan::new(vec![letter.record]);
        for (typed, answers) in phrases {
            assert!(!whole.contains(typed), "{}: {typed} is there", letter.name);
            let found = answer(&scan, &Request::new(parse(typed))).unwrap();
            let first = found.literal.hits.first().or(found.related.hits.first());
            let first = first.unwrap_or_else(|| panic!("{}: {typed}: nothing", letter.name));
            let text = squeezed(&first.passage.text);
            assert!(answers.iter().all(|word| text.contains(word)), "{}: {typed}: {text}", letter.name);
            assert!(!first.value(dafu_search::record::Column::Block).is_empty());
        }
    }
}
