//! The words of all judging tables in one vocabulary.
//!
//! In: the tables of `cues`, `signs`, `evidence` and `weights`. Out: the vocabulary that finds their words in one pass
//! over a sentence. Only those who look at a whole sentence use it; the tables know nothing of it.

use std::sync::LazyLock;

use crate::forms::look::Words;
use crate::forms::refusals::REFUSALS;
use crate::forms::turns::PLAN_OPENINGS;
use crate::forms::vocabulary::Vocabulary;
use crate::reply::judge::cues;
use crate::reply::judge::evidence;
use crate::reply::judge::signs;
use crate::reply::judge::weights;

/// The words by which sentences are judged.
pub(crate) static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::of(tables()));

/// All judging tables.
fn tables() -> impl Iterator<Item = &'static Words> {
    [cues::ALL, signs::ALL, evidence::ALL]
        .into_iter()
        .flatten()
        .copied()
        .chain(weights::tables())
        .chain([&PLAN_OPENINGS, &REFUSALS])
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::forms::look::{Look, begins};
    use crate::forms::{frames, openings};
    use crate::reply::keys;
    use proptest::prelude::*;

    /// Every vocabulary with its tables.
    fn all() -> Vec<(&'static Vocabulary, Vec<&'static Words>)> {
        vec![
            (&VOCABULARY, tables().collect()),
            (&frames::VOCABULARY, frames::ALL.to_vec()),
            (&openings::VOCABULARY, openings::ALL.to_vec()),
            (&keys::VOCABULARY, keys::ALL.to_vec()),
        ]
    }

    fn text() -> impl Strategy<Value = String> {
        let words: Vec<&str> =
            all().iter().flat_map(|found| &found.1).flat_map(|table| table.texts.iter().copied()).collect();
        let piece = prop_oneof![
            proptest::sample::select(words.clone()).prop_map(str::to_owned),
            (proptest::sample::select(words), 0usize..3)
                .prop_map(|(word, count)| word.chars().take(count).collect()),
            "[我将一，。a1]{0,2}",
        ];
        proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn a_look_finds_what_a_search_finds(text in text(), from in 0usize..12) {
            let start = text.char_indices().nth(from).map_or(text.len(), |found| found.0);
            for (vocabulary, tables) in all() {
                let seen = vocabulary.see(&text);
                for part in [text.as_str(), &text[start..], &text[..start]] {
                    let look = Look::new(&text, &seen).part(part);
                    for &words in &tables {
                        let texts = || words.texts.iter().copied();
                        let found: Vec<(usize, usize)> = look.places(words).collect();
                        let plain = texts().filter_map(|word| part.find(word).map(|at| (at, at + word.len())));
                        prop_assert_eq!(found, plain.collect::<Vec<_>>(), "{}", part);
                        let begun: Vec<&str> = begins(part, words).collect();
                        prop_assert_eq!(begun, texts().filter(|word| part.starts_with(word)).collect::<Vec<_>>());
                    }
                }
            }
        }
    }

    fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else {
                let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
                found.push((name, std::fs::read_to_string(path).unwrap()));
            }
        }
    }

    #[test]
    fn every_table_is_listed_in_one_vocabulary() {
        let mut files = Vec::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
        files.retain(|(_, source)| source.contains("\ntables! {"));
        let mut names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, ["cues", "evidence", "frames", "keys", "openings", "signs"]);
        // `ALL` holds every table of its file, and a vocabulary numbers what it lists.
        for (vocabulary, tables) in all() {
            for words in tables {
                let word = words.texts[0];
                assert!(Look::new(word, &vocabulary.see(word)).any(words), "{word}");
            }
        }
    }
}
