//! `dafu search --batch`: many queries at once, for evaluations with standard tools.

use std::io::{BufRead, BufReader};
use std::path::Path;

use serde_json::Value;

use crate::cli::Outcome;
use crate::cli::archive::{Opened, locate_one};
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::render::{trec, wire};
use dafu_search::backend::Backend;
use dafu_search::evaluate;
use dafu_search::query;
use dafu_search::record::Column;
use dafu_search::request::Request;

/// Longest line of a batch file, in bytes.
const LONGEST_LINE: usize = 1 << 20;

/// Answers every line `{"id": …, "text": …}` of `file` by its words, rarer ones counting more.
pub fn run(
    file: &Path,
    request: &Request,
    as_trec: bool,
    opened: &Opened,
    ctx: &mut Context<'_>,
) -> Result<Outcome, CliError> {
    let path = ctx.absolute(file);
    let lines = BufReader::new(fs_err::File::open(&path)?).lines();
    let mut found = false;
    for (number, line) in (1..).zip(lines) {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let (id, text) = read(&line).ok_or_else(|| {
            CliError::new(format!("{}:{number} is no query", file.display()))
                .hint("one JSON object a line: {\"id\": \"q1\", \"text\": \"博士后公寓入住\"}")
        })?;
        let mut query = query::parse(&text);
        query.filters.extend(request.query.filters.iter().cloned());
        let request = Request { query, only: opened.only.clone(), ..request.clone() };
        let best = evaluate::any(&opened.backend, &request, request.limit)?;
        found |= !best.is_empty();
        if as_trec {
            let mut results = Vec::with_capacity(best.len());
            for scored in best {
                let external = opened.backend.value(Column::Id, scored.address)?;
                let id = match external {
                    Some(id) => id,
                    None => opened.backend.stored(scored.address)?.id.to_string(),
                };
                results.push((id, scored.score));
            }
            ctx.out.write_all(trec::run(&id, &results, "dafu").as_bytes())?;
        } else {
            let mut hits = Vec::new();
            for (rank, scored) in (1..).zip(&best) {
                let hit = evaluate::hit(
                    &opened.backend,
                    &request,
                    scored,
                    rank,
                    &evaluate::any_words(&request.query),
                )?;
                hits.push(wire::search::hit(&locate_one(opened, &hit)?));
            }
            writeln!(ctx.out, "{}", wire::search::batch(&id, &text, hits))?;
        }
    }
    Ok(if found { Outcome::Done } else { Outcome::Nothing })
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
