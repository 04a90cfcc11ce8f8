//! A walk through the tokens of rich text.
//!
//! In: tokens. Out: lines. The open groups are kept on a stack of their own, so nothing recurses; their number is
//! capped. Bytes are gathered until something else comes, as the two of a character can stand in two runs.

use super::charset::{self, Charset};
use super::destination::{self, Destination};
use super::fonts::Fonts;
use super::token::{RtfToken, RtfTokens};
use crate::extract::format::{Caps, ExtractError};
use crate::extract::glyphs;
use crate::extract::instruction;
use crate::extract::lists::Label;
use crate::extract::story::{Story, cleaned, numbered};
use encoding_rs::{Encoding, WINDOWS_1252};

/// Bytes of an instruction that are kept.
const LONGEST: usize = 4000;
/// Times the depth of other formats to which groups can stand within each other: makers open one for every change.
const DEEPER: usize = 25;
/// Tables within each other that are told apart.
const NESTED: usize = 8;

/// What holds in a group until it closes.
#[derive(Clone, Copy, Debug)]
struct Group {
    destination: Destination,
    /// True for the group that the destination began with.
    begins: bool,
    font: i32,
    hidden: bool,
    deleted: bool,
    in_table: bool,
    /// In how many tables a paragraph stands, as far as that is said.
    level: usize,
    /// What the text around the innermost field, and around the innermost two versions, is for.
    around_field: Destination,
    around_versions: Destination,
    /// How many characters stand in for one that is given in Unicode.
    stand_ins: usize,
}

/// What ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Paragraph,
    Cell,
    /// A cell of a table within a cell.
    NestedCell,
}

/// A field whose group is open.
#[derive(Debug, Default)]
struct OpenField {
    instruction: String,
    /// Characters that had been read when it began.
    before: usize,
    /// State and first state of a box to tick.
    ticked: [Option<i32>; 2],
}

/// A paragraph that is open.
#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    label: String,
    /// Lines of the text boxes that are anchored in it.
    boxes: Vec<String>,
}

/// What was read so far.
pub(super) struct RtfWalker {
    deepest: usize,
    encoding: &'static Encoding,
    default_font: i32,
    fonts: Fonts,
    group: Group,
    groups: Vec<Group>,
    fields: Vec<OpenField>,
    story: Story,
    notes: Vec<String>,
    paragraph: Paragraph,
    outer: Vec<Paragraph>,
    bytes: Vec<u8>,
    bytes_font: i32,
    units: Vec<u16>,
    skip: usize,
    /// True after the first byte of a stand-in that has two.
    is_half: bool,
    /// True where a group has just opened.
    opened: bool,
    /// True after a `\\*` there.
    starred: bool,
    pictured: bool,
    characters: usize,
}

impl RtfWalker {
    /// A walker that has read nothing yet.
    pub(super) fn new(caps: &Caps) -> RtfWalker {
        RtfWalker {
            deepest: caps.depth.saturating_mul(DEEPER),
            encoding: WINDOWS_1252,
            default_font: 0,
            fonts: Fonts::default(),
            group: Group {
                destination: Destination::Body,
                begins: false,
                font: 0,
                hidden: false,
                deleted: false,
                in_table: false,
                level: 0,
                around_field: Destination::Body,
                around_versions: Destination::Body,
                stand_ins: 1,
            },
            groups: Vec::new(),
            fields: Vec::new(),
            story: Story::default(),
            notes: Vec::new(),
            paragraph: Paragraph::default(),
            outer: Vec::new(),
            bytes: Vec::new(),
            bytes_font: 0,
            units: Vec::new(),
            skip: 0,
            is_half: false,
            opened: false,
            starred: false,
            pictured: false,
            characters: 0,
        }
    }

