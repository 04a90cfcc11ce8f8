//! General evidence of what a sentence does: time, will, change in figures, lack, another unit's voice.
//!
//! In: one canonical sentence and the letter's year. Out: a role with its weight, in the same tenths as the weak
//! words of `weights`. No listed formula is needed; neighbours are the parser's business.

use crate::forms::dates;
use crate::forms::labels::Role;
use crate::forms::look::{Look, begins, ends, has, starts, tables};
use crate::forms::refusals;
use crate::reply::judge::clauses::{clauses, head};
use crate::reply::judge::cues::{PRAISE, WORK};
use crate::reply::judge::stance::speaks_of_itself;

/// Weight of evidence that is enough to begin a block.
const CLEAR: i32 = 34;

tables! {
    /// A year is told.
    YEAR = ["年"];

    /// Times to come, seen from any letter.
    AHEAD = [
        "年底前", "月底前", "日前", "月前", "季度前", "汛期前", "节前", "年内", "今冬", "明春", "明年",
        "第四季度", "入冬前", "春节前", "开学前", "国庆前", "元旦前", "年底", "中旬前", "三年内", "两年内",
        "一年内", "近期", "之前完成", "适时", "尽早", "到2030", "到“十五五”", "规划期内", "待条件", "后年",
        "今明两年", "学期起", "季度起", "月起", "年起", "开春", "下半年", "上半年", "今后", "一年后",
        "个月内", "届时", "十五五",
    ];

    /// Words of will at the head of a clause.
    WILL = [
        "将", "拟", "还将", "要", "力争", "争取", "确保", "计划", "逐步", "适时", "尽快", "负责", "即",
        "准备", "同步", "继续",
    ];

    /// Where works stand.
    STAGES = [
        "竣工", "投入使用", "封顶", "进场", "试运行", "试跑", "开跑", "上牌", "开工", "完工", "正在安装",
        "正在施工", "正在办理", "完成招标", "通过验收", "完成九成", "投用", "在建", "获批", "招标", "挂网",
        "签订", "初步设计", "施工图", "可研", "送审", "主体工程", "收尾", "试运营", "投运", "挂牌",
        "完成投资", "过半", "推进到", "进入", "正在", "剩余",
    ];

    /// Lacks that a sentence is about when they stand in its first clauses.
    LACKS = [
        "最难", "难处", "难点", "阻力", "制约", "卡住", "底子", "不容回避", "美中不足", "尚差", "短板",
        "困难在于", "困难是", "问题在于", "没办法", "过不了", "差距", "不足的是", "遗憾", "跟不上", "吃力",
        "捉襟见肘", "不相匹配", "不匹配", "掣肘", "困扰", "棘手", "坦率地说", "坦率地讲", "客观地说",
        "客观地讲", "实事求是地", "不可否认", "应当承认", "必须承认", "不容乐观", "受制于", "两难", "薄弱",
        "不到位", "参差不齐", "仍有不足", "尚不", "还不", "仍不", "不尽如人意", "老问题", "硬骨头", "瓶颈",
        "软肋", "欠缺", "还没有", "没有着落", "苦于", "头疼", "犯难", "症结",
    ];

    /// Refusals in plain words.
    REFUSALS = [
        "难以采纳", "做不到", "难以承受", "不宜", "无权", "没有授权", "未予", "难以在", "不得自行",
        "办不到", "不现实", "暂难", "难以推行", "没有条件", "有悖", "相抵触", "上位法", "省级事权",
        "中央事权", "尚无依据", "没有规定", "未作规定", "法律没有", "无法可依", "不划算", "恕难",
        "暂时不能", "目前不能", "还不能", "不便", "未能采纳", "不能照办", "不能同意", "不主张",
        "难以落实到", "于法无据", "没有先例", "缺乏依据", "条件不够", "不可取",
    ];

    /// How another unit's word is brought in.
    VOICES = [
        "反馈", "提出", "表示", "认为", "答复", "回复", "的意见是", "意见：", "意见为", "函告", "函复",
        "来函", "介绍", "会办认为", "会办意见",
    ];

    /// Changes of a figure.
    CHANGES = [
        "提高", "下降", "降到", "降为", "降至", "缩短", "增长", "增至", "增加", "减少", "压缩", "升至",
        "上升", "翻", "多了", "降低", "缩减", "减到", "增到", "升到", "扩大到", "提升", "回升", "节约",
        "节省", "减少到",
    ];

    /// What follows a rule's title when the sentence says what the rule says.
    RULES = [
        "规定", "要求", "明确", "授权", "列为", "不得", "施行", "应当", "须", "必须", "提出", "指出", "第",
    ];

    /// Signs that something is done.
    DONE = ["已", "去年", "累计", "曾", "了"];

    /// Words of an answer by another unit.
    ANSWERED_ELSEWHERE = ["另行答复", "由其答复", "直接答复"];

    /// A matter belongs to somebody.
    BELONGS = ["属"];

    /// Somebody's duties.
    DUTIES = ["职责"];

    /// A matter is passed on.
    PASSES = ["转"];

    /// Words of taking up.
    TAKES_UP = ["采纳", "吸收", "吸纳", "写进", "写入"];

    /// Words of a thing taken up.
    TAKEN_UP = ["已被", "已予采纳", "完全采纳", "均已", "已写"];

    /// What may be taken up.
    PROPOSALS = ["建议", "提案", "意见"];

    /// Phrases that only look like refusals.
    NO_REFUSAL = ["不予处罚", "不得在"];

    /// The proposer and the proposal.
    PROPOSER = ["提案", "建议", "您", "你们"];

    /// Praise in plain words.
    TOUCHES = ["触动", "扎实", "真实见闻"];

    /// A wait for the time to come.
    RIPE = ["成熟后"];

    /// Plans.
    PLANS = ["计划"];

    /// Plans that a thing stands in.
    LISTED = ["排进", "列入", "纳入"];

    /// A time gone by.
    BEFORE = ["已于"];

    /// Short words of will.
    SOON = ["将", "拟"];

    /// Words that compare.
    COMPARES = ["由", "从", "比", "较"];

    /// Words of success.
    SUCCESS = [
        "满意", "好评", "受益", "惠及", "获评", "获得全国", "表彰", "再未", "未再", "未发生", "零投诉",
        "省下", "人次", "个百分点", "带动", "首位", "降为零", "跻身", "同比", "典型案例", "成效", "翻",
        "合格率", "率",
    ];

    /// Words that no success goes with.
    NO_SUCCESS = ["仅", "不足", "将", "拟", "缺口", "仍"];

    /// Words that announce a list of works.
    LISTS = [
        "作了", "做了", "办了", "抓了", "出了", "以下", "工作", "重点", "调整", "措施", "强调",
    ];

    /// Words of asking.
    ASKS = ["提出", "建议", "反映", "希望", "呼吁"];

    /// A rule takes effect.
    IN_FORCE = ["起施行"];

    /// Words by which a title is no rule's.
    NO_RULE = ["您", "提案", "印发了", "出台了", "收悉"];

    /// Words of a rule in the making.
    DRAFTS = ["制定", "编制", "出台"];

    /// The unit itself.
    SELF = [
        "我局", "我厅", "我委", "我们", "我单位", "本局", "支队", "我中心", "县里", "市里",
    ];

    /// What was reached by a month.
    REACHED = ["已", "全部", "完成", "建成", "累计", "共"];

    /// What is still willed.
    WILLED = ["将", "力争", "拟", "争取", "要"];
}

