//! `dafu show`.

use std::path::PathBuf;

use crate::archive::Archive;
use crate::archive::lookup::Candidate;
use crate::archive::store::standing::Standing;
use crate::cli::archive::{names, open_for_search, paths};
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::outcome::Outcome;
use crate::cli::texts;
use crate::render::letter::{Head, letter};
use crate::render::wire::reply::Kept;
use crate::render::{self, wire};
use dafu_letters::passage::{PassageId, passages};
use dafu_words::message;

/// Read a whole letter, or a passage in its paragraph
///
/// The name can be a reply id or passage id, a citation, a document number or a case number, in any written form. When
/// several letters fit, all are listed (exit code 0; as JSON in a document of its own, dafu.candidates/1).
///
/// Examples:
///   dafu show 安科发〔2024〕12号
///   dafu show '安科发[2024]12号 四/下步打算/二'
///   dafu show 2024D10
///   dafu show 2024D10 --diff
///   dafu show 8k3m2q7xw4tn-h3kqa --format json
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Args {
    /// Id, citation, document number or case number
    #[arg(value_name = "NAME", required = true)]
    name: Vec<String>,

    /// Look in the cached archive of this folder or file
    #[arg(long = "in", value_name = "PATH", conflicts_with = "archive")]
    inside: Option<PathBuf>,

    /// Set the texts of the letter side by side where its files hold several, and show what differs
    #[arg(long)]
    diff: bool,

    /// Form of the output
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    Text,
    Json,
}

/// Looks the name up and prints what it means.
pub(crate) fn run(args: &Args, ctx: &mut Context<'_>) -> Result<Outcome, CliError> {
    let name = args.name.join(" ");
    let opened = open_for_search(ctx, args.inside.as_deref())?;
    let archive = &opened.archive;
    let candidates = archive.lookup(&name)?;
    match candidates.as_slice() {
        [] => {
            if let Format::Json = args.format {
                ctx.document(wire::candidates::document(&name, &[]))?;
            }
            ctx.say(&message!("show_nothing", name = &name));
            ctx.hint(&message!("hint_list"));
            Ok(Outcome::Nothing)
        }
        [only] if args.diff => {
            let json = matches!(args.format, Format::Json);
            texts::show(archive, (only.reply.id, &only.reply.facts.citation), json, ctx)?;
            Ok(Outcome::Done)
        }
        [only] => {
            one(args, archive, only, ctx)?;
            Ok(Outcome::Done)
        }
        several => {
            ctx.say(&message!("show_several", count = several.len(), name = &name));
            match args.format {
                Format::Text => {
                    for candidate in several {
                        let line = render::list::candidate(candidate);
                        writeln!(ctx.out, "{}", ctx.mask.text(&line, None))?;
                    }
                }
                Format::Json => {
                    let mut rows = Vec::with_capacity(several.len());
                    for candidate in several {
                        let files = paths(archive, candidate.reply.id, &ctx.working)?;
                        let cut_off = files.first().is_some_and(|file| file.cut_off);
                        rows.push((candidate, names(files), cut_off));
                    }
                    ctx.document(wire::candidates::document(&name, &rows))?;
                }
            }
            Ok(Outcome::Done)
        }
    }
}

fn one(args: &Args, archive: &Archive, candidate: &Candidate, ctx: &mut Context<'_>) -> Result<(), CliError> {
    let id = candidate.reply.id;
    let (text, reply) = archive.version(id, candidate.version)?;
    let mut files = paths(archive, id, &ctx.working)?;
    // Those of the text that is shown come first.
    files.sort_by_key(|file| file.version != candidate.version);
    let cut_off = files.first().is_some_and(|file| file.cut_off);
    let files = names(files);
    let span = candidate.passage.and_then(|wanted| {
        passages(id, &text, &reply)
            .into_iter()
            .find(|passage| same(passage.id, wanted))
            .map(|found| found.span)
    });
    match args.format {
        Format::Text => {
            let missing = candidate.reply.status == Standing::Missing;
            let head = Head {
                id: candidate.passage.map_or(id.to_string(), |passage| passage.to_string()),
                citation: candidate.reply.facts.citation.clone(),
                paths: files,
                status: match (missing, cut_off) {
                    (true, _) => ctx.layout.language.word("letter_gone"),
                    (false, true) => ctx.layout.language.word("letter_cut_off"),
                    (false, false) => String::new(),
                },
                texts: candidate.reply.held,
                mask: ctx.mask,
            };
            ctx.out.write_all(letter(&text, &reply, &head, span, ctx.layout).as_bytes())?;
        }
        Format::Json => {
            let kept = Kept {
                id,
                citation: &candidate.reply.facts.citation,
                status: candidate.reply.status,
                paths: &files,
                cut_off,
                passage: candidate.passage.zip(span),
            };
            ctx.document(wire::reply::kept(&text, &reply, &kept, (ctx.mask, ctx.layout.language)))?;
        }
    }
    Ok(())
}

fn same(a: PassageId, b: PassageId) -> bool {
    a.key == b.key
}
