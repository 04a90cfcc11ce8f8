//! A walk through the main part of a document, or through its notes.
//!
//! In: the pieces of a part. Out: its lines. The elements that are open are kept on a stack of their own, so nothing
//! recurses. An element that is not known is transparent: its text is read as if it were not there.

use super::numbering::Numbering;
use super::properties::{self, Control, ParagraphProperties, RunProperties};
use super::styles::DocxStyles;
use crate::extract::fields::Fields;
use crate::extract::format::ExtractError;
use crate::extract::glyphs;
use crate::extract::story::{Story, cleaned, numbered};
use crate::extract::xml::{Xml, XmlPiece, XmlTag};
use std::collections::HashMap;

/// An element that is open, as far as its end means something.
enum Element {
    Paragraph,
    Run,
    Text,
    Instruction,
    Row {
        deleted: bool,
    },
    Cell,
    TextBox,
    /// A note, and what was carried where it stands.
    Note(String),
    Control(Control),
    Prompt,
    /// Alternatives, and how many characters there were before the first.
    Alternatives(usize),
    Other,
}

/// A paragraph that is open.
#[derive(Default)]
struct OpenParagraph {
    text: String,
    properties: ParagraphProperties,
    run: RunProperties,
    /// Lines of the text boxes that are anchored in it.
    boxes: Vec<String>,
}

/// What was read so far.
pub(super) struct DocxWalker<'s> {
    styles: &'s DocxStyles,
    numbering: Numbering,
    story: Story,
    notes: Vec<String>,
    /// Lines of the files that stand in the document whole.
    chunks: HashMap<String, Vec<String>>,
    elements: Vec<Element>,
    paragraphs: Vec<OpenParagraph>,
    fields: Fields,
    /// Text of a paragraph whose end was deleted.
    carried: String,
    /// The sign that the next text gives way to.
    tick: Option<char>,
    prompts: usize,
    characters: usize,
    pictured: bool,
}

impl<'s> DocxWalker<'s> {
    /// A walker that has read nothing yet.
    pub(super) fn new(styles: &'s DocxStyles, numbering: Numbering) -> DocxWalker<'s> {
        DocxWalker {
            styles,
            numbering,
            story: Story::default(),
            notes: Vec::new(),
            chunks: HashMap::new(),
            elements: Vec::new(),
            paragraphs: Vec::new(),
            fields: Fields::default(),
            carried: String::new(),
            tick: None,
            prompts: 0,
            characters: 0,
            pictured: false,
        }
    }

    /// Gives the lines of the files that stand in the document whole, by their identifiers.
    pub(super) fn with_chunks(self, chunks: HashMap<String, Vec<String>>) -> DocxWalker<'s> {
        DocxWalker { chunks, ..self }
    }

    /// Reads one part from its beginning to its end.
    pub(super) fn part(&mut self, xml: &mut Xml<'_>) -> Result<(), ExtractError> {
        self.fields = Fields::default();
        while let Some(piece) = xml.next()? {
            match piece {
                XmlPiece::Open(tag) => self.open(&tag, xml)?,
                XmlPiece::Close => self.close(),
                XmlPiece::Text(text) => match self.elements.last() {
                    Some(Element::Text) => self.text(&text.replace(['\n', '\r'], " ")),
                    Some(Element::Instruction) => self.fields.instruct(&text),
                    _ => {}
                },
            }
        }
        Ok(())
    }

    /// True when a picture is shown.
    pub(super) fn has_pictures(&self) -> bool {
        self.pictured
    }

    /// The lines of all parts that were read.
    pub(super) fn finish(mut self) -> Vec<String> {
        if !self.carried.is_empty() {
            self.story.paragraph(&std::mem::take(&mut self.carried));
        }
        let mut lines = self.story.finish();
        lines.extend(self.notes);
        lines
    }

