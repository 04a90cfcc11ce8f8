//! Cues: words that tell what a sentence does in a reply — plan, report, refuse, ask, praise.
//!
//! In: one canonical sentence. Out: its likeliest role with the words that decided. A cue word alone never
//! decides: each row is checked against the sentence's other words. Neighbouring sentences are not looked at.

use crate::lexicon::labels::Role;
use crate::lexicon::numerals;

/// What a sentence seems to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue<'a> {
    /// Role.
    pub role: Role,
    /// The words that decided, as they stand in the sentence.
    pub word: &'a str,
    /// True when the sentence opens with a cue that may begin a block inside a paragraph.
    pub opens: bool,
}

/// The answering unit speaking of itself.
const SELF: &[&str] = &[
    "我局",
    "我厅",
    "我委",
    "我办",
    "我部",
    "我院",
    "我会",
    "我中心",
    "我们",
    "我支队",
    "我大队",
    "我镇",
    "我乡",
    "我街道",
    "我单位",
    "我署",
    "我社",
    "我校",
    "我司",
    "我队",
    "我处",
    "我站",
    "我所",
    "本局",
    "本厅",
    "本委",
    "我行",
    "我府",
    "省厅",
    "我集团",
    "我公司",
];

/// Openings of a plan.
const PLAN_OPENINGS: &[&str] = &[
    "下一步",
    "下步",
    "今后",
    "后期",
    "下一阶段",
    "下阶段",
    "接下来",
    "在下一步",
    "在下步",
    "在今后",
    "在后续",
    "后续",
    "未来",
    "在未来",
    "下一年",
    "明年",
    "在接下来",
    "往后",
    "在以后",
    "以后",
    "接续",
    "展望",
];

/// Words of one's own will.
const WILL: &[&str] = &["将", "拟", "也将", "还将", "会继续", "会进一步", "计划", "会积极", "一定"];

/// Signs that something is done.
const DONE: &[&str] =
    &["已于", "已经", "已在", "均已", "已全部", "业已", "去年发放", "已完成", "已发放", "已落实"];

/// Adversative openings.
const BUT: &[&str] =
    &["然而", "但是", "但", "不过", "可是", "尽管如此", "与此同时，", "同时也", "同时，也", "当然"];

/// Words of want.
const LACK: &[&str] = &[
    "存在",
    "不足",
    "缺口",
    "短板",
    "仍有差距",
    "还有差距",
    "尚有差距",
    "滞后",
    "尚未",
    "还没有",
    "仍未",
    "还未",
    "难以",
    "困难",
    "薄弱",
    "偏低",
    "偏少",
    "偏慢",
    "不高",
    "不够",
    "不均",
    "不平衡",
    "欠缺",
    "缺乏",
    "制约",
    "瓶颈",
    "无人应答",
    "空白",
    "紧缺",
    "不畅",
    "缺少",
    "问题",
    "矛盾",
    "受限",
    "未破题",
    "没有破题",
    "未到位",
    "不到一成",
    "仅有",
    "匮乏",
    "隐患",
    "不强",
    "不全",
    "不深",
    "偏远",
    "缺统一",
    "难度",
    "压力较大",
    "参差不齐",
];

/// Words of a want that is stated as such, wherever they stand.
const LACK_STATED: &[&str] = &[
    "还存在",
    "仍存在",
    "尚存在",
    "也存在",
    "存在一些",
    "存在以下",
    "存在的问题",
    "存在问题",
    "突出矛盾",
    "突出问题",
    "主要问题",
    "还没有完全",
    "还没有破题",
    "没有破题",
    "缺口",
    "反映较多",
    "尚有差距",
    "还有差距",
    "有一定差距",
    "有待",
    "难以满足",
    "仍未根本",
    "短板",
    "不足之处",
    "差距还",
    "困难较大",
    "亟待",
    "存在较大困难",
    "存在很大的困难",
    "确实存在",
    "制约了",
    "仅靠",
    "尚不能",
    "还不能",
    "工程滞后",
    "进度滞后",
    "仍是短板",
    "更为紧迫",
    "正如您",
    "正如委员",
    "正如代表",
    "正如提案",
    "正如贵",
    "正如建议",
];

