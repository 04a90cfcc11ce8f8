//! Blocks: what each stretch of the body does — asks, reports, refuses, promises.
//!
//! In: the body between head and tail. Out: marks for headings, labels, blocks and items, and the sections.
//! A label decides for its block; without one the first sentence of a paragraph does, and inside a paragraph
//! only a sentence that opens with a cue begins another block.

use crate::lexicon::labels::{self, Role};
use crate::lexicon::{marks, ordinals, stance};
use crate::reply::items::{self, Item};
use crate::reply::layout::{Layout, Mark, Sheet};
use crate::reply::model::{BlockKind, Origin, Part, Section};
use crate::reply::{sections, sentences};
use crate::text::Span;

/// How much of a sentence is read for cues, in characters.
const LOOK: usize = 240;

/// How many sentences of a paragraph are looked at to judge it.
const LOOK_AHEAD: usize = 6;

/// Block kind of a role; none for roles that are parts of the frame's labels.
pub fn kind_of(role: Role) -> Option<BlockKind> {
    Some(match role {
        Role::Ask => BlockKind::Ask,
        Role::PolicyBasis => BlockKind::PolicyBasis,
        Role::Background => BlockKind::Background,
        Role::Measures => BlockKind::Measures,
        Role::Progress => BlockKind::Progress,
        Role::Results => BlockKind::Results,
        Role::Adoption => BlockKind::Adoption,
        Role::Problems => BlockKind::Problems,
        Role::Explanation => BlockKind::Explanation,
        Role::Consultation => BlockKind::Consultation,
        Role::Referral => BlockKind::Referral,
        Role::NextSteps => BlockKind::NextSteps,
        Role::CoOpinion => BlockKind::CoOpinion,
        Role::Appraisal => BlockKind::Appraisal,
        Role::OriginalProposal | Role::Reply => return None,
    })
}

/// What is known while walking through the body.
struct Walk<'a> {
    sheet: &'a Sheet<'a>,
    /// Kind for text without any cue: co_opinion in the body of a 会办意见.
    standing: Option<BlockKind>,
    /// Year of the letter, to tell a deadline to come from a date gone by.
    year: Option<u32>,
    section: Option<usize>,
    /// Kind that a label or functional heading has opened, with its words.
    explicit: Option<(BlockKind, String)>,
    /// Kind of the text before.
    last: Option<BlockKind>,
    marks: Vec<Mark>,
}

/// Cuts the body into blocks and items.
pub fn cut(
    sheet: &Sheet<'_>,
    layout: &mut Layout,
    standing: Option<BlockKind>,
    year: Option<u32>,
) -> Vec<Section> {
    let segments = segments(sheet, layout);
    let headings = sections::find(sheet.shadow.as_str(), &segments);
    let mut out = Vec::new();
    let mut walk =
        Walk { sheet, standing, year, section: None, explicit: None, last: None, marks: Vec::new() };
    let mut run: Vec<Span> = Vec::new();
    let mut next_heading = headings.iter().peekable();
    for (index, &segment) in segments.iter().enumerate() {
        let mut rest = segment;
        if let Some(heading) = next_heading.next_if(|heading| heading.segment == index) {
            walk.run(&run);
            run.clear();
            let words = sheet.written(heading.words);
            let opens = heading.opens.and_then(kind_of);
            let number = if heading.number == 0 { out.len() as u32 + 1 } else { heading.number };
            walk.section = Some(out.len());
            walk.explicit = opens.map(|kind| (kind, words.clone()));
            walk.last = None;
            walk.mark(heading.span.start, BlockKind::Heading, Origin::Explicit, "", Part::Heading, None);
            out.push(Section {
                number,
                heading: sheet.written(Span::new(heading.words.start, heading.span.end)),
                span: sheet.back(heading.span),
                opens,
            });
            rest.start = heading.span.end;
            if rest.is_empty() {
                continue;
            }
        }
        if let Some((length, kind, words)) = label(sheet.of(rest)) {
            walk.run(&run);
            run.clear();
            walk.label(rest.start, kind, words);
            rest.start += length;
        }
        // Labels further on in the paragraph.
        for part in labelled_parts(sheet.of(rest), rest.start) {
            if let Some((length, kind, words)) = part.label {
                walk.run(&run);
                run.clear();
                walk.label(part.span.start, kind, words);
                let text = Span::new(part.span.start + length, part.span.end);
                if !text.is_empty() {
                    run.push(text);
                }
            } else if !part.span.is_empty() {
                run.push(part.span);
            }
        }
    }
    walk.run(&run);
    layout.marks.append(&mut walk.marks);
    out
}

