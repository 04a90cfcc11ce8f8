//! dafu finds what a Chinese public body has answered and promised.
//!
//! bytes → `dafu_letters` → Passages → `dafu_search` → Hits → [`render`]; [`archive`] keeps what was read, [`cli`] is
//! the command line. docs/ARCHITECTURE.md holds the map and the arrows allowed between crates and modules.

pub mod language;
pub mod told;
pub mod sandbox;
pub mod archive;
pub mod render;
pub mod cli;
