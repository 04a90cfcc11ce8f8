//! Files that were cut off: read as far as they go, and said so everywhere.

use dafu::archive::report::{FileState, Reason};
use dafu_letters::extract::cut::CUT_OFF;
use dafu_letters::extract::{ExtractError, extract};

use crate::archive::{Place, letter, words};
use crate::cli::World;
use crate::hostile::pack::gzip;

/// The sample files of a format, by the end of their names.
fn samples(end: &str) -> Vec<(String, Vec<u8>)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/formats");
    let mut found: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_str().unwrap().ends_with(end))
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(path).unwrap()))
        .collect();
    found.sort();
    assert!(!found.is_empty(), "{end}");
    found
}

fn is_marked(bytes: &[u8]) -> Option<bool> {
    extract(bytes).ok().map(|read| read.notes.iter().any(|note| note.code == CUT_OFF))
}

#[test]
fn sound_samples_are_not_taken_for_cut_ones() {
    for end in [".pdf", ".rtf", ".rtf.doc", ".html", ".gz", ".page.doc"] {
        for (name, bytes) in samples(end) {
            let cut = name.ends_with(".cut.pdf");
            assert!(is_marked(&bytes).is_none_or(|marked| marked == cut), "{name}");
        }
    }
}

#[test]
fn what_is_read_of_a_cut_file_is_marked_wherever_it_was_cut() {
    for end in [".pdf", ".rtf", ".html", ".gz"] {
        let (mut read, mut all, mut unmarked) = (0, 0, Vec::new());
        for (name, bytes) in samples(end) {
            for tenths in 1..10 {
                let part = &bytes[..bytes.len() * tenths / 10];
                all += 1;
                if let Some(marked) = is_marked(part) {
                    read += 1;
                    if !marked {
                        unmarked.push(format!("{name} at {tenths} tenths"));
                    }
                }
            }
        }
        println!("{end}: of {all} cut files {read} give text; not marked: {unmarked:?}");
        assert!(read > 0, "{end}");
        // A page that was cut between two paragraphs looks like one whose maker closed neither body nor page.
        let most = if end == ".html" { read / 10 } else { 0 };
        assert!(unmarked.len() <= most, "{end}: {unmarked:?}");
    }
}

#[test]
fn a_cut_package_says_that_it_is_cut() {
    for end in [".docx", ".ofd"] {
        for (name, bytes) in samples(end) {
            let error = extract(&bytes[..bytes.len() / 2]);
            // Without its directory it is no document that can be told from any other bundle.
            assert!(error.is_err(), "{name}");
        }
    }
    let place = Place::new();
    for (name, end) in [("a.docx", ".docx"), ("b.ofd", ".ofd"), ("c.zip", "utf8.zip")] {
        let bytes = &samples(end)[0].1;
        place.write(name, &bytes[..bytes.len() * 2 / 3]);
    }
    for row in place.index().rows {
        assert_eq!((row.state, row.reason), (FileState::Quarantined, Some(Reason::CutOff)), "{:?}", row.path);
        assert_eq!(row.detail.unwrap().code, "fault_cut_file");
    }
    assert_eq!(ExtractError::Cut("docx").code(), Reason::CutOff.code());
}

#[test]
fn a_cut_letter_is_marked_in_report_status_list_hits_and_letter_until_it_is_whole() {
    let world = World::new();
    let page = |text: &str| {
        let lines: String = text.lines().map(|line| format!("<p>{line}</p>\n")).collect();
        format!("<html><body><div class=\"article\">\n{lines}</div></body></html>")
    };
    let whole = page(&letter(1, &words(1)));
    let cut = &whole[..whole.find("<p>安平省").unwrap()];
    world.write("letters/a.html", cut);
    world.write("letters/b.txt", &letter(2, "河道治理"));
    world.run(&["index", "letters", "--report", "report"]).outcome.unwrap();
    let report = std::fs::read_to_string(world.working.join("report/report.csv")).unwrap();
    let row = report.lines().find(|line| line.contains("a.html")).unwrap();
    assert!(
        row.contains(",added,")
            && row.contains("its end is missing")
            && row.ends_with("get the whole file and index again"),
        "{row}"
    );
    let check = |marked: bool| {
        let listed = world.run(&["list"]).out;
        assert_eq!(
            listed.matches(" (the end of its file is missing)").count(),
            usize::from(marked),
            "{listed}"
        );
        let letters = world.run(&["list", "--format", "json"]).json();
        let marks: Vec<bool> =
            letters["replies"].as_array().unwrap().iter().map(|letter| letter["cut_off"] == true).collect();
        assert_eq!(marks.iter().filter(|mark| **mark).count(), usize::from(marked), "{letters}");
        let found = world.run(&["search", &words(1)]).out;
        assert_eq!(
            found.contains("a.html") && found.contains(" (the end of its file is missing)"),
            marked,
            "{found}"
        );
        let hits = world.run(&["search", "安科函", "--format", "json"]).json();
        for hit in hits["hits"].as_array().unwrap() {
            let own = hit["paths"][0].as_str().unwrap().ends_with("a.html");
            assert_eq!(hit["cut_off"] == true, marked && own, "{hit}");
        }
        let shown = world.run(&["show", "安科函〔2024〕1号"]).out;
        assert_eq!(shown.contains("the end of its file is missing"), marked, "{shown}");
        let status = world.run(&["status"]).out;
        assert_eq!(status.contains("cut off (read as far as they go):"), marked, "{status}");
    };
    check(true);
    // Neither a run that changes nothing nor a rebuilt index forgets it.
    world.run(&["index", "letters"]).outcome.unwrap();
    world.run(&["index", "--rebuild"]).outcome.unwrap();
    check(true);
    world.write("letters/a.html", &whole);
    assert!(world.run(&["index", "letters"]).out.contains("updated 1"));
    check(false);
}

#[test]
fn a_cut_gzip_gives_the_text_that_it_holds() {
    let text: String = (1..40).map(|number| letter(number, &words(number))).collect();
    let packed = gzip(text.as_bytes());
    let place = Place::new();
    place.write("a.txt.gz", &packed[..packed.len() - 20]);
    let row = place.index().rows.remove(0);
    assert_eq!(row.state, FileState::Added);
    assert!(row.warnings.contains(&Reason::CutOff));
}
