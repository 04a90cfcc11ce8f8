//! What the passes over a letter have found so far: marks where pieces begin, and the places of the frame's parts.
//!
//! All spans here are spans of the shadow. `pieces` turns the marks into pieces of the text.

use std::cell::OnceCell;

use crate::forms::dates;
use crate::forms::look::{Look, Seen};
use crate::reply::keys;
use crate::reply::model::{BlockKind, DocNumber, Origin, Part};
use crate::reply::shadow::Shadow;
use crate::text::{Note, Text};
use dafu_words::span::Span;

/// A text with its shadow.
#[derive(Debug)]
pub(crate) struct Sheet<'a> {
    /// The text.
    pub text: &'a Text,
    /// Its shadow.
    pub shadow: Shadow,
}

impl<'a> Sheet<'a> {
    /// The sheet of `text`.
    pub(crate) fn new(text: &'a Text) -> Sheet<'a> {
        Sheet { text, shadow: Shadow::new(text) }
    }

    /// How many paragraphs there are.
    pub(crate) fn len(&self) -> usize {
        self.shadow.paragraphs().len()
    }

    /// Span of a paragraph; empty at the end when there is no such paragraph.
    pub(crate) fn span(&self, paragraph: usize) -> Span {
        let end = self.shadow.as_str().len();
        self.shadow.paragraphs().get(paragraph).copied().unwrap_or(Span::new(end, end))
    }

    /// A paragraph's canonical text.
    pub(crate) fn paragraph(&self, paragraph: usize) -> &str {
        self.shadow.of(self.span(paragraph))
    }

    /// True when white space stands before the character at `offset` of the shadow.
    pub(crate) fn gap_before(&self, offset: usize) -> bool {
        let place = self.shadow.place(offset);
        let before = self.text.as_str().get(..place).and_then(|text| text.chars().next_back());
        before.is_some_and(dafu_words::punctuation::is_blank)
    }

    /// Canonical text at `span`.
    pub(crate) fn of(&self, span: Span) -> &str {
        self.shadow.of(span)
    }

    /// As written, without white space.
    pub(crate) fn written(&self, span: Span) -> String {
        self.shadow.written(self.text, span)
    }

    /// The place in the text.
    pub(crate) fn back(&self, span: Span) -> Span {
        self.shadow.back(self.text, span)
    }
}

/// The place where a piece begins.
#[derive(Clone, Debug)]
pub(super) struct PieceMark {
    /// Offset in the shadow.
    pub at: usize,
    /// Role from here on.
    pub kind: BlockKind,
    /// Whether a label says so.
    pub origin: Origin,
    /// The words that decided.
    pub cue: String,
    /// What it is within its block.
    pub part: Part,
    /// Ordinal of the item.
    pub item: Option<u32>,
    /// Index of the section.
    pub section: Option<usize>,
}

/// A document number as read.
#[derive(Clone, Debug)]
pub(super) struct DocRead {
    /// Where it stands.
    pub span: Span,
    /// Its parts.
    pub number: DocNumber,
    /// True when a part is lost.
    pub damaged: bool,
}

/// The frame of a letter, as far as found.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// Where pieces begin; in any order.
    pub marks: Vec<PieceMark>,
    /// Lines of the title (two when torn).
    pub title: Vec<Span>,
    /// Titles that stood before the one that counts: the page's own.
    pub former_titles: Vec<Span>,
    /// Document number.
    pub doc_number: Option<DocRead>,
    /// Class as written.
    pub class: Option<Span>,
    /// Disclosure lines.
    pub disclosure: Vec<Span>,
    /// Addressee with its colon.
    pub addressee: Option<Span>,
    /// Opening pieces.
    pub opening: Vec<Span>,
    /// True where a label of the page (答复内容) brings in the letter.
    pub labelled: bool,
    /// Meta lines.
    pub meta: Vec<Span>,
    /// Furniture lines before the letter.
    pub furniture: Vec<Span>,
    /// Lines that number the case and stand by themselves.
    pub case_lines: Vec<Span>,
    /// Signing units.
    pub signature: Vec<Span>,
    /// Date of the letter.
    pub date: Option<(Span, dates::DateReading)>,
    /// Contact lines.
    pub contact: Vec<Span>,
    /// Feedback lines.
    pub feedback: Vec<Span>,
    /// Meta and furniture lines with their words, once both are found.
    pub(super) page: OnceCell<Vec<(Span, Seen)>>,
    /// First body place: paragraph and offset in the shadow.
    pub body: (usize, usize),
    /// One past the last body place.
    pub body_end: (usize, usize),
    /// Oddities, spans in the text.
    pub notes: Vec<Note>,
}

impl Layout {
    /// Marks a frame part.
    pub(super) fn frame(&mut self, at: usize, kind: BlockKind) {
        self.marks.push(PieceMark {
            at,
            kind,
            origin: Origin::Explicit,
            cue: String::new(),
            part: Part::Text,
            item: None,
            section: None,
        });
    }

    /// The lines of the page's table and its furniture.
    pub(super) fn page<'a>(&'a self, sheet: &'a Sheet<'_>) -> impl Iterator<Item = (Span, Look<'a>)> {
        let read = || {
            let lines = self.meta.iter().chain(&self.furniture);
            lines.map(|&line| (line, keys::VOCABULARY.see(sheet.of(line)))).collect()
        };
        let lines = self.page.get_or_init(read).iter();
        lines.map(|(line, seen)| (*line, Look::new(sheet.of(*line), seen)))
    }

    /// Adds a note about a place in the shadow.
    pub(super) fn note(&mut self, sheet: &Sheet<'_>, note: Note, span: Option<Span>) {
        self.notes.push(note.at(span.map(|span| sheet.back(span))));
    }
}
