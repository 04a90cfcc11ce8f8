//! What can go wrong with an archive.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::archive::path::DIRECTORY;
use dafu_letters::passage::ReplyId;
use dafu_search::error::SearchError;

/// Why an archive could not be found, opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// Neither the directory nor any above it has an archive.
    #[error("no archive in {} or any directory above it", .start.display())]
    NotFound {
        /// Where the search began.
        start: PathBuf,
    },
    /// The directory is no archive, or one whose creation was interrupted.
    #[error("{} is no archive: it has no {missing}", .dir.display())]
    NoArchive {
        /// The directory.
        dir: PathBuf,
        /// What an archive would have.
        missing: &'static str,
    },
    /// The archive's store is not there any more, though its index is.
    #[error(
        "the store of the archive {} {what}: the list of files, the recovered texts and what was supplied about letters are \
         lost with it; the index beside it is kept as it is, but nothing can be rebuilt from it", .dir.display()
    )]
    StoreLost {
        /// The archive.
        dir: PathBuf,
        /// How the store is lost: `is gone`, `is empty`.
        what: &'static str,
    },
    /// The directory of an archive may not be looked into.
    #[error("the archive {} may not be read by this user", .dir.display())]
    Forbidden {
        /// The directory.
        dir: PathBuf,
    },
    /// An archive was to be made among other files.
    #[error("{} holds other files and is no archive", .dir.display())]
    Occupied {
        /// The directory.
        dir: PathBuf,
    },
    /// `create` found an archive.
    #[error("{} is an archive already", .dir.display())]
    Exists {
        /// The archive.
        dir: PathBuf,
    },
    /// Whether private numbers are left out can only be changed with a rebuild.
    #[error("the archive holds letters whose numbers are {}", if *.wanted { "searched" } else { "left out of what is searched" })]
    MaskNeedsRebuild {
        /// They are to be left out.
        wanted: bool,
    },
    /// A later version of dafu wrote it.
    #[error("the archive {} was written by a newer dafu: {what} {found}, this one knows {known}", .dir.display())]
    Newer {
        /// The archive.
        dir: PathBuf,
        /// Which version number is too high.
        what: &'static str,
        /// The number found.
        found: u32,
        /// The highest number known.
        known: u32,
    },
    /// Its store is of a version that was never released and is not read.
    #[error("the archive {} has store version {found}, which was never released; this dafu reads {known}", .dir.display())]
    Unreleased {
        /// The archive.
        dir: PathBuf,
        /// The version found.
        found: u32,
        /// The version needed.
        known: u32,
    },
    /// The archive's index was written in another version and must be built again before it can be read or written.
    #[error("the index of {} has {what} {found}, this dafu reads {known}", .dir.display())]
    Outdated {
        /// The archive.
        dir: PathBuf,
        /// Which version number differs.
        what: &'static str,
        /// The number found.
        found: u32,
        /// The number needed.
        known: u32,
    },
    /// Another process writes to the archive.
    #[error("the archive {} is being written to by process {pid} since {since}", .dir.display())]
    Locked {
        /// The archive.
        dir: PathBuf,
        /// Process id of the holder, `?` when it could not be read.
        pid: String,
        /// When it began, RFC 3339 UTC, `?` when it could not be read.
        since: String,
    },
    /// A file could not be read or written; the message names it.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The store refused.
    #[error("the store {} cannot be used: {source}", .path.display())]
    Store {
        /// The store's file.
        path: PathBuf,
        /// SQLite's error.
        source: rusqlite::Error,
    },
    /// The index refused.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// The archive holds something that this version never writes.
    #[error("the archive is damaged: {0}")]
    Damaged(String),
    /// The new index would hold fewer replies than the one it replaces.
    #[error(
        "the rebuilt index holds {after} replies and the present one {before}; it was not put in its place"
    )]
    FewerReplies {
        /// Replies before.
        before: u64,
        /// Replies after.
        after: u64,
    },
    /// No reply has this id.
    #[error("no reply {0}")]
    UnknownReply(ReplyId),
    /// A path to be indexed does not exist and nothing below it was ever indexed.
    #[error("{} does not exist", .0.display())]
    NoSuchPath(PathBuf),
    /// A path to be removed was never indexed.
    #[error("{} is not in the archive", .0.display())]
    NotIndexed(PathBuf),
    /// A path to be acknowledged is not in quarantine.
    #[error("{} is not in quarantine", .0.display())]
    NotQuarantined(PathBuf),
    /// The metadata file cannot be used.
    #[error("metadata file {}: {what}", .path.display())]
    Metadata {
        /// The file.
        path: PathBuf,
        /// What is wrong, with the line where there is one.
        what: String,
    },
    /// The program that checks the index could not be run.
    #[error("the check of the index could not be run: {0}")]
    Check(io::Error),
}

