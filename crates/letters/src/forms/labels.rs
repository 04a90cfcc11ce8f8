//! Labels that open a block, and functional headings: which words name which kind.
//!
//! In: a candidate label, canonical, numbering and colon stripped. Out: the block's role. Where a label
//! may stand is the parser's business.

use std::sync::LazyLock;

/// Role of a block as the tables name it; the parser maps it to its own kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names are those of the block kinds")]
pub(crate) enum Role {
    Ask,
    PolicyBasis,
    Background,
    Measures,
    Progress,
    Results,
    Adoption,
    Problems,
    Explanation,
    Consultation,
    NextSteps,
    CoOpinion,
    OriginalProposal,
    Reply,
}

/// Longest label, in characters.
pub(crate) const LONGEST_LABEL: usize = 20;

/// Labels as whole words: these open a block even in the middle of a paragraph.
#[rustfmt::skip]
const LABELS: &[(Role, &[&str])] = &[
    (
        Role::Measures,
        &[
            "主要举措", "主要措施", "主要做法", "工作措施", "工作举措", "具体举措", "具体措施", "具体做法",
            "落实情况", "前期主要工作", "前期工作", "主要工作", "办理情况", "办理措施", "工作开展情况",
            "开展情况", "工作情况", "已开展工作", "已做工作", "所做工作", "已开展的工作", "开展的工作",
            "主要工作情况", "工作推进措施", "落实措施", "推进措施", "工作做法", "已采取的措施",
            "前期工作情况", "前期工作开展情况", "工作落实", "办理落实情况", "主要工作及成效",
            "工作措施及成效", "采取的措施", "采取的主要措施", "主要工作做法", "采取措施", "整改措施",
            "意见建议办理情况", "完成的主要工作及做法", "工作落实情况", "贯彻落实情况", "主要工作措施",
            "办理过程", "工作推进情况", "举措", "措施", "做法",
        ],
    ),
    (
        Role::Results,
        &[
            "主要成效", "工作成效", "取得成效", "取得的成效", "取得的主要成效", "处理结果", "主要成果",
            "取得的成果", "成效", "实施成效", "办理成效", "办理结果", "工作成果", "落实成效", "实施效果",
            "取得效果",
        ],
    ),
    (
        Role::NextSteps,
        &[
            "下步打算", "下一步打算", "下步工作打算", "下一步工作打算", "下步工作", "下一步工作",
            "下步工作方向", "下一步工作方向", "下步工作计划", "下一步工作计划", "下一步工作措施",
            "下步工作措施", "下一步工作安排", "下步工作安排", "下步对策", "下步工作对策", "努力方向",
            "下一步举措", "下步举措", "下一步措施", "下步措施", "下一步计划", "下步计划", "下一步", "下步",
            "今后工作", "今后打算", "工作打算", "后续工作", "后续打算", "后续安排", "下一步安排",
            "下步安排", "下一步工作思路", "下步工作思路", "下一阶段工作", "下阶段工作", "下一步工作重点",
            "下步工作重点", "下一步努力方向",
        ],
    ),
    (
        Role::Problems,
        &[
            "存在问题", "存在的问题", "存在困难", "存在的困难", "困难和问题", "困难问题", "存在的主要问题",
            "存在主要问题", "主要问题", "主要困难", "存在的困难和问题", "问题和不足", "存在不足",
            "存在的不足", "制约因素", "面临的困难", "面临困难", "问题与困难", "存在的困难问题",
            "存在的短板", "不足之处",
        ],
    ),
    (
        Role::Background,
        &[
            "基本情况", "现状", "总体情况", "问题背景与现状", "工作现状", "基本现状", "背景", "背景情况",
            "有关情况", "现状情况", "问题现状", "工作背景", "有关背景", "现实情况", "问题背景", "概况",
            "调查情况", "调查核实情况", "核实情况", "情况调查", "现状分析", "项目概况", "工程概况",
            "项目基本情况", "工作基本情况", "现状及问题",
        ],
    ),
    (
        Role::Progress,
        &[
            "目前进展", "进展情况", "推进情况", "工作进展", "工作进展情况", "最新进展", "进展", "工程进展",
            "项目进展", "项目进展情况", "实施进展", "办理进展", "办理进展情况", "当前进展",
            "目前进展情况",
        ],
    ),
    (
        Role::Explanation,
        &[
            "不予采纳理由", "情况说明", "有关说明", "需要说明的问题", "需要说明的情况", "需要说明的事项",
            "有关情况说明", "原因说明", "不予采纳原因", "说明", "不予采纳的理由", "未采纳理由",
            "未采纳原因", "不能采纳的原因", "原因分析", "成因分析", "问题原因", "有关问题说明",
            "暂不采纳理由", "不予采纳的原因",
        ],
    ),
    (
        Role::PolicyBasis,
        &[
            "政策依据", "法律依据", "职责依据", "相关规定", "有关规定", "有关政策", "政策规定", "相关政策",
            "法规依据",
        ],
    ),
    (
        Role::Consultation,
        &[
            "沟通情况", "面商情况", "沟通协商情况", "协商情况", "与代表沟通情况", "与委员沟通情况",
            "与提案人沟通情况", "征求意见情况",
        ],
    ),
    (Role::Adoption, &["采纳情况", "吸纳情况", "建议采纳情况", "提案采纳情况", "意见采纳情况", "采纳意见"]),
    (Role::CoOpinion, &["会办意见", "协办意见", "会办单位意见", "协办单位意见", "分办意见"]),
    (
        Role::Ask,
        &["建议要点", "主要建议", "您的建议", "建议事项", "提出的建议", "反映的问题", "建议诉求", "提案建议"],
    ),
    (
        Role::OriginalProposal,
        &[
            "提案内容", "建议内容", "提案原文", "建议原文", "议案原文", "提案正文", "建议正文", "议案内容",
            "附提案原文", "附建议原文", "原提案", "原建议", "提案全文", "建议全文",
        ],
    ),
    (
        Role::Reply,
        &[
            "答复内容", "办理情况答复", "回复内容", "建议答复", "提案答复", "答复意见", "办理答复",
            "答复情况", "答复全文", "答复正文",
        ],
    ),
];

