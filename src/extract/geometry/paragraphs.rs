//! Lines → paragraphs.
//!
//! In: the lines of all pages without furniture. Out: a text. A line goes on from the one before when that one was full and
//! this one is not set in, or when both are lines of one centred title. All measures are in sizes of the body's characters.

use super::super::reflow;
use super::lines::Line;
use super::margins::Margins;
use crate::lexicon::layout::TITLE_ENDS;
use crate::text::Text;

/// Indent from which a line begins a paragraph.
const INDENT: f32 = 1.2;
/// Room that a full line can leave beyond what the next unit would have taken: punctuation that may not begin a line
/// takes a character along, and letters are squeezed and stretched.
const SLACK: f32 = 1.3;
/// Times the usual distance from which lines stand apart.
const APART: f32 = 1.45;

/// Joins the lines that go on from each other.
pub(super) fn join(lines: &[Line]) -> Text {
    let margins = Margins::of(lines);
    let mut text = Text::new();
    let mut before: Option<&Line> = None;
    for line in lines {
        match before {
            Some(before) if goes_on(before, line, &margins) => {
                text.continue_paragraph(
                    reflow::joint(&before.text, &line.text),
                    &line.text,
                    line.number,
                    line.page,
                );
            }
            _ => text.push_paragraph(&line.text, line.number, line.page),
        }
        before = Some(line);
    }
    text
}

/// True when `line` is of one paragraph with the line before.
fn goes_on(before: &Line, line: &Line, margins: &Margins) -> bool {
    let em = margins.size;
    let same_page = before.page == line.page;
    let distance = (line.y - before.y) / margins.leading;
    if (before.size - line.size).abs() > em * 0.12 || before.cells || line.cells {
        return false;
    }
    if is_centred(before, margins) && is_centred(line, margins) {
        let ended = TITLE_ENDS.iter().any(|end| before.text.ends_with(end));
        let close = line.y - before.y < before.size * 2.4;
        // Two short lines in the middle of the page are lines of a title where they are set larger, else each its own.
        return before.size > em * 1.12 && same_page && close && !ended;
    }
    if same_page && (distance > APART || distance < 0.4) {
        return false;
    }
    let room = margins.right - before.right;
    if room > first_unit(&line.text, line.size) + em * SLACK {
        return false;
    }
    let indent = (line.left - margins.left) / em;
    indent < INDENT && indent > -INDENT
}

/// True for a line that stands in the middle, well away from both margins.
fn is_centred(line: &Line, margins: &Margins) -> bool {
    let (left, right) = (line.left - margins.left, margins.right - line.right);
    let larger = line.size > margins.size * 1.12;
    let least = if larger { 0.2 } else { 2.5 };
    let fits = left.min(right) > margins.size * least || larger && left.min(right) > -margins.size * 2.0;
    fits && (left - right).abs() < margins.size * 1.5 && margins.width() > 0.0
}

/// What the first unit of a line takes that cannot be broken: a character of Chinese, a word, a number.
fn first_unit(text: &str, size: f32) -> f32 {
    let narrow = |c: char| c < '\u{2E80}' && !c.is_whitespace();
    let word = text.chars().take_while(|&c| narrow(c)).count();
    if word == 0 { size } else { size * 0.55 * word as f32 }
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
