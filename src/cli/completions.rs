//! `dafu completions`.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::{Cli, Outcome};

/// Print shell completions
///
/// Example: dafu completions bash > ~/.local/share/bash-completion/completions/dafu
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Args {
    /// bash, elvish, fish, powershell or zsh
    shell: Shell,
}

/// Prints the script.
pub(crate) fn run(args: &Args, ctx: &mut Context<'_>) -> Result<Outcome, CliError> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "dafu", &mut script);
    ctx.out.write_all(&script)?;
    Ok(Outcome::Done)
}
