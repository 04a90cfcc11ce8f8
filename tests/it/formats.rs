//! The same letters in every format: corpus/formats/ holds them as real programs wrote them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use dafu::archive::report::{FileState, Reason};
use dafu::language::Language;
use dafu::render::mask::Mask;
use dafu::render::wire::reply::reply as document;
use dafu::sandbox::{Cause, Failure, Reader};
use dafu_letters::extract::Extracted;
use dafu_letters::extract::extract;
use dafu_letters::reply::parse;
use dafu_letters::text::Text;
use serde_json::Value;

use crate::archive::Place;

#[path = "../../benches/formats/pdf.rs"]
mod pdf;
#[path = "../../benches/formats/score.rs"]
mod score;

use score::{boundary_f1, error_rate, squeezed};

/// Share of characters that may be wrong.
const WRONG: f64 = 0.005;
/// Share of paragraph ends that must be right, and no others.
const BOUNDARIES: f64 = 0.97;

/// What a letter says of itself; where in the text it says so differs between formats.
const FIELDS: [&str; 17] = [
    "kind",
    "title",
    "doc_number",
    "addressee",
    "authors",
    "lead",
    "handlers",
    "cases",
    "category",
    "subject",
    "proposers",
    "proposer_count",
    "date",
    "assigned",
    "region",
    "level",
    "disclosure",
];

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

fn reader() -> Reader {
    Reader { program: Some(env!("CARGO_BIN_EXE_dafu").into()), ..Reader::default() }
}

/// A row of corpus/formats/manifest.tsv.
struct Sample {
    file: String,
    letter: String,
    outcome: String,
}

fn samples() -> Vec<Sample> {
    let manifest = std::fs::read_to_string(corpus().join("formats/manifest.tsv")).unwrap();
    // Bundles are read by ingest alone.
    let manifest: Vec<&str> = manifest.lines().filter(|row| !row.contains(".zip\t")).collect();
    let rows = manifest.iter().skip(1).map(|row| row.split('\t').map(str::to_owned).collect::<Vec<_>>());
    rows.map(|row| Sample { file: row[0].clone(), letter: row[1].clone(), outcome: row[3].clone() }).collect()
}

fn read(file: &str) -> Result<Extracted, Failure> {
    reader().read(&std::fs::read(corpus().join("formats").join(file)).unwrap())
}

/// The letter as its text file has it.
fn truth(letter: &str) -> Text {
    extract(&std::fs::read(corpus().join(format!("replies/{letter}.txt"))).unwrap()).unwrap().text
}

/// A document's header without places and spellings.
fn header(text: &Text) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(object) => {
                for key in ["span", "raw", "source"] {
                    object.remove(key);
                }
                object.values_mut().for_each(strip);
            }
            Value::Array(array) => array.iter_mut().for_each(strip),
            Value::String(string) => string.retain(|c| !c.is_whitespace()),
            _ => {}
        }
    }
    let mut whole =
        serde_json::to_value(document(text, &parse(text), (Mask::Off, Language::English))).unwrap();
    strip(&mut whole);
    FIELDS.iter().map(|field| ((*field).to_owned(), whole[*field].clone())).collect()
}

