//! Titles of letters: how they begin, how they end, and which kind of letter each ending names.
//!
//! In: a canonical line. Out: whether it reads as a title, and the letter's kind as a word of the genre.

use crate::forms::look::{any, ends, find, has};

/// A kind of letter as its title names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the letter kinds")]
pub(crate) enum LetterKind {
    Reply,
    MotionReport,
    CoOpinion,
    Supplement,
    Summary,
    Transfer,
    Return,
}

/// Words of a title that decide the kind, the first row that fits winning.
#[rustfmt::skip]
const KINDS: &[(LetterKind, &[&str])] = &[
    (LetterKind::Summary, &["答复摘要", "复函摘要", "回复摘要", "办理摘要", "答复要点"]),
    (
        LetterKind::Supplement,
        &["补充答复", "补充复函", "再次答复", "续办答复", "二次答复", "补充回复", "重新答复", "再答复"],
    ),
    (
        LetterKind::CoOpinion,
        &[
            "会办意见", "协办意见", "会办复函", "协办复函", "分办意见", "会办情况", "协办情况", "会办的函",
            "协办的函", "会办函", "协办函",
        ],
    ),
    (LetterKind::Return, &["退办", "退回", "改办", "不宜承办", "调整承办"]),
    (LetterKind::Transfer, &["转办", "转请", "转送", "转交", "商请办理"]),
];

/// Words by which a title speaks of the business at all.
pub(crate) const BUSINESS: &[&str] = &["提案", "建议", "议案", "议事原案", "批评和意见"];

/// What a proposal is called.
pub(crate) const PROPOSALS: &[&str] = &["建议", "提案", "议案", "议事原案"];

/// Words of the bodies and sittings that a title names.
const SITTINGS: &[&str] = &["政协", "人大", "会议"];

/// Ends of a title.
#[rustfmt::skip]
const ENDS: &[&str] = &[
    "答复", "答复函", "复函", "回复", "回复函", "答复意见", "答复的函", "复函的函", "意见", "意见的函",
    "报告", "的函", "摘要", "办理情况", "情况的答复", "函复", "答复函件", "答复书", "办理情况的报告",
    "办理意见", "答复稿", "办理结果", "情况的函", "情况的汇报", "办理情况汇报", "的回函", "回函",
    "复文", "答复情况", "落实情况", "办复情况", "办理答复", "办复意见", "批复", "说明", "通知",
];

/// The kind that the words of a title name; none when it only answers.
pub(crate) fn kind(title: &str) -> Option<LetterKind> {
    if let Some(row) = KINDS.iter().find(|row| any(title, row.1)) {
        return Some(row.0);
    }
    if has(title, "议案") && (has(title, "报告") || has(title, "汇报")) {
        return Some(LetterKind::MotionReport);
    }
    any(title, ENDS).then_some(LetterKind::Reply)
}

/// `title` without brackets, dates and marks after its last word.
pub(crate) fn core(title: &str) -> &str {
    let mut s = title.trim_end_matches(['。', '：', '”', '"']);
    while let Some(open) = bracket_at_end(s) {
        s = s[..open].trim_end_matches(['。', '：']);
    }
    s
}

/// Where the bracket begins that ends `s`: （水利局）, 〔云水建〔2016〕41号〕.
fn bracket_at_end(s: &str) -> Option<usize> {
    let inner = s.strip_suffix('）').and_then(|inner| inner.rfind('（'));
    inner.or_else(|| {
        let mut depth = 0usize;
        s.ends_with('〕').then_some(())?;
        s.char_indices().rev().find_map(|(at, c)| {
            match c {
                '〕' => depth += 1,
                '〔' => depth = depth.saturating_sub(1),
                _ => {}
            }
            (depth == 0).then_some(at)
        })
    })
}

/// True when a line ends as titles do.
pub(crate) fn ends_like_title(s: &str) -> bool {
    ends(core(s), ENDS) || subject_behind(s).is_some()
}

/// Joints between a title and the subject behind it.
const SUBJECT_JOINTS: &[&str] = &["答复：", "复函：", "答复意见：", "答复-", "回复："];
/// First words of such a subject.
const SUBJECTS: &[&str] = &["关于", "《", "“", "对", "加", "建议"];

