//! A read letter as the index takes it.
//!
//! In: an id, the recovered text, its reply, and what people supplied. Out: the [`ReplyRecord`]: attributes by which
//! passages are filtered, and the passages themselves. Supplied values fill gaps and never overrule the letter.

use crate::archive::metadata::{Metadata, column, plain_date};
use dafu_letters::passage::{ReplyId, citation_head, passages};
use dafu_letters::reply::model::{CaseBody, Reply};
use dafu_letters::text::Text;
use dafu_search::record::{Attributes, Column, PassageRecord, ReplyRecord};
use dafu_words::number::case_key;

/// Value of the year column when no year is known.
pub(crate) const UNKNOWN: &str = "unknown";

/// Builds the record of a letter.
pub fn build(id: ReplyId, text: &Text, reply: &Reply, metadata: &Metadata) -> ReplyRecord {
    ReplyRecord {
        id,
        version: 1,
        follows: false,
        citation: citation(reply, metadata),
        attributes: attributes(reply, metadata),
        passages: passage_records(id, text, reply),
    }
}

/// Gives a record another id.
pub(crate) fn set_id(record: &mut ReplyRecord, id: ReplyId) {
    record.id = id;
    for passage in &mut record.passages {
        passage.id.reply = id;
    }
}

/// Head of a letter's citations; the supplied title when the letter tells nothing.
pub fn citation(reply: &Reply, metadata: &Metadata) -> String {
    let head = citation_head(reply);
    if head.is_empty() { metadata.get("title").unwrap_or_default().to_owned() } else { head }
}

/// The date of the letter as `YYYY-MM-DD`, empty when unknown.
pub fn date(reply: &Reply, metadata: &Metadata) -> String {
    let own = reply.date.as_ref().and_then(|date| date.value.value.clone());
    own.or_else(|| metadata.get("date").and_then(plain_date)).unwrap_or_default()
}

/// The date of publication as `YYYY-MM-DD`, empty when unknown.
pub(crate) fn published(reply: &Reply, metadata: &Metadata) -> String {
    let own = reply.published.as_ref().and_then(|date| date.value.value.clone());
    own.or_else(|| metadata.get("published").and_then(plain_date)).unwrap_or_default()
}

/// The year of a letter: its date's (a damaged one may still tell it), else its document number's, else a supplied one, else `unknown`.
pub fn year(reply: &Reply, metadata: &Metadata) -> String {
    let date = date(reply, metadata);
    if let Some(year) = date.get(..4) {
        return year.to_owned();
    }
    if let Some(year) = reply.date.as_ref().and_then(|date| date.value.year) {
        return year.to_string();
    }
    match reply.doc_number.as_ref().map(|number| number.value.year).filter(|&year| year != 0) {
        Some(year) => year.to_string(),
        None => metadata.get("year").unwrap_or(UNKNOWN).to_owned(),
    }
}

/// `YYYY-MM-DD` as `yyyymmdd`, unknown parts 0; 0 when there is no year.
pub(crate) fn date_number(date: &str) -> u32 {
    let mut parts = date.split('-').map(|part| part.parse::<u32>().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    let (year, month, day) = (next(), next(), next());
    if year > 9999 || month > 99 || day > 99 { 0 } else { year * 10_000 + month * 100 + day }
}

/// Values that all passages of a letter share.
pub fn attributes(reply: &Reply, metadata: &Metadata) -> Attributes {
    let mut attributes = Attributes::default();
    attributes.date = date_number(&date(reply, metadata));
    let mut add = |column, value: &str| attributes.add(column, value);
    add(Column::Kind, reply.kind.value.zh());
    if let Some(title) = &reply.title {
        add(Column::Title, &title.value);
    }
    for unit in reply.authors.iter().chain(&reply.lead) {
        add(Column::Unit, &unit.raw);
        add(Column::Unit, &unit.value);
    }
    for author in &reply.authors {
        add(Column::Author, &author.value);
    }
    if let Some(lead) = &reply.lead {
        add(Column::Lead, &lead.value);
    }
    for handler in &reply.handlers {
        add(Column::Co, &handler.unit);
        add(Column::Co, &handler.unit_normalised);
    }
    for case in &reply.cases {
        if let Some(number) = &case.number {
            add(Column::Case, &number.raw);
            add(Column::Case, &number.value);
        }
        add(Column::Body, case.body.map_or("", CaseBody::name));
    }
    if let Some(number) = &reply.doc_number {
        add(Column::DocNumber, &number.value.normalised());
    }
    if let Some(category) = &reply.category {
        add(Column::Category, &category.value);
    }
    if let Some(region) = &reply.region {
        add(Column::Region, &region.value);
    }
    if let Some(level) = &reply.level {
        add(Column::Level, level.value);
    }
    if let Some(subject) = &reply.subject {
        add(Column::Subject, &subject.value);
    }
    for proposer in &reply.proposers {
        add(Column::Proposer, &proposer.name);
    }
    add(Column::Year, &year(reply, metadata));
    fill(&mut attributes, metadata);
    attributes
}

/// Adds supplied values to the columns that the letter leaves empty.
fn fill(attributes: &mut Attributes, metadata: &Metadata) {
    for (name, value) in metadata.iter() {
        let Some(column) = column(name).filter(|&column| attributes.of(column).next().is_none()) else {
            continue;
        };
        attributes.add(column, value);
        if column == Column::Case {
            attributes.add(column, &case_key(value).to_uppercase());
        }
    }
    // A supplied unit is the author's unless the letter names authors.
    if let Some(unit) = metadata.get("unit").filter(|_| attributes.of(Column::Author).next().is_none()) {
        attributes.add(Column::Author, unit);
    }
}

/// The passages of a letter with what is shown of them.
pub(crate) fn passage_records(id: ReplyId, text: &Text, reply: &Reply) -> Vec<PassageRecord> {
    let number = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
    let (mut byte, mut chars) = (0, 0);
    let mut records = Vec::new();
    for passage in passages(id, text, reply) {
        // Passages come in order, so the characters before each are counted once.
        if passage.span.start >= byte {
            chars += text.as_str().get(byte..passage.span.start).unwrap_or("").chars().count();
            byte = passage.span.start;
        }
        let section = passage.section.and_then(|index| reply.sections.get(index));
        records.push(PassageRecord {
            id: passage.id,
            text: text.slice(passage.span).to_owned(),
            folded: passage.folded,
            kind: passage.kind,
            origin: passage.origin,
            part: passage.part,
            heading: section.map_or(String::new(), |section| section.heading.clone()),
            outline: passage.outline,
            paragraph: number(passage.paragraph),
            section: passage.section.map(number),
            block: passage.block.map(number),
            item: passage.item,
            start: number(chars),
            lines: text.source_lines(passage.span),
            page: text.line_at(passage.span.start).map_or(0, |line| line.page),
        });
    }
    records
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_become_numbers() {
        assert_eq!(date_number("2024-05-29"), 20_240_529);
        assert_eq!(date_number("2024"), 20_240_000);
        assert_eq!(date_number(""), 0);
        assert_eq!(date_number("99999-01-01"), 0);
    }
}
