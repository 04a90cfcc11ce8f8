//! Marks → pieces: the letter cut up without remainder.
//!
//! In: marks in any order. Out: pieces that tile the text, each within one paragraph, blocks numbered.

use crate::reply::layout::{PieceMark, Sheet};
use crate::reply::model::{BlockKind, Origin, Part, Piece};
use dafu_words::span::Span;

/// The pieces of a letter. A paragraph without a mark at its start becomes `body`.
pub(super) fn build(sheet: &Sheet<'_>, mut marks: Vec<PieceMark>) -> Vec<Piece> {
    // Of two marks at one place the later one counts: it was set with more knowledge.
    marks.reverse();
    marks.sort_by_key(|mark| mark.at);
    marks.dedup_by_key(|mark| mark.at);
    let mut pieces: Vec<Piece> = Vec::with_capacity(marks.len());
    let mut next = marks.into_iter().peekable();
    for (paragraph, (&shadow, &whole)) in
        sheet.shadow.paragraphs().iter().zip(sheet.text.paragraphs()).enumerate()
    {
        let first = pieces.len();
        while next.next_if(|mark| mark.at < shadow.start).is_some() {}
        let inside = |at: usize| at < shadow.end || at == shadow.start;
        if next.peek().is_none_or(|mark| mark.at != shadow.start || !inside(mark.at)) {
            pieces.push(piece(whole.start, paragraph, default_mark(shadow.start)));
        }
        while let Some(mark) = next.next_if(|mark| inside(mark.at)) {
            let start = if mark.at == shadow.start { whole.start } else { sheet.shadow.place(mark.at) };
            pieces.push(piece(start, paragraph, mark));
        }
        let mut end = whole.end;
        for piece in pieces[first..].iter_mut().rev() {
            piece.span.end = end;
            end = piece.span.start;
        }
    }
    pieces.retain(|piece| !piece.span.is_empty());
    number_blocks(&mut pieces);
    pieces
}

fn default_mark(at: usize) -> PieceMark {
    PieceMark {
        at,
        kind: BlockKind::Body,
        origin: Origin::Inferred,
        cue: String::new(),
        part: Part::Text,
        item: None,
        section: None,
    }
}

fn piece(start: usize, paragraph: usize, mark: PieceMark) -> Piece {
    Piece {
        span: Span::new(start, start),
        paragraph,
        kind: mark.kind,
        origin: mark.origin,
        cue: mark.cue,
        part: mark.part,
        section: mark.section,
        block: None,
        item: mark.item,
    }
}

/// A block is a run of pieces of one kind, origin and section; a label always opens another.
fn number_blocks(pieces: &mut [Piece]) {
    let mut count = 0;
    let mut last: Option<(BlockKind, Origin, Option<usize>)> = None;
    for piece in pieces {
        if piece.kind.is_frame() {
            last = None;
            continue;
        }
        let here = (piece.kind, piece.origin, piece.section);
        if last != Some(here) || piece.part == Part::Label {
            count += 1;
        }
        last = Some(here);
        piece.block = Some(count - 1);
    }
}
