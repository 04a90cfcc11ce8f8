//! A checksum a table, which tells when a row was changed by anything but dafu.
//!
//! In: rows as they are written, and as they are found. Out: for each table the sum of its rows' hashes, kept in `facts`
//! under `sum TABLE`, and what does not fit. SQLite's own check sees pages and indexes, not what a cell holds. A row
//! that is written over is counted out as it is found, so that damage is never counted in: the sum stays wrong.
//! The rows are seen by triggers of the writer's own connection; no program but dafu meets them in the file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError};

use rusqlite::functions::{Context, FunctionFlags};

use crate::archive::error::ArchiveError;
use crate::archive::store::connection::Store;
use crate::archive::store::sums::{Sums, counts, hash, written_to};
use dafu_words::message;
use dafu_words::message::Message;

/// The first version of the store that has sums.
pub(crate) const SUMMED: u32 = 5;

/// Tables whose rows go with those of another.
const WITH: [(&str, &[&str]); 2] = [("files", &["acknowledged"]), ("replies", &["texts", "aliases"])];

impl Store {
    /// From here on every row that this connection writes is counted.
    pub(super) fn count_rows(&mut self) -> Result<(), ArchiveError> {
        let sums = Sums::default();
        let more = Arc::clone(&sums.more);
        let count = move |row: &mut Context<'_>| {
            let (table, sign) = (row.get_raw(0).as_str()?.to_owned(), row.get_raw(1).as_i64()?);
            if row.len() > 2 && counts(&table, row.get_raw(2)) {
                let hash = hash(&table, (2..row.len()).map(|at| row.get_raw(at))).wrapping_mul(sign);
                let mut more = more.lock().unwrap_or_else(PoisonError::into_inner);
                let sum = more.entry(table).or_default();
                *sum = sum.wrapping_add(hash);
            }
            Ok(0)
        };
        let function =
            self.connection.create_scalar_function("dafu_count", -1, FunctionFlags::SQLITE_UTF8, count);
        function.map_err(|e| self.error(e))?;
        self.sums = Some(sums);
        Ok(())
    }

    /// Sees to it that what `sql` writes is counted.
    pub(super) fn count_what(&self, sql: &str) -> Result<(), ArchiveError> {
        let Some(sums) = &self.sums else { return Ok(()) };
        let written = written_to(sql);
        if written.is_some_and(|table| table == RUNS || sums.counted.borrow().contains(table)) {
            return Ok(());
        }
        let tables = match written {
            Some(table) => {
                let with =
                    WITH.iter().filter(|(of, _)| *of == table).flat_map(|(_, with)| with.iter().copied());
                std::iter::once(table).chain(with).map(str::to_owned).collect()
            }
            // A statement of another form can write to any of them.
            None => self.tables()?,
        };
        for table in &tables {
            let columns = self.columns(table)?;
            let row =
                |of: &str| -> String { columns.iter().map(|name| format!(", {of}.\"{name}\"")).collect() };
            let (old, new) = (row("OLD"), row("NEW"));
            self.execute_script(&format!(
                "CREATE TEMP TRIGGER IF NOT EXISTS counted_in_{table} AFTER INSERT ON main.{table}
                 BEGIN SELECT dafu_count('{table}', 1{new}); END;
                 CREATE TEMP TRIGGER IF NOT EXISTS counted_out_{table} AFTER DELETE ON main.{table}
                 BEGIN SELECT dafu_count('{table}', -1{old}); END;
                 CREATE TEMP TRIGGER IF NOT EXISTS counted_anew_{table} AFTER UPDATE ON main.{table}
                 BEGIN SELECT dafu_count('{table}', -1{old}), dafu_count('{table}', 1{new}); END;"
            ))?;
            sums.counted.borrow_mut().insert(table.clone());
        }
        Ok(())
    }

    /// Writes what the open transaction adds to the sums; a sum that is not there stays away.
    pub(super) fn write_sums(&self) -> Result<u64, ArchiveError> {
        let Some(sums) = &self.sums else { return Ok(0) };
        let mut written = 0;
        for (table, more) in sums.take().into_iter().filter(|(_, more)| *more != 0) {
            let name = format!("sum {table}");
            if let Some(sum) = self.sum(&name)? {
                let sql = "UPDATE facts SET value = ?2 WHERE name = ?1";
                written += self.run_plainly(sql, (name, sum.wrapping_add(more)))? as u64;
            }
        }
        Ok(written)
    }

    /// Forgets what an undone transaction would have added; triggers that it set up are undone as well.
    pub(super) fn forget_sums(&self) {
        if let Some(sums) = &self.sums {
            sums.take();
            sums.counted.borrow_mut().clear();
        }
    }

    /// Counts all that the store holds anew: after a step that made it another version, or when it was changed on purpose
    /// by something else than dafu.
    pub fn count_anew(&self) -> Result<(), ArchiveError> {
        for (name, sum) in self.present_sums()? {
            let sql = "INSERT INTO facts VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2";
            self.run_plainly(sql, (name, sum))?;
        }
        Ok(())
    }

    /// Tables that do not fit their sums, each in words; `version` is the store's.
    pub(crate) fn miscounted(&self, version: u32) -> Result<Vec<Message>, ArchiveError> {
        let sql = "SELECT name, value FROM facts WHERE name GLOB 'sum *'";
        let kept: BTreeMap<String, i64> =
            self.all(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?.into_iter().collect();
        if version < SUMMED {
            let changed = message!("damage_store_version", version = version);
            return Ok(if kept.is_empty() { Vec::new() } else { vec![changed] });
        }
        let present = self.present_sums()?;
        let names: BTreeSet<&String> = kept.keys().chain(present.keys()).collect();
        let unfit = names.into_iter().filter(|name| kept.get(*name) != present.get(*name));
        let runs = if self.has_odd_run()? { Some(message!("damage_store_run")) } else { None };
        Ok(unfit.map(|name| told(name)).chain(runs).collect())
    }

    /// The sums of all that the store holds now.
    fn present_sums(&self) -> Result<BTreeMap<String, i64>, ArchiveError> {
        let mut sums = BTreeMap::new();
        for table in self.tables()? {
            let mut sum = 0i64;
            let columns = self.columns(&table)?.len();
            self.each(&format!("SELECT * FROM {table}"), |row| {
                let values = (0..columns).map(|at| row.get_ref(at)).collect::<Result<Vec<_>, _>>()?;
                if values.first().is_some_and(|first| counts(&table, *first)) {
                    sum = sum.wrapping_add(hash(&table, values.into_iter()));
                }
                Ok(())
            })?;
            sums.insert(format!("sum {table}"), sum);
        }
        let mut schema = 0i64;
        self.each("SELECT type, name, tbl_name, sql FROM sqlite_schema", |row| {
            let values = (0..4).map(|at| row.get_ref(at)).collect::<Result<Vec<_>, _>>()?;
            schema = schema.wrapping_add(hash(SCHEMA, values.into_iter()));
            Ok(())
        })?;
        sums.insert(format!("sum {SCHEMA}"), schema);
        Ok(sums)
    }

    fn sum(&self, name: &str) -> Result<Option<i64>, ArchiveError> {
        self.first("SELECT value FROM facts WHERE name = ?1", [name], |row| row.get(0))
    }

    /// Names of the tables that are counted; SQLite's own are left out.
    fn tables(&self) -> Result<Vec<String>, ArchiveError> {
        let sql = "SELECT name FROM main.sqlite_schema
                   WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name <> 'runs' ORDER BY name";
        self.all(sql, [], |row| row.get(0))
    }

    fn columns(&self, table: &str) -> Result<Vec<String>, ArchiveError> {
        self.all("SELECT name FROM pragma_table_info(?1)", [table], |row| row.get(0))
    }
}

