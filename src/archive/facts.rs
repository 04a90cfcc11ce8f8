//! What tells one letter from another.
//!
//! In: the recovered text, its reply, and what people supplied. Out: [`Facts`], by which a letter is known again,
//! looked up and listed. Nothing is compared here; see [`crate::archive::identity`].

use crate::archive::metadata::Metadata;
use crate::archive::record::{self, UNKNOWN};
use dafu_letters::passage::ReplyId;
use dafu_letters::reply::model::{Reply, ReplyKind};
use dafu_letters::text::Text;
use dafu_search::record::PassageRecord;
use dafu_words::fold::{fold_str, folds_apart};
use dafu_words::number::{case_key, citation_key, doc_key};

/// Shortest folded body, in characters, by which two letters are taken for one: shorter ones are formulas.
const TELLING: usize = 100;

/// Kind of a reply that is a line of a collection.
pub(crate) const LINE: &str = "line";

/// What is known of a letter's identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Name of its kind, or `line` for a line of a collection.
    pub kind: String,
    /// Title, empty when it has none.
    pub title: String,
    /// Head of its citations.
    pub citation: String,
    /// Key of the citation's head.
    pub citation_key: String,
    /// Document number, normalised; empty when it has none.
    pub doc_number: String,
    /// Key of the document number.
    pub doc_key: String,
    /// Keys and writings of its case numbers, sorted by key.
    pub cases: Vec<(String, String)>,
    /// First author, else the lead unit; empty when neither is known.
    pub unit: String,
    /// `YYYY-MM-DD`, empty when unknown.
    pub date: String,
    /// Year, `unknown` when unknown.
    pub year: String,
    /// Who it is written to; empty when unknown.
    pub addressee: String,
    /// What it answers to (案由); empty when unknown.
    pub subject: String,
    /// When it was published, `YYYY-MM-DD`; empty when unknown.
    pub published: String,
    /// Hash of the folded text.
    pub text_hash: [u8; 32],
    /// Hash of the folded text without the frame; none when that is too short to tell letters apart.
    pub body_hash: Option<[u8; 32]>,
}

impl Facts {
    /// Gathers the facts of a letter.
    ///
    /// `passages` are those of its record: their text is folded already.
    pub fn of(text: &Text, reply: &Reply, metadata: &Metadata, passages: &[PassageRecord]) -> Facts {
        let supplied = |name: &str| metadata.get(name).unwrap_or_default().to_owned();
        let doc_number = reply.doc_number.as_ref().map(|number| number.value.normalised());
        let doc_number = doc_number.unwrap_or_else(|| supplied("doc"));
        let numbers = reply.cases.iter().filter_map(|case| case.number.as_ref());
        let mut cases: Vec<(String, String)> =
            numbers.map(|number| (case_key(&number.value), number.raw.clone())).collect();
        if let Some(number) = metadata.get("case").filter(|_| cases.is_empty()) {
            cases.push((case_key(number), number.to_owned()));
        }
        cases.sort();
        cases.dedup_by(|a, b| a.0 == b.0);
        let unit = reply.authors.first().or(reply.lead.as_ref()).map(|unit| unit.value.clone());
        let title = reply.title.as_ref().map(|title| title.value.clone());
        let subject = reply.subject.as_ref().map(|subject| subject.value.clone());
        let citation = record::citation(reply, metadata);
        Facts {
            kind: reply.kind.value.name().to_owned(),
            title: title.unwrap_or_else(|| supplied("title")),
            citation_key: citation_key(&citation),
            citation,
            doc_key: doc_key(&doc_number),
            doc_number,
            cases,
            unit: unit.unwrap_or_else(|| supplied("unit")),
            date: record::date(reply, metadata),
            year: record::year(reply, metadata),
            addressee: reply.addressee.as_ref().map_or(String::new(), |addressee| addressee.value.clone()),
            subject: subject.unwrap_or_else(|| supplied("subject")),
            published: record::published(reply, metadata),
            text_hash: hash_of_passages(text, passages),
            body_hash: body_hash(passages),
        }
    }

    /// The id of a letter seen for the first time; `salt` counts up while the id belongs to another letter.
    pub fn mint(&self, salt: u32) -> ReplyId {
        let mut hasher = blake3::Hasher::new();
        for (key, _) in &self.cases {
            hasher.update(key.as_bytes()).update(b"\0");
        }
        hasher.update(b"\0").update(self.doc_key.as_bytes());
        hasher.update(b"\0").update(self.unit.as_bytes());
        hasher.update(b"\0").update(&self.text_hash);
        if salt > 0 {
            hasher.update(&salt.to_le_bytes());
        }
        ReplyId::from_hash(&hasher.finalize())
    }

    /// True when a title, number or kind shows that a letter was recognised.
    pub fn has_header(&self) -> bool {
        !self.title.is_empty()
            || !self.doc_key.is_empty()
            || !self.cases.is_empty()
            || self.kind != ReplyKind::Other.name()
    }

    /// True when both have case numbers and they differ: never one letter.
    pub fn other_case(&self, other: &Facts) -> bool {
        let keys = |facts: &Facts| facts.cases.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>();
        !self.cases.is_empty() && !other.cases.is_empty() && keys(self) != keys(other)
    }

    /// True when nothing that both tell differs: case, document number, unit, date.
    pub fn agrees(&self, other: &Facts) -> bool {
        let same = |a: &str, b: &str| a.is_empty() || b.is_empty() || a == b;
        !self.other_case(other)
            && same(&self.doc_key, &other.doc_key)
            && same(&self.unit, &other.unit)
            && same(&self.date, &other.date)
    }

