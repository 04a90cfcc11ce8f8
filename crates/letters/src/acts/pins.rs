//! Pins: words that settle by themselves what a clause does.
//!
//! In: a clause with the classes of its cues. Out: a pin, which leaves a few acts only, with its words. A pin holds
//! against all weights, so only what is right nearly always is one; everything else is learned.

use crate::acts::act::Act;
use crate::acts::cues::{
    AHEAD_CLASS, DONE_CLASS, IF_CLASS, NEXT_CLASS, NOT_CLASS, OWN_CLASS, THEN_CLASS, WILL_CLASS,
};
use crate::forms::look::{any, find, has, starts};
use crate::forms::ordinals;
use dafu_words::punctuation;

/// What a pin leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pin {
    /// A promise, with a condition or without.
    Ahead,
    /// A conditional promise.
    Condition,
    /// A refusal or a lack, of the answering side or as the proposer told it.
    Declined,
    /// What was done or came of it.
    Told,
    /// Anything but a promise.
    Past,
}

impl Pin {
    /// True when the pin leaves `act`.
    pub fn leaves(self, act: Act) -> bool {
        match self {
            Pin::Ahead => matches!(act, Act::Promise | Act::Conditional),
            Pin::Condition => act == Act::Conditional,
            Pin::Declined => matches!(act, Act::Refusal | Act::Problem | Act::Ask),
            Pin::Past => !matches!(act, Act::Promise | Act::Conditional),
            Pin::Told => matches!(act, Act::Done | Act::Result | Act::Progress),
        }
    }
}

/// What comes next, said at the head of a clause.
const NEXT: [&str; 12] = [
    "下一步",
    "下步",
    "下阶段",
    "下一阶段",
    "接下来",
    "今后",
    "下半年",
    "明年",
    "后续",
    "日后",
    "下一年",
    "来年",
];
/// Behind which it is part of a name or of a heading.
const NAMES: [&str; 9] =
    ["行动", "工作打算", "工作计划", "工作安排", "打算：", "提到", "所列", "的工作", "方案"];
/// Words that tell that a thing is done.
const DONE: [&str; 9] = ["已", "了", "曾", "去年", "近年来", "以来", "累计", "截至", "目前"];
/// Adverbs between a unit and its will.
const ADVERBS: [&str; 8] = ["也", "还", "仍", "均", "都", "一定", "下一步", "同时"];
/// Will, behind a unit.
const WILL: [&str; 14] = [
    "将会",
    "会主动",
    "将",
    "拟",
    "计划",
    "准备",
    "打算",
    "会把",
    "会将",
    "会进一步",
    "会继续",
    "会积极",
    "力争",
    "争取",
];
/// Units that speak of themselves.
const OWN: [&str; 27] = [
    "我单位",
    "我馆",
    "我校",
    "我站",
    "我所",
    "我局",
    "我厅",
    "我委",
    "我们",
    "我办",
    "我中心",
    "我院",
    "我部",
    "我行",
    "我支队",
    "我大队",
    "我队",
    "我处",
    "我社",
    "我镇",
    "我乡",
    "我街道",
    "我公司",
    "我会",
    "本局",
    "本厅",
    "本委",
];
/// Plans.
const PLANS: [&str; 5] = ["计划", "预计", "拟", "力争", "争取"];
/// Times to come, behind a plan.
const TIMES: [&str; 16] = [
    "年底前",
    "年底",
    "月底前",
    "月前",
    "年内",
    "明年",
    "下半年",
    "季度",
    "近期",
    "月份",
    "月底",
    "年前",
    "开工",
    "竣工",
    "完工",
    "投入使用",
];
/// What a thing waits for.
const MET: [&str; 15] = [
    "到位",
    "批复",
    "成熟",
    "批准",
    "通过",
    "允许",
    "具备",
    "下达",
    "出台",
    "落实",
    "同意",
    "完成",
    "确定",
    "许可",
    "争取到",
];
/// What follows once it is there.
const THEN: [&str; 10] = ["将", "即", "再", "立即", "及时", "可", "方可", "马上", "优先", "就"];
/// Conditions at the head of a clause.
const CONDITIONS: [&str; 9] = ["待", "如果", "如有", "如确", "如需", "一旦", "若", "倘若", "只要"];

