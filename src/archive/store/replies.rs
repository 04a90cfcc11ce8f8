//! Replies: what identifies them, and how they stand.

use rusqlite::Row;

use crate::archive::error::ArchiveError;
use crate::archive::facts::Facts;
use crate::archive::store::Store;
use crate::archive::store::files::Standing;
use crate::passage::ReplyId;

/// A reply's row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyRow {
    /// Identity.
    pub id: ReplyId,
    /// Present, missing or removed.
    pub status: Standing,
    /// What identifies its current text.
    pub facts: Facts,
    /// Number of its current text among its versions, from 1.
    pub version: u32,
    /// The file whose text is the current one.
    pub best_file: Option<i64>,
    /// What the index must hold of it.
    pub contents: Contents,
    /// Version of the parser that read its current text.
    pub parser: u32,
    /// The batch that last changed what the index must hold of it.
    pub batch: i64,
}

/// Count and digest of a reply's passages, to compare store and index by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// Number of passages.
    pub passages: u32,
    /// Sum of the passages' mixed keys.
    pub digest: u64,
}

const COLUMNS: &str = "id, status, kind, title, citation, citation_key, doc_number, doc_key, unit, date, year, \
                       text_hash, body_hash, version, best_file, passages, digest, parser, batch";

fn read(row: &Row<'_>) -> rusqlite::Result<ReplyRow> {
    Ok(ReplyRow {
        id: ReplyId::from_number(row.get::<_, i64>(0)? as u64),
        status: row.get(1)?,
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
    })
}

impl Store {
    /// The reply with this id.
    pub fn reply(&self, id: ReplyId) -> Result<Option<ReplyRow>, ArchiveError> {
        Ok(self.replies_where("id = ?1", [id.number() as i64])?.pop())
    }

    /// Replies that a condition selects, by id. `condition` is SQL over the table's columns and `?1`.
    pub(in crate::archive) fn replies_where(
        &self,
        condition: &str,
        values: impl rusqlite::Params,
    ) -> Result<Vec<ReplyRow>, ArchiveError> {
        let sql = format!("SELECT {COLUMNS} FROM replies WHERE {condition} ORDER BY id");
        let mut rows = self.all(&sql, values, read)?;
        for row in &mut rows {
            row.facts.cases = self.cases(row.id)?;
        }
        Ok(rows)
    }

