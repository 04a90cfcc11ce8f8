//! Archives of other versions, and indexes that are gone or damaged: the store builds them again.

use std::path::Path;
use std::process::Command;

use dafu::archive::Archive;
use dafu::archive::error::ArchiveError;
use dafu::archive::ingest::{Options, run};
use dafu::archive::report::FileState;
#[cfg(not(feature = "pdf"))]
use dafu::cli::outcome::Outcome;
use dafu::language::Language;

use crate::archive::{Place, letter, words};
#[cfg(not(feature = "pdf"))]
use crate::cli::{World, table};

fn sql(place: &Place, sql: &str) {
    let store = rusqlite::Connection::open(place.archive().join("store.sqlite")).unwrap();
    store.execute_batch(&format!("PRAGMA foreign_keys=OFF; {sql}")).unwrap();
    drop(store);
    dafu::archive::store::Store::open(&place.archive()).unwrap().count_anew().unwrap();
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

/// One letter as a PDF of the corpus has it.
const PDF: &str = "corpus/formats/2020-wuling-wjj-37.cid.pdf";

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_that_a_build_without_its_reader_refused_is_read() {
    let place = Place::new();
    place.write("letter.pdf", std::fs::read(PDF).unwrap());
    assert_eq!(place.index().count(FileState::Added), 1);
    sql(&place, "UPDATE files SET state = 3, reason = 'damaged'");
    assert_eq!(place.index().count(FileState::Quarantined), 1);
    sql(&place, "UPDATE files SET reason = 'no_reader'");
    assert_eq!(place.index().count(FileState::Quarantined), 0);
    assert_eq!(place.open().replies().unwrap().len(), 1);
    place.assert_sound();
}

#[cfg(not(feature = "pdf"))]
#[test]
fn a_build_without_the_reader_of_pdf_says_so_in_report_and_status() {
    let world = World::new();
    let letters = world.working.join("letters");
    std::fs::create_dir(&letters).unwrap();
    std::fs::copy(PDF, letters.join("letter.pdf")).unwrap();
    let ran = world.run(&["index", "letters", "--report", "told"]);
    assert_eq!(ran.outcome, Ok(Outcome::Quarantined), "{}{}", ran.out, ran.err);
    let csv = std::fs::read_to_string(world.working.join("told/report.csv")).unwrap();
    let (_, rows) = table(&csv);
    assert_eq!(rows.len(), 1, "{csv}");
    assert!(rows[0][0].ends_with("letter.pdf"), "{csv}");
    assert_eq!(
        rows[0][1..],
        [
            "quarantined",
            "no_reader",
            "",
            "this build reads no PDF",
            "use a build that reads PDF, or save it as text"
        ],
        "{csv}"
    );
    let status = world.done(&["status", "--lang", "zh"]).out;
    assert!(status.contains("此版本不读 PDF"), "{status}");
    let told = &world.done(&["status", "--format", "json"]).json()["quarantine"][0];
    assert_eq!((&told["reason"], &told["detail"]["code"]), (&"no_reader".into(), &"fault_no_reader".into()));
    // The second run finds nothing new to say.
    let again = world.done(&["index", "letters"]);
    assert!(again.out.contains("quarantined 1"), "{}", again.out);
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
    let error = Archive::open(&place.archive()).unwrap_err();
    assert_eq!(error.hint().map(|hint| hint.code.into_owned()).as_deref(), Some("hint_rebuild"));
    assert_eq!(place.index().rebuilt, Some(5));
    place.assert_sound();
    std::fs::write(place.open().index_dir().join("versions.json"), "{\"schema\":99,\"fold\":1}").unwrap();
    for error in [
        Archive::open(&place.archive()).unwrap_err(),
        run(&place.archive(), &place.options(), &mut |_| {}).unwrap_err(),
    ] {
        assert!(matches!(error, ArchiveError::Newer { found: 99, .. }), "{error}");
    }
}

#[test]
fn a_lost_current_is_made_again() {
    let place = place(5);
    std::fs::remove_file(place.archive().join("CURRENT")).unwrap();
    assert!(Archive::open(&place.archive()).is_err());
    dafu::archive::create(&place.archive()).unwrap();
    assert_eq!(place.index().count(FileState::Unchanged), 5);
    place.assert_sound();
}

/// Makes the store one of another version, as far as its header tells.
fn set_version(store: &Path, version: u32) {
    let connection = rusqlite::Connection::open(store).unwrap();
    connection
        .execute_batch(&format!("PRAGMA user_version={version}; PRAGMA wal_checkpoint(TRUNCATE)"))
        .unwrap();
}

#[test]
fn a_store_of_an_unreleased_version_is_refused_by_name_and_left_alone() {
    for version in [1, 2] {
        let place = place(3);
        let store = place.archive().join("store.sqlite");
        set_version(&store, version);
        let before = std::fs::read(&store).unwrap();
        let dir = place.archive().canonicalize().unwrap();
        let (dir, folder) = (dir.display(), dir.parent().unwrap().display());
        let hint = format!("mv {dir} {dir}-{version} && dafu index {folder} --archive {dir}");
        for error in [
            Archive::open(&place.archive()).unwrap_err(),
            Archive::open_for_names(&place.archive()).unwrap_err(),
            run(&place.archive(), &place.options(), &mut |_| {}).unwrap_err(),
        ] {
            assert!(
                matches!(error, ArchiveError::Unreleased { found, known: 5, .. } if found == version),
                "{error}"
            );
            assert_eq!(
                Language::English.say(&error.message()),
                format!(
                    "the archive {dir} has store version {version}, which was never released; this dafu reads 5"
                )
            );
            assert_eq!(error.hint().map(|told| Language::English.say(&told)).as_deref(), Some(hint.as_str()));
        }
        assert!(std::fs::read(&store).unwrap() == before, "the refused store was written to");
        if cfg!(unix) {
            let command = hint.replace("&& dafu ", concat!("&& ", env!("CARGO_BIN_EXE_dafu"), " "));
            let ran = Command::new("sh").args(["-c", &command]).output().unwrap();
            assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
            place.assert_sound();
            assert_eq!(place.open().replies().unwrap().len(), 3);
        }
    }
}

#[test]
fn a_refused_store_without_an_index_is_refused_all_the_same() {
    let place = place(1);
    set_version(&place.archive().join("store.sqlite"), 2);
    std::fs::remove_file(place.archive().join("CURRENT")).unwrap();
    let error = dafu::archive::create(&place.archive()).unwrap_err();
    assert!(matches!(error, ArchiveError::Unreleased { found: 2, .. }), "{error}");
}

#[test]
fn a_cache_of_an_unreleased_version_is_replaced_without_a_word() {
    let place = place(2);
    let cache = place.dir.path().join("cache");
    std::fs::remove_dir_all(place.archive()).unwrap();
    let search = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dafu"));
        command.args(["search", "路演", "--format", "csv", "--in"]).arg(place.letters());
        command.env("DAFU_CACHE", &cache).current_dir(place.dir.path()).output().unwrap()
    };
    let first = search();
    assert!(first.status.success(), "{}", String::from_utf8_lossy(&first.stderr));
    let folder = std::fs::read_dir(&cache).unwrap().next().unwrap().unwrap().path();
    let store = folder.join("archive/store.sqlite");
    for version in [1, 2] {
        set_version(&store, version);
        let again = search();
        assert_eq!((again.status.code(), again.stdout), (Some(0), first.stdout.clone()));
        assert_eq!(String::from_utf8_lossy(&again.stderr), String::from_utf8_lossy(&first.stderr));
        assert_eq!(std::fs::read(&store).unwrap()[60..64], 5u32.to_be_bytes());
    }
    assert!(!dafu::archive::discard_unreadable(&folder.join("archive")).unwrap(), "it is of today's version");
}
