//! Other programs that read what dafu's own readers cannot.
//!
//! In: what a reader made of a file. Out: the same, or better. A PDF whose glyphs cannot be told is given to `pdftotext`,
//! pages without text to `ocrmypdf` where that was asked for. Both are found by absolute path, run within limits of
//! their own, and are never needed: without them the answer stays what it was.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::sandbox::failure::{Cause, Failure};
use crate::sandbox::limits::Limits;
use crate::sandbox::{child, process};
use dafu_letters::extract;
use dafu_letters::extract::Extracted;
use dafu_letters::text::Note;

/// Time below which another reader is not asked.
pub(super) const WORTH_IT: Duration = Duration::from_millis(500);
/// Code of the note on pages whose text was recognised.
pub(crate) const RECOGNISED: &str = "recognised";
/// Pages that are allowed for where a reader only says that all are scanned.
const MOST_SCANNED: u64 = 50;
/// Limits of recognising one page.
const OCR_SECONDS: u64 = 60;
const OCR_MEMORY: u64 = 2 << 30;

/// The program of this name on the search path, by its absolute path.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let found =
        std::env::split_paths(&path).filter(|folder| folder.is_absolute()).map(|folder| folder.join(name));
    found.into_iter().find(|program| is_program(program))
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|metadata| metadata.is_file() && metadata.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}

/// Pages without text of what a reader made of a PDF.
pub(super) fn scanned_pages(read: &Result<Extracted, Failure>) -> u64 {
    match read {
        Ok(read) => read.unread_pages.len() as u64,
        Err(failure) if failure.cause == Cause::Scan => MOST_SCANNED,
        Err(_) => 0,
    }
}

/// True where another reader may do better.
pub(super) fn is_poor(read: &Result<Extracted, Failure>) -> bool {
    match read {
        Ok(read) => extract::is_doubtful(read),
        Err(failure) => matches!(failure.cause, Cause::Damaged | Cause::ReaderFailed | Cause::Limits),
    }
}

/// The file with a text layer on the pages that had none; none where that cannot be had.
pub(super) fn recognised(program: &Path, bytes: &[u8], pages: u64, limits: &Limits) -> Option<Vec<u8>> {
    let ocrmypdf = find("ocrmypdf")?;
    let limits = Limits {
        memory: OCR_MEMORY,
        cpu: OCR_SECONDS * pages,
        wall: Duration::from_secs(OCR_SECONDS * pages),
        files: 1024,
        write: 1 << 30,
        ..*limits
    };
    let mut command = limited(program, &ocrmypdf, &limits);
    command.args([
        "--quiet",
        "--language",
        "chi_sim",
        "--skip-text",
        "--jobs",
        "1",
        "--output-type",
        "pdf",
        "-",
        "-",
    ]);
    process::within(command, bytes, &limits).ok()
}

/// What was read of such a file, with a note that says so.
pub(super) fn noted_as_recognised(mut read: Extracted) -> Extracted {
    read.notes.push(Note::new(RECOGNISED));
    read
}

/// What pdftotext makes of a PDF; none where it is not there, or does no better.
pub(super) fn by_pdftotext(program: &Path, bytes: &[u8], limits: &Limits) -> Option<Extracted> {
    let mut command = limited(program, &find("pdftotext")?, limits);
    command.args(["-q", "-enc", "UTF-8", "-", "-"]);
    let text = process::within(command, bytes, limits).ok()?;
    let read = extract::extract(&text).ok().filter(|read| !extract::is_doubtful(read))?;
    Some(Extracted { format: "pdf", encoding: "", ..read })
}

/// A command that runs another program within limits.
fn limited(program: &Path, other: &Path, limits: &Limits) -> Command {
    let mut command = Command::new(program);
    command.env_clear().arg(child::LIMITED).args(limits.arguments()).arg("--").arg(other);
    // Tools look for their own helpers and for room to work.
    for name in ["PATH", "HOME", "TMPDIR", "LANG"] {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    command
}
