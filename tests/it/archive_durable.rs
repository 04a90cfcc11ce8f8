//! What is durable when a commit returns, and in which order it became so.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use dafu::archive::error::ArchiveError;
use dafu::archive::ingest::{Event, run};
use dafu::archive::lock::Lock;
use dafu::archive::metadata::Metadata;
use dafu::archive::record;
use dafu_letters::passage::ReplyId;
use dafu_letters::text::Text;
use dafu_search::embedded::directory::{DurableDirectory, Step, Steps};
use dafu_search::embedded::writer::{Writer, WriterOptions};

use crate::archive::{Place, letter};

#[test]
fn a_commit_is_synced_renamed_and_its_directory_synced_before_it_is_acknowledged() {
    let dir = tempfile::tempdir().unwrap();
    let steps: Steps = Arc::new(Mutex::new(Vec::new()));
    let directory = DurableDirectory::open(dir.path()).unwrap().recorded(Arc::clone(&steps));
    let mut writer = Writer::create_in(directory, dir.path(), WriterOptions::default()).unwrap();
    let text = Text::from_lines(&letter(1, "农田水利"));
    let reply = dafu_letters::reply::parse(&text);
    let put = record::build(ReplyId::from_number(1), &text, &reply, &Metadata::default());
    writer.put(&put).unwrap();
    steps.lock().unwrap().clear();
    writer.commit("1").unwrap();
    let steps = steps.lock().unwrap().clone();
    let meta = PathBuf::from("meta.json");
    let at = |step: &Step| steps.iter().position(|other| other == step).unwrap();
    let (synced, renamed) = (at(&Step::FileSynced(meta.clone())), at(&Step::Renamed(meta)));
    assert!(synced < renamed, "{steps:?}");
    assert_eq!(steps[renamed + 1], Step::DirectorySynced, "{steps:?}");
    // Every segment file reached the disk before the commit that names it.
    let segments: Vec<usize> = (0..steps.len())
        .filter(|&at| matches!(&steps[at], Step::FileSynced(path) if path.extension().is_some_and(|e| e != "json")))
        .collect();
    assert!(segments.len() >= 5 && segments.iter().all(|&at| at < synced), "{steps:?}");
    assert_eq!(Writer::payload(dir.path()).unwrap().as_deref(), Some("1"));
}

#[test]
fn a_file_is_acknowledged_only_when_store_and_index_hold_it() {
    let place = Place::new();
    for number in 1..=9 {
        place.write(&format!("{number}.txt"), letter(number, &crate::archive::words(number)));
    }
    let mut options = place.options();
    options.commit_files = 2;
    let mut acknowledged = 0;
    run(&place.archive(), &options, &mut |event| {
        if let Event::Committed(rows) = event {
            acknowledged += rows.len();
            let archive = place.open();
            let held = place.passages();
            assert_eq!(archive.replies().unwrap().len(), acknowledged);
            for row in rows {
                assert!(held.iter().any(|passage| Some(passage.reply) == row.reply));
            }
        }
    })
    .unwrap();
    assert_eq!(acknowledged, 9);
}

#[test]
fn a_second_writer_is_refused_and_readers_go_on() {
    let place = Place::new();
    place.write("a.txt", letter(1, "农田水利"));
    place.index();
    let lock = Lock::take(&place.archive()).unwrap();
    match run(&place.archive(), &place.options(), &mut |_| {}) {
        Err(ArchiveError::Locked { pid, .. }) => assert_eq!(pid, std::process::id().to_string()),
        other => panic!("{other:?}"),
    }
    assert_eq!(place.open().replies().unwrap().len(), 1);
    drop(lock);
    assert_eq!(place.index().seen, 1);
}

#[test]
fn a_reader_changes_nothing_on_disk() {
    let place = Place::new();
    place.write("a.txt", letter(1, "农田水利"));
    place.index();
    let before = contents(&place.archive());
    let archive = place.open();
    archive.replies().unwrap();
    place.assert_sound();
    drop(archive);
    let after = contents(&place.archive());
    assert!(after == before);
}

/// Every file below `dir` with its bytes, apart from SQLite's log and shared memory: readers make them, empty, to
/// agree with a writer.
fn contents(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(contents(&path));
        } else {
            let bytes = std::fs::read(&path).unwrap();
            let name = path.to_string_lossy();
            let made = name.ends_with("-shm") || (name.ends_with("-wal") && bytes.is_empty());
            if !made {
                found.push((path, bytes));
            }
        }
    }
    found.sort();
    found
}