/// What is not done, or not to be done.
const DECLINED: [&str; 16] = [
    "不适合",
    "不宜",
    "无法",
    "不具备",
    "难以",
    "暂不",
    "无权",
    "没有条件",
    "没有依据",
    "缺乏依据",
    "不建议",
    "不支持",
    "不允许",
    "无资金",
    "没有资金",
    "不满足",
];

/// What is past.
const PAST: [&str; 6] = ["已", "了", "曾", "去年", "以来", "近年来"];

/// How much was done up to now.
const SUM: &str = "累计";

/// Longest clause with a heading's words, in characters.
const HEADING: usize = 12;

/// The pin of the clause `s`, whose cues are `cues` and those of the rest of its sentence `after`, with its words.
pub fn of(s: &str, cues: u32, after: u32) -> Option<(Pin, &str)> {
    let is = |cues: u32, class: u32| cues >> class & 1 == 1;
    if [NEXT_CLASS, WILL_CLASS, IF_CLASS, AHEAD_CLASS, NOT_CLASS, DONE_CLASS]
        .into_iter()
        .all(|class| !is(cues, class))
    {
        return None;
    }
    let s = unlinked(s);
    let done = is(cues, DONE_CLASS) && DONE.iter().any(|word| has(s, word));
    if !done
        && is(cues, IF_CLASS)
        && !is(after, NOT_CLASS)
        && let Some(word) = condition(s, is(after, WILL_CLASS) || is(after, THEN_CLASS))
    {
        return Some((Pin::Condition, word));
    }
    if is(cues, NOT_CLASS) {
        let word = DECLINED.iter().find_map(|word| find(s, word).map(|at| &s[at..at + word.len()]));
        return word.map(|word| (Pin::Declined, word));
    }
    if done {
        let sum = find(s, SUM).filter(|_| !is(cues, WILL_CLASS));
        let past = || {
            past(s).filter(|_| {
                ![WILL_CLASS, AHEAD_CLASS, NEXT_CLASS, IF_CLASS].into_iter().any(|class| is(cues, class))
            })
        };
        return sum.map(|at| (Pin::Told, &s[at..at + SUM.len()])).or_else(|| Some((Pin::Past, past()?)));
    }
    let s = s.strip_prefix('在').unwrap_or(s);
    let next = NEXT.iter().find(|word| s.starts_with(**word));
    if let Some(word) = next.filter(|word| !named(&s[word.len()..])) {
        return Some((Pin::Ahead, &s[..word.len()]));
    }
    if is(cues, WILL_CLASS)
        && is(cues, OWN_CLASS)
        && let Some(word) = own_will(s)
    {
        return Some((Pin::Ahead, word));
    }
    will(s).or_else(|| planned(s)).map(|word| (Pin::Ahead, word))
}

/// What 将 stands before where it tells of what is to come: verbs, and what stands before verbs.
const VERBS: [&str; 56] = [
    "积极",
    "继续",
    "进一步",
    "会同",
    "按照",
    "按",
    "根据",
    "结合",
    "加大",
    "加强",
    "通过",
    "采取",
    "持续",
    "在",
    "从",
    "逐步",
    "陆续",
    "会",
    "不断",
    "及时",
    "尽快",
    "加快",
    "大力",
    "努力",
    "全力",
    "适时",
    "认真",
    "严格",
    "统筹",
    "组织",
    "开展",
    "推进",
    "推动",
    "配合",
    "协助",
    "做好",
    "完善",
    "督促",
    "联合",
    "实施",
    "启动",
    "新建",
    "依托",
    "坚持",
    "充分",
    "着力",
    "切实",
    "以",
    "于",
    "重点",
    "予以",
    "定期",
    "安排",
    "依据",
    "协调",
    "进行",
];
/// Whose plans are no promises of the answering side.
const HIGHER: [&str; 10] =
    ["国家", "国务院", "教育部", "财政部", "公安部", "上级", "省里", "中央", "有关部门", "反馈"];