/// The body, a span a paragraph.
fn segments(sheet: &Sheet<'_>, layout: &Layout) -> Vec<Span> {
    let (first, from) = layout.body;
    let (last, to) = layout.body_end;
    (first..=last)
        .filter(|&at| at < sheet.len())
        .map(|at| {
            let span = sheet.span(at);
            let start = if at == first { from.max(span.start) } else { span.start };
            let end = if at == last { to.min(span.end) } else { span.end };
            Span::new(start, end)
        })
        .filter(|span| !span.is_empty())
        .collect()
}

struct Labelled<'a> {
    span: Span,
    label: Option<(usize, BlockKind, &'a str)>,
}

/// A paragraph's parts, cut where a label stands at the start of a sentence.
fn labelled_parts(s: &str, base: usize) -> Vec<Labelled<'_>> {
    let mut out = vec![];
    let mut from = 0;
    let mut current = None;
    for sentence in sentences::split(s, 0) {
        if sentence.start == 0 {
            continue;
        }
        let rest = &s[sentence.start..];
        let Some(found) =
            label(rest).filter(|found| rest[..found.0].ends_with(marks::COLON) && found.0 >= 15)
        else {
            continue;
        };
        out.push(Labelled { span: Span::new(base + from, base + sentence.start), label: current });
        from = sentence.start;
        current = Some(found);
    }
    if from < s.len() || current.is_some() {
        out.push(Labelled { span: Span::new(base + from, base + s.len()), label: current });
    }
    out
}

/// The label at the start of `s`: its length with number and colon, its kind, its words.
fn label(s: &str) -> Option<(usize, BlockKind, &str)> {
    let number = ordinals::read(s).map_or(0, |ordinal| ordinal.length);
    let rest = &s[number..];
    let limit = rest.char_indices().nth(labels::LONGEST_LABEL + 4).map_or(rest.len(), |found| found.0);
    let head = &rest[..limit];
    let (words, length) = match head.find(marks::COLON) {
        Some(colon) => (&head[..colon], colon + marks::COLON.len_utf8()),
        None if limit == rest.len() => (head, head.len()),
        None => return None,
    };
    let kind = kind_of(labels::label(words)?)?;
    Some((number + length, kind, words))
}

