//! The manifest: one row for each file that was ever indexed or quarantined.

use rusqlite::Row;

use crate::archive::error::ArchiveError;
use crate::archive::path::display;
use crate::archive::report::Reason;
use crate::archive::store::connection::{Store, key};
use crate::archive::store::standing::Standing;
use dafu_letters::passage::ReplyId;
use dafu_words::message;

/// Format of a collection's row.
pub const JSONL: &str = "jsonl";

/// Format of a bundle's row.
pub const ZIP: &str = "zip";

/// What the file system says of a file; two equal ones mean an unchanged file, unless it was written just now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Bytes.
    pub size: i64,
    /// Time of the last change of the content, ns since 1970.
    pub mtime_ns: i64,
    /// Time of the last change of content or inode; 0 where the system has none.
    pub ctime_ns: i64,
    /// Inode number; 0 where the system has none.
    pub inode: i64,
}

/// A file that holds or held a reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Path as stored.
    pub path: Vec<u8>,
    /// Standing.
    pub state: Standing,
    /// Which of the reply's texts it holds; 0 when that is not known.
    pub version: u32,
    /// True for the file whose text leads.
    pub best: bool,
    /// True for a file whose end is missing.
    pub cut_off: bool,
}

/// A row of the manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRow {
    /// Row number.
    pub id: i64,
    /// Path as stored (see [`crate::archive::path::Base`]).
    pub path: Vec<u8>,
    /// The collection that this is a line of.
    pub container: Option<i64>,
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
    /// Which of the reply's texts it holds; 0 when that is not known.
    pub version: u32,
    /// Format name.
    pub format: String,
    /// Encoding name.
    pub encoding: String,
    /// Version of the reader that read it.
    pub extractor: u32,
}

impl FileRow {
    /// True for a file that was read and whose text is cut off or recognised from pictures of pages.
    pub fn is_partial(&self) -> bool {
        let marks = [Reason::CutOff.code(), Reason::Recognised.code()];
        self.reason.is_empty() && marks.contains(&self.detail.as_str())
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, path, container, size, mtime_ns, ctime_ns, inode, checked_ns, hash, state, reason, detail, ",
            "reply, format, encoding, extractor, version FROM files WHERE ",
            $rest
        )
    };
}

fn read(row: &Row<'_>) -> rusqlite::Result<FileRow> {
    let text = |column: usize| row.get::<_, Option<String>>(column).map(Option::unwrap_or_default);
    Ok(FileRow {
        id: row.get(0)?,
        path: row.get(1)?,
        container: row.get(2)?,
        stamp: read_stamp(row, 3)?,
        checked_ns: row.get(7)?,
        hash: row.get(8)?,
        state: row.get(9)?,
        reason: text(10)?,
        detail: text(11)?,
        reply: read_reply(row, 12)?,
        format: text(13)?,
        encoding: text(14)?,
        extractor: row.get(15)?,
        version: row.get(16)?,
    })
}

pub(super) fn read_stamp(row: &Row<'_>, from: usize) -> rusqlite::Result<Stamp> {
    let mtime_ns: i64 = row.get(from + 1)?;
    let ctime_ns = mtime_ns.wrapping_add(row.get(from + 2)?);
    Ok(Stamp { size: row.get(from)?, mtime_ns, ctime_ns, inode: row.get(from + 3)? })
}

