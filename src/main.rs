//! The `dafu` command: reads the environment once, runs a command, says how it went.

use std::ffi::OsString;
use std::io::{BufWriter, IsTerminal, Write, stderr, stdout};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use dafu::cli::context::{Colour, Context};
use dafu::cli::error::{CliError, child_code, exit_code, stopped_code};
use dafu::cli::outcome::Outcome;
use dafu::cli::usage::{self, Refused};
use dafu::language::Language;
use dafu::render::mask::Mask;
use dafu::render::people::Layout;
use dafu_words::message;
use dafu_words::system;

fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().skip(1).collect();
    if let Some(ran) = dafu::archive::child::run(&args, &mut stdout()) {
        return child_code(ran).into();
    }
    let columns =
        terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0)).clamp(40, 120);
    let language = Language::chosen(&args, |name| std::env::var(name).ok(), system_language);
    let cli = match usage::parse(std::env::args_os(), language, columns) {
        Ok(cli) => cli,
        Err(Refused::Shown(shown, code)) => {
            let _ = shown.print();
            return code.into();
        }
        Err(Refused::Mistaken(error)) => return ended(&Err(error), 0, &mut stderr(), (Mask::On, language)),
    };
    let cancelled = Arc::new(AtomicBool::new(false));
    let signal = Arc::new(AtomicUsize::new(0));
    if cli.reads_files()
        && let Err(error) = heed_signals(&cancelled, &signal)
    {
        let note = message!("talk_note", what = message!("talk_signals", cause = system::message(&error)));
        let _ = writeln!(stderr(), "{}", language.say(&note));
    }
    let working = match std::env::current_dir() {
        Ok(working) => working,
        Err(error) => {
            let failed = Err(CliError::from(error));
            return ended(&failed, 0, &mut stderr(), (cli.mask(), language));
        }
    };
    let terminal = stdout().is_terminal();
    let colour = match cli.color {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => terminal && anstream::AutoStream::choice(&stdout()) != anstream::ColorChoice::Never,
    };
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
        layout: Layout { width: columns, colour, language },
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
    ended(&outcome, signal.load(Ordering::SeqCst), ctx.err, (ctx.mask, language))
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

/// The language of the system, where its variables do not tell it.
#[cfg(any(not(unix), target_os = "macos"))]
fn system_language() -> Option<String> {
    sys_locale::get_locale()
}

/// The language of the system: nothing but its variables tells it here.
#[cfg(all(unix, not(target_os = "macos")))]
fn system_language() -> Option<String> {
    None
}

/// Says what failed, if anything did; the exit code. `signal` is the one that stopped the run.
fn ended(
    outcome: &Result<Outcome, CliError>,
    signal: usize,
    err: &mut dyn Write,
    (mask, language): (Mask, Language),
) -> ExitCode {
    if let Err(error) = outcome
        && !error.is_broken_pipe()
    {
        let _ = writeln!(err, "{}", mask.text(&error.told(language), None));
    }
    exit_code(outcome, signal).into()
}
