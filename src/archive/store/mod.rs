//! The store: everything the archive must never lose, in one SQLite file.
//!
//! In: rows. Out: rows. A commit is durable when it returns (write-ahead log, `synchronous=FULL`); readers are never
//! in its way. Nothing here knows the index or decides what a file's fate is.

pub mod migrate;
pub mod glance;
pub mod names;
pub mod second;
pub mod files;
pub mod replies;
pub mod texts;
pub mod runs;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, Params, Row};

use crate::archive::error::ArchiveError;

/// Bytes in a page of a new store: a letter fills a third of the usual 4096, and what is left of a page is lost.
const PAGE: u32 = 16_384;

/// The open store.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    /// How the file stood when it was opened for a look.
    still: Option<glance::Still>,
}

impl Store {
    /// Creates or opens the store of the archive `dir` for writing, and brings it up to this version.
    pub fn open(dir: &Path) -> Result<Store, ArchiveError> {
        let path = dir.join("store.sqlite");
        migrate::check_not_newer(dir, &path)?;
        let connection = Connection::open(&path).map_err(|source| error(&path, source))?;
        let mut store = Store { connection, path, still: None };
        store.prepare()?;
        // Holds for a store that has no page yet; others keep theirs.
        store.execute_script(&format!("PRAGMA page_size={PAGE}"))?;
        store.execute_script("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;")?;
        migrate::migrate(&mut store)?;
        Ok(store)
    }

    /// Opens the store of the archive `dir` for reading only.
    pub fn open_read_only(dir: &Path) -> Result<Store, ArchiveError> {
        let path = dir.join("store.sqlite");
        if !path.exists() {
            return Err(ArchiveError::NoArchive { dir: dir.to_owned(), missing: "store.sqlite" });
        }
        migrate::check_not_newer(dir, &path)?;
        let read_only = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let open = |name: &Path, flags: OpenFlags| {
            let connection = Connection::open_with_flags(name, flags)?;
            connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
            Ok(connection)
        };
        // On read-only media the log's shared memory cannot be made; without a log the file itself is whole.
        let connection = open(&path, read_only).or_else(|problem: rusqlite::Error| {
            let unopened = problem.sqlite_error_code() == Some(ErrorCode::CannotOpen)
                || problem.sqlite_error_code() == Some(ErrorCode::ReadOnly);
            let log = dir.join("store.sqlite-wal");
            if unopened && !log.metadata().is_ok_and(|log| log.len() > 0) {
                let uri = format!("{}?immutable=1", uri(&path));
                open(Path::new(&uri), read_only | OpenFlags::SQLITE_OPEN_URI)
            } else {
                Err(problem)
            }
        });
        let connection = connection.map_err(|source| error(&path, source))?;
        let store = Store { connection, path, still: None };
        store.prepare()?;
        migrate::check_readable(dir, &store)?;
        Ok(store)
    }

    fn prepare(&self) -> Result<(), ArchiveError> {
        self.connection.busy_timeout(Duration::from_secs(10)).map_err(|e| self.error(e))?;
        self.connection.set_prepared_statement_cache_capacity(64);
        // Otherwise a statement that a partial index serves is compiled again for each value that is bound.
        let stable = self.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true);
        stable.map_err(|e| self.error(e))?;
        // Ids are hashes, so that a batch touches pages all over the tables: 64 MiB hold those of 10^5 letters.
        self.execute_script("PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;")?;
        Ok(())
    }

    /// Begins a transaction if none is open.
    pub fn begin(&self) -> Result<(), ArchiveError> {
        if self.connection.is_autocommit() { self.execute_script("BEGIN IMMEDIATE") } else { Ok(()) }
    }

    /// Commits the open transaction, if any; durable when it returns.
    pub fn commit(&self) -> Result<(), ArchiveError> {
        if self.connection.is_autocommit() { Ok(()) } else { self.execute_script("COMMIT") }
    }

    /// Undoes the open transaction, if any.
    pub fn rollback(&self) -> Result<(), ArchiveError> {
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

    /// Damages that SQLite itself finds, as it words them; empty when the file is sound.
    pub fn integrity(&self) -> Result<Vec<String>, ArchiveError> {
        let lines: Vec<String> = self.all("PRAGMA integrity_check", [], |row| row.get(0))?;
        Ok(lines.into_iter().filter(|line| line != "ok").collect())
    }

    /// Number of rows that were written through this connection so far.
    pub fn changes(&self) -> u64 {
        self.connection.total_changes()
    }

    /// Size of the store on disk in bytes, its log included.
    pub fn size(&self) -> u64 {
        let log = self.path.with_extension("sqlite-wal");
        [&self.path, &log].iter().filter_map(|path| path.metadata().ok()).map(|file| file.len()).sum()
    }

    pub(in crate::archive) fn execute_script(&self, sql: &str) -> Result<(), ArchiveError> {
        self.connection.execute_batch(sql).map_err(|e| self.error(e))
    }

    pub(in crate::archive) fn run(&self, sql: &str, values: impl Params) -> Result<usize, ArchiveError> {
        let mut statement = self.connection.prepare_cached(sql).map_err(|e| self.error(e))?;
        statement.execute(values).map_err(|e| self.error(e))
    }

    pub(in crate::archive) fn insert(&self, sql: &str, values: impl Params) -> Result<i64, ArchiveError> {
        let mut statement = self.connection.prepare_cached(sql).map_err(|e| self.error(e))?;
        statement.insert(values).map_err(|e| self.error(e))
    }

    pub(in crate::archive) fn first<T>(
        &self,
        sql: &str,
        values: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, ArchiveError> {
        let mut statement = self.connection.prepare_cached(sql).map_err(|e| self.error(e))?;
        statement.query_row(values, read).optional().map_err(|e| self.error(e))
    }

    pub(in crate::archive) fn all<T>(
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
    pub(in crate::archive) fn each(
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

    fn error(&self, source: rusqlite::Error) -> ArchiveError {
        error(&self.path, source)
    }
}

/// The number under which something is looked up: four bytes of its hash. What is found is compared whole.
pub(in crate::archive) fn key(bytes: &[u8]) -> i64 {
    let [a, b, c, d, ..] = *blake3::hash(bytes).as_bytes();
    i64::from(i32::from_le_bytes([a, b, c, d]))
}

fn error(path: &Path, source: rusqlite::Error) -> ArchiveError {
    ArchiveError::Store { path: path.to_owned(), source }
}

/// The file's name as SQLite's URI, in which `%`, `?` and `#` would mean something.
fn uri(path: &Path) -> String {
    let mut uri = String::from("file:");
    for byte in super::path::bytes(path) {
        match byte {
            b'/' | b'.' | b'-' | b'_' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => uri.push(byte as char),
            b'\\' if cfg!(windows) => uri.push('/'),
            _ => uri += &format!("%{byte:02x}"),
        }
    }
    uri
}
