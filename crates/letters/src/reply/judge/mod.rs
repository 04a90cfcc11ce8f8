//! Judging: the kind of a stretch without a label, and where a sentence begins another.
//!
//! In: sentences and what is known so far. Out: a kind with the words that decided; none where nothing speaks for
//! a change. Marks are set by `blocks`.

pub(crate) mod clauses;
pub(crate) mod cues;
pub(crate) mod evidence;
pub(crate) mod signs;
pub(crate) mod stance;
pub(crate) mod vocabulary;
pub(crate) mod weights;

use std::cell::OnceCell;

use crate::forms::labels::Role;
use crate::forms::look::{Look, Seen};
use crate::forms::refusals::REFUSALS;
use crate::forms::turns;
use crate::reply::judge::vocabulary::VOCABULARY;
use crate::reply::labelled::kind_of;
use crate::reply::layout::Sheet;
use crate::reply::model::{BlockKind, Part};
use crate::reply::sentences;
use dafu_words::span::Span;

/// How much of a sentence is read for cues, in characters.
const LOOK: usize = 240;
/// Weight of words at which they outweigh the mere mention of the unit, and may cut a paragraph.
const STRONG: i32 = 30;
/// Longest first sentence that may say nothing of its own, in characters.
const SHORT: usize = 20;
/// How many sentences of a paragraph are looked at to judge it.
const LOOK_AHEAD: usize = 6;

/// A sentence, looked at for its words when it is first asked for them.
pub(crate) struct Sentence<'a> {
    /// Where it stands.
    pub span: Span,
    text: &'a str,
    seen: OnceCell<Seen>,
    evidence: OnceCell<Option<Role>>,
}

impl<'a> Sentence<'a> {
    /// The sentences of `span`.
    pub(crate) fn split(sheet: &'a Sheet<'_>, span: Span) -> Vec<Sentence<'a>> {
        let of =
            |span| Sentence { span, text: sheet.of(span), seen: OnceCell::new(), evidence: OnceCell::new() };
        sentences::split(sheet.of(span), span.start).into_iter().map(of).collect()
    }

    /// Its words, of a very long one those at its beginning.
    fn look(&self) -> Look<'_> {
        let text = look(self.text);
        Look::new(text, self.seen.get_or_init(|| VOCABULARY.see(text)))
    }

    /// The role that general evidence gives it.
    fn evidence(&self, year: Option<u32>) -> Option<Role> {
        *self.evidence.get_or_init(|| evidence::of(self.look(), year).map(|found| found.0))
    }
}

/// What is known of the letter and of the text before.
pub(crate) struct Known<'a> {
    /// The letter.
    pub sheet: &'a Sheet<'a>,
    /// Kind for text without any cue: co_opinion in the body of a 会办意见.
    pub standing: Option<BlockKind>,
    /// Year of the letter, to tell a deadline to come from a date gone by.
    pub year: Option<u32>,
    /// Kind of the text before.
    pub last: Option<BlockKind>,
}

