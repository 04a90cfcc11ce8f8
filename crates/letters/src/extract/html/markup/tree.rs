//! The elements of a page within each other.
//!
//! In: tokens. Out: [`Tree`], its nodes in reading order, each with its parent and the end of what stands within it.
//! Left-out end tags are supplied, stray ones ignored. Below the greatest depth elements stand beside each other.

use super::attribute;
use super::steps;
use super::tag::Tag;
use super::token::{HtmlToken, HtmlTokens};
use crate::extract::format::ExtractError;
use std::borrow::Cow;

/// Elements and stretches of text of a page; more make no letter.
const MOST_NODES: usize = 2_000_000;
/// How far up an end tag looks for its element.
const REACH: usize = 64;

/// An element or a stretch of text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node<'a> {
    /// What it is.
    pub tag: Tag,
    /// The element that it stands in; the root is its own.
    pub parent: u32,
    /// One past the last node within it.
    pub end: u32,
    /// Raw attributes of an element, raw characters of a text.
    pub raw: &'a str,
}

/// A page's nodes in reading order; the first is the root.
#[derive(Debug)]
pub(crate) struct Tree<'a> {
    nodes: Vec<Node<'a>>,
    /// True when elements stood deeper than was allowed.
    pub flattened: bool,
}

/// An element that is not closed yet.
struct OpenElement {
    tag: Tag,
    /// Its node; for one that is too deep, the node that its content stands in.
    node: usize,
}

impl<'a> Tree<'a> {
    /// The tree of `page`, at most `depth` deep.
    pub(crate) fn grow(page: &'a str, depth: usize) -> Result<Tree<'a>, ExtractError> {
        let root = Node { tag: Tag::Root, parent: 0, end: 0, raw: "" };
        let mut tree = Tree { nodes: vec![root], flattened: false };
        let mut open = vec![OpenElement { tag: Tag::Root, node: 0 }];
        for token in HtmlTokens::new(page) {
            if tree.nodes.len() >= MOST_NODES {
                return Err(ExtractError::Capped { what: "elements", most: MOST_NODES as u64 });
            }
            match token {
                HtmlToken::Text(text) => {
                    tree.push(Tag::Text, text, &open);
                }
                HtmlToken::Open(tag, raw) => {
                    tree.supply_ends(tag, &mut open);
                    let node = tree.push(tag, raw, &open);
                    let leaf = tag.is_void() || (tag == Tag::Other && raw.ends_with('/'));
                    if !leaf {
                        let too_deep = open.len() > depth;
                        tree.flattened |= too_deep;
                        let node = if too_deep { open.last().map_or(0, |open| open.node) } else { node };
                        open.push(OpenElement { tag, node });
                    }
                }
                // `</br>` is a line end, and `</p>` alone an empty paragraph.
                HtmlToken::Close(Tag::Br) => {
                    tree.push(Tag::Br, "", &open);
                }
                HtmlToken::Close(tag) => tree.close(tag, &mut open),
            }
        }
        while open.len() > 1 {
            tree.pop(&mut open);
        }
        let all = tree.nodes.len() as u32;
        if let Some(root) = tree.nodes.first_mut() {
            root.end = all;
        }
        Ok(tree)
    }

    fn push(&mut self, tag: Tag, raw: &'a str, open: &[OpenElement]) -> usize {
        let node = self.nodes.len();
        let parent = open.last().map_or(0, |open| open.node) as u32;
        self.nodes.push(Node { tag, parent, end: node as u32 + 1, raw });
        node
    }

    fn pop(&mut self, open: &mut Vec<OpenElement>) {
        let end = self.nodes.len() as u32;
        if let Some(closed) = open.pop()
            && let Some(node) = self.nodes.get_mut(closed.node)
            && node.tag == closed.tag
        {
            node.end = node.end.max(end);
        }
    }

    /// Closes the elements that end where `tag` begins.
    fn supply_ends(&mut self, tag: Tag, open: &mut Vec<OpenElement>) {
        let within = open.iter().rev().take(REACH).take_while(|o| !tag.stays_within(o.tag));
        // The outermost: `<tr>` ends a cell and the row around it.
        let ended = (1..).zip(within).filter(|(_, o)| tag.ends(o.tag)).map(|(count, _)| count).last();
        for _ in 0..ended.unwrap_or(0) {
            self.pop(open);
        }
    }

    fn close(&mut self, tag: Tag, open: &mut Vec<OpenElement>) {
        let is_inline = !tag.breaks() && tag != Tag::A && tag != Tag::Title;
        let crosses = |other: Tag| match tag {
            Tag::Table | Tag::Body | Tag::Html => false,
            Tag::Tr | Tag::TablePart | Tag::Td => other == Tag::Table,
            // A bold stretch that ends within a paragraph which it does not hold ends no paragraph.
            _ => matches!(other, Tag::Td | Tag::Table) || is_inline && other.breaks(),
        };
        let mut inner = open.iter().rev().take(REACH).take_while(|o| !crosses(o.tag) && o.tag != Tag::Root);
        if let Some(count) = inner.position(|o| o.tag == tag) {
            for _ in 0..=count {
                self.pop(open);
            }
        }
    }

    /// How many nodes there are.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The node with the number `at`; past the end, an empty text.
    pub(crate) fn node(&self, at: usize) -> Node<'a> {
        steps::add(1);
        let nothing = Node { tag: Tag::Text, parent: 0, end: at as u32 + 1, raw: "" };
        self.nodes.get(at).copied().unwrap_or(nothing)
    }

