//! Counts over all hits, by block, unit and year.
//!
//! In: a backend and the addresses of all hits. Out: for each counted column its values with their counts. It was decided
//! before which passages are hits.

use crate::answer::Facet;
use crate::backend::{Address, Backend};
use crate::error::SearchError;
use crate::record::Column;

/// The columns that are counted.
pub(crate) const COUNTED: [Column; 3] = [Column::Block, Column::Author, Column::Year];

/// Counts of each column over `addresses` (ascending), highest first, equal counts by value.
pub(crate) fn facets(backend: &dyn Backend, addresses: &[Address]) -> Result<Vec<Facet>, SearchError> {
    COUNTED
        .iter()
        .map(|&column| {
            let mut counts = backend.count(column, addresses)?;
            counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            Ok((column, counts))
        })
        .collect()
}
