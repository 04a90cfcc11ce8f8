//! Words of the frame: page furniture, information tables, classes, disclosure marks, copies, contacts, openings.
//!
//! In: one canonical line. Out: which part of the frame it is. Order and neighbourhood are the parser's business.

use std::sync::LazyLock;

use crate::forms::contacts;
use crate::forms::flags;
use crate::forms::look::{Look, Words, any, begins, has, starts, tables};
use crate::forms::pages::{self, PageMark};
use crate::forms::units;
use crate::forms::vocabulary::Vocabulary;
use dafu_words::punctuation;

/// Longest line of the frame in bytes: a table row can be long, a chapter is none.
const LONGEST_LINE: usize = 6_000;

/// A part of the frame that a line shows by its own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the frame parts")]
pub(crate) enum Frame {
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

tables! {
    /// Words that only page furniture has, anywhere in a line.
    FURNITURE = [
        "浏览次数", "浏览量", "点击数", "点击率", "点击次数", "阅读次数", "阅读量", "阅读：", "浏览：",
        "点击：", "字体：", "字号：", "字体大小", "字号大小", "打印本页", "打印此页", "关闭窗口",
        "关闭本页", "扫一扫", "分享到", "责任编辑", "责编", "ICP备", "网站标识码", "版权所有", "网站地图",
        "当前位置", "您的位置", "当前的位置", "您现在的位置", "技术支持：", "<!--", "-->", "公网安备",
        "返回顶部", "加入收藏", "设为首页", "附件下载", "我要纠错", "网站首页", "无障碍浏览", "无障碍阅读",
        "无障碍版", "政务微信", "〔关闭〕", "〔打印〕", "〔字体", "〔大中小〕", "微信微博", "公安备",
        "手机打开", "镜像", "全文搜索", "智能问答", "打印分享", "访问次数", "阅读数", "保护视力色",
        "Copyright", "AllRights", "Allrights", "COPYRIGHT", "PoweredBy", "Poweredby", "免责声明", "站点地图", "联系我们|", "关于我们|", "搜索热词", "移动端访问", "客户端下载",
    ];

    /// Openings of lines that lead to other pages or tell of this one, in a page as in a text copied from one.
    pub(crate) PAGE_OPENINGS = [
        "上一篇", "下一篇", "上一条", "下一条", "相关链接", "相关阅读", "首页>", "首页»", "网站首页",
        "来源：", "信息来源：", "稿源：", "发布时间：", "发布日期：", "更新时间：", "文章来源：",
        "相关文章", "热点推荐", "分享至", "当前位置", "今天是", "欢迎访问", "欢迎您访问", "本站",
    ];

    /// Other openings of furniture lines, in texts copied from a page; a page's own tools are known by its boxes too.
    FURNITURE_OPENINGS = [
        "返回列表", "返回顶部", "返回首页", "回到顶部", "文件下载", "政策咨询", "标签：", "信息url", "如果您对该政策文件",
        "我要评论", "我要纠错", "扫码", "友情链接", "创建时间", "正文内容", "信息内容", "上篇", "下篇", "首页-", "打印", "关闭", "〔关闭", "〔打印", "分享", "日期：", "主办单位：",
        "承办：", "主办：", "时间：", "来源于：", "编辑：", "审核：", "作者：", "收藏", "大中小",
        "政府网站", "信息公开>", "政务公开>",
    ];

    /// Keys of information tables.
    META_KEYS = [
        "索引号", "组配分类", "发布机构", "主题分类", "生成日期", "成文日期", "发文日期", "公开范围",
        "著录日期", "主题词", "生效日期", "发文机关", "发文字号", "公开方式", "公开形式", "公开时限",
        "有效性", "信息分类", "体裁分类", "名称：", "废止日期", "信息名称", "内容概述", "发布单位",
        "公开责任部门", "关键词", "信息有效性", "内容分类", "建议标题", "提案标题", "提交日期", "建议类型",
        "提案类型", "办理类型", "主办单位", "协办单位", "会办单位", "分办单位", "承办单位", "提案人",
        "建议人", "领衔代表", "提案号", "建议号", "案号", "案由", "编号", "标题：", "分类：", "文号：",
        "发布日期", "公开日期", "责任部门", "发文单位", "提案编号", "建议编号", "答复单位", "答复时间",
        "答复日期", "交办日期", "交办时间", "附议人", "联名人", "第一提案人", "立案号", "届次", "状态",
        "界别",
    ];

    /// Openings of the line that names whose copy goes where.
    CC = ["抄送", "抄报", "抄：", "主送：", "分送", "报送：", "印送"];

    /// Openings of contact lines.
    CONTACT = [
        "联系人", "联系电话", "承办人", "经办人", "经办：", "联系方式", "承办处室", "承办科室", "承办股室",
        "联系单位", "办公电话", "电话：", "具体承办", "联络人", "责任人及电话", "承办单位联系", "联系处室",
        "联系科室", "咨询电话", "联系：",
    ];

    /// Openings of disclosure lines.
    DISCLOSURE = [
        "公开属性", "公开方式", "公开类型", "公开类别", "公开意见", "公开形式", "公开选项", "是否公开",
        "是否同意公开", "此件主动公开", "此件依申请公开", "此件不予公开", "此件公开", "同意公开",
        "主动公开", "依申请公开", "不予公开", "仅公开标题", "此件同意公开", "公开性质", "信息公开",
        "不同意公开", "公开标识", "公开建议", "公开：", "全文公开", "本件", "此复函", "该件", "是否可公开",
        "是否予以公开", "公开范围：", "公开情况", "此件不公开", "公开与否", "此件可公开", "建议公开",
        "拟公开",
    ];

    /// Openings of feedback lines.
    FEEDBACK = [
        "提案者意见", "代表对答复", "委员对答复", "代表意见", "委员意见", "反馈意见：", "满意度", "满意□",
        "代表反馈", "委员反馈", "征询意见", "提案人意见", "您对", "对办理结果", "对办理工作", "评价：",
        "回执", "办理满意度", "意见反馈",
    ];

    /// Openings of attachments.
    ATTACHMENT = ["附件", "附：", "附表", "附图"];

    /// Labels of the proposal's own text.
    ORIGINAL = [
        "提案原文", "建议原文", "议案原文", "提案内容", "建议内容", "原提案", "原建议", "提案正文",
        "建议正文", "提案全文", "建议全文", "代表建议原文", "委员提案原文",
    ];

    /// Openings of the line that names the signer.
    SIGNERS = ["签发人", "签发：", "核稿人", "签批人"];

    /// Words that name who may be called.
    CALLS = ["联系人：", "联系电话：", "经办人：", "承办人：", "联系方式："];

    /// Keys of a page's lines that end the value before them.
    PAGE_KEYS = ["来源：", "浏览", "字体", "发布时间", "点击", "阅读", "作者", "责任编辑", "字号"];
}

/// The tables of this file as one vocabulary.
pub(crate) static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::of(ALL.iter().copied()));

