//! What a person is told when a command could not do its work: what failed on which thing, and the next command.

use std::fmt;

/// A command's failure.
#[derive(Debug)]
pub struct CliError {
    message: String,
    hint: Option<String>,
    broken_pipe: bool,
}

impl CliError {
    /// A failure with its message: lower case, no final stop.
    pub fn new(message: impl Into<String>) -> CliError {
        CliError { message: message.into(), hint: None, broken_pipe: false }
    }

    /// Adds the exact next command.
    pub fn hint(mut self, hint: impl Into<String>) -> CliError {
        self.hint = Some(hint.into());
        self
    }

    /// True when whoever read the output went away: the command ends quietly.
    pub fn is_broken_pipe(&self) -> bool {
        self.broken_pipe
    }
}

impl fmt::Display for CliError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}", crate::render::sanitize::sanitize(&self.message))?;
        if let Some(hint) = &self.hint {
            write!(f, "\nhint: {}", crate::render::sanitize::sanitize(hint))?;
        }
        Ok(())
    }
}

impl From<std::io::Error> for CliError {
    fn from(error: std::io::Error) -> CliError {
        let broken_pipe = error.kind() == std::io::ErrorKind::BrokenPipe;
        CliError { message: error.to_string(), hint: None, broken_pipe }
    }
}

impl From<dafu_search::error::SearchError> for CliError {
    fn from(error: dafu_search::error::SearchError) -> CliError {
        CliError::new(error.to_string()).hint("dafu verify, then dafu index --rebuild")
    }
}

impl From<serde_json::Error> for CliError {
    fn from(error: serde_json::Error) -> CliError {
        CliError::new(format!("the output could not be written as JSON: {error}"))
    }
}

impl From<csv::Error> for CliError {
    fn from(error: csv::Error) -> CliError {
        CliError::new(format!("the output could not be written as CSV: {error}"))
    }
}

impl From<crate::archive::error::ArchiveError> for CliError {
    fn from(error: crate::archive::error::ArchiveError) -> CliError {
        let failure = CliError::new(error.to_string());
        match error.hint() {
            Some(hint) => failure.hint(hint),
            None => failure,
        }
    }
}
