//! What a sentence does in a reply: plan, report, refuse, ask, praise. A cue word alone never decides.
//!
//! In: one canonical sentence. Out: its likeliest role with the words that decided. The tables are in `cues`;
//! neighbouring sentences are not looked at.

use crate::forms::closings::is_closing;
use crate::forms::labels::Role;
use crate::forms::look::{Look, begins, has};
use crate::forms::refusals::REFUSALS;
use crate::forms::turns::PLAN_OPENINGS;
use crate::forms::voice::own_at;
use crate::reply::judge::clauses::{clauses, first_clause, first_clauses};
use crate::reply::judge::cues::*;
use crate::reply::judge::signs::*;
use dafu_words::{numerals, punctuation};

/// How many clauses of a sentence are looked at for its will.
const CLAUSES: usize = 4;

/// What a sentence seems to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cue<'a> {
    /// Role.
    pub role: Role,
    /// The words that decided, as they stand in the sentence.
    pub word: &'a str,
    /// True when the sentence opens with a cue that may begin a block inside a paragraph.
    pub opens: bool,
}

/// Where the unit first speaks of itself (我局, 我们, 本厅; not 我县, 我国): the words.
fn own(s: Look<'_>) -> Option<(usize, &str)> {
    let at = s.starts(SELF).filter(|&at| own_at(s.text, at).is_some()).min()?;
    Some((at, own_at(s.text, at)?))
}

/// True when the unit itself is the one who acts in the sentence.
pub(crate) fn speaks_of_itself(s: Look<'_>) -> bool {
    own(s).is_some()
}

fn is_done(s: Look<'_>) -> bool {
    s.any(DONE)
}

/// The words by which a sentence announces what the unit will do.
fn plans(s: Look<'_>) -> Option<&str> {
    let lead = s.text.trim_start_matches(['在', '对', '于', '围', '绕', '关']);
    let after_own = own(s)
        .filter(|found| found.0 == 0)
        .map_or(lead, |found| s.text[found.1.len()..].trim_start_matches('在'));
    if let Some(word) = s
        .opening(&PLAN_OPENINGS)
        .or_else(|| s.part(lead).opening(&PLAN_OPENINGS))
        .or_else(|| s.part(after_own).opening(&PLAN_OPENINGS))
    {
        let clause = first_clause(s);
        // 下一步行动计划中提到的补贴，已于去年发放: the cue is part of a name, the thing is done.
        let named = has(clause.text, "提到") || has(clause.text, "提出的") || has(clause.text, "所列");
        let past = is_done(s) && !s.contains('将') && !s.contains('拟');
        let over = past || (named && is_done(s));
        return (!over).then_some(word);
    }
    if s.any(ONCE_MEANT) {
        return None;
    }
    let done = is_done(s);
    for clause in clauses(s).take(CLAUSES) {
        if let Some((at, me)) = own(clause).filter(|found| clause[..found.0].chars().count() <= 10) {
            let rest = &clause.text[at + me.len()..];
            let rest = s.part(rest.trim_start_matches(|c| ADVERBS.contains(&c)));
            if let Some(word) = rest.opening(WILL) {
                let verb = s.part(&rest.text[word.len()..]);
                // 我局将旧校区交由…: 将 before a noun moves it, and tells no time.
                if verb.opening(WILL_VERBS).is_some() || (!done && (word != "将" || s.any(FUTURE))) {
                    return Some(word);
                }
            }
        }
        if let Some(verb) = clause.strip_prefix('将').or_else(|| clause.strip_prefix("拟"))
            && clause.part(verb).opening(WILL_VERBS).is_some()
            && !done
        {
            return Some(&clause.text[..3]);
        }
    }
    let waits = s.opening(WAITS).filter(|_| !done);
    waits.filter(|word| *word != "待" || s.any(WAITED_FOR) && s.any(THEN))
}

/// True when a sentence opens with a check of facts (经核查，…).
pub(crate) fn checks(s: &str) -> bool {
    begins(s, CHECK_OPENINGS).next().is_some()
}

/// True for openings that answer what was just said: 对此，为此.
pub(crate) fn responds(word: &str) -> bool {
    RESPONSES.contains(&word)
}

