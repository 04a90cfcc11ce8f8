//! Archives that `search --in` keeps in the user's cache, and `dafu cache`.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use indicatif::HumanBytes;

use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::outcome::Outcome;
use crate::render::sanitize::sanitize;
use dafu_words::message;

/// A cached archive that was not used for this long is evicted.
const KEPT: Duration = Duration::from_secs(90 * 24 * 60 * 60);
/// Above this many bytes in all the least recently used archives are evicted.
const LARGEST: u64 = 5 << 30;

/// Show or clear the archives that `search --in` keeps in the cache directory
///
/// Examples:
///   dafu cache            what is kept, and how large it is
///   dafu cache --clear    remove all of it; the next search reads the files again
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Args {
    /// Remove every cached archive
    #[arg(long)]
    clear: bool,
}

/// A cached archive.
pub(crate) struct Entry {
    folder: PathBuf,
    source: PathBuf,
    used: SystemTime,
    bytes: u64,
}

/// Lists or clears the cache.
pub(crate) fn run(args: &Args, ctx: &mut Context<'_>) -> Result<Outcome, CliError> {
    let Some(root) = ctx.cache.clone() else {
        return Err(CliError::new(message!("error_no_cache")).hint(message!("hint_set_cache")));
    };
    let entries = entries(&root)?;
    for entry in &entries {
        if args.clear {
            fs_err::remove_dir_all(&entry.folder)?;
        }
        let line = format!("{:>10}  {}", HumanBytes(entry.bytes).to_string(), entry.source.display());
        writeln!(ctx.out, "{}", sanitize(&line))?;
    }
    let total: u64 = entries.iter().map(|entry| entry.bytes).sum();
    let (count, size, dir) = (entries.len(), HumanBytes(total).to_string(), root.as_path());
    ctx.say(&match args.clear {
        true => message!("cache_removed", count = count, size = size, dir = dir),
        false => message!("cache_kept", count = count, size = size, dir = dir),
    });
    Ok(Outcome::Done)
}

/// The folder of the cached archive for `source` (canonical), made when absent; none when there is no writable cache.
pub(crate) fn folder_for(root: &Path, source: &Path) -> Option<PathBuf> {
    let key = blake3::hash(source.as_os_str().as_encoded_bytes()).to_hex();
    let folder = root.join(&key.as_str()[..32]);
    let name = folder.join("source");
    if make_private(&folder).is_err() {
        return None;
    }
    let written = source.as_os_str().as_encoded_bytes();
    match fs_err::read(&name) {
        Ok(known) if known == written => {}
        // A folder of the same key for another path: do not answer from it.
        Ok(_) => return None,
        Err(_) => fs_err::write(&name, written).ok()?,
    }
    fs_err::write(folder.join("used"), b"").ok()?;
    Some(folder)
}

#[cfg(unix)]
fn make_private(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn make_private(folder: &Path) -> std::io::Result<()> {
    fs_err::create_dir_all(folder)
}

/// Removes what was not used for long and, above the size limit, the least recently used; `keep` stays.
pub(crate) fn evict(root: &Path, keep: &Path) -> Result<(), CliError> {
    let mut entries = entries(root)?;
    entries.sort_by_key(|entry| entry.used);
    let mut total: u64 = entries.iter().map(|entry| entry.bytes).sum();
    for entry in entries.into_iter().filter(|entry| entry.folder != keep) {
        let age = SystemTime::now().duration_since(entry.used).unwrap_or_default();
        if age > KEPT || total > LARGEST {
            fs_err::remove_dir_all(&entry.folder)?;
            total -= entry.bytes;
        }
    }
    Ok(())
}

/// Every cached archive below `root`, by source.
fn entries(root: &Path) -> Result<Vec<Entry>, CliError> {
    let mut entries = Vec::new();
    if !root.exists() {
        return Ok(entries);
    }
    for found in fs_err::read_dir(root)? {
        let folder = found?.path();
        let Ok(source) = fs_err::read(folder.join("source")) else { continue };
        let used = fs_err::metadata(folder.join("used")).and_then(|meta| meta.modified());
        entries.push(Entry {
            bytes: size_of(&folder),
            source: PathBuf::from(String::from_utf8_lossy(&source).into_owned()),
            used: used.unwrap_or(SystemTime::UNIX_EPOCH),
            folder,
        });
    }
    entries.sort_by(|a, b| a.source.cmp(&b.source));
    Ok(entries)
}

/// Bytes of all files below a folder.
pub(crate) fn size_of(folder: &Path) -> u64 {
    let Ok(found) = fs_err::read_dir(folder) else { return 0 };
    found
        .filter_map(Result::ok)
        .map(|entry| match entry.file_type() {
            Ok(kind) if kind.is_dir() => size_of(&entry.path()),
            Ok(kind) if kind.is_file() => entry.metadata().map_or(0, |meta| meta.len()),
            _ => 0,
        })
        .sum()
}
