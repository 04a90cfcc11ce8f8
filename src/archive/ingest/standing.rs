//! Standings of files and of the replies that they hold, kept in step.
//!
//! In: a file or reply whose standing may have changed. Out: the store brought up to it. No letter is removed here.

use crate::archive::error::ArchiveError;
use crate::archive::identity::held_elsewhere;
use crate::archive::ingest::batch::Batch;
use crate::archive::ingest::settle::settle;
use crate::archive::store::standing::Standing;
use dafu_letters::passage::ReplyId;

/// Brings a reply's standing up to its files': present while one is, else missing. Removed ones stay removed until a
/// file brings their text back.
pub(crate) fn restand(batch: &mut Batch<'_>, reply: Option<ReplyId>) -> Result<(), ArchiveError> {
    let Some(id) = reply else { return Ok(()) };
    let store = batch.store();
    let Some(row) = store.reply(id)?.filter(|row| row.status != Standing::Removed) else { return Ok(()) };
    let held = held_elsewhere(store, id, 0)?;
    let status = if held { Standing::Present } else { Standing::Missing };
    // Of several texts one may have lost its file.
    if row.held > 1 {
        return settle(batch, id, status).map(drop);
    }
    if status == row.status { Ok(()) } else { store.set_reply_status(id, status, None) }
}

/// A file is gone: its letter and its lines are kept as missing, unless other files hold them.
pub(crate) fn lose(batch: &mut Batch<'_>, file: i64, reply: Option<ReplyId>) -> Result<(), ArchiveError> {
    batch.set_file_state(file, Standing::Missing)?;
    drop_parts(batch, file, |_| true)?;
    restand(batch, reply)
}

/// What a collection or bundle no longer has becomes missing; how many that are.
pub(crate) fn drop_parts(
    batch: &mut Batch<'_>,
    container: i64,
    gone: impl Fn(&[u8]) -> bool,
) -> Result<u64, ArchiveError> {
    let mut dropped = 0;
    for row in batch.store().lines_of(container)? {
        if matches!(row.state, Standing::Present | Standing::Quarantined) && gone(&row.path) {
            batch.set_file_state(row.id, Standing::Missing)?;
            restand(batch, row.reply)?;
            dropped += 1;
        }
    }
    Ok(dropped)
}
