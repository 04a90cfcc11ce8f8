//! Files that lie beside letters and are none: a readme, a table of contents, a licence.
//!
//! In: a file's path and what was read of it. Out: whether it is such a file. The name alone does not decide: what has an addressee, an
//! opening, a number or a signature is a letter, whatever it is called.

use std::path::Path;

use crate::archive::ingest::outcome::ReadLetter;
use dafu_letters::reply::model::BlockKind;

/// How the names of such files begin, in small letters.
const NAMES: [&str; 6] = ["readme", "license", "licence", "目录", "说明", "使用说明"];

/// True for a file that lies beside letters and is none.
pub(crate) fn lies_beside(path: &Path, letter: &ReadLetter) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    if !NAMES.iter().any(|begin| name.starts_with(begin)) {
        return false;
    }
    let facts = &letter.facts;
    let frame = |kind| matches!(kind, BlockKind::Addressee | BlockKind::Opening | BlockKind::Signature);
    facts.doc_number.is_empty()
        && facts.cases.is_empty()
        && !letter.record.passages.iter().any(|passage| frame(passage.kind))
}
