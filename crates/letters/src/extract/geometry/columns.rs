//! Columns of text beside each other.
//!
//! In: the rows of all pages from top to bottom. Out: the rows in reading order: where text is set in two columns,
//! those of the left one come first, down to a row that runs across both; a bar of words beside the text is such a
//! column. The cells of a table stay beside each other: most of their lines are short, or a cell ends before the one
//! beside it does; columns of text are full and go on.

use super::clean::RowPiece;
use super::gap;
use super::row::Row;
use super::sheet;
use dafu_words::numerals::is_numeral;
use dafu_words::script::is_han;

/// Rows beside each other that make columns.
const FEWEST: usize = 4;
/// Ems of the gap between columns.
const GUTTER: f32 = 0.9;
/// Ems that a column is wide at least.
const NARROWEST: f32 = 8.0;
/// Parts of an em by which the white between columns is measured.
const PARTS: f32 = 4.0;
/// Places across a page that are told apart at most.
const MOST_PLACES: f32 = 4000.0;
/// Stretches of white that are looked at.
const MOST_WHITES: usize = 6;
/// Ems of white that part cells.
const CELL: f32 = 1.6;
/// Times the distance of lines of a hole in a column.
const HOLE: f32 = 2.3;
/// Holes beside text that show the cells of a table.
const HOLES: usize = 2;

/// Columns of a text that goes on from one to the next.
const TEXT: u16 = 2;
/// A text and a bar beside it.
pub(super) const BAR: u16 = 3;

/// The white between two columns.
#[derive(Clone, Copy)]
struct Gutter {
    place: f32,
    kind: u16,
}

/// The rows of all pages in reading order.
pub(super) fn in_order(pages: Vec<Vec<Row>>) -> Vec<Row> {
    let gutters: Vec<Option<Gutter>> = pages.iter().map(|rows| gutter(rows)).collect();
    // A page with few lines has the columns of the others.
    let of_text = gutters.iter().flatten().filter(|gutter| gutter.kind == TEXT);
    let usual = sheet::middle(of_text.map(|gutter| gutter.place).collect());
    let mut found = Vec::new();
    for (rows, gutter) in pages.into_iter().zip(gutters) {
        let as_usual = || usual.filter(|&usual| continues(&rows, usual));
        let gutter = gutter.or_else(|| as_usual().map(|place| Gutter { place, kind: TEXT }));
        match gutter {
            Some(gutter) => found.extend(page(rows, gutter)),
            None => found.extend(rows),
        }
    }
    found
}

fn page(rows: Vec<Row>, gutter: Gutter) -> Vec<Row> {
    let mut found = Vec::with_capacity(rows.len());
    let mut band: Vec<Row> = Vec::new();
    for row in rows {
        if crosses(&row, gutter.place) {
            found.extend(divided(std::mem::take(&mut band), gutter));
            found.push(row);
        } else {
            band.push(row);
        }
    }
    found.extend(divided(band, gutter));
    found
}

fn crosses(row: &Row, gutter: f32) -> bool {
    let least = (GUTTER + gap::spacing(&row.pieces)) * row.size;
    row.pieces.iter().any(|piece| piece.left < gutter && piece.right > gutter)
        || row.pieces.iter().zip(row.pieces.iter().skip(1)).any(|(piece, next)| {
            piece.right <= gutter && next.left >= gutter && next.left - piece.right < least
        })
}

/// True when no row of a short page crosses the gutter that other pages have.
fn continues(rows: &[Row], gutter: f32) -> bool {
    !rows.iter().any(|row| crosses(row, gutter))
}