    /// Reads to the end of the outermost group; gives how many groups were left open.
    pub(super) fn read(&mut self, bytes: &[u8]) -> Result<usize, ExtractError> {
        let mut tokens = RtfTokens::new(bytes);
        while let Some(token) = tokens.next(self.charset(self.group.font).is_double(self.encoding)) {
            let starred = std::mem::take(&mut self.starred);
            let opened = std::mem::take(&mut self.opened);
            match token {
                RtfToken::Open => self.open()?,
                RtfToken::Close => {
                    self.close();
                    if self.groups.is_empty() {
                        break;
                    }
                }
                RtfToken::Hex(byte) if self.skip > 0 => self.stand_in(byte),
                RtfToken::Symbol(_) if self.skip > 0 => self.skip -= 1,
                RtfToken::Word(word, _) if self.skip > 0 && sign(word).is_some() => self.skip -= 1,
                RtfToken::Word(word, number) => {
                    // Words that are no characters never stand in for one, whatever number is announced.
                    self.skip = 0;
                    self.word(word, number, starred);
                }
                RtfToken::Symbol(b'*') => self.starred = opened,
                RtfToken::Symbol(symbol) => self.symbol(symbol),
                RtfToken::Hex(byte) => self.text(&[byte]),
                RtfToken::Bytes(run) => {
                    let skipped = self.skip.min(run.len());
                    self.skip -= skipped;
                    self.text(run.get(skipped..).unwrap_or_default());
                }
            }
        }
        let left_open = self.groups.len();
        while !self.groups.is_empty() {
            self.close();
        }
        Ok(left_open)
    }

    /// A byte that stands in for a character. Some makers count a character of two bytes as one.
    fn stand_in(&mut self, byte: u8) {
        let is_double = self.charset(self.group.font).is_double(self.encoding);
        let leads = byte >= 0x81 && is_double && self.group.stand_ins == 1 && !self.is_half;
        self.is_half = leads;
        self.skip -= usize::from(!leads);
    }

    /// True when there is a picture.
    pub(super) fn has_pictures(&self) -> bool {
        self.pictured
    }

    /// The lines that were read, notes last.
    pub(super) fn finish(mut self) -> Vec<String> {
        self.end_paragraph();
        let mut lines = self.story.finish();
        lines.extend(self.notes);
        lines
    }

    fn open(&mut self) -> Result<(), ExtractError> {
        self.skip = 0;
        self.groups.push(self.group);
        self.group.begins = false;
        self.opened = true;
        match self.groups.len() > self.deepest {
            true => Err(ExtractError::Capped { what: "nested_groups", most: self.deepest as u64 }),
            false => Ok(()),
        }
    }

    fn close(&mut self) {
        self.skip = 0;
        let Some(outer) = self.groups.pop() else { return };
        if outer.destination != self.group.destination || self.group.begins {
            self.flush();
        }
        if self.group.begins {
            match self.group.destination {
                Destination::Field => self.end_field(),
                Destination::TextBox | Destination::Note => self.end_inner(),
                _ => {}
            }
        }
        let (in_table, level) = (self.group.in_table, self.group.level);
        self.group = outer;
        // Whether a paragraph is in a table outlives the group that says so.
        if self.group.destination == Destination::Body {
            (self.group.in_table, self.group.level) = (in_table, level);
        }
    }

    /// Begins what is read apart: a text box, a note.
    fn begin_inner(&mut self) {
        self.outer.push(std::mem::take(&mut self.paragraph));
        self.story.begin_box();
        (self.group.in_table, self.group.level) = (false, 0);
    }

    fn end_inner(&mut self) {
        while self.story.is_in_row() {
            self.story.end_row(false);
        }
        self.end_paragraph();
        let lines = self.story.end_box();
        self.paragraph = self.outer.pop().unwrap_or_default();
        match self.group.destination {
            Destination::Note => self.notes.extend(lines),
            _ => self.paragraph.boxes.extend(lines),
        }
    }

    fn end_field(&mut self) {
        let Some(field) = self.fields.pop() else { return };
        let [now, first] = field.ticked;
        if field.instruction.trim_start().starts_with("FORMCHECKBOX") {
            // 25 says that nobody has touched it.
            let ticked = now.filter(|&state| state != 25).or(first).is_some_and(|state| state != 0);
            self.show(glyphs::BOXES[usize::from(!ticked)].encode_utf8(&mut [0; 4]));
        } else if self.characters == field.before
            && let Some(shown) = instruction::shown(&field.instruction)
        {
            self.show(&shown);
        }
    }

