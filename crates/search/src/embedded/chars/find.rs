//! Where a literal stands in a segment.
//!
//! In: a folded literal. Out: for each passage in which it begins the number of places, and whether it stands
//! there as whole words. Two or more characters: lists of the grams that cover the literal, intersected, the shortest
//! leading. One character: all lists that begin with it, brought into order by marking positions in a bit field, a
//! window at a time.

use crate::backend::Whole;
use crate::embedded::chars::gather::{Gathered, Held};
use crate::embedded::chars::positions::Positions;
use crate::embedded::chars::reader::Chars;

/// Positions marked at a time.
const WINDOW: u32 = 1 << 26;
/// What looking a place up in a list costs, in positions that could be read instead.
const SEEK: u64 = 16;

/// Passages to look into: the first, and one past the last.
pub(crate) type Range = (u32, u32);

/// Calls `emit` for each passage of `ranges` (ascending, apart) that holds the literal, in ascending order.
pub(crate) fn each(
    chars: &Chars,
    literal: &[char],
    whole: Whole,
    ranges: &[Range],
    emit: &mut dyn FnMut(Held),
) {
    let mut gathered = Gathered::new(chars, literal.len() as u32, whole);
    let places = positions_of(chars, ranges);
    match literal {
        [] => {}
        [one] => each_of_one(chars, *one, &places, |position| gathered.add(position, emit)),
        several => each_of_several(chars, several, &places, |position| gathered.add(position, emit)),
    }
    gathered.finish(emit);
}

/// At least as many places as the literal has, told without reading a list.
pub(crate) fn at_most(chars: &Chars, literal: &[char]) -> u64 {
    match literal {
        [] => 0,
        [one] => chars.group(*one).map_or(0, |group| {
            (0..group.grams()).map(|gram| u64::from(Positions::count_of(chars.list(group, gram)))).sum()
        }),
        several => {
            let count = |pair: &[char]| chars.gram(pair[0], pair[1]).map_or(0, Positions::count_of);
            several.windows(2).map(count).min().map_or(0, u64::from)
        }
    }
}

/// Positions of the passages of `ranges` and of their lanes, ascending: first, and one past the last.
fn positions_of(chars: &Chars, ranges: &[Range]) -> Vec<(u32, u32)> {
    if let [(0, end)] = ranges
        && *end >= chars.passages()
    {
        return vec![(0, chars.positions().1)];
    }
    let mut places: Vec<(u32, u32)> =
        ranges.iter().map(|&(first, end)| (chars.start(first), chars.start(end))).collect();
    for &(first, end) in ranges.iter().filter(|_| chars.lanes() > 0) {
        let (low, high) = (chars.first_lane(first), chars.first_lane(end));
        if low < high {
            places.push((chars.lane(low).1, chars.lane(high - 1).2));
        }
    }
    places
}

