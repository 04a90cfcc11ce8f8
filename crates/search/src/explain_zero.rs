//! Why nothing was found, and what would find something.
//!
//! In: a request without hits, and its backend. Out: where each term alone stands, how many hits there are in what is searched
//! only on request, the first wider unit with hits, and each filter left out that would give some. Nothing is said in words here;
//! spellings near to what was typed are `near`'s.

use crate::answer::{TermCount, ZeroHits};
use crate::backend::{Backend, Posting};
use crate::error::SearchError;
use crate::filter;
use crate::request::{Request, Within};
use crate::select::{Visible, select, whole_words};
use crate::versions;

/// Counts each term alone, each wider unit, and the request without each filter.
pub(super) fn explain(backend: &dyn Backend, request: &Request) -> Result<ZeroHits, SearchError> {
    let mut zero = ZeroHits::default();
    let visible = Visible::new(backend, request);
    for term in request.query.terms() {
        let all = backend.literal(&term.folded, whole_words(request, false))?;
        let counted = |postings: &[Posting]| {
            versions::count(backend, postings.iter().map(|posting| posting.address)) as u64
        };
        let held = counted(&all);
        let count = counted(&visible.only(all));
        zero.terms.push(TermCount { term: term.raw.clone(), count, aside: held - count });
    }
    let count = |request: &Request| -> Result<u64, SearchError> {
        let conditions = filter::conditions(&request.query.filters, &mut Vec::new());
        Ok(select(backend, request, &conditions, false)?.hits.len() as u64)
    };
    if !request.include_furniture && zero.terms.iter().any(|term| term.aside > 0) {
        zero.with_include = count(&Request { include_furniture: true, ..request.clone() })?;
    }
    if request.query.groups.len() > 1 {
        for within in Within::ALL.into_iter().filter(|&within| within > request.within) {
            let found = count(&Request { within, ..request.clone() })?;
            if found > 0 {
                zero.wider.push((within.name(), found));
                break;
            }
        }
    }
    for (index, filter) in request.query.filters.iter().enumerate() {
        let mut without = request.clone();
        without.query.filters.remove(index);
        if without.query.is_empty() {
            continue;
        }
        let found = count(&without)?;
        if found > 0 {
            let minus = if filter.negated { "-" } else { "" };
            zero.without_filter.push((format!("{minus}{}:{}", filter.field.name, filter.value), found));
        }
    }
    Ok(zero)
}
