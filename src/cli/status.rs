//! `dafu status`.

use crate::archive::status::status;
use crate::cli::archive::open;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::outcome::Outcome;
use crate::render;

/// Show how the archive stands: counts, versions, sizes, quarantine, coverage and gaps
///
/// Numbers missing from a series of case or document numbers may simply be unpublished.
///
/// Examples:
///   dafu status
///   dafu status --format json
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Args {
    /// Form of the output
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,

    /// Every unit, year, series and file (text)
    #[arg(long)]
    full: bool,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    Text,
    Json,
}

/// Prints the status.
pub(crate) fn run(args: &Args, ctx: &mut Context<'_>) -> Result<Outcome, CliError> {
    let archive = open(ctx)?;
    let status = status(&archive)?;
    match args.format {
        Format::Json => ctx.document(render::wire::status::document(&status, ctx.layout.language))?,
        Format::Text => {
            let text = render::status::text(&status, args.full, ctx.layout.language);
            ctx.out.write_all(ctx.mask.text(&text, None).as_bytes())?;
        }
    }
    Ok(Outcome::Done)
}
