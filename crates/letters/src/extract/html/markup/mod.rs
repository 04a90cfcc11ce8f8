//! A page as a tree of elements.
//!
//! In: the bytes of a page. Out: its characters, its elements within each other, and what an element says of itself:
//! its names and attributes, how it is shown, how much text stands in it. What any of it means for a letter is not
//! known here.

pub(crate) mod charset;
pub(crate) mod entity;
pub(crate) mod measure;
pub(crate) mod sniff;
pub(crate) mod steps;
pub(crate) mod style;
pub(crate) mod tag;
pub(crate) mod tree;
mod attribute;
mod token;
