//! `dafu index`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::archive;
use crate::archive::exists;
use crate::archive::ingest::{self, Options};
use crate::archive::report::Report;
use crate::cli::archive::home;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::outcome::Outcome;
use crate::cli::progress::Progress;
use crate::language::Language;
use crate::render::mask::Mask;
use crate::render::{self, wire};
use dafu_search::embedded::writer::WriterOptions;
use dafu_words::message;

/// Read letters into the archive; run it again at any time, only what changed is read
///
/// Every regular file below the paths is taken (a .dafuignore file can leave some out) and ends in one state: added,
/// updated, unchanged, moved, duplicate, version, missing, removed, skipped or quarantined, with a reason. A bad file stops
/// nothing. A file that is gone loses nothing: its letter stays searchable until --prune or --remove.
///
/// Without --archive, the nearest .dafu upward is used, else ./.dafu is made.
///
/// Examples:
///   dafu index letters/
///   dafu index letters/ --report /var/log/dafu      report.json and report.csv
///   dafu index letters/ --metadata pages.csv        dates, units … that the texts lack
///   dafu index --rebuild                            the index anew, from the stored texts
///   dafu index --jsonl passages.jsonl --archive /tmp/eval
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Args {
    /// Files and folders
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Take passages as they are: JSON lines with id, title, text and any known field
    #[arg(long, value_name = "FILE")]
    jsonl: Vec<PathBuf>,

    /// Fields that the texts lack: CSV with `key` (path or hash) and date, unit, region, level, url, title …
    #[arg(long, value_name = "CSV")]
    metadata: Option<PathBuf>,

    /// Say what would be done and write nothing
    #[arg(long)]
    dry_run: bool,

    /// Build the index anew beside the old one, then swap
    #[arg(long)]
    rebuild: bool,

    /// Keep the archive that is there under another name, whole, and read the files into a new one: the way out where
    /// the store is lost or damaged
    #[arg(long, conflicts_with_all = ["dry_run", "rebuild", "prune", "remove"])]
    set_aside: bool,
    /// Leave telephone and identity numbers out of what is searched, in this and every later run (off: no longer). The stored texts
    /// keep them. In an archive that holds letters it needs --rebuild
    #[arg(long, value_name = "WHEN", num_args = 0..=1, require_equals = true, default_missing_value = "on")]
    mask: Option<Switch>,

    /// Take out the letters whose files are gone
    #[arg(long)]
    prune: bool,

    /// Take out these files' letters
    #[arg(long, value_name = "PATH")]
    remove: Vec<PathBuf>,

    /// Read the bytes of every file, whatever its size and time say
    #[arg(long)]
    rehash: bool,

    /// Take hidden files and folders, too
    #[arg(long)]
    hidden: bool,

    /// Take a readme, table of contents (目录) or licence, too, which are no letters
    #[arg(long)]
    all: bool,

    /// Recognise scanned pages of PDFs, up to a minute a page; needs ocrmypdf with tesseract's chi_sim.
    /// With --rehash also in PDFs that were read before
    #[arg(long)]
    ocr: bool,

    /// Files read at once [default: one a processor]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    jobs: usize,

    /// Write report.json and report.csv into this folder
    #[arg(long, value_name = "DIR")]
    report: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Switch {
    On,
    Off,
}

/// Runs the ingest and prints its counts.
pub(crate) fn run(args: &Args, ctx: &mut Context<'_>) -> Result<Outcome, CliError> {
    let nothing = args.paths.is_empty() && args.jsonl.is_empty() && args.remove.is_empty();
    if nothing && (args.set_aside || (!args.rebuild && !args.prune)) {
        return Err(CliError::new(message!("error_nothing_to_index")).hint(message!("hint_index")));
    }
    let dir = home(ctx)?;
    if args.set_aside && dir.exists() {
        let kept = archive::set_aside(&dir)?;
        ctx.say(&message!("talk_set_aside", dir = dir.as_path(), kept = kept.as_path()));
    }
    // A dry run on a new archive plays through in a place that goes away.
    let scratch = match args.dry_run && !exists(&dir) {
        true => Some(tempfile::tempdir()?),
        false => None,
    };
    let dir = scratch.as_ref().map_or(dir, |scratch| scratch.path().join(".dafu"));
    if !exists(&dir) {
        archive::create(&dir)?;
        if scratch.is_none() {
            ctx.say(&message!("talk_new_archive", dir = dir.as_path()));
        }
    }
    let absolute = |paths: &[PathBuf], ctx: &Context<'_>| -> Vec<PathBuf> {
        paths.iter().map(|path| ctx.absolute(path)).collect()
    };
    let options = Options {
        paths: absolute(&args.paths, ctx),
        jsonl: absolute(&args.jsonl, ctx),
        remove: absolute(&args.remove, ctx),
        prune: args.prune,
        metadata: args.metadata.as_ref().map(|path| ctx.absolute(path)),
        rehash: args.rehash,
        hidden: args.hidden,
        all: args.all,
        rebuild: args.rebuild,
        mask: args.mask.map(|switch| switch == Switch::On),
        dry_run: args.dry_run,
        jobs: args.jobs,
        writer: WriterOptions::default(),
        reader: ctx.reader(args.ocr),
        cancel: Arc::clone(&ctx.cancelled),
        ..Options::default()
    };
    let report = ingest(&dir, &options, ctx)?;
    ctx.out.write_all(render::report::summary(&report, ctx.layout.language).as_bytes())?;
    talk(&report, ctx);
    if let Some(folder) = &args.report {
        write_report(&report, &ctx.absolute(folder), ctx.mask, ctx.layout.language)?;
        ctx.say(&message!("talk_report", path = folder.join("report.csv").as_path()));
    }
    if report.cancelled {
        return Ok(Outcome::Stopped);
    }
    if report.newly_quarantined() > 0 {
        return Ok(Outcome::Quarantined);
    }
    Ok(Outcome::Done)
}

/// Runs an ingest with progress on `ctx.err`.
fn ingest(dir: &Path, options: &Options, ctx: &mut Context<'_>) -> Result<Report, CliError> {
    let mut progress = Progress::new(ctx);
    let report = ingest::run(dir, options, &mut |event| progress.see(event, ctx));
    progress.finish();
    Ok(report?)
}

/// What belongs to no file, and how to go on after a stop.
fn talk(report: &Report, ctx: &mut Context<'_>) {
    for key in &report.unknown_keys {
        ctx.note(&message!("index_unknown_key", key = key));
    }
    for note in &report.notes {
        ctx.note(note);
    }
    if report.cancelled {
        ctx.say(&message!("index_stopped", count = report.unreached));
    }
}

fn write_report(report: &Report, folder: &Path, mask: Mask, language: Language) -> Result<(), CliError> {
    fs_err::create_dir_all(folder)?;
    let mut document = wire::report::document(report, language);
    mask.document(&mut document);
    let mut json = serde_json::to_vec_pretty(&document)?;
    json.push(b'\n');
    fs_err::write(folder.join("report.json"), json)?;
    let mut csv = Vec::new();
    render::report::csv(report, &mut csv, mask, language)?;
    fs_err::write(folder.join("report.csv"), csv)?;
    Ok(())
}