/// Openings of an explanation.
const EXPLAIN_OPENINGS: &[&str] = &[
    "需要说明的是",
    "需说明的是",
    "需要指出的是",
    "由于",
    "鉴于",
    "经核查",
    "经核实",
    "经论证",
    "之所以",
    "究其原因",
    "应当说明的是",
    "需要解释的是",
];

/// Words of refusal.
const REFUSE: &[&str] = &[
    "暂不具备",
    "不具备",
    "不予采纳",
    "暂不予",
    "不予安装",
    "未予采纳",
    "没有依据",
    "无权",
    "不宜",
    "不符合",
    "暂无法",
    "无法予以",
    "难以安排",
    "暂缓",
    "未予支持",
    "不予支持",
    "不予立项",
    "不予批准",
    "不予设置",
    "不予实施",
    "不予考虑",
    "不予纳入",
    "不予设立",
    "无法实施",
    "无法采纳",
    "暂不考虑",
    "暂不实施",
    "不适合",
    "不能采纳",
    "暂未采纳",
    "无资金",
    "没有政策依据",
    "无政策依据",
    "没有法律依据",
    "不建议",
    "条件不成熟",
    "条件尚不成熟",
    "尚不具备",
    "暂时无法",
    "暂不宜",
    "不再单独",
    "暂不安排",
    "暂不设",
    "无法安排",
    "不可行",
    "暂不增设",
    "没有列入",
    "难以实施",
    "无需再",
    "不作调整",
    "不再新增",
    "不能突破",
    "无法突破",
    "暂不能",
    "暂不另行",
    "不得重复",
    "暂难",
    "无自主权",
    "权限不在",
    "没有权限",
    "无此权限",
    "不得擅自",
];

/// Words of a thing promised and not done.
const UNDONE: &[&str] = &[
    "至今尚未",
    "至今未能",
    "至今没有",
    "尚未出台",
    "未能如期",
    "未能按期",
    "未能启动",
    "没有启动",
    "一处未建成",
    "至今未",
    "未能实现",
];

/// Words of a cause.
const CAUSE: &[&str] = &["所致", "并非", "主要原因", "原因在于", "原因是", "是因为", "系因"];

/// Words of passing a matter on.
const REFER: &[&str] = &[
    "不属于我",
    "不属我",
    "不在我局职",
    "不在我厅职",
    "不在我委职",
    "均不属我",
    "职能不在",
    "非我局职",
    "非我厅职",
    "主管部门为",
    "不归我",
    "已转送",
    "已转请",
    "已转至",
    "已转交",
    "已转办",
    "已函转",
    "已将建议原件转",
    "转请",
    "建议向",
    "职责划归",
    "已按程序退",
    "申请改办",
    "属于其他部门",
    "由其直接向",
];

/// Words of talking with the proposer.
const TALK: &[&str] = &[
    "面商",
    "电话沟通",
    "当面沟通",
    "上门走访",
    "登门",
    "面对面座谈",
    "面对面交流",
    "与您沟通",
    "与您联系",
    "与您交流",
    "与您见面",
    "与您进行",
    "与您电话",
    "到您所在",
    "向您当面",
    "向您作了",
    "当面向",
    "与代表沟通",
    "与委员沟通",
    "上门沟通",
    "上门征求",
    "征求您的意见",
    "征求了您",
    "邀请您",
    "与你们沟通",
    "与你联系",
    "表示认可",
    "电话征求",
    "与你沟通",
    "表示理解",
    "当面听取",
    "与委员见面",
    "与代表见面",
    "专程拜访",
    "拜访了",
    "向你们",
    "进行了沟通",
    "同您",
    "与提案人",
    "与建议人",
    "与领衔代表",
    "到贵",
    "与贵",
    "与您一道",
    "陪同您",
    "同您一道",
    "听取了您",
];

/// Words of taking a proposal up.
const ADOPT: &[&str] = &[
    "予以采纳",
    "已采纳",
    "被采纳",
    "已吸纳",
    "吸纳到",
    "吸收到",
    "写入",
    "已被吸收",
    "采纳了",
    "吸纳了",
    "已将您的建议",
    "已将您提出",
    "部分采纳",
    "全部采纳",
    "充分吸收",
    "采纳为",
    "予以吸纳",
    "吸收进",
    "吸纳进",
    "体现在《",
];

