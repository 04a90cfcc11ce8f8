//! Which lines of a page are the letter.
//!
//! In: the lines of a page and the nodes of the letter's box. Out: the lines that stay, and what the lines around them
//! tell about the letter. Within the box all stays but tools, tables about the page, and links before and after the
//! text; outside of it only what looks like a part of a letter: its title, number, addressee, signature, attachments.

use super::body::Body;
use super::keys::{self, Owner, Told};
use super::pairs::{self, Standing};
use super::tools;
use crate::extract::html::lines::labelled;
use crate::extract::html::lines::line::{Kind, PageLine, is_file};
use crate::extract::html::markup::measure::is_prose_mark;
use crate::extract::html::markup::steps;
use crate::forms::dates;
use crate::forms::docnos;
use crate::forms::frames::{self, Frame};
use crate::forms::look;
use crate::forms::openings;
use crate::forms::titles;
use crate::forms::units;
use dafu_words::punctuation;
use std::ops::Range;

/// Openings of lines that name attachments.
const ATTACHMENTS: &[&str] = &["附件", "附：", "附表", "附图"];

/// Characters of a line that is running text.
const PROSE: u32 = 24;
/// Lines above the box that are looked at.
const ABOVE: usize = 60;
/// Lines below the box that are looked at, and how many in a row may be none of the letter's.
const BELOW: usize = 60;
const STRANGE: usize = 8;
/// Characters of a line that holds a title and more.
const LONGEST_HEAD: usize = 160;
/// Characters of the value of a key that stands alone.
const LONGEST_VALUE: u32 = 120;

/// What was found.
#[derive(Debug)]
pub(crate) struct Selected {
    /// The letter's lines.
    pub lines: Vec<PageLine>,
    /// What the page tells, in its order.
    pub told: Vec<(Told, String)>,
    /// The lines above the letter's text, best place for a title first.
    pub above: Vec<PageLine>,
}

/// What becomes of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// Not decided by its words.
    Open,
    /// A tool, or about the page.
    Out,
}

/// Chooses among `lines` by the letter's box.
pub(crate) fn choose(lines: Vec<PageLine>, body: &Body) -> Selected {
    let canonical: Vec<String> = lines.iter().map(PageLine::canonical).collect();
    let page = Candidates { lines: &lines, canonical: &canonical, named: body.named };
    let inside = page.inside(&body.nodes);
    let text = page.text(&inside);
    let (fates, told) = page.judge(&inside, &text);
    let letter = if body.named { inside.clone() } else { page.letter(&inside, &text, &fates) };
    let mut keep: Vec<bool> = (0..lines.len())
        .map(|at| letter.contains(&at) && fates.get(at) == Some(&Fate::Open) && page.stays(at, &text))
        .collect();
    page.add_above(&letter, &fates, &mut keep);
    page.add_below(&letter, &fates, &mut keep);
    let above = (0..text.start).rev().filter(|&at| fates.get(at) == Some(&Fate::Open));
    let above = above.filter_map(|at| lines.get(at)).filter(|line| !line.is_link()).cloned().collect();
    let kept = lines.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(line, _)| line);
    let kept = kept.flat_map(labelled::parted).collect();
    Selected { lines: kept, told, above }
}

struct Candidates<'a> {
    lines: &'a [PageLine],
    canonical: &'a [String],
    /// The letter's box was named for it.
    named: bool,
}

