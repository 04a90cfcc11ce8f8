//! What the data types look like outside: text for people, JSON for machines.
//!
//! In: data. Out: strings and values. Nothing here reads files, opens archives or decides what is found.

pub mod outline;
pub mod wire;
