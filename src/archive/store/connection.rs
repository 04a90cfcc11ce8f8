//! An open store: statements, transactions, and the facts that are numbers.
//!
//! In: SQL and values. Out: rows, and errors that name the file. Which tables there are is for the files beside it.

use std::cell::Cell;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, Params, Row};

use crate::archive::error::ArchiveError;
use crate::archive::store::sums::Sums;
use dafu_words::message;
use dafu_words::message::Message;

/// The open store.
#[derive(Debug)]
pub struct Store {
    pub(super) connection: Connection,
    pub(super) path: PathBuf,
    /// Counts rows that are written; none in a store that is only read.
    pub(super) sums: Option<Sums>,
    /// Rows that were written for the sums alone.
    pub(super) uncounted: Cell<u64>,
}

impl Store {
    /// Begins a transaction if none is open.
    pub fn begin(&self) -> Result<(), ArchiveError> {
        if self.connection.is_autocommit() { self.execute_script("BEGIN IMMEDIATE") } else { Ok(()) }
    }

    /// Commits the open transaction, if any; durable when it returns.
    pub fn commit(&self) -> Result<(), ArchiveError> {
        if self.connection.is_autocommit() {
            return Ok(());
        }
        self.uncounted.set(self.uncounted.get() + self.write_sums()?);
        self.execute_script("COMMIT")
    }

    /// Undoes the open transaction, if any.
    pub fn rollback(&self) -> Result<(), ArchiveError> {
        self.forget_sums();
        if self.connection.is_autocommit() { Ok(()) } else { self.execute_script("ROLLBACK") }
    }

    /// The number kept under `name`; 0 when there is none.
    pub fn fact(&self, name: &str) -> Result<i64, ArchiveError> {
        let found = self.first("SELECT value FROM facts WHERE name = ?1", [name], |row| row.get(0))?;
        Ok(found.unwrap_or(0))
    }

    /// Keeps `value` under `name`.
    pub fn set_fact(&self, name: &str, value: i64) -> Result<(), ArchiveError> {
        self.run("INSERT INTO facts VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2", (name, value))?;
        Ok(())
    }

    /// The version that its header tells.
    pub fn version(&self) -> Result<u32, ArchiveError> {
        Ok(self.first("PRAGMA user_version", [], |row| row.get(0))?.unwrap_or(0))
    }

    /// Damages that SQLite itself finds, as it words them, and where it finds none, tables that do not fit their checksums;
    /// empty when the file is sound.
    pub fn integrity(&self) -> Result<Vec<Message>, ArchiveError> {
        // Of one moment: a writer may be at work meanwhile.
        self.execute_script("BEGIN")?;
        let found = self.damages();
        self.execute_script("ROLLBACK")?;
        found
    }

    fn damages(&self) -> Result<Vec<Message>, ArchiveError> {
        let lines: Vec<String> = self.all("PRAGMA integrity_check", [], |row| row.get(0))?;
        let words = lines.into_iter().filter(|line| line != "ok");
        let mut damages: Vec<Message> = words.map(|words| message!("fault_quoted", words = words)).collect();
        damages.extend(self.misfit()?);
        if damages.is_empty() { self.miscounted(self.version()?) } else { Ok(damages) }
    }

    /// How long the file is instead of what its pages come to; none while its log holds pages, too.
    fn misfit(&self) -> Result<Option<Message>, ArchiveError> {
        let number =
            |sql| self.first(sql, [], |row| row.get::<_, i64>(0)).map(|found| found.unwrap_or(0) as u64);
        let needed = number("PRAGMA page_count")? * number("PRAGMA page_size")?;
        let logged = fs_err::metadata(self.path.with_extension("sqlite-wal")).is_ok_and(|log| log.len() > 0);
        let length = fs_err::metadata(&self.path)?.len();
        let misfit = || message!("damage_store_length", length = length, needed = needed);
        Ok((!logged && length != needed).then(misfit))
    }

    /// Number of rows that were written through this connection so far.
    pub fn changes(&self) -> u64 {
        self.connection.total_changes() - self.uncounted.get()
    }

    /// Size of the store on disk in bytes, its log included.
    pub fn size(&self) -> u64 {
        let log = self.path.with_extension("sqlite-wal");
        [&self.path, &log].iter().filter_map(|path| path.metadata().ok()).map(|file| file.len()).sum()
    }

    pub(crate) fn execute_script(&self, sql: &str) -> Result<(), ArchiveError> {
        self.connection.execute_batch(sql).map_err(|e| self.error(e))
    }

    /// Runs a statement; outside of a transaction in one of its own.
    pub(crate) fn run(&self, sql: &str, values: impl Params) -> Result<usize, ArchiveError> {
        self.whole(sql, || self.run_plainly(sql, values))
    }

    fn whole<T>(
        &self,
        sql: &str,
        write: impl FnOnce() -> Result<T, ArchiveError>,
    ) -> Result<T, ArchiveError> {
        if self.sums.is_none() {
            return write();
        }
        if !self.connection.is_autocommit() {
            self.count_what(sql)?;
            return write();
        }
        self.begin()?;
        let written =
            self.count_what(sql).and_then(|()| write()).and_then(|written| self.commit().map(|()| written));
        if written.is_err() {
            // The first error tells more than one of undoing.
            let _ = self.rollback();
        }
        written
    }

    pub(super) fn run_plainly(&self, sql: &str, values: impl Params) -> Result<usize, ArchiveError> {
        let mut statement = self.connection.prepare_cached(sql).map_err(|e| self.error(e))?;
        statement.execute(values).map_err(|e| self.error(e))
    }

    pub(crate) fn insert(&self, sql: &str, values: impl Params) -> Result<i64, ArchiveError> {
        self.whole(sql, || {
            let mut statement = self.connection.prepare_cached(sql).map_err(|e| self.error(e))?;
            statement.insert(values).map_err(|e| self.error(e))
        })
    }

    pub(crate) fn first<T>(
        &self,
        sql: &str,
        values: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, ArchiveError> {
        let mut statement = self.connection.prepare_cached(sql).map_err(|e| self.error(e))?;
        statement.query_row(values, read).optional().map_err(|e| self.error(e))
    }

    pub(crate) fn all<T>(
        &self,
        sql: &str,
        values: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, ArchiveError> {
        let mut statement = self.connection.prepare_cached(sql).map_err(|e| self.error(e))?;
        let rows = statement.query_map(values, read).map_err(|e| self.error(e))?;
        rows.collect::<rusqlite::Result<_>>().map_err(|e| self.error(e))
    }

    /// Shows every row that `sql` gives to `see`, one at a time.
    pub(crate) fn each(
        &self,
        sql: &str,
        mut see: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
    ) -> Result<(), ArchiveError> {
        let mut statement = self.connection.prepare_cached(sql).map_err(|e| self.error(e))?;
        let mut rows = statement.query([]).map_err(|e| self.error(e))?;
        while let Some(row) = rows.next().map_err(|e| self.error(e))? {
            see(row).map_err(|e| self.error(e))?;
        }
        Ok(())
    }

    pub(super) fn error(&self, source: rusqlite::Error) -> ArchiveError {
        error(&self.path, source)
    }
}

/// The number under which something is looked up: four bytes of its hash. What is found is compared whole.
pub(crate) fn key(bytes: &[u8]) -> i64 {
    let [a, b, c, d, ..] = *blake3::hash(bytes).as_bytes();
    i64::from(i32::from_le_bytes([a, b, c, d]))
}

pub(super) fn error(path: &Path, source: rusqlite::Error) -> ArchiveError {
    ArchiveError::Store { path: path.to_owned(), source }
}
