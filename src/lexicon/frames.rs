//! Words of the frame: page furniture, information tables, classes, disclosure marks, copies, contacts, openings.
//!
//! In: one canonical line. Out: which part of the frame it is. Order and neighbourhood are the parser's business.

use crate::lexicon::{marks, numerals, units};

/// Longest line of the frame in bytes: a table row can be long, a chapter is none.
const LONGEST_LINE: usize = 6_000;

/// A part of the frame that a line shows by its own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the frame parts")]
pub enum Frame {
    Furniture,
    Meta,
    Class,
    Disclosure,
    Signer,
    Contact,
    Cc,
    Attachment,
    Feedback,
    OriginalProposal,
}

/// Words that only page furniture has, anywhere in a line.
const FURNITURE: &[&str] = &[
    "浏览次数", "浏览量", "点击数", "点击率", "点击次数", "阅读次数", "阅读量", "阅读：", "浏览：", "点击：", "字体：", "字号：", "字体大小", "字号大小", "打印本页", "打印此页", "关闭窗口", "关闭本页", "扫一扫", "分享到", "责任编辑", "责编",
    "ICP备", "网站标识码", "版权所有", "网站地图", "当前位置", "您的位置", "您现在的位置", "技术支持：", "<!--", "-->", "公网安备", "返回顶部", "加入收藏", "设为首页", "附件下载", "我要纠错", "网站首页", "无障碍", "政务微信",
    "〔关闭〕", "〔打印〕", "〔字体", "〔大中小〕", "微信微博", "公安备", "手机打开", "镜像", "全文搜索", "智能问答", "打印分享", "访问次数", "阅读数", "保护视力色",
    "站点地图", "联系我们|", "关于我们|", "搜索热词", "移动端", "客户端下载",
];

/// Openings of furniture lines.
const FURNITURE_OPENINGS: &[&str] = &[
    "上一篇", "下一篇", "上一条", "下一条", "上篇", "下篇", "相关链接", "相关阅读", "首页>", "首页»", "首页-", "网站首页", "打印", "关闭", "〔关闭", "〔打印", "分享", "来源：", "信息来源：", "稿源：", "发布时间：", "发布日期：", "更新时间：", "日期：",
    "主办单位：", "承办：", "主办：", "时间：", "来源于：", "文章来源：", "编辑：", "审核：", "作者：", "相关文章", "热点推荐", "分享至", "收藏", "大中小", "当前位置", "今天是", "欢迎访问", "欢迎您访问", "政府网站", "本站", "信息公开>", "政务公开>",
];

/// Keys of information tables.
pub const META_KEYS: &[&str] = &[
    "索引号", "组配分类", "发布机构", "主题分类", "生成日期", "成文日期", "发文日期", "公开范围", "著录日期", "主题词", "生效日期", "发文机关", "发文字号", "公开方式", "公开形式", "公开时限", "有效性", "信息分类", "体裁分类", "名称：", "废止日期", "信息名称",
    "内容概述", "发布单位", "公开责任部门", "关键词", "信息有效性", "内容分类", "建议标题", "提案标题", "提交日期", "建议类型", "提案类型", "办理类型", "主办单位", "协办单位", "会办单位", "分办单位", "承办单位", "提案人", "建议人", "领衔代表", "提案号", "建议号",
    "案号", "案由", "编号", "标题：", "分类：", "文号：", "发布日期", "公开日期", "责任部门", "发文单位", "提案编号", "建议编号", "答复单位", "答复时间", "答复日期", "交办日期", "交办时间", "附议人", "联名人", "第一提案人", "立案号", "届次", "状态", "界别",
];

