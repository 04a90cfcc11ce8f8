//! The archive: folders in, letters out, nothing lost.

use std::path::{Path, PathBuf};

use dafu::archive::ingest::{Event, Options, run};
use dafu::archive::report::{FileState, Reason, Report};
use dafu::archive::store::standing::Standing;
use dafu::archive::{Archive, create, find};
use dafu::language::Language;
use dafu_letters::passage::PassageId;
use dafu_search::embedded::inventory;

/// A folder of letters with an archive in it.
pub struct Place {
    pub dir: tempfile::TempDir,
}

impl Place {
    pub fn new() -> Place {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("letters")).unwrap();
        create(&dir.path().join(".dafu")).unwrap();
        Place { dir }
    }

    pub fn archive(&self) -> PathBuf {
        self.dir.path().join(".dafu")
    }

    pub fn letters(&self) -> PathBuf {
        self.dir.path().join("letters")
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.letters().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    pub fn options(&self) -> Options {
        Options { paths: vec![self.letters()], ..Options::default() }
    }

    pub fn index(&self) -> Report {
        self.index_with(self.options())
    }

    pub fn index_with(&self, options: Options) -> Report {
        let report = run(&self.archive(), &options, &mut |_| {}).unwrap();
        assert!(report.adds_up(), "{report:#?}");
        report
    }

    pub fn open(&self) -> Archive {
        Archive::open(&self.archive()).unwrap()
    }

    pub fn passages(&self) -> Vec<PassageId> {
        inventory::passage_ids(&self.open().index_dir()).unwrap()
    }

    /// Every reply's passages stand in the index exactly once, and nothing else does.
    pub fn assert_sound(&self) {
        let archive = self.open();
        let mut expected: Vec<PassageId> = Vec::new();
        for reply in archive.replies().unwrap() {
            expected.extend(
                archive
                    .records(reply.id)
                    .unwrap()
                    .iter()
                    .flat_map(|record| &record.passages)
                    .map(|passage| passage.id),
            );
        }
        expected.sort();
        assert_eq!(inventory::passage_ids(&archive.index_dir()).unwrap(), expected);
        let found = dafu::archive::verify::verify(&archive, None).unwrap();
        assert_eq!((found.damages, found.behind), (Vec::new(), false));
    }
}

/// A letter with its own case, document number and words.
pub fn letter(number: u32, words: &str) -> String {
    format!(
        "安科函〔2024〕{number}号\n对省政协十三届二次会议第{number:04}号提案的答复\n张三委员：\n\
         \u{3000}\u{3000}您提出的关于{words}的提案收悉。现答复如下：\n\
         \u{3000}\u{3000}一、关于{words}的建议。近年来，我厅持续推进{words}工作，一是完善{words}制度；二是举办{words}路演{number}场。\n\
         \u{3000}\u{3000}下一步，我厅将继续推进{words}，提高{words}服务水平。\n\
         \u{3000}\u{3000}感谢您对科技工作的关心和支持。\n安平省科学技术厅\n2024年5月{}日\n",
        number % 28 + 1
    )
}

const WORDS: [&str; 8] = [
    "博士后公寓",
    "农田水利",
    "科创专员选派",
    "老旧小区改造",
    "职业教育",
    "乡村医生",
    "河道治理",
    "仪器共享",
];

pub fn words(number: u32) -> String {
    format!("{}与{}", WORDS[number as usize % 8], WORDS[(number as usize / 8 + 3) % 8])
}

fn state(report: &Report, name: &str) -> (FileState, Option<Reason>) {
    let row = report.rows.iter().find(|row| row.path.ends_with(name));
    let row = row.unwrap_or_else(|| panic!("{name} is not in {report:#?}"));
    (row.state, row.reason)
}

