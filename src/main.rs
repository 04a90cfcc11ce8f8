//! The `dafu` command: reads the environment once, runs a command, says how it went.

use std::ffi::OsString;
use std::io::{BufWriter, IsTerminal, Write, stderr, stdout};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use clap::Parser;
use dafu::cli::Cli;
use dafu::cli::context::{Colour, Context};
use dafu::cli::error::{CliError, child_code, exit_code, stopped_code, usage_code};
use dafu::cli::outcome::Outcome;
use dafu::render::mask::Mask;
use dafu::render::people::Layout;

fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().skip(1).collect();
    if let Some(ran) = dafu::archive::child::run(&args, &mut stdout()) {
        return child_code(ran).into();
    }
    let cli = match Cli::try_parse_from(std::env::args_os().map(dafu::cli::context::protect_exclusion)) {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return usage_code(&error).into();
        }
    };
    let cancelled = Arc::new(AtomicBool::new(false));
    let signal = Arc::new(AtomicUsize::new(0));
    if cli.reads_files()
        && let Err(error) = heed_signals(&cancelled, &signal)
    {
        let _ = writeln!(stderr(), "note: signals end this run at once: {error}");
    }
    let working = match std::env::current_dir() {
        Ok(working) => working,
        Err(error) => {
            let failed = Err(CliError::from(error));
            return ended(&failed, 0, cli.mask(), &mut stderr());
        }
    };
    let terminal = stdout().is_terminal();
    let colour = match cli.color {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => terminal && anstream::AutoStream::choice(&stdout()) != anstream::ColorChoice::Never,
    };
    let columns = terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0));
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let cache = variable("DAFU_CACHE")
        .or_else(|| variable("XDG_CACHE_HOME").map(|cache| cache.join("dafu")))
        .or_else(|| variable("LOCALAPPDATA").map(|cache| cache.join("dafu")))
        .or_else(|| variable("HOME").map(|home| home.join(".cache").join("dafu")));
    let mut out = BufWriter::new(stdout().lock());
    let mut err = stderr();
    let mut ctx = Context {
        out: &mut out,
        err: &mut err,
        layout: Layout { width: columns.clamp(40, 120), colour },
        err_is_terminal: stderr().is_terminal(),
        mask: cli.mask(),
        archive: cli.archive.clone().or_else(|| variable("DAFU_ARCHIVE")),
        working,
        cache,
        executable: std::env::current_exe().ok(),
        cancelled,
    };
    let outcome = cli.run(&mut ctx).and_then(|outcome| {
        ctx.out.flush()?;
        Ok(outcome)
    });
    if outcome.is_err() {
        // What was found so far is shown before the failure.
        let _ = ctx.out.flush();
    }
    ended(&outcome, signal.load(Ordering::SeqCst), ctx.mask, ctx.err)
}

/// Asked to end, the run stops where nothing is lost; asked a second time, the process ends at once, and the archive survives
/// that. `signal` tells what was asked.
#[cfg(unix)]
fn heed_signals(cancelled: &Arc<AtomicBool>, signal: &Arc<AtomicUsize>) -> std::io::Result<()> {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::flag;
    for asked in [SIGINT, SIGTERM] {
        // What was registered first is done first: the flag of an earlier signal ends the process.
        flag::register_conditional_shutdown(
            asked,
            stopped_code(asked as usize).into(),
            Arc::clone(cancelled),
        )?;
        flag::register_usize(asked, Arc::clone(signal), asked as usize)?;
        flag::register(asked, Arc::clone(cancelled))?;
    }
    Ok(())
}

/// The same where Ctrl-C is all there is.
#[cfg(not(unix))]
fn heed_signals(cancelled: &Arc<AtomicBool>, _signal: &Arc<AtomicUsize>) -> std::io::Result<()> {
    let flag = Arc::clone(cancelled);
    let handler = move || {
        if flag.swap(true, Ordering::SeqCst) {
            std::process::exit(stopped_code(0).into());
        }
    };
    ctrlc::set_handler(handler).map_err(std::io::Error::other)
}

/// Says what failed, if anything did; the exit code. `signal` is the one that stopped the run.
fn ended(outcome: &Result<Outcome, CliError>, signal: usize, mask: Mask, err: &mut dyn Write) -> ExitCode {
    if let Err(error) = outcome
        && !error.is_broken_pipe()
    {
        let _ = writeln!(err, "{}", mask.text(&error.to_string(), None));
    }
    exit_code(outcome, signal).into()
}