    fn cases(&self, id: ReplyId) -> Result<Vec<(String, String)>, ArchiveError> {
        let sql = "SELECT key, raw FROM cases WHERE reply = ?1 ORDER BY key";
        self.all(sql, [id.number() as i64], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Replies with the same folded text.
    pub fn replies_with_text(&self, hash: &[u8; 32]) -> Result<Vec<ReplyRow>, ArchiveError> {
        self.replies_where("text_hash = ?1", [hash])
    }

    /// Replies with the same folded body.
    pub fn replies_with_body(&self, hash: &[u8; 32]) -> Result<Vec<ReplyRow>, ArchiveError> {
        self.replies_where("body_hash = ?1", [hash])
    }

    /// Replies with this document number.
    pub fn replies_with_doc(&self, key: &str) -> Result<Vec<ReplyRow>, ArchiveError> {
        self.replies_where("doc_key = ?1 AND doc_key <> ''", [key])
    }

    /// Replies to the case with this number.
    pub fn replies_with_case(&self, key: &str) -> Result<Vec<ReplyRow>, ArchiveError> {
        self.replies_where("id IN (SELECT reply FROM cases WHERE key = ?1)", [key])
    }

    /// Replies whose citation's head has this key.
    pub fn replies_with_citation(&self, key: &str) -> Result<Vec<ReplyRow>, ArchiveError> {
        self.replies_where("citation_key = ?1 AND citation_key <> ''", [key])
    }

    /// Replies that had this name once.
    pub fn replies_with_alias(&self, key: &str) -> Result<Vec<ReplyRow>, ArchiveError> {
        self.replies_where("id IN (SELECT reply FROM aliases WHERE key = ?1)", [key])
    }

    /// Ids of all replies that the index must hold, ascending.
    pub fn indexed_ids(&self) -> Result<Vec<ReplyId>, ArchiveError> {
        self.ids_where("status <> 'removed'")
    }

    /// Ids of replies whose batch is later than `batch`, ascending: those, removed ones too, that an index of that
    /// batch does not know as they are.
    pub fn ids_after(&self, batch: i64) -> Result<Vec<ReplyId>, ArchiveError> {
        self.ids_where(&format!("batch > {batch}"))
    }

    /// Ids of replies that an older parser read, ascending.
    pub fn ids_of_older_parser(&self, parser: u32) -> Result<Vec<ReplyId>, ArchiveError> {
        self.ids_where(&format!("parser < {parser} AND status <> 'removed' AND kind <> 'line'"))
    }

    fn ids_where(&self, condition: &str) -> Result<Vec<ReplyId>, ArchiveError> {
        let sql = format!("SELECT id FROM replies WHERE {condition} ORDER BY id");
        self.all(&sql, [], |row| Ok(ReplyId::from_number(row.get::<_, i64>(0)? as u64)))
    }

    /// Number of replies by standing.
    pub fn count_replies(&self) -> Result<Vec<(Standing, u64)>, ArchiveError> {
        let sql = "SELECT status, count(*) FROM replies GROUP BY status ORDER BY status";
        self.all(sql, [], |row| Ok((row.get(0)?, row.get::<_, i64>(1)? as u64)))
    }

    /// Number of passages that the index must hold.
    pub fn count_passages(&self) -> Result<u64, ArchiveError> {
        let sql = "SELECT coalesce(sum(passages), 0) FROM replies WHERE status <> 'removed'";
        Ok(self.first(sql, [], |row| row.get::<_, i64>(0))?.unwrap_or(0) as u64)
    }

    /// Writes a reply's row over the old one, if any, with its case numbers; an old citation becomes an alias.
    pub fn put_reply(&self, reply: &ReplyRow, now: &str) -> Result<(), ArchiveError> {
        let id = reply.id.number() as i64;
        let facts = &reply.facts;
        self.run(
            "INSERT OR IGNORE INTO aliases (key, reply)
             SELECT citation_key, id FROM replies WHERE id = ?1 AND citation_key <> ?2 AND citation_key <> ''",
            (id, &facts.citation_key),
        )?;
        self.run(
            "INSERT INTO replies (id, status, kind, title, citation, citation_key, doc_number, doc_key, unit, date, year,
                 text_hash, body_hash, version, best_file, passages, digest, parser, batch, first_seen)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)
             ON CONFLICT (id) DO UPDATE SET status = ?2, kind = ?3, title = ?4, citation = ?5, citation_key = ?6,
                 doc_number = ?7, doc_key = ?8, unit = ?9, date = ?10, year = ?11, text_hash = ?12, body_hash = ?13,
                 version = ?14, best_file = ?15, passages = ?16, digest = ?17, parser = ?18, batch = ?19",
            rusqlite::params![
                id,
                reply.status,
                facts.kind,
                facts.title,
                facts.citation,
                facts.citation_key,
                facts.doc_number,
                facts.doc_key,
                facts.unit,
                facts.date,
                facts.year,
                facts.text_hash,
                facts.body_hash,
                reply.version,
                reply.best_file,
                reply.contents.passages,
                reply.contents.digest as i64,
                reply.parser,
                reply.batch,
                now,
            ],
        )?;
        self.run("DELETE FROM cases WHERE reply = ?1", [id])?;
        for (key, raw) in &facts.cases {
            self.run("INSERT INTO cases VALUES (?1, ?2, ?3)", (id, key, raw))?;
        }
        Ok(())
    }

    /// Changes a reply's standing; `batch` is given when the index must follow.
    pub fn set_reply_status(
        &self,
        id: ReplyId,
        status: Standing,
        batch: Option<i64>,
    ) -> Result<(), ArchiveError> {
        let sql = "UPDATE replies SET status = ?2, batch = coalesce(?3, batch) WHERE id = ?1";
        self.run(sql, (id.number() as i64, status, batch)).map(drop)
    }
}