/// True when a sentence after a meeting still tells of it.
pub(crate) fn of_the_talk(s: Look<'_>) -> bool {
    s.any(OF_TALK)
}

/// The cue of a sentence; none when nothing in it tells.
pub(crate) fn sentence(s: Look<'_>) -> Option<Cue<'_>> {
    let s = s.part(strip_link(s.text));
    let cue = |role, word, opens| Some(Cue { role, word, opens });
    if let Some(word) = talks(s) {
        return cue(Role::Consultation, word, true);
    }
    if let Some(word) = plans(s) {
        return cue(Role::NextSteps, word, true);
    }
    let but = s.opening(BUT);
    let rest = but.map_or(s, |word| s.part(s.text[word.len()..].trim_start_matches('，')));
    if but.is_some()
        && let Some(word) = plans(rest)
    {
        return cue(Role::NextSteps, word, true);
    }
    let asks = rest.opening(ASK_OPENINGS);
    let topic = rest.opening(TOPIC_OPENINGS).is_some();
    let refuses = rest.found(&REFUSALS);
    if let Some(word) = rest.found(REFER) {
        return cue(Role::Referral, word, true);
    }
    if let Some(word) = adopts(rest).filter(|_| refuses.is_none()) {
        return cue(Role::Adoption, word, asks.is_some() || topic || but.is_some());
    }
    if let Some(word) = praise(rest) {
        return cue(Role::Appraisal, word, false);
    }
    if let Some(word) = rest.found(EXPLAIN_PHRASES) {
        return cue(Role::Explanation, word, true);
    }
    if let Some(word) = rest.opening(EXPLAIN_OPENINGS) {
        return cue(Role::Explanation, word, true);
    }
    if let Some(word) = basis(rest) {
        return cue(Role::PolicyBasis, word, true);
    }
    if let Some(word) = refuses {
        return cue(Role::Explanation, word, topic || checks(&rest));
    }
    if let Some(word) = but {
        let wants = rest.any(LACK) || rest.any(UNDONE);
        let linked = word.starts_with("与此") || word.starts_with("同时") || word == "当然";
        if wants || !linked {
            return cue(Role::Problems, word, true);
        }
    }
    if let Some(word) = rest.found(UNDONE).or_else(|| rest.found(CAUSE)) {
        return cue(Role::Explanation, word, topic || rest.starts_with("至于"));
    }
    if let Some(word) = asks.or_else(|| restates(rest))
        && !speaks_of_itself(rest)
    {
        return cue(Role::Ask, word, false);
    }
    if let Some(word) = rest.opening(NOW_OPENINGS) {
        return now(rest, word);
    }
    if let Some(word) = viewed(rest) {
        return cue(Role::Results, word, false);
    }
    if let Some(word) = lacking(rest) {
        return cue(Role::Problems, word, false);
    }
    if let Some(word) = rest.found(LACK_STATED).or_else(|| first_clause(rest).found(LACK_SUBJECTS))
        && !rest.any(MENDS)
    {
        return cue(Role::Problems, word, false);
    }
    if aspect(rest) {
        return cue(Role::Measures, "", false);
    }
    if let Some(word) = rest
        .opening(RESULT_OPENINGS)
        .or_else(|| rest.found(RESULT_PHRASES).filter(|_| !speaks_of_itself(rest)))
    {
        return cue(Role::Results, word, false);
    }
    if let Some(word) = rest.opening(WORK_OPENINGS) {
        return cue(Role::Measures, word, true);
    }
    if let Some(word) = rest.opening(STATE_OPENINGS).or_else(|| rest.found(ONCE_SAID)) {
        return cue(Role::Background, word, false);
    }
    if let Some((_, word)) = own(rest) {
        return cue(Role::Measures, word, speaks_of_itself(first_clauses(rest)));
    }
    None
}

/// A sentence that opens with 目前 or 截至: where things stand, what is lacking, or how many there are.
fn now<'a>(s: Look<'a>, word: &'a str) -> Option<Cue<'a>> {
    // 距原定30人的规模尚有差距: progress, measured.
    let measured = s.any(SHORT_OF);
    let lacks =
        s.found(LACK_STATED).or_else(|| s.found(LACK_NOW).filter(|word| without_people(&s).contains(*word)));
    if let Some(lack) = lacks.filter(|_| !measured) {
        return Some(Cue { role: Role::Problems, word: lack, opens: true });
    }
    let counts = first_clauses(s).any(POPULATION);
    let role = if counts && !is_done(s) && !s.contains('已') { Role::Background } else { Role::Progress };
    Some(Cue { role, word, opens: role == Role::Progress })
}

/// The sentence without people who are called poor: 困难家庭 is no difficulty of the work.
fn without_people(s: &str) -> String {
    [
        "困难家庭",
        "困难群众",
        "困难职工",
        "困难户",
        "困难人员",
        "困难学生",
        "困难老人",
        "困难企业",
        "困难群体",
        "困难残疾",
    ]
    .iter()
    .fold(s.to_owned(), |s, word| s.replace(word, ""))
}

/// `从运行效果看，…`: a look at what came of the work.
fn viewed(s: Look<'_>) -> Option<&str> {
    let clause = first_clause(s);
    let looks = clause.starts_with('从') && clause.ends_with('看') && clause.any(VIEWS);
    (looks && !s.any(LACK_STATED)).then_some(clause.text)
}

/// Two different words of want and no word of the unit's own doing, or a thing held back by another (受编制所限).
fn lacking(s: Look<'_>) -> Option<&str> {
    if speaks_of_itself(s) || s.any(RELIEVES) {
        return None;
    }
    let held = s.starts_with('受') && first_clause(s).any(HOLDS);
    let mut words = s.all(LACK).filter(|word| *word != "存在" && *word != "问题");
    let first = words.next()?;
    (held || words.next().is_some()).then_some(first)
}

/// `征迁方面，…`: one aspect of the work among several.
fn aspect(s: Look<'_>) -> bool {
    let clause = first_clause(s);
    let named = clause.starts_with("关于") && !clause.any(TOPICS);
    (clause.ends_with("方面") || named) && clause.chars().count() <= 20
}

/// A sentence of figures without the unit in it: what came of the work.
pub(crate) fn outcome(s: Look<'_>) -> Option<&str> {
    if !s.bytes().any(|b| b.is_ascii_digit()) || s.any(LOW) {
        return None;
    }
    s.found(OUTCOME)
}

/// Outcomes that are counted up or compared, which no description of a place is.
pub(crate) fn counted(s: Look<'_>) -> bool {
    s.any(COUNTED)
}

/// A plain statement of how things are: 我市现有…, 全长…, …是…的组成部分.
pub(crate) fn describes(s: Look<'_>) -> bool {
    let head = first_clauses(s);
    head.any(DESCRIBES) && !speaks_of_itself(head)
}

/// True when a sentence tells of work.
pub(crate) fn tells_work(s: Look<'_>) -> bool {
    speaks_of_itself(s) || first_clauses(s).any(WORK)
}

/// True when a sentence tells what the unit did, and nothing of what is lacking or was once meant.
pub(crate) fn acts(s: Look<'_>) -> bool {
    let head = first_clauses(s);
    speaks_of_itself(head)
        && s.any(WORK)
        && !s.any(UNDONE)
        && !s.any(LACK_STATED)
        && !s.any(&REFUSALS)
        && !s.any(NOT_YET)
}

/// A deadline after the letter's own year (2025年底前), the thing not said to be done.
pub(crate) fn deadline(s: Look<'_>, year: u32) -> Option<&str> {
    let head = first_clauses(s);
    let at = head.find('年')?;
    let (stated, length) = numerals::read_back(&head[..at])?;
    let rest = &head[at + '年'.len_utf8()..];
    let due = rest.starts_with("底前")
        || rest.starts_with('前')
        || rest.split('，').next().is_some_and(|clause| clause.ends_with('前') || clause.ends_with('起'));
    let open = stated > year && stated < year + 30 && due && !s.any(SET);
    open.then_some(&head.text[at - length..at + '年'.len_utf8()])
}

/// Talk with the proposer, done and not only planned: a partner and a meeting in one clause.
fn talks(s: Look<'_>) -> Option<&str> {
    let planned = (s.any(WISHES) && !s.contains('月')) || first_clause(s).any(NEXT_TIME);
    if planned || is_closing(&s) {
        return None;
    }
    let clauses = punctuation::split(s.text, |c| matches!(c, '，' | '；' | '。'));
    clauses.take(6).map(|clause| s.part(clause)).find_map(|clause| {
        let partner = clause.places(PARTNERS).min()?;
        let meeting = clause.found(MEETINGS)?;
        // 您提出的沟通机制: what was asked, not what took place.
        let own_visit = clause.starts_with(['您', '你', '贵']) && own(clause).is_none();
        let asked = own_visit
            || clause[partner.1..].starts_with("提")
            || clause[partner.1..].starts_with("建议")
            || clause[partner.1..].starts_with("反映")
            || clause[partner.1..].starts_with("会");
        (!asked).then_some(meeting)
    })
}

/// The words by which a proposal was taken up.
fn adopts(s: Look<'_>) -> Option<&str> {
    if let Some(word) = s.found(ADOPT) {
        let of_proposal = s.any(PROPOSED) || speaks_of_itself(s);
        return of_proposal.then_some(word);
    }
    let word = s.found(TAKEN_IN)?;
    let proposal = s.any(PROPOSAL);
    (proposal && s.contains('已')).then_some(word)
}

/// A sentence about the proposal's content: 建议主要包括…, 提案从…方面提出….
fn restates(s: Look<'_>) -> Option<&str> {
    let speaks = s.opening(PROPOSER)?;
    first_clauses(s)
        .found(PROPOSES)
        .filter(|_| !is_done(s) && !speaks.is_empty() && !has(s.text, "我局") && !has(s.text, "我厅"))
}

/// A rule quoted as the ground of the answer, not the unit's own work under it.
fn basis(s: Look<'_>) -> Option<&str> {
    let word = s.opening(ACCORDING)?;
    let rule = s.found(RULED)?;
    let work = speaks_of_itself(s) && s.any(WORKED);
    let cited = s.contains('《');
    (cited && !work && !is_done(s)).then_some(if word == "《" { rule } else { word })
}

/// Praise of the proposal: it speaks of the proposer or the proposal and says nothing of work.
fn praise(s: Look<'_>) -> Option<&str> {
    let speaks = s.opening(PRAISE_OPENINGS)?;
    let word = s.found(PRAISE)?;
    (!speaks.is_empty() && s.chars().count() <= 120 && !is_done(s)).then_some(word)
}

/// The sentence without a linking opening (此外，同时，).
fn strip_link(s: &str) -> &str {
    let s = s.trim_start_matches(['“', '"', '（', '，']);
    LINKS.iter().find_map(|link| s.strip_prefix(link)?.strip_prefix('，')).unwrap_or(s)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reply::judge::vocabulary::VOCABULARY;

    fn role(s: &str) -> Option<Role> {
        sentence(Look::new(s, &VOCABULARY.see(s))).map(|cue| cue.role)
    }

    #[test]
    fn a_cue_alone_never_decides() {
        assert_eq!(role("下一步，我局将加快规划编制。"), Some(Role::NextSteps));
        assert_eq!(role("下一步行动计划中提到的补贴，已于去年发放。"), None);
        assert_eq!(role("目前，公办园学位缺口仍达12所。"), Some(Role::Problems));
        assert_eq!(role("目前，项目已完成主体施工。"), Some(Role::Progress));
        assert_eq!(role("国家将于明年修订该办法。"), None);
        assert_eq!(role("我局对轻微违法不予处罚。"), Some(Role::Measures));
        assert_eq!(role("您建议将补贴提高到5万元。"), Some(Role::Ask));
        assert_eq!(role("该路段暂不具备设站条件。"), Some(Role::Explanation));
        assert_eq!(role("我局将适时邀请代表座谈。"), Some(Role::NextSteps));
        assert_eq!(role("您的建议很有针对性。"), Some(Role::Appraisal));
        assert_eq!(role("您提出的设想已写入《行动方案》。"), Some(Role::Adoption));
        assert_eq!(role("待条件成熟后，我单位将优先安排。"), Some(Role::NextSteps));
        assert_eq!(role("我局将旧校区移交镇政府，改成了养老院。"), Some(Role::Measures));
        assert_eq!(role("6月3日，我局工作人员上门与代表进行了沟通。"), Some(Role::Consultation));
        assert_eq!(role("由于县级财力有限，一时难以解决。"), Some(Role::Explanation));
    }
}
