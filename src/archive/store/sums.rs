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
    let mut hasher = crc32fast::Hasher::new();
    let mut part = |kind: u8, bytes: &[u8]| {
        let [a, b, c, d, e, f, g, h] = (bytes.len() as u64).to_le_bytes();
        hasher.update(&[kind, a, b, c, d, e, f, g, h]);
        hasher.update(bytes);
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
    // Mixed, as sums of bare checksums cancel each other out more easily.
    let sum = u64::from(hasher.finalize()).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (sum ^ (sum >> 32)).wrapping_mul(0xbf58_476d_1ce4_e5b9) as i64
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