    fn open(&mut self, tag: &XmlTag<'_>, xml: &mut Xml<'_>) -> Result<(), ExtractError> {
        let element = match tag.name() {
            "p" => {
                self.paragraphs.push(OpenParagraph::default());
                Element::Paragraph
            }
            "r" => {
                self.with_paragraph(|open| open.run = RunProperties::default());
                Element::Run
            }
            "t" => Element::Text,
            "instrText" => Element::Instruction,
            "tr" => {
                self.story.begin_row();
                Element::Row { deleted: false }
            }
            "tc" => Element::Cell,
            "txbxContent" => {
                self.story.begin_box();
                Element::TextBox
            }
            "sdt" => Element::Control(Control::default()),
            "AlternateContent" => Element::Alternatives(self.characters),
            "sdtContent" => self.control_content(),
            "pPr" | "rPr" | "trPr" | "sdtPr" | "fldChar" => return self.properties(tag, xml),
            "del" | "moveFrom" | "delText" | "delInstrText" | "rt" | "sectPr" | "tblPr" | "tblGrid"
            | "tcPr" | "sdtEndPr" | "rubyPr" => return xml.skip(),
            "Fallback" if self.is_settled() => return xml.skip(),
            "footnote" | "endnote" if tag.attribute("type").is_some_and(|kind| kind != "normal") => {
                return xml.skip();
            }
            "footnote" | "endnote" => {
                self.story.begin_box();
                Element::Note(std::mem::take(&mut self.carried))
            }
            "annotation" if tag.attribute("type").is_some_and(|kind| is_unread(&kind)) => return xml.skip(),
            name => {
                self.sign(name, tag);
                Element::Other
            }
        };
        self.elements.push(element);
        Ok(())
    }

    /// An element that stands for a character or two.
    fn sign(&mut self, name: &str, tag: &XmlTag<'_>) {
        match name {
            "tab" | "ptab" => self.text("\t"),
            "br" | "cr" => self.text("\n"),
            "altChunk" => {
                let lines = tag.attribute("id").and_then(|id| self.chunks.remove(&id));
                self.story.lines(lines.unwrap_or_default());
            }
            "blip" | "imagedata" => self.pictured = true,
            "noBreakHyphen" => self.text("-"),
            "den" => self.text("/"),
            "sym" => {
                let code = tag.attribute("char").and_then(|code| u32::from_str_radix(code.trim(), 16).ok());
                if let Some(c) = code.and_then(char::from_u32) {
                    let font = tag.attribute("font").unwrap_or_default();
                    self.text(&glyphs::shown(&font, c).to_string());
                }
            }
            // Words drawn as a picture: the head of many an office's letters.
            "textpath" => {
                let words = tag.attribute("string").map(|words| cleaned(&words)).unwrap_or_default();
                self.characters += words.len();
                self.with_paragraph(|open| open.boxes.extend(words.lines().map(str::to_owned)));
            }
            _ => {}
        }
    }

    fn properties(&mut self, tag: &XmlTag<'_>, xml: &mut Xml<'_>) -> Result<(), ExtractError> {
        match tag.name() {
            "pPr" => {
                let properties = properties::paragraph(xml)?;
                self.with_paragraph(|open| open.properties = properties);
            }
            "rPr" => {
                let run = properties::run(xml)?;
                if matches!(self.elements.last(), Some(Element::Run)) {
                    self.with_paragraph(|open| open.run = run);
                }
            }
            "trPr" => {
                let changes = properties::run(xml)?;
                if let Some(Element::Row { deleted }) = self.elements.last_mut() {
                    *deleted = changes.deleted;
                }
            }
            "sdtPr" => {
                let control = properties::control(xml)?;
                if let Some(Element::Control(open)) = self.elements.last_mut() {
                    *open = control;
                }
            }
            _ => {
                let kind = tag.attribute("fldCharType").unwrap_or_default();
                let ticked = properties::control(xml)?.ticked;
                self.field(&kind);
                if let (Some(ticked), "begin") = (ticked, kind.as_str()) {
                    // The sign stands in for the result, which such a field has none of.
                    let sign = box_sign(ticked);
                    self.with_paragraph(|open| open.text.push(sign));
                    self.characters += 1;
                }
            }
        }
        Ok(())
    }

