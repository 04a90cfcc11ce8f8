//! An opened index, read as a [`Backend`].
//!
//! In: an index directory. Out: postings, units, columns and stored passages of its last commit. What a request does
//! not need is not opened; nothing is written, no writer is opened.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use tantivy::schema::{Field, Value};
use tantivy::{DocAddress, Index, ReloadPolicy, Searcher, SegmentReader, TantivyDocument};

use crate::passage::{PassageId, ReplyId};
use crate::search::embedded::chars::find;
use crate::search::embedded::chars::plugin;
use crate::search::embedded::chars::reader::Chars;
use crate::search::embedded::columns;
use crate::search::embedded::directory::DurableDirectory;
use crate::search::embedded::schema::{Fields, schema};
use crate::search::embedded::shown;
use crate::search::embedded::writer::engine;
use crate::search::error::SearchError;
use crate::search::record::Column;
use crate::search::request::Within;
use crate::search::{Address, Backend, Facts, Posting, Postings, Stored};

/// A snapshot of an index.
pub struct Embedded {
    path: PathBuf,
    searcher: Searcher,
    fields: Fields,
    segments: Vec<Segment>,
}

struct Segment {
    base: Address,
    end: Address,
    reader: SegmentReader,
    chars: Chars,
}

impl Embedded {
    /// Opens the last commit of the index in `path`.
    pub fn open(path: &Path) -> Result<Embedded, SearchError> {
        let index = Index::open(DurableDirectory::open(path)?).map_err(engine(path))?;
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .num_warming_threads(0)
            .try_into()
            .map_err(engine(path))?;
        let searcher = reader.searcher();
        let mut base = 0;
        let mut segments = Vec::new();
        for reader in searcher.segment_readers() {
            let chars = plugin::open(reader).map_err(engine(path))?;
            let end = base + reader.max_doc();
            segments.push(Segment { base, end, reader: reader.clone(), chars });
            base = end;
        }
        Ok(Embedded { path: path.to_owned(), searcher, fields: schema().1, segments })
    }

    /// Number of the segment that holds an address, the segment, and the passage's number in it.
    #[inline]
    fn segment(&self, address: Address) -> Option<(usize, &Segment, u32)> {
        let number = match &self.segments[..] {
            [_] => 0,
            several => several.partition_point(|segment| segment.end <= address),
        };
        let segment = self.segments.get(number).filter(|segment| address < segment.end)?;
        Some((number, segment, address - segment.base))
    }

    /// The segments that hold some of the ascending `addresses`, with the passages' numbers there.
    fn by_segment<'s>(&'s self, addresses: &'s [Address]) -> impl Iterator<Item = (&'s Segment, Vec<u32>)> {
        self.segments.iter().filter_map(|segment| {
            let from = addresses.partition_point(|&address| address < segment.base);
            let to = addresses.partition_point(|&address| address < segment.end);
            let passages: Vec<u32> = addresses[from..to].iter().map(|address| address - segment.base).collect();
            (!passages.is_empty()).then_some((segment, passages))
        })
    }

    fn document(&self, address: Address) -> Result<TantivyDocument, SearchError> {
        let (number, _, passage) = self.segment(address).ok_or_else(|| self.damaged("passage address"))?;
        self.searcher.doc(DocAddress::new(number as u32, passage)).map_err(engine(&self.path))
    }

    fn shown_letter(&self, address: Address) -> Result<shown::Letter, SearchError> {
        let first = self.document(self.unit(Within::Reply, address))?;
        text(&first, self.fields.letter).and_then(shown::read_letter).ok_or_else(|| self.damaged("letter"))
    }

    fn damaged(&self, what: &str) -> SearchError {
        SearchError::Damaged { path: self.path.clone(), what: what.to_owned() }
    }
}

fn text(document: &TantivyDocument, field: Field) -> Option<&str> {
    document.get_first(field)?.as_str()
}

impl Segment {
    #[inline]
    fn is_alive(&self, passage: u32) -> bool {
        self.reader.alive_bitset().is_none_or(|alive| alive.is_alive(passage))
    }
}

impl Backend for Embedded {
    fn extent(&self) -> Address {
        self.segments.last().map_or(0, |segment| segment.end)
    }

    fn is_live(&self, address: Address) -> bool {
        self.segment(address).is_some_and(|(_, segment, passage)| segment.is_alive(passage))
    }

    fn live(&self) -> u64 {
        self.searcher.num_docs()
    }

    fn total_length(&self) -> u64 {
        self.segments.iter().map(|segment| segment.chars.total_length()).sum()
    }

    fn at_most(&self, folded: &str) -> u64 {
        let literal: Vec<char> = folded.chars().collect();
        self.segments.iter().map(|segment| find::at_most(&segment.chars, &literal)).sum()
    }

