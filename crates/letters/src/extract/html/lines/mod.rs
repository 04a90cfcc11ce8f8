//! A tree laid out in lines, as a page shows them.
//!
//! In: a tree and the nodes that are out of play. Out: lines, each with what it was in the page: a row, an entry, a
//! heading, a label. Numbers of lists, signs of symbol fonts and rows of tables are written as they are seen. Which
//! lines are the letter's is not decided here.

pub(crate) mod labelled;
pub(crate) mod line;
pub(crate) mod press;
mod flow;
mod ordinal;
mod rows;
mod symbols;