/// Openings of the line that names whose copy goes where.
const CC: &[&str] = &["抄送", "抄报", "抄：", "主送：", "分送", "报送：", "印送"];
/// Openings of contact lines.
const CONTACT: &[&str] = &["联系人", "联系电话", "承办人", "经办人", "经办：", "联系方式", "承办处室", "承办科室", "联系单位", "办公电话", "电话：", "具体承办", "联络人", "责任人及电话", "承办单位联系", "联系处室", "联系科室", "咨询电话", "联系："];
/// Openings of disclosure lines.
const DISCLOSURE: &[&str] = &[
    "公开属性", "公开方式", "公开类型", "公开类别", "公开意见", "公开形式", "公开选项", "是否公开", "是否同意公开", "此件主动公开", "此件依申请公开", "此件不予公开", "此件公开", "同意公开", "主动公开", "依申请公开", "不予公开", "仅公开标题", "此件同意公开", "公开性质", "信息公开",
    "不同意公开", "公开标识", "公开建议", "公开：", "全文公开", "本件", "此复函", "该件", "是否可公开", "是否予以公开", "公开范围：", "公开情况", "此件不公开", "公开与否", "此件可公开", "建议公开", "拟公开",
];
/// Openings of feedback lines.
const FEEDBACK: &[&str] = &["提案者意见", "代表对答复", "委员对答复", "代表意见", "委员意见", "反馈意见：", "满意度", "满意□", "代表反馈", "委员反馈", "征询意见", "提案人意见", "您对", "对办理结果", "对办理工作", "评价：", "回执", "办理满意度", "意见反馈"];
/// Openings of class lines.
const CLASS: &[&str] = &["办理类别", "答复类别", "类别标记", "办理结果", "类别", "分类", "办复类别", "答复分类", "结果类别", "办理结果标注", "答复类型", "办理情况分类", "办理分类", "办理类型", "办理结果分类", "复文类别"];
/// Openings of attachments.
const ATTACHMENT: &[&str] = &["附件", "附：", "附表", "附图"];
/// Labels of the proposal's own text.
const ORIGINAL: &[&str] = &["提案原文", "建议原文", "议案原文", "提案内容", "建议内容", "原提案", "原建议", "提案正文", "建议正文", "提案全文", "建议全文", "代表建议原文", "委员提案原文"];

/// The frame part that a line is by its own words.
pub fn line(s: &str) -> Option<Frame> {
    if s.len() > LONGEST_LINE {
        return None;
    }
    let open = s.trim_start_matches(['（', '〔', '※', '*', '-']);
    if units::ROLES.iter().any(|role| open.starts_with(role)) && s.contains('：') && ["会办", "协办", "分办"].iter().any(|word| s.contains(word)) && s.chars().count() <= 160 && !s.contains("如下") {
        return Some(Frame::Meta);
    }
    let starts = |words: &[&str]| words.iter().any(|word| open.starts_with(word));
    if original_proposal(s) {
        return Some(Frame::OriginalProposal);
    }
    if starts(&["签发人", "签发：", "核稿人", "签批人"]) {
        return Some(Frame::Signer);
    }
    if starts(DISCLOSURE) && (s.chars().count() <= 36) && disclosure(s).is_some() {
        return Some(Frame::Disclosure);
    }
    if feedback(open) {
        return Some(Frame::Feedback);
    }
    if class(s).is_some() {
        return Some(Frame::Class);
    }
    if open.starts_with("索引号") || (meta_keys(s) >= 3 && s.contains(['：', '|'])) || meta_keys(s) >= 2 && s.contains('|') {
        return Some(Frame::Meta);
    }
    let length = s.chars().count();
    let furniture = FURNITURE.iter().any(|word| s.contains(word)) && length <= 200;
    if furniture || (FURNITURE_OPENINGS.iter().any(|word| s.starts_with(word)) && length <= 120 && !s.ends_with('。')) || page_number(s) {
        return Some(Frame::Furniture);
    }
    if starts(CC) && s.contains('：') {
        return Some(Frame::Cc);
    }
    let called = ["联系人：", "联系电话：", "经办人：", "承办人：", "联系方式："].iter().any(|word| s.contains(word)) && length <= 80 && !s.contains('。');
    if starts(CONTACT) && length <= 120 || called {
        return Some(Frame::Contact);
    }
    if starts(ATTACHMENT) && length <= 160 {
        return Some(Frame::Attachment);
    }
    None
}

/// True for a label such as 附：建议原文 that opens the proposal's own text.
pub fn original_proposal(s: &str) -> bool {
    let bare = s.trim_start_matches(['（', '〔', '附']).trim_start_matches(['：', '件', '1', '2', '一', '二', '、', '：']);
    ORIGINAL.iter().any(|word| bare.strip_prefix(word).is_some_and(|rest| {
        let rest = rest.trim_start_matches(|c: char| c == '）' || c == '〕');
        rest.is_empty() || rest.starts_with(['：', '（'])
    }))
}

/// A line with boxes or blanks for the proposer's opinion.
fn feedback(s: &str) -> bool {
    let boxes = s.contains("满意") && s.chars().any(|c| marks::is_unticked(c) || marks::is_ticked(c));
    boxes || (FEEDBACK.iter().any(|word| s.starts_with(word)) && s.chars().count() <= 60 && s.contains('：') && !s.ends_with('。'))
}

