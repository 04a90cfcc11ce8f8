//! Which box of a page holds the letter.
//!
//! In: a tree and the amounts of text. Out: the range of nodes that the letter's text lies in. Boxes that content
//! systems name for it come first, then boxes with likely names, then the smallest box that holds nearly all prose.

use crate::extract::html::markup::measure::{Amount, Amounts};
use crate::extract::html::markup::steps;
use crate::extract::html::markup::tag::Tag;
use crate::extract::html::markup::tree::Tree;
use std::ops::Range;

/// Names (`id` or `class`) of boxes that content systems put an article's text in.
#[rustfmt::skip]
const BODIES: &[&str] = &[
    "zoom", "zoomcon", "zoomdiv", "fontzoom", "ucap-content", "ucapcontent", "trs_editor", "trs_ueditor",
    "trs_pagecontent", "custom_unionstyle", "vsb_content", "vsb_content_2", "v_news_content", "wp_articlecontent",
    "js_content", "rich_media_content", "article-content", "article_content", "articlecontent", "articlecon",
    "article_con", "articlecont", "articlebody", "article-body", "article_body", "artcontent", "pages_content",
    "page_content", "page-content", "pagecontent", "con_text", "contenttext", "content_text", "content-text",
    "text_content", "textcontent", "text-content", "newscontent", "news_content", "news-content", "newstext",
    "news_con", "detail_content", "detail-content", "detailcontent", "detail_con", "detailcon", "xxgkcontent",
    "xxgk_content", "xxgk-content", "xxgk_con", "xxgkcon", "xxgk_zw", "zwcontent", "zw_content", "zwcon", "zhengwen",
    "view_content", "viewcontent", "entry-content", "post-content", "ueditor_content", "j_content", "mycontent",
    "infocontent", "info_content", "infocont", "contentbox", "content_body", "content-body", "contentbody",
    "bt-content", "main-txt", "main_txt", "maintext", "bodytext", "editor-content", "wzcontent", "gknbxq_detail",
    "conttext", "art_con", "art_content", "arti_cont", "ckeditor", "fontsize_content", "cas_content", "ewb-article-info",
    "ivs_content", "trs_editor_view", "xl_content", "detail-news", "trs_word",
];

/// Names that boxes of articles have, and other boxes too.
const LIKELY_BODIES: &[&str] = &[
    "article", "content", "contents", "con", "cont", "text", "txt", "detail", "details", "view", "main",
    "news", "xxgk", "xl", "info", "body", "wz", "nr", "neirong", "post", "entry", "xq",
];

/// Hundredths of a box's prose that one within it holds to take its place.
const NEARLY_ALL: u64 = 72;

/// The box of a letter.
#[derive(Debug)]
pub(crate) struct Body {
    /// Its nodes.
    pub nodes: Range<usize>,
    /// It was named for the purpose, and hardly holds anything else.
    pub named: bool,
}

/// The nodes that the letter lies in; `boxes` lie in it whatever else does.
pub(crate) fn find(tree: &Tree<'_>, amounts: &Amounts, boxes: &[usize]) -> Body {
    let search = Search { tree, amounts, all: amounts.within(tree, 0).prose() };
    let named = search.named();
    let found = named.or_else(|| search.likely()).unwrap_or_else(|| search.densest());
    let found = search.with_likes(found);
    let whole = boxes.iter().fold(found, |found, &at| common(tree, found, at));
    Body { nodes: whole..tree.end(whole), named: named == Some(whole) }
}

/// The smallest element that both nodes lie in.
fn common(tree: &Tree<'_>, mut one: usize, other: usize) -> usize {
    while one > 0 && !(one <= other && other < tree.end(one)) {
        steps::add(1);
        one = tree.parent(one);
    }
    one
}

struct Search<'t, 'p> {
    tree: &'t Tree<'p>,
    amounts: &'t Amounts,
    /// All prose of the page.
    all: u32,
}

impl Search<'_, '_> {
    /// What stands in node `at`; every loop over nodes asks it, so it is what counts the steps.
    fn amount(&self, at: usize) -> Amount {
        steps::add(1);
        self.amounts.within(self.tree, at)
    }

    fn prose(&self, at: usize) -> u32 {
        self.amount(at).prose()
    }

    /// The box around `at` when others like it, with text in them too, stand beside it: it is a piece of a letter.
    fn with_likes(&self, at: usize) -> usize {
        let node = self.tree.node(at);
        let parent = self.tree.parent(at);
        let is_like = |&other: &usize| {
            steps::add(1);
            let one = self.tree.node(other);
            other != at
                && (one.tag, one.raw.trim()) == (node.tag, node.raw.trim())
                && self.amount(other).marks > 0
        };
        let has_likes =
            !node.raw.trim().is_empty() && self.tree.children(parent).any(|other| is_like(&other));
        if has_likes { parent } else { at }
    }

