//! Words by which a letter addresses its reader and opens: addressees, receipt, announcement.
//!
//! In: canonical words. Out: yes or no, and numbers of people. Where such words count is the parser's business.

use std::sync::LazyLock;

use crate::forms::look::{Look, any, ends, find, tables};
use crate::forms::titles::PROPOSALS;
use crate::forms::vocabulary::Vocabulary;
use dafu_words::numerals;

tables! {
    /// Words of an opening: the proposal came in, the answer follows.
    RECEIVED = [
        "收悉", "已收到", "收到您", "收到你", "已交我", "交由我", "由我厅主办", "由我局主办", "由我委主办",
        "交办我", "转我局办理", "转至我", "已阅悉", "敬悉", "已转我", "办理我局", "已悉", "收阅", "接悉",
        "已转交", "交办", "来函", "交由我", "由我局办理", "由我厅办理", "由我委办理", "由我局牵头",
        "收到了", "建议收到", "提案收到", "意见收到", "来信收到", "》悉", "由我局负责", "我局主办", "我厅主办", "我委主办", "已经收到", "收到后", "我局承办", "我厅承办",
    ];

    /// Words that announce the answer.
    FOLLOWS = ["如下", "答复意见。", "答复于后", "函复于后", "供你单位", "供贵单位", "给予答复。", "予以答复。", "以下办理答复意见：", "以下答复意见：", "以下答复："];

    /// Words by which an answer is announced.
    NOW = ["现", "特", "兹", "就有关", "将办理", "将有关"];

    /// The announcement's end.
    ANSWERS = [
        "答复：", "回复：", "函复：", "答复您：", "答复你们：", "答复您们：", "回复您：", "回复你们：",
        "作答复", "答复于后", "回复于后", "逐条回复", "逐条答复", "逐一答复", "逐一回复", "逐项答复",
        "函复于后", "会办意见：", "协办意见：", "会办意见。", "协办意见。", "答复于下", "办复：", "复函：", "汇报：", "报告：", "复告：",
    ];
}

/// The tables of this file as one vocabulary.
pub(crate) static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::of(ALL.iter().copied()));

/// Words before an announcement's last one, by which it announces an answer.
#[rustfmt::skip]
const SAID: &[&str] = &[
    "答复", "意见", "回复", "汇报", "报告", "函复", "情况", "反馈", "函告", "结果", "说明", "办理", "复", "告", "反映",
];

/// Words right behind 如下.
const FOLLOWING: &[&str] =
    &["会办", "协办", "答复", "回复", "说明", "意见", "办理", "函复", "处理", "报告", "汇报"];

/// True when a sentence announces what follows (现答复如下：).
pub(crate) fn announces(s: Look<'_>) -> bool {
    let now = s.any(NOW);
    let formal = now && s.any(ANSWERS);
    if formal {
        return true;
    }
    s.places(FOLLOWS).any(|(at, end)| {
        let from = s[..at].char_indices().rev().nth(15).map_or(0, |found| found.0);
        &s[at..end] != "如下"
            || FOLLOWING.iter().any(|word| s[end..].starts_with(word))
            || any(&s[from..at], SAID)
    })
}

/// True when a sentence says that the proposal came in.
pub(crate) fn receives(s: Look<'_>) -> bool {
    s.any(RECEIVED)
}

/// Words by which a sentence speaks of what the proposer handed in.
#[rustfmt::skip]
const HANDED_IN: &[&str] = &[
    "您提出", "你提出", "们提出", "贵委", "贵会", "您关于", "你关于", "您在", "你在", "所提", "你单位", "贵党", "提出的", "您好",
    "转来", "你委", "你厅", "你局", "贵厅", "您的", "你的", "们的", "议案",
];

/// True when a sentence speaks of what the proposer handed in, as openings do.
pub(crate) fn speaks_of_proposal(s: &str) -> bool {
    any(s, HANDED_IN) && any(s, PROPOSALS)
}

/// Words that the opening of a letter begins with.
#[rustfmt::skip]
const LETTER_OPENINGS: &[&str] = &[
    "您", "你", "贵", "关于您", "关于你", "关于贵", "现就您", "现就你", "就您", "就你", "《", "收到", "首先", "感谢您",
    "感谢你",
];

/// Words for how the proposal came in.
const BROUGHT: &[&str] = &["提出", "提交", "所提", "收到", "您关于", "你关于"];

/// True when a sentence begins as openings do, formula or not.
pub(crate) fn opens_letter(s: &str) -> bool {
    LETTER_OPENINGS.iter().any(|word| s.starts_with(word)) && any(s, BROUGHT)
}