/// Roles of the units beside the main one.
const OTHER_ROLES: &[&str] = &["会办", "协办", "分办"];

/// The frame part that a line is by its own words.
pub(crate) fn line(s: &str) -> Option<Frame> {
    if s.len() > LONGEST_LINE {
        return None;
    }
    let open = opening(s);
    if starts(open, units::ROLES)
        && s.contains('：')
        && any(s, OTHER_ROLES)
        && s.chars().count() <= 160
        && !has(s, "如下")
    {
        return Some(Frame::Meta);
    }
    let opens = |words: &'static Words| begins(open, words).next().is_some();
    if original_proposal(s) {
        return Some(Frame::OriginalProposal);
    }
    if opens(SIGNERS) {
        return Some(Frame::Signer);
    }
    if opens(DISCLOSURE) && (s.chars().count() <= 36) && flags::disclosure(s).is_some() {
        return Some(Frame::Disclosure);
    }
    if feedback(open) {
        return Some(Frame::Feedback);
    }
    if flags::class(s).is_some() {
        return Some(Frame::Class);
    }
    let seen = VOCABULARY.see(s);
    let look = Look::new(s, &seen);
    let keys = meta_keys(look);
    if open.starts_with("索引号") || (keys >= 3 && s.contains(['：', '|'])) || keys >= 2 && s.contains('|')
    {
        return Some(Frame::Meta);
    }
    let length = s.chars().count();
    let furniture = look.any(FURNITURE) && length <= 200;
    if furniture
        || (opens_furniture(s) && length <= 120 && !s.ends_with('。'))
        || pages::page_number(s) == Some(PageMark::Marked)
    {
        return Some(Frame::Furniture);
    }
    // 白鹭县水利局办公室2024年5月30日印发
    let printed = s.ends_with("日印发") && length <= 50 && !s.contains(['《', '，', '。']);
    if printed || opens(CC) && (s.contains('：') || s.ends_with('）') && s.chars().count() <= 120) {
        return Some(Frame::Cc);
    }
    let called = look.any(CALLS) && length <= 80 && !s.contains('。');
    if opens(CONTACT) && contacts::is_contact(s) || called {
        return Some(Frame::Contact);
    }
    if opens(ATTACHMENT) && length <= 160 {
        return Some(Frame::Attachment);
    }
    None
}

fn opens_furniture(s: &str) -> bool {
    begins(s, PAGE_OPENINGS).chain(begins(s, FURNITURE_OPENINGS)).next().is_some()
}

/// Keys of the rows of a form that a letter can be filled into.
const ROWS: &[&str] = &[
    "提案人",
    "建议人",
    "提案者",
    "事由",
    "案由",
    "经办",
    "承办单位",
    "主办单位",
    "协办单位",
    "会办单位",
    "代表姓名",
    "委员姓名",
    "代表团",
    "提案内容摘要",
    "答复内容",
    "答复摘要",
    "答复意见",
    "办理情况",
    "办理类别",
    "编号",
    "案号",
    "提案号",
    "建议号",
    "界别",
    "联系电话",
    "通讯地址",
    "工作单位",
    "答复单位",
    "答复时间",
    "答复日期",
    "标题",
    "题目",
    "类别",
    "届次",
];
/// Longest row, in characters.
const LONGEST_ROW: usize = 80;

