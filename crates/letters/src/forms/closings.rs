//! Words of a letter's polite end: thanks, wishes, 特此答复.
//!
//! In: a canonical sentence. Out: whether it opens such an end. Where an end may stand is the parser's business.

use crate::forms::look::{Words, any, begins, has, starts};
use crate::forms::turns;

/// Openings of the polite end.
static OPENINGS: Words = Words::new(&[
    "感谢",
    "衷心感谢",
    "再次感谢",
    "非常感谢",
    "诚挚感谢",
    "最后，感谢",
    "最后感谢",
    "以上答复",
    "以上意见",
    "以上回复",
    "专此",
    "特此",
    "此复",
    "如有不妥",
    "以上如有",
    "恳请",
    "敬请",
    "诚恳希望",
    "欢迎继续",
    "欢迎您",
    "欢迎你",
    "希望您继续",
    "希望你们继续",
    "如您对",
    "如对以上",
    "如对答复",
    "对以上答复",
    "对本答复",
    "诚挚欢迎",
    "妥否",
    "以上办理",
    "以上是",
    "以上报告",
    "真诚感谢",
    "十分感谢",
    "由衷感谢",
    "在此，感谢",
    "在此感谢",
    "在此，衷心",
    "在此衷心",
    "谢谢",
    "顺致",
    "如有不同意见",
    "您对以上",
    "你对以上",
    "望您",
    "望继续",
    "期待",
    "恳切希望",
    "深表谢意",
    "以上情况",
    "此致",
    "最后，再次",
    "最后再次",
    "如有意见",
    "最后，衷心",
    "最后衷心",
    "此函",
    "特复",
    "如您有",
    "如有疑问",
    "如有其他",
    "以上供",
    "请您填写",
    "请将",
    "也欢迎",
    "诚请",
    "诚望",
    "敬祝",
    "祝您",
    "祝你",
    "祝工作",
    "您对答复",
    "对我局的答复",
    "对上述答复",
    "若对",
    "如果您对",
    "若有",
    "真诚希望",
    "希望以后",
    "希望今后您",
    "望能",
    "还望",
    "还请您",
    "还请你们",
    "请各位",
    "请代表",
    "请委员",
    "希望您",
    "希望你",
    "希望各位",
    "希望贵",
    "最后，欢迎",
    "最后，对您",
    "对您的",
    "非常欢迎",
    "深切感谢",
    "特致",
    "致以",
    "万分感谢",
    "在此对您",
    "在此，对您",
    "真诚欢迎",
    "诚恳欢迎",
    "热忱欢迎",
    "热诚欢迎",
    "以上函复",
    "上述答复",
    "上述意见",
    "本答复",
    "以上内容",
    "还希望",
    "望您继续",
    "请继续",
    "恳望",
    "未能完全满足",
    "不周之处",
    "不当之处",
    "如蒙",
    "尚祈",
    "盼",
    "愿您",
    "愿与您",
    "再次向您",
    "再次对您",
    "如果还有",
    "有什么意见",
    "若还有",
    "请您多提",
    "答复完毕",
    "您的批评是",
    "此补充答复",
    "此答复",
    "回复完毕",
    "不妥之处",
    "专复",
    "专函",
    "特函",
    "以上为",
    "以上就是",
    "以上，",
    "以上。",
    "请您继续",
    "请你继续",
    "请您一如既往",
    "请一如既往",
    "请予批评",
    "请批评",
    "请您谅解",
    "请您理解",
    "请予谅解",
    "请予理解",
    "多谢",
    "首先感谢",
    "对以上",
    "首先，感谢",
    "首先，衷心",
    "首先衷心",
    "首先对您",
    "首先，对您",
    "首先，非常感谢",
    "首先非常感谢",
    "首先，十分感谢",
    "首先十分感谢",
    "同时，衷心感谢",
    "同时，感谢",
    "同时感谢",
    "同时衷心感谢",
    "同时，也感谢",
    "同时，真诚",
    "同时，希望您",
    "同时也感谢",
    "您对我们",
    "您对我局的",
    "您对我局答复",
    "您对办理",
    "也感谢",
    "再次对",
    "再次表示",
    "对此表示感谢",
    "最后祝",
    "顺祝",
    "谨祝",
    "祝愿",
    "此致敬礼",
    "敬礼",
    "希望继续",
    "希望今后",
    "希望一如既往",
    "诚邀",
    "欢迎再次",
    "欢迎各位",
    "欢迎提出",
    "欢迎批评",
    "欢迎监督",
    "不到之处",
    "由此给",
    "由此带来",
    "您若有",
    "你若有",
    "您有什么",
    "你有什么",
    "您还有什么",
    "有事请",
    "有事打",
    "如有需要",
    "如有问题",
    "如需进一步",
    "如对办理",
    "如对本",
    "如对我",
    "若您",
    "如果您",
    "如果你",
    "若仍有",
    "如仍有",
    "专此函复",
    "谨此",
    "兹复",
    "函复如上",
    "当否",
    "以上仅供",
    "仅供参考",
    "供参考",
    "请贵",
    "请您提出",
    "恳切",
    "真诚期待",
    "热切期待",
    "我们期待",
    "我局期待",
    "深深感谢",
    "衷心希望",
    "盼望",
    "请多提",
    "请不吝",
    "望多",
    "望提",
    "望理解",
    "望谅解",
    "望予",
    "望见谅",
    "特表",
    "在此表示",
    "在此向",
    "在此对",
    "在此，向",
    "在此，再次",
    "在此再次",
    "最后，请",
    "最后，希望",
    "最后希望",
    "最后，真诚",
    "最后真诚",
    "最后，诚挚",
    "最后，向",
    "最后，谨",
    "为此，再次感谢",
    "借此机会",
    "借此",
]);

