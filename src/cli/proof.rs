//! `dafu search --verify`: an answer held against every letter.
//!
//! In: a request, an archive and its index. Out: a line that says how many passages agree, or the passages that do not
//! and a failure.

use crate::archive::Archive;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use dafu_letters::passage::PassageId;
use dafu_search::backend::Backend;
use dafu_search::evaluate;
use dafu_search::request::Request;
use dafu_search::scan::Scan;

/// Replies that are scanned at a time.
const CHUNK: usize = 200;

/// Holds the answer against a scan of every stored letter.
pub(crate) fn prove(
    request: &Request,
    archive: &Archive,
    backend: &dyn Backend,
    ctx: &mut Context<'_>,
) -> Result<(), CliError> {
    let found = evaluate::matching(backend, request)?;
    let mut indexed: Vec<PassageId> = found.iter().map(|&address| backend.id(address)).collect();
    indexed.sort_unstable();
    let mut scanned: Vec<PassageId> = Vec::new();
    let ids: Vec<_> = archive.replies()?.into_iter().map(|reply| reply.id).collect();
    for chunk in ids.chunks(CHUNK) {
        let mut records = Vec::with_capacity(chunk.len());
        for &id in chunk {
            records.push(archive.record(id)?);
        }
        let scan = Scan::new(records);
        let matching = evaluate::matching(&scan, request)?;
        scanned.extend(matching.iter().map(|&address| scan.id(address)));
    }
    scanned.sort_unstable();
    let missing: Vec<&PassageId> = scanned.iter().filter(|id| indexed.binary_search(id).is_err()).collect();
    let extra: Vec<&PassageId> = indexed.iter().filter(|id| scanned.binary_search(id).is_err()).collect();
    let agreed = scanned.len() - missing.len();
    ctx.say(&format!("verified: {agreed}/{} passages, {} letters read", scanned.len(), ids.len()));
    if missing.is_empty() && extra.is_empty() {
        return Ok(());
    }
    for id in &missing {
        ctx.say(&format!("  not in the answer: {id}"));
    }
    for id in &extra {
        ctx.say(&format!("  in the answer, not in the letters: {id}"));
    }
    Err(CliError::new("the answer differs from a scan of the letters")
        .hint("dafu verify, then dafu index --rebuild"))
}
