//! Paragraphs out of lines with places.
//!
//! In: the lines of a document in reading order. Out: its text. As for lines without places, clues are added up as
//! logarithms of odds: what the words say, whether the next piece would have fit, where the next line begins, how far
//! down it stands, and the sizes of both.

use super::columns;
use super::line::{SetLine, joint};
use super::sheet::{Sheet, Sheets};
use crate::extract::reflow::boundary::{self, Clues};
use crate::extract::reflow::ruler::{COLUMN, Ruler};
use crate::extract::reflow::shape::{self, End, LineShape};
use crate::extract::reflow::{habits, title};
use crate::text::Text;

/// A boundary with at least this weight either way teaches what indents and gaps mean.
const SURE: f64 = 2.5;
/// Places tell more than columns do in a text.
const TRUST: f64 = 1.5;
/// Kinds of indents, and of gaps.
const KINDS: usize = 4;

/// The text of `lines`, which stand on pages of these widths and heights.
pub(super) fn put_together(lines: &[SetLine], pages: &[(f32, f32)]) -> Text {
    let mut text = Text::new();
    append(&mut text, lines, pages);
    text
}

/// Adds the text of `lines`, which goes on with nothing that is there.
pub(super) fn append(text: &mut Text, lines: &[SetLine], pages: &[(f32, f32)]) {
    let begins = begins(lines, pages);
    let mut before: Option<&SetLine> = None;
    for (line, begins) in lines.iter().zip(begins) {
        match before {
            Some(before) if !begins => {
                text.continue_paragraph(joint(before, line), &line.text, line.number, line.page);
            }
            _ => text.push_paragraph(&line.text, line.number, line.page),
        }
        before = Some(line);
    }
}

/// Two lines that follow each other, and how they are set.
struct Pair<'a> {
    line: &'a SetLine,
    next: &'a SetLine,
    sheet: Sheet,
    next_sheet: Sheet,
    /// Ems left on the first line after the first piece of the second; below nothing if that did not fit.
    slack: f32,
    indent: usize,
    gap: usize,
    clues: Clues,
}

/// For each line whether it begins a paragraph.
pub(super) fn begins<'l>(lines: &'l [SetLine], pages: &[(f32, f32)]) -> Vec<bool> {
    let sheets = Sheets::of(lines, pages);
    let shapes: Vec<LineShape<'_>> = lines.iter().map(|line| LineShape::of(&line.text)).collect();
    // Where it is known already, nothing is looked for.
    let pair = |(at, (line, next)): (usize, (&'l SetLine, &'l SetLine))| {
        next.begins.is_none().then(|| Pair::of(line, next, &sheets, &shapes, at))
    };
    let pairs: Vec<Option<Pair<'_>>> = (1..).zip(lines.iter().zip(lines.iter().skip(1))).map(pair).collect();
    let (mut indents, mut gaps) = ([[0usize; KINDS]; 2], [[0usize; KINDS]; 2]);
    for pair in pairs.iter().flatten().filter(|pair| pair.teaches()) {
        let breaks = usize::from(pair.clues.weight > 0.0);
        let count = |kinds: &mut [[usize; KINDS]; 2], kind: usize| {
            if let Some(count) = kinds.get_mut(breaks).and_then(|kinds| kinds.get_mut(kind)) {
                *count += 1;
            }
        };
        count(&mut indents, pair.indent);
        count(&mut gaps, pair.gap);
    }
    let (indents, gaps) = (habits::weights(indents), habits::weights(gaps));
    let torn = title::torn(&shapes);
    let decide = |(at, pair): (usize, &Pair<'_>)| {
        let of = |weights: &[f64; KINDS], kind: usize| weights.get(kind).copied().unwrap_or(0.0);
        let habit = TRUST * of(&indents, pair.indent) + of(&gaps, pair.gap);
        let habit = if pair.is_set_otherwise() { habit.max(0.0) } else { habit };
        let is_torn = torn.contains(&at) && pair.is_one_title();
        pair.is_apart() || !is_torn && pair.clues.weight + habit + pair.setting() > 0.0
    };
    let rest = (1..).zip(&pairs).zip(lines.iter().skip(1)).map(|((at, pair), next)| match pair {
        Some(pair) => decide((at, pair)),
        None => next.begins.unwrap_or(true),
    });
    std::iter::once(true).chain(rest).take(lines.len()).collect()
}

impl<'a> Pair<'a> {
    fn of(
        line: &'a SetLine,
        next: &'a SetLine,
        sheets: &Sheets,
        shapes: &[LineShape<'_>],
        at: usize,
    ) -> Pair<'a> {
        let (sheet, next_sheet) = (sheets.under(line), sheets.under(next));
        let piece = Ruler::ALL.first().map_or(0, |ruler| ruler.first_piece(&next.text));
        let piece = piece as f32 / (2 * COLUMN) as f32 * (next.size / line.size.max(0.1)).min(1.0);
        let slack = (sheet.right - line.right) / line.size.max(0.1) - piece;
        let mut clues = boundary::words(shapes, at, f64::from(slack * 2.0));
        // A centred line grows to both sides.
        clues.weight += match (is_centred(line, &sheet), is_right(line, &sheet)) {
            (true, _) => fit(2.0 * slack + piece).clamp(-1.0, 4.0),
            (_, true) => fit(slack).clamp(-1.0, 1.5),
            _ => fit(slack),
        };
        let mut pair = Pair { line, next, sheet, next_sheet, slack, indent: 0, gap: 0, clues };
        pair.indent = pair.indent_kind();
        pair.gap = pair.gap_kind();
        pair
    }

