//! Damage: no file of an archive can be lost, cut, swapped or changed without a word.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use dafu::archive::ingest::Options;
use dafu::archive::verify::verify_at;
use serde_json::Value;

use crate::archive::{Place, letter, words};
use crate::cli::World;

fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_dafu"))
}

/// An archive with two segments, a deleted letter, a missing file, one in quarantine, supplied values, and a bundle.
fn filled(letters: std::ops::Range<u32>) -> Place {
    let place = Place::new();
    let first = letters.start;
    for number in letters {
        place.write(&format!("{number}.txt"), letter(number, &words(number)));
    }
    place.write("empty.txt", "");
    place.index();
    place.write(&format!("{}.txt", first + 2), letter(first + 2, "乡村医生与博士后公寓"));
    std::fs::remove_file(place.letters().join(format!("{}.txt", first + 4))).unwrap();
    let csv = place.dir.path().join("m.csv");
    std::fs::write(&csv, format!("key,region\n{}.txt,安平省\n", first + 6)).unwrap();
    place.index_with(Options { metadata: Some(csv), ..place.options() });
    place.assert_sound();
    place
}

/// Files of an archive that hold something which dafu does not make again by itself, by name.
fn files(archive: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![archive.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            match path.is_dir() {
                true => folders.push(path),
                false
                    if ["lock", "names", ".readers"].contains(&name.as_str()) || name.ends_with(".lock") => {}
                // The store's log is empty between runs, and made again.
                false if name.ends_with("-wal") || name.ends_with("-shm") => {}
                false => files.push(path),
            }
        }
    }
    files.sort();
    files
}

/// What `verify` says: damages, or why it could not look.
fn verified(archive: &Path) -> Vec<String> {
    match verify_at(archive, Some(program())) {
        Ok(found) => found.damages.iter().map(|damage| format!("{damage:?}")).collect(),
        Err(error) => vec![error.to_string()],
    }
}

#[test]
fn each_file_that_is_removed_emptied_cut_or_swapped_is_told_by_verify() {
    let (place, other) = (filled(1..12), filled(21..32));
    other.index_with(Options { rebuild: true, ..other.options() });
    let archive = place.archive();
    let kind = |path: &Path| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        name.rsplit_once('.').map_or(name.clone(), |(_, end)| end.to_owned())
    };
    let others: BTreeMap<String, Vec<u8>> =
        files(&other.archive()).iter().map(|path| (kind(path), std::fs::read(path).unwrap())).collect();
    let all = files(&archive);
    let names: Vec<String> = all.iter().map(|path| kind(path)).collect();
    for needed in ["CURRENT", "sqlite", "json", "chars", "store", "fast", "term", "idx", "del"] {
        assert!(names.iter().any(|name| name == needed), "{needed} is not among {names:?}");
    }
    let mut swapped = 0;
    for path in all {
        let whole = std::fs::read(&path).unwrap();
        let told = |how: &str| {
            let told = verified(&archive);
            assert!(!told.is_empty(), "{} {how} and nobody told", path.display());
        };
        std::fs::remove_file(&path).unwrap();
        told("was removed");
        std::fs::write(&path, "").unwrap();
        told("was emptied");
        std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
        told("was cut");
        if let Some(other) = others.get(&kind(&path)).filter(|other| **other != whole) {
            std::fs::write(&path, other).unwrap();
            told("was swapped");
            swapped += 1;
        }
        std::fs::write(&path, &whole).unwrap();
    }
    assert!(swapped > 8, "{swapped}");
    assert_eq!(verified(&archive), [""; 0]);
}

#[test]
fn a_segments_file_in_the_place_of_anothers_is_told() {
    let place = filled(1..12);
    let stores: Vec<PathBuf> = files(&place.archive())
        .into_iter()
        .filter(|path| path.extension().is_some_and(|e| e == "store"))
        .collect();
    let [first, second] = &stores[..] else { panic!("{stores:?}") };
    let (a, b) = (std::fs::read(first).unwrap(), std::fs::read(second).unwrap());
    std::fs::write(first, &b).unwrap();
    std::fs::write(second, &a).unwrap();
    assert_eq!(verified(&place.archive()).len(), 2);
}

