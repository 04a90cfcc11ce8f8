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
use crate::archive::masked::MASKED;
use crate::archive::path::Base;
use crate::archive::projection::Projection;
use crate::archive::report::Row;
use crate::archive::store::Store;
use crate::archive::store::files::FileRow;
use crate::archive::store::replies::ReplyRow;
use crate::archive::store::standing::Standing;
use crate::archive::writing::Writing;
use dafu_letters::passage::ReplyId;
use dafu_search::failpoint;

/// The run that a batch belongs to.
#[derive(Clone, Copy, Debug)]
struct Run {
    /// Its number in the store.
    number: i64,
    /// When it began, seconds since 1970.
    began: i64,
    /// The same in ns.
    began_ns: i64,
}

/// The open batch of a run.
pub(crate) struct Batch<'a> {
    store: &'a Store,
    base: &'a Base,
    letters: StoredLetters<'a>,
    index: Projection,
    run: Run,
    /// Number that the batch will have.
    number: i64,
    touched: BTreeSet<ReplyId>,
    dry_run: bool,
    room: Room,
    /// Rows written to the store before anything was done.
    written: u64,
}

impl<'a> Batch<'a> {
    /// Begins a run: the index is brought up to the store first.
    pub fn begin(writing: &'a Writing, options: &Options) -> Result<Batch<'a>, ArchiveError> {
        let (store, letters) = (&writing.store, writing.letters());
        let masked = store.fact(MASKED)? != 0;
        let mut index = Projection::new(&writing.index_path(), options.writer, options.dry_run, masked);
        index.catch_up(store, &letters)?;
        store.begin()?;
        let run = Run {
            number: store.begin_run(&clock::written(options.now))?,
            began: clock::seconds(options.now),
            began_ns: clock::nanoseconds(options.now),
        };
        Ok(Batch {
            run,
            written: store.changes(),
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

    /// The store.
    pub fn store(&self) -> &'a Store {
        self.store
    }

    /// Where relative paths count from.
    pub fn base(&self) -> &'a Base {
        self.base
    }

    /// The store's letters, with what this run has written so far.
    pub fn letters(&self) -> &StoredLetters<'a> {
        &self.letters
    }

    /// The index, as the store's projection.
    pub fn index(&mut self) -> &mut Projection {
        &mut self.index
    }

    /// Number that the batch will have.
    pub fn number(&self) -> i64 {
        self.number
    }

    /// When the run began, seconds since 1970.
    pub fn began(&self) -> i64 {
        self.run.began
    }

    /// The same in ns.
    pub fn began_ns(&self) -> i64 {
        self.run.began_ns
    }

    /// Keeps a file's row as of this run, and gives its id.
    pub fn put_file(&self, file: &FileRow) -> Result<i64, ArchiveError> {
        self.store.put_file(file, self.run.number, self.run.began)
    }

    /// Notes how a file stands as of this run.
    pub fn set_file_state(&self, file: i64, state: Standing) -> Result<(), ArchiveError> {
        self.store.set_file_state(file, state, self.run.number)
    }

    /// Keeps a reply's row as of this run.
    pub fn put_reply(&self, reply: &ReplyRow) -> Result<(), ArchiveError> {
        self.store.put_reply(reply, self.run.began)
    }

    /// Notes that a reply's record must be put once more before the run ends.
    pub fn touch(&mut self, reply: ReplyId) {
        self.touched.insert(reply);
    }

    /// The replies that were touched since this was last asked.
    pub fn take_touched(&mut self) -> BTreeSet<ReplyId> {
        std::mem::take(&mut self.touched)
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
        self.store.end_run(self.run.number, &clock::now(), report.cancelled, &report.counts())?;
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
