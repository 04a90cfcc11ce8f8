//! What can go wrong with an index.
//!
//! In: errors of the engine and of files. Out: a [`SearchError`] that names the index. The callers decide what a person
//! is told to do about it.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use tantivy::TantivyError;
use tantivy::directory::error::OpenReadError;

use dafu_words::message;
use dafu_words::message::Message;
use dafu_words::system;

/// Why an index could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.message())]
pub enum SearchError {
    /// The engine refused; the words are its own.
    Engine {
        /// The index's directory.
        path: PathBuf,
        /// The engine's error.
        source: Box<TantivyError>,
    },
    /// A file of the index could not be read or written.
    Io(#[from] std::io::Error),
    /// A stored value was not what this version writes.
    Damaged {
        /// The index's directory.
        path: PathBuf,
        /// Which entry: a case of `error_index_entry`.
        what: String,
    },
}

impl SearchError {
    /// What a person is told.
    pub fn message(&self) -> Message {
        match self {
            SearchError::Engine { path, source } => match source.as_ref() {
                TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(file)) => {
                    message!("error_index_file_gone", path = path.as_path(), file = file.as_path())
                }
                TantivyError::OpenReadError(OpenReadError::IoError { io_error, filepath })
                    if io_error.kind() == ErrorKind::InvalidData =>
                {
                    message!("error_index_file", path = path.as_path(), file = filepath.as_path())
                }
                other => message!("error_index", path = path.as_path(), words = other.to_string()),
            },
            SearchError::Io(error) => system::message(error),
            SearchError::Damaged { path, what } => {
                message!("error_index_entry", path = path.as_path(), entry = what)
            }
        }
    }
}

/// Turns the engine's error into ours, with the path.
pub(crate) fn engine(path: &Path) -> impl Fn(TantivyError) -> SearchError {
    move |source| SearchError::Engine { path: path.to_owned(), source: Box::new(source) }
}
