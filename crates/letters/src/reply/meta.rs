//! Information tables and page lines: what a page says about the letter.
//!
//! In: meta and furniture lines of the head. Out: values by key, dates.

use crate::forms::dates;
use crate::forms::frames;
use crate::forms::look::Words;
use crate::reply::keys;
use crate::reply::layout::{Layout, Sheet};
use crate::reply::model::{Field, LetterDate, Origin};
use dafu_words::punctuation;
use dafu_words::span::Span;

/// The value of a key in the first line that has one of `keys`: up to the next key, a bar, or the end of the line.
pub(super) fn value(sheet: &Sheet<'_>, layout: &Layout, keys: &'static Words) -> Option<Span> {
    let mut page = layout.page(sheet);
    page.find_map(|(line, s)| s.places(keys).find_map(|(_, end)| behind(sheet, line, s.text, end)))
}

/// The values of `keys`, one after the other.
pub(super) fn values(sheet: &Sheet<'_>, layout: &Layout, keys: &'static Words) -> impl Iterator<Item = Span> {
    let of = move |rank| {
        layout.page(sheet).find_map(|(line, s)| behind(sheet, line, s.text, s.place(keys, rank)?.1))
    };
    (0..keys.texts.len()).filter_map(of)
}

/// The value behind a key that ends at `at` of a line.
fn behind(sheet: &Sheet<'_>, line: Span, s: &str, at: usize) -> Option<Span> {
    let rest = s[at..].trim_start_matches([punctuation::COLON, '|']);
    let start = s.len() - rest.len();
    let gap = s[at..start].len() + usize::from(sheet.gap_before(line.start + start));
    let end = if gap > 0 { end_of_value(rest) } else { 0 };
    (end > 0).then(|| Span::new(line.start + start, line.start + start + end))
}

/// A value ends at a bar or where another key begins.
fn end_of_value(s: &str) -> usize {
    let value = s.split('|').next().unwrap_or(s);
    frames::next_key(value).unwrap_or(value.len())
}

/// Date of publication on the page.
pub(super) fn published(sheet: &Sheet<'_>, layout: &Layout) -> Option<Field<LetterDate>> {
    dated(sheet, layout, keys::PUBLISHED)
        .or_else(|| {
            let bare = |line: Span, at: usize| {
                let before = sheet.of(Span::new(line.start, at)).chars().next_back();
                before.is_none_or(|c| !dafu_words::script::is_han(c)) || sheet.gap_before(at)
            };
            layout.page(sheet).find_map(|(line, s)| {
                let (_, end) = s.places(keys::DATED).find(|&(start, _)| bare(line, line.start + start))?;
                day_at(sheet, behind(sheet, line, s.text, end - punctuation::COLON.len_utf8())?)
            })
        })
        .or_else(|| {
            // 2023-08-24 来源：交通运输部
            let above = layout.page(sheet).filter(|(line, _)| line.end <= layout.body.1);
            above.map(|(line, _)| line).find_map(|line| day_at(sheet, line))
        })
}

/// Date of the letter as the page's table tells it.
pub(super) fn written(sheet: &Sheet<'_>, layout: &Layout) -> Option<Field<LetterDate>> {
    dated(sheet, layout, keys::WRITTEN)
}

/// Date on which the case was assigned.
pub(super) fn assigned(sheet: &Sheet<'_>, layout: &Layout) -> Option<Field<LetterDate>> {
    dated(sheet, layout, keys::ASSIGNED)
}

fn dated(sheet: &Sheet<'_>, layout: &Layout, keys: &'static Words) -> Option<Field<LetterDate>> {
    values(sheet, layout, keys).find_map(|span| day_at(sheet, span))
}

/// The day at the start of a value.
fn day_at(sheet: &Sheet<'_>, span: Span) -> Option<Field<LetterDate>> {
    let (day, length) = dates::read(sheet.of(span)).or_else(|| {
        // 2024-12-2009:16: the clock time is glued to the day.
        let ten = sheet.of(span).get(..10)?;
        dates::read(ten)
    })?;
    let span = Span::new(span.start, span.start + length.min(10.max(length)));
    Some(Field {
        value: LetterDate { value: Some(dates::iso(day)), guess: None, year: Some(day.0) },
        raw: sheet.written(span),
        origin: Origin::Metadata,
        span: Some(sheet.back(span)),
    })
}
