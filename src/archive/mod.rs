//! One directory: the store, the index, and the batch ingest that fills them.
//!
//! In: a `.dafu` directory. Out: [`Archive`] to read it, [`ingest::run`] to write it. There is one writer at a time,
//! kept out by a lock; readers take no lock, open no writer and change nothing.

pub mod error;
pub(crate) mod path;
pub(crate) mod clock;
pub mod lock;
pub(crate) mod mount;
pub(crate) mod generation;
pub(crate) mod characters;
pub(crate) mod blob;
pub(crate) mod codec;
pub mod metadata;
pub(crate) mod facts;
pub(crate) mod shingle;
pub mod record;
pub(crate) mod collection;
pub mod store;
pub mod leading;
pub(crate) mod masked;
pub(crate) mod letters;
pub(crate) mod identity;
pub(crate) mod lookup;
pub(crate) mod projection;
pub(crate) mod place;
pub(crate) mod reading;
pub(crate) mod writing;
pub mod report;
pub(crate) mod rebuild;
pub mod ingest;
pub(crate) mod coverage;
pub mod status;
pub mod quarantine;
pub mod verify;
pub mod child;

pub(crate) use place::exists;
pub use place::{create, discard_unreadable, find, set_aside};
pub use reading::{Archive, Source};
