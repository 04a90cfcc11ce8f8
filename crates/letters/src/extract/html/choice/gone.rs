//! Which parts of a page are not shown, or are tools and not text.
//!
//! In: a tree. Out: for each node whether it is out of play. A box is judged by its name and by how little of the
//! page's prose it holds: a letter in a badly named box stays. What is hidden goes, unless nothing else is there.

use crate::extract::html::markup::measure::Amounts;
use crate::extract::html::markup::steps;
use crate::extract::html::markup::style;
use crate::extract::html::markup::tag::Tag;
use crate::extract::html::markup::tree::Tree;
use std::collections::HashSet;

/// Names, and parts of names, of boxes with links and tools.
#[rustfmt::skip]
const TOOLS: &[&str] = &[
    "nav", "navbar", "navs", "menu", "menus", "breadcrumb", "breadcrumbs", "crumb", "crumbs", "mbx", "weizhi",
    "dqwz", "curpos", "currentpath", "share", "sharebox", "bdsharebuttonbox", "bshare", "jiathis", "fenxiang", "footer",
    "foot", "footbar", "copyright", "sidebar", "toolbar", "ewm", "erweima", "qrcode", "prevnext", "pagination", "pager",
    "comment", "comments", "recommend", "related", "xgyd", "xgxw", "xglj", "fontsize", "topbar", "searchbox", "login",
    "gotop", "backtop", "hotnews", "sitemap", "friendlink", "links",
];

/// Parts of the page's prose, in tenths, that no box of tools holds.
const MOST_OF_TOOLS: u64 = 3;
/// Marks of running text that a hidden letter has at least.
const FEW_MARKS: u32 = 2;

/// For each node whether it, and so all that stands within it, is out of play; `shown` names nodes that pages hide and
/// show by turns.
pub(crate) fn find(tree: &Tree<'_>, shown: &[usize]) -> Vec<bool> {
    let mut gone = controls(tree);
    let amounts = Amounts::of(tree, &gone);
    let all = u64::from(amounts.within(tree, 0).prose());
    for at in (1..tree.len()).filter(|&at| is_tool_box(tree, at)) {
        let own = u64::from(amounts.within(tree, at).prose());
        if own * 10 <= all * MOST_OF_TOOLS {
            set(&mut gone, at);
        }
    }
    let hidden = hidden(tree, shown);
    let before = gone.clone();
    steps::add(hidden.len());
    hidden.iter().for_each(|&at| set(&mut gone, at));
    if hidden.is_empty() {
        return gone;
    }
    let seen = Amounts::of(tree, &gone).within(tree, 0);
    let amounts = Amounts::of(tree, &before);
    let best = hidden.iter().copied().max_by_key(|&at| amounts.within(tree, at).prose());
    if let Some(best) = best
        && amounts.within(tree, best).marks >= FEW_MARKS.max(4 * seen.marks + 1)
    {
        let was = before.get(best).copied().unwrap_or(false);
        gone.get_mut(best).into_iter().for_each(|gone| *gone = was);
    }
    gone
}

/// For each node whether it is a control: what is out of play even where nothing else is on the page.
pub(crate) fn controls(tree: &Tree<'_>) -> Vec<bool> {
    steps::add(tree.len());
    (0..tree.len()).map(|at| is_control(tree.node(at).tag)).collect()
}

fn set(gone: &mut [bool], at: usize) {
    if let Some(gone) = gone.get_mut(at) {
        *gone = true;
    }
}

/// Controls of forms, readings beside characters, and the head's title.
fn is_control(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Button | Tag::Select | Tag::Option | Tag::Input | Tag::TextArea | Tag::Reading | Tag::Title
    )
}

fn is_tool_box(tree: &Tree<'_>, at: usize) -> bool {
    steps::add(1);
    let tag = tree.node(at).tag;
    if matches!(tag, Tag::Nav | Tag::Footer | Tag::Aside) {
        return true;
    }
    let is_tool = |word: &str| TOOLS.contains(&word);
    let named = |name: &String| {
        let mut parts = name.split(['-', '_']);
        is_tool(name) || parts.next().is_some_and(is_tool) || parts.next_back().is_some_and(is_tool)
    };
    !matches!(tag, Tag::Html | Tag::Body) && tree.names(at).iter().any(named)
}

/// The outermost hidden nodes.
fn hidden(tree: &Tree<'_>, shown: &[usize]) -> Vec<usize> {
    steps::add(shown.len());
    let shown: HashSet<usize> = shown.iter().copied().collect();
    let mut found = Vec::new();
    let mut at = 1;
    while at < tree.len() {
        steps::add(1);
        if style::of(tree, at).hidden && !shown.contains(&at) {
            found.push(at);
            at = tree.end(at).max(at + 1);
        } else {
            at += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::html::markup::entity;

    fn kept(page: &str) -> String {
        let tree = Tree::grow(page, 99).unwrap();
        let gone = find(&tree, &[]);
        let mut out = String::new();
        let mut at = 0;
        while at < tree.len() {
            if gone[at] {
                at = tree.end(at);
                continue;
            }
            if tree.node(at).tag == Tag::Text {
                out += &entity::decode(tree.node(at).raw);
            }
            at += 1;
        }
        out
    }

    #[test]
    fn tools_and_hidden_parts_go() {
        let page = "<title>一</title><div class=top_nav>二</div><p>您好，信已收到。已办，谢谢。</p>\
                    <p style=display:none>三，三，三。</p><button>四</button><div id=footer-box>五</div>";
        assert_eq!(kept(page), "您好，信已收到。已办，谢谢。");
    }

    #[test]
    fn a_letter_stays_whatever_its_box_is_called_or_does() {
        let letter = "您好，信已收到。已办，谢谢。再见，再见。";
        assert_eq!(kept(&format!("<div class='share-main'>{letter}</div>")), letter);
        assert_eq!(kept(&format!("<div id=js_content style='visibility: hidden'>{letter}</div>")), letter);
    }
}
