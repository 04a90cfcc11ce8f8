//! Requests → Hits, over any backend.

pub mod error;
pub mod record;
pub mod embedded;
