//! Clauses of paragraphs.
//!
//! In: canonical text and spans of paragraphs. Out: clauses that tile them, each with the kind of boundary before it.
//! Cuts stand after 。；！？： and ，outside of brackets and quotes. A connective of a few characters (同时，) goes with
//! what follows.

use dafu_words::punctuation;
use dafu_words::span::Span;

/// How many kinds of boundary there are.
pub const BOUNDARIES: usize = 5;

/// What stands before a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Boundary {
    /// The start of a paragraph.
    Paragraph,
    /// The end of a sentence.
    Sentence,
    /// A semicolon.
    Semicolon,
    /// A colon.
    Colon,
    /// A comma.
    Comma,
}

/// A clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Where it stands, with its marks.
    pub span: Span,
    /// What stands before it.
    pub boundary: Boundary,
}

impl Clause {
    /// True when a sentence begins with it.
    pub fn opens_sentence(self) -> bool {
        matches!(self.boundary, Boundary::Paragraph | Boundary::Sentence)
    }
}

/// Longest connective that goes with the clause after it, in characters.
const CONNECTIVE: usize = 4;

/// The clauses of `paragraphs`, one behind the other.
pub fn cut(text: &str, paragraphs: &[Span]) -> Vec<Clause> {
    let mut clauses = Vec::new();
    for &paragraph in paragraphs {
        cut_paragraph(paragraph.of(text), paragraph.start, &mut clauses);
    }
    clauses
}

fn cut_paragraph(s: &str, base: usize, clauses: &mut Vec<Clause>) {
    let (mut start, mut boundary) = (0, Boundary::Paragraph);
    let mut depth = 0u32;
    let mut at = 0;
    while let Some((found, c)) = mark(s, at) {
        let mut end = found + c.len_utf8();
        at = end;
        if punctuation::opens(c) {
            depth += 1;
        } else if punctuation::closes(c) {
            depth = depth.saturating_sub(1);
        }
        let after = match c {
            '。' | '！' | '？' => Boundary::Sentence,
            '；' => Boundary::Semicolon,
            '：' => Boundary::Colon,
            '，' if s[start..found].chars().nth(CONNECTIVE).is_some() => Boundary::Comma,
            _ => continue,
        };
        // A bracket that is left open holds no longer than its sentence.
        if after == Boundary::Sentence {
            depth = 0;
        } else if depth > 0 {
            continue;
        }
        let belongs = |c: &char| punctuation::closes(*c) || punctuation::ends_sentence(*c);
        end += s[end..].chars().take_while(belongs).map(char::len_utf8).sum::<usize>();
        clauses.push(Clause { span: Span::new(base + start, base + end), boundary });
        (start, boundary, at) = (end, after, end);
    }
    if start < s.len() {
        clauses.push(Clause { span: Span::new(base + start, base + s.len()), boundary });
    }
}

/// The next character of `s` from `at` on that may be a mark, by its first byte: no Han character has that of a mark.
fn mark(s: &str, at: usize) -> Option<(usize, char)> {
    let may = |byte: &u8| matches!(byte, 0xE2 | 0xE3 | 0xEF | b'"');
    let found = at + s.as_bytes().get(at..)?.iter().position(may)?;
    s.get(found..)?.chars().next().map(|c| (found, c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn clauses_end_at_marks_outside_of_brackets() {
        let cut = |s: &str| {
            let clauses = cut(s, &[Span::new(0, s.len())]);
            let show = |clause: &Clause| (clause.boundary as u8, clause.span.of(s).to_owned());
            clauses.iter().map(show).collect::<Vec<_>>()
        };
        let expected = [
            (0, "同时，我局将修路（含桥梁，涵洞），"),
            (4, "年内完成。”"),
            (1, "主要有："),
            (3, "一是人少；"),
            (2, "二是钱少"),
        ];
        let s = "同时，我局将修路（含桥梁，涵洞），年内完成。”主要有：一是人少；二是钱少";
        assert_eq!(cut(s), expected.map(|(boundary, words)| (boundary, words.to_owned())));
        assert_eq!(cut("（未关的括号。下一句，再下一句").len(), 2);
    }

    proptest! {
        #[test]
        fn clauses_tile_their_paragraphs(paragraphs in proptest::collection::vec("[将修路，。；：！（）“”《》a1]{1,30}", 1..4)) {
            let text = paragraphs.join("\n");
            let mut spans = Vec::new();
            for paragraph in &paragraphs {
                let start = spans.last().map_or(0, |span: &Span| span.end + 1);
                spans.push(Span::new(start, start + paragraph.len()));
            }
            let mut told = String::new();
            for clause in cut(&text, &spans) {
                if clause.boundary == Boundary::Paragraph && !told.is_empty() {
                    told.push('\n');
                }
                prop_assert!(!clause.span.is_empty());
                told += clause.span.of(&text);
            }
            prop_assert_eq!(told, text);
        }
    }
}
