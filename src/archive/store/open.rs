//! The store's file, opened to be written to or only read.
//!
//! In: an archive's directory. Out: a [`Store`] of today's version, or why there is none. A store of a version that is
//! refused is told by its header, before SQLite has touched the file.

use std::cell::Cell;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::archive::error::ArchiveError;
use crate::archive::path;
use crate::archive::store::connection::{Store, error};
use crate::archive::store::migrate::{self, STEPS};
use crate::archive::store::versions;

/// Bytes in a page of a new store: a letter fills a third of the usual 4096, and what is left of a page is lost.
const PAGE: u32 = 16_384;

impl Store {
    /// Creates or opens the store of the archive `dir` for writing, and brings it up to this version.
    pub fn open(dir: &Path) -> Result<Store, ArchiveError> {
        let path = dir.join("store.sqlite");
        versions::check(dir, &path)?;
        let connection = Connection::open(&path).map_err(|source| error(&path, source))?;
        let mut store = Store { connection, path, sums: None, uncounted: Cell::default() };
        store.prepare()?;
        // Holds for a store that has no page yet; others keep theirs.
        store.execute_script(&format!("PRAGMA page_size={PAGE}"))?;
        store.execute_script("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;")?;
        migrate::migrate(&store, STEPS)?;
        store.count_rows()?;
        Ok(store)
    }

    /// Opens the store of the archive `dir` for reading only.
    pub fn open_read_only(dir: &Path) -> Result<Store, ArchiveError> {
        let path = dir.join("store.sqlite");
        versions::check_there(dir, &path)?;
        versions::check(dir, &path)?;
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
        let store = Store { connection, path, sums: None, uncounted: Cell::default() };
        store.prepare()?;
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
}

/// The file's name as SQLite's URI, in which `%`, `?` and `#` would mean something.
fn uri(path: &Path) -> String {
    let mut uri = String::from("file:");
    for byte in path::bytes(path) {
        match byte {
            b'/' | b'.' | b'-' | b'_' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => uri.push(byte as char),
            b'\\' if cfg!(windows) => uri.push('/'),
            _ => uri += &format!("%{byte:02x}"),
        }
    }
    uri
}