/// Openings that restate what is asked.
const ASK_OPENINGS: &[&str] = &[
    "您提出",
    "你提出",
    "您建议",
    "你建议",
    "您在建议中",
    "您在提案中",
    "你在建议中",
    "你在提案中",
    "您反映",
    "你反映",
    "您认为",
    "你们提出",
    "你们建议",
    "你们反映",
    "贵委建议",
    "贵会建议",
    "贵委提出",
    "贵会提出",
    "贵党派",
    "委员提出",
    "委员建议",
    "委员们提出",
    "代表提出",
    "代表建议",
    "代表们提出",
    "建议中提出",
    "提案提出",
    "提案建议",
    "提案中提出",
    "提案反映",
    "建议提出",
    "您指出",
    "提案指出",
    "建议指出",
    "贵委反映",
    "您希望",
    "你们在提案中",
    "你们在建议中",
    "提案中建议",
    "建议希望",
    "两位委员的意见",
    "两位代表的意见",
    "各位委员的意见",
    "委员的意见集中",
    "代表的意见集中",
    "委员们的意见",
];

/// Openings that name what is asked before answering it.
const TOPIC_OPENINGS: &[&str] = &[
    "针对您",
    "对于您",
    "关于您",
    "对您",
    "就您",
    "针对你",
    "对于你",
    "关于你",
    "针对贵",
    "对于贵",
    "针对提案",
    "针对建议",
    "针对代表",
    "针对委员",
    "关于提案",
    "关于建议",
];

/// Words of praise for a proposal.
const PRAISE: &[&str] = &[
    "针对性",
    "现实意义",
    "中肯",
    "切合实际",
    "很有帮助",
    "找得准",
    "出发点",
    "参考价值",
    "建设性",
    "可操作性",
    "启发",
    "十分重要的意义",
    "重要意义",
    "很好的建议",
    "高度契合",
    "深受教育",
    "很有见地",
    "提得实",
    "情真意切",
    "调研深入",
    "指导意义",
    "借鉴意义",
    "宝贵的意见",
    "值得肯定",
    "体现了",
    "切中要害",
    "十分赞同",
    "完全赞同",
    "非常赞同",
    "深表赞同",
    "问题准",
    "我们深受感动",
    "很有价值",
    "重要参考",
    "具有前瞻性",
    "前瞻性",
    "为民情怀",
    "抓住了",
    "十分中肯",
    "我们表示敬意",
    "表示敬意",
    "令人感动",
    "深表感谢",
    "我们很受",
    "反映了群众",
];

/// Openings of where things stand now.
const NOW_OPENINGS: &[&str] =
    &["目前", "截至", "截止", "当前", "现阶段", "到目前", "眼下", "现已", "至目前", "至今"];

/// Openings of what came of it.
const RESULT_OPENINGS: &[&str] = &[
    "一年多来",
    "一年来",
    "几年来",
    "改革后",
    "改造后",
    "通过上述",
    "通过以上",
    "通过努力",
    "经过努力",
    "经过整治",
    "取得了",
    "累计",
    "成效",
    "通过一系列",
    "实施以来",
    "运行以来",
    "上述措施",
    "整治后",
    "经过上述",
    "在各方",
    "试点以来",
    "投用后",
    "投入使用以来",
    "开通以来",
    "两年来，累计",
    "首批",
    "建成后",
    "整改后",
    "从效果看",
    "从成效看",
];

/// Words of outcome.
const OUTCOME: &[&str] = &[
    "累计",
    "同比",
    "增长",
    "提高到",
    "降到",
    "下降",
    "突破",
    "达到",
    "占比",
    "满意度",
    "满意率",
    "完成率",
    "覆盖率",
    "成交额",
    "入网率",
    "降至",
    "增至",
    "提升至",
    "压缩到",
    "缩短至",
    "首次超过",
    "签约",
    "合龙",
    "竣工",
    "通车",
    "通过验收",
    "复盖率",
];