/// Openings of a sentence that takes a matter up.
const TOPICS: &[&str] = &["对", "至于", "提案", "建议中", "关于"];

/// Ends of a first clause that tells how much later it is.
const AFTERWARDS: &[&str] =
    &["之后", "以来", "个月", "两年", "一年", "复查", "投产后", "改造后", "整治后", "启用后"];

/// Openings of a sentence about a time gone by.
const TIMES_GONE: &[&str] = &["去年", "今年上半年", "今年1", "上半年"];

/// Ends of the words for who asks.
const ASKERS: &[&str] = &["代表", "委员", "代表们", "委员们", "您", "你", "您们", "你们"];

fn digits(s: &str) -> bool {
    s.bytes().any(|b| b.is_ascii_digit())
}

/// Nothing is said to be done.
fn undone(s: Look<'_>) -> bool {
    !s.any(DONE)
}

/// The clearest evidence of `s`, if any is clear.
pub(crate) fn of(s: Look<'_>, year: Option<u32>) -> Option<(Role, i32)> {
    let first = head(s, 0);
    let front = head(s, 1);
    let topic = starts(s.text, TOPICS) || first.ends_with("一事");
    let refuses = s.any(&refusals::REFUSALS) || s.any(REFUSALS);
    let own = speaks_of_itself(s);
    if s.any(ANSWERED_ELSEWHERE) || s.any(BELONGS) && s.any(DUTIES) && s.any(PASSES) {
        return Some((Role::Referral, CLEAR + 20));
    }
    if s.any(TAKES_UP) && s.any(TAKEN_UP) && s.any(PROPOSALS) && !refuses {
        return Some((Role::Adoption, CLEAR + 20));
    }
    if refuses && (topic || voice(s) || front.any(REFUSALS)) && !s.any(NO_REFUSAL) {
        return Some((Role::Explanation, CLEAR + 10));
    }
    if voice(s) {
        return Some((Role::CoOpinion, CLEAR + 10));
    }
    if asks(s) && !own {
        return Some((Role::Ask, CLEAR + 10));
    }
    if s.any(PROPOSER)
        && (s.any(PRAISE) || s.any(TOUCHES))
        && !own_work(s)
        && !digits(s.text.split('，').next_back().unwrap_or(s.text))
        && front.any(PROPOSER)
        && s.chars().count() <= 120
    {
        return Some((Role::Appraisal, CLEAR));
    }
    if rule(s) && !own {
        return Some((Role::PolicyBasis, CLEAR));
    }
    let ahead = s.count(AHEAD);
    let will = clauses(s).take(8).filter(|clause| wills(*clause)).count() as i32;
    let later = year.is_some_and(|year| later_year(s, year));
    let waits = s.starts_with('待') || first.ends_with("以后") || s.any(RIPE);
    let planned = s.any(PLANS) && s.any(LISTED);
    let next = 14 * ahead + 14 * will.min(2) + if later { 20 } else { 0 }
        - if waits { 18 } else { 0 }
        - if undone(s) || planned { 0 } else { 16 };
    let until = until_now(s);
    let progress = 16 * s.count(STAGES)
        + if until { 34 } else { 0 }
        + if s.any(BEFORE) || dated(&front) && !own { 14 } else { 0 }
        - if s.any(SOON) { 12 } else { 0 };
    let lack = 34 * front.count(LACKS).min(1);
    let changed = s.any(COMPARES) && s.any(CHANGES) && digits(&s);
    let after = ends(&first, AFTERWARDS);
    let results = if changed { 26 } else { 0 }
        + if after && digits(&s) { 18 } else { 0 }
        + 10 * s.count(SUCCESS)
        + if starts(s.text, TIMES_GONE) && digits(&s) { 20 } else { 0 }
        - if own { 24 } else { 0 }
        - if s.any(NO_SUCCESS) { 20 } else { 0 };
    let list = s.ends_with('：') && s.any(LISTS) && will == 0 && lack == 0;
    let work = if list { CLEAR } else { 0 };
    let best = [
        (Role::Measures, work),
        (Role::Problems, lack),
        (Role::NextSteps, next),
        (Role::Progress, progress),
        (Role::Results, results),
    ]
    .into_iter()
    .max_by_key(|found| found.1)?;
    (best.1 >= CLEAR - 6).then_some(best)
}

