//! Flags of a letter: class, disclosure, satisfaction, contacts.
//!
//! In: a sheet and its layout. Out: fields. Labels decide; a box counts only when it is ticked.

use crate::forms::flags;
use crate::forms::frames;
use crate::forms::look::has;
use crate::forms::openings;
use crate::reply::keys;
use crate::reply::layout::{Layout, Sheet};
use crate::reply::meta;
use crate::reply::model::{Disclosure, Field, Origin};
use dafu_words::punctuation;
use dafu_words::span::Span;

pub(super) fn category(sheet: &Sheet<'_>, layout: &Layout) -> Option<Field<String>> {
    let span = layout.class.or_else(|| class_of_title(sheet, layout))?;
    let raw = sheet.written(span);
    let value = sheet.of(span).trim_end_matches('类').to_uppercase();
    Some(Field { value, raw, origin: Origin::Explicit, span: Some(sheet.back(span)) })
}

/// `…的答复（B类）`
fn class_of_title(sheet: &Sheet<'_>, layout: &Layout) -> Option<Span> {
    let span = *layout.title.last()?;
    let s = sheet.of(span);
    let open = s.strip_suffix('）')?.rfind('（')?;
    let (start, end) = flags::class(&s[open..])?;
    Some(Span::new(span.start + open + start, span.start + open + end))
}

pub(super) fn disclosure(sheet: &Sheet<'_>, layout: &Layout) -> Disclosure {
    let mut out = Disclosure::default();
    let table = meta::value(sheet, layout, keys::DISCLOSURE);
    let lines = layout
        .disclosure
        .iter()
        .copied()
        .map(|span| (span, Origin::Explicit))
        .chain(table.map(|span| (span, Origin::Metadata)));
    for (span, origin) in lines {
        let s = sheet.of(span);
        let Some((start, end)) = flags::disclosure(s) else { continue };
        let place = Span::new(span.start + start, span.start + end);
        let word = sheet.of(place);
        let value = flags::answer(s, word).map_or_else(|| sheet.written(place), str::to_owned);
        let field = Field { value, raw: sheet.written(place), origin, span: Some(sheet.back(place)) };
        let slot = if has(word, "标题") || word.starts_with("全文") || word.starts_with("部分") {
            &mut out.extent
        } else if has(word, "同意") || matches!(word, "是" | "否") || word.starts_with("可") {
            &mut out.consent
        } else {
            &mut out.attribute
        };
        if slot.is_none() {
            *slot = Some(field);
        }
    }
    out
}

/// Opinions that a proposer can tick, the longer before the shorter where one ends the other.
const OPINIONS: &[&str] = &["基本满意", "不满意", "比较满意", "满意", "非常满意", "一般", "理解"];

/// The proposer's opinion of the answer, by the box that is ticked.
pub(super) fn satisfaction(sheet: &Sheet<'_>, layout: &Layout) -> Option<Field<String>> {
    for span in &layout.feedback {
        let s = sheet.of(*span);
        let Some((at, tick)) = s.char_indices().find(|&(_, c)| punctuation::is_ticked(c)) else { continue };
        let after = &s[at + tick.len_utf8()..];
        let before = &s[..at];
        let closed = s.trim_end().ends_with(|c| punctuation::is_ticked(c) || punctuation::is_unticked(c));
        let behind = OPINIONS
            .iter()
            .find(|word| after.starts_with(**word))
            .map(|word| (at + tick.len_utf8(), word.len()));
        let ahead = OPINIONS
            .iter()
            .filter(|word| before.ends_with(**word))
            .map(|word| (at - word.len(), word.len()))
            .max_by_key(|found| found.1);
        // 满意☑ 不满意□ or ☑满意 □不满意: the line's last sign tells the order.
        let found = if closed { ahead.or(behind) } else { behind.or(ahead) };
        if let Some((start, length)) = found {
            let place = Span::new(span.start + start, span.start + start + length);
            return Some(Field {
                value: sheet.written(place),
                raw: sheet.written(*span),
                origin: Origin::Explicit,
                span: Some(sheet.back(place)),
            });
        }
    }
    None
}

/// Contact lines, for masking on output.
pub(super) fn contact(sheet: &Sheet<'_>, layout: &Layout) -> Vec<Span> {
    let mut out: Vec<Span> = layout.contact.iter().map(|span| sheet.back(*span)).collect();
    // A telephone number in the polite end: （联系人：…，电话：…） within a sentence.
    for at in layout.body_end.0..sheet.len() {
        let span = sheet.span(at);
        let s = sheet.of(span);
        if let Some(length) = openings::telephone(s)
            && frames::line(s) != Some(frames::Frame::Furniture)
        {
            let back = sheet.back(Span::new(span.start + length.0, span.start + length.1));
            if !out.iter().any(|known| known.start <= back.start && back.end <= known.end) {
                out.push(back);
            }
        }
    }
    out.sort();
    out
}

#[cfg(test)]
mod tests {
    use crate::reply::parse;
    use crate::text::Text;

    #[test]
    fn a_word_of_a_sites_menu_discloses_nothing() {
        let read = |above: &str, below: &str| {
            let letter = "关于对县政协第5号提案的答复\n张三委员：\n您提出的关于修路的提案收悉，现答复如下：\n我局修了路。";
            let reply =
                parse(&Text::from_lines(&format!("{above}\n{letter}\n白鹭县水利局\n2024年5月9日\n{below}")));
            reply.disclosure.attribute.map(|field| field.value)
        };
        assert_eq!(read("政府信息公开指南\n依申请公开\n政府信息公开年报", "打印\n依申请公开"), None);
        assert_eq!(read("首页", "（此件主动公开）").as_deref(), Some("主动公开"));
        assert_eq!(read("首页\n主动公开", "").as_deref(), Some("主动公开"));
    }
}