#[test]
fn a_lost_store_is_damage_and_one_hint_leads_out_of_it() {
    for how in ["removed", "emptied"] {
        let world = World::new();
        for number in 1..5 {
            world.write(&format!("letters/{number}.txt"), &letter(number, &words(number)));
        }
        world.run(&["index", "letters"]).outcome.unwrap();
        let store = world.working.join(".dafu/store.sqlite");
        std::fs::remove_file(&store).unwrap();
        if how == "emptied" {
            std::fs::write(&store, "").unwrap();
        }
        let left = || std::fs::metadata(&store).map(|file| file.len()).ok();
        let before = left();
        let state = if how == "emptied" { "is empty" } else { "is gone" };
        let checked = world.run(&["verify"]);
        assert!(checked.outcome.is_ok(), "{:?}", checked.outcome);
        assert!(checked.out.starts_with(&format!("store.sqlite {state}: ")), "{}", checked.out);
        assert!(checked.out.ends_with("passages of 4 letters\n"), "{}", checked.out);
        assert!(checked.err.contains("--set-aside"), "{}", checked.err);
        for command in [
            &["index", "letters"][..],
            &["index", "--rebuild"],
            &["status"],
            &["search", "博士后"],
            &["search", "博士后", "--in", "letters"],
            &["list"],
            &["show", "1"],
        ] {
            let error = world.run(command).outcome.unwrap_err();
            assert!(
                error
                    .contains(&format!("the store of the archive {}/.dafu {state}", world.working.display())),
                "{error}"
            );
            assert_eq!(error.matches("hint: ").count(), 1, "{error}");
            assert!(error.contains(&format!("dafu index {} --archive", world.working.display())), "{error}");
            assert_eq!(left(), before, "nothing is put in its place by {command:?}");
        }
        // The command of the hint.
        let working = world.working.display().to_string();
        let again = world.run(&["index", &working, "--archive", &format!("{working}/.dafu"), "--set-aside"]);
        again.outcome.unwrap();
        assert!(
            again.out.starts_with("5 files: added 4,") || again.out.contains("added 4,"),
            "{}",
            again.out
        );
        assert!(world.working.join(".dafu.damaged-1/index").is_dir(), "what was left is kept");
        assert_eq!(
            world.run(&["verify"]).out.lines().next().map(|line| line.starts_with("sound: 4 replies")),
            Some(true)
        );
    }
}

#[test]
fn a_lost_store_and_name_of_the_index_together_are_damage_too() {
    let world = World::new();
    world.write("letters/1.txt", &letter(1, &words(1)));
    world.run(&["index", "letters"]).outcome.unwrap();
    for name in ["store.sqlite", "CURRENT", "names"] {
        std::fs::remove_file(world.working.join(".dafu").join(name)).unwrap();
    }
    for command in [&["index", "letters"][..], &["index", "letters", "--archive", ".dafu"]] {
        let error = world.run(command).outcome.unwrap_err();
        assert!(error.contains("is gone") && error.contains("--set-aside"), "{error}");
    }
    assert!(!world.working.join(".dafu/store.sqlite").exists());
    assert!(world.run(&["verify"]).out.contains("store.sqlite is gone"));
}

#[test]
fn an_index_whose_name_is_lost_is_built_again_from_the_store() {
    for content in [None, Some(&b""[..]), Some(b"\xff\xfe"), Some(b"000007 1\n")] {
        let place = filled(1..9);
        let before = place.passages();
        let current = place.archive().join("CURRENT");
        match content {
            None => std::fs::remove_file(&current).unwrap(),
            Some(bytes) => std::fs::write(&current, bytes).unwrap(),
        }
        assert!(!verified(&place.archive()).is_empty());
        assert_eq!(place.index().rebuilt, Some(8));
        assert_eq!(place.passages(), before);
        place.assert_sound();
    }
}

