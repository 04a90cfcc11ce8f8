//! How an archive stands.
//!
//! In: an open archive. Out: counts, versions, sizes, the quarantine list and what is covered: plain data to show.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::archive::Archive;
use crate::archive::coverage::{Coverage, coverage};
use crate::archive::error::ArchiveError;
use crate::archive::generation::LAYOUT_VERSION;
use crate::archive::projection::batch_of;
use crate::archive::report::Reason;
use crate::archive::store::counting::SUMMED;
use crate::archive::store::files::FileRow;
use crate::archive::store::runs::RunRow;
use crate::archive::store::standing::Standing;
use crate::archive::store::versions::STORE_VERSION;
use crate::told;
use dafu_letters::extract::EXTRACTOR_VERSION;
use dafu_letters::reply::PARSER_VERSION;
use dafu_search::embedded::schema::SCHEMA_VERSION;
use dafu_words::fold::FOLD_VERSION;
use dafu_words::message::Message;

/// How an archive stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// The archive's directory.
    pub dir: PathBuf,
    /// Files by standing.
    pub files: Vec<(Standing, u64)>,
    /// Replies by standing.
    pub replies: Vec<(Standing, u64)>,
    /// Passages in all replies that are present or missing.
    pub passages: u64,
    /// Bytes of the store.
    pub store_bytes: u64,
    /// Bytes of the index.
    pub index_bytes: u64,
    /// Number of the current generation.
    pub generation: u32,
    /// Name and number of each version this archive is written in.
    pub versions: Vec<(&'static str, u32)>,
    /// Files that could not be read.
    pub quarantine: Vec<Quarantined>,
    /// Files that were read as far as they go: their end is missing.
    pub cut_off: Vec<PathBuf>,
    /// Files that are missing.
    pub missing: Vec<PathBuf>,
    /// Latest runs first.
    pub runs: Vec<RunRow>,
    /// True when a killed writer left the index behind the store; the next run brings it up.
    pub behind: bool,
    /// True when private numbers are left out of the index.
    pub masked: bool,
    /// What is covered, and which numbers are not.
    pub coverage: Coverage,
}

/// A file in quarantine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quarantined {
    /// The file.
    pub path: PathBuf,
    /// Why.
    pub reason: Option<Reason>,
    /// Why, in full.
    pub detail: Option<Message>,
    /// True when somebody noted that they know of it.
    pub acknowledged: bool,
}

/// Gathers how an archive stands.
pub fn status(archive: &Archive) -> Result<Status, ArchiveError> {
    let store = archive.store()?;
    let index = archive.index_dir();
    let missing = store.files_standing(Standing::Missing)?;
    Ok(Status {
        dir: archive.dir().to_owned(),
        files: store.count_files()?,
        replies: store.count_replies()?,
        passages: store.count_passages()?,
        store_bytes: store.size(),
        index_bytes: size_of(&index)?,
        generation: archive.hold.generation.0,
        versions: vec![
            ("layout", LAYOUT_VERSION),
            ("store", STORE_VERSION),
            ("index", SCHEMA_VERSION),
            ("fold", FOLD_VERSION),
            ("extractor", EXTRACTOR_VERSION),
            ("parser", PARSER_VERSION),
        ],
        quarantine: quarantined(archive)?,
        cut_off: store.cut_off_files()?.iter().map(|path| archive.base.shown(path)).collect(),
        missing: missing.iter().map(|file| archive.base.shown(&file.path)).collect(),
        runs: store.runs(10)?,
        masked: archive.is_masked()?,
        behind: batch_of(&index)? != store.fact("batch")?,
        coverage: coverage(&archive.replies()?),
    })
}

/// Files and folders that could not be read.
pub fn quarantined(archive: &Archive) -> Result<Vec<Quarantined>, ArchiveError> {
    let store = archive.store()?;
    // An older store, which is only read here, has no such notes yet.
    let acknowledged = if store.version()? < SUMMED { BTreeSet::new() } else { store.acknowledged()? };
    let told = |file: FileRow| Quarantined {
        path: archive.base.shown(&file.path),
        reason: Reason::from_code(&file.reason),
        detail: told::unkept(&file.detail),
        acknowledged: acknowledged.contains(&file.id),
    };
    Ok(store.files_standing(Standing::Quarantined)?.into_iter().map(told).collect())
}

fn size_of(dir: &Path) -> Result<u64, ArchiveError> {
    let mut bytes = 0;
    for entry in fs_err::read_dir(dir)? {
        bytes += entry?.metadata().map_or(0, |file| file.len());
    }
    Ok(bytes)
}
