//! What the letters must be, and how well their acts must be told.

use std::collections::BTreeSet;

use dafu_letters::acts;
use dafu_letters::acts::act::Act;

use crate::labelled::{Labelled, read_folder};
use crate::{TABLE, crf, own, score};

fn letters() -> Vec<Labelled> {
    read_folder(&own()).unwrap()
}

#[test]
fn the_letters_are_many_and_have_every_act() {
    let letters = letters();
    assert!(letters.len() >= 250, "{}", letters.len());
    for act in Act::all() {
        let clauses =
            letters.iter().flat_map(|letter| &letter.clauses).filter(|found| found.1 == act).count();
        assert!(clauses >= 60, "{} stands in {clauses} clauses only", act.letter());
    }
    let texts: BTreeSet<&str> = letters.iter().map(|letter| letter.text.as_str()).collect();
    assert_eq!(texts.len(), letters.len(), "a letter stands there twice");
    let held_out = letters.iter().filter(|letter| letter.is_held_out()).count();
    assert!((letters.len() / 7..letters.len() / 4).contains(&held_out), "{held_out} are held out");
}

#[test]
fn learning_again_gives_the_table_that_is_checked_in() {
    let letters = letters();
    let learned: Vec<&Labelled> = letters.iter().filter(|letter| !letter.is_held_out()).collect();
    let same = fs_err::read(TABLE).unwrap() == crf::learn(&learned).to_bytes();
    assert!(
        same,
        "the letters or the features have changed: `cargo run --release -p dafu-train` makes the table again"
    );
}

/// Floors stand just below what is reached; they only rise.
#[test]
fn acts_are_told_in_letters_never_learned_from() {
    let letters = letters();
    let score = score::score(letters.iter().filter(|letter| letter.is_held_out()), acts::shipped());
    let floors = [
        ("clauses", score.clauses, 722),
        ("promises found", score.next_steps.recall, 840),
        ("promises right", score.next_steps.precision, 810),
        ("refusals and problems found", score.declined.recall, 715),
        ("refusals and problems right", score.declined.precision, 760),
    ];
    for (name, rate, floor) in floors {
        assert!(rate.thousandths().is_some_and(|reached| reached >= floor), "{name}: {rate}");
    }
}
