//! Blocks: what each stretch of the body does — asks, reports, refuses, promises.
//!
//! In: the body between head and tail. Out: marks for headings, labels, blocks and items, and the sections.
//! A label decides for its block; without one the first sentence of a paragraph does, and inside a paragraph
//! only a sentence that opens with a cue begins another block.

use crate::forms::ordinals;
use crate::reply::items::{self, ItemStart};
use crate::reply::judge::{Known, Sentence};
use crate::reply::labelled::{kind_of, label, labelled_parts, spaced_label};
use crate::reply::layout::{Layout, PieceMark, Sheet};
use crate::reply::model::{BlockKind, Origin, Part, Section};
use crate::reply::sections;
use dafu_words::punctuation;
use dafu_words::span::Span;

/// Longest title of an item, in characters.
const TITLE: usize = 24;

/// What is known while walking through the body.
struct Walk<'a> {
    known: Known<'a>,
    section: Option<usize>,
    /// Kind that a label or functional heading has opened, with its words.
    explicit: Option<(BlockKind, String)>,
    /// True when the text before announces a series (…以下工作：).
    led: bool,
    marks: Vec<PieceMark>,
}

/// Cuts the body into blocks and items.
pub(super) fn cut(
    sheet: &Sheet<'_>,
    layout: &mut Layout,
    standing: Option<BlockKind>,
    year: Option<u32>,
) -> Vec<Section> {
    let segments = segments(sheet, layout);
    let headings = sections::find(sheet.shadow.as_str(), &segments);
    let mut out = Vec::new();
    let mut walk = Walk {
        known: Known { sheet, standing, year, last: None },
        section: None,
        explicit: None,
        led: false,
        marks: Vec::new(),
    };
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
            walk.known.last = None;
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
        if let Some((length, kind, words)) = label(sheet.of(rest)).or_else(|| spaced_label(sheet, rest)) {
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

impl<'a> Walk<'a> {
    fn mark(&mut self, at: usize, kind: BlockKind, origin: Origin, cue: &str, part: Part, item: Option<u32>) {
        self.marks.push(PieceMark {
            at,
            kind,
            origin,
            cue: cue.to_owned(),
            part,
            item,
            section: self.section,
        });
    }

    fn label(&mut self, at: usize, kind: BlockKind, words: &str) {
        self.mark(at, kind, Origin::Explicit, words, Part::Label, None);
        self.explicit = Some((kind, words.to_owned()));
        self.known.last = None;
    }

    /// Marks a run of text without headings and labels in it.
    fn run(&mut self, run: &[Span]) {
        let items = items::find(self.known.sheet.shadow.as_str(), run);
        let mut next = 0;
        let mut open: Option<ItemStart> = None;
        for (index, &segment) in run.iter().enumerate() {
            let from = next;
            while next < items.len() && items[next].segment == index {
                next += 1;
            }
            let members = &items[from..next];
            let goes_on = items.get(next).is_some_and(|item| item.number > 1);
            self.segment(segment, members, open, goes_on);
            open = match members.last() {
                Some(item) => holds_following(self.known.sheet, item, segment).then_some(*item),
                None => open.filter(|_| goes_on || self.known.last != Some(BlockKind::NextSteps)),
            };
        }
    }

    /// Marks one paragraph: text before the first item, the items, text after the last.
    fn segment(&mut self, span: Span, members: &[ItemStart], open: Option<ItemStart>, goes_on: bool) {
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

    fn item(&mut self, span: Span, item: &ItemStart, last: bool, paragraph: bool) {
        let text = Span::new(span.start + item.length, span.end);
        let parts = Sentence::split(self.known.sheet, text);
        let inherits = self.explicit.is_some()
            || self.known.standing.is_some()
            || (self.known.last.is_some() && (self.led || !(paragraph && item.leads && stands_alone(item))));
        let (kind, origin, cue) = match (&self.explicit, inherits) {
            (Some((kind, words)), _) => {
                let turned = self
                    .known
                    .last
                    .filter(|last| last != kind && item.number > 1 || item.number == 1 && *last != *kind);
                match turned {
                    Some(kind) => (kind, Origin::Inferred, String::new()),
                    None => (*kind, Origin::Explicit, words.clone()),
                }
            }
            (None, true) => (
                self.known.last.or(self.known.standing).unwrap_or(BlockKind::Measures),
                Origin::Inferred,
                String::new(),
            ),
            (None, false) => {
                // （二）稳住运营。…: a short title says little, the sentence after it more.
                let titled = parts.len() > 1 && self.known.sheet.of(parts[0].span).chars().count() <= TITLE;
                let (kind, cue) =
                    self.known.judge(if titled { &parts[1..] } else { &parts }, None, Part::Text);
                (kind, Origin::Inferred, cue)
            }
        };
        self.known.last = Some(kind);
        self.mark(span.start, kind, origin, &cue, Part::Item, Some(item.number));
        if last {
            self.cuts(parts.get(1..).unwrap_or(&[]));
        }
    }

    /// Marks running text; `item` is the item that it belongs to, if any.
    fn prose(&mut self, span: Span, item: Option<u32>, inside: bool, part: Part) {
        if span.is_empty() {
            return;
        }
        if inside {
            let kind = self.known.last.unwrap_or(BlockKind::Measures);
            let explicit = self.explicit.clone().filter(|(opened, _)| *opened == kind);
            let origin = if explicit.is_some() { Origin::Explicit } else { Origin::Inferred };
            self.mark(span.start, kind, origin, &explicit.map_or(String::new(), |found| found.1), part, item);
            return;
        }
        let parts = Sentence::split(self.known.sheet, span);
        let Some(first) = parts.first() else { return };
        let (kind, origin, cue) = match self.explicit.clone() {
            Some((kind, words)) => match self.known.overrides(kind, first, true) {
                Some((other, cue)) => (other, Origin::Inferred, cue),
                None => (kind, Origin::Explicit, words),
            },
            None => {
                let (kind, cue) = self.known.judge(&parts, item, part);
                (kind, Origin::Inferred, cue)
            }
        };
        let item = item.filter(|_| self.known.last == Some(kind));
        self.known.last = Some(kind);
        self.led = self.known.sheet.of(span).ends_with(punctuation::COLON);
        let part = if item.is_some() { Part::Item } else { part };
        self.mark(span.start, kind, origin, &cue, part, item);
        self.cuts(&parts[1..]);
    }

    /// Cuts further blocks off a paragraph where one of its later sentences opens with a cue.
    fn cuts(&mut self, parts: &[Sentence<'_>]) {
        for part in parts {
            let Some(now) = self.known.last else { continue };
            let found = match &self.explicit {
                Some((kind, _)) if now == *kind => self.known.overrides(*kind, part, false),
                _ => self.known.turn(now, part),
            };
            if let Some((kind, cue)) = found
                && kind != now
            {
                self.known.last = Some(kind);
                self.mark(part.span.start, kind, Origin::Inferred, &cue, Part::Text, None);
            }
        }
    }
}

/// A series whose members are paragraphs of their own, each free to have its own role.
fn stands_alone(item: &ItemStart) -> bool {
    matches!(
        item.family,
        ordinals::Family::Han
            | ordinals::Family::Ordinal
            | ordinals::Family::Arabic
            | ordinals::Family::HanRound
    )
}

/// An item that is only a short line of its own: the paragraphs after it belong to it.
fn holds_following(sheet: &Sheet<'_>, item: &ItemStart, segment: Span) -> bool {
    item.leads && stands_alone(item) && segment.len() <= 150 && {
        let s = sheet.of(Span::new(item.at + item.length, segment.end));
        !s.trim_end_matches([punctuation::STOP, punctuation::COLON])
            .contains([punctuation::STOP, punctuation::SEMICOLON])
    }
}
