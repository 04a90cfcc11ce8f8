//! A query, understood: what must stand in a passage, what must not, and which fields are asked for.
//!
//! In and out: values. How they come from what was typed is `parse`'s.

use crate::notes::QueryNote;
use crate::query::fields::Field;

/// Longest query, in characters, that is read; the rest is dropped with a note.
pub const LONGEST: usize = 2000;
/// Most terms that are read; the rest is dropped with a note.
pub(crate) const MOST_TERMS: usize = 64;

/// One literal to be matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// As typed, without quotes.
    pub raw: String,
    /// Folded; never empty.
    pub folded: String,
    /// Quoted or `--literal`: has no related tier.
    pub quoted: bool,
}

/// A condition on a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// The field.
    pub field: &'static Field,
    /// As typed, without quotes.
    pub value: String,
    /// True for `-field:value`.
    pub negated: bool,
}

/// A query, understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Every group must be met; a group is met by any of its terms.
    pub groups: Vec<Vec<Term>>,
    /// A passage with one of these is no hit.
    pub exclusions: Vec<Term>,
    /// Filters; those on one field are alternatives, negated ones all hold.
    pub filters: Vec<Filter>,
    /// All terms were single Han characters: their joined form, folded, ranks first.
    pub joined: Option<String>,
    /// What could not be understood, and what was done instead.
    pub notes: Vec<QueryNote>,
}

impl Query {
    /// True when nothing is asked for at all.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.exclusions.is_empty() && self.filters.is_empty()
    }

    /// True when a filter says of which blocks passages shall be.
    pub fn names_blocks(&self) -> bool {
        self.filters.iter().any(|filter| !filter.negated && filter.field.tells_blocks())
    }

    /// The positive terms in the order typed.
    pub fn terms(&self) -> impl Iterator<Item = &Term> {
        self.groups.iter().flatten()
    }
}
