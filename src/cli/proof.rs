//! `dafu search --verify`: an answer held against every text of every letter.
//!
//! In: a request, an archive and its index. Out: a line for each list that is exact (literal hits; what was found by
//! subjects and titles), which says how many passages agree; or the passages that do not and a failure.

use crate::archive::Archive;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use dafu_letters::passage::PassageId;
use dafu_search::backend::{Address, Backend};
use dafu_search::evaluate;
use dafu_search::request::Request;
use dafu_search::scan::Scan;
use dafu_words::message;
use dafu_words::message::Message;

/// Replies that are scanned at a time.
const CHUNK: usize = 200;

/// Holds the answer against a scan of every stored letter.
pub(crate) fn prove(
    request: &Request,
    archive: &Archive,
    backend: &dyn Backend,
    ctx: &mut Context<'_>,
) -> Result<(), CliError> {
    let mut literal = Lists::default();
    let mut by_subject = request.seeks_by_subject().then(Lists::default);
    literal.indexed = ids(backend, evaluate::matching(backend, request)?);
    if let Some(lists) = &mut by_subject {
        lists.indexed = ids(backend, evaluate::matching_by_subject(backend, request)?);
    }
    let replies: Vec<_> = archive.replies()?.into_iter().map(|reply| reply.id).collect();
    let mut texts = 0;
    for chunk in replies.chunks(CHUNK) {
        let mut records = Vec::with_capacity(chunk.len());
        for &id in chunk {
            records.extend(archive.records(id)?);
        }
        texts += records.len();
        let scan = Scan::new(records);
        literal.scanned.extend(ids(&scan, evaluate::matching(&scan, request)?));
        if let Some(lists) = &mut by_subject {
            lists.scanned.extend(ids(&scan, evaluate::matching_by_subject(&scan, request)?));
        }
    }
    let mut same = literal.compare("search_verified", (replies.len(), texts), ctx);
    if let Some(lists) = by_subject {
        same &= lists.compare("search_verified_by_subject", (replies.len(), texts), ctx);
    }
    if archive.is_masked()? {
        ctx.note(&message!("search_verified_masked"));
    }
    if same {
        return Ok(());
    }
    Err(CliError::new(message!("error_differs")).hint(message!("hint_verify_rebuild")))
}

/// Ids of passages.
fn ids(backend: &dyn Backend, addresses: Vec<Address>) -> Vec<PassageId> {
    addresses.into_iter().map(|address| backend.id(address)).collect()
}

/// Passages that an index gave, and those that the letters hold.
#[derive(Default)]
struct Lists {
    indexed: Vec<PassageId>,
    scanned: Vec<PassageId>,
}

impl Lists {
    /// Says how many agree, and which do not; true when all do.
    fn compare(
        mut self,
        code: &'static str,
        (letters, texts): (usize, usize),
        ctx: &mut Context<'_>,
    ) -> bool {
        self.indexed.sort_unstable();
        self.scanned.sort_unstable();
        let apart = |of: &[PassageId], from: &[PassageId]| -> Vec<PassageId> {
            of.iter().filter(|id| from.binary_search(id).is_err()).copied().collect()
        };
        let missing = apart(&self.scanned, &self.indexed);
        let extra = apart(&self.indexed, &self.scanned);
        let agreed = self.scanned.len() - missing.len();
        let read = match texts > letters {
            true => message!("search_texts_read", letters = letters, texts = texts),
            false => message!("search_letters_read", letters = letters),
        };
        let verified = Message::new(code).with("agreed", agreed).with("total", self.scanned.len());
        ctx.say(&verified.with("read", read));
        for id in &missing {
            ctx.detail(&message!("search_not_in_answer", id = id.to_string()));
        }
        for id in &extra {
            ctx.detail(&message!("search_not_in_letters", id = id.to_string()));
        }
        missing.is_empty() && extra.is_empty()
    }
}
