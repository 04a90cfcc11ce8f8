//! Replies: what identifies them, and how they stand.

use rusqlite::Row;

use crate::archive::codec::{pack_strings, unpack_strings};
use crate::archive::error::ArchiveError;
use crate::archive::facts::{Facts, LINE};
use crate::archive::store::connection::{Store, key};
use crate::archive::store::standing::Standing;
use dafu_letters::passage::ReplyId;
use dafu_words::message;

/// A reply's row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyRow {
    /// Identity.
    pub id: ReplyId,
    /// Present, missing or removed.
    pub status: Standing,
    /// What identifies its current text.
    pub facts: Facts,
    /// Number of the text that leads among those that are known, from 1.
    pub version: u32,
    /// The file whose text leads.
    pub best_file: Option<i64>,
    /// How many of its texts the index must hold: those that files hold.
    pub held: u32,
    /// What the index must hold of it, all texts together.
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

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, status, facts, text_hash, body_hash, version, best_file, passages, digest, parser, batch, held ",
            "FROM replies WHERE ",
            $rest
        )
    };
}

/// A row whose facts are still packed.
fn read(row: &Row<'_>) -> rusqlite::Result<(ReplyRow, Vec<u8>)> {
    let facts = Facts {
        kind: String::new(),
        title: String::new(),
        citation: String::new(),
        citation_key: String::new(),
        doc_number: String::new(),
        doc_key: String::new(),
        cases: Vec::new(),
        unit: String::new(),
        date: String::new(),
        year: String::new(),
        addressee: String::new(),
        subject: String::new(),
        published: String::new(),
        text_hash: row.get(3)?,
        body_hash: row.get(4)?,
    };
    let reply = ReplyRow {
        id: read_id(row)?,
        status: row.get(1)?,
        facts,
        version: row.get(5)?,
        best_file: row.get(6)?,
        contents: Contents { passages: row.get(7)?, digest: row.get::<_, i64>(8)? as u64 },
        parser: row.get(9)?,
        batch: row.get(10)?,
        held: row.get(11)?,
    };
    Ok((reply, row.get(2)?))
}

fn read_id(row: &Row<'_>) -> rusqlite::Result<ReplyId> {
    Ok(ReplyId::from_number(row.get::<_, i64>(0)? as u64))
}

/// What is packed of a reply's facts, in this order; keys and writings of its cases follow. Stores before version 4 have not
/// the last three of them: an odd number of strings in all, where now it is even.
fn packed(facts: &Facts) -> Result<Vec<u8>, ArchiveError> {
    let single = [
        &facts.kind,
        &facts.title,
        &facts.citation,
        &facts.citation_key,
        &facts.doc_number,
        &facts.doc_key,
        &facts.unit,
        &facts.date,
        &facts.year,
        &facts.addressee,
        &facts.subject,
        &facts.published,
    ];
    let cases = facts.cases.iter().flat_map(|(key, raw)| [key, raw]);
    pack_strings(single.into_iter().chain(cases).map(String::as_str))
}

fn unpacked((mut reply, blob): (ReplyRow, Vec<u8>)) -> Result<ReplyRow, ArchiveError> {
    let strings = unpack_strings(&blob)?;
    let older = !strings.len().is_multiple_of(2);
    let mut strings = strings.into_iter();
    let facts = &mut reply.facts;
    for field in [
        &mut facts.kind,
        &mut facts.title,
        &mut facts.citation,
        &mut facts.citation_key,
        &mut facts.doc_number,
        &mut facts.doc_key,
        &mut facts.unit,
        &mut facts.date,
        &mut facts.year,
    ] {
        *field = strings
            .next()
            .ok_or_else(|| ArchiveError::Damaged(message!("damage_facts", id = reply.id.to_string())))?;
    }
    if !older {
        for field in [&mut facts.addressee, &mut facts.subject, &mut facts.published] {
            *field = strings
                .next()
                .ok_or_else(|| ArchiveError::Damaged(message!("damage_facts", id = reply.id.to_string())))?;
        }
    }
    while let (Some(key), Some(raw)) = (strings.next(), strings.next()) {
        facts.cases.push((key, raw));
    }
    Ok(reply)
}

/// The key of unit and date, by which rows of one case are kept apart.
fn twin(unit: &str, date: &str) -> i64 {
    key(format!("{unit}\0{date}").as_bytes())
}

impl Store {
    /// The reply with this id.
    pub fn reply(&self, id: ReplyId) -> Result<Option<ReplyRow>, ArchiveError> {
        self.first(select!("id = ?1"), [id.number() as i64], read)?.map(unpacked).transpose()
    }

    /// True when a reply, removed or not, has this id.
    pub fn has_reply(&self, id: ReplyId) -> Result<bool, ArchiveError> {
        let sql = "SELECT 1 FROM replies WHERE id = ?1";
        Ok(self.first(sql, [id.number() as i64], |_| Ok(()))?.is_some())
    }

