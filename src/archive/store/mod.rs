//! The store: everything the archive must never lose, in one SQLite file.
//!
//! In: rows. Out: rows. A commit is durable when it returns (write-ahead log, `synchronous=FULL`); readers are never
//! in its way. Nothing here knows the index or decides what a file's fate is.

pub(crate) mod sums;
pub(crate) mod connection;
pub(crate) mod counting;
pub(crate) mod versions;
pub(crate) mod migrate;
pub(crate) mod open;
pub mod standing;
pub(crate) mod files;
pub(crate) mod known;
pub mod quarantine;
pub(crate) mod replies;
pub(crate) mod texts;
pub(crate) mod runs;
pub(crate) mod names;

pub use connection::Store;
