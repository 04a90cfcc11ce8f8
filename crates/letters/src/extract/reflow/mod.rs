//! Paragraphs out of hard-wrapped lines.
//!
//! In: decoded text. Out: a [`Text`] with one paragraph a line, and the page furniture that was left out. A file that
//! is not wrapped keeps its lines as paragraphs. No character but white space is changed, and none is moved.

use crate::text::Text;

pub(super) mod boundary;
pub(super) mod habits;
pub(super) mod furniture;
pub(super) mod joint;
pub(super) mod line;
mod margin;
pub(super) mod layout;
pub(super) mod ruler;
pub(super) mod shape;
pub(super) mod title;

pub(super) use furniture::Dropped;

/// Recovers the paragraphs of `source`.
pub(super) fn reflow(source: &str) -> (Text, Vec<Dropped>) {
    let (lines, dropped) = furniture::take_out(line::lines(source));
    let shapes = shape::shapes(&lines);
    let begins = match margin::Margin::find(&lines, &shapes) {
        Some(margin) => boundary::begins(&lines, &shapes, &margin),
        None => {
            let torn = title::torn(&shapes);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_latin_script_are_joined_by_one_space() {
        let source = "The department has carried out the plan and reports on the state\n\
                      of work as follows, with figures for the year that is now at an\n\
                      end and a list of what remains to be done until the sitting next\n\
                      spring.\n";
        let (text, dropped) = reflow(&source.repeat(2));
        assert_eq!(text.paragraphs().len(), 2);
        assert!(text.as_str().contains("on the state of work as follows, with"));
        assert_eq!(dropped, []);
    }

    #[test]
    fn a_file_that_is_not_wrapped_keeps_its_lines() {
        let (text, _) = reflow("某代表：\n\n您提出的建议收悉，现答复如下\n我局将加强巡逻\n某局\n");
        assert_eq!(text.as_str(), "某代表：\n您提出的建议收悉，现答复如下\n我局将加强巡逻\n某局");
    }
}