/// True for a row of a form above the answer: `提案人：罗成`, `事由：关于…的提案`, `答复内容：`.
pub(crate) fn is_row(s: &str) -> bool {
    let row = |key: &str| s.strip_prefix(key).is_some_and(|rest| rest.starts_with('：'));
    ROWS.iter().any(|key| row(key)) && s.chars().count() <= LONGEST_ROW && !s.ends_with('。')
}

/// Openings of lines that lead from the letter to other pages, or end its page.
static AWAY: Words = Words::new(&[
    "上一篇",
    "下一篇",
    "上一条：",
    "下一条：",
    "上篇：",
    "下篇：",
    "相关链接",
    "相关阅读",
    "相关文章",
    "相关信息：",
    "热点推荐",
    "版权所有",
    "主办单位：",
    "主办：",
    "网站地图",
    "友情链接",
    "返回列表",
    "返回顶部",
    "返回首页",
    "站长推荐",
]);
/// Tools of a page, and what may stand behind their first word.
static TOOLS: Words = Words::new(&["打印", "关闭", "分享", "返回", "收藏"]);
const BEHIND_TOOLS: &[&str] = &[
    "本页", "此页", "窗口", "页面", "：", "|", "〕", "到", "至", "打印", "关闭", "分享", "文章", "本文",
    "收藏",
];

/// True for a line that leads away from the letter: what stands below it is the site's.
pub(crate) fn leads_away(s: &str) -> bool {
    let open = s.trim_start_matches('〔');
    let tool = |word: &str| {
        let rest = &open[word.len()..];
        rest.is_empty() || starts(rest, BEHIND_TOOLS)
    };
    s.len() <= 3 * 80
        && !s.ends_with('。')
        && (begins(open, &AWAY).next().is_some() || s.len() <= 3 * 40 && begins(open, &TOOLS).any(tool))
}

/// True when a line begins as lines of the frame do, whatever follows: the line may be torn.
pub(crate) fn begins_frame(s: &str) -> bool {
    let open = opening(s);
    let opens = |words: &'static Words| begins(open, words).next().is_some();
    [CC, CONTACT, ATTACHMENT, SIGNERS, DISCLOSURE].into_iter().any(opens)
        || flags::begins_class(open)
        || begins(open, META_KEYS).any(|key| key.ends_with('：') || open[key.len()..].starts_with('：'))
}

/// `s` without the marks that a line of the frame can begin with.
fn opening(s: &str) -> &str {
    s.trim_start_matches(['（', '〔', '※', '*', '-'])
}

/// True for a label such as 附：建议原文 that opens the proposal's own text.
pub(crate) fn original_proposal(s: &str) -> bool {
    let bare = s
        .trim_start_matches(['（', '〔', '附'])
        .trim_start_matches(['：', '件', '1', '2', '一', '二', '、', '：']);
    begins(bare, ORIGINAL).any(|word| {
        let rest = bare[word.len()..].trim_start_matches(['）', '〕']);
        rest.is_empty() || rest.starts_with(['：', '（'])
    })
}

/// A line with boxes or blanks for the proposer's opinion.
fn feedback(s: &str) -> bool {
    let content = any(s, &["满意"]);
    let blanks = content && has(s, "不满意") && has(s, "（）") && s.chars().count() <= 80;
    let boxes =
        blanks || content && s.chars().any(|c| punctuation::is_unticked(c) || punctuation::is_ticked(c));
    boxes
        || (begins(s, FEEDBACK).next().is_some()
            && s.chars().count() <= 60
            && s.contains('：')
            && !s.ends_with('。'))
}

/// How many keys of information tables stand in a line.
fn meta_keys(s: Look<'_>) -> usize {
    s.places(META_KEYS)
        .filter(|&(at, end)| s[at..end].ends_with('：') || s[end..].starts_with(['：', '|', '（']))
        .count()
}

/// Where the next key of an information table or of a page's line begins in `s`.
pub(crate) fn next_key(s: &str) -> Option<usize> {
    let seen = VOCABULARY.see(s);
    let look = Look::new(s, &seen);
    look.places(META_KEYS).chain(look.places(PAGE_KEYS)).map(|(start, _)| start).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pages_tools_lead_away_and_work_does_not() {
        for s in [
            "打印",
            "〔打印本页〕〔关闭窗口〕",
            "上一篇：关于第2号提案的答复",
            "打印关闭",
            "返回列表",
            "主办：县政府",
        ] {
            assert!(leads_away(s), "{s}");
        }
        for s in ["关闭煤矿12家", "打印机共享", "返回原籍的民工", "主办了三场招聘会", "上一条街"]
        {
            assert!(!leads_away(s), "{s}");
        }
    }

    #[test]
    fn rows_of_a_form_are_known_by_their_keys() {
        assert!(is_row("提案人：罗成") && is_row("事由：关于修路的提案") && is_row("答复内容："));
        assert!(!is_row("编号管理：我局已完成编号。") && !is_row("张三代表："));
    }
}
