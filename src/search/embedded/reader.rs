//! An opened index, read as a [`Backend`].
//!
//! In: an index directory. Out: postings, units, columns and stored passages of its last commit. Columns are opened
//! when first asked for; nothing is written, no writer is opened.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use tantivy::columnar::{Column as Numbers, StrColumn};
use tantivy::schema::{Field, IndexRecordOption, Term, Value};
use tantivy::{
    DocAddress, DocId, DocSet, Index, ReloadPolicy, Searcher, SegmentReader, TERMINATED, TantivyDocument,
};

use crate::analyze::fold::fold;
use crate::analyze::grams;
use crate::passage::{PassageId, ReplyId};
use crate::search::embedded::directory::DurableDirectory;
use crate::search::embedded::schema::{Fields, schema};
use crate::search::embedded::writer::engine;
use crate::search::embedded::{phrase, seam, tokenizers};
use crate::search::error::SearchError;
use crate::search::record::Column;
use crate::search::request::Within;
use crate::search::{Address, Backend, Postings, Stored, Test};

/// Numeric columns, in the order of [`Segment::numbers`].
const NUMBERS: [&str; 9] = [
    "reply",
    "passage",
    "date",
    "length",
    "back_item",
    "back_paragraph",
    "back_block_run",
    "back_section",
    "back_letter",
];
const REPLY: usize = 0;
const PASSAGE: usize = 1;
const DATE: usize = 2;
const LENGTH: usize = 3;
const BACK: usize = 4;

/// A snapshot of an index.
pub struct Embedded {
    path: PathBuf,
    searcher: Searcher,
    fields: Fields,
    segments: Vec<Segment>,
}

struct Segment {
    base: Address,
    reader: SegmentReader,
    numbers: [OnceLock<Option<Numbers<u64>>>; 9],
}

impl Embedded {
    /// Opens the last commit of the index in `path`.
    pub fn open(path: &Path) -> Result<Embedded, SearchError> {
        let mut index = Index::open(DurableDirectory::open(path)?).map_err(engine(path))?;
        index.set_tokenizers(tokenizers::manager());
        let reader =
            index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(engine(path))?;
        let searcher = reader.searcher();
        let mut base = 0;
        let mut segments = Vec::new();
        for reader in searcher.segment_readers() {
            segments.push(Segment { base, reader: reader.clone(), numbers: Default::default() });
            base += reader.max_doc();
        }
        Ok(Embedded { path: path.to_owned(), searcher, fields: schema().1, segments })
    }

    fn segment(&self, address: Address) -> Option<(usize, DocId)> {
        let index = self.segments.partition_point(|segment| segment.base <= address).checked_sub(1)?;
        let document = address - self.segments[index].base;
        (document < self.segments[index].reader.max_doc()).then_some((index, document))
    }

    fn number(&self, which: usize, address: Address) -> u64 {
        let Some((segment, document)) = self.segment(address) else { return 0 };
        let segment = &self.segments[segment];
        let column =
            segment.numbers[which].get_or_init(|| segment.reader.fast_fields().u64(NUMBERS[which]).ok());
        column.as_ref().and_then(|column| column.first(document)).unwrap_or(0)
    }

    fn strings(&self, segment: usize, column: Column) -> Result<Option<StrColumn>, SearchError> {
        let name = format!("c_{}", column.name());
        self.segments[segment].reader.fast_fields().str(&name).map_err(engine(&self.path))
    }

    /// Adds the matches of a phrase in `field`.
    fn add_phrase(
        &self,
        field: Field,
        terms: &[(u32, Term)],
        found: &mut Postings,
    ) -> Result<(), SearchError> {
        for segment in &self.segments {
            let index = segment.reader.inverted_index(field).map_err(engine(&self.path))?;
            let alive = segment.reader.alive_bitset();
            phrase::each_match(&index, terms, |document, count| {
                if alive.is_none_or(|alive| alive.is_alive(document)) {
                    found.push((segment.base + document, count));
                }
            })?;
        }
        Ok(())
    }

    /// A single character: every gram that begins with it.
    fn single(&self, character: &str) -> Result<Postings, SearchError> {
        let mut after = character.as_bytes().to_vec();
        if let Some(last) = after.last_mut() {
            *last += 1; // No byte of UTF-8 is 0xff.
        }
        let mut found = Vec::new();
        for segment in &self.segments {
            let index = segment.reader.inverted_index(self.fields.grams).map_err(engine(&self.path))?;
            let mut counts = vec![0u32; segment.reader.max_doc() as usize];
            let mut grams = index.terms().range().ge(character.as_bytes()).lt(&after).into_stream()?;
            while grams.advance() {
                let mut postings =
                    index.read_postings_from_terminfo(grams.value(), IndexRecordOption::WithFreqs)?;
                while postings.doc() != TERMINATED {
                    counts[postings.doc() as usize] += tantivy::postings::Postings::term_freq(&postings);
                    postings.advance();
                }
            }
            let alive = segment.reader.alive_bitset();
            let live = (0..)
                .zip(counts)
                .filter(|&(document, count)| count > 0 && alive.is_none_or(|alive| alive.is_alive(document)));
            found.extend(live.map(|(document, count)| (segment.base + document, count)));
        }
        Ok(found)
    }

