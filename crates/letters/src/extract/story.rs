//! The lines of a word processor's document, and the text they make.
//!
//! In: runs of characters, ends of paragraphs, cells, rows and text boxes, in reading order. Out: lines, and from them
//! [`Extracted`]. A row of short cells is one line with tabs; a cell that holds paragraphs keeps them, as tables are
//! often nothing but the layout of a letter. A line that an author broke by hand is two lines.

use super::{lists, reflow};
use crate::extract::format::{ExtractError, Extracted};
use crate::text::Note;

/// Characters of a cell up to which its row stays one line.
const SHORT: usize = 40;

/// Lines as they come.
#[derive(Debug, Default)]
pub(super) struct Story {
    lines: Vec<String>,
    frames: Vec<Frame>,
}

/// What lines are collected for before they join the rest.
#[derive(Debug)]
enum Frame {
    /// A table row: its finished cells and the lines of the open one.
    Row(Vec<Vec<String>>, Vec<String>),
    /// A text box.
    Box(Vec<String>),
}

impl Story {
    /// Adds a paragraph, which may hold breaks.
    pub(super) fn paragraph(&mut self, text: &str) {
        self.lines(text.split('\n').map(str::to_owned).collect());
    }

    /// Adds finished lines.
    pub(super) fn lines(&mut self, lines: Vec<String>) {
        match self.frames.last_mut() {
            Some(Frame::Row(_, open)) => open.extend(lines),
            Some(Frame::Box(open)) => open.extend(lines),
            None => self.lines.extend(lines),
        }
    }

    /// Begins a table row.
    pub(super) fn begin_row(&mut self) {
        self.frames.push(Frame::Row(Vec::new(), Vec::new()));
    }

    /// Ends a cell of the row.
    pub(super) fn end_cell(&mut self) {
        if let Some(Frame::Row(cells, open)) = self.frames.last_mut() {
            cells.push(std::mem::take(open));
        }
    }

    /// Ends the row; its lines are kept unless the row was deleted.
    pub(super) fn end_row(&mut self, deleted: bool) {
        if !matches!(self.frames.last(), Some(Frame::Row(..))) {
            return;
        }
        if let Some(Frame::Row(mut cells, open)) = self.frames.pop() {
            cells.push(open);
            if !deleted {
                self.lines(laid_out(cells));
            }
        }
    }

    /// True inside of a table row.
    pub(super) fn is_in_row(&self) -> bool {
        matches!(self.frames.last(), Some(Frame::Row(..)))
    }

    /// How many rows are open within each other, `most` at most.
    pub(super) fn open_rows(&self, most: usize) -> usize {
        self.frames.iter().rev().take(most).take_while(|frame| matches!(frame, Frame::Row(..))).count()
    }

    /// Begins a text box.
    pub(super) fn begin_box(&mut self) {
        self.frames.push(Frame::Box(Vec::new()));
    }

    /// Ends a text box and gives its lines, to be added where its anchor ends.
    pub(super) fn end_box(&mut self) -> Vec<String> {
        match self.frames.pop() {
            Some(Frame::Box(lines)) => lines,
            Some(row) => {
                self.frames.push(row);
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    /// The lines of the whole, whatever was left open.
    pub(super) fn finish(mut self) -> Vec<String> {
        while let Some(frame) = self.frames.pop() {
            match frame {
                Frame::Row(mut cells, open) => {
                    cells.push(open);
                    self.lines(laid_out(cells));
                }
                Frame::Box(lines) => self.lines(lines),
            }
        }
        self.lines
    }
}

/// The lines of a row.
fn laid_out(cells: Vec<Vec<String>>) -> Vec<String> {
    let cells: Vec<Vec<String>> = cells
        .into_iter()
        .map(|lines| lines.into_iter().filter(|line| !line.trim().is_empty()).collect())
        .filter(|lines: &Vec<String>| !lines.is_empty())
        .collect();
    let is_short = |lines: &Vec<String>| lines.len() == 1 && lines.iter().all(|l| l.chars().count() <= SHORT);
    if cells.len() > 1 && cells.iter().all(is_short) {
        let cells: Vec<String> = cells.concat().iter().map(|cell| cell.trim().to_owned()).collect();
        return vec![cells.join("\t")];
    }
    cells.concat()
}

/// Characters as lines have them: every break is `\n`, and controls are left out.
pub(super) fn cleaned(text: &str) -> String {
    let clean = |c: char| match c {
        '\u{B}' | '\u{C}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\t' | '\n' => Some(c),
        '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' => None,
        c => Some(c).filter(|c| !c.is_control()),
    };
    text.chars().filter_map(clean).collect()
}

/// A paragraph with its automatic number.
pub(super) fn numbered(label: Option<&lists::Label>, text: String) -> String {
    match label {
        Some(label) => lists::labelled(label, &text),
        None => text,
    }
}

/// The text that `lines` make; their numbers count from 1.
pub(super) fn extracted(
    lines: &[String],
    format: &'static str,
    encoding: &'static str,
    mut notes: Vec<Note>,
) -> Result<Extracted, ExtractError> {
    let lost: usize = lines.iter().map(|line| line.matches(char::REPLACEMENT_CHARACTER).count()).sum();
    if lost > 0 {
        notes.push(Note::new("bad_bytes_replaced").with("count", lost));
    }
    let (text, dropped) = reflow::reflow(&lines.join("\n"));
    if text.paragraphs().is_empty() {
        return Err(ExtractError::Empty);
    }
    notes.extend(dropped.iter().map(reflow::Dropped::note));
    Ok(Extracted { text, format, encoding, notes, fields: Vec::new(), unread_pages: Vec::new() })
}

/// Why a document has no text: one that shows pictures is not empty.
pub(super) fn or_pictures(error: ExtractError, pictured: bool) -> ExtractError {
    match error {
        ExtractError::Empty if pictured => ExtractError::Pictures,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Vec<String> {
        let mut story = Story::default();
        story.begin_row();
        for cell in cells {
            story.paragraph(cell);
            story.end_cell();
        }
        story.end_row(false);
        story.finish()
    }

    #[test]
    fn short_cells_are_one_line_and_paragraphs_in_cells_stay() {
        assert_eq!(row(&["承办单位", " 县水利局 ", "", "B类"]), ["承办单位\t县水利局\tB类"]);
        assert_eq!(row(&["答复内容", "您好：\n现答复如下。"]), ["答复内容", "您好：", "现答复如下。"]);
        let long = "长".repeat(SHORT + 1);
        assert_eq!(row(&["答复", &long]), ["答复", &long]);
    }

    #[test]
    fn what_is_left_open_is_kept_and_boxes_wait_for_their_anchor() {
        let mut story = Story::default();
        story.begin_row();
        story.begin_box();
        story.paragraph("框");
        assert_eq!(story.end_box(), ["框"]);
        assert_eq!(story.end_box(), Vec::<String>::new());
        story.paragraph("格");
        assert!(story.is_in_row());
        assert_eq!(story.finish(), ["格"]);
    }
}
