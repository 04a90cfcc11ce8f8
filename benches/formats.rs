//! How well and how fast each format is read: `cargo bench --bench formats`.
//!
//! A line a format over the samples of corpus/formats: characters wrong, paragraph ends right, files and megabytes (of the
//! file, and of its text) a second in this process, with a process each as `dafu index` has it, and the most memory that
//! reading one took. Then a PDF of 300 pages, and a folder of 2,000 mixed files of which 5 % are bad. Times are of a
//! shared machine: compare within one run.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    missing_docs,
    reason = "a bench says what it measured and fails loudly"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use dafu::archive::ingest::{Options, run};
use dafu::archive::report::FileState;
use dafu::sandbox::Reader;
use dafu_letters::extract::extract;
use dafu_letters::text::Text;

#[path = "formats/pdf.rs"]
mod pdf;
#[path = "formats/score.rs"]
mod score;

/// Time spent on each format.
const WHILE: Duration = Duration::from_millis(400);
const FILES: usize = 2000;
const PAGES: usize = 300;

struct Sample {
    path: PathBuf,
    bytes: Vec<u8>,
    truth: Text,
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// The samples that hold a whole letter, by format.
fn samples() -> BTreeMap<&'static str, Vec<Sample>> {
    let manifest = std::fs::read_to_string(corpus().join("formats/manifest.tsv")).unwrap();
    let mut found: BTreeMap<&'static str, Vec<Sample>> = BTreeMap::new();
    for row in manifest.lines().skip(1) {
        let columns: Vec<&str> = row.split('\t').collect();
        let path = corpus().join("formats").join(columns[0]);
        if columns[3] != "text" || columns[0].ends_with(".zip") {
            continue;
        }
        let truth = std::fs::read(corpus().join(format!("replies/{}.txt", columns[1]))).unwrap();
        let truth = extract(&truth).unwrap().text;
        let bytes = std::fs::read(&path).unwrap();
        let format = dafu_letters::extract::format_of(&bytes).map_or("", |format| format.name);
        found.entry(format).or_default().push(Sample { path, bytes, truth });
    }
    found
}

/// Runs `work` over the samples again and again; rounds a second.
fn rounds(mut work: impl FnMut()) -> f64 {
    work();
    let started = Instant::now();
    let mut count = 0;
    while started.elapsed() < WHILE {
        work();
        count += 1;
    }
    f64::from(count) / started.elapsed().as_secs_f64()
}

/// Most memory, in MB, that a process took which read one file: this program, called with the file's name.
fn peak(path: &Path) -> f64 {
    let ran = std::process::Command::new(std::env::current_exe().unwrap())
        .arg("--peak")
        .arg(path)
        .output()
        .unwrap();
    String::from_utf8_lossy(&ran.stdout).trim().parse().unwrap_or(f64::NAN)
}

fn own_peak() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().split(' ').next()?.parse::<f64>().ok());
    kilobytes.map_or(f64::NAN, |kilobytes| kilobytes / 1024.0)
}

fn main() {
    let given: Vec<String> = std::env::args().collect();
    if let Some(at) = given.iter().position(|given| given == "--peak") {
        let _ = extract(&std::fs::read(&given[at + 1]).unwrap());
        println!("{:.1}", own_peak());
        return;
    }
    let dafu = PathBuf::from(env!("CARGO_BIN_EXE_dafu"));
    let reader = Reader { program: Some(dafu), ..Reader::default() };
    println!(
        "| format | samples | characters wrong, % | paragraph ends, F1 | files/s | with a process each | file MB/s | text MB/s | peak MB |"
    );
    println!("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
    for (format, samples) in samples() {
        let (mut wrong, mut ends) = (0f64, 1f64);
        for sample in &samples {
            let read = extract(&sample.bytes).unwrap();
            wrong = wrong.max(score::error_rate(&read.text, &sample.truth));
            ends = ends.min(score::boundary_f1(&read.text, &sample.truth));
        }
        let here = rounds(|| samples.iter().for_each(|sample| drop(extract(&sample.bytes))));
        let apart = rounds(|| samples.iter().for_each(|sample| drop(reader.read(&sample.bytes))));
        let count = samples.len() as f64;
        let file: usize = samples.iter().map(|sample| sample.bytes.len()).sum();
        let text: usize = samples.iter().map(|sample| sample.truth.as_str().len()).sum();
        let most = samples.iter().map(|sample| peak(&sample.path)).fold(0.0, f64::max);
        println!(
            "| {format} | {} | {:.2} | {ends:.3} | {:.0} | {:.0} | {:.1} | {:.1} | {most:.0} |",
            samples.len(),
            wrong * 100.0,
            here * count,
            apart * count,
            here * file as f64 / 1e6,
            here * text as f64 / 1e6,
        );
    }
    println!("\nThe worst sample of each format counts for errors, paragraph ends and memory.\n");
    let folder = tempfile::tempdir().unwrap();
    long_pdf(folder.path(), &reader);
    mixed(&reader);
}

fn long_pdf(folder: &Path, reader: &Reader) {
    let bytes = pdf::of_pages(PAGES);
    let path = folder.join("long.pdf");
    std::fs::write(&path, &bytes).unwrap();
    let started = Instant::now();
    let read = reader.read(&bytes).unwrap();
    let took = started.elapsed().as_secs_f64();
    let characters = read.text.as_str().chars().count();
    println!(
        "A PDF of {PAGES} pages, {:.1} MB, {characters} characters: {took:.2} s in a process with the limits that all have, {:.0} pages/s, {:.0} MB\n",
        bytes.len() as f64 / 1e6,
        PAGES as f64 / took,
        peak(&path),
    );
}

/// A folder of mixed files, one in twenty cut in half.
fn mixed(reader: &Reader) {
    let place = tempfile::tempdir().unwrap();
    let letters = place.path().join("letters");
    std::fs::create_dir(&letters).unwrap();
    let all: Vec<Sample> = samples().into_values().flatten().collect();
    for number in 0..FILES {
        let sample = &all[number % all.len()];
        let name = sample.path.file_name().unwrap().to_string_lossy();
        let bad = number % 20 == 7;
        let bytes: &[u8] = if bad { &sample.bytes[..sample.bytes.len() / 2] } else { &sample.bytes };
        std::fs::write(letters.join(format!("{number:04}-{name}")), bytes).unwrap();
    }
    let archive = place.path().join(".dafu");
    dafu::archive::create(&archive).unwrap();
    let options = Options { paths: vec![letters], reader: reader.clone(), ..Options::default() };
    let started = Instant::now();
    let report = run(&archive, &options, &mut |_| {}).unwrap();
    let took = started.elapsed().as_secs_f64();
    assert!(report.adds_up(), "the totals do not add up");
    assert_eq!(report.rows.len(), FILES);
    let of = |state: FileState| report.rows.iter().filter(|row| row.state == state).count();
    println!(
        "{FILES} mixed files, {} of them cut in half: {took:.1} s, {:.0} files/s; added {}, duplicate {}, updated {}, quarantined {}; the totals add up",
        FILES / 20,
        FILES as f64 / took,
        of(FileState::Added),
        of(FileState::Duplicate),
        of(FileState::Updated),
        of(FileState::Quarantined),
    );
}
