//! Positions of a literal → the passages that hold it.
//!
//! In: positions, ascending. Out: each passage once, with the number of places and whether the literal stands there as
//! whole words. How positions are found is `find`'s.

use crate::backend::Whole;
use crate::embedded::chars::bits::pair;
use crate::embedded::chars::file::FileSection;
use crate::embedded::chars::reader::Chars;

/// A passage that holds the literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Held {
    /// Its number.
    pub passage: u32,
    /// Places in it; 1 where the literal begins in it and ends in a later passage of the paragraph.
    pub count: u32,
    /// True when it stands as whole words at one of them.
    pub whole: bool,
}

/// Positions, ascending, brought together by passage.
pub(super) struct Gathered<'a> {
    chars: &'a Chars,
    starts: &'a [[u8; 4]],
    bounds: &'a [u8],
    length: u32,
    whole_words: Whole,
    main: u32,
    /// The current passage, the position behind it, and whether it has a lane.
    passage: u32,
    end: u32,
    lane: bool,
    /// Places within the current passage, and whether the literal stands as whole words at one of them.
    count: u32,
    whole: bool,
    /// Whether the literal begins in it and goes on behind it, or stands in it as folded with its neighbours.
    crossing: bool,
    with_lanes: bool,
    in_passages: Vec<Held>,
    in_lanes: Vec<Held>,
}

impl<'a> Gathered<'a> {
    /// Of a literal of `length` characters; `whole_words` says which places count.
    pub fn new(chars: &'a Chars, length: u32, whole_words: Whole) -> Gathered<'a> {
        Gathered {
            chars,
            starts: chars.section(FileSection::Starts).as_chunks().0,
            bounds: chars.section(FileSection::Bounds),
            length,
            whole_words,
            main: chars.positions().0,
            passage: 0,
            end: 0,
            lane: false,
            count: 0,
            whole: false,
            crossing: false,
            with_lanes: chars.lanes() > 0,
            in_passages: Vec::new(),
            in_lanes: Vec::new(),
        }
    }

    #[inline]
    fn start(&self, passage: u32) -> u32 {
        self.starts.get(passage as usize).map_or(u32::MAX, |&start| u32::from_le_bytes(start))
    }

    #[inline]
    fn is_whole(&self, start: u32, end: u32) -> bool {
        pair(self.bounds, start) & 1 != 0 && pair(self.bounds, end.wrapping_sub(1)) & 2 != 0
    }

    /// Takes the next position; passages that are complete go to `emit`.
    #[inline]
    pub fn add(&mut self, position: u32, emit: &mut dyn FnMut(Held)) {
        if position >= self.end {
            if position >= self.main {
                return self.add_to_lane(position);
            }
            self.leave(emit);
            self.enter(position);
        }
        let end = position.saturating_add(self.length);
        if end > self.end || self.lane {
            self.crossing = true;
            return;
        }
        if self.whole_words == Whole::Ignored {
            self.count += 1;
            return;
        }
        let whole = self.is_whole(position, end);
        self.count += u32::from(whole || self.whole_words == Whole::Noted);
        self.whole |= whole;
    }

    /// Makes the passage that holds `position` the current one.
    #[inline]
    fn enter(&mut self, position: u32) {
        let mut next = self.passage + 1;
        // A step or two are cheaper than a look at the table.
        if self.start(next) <= position {
            next += 1;
            if self.start(next) <= position {
                next = self.chars.passage_at(position, next) + 1;
            }
        }
        self.passage = next - 1;
        self.end = self.start(next);
        self.lane = self.with_lanes && self.chars.lane_of(self.passage).is_some();
    }

    fn add_to_lane(&mut self, position: u32) {
        let (passage, ..) = self.chars.lane(self.chars.lane_at(position));
        let whole = self.is_whole(position, position.saturating_add(self.length));
        if self.whole_words == Whole::Demanded && !whole {
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
    #[inline]
    fn leave(&mut self, emit: &mut dyn FnMut(Held)) {
        let crossing = self.crossing && self.whole_words != Whole::Demanded;
        let held =
            Held { passage: self.passage, count: self.count.max(u32::from(crossing)), whole: self.whole };
        if held.count > 0 {
            if self.with_lanes {
                // What the lanes hold comes last and must be told in its place.
                self.in_passages.push(held);
            } else {
                emit(held);
            }
        }
        (self.count, self.whole, self.crossing) = (0, false, false);
    }

    /// Hands out what is left.
    pub fn finish(mut self, emit: &mut dyn FnMut(Held)) {
        self.leave(emit);
        if self.in_lanes.is_empty() {
            return self.in_passages.into_iter().for_each(emit);
        }
        let mut all = self.in_lanes;
        all.append(&mut self.in_passages);
        // Stable: of one passage the lane's count comes first.
        all.sort_by_key(|held| held.passage);
        all.dedup_by_key(|held| held.passage);
        all.into_iter().for_each(emit);
    }
}
