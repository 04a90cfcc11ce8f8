//! The JSON shapes: one file a document. Nothing else in the crate knows them.

pub mod reply;
