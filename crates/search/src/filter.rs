//! Filters → tests on columns.
//!
//! In: the query's filters. Out: one test on addresses. Filters on one field are alternatives, fields combine with
//! AND, every negated filter holds. Values compare folded.

use crate::Address;
use crate::Backend;
use crate::abbreviation;
use crate::error::SearchError;
use crate::fields;
use crate::query::Filter;
use crate::record::Column;
use dafu_letters::reply::model::{BlockKind, ReplyKind};
use dafu_words::fold::fold_str;
use dafu_words::number::{case_key, doc_key};

/// Tells which values a filter accepts.
type Accepts = Box<dyn Fn(&str) -> bool>;

/// What a filter accepts, and of which column.
pub struct Condition {
    columns: &'static [Column],
    accepts: Accepts,
    date: Option<(u32, u32)>,
    reply: Option<u64>,
    field: &'static str,
    negated: bool,
}

/// The filters' conditions, with notes on values that cannot match anything.
pub fn conditions(filters: &[Filter], notes: &mut Vec<String>) -> Vec<Condition> {
    filters.iter().map(|filter| condition(filter, notes)).collect()
}

/// The addresses among `addresses` (ascending) that meet all conditions.
///
/// Filters on one field are alternatives, negated ones exclude. Fields are asked one after the other, each only about
/// the addresses that are left.
pub fn keep(
    backend: &dyn Backend,
    conditions: &[Condition],
    mut addresses: Vec<Address>,
) -> Result<Vec<Address>, SearchError> {
    let (negated, wanted): (Vec<_>, Vec<_>) = conditions.iter().partition(|condition| condition.negated);
    let mut fields: Vec<&str> = wanted.iter().map(|condition| condition.field).collect();
    // What costs nothing to ask comes first.
    fields.sort_by_key(|field| (!matches!(*field, "block" | "origin" | "date" | "reply"), *field));
    fields.dedup();
    for field in fields {
        let mut met = vec![false; addresses.len()];
        for condition in wanted.iter().filter(|condition| condition.field == field) {
            condition.mark(backend, &addresses, &mut met)?;
        }
        let mut met = met.into_iter();
        addresses.retain(|_| met.next() == Some(true));
    }
    for condition in negated {
        let mut met = vec![false; addresses.len()];
        condition.mark(backend, &addresses, &mut met)?;
        let mut met = met.into_iter();
        addresses.retain(|_| met.next() == Some(false));
    }
    Ok(addresses)
}

impl Condition {
    /// Sets the marks of the addresses that meet it, negation aside.
    fn mark(
        &self,
        backend: &dyn Backend,
        addresses: &[Address],
        marks: &mut [bool],
    ) -> Result<(), SearchError> {
        for &column in self.columns {
            let passing = backend.passing(column, addresses, &*self.accepts)?;
            marks.iter_mut().zip(passing).for_each(|(mark, passes)| *mark |= passes);
        }
        for (mark, &address) in marks.iter_mut().zip(addresses) {
            *mark |= self.date.is_some_and(|(from, to)| {
                let date = backend.date(address);
                date != 0 && from <= date && date <= to
            }) || self.reply.is_some_and(|reply| backend.order(address).0 == reply);
        }
        Ok(())
    }
}