/// Openings of work done.
const WORK_OPENINGS: &[&str] = &[
    "近年来",
    "今年以来",
    "去年以来",
    "为此",
    "对此",
    "在此情况下",
    "近三年",
    "近两年",
    "为解决",
    "为帮助",
    "收到建议后",
    "收到提案后",
    "接到建议",
    "接到提案",
    "为进一步",
    "为了",
    "考虑到",
    "灾后",
    "随后",
    "为加强",
    "为破解",
    "为推动",
    "为缓解",
    "为规范",
    "在职责范围内",
    "围绕",
];

/// Openings of the state of things.
const STATE_OPENINGS: &[&str] = &[
    "我县地处",
    "我县位于",
    "我市地处",
    "我省地处",
    "我区地处",
    "过去",
    "长期以来",
    "多年来",
    "一直以来",
    "历来",
    "企业普遍反映",
    "群众普遍反映",
    "据统计",
    "据调查",
    "经调查",
    "众所周知",
    "多年以来",
    "随着",
    "现行",
];

fn found<'a>(s: &'a str, words: &[&str]) -> Option<&'a str> {
    words.iter().find_map(|word| s.find(word).map(|at| &s[at..at + word.len()]))
}

fn opening<'a>(s: &'a str, words: &[&str]) -> Option<&'a str> {
    words
        .iter()
        .filter(|word| s.starts_with(**word))
        .max_by_key(|word| word.len())
        .map(|word| &s[..word.len()])
}

fn first_clause(s: &str) -> &str {
    s.split(['，', '：', '；', '。']).next().unwrap_or(s)
}

/// True when the unit itself is the one who acts in the sentence.
pub fn speaks_of_itself(s: &str) -> bool {
    found(s, SELF).is_some()
}

/// True when the sentence announces what the unit will do.
fn plans(s: &str) -> Option<&str> {
    if let Some(word) = opening(s, PLAN_OPENINGS) {
        let clause = first_clause(s);
        // 下一步行动计划中提到的补贴，已于去年发放: the cue is part of a name, the thing is done.
        let named = clause.contains("提到") || clause.contains("提出的") || clause.contains("所列");
        let past = found(s, DONE).is_some() && found(s, WILL).is_none();
        return (!(named && found(s, DONE).is_some()) && !past).then_some(word);
    }
    let will = |rest: &str| opening(rest, WILL).map(str::len);
    for own in SELF {
        if let Some(rest) = s.strip_prefix(own)
            && let Some(length) = will(rest)
        {
            return Some(&s[..own.len() + length]);
        }
    }
    None
}

/// The words by which `s` declines what was asked.
pub fn refusal(s: &str) -> Option<&str> {
    found(s, REFUSE)
}

/// True when a sentence opens with a check of facts (经核查，…).
pub fn checks(s: &str) -> bool {
    opening(s, EXPLAIN_OPENINGS).is_some_and(|word| word.starts_with('经'))
        || opening(s, &["经查", "经现场", "经实地", "经了解", "经研究", "经调查"]).is_some()
}

/// True for openings that answer what was just said: 对此，为此.
pub fn responds(word: &str) -> bool {
    matches!(word, "对此" | "为此" | "在此情况下" | "针对上述" | "考虑到" | "为解决" | "为帮助")
}

/// True when a sentence after a meeting still tells of it.
pub fn of_the_talk(s: &str) -> bool {
    found(s, &["会上", "您", "委员", "代表", "双方", "意见", "座谈", "贵"]).is_some()
}

/// True when the sentence at the start of `s` turns to plans or objections, which no item of a series does unless it ends.
pub fn turns(s: &str) -> bool {
    opening(s, PLAN_OPENINGS).is_some() || opening(s, &["然而", "但是，", "不过，"]).is_some()
}

