//! `dafu quarantine`.

use std::path::PathBuf;

use crate::archive::quarantine::acknowledge;
use crate::archive::status::quarantined;
use crate::cli::archive::{nearest, open};
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::outcome::Outcome;
use crate::render;

/// List what could not be read, or note that somebody looked at it
///
/// A folder that cannot be listed makes every dafu index end with exit code 3 until it can be, or until it is acknowledged.
///
/// Examples:
///   dafu quarantine
///   dafu quarantine acknowledge letters/private
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Args {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// List files and folders in quarantine (the default)
    List,
    /// Note that somebody knows of these files or folders; another reason is told again
    Acknowledge {
        /// Files and folders as they are listed
        #[arg(value_name = "PATH", required = true)]
        paths: Vec<PathBuf>,
    },
}

/// Lists or acknowledges.
pub(crate) fn run(args: &Args, ctx: &mut Context<'_>) -> Result<Outcome, CliError> {
    match &args.action {
        None | Some(Action::List) => {
            let archive = open(ctx)?;
            let files = quarantined(&archive)?;
            for file in &files {
                writeln!(ctx.out, "{}", render::status::quarantined(file, ctx.layout.language))?;
            }
            Ok(if files.is_empty() { Outcome::Nothing } else { Outcome::Done })
        }
        Some(Action::Acknowledge { paths }) => {
            let paths: Vec<PathBuf> = paths.iter().map(|path| ctx.absolute(path)).collect();
            acknowledge(&nearest(ctx)?, &paths)?;
            Ok(Outcome::Done)
        }
    }
}
