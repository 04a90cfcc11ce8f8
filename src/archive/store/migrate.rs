//! Numbered migrations: the store of an older dafu brought up to this one.
//!
//! In: an open store of any version that is read. Out: the same of this version; before each step a copy is kept beside
//! it as `store.sqlite.before-N`. A step is never edited once it was released: a change is a new step.

use crate::archive::error::ArchiveError;
use crate::archive::store::connection::Store;
use crate::archive::store::counting::SUMMED;
use crate::archive::store::versions::FIRST;
use dafu_words::message;

/// A step: the version that it leads to, and its SQL.
pub(crate) type Step = (u32, &'static str);

/// The first step makes a new store; each of the others starts from the one before it. Numbers can be left out.
pub(crate) const STEPS: &[Step] = &[
    (FIRST, include_str!("../migrations/0003_store.sql")),
    (4, include_str!("../migrations/0004_versions.sql")),
    (SUMMED, include_str!("../migrations/0005_sums.sql")),
];

/// Runs the steps that are missing, each in a transaction of its own.
pub(crate) fn migrate(store: &Store, steps: &[Step]) -> Result<(), ArchiveError> {
    let from = store.version()?;
    // What is damaged must not be counted anew as if it were whole.
    if from >= SUMMED && steps.last().is_some_and(|(last, _)| *last > from) {
        let damages = store.integrity()?;
        if !damages.is_empty() {
            return Err(ArchiveError::Damaged(message!("damage_several", what = damages)));
        }
    }
    for (version, sql) in steps.iter().filter(|(version, _)| *version > from) {
        if from > 0 {
            store.execute_script("PRAGMA wal_checkpoint(TRUNCATE)")?;
            let copy = store.path.with_extension(format!("sqlite.before-{version}"));
            fs_err::copy(&store.path, copy)?;
        }
        store.begin()?;
        let done = store
            .execute_script(sql)
            .and_then(|()| if *version < SUMMED { Ok(()) } else { store.count_anew() })
            .and_then(|()| store.execute_script(&format!("PRAGMA user_version = {version}")));
        if let Err(error) = done {
            store.rollback()?;
            return Err(error);
        }
        store.commit()?;
        // So that the header itself tells the version to those who look before they open.
        store.execute_script("PRAGMA wal_checkpoint(TRUNCATE)")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::store::versions::STORE_VERSION;

    fn version(store: &Store) -> u32 {
        store.first("PRAGMA user_version", [], |row| row.get(0)).unwrap().unwrap()
    }

    #[test]
    fn the_last_step_leads_to_the_version_that_is_written() {
        assert_eq!(STEPS.last().unwrap().0, STORE_VERSION);
        assert!(STEPS.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn each_step_is_copied_before_runs_whole_and_raises_the_version() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path()).unwrap();
        assert_eq!(version(&store), STORE_VERSION);
        assert!(
            STEPS.iter().all(|(step, _)| !dir.path().join(format!("store.sqlite.before-{step}")).exists())
        );
        store.set_fact("batch", 7).unwrap();
        let (first, second) = (
            (STORE_VERSION + 1, "UPDATE facts SET value = 8 WHERE name = 'batch'"),
            (STORE_VERSION + 3, "CREATE TABLE extra (a INTEGER)"),
        );
        let steps = [STEPS, &[first, second]].concat();
        migrate(&store, &steps).unwrap();
        migrate(&store, &steps).unwrap();
        assert_eq!((version(&store), store.fact("batch").unwrap()), (STORE_VERSION + 3, 8));
        store.execute_script("INSERT INTO extra VALUES (1)").unwrap();
        for (copy, kept, batch) in
            [(STORE_VERSION + 1, STORE_VERSION, 7), (STORE_VERSION + 3, STORE_VERSION + 1, 8)]
        {
            let copied =
                rusqlite::Connection::open(dir.path().join(format!("store.sqlite.before-{copy}"))).unwrap();
            let number = |sql| copied.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
            assert_eq!(
                (number("PRAGMA user_version"), number("SELECT value FROM facts WHERE name = 'batch'")),
                (i64::from(kept), batch)
            );
        }
    }

    #[test]
    fn a_store_of_the_first_version_gets_checksums_of_what_it_holds() {
        let dir = tempfile::tempdir().unwrap();
        let first = rusqlite::Connection::open(dir.path().join("store.sqlite")).unwrap();
        first.execute_batch(STEPS[0].1).unwrap();
        first.execute_batch("INSERT INTO facts VALUES ('batch', 7); PRAGMA user_version = 3").unwrap();
        drop(first);
        let old = Store::open_read_only(dir.path()).unwrap();
        assert_eq!((version(&old), old.integrity().unwrap()), (3, Vec::new()));
        drop(old);
        let store = Store::open(dir.path()).unwrap();
        assert_eq!((version(&store), store.fact("batch").unwrap()), (STORE_VERSION, 7));
        assert_eq!(store.integrity().unwrap(), []);
        assert!(dir.path().join("store.sqlite.before-5").exists());
    }

    #[test]
    fn a_step_that_fails_leaves_the_store_as_it_was() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path()).unwrap();
        store.set_fact("batch", 7).unwrap();
        let broken = (STORE_VERSION + 1, "DELETE FROM facts; INSERT INTO nowhere VALUES (1)");
        assert!(migrate(&store, &[STEPS, &[broken]].concat()).is_err());
        assert_eq!((version(&store), store.fact("batch").unwrap()), (STORE_VERSION, 7));
    }
}
