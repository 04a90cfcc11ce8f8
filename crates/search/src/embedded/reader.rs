//! An opened index, read as a [`Backend`].
//!
//! In: an index directory. Out: postings, units, columns and stored passages of its last commit. What a request does
//! not need is not opened; nothing is written, no writer is opened.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tantivy::TantivyDocument;
use tantivy::schema::{Field, Value};

use crate::backend::{Address, Backend, LetterRange, PassageFacts, Posting, Postings, Stored, Whole};
use crate::embedded::chars::find;
use crate::embedded::columns;
use crate::embedded::schema::{FieldHandles, schema};
use crate::embedded::shown;
use crate::embedded::snapshot::{self, OpenSegment};
use crate::error::{SearchError, engine};
use crate::record::Column;
use crate::request::Within;
use dafu_letters::passage::{PassageId, PassageKey, ReplyId};
use dafu_letters::reply::model::BlockKind;

/// A snapshot of an index.
pub struct Embedded {
    path: PathBuf,
    fields: FieldHandles,
    segments: Vec<Placed>,
    live: u64,
    /// Lengths of all live passages added up, once a score asks for them.
    live_length: OnceLock<u64>,
    /// The letter that was shown last, by its first address: hits of one letter often follow each other.
    shown: Mutex<Option<(Address, Arc<shown::ShownLetter>)>>,
}

/// A segment with the addresses of its passages.
struct Placed {
    base: Address,
    end: Address,
    segment: OpenSegment,
}

impl Embedded {
    /// Opens the last commit of the index in `path`.
    pub fn open(path: &Path) -> Result<Embedded, SearchError> {
        let mut base = 0;
        let mut segments = Vec::new();
        for segment in snapshot::open(path)? {
            let end = base + segment.chars.passages();
            segments.push(Placed { base, end, segment });
            base = end;
        }
        let live = segments.iter().map(|placed| placed.segment.live()).sum();
        Ok(Embedded {
            path: path.to_owned(),
            fields: schema().1,
            segments,
            live,
            live_length: OnceLock::new(),
            shown: Mutex::default(),
        })
    }

    /// First address of the segment that holds an address, the segment, and the passage's number in it.
    #[inline]
    fn segment(&self, address: Address) -> Option<(Address, &OpenSegment, u32)> {
        let placed = match &self.segments[..] {
            [one] => one,
            several => several.get(several.partition_point(|placed| placed.end <= address))?,
        };
        (address < placed.end).then(|| (placed.base, &placed.segment, address - placed.base))
    }

    /// The segments that hold some of the ascending `addresses`, with the passages' numbers there.
    fn by_segment<'s>(
        &'s self,
        addresses: &'s [Address],
    ) -> impl Iterator<Item = (&'s OpenSegment, Vec<u32>)> {
        self.segments.iter().filter_map(|placed| {
            let from = addresses.partition_point(|&address| address < placed.base);
            let to = addresses.partition_point(|&address| address < placed.end);
            let passages: Vec<u32> =
                addresses[from..to].iter().map(|address| address - placed.base).collect();
            (!passages.is_empty()).then_some((&placed.segment, passages))
        })
    }

    fn document(&self, address: Address) -> Result<TantivyDocument, SearchError> {
        let (_, segment, passage) = self.segment(address).ok_or_else(|| self.damaged("address"))?;
        let found = self.guarded("passage", || segment.document(passage))?;
        let own = |field| text(&found, field);
        let whole = own(self.fields.text).zip(own(self.fields.place)).is_some_and(|(text, place)| {
            let (letter, heading) = (own(self.fields.letter), own(self.fields.heading));
            shown::is_whole(segment.chars.id(passage), text, place, letter, heading)
        });
        // What is shown is what was written, or an error: a damaged block of the store can be unpacked all the same.
        if whole { Ok(found) } else { Err(self.damaged("passage")) }
    }

    fn shown_letter(&self, address: Address) -> Result<Arc<shown::ShownLetter>, SearchError> {
        let first = self.unit(Within::Reply, address);
        let mut last = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, letter)) = last.as_ref().filter(|(of, _)| *of == first) {
            return Ok(Arc::clone(letter));
        }
        let document = self.document(first)?;
        let letter = text(&document, self.fields.letter).and_then(shown::read_letter);
        let letter = Arc::new(letter.ok_or_else(|| self.damaged("letter"))?);
        *last = Some((first, Arc::clone(&letter)));
        Ok(letter)
    }

    /// What the engine reads; it panics at some damages.
    fn guarded<T>(&self, what: &str, read: impl FnOnce() -> tantivy::Result<T>) -> Result<T, SearchError> {
        match catch_unwind(AssertUnwindSafe(read)) {
            Ok(read) => read.map_err(engine(&self.path)),
            Err(_) => Err(self.damaged(what)),
        }
    }

    fn damaged(&self, what: &str) -> SearchError {
        SearchError::Damaged { path: self.path.clone(), what: what.to_owned() }
    }
}