    /// All replies that are present or missing, by id.
    pub fn standing_replies(&self) -> Result<Vec<ReplyRow>, ArchiveError> {
        self.replies(select!("status <> ?1"), [Standing::Removed])
    }

    /// The replies that `sql` selects, by id.
    fn replies(&self, sql: &str, values: impl rusqlite::Params) -> Result<Vec<ReplyRow>, ArchiveError> {
        let packed = self.all(sql, values, read)?;
        let mut found = packed.into_iter().map(unpacked).collect::<Result<Vec<_>, _>>()?;
        found.sort_by_key(|reply| reply.id);
        Ok(found)
    }

    /// Replies with the same folded text.
    pub fn replies_with_text(&self, hash: &[u8; 32]) -> Result<Vec<ReplyRow>, ArchiveError> {
        let sql = select!("substr(text_hash, 1, 4) = substr(?1, 1, 4) AND text_hash = ?1");
        self.replies(sql, [hash])
    }

    /// Replies with the same folded body.
    pub fn replies_with_body(&self, hash: &[u8; 32]) -> Result<Vec<ReplyRow>, ArchiveError> {
        let sql = select!(
            "substr(body_hash, 1, 4) = substr(?1, 1, 4) AND body_hash = ?1 AND body_hash IS NOT NULL"
        );
        self.replies(sql, [hash])
    }

    /// Replies with this document number.
    pub fn replies_with_doc(&self, doc: &str) -> Result<Vec<ReplyRow>, ArchiveError> {
        let sql = select!("doc_key = ?1 AND doc_key IS NOT NULL");
        let mut found = self.replies(sql, [known_key(doc)])?;
        found.retain(|reply| reply.facts.doc_key == doc);
        Ok(found)
    }

    /// Replies to the case with this number.
    pub fn replies_with_case(&self, case: &str) -> Result<Vec<ReplyRow>, ArchiveError> {
        let sql = select!("id IN (SELECT reply FROM cases WHERE key = ?1)");
        let mut found = self.replies(sql, [key(case.as_bytes())])?;
        found.retain(|reply| reply.facts.cases.iter().any(|(key, _)| key == case));
        Ok(found)
    }

    /// Replies that another text of the same letter may belong to, by one of their [names](Facts::names).
    pub fn replies_named(&self, name: &str) -> Result<Vec<ReplyRow>, ArchiveError> {
        self.replies(select!("id IN (SELECT reply FROM names WHERE key = ?1)"), [key(name.as_bytes())])
    }

    /// Keeps the names by which a reply is found beside its texts' hashes, in place of those it had.
    pub fn set_names(&self, id: ReplyId, old: &[String], new: &[String]) -> Result<(), ArchiveError> {
        let id = id.number() as i64;
        for name in old.iter().filter(|name| !new.contains(name)) {
            self.run("DELETE FROM names WHERE key = ?1 AND reply = ?2", (key(name.as_bytes()), id))?;
        }
        for name in new {
            self.run("INSERT OR IGNORE INTO names (key, reply) VALUES (?1, ?2)", (key(name.as_bytes()), id))?;
        }
        Ok(())
    }

    /// Replies whose citation's head has this key.
    pub fn replies_with_citation(&self, citation: &str) -> Result<Vec<ReplyRow>, ArchiveError> {
        let sql = select!("citation_key = ?1 AND citation_key IS NOT NULL");
        let mut found = self.replies(sql, [known_key(citation)])?;
        found.retain(|reply| reply.facts.citation_key == citation);
        Ok(found)
    }

    /// Replies whose citation's head has this in its key.
    pub fn replies_with_title(&self, part: &str) -> Result<Vec<ReplyRow>, ArchiveError> {
        let mut found = self.replies(select!("true"), [])?;
        found.retain(|reply| reply.facts.citation_key.contains(part));
        Ok(found)
    }

    /// Replies that had this name once.
    pub fn replies_with_alias(&self, key: &str) -> Result<Vec<ReplyRow>, ArchiveError> {
        self.replies(select!("id IN (SELECT reply FROM aliases WHERE key = ?1)"), [key])
    }

    /// Ids of all replies that the index must hold, ascending.
    pub fn indexed_ids(&self) -> Result<Vec<ReplyId>, ArchiveError> {
        self.ids("SELECT id FROM replies WHERE status <> ?1 ORDER BY id", [Standing::Removed as i64])
    }

    /// Ids of replies whose batch is later than `batch`, ascending: those, removed ones too, that an index of that
    /// batch does not know as they are.
    pub fn ids_after(&self, batch: i64) -> Result<Vec<ReplyId>, ArchiveError> {
        self.ids("SELECT id FROM replies WHERE batch > ?1 ORDER BY id", [batch])
    }

