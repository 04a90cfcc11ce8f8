//! `dafu list`.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::json;

use crate::archive::store::replies::ReplyRow;
use crate::archive::store::standing::Standing;
use crate::cli::Outcome;
use crate::cli::archive::{open_for_search, paths};
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::filters::Filters;
use crate::render::sanitize::sanitize;
use dafu_letters::reply::model::ReplyKind;
use dafu_search::backend::Backend;
use dafu_search::evaluate;
use dafu_search::query::Query;
use dafu_search::request::Request;

/// List letters
///
/// Examples:
///   dafu list --unit 教育局 --year 2023
///   dafu list --in corpus/replies --kind 会办
///   dafu list --format csv > letters.csv
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// List the letters of this folder or file
    #[arg(long = "in", value_name = "PATH", conflicts_with = "archive")]
    inside: Option<PathBuf>,

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
pub fn run(args: &Args, ctx: &mut Context<'_>) -> Result<Outcome, CliError> {
    let opened = open_for_search(ctx, args.inside.as_deref())?;
    let mut replies = opened.archive.replies()?;
    if let Some(only) = &opened.only {
        replies.retain(|reply| only.binary_search(&reply.id.number()).is_ok());
    }
    let filters = args.filters.filters().to_vec();
    if !filters.is_empty() {
        let query = Query { filters, ..Query::default() };
        let request = Request { include_furniture: true, ..Request::new(query) };
        let matching = evaluate::matching(&opened.backend, &request)?;
        let ids: BTreeSet<u64> =
            matching.iter().map(|&address| opened.backend.id(address).reply.number()).collect();
        replies.retain(|reply| ids.contains(&reply.id.number()));
    }
    let date = |reply: &ReplyRow| (reply.facts.date.is_empty(), reply.facts.date.clone());
    replies.sort_by(|a, b| date(a).cmp(&date(b)).then_with(|| a.id.cmp(&b.id)));
    match args.format {
        Format::Text => {
            for reply in &replies {
                let facts = &reply.facts;
                let date = if facts.date.is_empty() { "日期不详　" } else { &facts.date };
                let missing =
                    if reply.status == Standing::Missing { "（文件已不在原处）" } else { "" };
                let name = if facts.title.is_empty() { &facts.citation } else { &facts.title };
                let kind =
                    ReplyKind::ALL.iter().find(|kind| kind.name() == facts.kind).map_or("", |kind| kind.zh());
                let line = format!("{}  {date}  {kind}  {}  {name}{missing}", reply.id, facts.unit);
                writeln!(ctx.out, "{}", sanitize(&line))?;
            }
        }
        Format::Json => {
            let rows: Result<Vec<_>, CliError> = replies
                .iter()
                .map(|reply| Ok(row(reply, paths(&opened.archive, reply.id, &ctx.working)?)))
                .collect();
            let document = json!({"schema": "dafu.list/1", "total": replies.len(), "replies": rows?});
            serde_json::to_writer_pretty(&mut *ctx.out, &document)?;
            writeln!(ctx.out)?;
        }
        Format::Jsonl => {
            writeln!(ctx.out, "{}", json!({"schema": "dafu.list/1", "total": replies.len()}))?;
            for reply in &replies {
                let files = paths(&opened.archive, reply.id, &ctx.working)?;
                writeln!(ctx.out, "{}", row(reply, files))?;
            }
        }
        Format::Csv => {
            let mut csv = csv::Writer::from_writer(Vec::new());
            csv.write_record([
                "id", "citation", "kind", "unit", "date", "year", "case", "doc", "title", "status", "path",
            ])?;
            for reply in &replies {
                let facts = &reply.facts;
                let cases: Vec<&str> = facts.cases.iter().map(|case| case.0.as_str()).collect();
                let files = paths(&opened.archive, reply.id, &ctx.working)?;
                csv.write_record([
                    reply.id.to_string().as_str(),
                    &facts.citation,
                    &facts.kind,
                    &facts.unit,
                    &facts.date,
                    &facts.year,
                    &cases.join("|"),
                    &facts.doc_number,
                    &facts.title,
                    reply.status.name(),
                    files.first().map_or("", String::as_str),
                ])?;
            }
            ctx.out.write_all(&csv.into_inner().map_err(|error| csv::Error::from(error.into_error()))?)?;
        }
    }
    ctx.say(&format!("{} letters", replies.len()));
    Ok(if replies.is_empty() { Outcome::Nothing } else { Outcome::Done })
}

fn row(reply: &ReplyRow, paths: Vec<String>) -> serde_json::Value {
    let facts = &reply.facts;
    let known = |text: &str| if text.is_empty() { serde_json::Value::Null } else { json!(text) };
    json!({
        "id": reply.id.to_string(),
        "citation": facts.citation,
        "kind": known(&facts.kind),
        "unit": known(&facts.unit),
        "date": known(&facts.date),
        "year": known(&facts.year),
        "cases": facts.cases.iter().map(|case| &case.0).collect::<Vec<_>>(),
        "doc_number": known(&facts.doc_number),
        "title": known(&facts.title),
        "status": reply.status.name(),
        "paths": paths,
    })
}
