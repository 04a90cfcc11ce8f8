//! The command line: a subcommand a file, the `Args` doc comment is its help.
//!
//! In: arguments and a [`context::Context`]. Out: an [`outcome::Outcome`], text on `ctx.out` (data) and `ctx.err` (talk).
//! Only this module decides what is printed; the library below never touches terminal, home or environment.

pub mod context;
pub mod error;
pub mod outcome;
mod archive;
mod batch;
mod cache;
mod completions;
mod filters;
mod index;
mod list;
mod located;
mod parse;
mod progress;
mod proof;
mod search;
mod show;
mod status;
mod texts;
mod verify;
pub mod usage;
mod quarantine;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::outcome::Outcome;
use crate::language::Language;
use crate::render::mask::Mask;

/// Search what public bodies have answered and promised (政协提案、人大建议答复检索)
///
/// Reads letters of reply, understands their structure and finds passages that can be cited.
///
/// Examples:
///   dafu search 路演 --in corpus/replies     search a folder, no set-up needed
///   dafu index letters/                      keep an archive in ./.dafu
///   dafu search '板块:下步打算 博士后'         what was promised
///   dafu show 安科发〔2024〕12号              read a whole letter
///
/// Environment: DAFU_ARCHIVE the archive; DAFU_CACHE the folder of cached archives (--in) [default: the user's cache].
/// Files: .dafuignore in a folder names what is not read there, as .gitignore does.
///
/// Exit codes: 0 done or found, 1 nothing found (verify: damage found), 2 not done, 3 indexed with new quarantine,
/// 130 or 143 stopped by Ctrl-C or SIGTERM.
#[derive(Debug, Parser)]
#[command(
    name = "dafu",
    version,
    verbatim_doc_comment,
    propagate_version = true,
    subcommand_required = true,
    arg_required_else_help = true
)]
pub struct Cli {
    /// Archive directory [default: $DAFU_ARCHIVE, else the nearest .dafu upward]
    #[arg(long, global = true, value_name = "DIR")]
    pub archive: Option<PathBuf>,

    /// When to colour the output: auto, always, never
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: context::Colour,

    /// Language of messages and help: zh or en [default: $DAFU_LANG, else the locale's]
    #[arg(long, global = true, value_name = "LANG", hide_possible_values = true)]
    pub lang: Option<Language>,

    /// Show telephone and identity numbers, which are masked otherwise
    #[arg(long, global = true)]
    pub unmask: bool,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Index(index::Args),
    Search(search::Args),
    Show(show::Args),
    List(list::Args),
    Parse(parse::Args),
    Status(status::Args),
    Verify(verify::Args),
    Quarantine(quarantine::Args),
    Cache(cache::Args),
    Completions(completions::Args),
}

impl Cli {
    /// True for commands that may read many files: they stop cleanly when asked to.
    pub fn reads_files(&self) -> bool {
        match &self.command {
            Command::Index(_) => true,
            Command::Search(args) => args.reads_files(),
            _ => false,
        }
    }

    /// Whether private numbers are masked.
    pub fn mask(&self) -> Mask {
        if self.unmask { Mask::Off } else { Mask::On }
    }

    /// Runs the command.
    pub fn run(&self, ctx: &mut Context<'_>) -> Result<Outcome, CliError> {
        match &self.command {
            Command::Index(args) => index::run(args, ctx),
            Command::Search(args) => search::run(args, ctx),
            Command::Show(args) => show::run(args, ctx),
            Command::List(args) => list::run(args, ctx),
            Command::Parse(args) => parse::run(args, ctx),
            Command::Status(args) => status::run(args, ctx),
            Command::Verify(args) => verify::run(args, ctx),
            Command::Quarantine(args) => quarantine::run(args, ctx),
            Command::Cache(args) => cache::run(args, ctx),
            Command::Completions(args) => completions::run(args, ctx),
        }
    }
}