/// A day of the year stands in `s`.
fn dated(s: &str) -> bool {
    dates::day_ends(s).next().is_some()
}

fn own_work(s: Look<'_>) -> bool {
    speaks_of_itself(s) && s.any(WORK) && digits(&s)
}

/// Another unit speaks: `省教育厅反馈：`, `医保定点方面，省医保局提出，`.
fn voice(s: Look<'_>) -> bool {
    clauses(s).take(3).any(|clause| {
        clause.places(VOICES).any(|(at, _)| {
            let who = clause[..at].trim_end_matches("会办").trim_end_matches('亦').trim_end_matches("明确");
            let unit =
                who.ends_with(['局', '厅', '院', '办']) || who.ends_with("部门") || who.ends_with("委");
            unit && who.chars().count() <= 14
                && !who.contains(['我', '贵', '您', '你', '与', '向', '商'])
                && (who.chars().count() >= 3)
        })
    })
}

/// The proposer speaks: `三位代表提出，`, `委员建议`, `您反映`.
fn asks(s: Look<'_>) -> bool {
    let front = head(s, 0);
    front.places(ASKS).any(|(at, end)| {
        let who = &front[..at];
        who.chars().count() <= 8 && !front[end..].starts_with("的") && ends(who, ASKERS)
    })
}