    /// True when nothing could join the two: one is a row of a table, or one belongs to a bar beside the text.
    fn is_apart(&self) -> bool {
        let of_bar = self.line.column.1 == columns::BAR || self.next.column.1 == columns::BAR;
        self.line.is_cells
            || self.next.is_cells
            || of_bar && self.line.column != self.next.column && self.is_near()
    }

    /// True when both stand on one page.
    fn is_near(&self) -> bool {
        self.line.page == self.next.page
    }

    fn teaches(&self) -> bool {
        !self.clues.frame && self.clues.weight.abs() >= SURE && !self.is_apart() && !self.differs()
    }

    fn indent_kind(&self) -> usize {
        match (self.next.left - self.next_sheet.left) / self.next_sheet.size.max(0.1) {
            indent if indent < -0.7 => 3,
            indent if indent <= 0.7 => 0,
            indent if indent <= 4.5 => 1,
            _ => 2,
        }
    }

    fn gap_kind(&self) -> usize {
        if self.line.page != self.next.page
            || self.line.column != self.next.column
            || self.next.y <= self.line.y
        {
            return 3;
        }
        let usual =
            self.sheet.leading * (self.line.size.max(self.next.size) / self.sheet.size.max(0.1)).max(1.0);
        match (self.next.y - self.line.y) / usual.max(0.1) {
            step if step <= 1.2 => 0,
            step if step <= 1.7 => 1,
            _ => 2,
        }
    }

    /// True when the two are printed in different sizes.
    fn differs(&self) -> bool {
        self.differs_by(0.93)
    }

    fn differs_by(&self, share: f32) -> bool {
        self.line.size.min(self.next.size) < self.line.size.max(self.next.size) * share
    }

    /// True when habits of the body say nothing about the two.
    fn is_set_otherwise(&self) -> bool {
        let right = is_right(self.line, &self.sheet) || is_right(self.next, &self.next_sheet);
        self.clues.frame || self.differs() || right
    }

    /// True when the second line can go on with a title that the first begins.
    fn is_one_title(&self) -> bool {
        !self.differs() && self.gap < 2
    }

    /// What the places and sizes of both say by themselves.
    fn setting(&self) -> f64 {
        let mut weight = 0.0;
        if self.differs() {
            weight += if self.differs_by(0.8) { 9.0 } else { 6.0 };
        }
        weight += match self.gap {
            1 => 0.7,
            2 => 2.5,
            _ => 0.0,
        };
        let (centred, next_centred) =
            (is_centred(self.line, &self.sheet), is_centred(self.next, &self.next_sheet));
        let open = matches!(shape::end(&self.line.text), End::Open | End::Comma | End::Closer);
        let is_large = self.next.size > self.next_sheet.size * 1.08;
        let full = self.slack < 0.6 || centred && self.slack < 0.75;
        let next = LineShape::of(&self.next.text);
        let stands_alone = next.is_date() || next.docno().is_some();
        // `…提案的会办意见` and then `的函`: large lines close together are one title, however the first ends.
        let tight = self.gap == 0 && !stands_alone || !self.clues.frame;
        let goes_on = centred && is_large && tight || full && !stands_alone;
        if next_centred && goes_on && self.gap < 2 && open && !self.differs() {
            weight -= 5.0;
        } else if centred != next_centred {
            weight += 3.0;
        }
        let (right, next_right) = (is_right(self.line, &self.sheet), is_right(self.next, &self.next_sheet));
        if next_right {
            weight += 5.0;
        } else if right {
            weight += 6.0;
        }
        // `…登记。` and then `下步打算：…`: where nothing is set in, words must tell.
        if shape::end(&self.line.text) == End::Sentence && shape::begins_labelled(&self.next.text) {
            weight += 4.0;
        }
        if self.line.text.contains('\t') || self.next.text.contains('\t') {
            weight += 2.0;
        }
        let before = (self.line.left - self.sheet.left) / self.sheet.size.max(0.1);
        let moved = (self.next.left - self.line.left).abs() > self.sheet.size;
        weight += match (before, self.indent) {
            // No paragraph goes on so far from where it began.
            (_, 2) if moved && !next_centred => 4.0,
            (before, 0 | 1) if before > 4.5 && moved && !centred => 3.0,
            (before, 1) if before <= 0.7 => 1.5,
            (before, 0) if before > 0.7 => -1.0,
            _ => 0.0,
        };
        weight
    }
}

/// Would the next piece have fit on the line? Places tell so more surely than columns in a text.
fn fit(slack: f32) -> f64 {
    match slack {
        s if s < -0.15 => -3.5,
        s if s < 0.6 => -1.5,
        s if s < 1.2 => 0.5,
        s if s < 2.0 => 2.5,
        s if s < 5.0 => 6.0,
        _ => 9.0,
    }
}

fn is_centred(line: &SetLine, sheet: &Sheet) -> bool {
    let size = sheet.size.max(line.size);
    let aside = (line.left - sheet.left).min(sheet.right - line.right);
    aside > 2.2 * size && ((line.left + line.right) / 2.0 - sheet.middle()).abs() < 0.8 * size
}

fn is_right(line: &SetLine, sheet: &Sheet) -> bool {
    let width = sheet.right - sheet.left;
    line.left - sheet.left > width * 0.42 && !is_centred(line, sheet)
}
