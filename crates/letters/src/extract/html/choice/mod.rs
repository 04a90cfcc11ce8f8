//! What of a page is the letter.
//!
//! In: a tree, and then its lines. Out: the nodes that are out of play, the box that the letter lies in, the lines
//! that are the letter's, its title, and the header fields that the page states beside it. Names of boxes and words
//! of what stands around a letter are here, each table beside its reader.

pub(crate) mod body;
pub(crate) mod fields;
pub(crate) mod gone;
pub(crate) mod repeat;
pub(crate) mod select;
pub(crate) mod tabs;
pub(crate) mod title;
mod keys;
mod pairs;
mod tools;
