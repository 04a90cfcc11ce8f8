//! The characters that any letter of the genre is full of, in both scripts.
//!
//! Used to tell one double-byte encoding from another: read in the wrong one, a letter hardly holds any of them.

/// Frequent characters, simplified and traditional forms side by side.
pub const FREQUENT: &str = "\
的一是在和有了不为大年月日号第会对中国省市县区镇乡村全部各个人民政协委员代表提案建议答复函办理收悉现如下关于\
您我局厅您好感谢支持工作发展加强推进开展项目资金管理服务建设规划企业科技教育卫生社会经济生态环境农业交通\
措施成效情况问题目前截至下步将进一步继续积极完善实施落实推动提高提升保障重点机制体制制度政策标准\
二三四五六七八九十百千万亿元个以上与及等按照根据通过其中已经完成新增时间单位责任联系电话公开主动\
為國縣區鎮鄉對號會協員議復覆辦現關於廳謝發進開項資務設劃業衛經環農狀況問題將實繼積極動昇點機體規範標準萬億個與間單責聯繫電話後時無這從動應並據處";
