//! Information tables and page lines: what a page says about the letter.
//!
//! In: meta and furniture lines of the head. Out: values by key, publication date, source unit.

use crate::lexicon::words::{Look, Seen, find};
use crate::lexicon::{dates, frames, marks, units};
use crate::reply::layout::{Layout, Sheet};
use crate::reply::model::{Field, LetterDate, Origin};
use crate::text::Span;

/// The value of the first of `keys` in the meta lines: up to the next key, a bar, or the end of the line.
pub fn value(sheet: &Sheet<'_>, layout: &Layout, keys: &[&str]) -> Option<Span> {
    layout.meta.iter().chain(&layout.furniture).find_map(|&line| {
        let s = sheet.of(line);
        keys.iter().find_map(|key| {
            let at = find(s, key)? + key.len();
            let rest = s[at..].trim_start_matches([marks::COLON, '|']);
            let start = s.len() - rest.len();
            let gap = s[at..start].len() + usize::from(sheet.gap_before(line.start + start));
            let end = end_of_value(rest);
            (gap > 0 && end > 0).then(|| Span::new(line.start + start, line.start + start + end))
        })
    })
}

/// A value ends at a bar or where another key begins.
fn end_of_value(s: &str) -> usize {
    let value = s.split('|').next().unwrap_or(s);
    let seen = Seen::of(value);
    let look = Look::new(value, &seen);
    let keys = look.places(frames::META_KEYS).chain(look.places(frames::PAGE_KEYS));
    keys.map(|(start, _)| start).min().unwrap_or(value.len())
}

/// Date of publication on the page.
pub fn published(sheet: &Sheet<'_>, layout: &Layout) -> Option<Field<LetterDate>> {
    dated(sheet, layout, &["发布日期", "发布时间", "公开日期", "更新时间", "日期："])
}

/// Date of the letter as the page's table tells it.
pub fn written(sheet: &Sheet<'_>, layout: &Layout) -> Option<Field<LetterDate>> {
    dated(sheet, layout, &["成文日期", "发文日期", "生成日期", "答复时间", "答复日期"])
}

/// Date on which the case was assigned.
pub fn assigned(sheet: &Sheet<'_>, layout: &Layout) -> Option<Field<LetterDate>> {
    dated(sheet, layout, &["交办日期", "交办时间"])
}

fn dated(sheet: &Sheet<'_>, layout: &Layout, keys: &[&str]) -> Option<Field<LetterDate>> {
    keys.iter().find_map(|key| {
        let span = value(sheet, layout, &[key])?;
        let (day, length) = dates::read(sheet.of(span)).or_else(|| {
            // 2024-12-2009:16: the clock time is glued to the day.
            let ten = sheet.of(span).get(..10)?;
            dates::read(ten)
        })?;
        let span = Span::new(span.start, span.start + length.min(10.max(length)));
        let value = Some(dates::iso(day));
        Some(Field {
            value: LetterDate { value, guess: None },
            raw: sheet.written(span),
            origin: Origin::Metadata,
            span: Some(sheet.back(span)),
        })
    })
}

/// The unit that the page names as source or answerer.
pub fn author(sheet: &Sheet<'_>, layout: &Layout) -> Option<Field<String>> {
    ["答复单位", "承办单位", "主办单位", "来源：", "发布机构", "发文机关", "发布单位", "发文单位", "责任部门"]
        .iter()
        .find_map(|key| {
            let bare = key.trim_end_matches(marks::COLON);
            let span =
                value(sheet, layout, &[if *key == "主办单位" { "主办单位（分办单位）" } else { bare }])
                    .or_else(|| value(sheet, layout, &[bare]))?;
            let s = sheet.of(span);
            units::is_unit(s).then(|| Field {
                value: units::normalised(s),
                raw: sheet.written(span),
                origin: Origin::Metadata,
                span: Some(sheet.back(span)),
            })
        })
}
