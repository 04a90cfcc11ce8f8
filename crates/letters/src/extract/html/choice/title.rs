//! The title of a letter that its page states outside of the letter's text.
//!
//! In: a tree, the lines above the text, what the page's head says. Out: the title, without the name of the site; none
//! when nothing reads like one.

use super::fields;
use super::keys::Told;
use crate::extract::html::lines::line::{Kind, PageLine, canonical};
use crate::extract::html::markup::entity;
use crate::extract::html::markup::steps;
use crate::extract::html::markup::tag::Tag;
use crate::extract::html::markup::tree::Tree;
use crate::forms::look;
use crate::forms::titles;
use std::collections::HashMap;

/// Names of a title's box; also as a part of a name before or after a hyphen.
const TITLES: &[&str] =
    &["title", "tit", "bt", "biaoti", "headline", "activity-name", "articletitle", "article_title", "btitle"];

/// Marks between a page's title and the name of its site.
const SITE_MARKS: &[char] = &['-', '_', '|', '–', '—', '丨', '｜', '－', '>', '<', '«', '»', '‹', '›', '·'];

/// Words at the end of a site's name.
const SITES: &[&str] = &[
    "网",
    "网站",
    "平台",
    "门户",
    "政府",
    "局",
    "厅",
    "委",
    "委员会",
    "办公室",
    "政协",
    "人大",
    "部",
    "院",
    "中心",
    "首页",
];

/// Words at the end of the name of a site's column.
const COLUMNS: &[&str] =
    &["公开", "答复", "提案", "建议", "栏目", "办理", "信息", "目录", "专栏", "详情", "正文", "回复"];

/// Elements above a line that may name it a title.
const REACH: usize = 3;
/// Characters of a title.
const LENGTH: std::ops::RangeInclusive<usize> = 5..=150;

/// Characters of the name of a site's column.
const LONGEST_COLUMN: usize = 10;

/// The page's title for the letter.
pub(crate) fn find(tree: &Tree<'_>, above: &[PageLine], told: &[(Told, String)]) -> Option<String> {
    let mut known = HashMap::new();
    let headed =
        above.iter().filter(|line| is_headed(tree, line, &mut known)).map(|line| line.text.trim().to_owned());
    let column = Told::Column("title");
    let named = told.iter().filter(|(told, _)| *told == column).map(|(_, title)| without_site(title));
    let from_head = fields::from_head(tree).into_iter().filter(|(told, _)| *told == column);
    let stated = head_title(tree).map(|title| without_site(&title));
    let all: Vec<String> = headed
        .chain(from_head.map(|(_, title)| without_site(&title)))
        .chain(named)
        .chain(stated)
        .filter(|title| LENGTH.contains(&title.chars().count()) && !title.contains('\t'))
        .collect();
    let is_title = |title: &&String| titles::is_title(&canonical(title));
    let is_site = |title: &&String| {
        let canonical = canonical(title);
        let is_column = title.chars().count() <= LONGEST_COLUMN && look::ends(&canonical, COLUMNS);
        is_column || look::ends(&canonical, SITES)
    };
    let found = all.iter().find(is_title).or_else(|| all.iter().find(|title| !is_site(title)));
    found.cloned()
}

/// True when the line is a heading or its box is named like one; what is `known` of boxes is not read again.
fn is_headed(tree: &Tree<'_>, line: &PageLine, known: &mut HashMap<usize, bool>) -> bool {
    let mut is_named = |at: usize| *known.entry(at).or_insert_with(|| is_named(tree, at));
    steps::add(1);
    let mut at = line.node;
    line.kind == Kind::Heading
        || (0..REACH).any(|_| {
            at = tree.parent(at);
            is_named(at)
        })
}

/// True when an element is named like a title's box.
fn is_named(tree: &Tree<'_>, at: usize) -> bool {
    tree.names(at).iter().any(|name| {
        TITLES.contains(&name.as_str()) || name.split(['-', '_']).any(|part| TITLES.contains(&part))
    })
}

/// The text of `<title>`.
fn head_title(tree: &Tree<'_>) -> Option<String> {
    let at = (0..tree.len()).find(|&at| tree.node(at).tag == Tag::Title)?;
    steps::add(tree.end(at).saturating_sub(at));
    let texts = (at..tree.end(at)).map(|at| tree.node(at)).filter(|node| node.tag == Tag::Text);
    let title: String = texts.map(|node| entity::decode(node.raw)).collect();
    Some(title.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|title| !title.is_empty())
}

/// `title` without the names of columns and of the site behind it, or before it.
fn without_site(title: &str) -> String {
    let title = title.trim();
    steps::add(title.len());
    let cuts = title.match_indices(SITE_MARKS);
    let cuts: Vec<(usize, usize)> = cuts.map(|(at, mark)| (at, at + mark.len())).collect();
    let ends = cuts.iter().map(|cut| cut.0).chain([title.len()]);
    // Before the title stand names of sites and columns only.
    let is_site = |cut: &&(usize, usize)| {
        title
            .get(..cut.0)
            .is_some_and(|s| look::ends(&canonical(s), SITES) || look::ends(&canonical(s), COLUMNS))
    };
    let starts = || cuts.iter().take(8).filter(is_site).map(|cut| cut.1).rev().chain([0]);
    let letter = ends.take(8).find_map(|end| {
        let part =
            |start| title.get(start..end).map(str::trim).filter(|part| titles::is_title(&canonical(part)));
        starts().filter(|&start| start < end).find_map(part)
    });
    if let Some(letter) = letter {
        return letter.to_owned();
    }
    let mut rest = title;
    while let Some((before, site)) = rest.rsplit_once(SITE_MARKS)
        && before.chars().nth(4).is_some()
        && (look::ends(&canonical(site), SITES) || look::ends(&canonical(site), COLUMNS))
    {
        steps::add(site.len());
        rest = before.trim_end_matches(|c: char| c.is_whitespace() || SITE_MARKS.contains(&c));
    }
    rest.trim().to_owned()
}

/// True when the letter's first `lines` hold a title, or this one.
pub(crate) fn stands_in(lines: &[PageLine], title: &str) -> bool {
    let title = canonical(title);
    let first: Vec<String> = lines.iter().take(10).map(PageLine::canonical).collect();
    let joined: String = first.concat();
    first.iter().any(|line| titles::is_title(line)) || joined.contains(&title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sites_are_cut_off() {
        for (source, expected) in [
            ("关于第12号提案的答复 - 某市教育局", "关于第12号提案的答复"),
            ("关于第12号提案的答复_建议提案_某市人民政府门户网站", "关于第12号提案的答复"),
            ("某市教育局-关于第12号提案的答复", "关于第12号提案的答复"),
            ("关于2023-2024年第12号提案的答复|某局", "关于2023-2024年第12号提案的答复"),
            ("某校开展A-B测试", "某校开展A-B测试"),
            ("某校开展测试 - 某市政府网", "某校开展测试"),
        ] {
            assert_eq!(without_site(source), expected);
        }
    }
}