    /// Ids of replies that an older parser read, ascending.
    pub fn ids_of_older_parser(&self, parser: u32) -> Result<Vec<ReplyId>, ArchiveError> {
        // Asked in every run; nearly always there are none, which its own index tells at once.
        let sql = "SELECT id FROM replies INDEXED BY replies_parser
                   WHERE parser < ?1 AND status <> ?2 AND NOT line ORDER BY id";
        self.ids(sql, [i64::from(parser), Standing::Removed as i64])
    }

    fn ids<const N: usize>(&self, sql: &str, values: [i64; N]) -> Result<Vec<ReplyId>, ArchiveError>
    where
        [i64; N]: rusqlite::Params,
    {
        self.all(sql, values, read_id)
    }

    /// Number of replies by standing, by its name.
    pub fn count_replies(&self) -> Result<Vec<(Standing, u64)>, ArchiveError> {
        let sql = "SELECT status, count(*) FROM replies GROUP BY status";
        let mut counts: Vec<(Standing, u64)> =
            self.all(sql, [], |row| Ok((row.get(0)?, row.get::<_, i64>(1)? as u64)))?;
        counts.sort_by_key(|(status, _)| status.name());
        Ok(counts)
    }

    /// Number of passages that the index must hold.
    pub fn count_passages(&self) -> Result<u64, ArchiveError> {
        let sql = "SELECT coalesce(sum(passages), 0) FROM replies WHERE status <> ?1";
        Ok(self.first(sql, [Standing::Removed], |row| row.get::<_, i64>(0))?.unwrap_or(0) as u64)
    }

    /// Writes a reply's row over the old one, if any, with its case numbers; an old citation becomes an alias. `now` is
    /// in seconds since 1970.
    pub fn put_reply(&self, reply: &ReplyRow, now: i64) -> Result<(), ArchiveError> {
        let Some(old) = self.reply(reply.id)? else { return self.add_reply(reply, now) };
        let id = reply.id.number() as i64;
        let (old, facts) = (&old.facts, &reply.facts);
        if old.citation_key != facts.citation_key && !old.citation_key.is_empty() {
            let sql = "INSERT OR IGNORE INTO aliases (key, reply) VALUES (?1, ?2)";
            self.run(sql, (&old.citation_key, id))?;
        }
        for (case, _) in &old.cases {
            let sql = "DELETE FROM cases WHERE key = ?1 AND twin = ?2 AND reply = ?3";
            self.run(sql, (key(case.as_bytes()), twin(&old.unit, &old.date), id))?;
        }
        self.set_names(reply.id, &old.names(), &facts.names())?;
        self.write_reply(
            "UPDATE replies SET status = ?2, line = ?3, facts = ?4, citation_key = ?5, doc_key = ?6, text_hash = ?7,
                 body_hash = ?8, version = ?9, best_file = ?10, passages = ?11, digest = ?12, parser = ?13, batch = ?14,
                 added = coalesce(added, ?15), held = ?16
             WHERE id = ?1",
            reply,
            now,
        )
    }

    /// Writes the row of a reply that the store does not know.
    pub fn add_reply(&self, reply: &ReplyRow, now: i64) -> Result<(), ArchiveError> {
        self.set_names(reply.id, &[], &reply.facts.names())?;
        self.write_reply(
            "INSERT INTO replies (id, status, line, facts, citation_key, doc_key, text_hash, body_hash, version,
                 best_file, passages, digest, parser, batch, added, held)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
            reply,
            now,
        )
    }

    fn write_reply(&self, sql: &str, reply: &ReplyRow, now: i64) -> Result<(), ArchiveError> {
        let facts = &reply.facts;
        let id = reply.id.number() as i64;
        self.run(
            sql,
            rusqlite::params![
                id,
                reply.status,
                facts.kind == LINE,
                packed(facts)?,
                known_key(&facts.citation_key),
                known_key(&facts.doc_key),
                facts.text_hash,
                facts.body_hash,
                reply.version,
                reply.best_file,
                reply.contents.passages,
                reply.contents.digest as i64,
                reply.parser,
                reply.batch,
                now,
                reply.held,
            ],
        )?;
        if facts.cases.is_empty() {
            return Ok(());
        }
        let twin = twin(&facts.unit, &facts.date);
        for (case, _) in &facts.cases {
            let sql = "INSERT OR IGNORE INTO cases (key, twin, reply) VALUES (?1, ?2, ?3)";
            self.run(sql, (key(case.as_bytes()), twin, id))?;
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

/// The key of a name; none for an empty one, which names nothing.
fn known_key(name: &str) -> Option<i64> {
    (!name.is_empty()).then(|| key(name.as_bytes()))
}
