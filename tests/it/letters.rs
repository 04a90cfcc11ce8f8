//! Replies made by hand for tests: paragraphs of pieces.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use dafu::archive::metadata::Metadata;
use dafu_letters::passage::{PassageId, PassageKey, ReplyId, short_hash};
use dafu_letters::reply::model::{BlockKind, Origin, Part};
use dafu_letters::text::Text;
use dafu_search::record::{Attributes, Column, PassageRecord, ReplyRecord};

/// A piece: role, item ordinal, text.
pub type Piece<'a> = (BlockKind, Option<u32>, &'a str);

/// A reply with one section from the second paragraph on.
pub fn reply(number: u64, author: &str, date: u32, paragraphs: &[Vec<Piece<'_>>]) -> ReplyRecord {
    let id = ReplyId::from_number(number);
    let mut attributes = Attributes::default();
    attributes.date = date;
    attributes.add(Column::Author, author);
    attributes.add(Column::Unit, author);
    attributes.add(Column::Year, &(date / 10_000).to_string());
    let mut passages = Vec::new();
    let mut seen = std::collections::HashMap::new();
    let (mut block, mut last) = (0, None);
    for (paragraph, pieces) in (0u32..).zip(paragraphs) {
        for &(kind, item, text) in pieces {
            let hash = short_hash(text);
            let occurrence = seen.entry(hash).or_insert(0u16);
            *occurrence += 1;
            if last != Some(kind) {
                block += 1;
                last = Some(kind);
            }
            passages.push(PassageRecord {
                folded: dafu_words::fold::fold_str(text),
                id: PassageId { reply: id, key: PassageKey::new(hash, *occurrence) },
                text: text.to_owned(),
                kind,
                origin: Origin::Inferred,
                part: if item.is_some() { Part::Item } else { Part::Text },
                heading: String::new(),
                outline: format!("第{}段/{}", paragraph + 1, kind.zh()),
                paragraph,
                section: (paragraph > 0).then_some(0),
                block: (!kind.is_frame()).then_some(block),
                item,
                start: 0,
                lines: (paragraph + 1, paragraph + 1),
                page: 0,
            });
        }
    }
    let citation = format!("测函〔2024〕{number}号");
    ReplyRecord { id, version: 1, follows: false, citation, attributes, passages }
}

/// A letter that was read as `dafu index` reads it.
pub struct Letter {
    /// File name.
    pub name: String,
    /// Recovered text.
    pub text: Text,
    /// What the index takes.
    pub record: ReplyRecord,
}

fn read(path: &Path, number: u64) -> Letter {
    let text = dafu_letters::extract::extract(&std::fs::read(path).unwrap()).unwrap().text;
    let reply = dafu_letters::reply::parse(&text);
    let record =
        dafu::archive::record::build(ReplyId::from_number(number), &text, &reply, &Metadata::default());
    Letter { name: path.file_name().unwrap().to_string_lossy().into_owned(), text, record }
}

fn folder(path: &Path, first: u64) -> Vec<Letter> {
    let mut paths: Vec<_> = std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "{} is empty", path.display());
    (first..).zip(paths).map(|(number, path)| read(&path, number)).collect()
}

/// Every letter of corpus/replies.
pub fn corpus() -> Vec<Letter> {
    folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/replies"), 1)
}

/// A letter of our own as a PDF tool leaves it: lines end within words, with and without blank lines between them, at
/// 68 columns; pages leave gaps; title and document number are torn.
pub fn wrapped() -> Letter {
    read(&wrapped_file(), 4000)
}

/// Where it stands.
pub fn wrapped_file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/more/replies/2025-shuoyuan-jyt-2025E17.txt")
}

/// The real sample, an extra that is no part of the repository.
pub const SAMPLE: &str = "samples/000_e1347121d464f908.txt";

/// The real sample as `dafu index` reads it; none where it is not beside the repository.
pub fn sample() -> Option<Letter> {
    shared(SAMPLE).map(|path| read(&path, 5000))
}

/// A file of the folder beside the repository, or of the one that DAFU_SHARED names. What is not there is said aloud.
pub fn shared(name: &str) -> Option<PathBuf> {
    let told = std::env::var_os("DAFU_SHARED").map(PathBuf::from);
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let path = told.clone().unwrap_or_else(beside).join(name);
    if path.exists() {
        return Some(path);
    }
    assert!(told.is_none(), "DAFU_SHARED is set, but {} is not there", path.display());
    // Not by a macro: what those print of a test that passes is hidden.
    let said = writeln!(std::io::stderr(), "NOT TESTED: {} is not there", path.display());
    said.expect("the standard error is open");
    None
}

/// Corpus, letters written apart, the wrapped letter, and the sample where it is there.
pub fn all_letters() -> Vec<Letter> {
    let mut letters = corpus();
    letters.extend(folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/apart/replies"), 1000));
    letters.push(wrapped());
    letters.extend(sample());
    letters
}