/// Where the white between two columns runs, if there are two.
fn gutter(rows: &[Row]) -> Option<Gutter> {
    let size = sheet::usual_size(rows.iter().map(|row| (row.size, row.pieces.len()))).max(0.5);
    let left = rows.iter().map(Row::left).fold(f32::MAX, f32::min);
    let right = rows.iter().map(Row::right).fold(f32::MIN, f32::max);
    let step = (size / PARTS).max((right - left) / MOST_PLACES);
    if rows.len() < FEWEST || right - left < 2.0 * NARROWEST * size {
        return None;
    }
    let covered = coverage(rows, left, step, ((right - left) / step) as usize + 1);
    let inner = covered.len() / 50..covered.len() * 49 / 50;
    let fewest = covered.get(inner.clone())?.iter().min().copied()?;
    // What crosses the white are titles; a bar beside the text ends before the text does.
    let strict = whites(&covered, inner.clone(), (rows.len() / 3).min(fewest + rows.len() / 20));
    let loose = whites(&covered, inner, (rows.len() / 3).min(fewest + rows.len() / 4));
    let is_wide = |(from, to): &(usize, usize)| (to - from + 1) as f32 * step >= GUTTER * size * 0.8;
    let all = strict.into_iter().chain(loose).filter(is_wide);
    // The right column begins where its lines do, the left one ends raggedly.
    let place = |(_, to): (usize, usize)| left + (to as f32 + 0.5) * step - GUTTER * size * 0.4;
    all.take(2 * MOST_WHITES)
        .map(place)
        .find_map(|place| Some(Gutter { place, kind: kind(rows, place, size)? }))
}

/// The longest stretches of places `within` that at most `most` rows have text at.
fn whites(covered: &[usize], within: std::ops::Range<usize>, most: usize) -> Vec<(usize, usize)> {
    let mut whites: Vec<(usize, usize)> = Vec::new();
    let mut open = false;
    for (at, count) in covered.iter().enumerate().take(within.end).skip(within.start) {
        match whites.last_mut().filter(|_| open) {
            Some(white) if *count <= most => white.1 = at,
            _ if *count <= most => whites.push((at, at)),
            _ => {}
        }
        open = *count <= most;
    }
    whites.sort_by_key(|(from, to)| std::cmp::Reverse(to - from));
    whites.truncate(MOST_WHITES);
    whites
}

/// How many rows have text at each of `count` places.
fn coverage(rows: &[Row], left: f32, step: f32, count: usize) -> Vec<usize> {
    let mut changes = vec![0i64; count + 2];
    let mut change = |at: f32, by: i64| {
        let at = ((at - left) / step).clamp(0.0, count as f32) as usize;
        if let Some(change) = changes.get_mut(at) {
            *change += by;
        }
    };
    for row in rows {
        let mut stretch: Option<(f32, f32)> = None;
        for piece in &row.pieces {
            match stretch {
                Some((start, end)) if piece.left - end < row.size * 0.7 => {
                    stretch = Some((start, end.max(piece.right)));
                }
                other => {
                    other.into_iter().for_each(|(start, end)| {
                        change(start, 1);
                        change(end + step, -1);
                    });
                    stretch = Some((piece.left, piece.right));
                }
            }
        }
        stretch.into_iter().for_each(|(start, end)| {
            change(start, 1);
            change(end + step, -1);
        });
    }
    let mut sum = 0;
    changes
        .into_iter()
        .take(count)
        .map(|change| {
            sum += change;
            usize::try_from(sum).unwrap_or(0)
        })
        .collect()
}

/// A column's part of a row.
#[derive(Clone, Copy)]
struct Half {
    left: f32,
    right: f32,
    y: f32,
    /// White parts it into cells.
    is_cells: bool,
    /// It is no mere number.
    is_words: bool,
}

impl Half {
    fn of(pieces: &[&RowPiece]) -> Option<Half> {
        let first = pieces.first()?;
        let right = pieces.iter().map(|piece| piece.right).fold(f32::MIN, f32::max);
        let pairs = pieces.iter().zip(pieces.iter().skip(1));
        let is_cells = pairs.clone().any(|(piece, next)| next.left - piece.right > CELL * piece.size);
        let is_word = |c: char| is_han(c) && !is_numeral(c);
        let is_words = pieces.iter().any(|piece| piece.text.contains(is_word));
        Some(Half { left: first.left, right, y: first.y, is_cells, is_words })
    }
}

