//! Values of letters, sections and passages in one segment.
//!
//! In: an open segment. Out: tests, counts and values by passage. Tantivy's columns hold what letters and sections
//! say, each once, at their first passage; what a passage says of itself comes from the character layer.

use std::collections::HashMap;

use tantivy::columnar::StrColumn;

use crate::backend::PassageFacts;
use crate::embedded::chars::reader::Chars;
use crate::embedded::snapshot::OpenSegment;
use crate::record::Column;
use crate::request::Within;
use dafu_letters::reply::model::{BlockKind, Origin, Part};

/// The value that a passage has in a column of its own.
pub(crate) fn of_passage(column: Column, facts: PassageFacts) -> Option<&'static str> {
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
fn code(facts: PassageFacts) -> usize {
    (facts.kind as usize & 0xff) << 5 | (facts.part as usize & 7) << 2 | facts.origin as usize & 3
}

/// The passage at which a column's value for `passage` is kept.
fn holder(chars: &Chars, column: Column, passage: u32) -> u32 {
    let within = if column == Column::Heading { Within::Section } else { Within::Reply };
    chars.unit(within, passage)
}

/// Calls `each` with the numbers of a column's values at each run of `passages` (ascending) whose values are kept at
/// one place, and the length of the run.
fn each_run(
    chars: &Chars,
    column: Column,
    passages: &[u32],
    values: &StrColumn,
    mut each: impl FnMut(&[u64], usize),
) {
    let mut ords = Vec::new();
    let mut rest = passages;
    while let Some(&first) = rest.first() {
        let holder = holder(chars, column, first);
        // Passages of one letter follow each other: its values are looked up once.
        let end = match column {
            Column::Heading => {
                rest.iter().take_while(|&&next| self::holder(chars, column, next) == holder).count()
            }
            _ => {
                let behind = chars.letter(chars.letter_of(first) + 1).1;
                rest.partition_point(|&next| next < behind).max(1)
            }
        };
        ords.clear();
        ords.extend(values.term_ords(holder));
        each(&ords, end);
        rest = &rest[end..];
    }
}

/// Calls `each` with each of the values that the ascending `ords` number.
fn each_value(values: &StrColumn, ords: &[u64], mut each: impl FnMut(u64, &str)) -> tantivy::Result<()> {
    let mut numbers = ords.iter();
    let told = values.dictionary().sorted_ords_to_term_cb(ords, |value| {
        if let (Some(&ord), Ok(value)) = (numbers.next(), std::str::from_utf8(value)) {
            each(ord, value);
        }
    })?;
    match told {
        true => Ok(()),
        false => Err(tantivy::TantivyError::InternalError("a column without its values".to_owned())),
    }
}

/// Appends to `passing` for each of the segment's `passages` (ascending) whether any value of `column` there
/// satisfies `accepts`. Each value is judged once.
pub(crate) fn passing(
    segment: &OpenSegment,
    column: Column,
    passages: &[u32],
    accepts: &dyn Fn(&str) -> bool,
    passing: &mut Vec<bool>,
) -> tantivy::Result<()> {
    let chars = &segment.chars;
    if column.is_of_passage() {
        let mut known: Vec<Option<bool>> = vec![None; CODES];
        for &passage in passages {
            let facts = chars.facts(passage);
            let answer = || of_passage(column, facts).is_some_and(accepts);
            passing.push(known.get_mut(code(facts)).is_some_and(|known| *known.get_or_insert_with(answer)));
        }
        return Ok(());
    }
    let Some(values) = segment.column(column)? else {
        passing.resize(passing.len() + passages.len(), false);
        return Ok(());
    };
    let mut met: Vec<u64> = Vec::new();
    let mut runs: Vec<(usize, std::ops::Range<usize>)> = Vec::new();
    let mut all: Vec<u64> = Vec::new();
    each_run(chars, column, passages, &values, |ords, length| {
        runs.push((length, all.len()..all.len() + ords.len()));
        all.extend_from_slice(ords);
    });
    let mut asked = all.clone();
    asked.sort_unstable();
    asked.dedup();
    each_value(&values, &asked, |ord, value| {
        if accepts(value) {
            met.push(ord);
        }
    })?;
    for (length, ords) in runs {
        let passes = all[ords].iter().any(|ord| met.binary_search(ord).is_ok());
        passing.resize(passing.len() + length, passes);
    }
    Ok(())
}

/// Adds to `totals` how many of the segment's `passages` (ascending) have each value of `column`.
pub(crate) fn count(
    segment: &OpenSegment,
    column: Column,
    passages: &[u32],
    totals: &mut HashMap<String, u64>,
) -> tantivy::Result<()> {
    let chars = &segment.chars;
    if column.is_of_passage() {
        let mut counts: Vec<(u64, Option<PassageFacts>)> = vec![(0, None); CODES];
        for &passage in passages {
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
    let Some(values) = segment.column(column)? else { return Ok(()) };
    let mut counts = vec![0u64; values.num_terms()];
    each_run(chars, column, passages, &values, |ords, length| {
        for &ord in ords {
            if let Some(count) = counts.get_mut(ord as usize) {
                *count += length as u64;
            }
        }
    });
    let met: Vec<u64> = (0..).zip(&counts).filter(|&(_, &count)| count > 0).map(|(ord, _)| ord).collect();
    each_value(&values, &met, |ord, value| {
        *totals.entry(value.to_owned()).or_default() += counts[ord as usize];
    })
}

/// Calls `each` with the values of a column at the segment's `passages` (ascending), and with the places of those that
/// have it; `before` places come before theirs. Each value comes once.
pub(crate) fn each_of(
    segment: &OpenSegment,
    column: Column,
    passages: &[u32],
    before: usize,
    each: &mut dyn FnMut(&str, &[usize]),
) -> tantivy::Result<()> {
    let Some(values) = segment.column(column)? else { return Ok(()) };
    let mut held: Vec<(u64, usize)> = Vec::new();
    let mut place = before;
    each_run(&segment.chars, column, passages, &values, |ords, length| {
        for place in place..place + length {
            held.extend(ords.iter().map(|&ord| (ord, place)));
        }
        place += length;
    });
    held.sort_unstable();
    let places: Vec<usize> = held.iter().map(|&(_, place)| place).collect();
    let mut ords: Vec<u64> = held.iter().map(|&(ord, _)| ord).collect();
    ords.dedup();
    let mut told = 0;
    each_value(&values, &ords, |ord, value| {
        let end = told + held[told..].partition_point(|&(of, _)| of == ord);
        each(value, &places[told..end]);
        told = end;
    })
}

/// The first value of a column that is kept for a passage's letter or section.
pub(crate) fn first(segment: &OpenSegment, column: Column, passage: u32) -> tantivy::Result<Option<String>> {
    let Some(values) = segment.column(column)? else { return Ok(None) };
    let Some(ord) = values.term_ords(holder(&segment.chars, column, passage)).next() else { return Ok(None) };
    let mut value = String::new();
    values.ord_to_str(ord, &mut value)?;
    Ok(Some(value))
}

const _: () = {
    assert!((BlockKind::OriginalProposal as usize) < 1 << 8);
    assert!((Part::Text as usize) < 1 << 3 && (Origin::Corrected as usize) < 1 << 2);
};