/// The labels with their roles, sorted by [`ending`].
static ROLES: LazyLock<Vec<(&str, Role)>> = LazyLock::new(|| {
    let rows = LABELS.iter().flat_map(|(role, labels)| labels.iter().map(|label| (*label, *role)));
    let mut roles: Vec<(&str, Role)> = rows.collect();
    roles.sort_by_key(|row| ending(row.0));
    roles
});

/// Last two characters and length of a label, by which nearly every other text is told from it.
fn ending(s: &str) -> (Option<&[u8; 6]>, usize) {
    (s.as_bytes().last_chunk(), s.len())
}

/// The role of a label as it stands in the table; of two rows the later one counts.
fn exact(s: &str) -> Option<Role> {
    let key = ending(s);
    let from = ROLES.partition_point(|row| ending(row.0) < key);
    let same = ROLES[from..].iter().take_while(|row| ending(row.0) == key);
    same.filter(|row| row.0 == s).last().map(|row| row.1)
}

/// Words that tell a functional heading's kind, the first one found in the heading deciding.
#[rustfmt::skip]
const HEADING_WORDS: &[(Role, &[&str])] = &[
    (
        Role::NextSteps,
        &[
            "下一步", "下步", "下阶段", "下一阶段", "今后", "后续工作", "后期工作", "努力方向", "工作方向",
            "打算", "工作思路", "工作计划", "工作安排", "工作重点", "后续安排", "未来",
        ],
    ),
    (
        Role::Problems,
        &[
            "存在问题", "存在的", "存在困难", "存在不足", "困难", "制约", "短板", "主要问题", "面临",
            "不足", "难点", "问题分析", "问题和",
        ],
    ),
    (Role::Explanation, &["需要说明", "不予采纳", "未采纳", "情况说明", "原因", "暂不"]),
    (Role::Adoption, &["采纳情况", "吸纳情况", "采纳"]),
    (Role::Consultation, &["沟通", "面商", "协商情况", "征求意见"]),
    (Role::Results, &["成效", "成果", "处理结果", "办理结果", "效果"]),
    (Role::Progress, &["进展", "推进情况", "完成情况", "实施进度"]),
    (Role::PolicyBasis, &["依据", "相关规定", "有关规定", "政策规定"]),
    (Role::Background, &["基本情况", "背景", "现状", "总体情况", "概况", "有关情况", "相关情况", "基本概况"]),
    (Role::CoOpinion, &["会办意见", "协办意见"]),
    (
        Role::Measures,
        &[
            "举措", "措施", "做法", "办理情况", "落实情况", "开展情况", "工作情况", "前期工作", "主要工作",
            "开展的工作", "所做", "已做", "完成的", "办理过程", "办理意见", "处理意见", "具体答复",
            "答复意见", "工作推进", "整治情况", "整改情况", "解决情况", "处理情况", "实施情况", "治理情况",
            "工作部署", "采取", "落实", "保障情况",
        ],
    ),
];