/// 已于…, …了: what is past, where nothing in the clause looks ahead.
fn past(s: &str) -> Option<&str> {
    PAST.iter().find_map(|word| {
        let at = find(s, word)?;
        let (before, rest) = (&s[..at], &s[at + word.len()..]);
        let other = match *word {
            "了" => before.ends_with(['为', '除', '不']) || rest.starts_with('解'),
            "已" => rest.starts_with(['有', '建', '列', '纳']) || before.ends_with(['对', '把', '请', '而']),
            _ => false,
        };
        (!other).then_some(&s[at..at + word.len()])
    })
}

/// 公司将积极…, 将于年内….
fn will(s: &str) -> Option<&str> {
    let at = find(s, "将")?;
    let rest = &s[at + "将".len()..];
    let before = &s[..at];
    let joined = before.ends_with(['即', '必', '行', '已', '可', '要']) || any(before, &HIGHER);
    (!joined && starts(rest, &VERBS)).then_some(&s[at..at + "将".len()])
}

/// `s` without what may stand before its own words: an ordinal, a connective.
fn unlinked(s: &str) -> &str {
    const LINKS: [&str; 7] = ["同时，", "因此，", "为此，", "对此，", "但", "但是，", "另外，"];
    let number = ordinals::read(s).map_or(0, |ordinal| ordinal.length);
    let s = &s[number..];
    LINKS.iter().find_map(|link| s.strip_prefix(link)).unwrap_or(s)
}

/// True when what follows makes 下一步 part of a name, or a heading.
fn named(rest: &str) -> bool {
    let bare = rest.trim_end_matches(|c| punctuation::ends_sentence(c) || c == punctuation::COLON);
    starts(rest, &NAMES) || !rest.ends_with('，') && bare.chars().count() <= HEADING && !has(rest, "将")
}

/// 我局将…, 我们也会同…: not where 将 takes a thing up (我局将该路列入…).
fn own_will(s: &str) -> Option<&str> {
    let (at, unit) = OWN.iter().find_map(|unit| Some((find(s, unit)?, unit)))?;
    let mut rest = &s[at + unit.len()..];
    while let Some(more) = ADVERBS.iter().find_map(|adverb| rest.strip_prefix(adverb)) {
        rest = more;
    }
    let word = WILL.iter().find(|word| rest.starts_with(**word))?;
    let takes = *word == "将" && takes_up(&rest[word.len()..]);
    let end = s.len() - rest.len() + word.len();
    (!takes).then_some(&s[at..end])
}

/// True for 该路列入…, 其纳入…: 将 before a thing, which tells no time.
fn takes_up(rest: &str) -> bool {
    const TAKEN: [&str; 8] = ["列入", "纳入", "列为", "作为", "报送", "交由", "报", "转"];
    let early = rest.char_indices().nth(16).map_or(rest, |(at, _)| &rest[..at]);
    TAKEN.iter().any(|word| find(early, word).is_some_and(|at| at > 0))
}

/// 计划明年开工, 预计10月竣工.
fn planned(s: &str) -> Option<&str> {
    let (at, plan) = PLANS.iter().filter_map(|plan| Some((find(s, plan)?, plan))).min()?;
    let before = &s[..at];
    let noun = before.ends_with(['原', '年', '建', '设', '入', '作', '项', '将', '在', '该', '展', '设'])
        || s[at + plan.len()..].starts_with(['，', '的', '》', '中', '内', '和', '、', '（']);
    let rest = &s[at + plan.len()..];
    (!noun && TIMES.iter().any(|time| has(rest, time))).then_some(&s[at..at + plan.len()])
}