    fn field(&mut self, kind: &str) {
        match kind {
            "begin" => self.fields.begin(),
            "separate" => self.fields.separate(),
            "end" => {
                let shown = self.fields.end().unwrap_or_default();
                self.text(&shown);
            }
            _ => {}
        }
    }

    /// What begins with the content of a control: its box gives way to a sign, its prompt to nothing.
    fn control_content(&mut self) -> Element {
        let Some(Element::Control(control)) = self.elements.last() else { return Element::Other };
        self.tick = control.ticked.map(box_sign).or(self.tick);
        if !control.is_prompt {
            return Element::Other;
        }
        self.prompts += 1;
        Element::Prompt
    }

    /// True when an alternative before this one has given text.
    fn is_settled(&self) -> bool {
        matches!(self.elements.last(), Some(Element::Alternatives(before)) if self.characters > *before)
    }

    fn close(&mut self) {
        match self.elements.pop() {
            Some(Element::Paragraph) => self.end_paragraph(),
            Some(Element::Run) => self.with_paragraph(|open| open.run = RunProperties::default()),
            Some(Element::Row { deleted }) => self.story.end_row(deleted),
            Some(Element::Cell) => self.story.end_cell(),
            Some(Element::TextBox) => {
                let lines = self.story.end_box();
                match self.paragraphs.last_mut() {
                    Some(open) => open.boxes.extend(lines),
                    None => self.story.lines(lines),
                }
            }
            Some(Element::Note(carried)) => {
                let own = std::mem::replace(&mut self.carried, carried);
                if !own.is_empty() {
                    self.story.paragraph(&own);
                }
                let lines = self.story.end_box();
                self.notes.extend(lines);
            }
            Some(Element::Prompt) => self.prompts = self.prompts.saturating_sub(1),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let Some(open) = self.paragraphs.pop() else { return };
        if open.properties.runs_on {
            self.carried += &open.text;
            self.story.lines(open.boxes);
            return;
        }
        let text = std::mem::take(&mut self.carried) + &open.text;
        let style = open.properties.style.as_deref();
        let label = self.numbering.label(open.properties.numbered, style, self.styles);
        self.story.paragraph(&numbered(label.as_ref(), text));
        self.story.lines(open.boxes);
    }

    /// Adds characters of the open run, if a page shows them.
    fn text(&mut self, text: &str) {
        let Some(open) = self.paragraphs.last_mut() else { return };
        if !self.fields.is_shown() || is_hidden(open, self.styles, self.prompts > 0) {
            return;
        }
        if let Some(sign) = self.tick.take_if(|_| !text.is_empty()) {
            open.text.push(sign);
            self.characters += 1;
            return;
        }
        let style = open.run.style.as_deref();
        let font = open.run.font.as_deref().or_else(|| style.and_then(|id| self.styles.font(id)));
        let font = font.unwrap_or_default();
        let shown: String = text.chars().map(|c| glyphs::shown(font, c)).collect();
        open.text += &cleaned(&shown);
        self.characters += shown.len();
    }

    fn with_paragraph(&mut self, change: impl FnOnce(&mut OpenParagraph)) {
        if let Some(open) = self.paragraphs.last_mut() {
            change(open);
        }
    }
}

fn is_hidden(open: &OpenParagraph, styles: &DocxStyles, in_prompt: bool) -> bool {
    let run = open.run.style.as_deref();
    if in_prompt && run.is_some_and(|id| styles.is_placeholder(id)) {
        return true;
    }
    let by_style =
        || [run, open.properties.style.as_deref()].into_iter().flatten().find_map(|id| styles.hidden(id));
    open.run.hidden.or_else(by_style).unwrap_or(false)
}

/// True for what Word 2003 keeps of a change or says about a text: it is no text itself.
fn is_unread(annotation: &str) -> bool {
    matches!(annotation, "Word.Deletion" | "Word.Comment" | "Word.Formatting" | "Word.Numbering")
}

fn box_sign(ticked: bool) -> char {
    glyphs::BOXES[usize::from(!ticked)]
}