/// Where a title ends that its subject follows: `…第9号建议的答复：关于加大投入的建议`.
fn subject_behind(s: &str) -> Option<usize> {
    if !opens_title(s) && !s.starts_with(['《', '第']) {
        return None;
    }
    SUBJECT_JOINTS.iter().find_map(|word| {
        let at = find(s, word)? + word.len();
        let subject = SUBJECTS.iter().any(|word| s[at..].starts_with(word)) || ends(&s[at..], PROPOSALS);
        subject.then_some(at)
    })
}

/// True when a word of proposals, their bodies or their sittings stands in `s`.
pub(crate) fn names_a_case(s: &str) -> bool {
    any(s, BUSINESS) || any(s, SITTINGS)
}

/// True when a line opens with a title's first words: `关于`, `对`.
pub(crate) fn opens_title(s: &str) -> bool {
    s.starts_with("关于") || s.starts_with('对')
}

/// True when a line opens as titles do: `关于`, `对…第`, `《…》`, `第16号“关于…”的答复`, or a unit's name before 关于.
pub(crate) fn opens_like_title(s: &str) -> bool {
    let unit_first = || find(s, "关于").is_some_and(|at| at <= 90) && !s.contains('，');
    opens_title(s)
        || s.starts_with('《')
        || s.starts_with("第")
        || s.starts_with("省")
        || s.starts_with("市")
        || s.starts_with("县")
        || s.starts_with("政协")
        || unit_first()
}

/// Words of a number or a sitting, by which a line is a title whatever it opens with.
const NUMBERED: &[&str] = &["号", "次会议"];

/// The same, of the first half of a title.
const NUMBERED_HEADS: &[&str] = &["届", "次会议", "号"];

/// Words of an answer's first sentence, which no title has.
const ANSWERS: &[&str] = &["收悉", "如下"];

/// First words of a page's title for a case: 人大建议第8742号 关于完善水网的建议.
const OF_CASES: &[&str] =
    &["人大建议第", "政协提案第", "代表建议第", "委员提案第", "人大代表建议第", "政协委员提案第"];

/// True when a line is a title: it opens and ends like one, speaks of the business, and is no sentence.
pub(crate) fn is_title(s: &str) -> bool {
    s.len() <= 4 * 130
        && (ends_like_title(s)
            || s.starts_with(['人', '政', '代', '委']) && OF_CASES.iter().any(|word| s.starts_with(word)))
        && any(s, BUSINESS)
        && (6..=130).contains(&s.chars().count())
        && !s.contains(['。', '；', '！', '|'])
        && (opens_like_title(s) || any(s, NUMBERED))
        && !any(s, ANSWERS)
}

/// True when a line may be the first half of a title that a line end tore in two.
pub(crate) fn is_title_head(s: &str) -> bool {
    let length = s.chars().count();
    (6..=130).contains(&length)
        && any(s, NUMBERED_HEADS)
        && opens_like_title(s)
        && !s.contains(['。', '；', '！', '：', '|'])
        && !has(s, "收悉")
}

/// True when a line may be the second half.
pub(crate) fn is_title_tail(s: &str) -> bool {
    s.chars().count() <= 40 && ends_like_title(s) && !s.contains(['，', '：', '；', '|'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_may_have_their_number_or_their_subject_behind() {
        assert!(is_title("关于省人大四次会议柘17号建议的答复〔云水建〔2016〕41号〕"));
        assert!(is_title("关于县人大一次会议第9号建议的答复：关于加大投入的建议"));
        assert!(is_title("关于县人大三次会议第15号议事原案的答复（教育局）"));
        assert!(!is_title("关于市政协五次会议第9号提案，我局的答复：该路已修好"));
    }

    #[test]
    fn titles_are_known_by_both_ends() {
        assert!(is_title("关于省政协第五届二次会议第0123号提案的答复"));
        assert!(is_title("对区八届人大二次会议第67号建议的答复（水利局）"));
        assert!(is_title("《关于加强管理的提案》（第0263号）答复摘要"));
        assert!(!is_title("您提出的《关于加强管理的提案》收悉，现答复如下"));
        assert_eq!(kind("对第0406号提案的会办意见"), Some(LetterKind::CoOpinion));
        assert_eq!(kind("关于第3号议案办理情况的报告"), Some(LetterKind::MotionReport));
    }
}