    /// Passages at whose seam the literal (2 to [`seam::REACH`] characters) begins.
    fn at_seams(&self, folded: &str) -> Result<Postings, SearchError> {
        let mut terms: Vec<(u32, Term)> = Vec::new();
        for (position, gram) in grams::cover(folded) {
            let marked = if position == 0 { format!("{}{gram}", seam::MARK) } else { gram.to_owned() };
            terms.push((position, Term::from_field_text(self.fields.seams, &marked)));
        }
        let mut found = Vec::new();
        self.add_phrase(self.fields.seams, &terms, &mut found)?;
        Ok(found)
    }

    /// Passages in which, or from which on, a literal longer than the seams reach stands.
    fn long(&self, folded: &str) -> Result<Postings, SearchError> {
        let head: String = folded.chars().take(seam::REACH).collect();
        let mut found = Vec::new();
        for (address, _) in self.literal(&head)? {
            let own = self.stored(address)?.text;
            let own_count = fold(&own).find_all(folded).count() as u32;
            let crossing = || -> Result<bool, SearchError> {
                let whole = self.text_onward(address, &own, folded.len())?;
                let folded_whole = fold(&whole);
                Ok(folded_whole
                    .find_all(folded)
                    .any(|(start, end)| folded_whole.source(start, end).start < own.len()))
            };
            if own_count > 0 || crossing()? {
                found.push((address, own_count.max(1)));
            }
        }
        Ok(found)
    }

    /// The text of the passage and of what follows it in its paragraph, at least `enough` folded bytes further.
    fn text_onward(&self, address: Address, own: &str, enough: usize) -> Result<String, SearchError> {
        let mut text = own.to_owned();
        let paragraph = self.unit(Within::Paragraph, address);
        let mut next = address + 1;
        let mut folded_after = 0;
        while next < self.extent()
            && folded_after <= enough
            && self.unit(Within::Paragraph, next) == paragraph
        {
            let following = self.stored(next)?.text;
            folded_after += fold(&following).as_str().len();
            text += &following;
            next += 1;
        }
        Ok(text)
    }

    fn damaged(&self, what: &str) -> SearchError {
        SearchError::Damaged { path: self.path.clone(), what: what.to_owned() }
    }
}

impl Backend for Embedded {
    fn extent(&self) -> Address {
        self.segments.last().map_or(0, |segment| segment.base + segment.reader.max_doc())
    }

    fn is_live(&self, address: Address) -> bool {
        self.segment(address).is_some_and(|(segment, document)| {
            self.segments[segment].reader.alive_bitset().is_none_or(|alive| alive.is_alive(document))
        })
    }

    fn live(&self) -> u64 {
        self.searcher.num_docs()
    }

    fn total_length(&self) -> u64 {
        let index = |segment: &Segment| segment.reader.inverted_index(self.fields.grams).ok();
        self.segments.iter().filter_map(index).map(|index| index.total_num_tokens()).sum()
    }

    fn literal(&self, folded: &str) -> Result<Postings, SearchError> {
        let length = folded.chars().count();
        match length {
            0 => return Ok(Vec::new()),
            1 => return self.single(folded),
            _ if length > seam::REACH => return self.long(folded),
            _ => {}
        }
        let terms: Vec<(u32, Term)> = grams::cover(folded)
            .into_iter()
            .map(|(position, gram)| (position, Term::from_field_text(self.fields.grams, gram)))
            .collect();
        let mut found = Vec::new();
        self.add_phrase(self.fields.grams, &terms, &mut found)?;
        let seams = self.at_seams(folded)?;
        Ok(union(found, seams))
    }

    fn phrase(&self, words: &[(u32, &str)]) -> Result<Postings, SearchError> {
        let first = words.iter().map(|word| word.0).min().unwrap_or(0);
        let terms: Vec<(u32, Term)> = words
            .iter()
            .map(|&(offset, word)| (offset - first, Term::from_field_text(self.fields.words, word)))
            .collect();
        let mut found = Vec::new();
        if !terms.is_empty() {
            self.add_phrase(self.fields.words, &terms, &mut found)?;
        }
        Ok(found)
    }

    fn unit(&self, within: Within, address: Address) -> Address {
        address.saturating_sub(self.number(BACK + within as usize, address) as Address)
    }

