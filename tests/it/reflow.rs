//! Paragraph boundaries, measured against letters whose paragraphs are known.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a failing test may panic and talk")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use dafu_letters::extract::extract;

/// Folders with `replies/` and `gold/`: the repository's own, and those that `DAFU_CORPUS_DIRS` names.
fn corpora() -> Vec<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let others = std::env::var("DAFU_CORPUS_DIRS").unwrap_or_default();
    let listed = others.split(':').filter(|dir| !dir.is_empty()).map(PathBuf::from);
    std::iter::once(own).chain(listed).collect()
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
    for (nth, dir) in corpora().into_iter().enumerate() {
        let (mut wrapped, mut plain) = (Score::default(), Score::default());
        let manifest = fs_err::read_to_string(dir.join("manifest.tsv")).unwrap();
        for row in manifest.lines().skip(1) {
            let columns: Vec<&str> = row.split('\t').collect();
            let gold = dir.join("gold").join(columns[0]);
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
        assert!(wrapped.gold + plain.gold > 0, "{} has no letters", dir.display());
        // Letters from elsewhere may all be of one sort; ours are of both.
        let is_own = nth == 0;
        assert!(
            !is_own || (wrapped.gold > 0 && plain.gold > 0),
            "a sort of letters is missing from our corpus"
        );
        assert!(wrapped.gold == 0 || wrapped.f1() >= 0.97, "wrapped letters of {}", dir.display());
        assert!(plain.gold == 0 || plain.f1() >= 0.97, "letters of {} that are not wrapped", dir.display());
    }
}

/// A way of printing a letter's paragraphs.
#[derive(Clone, Copy, Debug)]
struct Layout {
    width: usize,
    indent: &'static str,
    /// Blank lines: 0 none, 1 between paragraphs, 2 after nearly every line.
    blanks: u8,
    wide_quotes: bool,
    page_mark: fn(usize) -> String,
    page_lines: usize,
    aligned: bool,
    line_end: &'static str,
    margin: &'static str,
    /// As pulled out of a page: half of the indent is lost, spaces get between Han and figures, and after paragraphs.
    pulled: bool,
}

const PLAIN: Layout = Layout {
    width: 68,
    indent: "  ",
    blanks: 0,
    wide_quotes: true,
    page_mark: |_| String::new(),
    page_lines: usize::MAX,
    aligned: false,
    line_end: "\n",
    margin: "",
    pulled: false,
};

impl Layout {
    fn width_of(self, c: char) -> usize {
        match c {
            '\t' => 4,
            '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '×' => 1 + usize::from(self.wide_quotes),
            c if (c as u32) < 0x2E80 => 1,
            _ => 2,
        }
    }

    /// Lines of one paragraph, broken anywhere but inside words and numbers and before closing marks.
    fn wrap(self, paragraph: &str, indent: &str) -> Vec<String> {
        let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '&' | '%' | '/');
        let closes = |c: char| "，。、；：！？）》”’】〕」』,;:!?)%".contains(c);
        let mut pieces: Vec<String> = Vec::new();
        let mut last = ' ';
        for c in paragraph.chars() {
            let sticks =
                (is_word(c) && is_word(last)) || closes(c) || "（《“‘【〔「『(".contains(last) || c == ' ';
            match pieces.last_mut() {
                Some(piece) if sticks => piece.push(c),
                _ => pieces.push(c.to_string()),
            }
            last = c;
        }
        let mut lines = vec![format!("{}{indent}", self.margin)];
        for piece in pieces {
            let line = lines.last_mut().unwrap();
            let width = |text: &str| text.chars().map(|c| self.width_of(c)).sum::<usize>();
            if width(line) + width(piece.trim_end()) > self.width && !line.trim().is_empty() {
                *line = line.trim_end().to_owned();
                lines.push(format!("{}{}", self.margin, piece.trim_start()));
            } else {
                line.push_str(&piece);
            }
        }
        lines
    }

    fn print(self, paragraphs: &[String]) -> String {
        let mut out: Vec<String> = Vec::new();
        let (mut on_page, mut page) = (0, 1);
        for (nth, paragraph) in paragraphs.iter().enumerate() {
            let date = |text: &str| text.ends_with('日') && text.chars().count() < 16;
            let signs = date(paragraph) || paragraphs.get(nth + 1).is_some_and(|next| date(next));
            let width = paragraph.chars().map(|c| self.width_of(c)).sum::<usize>();
            let indent = match self.aligned && width + 8 < self.width {
                true if nth == 0 => " ".repeat((self.width - width) / 2),
                true if signs => " ".repeat(self.width - width - 4),
                _ if nth == 0 || paragraph.ends_with('：') && nth < 4 => String::new(),
                _ => self.indent.to_owned(),
            };
            let mut lines = self.wrap(paragraph, &indent);
            if self.pulled {
                lines = lines.iter().map(|line| spaced(line)).collect();
                lines[0].replace_range(..indent.len() / 2, "");
                lines.last_mut().unwrap().push(' ');
            }
            for line in lines {
                if on_page == self.page_lines {
                    out.push(String::new());
                    out.push((self.page_mark)(page));
                    (on_page, page) = (0, page + 1);
                }
                out.push(line);
                on_page += 1;
                if self.blanks == 2 && !out.len().is_multiple_of(11) {
                    out.push(String::new());
                }
            }
            if self.blanks == 1 {
                out.push(String::new());
            }
        }
        out.push((self.page_mark)(page));
        out.join(self.line_end)
    }
}

