//! Blocks: runs of acts, each with its kind and the words that decided.
//!
//! In: the steps of the body. Out: marks where pieces begin. A label or heading names the kind of what stands under it; a
//! clause under it that does something else keeps its act and is inferred. Inside a sentence a block begins only where a
//! promise or a refusal begins or ends; the rest of the sentence has the kind that most of its characters have.

use crate::acts::act::Act;
use crate::acts::clause::{self, Clause};
use crate::acts::{self, Reading, Why, Written};
use crate::reply::layout::{Layout, PieceMark, Sheet};
use crate::reply::model::{BlockKind, Origin, Part, ReadClause, Section, Tier};
use crate::reply::roles;
use crate::reply::stretches::{self, Body, Step};
use dafu_words::span::Span;
use std::ops::Range;

/// What an act is worth beforehand where a label names its tier.
const NAMED: i16 = 250;

/// What blocks are cut by, besides the body.
#[derive(Clone, Copy)]
pub(super) struct Given {
    /// The kind of plain text, in a 会办意见.
    pub standing: Option<BlockKind>,
    /// When the letter was written.
    pub written: Option<Written>,
    /// True when it is to be told why each clause has its act.
    pub explain: bool,
}

/// Cuts the body into blocks and items. Out: its sections, and the explained clauses if they are asked for.
pub(super) fn cut(sheet: &Sheet<'_>, layout: &mut Layout, given: Given) -> (Vec<Section>, Vec<ReadClause>) {
    let body = stretches::cut(sheet, layout);
    let marker = Marker::new(sheet, &body, given);
    let marks = marker.marks();
    let clauses = if given.explain { marker.explained() } else { Vec::new() };
    layout.marks.extend(marks);
    (body.sections, clauses)
}

/// The clauses of a body's steps; those of a step are found by its number.
fn clauses(sheet: &Sheet<'_>, body: &Body) -> (Vec<Clause>, Vec<Range<usize>>) {
    // Steps of one paragraph are cut as one, so that a sentence is not cut by an item inside it.
    let mut regions: Vec<Span> = Vec::new();
    let mut written = false;
    for step in &body.steps {
        let named = matches!(step.part, Part::Heading | Part::Label);
        match regions.last_mut() {
            Some(last) if last.end == step.span.start && !named && !written => last.end = step.span.end,
            _ => regions.push(step.span),
        }
        written = named;
    }
    let clauses = clause::cut(sheet.shadow.as_str(), &regions);
    let mut next = 0;
    let of = |step: &Step| {
        let from = next;
        while clauses.get(next).is_some_and(|clause| clause.span.end <= step.span.end) {
            next += 1;
        }
        from..next
    };
    let ranges = body.steps.iter().map(of).collect();
    (clauses, ranges)
}

/// A stretch of a step with one kind; none for what is part of the frame.
#[derive(Clone, Copy)]
struct Run {
    at: usize,
    kind: Option<BlockKind>,
    /// The clause that tells why.
    clause: usize,
}

struct Marker<'a> {
    sheet: &'a Sheet<'a>,
    body: &'a Body,
    given: Given,
    reading: Reading<'a>,
    ranges: Vec<Range<usize>>,
}

