//! Small tables of signs: what confirms or denies the cues of a sentence.
//!
//! In and out: words. What they decide together is in `stance`.

use crate::forms::look::tables;

tables! {
    /// The unit itself, or something near it (我县, 基本).
    pub(crate) SELF = ["我", "本"];

    /// Things once meant.
    pub(crate) ONCE_MEANT = ["曾", "原计划", "此前"];

    /// Openings of a plan that waits or strives.
    pub(crate) WAITS = ["力争", "争取", "待", "确保"];

    /// What a plan waits for.
    pub(crate) WAITED_FOR = ["后", "成熟", "时"];

    /// What is done once the wait is over.
    pub(crate) THEN = ["将", "再", "尽快", "尽早", "优先", "适时", "启动", "研究"];

    /// Words that still belong to a talk.
    pub(crate) OF_TALK = ["会上", "您", "委员", "代表", "双方", "意见", "座谈", "贵"];

    /// Words of a want that is being mended.
    pub(crate) MENDS = ["针对存在", "解决", "化解", "破解", "缓解", "整改问题"];

    /// Things once proposed or promised.
    pub(crate) ONCE_SAID = ["曾提出", "曾承诺", "原计划"];

    /// Words of progress measured against a goal.
    pub(crate) SHORT_OF = ["距原定", "目标还有", "目标仍有", "距目标"];

    /// Words of how many there are.
    pub(crate) POPULATION = ["人口", "老年人", "现有", "共有", "户籍"];

    /// Words of relief.
    pub(crate) RELIEVES = ["解决", "化解", "破解", "缓解", "针对"];

    /// What holds a thing back.
    pub(crate) HOLDS = ["限", "影响", "制约", "约束"];

    /// What the topic of an answer ends in.
    pub(crate) TOPICS = ["问题", "建议", "意见"];

    /// Words by which figures tell no success.
    pub(crate) LOW = ["但", "仍低", "不足"];

    /// Outcomes that are counted up or compared.
    pub(crate) COUNTED = [
        "累计", "同比", "签约", "较上年", "比上年", "竣工", "合龙", "通过验收", "完成率", "满意率",
        "全部建成", "全面建成", "投入使用",
    ];

    /// Signs of things not done or once meant.
    pub(crate) NOT_YET = ["曾", "原计划", "尚", "未能", "没有", "也多次"];

    /// Signs that a year is told of a thing done or demanded.
    pub(crate) SET = ["已", "原计划", "要求", "提出", "规定"];

    /// Short words of will.
    pub(crate) WISHES = ["将", "拟"];

    /// Words of what comes next.
    pub(crate) NEXT_TIME = ["下一步", "今后", "下步"];

    /// Words of a proposal in a sentence that takes it up.
    pub(crate) PROPOSED = ["建议", "提出", "意见", "提案", "思路", "您", "贵"];

    /// Words of taking in.
    pub(crate) TAKEN_IN = ["纳入", "列入", "写入", "融入", "体现在"];

    /// Phrases that name the proposal.
    pub(crate) PROPOSAL = [
        "您的建议", "您提出", "所提", "提案建议", "代表建议", "委员建议", "贵委提出", "贵会提出", "您建议",
        "你们提出", "提出的意见", "提出的建议", "您关于",
    ];

    /// Openings of a sentence about the proposal.
    pub(crate) PROPOSER = [
        "提案", "建议", "议案", "您", "你", "贵", "两位", "各位", "该提案", "该建议", "代表", "委员",
    ];

    /// Words of proposing.
    pub(crate) PROPOSES = ["提出", "主要包括", "建议", "希望", "反映", "呼吁", "主张", "关注的"];

    /// Openings that cite a rule.
    pub(crate) ACCORDING = ["根据", "按照", "依据", "依照", "《", "按", "参照"];

    /// Words of what a rule says.
    pub(crate) RULED = [
        "规定", "明确", "应当", "不得", "负责", "事权", "必须", "要求", "牵头", "属于", "指出", "提出",
    ];

    /// Words of work under a rule.
    pub(crate) WORKED = [
        "制定", "印发", "出台", "开展", "组织", "完成", "会同", "联合", "积极", "结合", "实施", "编制",
        "启动",
    ];
}
