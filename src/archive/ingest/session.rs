//! One run of the ingest, from its first transaction to its last.
//!
//! In: an archive open for writing. Out: batches, each committed to the store, then to the index, then acknowledged;
//! [`crate::archive::projection`] has the argument why nothing is lost or doubled however the run ends.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::Ordering;
use std::time::Instant;

use crate::archive::error::ArchiveError;
use crate::archive::ingest::plan::{self, Unmet};
use crate::archive::ingest::walk::{Walk, walk};
use crate::archive::ingest::{Event, Options, pipeline};
use crate::archive::letters::Letters;
use crate::archive::metadata::{Metadata, MetadataFile};
use crate::archive::projection::Projection;
use crate::archive::report::{FileState, Report, Row};
use crate::archive::{Writing, clock};
use dafu_letters::passage::ReplyId;
use dafu_search::failpoint;

/// A run in progress.
pub struct Session<'a> {
    /// The archive.
    pub writing: &'a Writing,
    /// What to do.
    pub options: &'a Options,
    /// What was done.
    pub report: Report,
    /// The run's number.
    pub run: i64,
    /// When the run began, seconds since 1970.
    pub now: i64,
    /// The same in ns.
    pub started_ns: i64,
    /// Number that the batch being written will have.
    pub batch: i64,
    /// Everything that people supplied, by key.
    pub supplied: BTreeMap<String, Metadata>,
    /// Replies whose record must be put once more before the run ends.
    pub touched: BTreeSet<ReplyId>,
    index: Projection,
    watch: &'a mut dyn FnMut(Event<'_>),
    acknowledged: usize,
    pending_files: usize,
    pending_bytes: u64,
    committed: Instant,
    /// Rows written to the store before anything was done.
    written: u64,
}

impl<'a> Session<'a> {
    /// Begins a run: the index is brought up to the store first.
    pub fn begin(
        writing: &'a Writing,
        options: &'a Options,
        watch: &'a mut dyn FnMut(Event<'_>),
    ) -> Result<Session<'a>, ArchiveError> {
        let store = &writing.store;
        let letters = writing.letters();
        let mut index = Projection::new(&writing.index_path(), options.writer, options.dry_run);
        index.catch_up(store, &letters)?;
        store.begin()?;
        let run = store.begin_run(&clock::written(options.now))?;
        Ok(Session {
            run,
            written: store.changes(),
            started_ns: clock::nanoseconds(options.now),
            now: clock::seconds(options.now),
            batch: store.fact("batch")? + 1,
            supplied: store.all_metadata()?,
            touched: BTreeSet::new(),
            report: Report { dry_run: options.dry_run, ..Report::default() },
            writing,
            options,
            index,
            watch,
            acknowledged: 0,
            pending_files: 0,
            pending_bytes: 0,
            committed: Instant::now(),
        })
    }

    /// Does everything that the options ask for.
    pub fn work(&mut self, supplied: Option<MetadataFile>) -> Result<(), ArchiveError> {
        let roots = plan::roots(self)?;
        let changed = self.take_metadata(supplied)?;
        self.read_again()?;
        self.remove_paths()?;
        let found = walk(&roots.existing, &self.writing.dir, self.options.hidden);
        let (fates, unmet) = self.compare(&roots, &found)?;
        self.mark_vanished(&roots, &unmet)?;
        let Walk { entries, skipped, .. } = found;
        self.report.seen += (entries.len() + skipped.len() + unmet.len()) as u64;
        let jobs = self.plan(entries, fates)?;
        self.report.rows.extend(skipped);
        pipeline::run(self, jobs)?;
        self.report_missing(unmet)?;
        self.refresh_touched(&changed)?;
        if self.options.prune && !self.cancelled() {
            self.prune()?;
        }
        self.tell_unknown_keys(&changed)
    }

    /// True once the run was asked to stop.
    pub fn cancelled(&self) -> bool {
        self.options.cancel.load(Ordering::Relaxed)
    }

    /// True once this run has written anything about a file or a reply.
    pub fn has_changed(&self) -> bool {
        self.writing.store.changes() != self.written
    }

    /// The letters of the store, with what this run has written so far.
    pub fn letters(&self) -> Letters<'a> {
        self.writing.letters()
    }

    /// The index, as the store's projection.
    pub fn index(&mut self) -> &mut Projection {
        &mut self.index
    }

    /// Tells the caller something.
    pub fn tell(&mut self, event: Event<'_>) {
        (self.watch)(event);
    }

    /// Adds a file's row and commits when the batch is full.
    pub fn push(&mut self, row: Row, bytes: u64) -> Result<(), ArchiveError> {
        (self.watch)(Event::File { row: &row, bytes });
        self.report.rows.push(row);
        self.pending_bytes += bytes;
        self.pending_files += 1;
        let options = self.options;
        let full = self.pending_files >= options.commit_files.max(1)
            || self.pending_bytes >= options.commit_bytes
            || self.committed.elapsed() >= options.commit_after;
        if full { self.commit() } else { Ok(()) }
    }

    /// Commits the batch to the store, then to the index, then acknowledges it.
    pub fn commit(&mut self) -> Result<(), ArchiveError> {
        (self.pending_files, self.pending_bytes, self.committed) = (0, 0, Instant::now());
        if self.options.dry_run {
            return Ok(());
        }
        let store = &self.writing.store;
        let batch = self.batch;
        let follow = self.index.is_dirty();
        if follow {
            store.set_fact("batch", batch)?;
            self.batch += 1;
        }
        failpoint::hit("store_before");
        store.commit()?;
        failpoint::hit("store_after");
        if follow {
            self.index.commit(batch)?;
            failpoint::hit("index_after");
        }
        (self.watch)(Event::Committed(&self.report.rows[self.acknowledged..]));
        self.acknowledged = self.report.rows.len();
        store.begin()
    }

    /// Ends the run and gives its report.
    pub fn finish(mut self) -> Result<Report, ArchiveError> {
        self.report.cancelled = self.cancelled();
        if !self.report.adds_up() {
            let (rows, seen) = (self.report.rows.len(), self.report.seen);
            self.report.notes.push(format!("{seen} files were seen and {rows} are accounted for"));
        }
        let store = &self.writing.store;
        let counts = self.report.counts_json().to_string();
        store.end_run(self.run, &clock::now(), self.report.cancelled, &counts)?;
        if self.options.dry_run {
            store.rollback()?;
        } else {
            self.commit()?;
            store.rollback()?;
        }
        let Session { mut report, index, .. } = self;
        index.close()?;
        report.rows.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(report)
    }

    /// Gives up after an error: what was not committed is undone on both sides.
    pub fn abandon(mut self) {
        // Both undo themselves when dropped or reopened; an error here would only hide the first one.
        let _ = self.writing.store.rollback();
        let _ = self.index.rollback();
    }

    fn report_missing(&mut self, gone: Vec<Unmet>) -> Result<(), ArchiveError> {
        for vanished in gone {
            let row = self.writing.store.file_by_id(vanished.id)?;
            // A file that was found again under another name in the meantime is told there.
            let still = row.filter(|row| row.path == vanished.stored);
            match still {
                Some(row) => self.push(Row::new(vanished.path, FileState::Missing).holding(row.reply), 0)?,
                None => self.report.seen -= 1,
            }
        }
        Ok(())
    }
}
