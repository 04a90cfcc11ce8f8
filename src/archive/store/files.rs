//! The manifest: one row for each file that was ever indexed or quarantined.

use std::fmt;

use rusqlite::Row;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

use crate::archive::error::ArchiveError;
use crate::archive::store::Store;
use crate::passage::ReplyId;

/// Standing of a file, or of the reply that its files hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Standing {
    /// Found at the last look.
    Present,
    /// Gone at the last look; its reply is kept and searchable.
    Missing,
    /// Taken out on request.
    Removed,
    /// Could not be read as text.
    Quarantined,
}

impl Standing {
    /// Name in the store and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Standing::Present => "present",
            Standing::Missing => "missing",
            Standing::Removed => "removed",
            Standing::Quarantined => "quarantined",
        }
    }
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl ToSql for Standing {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.name()))
    }
}

impl FromSql for Standing {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Standing> {
        let name = value.as_str()?;
        [Standing::Present, Standing::Missing, Standing::Removed, Standing::Quarantined]
            .into_iter()
            .find(|standing| standing.name() == name)
            .ok_or(FromSqlError::InvalidType)
    }
}

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
    /// Format name.
    pub format: String,
    /// Encoding name.
    pub encoding: String,
    /// Version of the extractor that read it.
    pub extractor: u32,
}

const COLUMNS: &str = "id, path, container, size, mtime_ns, ctime_ns, inode, checked_ns, hash, state, reason, \
                       detail, reply, format, encoding, extractor";

fn read(row: &Row<'_>) -> rusqlite::Result<FileRow> {
    Ok(FileRow {
        id: row.get(0)?,
        path: row.get(1)?,
        container: row.get(2)?,
        stamp: Stamp { size: row.get(3)?, mtime_ns: row.get(4)?, ctime_ns: row.get(5)?, inode: row.get(6)? },
        checked_ns: row.get(7)?,
        hash: row.get(8)?,
        state: row.get(9)?,
        reason: row.get(10)?,
        detail: row.get(11)?,
        reply: row.get::<_, Option<i64>>(12)?.map(|id| ReplyId::from_number(id as u64)),
        format: row.get(13)?,
        encoding: row.get(14)?,
        extractor: row.get(15)?,
    })
}

impl Store {
    /// The file stored under `path`.
    pub fn file(&self, path: &[u8]) -> Result<Option<FileRow>, ArchiveError> {
        self.first(&format!("SELECT {COLUMNS} FROM files WHERE path = ?1"), [path], read)
    }

    /// The file with this row number.
    pub fn file_by_id(&self, id: i64) -> Result<Option<FileRow>, ArchiveError> {
        self.first(&format!("SELECT {COLUMNS} FROM files WHERE id = ?1"), [id], read)
    }

    /// All files with these bytes, oldest row first.
    pub fn files_by_hash(&self, hash: &[u8; 32]) -> Result<Vec<FileRow>, ArchiveError> {
        self.all(&format!("SELECT {COLUMNS} FROM files WHERE hash = ?1 ORDER BY id"), [hash], read)
    }

    /// All files that hold or held a reply, oldest row first.
    pub fn files_of(&self, reply: ReplyId) -> Result<Vec<FileRow>, ArchiveError> {
        let sql = format!("SELECT {COLUMNS} FROM files WHERE reply = ?1 ORDER BY id");
        self.all(&sql, [reply.number() as i64], read)
    }

    /// Path and standing of all files that hold or held a reply, oldest row first, and whether its current text is theirs.
    pub fn places_of(&self, reply: ReplyId) -> Result<Vec<(Vec<u8>, Standing, bool)>, ArchiveError> {
        let sql = "SELECT path, state, id IS (SELECT best_file FROM replies WHERE id = ?1)
             FROM files WHERE reply = ?1 ORDER BY id";
        self.all(sql, [reply.number() as i64], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
    }

    /// All lines of a collection.
    pub fn lines_of(&self, container: i64) -> Result<Vec<FileRow>, ArchiveError> {
        self.all(&format!("SELECT {COLUMNS} FROM files WHERE container = ?1 ORDER BY id"), [container], read)
    }

    /// All files of their own (no lines of collections) of a standing, by path.
    pub fn files_standing(&self, state: Standing) -> Result<Vec<FileRow>, ArchiveError> {
        let sql = format!("SELECT {COLUMNS} FROM files WHERE state = ?1 AND container IS NULL ORDER BY path");
        self.all(&sql, [state], read)
    }

    /// Row numbers and paths of all files of their own that are not removed.
    pub fn known_paths(&self) -> Result<Vec<(i64, Vec<u8>, Standing)>, ArchiveError> {
        let sql =
            "SELECT id, path, state FROM files WHERE container IS NULL AND state <> 'removed' ORDER BY path";
        self.all(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
    }

    /// Number of files of their own by standing.
    pub fn count_files(&self) -> Result<Vec<(Standing, u64)>, ArchiveError> {
        let sql = "SELECT state, count(*) FROM files WHERE container IS NULL GROUP BY state ORDER BY state";
        self.all(sql, [], |row| Ok((row.get(0)?, row.get::<_, i64>(1)? as u64)))
    }

    /// Writes a file's row: a new one when its `id` is 0, else over the old one. Gives the row number.
    pub fn put_file(&self, file: &FileRow, run: i64, now: &str) -> Result<i64, ArchiveError> {
        let display = crate::archive::path::display(&file.path);
        let reply = file.reply.map(|id| id.number() as i64);
        let stamp = &file.stamp;
        let id = (file.id != 0).then_some(file.id);
        let written = self.first(
            "INSERT INTO files (id, path, display, container, size, mtime_ns, ctime_ns, inode, checked_ns, hash, state,
                 reason, detail, reply, format, encoding, extractor, first_seen, last_seen, run)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?18, ?19)
             ON CONFLICT (id) DO UPDATE SET path = ?2, display = ?3, container = ?4, size = ?5, mtime_ns = ?6,
                 ctime_ns = ?7, inode = ?8, checked_ns = ?9, hash = ?10, state = ?11, reason = ?12, detail = ?13,
                 reply = ?14, format = ?15, encoding = ?16, extractor = ?17, last_seen = ?18, run = ?19
             RETURNING id",
            rusqlite::params![
                id,
                file.path,
                display,
                file.container,
                stamp.size,
                stamp.mtime_ns,
                stamp.ctime_ns,
                stamp.inode,
                file.checked_ns,
                file.hash,
                file.state,
                file.reason,
                file.detail,
                reply,
                file.format,
                file.encoding,
                file.extractor,
                now,
                run,
            ],
            |row| row.get(0),
        )?;
        written.ok_or_else(|| ArchiveError::Damaged(format!("no row for {display}")))
    }

    /// Gives a file another standing.
    pub fn set_file_state(&self, id: i64, state: Standing, run: i64, now: &str) -> Result<(), ArchiveError> {
        let sql = "UPDATE files SET state = ?2, last_seen = ?3, run = ?4 WHERE id = ?1";
        self.run(sql, (id, state, now, run)).map(drop)
    }

    /// Forgets a file's row.
    pub fn delete_file(&self, id: i64) -> Result<(), ArchiveError> {
        self.run("DELETE FROM files WHERE id = ?1", [id]).map(drop)
    }
}
