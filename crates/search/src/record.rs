//! What an index holds: a reply's attributes and its passages.
//!
//! In: a parsed reply (or a line of a test collection). Out: plain values that every backend indexes alike.

use std::collections::{HashMap, HashSet};

use dafu_letters::passage::{PassageId, PassageKey, ReplyId};
use dafu_letters::reply::model::{BlockKind, Origin, Part};
use dafu_words::fold::fold_str;

/// The columns that say what a letter is about, the more telling one first.
pub(crate) const NAMES: [Column; 2] = [Column::Subject, Column::Title];

/// The names in a value of one of [`NAMES`]: several subjects of one letter are one value, ` | ` between them.
pub(crate) fn names(value: &str) -> impl Iterator<Item = &str> {
    value.split(" | ")
}

/// True for passages in which a letter says what it answers to. Page furniture and the proposal's own text, which are
/// searched only on request, are none, nor are the headings of its sections.
pub(crate) fn may_name(kind: BlockKind) -> bool {
    let aside = matches!(kind, BlockKind::Furniture | BlockKind::OriginalProposal | BlockKind::Heading);
    kind.is_frame() && !aside
}

/// A column of values by which passages are filtered, counted and sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the field table in fields documents each column")]
pub enum Column {
    Title,
    Kind,
    Unit,
    Author,
    Lead,
    Co,
    Case,
    DocNumber,
    Category,
    Region,
    Level,
    Subject,
    Proposer,
    Year,
    Body,
    Id,
    Heading,
    Block,
    Tier,
    Origin,
    Part,
}

impl Column {
    /// Every column, in the order of the enum: `ALL[c as usize] == c`.
    pub const ALL: [Column; 21] = [
        Column::Title,
        Column::Kind,
        Column::Unit,
        Column::Author,
        Column::Lead,
        Column::Co,
        Column::Case,
        Column::DocNumber,
        Column::Category,
        Column::Region,
        Column::Level,
        Column::Subject,
        Column::Proposer,
        Column::Year,
        Column::Body,
        Column::Id,
        Column::Heading,
        Column::Block,
        Column::Tier,
        Column::Origin,
        Column::Part,
    ];

    /// True for what a passage says of itself: its role. All other columns tell of its letter or its section.
    pub(crate) fn is_of_passage(self) -> bool {
        matches!(self, Column::Block | Column::Tier | Column::Origin | Column::Part)
    }

    /// Name in the index, in JSON and in filters.
    pub fn name(self) -> &'static str {
        match self {
            Column::Title => "title",
            Column::Kind => "kind",
            Column::Unit => "unit",
            Column::Author => "author",
            Column::Lead => "lead",
            Column::Co => "co",
            Column::Case => "case",
            Column::DocNumber => "doc",
            Column::Category => "category",
            Column::Region => "region",
            Column::Level => "level",
            Column::Subject => "subject",
            Column::Proposer => "proposer",
            Column::Year => "year",
            Column::Body => "body",
            Column::Id => "id",
            Column::Heading => "heading",
            Column::Block => "block",
            Column::Tier => "tier",
            Column::Origin => "origin",
            Column::Part => "part",
        }
    }
}

/// Values of a reply that all its passages share.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes {
    values: Vec<(Column, String)>,
    /// Date of the letter as `yyyymmdd`; 0 when unknown.
    pub date: u32,
}

impl Attributes {
    /// Adds a value; an empty or repeated one is ignored.
    pub fn add(&mut self, column: Column, value: &str) {
        if !value.is_empty() && !self.of(column).any(|known| known == value) {
            self.values.push((column, value.to_owned()));
        }
    }

    /// All values of a column, in the order added.
    pub fn of(&self, column: Column) -> impl Iterator<Item = &str> {
        self.values.iter().filter(move |(of, _)| *of == column).map(|(_, value)| value.as_str())
    }

