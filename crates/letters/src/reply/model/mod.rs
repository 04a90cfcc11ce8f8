//! What a letter says: header fields, cases, sections, blocks, items.
//!
//! Plain data without behaviour beyond names; JSON shapes live in `render::wire`, not here.

mod field;
mod kind;
mod case;
mod people;
mod block;
mod outline;

use crate::text::Note;
use dafu_words::span::Span;

pub use block::{BlockKind, Part, Tier};
pub use case::{Case, CaseBody, DocNumber, Sitting};
pub use field::{Field, Origin};
pub use kind::ReplyKind;
pub use outline::{Piece, ReadClause, Section};
pub use people::{Handler, Proposer};

/// A calendar date, or what is left of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterDate {
    /// `YYYY-MM-DD`; none when damaged.
    pub value: Option<String>,
    /// The likeliest reading of a damaged date, `YYYY-MM-DD`.
    pub guess: Option<String>,
    /// Its year, which a damaged date may still tell.
    pub year: Option<u32>,
}

/// Disclosure (公开) marks, each as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Disclosure {
    /// Consent of the proposer: 同意公开, 是.
    pub consent: Option<Field<String>>,
    /// Attribute of the letter: 主动公开, 依申请公开, 不予公开.
    pub attribute: Option<Field<String>>,
    /// Extent: 全文公开, 仅公开标题.
    pub extent: Option<Field<String>>,
}

/// One letter, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// 文种
    pub kind: Field<ReplyKind>,
    /// Title of the letter, white space removed.
    pub title: Option<Field<String>>,
    /// 文号
    pub doc_number: Option<Field<DocNumber>>,
    /// 落款: units that sign; normalised names.
    pub authors: Vec<Field<String>>,
    /// 主办: the author in a reply, the addressee in a 会办意见; normalised name.
    pub lead: Option<Field<String>>,
    /// Other units with their roles, as written.
    pub handlers: Vec<Handler>,
    /// 主送, without the colon.
    pub addressee: Option<Field<String>>,
    /// Who made the proposal.
    pub proposers: Vec<Proposer>,
    /// Stated number of proposers (等3位).
    pub proposer_count: Option<Field<u32>>,
    /// 案由
    pub subject: Option<Field<String>>,
    /// 公开
    pub disclosure: Disclosure,
    /// Cases answered, in the order named; empty when no number, body or sitting was found.
    pub cases: Vec<Case>,
    /// 答复类别: `value` normalised within its scheme (letter and digit: `A1`, `B`), `raw` as written.
    pub category: Option<Field<String>>,
    /// 办理结果, as written.
    pub outcome: Option<Field<String>>,
    /// 满意度, as ticked.
    pub satisfaction: Option<Field<String>>,
    /// Date of the letter (落款日期).
    pub date: Option<Field<LetterDate>>,
    /// Date of publication on a page (发布日期).
    pub published: Option<Field<LetterDate>>,
    /// Date the case was assigned (交办).
    pub assigned: Option<Field<LetterDate>>,
    /// Region of the answering unit (`吉林省`, `白鹭县`).
    pub region: Option<Field<String>>,
    /// Level of the answering unit: national, province, city, county, township.
    pub level: Option<Field<&'static str>>,
    /// Contact persons and telephones, to be masked on output.
    pub contact: Vec<Span>,
    /// Answered points.
    pub sections: Vec<Section>,
    /// The letter cut into pieces.
    pub pieces: Vec<Piece>,
    /// Oddities.
    pub notes: Vec<Note>,
}
