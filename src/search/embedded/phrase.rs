//! Phrases over one segment's postings.
//!
//! In: terms with their offsets. Out: the documents in which they stand at these offsets, with the number of places.
//! Written over tantivy's postings because its `PhraseQuery` panics on one term and hides the count.

use tantivy::postings::{Postings as _, SegmentPostings};
use tantivy::schema::{IndexRecordOption, Term};
use tantivy::{DocId, DocSet, InvertedIndexReader, TERMINATED};

/// Calls `emit(document, count)` for each document in ascending order.
pub fn each_match(
    index: &InvertedIndexReader,
    terms: &[(u32, Term)],
    mut emit: impl FnMut(DocId, u32),
) -> std::io::Result<()> {
    if let [(_, term)] = terms {
        let Some(mut postings) = index.read_postings(term, IndexRecordOption::WithFreqs)? else {
            return Ok(());
        };
        while postings.doc() != TERMINATED {
            emit(postings.doc(), postings.term_freq());
            postings.advance();
        }
        return Ok(());
    }
    let mut lists: Vec<(u32, SegmentPostings)> = Vec::with_capacity(terms.len());
    for (offset, term) in terms {
        match index.read_postings(term, IndexRecordOption::WithFreqsAndPositions)? {
            Some(postings) => lists.push((*offset, postings)),
            None => return Ok(()),
        }
    }
    lists.sort_by_key(|(_, postings)| postings.size_hint());
    let mut starts = Vec::new();
    let mut positions = Vec::new();
    while let Some(document) = align(&mut lists) {
        starts.clear();
        for (rank, (offset, postings)) in lists.iter_mut().enumerate() {
            postings.positions(&mut positions);
            positions.retain(|&position| position >= *offset);
            positions.iter_mut().for_each(|position| *position -= *offset);
            // Words of one offset can be several: equal positions count once.
            positions.dedup();
            if rank == 0 {
                starts.extend_from_slice(&positions);
            } else {
                intersect(&mut starts, &positions);
            }
            if starts.is_empty() {
                break;
            }
        }
        if !starts.is_empty() {
            emit(document, starts.len() as u32);
        }
        match lists.first_mut() {
            Some((_, first)) => first.advance(),
            None => return Ok(()),
        };
    }
    Ok(())
}

/// Moves all lists to the next document that they share.
fn align(lists: &mut [(u32, SegmentPostings)]) -> Option<DocId> {
    let (first, others) = lists.split_first_mut()?;
    let mut candidate = first.1.doc();
    'candidates: loop {
        if candidate == TERMINATED {
            return None;
        }
        for (_, other) in others.iter_mut() {
            let reached = if other.doc() < candidate { other.seek(candidate) } else { other.doc() };
            if reached != candidate {
                candidate = if reached == TERMINATED { TERMINATED } else { first.1.seek(reached) };
                continue 'candidates;
            }
        }
        return Some(candidate);
    }
}

/// Keeps in `kept` what `other` holds, too; both ascending.
fn intersect(kept: &mut Vec<u32>, other: &[u32]) {
    let mut rest = other.iter().copied().peekable();
    kept.retain(|&value| {
        while rest.next_if(|&next| next < value).is_some() {}
        rest.peek() == Some(&value)
    });
}