/// A rule is quoted: `国务院印发的《…》要求，`, `新修改的种子法自2022年起施行`.
fn rule(s: Look<'_>) -> bool {
    if s.any(IN_FORCE) && s.chars().take(12).any(|c| c == '法' || c == '例') {
        return true;
    }
    let Some(open) = s.find('《') else { return false };
    let Some(close) = s[open..].find('》').map(|at| open + at) else { return false };
    let lead = s[..open].chars().count();
    lead <= 10
        && !s[..open].contains(['，', '。'])
        && s.part(&s.text[close..]).any(RULES)
        && !s.any(NO_RULE)
        && !s.part(&s.text[..open]).any(DRAFTS)
}

fn wills(clause: Look<'_>) -> bool {
    let opens = |s: &str| begins(s, WILL).next().is_some();
    if opens(&clause) && !clause.starts_with("即将") && !clause.starts_with("要求") {
        return true;
    }
    if begins(&clause, AHEAD).any(|time| opens(&clause[time.len()..])) {
        return true;
    }
    let me = SELF;
    clause.places(me).any(|(at, end)| {
        let rest = &clause[end..];
        at <= 30 && (opens(rest) || rest.chars().take(14).any(|c| c == '拟') || has(rest, "还将"))
    })
}

/// A year after the letter's own.
fn later_year(s: Look<'_>, year: u32) -> bool {
    let mut years = s.starts(YEAR).filter(|&at| s[..at].ends_with(|c: char| c.is_ascii_digit())).peekable();
    years.peek().is_some() && {
        let later = [1, 2, 3].map(|more| year.saturating_add(more).to_string());
        years.any(|at| later.iter().any(|later| s[..at].ends_with(later)))
    }
}

/// `到今年7月底，`, `到7月20号，`: up to a day or month gone by.
fn until_now(s: Look<'_>) -> bool {
    let first = head(s, 0);
    let ends_in_day = || dates::day_ends(&first).any(|end| end == first.len());
    first.starts_with('到')
        && first.chars().count() <= 14
        && (first.ends_with(['底', '月', '日', '初']) || ends_in_day())
        && s.any(REACHED)
        && !s.any(WILLED)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reply::judge::vocabulary::VOCABULARY;

    #[test]
    fn general_signs_speak_without_listed_formulas() {
        let role = |s: &str| of(Look::new(s, &VOCABULARY.see(s)), Some(2024)).map(|found| found.0);
        assert_eq!(role("市水务局反馈：三条支线已经通水。"), Some(Role::CoOpinion));
        assert_eq!(role("国务院印发的《水法条例》要求，取水应当计量。"), Some(Role::PolicyBasis));
        assert_eq!(role("剩余9户，拟在明年3月底前搬完。"), Some(Role::NextSteps));
        assert_eq!(role("到今年6月底，两座桥全部竣工。"), Some(Role::Progress));
        assert_eq!(role("整治之后，投诉由每月30件下降到4件。"), Some(Role::Results));
        assert_eq!(role("推进中最大的阻力是征地。"), Some(Role::Problems));
        assert_eq!(role("该项由县住建局办理并另行答复您。"), Some(Role::Referral));
        assert_eq!(role("两位代表建议增设路灯。"), Some(Role::Ask));
        assert_eq!(role("市场不大。"), None);
    }

    #[test]
    fn a_day_counts_alike_however_it_is_written() {
        let role = |s: &str| of(Look::new(s, &VOCABULARY.see(s)), Some(2024)).map(|found| found.0);
        for day in ["6月20日", "6月20号", "六月二十日", "六月二十号"] {
            assert_eq!(role(&format!("到{day}，两座桥全部竣工。")), Some(Role::Progress), "{day}");
            assert_eq!(role(&format!("该桥{day}开工，主体工程已完工。")), Some(Role::Progress), "{day}");
            assert!(dated(&format!("{day}进场")), "{day}");
        }
        assert!(!dated("6月底进场"));
    }
}
