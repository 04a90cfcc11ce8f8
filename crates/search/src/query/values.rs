//! Values of filters: how they are read, and what they accept.
//!
//! In: a folded value. Out: the form in which it is compared, or a test on the values of a column. Which field uses
//! which stands in `fields`; what is done with the tests in `filter`.

use crate::abbreviation;
use crate::notes::QueryNote;
use dafu_letters::reply::model::{BlockKind, ReplyKind};
use dafu_words::fold::{SEPARATOR, fold_str};
use dafu_words::number::{case_key, doc_key, looks_like_doc};

/// Tells which values a filter accepts.
pub(crate) type Accepts = Box<dyn Fn(&str) -> bool>;

/// Canonical names, each with others that people write.
type Names = &'static [(&'static str, &'static [&'static str])];

/// Names of block kinds that people write in filters beside the canonical ones.
const BLOCK_NAMES: Names = &[
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
const LEVELS: Names = &[
    ("national", &["国家", "全国", "中央", "国家级"]),
    ("province", &["省", "省级", "自治区", "直辖市"]),
    ("city", &["市", "市级", "地市", "州"]),
    ("county", &["县", "县级", "区", "区级", "区县"]),
    ("township", &["乡", "镇", "乡镇", "乡级", "镇级"]),
];

/// Bodies as people write them.
const BODIES: Names = &[("cppcc", &["政协", "提案"]), ("people_congress", &["人大", "建议", "议案"])];

/// Years that are not known.
const UNKNOWN: [&str; 3] = ["unknown", "未知", "不详"];

/// The canonical value that `value` names in `table`, else `value` itself.
fn canonical(table: Names, value: &str) -> &str {
    table.iter().find(|(name, aliases)| *name == value || aliases.contains(&value)).map_or(value, |row| row.0)
}

/// A block kind's canonical name; what names a kind or tier by itself stays as it is.
pub(crate) fn block_name(value: &str) -> String {
    let known = BlockKind::all().any(|kind| is_called(kind, value));
    if known { value.to_owned() } else { canonical(BLOCK_NAMES, value).to_owned() }
}

/// A level's canonical name.
pub(crate) fn level_name(value: &str) -> String {
    canonical(LEVELS, value).to_owned()
}

/// A body's canonical name.
pub(crate) fn body_name(value: &str) -> String {
    canonical(BODIES, value).to_owned()
}

/// The name of an origin; 标注 and what else speaks of labels is `explicit`.
pub(crate) fn origin_name(value: &str) -> String {
    if value.contains('标') { "explicit".to_owned() } else { value.to_owned() }
}

/// A reply class without the word for class.
pub(crate) fn class(value: &str) -> String {
    value.trim_end_matches('类').to_owned()
}

/// Accepts the value itself.
pub(crate) fn equal(value: &str, _: &str) -> Result<Accepts, QueryNote> {
    let value = value.to_owned();
    Ok(Box::new(move |of| of == value))
}

/// Accepts what holds the value.
pub(crate) fn part(value: &str, _: &str) -> Result<Accepts, QueryNote> {
    let value = value.to_owned();
    Ok(Box::new(move |of| fold_str(of).contains(&value)))
}

/// Accepts names of units that hold the value, in any of its known long and short forms.
pub(crate) fn unit(value: &str, _: &str) -> Result<Accepts, QueryNote> {
    let forms: Vec<String> = abbreviation::variants(value).iter().map(|form| fold_str(form)).collect();
    Ok(Box::new(move |unit| {
        let unit = fold_str(unit);
        forms.iter().any(|form| unit.contains(form.as_str()))
    }))
}

/// Accepts case numbers that are written otherwise.
pub(crate) fn case(key: &str, _: &str) -> Result<Accepts, QueryNote> {
    let key = key.to_owned();
    Ok(Box::new(move |case| case_key(case) == key))
}

/// Accepts document numbers that hold the value, in any brackets. A year and serial number with 号 behind end the number, so that
/// 〔2024〕1号 is not found in 〔2024〕12号.
pub(crate) fn doc(key: &str, typed: &str) -> Result<Accepts, QueryNote> {
    let key = key.to_owned();
    if looks_like_doc(typed).is_some() && fold_str(typed).ends_with('号') {
        return Ok(Box::new(move |doc| doc_key(doc).ends_with(&key)));
    }
    Ok(Box::new(move |doc| doc_key(doc).contains(&key)))
}

/// Accepts a reply class with or without the word for class.
pub(crate) fn category(wanted: &str, _: &str) -> Result<Accepts, QueryNote> {
    let wanted = wanted.to_owned();
    Ok(Box::new(move |category| class(&fold_str(category)) == wanted))
}

/// Accepts the kinds of letters that the value names, whole or in part.
pub(crate) fn kind(value: &str, _: &str) -> Result<Accepts, QueryNote> {
    let co = value.contains('协') || value == "会办";
    let accepted: Vec<&str> = ReplyKind::ALL
        .iter()
        .filter(|kind| {
            kind.zh().contains(value) || kind.name() == value || (co && **kind == ReplyKind::CoOpinion)
        })
        .map(|kind| kind.zh())
        .collect();
    Ok(Box::new(move |kind| accepted.contains(&kind)))
}

/// Accepts the block kinds that the value names: kind, coarse tier or label, whole or in part.
pub(crate) fn block(value: &str, typed: &str) -> Result<Accepts, QueryNote> {
    let accepted = blocks(value);
    if accepted.is_empty() {
        return Err(QueryNote::NoBlock(typed.to_owned()));
    }
    Ok(Box::new(move |block| accepted.contains(&block)))
}

fn is_called(kind: BlockKind, name: &str) -> bool {
    [kind.name(), kind.zh(), kind.tier().name(), kind.tier().zh()].contains(&name)
}

fn blocks(value: &str) -> Vec<&'static str> {
    let of = |called: &dyn Fn(BlockKind) -> bool| -> Vec<&'static str> {
        BlockKind::all().filter(|&kind| called(kind)).map(BlockKind::zh).collect()
    };
    let exact = of(&|kind| is_called(kind, value));
    if !exact.is_empty() {
        return exact;
    }
    of(&|kind| kind.zh().contains(value) || kind.tier().zh().contains(value))
}

