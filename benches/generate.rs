//! Writes letters to be measured with: `generate COUNT FOLDER [SEED]` makes FOLDER/000/0000000.txt and so on.
//!
//! `generate --words` prints the composed vocabulary instead, from which benches/peers/make_mix draws its queries.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a small program that says what it does")]

mod letters;

use std::path::Path;

use letters::{domains, general, words};

const USAGE: &str = "usage: generate COUNT FOLDER [SEED]    letters into files (seed 7 unless told)
       generate --words               the vocabulary: kind, tab, term
example: generate 5000 /tmp/letters";

fn main() -> std::io::Result<()> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    if given.first().is_some_and(|first| first == "--words") {
        for (kind, term) in vocabulary() {
            println!("{kind}\t{term}");
        }
        return Ok(());
    }
    let count = given.first().and_then(|count| count.parse::<usize>().ok());
    let seed = given.get(2).map_or(Ok(7), |seed| seed.parse::<u64>());
    let (Some(count), Some(folder), Ok(seed)) = (count, given.get(1), seed) else {
        eprintln!("{USAGE}");
        std::process::exit(2);
    };
    let mut bytes = 0;
    for number in 0..count {
        let below = Path::new(folder).join(format!("{:03}", number / 1000));
        if number % 1000 == 0 {
            std::fs::create_dir_all(&below)?;
        }
        let text = letters::letter(seed, number);
        bytes += text.len();
        std::fs::write(below.join(format!("{number:07}.txt")), text)?;
    }
    eprintln!("{count} letters, {:.1} MB in {folder}", bytes as f64 / 1e6);
    Ok(())
}

/// The terms that letters are made of, with their kinds: what a searcher could type.
fn vocabulary() -> Vec<(&'static str, String)> {
    let mut terms: Vec<(&'static str, String)> = Vec::new();
    for domain in domains::DOMAINS {
        terms.push(("field", domain.name.to_owned()));
        terms.extend(domain.things.split(' ').map(|thing| ("thing", thing.to_owned())));
        terms.extend(words::ASPECTS.iter().map(|aspect| ("topic", format!("{}{aspect}", domain.name))));
    }
    for first in words::OBJECT_FIRST {
        terms.extend(words::OBJECT_SECOND.iter().map(|second| ("object", format!("{first}{second}"))));
    }
    for (kind, list) in [
        ("verb", words::VERBS),
        ("manner", words::MANNERS),
        ("group", words::GROUPS),
        ("result", words::RESULTS),
        ("problem", words::PROBLEMS),
        ("latin", words::LATIN),
        ("noun", &general::NOUNS),
        ("verb", &general::VERBS),
    ] {
        terms.extend(list.iter().map(|&term| (kind, term.to_owned())));
    }
    terms
}
