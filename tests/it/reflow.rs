//! Paragraph boundaries, measured against letters whose paragraphs are known.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use dafu::extract::extract;

/// Folders with `replies/` and `gold/`: the repository's own, and those that `DAFU_CORPUS_DIRS` names.
fn corpora() -> Vec<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let others = std::env::var("DAFU_CORPUS_DIRS").unwrap_or_default();
    let listed = others.split(':').filter(|dir| !dir.is_empty()).map(PathBuf::from);
    std::iter::once(own).chain(listed).filter(|dir| dir.join("gold").is_dir()).collect()
}

fn squeezed(text: &str) -> Vec<char> {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Places, in characters without white space, where a gold file has a paragraph begin.
fn gold_starts(gold: &str, letter: &[char]) -> Result<BTreeSet<usize>, String> {
    let mut starts = BTreeSet::new();
    let mut at = 0;
    for row in gold.split("\n---\n").nth(1).unwrap_or("").lines().filter(|row| !row.trim().is_empty()) {
        let (role, piece) = row.split_once('\t').ok_or_else(|| format!("no tab: {row}"))?;
        let piece = squeezed(piece);
        let found = letter[at..].windows(piece.len()).position(|window| window == piece);
        let found = at + found.ok_or_else(|| format!("not found: {row}"))?;
        if role.starts_with('¶') {
            starts.insert(found);
        }
        at = found + 1;
    }
    Ok(starts)
}

#[derive(Default, Clone, Copy)]
struct Score {
    hit: usize,
    gold: usize,
    found: usize,
}

impl Score {
    fn add(&mut self, other: Score) {
        self.hit += other.hit;
        self.gold += other.gold;
        self.found += other.found;
    }

    fn f1(self) -> f64 {
        2.0 * self.hit as f64 / (self.gold + self.found).max(1) as f64
    }
}

fn score(letter: &Path, gold: &Path, verbose: bool) -> Result<Score, String> {
    let bytes = fs_err::read(letter).map_err(|e| e.to_string())?;
    let gold = fs_err::read_to_string(gold).map_err(|e| e.to_string())?;
    let text = extract(&bytes).map_err(|e| e.to_string())?.text;
    let chars = squeezed(text.as_str());
    let mut starts = BTreeSet::new();
    let mut at = 0;
    for &paragraph in text.paragraphs() {
        starts.insert(at);
        at += squeezed(text.slice(paragraph)).len();
    }
    let wanted = gold_starts(&gold, &chars)?;
    if verbose {
        for (what, places) in
            [("missed", wanted.difference(&starts)), ("invented", starts.difference(&wanted))]
        {
            for &place in places {
                let before: String = chars[place.saturating_sub(12)..place].iter().collect();
                let after: String = chars[place..].iter().take(12).collect();
                println!("  {what}: {before} | {after}");
            }
        }
    }
    let hit = wanted.intersection(&starts).count();
    Ok(Score { hit, gold: wanted.len(), found: starts.len() })
}

#[test]
fn paragraphs_of_the_corpus_are_recovered() {
    let verbose = std::env::var_os("DAFU_VERBOSE").is_some();
    for dir in corpora() {
        let (mut wrapped, mut plain) = (Score::default(), Score::default());
        let manifest = fs_err::read_to_string(dir.join("manifest.tsv")).unwrap();
        for row in manifest.lines().skip(1) {
            let columns: Vec<&str> = row.split('\t').collect();
            let gold = dir.join("gold").join(columns[0]);
            if !gold.exists() {
                continue;
            }
            let score = score(&dir.join("replies").join(columns[0]), &gold, verbose);
            let score = score.unwrap_or_else(|e| panic!("{}: {e}", columns[0]));
            println!("{:.3} {} {}", score.f1(), columns[2], columns[0]);
            if columns[2] == "yes" { &mut wrapped } else { &mut plain }.add(score);
        }
        println!(
            "{}: wrapped {:.4} ({} paragraphs), not wrapped {:.4} ({})",
            dir.display(),
            wrapped.f1(),
            wrapped.gold,
            plain.f1(),
            plain.gold
        );
        assert!(wrapped.gold == 0 || wrapped.f1() >= 0.97, "wrapped letters of {}", dir.display());
        assert!(plain.gold == 0 || plain.f1() >= 0.97, "letters of {} that are not wrapped", dir.display());
    }
}
