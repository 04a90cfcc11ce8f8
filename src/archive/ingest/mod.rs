//! Batch ingest: folders into the archive.
//!
//! In: paths and options. Out: a store and an index that hold every letter below the paths, and a [`Report`] with the
//! fate of every file. A bad file never stops the run and never vanishes; a vanished file loses nothing.

mod options;
mod event;
pub(crate) mod tally;
pub(crate) mod batch;
pub(crate) mod supplied;
pub(crate) mod walk;
pub(crate) mod outcome;
pub(crate) mod warnings;
pub(crate) mod letter;
pub(crate) mod aside;
pub(crate) mod bundle;
pub(crate) mod read;
pub(crate) mod plan;
pub(crate) mod settle;
pub(crate) mod standing;
pub(crate) mod keep;
pub(crate) mod lines;
pub(crate) mod apply;
pub(crate) mod pipeline;
pub(crate) mod gone;
pub(crate) mod folders;
pub(crate) mod refresh;

use std::path::Path;

pub use event::Event;
pub use options::Options;

use crate::archive::error::ArchiveError;
use crate::archive::ingest::batch::Batch;
use crate::archive::ingest::supplied::Supplied;
use crate::archive::ingest::tally::Tally;
use crate::archive::ingest::walk::{Walk, walk};
use crate::archive::masked::{MASKED, PENDING};
use crate::archive::metadata::{self, MetadataFile};
use crate::archive::mount;
use crate::archive::rebuild::{self, Rebuild};
use crate::archive::report::Report;
use crate::archive::writing::Writing;
use dafu_words::message;
use dafu_words::message::Message;

/// Runs the ingest into the archive directory `dir`, telling `watch` what happens.
pub fn run(dir: &Path, options: &Options, watch: &mut dyn FnMut(Event<'_>)) -> Result<Report, ArchiveError> {
    let file = options.metadata.as_deref().map(metadata::read).transpose()?;
    let writing = Writing::open(dir)?;
    let mut report = Report { dry_run: options.dry_run, ..Report::default() };
    if let Some(system) = mount::network(&writing.dir) {
        report.notes.push(message!("index_network", system = system));
    }
    let pending = choose_mask(&writing, options)?;
    let unusable = writing.unusable().or(pending);
    if (options.rebuild || unusable.is_some()) && !options.dry_run {
        if let Some(why) = unusable {
            report.notes.push(message!("index_built_anew", why = why));
        }
        let how =
            Rebuild { writer: options.writer, jobs: options.jobs, now: options.now, cancel: &options.cancel };
        let again = &mut |done, total| watch(Event::Again { done, total });
        report.rebuilt = Some(rebuild::rebuild(&writing, &how, again)?);
        report.notes.extend(rebuild::clean(&writing)?);
        if writing.store.fact(PENDING)? != 0 {
            writing.store.set_fact(PENDING, 0)?;
        }
    }
    let mut batch = Batch::begin(&writing, options)?;
    let mut tally = Tally::new(report, watch);
    if let Err(error) = work(&mut batch, &mut tally, options, &writing, file) {
        batch.abandon();
        return Err(error);
    }
    tally.report.cancelled = options.cancelled();
    tally.check();
    let unchanged = !batch.has_changed() && tally.report.rebuilt.is_none();
    batch.finish(&mut tally)?;
    let mut report = tally.report;
    report.rows.sort_by(|a, b| a.path.cmp(&b.path));
    if !options.dry_run
        && let Err(error) = writing.close(unchanged)
    {
        report.notes.push(message!("index_slow_start", cause = error.message()));
    }
    Ok(report)
}

/// Keeps whether private numbers are left out of the index; why it must be built anew, where a run that was to do so did not end.
///
/// That a change is pending is kept before the index is built: killed meanwhile, the next run builds it.
fn choose_mask(writing: &Writing, options: &Options) -> Result<Option<Message>, ArchiveError> {
    let store = &writing.store;
    let masked = store.fact(MASKED)? != 0;
    if let Some(wanted) = options.mask.filter(|&wanted| wanted != masked) {
        let letters = !store.count_replies()?.is_empty();
        if letters && !options.rebuild {
            return Err(ArchiveError::MaskNeedsRebuild { wanted });
        }
        if !options.dry_run {
            store.begin()?;
            store.set_fact(MASKED, wanted.into())?;
            store.set_fact(PENDING, letters.into())?;
            store.commit()?;
        }
        return Ok(None);
    }
    Ok((store.fact(PENDING)? != 0).then(|| message!("index_mask_pending")))
}

/// Does everything that the options ask for.
fn work(
    batch: &mut Batch<'_>,
    tally: &mut Tally<'_>,
    options: &Options,
    writing: &Writing,
    file: Option<MetadataFile>,
) -> Result<(), ArchiveError> {
    let roots = plan::roots(batch, options)?;
    let mut supplied = Supplied::of(batch.store())?;
    let named = supplied.take(batch, tally, file)?;
    refresh::read_again(batch, tally, options)?;
    gone::remove_paths(batch, tally, &options.remove)?;
    let mut found = walk(&roots.existing, &writing.dir, options.hidden);
    folders::keep_unlisted(batch, &roots, &mut found)?;
    let (fates, unmet) = plan::compare(batch, options, &roots, &found)?;
    gone::mark_vanished(batch, tally, &roots, &unmet)?;
    let Walk { files, skipped, .. } = found;
    tally.see(files.len() + skipped.len() + unmet.len());
    let jobs = plan::plan(batch, tally, options, files, fates)?;
    tally.report.rows.extend(skipped);
    pipeline::run(batch, tally, options, &supplied, jobs)?;
    gone::report_missing(batch, tally, unmet)?;
    refresh::refresh_touched(batch, tally, options, &named)?;
    if options.prune && !options.cancelled() {
        gone::prune(batch, tally)?;
    }
    tally.report.unknown_keys = named.unknown(batch)?;
    Ok(())
}
