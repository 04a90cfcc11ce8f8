//! Archives of other versions, and indexes that are gone or damaged: the store builds them again.

use dafu::archive::error::ArchiveError;
use dafu::archive::ingest::{Options, run};
use dafu::archive::report::FileState;
use dafu::archive::store::standing::Standing;

use crate::archive::{Place, letter, words};

fn sql(place: &Place, sql: &str) {
    let store = rusqlite::Connection::open(place.archive().join("store.sqlite")).unwrap();
    store.execute_batch(&format!("PRAGMA foreign_keys=OFF; {sql}")).unwrap();
}

fn place(letters: u32) -> Place {
    let place = Place::new();
    for number in 1..=letters {
        place.write(&format!("{number}.txt"), letter(number, &words(number)));
    }
    place.index();
    place
}

#[test]
fn letters_of_an_older_parser_are_read_again_from_the_store() {
    let place = place(5);
    std::fs::remove_dir_all(place.letters()).unwrap();
    sql(
        &place,
        "UPDATE replies SET parser = 0, facts = (SELECT facts FROM replies WHERE number = 1), citation_key = 1,
             doc_key = 1, passages = 1, digest = 1",
    );
    assert!(place.open().lookup("安科函〔2024〕3号").unwrap().len() != 1);
    place.index_with(Options::default());
    assert_eq!(place.open().lookup("安科函〔2024〕3号").unwrap().len(), 1);
    place.assert_sound();
}

#[test]
fn files_of_an_older_extractor_are_read_again() {
    let place = place(3);
    place.write("bad.txt", "");
    assert_eq!(place.index().newly_quarantined(), 1);
    assert_eq!(place.index().newly_quarantined(), 0);
    sql(&place, "UPDATE files SET extractor = 0");
    let report = place.index();
    assert_eq!(report.count(FileState::Unchanged), 3);
    assert_eq!(report.newly_quarantined(), 0, "it failed for the same reason again");
    place.assert_sound();
}

#[test]
fn a_rebuild_with_fewer_replies_is_not_put_in_place() {
    let place = place(5);
    let index = place.open().index_dir();
    sql(
        &place,
        "DELETE FROM texts WHERE reply = (SELECT min(id) FROM replies); DELETE FROM replies WHERE id = (SELECT min(id) FROM replies)",
    );
    let options = Options { rebuild: true, ..Options::default() };
    match run(&place.archive(), &options, &mut |_| {}) {
        Err(ArchiveError::FewerReplies { before: 5, after: 4 }) => {}
        other => panic!("{other:?}"),
    }
    assert_eq!(place.open().index_dir(), index);
    assert_eq!(std::fs::read_dir(place.archive().join("index")).unwrap().count(), 1);
}

#[test]
fn an_index_that_is_gone_or_damaged_is_built_again_by_the_next_run() {
    for damage in ["meta.json", "versions.json", ".managed.json", "all"] {
        let place = place(5);
        let index = place.open().index_dir();
        match damage {
            "all" => std::fs::remove_dir_all(place.archive().join("index")).unwrap(),
            name => std::fs::write(index.join(name), "{").unwrap(),
        }
        let report = place.index();
        assert_eq!(report.rebuilt, Some(5), "{damage}");
        assert_eq!(report.count(FileState::Unchanged), 5);
        place.assert_sound();
    }
}

#[test]
fn an_index_of_another_version_is_refused_to_readers_and_built_again_by_the_writer() {
    let place = place(5);
    let versions = place.open().index_dir().join("versions.json");
    std::fs::write(&versions, "{\"schema\":0,\"fold\":1}").unwrap();
    let error = dafu::archive::Archive::open(&place.archive()).unwrap_err();
    assert_eq!(error.hint().as_deref(), Some("dafu index --rebuild"));
    assert_eq!(place.index().rebuilt, Some(5));
    place.assert_sound();
    std::fs::write(place.open().index_dir().join("versions.json"), "{\"schema\":99,\"fold\":1}").unwrap();
    for error in [
        dafu::archive::Archive::open(&place.archive()).unwrap_err(),
        run(&place.archive(), &place.options(), &mut |_| {}).unwrap_err(),
    ] {
        assert!(matches!(error, ArchiveError::Newer { found: 99, .. }), "{error}");
    }
}

