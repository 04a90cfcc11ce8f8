//! Runs of the batch ingest, and what people supplied about letters.

use std::collections::BTreeMap;

use serde_json::json;

use crate::archive::error::ArchiveError;
use crate::archive::metadata::Metadata;
use crate::archive::report::FileState;
use crate::archive::store::connection::Store;

/// A run of the batch ingest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunRow {
    /// Running number.
    pub id: i64,
    /// When it began, RFC 3339 UTC.
    pub started: String,
    /// When it ended; none when it was killed or is still running.
    pub ended: Option<String>,
    /// True when it was stopped on request.
    pub cancelled: bool,
    /// Files by state, in the store's own form: an object of codes and numbers. No output shows it.
    pub counts: String,
}

/// Name of a run's checksum among its counts.
const CHECK: &str = "check";

/// A run's counts as they are kept, with a checksum of all that is kept of it.
fn checked(started: &str, ended: Option<&str>, cancelled: bool, mut counts: BTreeMap<String, u64>) -> String {
    let sum = crc32fast::hash(json!([started, ended, cancelled, counts]).to_string().as_bytes());
    counts.insert(CHECK.to_owned(), u64::from(sum));
    json!(counts).to_string()
}

impl Store {
    /// Notes the beginning of a run and gives its number.
    pub fn begin_run(&self, started: &str) -> Result<i64, ArchiveError> {
        let counts = checked(started, None, false, BTreeMap::new());
        self.insert("INSERT INTO runs (started, counts) VALUES (?1, ?2)", [started, &counts])
    }

    /// Notes the end of a run, with its files by state.
    pub fn end_run(
        &self,
        id: i64,
        ended: &str,
        cancelled: bool,
        counts: &BTreeMap<FileState, u64>,
    ) -> Result<(), ArchiveError> {
        let counts = counts.iter().map(|(state, &count)| (state.code().to_owned(), count)).collect();
        let started =
            self.first("SELECT started FROM runs WHERE id = ?1", [id], |row| row.get::<_, String>(0))?;
        let counts = checked(&started.unwrap_or_default(), Some(ended), cancelled, counts);
        let sql = "UPDATE runs SET ended = ?2, cancelled = ?3, counts = ?4 WHERE id = ?1";
        self.run(sql, (id, ended, cancelled, counts))?;
        // A search that refreshes its cache is a run too: the latest thousand tell enough.
        self.run("DELETE FROM runs WHERE id <= ?1 - 1000", [id]).map(drop)
    }

    /// The last runs, latest first.
    pub fn runs(&self, most: u32) -> Result<Vec<RunRow>, ArchiveError> {
        let sql = "SELECT id, started, ended, cancelled, counts FROM runs ORDER BY id DESC LIMIT ?1";
        self.all(sql, [most], |row| {
            Ok(RunRow {
                id: row.get(0)?,
                started: row.get(1)?,
                ended: row.get(2)?,
                cancelled: row.get(3)?,
                counts: row.get(4)?,
            })
        })
    }

    /// True when a run is not what was noted of it; runs of before there were checksums have none.
    pub(crate) fn has_odd_run(&self) -> Result<bool, ArchiveError> {
        let odd = |run: &RunRow| match serde_json::from_str::<BTreeMap<String, u64>>(&run.counts) {
            Ok(mut counts) => {
                let checked_so = counts.remove(CHECK).is_some();
                checked_so && checked(&run.started, run.ended.as_deref(), run.cancelled, counts) != run.counts
            }
            Err(_) => true,
        };
        Ok(self.runs(u32::MAX)?.iter().any(odd))
    }

    /// Everything supplied, by key.
    pub fn all_metadata(&self) -> Result<BTreeMap<String, Metadata>, ArchiveError> {
        let rows = self.all("SELECT key, value FROM metadata", [], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        })?;
        Ok(rows.into_iter().map(|(key, value)| (key, Metadata::from_json(&value))).collect())
    }

    /// What was supplied under one key.
    pub fn metadata(&self, key: &str) -> Result<Option<Metadata>, ArchiveError> {
        let sql = "SELECT value FROM metadata WHERE key = ?1";
        self.first(sql, [key], |row| Ok(Metadata::from_json(&row.get::<_, String>(0)?)))
    }

    /// Keeps what was supplied under a key, in place of what was there.
    pub fn set_metadata(&self, key: &str, value: &Metadata) -> Result<(), ArchiveError> {
        let sql = "INSERT INTO metadata VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2";
        self.run(sql, (key, value.to_json())).map(drop)
    }
}
