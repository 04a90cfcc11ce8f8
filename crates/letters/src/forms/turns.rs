//! Words by which a sentence turns to plans or objections.
//!
//! In: the start of a canonical sentence. Out: whether it turns. What the sentence does is judged elsewhere.

use crate::forms::look::{Words, begins};

/// Openings of a plan.
pub(crate) static PLAN_OPENINGS: Words = Words::new(&[
    "下一步",
    "下步",
    "今后",
    "后期",
    "下一阶段",
    "下阶段",
    "接下来",
    "后续",
    "未来",
    "下一年",
    "明年",
    "往后",
    "以后",
    "接续",
    "展望",
    "后段",
    "下半年",
    "下一轮",
    "将来",
    "日后",
    "接下去",
]);

/// Other openings that turn to plans or objections.
static TURNS: Words = Words::new(&["然而", "但是，", "不过，", "在下一步", "在下步", "在今后"]);

/// True when the sentence at the start of `s` turns to plans or objections, which no item of a series does unless it
/// ends.
pub(crate) fn turns(s: &str) -> bool {
    begins(s, &PLAN_OPENINGS).chain(begins(s, &TURNS)).next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_and_objections_turn() {
        assert!(turns("下一步，我局将加快编制。") && turns("然而，资金仍缺。") && turns("在今后的工作中，"));
        assert!(!turns("二是加强管理。"));
    }
}
