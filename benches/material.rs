//! What the benches of single parts work on, and the parts.
//!
//! Text: the letters of corpus/replies, and generated ones. Requests: benches/mix.tsv. Every part of reading and indexing
//! is a function over all letters, so that wall time and instructions are measured of the same work.

#[path = "letters.rs"]
mod letters;

use std::hint::black_box;
use std::path::Path;

use dafu::archive;
use dafu::archive::ingest::{self, Options};
use dafu::archive::metadata::Metadata;
use dafu::archive::{Archive, record};
use dafu_letters::extract::extract;
use dafu_letters::passage::ReplyId;
use dafu_letters::reply::parse;
use dafu_letters::text::Text;
use dafu_search::embedded::chars::build::Builder;
use dafu_search::embedded::chars::code::Coded;
use dafu_search::embedded::reader::Embedded;
use dafu_search::evaluate::{answer, matching};
use dafu_search::highlight::highlights;
use dafu_search::query::parse as parse_query;
use dafu_search::record::{PassageRecord, ReplyRecord};
use dafu_search::request::Request;
use dafu_words::fold::{fold, fold_str};
use dafu_words::words::each_index_word;

/// The seed of the generated letters, as in all benches.
const SEED: u64 = 7;

/// Letters on each of their stations.
pub struct Letters {
    files: Vec<Vec<u8>>,
    texts: Vec<Text>,
    records: Vec<ReplyRecord>,
    codes: Vec<Vec<u8>>,
    /// UTF-8 bytes of their recovered texts: what every rate is reckoned by.
    pub bytes: u64,
}

impl Letters {
    /// Those of corpus/replies, by name.
    pub fn replies() -> Letters {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/replies");
        let mut paths: Vec<_> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
        paths.sort();
        Letters::new(paths.iter().map(|path| std::fs::read(path).unwrap()).collect())
    }

    /// The first `count` generated ones.
    pub fn generated(count: usize) -> Letters {
        Letters::new((0..count).map(|number| letters::letter(SEED, number).into_bytes()).collect())
    }

    fn new(files: Vec<Vec<u8>>) -> Letters {
        let texts: Vec<Text> = files.iter().map(|file| extract(file).unwrap().text).collect();
        let id = |number: usize| ReplyId::from_number(number as u64 + 1);
        let record = |(number, text)| record::build(id(number), text, &parse(text), &Metadata::default());
        let records: Vec<ReplyRecord> = texts.iter().enumerate().map(record).collect();
        let codes = records.iter().flat_map(|record| Coded::of(record).with_id(record.id)).collect();
        let bytes = texts.iter().map(|text| text.as_str().len() as u64).sum();
        Letters { files, texts, records, codes, bytes }
    }

    fn passages(&self) -> impl Iterator<Item = &PassageRecord> {
        self.records.iter().flat_map(|record| &record.passages)
    }
}

/// A part of reading and indexing, with its name.
pub type Part = (&'static str, fn(&Letters));

/// The parts, in the order in which a letter meets them; a letter shown meets the last.
pub const PARTS: &[Part] = &[
    ("extract", |letters| {
        for file in &letters.files {
            black_box(extract(file).is_ok());
        }
    }),
    ("parse", |letters| {
        for text in &letters.texts {
            black_box(parse(text));
        }
    }),
    ("fold", |letters| {
        for passage in letters.passages() {
            black_box(fold_str(&passage.text));
        }
    }),
    ("fold with its map", |letters| {
        for passage in letters.passages() {
            black_box(fold(&passage.text));
        }
    }),
    ("segment", |letters| {
        for passage in letters.passages() {
            each_index_word(&passage.folded, &mut |word, end| {
                black_box((word, end));
            });
        }
    }),
    ("code", |letters| {
        for record in &letters.records {
            black_box(Coded::of(record));
        }
    }),
    ("build", |letters| {
        let mut builder = Builder::default();
        for code in &letters.codes {
            assert!(builder.add(code));
        }
        black_box(builder.write(Vec::new()).unwrap());
    }),
    ("highlight", |letters| {
        for passage in letters.passages() {
            black_box(highlights(&passage.text, "", &["养老服务", "项目", "12"]));
        }
    }),
];

/// Makes an archive of generated letters in `folder` and opens its index.
pub fn archive(folder: &Path, count: usize) -> Archive {
    let files = folder.join("letters");
    std::fs::create_dir_all(&files).unwrap();
    for number in 0..count {
        std::fs::write(files.join(format!("{number:07}.txt")), letters::letter(SEED, number)).unwrap();
    }
    let dir = folder.join("archive");
    archive::create(&dir).unwrap();
    ingest::run(&dir, &Options { paths: vec![files], ..Options::default() }, &mut |_| {}).unwrap();
    Archive::open(&dir).unwrap()
}

/// The requests of each kind of benches/mix.tsv, related passages not asked for.
pub fn requests() -> Vec<(&'static str, Vec<Request>)> {
    let mut kinds: Vec<(&'static str, Vec<Request>)> = Vec::new();
    for line in include_str!("mix.tsv").lines().skip(1) {
        let mut cells = line.split('\t');
        let (Some(kind), Some(typed)) = (cells.next(), cells.next()) else { panic!("no query: {line}") };
        let request = Request { facets: kind == "faceted", widen: false, ..Request::new(parse_query(typed)) };
        match kinds.last_mut() {
            Some((last, requests)) if *last == kind => requests.push(request),
            _ => kinds.push((kind, vec![request])),
        }
    }
    kinds
}

/// A way to answer, with its name.
pub type Way = (&'static str, fn(&Embedded, &Request));

/// All hits' addresses and so their number; the best ten with text, highlights and the number of all.
pub const WAYS: &[Way] = &[
    ("ids", |index, request| {
        black_box(matching(index, request).unwrap());
    }),
    ("ten", |index, request| {
        black_box(answer(index, request).unwrap());
    }),
];
