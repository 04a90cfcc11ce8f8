//! Weak evidence: words that lean a sentence towards a role without deciding it.
//!
//! In: one canonical sentence in which no cue decides. Out: the role that its words lean to, if they lean clearly.
//! A sum of small weights; each word counts once.

use crate::forms::labels::Role;
use crate::forms::look::{Look, Words};

/// Role, weight in tenths, words.
#[rustfmt::skip]
static WEIGHTS: [(Role, i32, Words); 21] = [
    (
        Role::NextSteps,
        15,
        Words::new(&[
            "年底前", "月底前", "年内", "明年", "下半年", "四季度", "三季度", "届时", "上半年完成",
            "到2030", "十五五", "想法是", "思路是", "考虑是", "打算是", "列入计划", "拟于", "预计将",
            "近期将",
        ]),
    ),
    (
        Role::NextSteps,
        8,
        Words::new(&[
            "力争", "争取", "确保", "将", "拟", "计划", "逐步", "适时", "尽快", "加快", "持续", "进一步",
            "继续",
        ]),
    ),
    (
        Role::NextSteps,
        -15,
        Words::new(&[
            "已于", "已经", "完成了", "进行了", "开展了", "建成了", "印发了", "已完成", "已建成", "去年",
            "累计", "原计划", "曾",
        ]),
    ),
    (Role::NextSteps, -8, Words::new(&["已", "了", "共有", "现有"])),
    (
        Role::Problems,
        15,
        Words::new(&[
            "只是", "遗憾", "美中不足", "应当看到", "也应看到", "也要看到", "客观地说", "意见较大",
            "反映强烈", "反响强烈", "呼声较高", "落差", "老大难", "吃紧", "人手紧", "难以保证", "难以保障",
            "供不应求", "没有落实", "还没落实", "尚待", "没跟上", "不平衡", "堵点", "痛点", "难点",
        ]),
    ),
    (
        Role::Problems,
        8,
        Words::new(&[
            "不足", "缺口", "短板", "滞后", "薄弱", "困难", "难以", "缺乏", "偏低", "偏少", "不高", "不够",
            "不强", "不畅", "不均", "仍", "只能", "仅", "尚", "隐患", "制约", "压力", "紧张", "老化",
            "流失", "重复", "分散", "不愿", "参差",
        ]),
    ),
    (Role::Problems, -10, Words::new(&["解决", "破解", "缓解", "化解", "弥补", "补齐", "消除", "针对"])),
    (
        Role::Results,
        15,
        Words::new(&[
            "同比", "环比", "比上年", "较上年", "比去年", "较去年", "较改造前", "较之前", "明显减少",
            "明显增加", "明显缩短", "大幅减少", "大幅缩短", "下降到", "上升到", "提高到", "提升到",
            "增加到", "减少到", "缩短到", "压缩到", "降到", "升到", "降至", "升至", "增至", "半年下来",
            "一年下来", "两年下来", "实现零的突破", "零事故", "零投诉",
        ]),
    ),
    (
        Role::Results,
        8,
        Words::new(&[
            "满意度", "满意率", "覆盖率", "受益", "惠及", "带动", "突破", "占比", "达标率", "获评", "荣获",
            "入选", "被评为", "好评", "投诉量", "累计", "成功",
        ]),
    ),
    (Role::Results, -10, Words::new(&["将", "拟", "力争", "不足", "缺口"])),
    (
        Role::Measures,
        12,
        Words::new(&[
            "印发", "出台", "制定", "开展", "组织", "举办", "实施", "建立", "投入资金", "投资", "启动",
            "修订", "联合", "会同", "牵头", "召开", "改造", "新建", "增设", "安装", "整治", "排查", "清理",
            "约谈", "培训", "聘请", "推行", "设立", "发放", "选派", "拨付", "抽调", "增派", "划定", "公布",
            "接种",
        ]),
    ),
    (Role::Measures, 6, Words::new(&["已", "了", "完成", "推进", "督促", "指导", "协调", "加强", "强化", "完善"])),
    (
        Role::Background,
        14,
        Words::new(&[
            "建于", "始建", "位于", "地处", "现有", "共有", "辖", "全长", "总面积", "逐年上升", "逐年增加",
            "逐年增长", "由来已久", "历史原因", "多年的", "是连接", "是我县", "是我市", "是我省", "是全",
            "是民生", "关系到", "事关", "起步于", "始于", "属于", "登记在册", "户籍", "常住",
        ]),
    ),
    (Role::Background, -8, Words::new(&["印发", "出台", "完成", "开展", "将", "拟"])),
    (
        Role::Explanation,
        14,
        Words::new(&[
            "难以实现", "难以推行", "不能采纳", "暂不", "不宜", "不具备", "无法", "不符合", "政策规定",
            "权属", "产权", "红线", "现阶段", "法律未", "没有先例", "不允许", "不能", "须由", "须报",
            "需报", "无权", "未予",
        ]),
    ),
    (Role::Explanation, 8, Words::new(&["因", "且", "受限", "资金", "规划", "用地", "编制", "审批"])),
    (Role::Explanation, -10, Words::new(&["已", "完成", "启动"])),
    (
        Role::Progress,
        12,
        Words::new(&[
            "正在", "正按", "正抓紧", "进入", "阶段", "进场", "在建", "有序推进", "前期手续", "办理手续",
            "招标", "施工", "完成率", "完成投资", "主体",
        ]),
    ),
    (
        Role::Adoption,
        25,
        Words::new(&["我们采纳", "予以采纳", "采纳", "吸收", "写进", "写入", "已按您", "按您的", "按照您"]),
    ),
    (Role::Adoption, -20, Words::new(&["不采纳", "未采纳", "不予", "暂不"])),
    (Role::Ask, 12, Words::new(&["您建议", "您提", "建议中", "提案中", "诉求", "呼吁", "您希望", "主张"])),
];

