//! Lines that are tools of a page: print, close, share, size of letters, links to the next letter.
//!
//! In: one line. Out: whether nothing but tools stands in it, or whether it opens or speaks like one; the second counts
//! only outside of the letter, for letters speak of sharing and printing too.

use crate::extract::html::lines::line::PageLine;
use crate::forms::dates;
use crate::forms::frames::PAGE_OPENINGS;
use crate::forms::look;

/// Words that lines of tools are made of, the longer before what they begin with.
#[rustfmt::skip]
const TOOL_WORDS: &[&str] = &[
    "打印本页", "打印此页", "打印文章", "打印页面", "打印文档", "我要打印", "打印", "关闭窗口", "关闭本页", "关闭页面",
    "关闭此页", "关闭", "收藏本页", "加入收藏", "收藏", "分享到", "分享至", "分享", "微信好友", "朋友圈", "微信", "新浪微博",
    "腾讯微博", "微博", "人人网", "qq空间", "QQ空间", "QQ好友", "QQ", "空间", "复制链接", "字体大小", "字号大小", "字体", "字号",
    "放大", "缩小", "默认", "特大", "超大", "大", "中", "小", "返回顶部", "返回首页", "返回列表", "返回上一页", "返回", "顶部",
    "我要纠错", "纠错", "下载", "保存", "朗读", "语音播报", "播放", "暂停", "停止", "首页", "网站首页", "更多", "评论",
    "无障碍浏览", "无障碍阅读", "无障碍", "长者模式", "适老化", "适老模式", "繁体版", "繁体", "简体", "保护视力色", "视力保护色",
    "浏览次数", "浏览量", "次", "文字大小", "正文", "导出", "转发", "点赞", "在看", "赞", "收起", "展开", "A+", "A-", "T", "+", "-",
];

/// Openings of lines that lead to other pages or tell of this one, besides those of `forms`.
#[rustfmt::skip]
const TOOL_OPENINGS: &[&str] = &[
    "上篇：", "下篇：", "相关信息", "相关新闻", "相关文档", "推荐阅读", "您的位置", "您现在的位置", "您当前的位置",
    "您所在的位置", "你的位置", "所在位置", "首页/", "分享到", "扫一扫", "版权所有", "版权声明", "技术支持", "网站标识码",
    "政府网站标识码", "本网站", "本网", "设为首页", "网站地图", "联系我们", "关于我们", "免责声明", "微信扫一扫",
    "用微信扫", "用手机扫", "（责任编辑", "〔责任编辑", "责任编辑", "打印本页", "附件下载", "浏览次数", "点击次数",
    "阅读次数", "字体：", "字号：", "我要纠错", "Copyright", "copyright", "COPYRIGHT", "预览时标签不可点",
    "继续滑动看下一个", "轻触阅读原文", "阅读原文", "微信号", "在小说阅读器", "长按识别", "向上滑动看下一个",
];

/// Words of short lines outside of the letter.
#[rustfmt::skip]
const TOOL_SIGNS: &[&str] = &[
    "ICP备", "icp备", "公网安备", "公安备", "网站标识码", "扫一扫", "版权所有", "浏览次数", "点击次数", "阅读次数", "当前位置",
    "网站地图", "关闭窗口", "打印本页", "手机打开", "手机上打开", "责任编辑", "二维码", "技术支持", "最佳浏览", "建议使用",
    "返回顶部", "无障碍", "分享到", "<!--", "-->",
];

/// Signs of a page's foot: whatever follows is none of the letter's.
#[rustfmt::skip]
const FEET: &[&str] = &[
    "版权所有", "ICP备", "icp备", "公网安备", "公安备", "网站标识码", "技术支持", "Copyright", "copyright", "COPYRIGHT", "网站地图",
    "网站建设", "最佳浏览",
];

/// Words of the line that says who runs a page and where, unless it is the letter that says who handles a case.
const RUNNERS: &[&str] = &["主办单位：", "承办单位：", "主办：", "承办：", "邮编：", "邮政编码："];

/// Words that make such a line the letter's.
const HANDLERS: &[&str] = &["协办", "会办", "分办"];

/// Ends of the line that says who runs a page.
const FEET_ENDS: &[&str] = &["主办", "承办", "维护", "制作", "建设", "管理"];

/// Characters of a line that is one of tools.
const LONGEST: u32 = 80;
/// Characters of a line that tells of the page.
const LONGEST_SIGN: u32 = 160;

