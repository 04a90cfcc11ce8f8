//! Lines → paragraphs.
//!
//! In: the lines of all pages without furniture. Out: a text. What size, cells and centring leave open is judged like the
//! lines of a wrapped text, by words and by habits of the file, with one difference: how much room a line left and how far
//! it is set in is not reckoned from its characters but known.

use super::super::reflow;
use super::lines::Line;
use super::margins::{Margins, SAME_INDENT};
use crate::lexicon::layout::TITLE_ENDS;
use crate::text::Text;

/// Times the usual size from which a line is set larger than the body.
const LARGER: f32 = 1.12;
/// What full lines of a justified text leave, in characters.
const JUSTIFIED: f32 = 0.5;
/// What a line can leave and be full: punctuation that may not begin a line takes a character along, and letters are
/// squeezed and stretched.
const NEARLY: f32 = 2.4;

/// Joins the lines that go on from each other.
pub(super) fn join(lines: &[Line]) -> Text {
    let margins = Margins::of(lines);
    let justified = is_justified(lines, &margins);
    let placed: Vec<reflow::Line<'_>> =
        (0..lines.len()).map(|at| place(lines, at, &margins, justified)).collect();
    let begins = reflow::begins(&placed);
    let mut text = Text::new();
    let mut before: Option<&Line> = None;
    for (line, begins) in lines.iter().zip(begins) {
        match before {
            Some(before) if by_form(before, line, &margins).unwrap_or(!begins) => {
                let joint = reflow::joint(&before.text, &line.text);
                text.continue_paragraph(joint, &line.text, line.number, line.page);
            }
            _ => text.push_paragraph(&line.text, line.number, line.page),
        }
        before = Some(line);
    }
    text
}

/// True when nearly all full lines end at the very margin: then one that does not has ended.
fn is_justified(lines: &[Line], margins: &Margins) -> bool {
    let room = |line: &Line| (margins.right - line.right) / margins.size;
    let near = lines.iter().filter(|line| room(line).abs() < NEARLY).count();
    let at_margin = lines.iter().filter(|line| room(line).abs() < JUSTIFIED).count();
    near >= 4 && at_margin * 10 >= near * 8
}

/// A line as the judge of boundaries sees it.
fn place<'l>(lines: &'l [Line], at: usize, margins: &Margins, justified: bool) -> reflow::Line<'l> {
    let line = &lines[at];
    let column = f64::from(margins.size) / 2.0;
    let room = f64::from(margins.right - line.right) / column;
    let slack = match lines.get(at + 1) {
        Some(_) if justified && room < f64::from(JUSTIFIED) * 2.0 => -1.0,
        Some(_) if justified => room.max(4.0),
        Some(next) => room - reflow::first_piece(&next.text),
        None => room,
    };
    let indent = f64::from(line.left - margins.left) / column;
    let before = at.checked_sub(1).and_then(|before| lines.get(before));
    let new_page = before.is_some_and(|before| before.page != line.page);
    let distance = before.filter(|_| !new_page).map_or(1.0, |before| (line.y - before.y) / margins.leading);
    let gap = match distance {
        d if d < 1.35 => 0,
        d if d < 2.3 => 1,
        d if d < 3.3 => 2,
        _ => 3,
    };
    reflow::Line {
        text: &line.text,
        indent: "",
        number: line.number,
        page: line.page,
        gap,
        new_page,
        spaced: false,
        placed: Some(reflow::Placed { slack, indent }),
    }
}

/// Whether `line` goes on from the one before, where the form of the two leaves no doubt.
fn by_form(before: &Line, line: &Line, margins: &Margins) -> Option<bool> {
    let em = margins.size;
    if (before.size - line.size).abs() > em * (LARGER - 1.0) || before.cells || line.cells {
        return Some(false);
    }
    if before.size > em * LARGER && is_centred(before, margins) && is_centred(line, margins) {
        let ended = TITLE_ENDS.iter().any(|end| before.text.ends_with(end));
        let close = before.page == line.page && line.y - before.y < before.size * 2.4;
        return Some(close && !ended);
    }
    let indent = (line.left - margins.left) / em;
    if margins.first.is_some_and(|first| (indent - first).abs() < SAME_INDENT) {
        return Some(false);
    }
    None
}

/// True for a line that stands in the middle.
fn is_centred(line: &Line, margins: &Margins) -> bool {
    let (left, right) = (line.left - margins.left, margins.right - line.right);
    left.min(right) > -margins.size * 2.0
        && (left - right).abs() < margins.size * 1.5
        && margins.width() > 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDTH: usize = 20;

    /// A page of lines of 20 characters, each given with its indent in characters.
    fn page(lines: &[(usize, &str)]) -> Vec<Line> {
        let place = |(at, &(indent, text)): (usize, &(usize, &str))| Line {
            text: text.to_owned(),
            left: 50.0 + indent as f32 * 10.0,
            right: 50.0 + (indent + text.chars().count()) as f32 * 10.0,
            y: 100.0 + at as f32 * 18.0,
            size: 10.0,
            number: at as u32 + 1,
            page: 1,
            cells: false,
        };
        lines.iter().enumerate().map(place).collect()
    }

    fn full(first: char, indent: usize) -> String {
        first.to_string() + &"文".repeat(WIDTH - indent - 1)
    }

    #[test]
    fn full_lines_go_on_and_indents_and_short_lines_part() {
        let (a, b, c) = (full('甲', 2), full('乙', 0), full('丙', 2));
        let lines = page(&[(2, &a), (0, &b), (0, "完。"), (2, &c), (0, "末。"), (2, "另起。")]);
        let text = join(&lines);
        let expected = [format!("{a}{b}完。"), format!("{c}末。"), "另起。".to_owned()];
        assert_eq!(text.as_str(), expected.join("\n"));
    }

    #[test]
    fn a_paragraph_goes_on_over_a_page_break() {
        let (a, b) = (full('甲', 2), full('乙', 0));
        let mut lines = page(&[(2, &a), (0, &b), (0, &b), (0, "完。")]);
        for line in &mut lines[2..] {
            line.page = 2;
        }
        assert_eq!(join(&lines).paragraphs().len(), 1);
    }

    #[test]
    fn lines_of_a_title_are_one_and_what_stands_below_is_not() {
        let (a, b) = (full('甲', 2), full('乙', 0));
        let mut lines = page(&[
            (2, "关于加强城市绿化管理"),
            (5, "第十二号提案的答复"),
            (2, &a),
            (0, &b),
            (0, &b),
            (0, &b),
        ]);
        for line in &mut lines[..2] {
            let middle = 50.0 + WIDTH as f32 * 5.0;
            let half = line.text.chars().count() as f32 * 8.0;
            (line.size, line.left, line.right) = (16.0, middle - half, middle + half);
        }
        let text = join(&lines);
        assert!(text.as_str().starts_with("关于加强城市绿化管理第十二号提案的答复\n甲"), "{}", text.as_str());
    }
}
