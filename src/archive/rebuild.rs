//! The index built anew from the stored texts.
//!
//! In: the store. Out: a new generation beside the present one, put in its place only when it holds no fewer
//! replies. No source file is needed. While it is built, and after a kill at any point, the present one answers.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

use rayon::prelude::*;

use crate::archive::clock;
use crate::archive::error::ArchiveError;
use crate::archive::generation::{clean as clean_generations, set_current, unused};
use crate::archive::letters::StoredLetter;
use crate::archive::store::standing::Standing;
use crate::archive::writing::Writing;
use dafu_letters::passage::ReplyId;
use dafu_search::embedded::chars::code::Coded;
use dafu_search::embedded::inventory;
use dafu_search::embedded::writer::{Writer, WriterOptions};
use dafu_search::failpoint;
use dafu_words::message;
use dafu_words::message::Message;

/// Letters read at once.
const CHUNK: usize = 32;

/// How an index is built anew.
pub(crate) struct Rebuild<'a> {
    /// How the index is written.
    pub writer: WriterOptions,
    /// Letters read at once; 0 for one a processor.
    pub jobs: usize,
    /// When the run began.
    pub now: SystemTime,
    /// Set from outside to stop: the present index stays.
    pub cancel: &'a AtomicBool,
}

/// Builds a new generation and makes it the current one. `watch` is told how many letters of how many are done. Gives
/// the number of replies in it.
pub(crate) fn rebuild(
    writing: &Writing,
    how: &Rebuild<'_>,
    watch: &mut dyn FnMut(u64, u64),
) -> Result<u64, ArchiveError> {
    let store = &writing.store;
    let ids = store.indexed_ids()?;
    let before = (ids.len() as u64).max(held_now(writing)?);
    let generation = unused(&writing.dir)?;
    let path = generation.make(&writing.dir)?;
    store.begin()?;
    let built = build(writing, &path, &ids, how, watch).and_then(|after| match after >= before {
        true => Ok(after),
        false => Err(ArchiveError::FewerReplies { before, after }),
    });
    let after = match built {
        Ok(after) => after,
        Err(error) => {
            store.rollback()?;
            // The unfinished generation goes with the next writer in any case.
            let _ = fs_err::remove_dir_all(&path);
            return Err(error);
        }
    };
    failpoint::hit("rebuild_done");
    set_current(&writing.dir, generation)?;
    writing.generation.set(generation);
    // Only now: killed before this, the store still says that an older parser read what the new index holds, and the
    // next run reads it again; the other way round the old index would pass for read by the new parser.
    store.commit()?;
    Ok(after)
}

/// Deletes generations that nobody reads any more; gives a note when one had to stay.
pub(crate) fn clean(writing: &Writing) -> Result<Option<Message>, ArchiveError> {
    let held = clean_generations(&writing.dir, writing.generation.get())?;
    let note = message!("index_generations_held", count = held);
    Ok((held > 0).then_some(note))
}

fn build(
    writing: &Writing,
    path: &Path,
    ids: &[ReplyId],
    how: &Rebuild<'_>,
    watch: &mut dyn FnMut(u64, u64),
) -> Result<u64, ArchiveError> {
    let store = &writing.store;
    let letters = writing.letters();
    let mut writer = Writer::create(path, how.writer)?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(how.jobs).build().map_err(io::Error::other)?;
    let total = ids.len() as u64;
    let (mut done, mut empty) = (0, 0);
    for chunk in ids.chunks(CHUNK) {
        if how.cancel.load(Ordering::Relaxed) {
            return Err(ArchiveError::RebuildStopped);
        }
        let loaded = chunk.iter().map(|&id| letters.load(id)).collect::<Result<Vec<_>, _>>()?;
        let read: Vec<_> = pool.install(|| {
            let one = |letter: &StoredLetter| {
                letter.read().map(|read| (read.records.iter().map(Coded::of).collect::<Vec<_>>(), read))
            };
            loaded.par_iter().map(one).collect()
        });
        for (StoredLetter { row, .. }, read) in loaded.into_iter().zip(read) {
            let (coded, read) = read?;
            let now = read.row(&row, row.batch);
            if now != row {
                store.put_reply(&now, clock::seconds(how.now))?;
            }
            empty += u64::from(now.contents.passages == 0);
            writer.put_versions_coded(read.records.iter().zip(coded))?;
            done += 1;
        }
        watch(done, total);
    }
    writer.commit(&store.fact("batch")?.to_string())?;
    writer.close()?;
    let held = inventory::passage_ids(path)?;
    Ok(held.chunk_by(|a, b| a.reply == b.reply).count() as u64 + empty)
}

/// Replies in the present index that nobody asked to remove; 0 when it cannot be read.
fn held_now(writing: &Writing) -> Result<u64, ArchiveError> {
    let path = writing.index_path();
    let read = catch_unwind(AssertUnwindSafe(|| {
        let sound = inventory::damaged_files(&path).is_ok_and(|damaged| damaged.is_empty());
        if sound { inventory::passage_ids(&path).ok() } else { None }
    }));
    let Ok(Some(passages)) = read else { return Ok(0) };
    let mut ids: Vec<ReplyId> = passages.par_iter().map(|passage| passage.reply).collect();
    ids.dedup();
    let mut held = 0;
    for id in ids {
        let removed = writing.store.reply(id)?.is_some_and(|reply| reply.status == Standing::Removed);
        held += u64::from(!removed);
    }
    Ok(held)
}
