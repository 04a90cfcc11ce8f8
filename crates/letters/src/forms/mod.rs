//! One reader a fact: dates, document numbers, units, ordinals, titles, labels, page numbers, frames and openings.
//!
//! In: canonical text. Out: what a form says, or that it is none. What two rooms read alike is read here; which form
//! counts where is the business of [`crate::extract`] and [`crate::reply`].

pub mod plain;
pub mod look;
pub mod vocabulary;
pub mod dates;
pub mod docnos;
pub mod units;
pub mod ordinals;
pub mod titles;
pub mod labels;
pub mod flags;
pub mod pages;
pub mod frames;
pub mod openings;