impl<'a> Marker<'a> {
    fn new(sheet: &'a Sheet<'_>, body: &'a Body, given: Given) -> Marker<'a> {
        let (clauses, ranges) = clauses(sheet, body);
        let mut named = vec![None; clauses.len()];
        for (step, range) in body.steps.iter().zip(&ranges) {
            named[range.clone()].fill(step.named.map(|name| body.names[name].0));
        }
        let favour = |at: usize, act: Act| {
            let named: Option<BlockKind> = named[at];
            let same = named.is_some_and(|kind| roles::of(act).is_some_and(|own| own.tier() == kind.tier()));
            if same { NAMED } else { 0 }
        };
        let reading = acts::read(sheet.shadow.as_str(), clauses, given.written, favour);
        Marker { sheet, body, given, reading, ranges }
    }

    fn marks(&self) -> Vec<PieceMark> {
        let mut marks = Vec::new();
        let mut before = None;
        for number in 0..self.body.steps.len() {
            let step = &self.body.steps[number];
            match step.part {
                Part::Heading => {
                    before = None;
                    marks.push(mark(step, step.span.start, BlockKind::Heading, Origin::Explicit, ""));
                }
                Part::Label => {
                    let (kind, words) = &self.body.names[step.named.unwrap_or(0)];
                    before = None;
                    marks.push(mark(step, step.span.start, *kind, Origin::Explicit, words));
                }
                _ => self.stretch(number, &mut before, &mut marks),
            }
        }
        marks
    }

    /// Marks a stretch of text; `before` is the kind of what stands before it in its section.
    fn stretch(&self, number: usize, before: &mut Option<BlockKind>, marks: &mut Vec<PieceMark>) {
        let step = &self.body.steps[number];
        let mut runs = self.runs(number);
        if runs.is_empty() {
            // A lead-in inside a clause (我局一是…) goes with what it leads in.
            let clause = self.ranges[number].start;
            let kind = self.reading.acts().get(clause).and_then(|act| roles::of(*act));
            runs.push(Run { at: step.span.start, kind, clause });
        }
        runs[0].at = step.span.start;
        let named = step.named.map(|name| &self.body.names[name]);
        let mut item = step.item;
        for (index, run) in runs.iter().enumerate() {
            let own = match (self.given.standing, run.kind) {
                (Some(standing), kind) if !is_firm(kind) => Some(standing),
                (_, kind) => kind,
            };
            let kind = own.or(named.map(|named| named.0)).or(*before).unwrap_or(BlockKind::Background);
            let (kind, origin, words) = match named {
                Some((name, words)) if name.tier() == kind.tier() => {
                    (*name, Origin::Explicit, words.as_str())
                }
                _ => {
                    let end = runs.get(index + 1).map_or(self.ranges[number].end, |next| next.clause);
                    (kind, Origin::Inferred, self.why(run, end))
                }
            };
            *before = (!kind.is_frame()).then_some(kind).or(*before);
            // What follows the last item and does something else is no part of it.
            if step.last && index > 0 && self.reading.clauses()[run.clause].opens_sentence() {
                item = None;
            }
            let part = if item.is_none() && step.part == Part::Item { Part::Text } else { step.part };
            marks.push(PieceMark { part, item, ..mark(step, run.at, kind, origin, words) });
        }
    }

    /// The words that decided the first clause of a run that has the run's kind; `end` is one past its last clause.
    fn why(&self, run: &Run, end: usize) -> &str {
        if !self.given.explain || run.clause >= self.reading.clauses().len() {
            return "";
        }
        let mut clauses = run.clause..end.max(run.clause + 1);
        let own = clauses.find(|&at| roles::of(self.reading.acts()[at]) == run.kind);
        self.reading.why(own.unwrap_or(run.clause)).words()
    }

    /// The clauses, each with its act and why.
    fn explained(&self) -> Vec<ReadClause> {
        let explained = |at: usize| {
            let why = self.reading.why(at);
            ReadClause {
                span: self.sheet.back(self.reading.clauses()[at].span),
                act: self.reading.acts()[at],
                pinned: matches!(why, Why::Pin(_)),
                words: why.words().to_owned(),
            }
        };
        (0..self.reading.clauses().len()).map(explained).collect()
    }

    /// The runs of a step: of its sentences, of an item as a whole.
    fn runs(&self, number: usize) -> Vec<Run> {
        let step = &self.body.steps[number];
        let range = self.ranges[number].clone();
        let mut runs: Vec<Run> = Vec::new();
        let mut from = range.start;
        while from < range.end {
            let opens = |at: usize| self.reading.clauses()[at].opens_sentence();
            let whole = step.part == Part::Item && !step.last;
            let end = (from + 1..range.end).find(|&at| opens(at) && !whole).unwrap_or(range.end);
            self.unit(from, end, &mut runs);
            from = end;
        }
        if step.last {
            // What goes on behind the last item belongs to it, unless it plans, declines or names a problem.
            let own = runs.first().and_then(|run| run.kind);
            runs.iter_mut().skip(1).filter(|run| !is_firm(run.kind)).for_each(|run| run.kind = own);
        }
        join(&mut runs);
        settle(&mut runs, step.span.end);
        runs
    }

    /// Adds the runs of one sentence, or of one item.
    fn unit(&self, from: usize, end: usize, runs: &mut Vec<Run>) {
        let clauses = &self.reading.clauses()[from..end];
        let kinds: Vec<Option<BlockKind>> =
            self.reading.acts()[from..end].iter().map(|act| roles::of(*act)).collect();
        let words = |at: usize| self.sheet.of(clauses[at].span);
        let kinds = with_causes(kinds, words);
        let whole = Span::new(clauses[0].span.start, clauses[clauses.len() - 1].span.end);
        let plain = self.plain(from..end, &kinds, self.sheet.of(whole));
        if roles::only_praises(self.sheet.of(whole)) && !kinds.iter().any(|kind| is_firm(*kind)) {
            runs.push(Run { at: whole.start, kind: Some(BlockKind::Appraisal), clause: from });
            return;
        }
        for (index, clause) in clauses.iter().enumerate() {
            let kind = kinds[index].filter(|kind| roles::cuts_sentences(*kind)).or(plain);
            runs.push(Run { at: clause.span.start, kind, clause: from + index });
        }
    }

    /// The kind of what is neither promise nor refusal in a sentence: the one that most characters have.
    fn plain(&self, range: Range<usize>, kinds: &[Option<BlockKind>], s: &str) -> Option<BlockKind> {
        let clauses = self.reading.clauses()[range.clone()].iter().zip(kinds);
        let plain = clauses.filter_map(|(clause, kind)| Some((kind.as_ref().copied()?, clause.span.len())));
        let lengths = Lengths::of(plain.filter(|found| !roles::cuts_sentences(found.0)));
        let most = lengths.longest();
        match most {
            None if kinds.iter().all(Option::is_none) => roles::praises(s).then_some(BlockKind::Appraisal),
            None => None,
            Some(BlockKind::Consultation) => most,
            Some(_) if self.reading.speaks_of_adoption(range.clone()) && roles::adopts(s) => {
                Some(BlockKind::Adoption)
            }
            Some(_) if kinds.contains(&Some(BlockKind::NextSteps)) => most,
            Some(_) if self.reading.brings_in_words(range) && roles::quotes_a_unit(s) => {
                Some(BlockKind::CoOpinion)
            }
            Some(_) => most,
        }
    }
}

/// The kinds of a sentence's clauses, what leads to a refusal being part of it: its cause, its ground, what was found by a
/// look at the place.
fn with_causes<'a>(
    mut kinds: Vec<Option<BlockKind>>,
    words: impl Fn(usize) -> &'a str,
) -> Vec<Option<BlockKind>> {
    let refusal = Some(BlockKind::Explanation);
    if let Some(first) = kinds.iter().position(|kind| *kind == refusal) {
        for at in (0..first).rev() {
            let leads = match kinds[at] {
                Some(BlockKind::Problems | BlockKind::PolicyBasis) => true,
                Some(BlockKind::Measures) => roles::looks_into(words(at)),
                _ => false,
            };
            if !leads {
                break;
            }
            kinds[at] = refusal;
        }
    }
    kinds
}

