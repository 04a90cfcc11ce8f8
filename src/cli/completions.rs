//! `dafu completions`.

use clap::Command;
use clap_complete::Shell;

use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::outcome::Outcome;

/// Print shell completions
///
/// Example: dafu completions bash > ~/.local/share/bash-completion/completions/dafu
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Args {
    /// bash, elvish, fish, powershell or zsh
    shell: Shell,
}

/// Prints the script that completes `command`.
pub(crate) fn run(args: &Args, command: &mut Command, ctx: &mut Context<'_>) -> Result<Outcome, CliError> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, command, "dafu", &mut script);
    ctx.out.write_all(&script)?;
    Ok(Outcome::Done)
}
