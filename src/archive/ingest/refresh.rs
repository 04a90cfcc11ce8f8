//! Stored letters read again: after a new parser, or when people supplied something new about them.
//!
//! In: ids. Out: their facts and records brought up to date, from the stored text alone.

use crate::archive::error::ArchiveError;
use crate::archive::ingest::batch::Batch;
use crate::archive::ingest::event::Event;
use crate::archive::ingest::options::Options;
use crate::archive::ingest::supplied::NamedKeys;
use crate::archive::ingest::tally::Tally;
use crate::archive::store::standing::Standing;
use dafu_letters::passage::ReplyId;
use dafu_letters::reply::PARSER_VERSION;

/// Letters after which a batch of re-read ones is committed.
const COMMIT: u64 = 5000;

/// Reads every letter again that an older parser read.
pub(crate) fn read_again(
    batch: &mut Batch<'_>,
    tally: &mut Tally<'_>,
    options: &Options,
) -> Result<(), ArchiveError> {
    let ids = batch.store().ids_of_older_parser(PARSER_VERSION)?;
    put_again(batch, tally, options, &ids)
}

/// Puts letters again whose supplied values changed or whose files did.
pub(crate) fn refresh_touched(
    batch: &mut Batch<'_>,
    tally: &mut Tally<'_>,
    options: &Options,
    named: &NamedKeys,
) -> Result<(), ArchiveError> {
    let mut ids = batch.take_touched();
    ids.extend(named.changed(batch)?);
    let ids: Vec<ReplyId> = ids.into_iter().collect();
    put_again(batch, tally, options, &ids)
}

fn put_again(
    batch: &mut Batch<'_>,
    tally: &mut Tally<'_>,
    options: &Options,
    ids: &[ReplyId],
) -> Result<(), ArchiveError> {
    let total = ids.len() as u64;
    for (done, &id) in (1..).zip(ids) {
        if options.cancelled() {
            return Ok(());
        }
        let row = batch.store().reply(id)?.filter(|row| row.status != Standing::Removed);
        let Some(row) = row else { continue };
        let read = batch.letters().load(id)?.read()?;
        batch.put_reply(&read.row(&row, batch.number()))?;
        batch.index().put_versions(&read.records)?;
        if done % COMMIT == 0 {
            batch.commit(tally)?;
        }
        if done % 64 == 0 || done == total {
            tally.tell(Event::Again { done, total });
        }
    }
    Ok(())
}
