//! Chinese words that archives read and write: names of metadata columns, signs of broken text.

/// Metadata column as people write it → name in the code.
pub const METADATA_COLUMNS: [(&str, &str); 18] = [
    ("键", "key"),
    ("路径", "key"),
    ("文件", "key"),
    ("日期", "date"),
    ("单位", "unit"),
    ("主办", "lead"),
    ("协办", "co"),
    ("地区", "region"),
    ("层级", "level"),
    ("网址", "url"),
    ("标题", "title"),
    ("案号", "case"),
    ("文号", "doc"),
    ("类别", "category"),
    ("案由", "subject"),
    ("提案人", "proposer"),
    ("年", "year"),
    ("年份", "year"),
];

/// Characters that stand in texts decoded with the wrong encoding and hardly in any other.
pub const MOJIBAKE: &str = "锟斤烫屯鎴鐨浠勫璇锛銆骞涓";

/// Value of the year column when no year is known.
pub const UNKNOWN: &str = "unknown";
