//! Killed at any point, the archive has lost nothing that was acknowledged and doubled nothing.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::Instant;

use dafu::archive::report::FileState;
use dafu_letters::passage::PassageId;
use dafu_search::embedded::inventory;

use crate::archive::{Place, letter, words};

/// Letters that are indexed before; every second one is then corrected.
const OLD: u32 = 16;
/// Letters in all.
const ALL: u32 = 40;

/// How a child that was to be killed ended.
struct Killed {
    acknowledged: BTreeSet<PathBuf>,
    done: bool,
}

/// A place with an archive of old letters, half of them corrected since, and new ones: each commit of the next run
/// adds and deletes.
fn place() -> Place {
    static OLD_ARCHIVE: OnceLock<Place> = OnceLock::new();
    let old = OLD_ARCHIVE.get_or_init(|| {
        let place = Place::new();
        for number in 1..=OLD {
            place.write(&format!("{number:02}.txt"), letter(number, &words(number)));
        }
        place.index();
        place
    });
    let place = Place { dir: tempfile::tempdir().unwrap() };
    copy(old.dir.path(), place.dir.path());
    for number in 1..=ALL {
        let text = letter(number, &words(number));
        let text = if number % 2 == 0 { text.replace("路演", "专场路演") } else { text };
        place.write(&format!("{number:02}.txt"), text);
    }
    place
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(std::fs::copy(entry.path(), target).unwrap()),
        }
    }
}

fn spawn(place: &Place, failpoint: Option<&str>, rebuild: bool) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dafu"));
    command.arg("__ingest").arg(place.archive()).arg(place.letters()).env_remove("DAFU_FAILPOINT");
    if rebuild {
        command.arg("rebuild");
    }
    if let Some(failpoint) = failpoint {
        command.env("DAFU_FAILPOINT", failpoint);
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap()
}

fn read(output: impl Read) -> Killed {
    let mut killed = Killed { acknowledged: BTreeSet::new(), done: false };
    for line in BufReader::new(output).lines() {
        let line = line.unwrap();
        match line.strip_prefix("ack ") {
            Some(path) => drop(killed.acknowledged.insert(path.into())),
            None => killed.done = true,
        }
    }
    killed
}

/// What was acknowledged is in the index once; what the index holds it holds once.
fn assert_nothing_lost(place: &Place, killed: &Killed, name: &str) {
    if !place.archive().join("CURRENT").exists() {
        assert!(killed.acknowledged.is_empty(), "{name}");
        return;
    }
    let archive = place.open();
    let held = inventory::passage_ids(&archive.index_dir()).unwrap();
    assert!(held.windows(2).all(|pair| pair[0] != pair[1]), "{name}: a passage stands twice");
    for path in &killed.acknowledged {
        let stored = path.strip_prefix(place.dir.path().canonicalize().unwrap()).unwrap();
        let file = archive.store().unwrap().file(stored.as_os_str().as_encoded_bytes()).unwrap().unwrap();
        let id = file.reply.unwrap();
        let mut expected: Vec<PassageId> = archive
            .records(id)
            .unwrap()
            .iter()
            .flat_map(|record| &record.passages)
            .map(|passage| passage.id)
            .collect();
        expected.sort();
        let found: Vec<PassageId> = held.iter().filter(|passage| passage.reply == id).copied().collect();
        assert_eq!(found, expected, "{name}: {} is not in the index as it was acknowledged", path.display());
        let number: u32 = path.file_stem().unwrap().to_str().unwrap().parse().unwrap();
        let words = if number.is_multiple_of(2) { "专场路演" } else { "路演" };
        let text = archive.text(id).unwrap().0;
        assert!(text.as_str().contains(&format!("{words}{number}场")), "{name}: {}", path.display());
    }
}

/// The next run brings everything in, the one after finds nothing to do.
fn assert_next_run_is_clean(place: &Place, name: &str) {
    let output = spawn(place, None, false).wait_with_output().unwrap();
    assert!(output.status.success(), "{name}: the next run failed");
    place.assert_sound();
    assert_eq!(place.open().replies().unwrap().len(), ALL as usize, "{name}");
    let report = place.index();
    assert_eq!(report.count(FileState::Unchanged), u64::from(ALL), "{name}");
    assert_eq!(
        std::fs::read_dir(place.archive().join("index")).unwrap().count(),
        1,
        "{name}: a generation is left"
    );
}

fn killed_at(point: &str, nth: u32, place: &Place, rebuild: bool) {
    let name = format!("{point}:{nth}");
    let mut child = spawn(place, Some(&name), rebuild);
    let killed = read(child.stdout.take().unwrap());
    let status = child.wait().unwrap();
    assert!(!status.success() && !killed.done, "{name} was never passed");
    assert!(status.code().is_none_or(|code| code > 2), "{name}: an error instead of a kill: {status}");
    assert_nothing_lost(place, &killed, &name);
    assert_next_run_is_clean(place, &name);
}

#[test]
fn killed_around_the_store_s_commit_nothing_is_lost_or_doubled() {
    for point in ["store_before", "store_after", "index_after"] {
        for nth in [1, 3, 6] {
            killed_at(point, nth, &place(), false);
        }
    }
}

