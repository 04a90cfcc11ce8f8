//! Data → what people and machines read: text, JSON, CSV, TREC runs.
//!
//! In: answers, replies, reports. Out: strings. Nothing here searches, opens a file or knows the terminal; widths and
//! colours come in as arguments. All JSON shapes, and the columns of CSV, are under [`wire`].

pub mod people;
pub mod wire;
pub(crate) mod letter;
pub(crate) mod list;
pub(crate) mod compare;
pub(crate) mod outline;
mod clauses;
pub(crate) mod report;
pub(crate) mod status;
pub(crate) mod verify;
pub(crate) mod csv;
pub(crate) mod trec;
pub(crate) mod sanitize;
pub mod mask;
mod passage;
mod names;
pub(crate) mod wrap;

use std::borrow::Cow;

use crate::archive::compare::Differs;
use crate::render::mask::Mask;
use dafu_letters::reply::model::BlockKind;
use dafu_search::answer::{Around, Hit, Slice};
use dafu_search::record::Column;
use dafu_words::span::Span;

/// A hit with the files its letter stands in, best text first.
#[derive(Clone, Debug)]
pub struct Located<'a> {
    /// The hit.
    pub hit: &'a Hit,
    /// Paths as shown; empty for passages that came without a file. Where the letter has several texts, of the files whose
    /// text has the match.
    pub paths: Vec<String>,
    /// Paths of files that hold other texts of the letter, without the match.
    pub others: Vec<String>,
    /// How these say it otherwise, where that was looked at.
    pub differs: Option<Differs>,
    /// True when the file that its text is of is cut off.
    pub cut_off: bool,
    /// Whether private numbers are masked.
    pub mask: Mask,
}

/// The hits of an answer with their files, tier by tier.
#[derive(Clone, Debug, Default)]
pub struct LocatedAnswer<'a> {
    /// 原文命中
    pub literal: Vec<Located<'a>>,
    /// 题涉
    pub subject: Vec<Located<'a>>,
    /// 分词相关
    pub related: Vec<Located<'a>>,
    /// Those that hold only some of the words.
    pub partial: Vec<Located<'a>>,
}

impl Located<'_> {
    /// Role of the passage.
    pub(crate) fn kind(&self) -> Option<BlockKind> {
        BlockKind::from_name(self.hit.value(Column::Block))
    }

    /// The passage's text as it is shown: private numbers masked, all else exact.
    pub(crate) fn text(&self) -> Cow<'_, str> {
        self.mask.text(&self.hit.passage.text, self.kind())
    }

    /// What stands around the passage as it is shown.
    pub(crate) fn rest(&self, slices: &[Slice]) -> String {
        slices.iter().map(|slice| self.mask.text(&slice.text, Some(slice.kind))).collect()
    }

    /// The passage's paragraph as it is shown, and the passage's place in it, in bytes; none where it was not asked for.
    pub(crate) fn paragraph(&self) -> Option<(String, Span)> {
        let Around { before, after, .. } = self.hit.context.as_ref()?;
        let (before, own) = (self.rest(before), self.text());
        let place = Span::new(before.len(), before.len() + own.len());
        Some((before + &own + &self.rest(after), place))
    }

    /// The citation as people write it: `安科发〔2024〕12号 四/下步打算/二`.
    pub(crate) fn citation(&self) -> String {
        let (head, outline) = (&self.hit.passage.citation, &self.hit.passage.outline);
        if head.is_empty() { outline.clone() } else { format!("{head} {outline}") }
    }
}

/// `yyyymmdd` as `yyyy-mm-dd`; none when unknown.
pub(crate) fn iso_date(date: u32) -> Option<String> {
    (date != 0).then(|| format!("{:04}-{:02}-{:02}", date / 10_000, date / 100 % 100, date % 100))
}
