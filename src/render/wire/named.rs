//! Kinds and case numbers in the one form that every document and table has them in.
//!
//! In: a kind's code or name, case numbers as written. Out: `kind_code`, `kind_name`, and `case_numbers` with what was written apart
//! from what is compared.

use serde_json::{Value, json};

use crate::archive::facts::LINE;
use crate::render::csv::Cell;
use dafu_letters::reply::model::ReplyKind;
use dafu_words::number::case_key;

/// Heads of the columns that [`cells`] fills.
pub(crate) const COLUMNS: [&str; 4] = ["kind_code", "kind_name", "case_numbers.raw", "case_numbers.value"];

/// A letter's kind and case numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NamedLetter {
    code: &'static str,
    name: &'static str,
    cases: Vec<(String, String)>,
}

impl NamedLetter {
    /// From a kind's code or Chinese name, and case numbers in any writing; several writings of one number follow each other.
    pub(crate) fn of<'a>(kind: &str, cases: impl Iterator<Item = &'a str>) -> NamedLetter {
        let known = ReplyKind::ALL.iter().find(|known| known.name() == kind || known.zh() == kind);
        let (code, name) = match known {
            Some(kind) => (kind.name(), kind.zh()),
            None if kind == LINE => (LINE, ""),
            None => ("", ""),
        };
        let mut numbers: Vec<(String, String)> = Vec::new();
        for raw in cases {
            let value = case_key(raw).to_uppercase();
            if numbers.iter().all(|(_, known)| *known != value) {
                numbers.push((raw.to_owned(), value));
            }
        }
        numbers.sort_by(|a, b| a.1.cmp(&b.1));
        NamedLetter { code, name, cases: numbers }
    }

    /// Adds the fields to a document.
    pub(crate) fn put(&self, document: &mut Value) {
        let known = |text: &str| if text.is_empty() { Value::Null } else { json!(text) };
        document["kind_code"] = known(self.code);
        document["kind_name"] = known(self.name);
        document["case_numbers"] =
            self.cases.iter().map(|(raw, value)| json!({"raw": raw, "value": value})).collect();
    }

    /// The same as cells below [`COLUMNS`].
    pub(crate) fn cells(&self) -> [Cell<'static>; COLUMNS.len()] {
        [
            Cell::text(self.code),
            Cell::text(self.name),
            Cell::list(self.cases.iter().map(|case| &case.0)),
            Cell::list(self.cases.iter().map(|case| &case.1)),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_and_a_name_lead_to_the_same_form() {
        let by_code = NamedLetter::of("proposal_reply", ["0145", "2024d10"].into_iter());
        let by_name = NamedLetter::of("提案答复", ["0145", "145", "2024d10", "2024D10"].into_iter());
        assert_eq!(by_code, by_name);
        let mut document = json!({});
        by_code.put(&mut document);
        assert_eq!(
            document,
            json!({"kind_code": "proposal_reply", "kind_name": "提案答复",
                "case_numbers": [{"raw": "0145", "value": "145"}, {"raw": "2024d10", "value": "2024D10"}]})
        );
    }
}
