//! Requests → Hits, over any backend.
//!
//! In: a [`request::Request`] and a [`Backend`]. Out: an [`answer::Answer`]. What matches, how units combine, how hits
//! are ordered and counted is decided here once; a backend only tells where literals and words stand.

pub mod error;
pub mod record;
pub mod request;
pub mod answer;
pub mod evaluate;
mod filter;
mod rank;
mod related;
mod explain_zero;
mod facets;
pub mod highlight;
pub mod scan;
pub mod embedded;

use crate::passage::PassageId;
use crate::search::error::SearchError;
use crate::search::record::Column;
use crate::search::request::Within;

/// Dense number of a passage within one opened backend; passages of a reply have consecutive ones.
pub type Address = u32;

/// Where a literal or a phrase of words stands: ascending addresses, each with its number of occurrences.
pub type Postings = Vec<(Address, u32)>;

/// Tells for an address whether it passes.
pub type Test<'a> = Box<dyn Fn(Address) -> Result<bool, SearchError> + 'a>;

/// A passage as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Identity.
    pub id: PassageId,
    /// Exact slice of the recovered text.
    pub text: String,
    /// Head of the reply's citation.
    pub citation: String,
    /// Outline position.
    pub outline: String,
    /// Index of its paragraph in the reply.
    pub paragraph: u32,
    /// First character within the recovered text, in code points.
    pub start: u32,
    /// First and last source line, from 1.
    pub lines: (u32, u32),
    /// Source page, from 1; 0 without pages.
    pub page: u32,
    /// Ordinal of its item.
    pub item: Option<u32>,
}

/// An engine that knows where things stand.
///
/// Deleted passages keep their address but occur in nothing.
pub trait Backend {
    /// One past the highest address.
    fn extent(&self) -> Address;

    /// True when the passage at `address` exists.
    fn is_live(&self, address: Address) -> bool;

    /// Number of live passages.
    fn live(&self) -> u64;

    /// Sum of the lengths of all passages, deleted ones included, in folded characters.
    fn total_length(&self) -> u64;

    /// Where the folded, non-empty literal stands: in the passage, or across the passages of its paragraph beginning
    /// in this one.
    fn literal(&self, folded: &str) -> Result<Postings, SearchError>;

    /// Where the words stand one after the other, each at its offset from the first, as words.
    fn phrase(&self, words: &[(u32, &str)]) -> Result<Postings, SearchError>;

    /// The first address of the unit that encloses `address`.
    fn unit(&self, within: Within, address: Address) -> Address;

    /// Length of the passage in folded characters.
    fn length(&self, address: Address) -> u32;

    /// Date of the reply as `yyyymmdd`, 0 when unknown.
    fn date(&self, address: Address) -> u32;

    /// A number that orders passages as their ids do.
    fn order(&self, address: Address) -> (u64, u64);

    /// A test that is true where any value of `column` satisfies `accepts`.
    fn test<'a>(&'a self, column: Column, accepts: &'a dyn Fn(&str) -> bool)
    -> Result<Test<'a>, SearchError>;

    /// How many of `addresses` have each value of `column`, in no order.
    fn count(&self, column: Column, addresses: &[Address]) -> Result<Vec<(String, u64)>, SearchError>;

    /// The values of `column` at `address`.
    fn values(&self, column: Column, address: Address) -> Result<Vec<String>, SearchError>;

    /// The passage as it is shown.
    fn stored(&self, address: Address) -> Result<Stored, SearchError>;
}
