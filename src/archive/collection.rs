//! Collections: passages as they are, a line of JSON each.
//!
//! In: a line with `id` and `text`, perhaps `title` and any field that letters have. Out: a reply with that one
//! passage, whose id stands in the `id` column. Lines are never cut, joined or taken for copies of each other.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::archive::facts::{Facts, LINE};
use crate::archive::metadata::{column, is_known, plain_date};
use crate::archive::record::{UNKNOWN, date_number};
use dafu_letters::passage::{PassageId, PassageKey, ReplyId, short_hash};
use dafu_letters::reply::model::{BlockKind, Origin, Part};
use dafu_letters::text::Text;
use dafu_search::record::{Attributes, Column, PassageRecord, ReplyRecord};
use dafu_words::fold::fold_str;
use dafu_words::message;
use dafu_words::message::Message;
use dafu_words::number::{case_key, citation_key, doc_key};

/// A line, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CollectionLine {
    /// Its own id, unique within the collection.
    pub id: String,
    /// The passage.
    pub text: String,
    /// Known fields with their values.
    pub fields: BTreeMap<String, Vec<String>>,
    /// Names of fields that are not known.
    pub unknown: Vec<String>,
}

impl CollectionLine {
    /// Reads a line; the error says what is wrong with it.
    pub fn parse(json: &str) -> Result<CollectionLine, Message> {
        let value: Value =
            serde_json::from_str(json).map_err(|error| message!("line_no_json", column = error.column()))?;
        let Value::Object(object) = value else { return Err(message!("line_no_object")) };
        let mut line = CollectionLine {
            id: String::new(),
            text: String::new(),
            fields: BTreeMap::new(),
            unknown: Vec::new(),
        };
        for (name, value) in object {
            let values = strings(&value);
            match (name.as_str(), values.first()) {
                ("id", Some(id)) => line.id = id.clone(),
                ("text", Some(text)) => line.text = text.clone(),
                ("id" | "text", None) => {}
                ("block", _) => drop(line.fields.insert(name, values)),
                _ if is_known(&name) => drop(line.fields.insert(name, values)),
                _ => line.unknown.push(name),
            }
        }
        if line.id.is_empty() {
            return Err(message!("line_no_id"));
        }
        if line.text.trim().is_empty() {
            return Err(message!("line_no_text"));
        }
        Ok(line)
    }

    fn first(&self, name: &str) -> String {
        self.fields.get(name).and_then(|values| values.first()).cloned().unwrap_or_default()
    }

    /// The passage as a text, unchanged.
    pub fn as_text(&self) -> Text {
        Text::from_parts(self.text.clone(), Vec::new())
    }

    /// What identifies the line.
    pub fn facts(&self) -> Facts {
        let title = self.first("title");
        let citation = if title.is_empty() { self.id.clone() } else { title.clone() };
        let doc_number = self.first("doc");
        let cases = self.fields.get("case").into_iter().flatten();
        let date = plain_date(&self.first("date")).unwrap_or_default();
        let year = Some(self.first("year")).filter(|year| !year.is_empty());
        let year = year.or_else(|| date.get(..4).map(str::to_owned)).unwrap_or_else(|| UNKNOWN.to_owned());
        Facts {
            kind: LINE.to_owned(),
            citation_key: citation_key(&self.id),
            title,
            citation,
            doc_key: doc_key(&doc_number),
            doc_number,
            cases: cases.map(|case| (case_key(case), case.clone())).collect(),
            unit: self.first("unit"),
            date,
            year,
            addressee: String::new(),
            subject: self.first("subject"),
            published: String::new(),
            // Lines are known by their ids alone: two with one text stay two.
            text_hash: *blake3::hash(format!("line\0{}", self.id).as_bytes()).as_bytes(),
            body_hash: None,
        }
    }

    /// The reply that the index holds for it.
    pub fn record(&self, id: ReplyId) -> ReplyRecord {
        let facts = self.facts();
        let mut attributes = Attributes::default();
        attributes.date = date_number(&facts.date);
        attributes.add(Column::Id, &self.id);
        for (name, values) in &self.fields {
            if let Some(column) = column(name).filter(|&column| column != Column::Heading) {
                values.iter().for_each(|value| attributes.add(column, value));
            }
        }
        attributes.add(Column::Year, &facts.year);
        let kind = BlockKind::from_name(&self.first("block")).unwrap_or(BlockKind::Body);
        let folded = fold_str(&self.text);
        let passage = PassageRecord {
            id: PassageId { reply: id, key: PassageKey::new(short_hash(&folded), 1) },
            text: self.text.clone(),
            folded,
            kind,
            origin: Origin::Metadata,
            part: Part::Text,
            heading: self.first("heading"),
            outline: String::new(),
            paragraph: 0,
            section: None,
            block: Some(0),
            item: None,
            start: 0,
            lines: (0, 0),
            page: 0,
        };
        let citation = facts.citation;
        ReplyRecord { id, version: 1, follows: false, citation, attributes, passages: vec![passage] }
    }
}

/// A value as strings: itself, or the members of a list.
fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) if text.is_empty() => Vec::new(),
        Value::String(text) => vec![text.clone()],
        Value::Number(number) => vec![number.to_string()],
        Value::Bool(truth) => vec![truth.to_string()],
        Value::Array(values) => values.iter().filter(|value| !value.is_array()).flat_map(strings).collect(),
        Value::Null | Value::Object(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_becomes_one_passage_as_it_is() {
        let json = r#"{"id": 7, "text": " 甲\n乙 ", "title": "题", "unit": ["省科技厅"], "date": "2024/5/9", "x": 1}"#;
        let line = CollectionLine::parse(json).unwrap();
        assert_eq!(line.unknown, ["x"]);
        let record = line.record(ReplyId::from_number(3));
        assert_eq!(record.passages.len(), 1);
        assert_eq!(record.passages[0].text, " 甲\n乙 ");
        assert_eq!(record.attributes.of(Column::Id).collect::<Vec<_>>(), ["7"]);
        assert_eq!(record.attributes.of(Column::Unit).collect::<Vec<_>>(), ["省科技厅"]);
        assert_eq!(record.attributes.of(Column::Year).collect::<Vec<_>>(), ["2024"]);
        assert_eq!(record.attributes.date, 20_240_509);
        assert_eq!(record.citation, "题");
    }

    #[test]
    fn bad_lines_say_what_is_wrong() {
        for (json, what) in
            [("[]", "line_no_object"), (r#"{"text":"a"}"#, "line_no_id"), (r#"{"id":"a"}"#, "line_no_text")]
        {
            assert!(CollectionLine::parse(json).unwrap_err().code == what, "{json}");
        }
    }
}