/// The cue of a sentence; none when nothing in it tells.
pub fn sentence(s: &str) -> Option<Cue<'_>> {
    let s = strip_link(s);
    let cue = |role, word, opens| Some(Cue { role, word, opens });
    if let Some(word) = plans(s) {
        return cue(Role::NextSteps, word, true);
    }
    let but = opening(s, BUT);
    let rest = but.map_or(s, |word| s[word.len()..].trim_start_matches('，'));
    if let Some(word) = plans(rest) {
        return cue(Role::NextSteps, word, true);
    }
    let asks = opening(rest, ASK_OPENINGS);
    let topic = opening(rest, TOPIC_OPENINGS).is_some();
    let refuses = found(rest, REFUSE);
    if let Some(word) = found(rest, REFER) {
        return cue(Role::Referral, word, true);
    }
    if let Some(word) = talks(rest) {
        return cue(Role::Consultation, word, true);
    }
    if let Some(word) = found(rest, ADOPT)
        && refuses.is_none()
        && (asks.is_some() || speaks_of_itself(rest) || rest.contains("建议") || rest.contains("提出"))
    {
        return cue(Role::Adoption, word, asks.is_some() || topic || but.is_some());
    }
    if let Some(word) = praise(rest) {
        return cue(Role::Appraisal, word, false);
    }
    if let Some(word) = found(rest, &EXPLAIN_OPENINGS[..3]) {
        return cue(Role::Explanation, word, true);
    }
    if let Some(word) = opening(rest, EXPLAIN_OPENINGS)
        && (!word.starts_with('经') || refuses.is_some())
    {
        return cue(Role::Explanation, word, true);
    }
    if let Some(word) = basis(rest) {
        return cue(Role::PolicyBasis, word, true);
    }
    if let Some(word) = refuses {
        return cue(Role::Explanation, word, topic);
    }
    if let Some(word) = but {
        let wants = found(rest, LACK).is_some() || found(rest, UNDONE).is_some();
        let linked = word.starts_with("与此") || word.starts_with("同时") || word == "当然";
        if wants || !linked {
            return cue(Role::Problems, word, true);
        }
    }
    if let Some(word) = found(rest, UNDONE).or_else(|| found(rest, CAUSE)) {
        return cue(Role::Explanation, word, topic || rest.starts_with("至于"));
    }
    if let Some(word) = asks
        && !speaks_of_itself(rest)
    {
        return cue(Role::Ask, word, false);
    }
    if let Some(word) = opening(rest, NOW_OPENINGS) {
        // 距原定30人的规模尚有差距: progress, measured.
        let measured = found(rest, &["距原定", "目标还有", "目标仍有", "距目标"]).is_some();
        if let Some(lack) = found(rest, LACK_STATED).or_else(|| short_of(rest)).filter(|_| !measured) {
            return cue(Role::Problems, lack, true);
        }
        let counts = found(first_clauses(rest), &["人口", "老年人", "现有", "共有", "户籍"]).is_some();
        if counts && found(rest, DONE).is_none() && !rest.contains("已") {
            return cue(Role::Background, word, false);
        }
        return cue(Role::Progress, word, true);
    }
    if let Some(word) = found(rest, LACK_STATED)
        && !rest.contains("针对存在")
        && !rest.contains("解决")
    {
        return cue(Role::Problems, word, false);
    }
    if let Some(word) = opening(rest, RESULT_OPENINGS) {
        return cue(Role::Results, word, false);
    }
    if let Some(word) = opening(rest, WORK_OPENINGS) {
        return cue(Role::Measures, word, true);
    }
    if let Some(word) = opening(rest, STATE_OPENINGS).or_else(|| found(rest, &["曾提出", "曾承诺", "原计划"]))
    {
        return cue(Role::Background, word, false);
    }
    if let Some(word) = found(rest, SELF) {
        return cue(Role::Measures, word, found(first_clauses(rest), SELF).is_some());
    }
    if aspect(rest) {
        return cue(Role::Measures, "", false);
    }
    None
}

/// `征迁方面，…`: one aspect of the work among several.
fn aspect(s: &str) -> bool {
    let clause = first_clause(s);
    clause.ends_with("方面") && clause.chars().count() <= 20
}

/// A sentence of figures without the unit in it: what came of the work.
pub fn outcome(s: &str) -> Option<&str> {
    if !s.bytes().any(|b| b.is_ascii_digit()) || found(s, &["但", "仍低", "不足"]).is_some() {
        return None;
    }
    found(s, OUTCOME)
}

