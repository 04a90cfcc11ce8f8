//! Reading a file's bytes where nothing can go wrong for long.
//!
//! In: the bytes of one file. Out: what was recovered from them, or why nothing was. Formats that are plain text are read
//! here and now; binary ones in a child process of the same executable, which has a bounded address space, bounded
//! time and no file to write to, and whose death is an answer like any other. The child is run without the dictionary,
//! on one thread, in a process group of its own that is killed as a whole.

mod failure;
mod limits;
mod process;
mod wire;
pub(crate) mod child;
mod reader;
pub(crate) mod tools;

pub use failure::{Cause, Failure};
pub use limits::Limits;
pub use reader::Reader;
