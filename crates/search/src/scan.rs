//! The naive backend: reads everything, misses nothing.
//!
//! In: reply records in memory. Out: the same postings as any other backend, found by looking at every character.
//! `--verify` and the tests hold the index against it; it shares `fold` and the word lists with the index, no more.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use crate::backend::{Address, Backend, LetterRange, PassageFacts, Posting, Postings, Stored, Whole};
use crate::error::SearchError;
use crate::record::{Column, PassageRecord, ReplyRecord};
use crate::request::Within;
use dafu_letters::passage::PassageId;
use dafu_words::fold::{Folded, fold};
use dafu_words::words;

/// Replies held in memory.
pub struct Scan {
    replies: Vec<ReplyRecord>,
    /// Reply and passage of each address.
    places: Vec<(usize, usize)>,
    folded: Vec<Folded>,
    words: Vec<OnceCell<(HashSet<usize>, HashSet<usize>)>>,
    /// Of each address the first that says the same in a version of its letter.
    firsts: Vec<Address>,
}

impl Scan {
    /// A backend over `replies`; versions of one letter follow each other.
    pub fn new(replies: Vec<ReplyRecord>) -> Scan {
        let mut places = Vec::new();
        for (reply, record) in replies.iter().enumerate() {
            places.extend((0..record.passages.len()).map(|passage| (reply, passage)));
        }
        let folded: Vec<Folded> =
            places.iter().map(|&(reply, passage)| fold(&replies[reply].passages[passage].text)).collect();
        let words = places.iter().map(|_| OnceCell::new()).collect();
        let firsts = firsts(&replies);
        Scan { replies, places, folded, words, firsts }
    }

    fn passage(&self, address: Address) -> &PassageRecord {
        let (reply, passage) = self.places[address as usize];
        &self.replies[reply].passages[passage]
    }

    fn reply(&self, address: Address) -> &ReplyRecord {
        &self.replies[self.places[address as usize].0]
    }

    /// Offsets at which words of the passage begin, and those behind which they end.
    fn words_at(&self, address: Address) -> &(HashSet<usize>, HashSet<usize>) {
        self.words[address as usize].get_or_init(|| {
            let (mut begins, mut ends) = (HashSet::new(), HashSet::new());
            words::each_index_word(self.folded[address as usize].as_str(), &mut |word, end| {
                begins.insert(word.offset as usize);
                ends.insert(end as usize);
            });
            (begins, ends)
        })
    }

    /// Adds 1 for each passage that holds `folded` only together with what follows it in its paragraph.
    fn cross(&self, folded: &str, counts: &mut [u16]) {
        let mut first = 0;
        for record in &self.replies {
            for paragraph in record.passages.chunk_by(|a, b| a.paragraph == b.paragraph) {
                if paragraph.len() > 1 {
                    let whole: String = paragraph.iter().map(|passage| passage.text.as_str()).collect();
                    let whole = fold(&whole);
                    for (start, end) in whole.find_all(folded) {
                        let at = whole.source(start, end).start;
                        let mut passed = 0;
                        let holder = paragraph.iter().position(|passage| {
                            passed += passage.text.len();
                            at < passed
                        });
                        if let Some(holder) = holder {
                            counts[first + holder] = counts[first + holder].max(1);
                        }
                    }
                }
                first += paragraph.len();
            }
        }
    }

    fn column(&self, column: Column, address: Address) -> impl Iterator<Item = &str> {
        let own =
            self.passage(address).columns().filter(move |(of, _)| *of == column).map(|(_, value)| value);
        self.reply(address).attributes.of(column).chain(own)
    }
}

/// Of each passage the first with its id, in the order of all passages.
fn firsts(replies: &[ReplyRecord]) -> Vec<Address> {
    let mut firsts = Vec::new();
    for versions in replies.chunk_by(|_, later| later.follows) {
        let mut known: HashMap<PassageId, Address> = HashMap::new();
        for passage in versions.iter().flat_map(|record| &record.passages) {
            let address = firsts.len() as Address;
            firsts.push(*known.entry(passage.id).or_insert(address));
        }
    }
    firsts
}

/// What two passages of one unit have in common; passages that follow each other with equal keys are one unit.
fn unit_key(within: Within, passage: &PassageRecord) -> (u8, Option<u32>, Option<u32>, Option<u32>) {
    match within {
        Within::Item if passage.item.is_none() => {
            (1, Some(passage.paragraph), passage.section, passage.block)
        }
        Within::Item => (2, passage.item, passage.section, passage.block),
        Within::Paragraph => (3, Some(passage.paragraph), None, None),
        Within::Block if passage.block.is_none() => (4, Some(passage.paragraph), passage.section, None),
        Within::Block => (5, passage.block, passage.section, None),
        Within::Section => (6, passage.section, None, None),
        Within::Reply => (7, None, None, None),
    }
}

impl Backend for Scan {
    fn extent(&self) -> Address {
        self.places.len() as Address
    }

    fn is_live(&self, address: Address) -> bool {
        (address as usize) < self.places.len()
    }

    fn live(&self) -> u64 {
        (0..).zip(&self.firsts).filter(|(address, first)| address == *first).count() as u64
    }