pub(super) fn read_reply(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<ReplyId>> {
    Ok(row.get::<_, Option<i64>>(column)?.map(|id| ReplyId::from_number(id as u64)))
}

fn read_place(row: &Row<'_>, from: usize) -> rusqlite::Result<Place> {
    Ok(Place {
        path: row.get(from)?,
        state: row.get(from + 1)?,
        version: row.get(from + 2)?,
        best: row.get(from + 3)?,
        cut_off: row.get(from + 4)?,
    })
}

/// Empty texts are kept as nothing.
fn some(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

impl Store {
    /// The file stored under `path`.
    pub fn file(&self, path: &[u8]) -> Result<Option<FileRow>, ArchiveError> {
        self.first(select!("path_key = ?1 AND path = ?2"), (key(path), path), read)
    }

    /// The file with this row number.
    pub fn file_by_id(&self, id: i64) -> Result<Option<FileRow>, ArchiveError> {
        self.first(select!("id = ?1"), [id], read)
    }

    /// All files with these bytes, oldest row first.
    pub fn files_by_hash(&self, hash: &[u8; 32]) -> Result<Vec<FileRow>, ArchiveError> {
        let sql =
            select!("substr(hash, 1, 4) = substr(?1, 1, 4) AND hash = ?1 AND hash IS NOT NULL ORDER BY id");
        self.all(sql, [hash], read)
    }

    /// All files that hold or held a reply, oldest row first.
    pub fn files_of(&self, reply: ReplyId) -> Result<Vec<FileRow>, ArchiveError> {
        self.all(select!("reply = ?1 ORDER BY id"), [reply.number() as i64], read)
    }

    /// Path and standing of all files that hold or held a reply, oldest row first, and whether its current text is theirs.
    pub fn places_of(&self, reply: ReplyId) -> Result<Vec<Place>, ArchiveError> {
        let sql = "SELECT path, state, version, id IS (SELECT best_file FROM replies WHERE id = ?1),
             reason IS NULL AND detail IS 'cut_off' FROM files WHERE reply = ?1 ORDER BY id";
        self.all(sql, [reply.number() as i64], |row| read_place(row, 0))
    }

    /// Shows `see` what [`Store::places_of`] tells of each reply, by id; lines of collections, of which there can be very
    /// many, are left out.
    pub(crate) fn each_place(&self, mut see: impl FnMut(ReplyId, Place)) -> Result<(), ArchiveError> {
        let sql = "SELECT f.reply, f.path, f.state, f.version, f.id IS r.best_file,
             f.reason IS NULL AND f.detail IS 'cut_off'
             FROM files f JOIN replies r ON r.id = f.reply WHERE f.format IS NOT 'jsonl' ORDER BY f.reply, f.id";
        self.each(sql, |row| {
            see(ReplyId::from_number(row.get::<_, i64>(0)? as u64), read_place(row, 1)?);
            Ok(())
        })
    }

    /// Every file that holds or held a reply which was not removed, by reply: reply and path.
    pub fn held_paths(&self) -> Result<Vec<(ReplyId, Vec<u8>)>, ArchiveError> {
        let sql = "SELECT f.reply, f.path FROM files f JOIN replies r ON r.id = f.reply WHERE r.status <> ?1
             ORDER BY f.reply";
        self.all(sql, [Standing::Removed], |row| {
            Ok((ReplyId::from_number(row.get::<_, i64>(0)? as u64), row.get(1)?))
        })
    }

    /// All lines of a collection.
    pub fn lines_of(&self, container: i64) -> Result<Vec<FileRow>, ArchiveError> {
        self.all(select!("container = ?1 ORDER BY id"), [container], read)
    }

    /// All files (files of bundles, but no lines of collections) of a standing, by path.
    pub fn files_standing(&self, state: Standing) -> Result<Vec<FileRow>, ArchiveError> {
        let sql = select!("state = ?1 AND (container IS NULL OR format IS NOT 'jsonl') ORDER BY path");
        self.all(sql, [state], read)
    }

    /// Row numbers and paths of all files of their own that are not removed, by path.
    pub fn known_paths(&self) -> Result<Vec<(i64, Vec<u8>, Standing)>, ArchiveError> {
        let sql = "SELECT id, path, state FROM files WHERE container IS NULL AND state <> ?1 ORDER BY path";
        self.all(sql, [Standing::Removed], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
    }

    /// Number of files by standing, by its name: files of bundles count, lines of collections do not.
    pub fn count_files(&self) -> Result<Vec<(Standing, u64)>, ArchiveError> {
        let sql = "SELECT state, count(*) FROM files WHERE container IS NULL OR format IS NOT 'jsonl' GROUP BY state";
        let mut counts: Vec<(Standing, u64)> =
            self.all(sql, [], |row| Ok((row.get(0)?, row.get::<_, i64>(1)? as u64)))?;
        counts.sort_by_key(|(state, _)| state.name());
        Ok(counts)
    }

    /// Writes a file's row: a new one when its `id` is 0, else over the old one. Gives the row number. `now` is in
    /// seconds since 1970.
    pub fn put_file(&self, file: &FileRow, run: i64, now: i64) -> Result<i64, ArchiveError> {
        let stamp = &file.stamp;
        let (path_key, reply) = (key(&file.path), file.reply.map(|id| id.number() as i64));
        let values = rusqlite::params![
            file.id,
            file.path,
            path_key,
            file.container,
            stamp.size,
            stamp.mtime_ns,
            stamp.ctime_ns.wrapping_sub(stamp.mtime_ns),
            stamp.inode,
            file.checked_ns,
            file.hash,
            file.state,
            some(&file.reason),
            some(&file.detail),
            reply,
            some(&file.format),
            some(&file.encoding),
            file.extractor,
            run,
            now,
            file.version,
        ];
        if file.id == 0 {
            return self.insert(
                "INSERT INTO files (id, path, path_key, container, size, mtime_ns, ctime_ns, inode, checked_ns, hash,
                     state, reason, detail, reply, format, encoding, extractor, run, added, version)
                 VALUES (nullif(?1, 0), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)",
                values,
            );
        }
        let changed = self.run(
            "UPDATE files SET path = ?2, path_key = ?3, container = ?4, size = ?5, mtime_ns = ?6, ctime_ns = ?7,
                 inode = ?8, checked_ns = ?9, hash = ?10, state = ?11, reason = ?12, detail = ?13, reply = ?14,
                 format = ?15, encoding = ?16, extractor = ?17, run = ?18, added = coalesce(added, ?19), version = ?20
             WHERE id = ?1",
            values,
        )?;
        match changed {
            0 => Err(ArchiveError::Damaged(message!("damage_no_row", path = display(&file.path)))),
            _ => Ok(file.id),
        }
    }

    /// Gives a file another standing.
    pub fn set_file_state(&self, id: i64, state: Standing, run: i64) -> Result<(), ArchiveError> {
        self.run("UPDATE files SET state = ?2, run = ?3 WHERE id = ?1", (id, state, run)).map(drop)
    }

    /// Forgets a file's row.
    pub fn delete_file(&self, id: i64) -> Result<(), ArchiveError> {
        self.run("DELETE FROM files WHERE id = ?1", [id]).map(drop)
    }
}