/// A space between each Han character and figure that stand side by side.
fn spaced(line: &str) -> String {
    let mut out = String::new();
    for c in line.chars() {
        let last = out.chars().next_back().unwrap_or(' ');
        let han = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
        if (han(last) && c.is_ascii_digit()) || (last.is_ascii_digit() && han(c)) {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

/// Paragraph starts of the printed and recovered letter, against the paragraphs it was printed from.
fn printed_score(paragraphs: &[String], layout: Layout, verbose: bool) -> Score {
    let printed = layout.print(paragraphs);
    let text = extract(printed.as_bytes()).unwrap().text;
    let recovered: Vec<&str> = text.paragraphs().iter().map(|&p| text.slice(p)).collect();
    let starts = |parts: &mut dyn Iterator<Item = &str>| {
        let mut at = 0;
        let start = |part: &str| {
            at += squeezed(part).len();
            at - squeezed(part).len()
        };
        parts.map(start).collect::<BTreeSet<usize>>()
    };
    let wanted = starts(&mut paragraphs.iter().map(String::as_str));
    let found = starts(&mut recovered.iter().copied());
    let all = squeezed(&paragraphs.concat());
    assert_eq!(
        squeezed(text.as_str()).iter().collect::<String>(),
        all.iter().collect::<String>(),
        "{layout:?}"
    );
    if verbose {
        for (what, places) in [("missed", wanted.difference(&found)), ("invented", found.difference(&wanted))]
        {
            for &place in places {
                let before: String = all[place.saturating_sub(15)..place].iter().collect();
                let after: String = all[place..].iter().take(15).collect();
                println!("  {what}: {before} | {after}");
            }
        }
    }
    Score { hit: wanted.intersection(&found).count(), gold: wanted.len(), found: found.len() }
}

/// The letters of the corpora that are not wrapped, as paragraphs.
fn letters() -> Vec<Vec<String>> {
    let mut letters = Vec::new();
    for dir in corpora() {
        let manifest = fs_err::read_to_string(dir.join("manifest.tsv")).unwrap();
        for row in manifest.lines().skip(1) {
            let columns: Vec<&str> = row.split('\t').collect();
            if columns[2] == "no" {
                let bytes = fs_err::read(dir.join("replies").join(columns[0])).unwrap();
                let text = extract(&bytes).unwrap().text;
                letters.push(text.paragraphs().iter().map(|&p| text.slice(p).to_owned()).collect());
            }
        }
    }
    letters
}

#[test]
fn letters_printed_in_unseen_layouts_are_recovered() {
    let layouts: &[(&str, Layout, f64)] = &[
        ("plain", PLAIN, 0.97),
        ("full-width indent", Layout { indent: "　　", ..PLAIN }, 0.97),
        ("tab indent, CRLF", Layout { indent: "\t", line_end: "\r\n", ..PLAIN }, 0.97),
        ("narrow", Layout { width: 40, indent: "    ", ..PLAIN }, 0.97),
        ("wide", Layout { width: 100, indent: "    ", ..PLAIN }, 0.97),
        ("no indent", Layout { indent: "", ..PLAIN }, 0.95),
        ("no indent, blank lines between", Layout { indent: "", blanks: 1, ..PLAIN }, 0.97),
        ("no indent, blank lines everywhere", Layout { indent: "", blanks: 2, ..PLAIN }, 0.95),
        ("blank lines everywhere", Layout { blanks: 2, width: 76, ..PLAIN }, 0.97),
        ("narrow quotes", Layout { wide_quotes: false, width: 72, indent: "    ", ..PLAIN }, 0.97),
        ("narrow quotes, no indent", Layout { wide_quotes: false, width: 72, indent: "", ..PLAIN }, 0.95),
        ("left margin", Layout { margin: "      ", width: 74, indent: "    ", ..PLAIN }, 0.97),
        ("aligned", Layout { aligned: true, indent: "    ", ..PLAIN }, 0.97),
        ("aligned, no indent", Layout { aligned: true, indent: "", width: 60, ..PLAIN }, 0.95),
        (
            "page numbers",
            Layout { page_mark: |n| format!("                — {n} —"), page_lines: 22, ..PLAIN },
            0.97,
        ),
        (
            "pages",
            Layout {
                page_mark: |n| format!("第{n}页 共9页\n\u{C}"), page_lines: 22, indent: "", ..PLAIN
            },
            0.95,
        ),
        (
            "bare numbers",
            Layout { page_mark: |n| format!("{n}\n\u{C}"), page_lines: 18, blanks: 1, ..PLAIN },
            0.97,
        ),
        ("pulled out of a page", Layout { pulled: true, indent: "    ", blanks: 2, ..PLAIN }, 0.97),
        ("pulled, no blank lines", Layout { pulled: true, indent: "    ", width: 76, ..PLAIN }, 0.97),
        (
            "pulled, narrow",
            Layout { pulled: true, indent: "    ", width: 44, wide_quotes: false, ..PLAIN },
            0.97,
        ),
        (
            "heads",
            Layout { page_mark: |n| format!("- {n} -\n\u{C}望澜市某局文件"), page_lines: 12, ..PLAIN },
            0.97,
        ),
        ("gaps", Layout { page_mark: |_| "\n\n".into(), page_lines: 24, blanks: 2, ..PLAIN }, 0.97),
    ];
    let verbose = std::env::var_os("DAFU_VERBOSE").is_some();
    let letters = letters();
    assert!(!letters.is_empty(), "no letter to print");
    for (name, layout, least) in layouts {
        let mut sum = Score::default();
        for letter in &letters {
            sum.add(printed_score(letter, *layout, verbose));
        }
        println!("{:.4} {name}", sum.f1());
        assert!(sum.gold > 0 && sum.f1() >= *least, "{name}: {:.4}", sum.f1());
    }
}