    /// One past the last node within `at`.
    pub(crate) fn end(&self, at: usize) -> usize {
        self.node(at).end as usize
    }

    /// The element that `at` stands in.
    pub(crate) fn parent(&self, at: usize) -> usize {
        self.node(at).parent as usize
    }

    /// The elements that stand directly within `at`.
    pub(crate) fn children(&self, at: usize) -> impl Iterator<Item = usize> {
        let end = self.end(at);
        let mut next = at + 1;
        std::iter::from_fn(move || {
            let child = next;
            next = self.end(child).max(child + 1);
            (child < end).then_some(child)
        })
        .filter(|&child| self.node(child).tag != Tag::Text)
    }

    /// The value of an attribute, if `at` is an element that has it.
    pub(crate) fn attribute(&self, at: usize, name: &str) -> Option<Cow<'a, str>> {
        let node = self.node(at);
        if node.tag == Tag::Text { None } else { attribute::value(node.raw, name) }
    }

    /// The words of an element's `id` and `class`.
    pub(crate) fn names(&self, at: usize) -> Vec<String> {
        let node = self.node(at);
        if node.tag == Tag::Text || node.raw.len() < "id=a".len() {
            return Vec::new();
        }
        let values = ["id", "class"].map(|name| attribute::value(node.raw, name).unwrap_or_default());
        values.iter().flat_map(|value| value.split_ascii_whitespace()).map(str::to_ascii_lowercase).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree as nested brackets.
    fn shape(page: &str, depth: usize) -> String {
        let tree = Tree::grow(page, depth).unwrap();
        let mut out = String::new();
        let mut ends: Vec<usize> = Vec::new();
        for at in 1..=tree.len() {
            while ends.last().is_some_and(|&end| end <= at) {
                ends.pop();
                out.push(')');
            }
            let node = tree.node(at);
            if at == tree.len() {
                break;
            }
            match node.tag {
                Tag::Text => out.push_str(node.raw),
                tag => {
                    out.push_str(&format!("{tag:?}(").to_lowercase());
                    ends.push(tree.end(at));
                }
            }
        }
        out
    }

    #[test]
    fn missing_end_tags_are_supplied() {
        assert_eq!(shape("<p>一<p>二<div>三", 9), "p(一)p(二)div(三)");
        assert_eq!(shape("<ul><li>一<li>二<ul><li>三</ul></ul>四", 9), "ul(li(一)li(二ul(li(三))))四");
        let table = "<table><tr><td>一<td>二<tr><td><p>三</table>四";
        assert_eq!(shape(table, 9), "table(tr(td(一)td(二))tr(td(p(三))))四");
        assert_eq!(shape("<dl><dt>一<dd>二<dt>三</dl>", 9), "dl(dt(一)dd(二)dt(三))");
        assert_eq!(shape("<a>一<p>二<a>三</a>", 9), "a(一p(二))a(三)");
    }

    #[test]
    fn stray_end_tags_end_nothing_else() {
        assert_eq!(shape("<div>一</p></span></td>二</div></div>三", 9), "div(一二)三");
        assert_eq!(shape("<b><p>一</b>二</p>三</b>", 9), "other(p(一二)三)");
        assert_eq!(shape("<p>一</br>二", 9), "p(一br()二)");
    }

    #[test]
    fn what_is_too_deep_stands_side_by_side() {
        let page = format!("{}一{}二", "<div>".repeat(5), "</div>".repeat(5));
        assert_eq!(shape(&page, 2), "div(div(div()div()div()一))二");
    }
}