/// Outcomes that are counted up or compared, which no description of a place is.
pub fn counted(s: &str) -> bool {
    found(s, &["累计", "同比", "签约", "较上年", "比上年", "竣工", "合龙", "通过验收", "完成率", "满意率"])
        .is_some()
}

/// A plain statement of how things are: 我市现有…, 全长…, …是…的组成部分.
pub fn describes(s: &str) -> bool {
    let head = first_clauses(s);
    found(
        head,
        &[
            "现有",
            "共有",
            "位于",
            "地处",
            "全长",
            "始建",
            "始于",
            "常住人口",
            "总面积",
            "现状",
            "组成部分",
            "景区为",
            "首个",
            "辖",
            "总人口",
            "属于",
        ],
    )
    .is_some()
        && !speaks_of_itself(head)
}

/// Talk with the proposer, done and not only planned.
fn talks(s: &str) -> Option<&str> {
    let planned = found(s, &["将", "拟"]).is_some() && !s.contains('月');
    if planned || first_clause(s).contains("下一步") {
        return None;
    }
    if let Some(word) = found(s, TALK) {
        return Some(word);
    }
    let invited = s.find("邀请").or_else(|| s.find("陪同"))?;
    let rest = &s[invited..];
    let guests = found(rest, &["委员", "代表", "您", "你们"])?;
    let met = found(rest, &["座谈", "调研", "踏勘", "视察", "察看", "走访", "勘查", "现场"])?;
    (!guests.is_empty() && !met.is_empty()).then(|| &rest["邀请".len() - "邀请".len().."邀请".len()])
}

/// `目前，…仅14人，…还没有打通`: a state that is a want.
fn short_of(s: &str) -> Option<&str> {
    found(s, &["缺口", "难以", "还没有", "尚未", "仅", "不足", "尚有差距", "偏少", "仍靠", "滞后", "困难"])
}

/// A rule quoted as the ground of the answer, not the unit's own work under it.
fn basis(s: &str) -> Option<&str> {
    let word = opening(s, &["根据", "按照", "依据", "依照", "《"])?;
    let rule = found(s, &["规定", "明确", "应当", "不得", "负责", "事权", "必须", "要求", "牵头", "属于"])?;
    let own = speaks_of_itself(s)
        && found(s, &["制定", "印发", "出台", "开展", "组织", "完成", "会同", "联合", "积极", "结合"])
            .is_some();
    let cited = s.contains('《');
    (cited && !own && found(s, DONE).is_none()).then_some(if word == "《" { rule } else { word })
}

/// Praise of the proposal: it speaks of the proposer or the proposal and says nothing of work.
fn praise(s: &str) -> Option<&str> {
    let speaks = opening(
        s,
        &[
            "您",
            "你",
            "提案",
            "建议",
            "该提案",
            "该建议",
            "贵",
            "代表",
            "委员",
            "这",
            "我局认为",
            "我厅认为",
            "我们认为",
            "我委认为",
            "所提",
        ],
    )?;
    let word = found(s, PRAISE)?;
    (!speaks.is_empty() && s.chars().count() <= 120).then_some(word)
}

/// The sentence without a linking opening (此外，同时，).
fn strip_link(s: &str) -> &str {
    const LINKS: &[&str] = &[
        "此外",
        "另外",
        "同时",
        "因此",
        "其中",
        "当然",
        "总体上",
        "总的来看",
        "综上",
        "一方面",
        "另一方面",
        "而且",
        "再者",
        "首先",
    ];
    let s = s.trim_start_matches(|c: char| matches!(c, '“' | '"' | '（' | '，'));
    LINKS.iter().find_map(|link| s.strip_prefix(link)?.strip_prefix('，')).unwrap_or(s)
}

/// Words of work done.
const WORK: &[&str] = &[
    "已", "开展", "印发", "出台", "实施", "举办", "投入", "建立", "组织", "推进", "推动", "完成", "安排",
    "支持", "落实", "制定", "联合", "会同", "改造", "设立", "发放", "统一", "纳入", "建成", "打造", "引进",
    "修订", "整治", "新建", "排查", "加强", "强化", "拓宽", "督促", "指导", "协调", "配备", "培训", "完善",
    "优化", "推行", "启动", "争取",
];

