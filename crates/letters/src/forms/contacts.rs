//! Lines that name who answers for a letter: contacts, telephones, post codes, the leader who signed it off.
//!
//! In: a canonical line, or the rest of one. Out: yes or no. Who they are is not read.

use crate::forms::look::{Words, begins as words_at, find, has, starts};
use crate::forms::openings;

/// Words before a colon or a number that tell who may be reached, or who answers for the letter.
static NAMES: Words = Words::new(&[
    "联系人",
    "联系电话",
    "承办人",
    "经办人",
    "经办：",
    "联系方式",
    "承办处室",
    "承办科室",
    "承办股室",
    "联系单位",
    "办公电话",
    "电话",
    "具体承办",
    "联络人",
    "责任人及电话",
    "承办单位",
    "联系处室",
    "联系科室",
    "咨询电话",
    "联系：",
    "邮编",
    "邮政编码",
    "传真",
    "地址：",
    "通讯地址",
    "通信地址",
    "联系地址",
    "单位地址",
    "手机",
    "电子邮箱",
    "邮箱",
    "电子邮件",
    "主管领导",
    "分管领导",
    "领导签批",
    "领导签字",
    "领导批示",
    "单位负责人",
    "单位领导",
    "负责人：",
    "承办部门",
    "承办领导",
    "承办：",
    "联系股室",
    "联系部门",
    "经办科室",
    "主要签发领导",
    "主要领导",
    "签批领导",
    "签发领导",
    "审签",
    "审核人",
    "审批人",
    "审核：",
    "拟稿",
    "校对：",
    "打字：",
    "面商人",
    "面商领导",
    "走访领导",
    "提案人：",
    "建议人：",
    "答复人",
    "办理人",
    "承办负责人",
    "承办责任人",
    "责任人：",
    "责任领导",
    "具体承办人",
    "办公室电话",
    "值班电话",
    "签发：",
    "签发人",
    "承办日期",
    "填表人",
    "负责同志",
]);

/// How far behind its first word the colon of such a line stands, in characters.
const COLON_WITHIN: usize = 14;

/// Longest line, in characters.
const LONGEST: usize = 120;

/// True when the rest of a line begins with a contact: `联系人：…`, `电话8231990`, `签发：赵六`.
pub(crate) fn begins(s: &str) -> bool {
    words_at(s, &NAMES).any(|word| {
        let rest = &s[word.len()..];
        let told =
            |rest: &str| rest.starts_with(['：', '（']) || rest.starts_with(|c: char| c.is_ascii_digit());
        word.ends_with('：')
            || told(rest)
            || told(rest.trim_start_matches("及电话").trim_start_matches("姓名"))
    })
}

/// True for a line that tells who may be reached or who answers for the letter.
///
/// 承办人员同您通了两次电话 begins like one and tells of a talk: there must be a colon near, a number, or nothing else.
pub(crate) fn is_contact(s: &str) -> bool {
    let open = s.trim_start_matches(['（', '〔', '*', '-', '，']);
    let length = s.chars().count();
    if length > LONGEST {
        return false;
    }
    if words_at(open, &NAMES).next().is_some() {
        let colon = find(open, "：").is_some_and(|at| open[..at].chars().count() <= COLON_WITHIN);
        let sentence = s.ends_with('。') && s.contains('，') && !has(s, "联系人") && !has(s, "电话");
        let short = length <= 10 && !s.contains(['。', '，', '；']);
        let numbered = || openings::telephone(s).is_some() && length <= 60;
        return short || !sentence && (colon || begins(open) || numbered());
    }
    // 此件由政务服务科承办（8230140）
    let handled =
        starts(open, &["此件由", "本件由", "此提案由", "本提案由", "该提案由", "此建议由", "本建议由"])
            && (has(s, "承办") || has(s, "办理"));
    if handled && length <= 40 {
        return true;
    }
    // 此提案由市教育局办理，联系人孙金虎，电话8230576。
    length <= 60 && has(s, "联系人") && openings::telephone(s).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts_of_every_kind_are_known() {
        for s in [
            "联系人：云岫省水利建设中心财审处，冯十一",
            "传真：0900-8230134",
            "邮编：300117",
            "单位负责人：",
            "领导签批：王五",
            "领导签字",
            "主要签发领导：王兵",
            "（联系人及电话：李四，8230001）",
            "承办单位：白鹭县水利局",
            "此件由数据和政务服务局政务服务科承办（8230140）",
            "此提案由市教育局办理，联系人孙金虎，电话8230576。",
        ] {
            assert!(is_contact(s), "{s}");
        }
    }

    #[test]
    fn work_of_those_who_handled_the_case_is_no_contact() {
        for s in [
            "承办人员同您通了两次电话，了解您的具体设想。",
            "承办处室分别于5月11日、6月2日两次与两位代表视频连线。",
            "承办人孙七已向您当面汇报。",
            "邮政编码的改造已经完成，群众反映良好。",
        ] {
            assert!(!is_contact(s), "{s}");
        }
    }

    #[test]
    fn a_contact_can_begin_within_a_line() {
        assert!(begins("电话8231990") && begins("签发：赵六承办：医政股") && begins("联系电话8234449"));
        assert!(!begins("电话联系您") && !begins("白鹭县水利局"));
    }
}
