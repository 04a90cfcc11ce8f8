//! `dafu search --batch`: many queries at once, for evaluations with standard tools.
//!
//! In: a file of queries, an opened archive. Out: the best passages of each, in the form that was asked for.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;

use serde_json::Value;

use crate::cli::archive::Opened;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::located::locate;
use crate::cli::outcome::Outcome;
use crate::language::Language;
use crate::render::csv::Table;
use crate::render::mask::Mask;
use crate::render::sanitize::sanitize;
use crate::render::{Located, trec, wire};
use dafu_search::backend::Backend;
use dafu_search::evaluate;
use dafu_search::query;
use dafu_search::record::Column;
use dafu_search::request::Request;
use dafu_words::message;

/// Longest line of a batch file, in bytes.
const LONGEST_LINE: usize = 1 << 20;

/// Form of the answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// One document.
    Json,
    /// A line a query.
    Jsonl,
    /// A row a hit.
    Csv,
    /// A run for evaluation tools.
    Trec,
}

/// Answers every line `{"id": …, "text": …}` of `file` by its words, rarer ones counting more. A line that is no query is told in
/// its place, and the others are answered; then the command fails.
pub(crate) fn run(
    file: &Path,
    request: &Request,
    form: Form,
    opened: &Opened,
    ctx: &mut Context<'_>,
) -> Result<Outcome, CliError> {
    let queries = queries(&ctx.absolute(file))?;
    let mut answers = Answers::new(form, ctx.out, ctx.mask)?;
    let mut found = false;
    let all = queries.len();
    let mut bad = 0;
    for (number, asked) in queries {
        let Some((id, text)) = asked else {
            bad += 1;
            let line = message!("talk_no_query", file = file, number = number);
            let line = ctx.mask.text(&ctx.layout.language.say(&line), None).into_owned();
            let _ = writeln!(ctx.err, "{}", sanitize(&line));
            answers.bad(number, ctx.layout.language)?;
            continue;
        };
        let mut query = query::parse(&text);
        query.filters.extend(request.query.filters.iter().cloned());
        let request = Request { query, only: opened.only.clone(), ..request.clone() };
        let best = evaluate::any(&opened.backend, &request, request.limit)?;
        found |= !best.is_empty();
        if form == Form::Trec {
            let mut results = Vec::with_capacity(best.len());
            for scored in best {
                let external = opened.backend.value(Column::Id, scored.address)?;
                let id = match external {
                    Some(id) => id,
                    None => opened.backend.stored(scored.address)?.id.to_string(),
                };
                results.push((id, scored.score));
            }
            answers.ranks(&id, &results)?;
        } else {
            let words = evaluate::any_words(&request.query);
            let mut hits = Vec::with_capacity(best.len());
            for (rank, scored) in (1..).zip(&best) {
                hits.push(evaluate::hit(&opened.backend, &request, scored, rank, &words, &|_| true)?);
            }
            answers.hits(&id, &text, &locate(opened, &hits)?)?;
        }
    }
    answers.finish()?;
    if bad > 0 {
        let line = "{\"id\": \"q1\", \"text\": \"博士后公寓入住\"}";
        return Err(CliError::new(message!("error_no_queries", bad = bad, all = all, file = file))
            .hint(message!("hint_query_line", line = line)));
    }
    Ok(if found { Outcome::Done } else { Outcome::Nothing })
}

/// Where answers go, in their form: each is written as it comes, but for those of one document.
enum Answers<'o> {
    Json(&'o mut dyn Write, Mask, Vec<Value>),
    Jsonl(&'o mut dyn Write, Mask),
    Csv(Box<Table<'o>>),
    Trec(&'o mut dyn Write),
}

impl<'o> Answers<'o> {
    fn new(form: Form, out: &'o mut dyn Write, mask: Mask) -> Result<Answers<'o>, CliError> {
        Ok(match form {
            Form::Json => Answers::Json(out, mask, Vec::new()),
            Form::Jsonl => Answers::Jsonl(out, mask),
            Form::Csv => Answers::Csv(Box::new(Table::new(out, &wire::batch::columns(), mask)?)),
            Form::Trec => Answers::Trec(out),
        })
    }

    /// Takes a query's hits.
    fn hits(&mut self, id: &str, text: &str, hits: &[Located<'_>]) -> Result<(), CliError> {
        match self {
            Answers::Json(_, _, queries) => queries.push(wire::batch::query(id, text, hits)),
            Answers::Jsonl(out, mask) => {
                let mut line = wire::batch::line(id, text, hits);
                mask.document(&mut line);
                writeln!(out, "{line}")?;
            }
            Answers::Csv(table) => {
                for hit in hits {
                    table.row(wire::batch::row(id, text, hit))?;
                }
            }
            Answers::Trec(_) => {}
        }
        Ok(())
    }

    /// Takes the names and scores of a query's hits, which is all that a run holds.
    fn ranks(&mut self, id: &str, results: &[(String, f64)]) -> Result<(), CliError> {
        if let Answers::Trec(out) = self {
            out.write_all(trec::run(id, results, "dafu").as_bytes())?;
        }
        Ok(())
    }

    /// Takes the place of a line that is no query, in forms that have lines for it.
    fn bad(&mut self, number: usize, language: Language) -> Result<(), CliError> {
        match self {
            Answers::Json(_, _, queries) => queries.push(wire::batch::bad(number, language)),
            Answers::Jsonl(out, _) => writeln!(out, "{}", wire::batch::bad_line(number, language))?,
            Answers::Csv(_) | Answers::Trec(_) => {}
        }
        Ok(())
    }

    fn finish(self) -> Result<(), CliError> {
        match self {
            Answers::Json(out, mask, queries) => {
                let mut document = wire::batch::document(queries);
                mask.document(&mut document);
                serde_json::to_writer_pretty(&mut *out, &document)?;
                writeln!(out)?;
            }
            Answers::Csv(table) => table.finish()?,
            Answers::Jsonl(..) | Answers::Trec(_) => {}
        }
        Ok(())
    }
}

/// A line of a file of queries with its number, from 1; none where it is no query.
type Asked = (usize, Option<(String, String)>);

/// Id and text of every query of the file at `path`. All are read before anything is answered.
fn queries(path: &Path) -> Result<Vec<Asked>, CliError> {
    let mut queries = Vec::new();
    for (number, line) in (1..).zip(BufReader::new(fs_err::File::open(path)?).split(b'\n')) {
        let line = line?;
        match std::str::from_utf8(&line) {
            Ok(line) if line.trim().is_empty() => {}
            Ok(line) => queries.push((number, read(line))),
            Err(_) => queries.push((number, None)),
        }
    }
    Ok(queries)
}

/// Id and text of a batch line; ids may be strings or numbers.
fn read(line: &str) -> Option<(String, String)> {
    if line.len() > LONGEST_LINE {
        return None;
    }
    let value: Value = serde_json::from_str(line).ok()?;
    let id = match &value["id"] {
        Value::String(id) => id.clone(),
        Value::Number(id) => id.to_string(),
        _ => return None,
    };
    Some((id, value["text"].as_str()?.to_owned()))
}
