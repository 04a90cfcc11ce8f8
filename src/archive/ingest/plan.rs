//! What has to be read.
//!
//! In: what the walk found, and the manifest. Out: rows for files that need no reading, jobs for the others. A file
//! is unchanged when size, times and inode equal the manifest's and its content was not written within two seconds
//! before it was last read (it could have been written again within the clock's grain since).

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use crate::archive::error::ArchiveError;
use crate::archive::ingest::batch::Batch;
use crate::archive::ingest::options::Options;
use crate::archive::ingest::read::Job;
use crate::archive::ingest::tally::Tally;
use crate::archive::ingest::walk::{FoundFile, Walk, stamp};
use crate::archive::report::{FileState, Reason, Row};
use crate::archive::store::files::{JSONL, ZIP};
use crate::archive::store::known::Known;
use crate::archive::store::quarantine::FOLDER;
use crate::archive::store::standing::Standing;
use crate::told;
use dafu_letters::extract;
use dafu_letters::passage::ReplyId;

/// Grain of the coarsest file clock that is trusted, in ns.
const GRAIN_NS: i64 = 2_000_000_000;

/// The paths to index.
#[derive(Clone, Debug, Default)]
pub struct Roots {
    /// Those that exist, links resolved.
    pub existing: Vec<PathBuf>,
    /// Those that do not, though files below them are known: an unmounted disk, a deleted folder.
    pub absent: Vec<PathBuf>,
}

impl Roots {
    /// True when `path` lies at or below one of the paths.
    pub fn cover(&self, path: &Path) -> bool {
        self.existing.iter().chain(&self.absent).any(|root| path.starts_with(root))
    }
}

/// Resolves the paths to index; one that does not exist and was never indexed is an error.
pub(crate) fn roots(batch: &Batch<'_>, options: &Options) -> Result<Roots, ArchiveError> {
    let mut roots = Roots::default();
    for path in &options.paths {
        match fs_err::canonicalize(path) {
            Ok(path) => roots.existing.push(path),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let absent = std::path::absolute(path)?;
                let known = batch.store().known_paths()?;
                if !known.iter().any(|(_, stored, _)| batch.base().absolute(stored).starts_with(&absent)) {
                    return Err(ArchiveError::NoSuchPath(path.clone()));
                }
                roots.absent.push(absent);
            }
            Err(error) => return Err(error.into()),
        }
    }
    for path in &options.jsonl {
        if !path.is_file() {
            return Err(ArchiveError::NoSuchPath(path.clone()));
        }
    }
    Ok(roots)
}

/// What is to be done about a file that the walk met.
#[derive(Clone, Debug)]
pub enum Fate {
    /// The manifest does not have it: it is read.
    New,
    /// It need not be read; the reply it holds.
    Settled(Option<ReplyId>),
    /// A bundle that need not be read; its row in the manifest, which its files name.
    Bundle(i64),
    /// It need not be read again: its row in the report says why it has no letter.
    Quarantined(Box<Row>),
    /// It is read; whether it is a collection, and the hash of the bytes that need not be read again.
    Read(bool, Option<[u8; 32]>),
}

/// A file of the manifest that the walk looked for and did not meet.
#[derive(Clone, Debug)]
pub struct Unmet {
    /// Its row in the manifest.
    pub id: i64,
    /// Its path, as stored.
    pub stored: Vec<u8>,
    /// Its path.
    pub path: PathBuf,
    /// The reply it holds.
    pub reply: Option<ReplyId>,
}

/// Holds the manifest, read once, against what the walk met: a fate for each file, and what lies below the paths and was
/// not met, by path. What lies where the walk did not look (hidden, ignored, unlistable) is left out.
pub(crate) fn compare(
    batch: &Batch<'_>,
    options: &Options,
    roots: &Roots,
    found: &Walk,
) -> Result<(Vec<Fate>, Vec<Unmet>), ArchiveError> {
    let base = batch.base();
    let passed: HashSet<&Path> = found
        .skipped
        .iter()
        .map(|row| row.path.as_path())
        .chain(found.unlisted.iter().map(PathBuf::as_path))
        .collect();
    let mut fates = vec![Fate::New; found.files.len()];
    let files = found.files.iter().enumerate();
    let places: HashMap<Cow<'_, [u8]>, usize> =
        files.map(|(place, file)| (base.stored_ref(&file.path), place)).collect();
    let mut unmet = Vec::new();
    batch.store().each_known(|stored, known| {
        if let Some(&place) = places.get(stored) {
            fates[place] = fate(options, &found.files[place], &known);
            return;
        }
        if matches!(known.state, Standing::Missing | Standing::Removed) || known.format == FOLDER {
            return;
        }
        let path = base.absolute(stored);
        if roots.cover(&path) && !path.ancestors().any(|above| passed.contains(above)) {
            unmet.push(Unmet { id: known.id, stored: stored.to_owned(), path, reply: known.reply });
        }
    })?;
    unmet.sort_by(|a, b| a.stored.cmp(&b.stored));
    Ok((fates, unmet))
}

