//! `cargo run --release -p dafu-train` learns from the letters of train/letters what clauses do, writes the table of
//! weights that letters are read with, and says how well the fifth that it never learns from is read. Folders of labelled
//! letters given besides are read as well; `--show` prints every letter as it was labelled and read, `--doubts` the labels
//! that look wrong to what is learned from the other letters.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a small program that says what it measured")]

use std::path::PathBuf;
use std::process::ExitCode;

use dafu_letters::acts::table::Table;
use dafu_train::labelled::{self, Labelled};
use dafu_train::roles::{self, Characters};
use dafu_train::{TABLE, crf, own, score};

/// Labels less likely than this are doubted.
const DOUBTED: f64 = 0.025;

fn main() -> ExitCode {
    let (flags, folders): (Vec<_>, Vec<_>) =
        std::env::args().skip(1).partition(|word| word.starts_with("--"));
    let has = |flag: &str| flags.iter().any(|found| found == flag);
    let unknown = flags.iter().find(|flag| !["--show", "--doubts"].contains(&flag.as_str()));
    let done = match unknown {
        Some(flag) => Err(format!("{flag} is no flag")),
        None if has("--doubts") => doubts(),
        None => run(folders.iter().map(PathBuf::from), has("--show")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!(
                "error: {error}\nusage: dafu-train [--show] [--doubts] [FOLDER with labelled letters]…"
            );
            ExitCode::from(2)
        }
    }
}

/// Prints the labels that look wrong: letter, label, likeliest act, likelihood of the label, clause.
fn doubts() -> Result<(), String> {
    let letters = labelled::read_folder(&own())?;
    let all: Vec<&Labelled> = letters.iter().collect();
    for doubt in crf::doubts(&all, DOUBTED) {
        let letter = all[doubt.letter];
        let (clause, act) = letter.clauses[doubt.clause];
        println!(
            "{}\t{}\t{}\t{:.3}\t{}",
            letter.name,
            act.letter(),
            doubt.likeliest.letter(),
            doubt.likelihood,
            clause.span.of(&letter.text)
        );
    }
    Ok(())
}

fn run(others: impl Iterator<Item = PathBuf>, shown: bool) -> Result<(), String> {
    let letters = labelled::read_folder(&own())?;
    let learned: Vec<&Labelled> = letters.iter().filter(|letter| !letter.is_held_out()).collect();
    let table = crf::learn(&learned);
    let bytes = table.to_bytes();
    let same = fs_err::read(TABLE).is_ok_and(|found| found == bytes);
    println!("{} letters, {} features, {} bytes", learned.len(), table.len(), bytes.len());
    if !same {
        fs_err::write(TABLE, bytes).map_err(|error| error.to_string())?;
        println!("{TABLE} was written: build again to read letters with it");
    }
    let held_out: Vec<&Labelled> = letters.iter().filter(|letter| letter.is_held_out()).collect();
    println!("\nnever learned from:");
    measure(&held_out, &table, shown);
    for folder in others {
        let letters = labelled::read_folder(&folder)?;
        println!("{} ({} letters):", folder.display(), letters.len());
        measure(&letters.iter().collect::<Vec<_>>(), &table, shown);
    }
    Ok(())
}

/// Prints how well letters are read: their clauses with this table, their blocks with the table that was built in.
fn measure(letters: &[&Labelled], table: &Table, shown: bool) {
    println!("{}", score::score(letters.iter().copied(), table));
    let roles = roles::read(letters.iter().copied(), |letter, characters| show(shown, letter, characters));
    println!("{roles}{:<26} {}\n", "pieces", roles.pieces);
}

/// Prints a letter by runs of one labelled and one read kind, a star where their tiers differ.
fn show(shown: bool, letter: &Labelled, characters: &Characters) {
    if !shown {
        return;
    }
    println!("---- {}", letter.name);
    let letters: Vec<char> = letter.source.chars().filter(|c| !c.is_whitespace()).collect();
    let pair = |at: usize| (characters.gold[at], characters.read[at]);
    let mut at = 0;
    while at < letters.len() {
        let goes_on = |end: &usize| pair(*end) == pair(at) && !characters.lines.contains(end);
        let end = at + 1 + (at + 1..letters.len()).take_while(goes_on).count();
        let (gold, read) = pair(at);
        let sign = if gold.tier() == read.tier() { ' ' } else { '*' };
        println!(
            "{sign} {:<12} {:<12} {}",
            gold.name(),
            read.name(),
            letters[at..end].iter().collect::<String>()
        );
        at = end;
    }
}
