//! Files that want to do harm: they cost themselves, within limits, and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use dafu::archive::ingest::{Event, Options, run};
use dafu::archive::report::{FileState, Reason, Report};
use dafu::sandbox::{Limits, Reader};
use rayon::prelude::*;

use crate::archive::{Place, letter, words};

mod compounds;
pub mod pack;
mod packages;
mod pdf_fonts;
mod pdfs;
mod markup;
mod processes;
mod samples;
mod zips;

/// Files made by one of the modules below, by name.
#[derive(Default)]
pub struct Made(Vec<(String, Vec<u8>)>);

impl Made {
    fn add(&mut self, name: &str, bytes: Vec<u8>) {
        self.0.push((name.to_owned(), bytes));
    }
}

/// Numbers that look random and are the same in every run.
pub struct Random(u64);

impl Random {
    fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `bound`.
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % bound.max(1)
    }
}

/// Limits of these tests. The odd input size marks the command lines of our children among those of other tests.
fn limits() -> Limits {
    Limits { cpu: 2, wall: Duration::from_secs(3), input: INPUT, ..Limits::default() }
}

const INPUT: u64 = (64 << 20) - 4711;
/// What the machine may add to a time limit.
const GRACE: Duration = Duration::from_secs(1);

fn reader() -> Reader {
    Reader { program: Some(env!("CARGO_BIN_EXE_dafu").into()), limits: limits(), ocr: false }
}

/// Writes all hostile files, in a folder a kind; says where.
fn write_all(place: &Place) -> Vec<PathBuf> {
    type Maker = (&'static str, fn() -> Made);
    let makers: [Maker; 6] = [
        ("zips", zips::made),
        ("packages", packages::made),
        ("compounds", compounds::made),
        ("pdfs", pdfs::made),
        ("markup", markup::made),
        ("samples", samples::made),
    ];
    let write = |(folder, maker): &Maker| {
        let made = maker().0.into_iter();
        made.map(|(name, bytes)| place.write(&format!("{folder}/{name}"), bytes)).collect::<Vec<_>>()
    };
    makers.par_iter().flat_map(write).collect()
}

/// Every path below `folder`.
fn listing(folder: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.is_symlink() && !path.ends_with(".dafu") {
                folders.push(path.clone());
            }
            found.insert(path);
        }
    }
    found
}

/// A number of kibibytes that Linux tells of this process.
fn memory(field: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix(field)?.trim().strip_suffix("kB")?.trim().parse().ok())
}

fn took(reader: &Reader, path: &Path) -> Duration {
    let bytes = std::fs::read(path).unwrap();
    let start = Instant::now();
    if dafu_letters::extract::bundle::is_bundle(&bytes) {
        let _ = reader.unpack(&bytes);
    } else {
        let _ = reader.read(&bytes);
    }
    start.elapsed()
}

fn assert_accounted(report: &Report, files: &[PathBuf]) {
    assert!(report.adds_up() && !report.cancelled);
    let rows: BTreeMap<&Path, FileState> =
        report.rows.iter().map(|row| (row.path.as_path(), row.state)).collect();
    for file in files {
        assert!(rows.contains_key(file.as_path()), "{} has no row", file.display());
    }
    for row in &report.rows {
        let needs = matches!(row.state, FileState::Quarantined | FileState::Skipped);
        assert!(!needs || row.reason.is_some(), "{row:?}");
        assert!(row.reason != Some(Reason::Vanished), "{row:?}");
    }
}

