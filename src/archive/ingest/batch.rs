//! The batch that is being written: store and index, made durable in order.
//!
//! In: an archive open for writing. Out: batches, each committed to the store, then to the index, then acknowledged;
//! [`crate::archive::projection`] has the argument why nothing is lost or doubled however the run ends.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use crate::archive::clock;
use crate::archive::error::ArchiveError;
use crate::archive::ingest::options::Options;
use crate::archive::ingest::tally::Tally;
use crate::archive::letters::StoredLetters;
use crate::archive::path::Base;
use crate::archive::projection::Projection;
use crate::archive::report::Row;
use crate::archive::store::Store;
use crate::archive::writing::Writing;
use dafu_letters::passage::ReplyId;
use dafu_search::failpoint;

/// The open batch of a run.
pub(crate) struct Batch<'a> {
    /// The store.
    pub store: &'a Store,
    /// Where relative paths count from.
    pub base: &'a Base,
    /// The store's letters, with what this run has written so far.
    pub letters: StoredLetters<'a>,
    /// The index, as the store's projection.
    pub index: Projection,
    /// The run's number.
    pub run: i64,
    /// When the run began, seconds since 1970.
    pub now: i64,
    /// The same in ns.
    pub started_ns: i64,
    /// Number that the batch will have.
    pub number: i64,
    /// Replies whose record must be put once more before the run ends.
    pub touched: BTreeSet<ReplyId>,
    dry_run: bool,
    room: Room,
    /// Rows written to the store before anything was done.
    written: u64,
}

impl<'a> Batch<'a> {
    /// Begins a run: the index is brought up to the store first.
    pub fn begin(writing: &'a Writing, options: &Options) -> Result<Batch<'a>, ArchiveError> {
        let (store, letters) = (&writing.store, writing.letters());
        let mut index = Projection::new(&writing.index_path(), options.writer, options.dry_run);
        index.catch_up(store, &letters)?;
        store.begin()?;
        let run = store.begin_run(&clock::written(options.now))?;
        Ok(Batch {
            run,
            written: store.changes(),
            now: clock::seconds(options.now),
            started_ns: clock::nanoseconds(options.now),
            number: store.fact("batch")? + 1,
            touched: BTreeSet::new(),
            dry_run: options.dry_run,
            room: Room::of(options),
            store,
            base: &writing.base,
            letters,
            index,
        })
    }

    /// True once this run has written anything about a file or a reply.
    pub fn has_changed(&self) -> bool {
        self.store.changes() != self.written
    }

    /// Adds a file's row and commits when the batch is full.
    pub fn add(&mut self, tally: &mut Tally<'_>, row: Row, bytes: u64) -> Result<(), ArchiveError> {
        tally.add(row, bytes);
        if self.room.take(bytes) { self.commit(tally) } else { Ok(()) }
    }

    /// Commits the batch to the store, then to the index, then acknowledges it.
    pub fn commit(&mut self, tally: &mut Tally<'_>) -> Result<(), ArchiveError> {
        self.room.clear();
        if self.dry_run {
            return Ok(());
        }
        let batch = self.number;
        let follow = self.index.is_dirty();
        if follow {
            self.store.set_fact("batch", batch)?;
            self.number += 1;
        }
        failpoint::hit("store_before");
        self.store.commit()?;
        failpoint::hit("store_after");
        if follow {
            self.index.commit(batch)?;
            failpoint::hit("index_after");
        }
        tally.acknowledge();
        self.store.begin()
    }

    /// Commits what is left, notes the end of the run and closes the index.
    pub fn finish(mut self, tally: &mut Tally<'_>) -> Result<(), ArchiveError> {
        let report = &tally.report;
        self.store.end_run(self.run, &clock::now(), report.cancelled, &report.counts())?;
        self.commit(tally)?;
        // Nothing is open but the transaction that the commit began, or all that a dry run did.
        self.store.rollback()?;
        self.index.close()
    }

    /// Gives up after an error: what was not committed is undone on both sides.
    pub fn abandon(mut self) {
        // Both undo themselves when dropped or reopened; an error here would only hide the first one.
        let _ = self.store.rollback();
        let _ = self.index.rollback();
    }
}

/// How much more the batch takes before it is committed.
struct Room {
    most_files: usize,
    most_bytes: u64,
    longest: Duration,
    files: usize,
    bytes: u64,
    since: Instant,
}

impl Room {
    fn of(options: &Options) -> Room {
        Room {
            most_files: options.commit_files.max(1),
            most_bytes: options.commit_bytes,
            longest: options.commit_after,
            files: 0,
            bytes: 0,
            since: Instant::now(),
        }
    }

    /// Counts a file; true when the batch is full.
    fn take(&mut self, bytes: u64) -> bool {
        self.files += 1;
        self.bytes += bytes;
        self.files >= self.most_files || self.bytes >= self.most_bytes || self.since.elapsed() >= self.longest
    }

    fn clear(&mut self) {
        (self.files, self.bytes, self.since) = (0, 0, Instant::now());
    }
}
