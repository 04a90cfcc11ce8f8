//! Web pages: whatever content system made them, as fragments, and as word processors export them.
//!
//! In: bytes that begin as a page. Out: the letter's paragraphs without the page around them, and the header fields
//! that the page states beside it. Nothing is fetched and no script is run; styles count where they stand in an
//! element.

use super::reflow;
use crate::extract::format::{Caps, ExtractError, Extracted, Format};
use crate::text::{LineStart, Note, Text};
use choice::{body, fields, gone, repeat, select, tabs, title};
use lines::line::{self, Kind, PageLine};
use lines::press;
use markup::measure::Amounts;
use markup::tree::Tree;
use markup::{charset, sniff};
use std::collections::HashMap;

mod markup;
mod lines;
mod choice;
#[cfg(test)]
mod tests;

/// The entry of the format table.
pub(super) const FORMAT: Format =
    Format { name: "html", sniff: sniff::is_page, read, binary: false, version: 3 };

fn read(bytes: &[u8], caps: &Caps) -> Result<Extracted, ExtractError> {
    let decoded = charset::decode(bytes)?;
    let mut notes = Vec::new();
    if decoded.bad > 0 {
        notes.push(Note::new("bad_bytes_replaced").with("count", decoded.bad));
    }
    let tree = Tree::grow(&decoded.text, caps.depth)?;
    if tree.flattened {
        notes.push(Note::new("nesting_flattened").with("most", caps.depth));
    }
    let letter = letter(&tree, &decoded.text);
    if letter.controls > 0 {
        notes.push(Note::new("control_characters_replaced").with("count", letter.controls));
    }
    if letter.copied > 0 {
        notes.push(Note::new("copy_dropped").with("count", letter.copied));
    }
    let (text, dropped) = reflow::reflow(&source(&letter.lines));
    if text.paragraphs().is_empty() {
        return Err(match has_pictures(&decoded.text) {
            true => ExtractError::Pictures,
            false => ExtractError::Empty,
        });
    }
    notes.extend(dropped.iter().map(reflow::Dropped::note));
    Ok(Extracted {
        text: numbered(text, &letter.lines),
        format: FORMAT.name,
        encoding: decoded.encoding,
        notes,
        fields: letter.fields,
        unread_pages: Vec::new(),
    })
}

/// True when a page shows a picture.
fn has_pictures(page: &str) -> bool {
    page.as_bytes().windows(4).any(|name| name.eq_ignore_ascii_case(b"<img"))
}

/// A letter out of its page.
struct Letter {
    lines: Vec<PageLine>,
    fields: Vec<(&'static str, String)>,
    controls: usize,
    /// Lines of a second copy that were left out.
    copied: usize,
}

fn letter(tree: &Tree<'_>, page: &str) -> Letter {
    let tabs = tabs::find(tree);
    let boxes: Vec<usize> = tabs.iter().flat_map(|tabs| tabs.boxes.iter().map(|found| found.0)).collect();
    let rows: Vec<usize> = tabs.iter().map(|tabs| tabs.row).collect();
    let labels: HashMap<usize, String> = tabs.into_iter().flat_map(|tabs| tabs.boxes).collect();
    let mut gone = gone::find(tree, &boxes);
    for row in rows {
        gone.get_mut(row).into_iter().for_each(|gone| *gone = true);
    }
    let mut amounts = Amounts::of(tree, &gone);
    if amounts.within(tree, 0).chars == 0 {
        gone = gone::controls(tree);
        amounts = Amounts::of(tree, &gone);
    }
    let body = body::find(tree, &amounts, &boxes);
    let (lines, controls) = press::lines(tree, page, &gone, &amounts, &labels);
    let select::Selected { lines, mut told, above } = select::choose(lines, &body);
    let chosen = lines.len();
    let lines = repeat::once(lines);
    let copied = chosen - lines.len();
    let mut lines = line::mend(lines);
    let title = title::find(tree, &above, &told);
    if let Some(title) = title.as_ref().filter(|title| !title::stands_in(&lines, title)) {
        let heading = PageLine {
            text: title.clone(),
            kind: Kind::Heading,
            node: 0,
            chars: 0,
            linked: 0,
            soft: false,
            gap: false,
        };
        lines.insert(0, heading);
    }
    told.extend(fields::from_head(tree));
    Letter { lines, fields: fields::columns(&told, title.as_deref()), controls, copied }
}

/// The lines as a text to be reflowed: gaps count only where a page breaks its lines by hand.
fn source(lines: &[PageLine]) -> String {
    let soft = lines.iter().filter(|line| line.soft).count();
    let by_hand = soft * 4 >= lines.len();
    let mut source = String::new();
    for line in lines {
        if by_hand && line.gap {
            source.push('\n');
        }
        source.push_str(&line.text);
        source.push('\n');
    }
    source
}

/// `text` with its lines numbered as the letter's lines, gaps not counted.
fn numbered(text: Text, lines: &[PageLine]) -> Text {
    let soft = lines.iter().filter(|line| line.soft).count();
    if soft * 4 < lines.len() {
        return text;
    }
    let mut numbers = HashMap::new();
    let mut written = 0u32;
    for (line, number) in lines.iter().zip(1u32..) {
        written += 1 + u32::from(line.gap);
        numbers.insert(written, number);
    }
    let renumber = |line: &LineStart| LineStart {
        number: numbers.get(&line.number).copied().unwrap_or(line.number),
        ..*line
    };
    Text::from_parts(text.as_str().to_owned(), text.lines().iter().map(renumber).collect())
}