    fn literal_in(
        &self,
        folded: &str,
        whole: bool,
        ranges: &[(Address, Address)],
    ) -> Result<Postings, SearchError> {
        let literal: Vec<char> = folded.chars().collect();
        let mut found = Vec::new();
        for segment in &self.segments {
            let all_alive = segment.reader.alive_bitset().is_none();
            let within = ranges.iter().filter(|range| range.0 < segment.end && segment.base < range.1);
            let own = |address: Address| address.clamp(segment.base, segment.end) - segment.base;
            let ranges: Vec<(u32, u32)> = within.map(|range| (own(range.0), own(range.1))).collect();
            find::each(&segment.chars, &literal, whole, &ranges, &mut |held| {
                if all_alive || segment.is_alive(held.passage) {
                    found.push(Posting::new(segment.base + held.passage, held.count, held.whole));
                }
            });
        }
        Ok(found)
    }

    #[inline]
    fn unit(&self, within: Within, address: Address) -> Address {
        match self.segment(address) {
            Some((_, segment, passage)) => segment.base + segment.chars.unit(within, passage),
            None => address,
        }
    }

    #[inline]
    fn letter(&self, address: Address) -> (Address, Address) {
        let Some((_, segment, passage)) = self.segment(address) else { return (address, address + 1) };
        let letter = segment.chars.letter_of(passage);
        let first = segment.chars.letter(letter).1;
        (segment.base + first, segment.base + segment.chars.letter(letter + 1).1.max(passage + 1))
    }

    #[inline]
    fn facts(&self, address: Address) -> Facts {
        match self.segment(address) {
            Some((_, segment, passage)) => segment.chars.facts(passage),
            None => Facts::NONE,
        }
    }

    fn date(&self, address: Address) -> u32 {
        self.segment(address).map_or(0, |(_, segment, passage)| {
            segment.chars.letter(segment.chars.letter_of(passage)).2
        })
    }

    fn order(&self, address: Address) -> (u64, u64) {
        let Some((_, segment, passage)) = self.segment(address) else { return (0, 0) };
        let (hash, occurrence) = segment.chars.key(passage);
        let (letter, ..) = segment.chars.letter(segment.chars.letter_of(passage));
        (letter, u64::from(hash) << 16 | u64::from(occurrence))
    }

    fn passing(
        &self,
        column: Column,
        addresses: &[Address],
        accepts: &dyn Fn(&str) -> bool,
    ) -> Result<Vec<bool>, SearchError> {
        let mut passing = Vec::with_capacity(addresses.len());
        for (segment, passages) in self.by_segment(addresses) {
            columns::passing(&segment.reader, &segment.chars, column, &passages, accepts, &mut passing)
                .map_err(engine(&self.path))?;
        }
        // Addresses behind the last passage have no values.
        passing.resize(addresses.len(), false);
        Ok(passing)
    }

    fn count(&self, column: Column, addresses: &[Address]) -> Result<Vec<(String, u64)>, SearchError> {
        let mut totals: HashMap<String, u64> = HashMap::new();
        for (segment, passages) in self.by_segment(addresses) {
            columns::count(&segment.reader, &segment.chars, column, &passages, &mut totals)
                .map_err(engine(&self.path))?;
        }
        Ok(totals.into_iter().collect())
    }

    fn value(&self, column: Column, address: Address) -> Result<Option<String>, SearchError> {
        let Some((_, segment, passage)) = self.segment(address) else { return Ok(None) };
        if let Some(value) = columns::of_passage(column, segment.chars.facts(passage)) {
            return Ok(Some(value.to_owned()));
        }
        columns::first(&segment.reader, &segment.chars, column, passage).map_err(engine(&self.path))
    }

    fn values(&self, address: Address) -> Result<Vec<(Column, String)>, SearchError> {
        let mut values = self.shown_letter(address)?.values;
        let section = self.document(self.unit(Within::Section, address))?;
        if let Some(heading) = text(&section, self.fields.heading) {
            values.push((Column::Heading, heading.to_owned()));
        }
        let facts = self.facts(address);
        let own = Column::ALL.into_iter().filter_map(|column| Some((column, columns::of_passage(column, facts)?)));
        values.extend(own.map(|(column, value)| (column, value.to_owned())));
        // Stable: the values of one column stay in the order of the letter.
        values.sort_by_key(|&(column, _)| column);
        Ok(values)
    }

    fn stored(&self, address: Address) -> Result<Stored, SearchError> {
        let found = self.document(address)?;
        let own = text(&found, self.fields.text).ok_or_else(|| self.damaged("passage text"))?;
        let place = text(&found, self.fields.place).ok_or_else(|| self.damaged("passage place"))?;
        let citation = self.shown_letter(address)?.citation;
        let (reply, passage) = self.order(address);
        let id = PassageId {
            reply: ReplyId::from_number(reply),
            hash: (passage >> 16) as u32,
            occurrence: (passage & 0xffff) as u16,
        };
        shown::read_passage(id, own, place, citation).ok_or_else(|| self.damaged("passage place"))
    }
}