fn files(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<_> = std::fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.clone(), std::fs::read(path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn a_folder_is_indexed_and_read_back() {
    let place = Place::new();
    for number in 1..=20 {
        place.write(&format!("{number}.txt"), letter(number, &words(number)));
    }
    let mut acknowledged = 0;
    let options = Options { commit_files: 7, ..place.options() };
    let report = run(&place.archive(), &options, &mut |event| {
        if let Event::Committed(rows) = event {
            acknowledged += rows.len();
        }
    })
    .unwrap();
    assert_eq!(report.count(FileState::Added), 20);
    assert_eq!(acknowledged, 20);
    place.assert_sound();
    let archive = place.open();
    let found = archive.lookup("安科函[2024] 7号").unwrap();
    assert_eq!(found.len(), 1, "{found:#?}");
    let id = found[0].reply.id;
    let (text, _) = archive.text(id).unwrap();
    assert!(text.as_str().contains("路演7场"));
    assert_eq!(archive.paths(id).unwrap()[0].display, "letters/7.txt");
    assert_eq!(archive.lookup("7").unwrap()[0].reply.id, id);
    assert_eq!(archive.lookup(&id.to_string()).unwrap()[0].reply.id, id);
    let record = &archive.records(id).unwrap()[0];
    let passage = record.passages.last().unwrap();
    let by_passage = archive.lookup(&passage.id.to_string()).unwrap();
    assert_eq!(by_passage[0].passage, Some(passage.id));
    let cited = format!("{} {}", record.citation, passage.outline);
    assert!(archive.lookup(&cited).unwrap().iter().any(|found| found.passage == Some(passage.id)), "{cited}");
    assert_eq!(find(&place.letters()).unwrap(), archive.dir());
}

#[test]
fn indexing_twice_changes_nothing() {
    let place = Place::new();
    for number in 1..=12 {
        place.write(&format!("{number}.txt"), letter(number, &words(number)));
    }
    place.index();
    let before = files(&place.open().index_dir());
    for rehash in [false, true] {
        let report = place.index_with(Options { rehash, ..place.options() });
        assert_eq!(report.count(FileState::Unchanged), 12);
        assert_eq!(report.count(FileState::Added), 0);
    }
    assert!(before == files(&place.open().index_dir()), "the index was written to");
}

#[test]
fn an_emptied_folder_loses_nothing() {
    let place = Place::new();
    for number in 1..=5 {
        place.write(&format!("{number}.txt"), letter(number, &words(number)));
    }
    place.index();
    let before = place.passages();
    std::fs::rename(place.letters(), place.dir.path().join("away")).unwrap();
    let report = place.index();
    assert_eq!(report.count(FileState::Missing), 5);
    assert_eq!(report.notes.len(), 1, "{:?}", report.notes);
    assert_eq!(place.passages(), before);
    assert!(place.open().replies().unwrap().iter().all(|reply| reply.status == Standing::Missing));
    assert_eq!(place.index().seen, 0);
    std::fs::rename(place.dir.path().join("away"), place.letters()).unwrap();
    let report = place.index();
    assert_eq!(report.count(FileState::Unchanged), 5);
    assert_eq!(state(&report, "1.txt").1, Some(Reason::PresentAgain));
    assert!(place.open().replies().unwrap().iter().all(|reply| reply.status == Standing::Present));
    std::fs::remove_file(place.letters().join("1.txt")).unwrap();
    std::fs::remove_file(place.letters().join("2.txt")).unwrap();
    let report = place.index_with(Options { prune: true, ..place.options() });
    assert_eq!(report.count(FileState::Removed), 2);
    assert_eq!(place.open().replies().unwrap().len(), 3);
    place.assert_sound();
    place.write("1.txt", letter(1, &words(1)));
    assert_eq!(place.index().count(FileState::Added), 1);
    place.assert_sound();
    let remove = vec![place.letters().join("3.txt")];
    let report = place.index_with(Options { paths: Vec::new(), remove, ..Options::default() });
    assert_eq!(report.count(FileState::Removed), 1);
    place.assert_sound();
}

#[test]
fn bad_files_end_in_quarantine_and_stop_nothing() {
    let place = Place::new();
    for number in 1..=5 {
        place.write(&format!("good{number}.txt"), letter(number, &words(number)));
    }
    place.write("empty.txt", "");
    place.write("binary.bin", [0u8, 1, 2, 3, 0, 255, 254, 0].repeat(50));
    let sentence = "我厅持续推进博士后公寓入住，举办路演三场，取得明显成效。\n";
    place.write("fifty.txt", sentence.repeat((50 << 20) / sentence.len() + 1));
    std::fs::File::create(place.letters().join("seventy.txt")).unwrap().set_len(70 << 20).unwrap();
    let mut options = place.options();
    if cfg!(target_os = "linux") {
        // A regular file that can be opened and whose first byte cannot be read.
        options.paths.push("/proc/self/mem".into());
    }
    let report = place.index_with(options);
    for number in 1..=5 {
        assert_eq!(state(&report, &format!("good{number}.txt")).0, FileState::Added);
    }
    assert_eq!(state(&report, "fifty.txt").0, FileState::Added);
    assert_eq!(state(&report, "empty.txt"), (FileState::Quarantined, Some(Reason::Empty)));
    assert_eq!(state(&report, "binary.bin"), (FileState::Quarantined, Some(Reason::Binary)));
    assert_eq!(state(&report, "seventy.txt"), (FileState::Quarantined, Some(Reason::TooLarge)));
    let mut bad = 3;
    if cfg!(target_os = "linux") {
        assert_eq!(state(&report, "mem"), (FileState::Quarantined, Some(Reason::Unreadable)));
        bad = 4;
    }
    assert_eq!(report.newly_quarantined(), bad);
    let again = place.index();
    assert_eq!(again.count(FileState::Quarantined), 3);
    assert_eq!(again.newly_quarantined(), 0);
    place.write("empty.txt", letter(9, "河道治理"));
    assert_eq!(state(&place.index(), "empty.txt").0, FileState::Added);
}

#[test]
fn what_is_not_read_is_counted_by_reason() {
    let place = Place::new();
    place.write("a.txt", letter(1, "农田水利"));
    place.write(".hidden.txt", letter(2, "农田水利"));
    place.write("drafts/b.txt", letter(3, "农田水利"));
    place.write("drafts/keep.txt", letter(4, "职业教育"));
    place.write(".dafuignore", "drafts/*\n!keep.txt\n");
    place.write(".gitignore", "a.txt\n");
    #[cfg(unix)]
    std::os::unix::fs::symlink(place.letters().join("a.txt"), place.letters().join("link.txt")).unwrap();
    let mut options = place.options();
    options.paths = vec![place.dir.path().to_owned()];
    let report = place.index_with(options);
    assert_eq!(report.count(FileState::Added), 2);
    assert_eq!(state(&report, "keep.txt").0, FileState::Added);
    assert_eq!(state(&report, "b.txt").1, Some(Reason::Ignored));
    assert_eq!(state(&report, ".dafu").1, Some(Reason::Archive));
    let skipped = report.skipped();
    assert_eq!(skipped[&Reason::Hidden], 3);
    if cfg!(unix) {
        assert_eq!(skipped[&Reason::Link], 1);
    }
    let report = place.index_with(Options { hidden: true, ..place.options() });
    assert_eq!(state(&report, ".hidden.txt").0, FileState::Added);
}

#[test]
fn a_dry_run_writes_nothing() {
    let place = Place::new();
    place.write("a.txt", letter(1, "农田水利"));
    let report = place.index_with(Options { dry_run: true, ..place.options() });
    assert_eq!(report.count(FileState::Added), 1);
    assert!(place.open().replies().unwrap().is_empty());
    assert_eq!(place.index().count(FileState::Added), 1);
}

#[test]
fn a_rebuilt_index_holds_the_same_passages_without_the_files() {
    let place = Place::new();
    for number in 1..=9 {
        place.write(&format!("{number}.txt"), letter(number, &words(number)));
    }
    place.index();
    let before = place.passages();
    std::fs::remove_dir_all(place.letters()).unwrap();
    let reader = place.open();
    let old = reader.index_dir();
    let rebuild = Options { rebuild: true, ..Options::default() };
    let report = place.index_with(rebuild.clone());
    assert_eq!(report.rebuilt, Some(9));
    assert!(old.exists(), "a reader still holds it");
    assert_eq!(inventory::passage_ids(&old).unwrap(), before);
    drop(reader);
    assert_eq!(place.passages(), before);
    place.index_with(rebuild);
    assert!(!old.exists());
    place.assert_sound();
}

#[test]
fn a_stopped_run_keeps_what_it_did() {
    let place = Place::new();
    for number in 1..=30 {
        place.write(&format!("{number:02}.txt"), letter(number, &words(number)));
    }
    let options = Options { commit_files: 3, ..place.options() };
    let cancel = options.cancel.clone();
    let mut seen = 0;
    let report = run(&place.archive(), &options, &mut |event| {
        if let Event::File { .. } = event {
            seen += 1;
            if seen == 10 {
                cancel.store(true, std::sync::atomic::Ordering::Relaxed);
            }
        }
    })
    .unwrap();
    assert!(report.cancelled && report.adds_up());
    assert_eq!((report.rows.len(), report.unreached), (10, 20));
    assert_eq!(place.open().replies().unwrap().len(), 10);
    place.assert_sound();
    assert_eq!(place.index().count(FileState::Added), 20);
}

#[test]
fn supplied_values_fill_gaps_and_can_come_later() {
    let place = Place::new();
    place.write(
        "a.txt",
        "关于水利工作的说明\n近年来，我县持续推进农田水利建设，新建泵站三座，改造渠道二十公里，成效明显。\n",
    );
    let csv = place.dir.path().join("m.csv");
    std::fs::write(
        &csv,
        "\u{feff}路径,单位,日期,备注\na.txt,白鹭县水利局,2023/5/9,x\nnowhere.txt,省科技厅,,\n",
    )
    .unwrap();
    place.index();
    let report = place.index_with(Options { metadata: Some(csv), ..place.options() });
    assert_eq!(report.count(FileState::Unchanged), 1);
    assert_eq!(report.unknown_keys, ["nowhere.txt"]);
    assert!(report.notes[0].to_string().contains("备注"));
    let archive = place.open();
    let row = &archive.replies().unwrap()[0];
    assert_eq!((row.facts.unit.as_str(), row.facts.year.as_str()), ("白鹭县水利局", "2023"));
    let record = &archive.records(row.id).unwrap()[0];
    assert_eq!(record.attributes.date, 20_230_509);
    place.assert_sound();
}

#[test]
fn collections_are_taken_line_by_line() {
    let place = Place::new();
    let file = place.dir.path().join("passages.jsonl");
    let line =
        |id: u32, text: &str| format!("{{\"id\":\"p{id}\",\"text\":\"{text}\",\"unit\":\"省科技厅\"}}\n");
    std::fs::write(
        &file,
        [line(1, "同一段话"), line(2, "同一段话"), "{}\n".to_owned(), line(1, "又一段")].concat(),
    )
    .unwrap();
    let options = Options { jsonl: vec![file.clone()], ..Options::default() };
    let report = place.index_with(options.clone());
    assert_eq!(report.lines[&FileState::Added], 2);
    let detail = report.rows[0].detail.as_ref().unwrap();
    assert_eq!(Language::English.say(detail), "line 3: no id, line 4: id p1 seen before");
    assert_eq!(place.passages().len(), 2);
    place.assert_sound();
    assert_eq!(place.index_with(options.clone()).count(FileState::Unchanged), 1);
    std::fs::write(&file, [line(2, "另一段话"), line(3, "第三段话")].concat()).unwrap();
    let report = place.index_with(options);
    assert_eq!(report.lines[&FileState::Added], 1);
    assert_eq!(report.lines[&FileState::Updated], 1);
    assert_eq!(report.lines[&FileState::Missing], 1);
    place.assert_sound();
}

#[test]
fn a_newer_archive_is_refused_and_left_alone() {
    let place = Place::new();
    place.write("a.txt", letter(1, "农田水利"));
    place.index();
    let store = place.archive().join("store.sqlite");
    let mut bytes = std::fs::read(&store).unwrap();
    bytes[60..64].copy_from_slice(&99u32.to_be_bytes());
    std::fs::write(&store, &bytes).unwrap();
    for error in [
        Archive::open(&place.archive()).unwrap_err(),
        run(&place.archive(), &place.options(), &mut |_| {}).unwrap_err(),
    ] {
        let told = Language::English.say(&error.message());
        assert!(told.contains("newer dafu: store version 99"), "{told}");
    }
    assert!(std::fs::read(&store).unwrap() == bytes);
}

#[test]
fn damage_is_found_and_reported() {
    let place = Place::new();
    for number in 1..=9 {
        place.write(&format!("{number}.txt"), letter(number, &words(number)));
    }
    place.index();
    let index = place.open().index_dir();
    let segment = files(&index).into_iter().find(|(path, _)| path.extension().is_some_and(|e| e == "fast"));
    let (path, bytes) = segment.unwrap();
    for at in (0..bytes.len()).step_by(bytes.len() / 12 + 1) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 4;
        std::fs::write(&path, damaged).unwrap();
        for program in [None, Some(Path::new(env!("CARGO_BIN_EXE_dafu")))] {
            let found = dafu::archive::verify::verify(&place.open(), program).unwrap();
            assert!(!found.damages.is_empty(), "byte {at}");
        }
    }
    std::fs::write(&path, bytes).unwrap();
    place.assert_sound();
    let status = dafu::archive::status::status(&place.open()).unwrap();
    assert_eq!(status.replies, [(Standing::Present, 9)]);
    assert_eq!(status.coverage.doc_numbers[0].missing, []);
}
