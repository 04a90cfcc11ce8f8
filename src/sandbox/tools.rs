//! Other programs that read what dafu's own readers cannot.
//!
//! In: what a reader made of a file. Out: the same, or better. A PDF whose glyphs cannot be told is given to `pdftotext`,
//! pages without text to `ocrmypdf` where that was asked for. Both are found by absolute path, run within limits of
//! their own, and are never needed: without them the answer stays what it was.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::sandbox::{Failure, Limits, Reader, child, process};
use dafu_letters::extract;
use dafu_letters::extract::Extracted;
use dafu_letters::text::Note;

/// Time below which another reader is not asked.
const WORTH_IT: Duration = Duration::from_millis(500);
/// Failures of the own reader after which another one is asked.
const POOR: [&str; 3] = ["damaged", "reader_failed", "limits"];
/// Code of the note on pages whose text was recognised.
pub const RECOGNISED: &str = "recognised";
/// Limits of recognising one page.
/// Pages that are allowed for where a reader only says that all are scanned.
const MOST_SCANNED: usize = 50;
const OCR_SECONDS: u64 = 60;
const OCR_MEMORY: u64 = 2 << 30;

/// The program of this name on the search path, by its absolute path.
pub fn find(name: &str) -> Option<PathBuf> {
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

/// Looks again at what a reader could not make out, with what is `left` of its time; recognition has time of its own.
pub(super) fn second_look(
    reader: &Reader,
    bytes: &[u8],
    read: Result<Extracted, Failure>,
    left: Duration,
) -> Result<Extracted, Failure> {
    let Some(program) = reader.program.as_deref().filter(|_| bytes.starts_with(b"%PDF-")) else {
        return read;
    };
    let pages = match &read {
        Ok(read) => read.unread_pages.len(),
        Err(failure) if failure.code == "scan" => MOST_SCANNED,
        Err(_) => 0,
    };
    if reader.ocr && pages > 0 {
        match recognised(program, bytes, pages as u64, reader) {
            Some(recognised) => return recognised,
            None => return read,
        }
    }
    let poor = match &read {
        Ok(read) => extract::is_doubtful(read),
        Err(failure) => POOR.contains(&failure.code.as_str()),
    };
    let limits = Limits { wall: left, ..reader.limits };
    if poor && left >= WORTH_IT { by_pdftotext(program, bytes, &limits).map_or(read, Ok) } else { read }
}

/// The file with a text layer on the pages that had none, read; none where that cannot be had.
fn recognised(
    program: &Path,
    bytes: &[u8],
    pages: u64,
    reader: &Reader,
) -> Option<Result<Extracted, Failure>> {
    let ocrmypdf = find("ocrmypdf")?;
    let limits = Limits {
        memory: OCR_MEMORY,
        cpu: OCR_SECONDS * pages,
        wall: Duration::from_secs(OCR_SECONDS * pages),
        files: 1024,
        write: 1 << 30,
        ..reader.limits
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
    let layered = process::within(command, bytes, &limits).ok()?;
    let mut read = Reader { ocr: false, ..reader.clone() }.read(&layered);
    if let Ok(read) = &mut read {
        let message = "the text of scanned pages was recognised, which makes mistakes".to_owned();
        read.notes.push(Note { code: RECOGNISED, message, span: None });
    }
    Some(read)
}

/// What pdftotext makes of a PDF; none where it is not there, or does no better.
fn by_pdftotext(program: &Path, bytes: &[u8], limits: &Limits) -> Option<Extracted> {
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