impl Candidates<'_> {
    fn canonical(&self, at: usize) -> &str {
        steps::add(1);
        self.canonical.get(at).map_or("", String::as_str)
    }

    /// The lines within the letter's box.
    fn inside(&self, body: &Range<usize>) -> Range<usize> {
        let start = self.lines.partition_point(|line| line.node < body.start);
        let end = self.lines.partition_point(|line| line.node < body.end);
        if start < end { start..end } else { 0..self.lines.len() }
    }

    /// The lines from the first of running text to the last, or all of the box when there is none.
    fn text(&self, inside: &Range<usize>) -> Range<usize> {
        let mut prose = inside.clone().filter(|&at| self.is_prose(at));
        match prose.next() {
            Some(first) => first..prose.next_back().unwrap_or(first) + 1,
            None => inside.clone(),
        }
    }

    fn is_prose(&self, at: usize) -> bool {
        let Some(line) = self.lines.get(at) else { return false };
        let signs = line.text.chars().filter(|&c| is_prose_mark(c)).take(2).count();
        let label = line.kind == Kind::Label;
        let long = line.chars >= PROSE && signs > 0 && !line.is_link() && line.kind != Kind::Row;
        let short =
            signs > 0 && openings::opens_letter(self.canonical(at)) && !titles::is_title(self.canonical(at));
        label || (long || short) && !tools::is_around(line, self.canonical(at))
    }

    /// Which lines are out by their own words and their neighbours', and what they tell.
    fn judge(&self, inside: &Range<usize>, text: &Range<usize>) -> (Vec<Fate>, Vec<(Told, String)>) {
        let mut fates = vec![Fate::Open; self.lines.len()];
        let mut told = Vec::new();
        let mut in_table = false;
        let mut at = 0;
        while let Some(line) = self.lines.get(at) {
            let own = self.named && inside.contains(&at);
            if at >= text.end && tools::is_foot(line, self.canonical(at), own) {
                fates.iter_mut().skip(at).for_each(|fate| *fate = Fate::Out);
                break;
            }
            let around = !text.contains(&at);
            let canonical = self.canonical(at);
            let mut out = |at: usize| fates.get_mut(at).into_iter().for_each(|fate| *fate = Fate::Out);
            if let Some((told_here, length)) = self.lone_pair(at, around, in_table) {
                told.push(told_here);
                (at..at + length).for_each(&mut out);
                in_table = true;
                at += length;
                continue;
            }
            let pairs = pairs::read(line).filter(|pairs| {
                pairs.are_about_page(line, Standing { around, above: at < text.start, in_table })
            });
            in_table = pairs.is_some();
            if let Some(mut pairs) = pairs {
                out(at);
                let value = self.lines.get(at + 1).filter(|next| {
                    pairs.open
                        && line.kind == Kind::Entry
                        && next.kind == Kind::Entry
                        && next.chars <= LONGEST_VALUE
                        && pairs::read(next).is_none()
                        && keys::alone(self.canonical(at + 1)).is_none()
                });
                if let Some((value, last)) = value.zip(pairs.told.last_mut()) {
                    last.1 = value.text.trim().to_owned();
                    at += 1;
                    out(at);
                }
                told.append(&mut pairs.told);
            } else if let Some((unit, day)) = tools::byline(line, canonical).filter(|_| at < text.start) {
                told.extend([(Told::Source, unit), (Told::Published, day)]);
                out(at);
            } else if tools::is_bar(line, canonical) || around && tools::is_around(line, canonical) {
                out(at);
            }
            at += 1;
        }
        (fates, told)
    }

    /// A key that is a whole line, with the value that is the next line: what they tell, and how many lines they are.
    fn lone_pair(&self, at: usize, around: bool, in_table: bool) -> Option<((Told, String), usize)> {
        let line = self.lines.get(at).filter(|line| line.chars <= 14)?;
        let key = keys::alone(self.canonical(at))?;
        let colon = self.canonical(at).ends_with(punctuation::COLON);
        let entry = line.kind == Kind::Entry;
        // Keys and values by turns make a table, whatever its elements are.
        let by_turns = in_table || keys::alone(self.canonical(at + 2)).is_some();
        let is_key = if around {
            by_turns || colon && (key.owner == Owner::Page || entry)
        } else {
            entry && (by_turns || colon)
        };
        if !is_key {
            return None;
        }
        let next = self.lines.get(at + 1).filter(|next| {
            next.chars <= LONGEST_VALUE
                && next.kind != Kind::Label
                && keys::alone(self.canonical(at + 1)).is_none()
                && pairs::read(next).is_none()
                && !labelled::is_label(self.canonical(at + 1))
        });
        Some(match next {
            Some(next) => ((key.told, next.text.trim().to_owned()), 2),
            None => ((key.told, String::new()), 1),
        })
    }

    /// The lines of a box without a name that belong together: from the letter's first part above its text to the last
    /// below it.
    fn letter(&self, inside: &Range<usize>, text: &Range<usize>, fates: &[Fate]) -> Range<usize> {
        let is_part = |at: usize| self.is_open(at, fates) && self.is_part(at);
        let is_first = |at: usize| is_part(at) || self.is_open(at, fates) && self.begins_with_title(at);
        let start = (inside.start..text.start).find(|&at| is_first(at)).unwrap_or_else(|| {
            let open = (inside.start..text.start).rev().take_while(|&at| self.is_open(at, fates));
            open.last().unwrap_or(text.start)
        });
        let end = (text.end..inside.end).rev().find(|&at| is_part(at) || self.is_attachment(at));
        let end = end.map_or_else(
            || {
                let end = (text.end..inside.end).find(|&at| !self.is_open(at, fates)).unwrap_or(inside.end);
                // A heading that nothing follows belongs to what comes next.
                let is_heading = |at: &usize| self.lines.get(*at).is_some_and(|l| l.kind == Kind::Heading);
                end - (text.end..end).rev().take_while(is_heading).count()
            },
            |last| last + 1,
        );
        start..end
    }

    /// True for a line in which more stands than a title: its number, its addressee.
    fn begins_with_title(&self, at: usize) -> bool {
        let s = self.canonical(at);
        titles::opens_like_title(s)
            && titles::kind(s).is_some()
            && look::any(s, titles::BUSINESS)
            && s.chars().count() <= LONGEST_HEAD
            && !tools::is_path(s)
    }

    /// True for a line that shows by its own words that it is a part of a letter.
    fn is_part(&self, at: usize) -> bool {
        let s = self.canonical(at);
        let named = frames::line(s).is_some_and(|frame| !matches!(frame, Frame::Furniture | Frame::Meta));
        let addressee =
            s.ends_with(punctuation::COLON) && openings::is_addressee(s.trim_end_matches(punctuation::COLON));
        let title = titles::is_title(s) && !tools::is_path(s);
        title
            || named
            || addressee
            || labelled::is_label(s)
            || docnos::read(s).is_some_and(|number| number.length == s.len())
            || dates::whole(s).is_some() && s.contains(dates::UNITS)
            || units::is_unit(s) && (at + 1..at + 4).any(|next| dates::whole(self.canonical(next)).is_some())
    }

    /// True when a line of the box that is open stays: before and after the text, links go.
    fn stays(&self, at: usize, text: &Range<usize>) -> bool {
        let Some(line) = self.lines.get(at) else { return false };
        text.contains(&at)
            || !line.is_link()
            || self.is_attachment(at)
            || titles::is_title(self.canonical(at)) && at < text.start && text.start - at <= 2
    }

    fn is_attachment(&self, at: usize) -> bool {
        let canonical = self.canonical(at);
        look::starts(canonical, ATTACHMENTS) || is_file(canonical.to_ascii_lowercase().trim_end_matches('）'))
    }

    fn is_open(&self, at: usize, fates: &[Fate]) -> bool {
        fates.get(at) == Some(&Fate::Open) && self.lines.get(at).is_some_and(|line| !line.is_link())
    }

    /// Takes the parts of the letter's head that stand above its box.
    fn add_above(&self, inside: &Range<usize>, fates: &[Fate], keep: &mut [bool]) {
        let known =
            |at: usize| inside.clone().take(12).any(|inner| self.canonical(inner) == self.canonical(at));
        for at in (inside.start.saturating_sub(ABOVE)..inside.start).rev() {
            let s = self.canonical(at);
            let title = titles::is_title(s) && !tools::is_path(s);
            let number = docnos::read(s).is_some_and(|number| number.length == s.len());
            let addressee = s.ends_with(punctuation::COLON)
                && openings::is_addressee(s.trim_end_matches(punctuation::COLON));
            let class = frames::line(s) == Some(Frame::Class);
            if self.is_open(at, fates) && (title || number || addressee || class) && !known(at) {
                set(keep, at);
            }
        }
    }

    /// Takes the parts of the letter's tail, and a proposal or reply, that stand below its box.
    fn add_below(&self, inside: &Range<usize>, fates: &[Fate], keep: &mut [bool]) {
        let mut strange = 0;
        let mut section = false;
        for at in (inside.end..self.lines.len()).take(BELOW) {
            let s = self.canonical(at);
            if fates.get(at) == Some(&Fate::Out) {
                section = false;
                continue;
            }
            section |= labelled::is_label(s) || frames::original_proposal(s);
            let prose = self.is_prose(at);
            let contact = matches!(frames::line(s), Some(Frame::Contact | Frame::Cc | Frame::Disclosure));
            let title = titles::is_title(s);
            let part = self.is_part(at) && !title && (!prose || contact) || self.is_attachment(at);
            let is_part = section && self.is_open(at, fates)
                || part && (self.is_open(at, fates) || self.is_attachment(at));
            if is_part {
                set(keep, at);
                strange = 0;
            } else {
                strange += 1;
            }
            if strange >= STRANGE {
                break;
            }
        }
    }
}

fn set(keep: &mut [bool], at: usize) {
    if let Some(keep) = keep.get_mut(at) {
        *keep = true;
    }
}