/// Last words of a functional heading: nouns of the trade.
#[rustfmt::skip]
const HEADING_NOUNS: &[&str] = &[
    "情况", "打算", "举措", "措施", "做法", "成效", "成果", "问题", "困难", "进展", "现状", "背景",
    "计划", "安排", "方向", "思路", "工作", "依据", "规定", "说明", "原因", "不足", "短板", "概况",
    "结果", "重点", "对策", "因素", "事项", "意见", "效果", "过程", "考虑", "设想",
];

/// Openings that make a heading the topic of a section, whatever words follow.
const TOPIC_OPENINGS: &[&str] = &["关于", "针对", "对于", "就", "对"];

/// The role of a label: exact, brackets and 的/主要 tolerated.
pub(crate) fn label(s: &str) -> Option<Role> {
    let s = s.trim_matches(|c: char| {
        matches!(c, '〔' | '〕' | '（' | '）' | '：' | '。' | '“' | '”' | '《' | '》')
    });
    if s.len() > 4 * LONGEST_LABEL || !(2..=LONGEST_LABEL).contains(&s.chars().count()) {
        return None;
    }
    let bare = s.trim_end_matches(['如', '下']);
    exact(s)
        .or_else(|| exact(bare))
        .or_else(|| PREFIXES.iter().find_map(|prefix| s.strip_prefix(prefix)).and_then(exact))
}

/// What may stand before a label's own words.
#[rustfmt::skip]
const PREFIXES: &[&str] = &[
    "我局", "我厅", "我委", "我市", "我县", "我区", "我省", "目前", "当前", "有关", "相关", "我们的", "已",
    "近期", "附", "附件",
];

/// The role of a functional heading (`一、道路基本情况`), none for a topic (`一、关于…的建议`) or a sentence.
pub(crate) fn functional_heading(s: &str) -> Option<Role> {
    let s = s.trim_end_matches(['。', '：']);
    let length = s.chars().count();
    if !(2..=26).contains(&length) || s.contains(['，', '；', '。', '《', '“']) {
        return None;
    }
    if let Some(role) = label(s) {
        return Some(role);
    }
    if TOPIC_OPENINGS.iter().any(|topic| s.starts_with(topic)) {
        let inner = TOPIC_OPENINGS.iter().find_map(|topic| s.strip_prefix(topic)).unwrap_or(s);
        return functional_topic(inner);
    }
    // A heading that ends in an imperative (加强困难群体帮扶) is a topic: its last words must be a noun of the trade.
    if !HEADING_NOUNS.iter().any(|noun| s.ends_with(noun)) {
        return None;
    }
    HEADING_WORDS
        .iter()
        .filter_map(|row| row.1.iter().filter_map(|word| s.find(word)).min().map(|at| (at, row.0)))
        .min_by_key(|found| found.0)
        .map(|found| found.1)
}

/// What a heading that ends in 情况 and says no more opens: the first one the situation, later ones the work.
pub(crate) fn plain_heading(s: &str, number: u32) -> Option<Role> {
    let length = s.chars().count();
    let plain = s.ends_with("情况")
        && (4..=18).contains(&length)
        && !s.contains(['，', '；', '《', '“'])
        && !TOPIC_OPENINGS.iter().any(|topic| s.starts_with(topic));
    plain.then_some(if number == 1 { Role::Background } else { Role::Measures })
}

/// `关于下一步工作打算`: a topic opening that still names a function, known by its own first words.
fn functional_topic(inner: &str) -> Option<Role> {
    label(inner)
}

/// True for a heading that opens like an answered point.
pub(crate) fn is_topic(s: &str) -> bool {
    TOPIC_OPENINGS[..3].iter().any(|topic| s.starts_with(topic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_functional_headings_name_their_role() {
        assert_eq!(label("主要措施"), Some(Role::Measures));
        assert_eq!(label("下一步工作安排"), Some(Role::NextSteps));
        assert_eq!(label("加强监管"), None);
        assert_eq!(functional_heading("道路基本情况"), Some(Role::Background));
        assert_eq!(functional_heading("当前存在的主要困难"), Some(Role::Problems));
        assert_eq!(functional_heading("下步工作方向"), Some(Role::NextSteps));
        assert_eq!(functional_heading("议案采纳情况"), Some(Role::Adoption));
        assert_eq!(functional_heading("关于解决困难群体问题的建议"), None);
        assert_eq!(functional_heading("加强困难群体帮扶"), None);
    }
}
