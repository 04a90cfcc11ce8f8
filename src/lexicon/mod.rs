//! The genre's surface forms, as tables: labels, cues, units, numerals, scripts.
//!
//! Everything Chinese that the code compares against lives here (and in tests), nowhere else.

pub mod archive;
pub mod ordinal;
pub mod script;