/// How many keys of information tables stand in a line.
pub fn meta_keys(s: &str) -> usize {
    META_KEYS
        .iter()
        .filter(|key| {
            s.find(**key).is_some_and(|at| {
                let rest = &s[at + key.len()..];
                key.ends_with('：') || rest.starts_with(['：', '|', '（'])
            })
        })
        .count()
}

/// `- 3 -`, `第3页`.
pub fn page_number(s: &str) -> bool {
    let bare = s.trim_matches(|c| matches!(c, '-' | '·' | '第' | '页' | '共' | ' ' | '/'));
    s.chars().count() <= 12
        && !bare.is_empty()
        && (bare.len() != s.len())
        && bare.len() <= 4
        && bare.bytes().all(|b| b.is_ascii_digit())
        && !s.contains('年')
}

/// The class that a line states, as `(start, end)` of the class as written: `A`, `B类`, `A1`, `甲`.
pub fn class(s: &str) -> Option<(usize, usize)> {
    let length = s.chars().count();
    if length > 40 {
        return None;
    }
    let open = s.trim_start_matches(['（', '〔']);
    let offset = s.len() - open.len();
    if let Some(word) = CLASS.iter().filter(|word| open.starts_with(**word)).max_by_key(|word| word.len()) {
        let rest = &open[word.len()..];
        let trimmed = rest.trim_start_matches(['：', '（', '〔', '标', '注', '为', '“']);
        let at = offset + word.len() + (rest.len() - trimmed.len());
        if let Some(ticked) = ticked(trimmed) {
            return Some((at + ticked.0, at + ticked.1));
        }
        if let Some(end) = class_at(trimmed) {
            let after = trimmed[end..].trim_start_matches(['）', '〕', '”', '。', '；', '件', '级']);
            // B（正在解决）: the class, and in brackets what it means.
            let explained = after.is_empty() || after.starts_with(['（', '，', '：', '-']) && after.chars().count() <= 24;
            return explained.then_some((at, at + end));
        }
        return None;
    }
    let end = class_at(open)?;
    let after = open[end..].trim_start_matches(['）', '〕', '件', '”', '级', '。']);
    after.is_empty().then_some((offset, offset + end))
}

/// The class at the start of `s`: a letter, digits, 类.
pub fn class_at(s: &str) -> Option<usize> {
    let mut chars = s.char_indices();
    let (_, first) = chars.next()?;
    if !matches!(first, 'A'..='F' | 'a'..='f' | '甲' | '乙' | '丙' | '丁') {
        return None;
    }
    let mut end = first.len_utf8();
    for (at, c) in chars {
        match c {
            '0'..='9' if at == end && end <= 2 => end = at + 1,
            '类' if at == end => {
                end = at + c.len_utf8();
                break;
            }
            _ => break,
        }
    }
    // A longer word (A4纸, AI) is no class.
    (!s[end..].starts_with(|c: char| c.is_alphanumeric() && c != '件' && c != '级')).then_some(end)
}

/// The class behind a ticked box: `□A☑B□C`; None when there are no ticked boxes.
fn ticked(s: &str) -> Option<(usize, usize)> {
    let mut after_tick = None;
    for (at, c) in s.char_indices() {
        if marks::is_ticked(c) {
            let end = at + c.len_utf8();
            if let Some(length) = class_at(&s[end..]) {
                return Some((end, end + length));
            }
            after_tick = Some(end);
        }
    }
    // 「A√」: the tick stands behind its letter.
    let tick = after_tick?;
    let before = s[..tick].char_indices().rev().nth(1)?;
    class_at(&s[before.0..]).map(|length| (before.0, before.0 + length.min(before.1.len_utf8())))
}