    /// All values with their columns, in the order added.
    pub fn all(&self) -> impl Iterator<Item = (Column, &str)> {
        self.values.iter().map(|(column, value)| (*column, value.as_str()))
    }
}

/// One passage with what is shown of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassageRecord {
    /// Identity within the archive.
    pub id: PassageId,
    /// Exact slice of the recovered text.
    pub text: String,
    /// The same, folded.
    pub folded: String,
    /// Role.
    pub kind: BlockKind,
    /// Whether a label says so, or a cue.
    pub origin: Origin,
    /// What it is within its block.
    pub part: Part,
    /// Heading of its section, empty without one.
    pub heading: String,
    /// Outline position for citations.
    pub outline: String,
    /// Index of its paragraph in the reply; passages of one paragraph follow each other.
    pub paragraph: u32,
    /// Index of its section in the reply.
    pub section: Option<u32>,
    /// Running number of its block in the reply.
    pub block: Option<u32>,
    /// Ordinal of its item.
    pub item: Option<u32>,
    /// First character within the recovered text, in code points.
    pub start: u32,
    /// First and last source line, from 1.
    pub lines: (u32, u32),
    /// Source page, from 1; 0 without pages.
    pub page: u32,
}

impl PassageRecord {
    /// The passage's own column values.
    pub(crate) fn columns(&self) -> impl Iterator<Item = (Column, &str)> {
        [
            (Column::Heading, self.heading.as_str()),
            (Column::Block, self.kind.zh()),
            (Column::Tier, self.kind.tier().zh()),
            (Column::Origin, self.origin.name()),
            (Column::Part, self.part.name()),
        ]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
    }
}

/// One text of a reply as the index takes it. All texts of a reply are added, replaced and deleted as a whole; what several
/// of them say has one id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyRecord {
    /// Identity; versions of one letter share it.
    pub id: ReplyId,
    /// Number of its text among those of the letter that are known, from 1.
    pub version: u32,
    /// True for another version of the letter that the record before it leads.
    pub follows: bool,
    /// Head of its citations.
    pub citation: String,
    /// Shared values.
    pub attributes: Attributes,
    /// Passages in reading order.
    pub passages: Vec<PassageRecord>,
}

impl ReplyRecord {
    /// Makes records one letter's versions: the first leads. A passage whose text has the id of another text in an earlier
    /// version is given one of its own, so that equal ids mean equal texts.
    pub fn group(mut versions: Vec<ReplyRecord>) -> Vec<ReplyRecord> {
        if versions.len() < 2 {
            versions.iter_mut().for_each(|record| record.follows = false);
            return versions;
        }
        versions.retain(|record| !record.passages.is_empty());
        let mut known: HashMap<PassageKey, String> = HashMap::new();
        for (at, record) in versions.iter_mut().enumerate() {
            record.follows = at > 0;
            let mut own = HashSet::new();
            for passage in &mut record.passages {
                let mut key = passage.id.key;
                // Occurrences from the top are given out: a letter says nothing so often.
                let mut occurrence = u16::MAX;
                while own.contains(&key) || known.get(&key).is_some_and(|folded| *folded != passage.folded) {
                    key = PassageKey::new(key.hash(), occurrence);
                    occurrence -= 1;
                }
                passage.id.key = key;
                own.insert(key);
                known.entry(key).or_insert_with(|| passage.folded.clone());
            }
        }
        versions
    }

    /// True when a title or subject stands in none of the passages that [may name](may_name) the letter, because people
    /// or a page supplied it or because it was torn: then only the letter's own values tell it.
    pub(crate) fn is_named_apart(&self) -> bool {
        let stands = |name: &str| {
            let folded = fold_str(name);
            let mut naming = self.passages.iter().filter(|passage| may_name(passage.kind));
            naming.any(|passage| passage.folded.contains(&folded))
        };
        NAMES
            .into_iter()
            .any(|column| self.attributes.of(column).any(|value| names(value).any(|name| !stands(name))))
    }
}
