//! The tantivy backend: two layers over passages, character grams and words.
//!
//! In: reply records; requests through [`crate::search::Backend`]. Out: postings, columns, stored passages.
//! No user text ever reaches tantivy's query parser or snippet generator.

pub mod schema;
pub mod phrase;
pub mod reader;
pub mod seam;
pub mod tokenizers;
pub mod writer;
pub mod directory;
pub mod inventory;
