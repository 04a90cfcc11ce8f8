//! Class and disclosure marks: what a short line states of them.
//!
//! In: one canonical line. Out: where the class or the disclosure word stands. Only ticked boxes count.

use crate::forms::look::{has, starts};
use dafu_words::punctuation;

/// Openings of class lines.
#[rustfmt::skip]
const CLASS: &[&str] = &[
    "办理类别", "答复类别", "类别标记", "办理结果", "类别", "分类", "办复类别", "答复分类", "结果类别",
    "办理结果标注", "建议类别", "提案类别", "建议分类", "提案分类", "复函类别", "办理等级", "答复等级", "答复类型", "办理情况分类", "办理分类", "办理类型", "办理结果分类", "复文类别",
];

/// True when a line begins as class lines do.
pub(crate) fn begins_class(s: &str) -> bool {
    starts(s, CLASS)
}

/// The class that a line states, as `(start, end)` of the class as written: `A`, `B类`, `A1`, `甲`.
pub(crate) fn class(s: &str) -> Option<(usize, usize)> {
    let length = s.chars().count();
    if length > 40 {
        return None;
    }
    let open = s.trim_start_matches(['（', '〔']);
    let offset = s.len() - open.len();
    if let Some(word) = CLASS.iter().filter(|word| open.starts_with(**word)).max_by_key(|word| word.len()) {
        let rest = &open[word.len()..];
        let trimmed = rest.trim_start_matches(['：', '（', '〔', '标', '注', '为', '“']);
        let at = offset + word.len() + (rest.len() - trimmed.len());
        if let Some(ticked) = ticked(trimmed) {
            return Some((at + ticked.0, at + ticked.1));
        }
        if let Some(end) = class_at(trimmed) {
            let after = trimmed[end..].trim_start_matches(['）', '〕', '”', '。', '；', '件', '级']);
            // B（正在解决）: the class, and in brackets what it means.
            let explained = after.is_empty()
                || glued(after)
                || after.starts_with(['（', '，', '：', '-']) && after.chars().count() <= 24;
            return explained.then_some((at, at + end));
        }
        return None;
    }
    let end = class_at(open)?;
    let after = open[end..].trim_start_matches(['）', '〕', '件', '”', '级', '。', '类']);
    after.is_empty().then_some((offset, offset + end))
}

/// The class at the start of `s`: a letter, digits, 类.
pub(crate) fn class_at(s: &str) -> Option<usize> {
    let mut chars = s.char_indices();
    let (_, first) = chars.next()?;
    if !matches!(first, 'A'..='F' | 'a'..='f' | '甲' | '乙' | '丙' | '丁') {
        return None;
    }
    let mut end = first.len_utf8();
    for (at, c) in chars {
        match c {
            '0'..='9' if at == end && end <= 2 => end = at + 1,
            '类' if at == end => {
                end = at + c.len_utf8();
                break;
            }
            _ => break,
        }
    }
    // A longer word (A4纸, AI) is no class.
    (glued(&s[end..]) || !s[end..].starts_with(|c: char| c.is_alphanumeric() && c != '件' && c != '级'))
        .then_some(end)
}

/// Marks of the frame that stand right behind a class.
const GLUED: &[&str] = &[
    "公开属性",
    "公开方式",
    "公开类型",
    "公开意见",
    "是否公开",
    "是否同意公开",
    "签发人",
    "同意公开",
    "不同意公开",
    "主动公开",
    "依申请公开",
    "不予公开",
    "同意全文公开",
    "可以公开",
];

/// True for another mark of the frame that stands right behind a class: `B2公开属性：同意公开`.
fn glued(s: &str) -> bool {
    GLUED.iter().any(|word| s.starts_with(word))
}

