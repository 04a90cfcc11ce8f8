//! Labelled letters: letters in which a mark like `{P}` stands wherever the act of the clauses changes.
//!
//! In: files under train/letters (README.md there says how they are written). Out: the letter's canonical text, its
//! clauses and their acts. What the marks leave in doubt is an error that names file and line.

use std::path::{Path, PathBuf};

use dafu_letters::acts::Written;
use dafu_letters::acts::act::{self, Act};
use dafu_letters::acts::clause::{self, Clause};
use dafu_letters::reply;
use dafu_words::punctuation;
use dafu_words::span::Span;

/// A labelled letter.
pub struct Labelled {
    /// The file's name without its ending.
    pub name: String,
    /// The letter as written, without marks.
    pub source: String,
    /// Where in it an act begins.
    pub marks: Vec<(usize, Act)>,
    /// Canonical text.
    pub text: String,
    /// When the letter was written, as it is read.
    pub written: Option<Written>,
    /// The clauses of the body with their acts: what stands before the first and behind the last is frame and left out.
    pub clauses: Vec<(Clause, Act)>,
}

/// Letters of which one in so many is never trained on.
const HELD_OUT: u64 = 5;

impl Labelled {
    /// True for the letters that are never trained on, dealt by a hash of their names.
    pub fn is_held_out(&self) -> bool {
        let hash = self.name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        hash % HELD_OUT == 0
    }

    /// Reads a letter.
    ///
    /// # Errors
    /// The line that has no mark at its start, or a mark that is none.
    pub fn read(name: &str, source: &str) -> Result<Labelled, String> {
        let (mut text, mut plain) = (String::new(), String::new());
        let mut plain_marks = Vec::new();
        let mut paragraphs = Vec::new();
        let mut marks: Vec<(usize, Act)> = Vec::new();
        for (number, line) in (1..).zip(source.lines()) {
            let start = text.len();
            if !line.starts_with('{') {
                return Err(format!("{name}:{number} begins without a mark"));
            }
            let mut rest = line;
            while let Some((label, behind)) = rest.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
                let act = act(label)
                    .ok_or_else(|| format!("{name}:{number} has the mark {{{label}}}, which is none"))?;
                let words = &behind[..next_mark(behind)];
                if words.is_empty() {
                    return Err(format!("{name}:{number} has nothing behind its mark {{{label}}}"));
                }
                marks.push((text.len(), act));
                plain_marks.push((plain.len(), act));
                plain.push_str(words);
                push_plain(words, &mut text);
                rest = &behind[words.len()..];
            }
            plain.push('\n');
            paragraphs.push(Span::new(start, text.len()));
            text.push('\n');
        }
        let mut clauses: Vec<(Clause, Act)> = clause::cut(&text, &paragraphs)
            .into_iter()
            .map(|clause| (clause, act_of(clause.span, &text, &marks)))
            .collect();
        let written = dafu_letters::extract::extract(plain.as_bytes())
            .ok()
            .and_then(|found| reply::written(&reply::parse(&found.text)));
        let is_frame = |found: &(Clause, Act)| found.1 == Act::Frame;
        let end = clauses.iter().rposition(|found| !is_frame(found)).map_or(0, |at| at + 1);
        clauses.truncate(end);
        clauses.drain(..clauses.iter().take_while(|found| is_frame(found)).count());
        Ok(Labelled { name: name.to_owned(), source: plain, marks: plain_marks, text, written, clauses })
    }
}

/// The letters of `folder`, by name.
///
/// # Errors
/// A file that cannot be read, or what is wrong with its marks; a folder without letters.
pub fn read_folder(folder: &Path) -> Result<Vec<Labelled>, String> {
    let entries = fs_err::read_dir(folder).map_err(|error| error.to_string())?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    if paths.is_empty() {
        return Err(format!("{} holds no labelled letter", folder.display()));
    }
    let read = |path: PathBuf| {
        let source = fs_err::read_to_string(&path).map_err(|error| error.to_string())?;
        let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Labelled::read(&name, &source)
    };
    paths.into_iter().map(read).collect()
}

/// The act that a mark of one letter names.
fn act(label: &str) -> Option<Act> {
    let mut letters = label.chars();
    letters.next().and_then(Act::of_letter).filter(|_| letters.next().is_none())
}

/// Where the next mark stands in `s`, or its end; other braces are the letter's own.
fn next_mark(s: &str) -> usize {
    let is_mark = |at: &usize| s[at + 1..].split_once('}').is_some_and(|(label, _)| act(label).is_some());
    s.match_indices('{').map(|found| found.0).find(is_mark).unwrap_or(s.len())
}

/// Adds the canonical form of `words` to `text`.
fn push_plain(words: &str, text: &mut String) {
    let mut characters = words.chars().filter(|&c| !punctuation::is_blank(c)).peekable();
    while let Some(c) = characters.next() {
        let in_number = matches!(c, ',' | '.')
            && text.ends_with(|c: char| c.is_ascii_digit())
            && characters.peek().is_some_and(char::is_ascii_digit);
        text.push(if in_number { c } else { punctuation::canonical(c) });
    }
}

/// The act that most characters of a clause have; of equal ones that of the lower number.
fn act_of(span: Span, text: &str, marks: &[(usize, Act)]) -> Act {
    let mut counts = [0; act::COUNT];
    for (at, _) in span.of(text).char_indices() {
        let before = marks.partition_point(|mark| mark.0 <= span.start + at);
        let act = before.checked_sub(1).map_or(Act::Frame, |mark| marks[mark].1);
        counts[act as usize] += 1;
    }
    Act::all().rev().max_by_key(|&act| counts[act as usize]).unwrap_or(Act::Frame)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_has_the_act_that_its_mark_says() {
        let source = "{F}张三委员：\n{F}现答复如下：{W}我局已修路,{P}明年将架桥。\n{F}2024年5月1日";
        let letter = Labelled::read("a", source).unwrap();
        let clauses: Vec<(&str, Act)> =
            letter.clauses.iter().map(|found| (found.0.span.of(&letter.text), found.1)).collect();
        assert_eq!(clauses, [("我局已修路，", Act::Done), ("明年将架桥。", Act::Promise)]);
        assert_eq!(letter.written, Some(Written { year: 2024, month: Some(5) }));
    }

    #[test]
    fn marks_that_are_none_are_named() {
        let wrong = |source| Labelled::read("a", source).err().unwrap();
        assert_eq!(wrong("{F}标题\n正文"), "a:2 begins without a mark");
        assert_eq!(wrong("{E}标题"), "a:1 has the mark {E}, which is none");
        assert_eq!(wrong("{W}已修路{P}"), "a:1 has nothing behind its mark {P}");
        assert!(Labelled::read("a", "{F}body { color: 1 }\n{W}已修路").is_ok());
    }
}
