//! Subject (案由): what the proposal is called.
//!
//! In: opening and title. Out: the words within 《》 or quotes, else the phrase 关于…的建议 before 收悉.

use crate::forms::look::{ends, starts};
use crate::forms::titles;
use crate::reply::layout::Sheet;
use crate::reply::model::{Field, Origin};
use dafu_words::punctuation;
use dafu_words::span::Span;

/// Ends of a subject that names no business.
const ENDS: &[&str] = &["问题", "意见", "事项", "报告", "案"];
/// Words right before the marks of a subject.
const BEFORE: &[&str] = &["的", "提出", "关于", "号", "所提"];
/// Words right behind them.
const BEHIND: &[&str] = &["的提案", "的建议", "提案", "建议", "已收悉", "收悉"];

/// Ends of a phrase that begins with 关于.
const PHRASE_ENDS: &[&str] = &["的建议", "的提案", "的议案", "问题", "的意见"];
/// Ends of such a phrase that runs over a comma.
const SENTENCE_ENDS: &[&str] = &["的建议", "的提案", "的议案"];

/// The subject in `span`, the opening or the title.
pub(super) fn find(sheet: &Sheet<'_>, span: Span, title: bool) -> Option<Field<String>> {
    let s = sheet.of(span);
    marked(sheet, span, s, punctuation::TITLE_MARKS, title)
        .or_else(|| marked(sheet, span, s, punctuation::QUOTES, title))
        .or_else(|| if title { None } else { plain(sheet, span, s) })
}

/// Subjects within marks; several of one letter are joined.
fn marked(sheet: &Sheet<'_>, span: Span, s: &str, pair: (char, char), title: bool) -> Option<Field<String>> {
    let mut found: Vec<Span> = Vec::new();
    let mut depth = 0usize;
    let mut start = 0;
    for (at, c) in s.char_indices() {
        if c == pair.0 {
            if depth == 0 {
                start = at + c.len_utf8();
            }
            depth += 1;
        } else if c == pair.1 && depth > 0 {
            depth -= 1;
            if depth == 0 && is_subject(s, start, at, pair, title) {
                found.push(Span::new(span.start + start, span.start + at));
            }
        }
    }
    let first = found.first()?;
    let value = found.iter().map(|span| sheet.written(*span)).collect::<Vec<_>>().join(" | ");
    Some(Field { raw: value.clone(), value, origin: Origin::Explicit, span: Some(sheet.back(*first)) })
}

fn is_subject(s: &str, start: usize, end: usize, pair: (char, char), title: bool) -> bool {
    let inner = &s[start..end];
    let business = titles::BUSINESS.iter().any(|word| inner.ends_with(word))
        || ENDS.iter().any(|word| inner.ends_with(word));
    let about = inner.starts_with("关于") || inner.starts_with("加") || inner.starts_with("推");
    let length = inner.chars().count();
    let behind = &s[end + pair.1.len_utf8()..];
    let before = &s[..start - pair.0.len_utf8()];
    let named = ends(before, BEFORE)
        || starts(behind, BEHIND)
        || behind.starts_with('（') && behind.chars().take(12).any(|c| c.is_ascii_digit());
    length >= 4
        && ((about && (business || title || named))
            || (business && named)
            || (pair == punctuation::TITLE_MARKS && named && length >= 6))
}

/// `关于加快建设的建议收悉`: the phrase from 关于 to its 建议 or 提案.
fn plain(sheet: &Sheet<'_>, span: Span, s: &str) -> Option<Field<String>> {
    let mut found: Vec<Span> = Vec::new();
    let mut from = 0;
    while let Some(at) = s[from..].find("关于").map(|at| from + at) {
        let rest = &s[at..];
        let stop = rest.find(['，', '。', '；', '：']).unwrap_or(rest.len());
        let clause = &rest[..stop];
        let end = PHRASE_ENDS.iter().filter_map(|word| clause.find(word).map(|at| at + word.len())).min();
        let end = end.map(|end| {
            if clause[end..].starts_with("的提案") || clause[end..].starts_with("的建议") {
                end + "的提案".len()
            } else {
                end
            }
        });
        // A phrase can run over a comma (关于甲、乙，促进丙的建议): look once more in the whole sentence.
        let end = end.or_else(|| {
            let sentence = &rest[..rest.find(['。', '；', '：']).unwrap_or(rest.len())];
            SENTENCE_ENDS.iter().filter_map(|word| sentence.find(word).map(|at| at + word.len())).min()
        });
        if let Some(end) = end.filter(|&end| (18..=240).contains(&end)) {
            found.push(Span::new(span.start + at, span.start + at + end));
            from = at + end;
        } else {
            from = at + "关于".len();
        }
    }
    let first = found.first()?;
    let value = found.iter().map(|span| sheet.written(*span)).collect::<Vec<_>>().join(" | ");
    Some(Field { raw: value.clone(), value, origin: Origin::Inferred, span: Some(sheet.back(*first)) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    fn read(s: &str) -> Option<String> {
        let text = Text::from_lines(s);
        let sheet = Sheet::new(&text);
        find(&sheet, sheet.span(0), false).map(|subject| subject.value)
    }

    #[test]
    fn a_short_subject_is_known_by_its_last_word_and_what_stands_beside_it() {
        assert_eq!(read("您提出的《修路建议》收悉"), Some("修路建议".to_owned()));
        assert_eq!(read("您提出的“河道扬尘治理问题”收悉"), Some("河道扬尘治理问题".to_owned()));
        assert_eq!(read("我局印发“河道扬尘治理问题”清单"), None);
    }
}
