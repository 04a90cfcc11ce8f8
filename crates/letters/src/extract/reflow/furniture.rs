//! What a printer put on every page: page numbers and running heads.
//!
//! In: the lines of a text. Out: the lines without them, and what was left out. A marked number (`— 3 —`,
//! `第3页 共5页`) is furniture wherever it stands alone; a bare one only where a page ends or where such numbers
//! count up through the file. Nothing inside a line is ever touched.

use super::line::FileLine;
use super::shape::{self, End, LineShape};
use crate::forms::pages::{PageMark, page_number};
use crate::text::Note;
use std::collections::HashMap;

/// Lines that a page has at least; bare numbers closer together than that are a list.
const SHORTEST_PAGE: usize = 15;

/// What a line was that stood on every page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) enum FurnitureKind {
    /// A page number.
    PageNumber,
    /// The same words at the top of the pages.
    RunningHead,
}

/// A line that was left out of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::extract) struct Dropped {
    /// What it was.
    pub kind: FurnitureKind,
    /// Its number in the file, from 1.
    pub number: u32,
    /// What stood there.
    pub text: String,
}

impl Dropped {
    /// The note that tells of it.
    pub(in crate::extract) fn note(&self) -> Note {
        let code = match self.kind {
            FurnitureKind::PageNumber => "page_number_dropped",
            FurnitureKind::RunningHead => "running_head_dropped",
        };
        Note::new(code).with("line", self.number).with("text", &self.text)
    }
}

/// Takes the furniture out of `lines`; the line after it then begins a page.
pub(super) fn take_out(lines: Vec<FileLine<'_>>) -> (Vec<FileLine<'_>>, Vec<Dropped>) {
    let numbers = page_numbers(&lines);
    let (kept, mut dropped) = split(lines, &numbers, FurnitureKind::PageNumber);
    let heads = running_heads(&kept);
    let (kept, heads) = split(kept, &heads, FurnitureKind::RunningHead);
    dropped.extend(heads);
    dropped.sort_by_key(|d| d.number);
    (kept, dropped)
}

fn split<'a>(
    lines: Vec<FileLine<'a>>,
    furniture: &[bool],
    kind: FurnitureKind,
) -> (Vec<FileLine<'a>>, Vec<Dropped>) {
    if !furniture.contains(&true) || !furniture.contains(&false) {
        return (lines, Vec::new());
    }
    let (mut kept, mut dropped) = (Vec::with_capacity(lines.len()), Vec::new());
    let (mut gap, mut torn) = (0, false);
    for (mut line, &drop) in lines.into_iter().zip(furniture) {
        line.gap += gap;
        line.new_page |= torn;
        (gap, torn) = (0, false);
        if drop {
            dropped.push(Dropped { kind, number: line.number, text: line.text.to_owned() });
            (gap, torn) = (line.gap, true);
        } else {
            kept.push(line);
        }
    }
    (kept, dropped)
}

fn page_numbers(lines: &[FileLine<'_>]) -> Vec<bool> {
    let marks: Vec<Option<PageMark>> = lines.iter().map(|line| page_number(line.text)).collect();
    let bare: Vec<(usize, u32)> = (0..)
        .zip(&marks)
        .filter_map(
            |(at, mark)| if let Some(PageMark::Bare(value)) = mark { Some((at, *value)) } else { None },
        )
        .collect();
    let mut found: Vec<bool> = marks.iter().map(|mark| *mark == Some(PageMark::Marked)).collect();
    for (nth, &(at, value)) in bare.iter().enumerate() {
        let counts_up = |from: (usize, u32), to: (usize, u32), least: usize| {
            from.1.checked_add(1) == Some(to.1) && to.0 - from.0 >= least
        };
        let next = lines.get(at + 1);
        let at_page_end = lines[at].new_page || next.is_some_and(|next| next.new_page);
        let last_of_paged = next.is_none() && lines[at].page > 0;
        let in_gap = lines[at].gap.max(next.map_or(2, |next| next.gap)) >= 2;
        let least = if in_gap { 3 } else { SHORTEST_PAGE };
        let before = nth.checked_sub(1).and_then(|nth| bare.get(nth));
        let chained = before.is_some_and(|&before| counts_up(before, (at, value), least))
            || bare.get(nth + 1).is_some_and(|&after| counts_up((at, value), after, least));
        found[at] = at_page_end || last_of_paged || chained || (next.is_none() && value == 1);
    }
    found
}

/// The same short line at the top of most pages.
fn running_heads(lines: &[FileLine<'_>]) -> Vec<bool> {
    let is_top = |at: usize| at == 0 || lines[at].new_page || lines[at].gap >= 3;
    let could_be = |line: &FileLine<'_>| {
        line.text.chars().count() <= 40 && matches!(shape::end(line.text), End::Open | End::Closer)
    };
    let mut counts: HashMap<&str, (usize, usize)> = HashMap::new();
    let (mut tops, mut sure_tops) = (0, 0);
    for (_, line) in lines.iter().enumerate().filter(|(at, _)| is_top(*at)) {
        tops += 1;
        sure_tops += usize::from(line.new_page);
        if could_be(line) {
            let count = counts.entry(line.text).or_default();
            *count = (count.0 + 1, count.1 + usize::from(line.new_page));
        }
    }
    let repeated = |text: &str| {
        let (count, sure) = counts.get(text).copied().unwrap_or_default();
        (sure >= 2 && sure * 2 >= sure_tops) || (count >= 3 && count * 5 >= tops * 3)
    };
    let is_head = |(at, line): (usize, &FileLine<'_>)| {
        is_top(at)
            && could_be(line)
            && repeated(line.text)
            && !(at == 0 && LineShape::of(line.text).ends_title())
    };
    lines.iter().enumerate().map(is_head).collect()
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    fn dropped(source: &str) -> Vec<(u32, String)> {
        take_out(lines(source)).1.into_iter().map(|d| (d.number, d.text)).collect()
    }

    #[test]
    fn marked_page_numbers_are_dropped_wherever_they_stand_alone() {
        for mark in
            ["— 3 —", "- 2 -", "－３－", "第3页 共5页", "第 3 页", "Page 3 of 5", "~1~", "·4·", "第三页"]
        {
            assert_eq!(dropped(&format!("持续推进\n{mark}\n成果转化")), [(2, mark.to_owned())]);
        }
        for text in ["202285", "（一）", "1.", "2024-05-29", "二〇二四年", "-", "第3号", "3.5", "（3）"]
        {
            assert_eq!(dropped(&format!("持续推进\n{text}\n成果转化")), [], "{text}");
        }
    }

    #[test]
    fn bare_numbers_are_dropped_at_page_ends_only() {
        assert_eq!(dropped("推进\n3\n\u{C}成果"), [(2, "3".to_owned())]);
        assert_eq!(dropped("推进\n1\n\n\n转化\n成果\n平台\n2\n\n\n成果").len(), 2);
        assert_eq!(dropped("1\n张某\n2\n李某\n3\n王某"), []);
    }

    #[test]
    fn a_head_repeated_at_page_tops_is_dropped_but_a_title_stays() {
        let page = "某省教育厅\n正文一行。\n\u{C}";
        assert_eq!(dropped(&page.repeat(3)).len(), 3);
        let titled = "关于第12号提案的答复\n正文一行。\n\u{C}".repeat(3);
        assert_eq!(dropped(&titled).iter().map(|d| d.0).collect::<Vec<_>>(), [4, 7]);
    }

    #[test]
    fn a_file_of_nothing_but_page_numbers_keeps_them() {
        assert_eq!(dropped("- 1 -"), []);
    }
}
