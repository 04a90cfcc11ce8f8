//! Chinese words of an outline: names of header fields, bodies, levels and origins, sittings, lines and ordinals.
//!
//! In: names of the JSON and numbers. Out: the words that people read. Names of blocks and kinds are the model's own.

/// Field name in JSON and its Chinese name, in the order of an outline.
#[rustfmt::skip]
pub(crate) const FIELDS: &[(&str, &str)] = &[
    ("kind", "文种"),
    ("title", "标题"),
    ("doc_number", "文号"),
    ("cases", "案号"),
    ("sitting", "届次"),
    ("subject", "案由"),
    ("category", "答复类别"),
    ("outcome", "办理结果"),
    ("satisfaction", "满意度"),
    ("authors", "落款"),
    ("lead", "主办"),
    ("handlers", "承办单位"),
    ("addressee", "主送"),
    ("proposers", "提案人"),
    ("proposer_count", "人数"),
    ("date", "成文日期"),
    ("published", "发布日期"),
    ("assigned", "交办日期"),
    ("region", "地区"),
    ("level", "层级"),
    ("disclosure", "公开"),
    ("contact", "联系方式"),
    ("notes", "备注"),
];

/// The Chinese name of a field; the JSON name where there is none.
pub(crate) fn field(name: &'static str) -> &'static str {
    FIELDS.iter().find(|row| row.0 == name).map_or(name, |row| row.1)
}

/// Bodies by their JSON name.
pub(crate) fn body(name: &str) -> &'static str {
    match name {
        "cppcc" => "政协",
        "people_congress" => "人大",
        _ => "",
    }
}

/// Levels of government by their name in the model.
pub(crate) fn level(name: &str) -> &'static str {
    match name {
        "national" => "国家级",
        "province" => "省级",
        "city" => "市级",
        "county" => "县级",
        "township" => "乡级",
        _ => "",
    }
}

/// Origins by their JSON name.
pub(crate) fn origin(name: &str) -> &'static str {
    match name {
        "explicit" => "明",
        "inferred" => "推",
        "metadata" => "页",
        "corrected" => "校",
        _ => "",
    }
}

/// Stands beside a case number that was handed in between two sittings.
pub(crate) const CLOSED_SESSION: &str = "闭会";

/// `13届2次` from its numbers; unknown parts as `?`.
pub(crate) fn sitting(term: u16, plenary: u16) -> String {
    let part = |n: u16| if n == 0 { "?".to_owned() } else { n.to_string() };
    format!("{}届{}次", part(term), part(plenary))
}

/// `第3–5行`.
pub(crate) fn lines(first: u32, last: u32) -> String {
    if first == last { format!("第{first}行") } else { format!("第{first}–{last}行") }
}

/// Ordinal of an item in an outline.
pub(crate) fn item(number: u32) -> String {
    format!("（{number}）")
}
