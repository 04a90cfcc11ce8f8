//! Between two rows: does a paragraph end, or only a line?
//!
//! In: the rows of a file in reading order. Out: its text, a paragraph a line. What the rows say is weighed as in a
//! hard-wrapped text; here it is known besides how much room was left on a row, how far in the next one begins and how
//! far down it stands, and what that means in this very file is learnt from the boundaries that are sure without it.

use super::edges::{self, Edges};
use super::row::Row;
use crate::extract::reflow::{self, Line};
use crate::lexicon::layout::{COLONS, LABEL_OPENERS, OPENING_ENDS};
use crate::text::Text;

/// A boundary with at least this weight either way teaches what indents and gaps mean.
const SURE: f64 = 2.5;
/// Characters of another size are another part of the letter.
const OTHER_SIZE: f64 = 4.5;

/// A colon at the end of a full row more often ends a paragraph than it happens to stand there.
const COLON: f64 = 1.2;
/// The colon of an opening (答复如下：) hardly ever stands within a paragraph.
const OPENING: f64 = 3.0;
/// A row of two parts that stand apart hardly ever belongs to a paragraph.
const APART: f64 = 2.5;
/// A heading after a full stop.
const HEADING: f64 = 3.0;

/// How a row is set, as far as it tells paragraphs apart.
#[derive(Clone, Copy, Debug, Default)]
struct Setting {
    /// Within the text, a first-line indent, pushed far in, or out to the left.
    indent: usize,
    /// At the usual distance, somewhat further, far, or on another page or column.
    gap: usize,
}

/// What is known of one boundary without habits.
#[derive(Clone, Copy, Debug)]
enum Weighed {
    /// Nothing can change it.
    Settled(bool),
    /// The weight, whether a part of the frame is beside it, and what the room left on the row adds to it.
    Open { weight: f64, frame: bool, fit: f64 },
}

/// The text of `rows`.
pub(super) fn text(rows: &[Row]) -> Text {
    let edges = edges::find(rows);
    let lines: Vec<Line<'_>> = rows.iter().map(line).collect();
    let begins = begins(rows, &edges, &lines);
    let mut text = Text::new();
    let mut before: Option<&Line<'_>> = None;
    for (line, begins) in lines.iter().zip(begins) {
        match before {
            Some(before) if !begins => {
                text.continue_paragraph(reflow::joint(before, line), line.text, line.number, line.page);
            }
            _ => text.push_paragraph(line.text, line.number, line.page),
        }
        before = Some(line);
    }
    text
}

fn line(row: &Row) -> Line<'_> {
    let text = row.text.trim();
    let spaced = row.text.trim_end().len() < row.text.len();
    Line { text, indent: "", number: row.number, page: row.page, gap: 0, new_page: false, spaced }
}

