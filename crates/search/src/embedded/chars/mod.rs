//! The character layer: where every character of every passage stands, one file for each segment of the index.
//!
//! In: folded passages, coded ([`code`]). Out: positions of literals, and what ranking must know of each passage.
//! Tantivy keeps the file (extension [`EXTENSION`]) beside its own: it is named in the same commit, has the same kind
//! of checksum and goes through the same merges ([`plugin`]). Nothing here knows of queries, columns or stored texts.
//!
//! The folded paragraphs of a segment stand one behind the other in one array of characters; a *position* is an index
//! into it. For every two characters that follow each other within a paragraph (a *gram*; a paragraph's last
//! character forms one alone) the file holds the ascending list of positions, packed. A literal is found by
//! intersecting lists of plain numbers; which passage a position lies in is told by the passages' starts. So
//! literals of any length are found, across the passages of a paragraph as well, and nothing is counted twice.
//!
//! Versions of one letter follow each other. A passage that an earlier one of them holds as well is *repeated*: it is
//! searched like any other, and a table leads to the first that holds it.
//!
//! Where a passage folded alone differs from its part of the folded paragraph (`：` before `，`, a space between Latin
//! words), its own folding stands once more in a *lane* behind all paragraphs.

pub mod code;
pub(crate) mod file;
pub(crate) mod bits;
pub(crate) mod keys;
pub(crate) mod positions;
pub mod build;
pub(crate) mod merge;
pub(crate) mod reader;
pub(crate) mod gather;
pub(crate) mod find;
pub(crate) mod plugin;

/// Extension of the layer's file.
pub(crate) const EXTENSION: &str = "chars";

/// Version of the file's format; part of the index's version.
pub(crate) const VERSION: u32 = 3;

/// Set in the id of a letter that is another version of the one before it; ids have 60 bits.
pub(crate) const VERSION_OF_LAST: u64 = 1 << 63;

/// Characters between two entries of the table that leads from a position to its passage.
const SAMPLE: u32 = 256;
/// Passages between two entries of the table that leads from a passage to its letter.
const LETTER_SAMPLE: u32 = 64;
