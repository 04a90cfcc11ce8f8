//! What a table's checksum is, and what it is to be raised by.
//!
//! In: rows as values, statements. Out: hashes, sums, the table that a statement writes to. The store that they are kept
//! in is [`crate::archive::store::counting`]'s.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::types::ValueRef;

/// What each table's sum is to be raised by when the open transaction commits.
#[derive(Debug, Default)]
pub(super) struct Sums {
    pub(super) more: Arc<Mutex<BTreeMap<String, i64>>>,
    /// Tables whose rows are counted by now: setting up all of them takes longer than a run that changes nothing.
    pub(super) counted: RefCell<BTreeSet<String>>,
}

impl Sums {
    /// What was gathered, which is forgotten.
    pub(super) fn take(&self) -> BTreeMap<String, i64> {
        std::mem::take(&mut *self.more.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The table that a statement writes to.
pub(super) fn written_to(sql: &str) -> Option<&str> {
    let mut words = sql.split_ascii_whitespace();
    let before = match words.next()? {
        "UPDATE" => return words.next(),
        "INSERT" => "INTO",
        "DELETE" => "FROM",
        _ => return None,
    };
    words.find(|word| *word == before)?;
    words.next()
}

/// The hash of a row, or of whatever a list of values stands for.
pub(super) fn hash<'v>(table: &str, values: impl Iterator<Item = ValueRef<'v>>) -> i64 {
    let mut hasher = blake3::Hasher::new();
    let mut part = |kind: u8, bytes: &[u8]| {
        hasher.update(&[kind]).update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
    };
    part(0, table.as_bytes());
    for value in values {
        match value {
            ValueRef::Null => part(1, &[]),
            ValueRef::Integer(number) => part(2, &number.to_le_bytes()),
            ValueRef::Real(number) => part(3, &number.to_le_bytes()),
            ValueRef::Text(text) => part(4, text),
            ValueRef::Blob(bytes) => part(5, bytes),
        }
    }
    let mut first = [0; 8];
    first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    i64::from_le_bytes(first)
}

/// True for what is counted: the sums themselves are not.
pub(super) fn counts(table: &str, first: ValueRef<'_>) -> bool {
    table != "facts" || !matches!(first, ValueRef::Text(name) if name.starts_with(b"sum "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_tells_the_table_that_it_writes_to() {
        for (sql, table) in [
            ("INSERT OR IGNORE INTO cases (key) VALUES (1)", Some("cases")),
            ("UPDATE files SET state = 1", Some("files")),
            ("DELETE FROM texts WHERE reply = 1", Some("texts")),
            ("SELECT 1 FROM files", None),
        ] {
            assert_eq!(written_to(sql), table);
        }
    }
}