/// Runs have a checksum each: every search of a folder is one, and setting up a count costs more than such a run.
const RUNS: &str = "runs";

/// Under which the schema's sum is kept.
const SCHEMA: &str = "schema";

fn told(name: &str) -> Message {
    match name.strip_prefix("sum ").unwrap_or(name) {
        SCHEMA => message!("damage_store_schema"),
        table => message!("damage_store_rows", table = table),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn miscounted(store: &Store) -> Vec<Message> {
        store.miscounted(SUMMED).unwrap()
    }

    #[test]
    fn rows_are_counted_in_and_out_whoever_deletes_them() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path()).unwrap();
        assert_eq!(miscounted(&store), []);
        store.begin().unwrap();
        let files =
            "INSERT INTO files (id, path, path_key, container, size, mtime_ns, ctime_ns, inode, checked_ns,
             state, extractor, added, run) VALUES (?1, x'61', 1, ?2, 1, 1, 1, 1, 1, 0, 1, 1, 1)";
        store.run(files, (1, None::<i64>)).unwrap();
        for part in 2..5 {
            store.run(files, (part, 1)).unwrap();
        }
        store.set_fact("batch", 3).unwrap();
        store.commit().unwrap();
        assert_eq!(miscounted(&store), []);
        // Its parts go with it.
        store.delete_file(1).unwrap();
        store.set_fact("batch", 4).unwrap();
        assert_eq!(
            store.first("SELECT count(*) FROM files", [], |row| row.get::<_, i64>(0)).unwrap(),
            Some(0)
        );
        assert_eq!(miscounted(&store), []);
        store.begin().unwrap();
        store.set_fact("batch", 5).unwrap();
        store.rollback().unwrap();
        store.set_fact("other", 5).unwrap();
        let run = store.begin_run("2026-12-01T00:00:00Z").unwrap();
        store.end_run(run, "2026-12-01T00:00:01Z", false, &BTreeMap::new()).unwrap();
        drop(store);
        assert_eq!(miscounted(&Store::open(dir.path()).unwrap()), []);
    }

    #[test]
    fn what_another_program_changes_stays_told_whatever_is_written_after_it() {
        let dir = tempfile::tempdir().unwrap();
        Store::open(dir.path()).unwrap().set_fact("batch", 1).unwrap();
        let other = rusqlite::Connection::open(dir.path().join("store.sqlite")).unwrap();
        other.execute_batch("UPDATE facts SET value = 2 WHERE name = 'batch'").unwrap();
        drop(other);
        let store = Store::open(dir.path()).unwrap();
        let told = [message!("damage_store_rows", table = "facts")];
        assert_eq!(miscounted(&store), told);
        store.set_fact("batch", 1).unwrap();
        assert_eq!(miscounted(&store), told);
        store.run_plainly("DELETE FROM facts WHERE name = 'sum texts'", ()).unwrap();
        assert!(miscounted(&store).contains(&message!("damage_store_rows", table = "texts")));
    }
}
