//! One reader a fact: dates, document numbers, units, ordinals, titles, labels, page numbers, frames and openings.
//!
//! In: canonical text. Out: what a form says, or that it is none. What two rooms read alike is read here; which form
//! counts where is the business of [`crate::extract`] and [`crate::reply`].

pub(crate) mod plain;
pub(crate) mod look;
pub(crate) mod vocabulary;
pub(crate) mod dates;
pub(crate) mod docnos;
pub(crate) mod units;
pub(crate) mod ordinals;
pub(crate) mod titles;
pub(crate) mod labels;
pub(crate) mod flags;
pub(crate) mod pages;
pub(crate) mod frames;
pub(crate) mod openings;
pub(crate) mod closings;
pub(crate) mod contacts;
pub(crate) mod refusals;
pub(crate) mod turns;
pub(crate) mod voice;
