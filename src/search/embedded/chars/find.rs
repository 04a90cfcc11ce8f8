//! Where a literal stands in a segment.
//!
//! In: a folded literal. Out: for each passage in which it begins the number of places, and whether it stands
//! there as whole words. Two or more characters: lists of the grams that cover the literal, intersected, the shortest
//! leading. One character: all lists that begin with it, brought into order by marking positions in a bit field, a
//! window at a time.

use crate::search::embedded::chars::positions::Positions;
use crate::search::embedded::chars::reader::Chars;

/// Positions marked at a time.
const WINDOW: u32 = 1 << 26;

/// A passage that holds the literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// Its number.
    pub passage: u32,
    /// Places in it; 1 where the literal begins in it and ends in a later passage of the paragraph.
    pub count: u32,
    /// True when it stands as whole words at one of them.
    pub whole: bool,
}

/// Calls `emit` for each passage that holds the literal, in ascending order. With `whole` only places where it stands
/// as whole words count.
pub fn each(chars: &Chars, literal: &[char], whole: bool, emit: &mut dyn FnMut(Held)) {
    let mut gathered = Gathered::new(chars, literal.len() as u32, whole);
    match literal {
        [] => {}
        [one] => each_of_one(chars, *one, |position| gathered.add(position, emit)),
        several => each_of_several(chars, several, |position| gathered.add(position, emit)),
    }
    gathered.finish(emit);
}

/// Upper bound of the number of passages that hold the literal, without reading a list.
pub fn at_most(chars: &Chars, literal: &[char]) -> u32 {
    let pair = |pair: &[char]| chars.gram(pair[0], pair[1]).map_or(0, Positions::count_of);
    literal.windows(2).map(pair).min().unwrap_or_else(|| chars.passages())
}

/// Calls `emit` with each position where the literal of two or more characters begins, ascending.
fn each_of_several(chars: &Chars, literal: &[char], mut emit: impl FnMut(u32)) {
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
    if others.is_empty() {
        loop {
            list.block().iter().for_each(|&position| emit(position));
            if !list.next_block() {
                return;
            }
        }
    }
    let Some(mut position) = list.current() else { return };
    'starts: loop {
        // A gram near the start of the segment has no room before it for the rest of the literal.
        let start = position.checked_sub(*lead);
        if let Some(start) = start {
            for (offset, other) in others.iter_mut() {
                let wanted = start + *offset;
                match other.seek(wanted) {
                    None => return,
                    Some(found) if found > wanted => {
                        match list.seek((found - *offset).saturating_add(*lead).max(position + 1)) {
                            Some(next) => position = next,
                            None => return,
                        }
                        continue 'starts;
                    }
                    Some(_) => {}
                }
            }
            emit(start);
        }
        list.advance();
        match list.current() {
            Some(next) => position = next,
            None => return,
        }
    }
}

/// Calls `emit` with each position at which the character stands, ascending.
fn each_of_one(chars: &Chars, character: char, mut emit: impl FnMut(u32)) {
    let Some(group) = chars.group(character) else { return };
    let mut lists: Vec<Positions<'_>> = chars.lists(group).map(|(_, list)| list).collect();
    let all: u64 = lists.iter().map(|list| u64::from(list.count())).sum();
    let (_, end) = chars.positions();
    if all < u64::from(end) / 512 {
        // Few: sorting them is cheaper than walking over the field.
        let mut positions = Vec::with_capacity(all as usize);
        for list in &mut lists {
            loop {
                positions.extend_from_slice(list.block());
                if !list.next_block() {
                    break;
                }
            }
        }
        positions.sort_unstable();
        positions.into_iter().for_each(emit);
        return;
    }
    let mut field = vec![0u64; (WINDOW.min(end) / 64) as usize + 1];
    let mut window = 0u32;
    while window < end {
        let window_end = window.saturating_add(WINDOW).min(end);
        for list in &mut lists {
            loop {
                let block = list.block();
                let within = match block.last() {
                    Some(&last) if last >= window_end => block.partition_point(|&position| position < window_end),
                    _ => block.len(),
                };
                for place in block[..within].iter().map(|position| position.wrapping_sub(window)) {
                    if let Some(word) = field.get_mut(place as usize / 64) {
                        *word |= 1 << (place % 64);
                    }
                }
                let all = within == block.len();
                if all && !list.next_block() || !all {
                    list.pass(if all { 0 } else { within });
                    break;
                }
            }
        }
        for (at, word) in (0u32..).zip(&mut field) {
            let mut bits = std::mem::take(word);
            while bits != 0 {
                emit(window + at * 64 + bits.trailing_zeros());
                bits &= bits - 1;
            }
        }
        window = window_end;
    }
}

