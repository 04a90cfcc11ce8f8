//! What a person typed → Query.
//!
//! In: a line of text. Out: terms, exclusions and filters, with notes on what could not be understood. Nothing is an
//! error: what makes no sense as syntax is searched literally. `fields` is the table of what filters can name, `values`
//! how their values are read. This module knows no engine and no archive.

mod asked;
pub mod fields;
pub(crate) mod values;
mod lex;
mod parse;

pub use asked::{Filter, LONGEST, Query, Term};
pub use parse::{literal, parse};