#[test]
fn an_older_store_in_the_place_of_the_archives_own_is_told() {
    let place = Place::new();
    place.write("1.txt", letter(1, &words(1)));
    place.index();
    let store = place.archive().join("store.sqlite");
    let older = std::fs::read(&store).unwrap();
    place.write("2.txt", letter(2, &words(2)));
    place.index();
    std::fs::write(&store, older).unwrap();
    let told = verified(&place.archive());
    assert!(told.iter().any(|damage| damage.starts_with("Older")), "{told:?}");
}

/// Numbers that are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % end.max(1) as u64) as usize
    }
}

/// What was done to a file.
fn mutated(whole: &[u8], numbers: &mut Numbers) -> (String, Vec<u8>) {
    let mut bytes = whole.to_vec();
    let at = numbers.below(bytes.len());
    let how = match numbers.below(8) {
        0..3 => {
            let bit = numbers.below(8);
            bytes[at] ^= 1 << bit;
            format!("bit {bit} of byte {at} flipped")
        }
        3..6 => {
            let byte = numbers.below(256) as u8;
            bytes[at] = byte;
            format!("byte {at} made {byte:#x}")
        }
        6 => {
            bytes.truncate(at);
            format!("cut at {at}")
        }
        _ => {
            let page = [512, 4096][numbers.below(2)];
            let from = at / page * page;
            let to = (from + page).min(bytes.len());
            bytes[from..to].fill(0);
            format!("bytes {from}..{to} zeroed")
        }
    };
    (how, bytes)
}

/// Runs dafu and gives its output, or that it told an error.
fn answer(folder: &Path, arguments: &[&str]) -> Result<String, String> {
    let ran = Command::new(program())
        .args(arguments)
        .current_dir(folder)
        .env_remove("DAFU_ARCHIVE")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    match ran.status.code() {
        Some(0 | 1) => Ok(String::from_utf8_lossy(&ran.stdout).into_owned()),
        Some(2) if said.contains("error: ") => Err(said),
        _ => Err(format!("crashed: {} {said}", ran.status)),
    }
}

const SEARCHES: [&[&str]; 2] = [
    &["search", "博士后公寓 OR 农田水利", "--format", "json", "-n", "100"],
    &["search", "单位:科学技术厅 推进", "--format", "json", "-n", "100", "--facets"],
];
const SHOWN: &[&str] = &["show", "安科函〔2024〕7号", "--format", "json"];
const OTHERS: [&[&str]; 4] = [
    &["list", "--format", "json"],
    &["status", "--format", "json"],
    &["show", "安科函〔2024〕3号"],
    &["search", "制度", "--format", "csv"],
];