#[test]
fn a_lost_current_is_made_again() {
    let place = place(5);
    std::fs::remove_file(place.archive().join("CURRENT")).unwrap();
    assert!(dafu::archive::Archive::open(&place.archive()).is_err());
    dafu::archive::create(&place.archive()).unwrap();
    assert_eq!(place.index().count(FileState::Unchanged), 5);
    place.assert_sound();
}

/// stores/store-1.sqlite.zst was written by the last dafu with stores of version 1, from these letters of the corpus:
/// the first corrected once, the second with a copy beside it, the third gone, the fourth taken out; an empty file and
/// a collection of two lines.
const FIRST: [&str; 8] = [
    "2019-anlan-czt-0406.txt",
    "2019-anlan-kjt-0217.txt",
    "2019-anlan-rst-0341.txt",
    "2019-wuling-zrzyj-62.txt",
    "2020-anlan-jyt-0152.txt",
    "2020-anlan-kjt-0089.txt",
    "2020-anlan-rst-0198.txt",
    "2020-bailu-nyj-56.txt",
];

#[test]
fn an_archive_of_the_first_version_is_brought_up_with_all_that_it_knows() {
    let place = Place::new();
    let store = zstd::decode_all(&include_bytes!("stores/store-1.sqlite.zst")[..]).unwrap();
    std::fs::write(place.archive().join("store.sqlite"), &store).unwrap();
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/replies");
    for name in FIRST.iter().filter(|name| !name.contains("rst-0341") && !name.contains("wuling")) {
        place.write(name, std::fs::read(corpus.join(name)).unwrap());
    }
    place.write("copy.txt", std::fs::read(corpus.join(FIRST[1])).unwrap());
    place.write("empty.txt", "");
    let lines = place.dir.path().join("lines.jsonl");
    let json =
        [r#"{"id":"a1","text":"持续推进博士后工作","title":"甲"}"#, r#"{"id":"a2","text":"农田水利建设"}"#];
    std::fs::write(&lines, json.join("\n") + "\n").unwrap();
    match dafu::archive::Archive::open(&place.archive()) {
        Err(ArchiveError::Outdated { what: "store version", found: 1, .. }) => {}
        other => panic!("{other:?}"),
    }
    let report = place.index_with(Options { jsonl: vec![lines], ..place.options() });
    assert_eq!((report.count(FileState::Unchanged), report.newly_quarantined()), (8, 0), "{report:#?}");
    let before = std::fs::read(place.archive().join("store.sqlite.before-2")).unwrap();
    assert_eq!(
        (before.len(), &before[60..64]),
        (store.len(), &[0, 0, 0, 1][..]),
        "a copy of version 1 is kept"
    );
    place.assert_sound();
    let archive = place.open();
    let counts = archive.store().unwrap().count_replies().unwrap();
    assert_eq!(counts, [(Standing::Missing, 1), (Standing::Present, 8), (Standing::Removed, 1)]);
    for reply in archive.replies().unwrap() {
        let facts = &reply.facts;
        let mut names = vec![reply.id.to_string()];
        // A line of a collection is cited by its own id.
        names.extend(Some(facts.citation.clone()).filter(|_| facts.kind != "line"));
        names.extend(facts.cases.iter().map(|(_, raw)| raw.clone()));
        names.extend(Some(facts.doc_number.clone()).filter(|number| !number.is_empty()));
        for name in names {
            let found = archive.lookup(&name).unwrap();
            assert!(found.iter().any(|candidate| candidate.reply.id == reply.id), "{name}: {found:?}");
        }
    }
    let paths = |name: &str| archive.paths(archive.lookup(name).unwrap()[0].reply.id).unwrap();
    let copied: Vec<String> = paths("0217").into_iter().map(|source| source.display).collect();
    assert_eq!(copied, [format!("letters/{}", FIRST[1]), "letters/copy.txt".to_owned()]);
    let corrected = archive.lookup("0406").unwrap()[0].reply.clone();
    assert_eq!((corrected.version, archive.store().unwrap().versions(corrected.id).unwrap().len()), (2, 2));
    let text = |version| archive.store().unwrap().text(corrected.id, version).unwrap().as_str().to_owned();
    assert!(text(1).contains("另附工作台账") && !text(2).contains("另附工作台账"));
    place.write("new.txt", letter(77, "农田水利"));
    assert_eq!(place.index().count(FileState::Added), 1);
    place.assert_sound();
}
