//! `cargo run --release -p dafu-train` learns from the letters of train/letters what clauses do, writes the table of
//! weights that letters are read with, and says how well the fifth that it never learns from is read. Folders of labelled
//! letters given besides are read as well; `--show` prints every letter as it was labelled and read.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a small program that says what it measured")]

use std::path::PathBuf;
use std::process::ExitCode;

use dafu_train::labelled::{self, Labelled};
use dafu_train::roles::{self, Characters};
use dafu_train::{TABLE, own, perceptron, score};

fn main() -> ExitCode {
    let (flags, folders): (Vec<_>, Vec<_>) = std::env::args_os().skip(1).partition(|word| word == "--show");
    match run(folders.into_iter().map(PathBuf::from), !flags.is_empty()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}\nusage: dafu-train [--show] [FOLDER with labelled letters]…");
            ExitCode::from(2)
        }
    }
}

fn run(others: impl Iterator<Item = PathBuf>, shown: bool) -> Result<(), String> {
    let letters = labelled::read_folder(&own())?;
    let learned: Vec<&Labelled> = letters.iter().filter(|letter| !letter.is_held_out()).collect();
    let table = perceptron::learn(&learned);
    let bytes = table.to_bytes();
    let same = fs_err::read(TABLE).is_ok_and(|found| found == bytes);
    println!("{} letters, {} features, {} bytes", learned.len(), table.len(), bytes.len());
    if !same {
        fs_err::write(TABLE, bytes).map_err(|error| error.to_string())?;
        println!("{TABLE} was written: build again to read letters with it");
    }
    let held_out: Vec<&Labelled> = letters.iter().filter(|letter| letter.is_held_out()).collect();
    println!("\nnever learned from:\n{}", score::score(held_out.iter().copied(), &table));
    println!("{}", roles::read(held_out, |letter, characters| show(shown, letter, characters)));
    for folder in others {
        let letters = labelled::read_folder(&folder)?;
        println!("{} ({} letters):\n{}", folder.display(), letters.len(), score::score(&letters, &table));
        println!("{}", roles::read(&letters, |letter, characters| show(shown, letter, characters)));
    }
    Ok(())
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