/// Ids of passages and letters with their texts, wherever they stand in an answer.
fn texts(value: &Value, found: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(fields) => {
            if let (Some(Value::String(id)), Some(Value::String(text))) =
                (fields.get("id"), fields.get("text"))
            {
                found.insert(id.clone(), text.clone());
            }
            fields.values().for_each(|value| texts(value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| texts(value, found)),
        _ => {}
    }
}

fn texts_of(answer: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    texts(&serde_json::from_str(answer).unwrap(), &mut found);
    found
}

/// Mutates files of a copy of `place` so many times, and gives what nobody told.
fn silent(place: &Place, seed: u64, rounds: usize) -> (Vec<String>, usize) {
    let copy = tempfile::tempdir().unwrap();
    let archive = copy.path().join(".dafu");
    for path in walk(&place.archive()) {
        let to = archive.join(path.strip_prefix(place.archive()).unwrap());
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::copy(&path, &to).unwrap();
        keep_time(&to, std::fs::metadata(&path).unwrap().modified().unwrap());
    }
    let ask = |arguments: &&[&str]| answer(copy.path(), arguments);
    let searched: Vec<String> = SEARCHES.iter().map(|search| ask(search).unwrap()).collect();
    let mut known = BTreeMap::new();
    let whole = place.open();
    for reply in whole.replies().unwrap() {
        let passages = whole.records(reply.id).unwrap().into_iter().flat_map(|record| record.passages);
        known.extend(passages.map(|passage| (passage.id.to_string(), passage.text)));
    }
    for (id, text) in searched.iter().flat_map(|answer| texts_of(answer)) {
        assert_eq!(known.get(&id), Some(&text));
    }
    let shown = ask(&SHOWN).unwrap();
    let others: Vec<String> = OTHERS.iter().map(|other| ask(other).unwrap()).collect();
    let all = files(&archive);
    let store = archive.join("store.sqlite");
    let mut numbers = Numbers(seed);
    let (mut silent, mut fewer) = (Vec::new(), 0);
    for _ in 0..rounds {
        let path = if numbers.below(3) == 0 { &store } else { &all[numbers.below(all.len())] };
        let (whole, time) =
            (std::fs::read(path).unwrap(), std::fs::metadata(path).unwrap().modified().unwrap());
        let (how, bytes) = mutated(&whole, &mut numbers);
        std::fs::write(path, &bytes).unwrap();
        // As a disk damages it: what the system says of the file stays.
        if numbers.below(4) > 0 {
            keep_time(path, time);
        }
        let what = format!("{}: {how}", path.strip_prefix(&archive).unwrap().display());
        let told = verified(&archive);
        for (search, before) in SEARCHES.iter().zip(&searched) {
            match ask(search) {
                Ok(now) if now == *before => {}
                Ok(now) => {
                    let other = texts_of(&now).into_iter().find(|(id, text)| known.get(id) != Some(text));
                    silent.extend(other.map(|other| format!("{what}: a search shows {other:?}")));
                    fewer += 1;
                    if told.is_empty() {
                        silent.push(format!("{what}: a search answers otherwise and verify says nothing"));
                    }
                }
                Err(error) if error.starts_with("crashed") => {
                    silent.push(format!("{what}: {search:?} {error}"))
                }
                Err(_) => {}
            }
        }
        match ask(&SHOWN) {
            Ok(now) if now == shown => {}
            Ok(now) => silent.push(format!("{what}: a letter is shown otherwise: {now}")),
            Err(error) if error.starts_with("crashed") => silent.push(format!("{what}: {SHOWN:?} {error}")),
            Err(_) => {}
        }
        if told.is_empty() {
            for (other, before) in OTHERS.iter().zip(&others) {
                if ask(other).as_ref() != Ok(before) {
                    silent.push(format!("{what}: {other:?} answers otherwise and verify says nothing"));
                }
            }
        }
        std::fs::write(path, &whole).unwrap();
        keep_time(path, time);
    }
    assert_eq!(verified(&archive), [""; 0]);
    (silent, fewer)
}

fn keep_time(path: &Path, time: SystemTime) {
    std::fs::File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(walk(&path)) } else { found.push(path) }
    }
    found
}

#[test]
fn no_changed_byte_of_an_archive_changes_an_answer_in_silence() {
    let rounds: usize = std::env::var("DAFU_MUTATIONS").map_or(500, |rounds| rounds.parse().unwrap());
    let place = filled(1..20);
    let workers = 4;
    let found: Vec<(Vec<String>, usize)> = std::thread::scope(|scope| {
        let run = |worker: usize| {
            let place = &place;
            scope.spawn(move || silent(place, 7 + worker as u64, rounds.div_ceil(workers)))
        };
        let running: Vec<_> = (0..workers).map(run).collect();
        running.into_iter().map(|worker| worker.join().unwrap()).collect()
    });
    let silent: Vec<&String> = found.iter().flat_map(|(silent, _)| silent).collect();
    let fewer: usize = found.iter().map(|(_, fewer)| fewer).sum();
    println!("{rounds} mutations: {fewer} searches found other passages, all of which verify tells");
    assert!(silent.is_empty(), "{} of {rounds}: {silent:#?}", silent.len());
}
