//! Proposers: names of persons, parties, sectors and committees as addressees name them.
//!
//! In: canonical words. Out: the type of a proposer, the words around names. Lists are cut by the parser.

use crate::forms::look::any;

/// Words after a person's name in an addressee.
#[rustfmt::skip]
pub(super) const HONORIFICS: &[&str] = &[
    "政协委员", "人大代表", "市人大代表", "省政协委员", "委员们", "代表们", "委员", "代表", "同志", "先生",
    "女士", "主委", "常委",
];

/// Words between two groups of addressees: 5位委员并九三学社省委会.
pub(super) const JOINTS: &[char] = &['、', '，', '并', '和', '及', '与', '暨'];

/// Roles of proposers.
#[rustfmt::skip]
pub(super) const ROLES: &[&str] = &[
    "第一提案人", "领衔代表", "领衔委员", "联名代表", "联名委员", "联名人", "附议代表", "附议委员",
    "附议人", "提案人", "建议人", "领衔人", "领衔", "联名",
];

/// Type of a collective proposer and the words that tell it, the first row that fits winning.
#[rustfmt::skip]
const TYPES: &[(&str, &[&str])] = &[
    ("代表团", &["代表团"]),
    (
        "专委会",
        &[
            "专委会", "专门委员会", "经济委", "提案委", "科技委", "文史委", "社法委", "教科卫体委",
            "政协经济", "政协教", "政协文", "政协社", "政协农", "政协人口", "政协提案", "政协民", "政协科",
            "政协城", "人资环委", "人口资源环境委", "农业和农村委", "民宗委", "港澳台侨委", "委员会（政协",
        ],
    ),
    ("委员小组", &["委员小组", "代表小组", "联络组", "活动组", "委员组", "小组", "联组", "工作室", "联络站"]),
    ("界别", &["界别", "界委员", "界"]),
    (
        "党派",
        &[
            "民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社", "台盟", "无党派", "民主同盟",
            "民主建国会", "民主促进会", "国民党革命委员会", "农工民主党", "支社",
        ],
    ),
    (
        "人民团体",
        &[
            "工商联", "总工会", "妇联", "共青团", "团省委", "团市委", "团县委", "团区委", "侨联", "台联",
            "科协", "文联", "残联", "工商业联合会", "妇女联合会", "青联", "作协", "社科联", "商会",
            "新的社会阶层", "知联会",
        ],
    ),
];

/// The type of a collective proposer; none for a person.
pub(super) fn collective(name: &str) -> Option<&'static str> {
    TYPES.iter().find(|row| any(name, row.1)).map(|row| row.0)
}

/// True for what can be a person's name: two to four characters, masked ones (`许**`, `罗某某`) and foreign-style
/// ones with a dot included.
pub(super) fn is_person(name: &str) -> bool {
    let length = name.chars().count();
    let masked = name.contains(['*', '×', '某', '＊', '〇', 'X', 'x']);
    let dotted = name.contains(['·', '•']);
    let plain = name
        .chars()
        .all(|c| dafu_words::script::is_han(c) || matches!(c, '*' | '×' | '·' | '•' | '〇' | 'X' | 'x'));
    plain
        && ((2..=4).contains(&length)
            || (masked && length <= 5)
            || (dotted && length <= 14)
            || (length == 1 && matches!(name, "甲" | "乙" | "丙" | "丁" | "戊")))
}
