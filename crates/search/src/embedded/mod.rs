//! The tantivy backend: its segments, stores, columns, merges and commits, with a character layer of our own.
//!
//! In: reply records; requests through [`crate::backend::Backend`]. Out: postings, columns, stored passages.
//! No user text ever reaches tantivy's query parser or snippet generator.

pub mod schema;
pub mod chars;
pub(crate) mod seal;
mod snapshot;
mod columns;
mod shown;
pub mod reader;
pub mod writer;
pub mod directory;
pub mod inventory;
