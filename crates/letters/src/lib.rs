//! Reply letters: from the bytes of a file to what can be found and cited.
//!
//! bytes → [`extract`] → Text → [`reply`] → Reply → [`passage`] → Passages. No database and no index is known here.
//! docs/ARCHITECTURE.md holds the map and the arrows allowed between these modules.

pub mod text;
mod forms;
pub mod extract;
pub mod acts;
pub mod reply;
pub mod passage;
pub mod private;