/// For each row whether it begins a paragraph.
fn begins(rows: &[Row], edges: &[Edges], lines: &[Line<'_>]) -> Vec<bool> {
    let torn = reflow::torn(lines);
    let settings: Vec<Setting> = (0..rows.len()).map(|at| setting(rows, edges, at)).collect();
    let blocks = sets_in_blocks(rows, edges, &settings);
    let weighed: Vec<Weighed> = (0..rows.len())
        .map(|at| weigh(rows, edges, lines, &settings, blocks, at).unwrap_or(Weighed::Settled(true)))
        .collect();
    let mut indents = [[0usize; 4]; 2];
    let mut gaps = [[0usize; 4]; 2];
    for (setting, weighed) in settings.iter().zip(&weighed) {
        let Weighed::Open { weight, frame: false, .. } = *weighed else { continue };
        if weight.abs() >= SURE {
            let counted =
                indents.get_mut(usize::from(weight > 0.0)).and_then(|kinds| kinds.get_mut(setting.indent));
            counted.into_iter().for_each(|count| *count += 1);
            let counted =
                gaps.get_mut(usize::from(weight > 0.0)).and_then(|kinds| kinds.get_mut(setting.gap));
            counted.into_iter().for_each(|count| *count += 1);
        }
    }
    let (indents, gaps) = (reflow::habits(indents), reflow::habits(gaps));
    let learnt = |setting: &Setting| {
        let of = |weights: &[f64; 4], kind: usize| weights.get(kind).copied().unwrap_or(0.0);
        of(&indents, setting.indent) + of(&gaps, setting.gap)
    };
    let decide = |(at, (setting, weighed)): (usize, (&Setting, &Weighed))| match *weighed {
        Weighed::Settled(begins) => begins,
        Weighed::Open { .. } if torn.contains(&at) => false,
        Weighed::Open { weight, frame, fit } => {
            // Room that was left on a row says more than any habit, and the frame is set in ways of its own.
            let least = match fit {
                _ if frame => 0.0,
                fit if fit >= 3.0 => -1.0,
                fit if fit > 0.0 => -2.0,
                _ => f64::NEG_INFINITY,
            };
            weight + learnt(setting).max(least) > 0.0
        }
    };
    settings.iter().zip(&weighed).enumerate().map(decide).collect()
}

fn setting(rows: &[Row], edges: &[Edges], at: usize) -> Setting {
    let (Some(row), Some(edges)) = (rows.get(at), edges.get(at)) else { return Setting::default() };
    let em = row.size.max(1e-3);
    let indent = match (row.left - edges.left) / em {
        inset if inset < -0.8 => 3,
        inset if inset < 0.8 => 0,
        inset if inset < 3.6 => 1,
        _ => 2,
    };
    let before = at.checked_sub(1).and_then(|before| rows.get(before));
    let gap = match before {
        Some(before) if before.page == row.page && before.column == row.column => {
            let step = (row.baseline - before.baseline) / before.size.max(row.size).max(1e-3);
            match step / edges.pitch.max(0.5) {
                times if times < 0.3 => 3,
                times if times < 1.2 => 0,
                times if times < 1.65 => 1,
                _ => 2,
            }
        }
        _ => 3,
    };
    Setting { indent, gap }
}

fn weigh(
    rows: &[Row],
    edges: &[Edges],
    lines: &[Line<'_>],
    settings: &[Setting],
    blocks: bool,
    at: usize,
) -> Option<Weighed> {
    let before = at.checked_sub(1)?;
    let (row, next) = (rows.get(before)?, rows.get(at)?);
    let (set, next_set) = (settings.get(before)?, settings.get(at)?);
    if row.table || next.table || (row.column != next.column && !goes_on(row, next)) {
        return Some(Weighed::Settled(true));
    }
    let edge = edges.get(before)?;
    let em = row.size.max(1e-3);
    // In half-width columns, as hard-wrapped lines are measured.
    let room = f64::from((edge.right - row.right) / em) * 2.0;
    let slack = room - reflow::first_piece(&next.text);
    let pushed = set.indent == 2;
    let fit = if pushed { fit(slack).clamp(-1.0, 1.5) } else { fit(slack) };
    let clues = reflow::clues(lines, at, slack, fit);
    let mut weight = clues.weight;
    weight += said(row, next, edges.get(at).copied().unwrap_or_default());
    if (row.size / next.size.max(1e-3)).ln().abs() > 0.07 {
        weight += OTHER_SIZE;
    }
    let full = slack < 1.0;
    weight += match next_set.indent {
        // Lines of a paragraph that is set in as a whole, or entries of a list.
        1 if blocks && set.indent == 1 && (row.left - next.left).abs() < 0.3 * em => match full {
            true if !reflow::ends_sentence(&row.text) => -1.5,
            _ => 1.5,
        },
        1 => 4.0,
        // The lines of a heading stand in the middle; others that are pushed in are signatures and the like.
        2 if is_heading(row, edge) && is_heading(next, edge) => -1.5,
        2 if pushed => 2.5,
        // A list whose entries go on under their text.
        2 if full && !reflow::ends_sentence(&row.text) && next.left < edge.left + 9.0 * em => 0.0,
        2 => 3.0,
        3 if !pushed => 0.5,
        _ => 0.0,
    };
    weight += match next_set.gap {
        1 => 1.0,
        2 => 2.5,
        _ => 0.0,
    };
    Some(Weighed::Open { weight, frame: clues.frame, fit })
}

/// What two rows say together about the boundary between them.
fn said(row: &Row, next: &Row, edge: Edges) -> f64 {
    let (text, follows) = (row.text.trim_end(), next.text.trim());
    let apart = |text: &str| text.trim().contains('\t');
    let mut weight = if apart(text) || apart(follows) { APART } else { 0.0 };
    if let Some(words) = text.strip_suffix(COLONS) {
        let opens = OPENING_ENDS.iter().any(|end| words.ends_with(end));
        weight += if opens { OPENING } else { COLON };
    }
    if reflow::ends_sentence(text) {
        // A paragraph does not end without a full stop: what stands there so is a heading.
        let short = next.right < edge.right - 4.0 * next.size && reflow::is_open(follows);
        weight += if short { HEADING } else { 0.0 };
        weight += if follows.starts_with(LABEL_OPENERS) { HEADING } else { 0.0 };
    }
    weight
}

/// True for a row in the middle of its column whose characters are larger than those of the text.
fn is_heading(row: &Row, edge: &Edges) -> bool {
    let off = (row.left + row.right) - (edge.left + edge.right);
    row.size > 1.08 * edge.size && off.abs() < 1.6 * row.size
}

/// True when full rows that are set in go on set in: whole paragraphs are, not their first lines.
fn sets_in_blocks(rows: &[Row], edges: &[Edges], settings: &[Setting]) -> bool {
    let (mut blocks, mut firsts) = (0usize, 0usize);
    for ((pair, edge), sets) in rows.windows(2).zip(edges).zip(settings.windows(2)) {
        let ([row, next], [set, next_set]) = (pair, sets) else { continue };
        let full = row.right > edge.right - row.size && row.right < edge.right + row.size;
        if set.indent == 1 && full && row.column == next.column && !row.table {
            blocks += usize::from(next_set.indent == 1);
            firsts += usize::from(next_set.indent == 0);
        }
    }
    blocks > firsts
}

/// True when the text of one column can go on in the other.
fn goes_on(row: &Row, next: &Row) -> bool {
    matches!((row.column, next.column), (1, 2) | (2, 1))
}

/// Would the next piece have fit on the row? Here rooms are known to a fraction of a character.
fn fit(slack: f64) -> f64 {
    match slack {
        s if s < 0.2 => -3.5,
        s if s < 1.0 => -2.0,
        s if s < 2.0 => 0.0,
        s if s < 3.0 => 1.5,
        s if s < 6.0 => 3.0,
        s if s < 16.0 => 4.5,
        _ => 5.5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of `texts`, each with its inset in characters, on a column thirty characters wide.
    fn rows(texts: &[(f32, &str)]) -> Vec<Row> {
        let place = |(line, (inset, text)): (u32, &(f32, &str))| Row {
            text: (*text).to_owned(),
            left: 10.0 * inset,
            right: 10.0 * (inset + text.chars().count() as f32),
            baseline: 18.0 * line as f32,
            size: 10.0,
            page: 1,
            number: line,
            ..Row::default()
        };
        (1..).zip(texts).map(place).collect()
    }

    #[test]
    fn a_row_that_is_not_full_ends_its_paragraph_and_an_indent_begins_one() {
        let full = "我局高度重视您提出的建议并会同有关部门认真研究办理经研究。";
        let first = "我局高度重视您提出的建议并会同有关部门认真研究办理经";
        let rows = rows(&[
            (0.0, "某某委员："),
            (2.0, first),
            (0.0, full),
            (0.0, "研究答复如下。"),
            (2.0, first),
            (0.0, full),
            (0.0, full),
            (2.0, first),
            (0.0, "感谢。"),
            (20.0, "某某市某局"),
            (20.5, "2024年5月9日"),
        ]);
        let text = text(&rows);
        let sizes: Vec<usize> = text.as_str().lines().map(|line| line.chars().count()).collect();
        assert_eq!(sizes, [5, 62, 84, 29, 5, 9], "{}", text.as_str());
    }
}
