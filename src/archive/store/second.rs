//! The rows of version 1 in the tables of version 2.
//!
//! In: a store in which 0002_small.sql has set the old tables aside. Out: their rows in the new ones, the old ones
//! gone. Texts keep their blobs: they are read as they are.

use rusqlite::Row;

use crate::archive::error::ArchiveError;
use crate::archive::facts::Facts;
use crate::archive::path::display;
use crate::archive::store::files::Standing;
use crate::archive::store::replies::{Contents, ReplyRow};
use crate::archive::store::{Store, key};
use dafu_letters::passage::ReplyId;

/// Names of standings in version 1, in the order of their numbers.
const STANDINGS: [(&str, Standing); 4] = [
    ("present", Standing::Present),
    ("missing", Standing::Missing),
    ("removed", Standing::Removed),
    ("quarantined", Standing::Quarantined),
];

/// Carries the old rows over and drops the old tables.
pub fn carry_over(store: &Store) -> Result<(), ArchiveError> {
    replies(store)?;
    store.execute_script(
        "INSERT INTO texts (reply, version, hash, format, chars, added, lines, text)
             SELECT reply, version, hash, format, chars, coalesce(unixepoch(added), 0), lines, text FROM texts_1;
         INSERT INTO aliases SELECT key, reply FROM aliases_1;
         INSERT INTO files SELECT id, path, 0, container, size, mtime_ns, ctime_ns - mtime_ns, inode, checked_ns, hash,
             CASE state WHEN 'present' THEN 0 WHEN 'missing' THEN 1 WHEN 'removed' THEN 2 ELSE 3 END,
             nullif(reason, ''), nullif(detail, ''), reply, nullif(format, ''), nullif(encoding, ''), extractor,
             coalesce(unixepoch(first_seen), 0), run FROM files_1;",
    )?;
    let paths = store.all("SELECT id, path FROM files", [], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?))
    })?;
    for (id, path) in paths {
        if store.run("UPDATE files SET path_key = ?2 WHERE id = ?1", (id, key(&path)))? == 0 {
            return Err(ArchiveError::Damaged(format!("no row for {}", display(&path))));
        }
    }
    store.execute_script(
        "DROP TABLE texts_1; DROP TABLE cases_1; DROP TABLE aliases_1; DROP TABLE files_1; DROP TABLE replies_1;",
    )
}

fn replies(store: &Store) -> Result<(), ArchiveError> {
    let ids =
        store.all("SELECT id FROM replies_1 ORDER BY first_seen, id", [], |row| row.get::<_, i64>(0))?;
    for id in ids {
        let row = store.first(
            "SELECT id, status, kind, title, citation, citation_key, doc_number, doc_key, unit, date, year, text_hash,
                 body_hash, version, best_file, passages, digest, parser, batch, coalesce(unixepoch(first_seen), 0)
             FROM replies_1 WHERE id = ?1",
            [id],
            read,
        )?;
        let Some((mut reply, added)) = row else { continue };
        let sql = "SELECT key, raw FROM cases_1 WHERE reply = ?1 ORDER BY key";
        reply.facts.cases = store.all(sql, [id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        store.add_reply(&reply, added)?;
    }
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<(ReplyRow, i64)> {
    let status: String = row.get(1)?;
    let known = STANDINGS.into_iter().find(|(name, _)| *name == status);
    let reply = ReplyRow {
        id: ReplyId::from_number(row.get::<_, i64>(0)? as u64),
        status: known.map_or(Standing::Missing, |(_, standing)| standing),
        facts: Facts {
            kind: row.get(2)?,
            title: row.get(3)?,
            citation: row.get(4)?,
            citation_key: row.get(5)?,
            doc_number: row.get(6)?,
            doc_key: row.get(7)?,
            cases: Vec::new(),
            unit: row.get(8)?,
            date: row.get(9)?,
            year: row.get(10)?,
            text_hash: row.get(11)?,
            body_hash: row.get(12)?,
        },
        version: row.get(13)?,
        best_file: row.get(14)?,
        contents: Contents { passages: row.get(15)?, digest: row.get::<_, i64>(16)? as u64 },
        parser: row.get(17)?,
        batch: row.get(18)?,
    };
    Ok((reply, row.get(19)?))
}
