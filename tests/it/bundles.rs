//! Bundles, folders and what is counted: each file within counts like a file of its own, in every run.

use std::collections::BTreeMap;

use dafu::archive::ingest::Options;
use dafu::archive::report::{FileState, Reason, Report};
use dafu::archive::status::status;

use crate::archive::{Place, letter, words};
use crate::cli::World;
use crate::hostile::pack::zip_of;

fn bundle(numbers: &[u32]) -> Vec<u8> {
    let letters: Vec<(String, String)> =
        numbers.iter().map(|&number| (format!("{number}.txt"), letter(number, &words(number)))).collect();
    let mut parts: Vec<(&str, &[u8])> =
        letters.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    parts.push(("empty.txt", b""));
    zip_of(&parts)
}

/// States with their counts, those of which there are none left out.
fn counts(report: &Report) -> BTreeMap<&'static str, u64> {
    report
        .counts()
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(state, count)| (state.code(), count))
        .collect()
}

#[test]
fn files_of_a_bundle_are_counted_alike_in_every_run() {
    let place = Place::new();
    place.write("a.zip", bundle(&[1, 2, 3]));
    place.write("b.txt", letter(9, "河道治理"));
    assert_eq!(counts(&place.index()), BTreeMap::from([("added", 5), ("quarantined", 1)]));
    let same = BTreeMap::from([("unchanged", 5), ("quarantined", 1)]);
    // Read again because it was written just now, then by its stamp alone, then by its bytes.
    for rehash in [false, false, true] {
        let report = place.index_with(Options { rehash, ..place.options() });
        assert_eq!((counts(&report), report.newly_quarantined()), (same.clone(), 0));
    }
    let archive = place.open();
    let files = status(&archive).unwrap();
    assert_eq!(files.files.iter().map(|(_, count)| count).sum::<u64>(), 6);
    assert!(files.quarantine[0].path.ends_with("a.zip!empty.txt"), "{:?}", files.quarantine);
}

#[test]
fn a_letter_that_is_gone_from_its_bundle_is_missing_until_it_is_pruned() {
    let place = Place::new();
    place.write("a.zip", bundle(&[1, 2, 3]));
    place.index();
    place.write("a.zip", bundle(&[1, 3]));
    let report = place.index();
    let expected = BTreeMap::from([("updated", 1), ("unchanged", 2), ("missing", 1), ("quarantined", 1)]);
    assert_eq!(counts(&report), expected);
    let gone = status(&place.open()).unwrap().missing;
    assert!(gone.len() == 1 && gone[0].ends_with("a.zip!2.txt"), "{gone:?}");
    assert_eq!(place.open().replies().unwrap().len(), 3);
    let report = place.index_with(Options { prune: true, ..place.options() });
    assert_eq!(report.count(FileState::Removed), 1);
    assert_eq!(place.open().replies().unwrap().len(), 2);
    place.assert_sound();
    // The whole bundle.
    std::fs::remove_file(place.letters().join("a.zip")).unwrap();
    assert_eq!(counts(&place.index()), BTreeMap::from([("missing", 4)]));
    let report = place.index_with(Options { prune: true, ..place.options() });
    assert_eq!(counts(&report), BTreeMap::from([("removed", 4)]));
    assert!(place.open().replies().unwrap().is_empty());
    place.assert_sound();
    place.write("a.zip", bundle(&[1, 3]));
    assert_eq!(counts(&place.index())["added"] + counts(&place.index())["unchanged"], 5);
    place.assert_sound();
}

/// A folder that nobody can list: its path is longer than the system takes. Gives what to remove to be rid of it.
#[cfg(unix)]
fn unlistable(world: &World, name: &str) {
    let half = vec!["长".repeat(80); 12].join("/");
    let make = |folder: &std::path::Path, path: &str| {
        let made =
            std::process::Command::new("mkdir").args(["-p", path]).current_dir(folder).status().unwrap();
        assert!(made.success());
    };
    let letters = world.working.join("letters");
    make(&letters, &format!("{name}/{half}"));
    make(&letters.join(name).join(&half), &half);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_listed_stands_in_quarantine_and_fails_runs_until_it_is_acknowledged() {
    use dafu::cli::outcome::Outcome;
    let world = World::new();
    world.write("letters/a.txt", &letter(1, "农田水利"));
    unlistable(&world, "deep");
    for _ in 0..2 {
        let ran = world.run(&["index", "letters"]);
        assert!(matches!(ran.outcome, Ok(Outcome::Quarantined)), "{:?}", ran.outcome);
    }
    let stands = world.run(&["status", "--format", "json"]).json()["quarantine"].clone();
    assert_eq!((stands.as_array().unwrap().len(), &stands[0]["acknowledged"]), (1, &false.into()));
    assert_eq!(stands[0]["reason"], Reason::Unreadable.code());
    let path = stands[0]["path"].as_str().unwrap().to_owned();
    let unknown = world.run(&["quarantine", "acknowledge", "letters/a.txt"]).outcome.unwrap_err();
    assert!(unknown.contains("is not in quarantine"), "{unknown}");
    world.run(&["quarantine", "acknowledge", &path]).outcome.unwrap();
    assert!(matches!(world.run(&["index", "letters"]).outcome, Ok(Outcome::Done)));
    let listed = world.run(&["quarantine"]).out;
    assert!(listed.trim_end().ends_with("(acknowledged)"), "{listed}");
    // Once it can be listed, or is gone, it stands there no more.
    let removed = std::process::Command::new("rm")
        .args(["-rf", "deep"])
        .current_dir(world.working.join("letters"))
        .status()
        .unwrap();
    assert!(removed.success());
    assert!(matches!(world.run(&["index", "letters"]).outcome, Ok(Outcome::Done)));
    assert!(matches!(world.run(&["quarantine"]).outcome, Ok(Outcome::Nothing)));
    // And when it comes back, it is new.
    unlistable(&world, "deep");
    assert!(matches!(world.run(&["index", "letters"]).outcome, Ok(Outcome::Quarantined)));
    assert!(world.run(&["verify"]).out.starts_with("sound: "));
}