/// Accepts years within a range, or years that are not known.
pub(crate) fn year(value: &str, typed: &str) -> Result<Accepts, QueryNote> {
    if let Some((from, to)) = range(value, 4) {
        return Ok(Box::new(move |year| year.parse().is_ok_and(|y| from <= y && y <= to)));
    }
    if UNKNOWN.contains(&value) {
        return Ok(Box::new(|year| year == "unknown"));
    }
    Err(QueryNote::NoYear(typed.to_owned()))
}

/// First and last date of a range, as `yyyymmdd`.
pub(crate) fn dates(value: &str, typed: &str) -> Result<(u32, u32), QueryNote> {
    range(value, 8).ok_or_else(|| QueryNote::NoDate(typed.to_owned()))
}

/// `a..b`, `a..`, `..b` or `a`, each padded to `digits` digits at its end or beginning of the period.
fn range(value: &str, digits: usize) -> Option<(u32, u32)> {
    let value = value.replace(['—', '~', '～'], "..").replace(['年', '月', '/'], "-").replace('日', "");
    // Folding turns two stops into one separator.
    let (from, to) = match value.split_once("..").or_else(|| value.split_once(SEPARATOR)) {
        Some((from, to)) => (from.to_owned(), to.to_owned()),
        None => (value.clone(), value.clone()),
    };
    let bound = |text: &str, fill: char| -> Option<u32> {
        let text = text.trim_matches('-');
        let parts: Vec<String> = text.split('-').map(|part| format!("{part:0>2}")).collect();
        let mut number = parts.concat();
        if number.len() > digits || !number.bytes().all(|byte| byte.is_ascii_digit()) || number.len() < 4 {
            return None;
        }
        let part = |from: usize, to: usize| number.get(from..to).and_then(|part| part.parse::<u32>().ok());
        let month = part(4, 6).is_none_or(|month| (1..=12).contains(&month));
        let day = part(6, 8).is_none_or(|day| (1..=31).contains(&day));
        if digits > 4 && !(month && day) {
            return None;
        }
        while number.len() < digits {
            number.push(fill);
        }
        number.parse().ok()
    };
    let low = if from.is_empty() { Some(0) } else { bound(&from, '0') };
    let high = if to.is_empty() { Some(u32::MAX) } else { bound(&to, '9') };
    (!(from.is_empty() && to.is_empty())).then_some(())?;
    Some((low?, high?)).filter(|(low, high)| low <= high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::fields::{FIELDS, Matching, named};
    use dafu_letters::passage::ReplyId;

    #[test]
    fn ranges_are_read_in_their_usual_forms() {
        let fold = |text: &str| fold_str(text);
        assert_eq!(range(&fold("2023"), 4), Some((2023, 2023)));
        assert_eq!(range(&fold("2021..2024"), 4), Some((2021, 2024)));
        assert_eq!(range(&fold("2021.."), 4), Some((2021, u32::MAX)));
        assert_eq!(range(&fold("..2021"), 4), Some((0, 2021)));
        assert_eq!(range(&fold("2023年"), 4), Some((2023, 2023)));
        assert_eq!(range(&fold("2023-05"), 8), Some((20230500, 20230599)));
        assert_eq!(range(&fold("2023年5月9日"), 8), Some((20230509, 20230509)));
        assert_eq!(range(&fold("去年"), 4), None);
        // No such day, and no such order.
        for nothing in ["2024-13", "2024-13-45", "2024-02-45", "20240045", "2024-05..2023-01"] {
            assert_eq!(range(&fold(nothing), 8), None, "{nothing}");
        }
        assert_eq!(range(&fold("2024..2021"), 4), None);
        assert_eq!(range(&fold("2024-05..2024-05"), 8), Some((20240500, 20240599)));
        assert_eq!(range("", 4), None);
    }

    #[test]
    fn blocks_are_named_by_kind_tier_or_part() {
        assert_eq!(blocks("next_steps"), ["下步打算"]);
        assert_eq!(blocks("工作与成效").len(), 5);
        assert_eq!(blocks(&block_name("问题")), ["存在问题"]);
        assert_eq!(blocks(&block_name("承诺")), ["下步打算"]);
        assert!(blocks("不存在的").is_empty());
    }
    #[test]
    fn every_example_of_the_table_is_understood() {
        for field in FIELDS {
            for example in field.examples {
                let value = (field.canonical)(&fold_str(example));
                let refused = match field.matching {
                    Matching::Values(_, test) => test(&value, example).err(),
                    Matching::Date => dates(&value, example).err(),
                    Matching::Reply => {
                        assert!(value.parse::<ReplyId>().is_ok(), "{example}");
                        None
                    }
                };
                assert_eq!(refused, None, "{}:{example}", field.name);
            }
        }
    }

    /// A value of each field, one that it accepts and one that it does not.
    #[test]
    fn each_field_compares_values_in_its_own_way() {
        for (name, value, accepted, other) in [
            ("block", "成效", "主要成效", "主要举措"),
            ("unit", "科技厅", "安澜省科学技术厅", "安澜省教育厅"),
            ("author", "人社局", "望澜市人力资源和社会保障局", "望澜市教育局"),
            ("lead", "省发改委", "安澜省发展和改革委员会", "安澜省财政厅"),
            ("co", "卫健委", "白鹭市卫生健康委员会", "白鹭市文化局"),
            ("year", "2021..2022", "2022", "2023"),
            ("year", "不详", "unknown", "2022"),
            ("case", "01025", "第1025号", "10250"),
            ("doc", "[2024]80", "吉科发人才〔2024〕80号", "吉科发人才〔2023〕80号"),
            ("doc", "2024年80号", "吉科发人才〔2024〕80号", "吉科发人才〔2024〕801号"),
            ("title", "人 才", "关于人才工作的答复", "关于住房的答复"),
            ("subject", "人才", "关于引进人才的建议", "关于住房的建议"),
            ("kind", "协办", "会办意见", "提案答复"),
            ("category", "a类", "A", "B类"),
            ("region", "白鹭", "白鹭县", "望澜市"),
            ("level", "区级", "county", "city"),
            ("proposer", "民革", "民革省委会", "张三"),
            ("section", "公寓", "一、关于博士后公寓", "二、关于路演"),
            ("origin", "标注", "explicit", "inferred"),
            ("body", "人大", "people_congress", "cppcc"),
        ] {
            let field = named(name).unwrap();
            let Matching::Values(_, test) = field.matching else { panic!("{name} has no column") };
            let accepts = test(&(field.canonical)(&fold_str(value)), value).unwrap();
            assert!(accepts(accepted) && !accepts(other), "{name}:{value}");
        }
    }

    #[test]
    fn what_nothing_can_match_is_said() {
        assert_eq!(year("去年", "去年").err(), Some(QueryNote::NoYear("去年".to_owned())));
        assert_eq!(block("无", "无").err(), Some(QueryNote::NoBlock("无".to_owned())));
        assert_eq!(dates("昨天", "昨天"), Err(QueryNote::NoDate("昨天".to_owned())));
    }
}
