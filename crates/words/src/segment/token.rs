//! A piece of a text, with its place.
//!
//! In and out: values; how a text falls into tokens is not told here.

/// A piece of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token<'t> {
    /// The piece.
    pub text: &'t str,
    /// Offset of its first character, in characters.
    pub start: u32,
    /// Offset after its last character, in characters.
    pub end: u32,
}