    fn length(&self, address: Address) -> u32 {
        self.number(LENGTH, address) as u32
    }

    fn date(&self, address: Address) -> u32 {
        self.number(DATE, address) as u32
    }

    fn order(&self, address: Address) -> (u64, u64) {
        (self.number(REPLY, address), self.number(PASSAGE, address))
    }

    fn test<'a>(
        &'a self,
        column: Column,
        accepts: &'a dyn Fn(&str) -> bool,
    ) -> Result<Test<'a>, SearchError> {
        let columns: Result<Vec<_>, _> =
            (0..self.segments.len()).map(|segment| self.strings(segment, column)).collect();
        let columns = columns?;
        let known: Vec<RefCell<Vec<Option<bool>>>> = columns
            .iter()
            .map(|column| RefCell::new(vec![None; column.as_ref().map_or(0, |column| column.num_terms())]))
            .collect();
        Ok(Box::new(move |address| {
            let Some((segment, document)) = self.segment(address) else { return Ok(false) };
            let Some(column) = &columns[segment] else { return Ok(false) };
            let mut known = known[segment].borrow_mut();
            for ord in column.term_ords(document) {
                let Some(slot) = known.get_mut(ord as usize) else { continue };
                let passes = match *slot {
                    Some(passes) => passes,
                    None => {
                        let mut value = String::new();
                        column.ord_to_str(ord, &mut value)?;
                        *slot.insert(accepts(&value))
                    }
                };
                if passes {
                    return Ok(true);
                }
            }
            Ok(false)
        }))
    }

    fn count(&self, column: Column, addresses: &[Address]) -> Result<Vec<(String, u64)>, SearchError> {
        let mut totals: std::collections::HashMap<String, u64> = std::collections::HashMap::new();
        for (number, segment) in self.segments.iter().enumerate() {
            let Some(values) = self.strings(number, column)? else { continue };
            let mut counts = vec![0u64; values.num_terms()];
            let last = segment.base + segment.reader.max_doc();
            let from = addresses.partition_point(|&address| address < segment.base);
            let to = addresses.partition_point(|&address| address < last);
            for &address in &addresses[from..to] {
                for ord in values.term_ords(address - segment.base) {
                    if let Some(count) = counts.get_mut(ord as usize) {
                        *count += 1;
                    }
                }
            }
            for (ord, count) in (0..).zip(counts).filter(|&(_, count)| count > 0) {
                let mut value = String::new();
                values.ord_to_str(ord, &mut value)?;
                *totals.entry(value).or_default() += count;
            }
        }
        Ok(totals.into_iter().collect())
    }

    fn values(&self, column: Column, address: Address) -> Result<Vec<String>, SearchError> {
        let Some((segment, document)) = self.segment(address) else { return Ok(Vec::new()) };
        let Some(column) = self.strings(segment, column)? else { return Ok(Vec::new()) };
        let mut values = Vec::new();
        for ord in column.term_ords(document) {
            let mut value = String::new();
            column.ord_to_str(ord, &mut value)?;
            values.push(value);
        }
        Ok(values)
    }

    fn stored(&self, address: Address) -> Result<Stored, SearchError> {
        let (segment, document) = self.segment(address).ok_or_else(|| self.damaged("passage address"))?;
        let found: TantivyDocument =
            self.searcher.doc(DocAddress::new(segment as u32, document)).map_err(engine(&self.path))?;
        let field = |field| found.get_first(field).and_then(|value| value.as_str().map(str::to_owned));
        let text = field(self.fields.text).ok_or_else(|| self.damaged("passage text"))?;
        let place = field(self.fields.place).ok_or_else(|| self.damaged("passage place"))?;
        type Place = (String, String, u32, Option<u32>, Option<u32>, Option<u32>, u32, u32, u32, u32);
        let (citation, outline, paragraph, _section, _block, item, start, first, last, page): Place =
            serde_json::from_str(&place).map_err(|_| self.damaged("passage place"))?;
        let (reply, passage) = self.order(address);
        Ok(Stored {
            id: PassageId {
                reply: ReplyId::from_number(reply),
                hash: (passage >> 16) as u32,
                occurrence: (passage & 0xffff) as u16,
            },
            text,
            citation,
            outline,
            paragraph,
            start,
            lines: (first, last),
            page,
            item,
        })
    }
}

/// Both postings together; where both hold an address, the count of the first stands.
fn union(first: Postings, second: Postings) -> Postings {
    if second.is_empty() {
        return first;
    }
    let mut all = first;
    all.extend(second.into_iter().map(|(address, _)| (address, 1)));
    all.sort_by_key(|&(address, _)| address); // Stable: the first's count comes first.
    all.dedup_by_key(|&mut (address, _)| address);
    all
}
