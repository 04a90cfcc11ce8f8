//! Recovered texts: every version of every reply, compressed.

use crate::archive::codec::{pack, unpack};
use crate::archive::error::ArchiveError;
use crate::archive::store::connection::Store;
use dafu_letters::passage::ReplyId;
use dafu_letters::text::Text;
use dafu_words::message::Message;

/// What is known of one version of a reply's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionRow {
    /// From 1, in the order seen.
    pub version: u32,
    /// blake3 of the recovered text.
    pub hash: [u8; 32],
    /// Format of the file it was read from.
    pub format: String,
    /// Length in characters.
    pub chars: u32,
    /// When it was first seen, seconds since 1970.
    pub added: i64,
}

/// A text, ready to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// blake3 of the text.
    pub hash: [u8; 32],
    /// Length in characters.
    pub chars: u32,
    /// Text and line map, packed.
    pub packed: Vec<u8>,
}

impl Kept {
    /// Makes a text ready.
    pub fn new(text: &Text) -> Result<Kept, ArchiveError> {
        let chars = u32::try_from(text.as_str().chars().count()).unwrap_or(u32::MAX);
        Ok(Kept { hash: *blake3::hash(text.as_str().as_bytes()).as_bytes(), chars, packed: pack(text)? })
    }
}

impl Store {
    /// Keeps a text of a reply and gives its version; a text that is kept already keeps its number. `now` is in
    /// seconds since 1970.
    pub fn add_text(
        &self,
        id: ReplyId,
        text: &Kept,
        format: &str,
        now: i64,
    ) -> Result<VersionRow, ArchiveError> {
        let versions = self.versions(id)?;
        if let Some(known) = versions.iter().find(|version| version.hash == text.hash) {
            return Ok(known.clone());
        }
        let last = versions.iter().map(|version| version.version).max().unwrap_or(0);
        self.insert_text(id, last + 1, text, format, now)
    }

    /// Keeps the first text of a reply that the store does not know.
    pub fn add_first_text(
        &self,
        id: ReplyId,
        text: &Kept,
        format: &str,
        now: i64,
    ) -> Result<VersionRow, ArchiveError> {
        self.insert_text(id, 1, text, format, now)
    }

    fn insert_text(
        &self,
        id: ReplyId,
        version: u32,
        text: &Kept,
        format: &str,
        added: i64,
    ) -> Result<VersionRow, ArchiveError> {
        self.run(
            "INSERT INTO texts (reply, version, hash, format, chars, added, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            (id.number() as i64, version, text.hash, format, text.chars, added, &text.packed),
        )?;
        Ok(VersionRow { version, hash: text.hash, format: format.to_owned(), chars: text.chars, added })
    }

    /// One version of a reply's text.
    pub fn text(&self, id: ReplyId, version: u32) -> Result<Text, ArchiveError> {
        let sql = "SELECT text, hash FROM texts WHERE reply = ?1 AND version = ?2";
        let damaged = |code: &'static str| {
            ArchiveError::Damaged(Message::new(code).with("id", id.to_string()).with("version", version))
        };
        let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, [u8; 32]>(1)?));
        let kept = self.first(sql, (id.number() as i64, version), read)?;
        let (packed, hash) = kept.ok_or_else(|| damaged("damage_no_text"))?;
        let text = unpack(&packed)?;
        // What is shown is what was read from the file, or an error.
        let whole = *blake3::hash(text.as_str().as_bytes()).as_bytes() == hash;
        if whole { Ok(text) } else { Err(damaged("damage_text")) }
    }

    /// All versions of a reply's text, oldest first.
    pub fn versions(&self, id: ReplyId) -> Result<Vec<VersionRow>, ArchiveError> {
        let sql = "SELECT version, hash, format, chars, added FROM texts WHERE reply = ?1 ORDER BY version";
        self.all(sql, [id.number() as i64], |row| {
            Ok(VersionRow {
                version: row.get(0)?,
                hash: row.get(1)?,
                format: row.get(2)?,
                chars: row.get(3)?,
                added: row.get(4)?,
            })
        })
    }

    /// Forgets all texts of a reply.
    pub fn delete_texts(&self, id: ReplyId) -> Result<(), ArchiveError> {
        self.run("DELETE FROM texts WHERE reply = ?1", [id.number() as i64]).map(drop)
    }
}