/// True when `line` consists of tools, wherever it stands.
pub(super) fn is_bar(line: &PageLine, canonical: &str) -> bool {
    if line.chars > LONGEST || canonical.is_empty() {
        return false;
    }
    let mut rest = canonical;
    let (mut words, mut longest) = (0, 0);
    while let Some(first) = rest.chars().next() {
        if let Some(word) = TOOL_WORDS.iter().find(|word| rest.starts_with(**word)) {
            words += 1;
            longest = longest.max(word.chars().count());
            rest = rest.get(word.len()..).unwrap_or("");
        } else if first.is_ascii_digit() || !first.is_alphanumeric() && !matches!(first, '□' | '√' | '☑')
        {
            rest = rest.get(first.len_utf8()..).unwrap_or("");
        } else {
            return false;
        }
    }
    longest >= 2 || words >= 3
}

/// True when `line` outside of the letter is a tool or tells of the page.
pub(super) fn is_around(line: &PageLine, canonical: &str) -> bool {
    let bare = canonical.trim_start_matches(['〔', '>', '·', '|', '《', '<', '-', '*']);
    let is_short = line.chars <= LONGEST_SIGN;
    let opens = || look::begins(bare, PAGE_OPENINGS).next().is_some() || look::starts(bare, TOOL_OPENINGS);
    let empty = !canonical.chars().any(char::is_alphanumeric);
    empty
        || is_bar(line, canonical)
        || is_short && (opens() || look::any(canonical, TOOL_SIGNS))
        || is_path(canonical)
}

/// True when `line` below the letter begins the page's foot; `own` tells that it stands in the letter's own box.
pub(super) fn is_foot(line: &PageLine, canonical: &str, own: bool) -> bool {
    let names_runner = || {
        let ends = line.chars <= LONGEST && look::ends(canonical, FEET_ENDS) && !canonical.contains('。');
        (ends || look::any(canonical, RUNNERS)) && !look::any(canonical, HANDLERS)
    };
    line.chars <= LONGEST_SIGN && (look::any(canonical, FEET) || !own && names_runner())
}

/// `首页>公开>答复`: where the page stands in its site.
pub(super) fn is_path(canonical: &str) -> bool {
    let parts = canonical.split(['>', '»', '›']).filter(|part| !part.is_empty()).count();
    parts >= 2 && canonical.chars().count() <= 120 && !canonical.contains('。')
}

/// Name and day in a line such as `某局 2024-05-20 10:30`, which says who published and when; letters are not dated so.
pub(super) fn byline(line: &PageLine, canonical: &str) -> Option<(String, String)> {
    if line.chars > 60 {
        return None;
    }
    let at = canonical.find(|c: char| c.is_ascii_digit())?;
    let rest = canonical.get(at..)?;
    let by_number = rest.get(4..5).is_some_and(|mark| matches!(mark, "-" | "/"));
    let day = dates::read(rest).or_else(|| dates::read(rest.get(..10)?)).filter(|_| by_number);
    let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '/' | '：'));
    let (day, _) = day.filter(|_| !behind.contains(['，', '。']))?;
    Some((canonical.get(..at)?.to_owned(), dates::iso(day)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::html::lines::line::{Kind, canonical};

    fn line(text: &str) -> PageLine {
        let chars = text.chars().filter(|c| !c.is_whitespace()).count() as u32;
        PageLine {
            text: text.to_owned(),
            kind: Kind::Plain,
            node: 0,
            chars,
            linked: 0,
            soft: false,
            gap: false,
        }
    }

    #[test]
    fn bars_are_known_wherever_they_stand() {
        for text in [
            "【打印】 【关闭】",
            "字号：大 中 小",
            "[大 中 小]",
            "打印本页 | 关闭窗口",
            "分享到：微信 QQ空间 微博",
        ] {
            assert!(is_bar(&line(text), &canonical(text)), "{text}");
        }
        for text in ["大中小企业", "2024", "打印店的管理", "□A ☑B", "一、"] {
            assert!(!is_bar(&line(text), &canonical(text)), "{text}");
        }
    }

    #[test]
    fn a_byline_tells_the_day_of_publication() {
        let read = |text| byline(&line(text), &canonical(text));
        let pair = |unit: &str, day: &str| Some((unit.to_owned(), day.to_owned()));
        assert_eq!(read("某县水务局 2024-06-12 09:00"), pair("某县水务局", "2024-06-12"));
        assert_eq!(read("2024/6/2"), pair("", "2024-06-02"));
        assert_eq!(read("某县水务局2024年6月12日"), None);
        assert_eq!(read("第2024-118号"), None);
    }
}
