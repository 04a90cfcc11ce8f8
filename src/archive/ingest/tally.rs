//! What a run saw, and what became of it.
//!
//! In: rows of files, notes, events. Out: the [`Report`], and the events to whoever watches the run. Nothing is written.

use crate::archive::ingest::event::Event;
use crate::archive::report::{Report, Row};
use dafu_words::message;
use dafu_words::message::Message;

/// The report of a run in progress, and who is told of it.
pub(crate) struct Tally<'w> {
    /// What was done so far.
    pub report: Report,
    watch: &'w mut dyn FnMut(Event<'_>),
    /// Rows of the report that are acknowledged.
    acknowledged: usize,
}

impl<'w> Tally<'w> {
    /// Goes on with a report.
    pub fn new(report: Report, watch: &'w mut dyn FnMut(Event<'_>)) -> Tally<'w> {
        Tally { report, watch, acknowledged: 0 }
    }

    /// Tells the caller something.
    pub fn tell(&mut self, event: Event<'_>) {
        (self.watch)(event);
    }

    /// Counts files that were seen.
    pub fn see(&mut self, files: usize) {
        self.report.seen += files as u64;
    }

    /// Notes what belongs to no file.
    pub fn note(&mut self, note: Message) {
        self.report.notes.push(note);
    }

    /// Adds the row of a file on which work was done, and tells it.
    pub fn add(&mut self, row: Row, bytes: u64) {
        self.tell(Event::File { row: &row, bytes });
        self.report.rows.push(row);
    }

    /// Tells that all rows so far are durable.
    pub fn acknowledge(&mut self) {
        (self.watch)(Event::Committed(&self.report.rows[self.acknowledged..]));
        self.acknowledged = self.report.rows.len();
    }

    /// Notes when rows and files seen do not add up.
    pub fn check(&mut self) {
        if !self.report.adds_up() {
            let (rows, seen) = (self.report.rows.len(), self.report.seen);
            self.note(message!("index_sums_differ", seen = seen, rows = rows));
        }
    }
}
