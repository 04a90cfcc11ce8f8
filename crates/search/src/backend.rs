//! What a search asks of an engine, and the values that go over the border.
//!
//! In: folded literals, columns, addresses of passages. Out: postings, units, facts, stored passages. An engine only
//! tells where things stand; what matches, counts and comes first is decided above it.

use crate::error::SearchError;
use crate::record::Column;
use crate::request::Within;
use dafu_letters::passage::PassageId;
use dafu_letters::reply::model::{BlockKind, Origin, Part};

/// Dense number of a passage within one opened backend; passages of a reply have consecutive ones.
pub type Address = u32;

/// A passage that holds a literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting {
    /// Where the passage is kept.
    pub address: Address,
    /// Number of places in the passage; 1 where the literal begins in it and ends in a later one of its paragraph.
    pub count: u16,
    /// True when a word of the passage begins where the literal begins at one of the places, and one ends where it ends.
    pub whole: bool,
    /// Role of the passage.
    pub kind: BlockKind,
}

/// The addresses of one letter's passages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LetterRange {
    /// Address of the first.
    pub first: Address,
    /// One past the last.
    pub end: Address,
    /// The backend's number of the letter, for finding the next one.
    pub(crate) number: u32,
}

impl LetterRange {
    /// True when the passage at `address` is the letter's.
    #[inline]
    pub fn contains(self, address: Address) -> bool {
        self.first <= address && address < self.end
    }
}

/// What is asked about whole words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    /// Nothing: whether postings are whole is left open. Cheapest.
    Ignored,
    /// Postings tell whether the literal stands as whole words at one of its places.
    Noted,
    /// Only places within a passage count at which it does.
    Demanded,
}

/// Where a literal stands, by ascending address, each address once.
pub type Postings = Vec<Posting>;

/// What ranking must know of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PassageFacts {
    /// Length in folded characters.
    pub length: u32,
    /// Role.
    pub kind: BlockKind,
    /// What it is within its block.
    pub part: Part,
    /// Whether a label says so, or a cue.
    pub origin: Origin,
}

impl PassageFacts {
    /// True for labels and headings, which name a matter but say nothing of it.
    pub(crate) fn is_name_only(self) -> bool {
        matches!(self.part, Part::Label | Part::Heading)
    }

    /// True for passages that say something of their own: no frame, no label, no heading.
    pub(crate) fn speaks(self) -> bool {
        !self.kind.is_frame() && !self.is_name_only()
    }

    /// Those of a passage that is not there.
    pub const NONE: PassageFacts =
        PassageFacts { length: 0, kind: BlockKind::Body, part: Part::Text, origin: Origin::Explicit };
}

/// A passage as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Identity.
    pub id: PassageId,
    /// Exact slice of the recovered text.
    pub text: String,
    /// Number of the text among those of its letter that are known, from 1.
    pub version: u32,
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

    /// Number of live passages; one that several versions of a letter hold counts once.
    fn live(&self) -> u64;

    /// Sum of the lengths of these passages, in folded characters.
    fn live_length(&self) -> u64;

    /// Where the folded literal stands: in the passage, or across the passages of its paragraph beginning in this one.
    /// An empty one stands nowhere.
    fn literal(&self, folded: &str, whole: Whole) -> Result<Postings, SearchError> {
        self.literal_in(folded, whole, &[(0, self.extent())])
    }

    /// The same within `ranges` of addresses (first, one past the last), which ascend and lie apart.
    fn literal_in(
        &self,
        folded: &str,
        whole: Whole,
        ranges: &[(Address, Address)],
    ) -> Result<Postings, SearchError>;

    /// A number that is at least that of the passages which hold the literal, and is told at once.
    fn at_most(&self, folded: &str) -> u64;

    /// The first address of the unit that encloses `address`.
    fn unit(&self, within: Within, address: Address) -> Address;

    /// The letter that `address` belongs to. It is found soonest when it follows soon after `near`, a letter told before.
    fn letter(&self, address: Address, near: LetterRange) -> LetterRange;

    /// What ranking must know of the passage.
    fn facts(&self, address: Address) -> PassageFacts;

    /// Its role alone.
    fn kind(&self, address: Address) -> BlockKind {
        self.facts(address).kind
    }

    /// Date of the reply as `yyyymmdd`, 0 when unknown.
    fn date(&self, address: Address) -> u32;

    /// True when there are letters of which several versions are held.
    fn has_versions(&self) -> bool;

    /// The first passage, in the versions of its letter, that says what the passage at `address` says: most often itself.
    fn first_of(&self, address: Address) -> Address;

    /// First address of the leading version of the letter that `address` belongs to. Its other versions follow it.
    fn leading(&self, address: Address) -> Address;

    /// Identity of the passage.
    fn id(&self, address: Address) -> PassageId;

    /// For each of `addresses` (ascending) whether any value of `column` there satisfies `accepts`.
    fn passing(
        &self,
        column: Column,
        addresses: &[Address],
        accepts: &dyn Fn(&str) -> bool,
    ) -> Result<Vec<bool>, SearchError>;

    /// How many of `addresses` have each value of `column`, in no order.
    fn count(&self, column: Column, addresses: &[Address]) -> Result<Vec<(String, u64)>, SearchError>;

    /// The first value of `column` at `address`.
    fn value(&self, column: Column, address: Address) -> Result<Option<String>, SearchError>;

    /// All values of the passage and its letter, in the order of [`Column`].
    fn values(&self, address: Address) -> Result<Vec<(Column, String)>, SearchError>;

    /// Calls `each` with the values of `column`, which tells of letters, at `addresses` (ascending): a value and which of
    /// the addresses, by their places, have it. A value may come more than once.
    fn each_value(
        &self,
        column: Column,
        addresses: &[Address],
        each: &mut dyn FnMut(&str, &[usize]),
    ) -> Result<(), SearchError>;

    /// First addresses, ascending, of living letters whose title or subject cannot be told from where literals stand: of all
    /// in which one stands in no passage that [`may_name`](crate::record::may_name) the letter, and perhaps of others.
    fn named_apart(&self) -> Result<Vec<Address>, SearchError>;

    /// The passage as it is shown.
    fn stored(&self, address: Address) -> Result<Stored, SearchError>;
}
