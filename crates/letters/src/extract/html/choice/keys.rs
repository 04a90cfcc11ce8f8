//! Keys of a page's information tables, and what each tells.
//!
//! In: a line's text in canonical characters, or its rest from some place on. Out: the key that stands there, what it
//! tells, and whose it is. Which values belong to keys, and what becomes of their lines, is not decided here.

/// What a key of a page's information table or line tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// The value of a metadata column.
    Column(&'static str),
    /// When the page was published, which is not when the letter was written.
    Published,
    /// Who published, if it is a unit at all.
    Source,
    /// Nothing about the letter.
    Nothing,
}

/// Keys that only pages have: where one stands before its colon, the line is none of the letter's.
#[rustfmt::skip]
const PAGE_KEYS: &[(&str, Told)] = &[
    ("索引号", Told::Nothing), ("信息索引号", Told::Nothing), ("索取号", Told::Nothing),
    ("组配分类", Told::Nothing), ("主题分类", Told::Nothing), ("体裁分类", Told::Nothing),
    ("信息分类", Told::Nothing), ("内容分类", Told::Nothing), ("服务对象分类", Told::Nothing),
    ("公开目录", Told::Nothing), ("所属栏目", Told::Nothing), ("所属主题", Told::Nothing), ("栏目", Told::Nothing),
    ("有效性", Told::Nothing), ("信息有效性", Told::Nothing), ("时效性", Told::Nothing), ("时效", Told::Nothing),
    ("生效日期", Told::Nothing), ("实施日期", Told::Nothing), ("废止日期", Told::Nothing), ("失效日期", Told::Nothing),
    ("内容概述", Told::Nothing), ("内容摘要", Told::Nothing), ("统一编号", Told::Nothing), ("信息来源", Told::Source),
    ("发布机构", Told::Source), ("发文机关", Told::Column("unit")), ("发文单位", Told::Column("unit")),
    ("制发机关", Told::Column("unit")), ("成文机关", Told::Column("unit")), ("发布单位", Told::Source),
    ("信息发布单位", Told::Source), ("公开主体", Told::Source), ("公开机构", Told::Source),
    ("公开责任部门", Told::Source), ("责任部门", Told::Source), ("发布部门", Told::Source), ("发布者", Told::Source),
    ("信息提供日期", Told::Published), ("发布日期", Told::Published), ("发布时间", Told::Published),
    ("公开日期", Told::Published), ("公开时间", Told::Published), ("公布日期", Told::Published),
    ("发表时间", Told::Published), ("更新时间", Told::Published), ("更新日期", Told::Published),
    ("录入时间", Told::Published), ("著录日期", Told::Published), ("成文日期", Told::Column("date")),
    ("成文时间", Told::Column("date")), ("发文日期", Told::Column("date")), ("发文时间", Told::Column("date")),
    ("印发日期", Told::Column("date")), ("生成日期", Told::Column("date")), ("文号", Told::Column("doc")),
    ("发文字号", Told::Column("doc")), ("发文文号", Told::Column("doc")), ("文件编号", Told::Column("doc")),
    ("公文文号", Told::Column("doc")), ("文件名称", Told::Column("title")), ("信息名称", Told::Column("title")),
    ("公文名称", Told::Column("title")), ("浏览次数", Told::Nothing), ("浏览量", Told::Nothing),
    ("点击数", Told::Nothing), ("点击次数", Told::Nothing), ("点击量", Told::Nothing), ("点击率", Told::Nothing),
    ("阅读次数", Told::Nothing), ("阅读量", Told::Nothing), ("阅读数", Told::Nothing), ("访问次数", Told::Nothing),
    ("访问量", Told::Nothing), ("人气", Told::Nothing), ("字号", Told::Nothing), ("字体", Told::Nothing),
    ("字体大小", Told::Nothing), ("字号大小", Told::Nothing), ("选择字号", Told::Nothing), ("分享到", Told::Nothing),
    ("分享至", Told::Nothing), ("分享", Told::Nothing), ("责任编辑", Told::Nothing), ("责编", Told::Nothing),
    ("信息录入", Told::Nothing), ("当前位置", Told::Nothing), ("您的位置", Told::Nothing),
    ("您现在的位置", Told::Nothing), ("您所在的位置", Told::Nothing), ("您当前的位置", Told::Nothing),
    ("当前的位置", Told::Nothing), ("你的位置", Told::Nothing), ("所在位置", Told::Nothing),
    ("视力保护色", Told::Nothing), ("保护视力色", Told::Nothing), ("打印", Told::Nothing),
];

/// Keys that pages have and letters too: beside the others, or in a table, they are the page's.
#[rustfmt::skip]
const SHARED_KEYS: &[(&str, Told)] = &[
    ("标题", Told::Column("title")), ("名称", Told::Column("title")), ("主题词", Told::Nothing),
    ("关键词", Told::Nothing), ("关键字", Told::Nothing), ("分类", Told::Nothing), ("来源", Told::Source),
    ("文章来源", Told::Source), ("稿源", Told::Source), ("来源单位", Told::Source), ("作者", Told::Nothing),
    ("编辑", Told::Nothing), ("审核", Told::Nothing), ("审核人", Told::Nothing), ("编审", Told::Nothing),
    ("日期", Told::Published), ("时间", Told::Published), ("浏览", Told::Nothing), ("点击", Told::Nothing),
    ("阅读", Told::Nothing), ("公开方式", Told::Nothing), ("公开形式", Told::Nothing), ("公开属性", Told::Nothing),
    ("公开范围", Told::Nothing), ("公开时限", Told::Nothing), ("公开类别", Told::Nothing), ("状态", Told::Nothing),
];

