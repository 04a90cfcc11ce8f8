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
    let rest = s[at..].trim_start_matches([punctuation::COLON, '|', '〕', '】']);
    let start = s.len() - rest.len();
    let gap = s[at..start].len() + usize::from(sheet.gap_before(line.start + start));
    if rest.is_empty() {
        return below(sheet, line, &s[..at]);
    }
    let end = if gap > 0 { end_of_value(rest) } else { 0 };
    (end > 0).then(|| Span::new(line.start + start, line.start + start + end))
}

/// Longest value that stands below its key, in bytes.
const LONGEST_BELOW: usize = 3 * 60;

/// `•发布机构`, and below it `县交通运输局`: the value of a key that has its line for itself.
fn below(sheet: &Sheet<'_>, line: Span, key: &str) -> Option<Span> {
    let paragraphs = sheet.shadow.paragraphs();
    let next = paragraphs.partition_point(|paragraph| paragraph.start <= line.start);
    let value = paragraphs.get(next).copied()?;
    let s = sheet.of(value);
    let alone = key.trim_start_matches(['•', '·', '-', '●', '*', '○', '〇', '|']).chars().count() <= 8;
    let other_key = s.ends_with(punctuation::COLON) || frames::next_key(s) == Some(0);
    (alone && !s.is_empty() && s.len() <= LONGEST_BELOW && !other_key).then_some(value)
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

#[cfg(test)]
mod tests {
    use crate::reply::parse;
    use crate::text::Text;

    const LETTER: &str = "张三委员：\n您提出的关于修路的提案收悉，现答复如下：\n我局修了路，下一步将修桥。";

    #[test]
    fn a_value_may_stand_below_its_key() {
        let lines = "• 索引号\n0001/2020\n• 发布机构\n县交通运输局\n• 文号\n白交函〔2018〕11号\n• 发布日期\n2018-09-30";
        let reply = parse(&Text::from_lines(&format!("{lines}\n关于对县政协第21号提案的答复\n{LETTER}")));
        assert_eq!(reply.published.and_then(|date| date.value.value).as_deref(), Some("2018-09-30"));
        assert_eq!(
            reply.doc_number.map(|number| number.value.normalised()).as_deref(),
            Some("白交函〔2018〕11号")
        );
        assert_eq!(
            reply.authors.iter().map(|author| author.raw.as_str()).collect::<Vec<_>>(),
            ["县交通运输局"]
        );
    }

    #[test]
    fn the_day_of_handing_in_is_no_day_of_publication() {
        let read = |line: &str| {
            let reply = parse(&Text::from_lines(&format!("{line}\n关于对县政协第21号提案的答复\n{LETTER}")));
            reply.published.and_then(|date| date.value.value)
        };
        assert_eq!(read("提交日期：2024-01-05 类别：提案"), None);
        assert_eq!(read("日期：2024-05-09 浏览量：163").as_deref(), Some("2024-05-09"));
        assert_eq!(read("发布日期：2012-07-26 0:0 作者：甲").as_deref(), Some("2012-07-26"));
        assert_eq!(read("2023-08-24 来源：交通运输部").as_deref(), Some("2023-08-24"));
    }
}
