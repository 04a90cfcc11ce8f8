//! Text → Reply: the structure of one letter. Never fails; oddities become notes.
//!
//! A letter is read from the outside in: head, tail, header fields, then the body's sections, blocks and items.
//! All passes look at the shadow (one script, one width, no white space); what they find is told in places of
//! the text itself.

pub mod model;
mod shadow;
mod layout;
mod sentences;
mod addressee;
mod head;
mod opening;
mod tail;
mod business;
mod flags;
mod fields;
mod cases;
mod people;
mod names;
mod regions;
mod authors;
pub(crate) mod keys;
mod subject;
mod handlers;
mod meta;
mod sections;
mod items;
mod labelled;
mod stretches;
mod roles;
mod blocks;
mod pieces;
mod oddities;

use crate::text::Text;
use blocks::Given;
use layout::{Layout, Sheet};
use model::{BlockKind, ReadClause, Reply, ReplyKind};
pub use oddities::written;
pub use roles::of as kind_of_act;

/// Version of the parser; raising it makes every stored letter be read again.
pub const PARSER_VERSION: u32 = 4;

/// Reads the structure of a letter from its recovered text.
///
/// Never fails: what is no reply comes back with kind `Other` and its paragraphs as `body` pieces.
pub fn parse(text: &Text) -> Reply {
    read(text, false).0
}

/// Reads a letter as [`parse`] does, and tells for each clause of the body what it does and why. The pieces' cues are
/// filled in.
pub fn explain(text: &Text) -> (Reply, Vec<ReadClause>) {
    read(text, true)
}

fn read(text: &Text, explain: bool) -> (Reply, Vec<ReadClause>) {
    let mut clauses = Vec::new();
    let sheet = Sheet::new(text);
    let mut layout = Layout::default();
    head::lay_out(&sheet, &mut layout);
    tail::lay_out(&sheet, &mut layout);
    let mut reply = fields::read(&sheet, &mut layout);
    if reply.kind.value != ReplyKind::Other {
        let standing =
            oddities::gives_opinion(&sheet, &layout, reply.kind.value).then_some(BlockKind::CoOpinion);
        let written = oddities::written(&reply);
        let given = Given { standing, written, explain };
        (reply.sections, clauses) = blocks::cut(&sheet, &mut layout, given);
    }
    reply.pieces = pieces::build(&sheet, std::mem::take(&mut layout.marks));
    reply.notes = std::mem::take(&mut layout.notes);
    oddities::note(text, &mut reply);
    (reply, clauses)
}