/// True when a sentence tells of work.
pub fn tells_work(s: &str) -> bool {
    speaks_of_itself(s) || found(first_clauses(s), WORK).is_some()
}

fn first_clauses(s: &str) -> &str {
    let end = s.char_indices().filter(|found| found.1 == '，').nth(2).map_or(s.len(), |found| found.0);
    &s[..end]
}

/// A deadline after the letter's own year (2025年底前), the thing not said to be done.
pub fn deadline(s: &str, year: u32) -> Option<&str> {
    let head = first_clauses(s);
    let at = head.find('年')?;
    let (stated, length) = numerals::read_back(&head[..at])?;
    let rest = &head[at + '年'.len_utf8()..];
    let due = rest.starts_with("底前")
        || rest.starts_with("前")
        || rest.split('，').next().is_some_and(|clause| clause.ends_with('前') || clause.ends_with("起"));
    let open = stated > year
        && stated < year + 30
        && due
        && found(s, &["已", "原计划", "要求", "提出", "规定"]).is_none();
    open.then_some(&head[at - length..at + '年'.len_utf8()])
}

/// A sentence that opens the polite end of a letter.
pub fn is_closing(s: &str) -> bool {
    const OPENINGS: &[&str] = &[
        "感谢",
        "衷心感谢",
        "再次感谢",
        "非常感谢",
        "诚挚感谢",
        "最后，感谢",
        "最后感谢",
        "以上答复",
        "以上意见",
        "以上回复",
        "专此",
        "特此",
        "此复",
        "如有不妥",
        "以上如有",
        "恳请",
        "敬请",
        "诚恳希望",
        "欢迎继续",
        "欢迎您",
        "欢迎你",
        "希望您继续",
        "希望你们继续",
        "如您对",
        "如对以上",
        "如对答复",
        "对以上答复",
        "对本答复",
        "诚挚欢迎",
        "妥否",
        "以上办理",
        "以上是",
        "以上报告",
        "真诚感谢",
        "十分感谢",
        "由衷感谢",
        "在此，感谢",
        "在此感谢",
        "在此，衷心",
        "在此衷心",
        "谢谢",
        "顺致",
        "如有不同意见",
        "您对以上",
        "你对以上",
        "望您",
        "望继续",
        "期待",
        "恳切希望",
        "深表谢意",
        "以上情况",
        "此致",
        "最后，再次",
        "最后再次",
        "如有意见",
        "感谢您",
        "最后，衷心",
        "最后衷心",
        "此函",
        "特复",
        "如您有",
        "如有疑问",
        "如有其他",
        "以上供",
        "请您填写",
        "请将",
        "也欢迎",
    ];
    let Some(word) = opening(s, OPENINGS) else { return false };
    let tail = s.chars().count() <= 140;
    tail && !(word == "以上情况" && !s.contains("复") && !s.contains("告"))
        && !(word == "期待" && s.contains("项目"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(s: &str) -> Option<Role> {
        sentence(s).map(|cue| cue.role)
    }

    #[test]
    fn a_cue_alone_never_decides() {
        assert_eq!(role("下一步，我局将加快规划编制。"), Some(Role::NextSteps));
        assert_eq!(role("下一步行动计划中提到的补贴，已于去年发放。"), None);
        assert_eq!(role("目前，公办园学位缺口仍达12所。"), Some(Role::Problems));
        assert_eq!(role("目前，项目已完成主体施工。"), Some(Role::Progress));
        assert_eq!(role("国家将于明年修订该办法。"), None);
        assert_eq!(role("我局对轻微违法不予处罚。"), Some(Role::Measures));
        assert_eq!(role("您建议将补贴提高到5万元。"), Some(Role::Ask));
        assert_eq!(role("该路段暂不具备设站条件。"), Some(Role::Explanation));
        assert_eq!(role("我局将适时邀请代表座谈。"), Some(Role::NextSteps));
        assert_eq!(role("您的建议很有针对性。"), Some(Role::Appraisal));
        assert_eq!(role("您提出的设想已写入《行动方案》。"), Some(Role::Adoption));
    }
}