#[test]
fn every_format_gives_the_letter_that_its_text_gives() {
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for sample in samples().into_iter().filter(|sample| sample.outcome == "text") {
        let read = match read(&sample.file) {
            Ok(read) => read,
            Err(failure) => {
                wrong.push(format!("{}: {}", sample.file, failure.detail));
                continue;
            }
        };
        let truth = truth(&sample.letter);
        let (rate, f1) = (error_rate(&read.text, &truth), boundary_f1(&read.text, &truth));
        println!("{:45} {:8} errors {rate:.4} boundaries {f1:.3}", sample.file, read.format);
        if rate > WRONG || f1 < BOUNDARIES {
            wrong.push(format!("{}: errors {rate:.4}, boundaries {f1:.3}", sample.file));
        }
        let (found, wanted) = (header(&read.text), header(&truth));
        for field in FIELDS.iter().filter(|field| found[**field] != wanted[**field]) {
            wrong.push(format!("{}: {field} {} for {}", sample.file, found[*field], wanted[*field]));
        }
        seen += 1;
    }
    assert!(seen >= 45, "{seen} samples");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_holds_no_text_says_why() {
    let mut seen = BTreeSet::new();
    for sample in samples() {
        seen.insert(sample.outcome.clone());
        match sample.outcome.as_str() {
            "scan" => assert_eq!(read(&sample.file).unwrap_err().cause, Cause::Scan, "{}", sample.file),
            "encrypted" => {
                assert_eq!(read(&sample.file).unwrap_err().cause, Cause::Encrypted, "{}", sample.file)
            }
            "page 1" => {
                let half = read(&sample.file).unwrap();
                assert_eq!(half.unread_pages, [2], "{}", sample.file);
                assert!(
                    truth(&sample.letter).as_str().starts_with(half.text.as_str().lines().next().unwrap())
                );
            }
            "text" | "text+site" => {}
            other => panic!("{}: no such outcome: {other}", sample.file),
        }
    }
    let told = ["encrypted", "page 1", "scan", "text", "text+site"].map(str::to_owned);
    assert_eq!(seen, BTreeSet::from(told));
}

#[test]
fn all_formats_of_a_letter_are_one_reply_with_all_paths_and_the_best_text() {
    let place = Place::new();
    let formats = corpus().join("formats");
    for entry in std::fs::read_dir(&formats).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_file() && name.contains('.') && !name.starts_with('.') && !name.ends_with(".tsv") {
            place.write(&name, std::fs::read(&path).unwrap());
        }
    }
    for letter in ["2020-wuling-wjj-37", "2022-anlan-kjt-0068", "2024-wanglan-kjj-0058hb"] {
        let text = std::fs::read(corpus().join(format!("replies/{letter}.txt"))).unwrap();
        place.write(&format!("{letter}.txt"), text);
    }
    let mut options = place.options();
    options.reader = reader();
    let report = place.index_with(options.clone());
    let archive = place.open();
    for letter in ["2020-wuling-wjj-37", "2022-anlan-kjt-0068", "2024-wanglan-kjj-0058hb"] {
        let text = report.rows.iter().find(|row| row.path.ends_with(format!("{letter}.txt"))).unwrap();
        let id = text.reply.unwrap();
        let apart: Vec<String> = samples()
            .iter()
            .filter(|sample| sample.letter == letter && sample.outcome == "text")
            .filter(|sample| {
                let row = report.rows.iter().find(|row| row.path.ends_with(&sample.file));
                row.is_none_or(|row| row.reply != Some(id))
            })
            .map(|sample| sample.file.clone())
            .collect();
        assert!(apart.is_empty(), "not the reply of {letter}: {apart:?}");
        let paths = archive.paths(id).unwrap();
        let in_bundle = paths.iter().filter(|source| source.display.contains("all.zip!")).count();
        assert!(in_bundle >= 1, "{letter}: no path in the bundle among {}", paths.len());
        assert!(paths.len() > 12, "{letter}: {} paths", paths.len());
        let (kept, _) = archive.text(id).unwrap();
        assert_eq!(squeezed(kept.as_str()), squeezed(truth(letter).as_str()), "{letter}");
    }
    let encrypted = report.rows.iter().find(|row| row.reason == Some(Reason::Encrypted)).unwrap();
    assert_eq!(encrypted.state, FileState::Quarantined);
    // Nothing changed: nothing is read, and nothing is told twice.
    let again = place.index_with(options);
    let states: Vec<FileState> = again.rows.iter().map(|row| row.state).collect();
    assert!(
        states.iter().all(|state| matches!(state, FileState::Unchanged | FileState::Quarantined)),
        "{states:?}"
    );
}

#[test]
fn a_pdf_of_300_pages_is_read_within_the_limits() {
    let read = reader().read(&pdf::of_pages(300)).unwrap();
    assert_eq!(read.unread_pages, [] as [u32; 0]);
    assert_eq!(read.text.lines().last().unwrap().page, 300);
    // Five lines a paragraph, 28 lines a page: the last three of a page go on on the next.
    assert!(read.text.paragraphs().len() >= 300 * 5, "{}", read.text.paragraphs().len());
}

#[test]
fn files_of_a_bundle_come_and_go_with_it() {
    let place = Place::new();
    let mut options = place.options();
    options.reader = reader();
    let bundle = std::fs::read(corpus().join("formats/utf8.zip")).unwrap();
    let path = place.write("bundle.zip", &bundle);
    let first = place.index_with(options.clone());
    let inside: Vec<_> = first.rows.iter().filter(|row| row.path != path && row.reply.is_some()).collect();
    assert!(!inside.is_empty());
    let reply = inside[0].reply.unwrap();
    let archive = place.open();
    assert!(archive.paths(reply).unwrap()[0].display.contains("bundle.zip!"));
    drop(archive);
    std::fs::remove_file(&path).unwrap();
    place.index_with(options.clone());
    assert_eq!(place.open().reply(reply).unwrap().status.name(), "missing");
    place.write("bundle.zip", &bundle);
    place.index_with(options.clone());
    assert_eq!(place.open().reply(reply).unwrap().status.name(), "present");
    // Another thing under the same name: what the bundle held is gone from there.
    place.write("bundle.zip", "关于某事的答复\n某代表：\n您提出的建议收悉，现答复如下。");
    place.index_with(options);
    assert_eq!(place.open().reply(reply).unwrap().status.name(), "missing");
}