/// Joins runs of one kind; what is part of the frame goes with the run before it, at the beginning with the one after it.
fn join(runs: &mut Vec<Run>) {
    runs.dedup_by(|next, run| next.kind == run.kind || next.kind.is_none());
    if let [first, second, ..] = runs[..]
        && first.kind.is_none()
    {
        runs[1] = Run { at: first.at, ..second };
        runs.remove(0);
    }
}

/// Longest run, in bytes, that two runs of one kind on both sides of it take in.
const SHORT: usize = 60;

/// Settles on one kind where sentences of a paragraph hardly differ: work, progress and results side by side have the
/// kind that is longest, so have situation and rules; a short run goes with what is on both sides of it. Promises,
/// refusals and problems go with nothing else. `end` is where the runs end.
fn settle(runs: &mut Vec<Run>, end: usize) {
    let length = |runs: &[Run], at: usize| runs.get(at + 1).map_or(end, |next| next.at) - runs[at].at;
    let mut from = 0;
    while from < runs.len() {
        let group = group(runs[from].kind);
        let to = (from + 1..runs.len()).find(|&at| group.is_none() || self::group(runs[at].kind) != group);
        let to = to.unwrap_or(runs.len());
        if to > from + 1 {
            let lengths = (from..to).filter_map(|at| Some((runs[at].kind?, length(runs, at))));
            let kind = Lengths::of(lengths).longest();
            runs[from..to].iter_mut().for_each(|run| run.kind = kind);
        }
        from = to;
    }
    join(runs);
    for at in 1..runs.len().saturating_sub(1) {
        let around = runs[at - 1].kind;
        if around == runs[at + 1].kind && !is_firm(runs[at].kind) && length(runs, at) <= SHORT {
            runs[at].kind = around;
        }
    }
    join(runs);
}

/// True for kinds that go with nothing else.
fn is_firm(kind: Option<BlockKind>) -> bool {
    matches!(kind, Some(BlockKind::NextSteps | BlockKind::Explanation | BlockKind::Problems))
}

/// Lengths by kind, in the order in which the kinds first came.
struct Lengths(Vec<(BlockKind, usize)>);

impl Lengths {
    fn of(found: impl Iterator<Item = (BlockKind, usize)>) -> Lengths {
        let mut sums: Vec<(BlockKind, usize)> = Vec::new();
        for (kind, length) in found {
            match sums.iter_mut().find(|sum| sum.0 == kind) {
                Some(sum) => sum.1 += length,
                None => sums.push((kind, length)),
            }
        }
        Lengths(sums)
    }

