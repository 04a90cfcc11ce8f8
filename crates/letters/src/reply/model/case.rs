//! What a letter answers: the proposal or suggestion, its body, sitting and numbers; and the letter's own number.
//!
//! Plain data with names and normal forms. Numbers are read elsewhere.

use crate::reply::model::field::Field;

/// The body to which a proposal or suggestion was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CaseBody {
    /// 政协
    Cppcc,
    /// 人大
    PeopleCongress,
}

impl CaseBody {
    /// Name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            CaseBody::Cppcc => "cppcc",
            CaseBody::PeopleCongress => "people_congress",
        }
    }
}

/// 届次: which term and which plenary of the body; 0 where unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sitting {
    /// 届
    pub term: u16,
    /// 次
    pub plenary: u16,
}

/// 件: one proposal or suggestion that the letter answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The body it was made to, if the letter tells.
    pub body: Option<CaseBody>,
    /// 届次, if the letter tells.
    pub sitting: Option<Field<Sitting>>,
    /// 案号: `value` is the lookup form (upper case, no leading zeros: `2024D10`, `1025`), `raw` as written.
    pub number: Option<Field<String>>,
    /// True for 闭会期间.
    pub closed_session: bool,
    /// A second, system-internal number (`12050094`), if one stands beside the case number.
    pub system_number: Option<Field<String>>,
}

/// 文号 in parts: `吉科发人才〔2024〕80号`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocNumber {
    /// Issuing code before the bracket (`吉科发人才`); can be empty when damaged.
    pub code: String,
    /// Year in the brackets; 0 when damaged.
    pub year: u16,
    /// Serial number; empty when damaged.
    pub serial: String,
}

impl DocNumber {
    /// The normalised form `吉科发人才〔2024〕80号`; lost parts are left out.
    pub fn normalised(&self) -> String {
        let year = if self.year == 0 { String::new() } else { self.year.to_string() };
        format!("{}〔{}〕{}号", self.code, year, self.serial)
    }
}