fn text(document: &TantivyDocument, field: Field) -> Option<&str> {
    document.get_first(field)?.as_str()
}

impl Backend for Embedded {
    fn extent(&self) -> Address {
        self.segments.last().map_or(0, |placed| placed.end)
    }

    fn is_live(&self, address: Address) -> bool {
        self.segment(address).is_some_and(|(_, segment, passage)| segment.is_alive(passage))
    }

    fn live(&self) -> u64 {
        self.live
    }

    fn live_length(&self) -> u64 {
        *self
            .live_length
            .get_or_init(|| self.segments.iter().map(|placed| placed.segment.live_length()).sum())
    }

    fn at_most(&self, folded: &str) -> u64 {
        let literal: Vec<char> = folded.chars().collect();
        self.segments.iter().map(|placed| find::at_most(&placed.segment.chars, &literal)).sum()
    }

    fn literal_in(
        &self,
        folded: &str,
        whole: Whole,
        ranges: &[(Address, Address)],
    ) -> Result<Postings, SearchError> {
        let literal: Vec<char> = folded.chars().collect();
        let mut found = Vec::new();
        for Placed { base, end, segment } in &self.segments {
            let all_alive = segment.is_all_alive();
            let within = ranges.iter().filter(|range| range.0 < *end && *base < range.1);
            let own = |address: Address| address.clamp(*base, *end) - base;
            let ranges: Vec<(u32, u32)> = within.map(|range| (own(range.0), own(range.1))).collect();
            find::each(&segment.chars, &literal, whole, &ranges, &mut |held| {
                if all_alive || segment.is_alive(held.passage) {
                    found.push(Posting {
                        address: base + held.passage,
                        count: u16::try_from(held.count).unwrap_or(u16::MAX),
                        whole: held.whole,
                        kind: segment.chars.kind(held.passage),
                    });
                }
            });
        }
        Ok(found)
    }

    #[inline]
    fn unit(&self, within: Within, address: Address) -> Address {
        match self.segment(address) {
            Some((base, segment, passage)) => base + segment.chars.unit(within, passage),
            None => address,
        }
    }

    #[inline]
    fn letter(&self, address: Address, near: LetterRange) -> LetterRange {
        let Some((base, segment, passage)) = self.segment(address) else {
            return LetterRange { first: address, end: address.saturating_add(1), number: 0 };
        };
        let before = (base <= near.first && near.end <= address).then_some(near.number);
        let (number, first, end) = segment.chars.letter_near(passage, before);
        LetterRange { first: base + first, end: base + end.max(passage + 1), number }
    }

    #[inline]
    fn facts(&self, address: Address) -> PassageFacts {
        match self.segment(address) {
            Some((_, segment, passage)) => segment.chars.facts(passage),
            None => PassageFacts::NONE,
        }
    }

    #[inline]
    fn kind(&self, address: Address) -> BlockKind {
        self.segment(address).map_or(BlockKind::Body, |(_, segment, passage)| segment.chars.kind(passage))
    }

    fn date(&self, address: Address) -> u32 {
        self.segment(address)
            .map_or(0, |(_, segment, passage)| segment.chars.letter(segment.chars.letter_of(passage)).2)
    }