/// Least sum that says anything.
const CLEAR: i32 = 20;
/// Least distance to the second role.
const MARGIN: i32 = 6;

/// Roles that are weighed.
#[rustfmt::skip]
const ROLES: [Role; 9] = [
    Role::NextSteps,
    Role::Problems,
    Role::Results,
    Role::Measures,
    Role::Background,
    Role::Explanation,
    Role::Progress,
    Role::Adoption,
    Role::Ask,
];

/// The tables of words that are weighed.
pub(crate) fn tables() -> impl Iterator<Item = &'static Words> {
    WEIGHTS.iter().map(|row| &row.2)
}

/// The role that the words of `s` lean to, and by how much.
pub(crate) fn leaning(s: Look<'_>) -> Option<(Role, i32)> {
    let mut sums = ROLES.map(|role| (role, 0));
    for (role, weight, words) in &WEIGHTS {
        let hits = s.count(words);
        if let Some(sum) = sums.iter_mut().find(|sum| sum.0 == *role) {
            sum.1 += weight * hits;
        }
    }
    sums.sort_by_key(|sum| -sum.1);
    let (first, second) = (sums[0], sums[1]);
    (first.1 >= CLEAR && first.1 - second.1 >= MARGIN).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reply::judge::vocabulary::VOCABULARY;

    #[test]
    fn words_together_lean_where_none_decides() {
        let role = |s: &str| leaning(Look::new(s, &VOCABULARY.see(s))).map(|found| found.0);
        assert_eq!(role("今年四季度，县财政安排资金建设收容所，力争年底前启用。"), Some(Role::NextSteps));
        assert_eq!(role("半年下来，犬伤警情同比下降31%。"), Some(Role::Results));
        assert_eq!(role("只是收容场地还没有落实，执法人手紧张。"), Some(Role::Problems));
        assert_eq!(role("市场建于1998年。"), None);
    }
}