impl ArchiveError {
    /// The exact next command, or what to do, where something can be done.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            ArchiveError::NotFound { .. } => "dafu index FOLDER".to_owned(),
            ArchiveError::NoArchive { dir, .. } => missing(dir),
            ArchiveError::Forbidden { .. } => {
                "ask its owner for the right to read it, or name another one: dafu --archive DIR".to_owned()
            }
            ArchiveError::Occupied { .. } => {
                "dafu index FOLDER --archive DIR, with a DIR of its own".to_owned()
            }
            ArchiveError::Newer { .. } => "use the dafu that wrote it, or a later one".to_owned(),
            ArchiveError::Unreleased { dir, found, .. } => anew(dir, *found),
            ArchiveError::StoreLost { dir, .. } => aside(dir),
            ArchiveError::Store { path, source } if is_damage(source) => aside(path.parent()?),
            ArchiveError::MaskNeedsRebuild { wanted: true } => "dafu index --mask --rebuild".to_owned(),
            ArchiveError::MaskNeedsRebuild { wanted: false } => "dafu index --mask=off --rebuild".to_owned(),
            ArchiveError::Outdated { .. } => "dafu index --rebuild".to_owned(),
            ArchiveError::Locked { .. } => {
                "wait until it is done; searching goes on working meanwhile".to_owned()
            }
            ArchiveError::NotQuarantined(_) => "dafu quarantine lists what is".to_owned(),
            ArchiveError::FewerReplies { .. } => "dafu verify".to_owned(),
            ArchiveError::Damaged(_) | ArchiveError::Search(_) => {
                "dafu verify; if only the index is damaged, dafu index --rebuild".to_owned()
            }
            _ => return None,
        })
    }
}

/// What to do where `dir` is no archive: a `.dafu` belongs to the folder it lies in, and among other files none is made.
fn missing(dir: &Path) -> String {
    let folder = dir.parent().filter(|folder| dir.ends_with(DIRECTORY) && folder.parent().is_some());
    match folder {
        Some(folder) => format!("dafu index {}", quoted(&folder.display().to_string())),
        None if dir.exists() => "name another one: dafu --archive DIR, or $DAFU_ARCHIVE".to_owned(),
        None => format!("dafu index FOLDER --archive {}", quoted(&dir.display().to_string())),
    }
}

/// True when SQLite cannot read what is in the file, whoever asks.
fn is_damage(source: &rusqlite::Error) -> bool {
    matches!(source.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
}

/// The way out where the store of the archive `dir` is damaged: nothing is deleted by it.
pub(crate) fn aside(dir: &Path) -> String {
    let folder = match dir.parent().filter(|_| dir.ends_with(DIRECTORY)) {
        Some(folder) => quoted(&folder.display().to_string()),
        None => "FOLDER".to_owned(),
    };
    let dir = quoted(&dir.display().to_string());
    format!(
        "put store.sqlite back from a backup; without one, dafu index {folder} --archive {dir} --set-aside keeps what is left \
         under another name and reads the files again (letters whose files are gone, and --metadata, are not in them)"
    )
}

/// The command that sets the archive `dir` aside and makes it again from the letters: a `.dafu` lies among them.
fn anew(dir: &Path, found: u32) -> String {
    let folder = match dir.parent().filter(|_| dir.ends_with(DIRECTORY)) {
        Some(folder) => quoted(&folder.display().to_string()),
        None => "FOLDER".to_owned(),
    };
    let (old, dir) = (quoted(&format!("{}-{found}", dir.display())), quoted(&dir.display().to_string()));
    format!("mv {dir} {old} && dafu index {folder} --archive {dir}")
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
        for (dir, command) in [
            ("/信/.dafu", "mv /信/.dafu /信/.dafu-1 && dafu index /信 --archive /信/.dafu"),
            (
                "/a b/it's",
                "mv '/a b/it'\\''s' '/a b/it'\\''s-1' && dafu index FOLDER --archive '/a b/it'\\''s'",
            ),
        ] {
            let error = ArchiveError::Unreleased { dir: dir.into(), found: 1, known: 3 };
            assert_eq!(error.hint().as_deref(), Some(command));
        }
    }
}