/// What the rows on both sides of `gutter` are, if they are columns.
fn kind(rows: &[Row], gutter: f32, size: f32) -> Option<u16> {
    let (mut lefts, mut rights): (Vec<Half>, Vec<Half>) = (Vec::new(), Vec::new());
    for row in rows.iter().filter(|row| !crosses(row, gutter)) {
        let (left, right): (Vec<&RowPiece>, Vec<&RowPiece>) =
            row.pieces.iter().partition(|piece| piece.right <= gutter);
        lefts.extend(Half::of(&left));
        rights.extend(Half::of(&right));
    }
    let holes = || holes(&lefts, &rights) + holes(&rights, &lefts);
    let full = |lines: &[Half]| full_share(lines, NARROWEST * size, size) >= 0.4;
    if full(&lefts) && full(&rights) && holes() < HOLES {
        return Some(TEXT);
    }
    (is_bar(&lefts, &rights, size) || is_bar(&rights, &lefts, size)).then_some(BAR)
}

/// The share of these lines that reach the right edge; none if that is not `width` from the left one at least.
fn full_share(lines: &[Half], width: f32, size: f32) -> f32 {
    let edge = lines.iter().map(|line| line.right).fold(f32::MIN, f32::max);
    let start = lines.iter().map(|line| line.left).fold(f32::MAX, f32::min);
    if lines.len() < FEWEST || edge - start < width {
        return 0.0;
    }
    lines.iter().filter(|line| line.right > edge - 2.5 * size).count() as f32 / lines.len() as f32
}

/// True when `bar` is a list of words beside `text`: a web page has one, and its lines keep no step with the text.
fn is_bar(bar: &[Half], text: &[Half], size: f32) -> bool {
    let in_step = |part: &&Half| {
        let after = text.partition_point(|line| line.y < part.y - 0.03 * size);
        text.get(after).is_some_and(|line| line.y <= part.y + 0.03 * size)
    };
    let words = bar.iter().filter(|part| part.is_words).count();
    let cells = text.iter().filter(|line| line.is_cells).count();
    bar.len() >= FEWEST
        && words * 5 >= bar.len() * 3
        && bar.iter().filter(in_step).count() * 5 <= bar.len() * 2
        && cells * 5 <= text.len()
        && text.len() >= 2 * FEWEST
        && full_share(text, 2.0 * NARROWEST * size, size) >= 0.15
}

/// How often a column stops while the one beside it goes on.
fn holes(column: &[Half], beside: &[Half]) -> usize {
    let steps = || column.iter().zip(column.iter().skip(1)).map(|(a, b)| (a.y, b.y));
    let Some(usual) = sheet::middle(steps().map(|(a, b)| b - a).collect()) else { return 0 };
    let within = |from: f32, to: f32| {
        let first = beside.partition_point(|part| part.y <= from + usual * 0.5);
        beside.get(first).is_some_and(|part| part.y < to - usual * 0.5)
    };
    steps().filter(|&(a, b)| b - a > HOLE * usual && within(a, b)).count()
}

/// The rows of the left column, then those of the right one.
fn divided(band: Vec<Row>, gutter: Gutter) -> Vec<Row> {
    let (mut lefts, mut rights) = (Vec::new(), Vec::new());
    for row in band {
        let (left, right): (Vec<RowPiece>, Vec<RowPiece>) =
            row.pieces.iter().cloned().partition(|piece| piece.right <= gutter.place);
        let part = |pieces, at| Row { pieces, column: (at, gutter.kind), ..row.clone() }.settled();
        if !left.is_empty() {
            lefts.push(part(left, 0));
        }
        if !right.is_empty() {
            rights.push(part(right, 1));
        }
    }
    lefts.append(&mut rights);
    lefts
}
