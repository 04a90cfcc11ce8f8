//! Which letter is which: moved, corrected, copied, answered anew.

use std::collections::{BTreeMap, BTreeSet};

use dafu::archive::report::{FileState, Report};
use dafu::archive::store::standing::Standing;
use dafu_letters::passage::ReplyId;

use crate::archive::{Place, letter, words};

fn row(report: &Report, name: &str) -> (FileState, ReplyId) {
    let row = report.rows.iter().find(|row| row.path.ends_with(name)).unwrap();
    (row.state, row.reply.unwrap())
}

#[test]
fn a_moved_letter_keeps_its_id() {
    let place = Place::new();
    place.write("a.txt", letter(1, "农田水利"));
    let (_, id) = row(&place.index(), "a.txt");
    std::fs::create_dir(place.letters().join("2024")).unwrap();
    std::fs::rename(place.letters().join("a.txt"), place.letters().join("2024/b.txt")).unwrap();
    let report = place.index();
    assert_eq!(row(&report, "b.txt"), (FileState::Moved, id));
    assert_eq!(report.rows.len(), 1);
    assert_eq!(place.open().paths(id).unwrap().len(), 1);
    place.assert_sound();
}

#[test]
fn a_corrected_letter_keeps_its_id_and_its_versions() {
    let place = Place::new();
    place.write("a.txt", letter(1, "农田水利"));
    let (_, id) = row(&place.index(), "a.txt");
    place.write("a.txt", letter(1, "农田水利").replace("路演1场", "路演12场"));
    assert_eq!(row(&place.index(), "a.txt"), (FileState::Updated, id));
    let archive = place.open();
    assert!(archive.text(id).unwrap().0.as_str().contains("路演12场"));
    assert_eq!(archive.store().unwrap().versions(id).unwrap().len(), 2);
    place.assert_sound();
}

#[test]
fn another_letter_at_the_same_path_is_another_letter() {
    let place = Place::new();
    place.write("a.txt", letter(1, "农田水利"));
    let (_, first) = row(&place.index(), "a.txt");
    let other = "张江市教育局\n关于职业教育的情况说明\n全市新建职业学校四所，招收学生两千名，校企合作项目稳步增加，实训基地建成投用。\n";
    place.write("a.txt", other);
    let (state, second) = row(&place.index(), "a.txt");
    assert_eq!(state, FileState::Added);
    assert_ne!(first, second);
    let archive = place.open();
    assert_eq!(archive.reply(first).unwrap().status, Standing::Missing);
    assert!(archive.text(first).unwrap().0.as_str().contains("农田水利"));
    place.assert_sound();
}

#[test]
fn a_letter_with_another_document_number_at_the_same_path_is_another_letter_however_alike() {
    let place = Place::new();
    let without_case = |number| letter(number, "农田水利").replace(&format!("第{number:04}号"), "");
    place.write("a.txt", without_case(1));
    let (_, first) = row(&place.index(), "a.txt");
    place.write("a.txt", without_case(2));
    let (state, second) = row(&place.index(), "a.txt");
    assert_eq!(state, FileState::Added);
    assert_ne!(first, second);
    assert_eq!(place.open().reply(first).unwrap().status, Standing::Missing);
    place.assert_sound();
}

#[test]
fn copies_are_one_letter_with_many_paths() {
    let place = Place::new();
    let text = letter(1, "农田水利");
    place.write("a.txt", &text);
    place.write("b.txt", &text);
    place.write("gbk.txt", encoding_rs::GB18030.encode(&text).0);
    place.write("near.txt", text.replace("感谢您对科技工作的关心和支持。", "感谢您对科技工作的关心和支持！"));
    let report = place.index();
    let (state, id) = row(&report, "a.txt");
    assert_eq!(state, FileState::Added);
    for name in ["b.txt", "gbk.txt", "near.txt"] {
        assert_eq!(row(&report, name), (FileState::Duplicate, id), "{name}");
    }
    assert_eq!(place.open().paths(id).unwrap().len(), 4);
    assert_eq!(place.open().replies().unwrap().len(), 1);
    std::fs::remove_file(place.letters().join("a.txt")).unwrap();
    place.index();
    assert_eq!(place.open().reply(id).unwrap().status, Standing::Present);
    place.assert_sound();
    assert_eq!(place.index().count(FileState::Unchanged), 3);
}

#[test]
fn letters_to_different_cases_are_never_one() {
    let place = Place::new();
    let text = letter(1, "农田水利");
    place.write("a.txt", &text);
    place.write("b.txt", text.replace("第0001号提案", "第0002号提案"));
    let report = place.index();
    assert_eq!(report.count(FileState::Added), 2);
    place.assert_sound();
}

