//! `dafu parse`.

use std::path::PathBuf;

use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::outcome::Outcome;
use crate::render;
use crate::render::mask::Mask;
use dafu_letters::extract;
use dafu_letters::reply;
use dafu_words::message;

/// Show how a letter is read: header fields, sections, blocks, items
///
/// With --explain each clause of the body is told with its act: 承诺, 有条件承诺, 不办或暂不办, 困难问题, 已办, 在办, 成效,
/// 情况, 依据, 建议内容, 沟通, 转办, 格式; and with the words that told: 〔settled〕待, where these words settle it by
/// themselves; 〔weighed〕计划, where all words were weighed and these weighed most (without words: what stands around told).
///
/// Examples:
///   dafu parse letter.txt                  the structure as a tree
///   dafu parse letter.txt --explain        the tree with what each clause does, and why
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

    /// Tell of each clause of the body what it does, and why (tree, json)
    #[arg(long)]
    explain: bool,

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
    if args.explain && matches!(args.format, Format::Text) {
        return Err(CliError::new(message!("error_explain_format"))
            .hint(message!("hint_parse_explain", file = args.file.as_path())));
    }
    let path = ctx.absolute(&args.file);
    let meta = fs_err::metadata(&path)?;
    if !meta.is_file() {
        return Err(CliError::new(message!("error_not_regular", file = args.file.as_path())));
    }
    if meta.len() > extract::LARGEST {
        let mib = extract::LARGEST >> 20;
        return Err(CliError::new(message!(
            "error_file_too_large",
            file = args.file.as_path(),
            bytes = meta.len(),
            mib = mib
        )));
    }
    let bytes = fs_err::read(&path)?;
    let reader = ctx.reader(args.ocr);
    if extract::bundle::is_bundle(&bytes) {
        return Err(CliError::new(message!("error_bundle", file = args.file.as_path()))
            .hint(message!("hint_bundle", file = args.file.as_path())));
    }
    let extracted = reader.read(&bytes).map_err(|failure| {
        CliError::new(message!("error_unread", file = args.file.as_path(), why = failure.detail))
    })?;
    let text = &extracted.text;
    let understood = || {
        let (mut reply, clauses) = reply::explain(text);
        reply.notes.splice(0..0, extracted.notes);
        (reply, clauses)
    };
    match (args.format, args.explain) {
        // Nothing of the text needs to be understood, but for what is masked.
        (Format::Text, _) if ctx.mask == Mask::Off => writeln!(ctx.out, "{}", text.as_str())?,
        (Format::Text, _) => writeln!(ctx.out, "{}", ctx.mask.letter(text, &understood().0))?,
        (Format::Tree, explain) => {
            let (reply, clauses) = understood();
            let tree = match explain {
                true => render::outline::explained(text, &reply, &clauses, (ctx.mask, ctx.layout)),
                false => render::outline::tree(text, &reply, ctx.mask, ctx.layout.language),
            };
            ctx.out.write_all(tree.as_bytes())?;
        }
        (Format::Json, explain) => {
            let (reply, clauses) = understood();
            ctx.document(match explain {
                true => {
                    render::wire::reply::explained(text, &reply, &clauses, (ctx.mask, ctx.layout.language))
                }
                false => render::wire::reply::reply(text, &reply, (ctx.mask, ctx.layout.language)),
            })?;
        }
    }
    Ok(Outcome::Done)
}
