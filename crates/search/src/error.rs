//! What can go wrong with an index.
//!
//! In: errors of the engine and of files. Out: a [`SearchError`] that names the index. The callers decide what a person
//! is told to do about it.

use std::path::{Path, PathBuf};

use tantivy::TantivyError;

/// Why an index could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The engine refused; the message is its own.
    #[error("the index at {path} cannot be used: {source}")]
    Engine {
        /// The index's directory.
        path: PathBuf,
        /// The engine's error.
        source: Box<TantivyError>,
    },
    /// A file of the index could not be read or written.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// A stored value was not what this version writes.
    #[error("the index at {path} holds a damaged entry: {what}")]
    Damaged {
        /// The index's directory.
        path: PathBuf,
        /// Which entry.
        what: String,
    },
}

/// Turns the engine's error into ours, with the path.
pub(crate) fn engine(path: &Path) -> impl Fn(TantivyError) -> SearchError {
    move |source| SearchError::Engine { path: path.to_owned(), source: Box::new(source) }
}
