//! What a person is told when a command could not do its work: what failed on which thing, and the next command.
//!
//! In: the errors of the library, kept as sources. Out: a message and a hint in a language, and the exit code; no other file
//! maps outcomes to codes.

use std::error::Error;
use std::io;

use crate::cli::outcome::Outcome;
use crate::language::Language;
use crate::render::sanitize::sanitize;
use dafu_words::message;
use dafu_words::message::Message;
use dafu_words::system;

/// A command's failure.
#[derive(Debug)]
pub struct CliError {
    message: Message,
    hint: Option<Message>,
    source: Option<Box<dyn Error + Send + Sync>>,
    /// The command was asked to end.
    stopped: bool,
}

impl CliError {
    /// A failure with its message.
    pub(crate) fn new(message: Message) -> CliError {
        CliError { message, hint: None, source: None, stopped: false }
    }

    /// A failure that another error tells whole.
    fn of(message: Message, source: impl Error + Send + Sync + 'static) -> CliError {
        CliError { message, hint: None, source: Some(Box::new(source)), stopped: false }
    }

    /// A command that was asked to end before it could answer.
    pub(crate) fn of_a_stop(message: Message) -> CliError {
        CliError { stopped: true, ..CliError::new(message) }
    }

    /// Adds the exact next command.
    pub(crate) fn hint(mut self, hint: Message) -> CliError {
        self.hint = Some(hint);
        self
    }

    /// The code of what failed.
    pub fn code(&self) -> &str {
        &self.message.code
    }

    /// What a person is told: what failed, and what to do about it.
    pub fn told(&self, language: Language) -> String {
        let line = |message: Message| sanitize(&language.say(&message));
        let mut told = line(message!("talk_error", what = self.message.clone()));
        if let Some(hint) = &self.hint {
            told += "\n";
            told += &line(message!("talk_hint", what = hint.clone()));
        }
        told
    }

    /// True when whoever read the output went away: the command ends quietly.
    pub fn is_broken_pipe(&self) -> bool {
        let mut cause = self.source.as_deref().map(|source| source as &(dyn Error + 'static));
        while let Some(error) = cause {
            if error.downcast_ref::<io::Error>().is_some_and(|io| io.kind() == io::ErrorKind::BrokenPipe) {
                return true;
            }
            cause = error.source();
        }
        false
    }
}

/// Not done: usage, files, a lock, an answer that a scan refutes.
const NOT_DONE: u8 = 2;

/// Of a command that was stopped: 128 and the number of the signal, that of Ctrl-C where none is known.
pub fn stopped_code(signal: usize) -> u8 {
    const CTRL_C: u8 = 2;
    128 + u8::try_from(signal).ok().filter(|signal| (1..64).contains(signal)).unwrap_or(CTRL_C)
}

/// The exit code of a command; `signal` is the one that stopped it, if one did.
pub fn exit_code(came_to: &Result<Outcome, CliError>, signal: usize) -> u8 {
    match came_to {
        Ok(Outcome::Done) => 0,
        Ok(Outcome::Nothing) => 1,
        Ok(Outcome::Quarantined) => 3,
        Ok(Outcome::Stopped) => stopped_code(signal),
        Err(error) if error.stopped => stopped_code(signal),
        Err(error) if error.is_broken_pipe() => 0,
        Err(_) => NOT_DONE,
    }
}

/// The exit code of arguments that are no command: help and version are asked for, all else is a mistake.
pub fn usage_code(error: &clap::Error) -> u8 {
    if error.use_stderr() { NOT_DONE } else { 0 }
}

/// The exit code of work that this program did for another process of its own.
pub fn child_code(ran: io::Result<u8>) -> u8 {
    ran.unwrap_or(NOT_DONE)
}

impl From<io::Error> for CliError {
    fn from(error: io::Error) -> CliError {
        CliError::of(system::message(&error), error)
    }
}

impl From<dafu_search::error::SearchError> for CliError {
    fn from(error: dafu_search::error::SearchError) -> CliError {
        CliError::of(error.message(), error).hint(message!("hint_verify_rebuild"))
    }
}

impl From<serde_json::Error> for CliError {
    fn from(error: serde_json::Error) -> CliError {
        // What went wrong in writing is the writer's; only the rest is JSON's.
        if error.is_io() {
            return io::Error::from(error).into();
        }
        CliError::of(message!("fault_quoted", words = error.to_string()), error)
    }
}

impl From<csv::Error> for CliError {
    fn from(error: csv::Error) -> CliError {
        if !error.is_io_error() {
            return CliError::of(message!("fault_quoted", words = error.to_string()), error);
        }
        match error.into_kind() {
            csv::ErrorKind::Io(error) => error.into(),
            _ => CliError::new(message!("error_csv")),
        }
    }
}

impl From<crate::archive::error::ArchiveError> for CliError {
    fn from(error: crate::archive::error::ArchiveError) -> CliError {
        let hint = error.hint();
        CliError { hint, ..CliError::of(error.message(), error) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::error::ArchiveError;

    fn gone() -> io::Error {
        io::Error::new(io::ErrorKind::BrokenPipe, "gone")
    }

    #[test]
    fn a_reader_that_went_away_is_no_failure_in_any_format() {
        let json = serde_json::to_writer(Shut, &[1]).unwrap_err();
        let mut csv = csv::Writer::from_writer(Shut);
        csv.write_record(["a"]).unwrap();
        for error in [CliError::from(gone()), json.into(), csv.flush().unwrap_err().into()] {
            assert_eq!(exit_code(&Err(error), 0), 0);
        }
        assert_eq!(exit_code(&Err(io::Error::other("full").into()), 0), 2);
    }

    #[test]
    fn kind_source_and_hint_of_an_error_are_kept() {
        let error = CliError::from(ArchiveError::Damaged(message!("damage_no_ids")));
        assert_eq!(
            error.told(Language::English),
            "error: the archive is damaged: every reply id is taken\nhint: dafu verify; if only the index is damaged, dafu index --rebuild"
        );
        let kind = error.source.as_deref().and_then(|source| source.downcast_ref::<ArchiveError>());
        assert!(matches!(kind, Some(ArchiveError::Damaged(what)) if what.code == "damage_no_ids"));
    }

    /// A pipe whose reader is gone.
    struct Shut;

    impl io::Write for Shut {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(gone())
        }

        fn flush(&mut self) -> io::Result<()> {
            Err(gone())
        }
    }
}
