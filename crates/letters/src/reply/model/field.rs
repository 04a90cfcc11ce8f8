//! A value of a letter, with the words it was read from and how it is known.
//!
//! Plain data. Which fields there are is said by the types that hold them.

use dafu_words::span::Span;

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Origin {
    /// The letter says so in words made for it (a label, a number, a signature).
    Explicit,
    /// Concluded from a cue.
    Inferred,
    /// Supplied from outside (`--metadata`, a page's table).
    Metadata,
    /// Put right by a person.
    Corrected,
}

impl Origin {
    /// Name in JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Origin::Explicit => "explicit",
            Origin::Inferred => "inferred",
            Origin::Metadata => "metadata",
            Origin::Corrected => "corrected",
        }
    }
}

/// A value with the words it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<T> {
    /// Normalised value.
    pub value: T,
    /// As written, white space and line breaks removed only where the reflow did.
    pub raw: String,
    /// How it is known.
    pub origin: Origin,
    /// Where it stands, in bytes of the text; none for metadata.
    pub span: Option<Span>,
}