#[test]
fn a_copy_that_is_rewritten_does_not_take_the_letter_with_it() {
    let place = Place::new();
    let text = letter(1, "农田水利");
    place.write("a.txt", &text);
    place.write("b.txt", &text);
    let (_, id) = row(&place.index(), "a.txt");
    let opinion = "关于省政协十三届二次会议第0001号提案的会办意见\n省农业农村厅：\n\
                   \u{3000}\u{3000}渠道衬砌由我厅负责，资金已经下达，工程将在年内完成，有关数据另行报送。\n安平省水利厅\n2024年6月1日\n";
    place.write("b.txt", opinion);
    let (state, other) = row(&place.index(), "b.txt");
    assert_eq!(state, FileState::Added);
    assert_ne!(other, id);
    assert!(place.open().text(id).unwrap().0.as_str().contains("路演"));
    place.assert_sound();
}

#[test]
fn a_letter_that_became_unreadable_stays_searchable() {
    let place = Place::new();
    place.write("a.txt", letter(1, "农田水利"));
    let (_, id) = row(&place.index(), "a.txt");
    place.write("a.txt", "");
    let report = place.index();
    assert_eq!(report.newly_quarantined(), 1);
    assert_eq!(place.open().reply(id).unwrap().status, Standing::Missing);
    place.assert_sound();
    place.write("a.txt", letter(1, "农田水利"));
    assert_eq!(row(&place.index(), "a.txt").1, id);
    assert_eq!(place.open().reply(id).unwrap().status, Standing::Present);
}

/// Whatever happens to the files, in any order: every letter that was ever indexed can still be found, every file
/// that is there is held by a letter to its own case, and the index holds each letter once.
#[test]
fn any_history_of_a_folder_loses_no_letter() {
    let mut random = 20_240_529u64;
    let mut next = |below: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((random >> 33) as usize) % below
    };
    for _ in 0..4 {
        let place = Place::new();
        // Name of each file and the number of the letter in it; 0 for an empty file.
        let mut files: BTreeMap<String, u32> = BTreeMap::new();
        let mut seen: BTreeSet<u32> = BTreeSet::new();
        for step in 0..60 {
            let name = format!("{}.txt", next(14));
            let other = format!("{}/{}.txt", next(3), next(14));
            let number = next(20) as u32 + 1;
            let revised = |number: u32| {
                let text = letter(number, &words(number));
                if step % 3 == 0 {
                    text.replace("水平。", &format!("水平，第{step}次修订。"))
                } else {
                    text
                }
            };
            match next(6) {
                0 | 1 => {
                    place.write(&name, revised(number));
                    files.insert(name, number);
                }
                2 => {
                    if let Some(&number) = files.get(&name).filter(|&&number| number > 0) {
                        place.write(&name, revised(number));
                    }
                }
                3 => {
                    if let Some(number) = files.remove(&name) {
                        place.write(&other, "");
                        std::fs::rename(place.letters().join(&name), place.letters().join(&other)).unwrap();
                        files.insert(other, number);
                    }
                }
                4 => {
                    if let Some(&number) = files.get(&name) {
                        place.write(&other, std::fs::read(place.letters().join(&name)).unwrap());
                        files.insert(other, number);
                    }
                }
                _ => {
                    if files.remove(&name).is_some() {
                        std::fs::remove_file(place.letters().join(&name)).unwrap();
                    } else {
                        place.write(&name, "");
                        files.insert(name, 0);
                    }
                }
            }
            if next(3) > 0 {
                continue;
            }
            let report = place.index();
            seen.extend(files.values().filter(|&&number| number > 0));
            place.assert_sound();
            let archive = place.open();
            let cases = |id: ReplyId| archive.reply(id).unwrap().facts.cases;
            for row in report.rows.iter().filter(|row| row.state != FileState::Missing) {
                let name = row.path.strip_prefix(place.letters().canonicalize().unwrap()).unwrap();
                match files[name.to_str().unwrap()] {
                    0 => assert_eq!(row.state, FileState::Quarantined),
                    number => {
                        let id = row.reply.unwrap();
                        assert_eq!(cases(id)[0].0, number.to_string(), "step {step}: {}", name.display());
                        assert_eq!(archive.reply(id).unwrap().status, Standing::Present);
                    }
                }
            }
            let held: BTreeSet<u32> = archive
                .replies()
                .unwrap()
                .iter()
                .map(|reply| reply.facts.cases[0].0.parse().unwrap())
                .collect();
            assert_eq!(held, seen, "step {step}");
            assert_eq!(
                place.index().count(FileState::Unchanged),
                files.values().filter(|&&n| n > 0).count() as u64
            );
        }
    }
}
