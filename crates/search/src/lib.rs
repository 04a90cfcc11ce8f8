//! Requests → Hits, over any backend.
//!
//! In: a [`request::Request`] and a [`backend::Backend`]. Out: an [`answer::Answer`]. What matches, how units combine,
//! how hits are ordered and counted is decided here once; a backend only tells where literals and words stand.

pub mod query;
pub mod request;
pub mod record;
pub mod backend;
pub mod error;
pub mod answer;
pub mod evaluate;
mod versions;
mod select;
pub mod notes;
mod abbreviation;
mod filter;
mod rank;
mod content_words;
mod related;
mod subject;
mod explain_zero;
mod near;
mod facets;
mod sorted;
pub mod highlight;
mod around;
pub mod scan;
pub mod embedded;
pub mod failpoint;
