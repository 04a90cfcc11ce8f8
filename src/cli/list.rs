//! `dafu list`.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::Value;

use crate::archive::store::replies::ReplyRow;
use crate::cli::archive::{names, open_for_search, paths};
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::filters::Filters;
use crate::cli::outcome::Outcome;
use crate::cli::texts::Texts;
use crate::render::csv::Table;
use crate::render::wire::texts::counted;
use crate::render::{self, wire};
use dafu_search::backend::Backend;
use dafu_search::evaluate;
use dafu_search::query::Query;
use dafu_search::request::Request;
use dafu_words::message;

/// List letters
///
/// Examples:
///   dafu list --unit 教育局 --year 2023
///   dafu list --in corpus/replies --kind 会办
///   dafu list --versions
///   dafu list --format csv > letters.csv
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Args {
    /// List the letters of this folder or file
    #[arg(long = "in", value_name = "PATH", conflicts_with = "archive")]
    inside: Option<PathBuf>,

    /// Only letters of which files hold several texts, each with its texts in their order and how they differ
    #[arg(long)]
    versions: bool,

    /// Form of the output
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,

    #[command(flatten)]
    filters: Filters,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    Text,
    Json,
    Jsonl,
    Csv,
}

/// Prints the letters that pass the filters, oldest first, undated last.
pub(crate) fn run(args: &Args, ctx: &mut Context<'_>) -> Result<Outcome, CliError> {
    let opened = open_for_search(ctx, args.inside.as_deref())?;
    let mut replies = opened.archive.replies()?;
    if let Some(only) = &opened.only {
        replies.retain(|reply| only.binary_search(&reply.id.number()).is_ok());
    }
    let filters = args.filters.filters().to_vec();
    if !filters.is_empty() {
        let query = Query { filters, ..Query::default() };
        for note in evaluate::notes(&query) {
            ctx.note(&note.message());
        }
        let request = Request { include_furniture: true, ..Request::new(query) };
        let matching = evaluate::matching(&opened.backend, &request)?;
        let ids: BTreeSet<u64> =
            matching.iter().map(|&address| opened.backend.id(address).reply.number()).collect();
        replies.retain(|reply| ids.contains(&reply.id.number()));
    }
    if args.versions {
        replies.retain(|reply| reply.held > 1);
    }
    let date = |reply: &ReplyRow| (reply.facts.date.is_empty(), reply.facts.date.clone());
    replies.sort_by(|a, b| date(a).cmp(&date(b)).then_with(|| a.id.cmp(&b.id)));
    let cut_off = opened.archive.cut_off()?;
    let files = |reply: &ReplyRow, ctx: &Context<'_>| -> Result<Vec<String>, CliError> {
        Ok(names(paths(&opened.archive, reply.id, &ctx.working)?))
    };
    let whole = |reply: &ReplyRow, ctx: &Context<'_>| -> Result<Value, CliError> {
        let mut letter = wire::list::letter(reply, &files(reply, ctx)?, cut_off.contains(&reply.id));
        if args.versions {
            let texts = Texts::of(&opened.archive, reply.id, &ctx.working)?;
            letter["texts"] = texts.compared(&texts.differences()).map(|text| counted(&text)).collect();
        }
        Ok(letter)
    };
    match args.format {
        Format::Text => {
            for reply in &replies {
                let nameless = reply.facts.title.is_empty() && reply.facts.citation.is_empty();
                let words = match nameless {
                    true => render::list::first_words(opened.archive.text(reply.id)?.0.as_str()),
                    false => String::new(),
                };
                let line =
                    render::list::letter(reply, &words, cut_off.contains(&reply.id), ctx.layout.language);
                writeln!(ctx.out, "{}", ctx.mask.text(&line, None))?;
                if args.versions {
                    let texts = Texts::of(&opened.archive, reply.id, &ctx.working)?;
                    for text in texts.compared(&texts.differences()) {
                        let lines = render::compare::text(&text, ctx.layout.language);
                        ctx.out.write_all(lines.as_bytes())?;
                    }
                }
            }
        }
        Format::Json => {
            let letters: Result<Vec<_>, CliError> = replies.iter().map(|reply| whole(reply, ctx)).collect();
            ctx.document(wire::list::document(letters?))?;
        }
        Format::Jsonl => {
            ctx.line(wire::list::header(replies.len()))?;
            for reply in &replies {
                let line = whole(reply, ctx)?;
                ctx.line(line)?;
            }
        }
        Format::Csv => {
            let mut rows = Vec::with_capacity(replies.len());
            for reply in &replies {
                rows.push((reply, files(reply, ctx)?));
            }
            let mut table = Table::new(ctx.out, &wire::list::columns().collect::<Vec<_>>(), ctx.mask)?;
            for (reply, files) in &rows {
                table.row(wire::list::row(reply, files))?;
            }
            table.finish()?;
        }
    }
    ctx.say(&message!("list_total", count = replies.len()));
    Ok(if replies.is_empty() { Outcome::Nothing } else { Outcome::Done })
}