/// The disclosure words of a line, as `(start, end)`.
pub fn disclosure(s: &str) -> Option<(usize, usize)> {
    const WORDS: &[&str] = &[
        "依申请公开", "不同意公开", "同意公开", "主动公开", "不予公开", "仅公开标题", "全文公开", "部分公开", "不公开", "公开发布", "可公开", "公开标题", "同意全文公开", "同意对外公开", "可以公开", "暂不公开", "同意",
    ];
    let label_end = s.find('：').map_or(0, |at| at + '：'.len_utf8());
    let boxes = s.chars().any(marks::is_ticked);
    if boxes {
        let (at, tick) = s.char_indices().find(|&(_, c)| marks::is_ticked(c))?;
        let rest = &s[at + tick.len_utf8()..];
        let word = WORDS.iter().chain(&["是", "否"]).find(|word| rest.starts_with(**word))?;
        let start = at + tick.len_utf8();
        return Some((start, start + word.len()));
    }
    if s.chars().any(marks::is_unticked) && !s.contains('〇') {
        return None;
    }
    let value = &s[label_end..];
    let hit = WORDS.iter().filter_map(|word| value.find(word).map(|at| (at, word.len()))).min_by_key(|hit| (hit.0, usize::MAX - hit.1));
    if let Some((at, length)) = hit {
        let question = label_end == 0 && s.starts_with(|c| matches!(c, '（' | '〔')) && s[..at].contains("是否");
        if !question && !s[..label_end + at].ends_with("是否") {
            return Some((label_end + at, label_end + at + length));
        }
    }
    // （是否同意公开（是））
    let asked = s.find("是否")?;
    let answer = s[asked + "是否".len()..].char_indices().filter(|&(_, c)| c == '是' || c == '否').last()?;
    let start = asked + "是否".len() + answer.0;
    Some((start, start + answer.1.len_utf8()))
}

/// What a bare 是 or 否 says to the question before it.
pub fn answer(line: &str, word: &str) -> Option<&'static str> {
    let consent = line.contains("同意");
    match word {
        "是" if consent => Some("同意公开"),
        "是" => Some("公开"),
        "否" if consent => Some("不同意公开"),
        "否" => Some("不公开"),
        _ => None,
    }
}

/// Words of an opening: the proposal came in, the answer follows.
const RECEIVED: &[&str] = &["收悉", "已收到", "收到您", "收到你", "已交我", "交由我", "由我厅主办", "由我局主办", "由我委主办", "交办我", "转我局办理", "转至我", "已阅悉", "敬悉", "已转我", "办理我局", "已悉", "收阅", "接悉", "已转交", "交办", "来函", "交由我", "由我局办理", "由我厅办理", "由我委办理", "由我局牵头", "由我局负责", "我局主办", "我厅主办", "我委主办"];
/// Words that announce the answer.
const FOLLOWS: &[&str] = &["如下", "答复意见。", "供你单位", "供贵单位"];

/// True when a sentence announces what follows (现答复如下：).
pub fn announces(s: &str) -> bool {
    let now = ["现", "特", "兹", "就有关", "将办理", "将有关"].iter().any(|word| s.contains(word));
    let formal = now && ["答复：", "回复：", "函复：", "答复您：", "答复你们：", "答复您们：", "回复您：", "回复你们：", "作答复", "答复于后", "函复于后", "答复于下", "办复：", "复函：", "汇报：", "报告：", "复告："].iter().any(|word| s.contains(word));
    let follows = ["答复", "回复", "说明", "意见", "办理", "函复", "处理", "报告", "汇报"].iter().any(|word| s.find("如下").is_some_and(|at| s[at + "如下".len()..].starts_with(word)));
    if formal || follows {
        return true;
    }
    const SAID: &[&str] = &["答复", "意见", "回复", "汇报", "报告", "函复", "情况", "反馈", "函告", "结果", "说明", "办理", "复", "告", "反映"];
    FOLLOWS.iter().any(|word| {
        s.find(word).is_some_and(|at| {
            let from = s[..at].char_indices().rev().nth(15).map_or(0, |found| found.0);
            *word != "如下" || SAID.iter().any(|verb| s[from..at].contains(verb))
        })
    })
}

/// True when a sentence says that the proposal came in.
pub fn receives(s: &str) -> bool {
    RECEIVED.iter().any(|word| s.contains(word))
}

/// True when a sentence speaks of what the proposer handed in, as openings do.
pub fn speaks_of_proposal(s: &str) -> bool {
    const WORDS: &[&str] = &["您提出", "你提出", "们提出", "贵委", "贵会", "您关于", "你关于", "您在", "你在", "所提", "你单位", "贵党", "提出的", "您好", "转来", "你委", "你厅", "你局", "贵厅", "您的", "你的", "们的", "议案"];
    WORDS.iter().any(|word| s.contains(word)) && ["建议", "提案", "议案"].iter().any(|word| s.contains(word))
}

