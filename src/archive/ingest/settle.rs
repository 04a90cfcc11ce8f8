//! A letter of which files hold several texts, brought up to them.
//!
//! In: a reply. Out: which text leads, its facts, and all texts in the index. Whether a text belongs to the letter was
//! decided before.

use crate::archive::error::ArchiveError;
use crate::archive::ingest::batch::Batch;
use crate::archive::letters::{ReadReply, contents};
use crate::archive::store::replies::ReplyRow;
use crate::archive::store::standing::Standing;
use dafu_letters::passage::ReplyId;
use dafu_letters::reply::PARSER_VERSION;

/// Reads all texts of a reply and brings its row, which stands as `status` from here on, and the index up to them; true when
/// what the index must hold changed.
pub(crate) fn settle(batch: &mut Batch<'_>, id: ReplyId, status: Standing) -> Result<bool, ArchiveError> {
    let Some(row) = batch.store().reply(id)? else { return Ok(false) };
    let read = batch.letters().load(id)?.read()?;
    let settled = ReplyRow { status, ..read.row(&row, row.batch) };
    if settled == row {
        return Ok(false);
    }
    // Where it stands and which file is told first are no matter of the index.
    let told = ReplyRow { status: row.status, best_file: row.best_file, ..settled.clone() };
    if told == row && row.status != Standing::Removed {
        batch.put_reply(&settled)?;
        return Ok(false);
    }
    batch.put_reply(&ReplyRow { batch: batch.number(), ..settled })?;
    // Names of texts that are gone may stay: what they find is held against the letter.
    batch.store().set_names(id, &[], &read.bodies)?;
    batch.index().put_versions(&read.records)?;
    Ok(true)
}

impl ReadReply {
    /// The row of the reply, whose row was `old`, as of a batch.
    pub(crate) fn row(&self, old: &ReplyRow, batch: i64) -> ReplyRow {
        ReplyRow {
            id: old.id,
            status: old.status,
            facts: self.facts.clone(),
            version: self.version,
            best_file: self.best_file.or(old.best_file),
            held: u32::try_from(self.texts.len()).unwrap_or(u32::MAX),
            contents: contents(&self.records),
            parser: PARSER_VERSION,
            batch,
        }
    }
}
