//! The letter cut up: pieces that tile its text, and answered points.
//!
//! Plain data.

use crate::acts::act::Act;
use crate::reply::model::block::{BlockKind, Part};
use crate::reply::model::field::Origin;
use dafu_words::span::Span;

/// A stretch of one paragraph with one block kind and one item ordinal.
///
/// The pieces of a reply tile its text: in order, without overlap, every non-space character in exactly one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands, in bytes of the text; within one paragraph.
    pub span: Span,
    /// Index of its paragraph.
    pub paragraph: usize,
    /// Role.
    pub kind: BlockKind,
    /// Whether a label says so, or a cue.
    pub origin: Origin,
    /// The label that names it, as written; of an inferred one the words that decided, where the letter was read by
    /// [`crate::reply::explain`], else empty.
    pub cue: String,
    /// What it is within its block.
    pub part: Part,
    /// Index into the reply's sections, none before the first section and in the frame.
    pub section: Option<usize>,
    /// Running number of the block within the letter, from 0; none in the frame (headings included).
    pub block: Option<usize>,
    /// Ordinal as counted in the series, from 1.
    pub item: Option<u32>,
}

/// A clause of the body with what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadClause {
    /// Where it stands, in bytes of the text.
    pub span: Span,
    /// What it does.
    pub act: Act,
    /// True when its words settle that by themselves, false when weights did.
    pub pinned: bool,
    /// The words that decided; empty where none in the clause did.
    pub words: String,
}

/// One answered point (一、关于…).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Ordinal, from 1.
    pub number: u32,
    /// The heading's text without its number (`关于…的建议。`).
    pub heading: String,
    /// The heading's place.
    pub span: Span,
    /// The block kind that a functional heading (一、基本情况) opens.
    pub opens: Option<BlockKind>,
}
