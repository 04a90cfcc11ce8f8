//! Letters as people read them in a terminal, a line each.

use unicode_width::UnicodeWidthStr;

use crate::archive::lookup::Candidate;
use crate::archive::store::replies::ReplyRow;
use crate::archive::store::standing::Standing;
use crate::language::Language;
use crate::render::sanitize::sanitize;
use dafu_letters::reply::model::ReplyKind;

/// A letter of a list: id, date, kind, unit, title.
///
/// `first_words` are told of one that has neither title nor citation.
pub(crate) fn letter(reply: &ReplyRow, first_words: &str, cut_off: bool, language: Language) -> String {
    let facts = &reply.facts;
    let date = match facts.date.is_empty() {
        true => pad(&language.word("list_undated"), DATE),
        false => facts.date.clone(),
    };
    let missing = match reply.status {
        Standing::Missing => language.word("list_gone"),
        _ => String::new(),
    };
    let cut = if cut_off { language.word("list_cut_off") } else { String::new() };
    let named = [facts.title.as_str(), facts.citation.as_str(), &facts.subject, first_words];
    let name = named.into_iter().find(|name| !name.is_empty());
    let name = name.map_or_else(|| language.word("list_no_words"), str::to_owned);
    let kind = ReplyKind::ALL.iter().find(|kind| kind.name() == facts.kind).map_or("", |kind| kind.zh());
    sanitize(&format!("{}  {date}  {kind}  {}  {name}{missing}{cut}", reply.id, facts.unit))
}

/// The first words of a letter.
pub(crate) fn first_words(text: &str) -> String {
    const SHOWN: usize = 24;
    let words = text.trim().lines().next().unwrap_or_default();
    match words.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}

/// Columns of a date.
const DATE: usize = 10;

/// `words` in at least so many columns.
fn pad(words: &str, columns: usize) -> String {
    format!("{words}{}", " ".repeat(columns.saturating_sub(words.width())))
}

/// A letter or passage among several of the same name: id, citation, unit, date, title.
pub(crate) fn candidate(candidate: &Candidate) -> String {
    let facts = &candidate.reply.facts;
    let id = candidate.passage.map_or(candidate.reply.id.to_string(), |passage| passage.to_string());
    sanitize(&format!("{id}  {}  {}  {}  {}", facts.citation, facts.unit, facts.date, facts.title))
}
