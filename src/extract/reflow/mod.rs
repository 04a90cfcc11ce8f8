//! Paragraphs out of hard-wrapped lines.
//!
//! In: decoded text. Out: a [`Text`] with one paragraph a line, and the page furniture that was left out. A file that
//! is not wrapped keeps its lines as paragraphs. No character but white space is changed, and none is moved.

use crate::text::Text;

mod boundary;
mod evidence;
mod furniture;
mod joint;
mod line;
mod margin;
mod ruler;
mod shape;
mod title;

pub(super) use furniture::Dropped;

/// Recovers the paragraphs of `source`.
pub(super) fn reflow(source: &str) -> (Text, Vec<Dropped>) {
    let (lines, dropped) = furniture::take_out(line::lines(source));
    let begins = match margin::Margin::find(&lines) {
        Some(margin) => boundary::begins(&lines, &margin),
        None => {
            let torn = title::torn(&lines);
            (0..lines.len()).map(|at| !torn.contains(&at)).collect()
        }
    };
    let mut text = Text::new();
    for (at, line) in lines.iter().enumerate() {
        match at.checked_sub(1).and_then(|before| lines.get(before)) {
            Some(before) if !begins[at] => {
                text.continue_paragraph(joint::between(before, line), line.text, line.number, line.page);
            }
            _ => text.push_paragraph(line.text, line.number, line.page),
        }
    }
    (text, dropped)
}
