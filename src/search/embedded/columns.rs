//! Values of letters, sections and passages in one segment.
//!
//! In: an open segment. Out: tests, counts and values by passage. Tantivy's columns hold what letters and sections
//! say, each once, at their first passage; what a passage says of itself comes from the character layer.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use tantivy::SegmentReader;
use tantivy::columnar::StrColumn;

use crate::reply::model::{BlockKind, Origin, Part};
use crate::search::Facts;
use crate::search::embedded::chars::reader::Chars;
use crate::search::error::SearchError;
use crate::search::record::Column;
use crate::search::request::Within;

/// The value that a passage has in a column of its own.
pub fn of_passage(column: Column, facts: Facts) -> Option<&'static str> {
    match column {
        Column::Block => Some(facts.kind.zh()),
        Column::Tier => Some(facts.kind.tier().zh()),
        Column::Origin => Some(facts.origin.name()),
        Column::Part => Some(facts.part.name()),
        _ => None,
    }
}

/// Number of different facts that [`code`] tells apart.
const CODES: usize = 1 << 13;

/// A small number that stands for what a passage says of itself.
fn code(facts: Facts) -> usize {
    (facts.kind as usize & 0xff) << 5 | (facts.part as usize & 7) << 2 | facts.origin as usize & 3
}

/// The passage at which a column's value for `passage` is kept.
fn holder(chars: &Chars, column: Column, passage: u32) -> u32 {
    let within = if column == Column::Heading { Within::Section } else { Within::Reply };
    chars.unit(within, passage)
}

/// One column of one segment, asked about passages in ascending order.
pub struct Asked<'a> {
    chars: &'a Chars,
    column: Column,
    values: Option<StrColumn>,
    accepts: &'a dyn Fn(&str) -> bool,
    /// Answers by value: of tantivy's, by its number; of a passage's own, by its code.
    known: RefCell<Vec<Option<bool>>>,
    /// The holder that was asked last, and its answer.
    last: Cell<Option<(u32, bool)>>,
}

impl<'a> Asked<'a> {
    /// Asks whether any value of `column` satisfies `accepts`.
    pub fn new(
        segment: &SegmentReader,
        chars: &'a Chars,
        column: Column,
        accepts: &'a dyn Fn(&str) -> bool,
    ) -> tantivy::Result<Asked<'a>> {
        let values = strings(segment, column)?;
        let known = match &values {
            Some(values) => values.num_terms(),
            None if column.is_of_passage() => CODES,
            None => 0,
        };
        let known = RefCell::new(vec![None; known]);
        Ok(Asked { chars, column, values, accepts, known, last: Cell::new(None) })
    }

    /// The answer for a passage.
    pub fn passes(&self, passage: u32) -> Result<bool, SearchError> {
        let mut known = self.known.borrow_mut();
        let Some(values) = &self.values else {
            let facts = self.chars.facts(passage);
            let Some(slot) = known.get_mut(code(facts)) else { return Ok(false) };
            let answer = || of_passage(self.column, facts).is_some_and(|value| (self.accepts)(value));
            return Ok(*slot.get_or_insert_with(answer));
        };
        let holder = holder(self.chars, self.column, passage);
        if let Some((_, answer)) = self.last.get().filter(|&(last, _)| last == holder) {
            return Ok(answer);
        }
        let mut answer = false;
        for ord in values.term_ords(holder) {
            let Some(slot) = known.get_mut(ord as usize) else { continue };
            answer = match *slot {
                Some(passes) => passes,
                None => {
                    let mut value = String::new();
                    values.ord_to_str(ord, &mut value)?;
                    *slot.insert((self.accepts)(&value))
                }
            };
            if answer {
                break;
            }
        }
        self.last.set(Some((holder, answer)));
        Ok(answer)
    }
}

fn strings(segment: &SegmentReader, column: Column) -> tantivy::Result<Option<StrColumn>> {
    if column.is_of_passage() {
        return Ok(None);
    }
    segment.fast_fields().str(&format!("c_{}", column.name()))
}

/// Adds to `totals` how many of the segment's `passages` (ascending) have each value of `column`.
pub fn count(
    segment: &SegmentReader,
    chars: &Chars,
    column: Column,
    passages: impl Iterator<Item = u32>,
    totals: &mut HashMap<String, u64>,
) -> tantivy::Result<()> {
    if column.is_of_passage() {
        let mut counts: Vec<(u64, Option<Facts>)> = vec![(0, None); CODES];
        for passage in passages {
            let facts = chars.facts(passage);
            if let Some(slot) = counts.get_mut(code(facts)) {
                *slot = (slot.0 + 1, Some(facts));
            }
        }
        for (count, facts) in counts {
            if let Some(value) = facts.and_then(|facts| of_passage(column, facts)) {
                *totals.entry(value.to_owned()).or_default() += count;
            }
        }
        return Ok(());
    }
    let Some(values) = strings(segment, column)? else { return Ok(()) };
    let mut counts = vec![0u64; values.num_terms()];
    let mut add = |holder: u32, of: u64| {
        for ord in values.term_ords(holder) {
            if let Some(count) = counts.get_mut(ord as usize) {
                *count += of;
            }
        }
    };
    // Passages of one letter follow each other: its values are looked up once.
    let mut run: Option<(u32, u64)> = None;
    for passage in passages {
        let holder = holder(chars, column, passage);
        match &mut run {
            Some((last, of)) if *last == holder => *of += 1,
            _ => {
                if let Some((last, of)) = run.replace((holder, 1)) {
                    add(last, of);
                }
            }
        }
    }
    if let Some((last, of)) = run {
        add(last, of);
    }
    for (ord, count) in (0..).zip(counts).filter(|&(_, count)| count > 0) {
        let mut value = String::new();
        values.ord_to_str(ord, &mut value)?;
        *totals.entry(value).or_default() += count;
    }
    Ok(())
}

/// The first value of a column that is kept for a passage's letter or section.
pub fn first(
    segment: &SegmentReader,
    chars: &Chars,
    column: Column,
    passage: u32,
) -> tantivy::Result<Option<String>> {
    let Some(values) = strings(segment, column)? else { return Ok(None) };
    let Some(ord) = values.term_ords(holder(chars, column, passage)).next() else { return Ok(None) };
    let mut value = String::new();
    values.ord_to_str(ord, &mut value)?;
    Ok(Some(value))
}

const _: () = {
    assert!((BlockKind::OriginalProposal as usize) < 1 << 8);
    assert!((Part::Text as usize) < 1 << 3 && (Origin::Corrected as usize) < 1 << 2);
};
