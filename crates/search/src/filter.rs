//! Filters → tests on addresses.
//!
//! In: the query's filters. Out: which addresses meet them. Filters on one field are alternatives, fields combine with
//! AND, every negated filter holds. How values are read and compared is told by `query::fields` and `query::values`.

use crate::backend::{Address, Backend};
use crate::error::SearchError;
use crate::notes::QueryNote;
use crate::query::Filter;
use crate::query::fields::{Field, Matching};
use crate::query::values::{self, Accepts};
use crate::record::Column;
use dafu_letters::passage::ReplyId;
use dafu_words::fold::fold_str;

/// What a filter accepts, and of which field.
pub(crate) struct Condition {
    demand: Demand,
    field: &'static Field,
    negated: bool,
}

/// What a passage must have.
enum Demand {
    /// A value of the column that the function accepts.
    Values(Column, Accepts),
    /// A date from the first to the last, as `yyyymmdd`.
    Dates(u32, u32),
    /// This id of its letter, or of its line in a collection.
    Reply(String),
    /// What nothing has: the value could not be read.
    Nothing,
}

/// The filters' conditions, with notes on values that cannot match anything.
pub(crate) fn conditions(filters: &[Filter], notes: &mut Vec<QueryNote>) -> Vec<Condition> {
    filters.iter().map(|filter| condition(filter, notes)).collect()
}

/// The addresses among `addresses` (ascending) that meet all conditions.
///
/// Filters on one field are alternatives, negated ones exclude. Fields are asked one after the other, each only about
/// the addresses that are left.
pub(crate) fn keep(
    backend: &dyn Backend,
    conditions: &[Condition],
    mut addresses: Vec<Address>,
) -> Result<Vec<Address>, SearchError> {
    let (negated, wanted): (Vec<_>, Vec<_>) = conditions.iter().partition(|condition| condition.negated);
    let mut fields: Vec<&Field> = wanted.iter().map(|condition| condition.field).collect();
    // What costs nothing to ask comes first.
    fields.sort_by_key(|field| (!field.is_at_hand(), field.name));
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
        let mut mark = |passing: Vec<bool>| {
            marks.iter_mut().zip(passing).for_each(|(mark, passes)| *mark |= passes);
        };
        match &self.demand {
            Demand::Values(column, accepts) => mark(backend.passing(*column, addresses, &**accepts)?),
            &Demand::Dates(from, to) => {
                let within = |date: u32| date != 0 && from <= date && date <= to;
                mark(addresses.iter().map(|&address| within(backend.date(address))).collect());
            }
            Demand::Reply(wanted) => {
                mark(backend.passing(Column::Id, addresses, &|id| fold_str(id) == *wanted)?);
                if let Ok(wanted) = wanted.parse::<ReplyId>() {
                    mark(addresses.iter().map(|&address| backend.id(address).reply == wanted).collect());
                }
            }
            Demand::Nothing => {}
        }
        Ok(())
    }
}

fn condition(filter: &Filter, notes: &mut Vec<QueryNote>) -> Condition {
    let value = (filter.field.canonical)(&fold_str(&filter.value));
    let demand = match filter.field.matching {
        Matching::Values(column, read) => {
            read(&value, &filter.value).map(|accepts| Demand::Values(column, accepts))
        }
        Matching::Date => values::dates(&value, &filter.value).map(|(from, to)| Demand::Dates(from, to)),
        Matching::Reply => Ok(Demand::Reply(value)),
    };
    let demand = demand.unwrap_or_else(|why| {
        notes.push(why);
        Demand::Nothing
    });
    Condition { demand, field: filter.field, negated: filter.negated }
}
