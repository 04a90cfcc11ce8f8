//! Which letter is which: moved, corrected, copied, answered anew.

use dafu::archive::report::{FileState, Report};
use dafu::archive::store::files::Standing;
use dafu::passage::ReplyId;

use crate::archive::{Place, letter};

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
    assert_eq!(archive.store().versions(id).unwrap().len(), 2);
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
