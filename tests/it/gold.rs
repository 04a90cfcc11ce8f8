//! How well letters are read: the parser against outlines that people wrote.
//!
//! In: corpus, corpus/more and corpus/apart (replies and gold each), or the folders in DAFU_CORPUS_DIRS (joined by `:`).
//! Out: a table on stdout, and floors that must hold. DAFU_GOLD_VERBOSE=1 lists what differs.

mod outline;
mod score;

use std::path::{Path, PathBuf};

use outline::Outline;
use score::{Count, Scores};

/// Least field accuracy and coarse block F1 of a set.
///
/// The goal for both is .97 on letters that the parser was written with and .90 on letters held apart. The fields
/// are held to it; for blocks the floors lie slightly below what is measured now (MEASURED).
struct Floor {
    set: &'static str,
    folder: &'static str,
    fields: f64,
    blocks: f64,
}

const FLOORS: [Floor; 3] = [
    Floor { set: "corpus", folder: "corpus", fields: 0.97, blocks: 0.96 },
    Floor { set: "more", folder: "corpus/more", fields: 0.96, blocks: 0.91 },
    Floor { set: "held-out", folder: "corpus/apart", fields: 0.90, blocks: 0.70 },
];

#[test]
fn letters_are_read_as_people_read_them() {
    let verbose = std::env::var_os("DAFU_GOLD_VERBOSE").is_some_and(|value| value != "0");
    if let Ok(folders) = std::env::var("DAFU_CORPUS_DIRS") {
        for folder in folders.split(':').filter(|folder| !folder.is_empty()) {
            let scores = evaluate(Path::new(folder), verbose);
            print(folder, &scores);
        }
        return;
    }
    let mut failures = Vec::new();
    for floor in &FLOORS {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(floor.folder);
        if !folder.join("gold").is_dir() {
            println!("{}: no {}/gold, skipped", floor.set, floor.folder);
            continue;
        }
        let scores = evaluate(&folder, verbose);
        print(floor.set, &scores);
        let reached = scores.fields_together().accuracy();
        if reached < floor.fields {
            failures.push(format!("{}: field accuracy {reached:.3} is below {:.2}", floor.set, floor.fields));
        }
        let blocks = scores.blocks_coarse().f1();
        if blocks < floor.blocks {
            failures.push(format!("{}: coarse block F1 {blocks:.3} is below {:.2}", floor.set, floor.blocks));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn evaluate(folder: &Path, verbose: bool) -> Scores {
    let mut scores = Scores::default();
    let mut names: Vec<PathBuf> = fs_err::read_dir(folder.join("gold"))
        .expect("the folder has gold outlines")
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    names.sort();
    for gold in names {
        let name = gold.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let letter = folder.join("replies").join(format!("{name}.txt"));
        let Ok(bytes) = fs_err::read(&letter) else {
            println!("{name}: no letter for this outline");
            continue;
        };
        let text = match dafu_letters::extract::extract(&bytes) {
            Ok(extracted) => extracted.text,
            Err(error) => {
                println!("{name}: {error}");
                continue;
            }
        };
        let reply = dafu_letters::reply::parse(&text);
        let outline = Outline::read(&fs_err::read_to_string(&gold).expect("a gold file is UTF-8"), &text);
        let before = scores.differences.len();
        scores.letter(&name, &text, &reply, &outline);
        if verbose {
            for line in &scores.differences[before..] {
                println!("{line}");
            }
        }
    }
    scores
}

fn print(set: &str, scores: &Scores) {
    println!("\n== {set}: {} letters", scores.letters);
    println!("fields together      {}", line(scores.fields_together(), true));
    for (field, count) in &scores.fields {
        println!("  {field:<18} {}", line(*count, true));
    }
    for (name, count) in scores.structure() {
        println!("{name:<20} {}", line(count, false));
    }
    let mut worst = scores.per_letter.clone();
    worst.sort_by(|a, b| a.1.total_cmp(&b.1));
    for (name, f1) in worst.iter().take(8).filter(|row| row.1 < 0.999) {
        println!("  worst: {name} blocks {f1:.2}");
    }
}

fn line(count: Count, accuracy: bool) -> String {
    if accuracy {
        format!("{:.3}  ({} of {})", count.accuracy(), count.right, count.right + count.wrong())
    } else {
        format!(
            "F1 {:.3}  P {:.3} R {:.3}  (gold {}, read {})",
            count.f1(),
            count.precision(),
            count.recall(),
            count.gold,
            count.read
        )
    }
}