/// Calls `emit` with each position within `places` where the literal of two or more characters begins, ascending.
fn each_of_several(chars: &Chars, literal: &[char], places: &[(u32, u32)], mut emit: impl FnMut(u32)) {
    let mut lists: Vec<(u32, Positions<'_>)> = Vec::with_capacity(literal.len() / 2 + 1);
    // Grams at 0, 2, 4 … and the last cover the literal.
    let last = literal.len() - 2;
    for at in (0..last).step_by(2).chain([last]) {
        match chars.gram(literal[at], literal[at + 1]) {
            Some(list) => lists.push((at as u32, Positions::open(list))),
            None => return,
        }
    }
    lists.sort_by_key(|(_, list)| list.count());
    let Some(((lead, list), others)) = lists.split_first_mut() else { return };
    for &(from, to) in places {
        if others.is_empty() {
            each_until(list, from, to, &mut emit);
        } else if !each_shared((*lead, list), others, from, to, &mut emit) {
            return;
        }
    }
}

/// Calls `emit` with the list's positions from `from` up to `to`.
fn each_until(list: &mut Positions<'_>, from: u32, to: u32, mut emit: impl FnMut(u32)) {
    if list.seek(from).is_none() {
        return;
    }
    loop {
        let block = list.block();
        let within = match block.last() {
            Some(&last) if last >= to => block.partition_point(|&position| position < to),
            _ => block.len(),
        };
        block[..within].iter().for_each(|&position| emit(position));
        if within < block.len() {
            return list.pass(within);
        }
        if !list.next_block() {
            return;
        }
    }
}

/// Calls `emit` with the starts from `from` up to `to` at which all lists have their offset; false at the end of a list.
fn each_shared(
    (lead, list): (u32, &mut Positions<'_>),
    others: &mut [(u32, Positions<'_>)],
    from: u32,
    to: u32,
    mut emit: impl FnMut(u32),
) -> bool {
    let mut wanted = from;
    'starts: loop {
        let start = list.seek(wanted.saturating_add(lead)).and_then(|position| position.checked_sub(lead));
        // In a damaged file positions do not ascend: the search ends there instead of going round in circles.
        let Some(start) = start.filter(|&start| start >= wanted) else { return false };
        if start >= to {
            return true;
        }
        for (offset, other) in others.iter_mut() {
            let expected = start.saturating_add(*offset);
            match other.seek(expected) {
                None => return false,
                Some(found) if found > expected => {
                    wanted = found - *offset;
                    continue 'starts;
                }
                Some(_) => {}
            }
        }
        emit(start);
        wanted = start.saturating_add(1);
    }
}

/// Calls `emit` with each position within `places` at which the character stands, ascending.
fn each_of_one(chars: &Chars, character: char, places: &[(u32, u32)], mut emit: impl FnMut(u32)) {
    let Some(group) = chars.group(character) else { return };
    let mut lists: Vec<Positions<'_>> = chars.lists(group).map(|(_, list)| list).collect();
    let all: u64 = lists.iter().map(|list| u64::from(list.count())).sum();
    let (Some(&(from, _)), Some(&(_, to))) = (places.first(), places.last()) else { return };
    if (lists.len() * places.len()) as u64 * SEEK < all {
        let mut positions = Vec::new();
        for list in &mut lists {
            places
                .iter()
                .for_each(|&(from, to)| each_until(list, from, to, |position| positions.push(position)));
        }
        positions.sort_unstable();
        return positions.into_iter().for_each(emit);
    }
    // Reading all lists is cheaper than looking each place up in each of them.
    let mut place = 0;
    each_in_order(&mut lists, from, to, all, |position| {
        while places.get(place).is_some_and(|&(_, to)| to <= position) {
            place += 1;
        }
        if places.get(place).is_some_and(|&(from, _)| from <= position) {
            emit(position);
        }
    });
}

/// Calls `emit` with the positions of all lists (`all` together) from `from` up to `to`, ascending.
fn each_in_order(lists: &mut [Positions<'_>], from: u32, to: u32, all: u64, mut emit: impl FnMut(u32)) {
    if all < u64::from(to.saturating_sub(from)) / 512 {
        // Few: sorting them is cheaper than walking over a field.
        let mut positions = Vec::with_capacity(all as usize);
        for list in lists {
            each_until(list, from, to, |position| positions.push(position));
        }
        positions.sort_unstable();
        return positions.into_iter().for_each(emit);
    }
    let mut window = from;
    let mut field = vec![0u64; (WINDOW.min(to.saturating_sub(from)) / 64) as usize + 1];
    while window < to {
        let end = window.saturating_add(WINDOW).min(to);
        for list in &mut *lists {
            each_until(list, window, end, |position| {
                let place = position.wrapping_sub(window);
                if let Some(word) = field.get_mut(place as usize / 64) {
                    *word |= 1 << (place % 64);
                }
            });
        }
        for (at, word) in (0u32..).zip(&mut field) {
            let mut bits = std::mem::take(word);
            while bits != 0 {
                emit(window + at * 64 + bits.trailing_zeros());
                bits &= bits - 1;
            }
        }
        window = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::embedded::chars::build::Builder;
    use crate::embedded::chars::code::{self, UNITS};
    use crate::embedded::chars::merge::{Source, merge};
    use proptest::prelude::*;
    use tantivy::directory::OwnedBytes;

    /// A file of letters of one paragraph, each passage beginning where the last one ended.
    fn file(letters: &[Vec<String>]) -> Vec<u8> {
        let mut builder = Builder::default();
        for (number, letter) in (1u64..).zip(letters) {
            for (at, text) in letter.iter().enumerate() {
                let flags = if at == 0 { UNITS | code::LETTER } else { 1 };
                let mut bytes = vec![flags, 3, 4];
                bytes.extend([0; 12]);
                if at == 0 {
                    bytes.extend(number.to_le_bytes());
                }
                bytes.extend((text.chars().count() as u32).to_le_bytes());
                text.chars().for_each(|c| bytes.extend(u32::from(c).to_le_bytes()));
                assert!(builder.add(&bytes));
            }
        }
        builder.write(Vec::new()).unwrap()
    }

    fn open(bytes: Vec<u8>) -> Option<Chars> {
        Chars::open(OwnedBytes::new(bytes))
    }

    fn held(chars: &Chars, literal: &str) -> Vec<(u32, u32)> {
        let literal: Vec<char> = literal.chars().collect();
        let mut found = Vec::new();
        each(chars, &literal, Whole::Noted, &[(0, chars.passages())], &mut |held| {
            found.push((held.passage, held.count));
        });
        found
    }

    fn letters() -> impl Strategy<Value = Vec<Vec<String>>> {
        proptest::collection::vec(proptest::collection::vec("[甲乙丙]{0,9}", 1..4), 1..6)
    }

    proptest! {
        #[test]
        fn merged_files_hold_what_one_file_of_the_living_letters_holds(
            parts in proptest::collection::vec(letters(), 1..4), dead in any::<u32>(), literal in "[甲乙丙]{1,5}"
        ) {
            let (mut alive, mut sources) = (Vec::new(), Vec::new());
            for part in &parts {
                let chars = open(file(part)).unwrap();
                let of: Vec<u32> = (0..chars.passages()).map(|passage| chars.letter_of(passage)).collect();
                let is_alive = move |letter: u32| dead >> (letter % 7) & 1 == 0;
                alive.extend((0..).zip(part).filter(|&(letter, _)| is_alive(letter)).map(|(_, text)| text.clone()));
                sources.push(Source { chars, alive: Box::new(move |passage| is_alive(of[passage as usize])) });
            }
            let merged = open(merge(&sources, Vec::new()).unwrap()).unwrap();
            prop_assert_eq!(held(&merged, &literal), held(&open(file(&alive)).unwrap(), &literal));
        }

        #[test]
        fn damaged_files_are_read_without_a_panic_and_to_an_end(
            letters in letters(), flips in proptest::collection::vec((any::<prop::sample::Index>(), 0..8u8), 1..9),
            literal in "[甲乙丙]{1,5}"
        ) {
            let mut bytes = file(&letters);
            for (at, bit) in flips {
                let at = at.index(bytes.len());
                bytes[at] ^= 1 << bit;
            }
            if let Some(chars) = open(bytes) {
                // Counts of passages can be anything now; as many are asked about as there were.
                let literal: Vec<char> = literal.chars().collect();
                each(&chars, &literal, Whole::Noted, &[(0, chars.passages().min(99))], &mut |held| {
                    chars.facts(held.passage);
                    chars.letter_of(held.passage);
                    chars.length_of(held.passage, chars.passages());
                    chars.unit(crate::request::Within::Section, held.passage);
                });
            }
        }
    }
}
