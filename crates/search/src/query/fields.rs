//! The fields that filters can name: one table for the query, the command line and docs/QUERY.md. What each holds is told by
//! the entry `field_` and its name of the catalogue.
//!
//! In: a name as people write it. Out: its field, with how values are read and compared. A new field is a line here.
//! What is not in the table is no field, so that no filter on an unknown one can be made.

use std::fmt;

use crate::notes::QueryNote;
use crate::query::values::{self, Accepts};
use crate::record::Column;
use dafu_words::number::{case_key, doc_key};

/// A field of the table.
pub struct Field {
    /// Canonical name: in filters, as a flag, in JSON.
    pub name: &'static str,
    /// Other names; the first is the one that help shows.
    pub aliases: &'static [&'static str],
    /// How the help of its flag calls the value; none where the command line has no flag for it.
    pub flag: Option<&'static str>,
    /// Values as they can be written, each by its own.
    pub examples: &'static [&'static str],
    /// From a folded value to the form that is compared.
    pub(crate) canonical: fn(&str) -> String,
    /// What the canonical value is compared with.
    pub(crate) matching: Matching,
}

/// What a canonical value is compared with.
pub(crate) enum Matching {
    /// The values of a column; the function reads what is accepted of them.
    Values(Column, ReadValue),
    /// The letter's date.
    Date,
    /// The letter's id, or the id that a line of a collection has.
    Reply,
}

/// Reads a canonical value, and the same as typed, into what it accepts; the error says why nothing can match.
type ReadValue = fn(&str, &str) -> Result<Accepts, QueryNote>;

/// Every field, in the order in which help shows them.
#[rustfmt::skip]
pub static FIELDS: &[Field] = &[
    field("block", &["板块", "部分", "段落类型"], Some("BLOCK"), &["下步打算", "measures", "工作与成效", "主要措施"], values::block_name, Matching::Values(Column::Block, values::block)),
    field("unit", &["单位", "部门", "承办单位", "答复单位"], Some("UNIT"), &["科技厅", "科学技术厅"], same, Matching::Values(Column::Unit, values::unit)),
    field("author", &["落款", "发文单位"], None, &["省人社厅"], same, Matching::Values(Column::Author, values::unit)),
    field("lead", &["主办", "主办单位"], Some("UNIT"), &["省科技厅"], same, Matching::Values(Column::Lead, values::unit)),
    field("co", &["协办", "会办", "协办单位", "会办单位"], Some("UNIT"), &["教育厅"], same, Matching::Values(Column::Co, values::unit)),
    field("year", &["年", "年份", "年度"], Some("YEAR"), &["2023", "2021..2024", "2021..", "..2021", "unknown"], same, Matching::Values(Column::Year, values::year)),
    field("date", &["日期", "成文日期"], Some("DATE"), &["2024-05-29", "2024-05", "2024-01..2024-06"], same, Matching::Date),
    field("case", &["案号", "提案号", "建议号"], Some("NUMBER"), &["2024D10", "第01025号"], case_key, Matching::Values(Column::Case, values::case)),
    field("doc", &["文号", "发文字号"], Some("NUMBER"), &["安科发人才〔2024〕80号", "安科发"], doc_key, Matching::Values(Column::DocNumber, values::doc)),
    field("title", &["标题", "题目"], Some("TEXT"), &["人才"], same, Matching::Values(Column::Title, values::part)),
    field("subject", &["案由"], Some("TEXT"), &["人才"], same, Matching::Values(Column::Subject, values::part)),
    field("kind", &["种类", "文种", "类型"], Some("KIND"), &["提案答复", "建议答复", "会办"], same, Matching::Values(Column::Kind, values::kind)),
    field("category", &["类别", "答复类别"], Some("CLASS"), &["A", "B类"], values::class, Matching::Values(Column::Category, values::category)),
    field("region", &["地区", "区域", "地方"], Some("REGION"), &["白鹭县"], same, Matching::Values(Column::Region, values::part)),
    field("level", &["层级", "级别"], Some("LEVEL"), &["省", "市", "county"], values::level_name, Matching::Values(Column::Level, values::equal)),
    field("proposer", &["提案人", "提案者", "代表", "委员"], None, &["民革"], same, Matching::Values(Column::Proposer, values::part)),
    field("section", &["章节", "小标题"], None, &["人才"], same, Matching::Values(Column::Heading, values::part)),
    field("origin", &["来源", "依据方式"], None, &["explicit", "标注", "inferred"], values::origin_name, Matching::Values(Column::Origin, values::equal)),
    field("body", &["机构", "会议"], None, &["政协", "人大"], values::body_name, Matching::Values(Column::Body, values::equal)),
    field("reply", &["答复", "答复号"], None, &["0a1b2c3d4e5f"], same, Matching::Reply),
];

/// A value that is compared as it was folded.
fn same(value: &str) -> String {
    value.to_owned()
}

/// A line of the table.
const fn field(
    name: &'static str,
    aliases: &'static [&'static str],
    flag: Option<&'static str>,
    examples: &'static [&'static str],
    canonical: fn(&str) -> String,
    matching: Matching,
) -> Field {
    Field { name, aliases, flag, examples, canonical, matching }
}

/// The field that `name` names, in any case.
pub fn named(name: &str) -> Option<&'static Field> {
    let name = name.to_lowercase();
    FIELDS.iter().find(|field| field.name == name || field.aliases.contains(&name.as_str()))
}

impl Field {
    /// True for the field that tells of which block a passage is.
    pub(crate) fn tells_blocks(&self) -> bool {
        matches!(self.matching, Matching::Values(Column::Block, _))
    }

    /// True when no column has to be read to tell whether a passage has a value.
    pub(crate) fn is_at_hand(&self) -> bool {
        match self.matching {
            Matching::Values(column, _) => column.is_of_passage(),
            Matching::Date | Matching::Reply => true,
        }
    }
}

/// Names are unique in the table.
impl PartialEq for Field {
    fn eq(&self, other: &Field) -> bool {
        self.name == other.name
    }
}

impl Eq for Field {}

impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_means_one_field() {
        let mut names: Vec<&str> =
            FIELDS.iter().flat_map(|field| field.aliases.iter().copied().chain([field.name])).collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|two| two[0] != two[1]), "{names:?}");
        assert!(names.iter().all(|name| named(name).is_some() && *name == name.to_lowercase()));
        assert_eq!(named("Unit").map(|field| field.name), Some("unit"));
        assert_eq!(named("板块").map(|field| field.name), Some("block"));
        assert_eq!(named("成效"), None);
    }
}
