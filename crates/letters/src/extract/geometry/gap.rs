//! What the gaps between pieces of one row stand for.
//!
//! In: pieces from left to right. Out: their text, with a space where a gap is one, and the places where a row falls
//! into cells. Makers omit spaces and fake them by moving on; others set Han characters apart for looks, and then
//! all gaps of a row are wide and none is a space.

use super::clean::RowPiece;
use crate::extract::reflow::layout::{CLOSERS, EITHER_WIDTH, OPENERS};
use dafu_words::script::is_han;

/// Ems of a gap that parts two cells.
const CELL: f32 = 1.6;
/// Ems of a gap that is a space between Latin letters or digits.
const LATIN: f32 = 0.16;
/// Ems of a gap that is a space beside Latin punctuation.
const POINT: f32 = 0.2;
/// Ems of a gap that is a space beside a Han character; less is put there by the setting itself.
const HAN: f32 = 0.6;
/// Ems of a gap that is a space between a figure and a point.
const FIGURE: f32 = 0.35;
/// Ems of a gap that is a space beside a mark that is narrow in some fonts and wide in others.
const MARK: f32 = 0.9;
/// Ems that glyphs are set apart at most.
const LOOSEST: f32 = 2.5;

/// Ems by which the glyphs of a row are set apart for looks.
pub(super) fn spacing(pieces: &[RowPiece]) -> f32 {
    let single = |piece: &RowPiece| piece.text.chars().nth(1).is_none();
    let mut gaps: Vec<f32> = pieces
        .iter()
        .zip(pieces.iter().skip(1))
        .filter(|(piece, next)| single(piece) && single(next))
        .map(|(piece, next)| ems(piece, next))
        .collect();
    if gaps.len() < 2 {
        // Two characters alone are set apart; more would tell.
        let alone = pieces.len() == 2 && gaps.first().is_some_and(|&gap| gap < LOOSEST);
        let han = pieces.iter().all(|piece| piece.text.chars().all(is_han));
        return if alone && han { gaps.first().copied().unwrap_or(0.0).max(0.0) } else { 0.0 };
    }
    gaps.sort_by(f32::total_cmp);
    gaps.get((gaps.len() - 1) / 2).copied().unwrap_or(0.0).clamp(0.0, LOOSEST)
}

fn ems(piece: &RowPiece, next: &RowPiece) -> f32 {
    (next.left - piece.right) / piece.size.max(next.size).max(0.1)
}

/// True when the gap between two pieces parts cells, in a row set apart by `spacing`.
pub(super) fn parts_cells(piece: &RowPiece, next: &RowPiece, spacing: f32) -> bool {
    ems(piece, next) - spacing > CELL
}

/// The text of `pieces`.
pub(super) fn text(pieces: &[RowPiece]) -> String {
    let spacing = spacing(pieces);
    let mut text = String::new();
    let mut last: Option<&RowPiece> = None;
    for piece in pieces {
        if last.is_some_and(|last| is_space(last, piece, spacing)) {
            text.push(' ');
        }
        text.push_str(&piece.text);
        last = Some(piece);
    }
    text
}

fn is_space(piece: &RowPiece, next: &RowPiece, spacing: f32) -> bool {
    let gap = ems(piece, next);
    if (piece.spaced_after || next.spaced_before) && gap > 0.02 {
        return true;
    }
    let gap = gap - spacing;
    // Nothing stands apart from the inner side of a bracket or quote.
    let opens = |c: char| OPENERS.contains(c);
    let closes = |c: char| CLOSERS.contains(c);
    let (Some(last), Some(first)) = (piece.text.chars().next_back(), next.text.chars().next()) else {
        return false;
    };
    let narrow = |c: char| (c as u32) < 0x2E80 && !EITHER_WIDTH.contains(c);
    if opens(last) || closes(first) {
        return false;
    }
    let least = match (narrow(last), narrow(first)) {
        (true, true) if last.is_alphanumeric() && first.is_alphanumeric() => LATIN,
        // `2021. 10. 15` is a matter of narrow points in wide places.
        (true, true) if last.is_ascii_digit() || first.is_ascii_digit() => FIGURE,
        (true, true) => POINT,
        _ if EITHER_WIDTH.contains(last) || EITHER_WIDTH.contains(first) => MARK,
        _ => HAN,
    };
    gap > least
}
