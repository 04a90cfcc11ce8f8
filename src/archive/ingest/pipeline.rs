//! Reading in parallel, recording in order.
//!
//! In: jobs. Out: their readings, recorded one after the other in the order of the jobs, whatever order they were
//! read in, so that two runs over one folder give one archive. Memory is bounded: readings are made in chunks of
//! limited size, at most three chunks exist at a time, and a large file is a chunk of its own.

use std::sync::mpsc::sync_channel;

use rayon::prelude::*;

use crate::archive::error::ArchiveError;
use crate::archive::ingest::apply::apply;
use crate::archive::ingest::batch::Batch;
use crate::archive::ingest::event::Event;
use crate::archive::ingest::options::Options;
use crate::archive::ingest::read::{Job, Reading, read};
use crate::archive::ingest::supplied::Supplied;
use crate::archive::ingest::tally::Tally;

/// Files in a chunk.
const CHUNK_FILES: usize = 64;
/// Bytes in a chunk; a file above this is read alone.
const CHUNK_BYTES: i64 = 8 << 20;

/// Reads and records all jobs, or those before the run was stopped.
pub(crate) fn run(
    batch: &mut Batch<'_>,
    tally: &mut Tally<'_>,
    options: &Options,
    supplied: &Supplied,
    jobs: Vec<Job>,
) -> Result<(), ArchiveError> {
    let size = |job: &Job| u64::try_from(job.file.stamp.size).unwrap_or(0);
    tally.tell(Event::Planned { files: jobs.len(), bytes: jobs.iter().map(size).sum() });
    if jobs.is_empty() {
        return Ok(());
    }
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(options.jobs)
        .thread_name(|n| format!("read_{n}"))
        .build()
        .map_err(std::io::Error::other)?;
    let total = jobs.len();
    let mut done = 0;
    std::thread::scope(|scope| {
        let (send, receive) = sync_channel::<Vec<(u64, Reading)>>(1);
        let (jobs, pool, base) = (&jobs, &pool, batch.base());
        scope.spawn(move || {
            for chunk in chunks(jobs) {
                if options.cancelled() {
                    return;
                }
                let one = |job: &Job| (size(job), read(job, (&options.reader, options.all), supplied, base));
                let readings = pool.install(|| chunk.par_iter().map(one).collect());
                // The other side has hung up after an error: nothing more to do.
                if send.send(readings).is_err() {
                    return;
                }
            }
        });
        for readings in receive {
            for (bytes, reading) in readings {
                if options.cancelled() {
                    return Ok(());
                }
                tally.report.bytes += bytes;
                let row = apply(batch, tally, reading)?;
                done += 1;
                batch.add(tally, row, bytes)?;
            }
        }
        Ok::<(), ArchiveError>(())
    })?;
    tally.report.unreached = (total - done) as u64;
    Ok(())
}

/// Cuts the jobs into chunks of limited number and size.
fn chunks(jobs: &[Job]) -> impl Iterator<Item = &[Job]> {
    let mut rest = jobs;
    std::iter::from_fn(move || {
        let mut bytes = 0i64;
        let fitting = rest.iter().take(CHUNK_FILES).take_while(|job| {
            bytes = bytes.saturating_add(job.file.stamp.size);
            bytes <= CHUNK_BYTES
        });
        let count = fitting.count().max(1).min(rest.len());
        let (chunk, tail) = rest.split_at(count);
        rest = tail;
        (!chunk.is_empty()).then_some(chunk)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::ingest::walk::FoundFile;
    use crate::archive::store::files::Stamp;

    #[test]
    fn a_large_file_is_a_chunk_of_its_own() {
        let job = |size| Job {
            file: FoundFile { path: "a".into(), stamp: Stamp { size, ..Stamp::default() } },
            listed: false,
            known: None,
            collection: false,
        };
        let mut jobs = vec![job(1 << 20), job(50 << 20), job(4 << 20), job(4 << 20), job(1)];
        jobs.extend((0..70).map(|_| job(0)));
        let sizes: Vec<usize> = chunks(&jobs).map(<[Job]>::len).collect();
        assert_eq!(sizes, [1, 1, 2, 64, 7]);
    }
}
