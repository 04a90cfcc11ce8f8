//! What counts as equal, and how text becomes words.
//!
//! In: any text. Out: its folded form with a map back ([`fold`]), its words ([`words`]), its numbers and marks. Index,
//! query, highlight and scan share this crate; it knows no letter and no engine.

pub mod span;
pub mod script;
pub mod punctuation;
pub mod numerals;
pub mod fold;
pub mod number;
pub mod mix;
mod segment;
pub mod words;
pub mod message;
pub mod system;
