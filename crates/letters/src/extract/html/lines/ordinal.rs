//! The numbers that a page shows before the entries of a list.
//!
//! In: a list and its entries. Out: the number as it is shown (`3.` `c.` `iii.` `三、`). What an author has typed
//! besides is text and no business of this file.

use crate::extract::counting::Counting;
use crate::extract::html::markup::tree::Tree;
use dafu_words::numerals;

/// Numeral systems of lists by their names in style sheets that number with Chinese numerals.
const CHINESE_LISTS: &[&str] = &[
    "cjk-ideographic",
    "simp-chinese-informal",
    "simp-chinese-formal",
    "trad-chinese-informal",
    "trad-chinese-formal",
    "cjk-decimal",
];

/// What follows a Chinese numeral that numbers an entry of a list.
const CHINESE_LIST_MARK: char = '、';

/// How a list numbers its entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum System {
    Unnumbered,
    Decimal,
    /// With a zero before a single figure.
    DecimalZero,
    Letters(char),
    Roman(Counting),
    Chinese,
    /// As the editor that many content systems use draws them: before, numeral in Chinese or not, after.
    Drawn(&'static str, bool, &'static str),
}

/// A numbered list that is being read.
#[derive(Clone, Copy, Debug)]
pub(super) struct List {
    system: System,
    next: i64,
    step: i64,
}

impl List {
    /// The list that begins at `at`, an unordered one for `ordered` false.
    pub(super) fn new(tree: &Tree<'_>, at: usize, ordered: bool) -> List {
        let named = tree.attribute(at, "type").and_then(|value| by_type(&value));
        let drawn = tree.names(at).iter().find_map(|name| by_class(name));
        let default = if ordered { System::Decimal } else { System::Unnumbered };
        let system = drawn.or_else(|| styled(tree, at)).or(named).unwrap_or(default);
        let start = tree.attribute(at, "start").and_then(|value| value.trim().parse().ok());
        let reversed = tree.attribute(at, "reversed").is_some();
        let first = if reversed { tree.children(at).count() as i64 } else { 1 };
        List { system, next: start.unwrap_or(first), step: if reversed { -1 } else { 1 } }
    }

    /// The number of the entry at `at`; empty where none is shown.
    pub(super) fn number(&mut self, tree: &Tree<'_>, at: usize) -> String {
        let own = tree.attribute(at, "value").and_then(|value| value.trim().parse().ok());
        let value = own.unwrap_or(self.next);
        self.next = value.saturating_add(self.step);
        let system = styled(tree, at)
            .or_else(|| tree.attribute(at, "type").and_then(|value| by_type(&value)))
            .unwrap_or(self.system);
        shown(system, value)
    }
}

fn by_type(value: &str) -> Option<System> {
    match value {
        "1" => Some(System::Decimal),
        "a" | "A" => value.chars().next().map(System::Letters),
        "i" => Some(System::Roman(Counting::LowerRoman)),
        "I" => Some(System::Roman(Counting::UpperRoman)),
        _ => None,
    }
}

fn by_class(name: &str) -> Option<System> {
    Some(match name {
        "custom_num" => System::Drawn("", false, "."),
        "custom_num1" => System::Drawn("", false, ")"),
        "custom_num2" => System::Drawn("(", false, ")"),
        "custom_cn" => System::Chinese,
        "custom_cn1" => System::Drawn("", true, ")"),
        "custom_cn2" => System::Drawn("(", true, ")"),
        "custom_dash" | "custom_dot" => System::Unnumbered,
        _ => return None,
    })
}

/// The system that the style of element `at` asks for.
fn styled(tree: &Tree<'_>, at: usize) -> Option<System> {
    let style = tree.attribute(at, "style")?.to_ascii_lowercase();
    let (_, value) = style
        .split(';')
        .filter_map(|declaration| declaration.split_once(':'))
        .rfind(|(name, _)| matches!(name.trim(), "list-style" | "list-style-type"))?;
    value.split_ascii_whitespace().find_map(|word| {
        Some(match word {
            "none" | "disc" | "circle" | "square" => System::Unnumbered,
            "decimal" => System::Decimal,
            "decimal-leading-zero" => System::DecimalZero,
            "lower-alpha" | "lower-latin" => System::Letters('a'),
            "upper-alpha" | "upper-latin" => System::Letters('A'),
            "lower-roman" => System::Roman(Counting::LowerRoman),
            "upper-roman" => System::Roman(Counting::UpperRoman),
            word if CHINESE_LISTS.contains(&word) => System::Chinese,
            _ => return None,
        })
    })
}

fn shown(system: System, value: i64) -> String {
    let small = u32::try_from(value).ok().filter(|n| (1..1000).contains(n));
    match (system, small) {
        (System::Unnumbered, _) => String::new(),
        (System::DecimalZero, _) => format!("{value:02}. "),
        (System::Letters(first), Some(n)) => format!("{}. ", letters(first, n)),
        (System::Roman(case), Some(n)) => format!("{}. ", case.show(n)),
        (System::Chinese, Some(n)) => format!("{}{CHINESE_LIST_MARK}", numerals::written(n)),
        (System::Drawn(before, true, after), Some(n)) => format!("{before}{}{after}", numerals::written(n)),
        (System::Drawn(before, _, after), _) => format!("{before}{value}{after} "),
        _ => format!("{value}. "),
    }
}

fn letters(first: char, mut n: u32) -> String {
    let mut out = Vec::new();
    while n > 0 {
        n -= 1;
        out.extend(char::from_u32(first as u32 + n % 26));
        n /= 26;
    }
    out.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(list: &str, entries: &[&str]) -> Vec<String> {
        let page = format!("{list}{}", entries.concat());
        let tree = Tree::grow(&page, 9).unwrap();
        let mut list = List::new(&tree, 1, true);
        tree.children(1).map(|entry| list.number(&tree, entry)).collect()
    }

    #[test]
    fn lists_number_as_they_are_told_to() {
        let two = ["<li>一", "<li>二"];
        assert_eq!(numbers("<ol>", &two), ["1. ", "2. "]);
        assert_eq!(numbers("<ol start=3 type=a>", &two), ["c. ", "d. "]);
        assert_eq!(numbers("<ol type=I>", &["<li>", "<li value=4>"]), ["I. ", "IV. "]);
        assert_eq!(numbers("<ol style='list-style-type: cjk-ideographic'>", &two), ["一、", "二、"]);
        assert_eq!(numbers("<ol class='custom_cn2 x'>", &two), ["(一)", "(二)"]);
        assert_eq!(numbers("<ol style='list-style:none'>", &two), ["", ""]);
        assert_eq!(numbers("<ol reversed>", &two), ["2. ", "1. "]);
        assert_eq!(shown(System::Letters('A'), 28), "AB. ");
        assert_eq!(shown(System::Roman(Counting::LowerRoman), -1), "-1. ");
    }
}