    fn begin(&mut self, destination: Destination) {
        if self.group.begins {
            return;
        }
        self.flush();
        let is_skipped = self.group.destination == Destination::Skipped;
        self.group.begins = !is_skipped;
        let before = self.group.destination;
        self.group.destination = match destination {
            _ if is_skipped => Destination::Skipped,
            // The second version is for what both versions are for.
            Destination::Unicode => self.group.around_versions,
            Destination::Result => self.group.around_field,
            Destination::Picture => {
                self.pictured = true;
                Destination::Skipped
            }
            other => other,
        };
        match destination {
            _ if is_skipped => {}
            Destination::Field => {
                self.fields.push(OpenField { before: self.characters, ..OpenField::default() });
                if before != Destination::Field {
                    self.group.around_field = before;
                }
            }
            Destination::Versions if before != Destination::Versions => self.group.around_versions = before,
            Destination::TextBox | Destination::Note => self.begin_inner(),
            _ => {}
        }
        if matches!(destination, Destination::Unicode | Destination::Result) {
            self.group.begins = false;
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>, starred: bool) {
        if let Some(destination) = destination::named(word) {
            return self.begin(destination);
        }
        if starred {
            // Word wraps drawn objects and pictures of its own in such groups.
            return self.begin(Destination::Skipped);
        }
        match self.group.destination {
            Destination::Skipped => return,
            Destination::NestedRow if word == "nestrow" => return self.end_nested_row(),
            Destination::NestedRow => return,
            Destination::Fonts => return self.fonts.word(word, number),
            _ => {}
        }
        let on = number != Some(0);
        match word {
            "u" => self.unicode(number.unwrap_or(0)),
            "uc" => {
                self.group.stand_ins = number.and_then(|n| usize::try_from(n).ok()).unwrap_or(1).min(64);
            }
            "ansicpg" => self.encoding = number.and_then(charset::code_page).unwrap_or(self.encoding),
            "deff" => {
                self.default_font = number.unwrap_or(0);
                self.group.font = self.default_font;
            }
            "f" => self.group.font = number.unwrap_or(0),
            "v" => self.group.hidden = on,
            "deleted" | "mvf" => self.group.deleted = on,
            "plain" => {
                self.group.font = self.default_font;
                (self.group.hidden, self.group.deleted) = (false, false);
            }
            "pard" => (self.group.in_table, self.group.level) = (false, 0),
            "intbl" => self.group.in_table = on,
            "itap" => {
                self.group.level = number.and_then(|n| usize::try_from(n).ok()).unwrap_or(1).min(NESTED)
            }
            "ffres" | "ffdefres" => {
                if let Some(field) = self.fields.last_mut() {
                    field.ticked[usize::from(word == "ffdefres")] = number;
                }
            }
            _ => self.sign(word),
        }
    }

    /// A word that stands for a character, or for the end of something.
    fn sign(&mut self, word: &str) {
        match word {
            "par" | "sect" | "page" | "column" => self.mark(Mark::Paragraph),
            "cell" => self.mark(Mark::Cell),
            "nestcell" => self.mark(Mark::NestedCell),
            "row" => {
                self.flush();
                self.rows(1);
                self.story.end_row(false);
            }
            word => self.put(sign(word).unwrap_or_default()),
        }
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'~' => self.put("\u{A0}"),
            b'_' => self.put("-"),
            b'\t' => self.put("\t"),
            b'\r' | b'\n' => self.mark(Mark::Paragraph),
            b'\\' | b'{' | b'}' => self.text(&[symbol]),
            _ => {}
        }
    }

    /// Bytes in the encoding of the open font.
    fn text(&mut self, bytes: &[u8]) {
        match self.group.destination {
            Destination::Fonts => return self.fonts.text(bytes),
            _ if bytes.is_empty() || !self.is_read() => return,
            _ => {}
        }
        if !self.units.is_empty() || self.charset(self.bytes_font) != self.charset(self.group.font) {
            self.flush();
        }
        self.bytes_font = self.group.font;
        self.bytes.extend_from_slice(bytes);
    }

