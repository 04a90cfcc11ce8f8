//! Tabs: labels in one row, and below it the texts that they open, of which a page shows one at a time.
//!
//! In: a tree. Out: for each text its box and the label that opens it, so that a proposal and its reply that share a
//! page come out one after the other, each below its label. Rows whose labels name neither are left alone.

use crate::extract::html::lines::labelled::{self, LONGEST};
use crate::extract::html::lines::line::canonical;
use crate::extract::html::markup::steps;
use crate::extract::html::markup::tag::Tag;
use crate::extract::html::markup::tree::Tree;

/// Labels in a row.
const MOST_LABELS: usize = 5;
/// Nodes of a row of labels.
const MOST_NODES: usize = 64;
/// How far above the row its texts may hang.
const REACH: usize = 3;

/// A row of labels and the boxes that they open.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Tabs {
    /// The row of labels.
    pub row: usize,
    /// Each box with its label.
    pub boxes: Vec<(usize, String)>,
}

/// All tabs of a page that hold a proposal or a reply.
pub(crate) fn find(tree: &Tree<'_>) -> Vec<Tabs> {
    let mut found: Vec<Tabs> = Vec::new();
    let mut at = 1;
    while at < tree.len() {
        steps::add(1);
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
    steps::add(children.len());
    if !(2..=MOST_LABELS).contains(&children.len()) {
        return None;
    }
    let texts: Vec<String> = children.iter().map(|&child| labelled::beginning(tree, child)).collect();
    let short = texts.iter().all(|text| (2..=LONGEST).contains(&text.chars().count()));
    (short && texts.iter().any(|text| labelled::is_label(&canonical(text)))).then_some(texts)
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
        steps::add(1);
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
        tabs.into_iter().map(|(at, label)| (label, labelled::beginning(&tree, at))).collect()
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