/// Positions, ascending, brought together by passage.
struct Gathered<'a> {
    chars: &'a Chars,
    length: u32,
    only_whole: bool,
    main: u32,
    /// The passage, its end, and whether it has a lane.
    passage: u32,
    end: u32,
    lane: bool,
    held: Held,
    crossing: bool,
    /// Passages with lanes wait for what their lanes hold.
    waiting: Vec<Held>,
    in_lanes: Vec<Held>,
    all: Vec<Held>,
    with_lanes: bool,
}

impl<'a> Gathered<'a> {
    fn new(chars: &'a Chars, length: u32, only_whole: bool) -> Gathered<'a> {
        Gathered {
            chars,
            length,
            only_whole,
            main: chars.positions().0,
            passage: 0,
            end: 0,
            lane: false,
            held: Held { passage: 0, count: 0, whole: false },
            crossing: false,
            waiting: Vec::new(),
            in_lanes: Vec::new(),
            all: Vec::new(),
            with_lanes: chars.lanes() > 0,
        }
    }

    #[inline]
    fn add(&mut self, position: u32, emit: &mut dyn FnMut(Held)) {
        if position >= self.main {
            return self.add_to_lane(position);
        }
        if position >= self.end {
            self.leave(emit);
            self.passage = self.chars.passage_at(position, self.passage);
            self.end = self.chars.start(self.passage + 1);
            self.lane = self.with_lanes && self.chars.lane_of(self.passage).is_some();
        }
        let end = position + self.length;
        if self.lane || end > self.end {
            self.crossing = true;
            return;
        }
        let whole = self.chars.is_whole(position, end);
        if whole || !self.only_whole {
            self.held.count += 1;
            self.held.whole |= whole;
        }
    }

    fn add_to_lane(&mut self, position: u32) {
        let (passage, ..) = self.chars.lane(self.chars.lane_at(position));
        let whole = self.chars.is_whole(position, position + self.length);
        if self.only_whole && !whole {
            return;
        }
        match self.in_lanes.last_mut() {
            Some(last) if last.passage == passage => {
                last.count += 1;
                last.whole |= whole;
            }
            _ => self.in_lanes.push(Held { passage, count: 1, whole }),
        }
    }

    /// Closes the current passage.
    fn leave(&mut self, emit: &mut dyn FnMut(Held)) {
        let mut held = Held { passage: self.passage, ..self.held };
        if held.count == 0 && self.crossing && !self.only_whole {
            held.count = 1;
        }
        if held.count > 0 {
            if self.with_lanes {
                // What the lanes hold comes last and must be told in its place.
                self.waiting.push(held);
            } else {
                emit(held);
            }
        }
        self.held = Held { passage: 0, count: 0, whole: false };
        self.crossing = false;
    }

    fn finish(mut self, emit: &mut dyn FnMut(Held)) {
        self.leave(emit);
        self.all.append(&mut self.in_lanes);
        self.all.append(&mut self.waiting);
        // Stable: of one passage the lane's count comes first.
        self.all.sort_by_key(|held| held.passage);
        self.all.dedup_by_key(|held| held.passage);
        self.all.into_iter().for_each(emit);
    }
}
