//! What the manifest must tell of every file when a folder is looked through again.
//!
//! In: the manifest. Out: a [`Known`] a file, smaller than its row: they are held for all files of a folder at once.

use std::borrow::Cow;

use crate::archive::error::ArchiveError;
use crate::archive::store::connection::Store;
use crate::archive::store::files::{FileRow, JSONL, Stamp, read_reply, read_stamp};
use crate::archive::store::standing::Standing;
use dafu_letters::passage::ReplyId;

/// What of a file's row tells whether the file must be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Row number.
    pub id: i64,
    /// As of the last reading.
    pub stamp: Stamp,
    /// When the run began that last read the file, ns since 1970.
    pub checked_ns: i64,
    /// blake3 of the bytes; none when they were never read.
    pub hash: Option<[u8; 32]>,
    /// Standing.
    pub state: Standing,
    /// Code of the reason for quarantine.
    pub reason: String,
    /// The same in words.
    pub detail: String,
    /// The reply it holds or held.
    pub reply: Option<ReplyId>,
    /// Format name; empty when none could be told.
    pub format: Cow<'static, str>,
    /// Version of the reader that read it.
    pub extractor: u32,
}

impl Known {
    /// True for a collection.
    pub fn is_collection(&self) -> bool {
        self.format == JSONL
    }
}

impl From<FileRow> for Known {
    fn from(row: FileRow) -> Known {
        Known {
            id: row.id,
            stamp: row.stamp,
            checked_ns: row.checked_ns,
            hash: row.hash,
            state: row.state,
            reason: row.reason,
            detail: row.detail,
            reply: row.reply,
            format: Cow::Owned(row.format),
            extractor: row.extractor,
        }
    }
}

impl Store {
    /// Shows `see` every file of its own with its path, in no order that means anything.
    pub fn each_known(&self, mut see: impl FnMut(&[u8], Known)) -> Result<(), ArchiveError> {
        let sql = "SELECT path, id, size, mtime_ns, ctime_ns, inode, checked_ns, hash, state, reason, detail, reply,
                       format, extractor
                   FROM files WHERE container IS NULL";
        self.each(sql, |row| {
            let known = Known {
                id: row.get(1)?,
                stamp: read_stamp(row, 2)?,
                checked_ns: row.get(6)?,
                hash: row.get(7)?,
                state: row.get(8)?,
                reason: row.get::<_, Option<String>>(9)?.unwrap_or_default(),
                detail: row.get::<_, Option<String>>(10)?.unwrap_or_default(),
                reply: read_reply(row, 11)?,
                format: frequent(row.get_ref(12)?.as_str_or_null()?.unwrap_or_default()),
                extractor: row.get(13)?,
            };
            see(row.get_ref(0)?.as_blob()?, known);
            Ok(())
        })
    }
}

/// A format's name without memory of its own where it is that of most files.
fn frequent(format: &str) -> Cow<'static, str> {
    if format == "text" { Cow::Borrowed("text") } else { Cow::Owned(format.to_owned()) }
}
