//! The `dafu` command.
fn main() {}