impl Known<'_> {
    /// A kind that a sentence opens inside a block of an explicit kind, when it clearly changes the role.
    pub(crate) fn overrides(
        &self,
        explicit: BlockKind,
        s: &Sentence<'_>,
        paragraph: bool,
    ) -> Option<(BlockKind, String)> {
        let refused = paragraph
            && matches!(explicit, BlockKind::Measures | BlockKind::Problems | BlockKind::Progress)
            && s.evidence(self.year) == Some(Role::Explanation);
        if refused {
            return Some((BlockKind::Explanation, String::new()));
        }
        let works = matches!(
            explicit,
            BlockKind::Measures | BlockKind::Background | BlockKind::Results | BlockKind::Progress
        );
        let planned = explicit == BlockKind::NextSteps;
        let turns = !planned && turns::turns(s.text);
        if !turns && !(paragraph && (works || planned)) {
            return None;
        }
        let cue = stance::sentence(s.look())?;
        let kind = kind_of(cue.role)?;
        let allowed = match kind {
            BlockKind::NextSteps => cue.opens && turns,
            BlockKind::Problems => works && paragraph,
            BlockKind::PolicyBasis => works && paragraph,
            BlockKind::Consultation | BlockKind::Adoption => paragraph && (works || planned && cue.opens),
            BlockKind::Explanation | BlockKind::Referral => works && paragraph && cue.opens,
            _ => false,
        };
        (allowed && kind != explicit).then(|| (kind, cue.word.to_owned()))
    }

    /// A kind that a sentence opens inside a block of an inferred kind.
    pub(crate) fn turn(&self, now: BlockKind, sentence: &Sentence<'_>) -> Option<(BlockKind, String)> {
        if now == BlockKind::NextSteps {
            return None;
        }
        let s = sentence.look();
        let cue = stance::sentence(s);
        if self.standing.is_some() {
            let plan = cue.filter(|cue| cue.opens && cue.role == Role::NextSteps)?;
            return Some((BlockKind::NextSteps, plan.word.to_owned()));
        }
        if now == BlockKind::Consultation && cue.is_none_or(|cue| !cue.opens) && !stance::of_the_talk(s) {
            let kind = if stance::tells_work(s) { BlockKind::Measures } else { BlockKind::Background };
            return Some((kind, String::new()));
        }
        let told = matches!(now, BlockKind::Ask | BlockKind::PolicyBasis | BlockKind::Appraisal);
        if told && (stance::describes(s) || s.contains("属实")) {
            return Some((BlockKind::Background, String::new()));
        }
        let general = self.general(now, sentence);
        if let Some(found) = general.filter(|found| {
            matches!(
                found,
                BlockKind::CoOpinion | BlockKind::Referral | BlockKind::Adoption | BlockKind::Explanation
            )
        }) {
            return Some((found, String::new()));
        }
        let Some(cue) = cue.filter(|cue| cue.role != Role::Measures || cue.opens && general.is_none()) else {
            return general.map(|kind| (kind, String::new())).or_else(|| self.lean(now, s));
        };
        let kind = kind_of(cue.role)?;
        let settled = matches!(now, BlockKind::Problems | BlockKind::Explanation);
        let allowed = match kind {
            BlockKind::NextSteps | BlockKind::Consultation => cue.opens,
            BlockKind::Measures => match now {
                BlockKind::Background | BlockKind::Ask | BlockKind::PolicyBasis | BlockKind::Appraisal => {
                    cue.opens
                }
                _ if settled => stance::responds(cue.word) || (cue.opens && stance::acts(s)),
                BlockKind::Adoption => cue.opens && stance::acts(s),
                _ => false,
            },
            BlockKind::Problems => !settled && (cue.opens || !stance::speaks_of_itself(s)),
            BlockKind::Progress => !settled && cue.opens,
            BlockKind::Results => !settled && now != BlockKind::Progress,
            BlockKind::Explanation => cue.opens && (!settled || cue.word != "由于"),
            BlockKind::Adoption | BlockKind::Referral => cue.opens || now != BlockKind::Problems,
            BlockKind::PolicyBasis => {
                matches!(now, BlockKind::Background | BlockKind::Ask | BlockKind::Appraisal)
            }
            _ => false,
        };
        (allowed && kind != now).then(|| (kind, cue.word.to_owned()))
    }

    /// A kind that general evidence gives a sentence after text of kind `now`, where that text may end so.
    fn general(&self, now: BlockKind, s: &Sentence<'_>) -> Option<BlockKind> {
        let kind = kind_of(s.evidence(self.year)?)?;
        let settled = matches!(now, BlockKind::Problems | BlockKind::Explanation);
        let works = matches!(now, BlockKind::Measures | BlockKind::Progress | BlockKind::Adoption);
        let allowed = match kind {
            BlockKind::Results => matches!(now, BlockKind::Measures),
            BlockKind::Progress => matches!(now, BlockKind::Measures),
            BlockKind::Problems => !settled,
            BlockKind::NextSteps => works || settled || now == BlockKind::Results,
            BlockKind::CoOpinion | BlockKind::Referral | BlockKind::Explanation => {
                now != BlockKind::Explanation
            }
            BlockKind::Adoption => true,
            BlockKind::PolicyBasis => matches!(now, BlockKind::Ask | BlockKind::Background),
            BlockKind::Measures => matches!(
                now,
                BlockKind::Background | BlockKind::Ask | BlockKind::Appraisal | BlockKind::PolicyBasis
            ),
            _ => false,
        };
        (allowed && kind != now).then_some(kind)
    }

    /// A kind that a sentence without any cue leans to strongly enough to begin a block.
    fn lean(&self, now: BlockKind, s: Look<'_>) -> Option<(BlockKind, String)> {
        let (role, weight) = weights::leaning(s)?;
        let kind = kind_of(role)?;
        let allowed = match kind {
            BlockKind::NextSteps | BlockKind::Problems | BlockKind::Explanation => weight >= STRONG,
            BlockKind::Adoption => true,
            BlockKind::Results => {
                weight >= STRONG && matches!(now, BlockKind::Measures | BlockKind::Background)
            }
            BlockKind::Measures => {
                matches!(now, BlockKind::Background | BlockKind::Ask | BlockKind::Appraisal)
                    && !stance::describes(s)
            }
            _ => false,
        };
        let stays = matches!(now, BlockKind::Problems | BlockKind::Explanation)
            && matches!(kind, BlockKind::Problems | BlockKind::Explanation);
        (allowed && !stays && kind != now).then_some((kind, String::new()))
    }

    /// Outcomes and stages come after work; everything else may open a paragraph.
    fn fits(&self, role: Role) -> bool {
        match role {
            Role::Results | Role::Progress => !matches!(
                self.last,
                None | Some(
                    BlockKind::Ask | BlockKind::Appraisal | BlockKind::PolicyBasis | BlockKind::NextSteps
                )
            ),
            _ => true,
        }
    }

    /// General evidence that outweighs the cue of a paragraph's first sentence, or stands in its second.
    fn evident(
        &self,
        s: Look<'_>,
        found: Option<Role>,
        cue: Option<stance::Cue<'_>>,
        many: usize,
        second: Option<&Sentence<'_>>,
    ) -> Option<BlockKind> {
        if self.standing.is_some() {
            return found.filter(|role| *role == Role::NextSteps).and_then(kind_of);
        }
        let cued = cue.map(|cue| cue.role);
        if let Some(role) = found {
            let wins = match cued {
                None => true,
                Some(Role::Measures) => !matches!(role, Role::Results | Role::Progress),
                Some(Role::Appraisal) => role == Role::NextSteps,
                Some(Role::Ask) => {
                    matches!(role, Role::Adoption | Role::Explanation | Role::NextSteps | Role::Referral)
                }
                _ => false,
            };
            return kind_of(role).filter(|_| wins);
        }
        // A short or plain first sentence goes with the second.
        let next = second?.evidence(self.year).filter(|role| self.fits(*role))?;
        let goes = match next {
            Role::Explanation => many <= 3 && !stance::acts(s),
            Role::Results | Role::Problems => cued.is_none() && s.chars().count() <= SHORT,
            _ => false,
        };
        kind_of(next).filter(|_| goes)
    }

    /// The kind of a paragraph without a label: by its first sentence, and where that tells nothing, by the others.
    pub(crate) fn judge(&self, parts: &[Sentence<'_>], item: Option<u32>, part: Part) -> (BlockKind, String) {
        let nothing = VOCABULARY.see("");
        let sentence = |index: usize| parts.get(index).map_or(Look::new("", &nothing), Sentence::look);
        let s = sentence(0);
        let cue = stance::sentence(s);
        let general =
            || parts.first().and_then(|first| first.evidence(self.year)).filter(|role| self.fits(*role));
        if item.is_none()
            && let Some(kind) = self.evident(s, general(), cue, parts.len(), parts.get(1))
        {
            return (kind, String::new());
        }
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
        let checked = stance::checks(&s) || self.last == Some(BlockKind::PolicyBasis);
        if let Some(word) =
            later.clone().filter(|_| checked).find_map(|index| sentence(index).found(&REFUSALS))
        {
            return (BlockKind::Explanation, word.to_owned());
        }
        if let Some(kind) = general().and_then(kind_of) {
            return (kind, String::new());
        }
        let leaning = weights::leaning(s);
        // 我局 in the sentence says who acts, not what: stronger words may say another thing.
        let strong = leaning.filter(|found| found.1 >= STRONG && found.0 != Role::Measures);
        if let Some(cue) = cue
            && let Some(kind) = kind_of(cue.role)
            && (strong.is_none() || kind != BlockKind::Measures)
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
        if let Some(kind) =
            leaning.filter(|found| !works || found.1 >= STRONG).and_then(|found| kind_of(found.0))
            && (kind != BlockKind::Measures || !stance::describes(s))
            && (kind != BlockKind::Results || !first)
        {
            return (kind, String::new());
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

/// The part of a sentence that is read for cues.
fn look(s: &str) -> &str {
    if s.len() <= LOOK {
        return s;
    }
    let end = s.char_indices().nth(LOOK).map_or(s.len(), |found| found.0);
    &s[..end]
}
