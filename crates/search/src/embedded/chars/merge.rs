//! Files of several segments → one.
//!
//! In: the files, each with the passages that are still alive. Out: the file of the merged segment, whose passages are
//! the living ones in order. Lists are merged one gram at a time: memory holds one list and the tables, never the text.

use std::io::{self, Write};

use crate::embedded::chars::bits::{Bits, pair};
use crate::embedded::chars::build::{GramLists, PassageTables};
use crate::embedded::chars::code::LETTER;
use crate::embedded::chars::file::{FileSection, SectionWriter};
use crate::embedded::chars::positions::Positions;
use crate::embedded::chars::reader::{Chars, Group};

/// A file with its living passages.
pub(crate) struct Source<'a> {
    /// The file.
    pub chars: Chars,
    /// Tells whether a passage is alive.
    pub alive: Box<dyn Fn(u32) -> bool + 'a>,
}

/// A run of positions that are kept, and where it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    from: u32,
    to: u32,
    target: u32,
}

/// Writes the merged file's body to `out` and gives it back.
pub(crate) fn merge<W: Write>(sources: &[Source<'_>], out: W) -> io::Result<W> {
    let mut tables = PassageTables::default();
    let mut runs: Vec<[Vec<Run>; 2]> = Vec::with_capacity(sources.len());
    let mut end = 0u32;
    for source in sources {
        let main = add_passages(source, &mut tables, &mut end)?;
        runs.push([main, Vec::new()]);
    }
    let main = end;
    let mut first_passage = 0;
    for (source, runs) in sources.iter().zip(&mut runs) {
        runs[1] = add_lanes(source, &mut tables, first_passage, main, &mut end)?;
        first_passage += living(source).count() as u32;
    }
    let mut sections = SectionWriter::new(out);
    let head = tables.write(&mut sections, main, end)?;
    let mut bounds = Bits::default();
    for part in 0..2 {
        for (source, runs) in sources.iter().zip(&runs) {
            let bytes = source.chars.section(FileSection::Bounds);
            runs[part]
                .iter()
                .flat_map(|run| run.from..run.to)
                .for_each(|at| bounds.push_pair(pair(bytes, at)));
        }
    }
    sections.write(FileSection::Bounds, &bounds.bytes())?;
    drop(bounds);
    merge_lists(sources, &runs, &mut sections)?;
    sections.finish(head)
}

fn living<'a>(source: &'a Source<'_>) -> impl Iterator<Item = u32> + 'a {
    (0..source.chars.passages()).filter(|&passage| (source.alive)(passage))
}

/// Adds the living passages of a source from position `end` on; gives the runs of positions that are kept.
fn add_passages(source: &Source<'_>, tables: &mut PassageTables, end: &mut u32) -> io::Result<Vec<Run>> {
    let chars = &source.chars;
    let mut runs: Vec<Run> = Vec::new();
    let mut letter = None;
    for passage in living(source) {
        let of = chars.letter_of(passage);
        let begins = letter != Some(of);
        if begins {
            letter = Some(of);
            let (id, _, date) = chars.letter(of);
            tables.letter(id, date, chars.follows(of));
        }
        let mut flags = if begins { LETTER } else { 0 };
        (0..4).filter(|&unit| chars.begins_unit(unit, passage)).for_each(|unit| flags |= 1 << unit);
        let (kind, part) = chars.codes(passage);
        tables.passage((*end, chars.length(passage)), flags, kind, part, chars.key(passage));
        extend(&mut runs, chars.start(passage), chars.start(passage + 1), end)?;
    }
    Ok(runs)
}

/// The same for the lanes of living passages, which follow all passages.
fn add_lanes(
    source: &Source<'_>,
    tables: &mut PassageTables,
    first_passage: u32,
    main: u32,
    end: &mut u32,
) -> io::Result<Vec<Run>> {
    let chars = &source.chars;
    let mut runs = Vec::new();
    let (mut passed, mut alive_before) = (0, 0);
    for (passage, from, to) in (0..chars.lanes()).map(|lane| chars.lane(lane)) {
        alive_before += (passed..passage).filter(|&passage| (source.alive)(passage)).count() as u32;
        passed = passage;
        if (source.alive)(passage) {
            tables.lanes.push((first_passage + alive_before, *end - main));
            extend(&mut runs, from, to + 1, end)?;
        }
    }
    Ok(runs)
}

fn extend(runs: &mut Vec<Run>, from: u32, to: u32, end: &mut u32) -> io::Result<()> {
    let target = *end;
    *end = to
        .checked_sub(from)
        .and_then(|length| end.checked_add(length))
        .filter(|&end| end < u32::MAX)
        .ok_or_else(|| io::Error::other("a segment of the index holds at most 2^32 characters"))?;
    match runs.last_mut() {
        Some(last) if last.to == from => last.to = to,
        _ => runs.push(Run { from, to, target }),
    }
    Ok(())
}

/// Goes through a source's grams in ascending order.
struct Grams<'a> {
    chars: &'a Chars,
    next_group: u32,
    first: u32,
    group: Option<(Group, u32)>,
}