    /// True when `part` is at least so many hundredths of `whole`.
    fn is_share(part: u32, whole: u32, hundredths: u64) -> bool {
        u64::from(part) * 100 >= u64::from(whole) * hundredths && part > 0
    }

    fn is_among(&self, at: usize, names: &[&str]) -> bool {
        self.tree.names(at).iter().any(|name| names.contains(&name.as_str()))
    }

    /// Boxes that content systems name for articles.
    fn named(&self) -> Option<usize> {
        let large: Vec<usize> = (1..self.tree.len())
            .filter(|&at| Self::is_share(self.prose(at), self.all, 15) && self.is_among(at, BODIES))
            .collect();
        let best = large.iter().copied().max_by_key(|&at| (self.prose(at), usize::MAX - at))?;
        // A proposal and its reply, or the parts of one letter, in a box each.
        let whole = large.iter().fold(best, |whole, &at| common(self.tree, whole, at));
        steps::add(large.len());
        let apart = large.iter().filter(|&&at| at >= self.tree.end(best) || self.tree.end(at) <= best);
        let others: u32 = apart.map(|&at| self.prose(at)).max().unwrap_or(0);
        let best = if others > 0 && Self::is_share(self.prose(best) + others, self.prose(whole), 75) {
            whole
        } else {
            best
        };
        Self::is_share(self.prose(best), self.all, 30).then(|| self.without_links(best, &large))
    }

    /// The largest of the boxes within `best` that has all its prose, if `best` itself is full of links.
    fn without_links(&self, best: usize, boxes: &[usize]) -> usize {
        let amount = self.amount(best);
        if amount.linked * 4 < amount.chars {
            return best;
        }
        steps::add(boxes.len());
        let inner = |&&at: &&usize| best < at && at < self.tree.end(best);
        let full = |&&at: &&usize| Self::is_share(self.prose(at), amount.prose(), 90);
        boxes.iter().filter(inner).filter(full).copied().next().unwrap_or(best)
    }

    /// Boxes with names that articles have and others too.
    fn likely(&self) -> Option<usize> {
        let likely = |&at: &usize| {
            Self::is_share(self.prose(at), self.all, 60)
                && (self.tree.node(at).tag == Tag::Article || self.is_among(at, LIKELY_BODIES))
                && self.amount(at).lines >= 3
        };
        let found: Vec<usize> = (1..self.tree.len()).filter(likely).collect();
        let most = found.iter().map(|&at| self.prose(at)).max()?;
        found.into_iter().rfind(|&at| Self::is_share(self.prose(at), most, 90))
    }

    /// The smallest box of several lines that holds nearly all prose.
    fn densest(&self) -> usize {
        let mut at = 0;
        loop {
            let whole = self.prose(at);
            let is_box = |&child: &usize| {
                steps::add(1);
                let tag = self.tree.node(child).tag;
                tag.breaks()
                    && !matches!(tag, Tag::P | Tag::Table | Tag::TablePart | Tag::Tr | Tag::Ul | Tag::Ol)
                    && self.amount(child).lines >= 3
                    && Self::is_share(self.prose(child), whole, NEARLY_ALL)
            };
            // A table is a frame when one of its cells holds nearly all.
            let is_frame = |&child: &usize| {
                let tag = self.tree.node(child).tag;
                matches!(tag, Tag::Table | Tag::TablePart | Tag::Tr)
                    && Self::is_share(self.prose(child), whole, NEARLY_ALL)
            };
            let child = self.tree.children(at).find(|child| is_box(child) || is_frame(child));
            match child {
                Some(child) => at = child,
                None => return self.settle(at),
            }
        }
    }

    /// Rows belong to their table, unless a cell was reached.
    fn settle(&self, mut at: usize) -> usize {
        while matches!(self.tree.node(at).tag, Tag::Tr | Tag::TablePart | Tag::Table) && at > 0 {
            steps::add(1);
            at = self.tree.parent(at);
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::super::gone;
    use super::*;

    fn body(page: &str) -> &str {
        let tree = Tree::grow(page, 99).unwrap();
        let amounts = Amounts::of(&tree, &gone::find(&tree, &[]));
        let range = find(&tree, &amounts, &[]).nodes;
        let start = tree.node(range.start + 1).raw.as_ptr() as usize - page.as_ptr() as usize;
        &page[start..]
    }

    const LETTER: &str =
        "<p>您好，信已收到。已办，谢谢。</p><p>我局将继续努力，做好工作，再见。</p><p>某局</p>";

    #[test]
    fn named_likely_and_nameless_boxes_are_found() {
        for name in ["id=zoom", "class='x TRS_Editor'", "class=content", ""] {
            let page = format!(
                "<body><div class=w><div><ul><li>一，二<li>三</ul></div><div {name}>信{LETTER}</div>\
                 <div><p>版权所有，某局</p></div></div></body>"
            );
            assert!(body(&page).starts_with("信<p>您好"), "{name}: {}", body(&page));
        }
    }
}