    /// Names under which another text of the same letter is looked for: its numbers with its unit; where it has none, unit,
    /// addressee and what it is about. Those of one name are held against each other by [`Facts::is_version_of`].
    pub fn names(&self) -> Vec<String> {
        if self.kind == LINE {
            return Vec::new();
        }
        if self.has_number() {
            let known = !self.doc_key.is_empty() || !self.unit.is_empty();
            let cases: Vec<&str> = self.cases.iter().map(|(key, _)| key.as_str()).collect();
            let name = ["number", &cases.join(" "), &self.doc_key, &self.unit].join("\0");
            return known.then_some(name).into_iter().collect();
        }
        if self.unit.is_empty() || self.addressee.is_empty() {
            return Vec::new();
        }
        let about = [("title", fold_str(&self.title)), ("subject", fold_str(&self.subject))];
        let told = about.iter().filter(|(_, value)| !value.is_empty());
        told.map(|(what, value)| [*what, &self.unit, &self.addressee, value].join("\0")).collect()
    }

    /// Name under which a letter is looked for by the body of one of its texts that do not lead.
    pub fn body_name(&self) -> Option<String> {
        self.body_hash.map(|hash| format!("body\0{}", blake3::Hash::from_bytes(hash).to_hex()))
    }

    fn has_number(&self) -> bool {
        !self.cases.is_empty() || !self.doc_key.is_empty()
    }

    /// True for another text of the same letter: equal case, document number and unit, where a number that only one of
    /// them has is not equal; where neither has a number, equal unit, addressee and title or subject. Supplements,
    /// summaries and opinions are letters of their own, and so is what answers to another matter or, where no document
    /// number tells, in another year under another title.
    pub fn is_version_of(&self, other: &Facts) -> bool {
        let names = other.names();
        if !self.names().iter().any(|name| names.contains(name)) || self.part_kind() != other.part_kind() {
            return false;
        }
        let differ = |a: &str, b: &str| !a.is_empty() && !b.is_empty() && fold_str(a) != fold_str(b);
        if self.doc_key.is_empty() {
            let years = self.year != UNKNOWN && other.year != UNKNOWN && self.year != other.year;
            let titles = fold_str(&self.title) != fold_str(&other.title);
            return !(years && titles) && (self.has_number() || !differ(&self.subject, &other.subject));
        }
        true
    }

    /// Its kind, where letters of that kind stand beside the reply to the same case.
    fn part_kind(&self) -> Option<&str> {
        use ReplyKind::{CoOpinion, Return, Summary, Supplement, Transfer};
        let beside = [CoOpinion, Return, Summary, Supplement, Transfer].map(ReplyKind::name);
        Some(self.kind.as_str()).filter(|kind| beside.contains(kind))
    }

    /// True when they share a case number or the document number.
    pub fn shares_number(&self, other: &Facts) -> bool {
        let case = self.cases.iter().any(|(key, _)| other.cases.iter().any(|(other, _)| key == other));
        case || (!self.doc_key.is_empty() && self.doc_key == other.doc_key)
    }
}

/// Hash of a text, folded paragraph by paragraph, so that where paragraphs break does not count.
pub fn text_hash(text: &Text) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    for paragraph in text.paragraphs() {
        hasher.update(fold_str(text.slice(*paragraph)).as_bytes());
    }
    *hasher.finalize().as_bytes()
}

/// [`text_hash`] of a text whose passages are folded already: they tile it, and where one begins with what folds apart
/// the folded paragraph is its folded passages.
fn hash_of_passages(text: &Text, passages: &[PassageRecord]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    let mut rest = passages;
    for (number, paragraph) in (0..).zip(text.paragraphs()) {
        let count = rest.iter().take_while(|passage| passage.paragraph == number).count();
        let (own, later) = rest.split_at(count);
        rest = later;
        let tiled = own.iter().map(|passage| passage.text.len()).sum::<usize>() == paragraph.len();
        if tiled && own.iter().skip(1).all(|passage| folds_apart(&passage.text)) {
            for passage in own {
                hasher.update(passage.folded.as_bytes());
            }
        } else {
            hasher.update(fold_str(text.slice(*paragraph)).as_bytes());
        }
    }
    *hasher.finalize().as_bytes()
}

fn body_hash(passages: &[PassageRecord]) -> Option<[u8; 32]> {
    let mut hasher = blake3::Hasher::new();
    let mut length = 0;
    for passage in passages.iter().filter(|passage| !passage.kind.is_frame()) {
        length += passage.folded.chars().count();
        hasher.update(passage.folded.as_bytes());
    }
    (length >= TELLING).then(|| *hasher.finalize().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use dafu_letters::passage::ReplyId;

    #[test]
    fn passages_give_the_hash_of_their_text() {
        for letter in [
            "主要举措：一是选派科创专员。二是举办路演。\n下一步，2024 年建设公寓。",
            "一是投入3.\n5万元。二是 R&D 投入,，。\n“三是”共享；、四是",
            "",
        ] {
            let text = Text::from_lines(letter);
            let reply = dafu_letters::reply::parse(&text);
            let passages = record::passage_records(ReplyId::from_number(1), &text, &reply);
            assert_eq!(hash_of_passages(&text, &passages), text_hash(&text), "{letter}");
        }
    }
}
