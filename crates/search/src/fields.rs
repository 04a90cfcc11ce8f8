//! Names of filter fields as people write them: canonical English name first, then aliases.

/// Canonical name, other names.
pub const FIELDS: &[(&str, &[&str])] = &[
    ("block", &["板块", "部分", "段落类型"]),
    ("unit", &["单位", "部门", "承办单位", "答复单位"]),
    ("author", &["落款", "发文单位"]),
    ("lead", &["主办", "主办单位"]),
    ("co", &["协办", "会办", "协办单位", "会办单位"]),
    ("year", &["年", "年份", "年度"]),
    ("date", &["日期", "成文日期"]),
    ("case", &["案号", "提案号", "建议号"]),
    ("doc", &["文号", "发文字号"]),
    ("title", &["标题", "题目"]),
    ("kind", &["种类", "文种", "类型"]),
    ("category", &["类别", "答复类别"]),
    ("region", &["地区", "区域", "地方"]),
    ("level", &["层级", "级别"]),
    ("subject", &["案由"]),
    ("proposer", &["提案人", "提案者", "代表", "委员"]),
    ("section", &["章节", "小标题"]),
    ("origin", &["来源", "依据方式"]),
    ("body", &["机构", "会议"]),
    ("reply", &["答复", "答复号"]),
];

/// The canonical name of the field that `name` names, in any case.
pub fn canonical(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    FIELDS.iter().find(|(field, aliases)| *field == name || aliases.contains(&name.as_str())).map(|row| row.0)
}

/// Names of block kinds that people write in filters beside the canonical ones.
pub const BLOCK_NAMES: &[(&str, &[&str])] = &[
    ("ask", &["建议", "诉求", "提案内容"]),
    ("policy_basis", &["依据", "法律依据"]),
    ("background", &["背景", "现状", "总体情况"]),
    ("measures", &["举措", "措施", "主要措施", "主要做法", "工作措施", "做法", "落实情况"]),
    ("progress", &["进展", "进展情况", "推进情况"]),
    ("results", &["成效", "取得成效", "取得的成效", "工作成效", "成果"]),
    ("adoption", &["采纳"]),
    ("problems", &["问题", "困难", "存在的问题", "困难和问题", "制约因素"]),
    ("explanation", &["说明", "解释", "不予采纳理由"]),
    ("consultation", &["沟通", "协商", "面商", "调研"]),
    ("referral", &["转办"]),
    ("next_steps", &["下一步", "下一步打算", "下一步工作", "下一步工作打算", "承诺", "努力方向", "打算"]),
    ("co_opinion", &["会办", "协办", "协办意见"]),
];

/// Levels as people write them.
pub const LEVELS: &[(&str, &[&str])] = &[
    ("national", &["国家", "全国", "中央", "国家级"]),
    ("province", &["省", "省级", "自治区", "直辖市"]),
    ("city", &["市", "市级", "地市", "州"]),
    ("county", &["县", "县级", "区", "区级", "区县"]),
    ("township", &["乡", "镇", "乡镇", "乡级", "镇级"]),
];

/// Bodies as people write them.
pub const BODIES: &[(&str, &[&str])] =
    &[("cppcc", &["政协", "提案"]), ("people_congress", &["人大", "建议", "议案"])];

/// The canonical value that `value` names in `table`, else `value` itself.
pub fn canonical_value<'a>(table: &[(&'a str, &[&str])], value: &'a str) -> &'a str {
    table.iter().find(|(name, aliases)| *name == value || aliases.contains(&value)).map_or(value, |row| row.0)
}

/// Words that carry no content of their own in a query: dropped where words, not literals, are matched.
pub const FUNCTION_WORDS: &[&str] = &[
    "的",
    "了",
    "和",
    "与",
    "及",
    "或",
    "在",
    "对",
    "为",
    "是",
    "有",
    "把",
    "被",
    "将",
    "从",
    "到",
    "由",
    "以",
    "于",
    "等",
    "中",
    "上",
    "下",
    "不",
    "也",
    "都",
    "就",
    "而",
    "并",
    "且",
    "其",
    "之",
    "所",
    "个",
    "这",
    "那",
    "您",
    "你",
    "我",
    "们",
    "我们",
    "你们",
    "如何",
    "怎么",
    "怎样",
    "什么",
    "哪些",
    "多少",
    "是否",
    "有没有",
    "关于",
    "对于",
    "以及",
    "吗",
    "呢",
    "啊",
    "吧",
    "着",
    "过",
    "地",
    "得",
    "一个",
    "进行",
    "问题",
    "情况",
    "方面",
    "the",
    "of",
    "a",
    "an",
    "in",
    "to",
    "and",
    "or",
    "for",
    "on",
    "is",
    "are",
    "what",
    "how",
    "which",
];
