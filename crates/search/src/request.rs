//! What is asked of the search.
//!
//! In: a query, a unit, an order, a page. Out: a [`Request`], which every backend answers alike. It is plain data: the
//! query was parsed before, and defaults of the command line are not known here.

use crate::query::Query;

/// The unit within which all terms must stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Within {
    /// An item (一是…), or the text of its paragraph outside items.
    Item,
    /// A paragraph.
    #[default]
    Paragraph,
    /// A block.
    Block,
    /// An answered point.
    Section,
    /// The whole letter.
    Reply,
}

impl Within {
    /// Every unit, from the smallest.
    pub const ALL: [Within; 5] =
        [Within::Item, Within::Paragraph, Within::Block, Within::Section, Within::Reply];

    /// Name on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Within::Item => "item",
            Within::Paragraph => "paragraph",
            Within::Block => "block",
            Within::Section => "section",
            Within::Reply => "reply",
        }
    }
}

/// Order of the hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best first; of equal ones the newest.
    #[default]
    Relevance,
    /// Oldest first; undated last.
    Date,
    /// Newest first; undated last.
    DateDescending,
}

/// Whether every term must match.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MatchMode {
    /// All terms, literally.
    #[default]
    All,
    /// Any of the query's words.
    Any,
}

/// Which tier totals and machine output speak of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HitTier {
    /// 原文命中
    #[default]
    Literal,
    /// 分词相关
    Related,
    /// 题涉
    Subject,
}

/// A random sample: the same for a seed and a set of hits, in whatever order letters were indexed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// How many are drawn.
    pub size: usize,
    /// What the draw depends on.
    pub seed: u64,
}

/// A search, complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Terms, exclusions, filters.
    pub query: Query,
    /// Unit that must hold all terms.
    pub within: Within,
    /// All terms or any word.
    pub match_mode: MatchMode,
    /// Tier of totals.
    pub tier: HitTier,
    /// Only whole words and whole numbers match.
    pub whole: bool,
    /// Page furniture and the proposal's own text are searched, too.
    pub include_furniture: bool,
    /// Order.
    pub sort: Sort,
    /// Most hits returned.
    pub limit: usize,
    /// Hits passed over first.
    pub offset: usize,
    /// Count blocks, units and years over all hits.
    pub facets: bool,
    /// Return the parts of each score.
    pub explain: bool,
    /// Return the whole paragraph with each hit.
    pub context: bool,
    /// Only passages of these replies (ascending numbers of ids); none: of all.
    pub only: Option<Vec<u64>>,
    /// Give only so many of the hits, drawn at random for a seed; totals and facets speak of all.
    pub sample: Option<Sample>,
    /// Look for related and partial matches where literals give few or none.
    pub widen: bool,
}

impl Request {
    /// True when passages are sought by the names of their letters, too: a filter says of which blocks, terms say what
    /// about, and the answer is not to be of literal hits alone.
    pub fn seeks_by_subject(&self) -> bool {
        let wide = self.widen || self.tier == HitTier::Subject;
        wide && self.query.names_blocks() && !self.query.groups.is_empty()
    }

    /// A request with the defaults of the command line.
    pub fn new(query: Query) -> Request {
        Request {
            query,
            within: Within::default(),
            match_mode: MatchMode::default(),
            tier: HitTier::default(),
            whole: false,
            include_furniture: false,
            sort: Sort::default(),
            limit: 10,
            offset: 0,
            facets: false,
            explain: false,
            context: false,
            only: None,
            sample: None,
            widen: true,
        }
    }
}
