//! The test binary: one module a feature.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a failing test may panic and talk")]

mod extract;
mod reflow;
