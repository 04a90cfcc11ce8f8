//! Stretches: the body cut by what stands written in it — headings, labels, items, paragraphs.
//!
//! In: the body between head and tail. Out: the sections, and steps in reading order: a heading or label that opens a
//! block by its name, or a stretch of text of one item and one section. What a stretch does is said by `blocks`.

use crate::forms::ordinals;
use crate::forms::turns;
use crate::reply::items::{self, ItemStart};
use crate::reply::labelled::{kind_of, label, labelled_parts, spaced_label};
use crate::reply::layout::{Layout, Sheet};
use crate::reply::model::{BlockKind, Part, Section};
use crate::reply::sections;
use dafu_words::punctuation;
use dafu_words::span::Span;

/// Longest line of an item whose paragraphs follow it, in bytes.
const TITLE: usize = 150;

/// A step through the body.
#[derive(Clone, Debug)]
pub(super) struct Step {
    /// Where it stands.
    pub span: Span,
    /// What it is within its block.
    pub part: Part,
    /// Index of the section.
    pub section: Option<usize>,
    /// Number of the item.
    pub item: Option<u32>,
    /// True for the last item of its series in its paragraph: what follows it may be no part of it.
    pub last: bool,
    /// Index of the label or heading that names the block, in [`Body::names`].
    pub named: Option<usize>,
}

/// The body, cut.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// Everything in it, in reading order; tiles the body's paragraphs.
    pub steps: Vec<Step>,
    /// Kinds that labels and functional headings open, with their words.
    pub names: Vec<(BlockKind, String)>,
    /// Answered points.
    pub sections: Vec<Section>,
}

/// Cuts the body.
pub(super) fn cut(sheet: &Sheet<'_>, layout: &Layout) -> Body {
    let segments = segments(sheet, layout);
    let headings = sections::find(sheet.shadow.as_str(), &segments);
    let mut walk = Walk { sheet, body: Body::default(), named: None };
    let mut run: Vec<Span> = Vec::new();
    let mut next_heading = headings.iter().peekable();
    for (index, &segment) in segments.iter().enumerate() {
        let mut rest = segment;
        if let Some(heading) = next_heading.next_if(|heading| heading.segment == index) {
            walk.run(&mut run);
            walk.heading(heading);
            rest.start = heading.span.end;
            if rest.is_empty() {
                continue;
            }
        }
        if let Some((length, kind, words)) = label(sheet.of(rest)).or_else(|| spaced_label(sheet, rest)) {
            walk.run(&mut run);
            walk.label(Span::new(rest.start, rest.start + length), kind, words);
            rest.start += length;
        }
        // Labels further on in the paragraph.
        for part in labelled_parts(sheet.of(rest), rest.start) {
            let mut text = part.span;
            if let Some((length, kind, words)) = part.label {
                walk.run(&mut run);
                walk.label(Span::new(text.start, text.start + length), kind, words);
                text.start += length;
            }
            if !text.is_empty() {
                run.push(text);
            }
        }
    }
    walk.run(&mut run);
    walk.body
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

/// What is known while walking through the body.
struct Walk<'a> {
    sheet: &'a Sheet<'a>,
    body: Body,
    /// The label or heading that names what follows.
    named: Option<usize>,
}

impl Walk<'_> {
    fn step(&mut self, span: Span, part: Part, item: Option<u32>, last: bool) {
        if !span.is_empty() {
            let section = self.body.sections.len().checked_sub(1);
            self.body.steps.push(Step { span, part, section, item, last, named: self.named });
        }
    }

    fn name(&mut self, kind: BlockKind, words: String) {
        self.named = Some(self.body.names.len());
        self.body.names.push((kind, words));
    }

    fn heading(&mut self, heading: &sections::Heading) {
        let opens = heading.opens.and_then(kind_of);
        let number = match heading.number {
            0 => self.body.sections.len() as u32 + 1,
            number => number,
        };
        self.body.sections.push(Section {
            number,
            heading: self.sheet.written(Span::new(heading.words.start, heading.span.end)),
            span: self.sheet.back(heading.span),
            opens,
        });
        self.named = None;
        self.step(heading.span, Part::Heading, None, false);
        if let Some(kind) = opens {
            self.name(kind, self.sheet.written(heading.words));
        }
    }

    fn label(&mut self, span: Span, kind: BlockKind, words: &str) {
        self.name(kind, words.to_owned());
        self.step(span, Part::Label, None, false);
    }

    /// Steps through a run of text without headings and labels in it, and empties it.
    fn run(&mut self, run: &mut Vec<Span>) {
        let items = items::find(self.sheet.shadow.as_str(), run);
        let mut next = 0;
        let mut open: Option<ItemStart> = None;
        for (index, &segment) in run.iter().enumerate() {
            let from = next;
            while next < items.len() && items[next].segment == index {
                next += 1;
            }
            let members = &items[from..next];
            let goes_on = items.get(next).is_some_and(|item| item.number > 1);
            open = open.filter(|_| goes_on || !turns::turns(self.sheet.of(segment)));
            self.segment(segment, members, open, goes_on);
            if let Some(item) = members.last() {
                open = holds_following(self.sheet, item, segment).then_some(*item);
            }
        }
        run.clear();
    }

    /// One paragraph: text before the first item, the items.
    fn segment(&mut self, span: Span, members: &[ItemStart], open: Option<ItemStart>, goes_on: bool) {
        let Some(first) = members.first() else {
            let part = if open.is_some() { Part::Item } else { Part::Text };
            return self.step(span, part, open.map(|item| item.number), false);
        };
        // Text before an item that is not the first belongs to the item before.
        let before = open.filter(|_| first.number > 1).map(|item| item.number);
        let part = if before.is_some() { Part::Item } else { Part::LeadIn };
        self.step(Span::new(span.start, first.at), part, before, false);
        for (index, item) in members.iter().enumerate() {
            let end = members.get(index + 1).map_or(span.end, |next| next.at);
            let last = index + 1 == members.len() && !goes_on;
            self.step(Span::new(item.at, end), Part::Item, Some(item.number), last);
        }
    }
}

/// An item that is only a short line of its own: the paragraphs after it belong to it.
fn holds_following(sheet: &Sheet<'_>, item: &ItemStart, segment: Span) -> bool {
    item.leads && stands_alone(item) && segment.len() <= TITLE && {
        let s = sheet.of(Span::new(item.at + item.length, segment.end));
        !s.trim_end_matches([punctuation::STOP, punctuation::COLON])
            .contains([punctuation::STOP, punctuation::SEMICOLON])
    }
}

/// A series whose members are paragraphs of their own.
fn stands_alone(item: &ItemStart) -> bool {
    matches!(
        item.family,
        ordinals::Family::Han
            | ordinals::Family::Ordinal
            | ordinals::Family::Arabic
            | ordinals::Family::HanRound
    )
}