/// Longest sentence of the polite end, in characters.
const LONGEST: usize = 140;

/// Openings that speak of the answer, which polite and other sentences have alike.
const ANSWERS: &[&str] = &["以上", "上述", "本答复", "对上述答复"];

/// Words of a talk about the answer that took place: 以上意见已与您电话沟通.
const TALKED: &[&str] = &[
    "沟通",
    "交流",
    "讲过",
    "告诉",
    "通报",
    "座谈",
    "当面",
    "听取",
    "汇报了",
    "面谈",
    "走访",
    "表示赞同",
    "表示满意",
    "没有意见",
    "表示认可",
    "表示同意",
];

/// Words by which a sentence about the answer asks for more.
const ASKS: &[&str] = &["请", "欢迎", "如有", "是否", "若有", "妥"];

/// True for a sentence that opens the polite end of a letter.
pub(crate) fn is_closing(s: &str) -> bool {
    let s = s.trim_start_matches(['（', '“', '，']);
    let Some(word) = begins(s, &OPENINGS).max_by_key(|word| word.len()) else { return false };
    if s.chars().count() > LONGEST {
        return false;
    }
    match word {
        "以上情况" => s.contains(['复', '告']) && !talked(s),
        "期待" => !has(s, "项目"),
        // 请贵厅汇总答复 is polite, 请贵局协助施工 asks for work.
        "请贵" => any(s, &["答复", "参考", "汇总", "函复", "统筹"]),
        "若有" | "如您有" | "如有需要" => {
            any(s, &["意见", "不妥", "疑问", "问题", "建议", "异议", "不明", "不足", "不当"])
        }
        "供参考" | "仅供参考" => s.chars().count() <= 20,
        _ => !(starts(word, ANSWERS) && talked(s)),
    }
}

/// True when a sentence about the answer tells of a talk and asks for nothing.
fn talked(s: &str) -> bool {
    any(s, TALKED) && !any(s, ASKS)
}

/// Words of sentences that go on with a polite end.
const POLITE: &[&str] = &[
    "感谢",
    "谢谢",
    "支持",
    "监督",
    "指正",
    "批评",
    "理解",
    "谅解",
    "宝贵",
    "关注",
    "联系",
    "电话",
    "敬礼",
    "祝",
    "反馈",
    "满意",
    "关心",
    "欢迎",
    "希望您",
    "希望你",
];

/// True for a sentence that may go on with a polite end: it is polite itself and plans nothing.
pub(crate) fn goes_on(s: &str) -> bool {
    is_closing(s) || (any(s, POLITE) && !turns::turns(s) && s.chars().count() <= LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thanks_and_wishes_close_a_letter() {
        for s in [
            "感谢您对交通工作的关心。",
            "答复完毕，不妥之处请指正。",
            "专复。",
            "以上，请代表监督。",
            "由此给群众生活带来的不便，敬请谅解。",
            "以上答复，如有不妥，请与我局联系沟通。",
            "您还有什么好主意，随时打电话8231443。",
        ] {
            assert!(is_closing(s), "{s}");
        }
    }

    #[test]
    fn a_talk_about_the_answer_is_no_closing() {
        for s in [
            "以上意见在答复前已与您电话沟通，您表示赞同。",
            "以上情况6月30号在您家院子里同您讲过，",
            "以上办理结果，10月13日我局向您和七位村民代表作了通报。",
            "下一步，我局将加强巡逻。",
        ] {
            assert!(!is_closing(s), "{s}");
        }
    }

    #[test]
    fn a_plan_does_not_go_on_with_a_polite_end() {
        assert!(goes_on("我们真诚地欢迎您多来监督。"));
        assert!(!goes_on("下一步，我们将请您继续监督。"));
        assert!(!goes_on("该路年底通车。"));
    }
}
