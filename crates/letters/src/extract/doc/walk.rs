//! A walk through the text of a binary Word file.
//!
//! In: the pieces of a part of the text, and what is special about stretches of it. Out: its lines. Characters below
//! U+0020 are the marks that end paragraphs, cells and lines and that enclose fields.

use super::formatted::{Look, Runs, Shape};
use super::pieces::DocPiece;
use super::styles::DocStyles;
use crate::extract::fields::Fields;
use crate::extract::glyphs;
use crate::extract::lists::Lists;
use crate::extract::story::{Story, cleaned, numbered};
use std::ops::Range;

/// What a walk needs to know of a file.
pub(super) struct WordFile<'a> {
    /// The main stream.
    pub main: &'a [u8],
    /// The pieces of the text.
    pub pieces: Vec<DocPiece>,
    /// Properties of characters.
    pub looks: Runs<Look>,
    /// Properties of paragraphs.
    pub shapes: Runs<Shape>,
    /// Styles and fonts.
    pub styles: DocStyles,
}

/// What was read so far.
pub(super) struct DocWalker<'d> {
    document: &'d WordFile<'d>,
    lists: &'d mut Lists,
    story: Story,
    fields: Fields,
    paragraph: Vec<u16>,
    /// Lines of the text boxes that are anchored in the open paragraph.
    boxes: Vec<String>,
}

impl<'d> DocWalker<'d> {
    /// A walker that has read nothing yet; `lists` go on counting from walk to walk.
    pub(super) fn new(document: &'d WordFile<'d>, lists: &'d mut Lists) -> DocWalker<'d> {
        DocWalker {
            document,
            lists,
            story: Story::default(),
            fields: Fields::default(),
            paragraph: Vec::new(),
            boxes: Vec::new(),
        }
    }

    /// Reads the characters in `range`; `boxes` are the lines of text boxes by their anchors, in order.
    pub(super) fn read(&mut self, range: &Range<u32>, boxes: &[(u32, Vec<String>)]) {
        let document = self.document;
        let mut boxes = boxes.iter().peekable();
        let first = document.pieces.partition_point(|piece| piece.to <= range.start);
        for piece in document.pieces.get(first..).unwrap_or_default() {
            if piece.from >= range.end {
                break;
            }
            let mut at = piece.from.max(range.start);
            let end = piece.to.min(range.end);
            while at < end {
                let (look, until) = document.looks.at(piece.place(at));
                let (shape, shaped) = document.shapes.at(piece.place(at));
                let length = until.min(shaped).saturating_sub(piece.place(at)).div_ceil(piece.width).max(1);
                let stop = end.min(at.saturating_add(length));
                let hidden = look.deleted || document.styles.hides(&look, shape.style);
                for at in at..stop {
                    let Some(unit) = piece.unit(document.main, at) else { return };
                    while let Some((_, lines)) = boxes.next_if(|(anchor, _)| *anchor <= at) {
                        self.boxes.extend(lines.iter().cloned());
                    }
                    self.unit(unit, &look, &shape, hidden);
                }
                at = stop;
            }
        }
        self.end_paragraph(&Shape::default());
        for (_, lines) in boxes {
            self.story.lines(lines.clone());
        }
    }

    /// The lines that were read.
    pub(super) fn finish(self) -> Vec<String> {
        self.story.finish()
    }

    fn unit(&mut self, unit: u16, look: &Look, shape: &Shape, hidden: bool) {
        match unit {
            0x0D if hidden && look.deleted => {}
            0x07 | 0x0C | 0x0D => self.mark(unit, shape),
            0x13 => self.fields.begin(),
            0x14 => self.fields.separate(),
            0x15 => {
                if let Some(shown) = self.fields.end().filter(|_| !hidden) {
                    self.push(&shown);
                }
            }
            _ if !self.fields.is_shown() => {
                let mut buffer = [0; 4];
                let c = char::from_u32(u32::from(unit)).unwrap_or(char::REPLACEMENT_CHARACTER);
                self.fields.instruct(c.encode_utf8(&mut buffer));
            }
            _ if hidden => {}
            0x28 if look.special => {
                if let Some((font, place)) = look.symbol {
                    let c = char::from_u32(u32::from(place)).unwrap_or(char::REPLACEMENT_CHARACTER);
                    let shown = glyphs::shown(self.document.styles.font(font), c);
                    self.push(shown.encode_utf8(&mut [0; 4]));
                }
            }
            0x09 => self.paragraph.push(unit),
            0x0B | 0x0E => self.paragraph.push(0x0A),
            0x1E => self.paragraph.push(u16::from(b'-')),
            // Soft hyphens, pictures, and references to notes and drawings.
            0..0x20 => {}
            _ => self.character(unit, look),
        }
    }

    fn character(&mut self, unit: u16, look: &Look) {
        let font = look.font.map_or("", |font| self.document.styles.font(font));
        match char::from_u32(u32::from(unit)).map(|c| (c, glyphs::shown(font, c))) {
            Some((c, shown)) if c != shown => self.push(shown.encode_utf8(&mut [0; 4])),
            _ => self.paragraph.push(unit),
        }
    }

    fn push(&mut self, text: &str) {
        if self.fields.is_shown() {
            self.paragraph.extend(text.encode_utf16());
        }
    }

    /// The end of a paragraph, a cell, a row or a page.
    fn mark(&mut self, unit: u16, shape: &Shape) {
        let in_table = shape.in_table || unit == 0x07;
        match (in_table, self.story.is_in_row()) {
            (true, false) => self.story.begin_row(),
            (false, true) => self.story.end_row(false),
            _ => {}
        }
        if unit == 0x07 && shape.ends_row {
            self.paragraph.clear();
            self.story.end_row(false);
            return;
        }
        // A page break in the midst of a paragraph is the end of a line and no more.
        self.end_paragraph(shape);
        if unit == 0x07 {
            self.story.end_cell();
        }
    }

    fn end_paragraph(&mut self, shape: &Shape) {
        let text = cleaned(&String::from_utf16_lossy(&std::mem::take(&mut self.paragraph)));
        let label = self
            .document
            .styles
            .numbered(shape)
            .and_then(|(list, level)| self.lists.label(u32::from(list), level));
        self.story.paragraph(&numbered(label.as_ref(), text));
        self.story.lines(std::mem::take(&mut self.boxes));
    }
}