#[test]
fn killed_around_the_index_s_commit_nothing_is_lost_or_doubled() {
    for point in ["meta_unwritten", "meta_written", "meta_renamed", "meta_synced"] {
        for nth in [1, 2, 5] {
            killed_at(point, nth, &place(), false);
        }
    }
}

#[test]
fn killed_while_deletes_are_written_nothing_is_lost_or_doubled() {
    for point in ["del_created", "del_written"] {
        for nth in [1, 2, 3] {
            killed_at(point, nth, &place(), false);
        }
    }
}

#[test]
fn killed_around_directory_syncs_and_file_deletes_nothing_is_lost_or_doubled() {
    for (point, nths) in [("directory_sync", [1, 9, 40]), ("index_delete", [1, 5, 12])] {
        for nth in nths {
            killed_at(point, nth, &place(), false);
        }
    }
}

#[test]
fn killed_around_the_swap_of_generations_nothing_is_lost_or_doubled() {
    for point in ["rebuild_done", "swap_before", "swap_renamed", "swap_after"] {
        // The letters as they were, …
        let unchanged = place();
        killed_at(point, 1, &unchanged, true);
        // … once more over what the first kill left, …
        killed_at(point, 1, &unchanged, true);
        // … and in an archive that a killed writer left behind its store.
        let behind = place();
        let killed = spawn(&behind, Some("store_after:2"), false).wait_with_output().unwrap();
        assert!(!killed.status.success());
        killed_at(point, 1, &behind, true);
    }
    for point in ["swap_before", "swap_renamed", "swap_after"] {
        let fresh = place();
        std::fs::remove_dir_all(fresh.archive()).unwrap();
        killed_at(point, 1, &fresh, false);
    }
}

#[test]
fn killed_at_any_moment_nothing_is_lost_or_doubled() {
    let kills: u32 =
        std::env::var("DAFU_KILLS").map_or(15, |kills| kills.parse().expect("DAFU_KILLS is a number"));
    assert!(kills > 0, "DAFU_KILLS=0 would kill nothing and prove nothing");
    let mut random = 0x2024_0529u64;
    let mut landed = 0;
    // How long the commits after the first take, measured on a run that is let be.
    let window = {
        let place = place();
        let mut child = spawn(&place, None, false);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        lines.next().unwrap().unwrap();
        let first = Instant::now();
        let last = lines
            .map_while(|line| line.ok().filter(|line| line.starts_with("ack")))
            .map(|_| first.elapsed())
            .last();
        child.wait().unwrap();
        last.unwrap()
    };
    for kill in 0..kills {
        let place = place();
        let mut child = spawn(&place, None, false);
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut first = String::new();
        output.read_line(&mut first).unwrap();
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        std::thread::sleep(window.mul_f64((random >> 33) as f64 / f64::from(1u32 << 31) * 0.9));
        let _ = child.kill();
        let mut killed = read(output);
        child.wait().unwrap();
        killed.acknowledged.extend(first.trim_end().strip_prefix("ack ").map(PathBuf::from));
        landed += u32::from(!killed.done && killed.acknowledged.len() < ALL as usize);
        let name = format!("random kill {kill}");
        assert_nothing_lost(&place, &killed, &name);
        assert_next_run_is_clean(&place, &name);
    }
    let enough = kills.min(15) * 2 / 3;
    assert!(landed >= enough, "only {landed} of {kills} kills landed between the first and the last commit");
}

/// A person stops a run, or the system does: it says how far it came and how to go on, and its exit tells who stopped it.
#[cfg(unix)]
#[test]
fn a_run_that_is_stopped_says_how_far_it_came() {
    use rustix::process::{Pid, Signal, kill_process};
    const MANY: u32 = 4_000;
    let place = Place::new();
    for number in 1..=MANY {
        place.write(&format!("{number}.txt"), letter(number, &words(number)));
    }
    let (archive, cache) = (place.dir.path().join("archive"), place.dir.path().join("cache"));
    let ended = |arguments: &[&str], begun: &Path, signal: Signal| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dafu"));
        command.current_dir(place.dir.path()).env("DAFU_CACHE", &cache).args(arguments);
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let started = Instant::now();
        while !begun.exists() {
            assert!(started.elapsed().as_secs() < 60, "nothing was begun");
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        kill_process(Pid::from_child(&child), signal).unwrap();
        let output = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let begun = archive.join("CURRENT");
    let (code, out, err) = ended(&["index", "letters", "--archive", "archive"], &begun, Signal::INT);
    assert_eq!(code, Some(130), "{out}{err}");
    assert!(err.contains("files were not reached; run the same command again to go on"), "{err}");
    let counts: Vec<u32> = out
        .split('\n')
        .next()
        .unwrap()
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|n| n.parse().ok())
        .collect();
    assert!(out.contains("not reached"), "{out}");
    assert_eq!((counts[0], counts[1..].iter().sum()), (MANY, MANY), "{out}");
    // A search of a folder does not answer from half of it.
    let (code, out, err) = ended(&["search", "路演", "--in", "letters"], &cache, Signal::TERM);
    assert_eq!((code, out.as_str()), (Some(143), ""), "{err}");
    assert!(err.contains("were not reached\nhint: run the same command again"), "{err}");
}
