//! Words by which a body declines what was asked.
//!
//! In: canonical text. Out: whether such a word stands in it. A word alone does not decide what the text does.

use crate::forms::look::{Words, any};

/// Words of refusal.
pub(crate) static REFUSALS: Words = Words::new(&[
    "暂不具备",
    "不具备",
    "不予采纳",
    "暂不予",
    "不予安装",
    "未予采纳",
    "没有依据",
    "无权",
    "不宜",
    "不符合",
    "暂无法",
    "无法予以",
    "难以安排",
    "暂缓",
    "未予支持",
    "不予支持",
    "不予立项",
    "不予批准",
    "不予设置",
    "不予实施",
    "不予考虑",
    "不予纳入",
    "不予设立",
    "不予增设",
    "无法实施",
    "无法采纳",
    "暂不考虑",
    "暂不实施",
    "不适合",
    "不能采纳",
    "暂未采纳",
    "无资金",
    "没有政策依据",
    "无政策依据",
    "没有法律依据",
    "无法律依据",
    "不建议",
    "条件不成熟",
    "条件尚不成熟",
    "条件还不成熟",
    "尚不具备",
    "暂时无法",
    "暂不宜",
    "不再单独",
    "暂不安排",
    "暂不设",
    "无法安排",
    "不可行",
    "暂不增设",
    "没有列入",
    "难以实施",
    "无需再",
    "不作调整",
    "不再新增",
    "不能突破",
    "无法突破",
    "暂不能",
    "暂不另行",
    "不得重复",
    "暂难",
    "一时难以",
    "无法满足",
    "无法设置",
    "无法解决",
    "难以解决",
    "暂未列入",
    "未列入",
    "暂不调整",
    "暂无计划",
    "暂不建设",
    "暂无",
    "不支持",
    "无法律",
    "没有权限",
    "权限不在",
    "无此权限",
    "不属于支持范围",
    "未达到设置",
    "达不到",
    "不能设置",
    "不能增设",
    "无法增设",
    "不予调整",
    "难以采纳",
    "不宜采纳",
    "不符",
    "未予安排",
    "不作安排",
    "只能",
]);

/// True when a word of refusal stands in `s`.
pub(crate) fn declines(s: &str) -> bool {
    any(s, REFUSALS.texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_refusal_declines() {
        assert!(declines("该路段暂不具备设站条件。"));
        assert!(!declines("该路段已设站。"));
    }
}