/// Ends of an addressee.
#[rustfmt::skip]
const ADDRESSEE_ENDS: &[&str] = &[
    "委员", "代表", "同志", "先生", "女士", "委员会", "省委会", "市委会", "县委会", "区委会", "总工会",
    "工商联", "妇联", "团省委", "团市委", "团委", "侨联", "台联", "科协", "文联", "残联", "小组", "界别",
    "界", "代表团", "党派", "厅", "局", "委", "办公室", "部", "院", "社", "办", "支部", "总支", "室",
    "政府", "常委会", "人大常委会", "主委", "工委", "界委员", "专委会", "协会", "商会", "政协", "人大",
    "改委", "中心", "基层委", "支社", "联络组", "活动组", "联组", "促进会", "联谊会", "主席", "主任",
    "总队", "委员们", "代表们", "单位", "联合会", "公司",
];

/// Longest addressee, in characters.
const LONGEST_ADDRESSEE: usize = 90;

/// As much of `s` as an addressee at its start and a greeting behind can take.
pub(crate) fn addressee_window(s: &str) -> &str {
    let mut end = s.len().min(4 * (LONGEST_ADDRESSEE + 8));
    while !s.is_char_boundary(end) {
        end -= 1;
    }
    &s[..end]
}

/// True when `s` (colon removed) can be the addressee of a letter.
pub(crate) fn is_addressee(s: &str) -> bool {
    let core = without_brackets(s);
    ends(core, ADDRESSEE_ENDS)
        && (2..=LONGEST_ADDRESSEE).contains(&s.chars().count())
        && !s.contains(['。', '；', '《', '“', '？', '|', '：', '〔'])
        && !any(s, &["如下", "信息名称", "内容概述"])
        && !core.ends_with("主办单位")
        && !core.ends_with("协办单位")
}

/// A telephone number with the word for it before: from 联系 or 电话 to its last digit.
pub(crate) fn telephone(s: &str) -> Option<(usize, usize)> {
    let word = find(s, "联系人").or_else(|| find(s, "联系电话")).or_else(|| find(s, "电话"))?;
    let mut digits = 0;
    for (index, (at, c)) in s[word..].char_indices().enumerate() {
        match c {
            '0'..='9' => digits += 1,
            '-' if digits > 0 => {}
            _ if digits >= 7 => return Some((word, word + at)),
            _ if index > 60 => return None,
            _ => digits = 0,
        }
    }
    (digits >= 7).then_some((word, s.len()))
}

/// Words that go on in the paragraph of an addressee.
const AFTER_ADDRESSEE: &[&str] =
    &["您", "你", "贵", "现将", "关于", "《", "感谢", "首先", "非常感谢", "根据", "收到", "近年来", "经"];

/// True when `s` can go on in the paragraph of an addressee.
pub(crate) fn may_follow_addressee(s: &str) -> bool {
    AFTER_ADDRESSEE.iter().any(|word| s.starts_with(word))
}

/// `s` without a bracket at its end: `张三（甲区）代表`, `李四委员（九三学社）`.
pub(crate) fn without_brackets(s: &str) -> &str {
    match s.strip_suffix('）').and_then(|inner| inner.rfind('（')) {
        Some(open) => &s[..open],
        None => s,
    }
}

/// Greeting before an addressee's name.
pub(crate) const GREETINGS: &[&str] = &["尊敬的各位", "尊敬的", "主送：", "敬爱的", "致："];

/// Proposers, as they are counted.
const PROPOSERS: &[&str] = &["委员", "代表"];

/// Words that call a number of people: 等3位委员.
pub(crate) fn head_count(s: &str) -> Option<(u32, usize, usize)> {
    let mut from = 0;
    while let Some(at) = s[from..].find(['位', '名', '人']).map(|at| from + at) {
        if let Some((count, length)) = numerals::read_back(&s[..at]) {
            let start = at - length;
            let joined = s[..start].ends_with('等')
                || s[..start].ends_with("其他")
                || s[..start].ends_with('（') && s[at..].starts_with("人）")
                || s[..start].ends_with("共")
                || s[..start].is_empty();
            // 张三、李四两位代表
            let listed = s.contains('、')
                && PROPOSERS.iter().any(|word| s[at + '位'.len_utf8()..].starts_with(word))
                && count < 20;
            if (joined || listed) && count > 0 {
                return Some((count, start, at));
            }
        }
        from = at + '位'.len_utf8();
    }
    None
}
