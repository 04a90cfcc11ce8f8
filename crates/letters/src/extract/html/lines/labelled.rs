//! Labels of a proposal's and a reply's text: 提案内容, 答复内容.
//!
//! In: a line, or an element. Out: whether it is such a label, the characters of one that an element begins with, and
//! the line cut behind one. Pages set label and text side by side; a reader of letters wants the label on a line of
//! its own.

use super::line::{Kind, PageLine, canonical};
use crate::extract::html::markup::entity;
use crate::extract::html::markup::tag::Tag;
use crate::extract::html::markup::tree::Tree;
use crate::extract::reflow::layout::COLONS;
use crate::forms::labels::{self, Role};
use dafu_words::punctuation;

/// Characters of a label that is all of an element's text.
pub(crate) const LONGEST: usize = 10;
/// Characters of a label that text follows.
const LONGEST_BEFORE: usize = 12;

/// True for a line that is the label of a proposal's or a reply's text.
pub(crate) fn is_label(canonical: &str) -> bool {
    let role = labels::label(canonical.trim_end_matches(punctuation::COLON));
    matches!(role, Some(Role::OriginalProposal | Role::Reply))
}

/// The first characters that stand within element `at`, without white space: those of a label, if it is one.
pub(crate) fn beginning(tree: &Tree<'_>, at: usize) -> String {
    let texts = (at..tree.end(at)).map(|at| tree.node(at)).filter(|node| node.tag == Tag::Text);
    let all: String = texts.map(|node| entity::decode(node.raw)).collect();
    all.chars().filter(|&c| !punctuation::is_blank(c)).take(LONGEST + 1).collect()
}

/// The line, cut in two behind a label.
pub(crate) fn parted(line: PageLine) -> Vec<PageLine> {
    let cut = line
        .text
        .char_indices()
        .take(LONGEST_BEFORE + 1)
        .find(|(_, c)| COLONS.contains(c) || *c == '\t')
        .map(|(at, c)| at + c.len_utf8());
    let Some((label, text)) = cut.and_then(|cut| line.text.split_at_checked(cut)) else { return vec![line] };
    if text.trim().is_empty() || !is_label(&canonical(label)) {
        return vec![line];
    }
    let part = |text: &str, kind| PageLine { text: text.trim().to_owned(), kind, ..line.clone() };
    vec![part(label, Kind::Label), part(text, line.kind)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<String> {
        let line = PageLine::plain(text);
        parted(line).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn text_beside_a_label_stands_below_it() {
        assert_eq!(parts("答复内容：张三代表：来信收悉。"), ["答复内容：", "张三代表：来信收悉。"]);
        assert_eq!(parts("提案内容\t建议修路。"), ["提案内容", "建议修路。"]);
        assert_eq!(parts("答复内容："), ["答复内容："]);
        assert_eq!(parts("张三代表：来信收悉。"), ["张三代表：来信收悉。"]);
    }
}