#[test]
fn hostile_files_cost_themselves_and_nothing_else() {
    let place = Place::new();
    let start = Instant::now();
    let mut files = write_all(&place);
    assert!(files.len() >= 300, "{}", files.len());
    files.push(place.write("good.txt", letter(1, &words(1))));
    #[cfg(unix)]
    for (name, target) in
        [("link.txt", "/etc/passwd"), ("link.zip", "zips/names.zip"), ("loop", "loop"), ("up", "..")]
    {
        std::os::unix::fs::symlink(target, place.letters().join(name)).unwrap();
    }
    let before = listing(place.dir.path());
    println!("{} files, {} MiB, made in {:?}", files.len(), size(&files) >> 20, start.elapsed());
    let (base, _) = (memory("VmRSS:"), std::fs::write("/proc/self/clear_refs", "5"));
    let options = Options { reader: reader(), ..place.options() };
    let start = Instant::now();
    let mut last = start;
    let mut waits: Vec<(Duration, PathBuf)> = Vec::new();
    let report = run(&place.archive(), &options, &mut |event| {
        if let Event::File { row, .. } = event {
            waits.push((last.elapsed(), row.path.clone()));
            last = Instant::now();
        }
    })
    .unwrap();
    println!("{} rows in {:?}: {:?}", report.rows.len(), start.elapsed(), report.counts());
    waits.sort();
    waits.iter().rev().take(8).for_each(|(wait, path)| println!("{wait:?} up to {}", path.display()));
    tell(&report);
    assert!(start.elapsed() < Duration::from_secs(300));
    assert_accounted(&report, &files);
    assert!(report.rows.iter().any(|row| row.path.ends_with("good.txt") && row.state == FileState::Added));
    assert_eq!(listing(place.dir.path()), before, "something was written beside the archive");
    let outside = std::env::temp_dir().join(format!("{}.txt", zips::ESCAPE));
    assert!(!outside.exists() && !Path::new("/tmp").join(outside.file_name().unwrap()).exists());
    if let (Some(base), Some(peak)) = (base, memory("VmHWM:")) {
        println!("peak memory {} MiB over {} MiB", peak >> 10, base >> 10);
        // Other tests of this process count too.
        assert!(peak.saturating_sub(base) < 3 << 20, "{peak} KiB");
    }
    processes::assert_none_left();
    let again = run(&place.archive(), &options, &mut |_| {}).unwrap();
    assert_eq!((again.newly_quarantined(), again.count(FileState::Added)), (0, 0));
    place.assert_sound();
}

fn size(files: &[PathBuf]) -> u64 {
    files.iter().map(|file| file.metadata().unwrap().len()).sum()
}

/// Prints what became of the files, a line a reason.
fn tell(report: &Report) {
    let mut counts: BTreeMap<(FileState, Option<Reason>), Vec<String>> = BTreeMap::new();
    for row in &report.rows {
        let name = row.path.file_name().unwrap_or_default().to_string_lossy();
        let short: String = name.chars().take(40).collect();
        counts.entry((row.state, row.reason)).or_default().push(format!("{short}: {:?}", row.detail));
    }
    for ((state, reason), files) in counts {
        println!("{:5} {state:?} {reason:?}", files.len());
        if matches!(reason, Some(Reason::Limits | Reason::ReaderFailed)) {
            files.iter().for_each(|file| println!("        {file}"));
        }
    }
}

#[test]
fn every_hostile_file_ends_within_its_time() {
    let place = Place::new();
    let files = write_all(&place);
    let reader = reader();
    let mut times: Vec<(Duration, &PathBuf)> = files.iter().map(|path| (took(&reader, path), path)).collect();
    times.sort();
    times.iter().rev().take(25).for_each(|(time, path)| println!("{time:?} {}", path.display()));
    // On a machine that does something else meanwhile a file can be late by chance, but not each time.
    let is_late = |path: &Path| (0..3).all(|_| took(&reader, path) > limits().wall + GRACE);
    let late = times.iter().filter(|(time, path)| *time > limits().wall + GRACE && is_late(path));
    let late: Vec<_> = late.collect();
    assert!(late.is_empty(), "{late:#?}");
}

#[test]
fn a_line_said_a_hundred_thousand_times_holds_nothing_up() {
    let place = Place::new();
    place.write("0.txt", "答复意见。\n".repeat(300_000));
    (1..12).for_each(|number| drop(place.write(&format!("{number}.txt"), letter(number, &words(number)))));
    let start = Instant::now();
    // Each commit is a segment of the index, and segments are merged.
    let report = place.index_with(Options { commit_files: 1, ..place.options() });
    println!("{:?}", start.elapsed());
    assert_eq!(report.count(FileState::Added), 12);
    // It took more than six minutes once.
    assert!(start.elapsed() < Duration::from_secs(120), "{:?}", start.elapsed());
    place.assert_sound();
}
