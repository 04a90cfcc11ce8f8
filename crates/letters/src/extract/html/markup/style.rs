//! What a page says about how an element is shown.
//!
//! In: an element of a tree. Out: whether it is hidden, whether it begins a line, whether its first line is indented.
//! Only what stands in the element itself is read; style sheets are not.

use super::steps;
use super::tag::Tag;
use super::tree::Tree;

/// Names of boxes that are not shown.
const HIDDEN: &[&str] = &["hidden", "hide", "d-none", "dn", "none", "sr-only", "visually-hidden"];

/// How an element is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ElementStyle {
    /// Not shown at all.
    pub hidden: bool,
    /// Breaks lines although its name does not say so, or the other way round.
    pub breaks: Option<bool>,
    /// Its first line is indented.
    pub indented: bool,
    /// White space counts.
    pub preformatted: bool,
}

/// The style that element `at` states.
pub(crate) fn of(tree: &Tree<'_>, at: usize) -> ElementStyle {
    let node = tree.node(at);
    let mut style = ElementStyle { preformatted: node.tag == Tag::Pre, ..ElementStyle::default() };
    if node.tag == Tag::Text || node.raw.len() < "hidden".len() {
        return style;
    }
    style.hidden = tree.attribute(at, "hidden").is_some()
        || tree.names(at).iter().any(|name| HIDDEN.contains(&name.as_str()));
    let Some(written) = tree.attribute(at, "style") else { return style };
    for declaration in written.split(';') {
        steps::add(declaration.len());
        let Some((name, value)) = declaration.split_once(':') else { continue };
        let value = value.trim().to_ascii_lowercase();
        match name.trim().to_ascii_lowercase().as_str() {
            "display" if value.starts_with("none") => style.hidden = true,
            "display" => style.breaks = display_breaks(&value),
            "visibility" if value.starts_with("hidden") => style.hidden = true,
            "mso-hide" if value.starts_with("all") => style.hidden = true,
            "text-indent" => style.indented = value.starts_with(|c: char| ('1'..='9').contains(&c)),
            "white-space" if value.starts_with("pre") && value != "pre-line" => style.preformatted = true,
            _ => {}
        }
    }
    style
}

fn display_breaks(value: &str) -> Option<bool> {
    match value.trim_end_matches("!important").trim() {
        "block" | "flex" | "grid" | "list-item" | "table" | "table-row" => Some(true),
        "inline" | "contents" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(page: &str) -> ElementStyle {
        of(&Tree::grow(page, 9).unwrap(), 1)
    }

    #[test]
    fn hidden_elements_are_known_in_every_way_they_are_written() {
        for page in [
            "<div hidden>",
            "<div style='color:red;DISPLAY: none'>",
            "<div style=\"visibility:hidden\">",
            "<div class='box d-none'>",
            "<span style='mso-hide:all'>",
        ] {
            assert!(style(page).hidden, "{page}");
        }
        assert!(!style("<div class=hidden-xs style='display:block'>").hidden);
    }

    #[test]
    fn display_and_indent_are_read() {
        assert_eq!(style("<span style='display:block'>").breaks, Some(true));
        assert_eq!(style("<div style='display: inline'>").breaks, Some(false));
        assert!(style("<p style='text-indent:2em'>").indented);
        assert!(!style("<p style='text-indent:0pt;'>").indented);
    }
}
