//! Header fields of a letter that its page states.
//!
//! In: what tables and `<meta>` elements tell. Out: metadata columns with values. A day of publication is no day of the
//! letter: it comes out as `published`, which is no column, and is left to the caller.

use super::keys::Told;
use crate::extract::html::lines::line::canonical;
use crate::extract::html::markup::tag::Tag;
use crate::extract::html::markup::tree::Tree;
use crate::forms::dates;
use crate::forms::units;

/// Names of `<meta>` elements and what their content tells, the likelier first.
#[rustfmt::skip]
const META_NAMES: &[(&str, Told)] = &[
    ("articletitle", Told::Column("title")), ("og:title", Told::Column("title")), ("pubdate", Told::Published),
    ("publishdate", Told::Published), ("firstpublishedtime", Told::Published), ("og:release_date", Told::Published), ("contentsource", Told::Source),
    ("source", Told::Source), ("url", Told::Column("url")), ("og:url", Told::Column("url")),
];

/// Values that say that there is none.
const NO_VALUES: &[&str] = &["无", "暂无", "空", "null", "undefined", "无文号", "无发文字号"];

/// Name of the field with the day of publication.
const PUBLISHED: &str = "published";
/// Longest value in characters.
const LONGEST: usize = 200;

/// What the elements of the page's head tell.
pub(crate) fn from_head(tree: &Tree<'_>) -> Vec<(Told, String)> {
    let mut found = Vec::new();
    for at in 0..tree.len() {
        let told = match tree.node(at).tag {
            Tag::Meta => meta(tree, at),
            Tag::Link
                if tree.attribute(at, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) =>
            {
                tree.attribute(at, "href").map(|href| (Told::Column("url"), href.trim().to_owned()))
            }
            _ => None,
        };
        found.extend(told);
    }
    found
}

fn meta(tree: &Tree<'_>, at: usize) -> Option<(Told, String)> {
    let name = tree.attribute(at, "name").or_else(|| tree.attribute(at, "property"))?.to_ascii_lowercase();
    let told = META_NAMES.iter().find(|row| row.0 == name.trim())?.1;
    let content = tree.attribute(at, "content")?;
    Some((told, content.trim().to_owned()))
}

/// The columns and their values, each column once: what tables tell before what heads tell.
pub(crate) fn columns(told: &[(Told, String)], title: Option<&str>) -> Vec<(&'static str, String)> {
    let mut columns: Vec<(&'static str, String)> = Vec::new();
    let mut add = |name: &'static str, value: String| {
        let known = columns.iter().any(|column| column.0 == name);
        let says = value.chars().any(char::is_alphanumeric)
            && value.chars().count() <= LONGEST
            && !NO_VALUES.contains(&value.trim());
        if says && !known {
            columns.push((name, value));
        }
    };
    for (told, value) in told {
        match *told {
            Told::Column("date") => add("date", day(value).unwrap_or_default()),
            Told::Column("url") if !value.contains("://") => {}
            Told::Column("title") => {}
            Told::Column(name) => add(name, value.clone()),
            Told::Published => add(PUBLISHED, day(value).unwrap_or_default()),
            Told::Source | Told::Nothing => {}
        }
    }
    // A source is a unit only when it is called like one, and less sure than an issuer.
    let source = told.iter().filter(|(told, _)| *told == Told::Source);
    for (_, value) in source.filter(|(_, value)| units::is_unit(&canonical(value))) {
        add("unit", value.clone());
    }
    title.into_iter().for_each(|title| add("title", title.to_owned()));
    columns
}

/// The day that a value begins with, as `YYYY-MM-DD`.
fn day(value: &str) -> Option<String> {
    let squeezed = canonical(value);
    // 2024-12-20 09:16 without its space.
    let whole = dates::read(&squeezed).or_else(|| dates::read(squeezed.get(..10)?));
    whole.map(|(day, _)| dates::iso(day))
}
