//! `dafu parse`.

use std::path::PathBuf;

use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::outcome::Outcome;
use crate::render;
use dafu_letters::extract;
use dafu_letters::reply;

/// Show how a letter is read: header fields, sections, blocks, items
///
/// Examples:
///   dafu parse letter.txt                  the structure as a tree
///   dafu parse letter.txt --format text    the recovered paragraphs, one a line
///   dafu parse letter.txt --format json    the whole model (docs/JSON.md)
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Args {
    /// The letter's file
    file: PathBuf,

    /// Form of the output
    #[arg(long, value_name = "FORMAT", default_value = "tree")]
    format: Format,

    /// Recognise scanned pages of a PDF; needs ocrmypdf with tesseract's chi_sim
    #[arg(long)]
    ocr: bool,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    Tree,
    Json,
    Text,
}

/// Reads one file, parses it and prints what was understood.
pub(crate) fn run(args: &Args, ctx: &mut Context<'_>) -> Result<Outcome, CliError> {
    let path = ctx.absolute(&args.file);
    let meta = fs_err::metadata(&path)?;
    if !meta.is_file() {
        return Err(CliError::new(format!("{} is not a regular file", args.file.display())));
    }
    if meta.len() > extract::LARGEST {
        let mib = extract::LARGEST >> 20;
        return Err(CliError::new(format!(
            "{} is too large ({} bytes; the limit is {mib} MiB)",
            args.file.display(),
            meta.len()
        )));
    }
    let bytes = fs_err::read(&path)?;
    let reader = ctx.reader(args.ocr);
    if extract::bundle::is_bundle(&bytes) {
        return Err(CliError::new(format!("{} is a bundle of files", args.file.display()))
            .hint(format!("dafu index {} takes each of them", args.file.display())));
    }
    let extracted = reader.read(&bytes).map_err(|failure| {
        CliError::new(format!("{} cannot be read: {}", args.file.display(), failure.detail))
    })?;
    let mut reply = reply::parse(&extracted.text);
    reply.notes.splice(0..0, extracted.notes);
    match args.format {
        Format::Tree => ctx.out.write_all(render::outline::tree(&extracted.text, &reply).as_bytes())?,
        Format::Text => writeln!(ctx.out, "{}", extracted.text.as_str())?,
        Format::Json => {
            ctx.document(&render::wire::reply::reply(&extracted.text, &reply))?;
        }
    }
    Ok(Outcome::Done)
}