fn condition(filter: &Filter, notes: &mut Vec<String>) -> Condition {
    let value = fold_str(&filter.value);
    let mut date = None;
    let mut reply = None;
    let (columns, accepts): (&'static [Column], Accepts) = match filter.field {
        "block" => {
            let accepted = blocks(&value);
            if accepted.is_empty() {
                let known: Vec<&str> =
                    BlockKind::all().filter(|kind| !kind.is_frame()).map(BlockKind::zh).collect();
                notes.push(format!("no block is called `{}`; known: {}", filter.value, known.join(" ")));
            }
            (&[Column::Block], Box::new(move |block| accepted.contains(&block)))
        }
        "unit" => (&[Column::Unit], unit_test(&value)),
        "author" => (&[Column::Author], unit_test(&value)),
        "lead" => (&[Column::Lead], unit_test(&value)),
        "co" => (&[Column::Co], unit_test(&value)),
        "year" => match range(&value, 4) {
            Some((from, to)) => {
                (&[Column::Year], Box::new(move |year| year.parse().is_ok_and(|y| from <= y && y <= to)))
            }
            None if matches!(value.as_str(), "unknown" | "未知" | "不详") => {
                (&[Column::Year], Box::new(|year| year == "unknown"))
            }
            None => {
                notes.push(format!("`{}` is no year; write 2023, 2021..2024 or unknown", filter.value));
                (&[], Box::new(|_| false))
            }
        },
        "date" => {
            date = range(&value, 8);
            if date.is_none() {
                notes.push(format!("`{}` is no date; write 2023-05-29 or 2023-01..2023-06", filter.value));
            }
            (&[], Box::new(|_| false))
        }
        "case" => {
            let number = case_key(&value);
            (&[Column::Case], Box::new(move |case| case_key(case) == number))
        }
        "doc" => {
            let number = doc_key(&value);
            (&[Column::DocNumber], Box::new(move |doc| doc_key(doc).contains(&number)))
        }
        "kind" => {
            let accepted: Vec<&str> = ReplyKind::ALL
                .iter()
                .filter(|kind| kind.zh().contains(&value) || kind.name() == value)
                .map(|kind| kind.zh())
                .collect();
            let co = value.contains('协') || value == "会办";
            (
                &[Column::Kind],
                Box::new(move |kind| accepted.contains(&kind) || (co && kind == ReplyKind::CoOpinion.zh())),
            )
        }
        "category" => {
            let class = value.trim_end_matches('类').to_owned();
            (
                &[Column::Category],
                Box::new(move |category| fold_str(category).trim_end_matches('类') == class),
            )
        }
        "level" => {
            let level = fields::canonical_value(fields::LEVELS, &value).to_owned();
            (&[Column::Level], Box::new(move |of| of == level))
        }
        "body" => {
            let body = fields::canonical_value(fields::BODIES, &value).to_owned();
            (&[Column::Body], Box::new(move |of| of == body))
        }
        "origin" => {
            let origin = if value.contains("标") { "explicit".to_owned() } else { value };
            (&[Column::Origin], Box::new(move |of| of == origin))
        }
        "reply" => {
            reply = value.parse::<dafu_letters::passage::ReplyId>().ok().map(|id| id.number());
            (&[Column::Id], Box::new(move |id| fold_str(id) == value))
        }
        "title" => (&[Column::Title], substring(value)),
        "subject" => (&[Column::Subject], substring(value)),
        "proposer" => (&[Column::Proposer], substring(value)),
        "region" => (&[Column::Region], substring(value)),
        _ => (&[Column::Heading], substring(value)),
    };
    Condition { columns, accepts, date, reply, field: filter.field, negated: filter.negated }
}

fn substring(value: String) -> Accepts {
    Box::new(move |of| fold_str(of).contains(&value))
}

/// A unit's name by substring, in any of its known long and short forms.
fn unit_test(value: &str) -> Accepts {
    let forms: Vec<String> = abbreviation::variants(value).iter().map(|form| fold_str(form)).collect();
    Box::new(move |unit| {
        let unit = fold_str(unit);
        forms.iter().any(|form| unit.contains(form.as_str()))
    })
}

/// Canonical names of the block kinds that a value names: kind, coarse tier or label, whole or in part.
fn blocks(value: &str) -> Vec<&'static str> {
    let all = || BlockKind::all();
    let exact: Vec<_> = all()
        .filter(|kind| {
            kind.name() == value
                || kind.zh() == value
                || kind.tier().name() == value
                || kind.tier().zh() == value
        })
        .collect();
    let found = if exact.is_empty() {
        match BlockKind::from_name(fields::canonical_value(fields::BLOCK_NAMES, value)) {
            Some(kind) => vec![kind],
            None => {
                all().filter(|kind| kind.zh().contains(value) || kind.tier().zh().contains(value)).collect()
            }
        }
    } else {
        exact
    };
    found.into_iter().map(BlockKind::zh).collect()
}

/// `a..b`, `a..`, `..b` or `a`, each padded to `digits` digits at its end or beginning of the period.
fn range(value: &str, digits: usize) -> Option<(u32, u32)> {
    let value = value.replace(['—', '~', '～'], "..").replace(['年', '月', '/'], "-").replace('日', "");
    // Folding turns two stops into one separator.
    let separator = dafu_words::fold::SEPARATOR;
    let (from, to) = match value.split_once("..").or_else(|| value.split_once(separator)) {
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
        while number.len() < digits {
            number.push(fill);
        }
        number.parse().ok()
    };
    let low = if from.is_empty() { Some(0) } else { bound(&from, '0') };
    let high = if to.is_empty() { Some(u32::MAX) } else { bound(&to, '9') };
    (!(from.is_empty() && to.is_empty())).then_some(())?;
    Some((low?, high?))
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(range("", 4), None);
    }

    #[test]
    fn blocks_are_named_by_kind_tier_or_part() {
        assert_eq!(blocks("next_steps"), ["下步打算"]);
        assert_eq!(blocks("工作与成效").len(), 5);
        assert_eq!(blocks("问题"), ["存在问题"]);
        assert!(blocks("不存在的").is_empty());
    }
}