impl Walk<'_> {
    fn mark(&mut self, at: usize, kind: BlockKind, origin: Origin, cue: &str, part: Part, item: Option<u32>) {
        self.marks.push(Mark { at, kind, origin, cue: cue.to_owned(), part, item, section: self.section });
    }

    fn label(&mut self, at: usize, kind: BlockKind, words: &str) {
        self.mark(at, kind, Origin::Explicit, words, Part::Label, None);
        self.explicit = Some((kind, words.to_owned()));
        self.last = None;
    }

    /// Marks a run of text without headings and labels in it.
    fn run(&mut self, run: &[Span]) {
        let items = items::find(self.sheet.shadow.as_str(), run);
        let mut next = 0;
        let mut open: Option<Item> = None;
        for (index, &segment) in run.iter().enumerate() {
            let from = next;
            while next < items.len() && items[next].segment == index {
                next += 1;
            }
            let members = &items[from..next];
            let goes_on = items.get(next).is_some_and(|item| item.number > 1);
            self.segment(segment, members, open, goes_on);
            open = match members.last() {
                Some(item) => holds_following(self.sheet, item, segment).then_some(*item),
                None => open.filter(|_| goes_on || self.last != Some(BlockKind::NextSteps)),
            };
        }
    }

    /// Marks one paragraph: text before the first item, the items, text after the last.
    fn segment(&mut self, span: Span, members: &[Item], open: Option<Item>, goes_on: bool) {
        let Some(first) = members.first() else {
            let item = open.map(|item| item.number);
            self.prose(span, item, item.is_some() && goes_on, Part::Text);
            return;
        };
        if first.at > span.start {
            let lead = Span::new(span.start, first.at);
            // Text before an item that is not the first belongs to the item before.
            let item = open.filter(|_| first.number > 1).map(|item| item.number);
            self.prose(lead, item, false, Part::LeadIn);
        }
        for (index, item) in members.iter().enumerate() {
            let end = members.get(index + 1).map_or(span.end, |next| next.at);
            let last = index + 1 == members.len() && !goes_on;
            self.item(Span::new(item.at, end), item, last, members.len() == 1 && item.leads);
        }
    }

    fn item(&mut self, span: Span, item: &Item, last: bool, paragraph: bool) {
        let text = Span::new(span.start + item.length, span.end);
        let parts = sentences::split(self.sheet.of(text), text.start);
        let inherits = self.explicit.is_some()
            || self.standing.is_some()
            || (self.last.is_some() && !(paragraph && item.leads && stands_alone(item)));
        let (kind, origin, cue) = match (&self.explicit, inherits) {
            (Some((kind, words)), _) => {
                let turned = self
                    .last
                    .filter(|last| last != kind && item.number > 1 || item.number == 1 && *last != *kind);
                match turned {
                    Some(kind) => (kind, Origin::Inferred, String::new()),
                    None => (*kind, Origin::Explicit, words.clone()),
                }
            }
            (None, true) => {
                (self.last.or(self.standing).unwrap_or(BlockKind::Measures), Origin::Inferred, String::new())
            }
            (None, false) => {
                let (kind, cue) = self.judge(&parts, None, Part::Text);
                (kind, Origin::Inferred, cue)
            }
        };
        self.last = Some(kind);
        self.mark(span.start, kind, origin, &cue, Part::Item, Some(item.number));
        if last {
            self.cuts(&parts, 1, Some(item.number));
        }
    }

    /// Marks running text; `item` is the item that it belongs to, if any.
    fn prose(&mut self, span: Span, item: Option<u32>, inside: bool, part: Part) {
        let parts = sentences::split(self.sheet.of(span), span.start);
        let Some(&first) = parts.first() else { return };
        if inside {
            let kind = self.last.unwrap_or(BlockKind::Measures);
            let explicit = self.explicit.clone().filter(|(opened, _)| *opened == kind);
            let origin = if explicit.is_some() { Origin::Explicit } else { Origin::Inferred };
            self.mark(span.start, kind, origin, &explicit.map_or(String::new(), |found| found.1), part, item);
            return;
        }
        let s = self.sheet.of(first);
        let (kind, origin, cue) = match self.explicit.clone() {
            Some((kind, words)) => match self.overrides(kind, s, true) {
                Some((other, cue)) => (other, Origin::Inferred, cue),
                None => (kind, Origin::Explicit, words),
            },
            None => {
                let (kind, cue) = self.judge(&parts, item, part);
                (kind, Origin::Inferred, cue)
            }
        };
        let item = item.filter(|_| self.last == Some(kind));
        self.last = Some(kind);
        let part = if item.is_some() { Part::Item } else { part };
        self.mark(span.start, kind, origin, &cue, part, item);
        self.cuts(&parts, 1, item);
    }

    /// Cuts further blocks off a paragraph where a sentence opens with a cue.
    fn cuts(&mut self, parts: &[Span], from: usize, _item: Option<u32>) {
        for part in parts.iter().skip(from) {
            let s = self.sheet.of(*part);
            let Some(now) = self.last else { continue };
            let found = match self.explicit.clone() {
                Some((kind, words)) if now == kind => {
                    let _ = words;
                    self.overrides(kind, s, false)
                }
                _ => self.turn(now, s),
            };
            if let Some((kind, cue)) = found
                && kind != now
            {
                self.last = Some(kind);
                self.mark(part.start, kind, Origin::Inferred, &cue, Part::Text, None);
            }
        }
    }

    /// A kind that a sentence opens inside a block of an explicit kind, when it clearly changes the role.
    fn overrides(&self, explicit: BlockKind, s: &str, paragraph: bool) -> Option<(BlockKind, String)> {
        let cue = stance::sentence(look(s))?;
        let kind = kind_of(cue.role)?;
        let works = matches!(
            explicit,
            BlockKind::Measures | BlockKind::Background | BlockKind::Results | BlockKind::Progress
        );
        let allowed = match kind {
            BlockKind::NextSteps => cue.opens && explicit != BlockKind::NextSteps && stance::turns(s),
            BlockKind::Problems => works && paragraph,
            BlockKind::PolicyBasis => works && paragraph,
            BlockKind::Consultation | BlockKind::Adoption => {
                paragraph && (works || explicit == BlockKind::NextSteps && cue.opens)
            }
            BlockKind::Explanation | BlockKind::Referral => works && paragraph && cue.opens,
            _ => false,
        };
        (allowed && kind != explicit).then(|| (kind, cue.word.to_owned()))
    }

    /// A kind that a sentence opens inside a block of an inferred kind.
    fn turn(&self, now: BlockKind, s: &str) -> Option<(BlockKind, String)> {
        let s = look(s);
        let cue = stance::sentence(s);
        if now == BlockKind::Consultation
            && self.standing.is_none()
            && cue.is_none_or(|cue| !cue.opens)
            && !stance::of_the_talk(s)
        {
            let kind = if stance::tells_work(s) { BlockKind::Measures } else { BlockKind::Background };
            return Some((kind, String::new()));
        }
        let cue = cue.filter(|cue| cue.opens)?;
        let kind = kind_of(cue.role)?;
        let co_opinion = self.standing.is_some();
        let allowed = match kind {
            BlockKind::NextSteps => true,
            _ if co_opinion => false,
            _ if now == BlockKind::NextSteps => false,
            BlockKind::Problems | BlockKind::Progress | BlockKind::Explanation | BlockKind::Adoption => {
                now != BlockKind::Problems || kind == BlockKind::Explanation && cue.word != "由于"
            }
            BlockKind::Measures => match now {
                BlockKind::Background | BlockKind::Ask | BlockKind::PolicyBasis | BlockKind::Appraisal => {
                    true
                }
                BlockKind::Explanation | BlockKind::Problems => stance::responds(cue.word),
                _ => false,
            },
            BlockKind::Consultation | BlockKind::Referral => now != BlockKind::Problems,
            _ => false,
        };
        (allowed && kind != now).then(|| (kind, cue.word.to_owned()))
    }

    /// The kind of a paragraph without a label: by its first sentence, and where that tells nothing, by the others.
    fn judge(&self, parts: &[Span], item: Option<u32>, part: Part) -> (BlockKind, String) {
        let sentence = |index: usize| parts.get(index).map_or("", |span| look(self.sheet.of(*span)));
        let s = sentence(0);
        let cue = stance::sentence(s);
        if let Some(cue) = cue
            && let Some(kind) = kind_of(cue.role)
            && (self.standing.is_none() || kind == BlockKind::NextSteps)
            && (cue.opens || kind != BlockKind::Measures)
        {
            return (kind, cue.word.to_owned());
        }
        if let Some(standing) = self.standing {
            return (standing, String::new());
        }
        if item.is_some() {
            return (self.last.unwrap_or(BlockKind::Measures), String::new());
        }
        let later = 1..parts.len().min(LOOK_AHEAD);
        // 经核查，…。因此暂不具备条件。: findings that lead to a refusal are part of it.
        let checked = stance::checks(s) || self.last == Some(BlockKind::PolicyBasis);
        if let Some(word) =
            later.clone().filter(|_| checked).find_map(|index| stance::refusal(sentence(index)))
        {
            return (BlockKind::Explanation, word.to_owned());
        }
        if let Some(cue) = cue
            && let Some(kind) = kind_of(cue.role)
        {
            return (kind, cue.word.to_owned());
        }
        if let Some(deadline) = self.year.and_then(|year| stance::deadline(s, year)) {
            return (BlockKind::NextSteps, deadline.to_owned());
        }
        let works = later.clone().any(|index| stance::speaks_of_itself(sentence(index)));
        let first = self.last.is_none();
        if let Some(word) = stance::outcome(s).filter(|_| !works && (!first || stance::counted(s))) {
            return (BlockKind::Results, word.to_owned());
        }
        let only_leads_in = part == Part::LeadIn && parts.len() == 1;
        match self.last {
            Some(BlockKind::NextSteps) => (BlockKind::NextSteps, String::new()),
            None | Some(BlockKind::Ask | BlockKind::Appraisal | BlockKind::Consultation)
                if !only_leads_in && (stance::describes(s) || !stance::tells_work(s)) =>
            {
                (BlockKind::Background, String::new())
            }
            _ => (BlockKind::Measures, String::new()),
        }
    }
}

/// A series whose members are paragraphs of their own, each free to have its own role.
fn stands_alone(item: &Item) -> bool {
    matches!(
        item.family,
        ordinals::Family::Han
            | ordinals::Family::Ordinal
            | ordinals::Family::Arabic
            | ordinals::Family::HanRound
    )
}

/// An item that is only a short line of its own: the paragraphs after it belong to it.
fn holds_following(sheet: &Sheet<'_>, item: &Item, segment: Span) -> bool {
    item.leads && stands_alone(item) && segment.len() <= 150 && {
        let s = sheet.of(Span::new(item.at + item.length, segment.end));
        !s.trim_end_matches([marks::STOP, marks::COLON]).contains([marks::STOP, marks::SEMICOLON])
    }
}

/// The part of a sentence that is read for cues.
fn look(s: &str) -> &str {
    let end = s.char_indices().nth(LOOK).map_or(s.len(), |found| found.0);
    &s[..end]
}
