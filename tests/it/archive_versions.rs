//! Archives of other versions, and indexes that are gone or damaged: the store builds them again.

use dafu::archive::error::ArchiveError;
use dafu::archive::ingest::{Options, run};
use dafu::archive::report::FileState;

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
        "UPDATE replies SET parser = 0, citation_key = 'old', doc_key = 'old', passages = 1, digest = 1",
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
