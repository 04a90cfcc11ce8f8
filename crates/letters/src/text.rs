//! Recovered text and places in it.
//!
//! In: paragraphs that a reader recovered from a file, each with the source lines it came from.
//! Out: [`Text`], one string with a paragraph a line, and the map from any place in it back to the
//! file. This module neither reads files nor knows what a letter is.

use std::borrow::Cow;

use dafu_words::message::{Message, Value, Values};
use dafu_words::span::Span;

/// Something odd that was seen and survived: a code, what it speaks of, a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Stable snake_case code, e.g. `date_damaged`.
    pub code: &'static str,
    /// Values that its sentence speaks of, by their names.
    pub values: Values,
    /// Where in the text, in bytes, if it has a place.
    pub span: Option<Span>,
}

impl Note {
    /// A note on the whole text.
    pub fn new(code: &'static str) -> Note {
        Note { code, values: Vec::new(), span: None }
    }

    /// The same with one more value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Note {
        self.values.push((Cow::Borrowed(name), value.into()));
        self
    }

    /// The same about a place in the text.
    #[must_use]
    pub fn at(self, span: Option<Span>) -> Note {
        Note { span, ..self }
    }

    /// What a person is told: the entry `note_` and the code.
    pub fn message(&self) -> Message {
        Message { code: format!("note_{}", self.code).into(), values: self.values.clone() }
    }
}

/// The place where a source line begins within the recovered text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineStart {
    /// Byte offset in the text of the first character that came from this line.
    pub offset: usize,
    /// Line number in the source file, from 1.
    pub number: u32,
    /// Page number in the source file, from 1, where the format has pages; 0 where it has none.
    pub page: u32,
}

/// The recovered text of one file.
///
/// Paragraphs are separated by exactly one `\n` and contain none; no paragraph is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    text: String,
    paragraphs: Vec<Span>,
    lines: Vec<LineStart>,
}

impl Text {
    /// An empty text to push lines to.
    pub fn new() -> Text {
        Text::default()
    }

    /// A text whose paragraphs are the non-blank lines of `source`, each trimmed.
    pub fn from_lines(source: &str) -> Text {
        let mut text = Text::new();
        for (number, line) in (1u32..).zip(source.lines()) {
            text.push_paragraph(line, number, 0);
        }
        text
    }

    /// Puts a text together again from its string and its line map, as the store keeps them.
    ///
    /// Line starts that do not fit the string are dropped.
    pub fn from_parts(text: String, mut lines: Vec<LineStart>) -> Text {
        lines.retain(|line| text.is_char_boundary(line.offset));
        lines.sort_by_key(|line| line.offset);
        let mut paragraphs = Vec::new();
        let mut start = 0;
        for piece in text.split('\n') {
            if !piece.is_empty() {
                paragraphs.push(Span::new(start, start + piece.len()));
            }
            start += piece.len() + 1;
        }
        Text { text, paragraphs, lines }
    }

    /// Begins a new paragraph with `line` (trimmed; a blank line is ignored).
    pub fn push_paragraph(&mut self, line: &str, number: u32, page: u32) {
        let line = line.trim();
        if line.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let start = self.text.len();
        self.lines.push(LineStart { offset: start, number, page });
        self.push_without_breaks(line);
        self.paragraphs.push(Span::new(start, self.text.len()));
    }

    /// Continues the last paragraph with `line` (trimmed), `joint` standing between the two.
    /// Without a paragraph to continue it begins one.
    pub fn continue_paragraph(&mut self, joint: &str, line: &str, number: u32, page: u32) {
        let line = line.trim();
        if line.is_empty() {
            return;
        }
        if self.paragraphs.is_empty() {
            return self.push_paragraph(line, number, page);
        }
        self.push_without_breaks(joint);
        self.lines.push(LineStart { offset: self.text.len(), number, page });
        self.push_without_breaks(line);
        let end = self.text.len();
        if let Some(last) = self.paragraphs.last_mut() {
            last.end = end;
        }
    }

    fn push_without_breaks(&mut self, line: &str) {
        let mut parts = line.split('\n');
        self.text.push_str(parts.next().unwrap_or(""));
        for part in parts {
            self.text.push(' ');
            self.text.push_str(part);
        }
    }

    /// The whole text, a paragraph a line.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The paragraphs in reading order, as spans of [`Text::as_str`].
    pub fn paragraphs(&self) -> &[Span] {
        &self.paragraphs
    }

    /// The slice that `span` names.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The line map, ordered by offset.
    pub fn lines(&self) -> &[LineStart] {
        &self.lines
    }

    /// The source line that the character at `offset` came from.
    pub fn line_at(&self, offset: usize) -> Option<LineStart> {
        let after = self.lines.partition_point(|line| line.offset <= offset);
        after.checked_sub(1).map(|index| self.lines[index])
    }

    /// First and last source line of `span`, from 1; `(0, 0)` when the text has no lines.
    pub fn source_lines(&self, span: Span) -> (u32, u32) {
        let first = self.line_at(span.start).map_or(0, |line| line.number);
        let last = self.line_at(span.end.saturating_sub(1).max(span.start));
        (first, last.map_or(first, |line| line.number).max(first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joined_lines_keep_their_source_numbers() {
        let mut text = Text::new();
        text.push_paragraph("  持续推进科技成", 3, 0);
        text.continue_paragraph("", "果转化。", 5, 0);
        text.push_paragraph("感谢您的关心。", 7, 0);
        assert_eq!(text.as_str(), "持续推进科技成果转化。\n感谢您的关心。");
        assert_eq!(text.paragraphs().len(), 2);
        assert_eq!(text.source_lines(text.paragraphs()[0]), (3, 5));
        assert_eq!(text.source_lines(text.paragraphs()[1]), (7, 7));
    }

    #[test]
    fn parts_put_together_again_equal_the_text() {
        let text = Text::from_lines("一\n\n 二 \n三");
        assert_eq!(Text::from_parts(text.as_str().to_owned(), text.lines().to_vec()), text);
    }

    #[test]
    fn a_span_that_does_not_fit_gives_nothing() {
        assert_eq!(Span::new(1, 3).of("中"), "");
        assert_eq!(Span::new(5, 2), Span::new(5, 5));
    }
}
