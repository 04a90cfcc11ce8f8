//! What the clauses of a reply do, learned from labelled letters.
//!
//! In: the letters of train/letters. Out: the table of weights that crates/letters reads with, and how well a set of
//! labelled letters is read with it. Nothing here runs when letters are read or searched.

pub mod crf;
pub mod labelled;
pub mod roles;
pub mod score;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

/// The folder of the project's own letters.
pub fn own() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("letters")
}

/// The table of weights that letters are read with.
pub const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/letters/src/acts/weights.bin");
