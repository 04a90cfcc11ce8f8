//! Names of public bodies: how they end, and which short names stand for which full ones.
//!
//! In: a unit's name as written. Out: whether it is one, and its full standard name at the same level.

use crate::forms::look::ends;

/// Short stems and the full ones, for departments of every level. The level's prefix and the suffix (厅, 局, 委) stay.
#[rustfmt::skip]
const STEMS: &[(&str, &str)] = &[
    ("发展改革", "发展和改革"),
    ("发改", "发展和改革"),
    ("科技", "科学技术"),
    ("工信", "工业和信息化"),
    ("经信", "经济和信息化"),
    ("人社", "人力资源和社会保障"),
    ("人力社保", "人力资源和社会保障"),
    ("卫健", "卫生健康"),
    ("卫生健康", "卫生健康"),
    ("卫计", "卫生和计划生育"),
    ("住建", "住房和城乡建设"),
    ("住房城乡建设", "住房和城乡建设"),
    ("农业农村", "农业农村"),
    ("文旅", "文化和旅游"),
    ("文化旅游", "文化和旅游"),
    ("文广旅", "文化广电和旅游"),
    ("交通", "交通运输"),
    ("自然资源和规划", "自然资源和规划"),
    ("自规", "自然资源和规划"),
    ("资规", "自然资源和规划"),
    ("环保", "生态环境"),
    ("市监", "市场监督管理"),
    ("市场监管", "市场监督管理"),
    ("城管", "城市管理"),
    ("应急", "应急管理"),
    ("医保", "医疗保障"),
    ("退役军人", "退役军人事务"),
    ("退役军人事务", "退役军人事务"),
    ("国资", "国有资产监督管理"),
    ("林草", "林业和草原"),
    ("广电", "广播电视"),
    ("教体", "教育体育"),
    ("药监", "药品监督管理"),
    ("粮储", "粮食和物资储备"),
    ("机关事务", "机关事务管理"),
    ("民宗", "民族宗教事务"),
    ("政数", "政务服务和数据管理"),
];

/// Suffixes that a stem's department may have.
const STEM_SUFFIXES: &[&str] = &["厅", "局", "委员会", "委", "部"];

/// Ends of a unit's name.
#[rustfmt::skip]
const ENDS: &[&str] = &[
    "厅", "局", "委员会", "委", "办公室", "办公厅", "政府", "部", "总署", "署", "院", "社", "中心", "公司",
    "支队", "大队", "总队", "处", "所", "集团", "学校", "大学", "学院", "银行", "联合会", "总工会", "协会",
    "管理委员会", "管委会", "法院", "检察院", "街道办事处", "办事处", "省委会", "市委会", "妇联", "残联",
    "工商联", "分局", "改革委", "指挥部", "医院", "合作社", "团委", "分公司", "办", "站", "队", "馆", "科",
    "室", "共青团", "科协", "文联", "党校", "行政执法局", "工作组", "常委会", "人大",
];

/// Bodies whose short form has no stem and suffix.
#[rustfmt::skip]
const WHOLE: &[(&str, &str)] = &[
    ("编办", "机构编制委员会办公室"),
    ("国资委", "国有资产监督管理委员会"),
    ("发改委", "发展和改革委员会"),
    ("发展改革委", "发展和改革委员会"),
    ("卫健委", "卫生健康委员会"),
    ("卫生健康委", "卫生健康委员会"),
    ("住建委", "住房和城乡建设委员会"),
    ("团省委", "共青团省委"),
    ("团市委", "共青团市委"),
    ("团县委", "共青团县委"),
    ("妇联", "妇女联合会"),
    ("残联", "残疾人联合会"),
    ("科协", "科学技术协会"),
    ("工商联", "工商业联合会"),
    ("供销社", "供销合作社联合社"),
    ("政数局", "政务服务和数据管理局"),
    ("民委", "民族事务委员会"),
    ("国家卫生健康委", "国家卫生健康委员会"),
];

/// True when `s` reads as the name of a public body and nothing else.
pub(crate) fn is_unit(s: &str) -> bool {
    let length = s.chars().count();
    let core = s
        .strip_suffix("（盖章）")
        .or_else(|| s.strip_suffix("（章）"))
        .or_else(|| s.strip_suffix("（公章）"))
        .unwrap_or(s);
    let core = match core.strip_suffix('）').and_then(|inner| inner.rfind('（')) {
        Some(open) => &core[..open],
        None => core,
    };
    (3..=40).contains(&length)
        && ends(core, ENDS)
        && !core.contains(['，', '。', '；', '：', '《', '“', '！', '？', '|', '>', '〔', '、'])
        && !core.starts_with(|c: char| c.is_ascii_digit())
        && !core.starts_with("关于")
        && !core.starts_with("建立")
        && !core.starts_with("加强")
}

/// Ends of names that only lists of handlers use.
const LOOSE_ENDS: &[&str] =
    &["办", "委", "会", "人才办", "联社", "集团", "学校", "医院", "乡", "镇", "街道", "县", "区", "市"];

/// True for a name without a suffix of its own that lists of handlers still use: 省委人才办, 团市委, 某管理处.
pub(crate) fn is_unit_like(s: &str) -> bool {
    LOOSE_ENDS.iter().any(|end| s.ends_with(end))
}

/// What stands behind a name for its seal.
const SEALS: &[&str] = &["（盖章）", "（章）", "（公章）"];

/// The full standard name: `省科技厅` → `省科学技术厅`, `市发改委` → `市发展和改革委员会`; other names unchanged.
pub(crate) fn normalised(name: &str) -> String {
    let mut name: String = name.chars().filter(|c| !c.is_whitespace()).collect();
    for tail in SEALS {
        if let Some(core) = name.strip_suffix(tail) {
            name = core.to_owned();
        }
    }
    if let Some((short, full)) =
        WHOLE.iter().filter(|row| name.ends_with(row.0)).max_by_key(|row| row.0.len())
    {
        let stem = &name[..name.len() - short.len()];
        return format!("{stem}{full}");
    }
    for suffix in STEM_SUFFIXES {
        let Some(body) = name.strip_suffix(suffix) else { continue };
        let row = STEMS.iter().filter(|row| body.ends_with(row.0)).max_by_key(|row| row.0.len());
        if let Some((short, full)) = row
            && !body.ends_with(full)
        {
            return format!("{}{full}{suffix}", &body[..body.len() - short.len()]);
        }
    }
    name
}

/// Roles in handling a case, as written before or behind a colon.
pub(crate) const ROLES: &[&str] = &["独办", "主办", "分办", "会办", "协办", "参阅", "承办"];

/// `协办单位` → `协办`; none when the word names no role.
pub(crate) fn role(label: &str) -> Option<&'static str> {
    let bare = label.trim_start_matches(['（', '〔']);
    ROLES.iter().copied().find(|role| {
        bare.strip_prefix(*role).is_some_and(|rest| {
            matches!(rest, "" | "单位" | "部门" | "单位（分办单位）" | "单位（协办单位）" | "机关")
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_become_full_names_of_the_same_level() {
        assert_eq!(normalised("省科技厅"), "省科学技术厅");
        assert_eq!(normalised("人社厅"), "人力资源和社会保障厅");
        assert_eq!(normalised("市发改委"), "市发展和改革委员会");
        assert_eq!(normalised("省发展改革委"), "省发展和改革委员会");
        assert_eq!(normalised("县交通运输局"), "县交通运输局");
        assert_eq!(normalised("教育厅"), "教育厅");
        assert_eq!(normalised("吉林省科学技术厅"), "吉林省科学技术厅");
    }
}