/// Tells unchanged files, whose rows are added, from those that must be read.
pub(crate) fn plan(
    batch: &Batch<'_>,
    tally: &mut Tally<'_>,
    options: &Options,
    files: Vec<FoundFile>,
    fates: Vec<Fate>,
) -> Result<Vec<Job>, ArchiveError> {
    let mut collections = Vec::new();
    for path in &options.jsonl {
        let path = fs_err::canonicalize(path)?;
        let within = files.iter().any(|other| other.path == path);
        collections.push((path, within));
    }
    let mut jobs = Vec::new();
    for (file, fate) in files.into_iter().zip(fates) {
        match fate {
            Fate::Settled(reply) => {
                tally.report.rows.push(Row::new(file.path, FileState::Unchanged).holding(reply));
            }
            Fate::Bundle(id) => {
                let parts = parts(batch, id, None)?;
                tally.see(parts.len());
                tally.report.rows.push(Row::new(file.path, FileState::Unchanged));
                tally.report.rows.extend(parts);
            }
            Fate::Quarantined(row) => tally.report.rows.push(*row),
            Fate::New => jobs.push(Job { file, listed: false, collection: false, known: None }),
            Fate::Read(collection, known) => jobs.push(Job { file, listed: true, collection, known }),
        }
    }
    for (path, within) in collections {
        let file = FoundFile { stamp: stamp(&fs_err::metadata(&path)?), path };
        jobs.retain(|job| job.file.path != file.path);
        let known = batch.store().file(&batch.base().stored(&file.path))?.map(Known::from);
        if !within {
            tally.see(1);
        } else if known.as_ref().is_some_and(|known| settled(options, &file, known).is_some()) {
            continue;
        }
        let hash = known.as_ref().filter(|known| known.is_collection()).and_then(bytes_known);
        jobs.push(Job { file, listed: known.is_some(), collection: true, known: hash });
    }
    Ok(jobs)
}

fn fate(options: &Options, file: &FoundFile, known: &Known) -> Fate {
    settled(options, file, known).unwrap_or_else(|| {
        let hash = bytes_known(known).filter(|_| !can_be_recognised(options, known));
        Fate::Read(known.is_collection(), hash)
    })
}

/// The fate of a file that need not be read.
fn settled(options: &Options, file: &FoundFile, known: &Known) -> Option<Fate> {
    let quiet = file.stamp == known.stamp
        && known.stamp.mtime_ns.saturating_add(GRAIN_NS) <= known.checked_ns
        && !options.rehash;
    if !quiet || !is_current(known) || can_be_recognised(options, known) {
        return None;
    }
    match known.state {
        Standing::Present if known.format == ZIP => Some(Fate::Bundle(known.id)),
        Standing::Present => Some(Fate::Settled(known.reply)),
        Standing::Quarantined => {
            let row = quarantined_before(file.path.clone(), &known.reason, &known.detail);
            Some(Fate::Quarantined(Box::new(row)))
        }
        Standing::Missing | Standing::Removed => None,
    }
}

/// True for what recognition can add to: a scan that was left unread, and, where all bytes are to be read again, any
/// PDF, of which some pages may have been.
fn can_be_recognised(options: &Options, known: &Known) -> bool {
    let again = options.rehash && known.format == "pdf";
    options.reader.ocr && (again || known.reason == Reason::Scan.code())
}

/// Hash of the bytes that need not be read again.
fn bytes_known(known: &Known) -> Option<[u8; 32]> {
    known.hash.filter(|_| is_current(known) && known.state != Standing::Removed)
}

/// A row for each file of a bundle that was not read again: they count like files of their own. With a state, all get that
/// one, for a bundle that is gone.
pub(crate) fn parts(
    batch: &Batch<'_>,
    bundle: i64,
    state: Option<FileState>,
) -> Result<Vec<Row>, ArchiveError> {
    let mut rows = Vec::new();
    for part in batch.store().lines_of(bundle)?.into_iter().filter(|part| part.format != JSONL) {
        let path = batch.base().shown(&part.path);
        rows.extend(match (part.state, state) {
            (Standing::Removed, _) => None,
            (_, Some(state)) => Some(Row::new(path, state).holding(part.reply)),
            (Standing::Present, None) => Some(Row::new(path, FileState::Unchanged).holding(part.reply)),
            (Standing::Quarantined, None) => Some(quarantined_before(path, &part.reason, &part.detail)),
            (Standing::Missing, None) => None,
        });
    }
    Ok(rows)
}

/// The row of a file that is quarantined for a reason that is known already.
pub fn quarantined_before(path: PathBuf, reason: &str, detail: &str) -> Row {
    let reason = Reason::from_code(reason).unwrap_or(Reason::Unreadable);
    let row = Row::new(path, FileState::Quarantined).because(reason, told::unkept(detail));
    Row { known: true, ..row }
}

/// True unless a newer extractor, or better luck, could make something else of the same bytes.
fn is_current(known: &Known) -> bool {
    let read_today = known.is_collection() || known.extractor == extract::version(&known.format);
    // What a build without its reader refused is read by one that has it.
    let refused = known.reason == Reason::NoReader.code() && extract::is_read(&known.format);
    read_today && !refused && known.reason != Reason::Unreadable.code()
}
