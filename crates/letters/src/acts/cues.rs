//! Classes of cue words: what may announce a promise, a refusal, work that is done.
//!
//! In: the clauses of a text. Out: for each the classes whose words stand in it, a bit each. No class decides by itself:
//! what each is worth, in the clause, before or after it, is learned.

use std::sync::LazyLock;

use crate::acts::clause::Clause;
use crate::forms::look::tables;
use crate::forms::vocabulary::Vocabulary;

/// Numbers of classes: places in [`ALL`].
pub(super) const NEXT_CLASS: u32 = 0;
pub(super) const AHEAD_CLASS: u32 = 1;
pub(super) const WILL_CLASS: u32 = 2;
pub(super) const IF_CLASS: u32 = 4;
pub(super) const THEN_CLASS: u32 = 6;
pub(super) const DONE_CLASS: u32 = 7;
pub(super) const NOW_CLASS: u32 = 8;
pub(super) const NOT_CLASS: u32 = 9;
pub(super) const OWN_CLASS: u32 = 19;
pub(super) const ADOPTED_CLASS: u32 = 22;
pub(super) const VOICE_CLASS: u32 = 23;

tables! {
    /// What comes next.
    NEXT = [
        "下一步", "下步", "下阶段", "下一阶段", "今后", "后续", "接下来", "下一年", "以后", "后期", "日后",
    ];

    /// Times to come.
    AHEAD = [
        "明年", "年底前", "年内", "年底", "下半年", "月底前", "季度", "届时", "近期", "来年", "开春", "尽快", "尽早", "适时", "逐步",
        "汛期前", "入冬前", "之前", "后年", "月前", "年前", "日前",
    ];

    /// Will.
    WILL = [
        "将", "拟", "计划", "准备", "打算", "预计", "确定", "要", "会", "予以", "即可", "考虑",
    ];

    /// Effort.
    EFFORT = [
        "争取", "力争", "确保", "努力", "积极", "继续", "进一步", "持续", "加快", "加大", "加强", "推动", "推进", "完善", "优化",
        "不断", "切实", "着力",
    ];

    /// Conditions.
    IF = [
        "待", "如果", "如", "若", "一旦", "只要", "视", "成熟", "到位", "条件", "具备", "再行", "再作", "凡", "倘",
    ];

    /// What comes after a condition or a time.
    AFTER = [
        "后，", "后再", "后即", "后将", "之后", "以后", "时，", "的，",
    ];

    /// Consequences.
    THEN = [
        "再", "即", "则", "就", "立即", "优先", "及时", "方可", "第一时间",
    ];

    /// Things done.
    DONE = [
        "已", "了", "先后", "累计", "曾", "完成", "共", "印发", "出台", "开展", "组织", "投入", "建成", "实施", "实现", "制定",
        "召开", "下发", "成立", "安排", "落实", "近年来", "去年", "今年以来",
    ];

    /// Things under way.
    NOW = [
        "目前", "正在", "正", "现正", "截至", "当前", "已进入", "过程中", "阶段", "尚在", "开工", "施工", "招标", "审批",
    ];

    /// Refusals.
    NOT = [
        "暂不", "不能", "无法", "不具备", "没有", "尚未", "未能", "不宜", "不予", "难以", "不再", "不属于", "不符合", "无权", "无资金",
        "暂未", "暂时", "不可", "不得", "不便", "尚无", "不足以", "无力", "不允许", "未列入", "未纳入", "不在", "不主张", "不支持",
        "不采纳", "暂缓", "不适合", "不建议", "缺乏依据", "不满足",
    ];

    /// Lacks.
    LACK = [
        "困难", "不足", "缺乏", "短板", "问题", "滞后", "薄弱", "矛盾", "制约", "缺口", "隐患", "难度", "紧张", "仍", "有待", "压力",
        "偏低", "老化", "不够", "不高", "不强", "不均", "缺少", "只有", "仅", "严重", "不平衡", "参差",
    ];

    /// Causes.
    CAUSE = [
        "由于", "因", "鉴于", "受", "考虑到", "原因", "所限", "限制", "故", "因此",
    ];

    /// Rules.
    RULE = [
        "根据", "按照", "依据", "规定", "《", "条例", "办法", "明确", "要求", "标准", "规范", "法",
    ];

    /// The proposer and what is asked.
    ASK = [
        "您", "你们", "你", "贵", "提出", "建议", "反映", "希望", "提案", "委员", "代表", "所提",
    ];

    /// Talk.
    TALK = [
        "沟通", "面商", "走访", "座谈", "电话", "当面", "上门", "见面", "征求", "邀请", "联系", "陪同", "交换意见", "一同", "听取",
    ];

    /// Others' duties.
    OTHERS = [
        "转", "职责", "职能", "权限", "属", "事权", "负责", "函告", "移交", "转办", "转交", "主管", "反映", "另行", "答复",
    ];

    /// Effects.
    EFFECT = [
        "提高", "下降", "增长", "受益", "惠及", "达到", "缓解", "改善", "满意", "同比", "提升", "减少", "明显", "有效", "缩短",
        "降低", "增加", "降至", "成效", "解决", "好转", "带动",
    ];

    /// The letter's frame.
    FRAME = [
        "感谢", "欢迎", "批评指正", "特此", "此复", "联系人", "收悉", "答复如下", "宝贵", "关心", "支持", "监督", "祝", "敬礼", "衷心",
        "理解",
    ];

    /// How things are.
    STATE = [
        "现有", "位于", "全长", "共有", "始建", "总面积", "辖", "人口", "承担", "是", "建于", "属于", "分布", "占", "常住", "户",
        "距",
    ];

    /// The unit itself.
    OWN = [
        "我局", "我厅", "我委", "我们", "我办", "我中心", "我院", "我部", "我行", "我支队", "我大队", "我队", "我处", "我社", "本局",
        "本厅", "本委", "我镇", "我乡", "我街道", "我公司", "我站", "我校", "我所", "我单位", "我馆", "我会", "我府", "我司", "我段",
    ];

    /// Its place and government.
    PLACE = [
        "我县", "我市", "我省", "我区", "我镇", "我乡", "县政府", "市政府", "省政府", "区政府", "全县", "全市", "全省", "全区",
        "镇政府", "县里", "市里",
    ];

    /// Others.
    HIGHER = [
        "国家", "国务院", "部", "省厅", "上级", "市局", "公司", "业主", "运营商", "铁路", "高速",
    ];
    /// Proposals taken up.
    ADOPTED = [
        "予以采纳", "已采纳", "被采纳", "已吸纳", "已被吸收", "采纳了", "吸纳了", "部分采纳", "全部采纳", "充分吸收", "完全采纳",
        "积极采纳", "已吸收", "吸收了", "均已采纳", "吸收采纳", "采纳吸收", "予以吸纳",
    ];

    /// How another unit's word is brought in.
    pub(crate) VOICE = [
        "反馈", "提出", "表示", "认为", "答复", "回复", "的意见是", "意见：", "函告", "函复", "介绍", "会办意见",
    ];
}

