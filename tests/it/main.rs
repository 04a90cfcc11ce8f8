//! The test binary: one module a feature.

mod extract;
mod reflow;