    /// A character by its number in UTF-16; what stands in for it is passed over.
    fn unicode(&mut self, number: i32) {
        self.skip = self.group.stand_ins;
        self.is_half = false;
        if !self.is_read() {
            return;
        }
        if !self.bytes.is_empty() {
            self.flush();
        }
        self.bytes_font = self.group.font;
        self.units.push(number as u16);
    }

    /// Characters that are given by name.
    fn put(&mut self, text: &str) {
        if self.is_read() && !text.is_empty() {
            self.flush();
            self.show(text);
        }
    }

    fn is_read(&self) -> bool {
        let for_nothing = matches!(
            self.group.destination,
            Destination::Skipped
                | Destination::Fonts
                | Destination::Field
                | Destination::Form
                | Destination::Versions
                | Destination::Unicode
                | Destination::Shape
                | Destination::NestedRow
                | Destination::Picture
        );
        !for_nothing && !self.group.hidden && !self.group.deleted
    }

    /// Gives what was gathered to where it belongs.
    fn flush(&mut self) {
        if self.bytes.is_empty() && self.units.is_empty() {
            return;
        }
        let charset = self.charset(self.bytes_font);
        let text = match self.units.is_empty() {
            true => charset.decode(&self.bytes, self.encoding),
            false => String::from_utf16_lossy(&self.units),
        };
        self.bytes.clear();
        self.units.clear();
        let font = self.fonts.get(self.bytes_font).map_or("", |font| font.name.as_str());
        let text: String = text.chars().map(|c| glyphs::shown(font, c)).collect();
        self.show(&cleaned(&text));
    }

    fn show(&mut self, text: &str) {
        match self.group.destination {
            Destination::Label => self.paragraph.label += text,
            Destination::Instruction => {
                if let Some(field) = self.fields.last_mut()
                    && field.instruction.len() + text.len() <= LONGEST
                {
                    field.instruction += text;
                }
            }
            _ => {
                self.paragraph.text += text;
                self.characters += text.len();
            }
        }
    }

    fn charset(&self, font: i32) -> Charset {
        self.fonts.get(font).map_or(Charset::LATIN, |font| font.charset)
    }

    /// The end of a paragraph or a cell.
    fn mark(&mut self, mark: Mark) {
        let is_text =
            matches!(self.group.destination, Destination::Body | Destination::TextBox | Destination::Note);
        if !is_text || self.group.deleted && mark == Mark::Paragraph {
            return;
        }
        self.flush();
        self.rows(match mark {
            Mark::Cell => 1,
            Mark::NestedCell => self.group.level.max(2),
            Mark::Paragraph if self.group.in_table || self.group.level > 0 => self.group.level.max(1),
            Mark::Paragraph => 0,
        });
        self.end_paragraph();
        if mark != Mark::Paragraph {
            self.story.end_cell();
        }
    }

    /// Ends rows and begins them until so many are open within each other.
    fn rows(&mut self, count: usize) {
        let open = self.story.open_rows(NESTED);
        (count..open).for_each(|_| self.story.end_row(false));
        (open..count).for_each(|_| self.story.begin_row());
    }

    /// The end of a row within a cell.
    fn end_nested_row(&mut self) {
        self.flush();
        if self.story.open_rows(NESTED) > 1 {
            self.story.end_row(false);
        }
    }

    fn end_paragraph(&mut self) {
        self.flush();
        let paragraph = std::mem::take(&mut self.paragraph);
        let spaced = paragraph.label.ends_with(char::is_whitespace);
        let label = Label { text: paragraph.label, spaced };
        let label = Some(label).filter(|label| !label.text.trim().is_empty());
        self.story.paragraph(&numbered(label.as_ref(), paragraph.text));
        self.story.lines(paragraph.boxes);
    }
}

/// The character that a control word stands for.
fn sign(word: &str) -> Option<&'static str> {
    Some(match word {
        "line" | "softline" | "lbr" => "\n",
        "tab" => "\t",
        "emdash" => "—",
        "endash" => "–",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "bullet" => "•",
        "emspace" | "enspace" | "qmspace" => " ",
        _ => return None,
    })
}