    fn has_versions(&self) -> bool {
        self.segments.iter().any(|placed| placed.segment.chars.has_versions())
    }

    fn first_of(&self, address: Address) -> Address {
        match self.segment(address) {
            Some((base, segment, passage)) => base + segment.chars.first_of(passage),
            None => address,
        }
    }

    fn leading(&self, address: Address) -> Address {
        let Some((base, segment, passage)) = self.segment(address) else { return address };
        let letter = segment.chars.leading(segment.chars.letter_of(passage));
        base + segment.chars.letter(letter).1
    }

    fn id(&self, address: Address) -> PassageId {
        match self.segment(address) {
            Some((_, segment, passage)) => segment.chars.id(passage),
            None => PassageId { reply: ReplyId::from_number(0), key: PassageKey::from_number(0) },
        }
    }

    fn passing(
        &self,
        column: Column,
        addresses: &[Address],
        accepts: &dyn Fn(&str) -> bool,
    ) -> Result<Vec<bool>, SearchError> {
        let mut passing = Vec::with_capacity(addresses.len());
        for (segment, passages) in self.by_segment(addresses) {
            self.guarded("column", || columns::passing(segment, column, &passages, accepts, &mut passing))?;
        }
        // Addresses behind the last passage have no values.
        passing.resize(addresses.len(), false);
        Ok(passing)
    }

    fn count(&self, column: Column, addresses: &[Address]) -> Result<Vec<(String, u64)>, SearchError> {
        let mut totals: HashMap<String, u64> = HashMap::new();
        for (segment, passages) in self.by_segment(addresses) {
            self.guarded("column", || columns::count(segment, column, &passages, &mut totals))?;
        }
        Ok(totals.into_iter().collect())
    }

    fn each_value(
        &self,
        column: Column,
        addresses: &[Address],
        each: &mut dyn FnMut(&str, &[usize]),
    ) -> Result<(), SearchError> {
        let mut asked = 0;
        for (segment, passages) in self.by_segment(addresses) {
            self.guarded("column", || columns::each_of(segment, column, &passages, asked, each))?;
            asked += passages.len();
        }
        Ok(())
    }

    fn named_apart(&self) -> Result<Vec<Address>, SearchError> {
        let mut letters = Vec::new();
        for Placed { base, segment, .. } in &self.segments {
            let apart = self.guarded("column", || segment.named_apart())?;
            let alive = apart.into_iter().filter(|&passage| segment.is_alive(passage));
            letters.extend(alive.map(|passage| base + passage));
        }
        Ok(letters)
    }

    fn value(&self, column: Column, address: Address) -> Result<Option<String>, SearchError> {
        let Some((_, segment, passage)) = self.segment(address) else { return Ok(None) };
        if let Some(value) = columns::of_passage(column, segment.chars.facts(passage)) {
            return Ok(Some(value.to_owned()));
        }
        self.guarded("column", || columns::first(segment, column, passage))
    }

    fn values(&self, address: Address) -> Result<Vec<(Column, String)>, SearchError> {
        let mut values = self.shown_letter(address)?.values.clone();
        let section = self.document(self.unit(Within::Section, address))?;
        if let Some(heading) = text(&section, self.fields.heading) {
            values.push((Column::Heading, heading.to_owned()));
        }
        let facts = self.facts(address);
        let own =
            Column::ALL.into_iter().filter_map(|column| Some((column, columns::of_passage(column, facts)?)));
        values.extend(own.map(|(column, value)| (column, value.to_owned())));
        // Stable: the values of one column stay in the order of the letter.
        values.sort_by_key(|&(column, _)| column);
        Ok(values)
    }

    fn stored(&self, address: Address) -> Result<Stored, SearchError> {
        let found = self.document(address)?;
        let own = text(&found, self.fields.text).ok_or_else(|| self.damaged("text"))?;
        let place = text(&found, self.fields.place).ok_or_else(|| self.damaged("place"))?;
        let letter = self.shown_letter(address)?;
        shown::read_passage(self.id(address), own, place, &letter).ok_or_else(|| self.damaged("place"))
    }
}
