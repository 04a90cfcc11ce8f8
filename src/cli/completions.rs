//! `dafu completions`.

use clap_complete::Shell;

use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::outcome::Outcome;
use crate::cli::usage;

/// Print shell completions
///
/// Example: dafu completions bash > ~/.local/share/bash-completion/completions/dafu
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Args {
    /// bash, elvish, fish, powershell or zsh
    shell: Shell,
}

/// Prints the script that completes the command line.
pub(crate) fn run(args: &Args, ctx: &mut Context<'_>) -> Result<Outcome, CliError> {
    let mut script = Vec::new();
    let mut command = usage::command(ctx.layout.language, ctx.layout.width);
    clap_complete::generate(args.shell, &mut command, "dafu", &mut script);
    ctx.out.write_all(&script)?;
    Ok(Outcome::Done)
}
