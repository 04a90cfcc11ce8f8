//! The bodies of the fuzz targets over changed samples, on stable Rust and for a short while.

use std::path::Path;

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

use crate::hostile::pack;

#[path = "../../fuzz/src/bodies.rs"]
mod bodies;

/// Runs a body when `DAFU_FUZZ_RUNS` says nothing else.
const RUNS: u32 = 600;
/// Samples above this are left out: a run is to be short.
const LARGE: u64 = 50_000;

/// Pieces that mean something to one reader or another.
const PIECES: [&[u8]; 24] = [
    b"\0",
    b"\xFF\xFF\xFF\xFF",
    b"\xFF\xFF\xFF\x7F",
    b"\0\0\0\0\0\0\0\0",
    b"<",
    b">",
    b"{",
    b"}",
    b"\\",
    b"(",
    b"[",
    b"<<",
    b"]]>",
    b"-->",
    b"</p>",
    b"<td>",
    b"\\bin9999999 ",
    b"\\u-1 ?",
    b"\\uc9 ",
    b"2147483647",
    b"-1",
    b"1 0 R",
    b"endstream",
    b"\xEF\xBB\xBF",
];

#[derive(Clone, Debug)]
enum Change {
    Flip(Index, u8),
    Cut(Index, Index),
    Again(Index, Index),
    Insert(Index, usize),
    Number(Index, u32),
}

impl Change {
    fn make(&self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        let length = bytes.len();
        let range = |a: &Index, b: &Index| {
            let (a, b) = (a.index(length), b.index(length));
            a.min(b)..a.max(b)
        };
        match self {
            Change::Flip(at, bits) => bytes[at.index(length)] ^= bits,
            Change::Cut(a, b) => drop(bytes.drain(range(a, b))),
            Change::Again(a, b) => bytes.extend_from_within(range(a, b)),
            Change::Insert(at, piece) => {
                let at = at.index(length);
                bytes.splice(at..at, PIECES[*piece].iter().copied());
            }
            Change::Number(at, number) => {
                let at = at.index(length);
                bytes.iter_mut().skip(at).zip(number.to_le_bytes()).for_each(|(byte, new)| *byte = new);
            }
        }
    }
}

fn change() -> impl Strategy<Value = Change> {
    let numbers = prop::sample::select(vec![0, 1, 0x7FFF_FFFF, u32::MAX, 0xFFFF, 0x8000_0000, 0xFFFF_FFFE]);
    prop_oneof![
        4 => (any::<Index>(), 1u8..).prop_map(|(at, bits)| Change::Flip(at, bits)),
        1 => (any::<Index>(), any::<Index>()).prop_map(|(a, b)| Change::Cut(a, b)),
        1 => (any::<Index>(), any::<Index>()).prop_map(|(a, b)| Change::Again(a, b)),
        3 => (any::<Index>(), 0..PIECES.len()).prop_map(|(at, piece)| Change::Insert(at, piece)),
        2 => (any::<Index>(), numbers).prop_map(|(at, number)| Change::Number(at, number)),
    ]
}

/// Samples with these endings, in the order of their names.
fn samples(endings: &[&str]) -> Vec<Vec<u8>> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut paths = Vec::new();
    for folder in ["formats", "replies"] {
        paths.extend(std::fs::read_dir(corpus.join(folder)).unwrap().map(|entry| entry.unwrap().path()));
    }
    paths.retain(|path| {
        let ending = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        endings.contains(&ending.as_str()) && path.metadata().unwrap().len() <= LARGE
    });
    paths.sort();
    let files: Vec<Vec<u8>> = paths.iter().map(|path| std::fs::read(path).unwrap()).collect();
    files.iter().flat_map(|file| parts(file)).chain(files.iter().cloned()).collect()
}

/// The text parts of a package: changes of what is packed seldom get past its checksum.
fn parts(file: &[u8]) -> Vec<Vec<u8>> {
    let mut parts = Vec::new();
    if file.starts_with(b"PK") {
        let _ = dafu_letters::extract::bundle::unpack(
            file,
            &dafu_letters::extract::Caps::default(),
            &mut |name, content| {
                let is_text = name.ends_with("document.xml") || name.ends_with("Content.xml");
                parts.extend(content.ok().filter(|content| is_text && content.len() < LARGE as usize * 4));
            },
        );
    }
    parts
}

#[test]
fn changed_samples_bring_no_reader_down() {
    let runs = std::env::var("DAFU_FUZZ_RUNS").ok().map(|runs| runs.parse().unwrap());
    for (name, endings, body) in bodies::BODIES {
        let samples = samples(endings);
        assert!(!samples.is_empty(), "{name}");
        let config = ProptestConfig {
            cases: runs.unwrap_or(RUNS),
            failure_persistence: None,
            ..ProptestConfig::default()
        };
        // More runs than usual are other runs; the usual ones are the same each time.
        let mut runner = match runs {
            Some(_) => TestRunner::new(config),
            None => TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha)),
        };
        let strategy = (any::<Index>(), prop::collection::vec(change(), 1..12));
        let start = std::time::Instant::now();
        let ran = runner.run(&strategy, |(at, changes)| {
            let mut bytes = samples[at.index(samples.len())].clone();
            changes.iter().for_each(|change| change.make(&mut bytes));
            body(&bytes);
            Ok(())
        });
        println!("{name}: {:?}", start.elapsed());
        ran.unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

#[test]
fn every_body_has_its_target_and_every_target_its_body() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    for (name, _, body) in bodies::BODIES {
        assert!(folder.join(format!("fuzz_targets/{name}.rs")).is_file(), "{name}");
        assert!(manifest.contains(&format!("name = \"{name}\"")), "{name}");
        body(b"");
    }
    let mut targets: Vec<String> = std::fs::read_dir(folder.join("fuzz_targets"))
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    targets.sort();
    let mut bodies: Vec<&str> = bodies::BODIES.iter().map(|row| row.0).collect();
    bodies.sort_unstable();
    assert_eq!(targets, bodies);
}
