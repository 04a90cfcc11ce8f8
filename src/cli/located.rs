//! Hits with the files they stand in, and how other texts of their letters say it.
//!
//! In: hits of an opened archive. Out: the same, located. Texts of a letter are only read where a hit does not stand in all
//! of them.

use crate::cli::archive::{Opened, SeenFile, names, paths};
use crate::cli::error::CliError;
use crate::cli::texts::Texts;
use crate::render::Located;
use dafu_letters::passage::ReplyId;
use dafu_search::answer::Hit;

/// Hits with the files they stand in.
pub(crate) fn locate<'h>(opened: &Opened, hits: &'h [Hit]) -> Result<Vec<Located<'h>>, CliError> {
    let mut last: Option<(ReplyId, Texts)> = None;
    let mut located = Vec::with_capacity(hits.len());
    for hit in hits {
        let id = hit.passage.id.reply;
        let all = paths(&opened.archive, id, &opened.working)?;
        let (paths, others): (Vec<SeenFile>, Vec<SeenFile>) =
            all.into_iter().partition(|file| hit.held.of < 2 || hit.held.by.contains(&file.version));
        let mut differs = None;
        if hit.held.is_variant() {
            // Hits of one letter often follow each other.
            if last.as_ref().is_none_or(|(of, _)| *of != id) {
                last = Some((id, Texts::of(&opened.archive, id, &opened.working)?));
            }
            differs = last.as_ref().and_then(|(_, texts)| {
                let mut others = texts.numbers();
                others.retain(|number| !hit.held.by.contains(number));
                texts.differ(hit.passage.version, hit.passage.id.key, &others)
            });
        }
        // The first of them is the one that is shown.
        let cut_off = paths.first().is_some_and(|file| file.cut_off);
        let (paths, others, mask) = (names(paths), names(others), opened.mask);
        located.push(Located { hit, paths, others, differs, cut_off, mask });
    }
    Ok(located)
}
