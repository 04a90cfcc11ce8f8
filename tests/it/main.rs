//! The test binary: one module a feature.

mod extract;
mod gold;
mod parse;
mod reflow;
