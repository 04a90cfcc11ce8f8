//! What counts as equal, and how text becomes terms.
//!
//! In: any text. Out: its folded form with a map back ([`fold`]), its characters as bigrams ([`grams`]),
//! its words ([`words`]). Index, query, highlight and scan share this module and nothing else; it knows no engine.

pub mod fold;
pub mod grams;
pub mod number;
pub mod segment;
pub mod words;
