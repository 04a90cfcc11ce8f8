//! Roles: which kind of block a clause's act makes, and the two kinds that no act makes.
//!
//! In: acts, and sentences of canonical text. Out: kinds. Adoption and other units' opinions are known by their words.

use crate::acts::act::Act;
use crate::acts::cues::VOICE;
use crate::forms::look::{any, find, starts};
use crate::reply::model::BlockKind;
use dafu_words::punctuation;

/// The kind of block that clauses of `act` make; none for parts of the frame.
pub fn of(act: Act) -> Option<BlockKind> {
    Some(match act {
        Act::Promise | Act::Conditional => BlockKind::NextSteps,
        Act::Refusal => BlockKind::Explanation,
        Act::Problem => BlockKind::Problems,
        Act::Done => BlockKind::Measures,
        Act::Progress => BlockKind::Progress,
        Act::Result => BlockKind::Results,
        Act::Situation => BlockKind::Background,
        Act::Policy => BlockKind::PolicyBasis,
        Act::Ask => BlockKind::Ask,
        Act::Talk => BlockKind::Consultation,
        Act::Referral => BlockKind::Referral,
        Act::Frame => return None,
    })
}

/// True for the kinds that begin and end inside a sentence.
pub(super) fn cuts_sentences(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::NextSteps | BlockKind::Explanation | BlockKind::Problems)
}

/// What is taken up.
const PROPOSALS: [&str; 4] = ["建议", "提案", "意见", "您"];
/// By which it is not.
const NOT: [&str; 3] = ["不予采纳", "暂不", "未采纳"];

/// True when the sentence `s`, which has words of taking up, says so of the proposal or a part of it.
pub(super) fn adopts(s: &str) -> bool {
    any(s, &PROPOSALS) && !any(s, &NOT)
}

/// Longest name of a unit before its word, in characters.
const LONGEST_UNIT: usize = 14;

/// True when another unit speaks in the sentence `s`: 省教育厅反馈：….
pub(super) fn quotes_a_unit(s: &str) -> bool {
    let clauses = punctuation::split(s, |c| matches!(c, '，' | '；' | '。')).take(3);
    clauses.into_iter().any(|clause| {
        VOICE.texts.iter().any(|voice| {
            find(clause, voice).is_some_and(|at| {
                let who =
                    clause[..at].trim_end_matches("会办").trim_end_matches('亦').trim_end_matches("明确");
                let unit = who.ends_with(['局', '厅', '院', '办', '委']) || who.ends_with("部门");
                let length = who.chars().count();
                unit && (3..=LONGEST_UNIT).contains(&length)
                    && !who.contains(['我', '贵', '您', '你', '与', '向', '商'])
                    && !who.ends_with("党委")
            })
        })
    })
}

/// A look at the place or the facts.
const LOOKS: [&str; 10] = ["对照", "踏勘", "勘察", "勘查", "核实", "核查", "查勘", "了解", "论证", "测量"];

/// True for a clause about a look at the place, which leads to what was found.
pub(super) fn looks_into(s: &str) -> bool {
    any(s, &LOOKS)
}

/// Words of praise or thanks to the proposer.
const POLITE: [&str; 8] = ["感谢", "重要意义", "针对性", "很好", "宝贵", "参考价值", "中肯", "及时"];

/// How a sentence begins that is about the proposal and nothing else.
const ABOUT_IT: [&str; 14] = [
    "您",
    "你",
    "该建议",
    "该提案",
    "这一建议",
    "这一提案",
    "此建议",
    "此提案",
    "所提",
    "提案对",
    "建议对",
    "《建议》中",
    "《提案》中",
    "这对于",
];
/// Words that praise it.
const PRAISE: [&str; 22] = [
    "针对性",
    "重要意义",
    "现实意义",
    "指导意义",
    "借鉴",
    "启发",
    "参考价值",
    "可操作性",
    "可行性",
    "前瞻性",
    "建设性",
    "指导性",
    "很好",
    "非常好",
    "非常实",
    "切合实际",
    "中肯",
    "很有必要",
    "十分必要",
    "心声",
    "非常及时",
    "很及时",
];
/// Words of a sentence that does more than praise.
const MORE: [&str; 9] = ["将", "已", "我局", "我厅", "我委", "下一步", "但", "采纳", "无法"];
/// Longest praise, in characters.
const LONGEST_PRAISE: usize = 110;

/// True for a sentence that praises the proposal and does nothing else, whatever its words are told for.
pub(super) fn only_praises(s: &str) -> bool {
    starts(s, &ABOUT_IT)
        && any(s, &PRAISE)
        && (any(s, &PROPOSALS) || s.starts_with("这对于"))
        && !any(s, &MORE)
        && s.chars().count() <= LONGEST_PRAISE
}

/// True for a part of the frame that praises the proposal inside the body.
pub(super) fn praises(s: &str) -> bool {
    any(s, &PROPOSALS) && any(s, &POLITE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adoption_and_other_units_words_are_told() {
        assert!(adopts("您关于增设站点的建议，我局已采纳。"));
        assert!(!adopts("对该建议暂不予以采纳。") && !adopts("新工艺已吸收。"));
        assert!(quotes_a_unit("省教育厅反馈：学位已增加。"));
        assert!(!quotes_a_unit("我局认为，此路可行。"));
        assert!(praises("您的提案针对性强，"));
    }
}