    /// Of the tier that is longest the kind that is longest; of equal ones the first.
    fn longest(&self) -> Option<BlockKind> {
        let of_tier =
            |tier: Tier| -> usize { self.0.iter().filter(|sum| sum.0.tier() == tier).map(|sum| sum.1).sum() };
        self.0.iter().rev().max_by_key(|sum| (of_tier(sum.0.tier()), sum.1)).map(|sum| sum.0)
    }
}

/// Kinds that are hard to tell apart where they stand side by side.
fn group(kind: Option<BlockKind>) -> Option<u8> {
    match kind? {
        BlockKind::Measures | BlockKind::Progress | BlockKind::Results => Some(0),
        BlockKind::Background | BlockKind::PolicyBasis => Some(1),
        _ => None,
    }
}

fn mark(step: &Step, at: usize, kind: BlockKind, origin: Origin, cue: &str) -> PieceMark {
    PieceMark {
        at,
        kind,
        origin,
        cue: cue.to_owned(),
        part: step.part,
        item: step.item,
        section: step.section,
    }
}

#[cfg(test)]
mod tests {
    use crate::reply::model::{BlockKind, Origin};
    use crate::reply::{explain, parse};
    use crate::text::Text;

    fn letter(body: &str) -> Text {
        Text::from_lines(&format!(
            "对县政协一届一次会议第1号提案的答复\n某甲委员：\n您提出的提案收悉，现答复如下：\n{body}\n\
             白鹭县交通局\n2024年5月29日"
        ))
    }

    /// The body's pieces: kind, whether a label says so, words.
    fn pieces(body: &str) -> Vec<(BlockKind, bool, String)> {
        let text = letter(body);
        let pieces = parse(&text).pieces.into_iter().filter(|piece| !piece.kind.is_frame());
        let show = |piece: crate::reply::model::Piece| {
            (piece.kind, piece.origin == Origin::Explicit, text.slice(piece.span).to_owned())
        };
        pieces.map(show).collect()
    }

    #[test]
    fn a_block_begins_inside_a_sentence_where_a_promise_or_refusal_does() {
        assert_eq!(
            pieces("我局已投入30万元修好了路面，下一步，我局将安装路灯。"),
            [
                (BlockKind::Measures, false, "我局已投入30万元修好了路面，".to_owned()),
                (BlockKind::NextSteps, false, "下一步，我局将安装路灯。".to_owned()),
            ]
        );
        let declined = pieces("经现场踏勘，该处路面狭窄，不具备设置停车位的条件。我局将加强巡逻。");
        assert_eq!(declined[0].0, BlockKind::Explanation);
        assert_eq!(declined[1], (BlockKind::NextSteps, false, "我局将加强巡逻。".to_owned()));
    }

    #[test]
    fn a_label_names_its_block_and_a_promise_under_it_is_inferred() {
        let found = pieces("主要举措：我局已修好桥面。下一步，我局将加装护栏。");
        let kinds: Vec<_> = found.iter().map(|piece| (piece.0, piece.1)).collect();
        assert_eq!(
            kinds,
            [(BlockKind::Measures, true), (BlockKind::Measures, true), (BlockKind::NextSteps, false)]
        );
    }

    #[test]
    fn an_explained_letter_is_the_same_letter_with_its_reasons() {
        let text = letter("该路段长2公里。待资金到位后，我局即启动改造。");
        let (explained, clauses) = explain(&text);
        let mut plain = explained.clone();
        plain
            .pieces
            .iter_mut()
            .filter(|piece| piece.origin == Origin::Inferred)
            .for_each(|piece| piece.cue.clear());
        assert_eq!(plain, parse(&text));
        let last = clauses.last().unwrap();
        assert!(last.pinned, "{last:?}");
        assert_eq!(
            explained.pieces.iter().find(|piece| piece.kind == BlockKind::NextSteps).unwrap().cue,
            "待"
        );
    }

    #[test]
    fn sentences_and_paragraphs_without_end_are_read_in_one_go() {
        let clause = "我局将修好路面第一段，";
        let sentence = format!("{}。", clause.repeat(20_000));
        assert_eq!(pieces(&sentence).iter().map(|piece| piece.2.len()).sum::<usize>(), sentence.len());
        let paragraph = "我局修了路。群众满意度提高了。项目正在施工。".repeat(7_000);
        assert_eq!(pieces(&paragraph).iter().map(|piece| piece.2.len()).sum::<usize>(), paragraph.len());
        let items = format!("工作：{}修路。", "一是".repeat(20_000));
        assert_eq!(pieces(&items).iter().map(|piece| piece.2.len()).sum::<usize>(), items.len());
    }
}