/// The class behind a ticked box: `□A☑B□C`; None when there are no ticked boxes.
fn ticked(s: &str) -> Option<(usize, usize)> {
    let mut after_tick = None;
    for (at, c) in s.char_indices() {
        if punctuation::is_ticked(c) {
            let end = at + c.len_utf8();
            if let Some(length) = class_at(&s[end..]) {
                return Some((end, end + length));
            }
            after_tick = Some(end);
        }
    }
    // 「A√」: the tick stands behind its letter.
    let tick = after_tick?;
    let before = s[..tick].char_indices().rev().nth(1)?;
    class_at(&s[before.0..]).map(|length| (before.0, before.0 + length.min(before.1.len_utf8())))
}

/// The disclosure words of a line, as `(start, end)`.
pub(crate) fn disclosure(s: &str) -> Option<(usize, usize)> {
    const WORDS: &[&str] = &[
        "依申请公开",
        "不同意公开",
        "同意公开",
        "主动公开",
        "不予公开",
        "仅公开标题",
        "全文公开",
        "部分公开",
        "不公开",
        "公开发布",
        "可公开",
        "公开标题",
        "同意全文公开",
        "同意对外公开",
        "可以公开",
        "暂不公开",
        "同意",
    ];
    let label_end = s.find('：').map_or(0, |at| at + '：'.len_utf8());
    let boxes = s.chars().any(punctuation::is_ticked);
    if boxes {
        let (at, tick) = s.char_indices().find(|&(_, c)| punctuation::is_ticked(c))?;
        let rest = &s[at + tick.len_utf8()..];
        let word = WORDS.iter().chain(&["是", "否"]).find(|word| rest.starts_with(**word))?;
        let start = at + tick.len_utf8();
        return Some((start, start + word.len()));
    }
    if s.chars().any(punctuation::is_unticked) && !s.contains('〇') {
        return None;
    }
    let value = &s[label_end..];
    let hit = WORDS
        .iter()
        .filter_map(|word| value.find(word).map(|at| (at, word.len())))
        .min_by_key(|hit| (hit.0, usize::MAX - hit.1));
    if let Some((at, length)) = hit {
        let question = label_end == 0 && s.starts_with(['（', '〔']) && has(&s[..at], "是否");
        if !question && !s[..label_end + at].ends_with("是否") {
            return Some((label_end + at, label_end + at + length));
        }
    }
    // （是否同意公开（是））
    let asked = s.find("是否")?;
    let answer = s[asked + "是否".len()..].char_indices().rfind(|&(_, c)| c == '是' || c == '否')?;
    let start = asked + "是否".len() + answer.0;
    Some((start, start + answer.1.len_utf8()))
}

/// What a bare 是 or 否 says to the question before it.
pub(crate) fn answer(line: &str, word: &str) -> Option<&'static str> {
    let consent = has(line, "同意");
    match word {
        "是" if consent => Some("同意公开"),
        "是" => Some("公开"),
        "否" if consent => Some("不同意公开"),
        "否" => Some("不公开"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ticked_boxes_make_a_class() {
        let read = |s: &str| class(s).map(|(a, b)| s[a..b].to_owned());
        assert_eq!(read("办理类别：□A☑B□C").as_deref(), Some("B"));
        assert_eq!(read("（A）").as_deref(), Some("A"));
        assert_eq!(read("办理结果：（A类）").as_deref(), Some("A类"));
        assert_eq!(read("〔办理结果标注（A1）〕").as_deref(), Some("A1"));
        assert_eq!(read("类别：提案"), None);
        assert_eq!(read("办理类别：□A□B□C"), None);
        assert_eq!(read("甲").as_deref(), Some("甲"));
    }

    #[test]
    fn disclosure_reads_the_answer_and_not_the_question() {
        let read = |s: &str| disclosure(s).map(|(a, b)| s[a..b].to_owned());
        assert_eq!(read("是否同意公开：（是）").as_deref(), Some("是"));
        assert_eq!(read("〔是否同意公开（是）〕").as_deref(), Some("是"));
        assert_eq!(read("是否同意公开：（同意公开）").as_deref(), Some("同意公开"));
        assert_eq!(read("（此件主动公开）").as_deref(), Some("主动公开"));
        assert_eq!(read("公开意见：仅公开标题").as_deref(), Some("仅公开标题"));
    }
}