impl<'a> Grams<'a> {
    fn new(chars: &'a Chars) -> Grams<'a> {
        let mut grams = Grams { chars, next_group: 0, first: 0, group: None };
        grams.enter();
        grams
    }

    /// Enters the next group that has grams.
    fn enter(&mut self) {
        self.group = None;
        while self.group.is_none() && self.next_group < self.chars.groups() {
            let (first, group) = self.chars.group_at(self.next_group);
            self.next_group += 1;
            self.first = first;
            self.group = (group.grams() > 0).then_some((group, 0));
        }
    }

    fn gram(&self) -> Option<(u32, u32)> {
        self.group.map(|(group, gram)| (self.first, self.chars.second(group, gram)))
    }

    fn list(&self) -> Option<Positions<'a>> {
        self.group.map(|(group, gram)| Positions::open(self.chars.list(group, gram)))
    }

    fn advance(&mut self) {
        if let Some((group, gram)) = &mut self.group {
            *gram += 1;
            if *gram >= group.grams() {
                self.enter();
            }
        }
    }
}

fn merge_lists<W: Write>(
    sources: &[Source<'_>],
    runs: &[[Vec<Run>; 2]],
    sections: &mut SectionWriter<W>,
) -> io::Result<()> {
    let mut grams: Vec<Grams<'_>> = sources.iter().map(|source| Grams::new(&source.chars)).collect();
    let mut lists = GramLists::default();
    let mut merged = Vec::new();
    while let Some(gram) = grams.iter().filter_map(Grams::gram).min() {
        merged.clear();
        for part in 0..2 {
            for (source, runs) in grams.iter().zip(runs).filter(|(source, _)| source.gram() == Some(gram)) {
                if let Some(mut list) = source.list() {
                    keep(&mut list, &runs[part], &mut merged);
                }
            }
        }
        grams.iter_mut().filter(|source| source.gram() == Some(gram)).for_each(Grams::advance);
        if !merged.is_empty() {
            lists.add(sections, gram, &merged)?;
        }
    }
    lists.finish(sections)
}

/// Appends the positions of `list` that lie in `runs`, moved to where they go.
fn keep(list: &mut Positions<'_>, runs: &[Run], merged: &mut Vec<u32>) {
    let Some(mut position) = runs.first().and_then(|run| list.seek(run.from)) else { return };
    let mut next = 0;
    while let Some(run) = runs.get(next) {
        if position >= run.to {
            next += runs[next..].partition_point(|run| run.to <= position);
            continue;
        }
        if position < run.from {
            match list.seek(run.from) {
                Some(found) if found >= run.from => position = found,
                // At its end, or damaged: positions do not ascend.
                _ => return,
            }
            continue;
        }
        // Within a run whole blocks go over at once.
        loop {
            let block = list.block();
            let within = match block.last() {
                Some(&last) if last >= run.to => block.partition_point(|&position| position < run.to),
                _ => block.len(),
            };
            let moved = |position: &u32| position.wrapping_sub(run.from).wrapping_add(run.target);
            merged.extend(block[..within].iter().map(moved));
            if within < block.len() {
                list.pass(within);
                break;
            }
            if !list.next_block() {
                return;
            }
        }
        match list.current() {
            Some(found) => position = found,
            None => return,
        }
    }
}