    fn live_length(&self) -> u64 {
        let once =
            (0..).zip(&self.firsts).zip(&self.folded).filter(|((address, first), _)| address == *first);
        once.map(|(_, folded)| folded.chars() as u64).sum()
    }

    fn at_most(&self, folded: &str) -> u64 {
        self.folded.iter().map(|passage| passage.find_all(folded).count() as u64).sum::<u64>()
            + u64::from(self.extent())
    }

    fn literal_in(
        &self,
        folded: &str,
        whole: Whole,
        ranges: &[(Address, Address)],
    ) -> Result<Postings, SearchError> {
        let mut counts = vec![0; self.places.len()];
        let mut found = Vec::new();
        if whole != Whole::Demanded {
            self.cross(folded, &mut counts);
        }
        for (address, crossing) in (0..).zip(counts) {
            let (mut count, mut stands_whole) = (0u16, false);
            for (start, end) in self.folded[address as usize].find_all(folded) {
                let (begins, ends) = self.words_at(address);
                let is_whole = begins.contains(&start) && ends.contains(&end);
                stands_whole |= is_whole;
                count = count.saturating_add(u16::from(is_whole || whole != Whole::Demanded));
            }
            let within = ranges.iter().any(|&(first, end)| first <= address && address < end);
            if within && count.max(crossing) > 0 {
                let (count, kind) = (count.max(crossing), self.passage(address).kind);
                found.push(Posting { address, count, whole: stands_whole, kind });
            }
        }
        Ok(found)
    }

    fn unit(&self, within: Within, address: Address) -> Address {
        let (reply, mut passage) = self.places[address as usize];
        let passages = &self.replies[reply].passages;
        let key = unit_key(within, &passages[passage]);
        while passage > 0 && unit_key(within, &passages[passage - 1]) == key {
            passage -= 1;
        }
        address - (self.places[address as usize].1 - passage) as Address
    }

    fn letter(&self, address: Address, _: LetterRange) -> LetterRange {
        let (reply, passage) = self.places[address as usize];
        let first = address - passage as Address;
        LetterRange {
            first,
            end: first + self.replies[reply].passages.len() as Address,
            number: reply as u32,
        }
    }

    fn facts(&self, address: Address) -> PassageFacts {
        let &PassageRecord { kind, part, origin, .. } = self.passage(address);
        PassageFacts { length: self.folded[address as usize].chars() as u32, kind, part, origin }
    }

    fn date(&self, address: Address) -> u32 {
        self.reply(address).attributes.date
    }

    fn has_versions(&self) -> bool {
        self.replies.iter().any(|record| record.follows)
    }

    fn first_of(&self, address: Address) -> Address {
        self.firsts.get(address as usize).copied().unwrap_or(address)
    }

    fn leading(&self, address: Address) -> Address {
        let (mut reply, passage) = self.places[address as usize];
        let mut first = address - passage as Address;
        while reply > 0 && self.replies[reply].follows {
            reply -= 1;
            first -= self.replies[reply].passages.len() as Address;
        }
        first
    }

    fn id(&self, address: Address) -> PassageId {
        self.passage(address).id
    }

    fn passing(
        &self,
        column: Column,
        addresses: &[Address],
        accepts: &dyn Fn(&str) -> bool,
    ) -> Result<Vec<bool>, SearchError> {
        Ok(addresses.iter().map(|&address| self.column(column, address).any(accepts)).collect())
    }

    fn count(&self, column: Column, addresses: &[Address]) -> Result<Vec<(String, u64)>, SearchError> {
        let mut counts: HashMap<&str, u64> = HashMap::new();
        for &address in addresses {
            for value in self.column(column, address) {
                *counts.entry(value).or_default() += 1;
            }
        }
        Ok(counts.into_iter().map(|(value, count)| (value.to_owned(), count)).collect())
    }

    fn value(&self, column: Column, address: Address) -> Result<Option<String>, SearchError> {
        Ok(self.column(column, address).next().map(str::to_owned))
    }

    fn values(&self, address: Address) -> Result<Vec<(Column, String)>, SearchError> {
        let of = |column| self.column(column, address).map(move |value| (column, value.to_owned()));
        Ok(Column::ALL.into_iter().flat_map(of).collect())
    }

    fn each_value(
        &self,
        column: Column,
        addresses: &[Address],
        each: &mut dyn FnMut(&str, &[usize]),
    ) -> Result<(), SearchError> {
        for (place, &address) in addresses.iter().enumerate() {
            self.column(column, address).for_each(|value| each(value, &[place]));
        }
        Ok(())
    }

    /// Every letter is asked: what the index spares itself is held against this.
    fn named_apart(&self) -> Result<Vec<Address>, SearchError> {
        let first = |&(_, &(_, passage)): &(Address, &(usize, usize))| passage == 0;
        Ok((0..).zip(&self.places).filter(first).map(|(address, _)| address).collect())
    }

    fn stored(&self, address: Address) -> Result<Stored, SearchError> {
        let passage = self.passage(address);
        Ok(Stored {
            id: passage.id,
            text: passage.text.clone(),
            version: self.reply(address).version,
            citation: self.reply(address).citation.clone(),
            outline: passage.outline.clone(),
            paragraph: passage.paragraph,
            start: passage.start,
            lines: passage.lines,
            page: passage.page,
            item: passage.item,
        })
    }
}
