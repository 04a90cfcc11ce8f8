//! Which archive a command works on, and hits brought together with their files.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::archive;
use crate::archive::Archive;
use crate::archive::error::ArchiveError;
use crate::archive::exists;
use crate::archive::ingest::{self, Options};
use crate::archive::path::DIRECTORY;
use crate::archive::store::standing::Standing;
use crate::cli::cache;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::progress::Progress;
use crate::render::mask::Mask;
use dafu_letters::passage::ReplyId;
use dafu_search::embedded::reader::Embedded;
use dafu_words::message;

/// How long a search waits for another process that refreshes the same cached archive.
const PATIENCE: Duration = Duration::from_secs(10);

/// An archive opened for searching.
pub(crate) struct Opened {
    /// The archive.
    pub archive: Archive,
    /// Its index.
    pub backend: Embedded,
    /// Search only these replies (ascending numbers), when `--in` names a part of an archive.
    pub only: Option<Vec<u64>>,
    /// Paths below it are shown as seen from here.
    pub(crate) working: PathBuf,
    /// Whether private numbers are masked.
    pub(crate) mask: Mask,
    /// Keeps a temporary archive while it is searched.
    _scratch: Option<tempfile::TempDir>,
}

impl Opened {
    /// An archive in which all replies are asked about.
    fn new(archive: Archive, backend: Embedded, ctx: &Context<'_>) -> Opened {
        let (working, mask) = (ctx.working.clone(), ctx.mask);
        Opened { archive, backend, only: None, working, mask, _scratch: None }
    }
}

/// The directory of the archive to write to: given, else the nearest upward, else `./.dafu`.
pub(crate) fn home(ctx: &mut Context<'_>) -> Result<PathBuf, CliError> {
    Ok(chosen(ctx)?.unwrap_or_else(|| ctx.working.join(DIRECTORY)))
}

/// Opens the archive to read from: given, else the nearest upward.
pub(crate) fn open(ctx: &mut Context<'_>) -> Result<Archive, CliError> {
    Ok(Archive::open(&nearest(ctx)?)?)
}

/// The directory of the archive to read from.
pub(crate) fn nearest(ctx: &mut Context<'_>) -> Result<PathBuf, CliError> {
    chosen(ctx)?.ok_or_else(|| {
        CliError::new(message!("error_no_archive_above", dir = ctx.working.as_path()))
            .hint(message!("hint_index_or_in"))
    })
}

