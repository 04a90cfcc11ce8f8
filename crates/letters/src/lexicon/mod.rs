//! The genre's surface forms, as tables: labels, cues, units, numerals, scripts.
//!
//! Everything Chinese that the code compares against lives here (and in tests), nowhere else.

pub mod archive;
pub mod pages;
pub mod words;
mod vocabulary;
pub mod frequent;
pub mod layout;
pub mod counting;
pub mod glyphs;
pub mod dates;
pub mod evidence;
pub mod docnos;
pub mod ordinals;
pub mod labels;
pub mod cues;
pub mod signs;
pub mod clauses;
pub mod stance;
pub mod weights;
pub mod frames;
pub mod flags;
pub mod openings;
pub mod keys;
pub mod titles;
pub mod units;
pub mod people;
pub mod regions;
