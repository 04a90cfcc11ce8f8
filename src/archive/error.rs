//! What can go wrong with an archive.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::archive::path::DIRECTORY;
use dafu_letters::passage::ReplyId;
use dafu_search::error::SearchError;
use dafu_words::message;
use dafu_words::message::Message;
use dafu_words::system;

/// Why an archive could not be found, opened, read or written.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.message())]
pub enum ArchiveError {
    /// Neither the directory nor any above it has an archive.
    NotFound {
        /// Where the search began.
        start: PathBuf,
    },
    /// The directory is no archive, or one whose creation was interrupted.
    NoArchive {
        /// The directory.
        dir: PathBuf,
        /// What an archive would have.
        missing: &'static str,
    },
    /// The archive's store is not there any more, though its index is.
    StoreLost {
        /// The archive.
        dir: PathBuf,
        /// How the store is lost: the entry `damage_store_` and this name.
        what: &'static str,
    },
    /// The directory of an archive may not be looked into.
    Forbidden {
        /// The directory.
        dir: PathBuf,
    },
    /// An archive was to be made among other files.
    Occupied {
        /// The directory.
        dir: PathBuf,
    },
    /// `create` found an archive.
    Exists {
        /// The archive.
        dir: PathBuf,
    },
    /// Whether private numbers are left out can only be changed with a rebuild.
    MaskNeedsRebuild {
        /// They are to be left out.
        wanted: bool,
    },
    /// A later version of dafu wrote it.
    Newer {
        /// The archive.
        dir: PathBuf,
        /// Which version number is too high: the entry `version_` and this name.
        what: &'static str,
        /// The number found.
        found: u32,
        /// The highest number known.
        known: u32,
    },
    /// Its store is of a version that was never released and is not read.
    Unreleased {
        /// The archive.
        dir: PathBuf,
        /// The version found.
        found: u32,
        /// The version needed.
        known: u32,
    },
    /// The archive's index was written in another version and must be built again before it can be read or written.
    Outdated {
        /// The archive.
        dir: PathBuf,
        /// Which version number differs: the entry `version_` and this name.
        what: &'static str,
        /// The number found.
        found: u32,
        /// The number needed.
        known: u32,
    },
    /// Another process writes to the archive.
    Locked {
        /// The archive.
        dir: PathBuf,
        /// Process id of the holder, `?` when it could not be read.
        pid: String,
        /// When it began, RFC 3339 UTC, `?` when it could not be read.
        since: String,
    },
    /// A file could not be read or written; the message names it.
    Io(#[from] io::Error),
    /// The store refused.
    Store {
        /// The store's file.
        path: PathBuf,
        /// SQLite's error.
        source: rusqlite::Error,
    },
    /// The index refused.
    Search(#[from] SearchError),
    /// The archive holds something that this version never writes.
    Damaged(Message),
    /// The new index would hold fewer replies than the one it replaces.
    FewerReplies {
        /// Replies before.
        before: u64,
        /// Replies after.
        after: u64,
    },
    /// The run was stopped while the index was built anew; the present one stays.
    RebuildStopped,
    /// No reply has this id.
    UnknownReply(ReplyId),
    /// A path to be indexed does not exist and nothing below it was ever indexed.
    NoSuchPath(PathBuf),
    /// A path to be removed was never indexed.
    NotIndexed(PathBuf),
    /// A path to be acknowledged is not in quarantine.
    NotQuarantined(PathBuf),
    /// The metadata file cannot be used.
    Metadata {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        what: Message,
    },
    /// The program that checks the index could not be run.
    Check(io::Error),
}

impl ArchiveError {
    /// What a person is told.
    pub fn message(&self) -> Message {
        let version = |what: &str| Message::new(format!("version_{what}"));
        match self {
            ArchiveError::NotFound { start } => message!("error_no_archive_above", dir = start.as_path()),
            ArchiveError::NoArchive { dir, missing: "directory" } => {
                message!("error_no_archive_directory", dir = dir.as_path())
            }
            ArchiveError::NoArchive { dir, missing } => {
                message!("error_no_archive", dir = dir.as_path(), missing = *missing)
            }
            ArchiveError::StoreLost { dir, what } => {
                let what = Message::new(format!("damage_store_{what}"));
                message!("error_store_lost", dir = dir.as_path(), what = what)
            }
            ArchiveError::MaskNeedsRebuild { wanted: true } => message!("error_not_masked"),
            ArchiveError::MaskNeedsRebuild { wanted: false } => message!("error_masked"),
            ArchiveError::NotQuarantined(path) => message!("error_not_quarantined", path = path.as_path()),
            ArchiveError::Forbidden { dir } => message!("error_forbidden", dir = dir.as_path()),
            ArchiveError::Occupied { dir } => message!("error_occupied", dir = dir.as_path()),
            ArchiveError::Exists { dir } => message!("error_exists", dir = dir.as_path()),
            ArchiveError::Newer { dir, what, found, known } => {
                message!(
                    "error_newer",
                    dir = dir.as_path(),
                    what = version(what),
                    found = *found,
                    known = *known
                )
            }
            ArchiveError::Unreleased { dir, found, known } => {
                message!("error_unreleased", dir = dir.as_path(), found = *found, known = *known)
            }
            ArchiveError::Outdated { dir, what, found, known } => {
                message!(
                    "error_outdated",
                    dir = dir.as_path(),
                    what = version(what),
                    found = *found,
                    known = *known
                )
            }
            ArchiveError::Locked { dir, pid, since } => {
                message!("error_locked", dir = dir.as_path(), pid = pid, since = since)
            }
            ArchiveError::Io(error) => system::message(error),
            ArchiveError::Store { path, source } => {
                message!("error_store", path = path.as_path(), words = source.to_string())
            }
            ArchiveError::Search(error) => error.message(),
            ArchiveError::Damaged(what) => message!("error_damaged", what = what.clone()),
            ArchiveError::FewerReplies { before, after } => {
                message!("error_fewer_replies", before = *before, after = *after)
            }
            ArchiveError::RebuildStopped => message!("error_rebuild_stopped"),
            ArchiveError::UnknownReply(id) => message!("error_unknown_reply", id = id.to_string()),
            ArchiveError::NoSuchPath(path) => message!("error_no_such_path", path = path.as_path()),
            ArchiveError::NotIndexed(path) => message!("error_not_indexed", path = path.as_path()),
            ArchiveError::Metadata { path, what } => {
                message!("error_metadata", path = path.as_path(), what = what.clone())
            }
            ArchiveError::Check(error) => message!("error_check", cause = system::message(error)),
        }
    }

    /// The exact next command, or what to do, where something can be done.
    pub fn hint(&self) -> Option<Message> {
        Some(match self {
            ArchiveError::NotFound { .. } => message!("hint_index"),
            ArchiveError::NoArchive { dir, .. } => missing(dir),
            ArchiveError::Forbidden { .. } => message!("hint_forbidden"),
            ArchiveError::Occupied { .. } => message!("hint_occupied"),
            ArchiveError::Newer { .. } => message!("hint_newer"),
            ArchiveError::Unreleased { dir, found, .. } => anew(dir, *found),
            ArchiveError::StoreLost { dir, .. } => aside(dir),
            ArchiveError::Store { path, source } if is_damage(source) => aside(path.parent()?),
            ArchiveError::MaskNeedsRebuild { wanted: true } => message!("hint_mask"),
            ArchiveError::MaskNeedsRebuild { wanted: false } => message!("hint_mask_off"),
            ArchiveError::Outdated { .. } => message!("hint_rebuild"),
            ArchiveError::Locked { .. } => message!("hint_wait"),
            ArchiveError::NotQuarantined(_) => message!("hint_quarantine"),
            ArchiveError::FewerReplies { .. } => message!("hint_verify"),
            ArchiveError::Damaged(_) | ArchiveError::Search(_) => message!("hint_damaged"),
            _ => return None,
        })
    }
}

/// What to do where `dir` is no archive: a `.dafu` belongs to the folder it lies in, and among other files none is made.
fn missing(dir: &Path) -> Message {
    let folder = dir.parent().filter(|folder| dir.ends_with(DIRECTORY) && folder.parent().is_some());
    match folder {
        Some(folder) => message!("hint_index_folder", folder = quoted(&folder.display().to_string())),
        None if dir.exists() => message!("hint_another_archive"),
        None => message!("hint_index_archive", dir = quoted(&dir.display().to_string())),
    }
}

/// True when SQLite cannot read what is in the file, whoever asks.
fn is_damage(source: &rusqlite::Error) -> bool {
    matches!(source.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
}

/// The way out where the store of the archive `dir` is damaged: nothing is deleted by it.
pub(crate) fn aside(dir: &Path) -> Message {
    let archive = quoted(&dir.display().to_string());
    match dir.parent().filter(|_| dir.ends_with(DIRECTORY)) {
        Some(folder) => {
            message!("hint_set_aside", folder = quoted(&folder.display().to_string()), dir = archive)
        }
        None => message!("hint_set_aside_elsewhere", dir = archive),
    }
}

/// The command that sets the archive `dir` aside and makes it again from the letters: a `.dafu` lies among them.
fn anew(dir: &Path, found: u32) -> Message {
    let (old, new) = (quoted(&format!("{}-{found}", dir.display())), quoted(&dir.display().to_string()));
    match dir.parent().filter(|_| dir.ends_with(DIRECTORY)) {
        Some(folder) => {
            message!("hint_anew", dir = new, old = old, folder = quoted(&folder.display().to_string()))
        }
        None => message!("hint_anew_elsewhere", dir = new, old = old),
    }
}

/// A path as a shell takes it.
fn quoted(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-+".contains(c);
    if path.chars().all(plain) { path.to_owned() } else { format!("'{}'", path.replace('\'', "'\\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unreleased_store_is_refused_with_the_command_that_makes_it_anew() {
        let hint = |dir: &str| ArchiveError::Unreleased { dir: dir.into(), found: 1, known: 3 }.hint();
        let among = message!("hint_anew", dir = "/信/.dafu", old = "/信/.dafu-1", folder = "/信");
        assert_eq!(hint("/信/.dafu"), Some(among));
        let apart = message!("hint_anew_elsewhere", dir = "'/a b/it'\\''s'", old = "'/a b/it'\\''s-1'");
        assert_eq!(hint("/a b/it's"), Some(apart));
    }
}