/// Keys of a platform's table of one case: the page's where they stand in a table.
#[rustfmt::skip]
const CASE_KEYS: &[(&str, Told)] = &[
    ("提案编号", Told::Column("case")), ("建议编号", Told::Column("case")), ("提案号", Told::Column("case")),
    ("建议号", Told::Column("case")), ("案号", Told::Column("case")), ("立案号", Told::Column("case")),
    ("议案编号", Told::Column("case")), ("编号", Told::Column("case")), ("提案标题", Told::Column("subject")),
    ("建议标题", Told::Column("subject")), ("提案名称", Told::Column("subject")), ("建议名称", Told::Column("subject")),
    ("议案标题", Told::Column("subject")), ("案由", Told::Column("subject")), ("提案题目", Told::Column("subject")),
    ("建议题目", Told::Column("subject")), ("提案人", Told::Column("proposer")), ("建议人", Told::Column("proposer")),
    ("领衔代表", Told::Column("proposer")), ("第一提案人", Told::Column("proposer")),
    ("提案者", Told::Column("proposer")), ("代表姓名", Told::Column("proposer")), ("委员姓名", Told::Column("proposer")),
    ("提出人", Told::Column("proposer")), ("主办单位", Told::Column("lead")), ("牵头单位", Told::Column("lead")),
    ("协办单位", Told::Column("co")), ("会办单位", Told::Column("co")), ("分办单位", Told::Column("co")),
    ("承办单位", Told::Column("unit")), ("答复单位", Told::Column("unit")), ("办理单位", Told::Column("unit")),
    ("回复单位", Told::Column("unit")), ("答复时间", Told::Column("date")), ("答复日期", Told::Column("date")),
    ("回复时间", Told::Column("date")), ("复函日期", Told::Column("date")), ("交办日期", Told::Nothing),
    ("交办时间", Told::Nothing), ("提交日期", Told::Nothing), ("提交时间", Told::Nothing), ("提出时间", Told::Nothing),
    ("届次", Told::Nothing), ("会议届次", Told::Nothing), ("界别", Told::Nothing), ("代表团", Told::Nothing),
    ("附议人", Told::Nothing), ("联名人", Told::Nothing), ("建议类型", Told::Nothing), ("提案类型", Told::Nothing),
    ("提案类别", Told::Nothing), ("建议类别", Told::Nothing), ("提案形式", Told::Nothing), ("提案分类", Told::Nothing),
    ("办理状态", Told::Nothing), ("办理方式", Told::Nothing), ("办理类型", Told::Nothing), ("办理期限", Told::Nothing),
    ("满意度", Told::Nothing), ("答复类别", Told::Column("category")), ("办理结果类别", Told::Column("category")),
];

/// Whose keys they are: what a line with one is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// Only pages have them.
    Page,
    /// Pages have them, and letters too.
    Shared,
    /// A platform's table of a case has them.
    Case,
}

/// A key: its characters, what it tells, whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key {
    /// Its characters.
    pub name: &'static str,
    /// What it tells.
    pub told: Told,
    /// Whose it is.
    pub owner: Owner,
}

/// The tables; no name stands in two of them.
const TABLES: [(&[(&str, Told)], Owner); 3] =
    [(PAGE_KEYS, Owner::Page), (SHARED_KEYS, Owner::Shared), (CASE_KEYS, Owner::Case)];

fn all() -> impl Iterator<Item = Key> {
    TABLES
        .iter()
        .flat_map(|(table, owner)| table.iter().map(|&(name, told)| Key { name, told, owner: *owner }))
}

/// The longest key that `s` begins with.
pub(super) fn at_start(s: &str) -> Option<Key> {
    all().filter(|key| s.starts_with(key.name)).max_by_key(|key| key.name.len())
}

/// The key that the whole line is, its value being the next line.
pub(super) fn alone(canonical: &str) -> Option<Key> {
    let is_frame = |c: char| matches!(c, '：' | '〔' | '〕' | '*' | '|');
    let bare = canonical.trim_matches(is_frame);
    all().find(|key| key.name == bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_stands_in_two_tables() {
        let mut names: Vec<&str> = all().map(|key| key.name).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }

    #[test]
    fn the_longest_key_counts_and_a_lone_one_may_be_framed() {
        let found = |key: Option<Key>| key.map(|key| (key.name, key.owner));
        assert_eq!(found(at_start("公开方式：主动公开")), Some(("公开方式", Owner::Shared)));
        assert_eq!(found(at_start("字号大小：大中小")), Some(("字号大小", Owner::Page)));
        assert_eq!(found(alone("〔案号〕：")), Some(("案号", Owner::Case)));
        assert_eq!(found(alone("案号12")), None);
    }
}
