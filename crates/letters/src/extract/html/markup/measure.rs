//! How much text stands where.
//!
//! In: a tree and the nodes that are out of play. Out: sums by which the text, the punctuation and the links within any
//! node are known at once, since what stands within a node stands together.

use super::entity;
use super::steps;
use super::tag::Tag;
use super::tree::Tree;

/// Punctuation of running text, by which prose is told from lists of names and links.
const PROSE_MARKS: &str = "，。；、！？";

/// True for punctuation of running text.
pub(crate) fn is_prose_mark(c: char) -> bool {
    PROSE_MARKS.contains(c)
}

/// What stands within a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Amount {
    /// Characters that are no white space.
    pub chars: u32,
    /// Those of them that stand in links.
    pub linked: u32,
    /// Marks of running text outside of links.
    pub marks: u32,
    /// Elements that make lines.
    pub lines: u32,
}

impl Amount {
    fn less(self, before: Amount) -> Amount {
        Amount {
            chars: self.chars.saturating_sub(before.chars),
            linked: self.linked.saturating_sub(before.linked),
            marks: self.marks.saturating_sub(before.marks),
            lines: self.lines.saturating_sub(before.lines),
        }
    }

    /// How much the text weighs as prose: by its marks, and a text without any by its length.
    pub(crate) fn prose(self) -> u32 {
        self.marks.saturating_mul(16).saturating_add(self.chars.saturating_sub(self.linked) / 16)
    }
}

/// The amounts of text before each node.
#[derive(Debug)]
pub(crate) struct Amounts(Vec<Amount>);

impl Amounts {
    /// The sums of `tree`; nothing of the nodes for which `gone` is true counts, nor of what stands within them.
    pub(crate) fn of(tree: &Tree<'_>, gone: &[bool]) -> Amounts {
        let mut sums = Vec::with_capacity(tree.len() + 1);
        let mut sum = Amount::default();
        let (mut gone_until, mut linked_until) = (0, 0);
        for at in 0..tree.len() {
            steps::add(1);
            sums.push(sum);
            let node = tree.node(at);
            if gone.get(at).copied().unwrap_or(false) {
                gone_until = gone_until.max(tree.end(at));
            }
            if at < gone_until {
                continue;
            }
            match node.tag {
                Tag::A if tree.attribute(at, "href").is_some() => {
                    linked_until = linked_until.max(tree.end(at));
                }
                Tag::Text => {
                    let text = entity::decode(node.raw);
                    let chars = text.chars().filter(|c| !c.is_whitespace()).count() as u32;
                    sum.chars = sum.chars.saturating_add(chars);
                    if at < linked_until {
                        sum.linked = sum.linked.saturating_add(chars);
                    } else {
                        let marks = text.chars().filter(|&c| is_prose_mark(c)).count() as u32;
                        sum.marks = sum.marks.saturating_add(marks);
                    }
                }
                tag => sum.lines = sum.lines.saturating_add(u32::from(tag.is_paragraph())),
            }
        }
        sums.push(sum);
        Amounts(sums)
    }

    /// What stands in node `at` of `tree`.
    pub(crate) fn within(&self, tree: &Tree<'_>, at: usize) -> Amount {
        self.between(at, tree.end(at))
    }

    /// What stands in the nodes from `start` to before `end`.
    pub(crate) fn between(&self, start: usize, end: usize) -> Amount {
        let sum = |at: usize| self.0.get(at.min(self.0.len().saturating_sub(1))).copied().unwrap_or_default();
        sum(end).less(sum(start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_what_is_gone_are_told_from_text() {
        let tree = Tree::grow("<div>一，二。<a href=x>三，四</a><p>五&nbsp;六</p></div>", 9).unwrap();
        let mut gone = vec![false; tree.len()];
        let amount = Amounts::of(&tree, &gone).within(&tree, 1);
        assert_eq!(amount, Amount { chars: 9, linked: 3, marks: 2, lines: 2 });
        gone[5] = true;
        assert_eq!(Amounts::of(&tree, &gone).within(&tree, 1).chars, 7);
    }
}
