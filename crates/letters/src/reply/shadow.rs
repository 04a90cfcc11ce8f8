//! The shadow of a text: the same letter in one script and one width, without white space.
//!
//! In: a Text. Out: a canonical string to match on, and the way back to places in the text. Injected readings
//! (`農(nóng)業`) are left out. Nothing is decided here about what the letter says.

use crate::forms::plain;
use crate::text::Text;
use dafu_words::span::Span;
use dafu_words::{punctuation, script};

/// Longest injected reading in characters.
const LONGEST_READING: usize = 8;

/// Canonical text with a map to the original.
#[derive(Debug)]
pub(crate) struct Shadow {
    text: String,
    /// (offset in the shadow, offset in the text) wherever the distance between the two changes.
    runs: Vec<(usize, usize)>,
    paragraphs: Vec<Span>,
}

impl Shadow {
    /// The shadow of `text`.
    pub(crate) fn new(text: &Text) -> Shadow {
        let source = text.as_str();
        let mut shadow =
            Shadow { text: String::with_capacity(source.len()), runs: Vec::new(), paragraphs: Vec::new() };
        for &paragraph in text.paragraphs() {
            if !shadow.paragraphs.is_empty() {
                shadow.text.push('\n');
            }
            let start = shadow.text.len();
            shadow.push(source, paragraph);
            shadow.paragraphs.push(Span::new(start, shadow.text.len()));
        }
        shadow
    }

    fn push(&mut self, source: &str, paragraph: Span) {
        let slice = paragraph.of(source);
        let mut last = ' ';
        let mut at = 0;
        loop {
            // Most of a letter is its own shadow: such stretches are copied whole.
            let rest = &slice[at..];
            let same = rest.char_indices().find(|&(_, c)| !plain::is_plain(c));
            let length = same.map_or(rest.len(), |found| found.0);
            if length > 0 {
                self.map(paragraph.start + at);
                self.text.push_str(&rest[..length]);
                last = rest[..length].chars().next_back().unwrap_or(last);
                at += length;
            }
            let Some((_, c)) = same else { return };
            if matches!(c, '(' | '（')
                && script::is_han(last)
                && let Some(length) = reading(&slice[at..])
            {
                at += length;
                continue;
            }
            let next = at + c.len_utf8();
            if !punctuation::is_blank(c) {
                self.map(paragraph.start + at);
                self.text.push(plain::character(c, last, &slice[next..]));
                last = c;
            }
            at = next;
        }
    }

    fn map(&mut self, source: usize) {
        let here = self.text.len();
        let same = self.runs.last().is_some_and(|&(shadow, text)| here - shadow == source - text);
        if !same {
            self.runs.push((here, source));
        }
    }

    /// The whole canonical string.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// The paragraphs, as spans of the shadow, in step with the text's.
    pub(crate) fn paragraphs(&self) -> &[Span] {
        &self.paragraphs
    }

    /// The canonical slice at `span`.
    pub(crate) fn of(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The place in the text where the character at `offset` of the shadow begins.
    pub(crate) fn place(&self, offset: usize) -> usize {
        let after = self.runs.partition_point(|run| run.0 <= offset);
        after.checked_sub(1).map_or(offset, |index| {
            let (shadow, text) = self.runs[index];
            text + (offset - shadow)
        })
    }

    /// True when the characters of `span` stand side by side in the text too.
    pub(crate) fn is_whole(&self, span: Span) -> bool {
        let run = |offset| self.runs.partition_point(|run| run.0 <= offset);
        span.is_empty() || run(span.start) == run(span.end - 1)
    }

    /// The span of the text that `span` of the shadow came from, white space at its end not included.
    pub(crate) fn back(&self, text: &Text, span: Span) -> Span {
        let start = self.place(span.start);
        let Some(last) = self.of(span).char_indices().next_back() else { return Span::new(start, start) };
        let last = self.place(span.start + last.0);
        let length = text.as_str().get(last..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        Span::new(start, last + length)
    }

    /// What is written at `span`: the original characters without white space, except between Latin words.
    pub(crate) fn written(&self, text: &Text, span: Span) -> String {
        let back = self.back(text, span);
        let raw = back.of(text.as_str());
        let mut out = String::with_capacity(raw.len());
        let mut gap = false;
        let mut skip_to = 0;
        for (at, c) in raw.char_indices() {
            if at < skip_to {
                continue;
            }
            if punctuation::is_blank(c) {
                gap = true;
                continue;
            }
            let last = out.chars().next_back();
            if matches!(c, '(' | '（')
                && last.is_some_and(script::is_han)
                && let Some(length) = reading(&raw[at..])
            {
                skip_to = at + length;
                continue;
            }
            if gap && c.is_ascii_alphabetic() && last.is_some_and(|last| last.is_ascii_alphabetic()) {
                out.push(' ');
            }
            gap = false;
            out.push(c);
        }
        out
    }
}

/// Length of an injected reading `(nóng)` at the start of `s`.
fn reading(s: &str) -> Option<usize> {
    let mut toned = false;
    for (index, (at, c)) in s.char_indices().enumerate().skip(1) {
        match c {
            ')' | '）' => return (toned && index > 1).then_some(at + c.len_utf8()),
            _ if index > LONGEST_READING || !(c.is_ascii_alphabetic() || punctuation::is_toned(c)) => {
                return None;
            }
            _ => toned |= punctuation::is_toned(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_widths_and_spaces_are_one_and_places_lead_back() {
        let text = Text::from_lines("對(duì)區第 ６7 號:\n 二 〇 ");
        let shadow = Shadow::new(&text);
        assert_eq!(shadow.as_str(), "对区第67号：\n二〇");
        let span = Span::new(shadow.as_str().find("67").unwrap(), shadow.as_str().find('：').unwrap());
        assert_eq!(text.slice(shadow.back(&text, span)), "６7 號");
        assert_eq!(shadow.written(&text, shadow.paragraphs()[0]), "對區第６7號:");
    }

    #[test]
    fn every_character_of_the_shadow_has_its_place() {
        let text = Text::from_lines("a，b：c\u{3000}（d）\n１，２");
        let shadow = Shadow::new(&text);
        for (at, c) in shadow.as_str().char_indices().filter(|found| found.1 != '\n') {
            let place = shadow.place(at);
            let original = text.as_str()[place..].chars().next().unwrap();
            assert_eq!(punctuation::canonical(original), c);
        }
    }
}
