//! What a search gives back.
//!
//! In: what [`crate::evaluate`] found. Out: hits with what is shown of them, counts, notes. It is plain data. Nothing
//! is searched, ordered or formatted here.

use crate::backend::{Address, Stored};
use crate::notes::QueryNote;
use crate::record::Column;
use crate::request::HitTier;
use dafu_letters::reply::model::BlockKind;
use dafu_words::span::Span;

/// One passage found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Where the backend keeps it.
    pub address: Address,
    /// From 1 within its list, offset included.
    pub rank: usize,
    /// Rounded to 1e-4.
    pub score: f64,
    /// The passage.
    pub passage: Stored,
    /// Matches, in bytes of the passage's text; ascending, apart from each other.
    pub highlights: Vec<Span>,
    /// Column values, in the order of [`Column`].
    pub values: Vec<(Column, String)>,
    /// Date of the letter as `yyyymmdd`; 0 when unknown.
    pub date: u32,
    /// The rest of the sentences that the passage begins and ends in.
    pub sentence: Around,
    /// The rest of the paragraph, when asked for.
    pub context: Option<Around>,
    /// Parts of the score, when asked for.
    pub explanation: Vec<(String, f64)>,
    /// The texts of its letter that say the same.
    pub held: Held,
    /// The name of its letter by which it was found, where that is what it was found by.
    pub named: Option<Named>,
}

/// Which of a letter's texts hold a passage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Numbers of the texts in which it matches, the leading one first.
    pub by: Vec<u32>,
    /// How many texts hold it, matching or not.
    pub holders: usize,
    /// How many texts the letter has.
    pub of: usize,
}

impl Held {
    /// True where not every text of the letter has the match (异文).
    pub fn is_variant(&self) -> bool {
        self.holders.min(self.by.len()) < self.of
    }
}

/// What stands around a passage in its paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Around {
    /// Before it, in the order of the text.
    pub before: Vec<Slice>,
    /// After it.
    pub after: Vec<Slice>,
    /// Matches, in bytes of all three put together; none where nothing stands around the passage.
    pub highlights: Vec<Span>,
}

/// A part of a passage's text, or all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slice {
    /// Role of the passage.
    pub kind: BlockKind,
    /// Exact slice of the recovered text.
    pub text: String,
}

impl Around {
    /// True when the passage stands alone.
    pub fn is_empty(&self) -> bool {
        self.before.is_empty() && self.after.is_empty()
    }

    /// Slices put together.
    pub(crate) fn text(slices: &[Slice]) -> String {
        slices.iter().map(|slice| slice.text.as_str()).collect()
    }
}

/// A subject or title that holds what is sought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Subject or title.
    pub column: Column,
    /// As the letter or its metadata has it.
    pub text: String,
    /// Matches, in bytes of the text; ascending, apart from each other.
    pub highlights: Vec<Span>,
}

impl Hit {
    /// First value of a column, empty without one.
    pub fn value(&self, column: Column) -> &str {
        self.values.iter().find(|(of, _)| *of == column).map_or("", |(_, value)| value.as_str())
    }
}

/// A list of hits with its counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hits {
    /// Passages, exactly.
    pub total: u64,
    /// Replies they stand in.
    pub replies: u64,
    /// The page asked for.
    pub hits: Vec<Hit>,
}

/// Counts of one column over all hits: value, passages; highest first.
pub type Facet = (Column, Vec<(String, u64)>);

/// Why a search found nothing, and what would.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ZeroHits {
    /// Each term, and where it stands, filters aside.
    pub terms: Vec<TermCount>,
    /// Hits that there would be with page furniture and printed originals of proposals.
    pub with_include: u64,
    /// Units that would give hits, with their number.
    pub wider: Vec<(&'static str, u64)>,
    /// Filters whose dropping would give hits, with their number.
    pub without_filter: Vec<(String, u64)>,
    /// Terms that stand nowhere, with spellings near to them that do, the one with most passages first.
    pub near: Vec<Near>,
}

/// In how many passages a term stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermCount {
    /// As typed.
    pub term: String,
    /// Passages that are searched.
    pub count: u64,
    /// Others: page furniture and printed originals of proposals, which are searched on request, and letters that lie elsewhere.
    pub aside: u64,
}

/// A spelling near to a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// The term as typed.
    pub term: String,
    /// The spelling, folded.
    pub spelling: String,
    /// Passages that hold it.
    pub count: u64,
}

/// The answer to a request.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// 原文命中
    pub literal: Hits,
    /// 题涉; empty when not sought.
    pub subject: Hits,
    /// 分词相关; empty when not sought.
    pub related: Hits,
    /// Passages that hold only some of the words; never part of a total.
    pub partial: Vec<Hit>,
    /// Counts over all hits of the tier asked for.
    pub facets: Vec<Facet>,
    /// What was not understood or done differently.
    pub notes: Vec<QueryNote>,
    /// Given when nothing was found.
    pub zero: Option<ZeroHits>,
}

impl Answer {
    /// The hits of a tier.
    pub fn of(&self, tier: HitTier) -> &Hits {
        match tier {
            HitTier::Literal => &self.literal,
            HitTier::Subject => &self.subject,
            HitTier::Related => &self.related,
        }
    }
}
