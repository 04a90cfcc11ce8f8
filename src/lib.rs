//! dafu finds what a Chinese public body has answered and promised.
//!
//! bytes → [`extract`] → Text → [`reply`] → Reply → [`passage`] → Passages → [`search`] → Hits → [`render`].
//! docs/ARCHITECTURE.md holds the map and the arrows allowed between these modules.

pub mod failpoint;
pub mod text;
pub mod lexicon;
pub mod extract;
pub mod reply;
pub mod sandbox;
pub mod analyze;
pub mod passage;
pub mod query;
pub mod search;
pub mod archive;
pub mod render;
pub mod cli;