/// 待资金到位后, 如确需…则…, 条件成熟后将….
fn condition(s: &str, will_follows: bool) -> Option<&str> {
    if let Some(word) = CONDITIONS.iter().find(|word| s.starts_with(**word)) {
        let wait = *word == "待";
        let met = MET.iter().any(|met| has(s, met)) || s.trim_end_matches('，').ends_with(['后', '时']);
        let then = will_follows || THEN.iter().any(|then| has(s, then));
        let name = wait && starts(s, &["待遇", "待业", "待定", "待办", "待建"]);
        return (!name && (!wait || met) && then).then_some(&s[..word.len()]);
    }
    // 一完工，即…: what follows at once.
    if s.starts_with('一')
        && s.trim_end_matches('，').ends_with(['工', '位', '批', '成', '毕', '复'])
        && will_follows
    {
        return Some(&s[..'一'.len_utf8()]);
    }
    MET.iter().find_map(|met| {
        let at = find(s, met)?;
        let rest = s[at + met.len()..].strip_prefix("之").unwrap_or(&s[at + met.len()..]);
        let rest = rest.strip_prefix('后')?.trim_start_matches('，');
        starts(rest, &THEN).then(|| &s[at..s.len() - rest.len()])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::clause::{Boundary, Clause};
    use crate::acts::cues;
    use dafu_words::span::Span;

    fn pin(s: &str) -> Option<(Pin, &str)> {
        let clause = Clause { span: Span::new(0, s.len()), boundary: Boundary::Paragraph };
        of(s, cues::of(s, &[clause])[0], 0)
    }

    #[test]
    fn plain_words_of_will_are_pins() {
        assert_eq!(pin("下一步，我局将修路。"), Some((Pin::Ahead, "下一步")));
        assert_eq!(pin("二是今后要多走动，"), Some((Pin::Ahead, "今后")));
        assert_eq!(pin("对该路段我局也将修补，"), Some((Pin::Ahead, "我局也将")));
        assert_eq!(pin("该项目计划明年开工，"), Some((Pin::Ahead, "计划")));
        assert_eq!(pin("待资金到位后即开工，"), Some((Pin::Condition, "待")));
        assert_eq!(pin("条件成熟后将增设站点。"), Some((Pin::Condition, "成熟后")));
        assert_eq!(pin("在下步工作中，我局将督促整改。"), Some((Pin::Ahead, "下步")));
        assert_eq!(pin("全县累计改厕2万座，"), Some((Pin::Told, "累计")));
        assert_eq!(pin("灯杆易倾斜，不适合安装信号灯。"), Some((Pin::Declined, "不适合")));
        assert_eq!(pin("此处暂不具备条件，"), Some((Pin::Declined, "不具备")));
    }

    #[test]
    fn what_is_past_is_no_promise() {
        assert_eq!(pin("我局修了路，"), Some((Pin::Past, "了")));
        assert_eq!(pin("已于8月30日移交，"), Some((Pin::Past, "已")));
        assert!(!Pin::Past.leaves(Act::Promise) && Pin::Past.leaves(Act::Refusal));
        for s in ["为了方便群众，", "对已建成的项目，", "已计划明年开工，", "待验收了再移交，"]
        {
            assert_ne!(pin(s).map(|found| found.0), Some(Pin::Past), "{s}");
        }
    }

    #[test]
    fn what_only_looks_like_will_is_none() {
        for s in [
            "下一步行动计划中提到的补贴，",
            "下一步工作打算：",
            "我局将该路列入养护名录，",
            "今后我局已安排专人，",
            "原计划去年开工，",
            "待遇偏低的问题",
            "对轻微违法不予处罚，",
        ] {
            assert_eq!(pin(s), None, "{s}");
        }
    }
}
