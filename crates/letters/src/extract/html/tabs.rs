//! Tabs: labels in one row, and below it the texts that they open, of which a page shows one at a time.
//!
//! In: a tree. Out: for each text its box and the label that opens it, so that a proposal and its reply that share a page
//! come out one after the other, each below its label. Rows whose labels name neither are left alone.

use super::entity;
use super::labelled;
use super::line::canonical;
use super::tag::Tag;
use super::tree::Tree;
use dafu_words::punctuation;

/// Labels in a row.
const MOST_LABELS: usize = 5;
/// Characters of a label.
const LONGEST_LABEL: usize = 10;
/// Nodes of a row of labels.
const MOST_NODES: usize = 64;
/// How far above the row its texts may hang.
const REACH: usize = 3;

/// A row of labels and the boxes that they open.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tabs {
    /// The row of labels.
    pub row: usize,
    /// Each box with its label.
    pub boxes: Vec<(usize, String)>,
}

/// All tabs of a page that hold a proposal or a reply.
pub(super) fn find(tree: &Tree<'_>) -> Vec<Tabs> {
    let mut found: Vec<Tabs> = Vec::new();
    let mut at = 1;
    while at < tree.len() {
        let small = tree.node(at).tag != Tag::Text && (3..=MOST_NODES).contains(&(tree.end(at) - at));
        if small
            && let Some(labels) = labels_of(tree, at)
            && let Some(boxes) = boxes_of(tree, at, labels.len())
        {
            found.push(Tabs { row: at, boxes: boxes.into_iter().zip(labels).collect() });
            at = tree.end(at);
        } else {
            at += 1;
        }
    }
    found
}

/// The texts of the elements within `at`, if they are labels in a row.
fn labels_of(tree: &Tree<'_>, at: usize) -> Option<Vec<String>> {
    let children: Vec<usize> = tree.children(at).take(MOST_LABELS + 1).collect();
    if !(2..=MOST_LABELS).contains(&children.len()) {
        return None;
    }
    let texts: Vec<String> = children.iter().map(|&child| text_of(tree, child)).collect();
    let short = texts.iter().all(|text| (2..=LONGEST_LABEL).contains(&text.chars().count()));
    (short && texts.iter().any(|text| role(text))).then_some(texts)
}

/// True for a label of a proposal's or a reply's text.
pub(super) fn role(text: &str) -> bool {
    labelled::is_label(&canonical(text))
}

/// The first characters that stand within `at`, without white space: those of a label, if it is one.
pub(super) fn text_of(tree: &Tree<'_>, at: usize) -> String {
    let texts = (at..tree.end(at)).map(|at| tree.node(at)).filter(|node| node.tag == Tag::Text);
    let all: String = texts.map(|node| entity::decode(node.raw)).collect();
    all.chars().filter(|&c| !punctuation::is_blank(c)).take(LONGEST_LABEL + 1).collect()
}

/// The boxes below a row of `count` labels.
fn boxes_of(tree: &Tree<'_>, row: usize, count: usize) -> Option<Vec<usize>> {
    let mut at = row;
    for _ in 0..REACH {
        let parent = tree.parent(at);
        let below: Vec<usize> = following(tree, at, parent).take(count + 1).collect();
        if below.len() == count {
            return Some(below);
        }
        if let Some(&first) = below.first() {
            let inner: Vec<usize> = tree.children(first).take(count + 1).collect();
            if inner.len() == count {
                return Some(inner);
            }
            if below.len() > count {
                return Some(below.into_iter().take(count).collect());
            }
            return None;
        }
        at = parent;
    }
    None
}

/// The elements that follow `at` within `parent`.
fn following(tree: &Tree<'_>, at: usize, parent: usize) -> impl Iterator<Item = usize> {
    let end = tree.end(parent);
    let mut next = tree.end(at);
    std::iter::from_fn(move || {
        let found = next;
        next = tree.end(found).max(found + 1);
        (found < end).then_some(found)
    })
    .filter(|&found| !matches!(tree.node(found).tag, Tag::Text | Tag::Br | Tag::Void | Tag::Input))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(page: &str) -> Vec<(String, String)> {
        let tree = Tree::grow(page, 99).unwrap();
        let tabs = find(&tree).pop().map(|tabs| tabs.boxes).unwrap_or_default();
        tabs.into_iter().map(|(at, label)| (label, text_of(&tree, at))).collect()
    }

    #[test]
    fn each_box_gets_the_label_of_its_tab() {
        let expected = [("提案内容", "甲"), ("答复内容", "乙")];
        for page in [
            "<ul><li>提案内容</li><li>答复内容</li></ul><div>甲</div><div hidden>乙</div>",
            "<div><ul><li><a>提案内容</a><li>答复内容</ul></div><div><div>甲</div><p>乙</p></div><div>丙</div><div>丁</div>",
        ] {
            let found = labels(page);
            let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
            assert_eq!(found, expected, "{page}");
        }
        assert_eq!(labels("<ul><li>首页</li><li>新闻</li></ul><div>甲</div><div>乙</div>"), []);
    }
}
