//! Entries for child processes: work that may crash, or that a test wants to kill.
//!
//! In: arguments of a hidden subcommand. Out: plain lines on `out` and an exit code. Nothing here is for people.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use crate::archive::verify;
use crate::sandbox;

/// Runs the hidden subcommand that `args` (without the program's name) call for; none when they call for none.
pub fn run(args: &[OsString], out: &mut dyn Write) -> Option<io::Result<u8>> {
    if let Some(ran) = sandbox::child::run(args, &mut io::stdin().lock(), out) {
        return Some(ran);
    }
    match (args.first()?.to_str()?, args) {
        (verify::SUBCOMMAND, [_, index]) => Some(verify::check_index(Path::new(index), out)),
        #[cfg(debug_assertions)]
        ("__ingest", [_, dir, path, ..]) => {
            let rebuild = args.iter().any(|arg| arg == "rebuild");
            Some(ingest(Path::new(dir), Path::new(path), rebuild, out))
        }
        _ => None,
    }
}

/// Indexes `path` into the archive `dir` in small batches and says `ack PATH` for every file that is acknowledged.
#[cfg(debug_assertions)]
fn ingest(dir: &Path, path: &Path, rebuild: bool, out: &mut dyn Write) -> io::Result<u8> {
    use crate::archive::ingest::{self, Event, Options};

    let options =
        Options { paths: vec![path.to_owned()], commit_files: 5, jobs: 1, rebuild, ..Options::default() };
    if !dir.join("CURRENT").exists() {
        super::create(dir).map_err(io::Error::other)?;
    }
    let mut failure = Ok(());
    let mut tell = |event: Event<'_>| {
        if let Event::Committed(rows) = event {
            let lines: String =
                rows.iter().map(|row| format!("ack {}\n", row.path.to_string_lossy())).collect();
            if let Err(error) = out.write_all(lines.as_bytes()).and_then(|()| out.flush()) {
                failure = Err(error);
            }
        }
    };
    let report = ingest::run(dir, &options, &mut tell).map_err(io::Error::other)?;
    failure?;
    writeln!(out, "done {}", report.seen)?;
    Ok(0)
}
