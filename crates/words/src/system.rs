//! What the system says when it gives or takes no bytes.
//!
//! In: its error, mostly with the file that `fs_err` put before it. Out: a message. The kinds that people meet have entries
//! of their own; of the rest the system's own words are quoted.

use std::io::{Error, ErrorKind};

use crate::message;
use crate::message::Message;

/// What a person is told of an error of the system.
pub fn message(error: &Error) -> Message {
    let words = error.to_string();
    // failed to open file `letters/a.txt`: No such file or directory (os error 2)
    let place = words.strip_prefix("failed to ").and_then(|rest| rest.split_once('`'));
    match place.and_then(|(_, rest)| rest.rsplit_once("`: ")) {
        Some((path, cause)) => message!("system_file", path = path, cause = of(error.kind(), cause)),
        None => of(error.kind(), &words),
    }
}

/// The kind, or the system's own `words`.
fn of(kind: ErrorKind, words: &str) -> Message {
    match kind {
        ErrorKind::NotFound => message!("system_not_found"),
        ErrorKind::PermissionDenied => message!("system_no_permission"),
        ErrorKind::AlreadyExists => message!("system_exists"),
        ErrorKind::NotADirectory => message!("system_no_directory"),
        ErrorKind::IsADirectory => message!("system_directory"),
        ErrorKind::StorageFull => message!("system_full"),
        ErrorKind::QuotaExceeded => message!("system_quota"),
        ErrorKind::FileTooLarge => message!("system_too_large"),
        ErrorKind::ReadOnlyFilesystem => message!("system_read_only"),
        ErrorKind::InvalidFilename => message!("system_bad_name"),
        ErrorKind::Interrupted => message!("system_interrupted"),
        ErrorKind::TimedOut => message!("system_timed_out"),
        ErrorKind::OutOfMemory => message!("system_no_memory"),
        ErrorKind::UnexpectedEof => message!("system_cut_off"),
        ErrorKind::StaleNetworkFileHandle => message!("system_gone"),
        _ => message!("system_other", words = words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_and_the_kind_are_told_apart() {
        let bare = Error::from(ErrorKind::PermissionDenied);
        assert_eq!(message(&bare), message!("system_no_permission"));
        let words = "failed to open file `信/a`b.txt`: No such file or directory (os error 2)";
        let named = Error::new(ErrorKind::NotFound, words);
        assert_eq!(
            message(&named),
            message!("system_file", path = "信/a`b.txt", cause = message!("system_not_found"))
        );
        let other = Error::other("the cable is out");
        assert_eq!(message(&other), message!("system_other", words = "the cable is out"));
    }
}
