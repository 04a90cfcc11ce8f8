//! The order of hits.
//!
//! In: a selection. Out: scores and the best addresses. BM25 over exact matches: a term's document frequency is the
//! number of live passages that hold it, so that scores are the same however the index is cut into segments. What
//! stands as whole words weighs more than what stands inside others; a term in the section's heading or the letter's
//! title lends weight to the passages below; frame parts weigh little.

mod best;
mod ranking;
mod term;

pub(crate) use best::{HitsInLetter, best, by_date, by_letter};
pub(crate) use ranking::{Ranking, Scored, WHOLE_RELATED, round};
pub(crate) use term::{Weighted, idf, weigh};