/// Ends of an addressee.
const ADDRESSEE_ENDS: &[&str] = &[
    "委员", "代表", "同志", "先生", "女士", "委员会", "省委会", "市委会", "县委会", "区委会", "总工会", "工商联", "妇联", "团省委", "团市委", "团委", "侨联", "台联", "科协", "文联", "残联", "小组", "界别", "界", "代表团", "党派", "厅", "局", "委", "办公室", "部", "院", "社", "办", "支部", "总支", "室", "政府",
    "常委会", "人大常委会", "主委", "工委", "界委员", "专委会", "协会", "商会", "政协", "人大", "改委", "中心", "基层委", "支社", "联络组", "活动组", "联组", "促进会", "联谊会", "主席", "主任", "总队", "委员们", "代表们", "单位", "联合会", "公司",
];

/// True when `s` (colon removed) can be the addressee of a letter.
pub fn is_addressee(s: &str) -> bool {
    let length = s.chars().count();
    if !(2..=90).contains(&length) || s.contains(['。', '；', '《', '“', '？', '|', '：', '〔']) {
        return false;
    }
    let core = without_brackets(s);
    ADDRESSEE_ENDS.iter().any(|end| core.ends_with(end)) && !s.contains("如下") && !core.ends_with("主办单位") && !core.ends_with("协办单位")
}

/// A telephone number with the word for it before: from 联系 or 电话 to its last digit.
pub fn telephone(s: &str) -> Option<(usize, usize)> {
    let word = s.find("联系人").or_else(|| s.find("联系电话")).or_else(|| s.find("电话"))?;
    let mut digits = 0;
    for (index, (at, c)) in s[word..].char_indices().enumerate() {
        match c {
            '0'..='9' => digits += 1,
            '-' if digits > 0 => {}
            _ if digits >= 7 => return Some((word, word + at)),
            _ if index > 60 => return None,
            _ => digits = 0,
        }
    }
    (digits >= 7).then_some((word, s.len()))
}

/// True when `s` can go on in the paragraph of an addressee.
pub fn may_follow_addressee(s: &str) -> bool {
    ["您", "你", "贵", "现将", "关于", "《", "感谢", "首先", "非常感谢", "根据", "收到", "近年来", "经"].iter().any(|word| s.starts_with(word))
}

/// `s` without a bracket at its end: `张三（甲区）代表`, `李四委员（九三学社）`.
pub fn without_brackets(s: &str) -> &str {
    match s.strip_suffix('）').and_then(|inner| inner.rfind('（')) {
        Some(open) => &s[..open],
        None => s,
    }
}

/// Greeting before an addressee's name.
pub const GREETINGS: &[&str] = &["尊敬的各位", "尊敬的", "主送：", "敬爱的", "致："];

/// Words that call a number of people: 等3位委员.
pub fn head_count(s: &str) -> Option<(u32, usize, usize)> {
    let mut from = 0;
    while let Some(at) = s[from..].find(['位', '名', '人']).map(|at| from + at) {
        if let Some((count, length)) = numerals::read_back(&s[..at]) {
            let start = at - length;
            let joined = s[..start].ends_with('等') || s[..start].ends_with("其他") || s[..start].ends_with('（') && s[at..].starts_with("人）") || s[..start].ends_with("共") || s[..start].is_empty();
            if joined && count > 0 {
                return Some((count, start, at));
            }
        }
        from = at + '位'.len_utf8();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ticked_boxes_make_a_class() {
        let read = |s: &str| class(s).map(|(a, b)| s[a..b].to_owned());
        assert_eq!(read("办理类别：□A☑B□C").as_deref(), Some("B"));
        assert_eq!(read("（A）").as_deref(), Some("A"));
        assert_eq!(read("办理结果：（A类）").as_deref(), Some("A类"));
        assert_eq!(read("〔办理结果标注（A1）〕").as_deref(), Some("A1"));
        assert_eq!(read("类别：提案"), None);
        assert_eq!(read("办理类别：□A□B□C"), None);
        assert_eq!(read("甲").as_deref(), Some("甲"));
    }

    #[test]
    fn disclosure_reads_the_answer_and_not_the_question() {
        let read = |s: &str| disclosure(s).map(|(a, b)| s[a..b].to_owned());
        assert_eq!(read("是否同意公开：（是）").as_deref(), Some("是"));
        assert_eq!(read("〔是否同意公开（是）〕").as_deref(), Some("是"));
        assert_eq!(read("是否同意公开：（同意公开）").as_deref(), Some("同意公开"));
        assert_eq!(read("（此件主动公开）").as_deref(), Some("主动公开"));
        assert_eq!(read("公开意见：仅公开标题").as_deref(), Some("仅公开标题"));
    }
}