/// The directory that was given, else that of the nearest archive upward; none where there is neither.
fn chosen(ctx: &mut Context<'_>) -> Result<Option<PathBuf>, CliError> {
    if let Some(dir) = &ctx.archive {
        return Ok(Some(ctx.absolute(dir)));
    }
    match archive::find(&ctx.working) {
        Ok(dir) => Ok(Some(named(dir, ctx))),
        Err(ArchiveError::NotFound { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// `dir`, told where nobody named it and it does not lie in the working directory.
fn named(dir: PathBuf, ctx: &mut Context<'_>) -> PathBuf {
    let here = ctx.working.canonicalize().is_ok_and(|working| working.join(DIRECTORY) == dir);
    if !here {
        ctx.say(&message!("talk_archive", dir = dir.as_path()));
    }
    dir
}

/// Opens the archive and its index; with `inside`, the one that covers that path, or a cached one.
pub(crate) fn open_for_search(ctx: &mut Context<'_>, inside: Option<&Path>) -> Result<Opened, CliError> {
    let Some(inside) = inside else {
        let archive = Archive::open_for_names(&nearest(ctx)?)?;
        let backend = Embedded::open(&archive.index_dir())?;
        return Ok(Opened::new(archive, backend, ctx));
    };
    let source = fs_err::canonicalize(ctx.absolute(inside))
        .map_err(|error| CliError::from(error).hint(message!("hint_search_in")))?;
    if let Some(opened) = covering(&source, ctx)? {
        return Ok(opened);
    }
    let cached = ctx.cache.clone().and_then(|root| Some((cache::folder_for(&root, &source)?, root)));
    let (dir, scratch) = match &cached {
        Some((folder, _)) => (folder.join("archive"), None),
        None => {
            ctx.note(&message!("talk_no_cache"));
            let scratch = tempfile::tempdir()?;
            (scratch.path().join("archive"), Some(scratch))
        }
    };
    refresh(&dir, &source, ctx)?;
    if let Some((folder, root)) = &cached {
        // Eviction is housekeeping: a search does not fail for it.
        let _ = cache::evict(root, folder);
    }
    let archive = Archive::open_for_names(&dir)?;
    let backend = Embedded::open(&archive.index_dir())?;
    Ok(Opened { _scratch: scratch, ..Opened::new(archive, backend, ctx) })
}

/// The archive above `source` that has indexed it, limited to the letters below `source`.
fn covering(source: &Path, ctx: &mut Context<'_>) -> Result<Option<Opened>, CliError> {
    let dir = match archive::find(source) {
        Ok(dir) => dir,
        // The files themselves answer as well as an archive that may not be read.
        Err(ArchiveError::NotFound { .. } | ArchiveError::Forbidden { .. }) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let archive = Archive::open(&dir)?;
    let only: Vec<u64> = archive.replies_below(source)?.into_iter().map(ReplyId::number).collect();
    if only.is_empty() {
        return Ok(None);
    }
    let backend = Embedded::open(&archive.index_dir())?;
    named(dir, ctx);
    Ok(Some(Opened { only: Some(only), ..Opened::new(archive, backend, ctx) }))
}

/// Reads what changed below `source` into the cached archive `dir`.
///
/// While another process does so, waits; then the last commit must do.
fn refresh(dir: &Path, source: &Path, ctx: &mut Context<'_>) -> Result<(), CliError> {
    let started = Instant::now();
    // A cache that cannot be read any more is made again; another process that does so now is waited for.
    while let Err(error) = archive::discard_unreadable(dir) {
        match error {
            ArchiveError::Locked { .. } if started.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(100));
            }
            error => return Err(error.into()),
        }
    }
    if !exists(dir)
        && let Err(error) = archive::create(dir)
        && !exists(dir)
    {
        return Err(error.into());
    }
    let options = Options {
        paths: vec![source.to_owned()],
        prune: true,
        cancel: Arc::clone(&ctx.cancelled),
        reader: ctx.reader(false),
        ..Options::default()
    };
    loop {
        let mut progress = Progress::new(ctx);
        let done = ingest::run(dir, &options, &mut |event| progress.see(event, ctx));
        progress.finish();
        match done {
            Ok(report) if report.cancelled => {
                let left = report.unreached;
                return Err(
                    CliError::of_a_stop(message!("error_stopped", count = left)).hint(message!("hint_again"))
                );
            }
            Ok(report) => {
                let bad = report.newly_quarantined();
                if bad > 0 {
                    ctx.note(&message!("talk_unread_files", count = bad));
                }
                return Ok(());
            }
            Err(ArchiveError::Locked { .. }) if started.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(100));
            }
            Err(ArchiveError::Locked { .. }) => {
                ctx.note(&message!("talk_refreshing"));
                return Ok(());
            }
            Err(error) => return Err(error.into()),
        }
    }
}

/// A file as it is seen from the working folder.
pub(crate) struct SeenFile {
    /// Its path, relative where it lies below that folder.
    pub path: String,
    /// Number of the text that it holds among its letter's.
    pub version: u32,
    /// True for a file whose end is missing.
    pub cut_off: bool,
}

/// The files a reply stands in, those of the leading text first, as seen from `working`.
pub(crate) fn paths(archive: &Archive, reply: ReplyId, working: &Path) -> Result<Vec<SeenFile>, CliError> {
    let sources = archive.paths(reply)?;
    let standing = sources.iter().filter(|source| source.state != Standing::Removed);
    let seen = standing.map(|source| {
        let path = source.path.strip_prefix(working).unwrap_or(&source.path);
        let (version, cut_off) = (source.version, source.cut_off);
        SeenFile { path: path.to_string_lossy().into_owned(), version, cut_off }
    });
    Ok(seen.collect())
}

/// Their paths alone.
pub(crate) fn names(files: Vec<SeenFile>) -> Vec<String> {
    files.into_iter().map(|file| file.path).collect()
}