/// Classes whose words say most about an act when they stand together.
pub(super) const TELLING: [u32; 8] =
    [NEXT_CLASS, AHEAD_CLASS, WILL_CLASS, IF_CLASS, DONE_CLASS, NOW_CLASS, NOT_CLASS, OWN_CLASS];

/// The words of all classes.
static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::of(ALL.iter().copied()));

/// The classes whose words stand in each of `clauses`, which follow one another in `text`.
pub(super) fn of(text: &str, clauses: &[Clause]) -> Vec<u32> {
    clauses
        .iter()
        .map(|clause| {
            let mut bits = 0;
            VOCABULARY.each(clause.span.of(text), |_, class, _| bits |= 1 << class);
            bits
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::clause::Boundary;
    use crate::forms::vocabulary::tests::text;
    use dafu_words::span::Span;
    use proptest::prelude::*;

    #[test]
    fn words_of_several_classes_stand_in_one_clause() {
        let of = |s: &str| {
            let clause = Clause { span: Span::new(0, s.len()), boundary: Boundary::Comma };
            of(s, &[clause])[0]
        };
        assert_eq!(of("下一步，我局将"), 1 << NEXT_CLASS | 1 << WILL_CLASS | 1 << OWN_CLASS);
        assert_eq!(of("一旦，已停"), 1 << IF_CLASS | 1 << DONE_CLASS);
        assert_eq!(of("尽快，正在，暂不"), 1 << AHEAD_CLASS | 1 << NOW_CLASS | 1 << NOT_CLASS);
        assert_eq!(of("立即"), 1 << THEN_CLASS);
        assert_eq!(of("均已采纳"), 1 << ADOPTED_CLASS | 1 << DONE_CLASS);
        assert_eq!(of("来函介绍"), 1 << VOICE_CLASS);
        assert_eq!(of("河水清"), 0);
        assert!(ALL.len() <= u32::BITS as usize);
    }

    proptest! {
        #[test]
        fn a_class_is_found_where_one_of_its_words_stands(s in text(ALL.iter())) {
            let clause = Clause { span: Span::new(0, s.len()), boundary: Boundary::Comma };
            let found = of(&s, &[clause])[0];
            for (class, table) in ALL.iter().enumerate() {
                let stands = table.texts.iter().any(|word| s.contains(word));
                prop_assert_eq!(found >> class & 1 == 1, stands, "{} {}", class, &s);
            }
        }
    }
}
