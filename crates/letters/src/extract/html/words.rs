//! Web pages of public bodies: names of the boxes that hold a letter, names and words of what stands around it.
//!
//! In and out: words. Box names are in lower case; Chinese words are canonical and without white space. How a page is
//! read is the extractor's business.

/// Names (`id` or `class`) of boxes that content systems put an article's text in.
#[rustfmt::skip]
pub const BODIES: &[&str] = &[
    "zoom", "zoomcon", "zoomdiv", "fontzoom", "ucap-content", "ucapcontent", "trs_editor", "trs_ueditor",
    "trs_pagecontent", "custom_unionstyle", "vsb_content", "vsb_content_2", "v_news_content", "wp_articlecontent",
    "js_content", "rich_media_content", "article-content", "article_content", "articlecontent", "articlecon",
    "article_con", "articlecont", "articlebody", "article-body", "article_body", "artcontent", "pages_content",
    "page_content", "page-content", "pagecontent", "con_text", "contenttext", "content_text", "content-text",
    "text_content", "textcontent", "text-content", "newscontent", "news_content", "news-content", "newstext",
    "news_con", "detail_content", "detail-content", "detailcontent", "detail_con", "detailcon", "xxgkcontent",
    "xxgk_content", "xxgk-content", "xxgk_con", "xxgkcon", "xxgk_zw", "zwcontent", "zw_content", "zwcon", "zhengwen",
    "view_content", "viewcontent", "entry-content", "post-content", "ueditor_content", "j_content", "mycontent",
    "infocontent", "info_content", "infocont", "contentbox", "content_body", "content-body", "contentbody",
    "bt-content", "main-txt", "main_txt", "maintext", "bodytext", "editor-content", "wzcontent", "gknbxq_detail",
    "conttext", "art_con", "art_content", "arti_cont", "ckeditor", "fontsize_content", "cas_content", "ewb-article-info",
    "ivs_content", "trs_editor_view", "xl_content", "detail-news", "trs_word",
];

/// Names that boxes of articles have, and other boxes too.
pub const LIKELY_BODIES: &[&str] = &[
    "article", "content", "contents", "con", "cont", "text", "txt", "detail", "details", "view", "main",
    "news", "xxgk", "xl", "info", "body", "wz", "nr", "neirong", "post", "entry", "xq",
];

/// Names of a title's box; also as a part of a name before or after a hyphen.
pub const TITLES: &[&str] =
    &["title", "tit", "bt", "biaoti", "headline", "activity-name", "articletitle", "article_title", "btitle"];

/// Names of boxes that are not shown.
pub const HIDDEN: &[&str] = &["hidden", "hide", "d-none", "dn", "none", "sr-only", "visually-hidden"];

/// Names, and parts of names, of boxes with links and tools.
#[rustfmt::skip]
pub const TOOLS: &[&str] = &[
    "nav", "navbar", "navs", "menu", "menus", "breadcrumb", "breadcrumbs", "crumb", "crumbs", "mbx", "weizhi",
    "dqwz", "curpos", "currentpath", "share", "sharebox", "bdsharebuttonbox", "bshare", "jiathis", "fenxiang", "footer",
    "foot", "footbar", "copyright", "sidebar", "toolbar", "ewm", "erweima", "qrcode", "prevnext", "pagination", "pager",
    "comment", "comments", "recommend", "related", "xgyd", "xgxw", "xglj", "fontsize", "topbar", "searchbox", "login",
    "gotop", "backtop", "hotnews", "sitemap", "friendlink", "links",
];

/// What a key of a page's information table or line tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// The value of a metadata column.
    Column(&'static str),
    /// When the page was published, which is not when the letter was written.
    Published,
    /// Who published, if it is a unit at all.
    Source,
    /// Nothing about the letter.
    Nothing,
}

/// Keys that only pages have: where one stands before its colon, the line is none of the letter's.
#[rustfmt::skip]
pub const PAGE_KEYS: &[(&str, Told)] = &[
    ("索引号", Told::Nothing), ("信息索引号", Told::Nothing), ("索取号", Told::Nothing),
    ("组配分类", Told::Nothing), ("主题分类", Told::Nothing), ("体裁分类", Told::Nothing),
    ("信息分类", Told::Nothing), ("内容分类", Told::Nothing), ("服务对象分类", Told::Nothing),
    ("公开目录", Told::Nothing), ("所属栏目", Told::Nothing), ("所属主题", Told::Nothing), ("栏目", Told::Nothing),
    ("有效性", Told::Nothing), ("信息有效性", Told::Nothing), ("时效性", Told::Nothing), ("时效", Told::Nothing),
    ("生效日期", Told::Nothing), ("实施日期", Told::Nothing), ("废止日期", Told::Nothing), ("失效日期", Told::Nothing),
    ("内容概述", Told::Nothing), ("内容摘要", Told::Nothing), ("统一编号", Told::Nothing), ("信息来源", Told::Source),
    ("发布机构", Told::Source), ("发文机关", Told::Column("unit")), ("发文单位", Told::Column("unit")),
    ("制发机关", Told::Column("unit")), ("成文机关", Told::Column("unit")), ("发布单位", Told::Source),
    ("信息发布单位", Told::Source), ("公开主体", Told::Source), ("公开机构", Told::Source),
    ("公开责任部门", Told::Source), ("责任部门", Told::Source), ("发布部门", Told::Source), ("发布者", Told::Source),
    ("信息提供日期", Told::Published), ("发布日期", Told::Published), ("发布时间", Told::Published),
    ("公开日期", Told::Published), ("公开时间", Told::Published), ("公布日期", Told::Published),
    ("发表时间", Told::Published), ("更新时间", Told::Published), ("更新日期", Told::Published),
    ("录入时间", Told::Published), ("著录日期", Told::Published), ("成文日期", Told::Column("date")),
    ("成文时间", Told::Column("date")), ("发文日期", Told::Column("date")), ("发文时间", Told::Column("date")),
    ("印发日期", Told::Column("date")), ("生成日期", Told::Column("date")), ("文号", Told::Column("doc")),
    ("发文字号", Told::Column("doc")), ("发文文号", Told::Column("doc")), ("文件编号", Told::Column("doc")),
    ("公文文号", Told::Column("doc")), ("文件名称", Told::Column("title")), ("信息名称", Told::Column("title")),
    ("公文名称", Told::Column("title")), ("浏览次数", Told::Nothing), ("浏览量", Told::Nothing),
    ("点击数", Told::Nothing), ("点击次数", Told::Nothing), ("点击量", Told::Nothing), ("点击率", Told::Nothing),
    ("阅读次数", Told::Nothing), ("阅读量", Told::Nothing), ("阅读数", Told::Nothing), ("访问次数", Told::Nothing),
    ("访问量", Told::Nothing), ("人气", Told::Nothing), ("字号", Told::Nothing), ("字体", Told::Nothing),
    ("字体大小", Told::Nothing), ("字号大小", Told::Nothing), ("选择字号", Told::Nothing), ("分享到", Told::Nothing),
    ("分享至", Told::Nothing), ("分享", Told::Nothing), ("责任编辑", Told::Nothing), ("责编", Told::Nothing),
    ("信息录入", Told::Nothing), ("当前位置", Told::Nothing), ("您的位置", Told::Nothing),
    ("您现在的位置", Told::Nothing), ("您所在的位置", Told::Nothing), ("您当前的位置", Told::Nothing),
    ("当前的位置", Told::Nothing), ("你的位置", Told::Nothing), ("所在位置", Told::Nothing),
    ("视力保护色", Told::Nothing), ("保护视力色", Told::Nothing), ("打印", Told::Nothing),
];

/// Keys that pages have and letters too: beside the others, or in a table, they are the page's.
#[rustfmt::skip]
pub const SHARED_KEYS: &[(&str, Told)] = &[
    ("标题", Told::Column("title")), ("名称", Told::Column("title")), ("主题词", Told::Nothing),
    ("关键词", Told::Nothing), ("关键字", Told::Nothing), ("分类", Told::Nothing), ("来源", Told::Source),
    ("文章来源", Told::Source), ("稿源", Told::Source), ("来源单位", Told::Source), ("作者", Told::Nothing),
    ("编辑", Told::Nothing), ("审核", Told::Nothing), ("审核人", Told::Nothing), ("编审", Told::Nothing),
    ("日期", Told::Published), ("时间", Told::Published), ("浏览", Told::Nothing), ("点击", Told::Nothing),
    ("阅读", Told::Nothing), ("公开方式", Told::Nothing), ("公开形式", Told::Nothing), ("公开属性", Told::Nothing),
    ("公开范围", Told::Nothing), ("公开时限", Told::Nothing), ("公开类别", Told::Nothing), ("状态", Told::Nothing),
];

/// Keys of a platform's table of one case: the page's where they stand in a table.
#[rustfmt::skip]
pub const CASE_KEYS: &[(&str, Told)] = &[
    ("提案编号", Told::Column("case")), ("建议编号", Told::Column("case")), ("提案号", Told::Column("case")),
    ("建议号", Told::Column("case")), ("案号", Told::Column("case")), ("立案号", Told::Column("case")),
    ("议案编号", Told::Column("case")), ("编号", Told::Column("case")), ("提案标题", Told::Column("subject")),
    ("建议标题", Told::Column("subject")), ("提案名称", Told::Column("subject")), ("建议名称", Told::Column("subject")),
    ("议案标题", Told::Column("subject")), ("案由", Told::Column("subject")), ("提案题目", Told::Column("subject")),
    ("建议题目", Told::Column("subject")), ("提案人", Told::Column("proposer")), ("建议人", Told::Column("proposer")),
    ("领衔代表", Told::Column("proposer")), ("第一提案人", Told::Column("proposer")),
    ("提案者", Told::Column("proposer")), ("代表姓名", Told::Column("proposer")), ("委员姓名", Told::Column("proposer")),
    ("提出人", Told::Column("proposer")), ("主办单位", Told::Column("lead")), ("牵头单位", Told::Column("lead")),
    ("协办单位", Told::Column("co")), ("会办单位", Told::Column("co")), ("分办单位", Told::Column("co")),
    ("承办单位", Told::Column("unit")), ("答复单位", Told::Column("unit")), ("办理单位", Told::Column("unit")),
    ("回复单位", Told::Column("unit")), ("答复时间", Told::Column("date")), ("答复日期", Told::Column("date")),
    ("回复时间", Told::Column("date")), ("复函日期", Told::Column("date")), ("交办日期", Told::Nothing),
    ("交办时间", Told::Nothing), ("提交日期", Told::Nothing), ("提交时间", Told::Nothing), ("提出时间", Told::Nothing),
    ("届次", Told::Nothing), ("会议届次", Told::Nothing), ("界别", Told::Nothing), ("代表团", Told::Nothing),
    ("附议人", Told::Nothing), ("联名人", Told::Nothing), ("建议类型", Told::Nothing), ("提案类型", Told::Nothing),
    ("提案类别", Told::Nothing), ("建议类别", Told::Nothing), ("提案形式", Told::Nothing), ("提案分类", Told::Nothing),
    ("办理状态", Told::Nothing), ("办理方式", Told::Nothing), ("办理类型", Told::Nothing), ("办理期限", Told::Nothing),
    ("满意度", Told::Nothing), ("答复类别", Told::Column("category")), ("办理结果类别", Told::Column("category")),
];

/// Names of `<meta>` elements and what their content tells, the likelier first.
#[rustfmt::skip]
pub const META_NAMES: &[(&str, Told)] = &[
    ("articletitle", Told::Column("title")), ("og:title", Told::Column("title")), ("pubdate", Told::Published),
    ("publishdate", Told::Published), ("firstpublishedtime", Told::Published), ("og:release_date", Told::Published), ("contentsource", Told::Source),
    ("source", Told::Source), ("url", Told::Column("url")), ("og:url", Told::Column("url")),
];

/// Words that lines of tools are made of, the longer before what they begin with.
#[rustfmt::skip]
pub const TOOL_WORDS: &[&str] = &[
    "打印本页", "打印此页", "打印文章", "打印页面", "打印文档", "我要打印", "打印", "关闭窗口", "关闭本页", "关闭页面",
    "关闭此页", "关闭", "收藏本页", "加入收藏", "收藏", "分享到", "分享至", "分享", "微信好友", "朋友圈", "微信", "新浪微博",
    "腾讯微博", "微博", "人人网", "qq空间", "QQ空间", "QQ好友", "QQ", "空间", "复制链接", "字体大小", "字号大小", "字体", "字号",
    "放大", "缩小", "默认", "特大", "超大", "大", "中", "小", "返回顶部", "返回首页", "返回列表", "返回上一页", "返回", "顶部",
    "我要纠错", "纠错", "下载", "保存", "朗读", "语音播报", "播放", "暂停", "停止", "首页", "网站首页", "更多", "评论",
    "无障碍浏览", "无障碍阅读", "无障碍", "长者模式", "适老化", "适老模式", "繁体版", "繁体", "简体", "保护视力色", "视力保护色",
    "浏览次数", "浏览量", "次", "文字大小", "正文", "导出", "转发", "点赞", "在看", "赞", "收起", "展开", "A+", "A-", "T", "+", "-",
];

/// Openings of lines that lead to other pages or tell about this one.
#[rustfmt::skip]
pub const TOOL_OPENINGS: &[&str] = &[
    "上一篇", "下一篇", "上一条", "下一条", "上篇：", "下篇：", "相关链接", "相关阅读", "相关文章", "相关信息", "相关新闻",
    "相关文档", "热点推荐", "推荐阅读", "当前位置", "您的位置", "您现在的位置", "您当前的位置", "您所在的位置", "你的位置",
    "所在位置", "首页>", "首页»", "首页/", "网站首页", "分享到", "分享至", "扫一扫", "版权所有", "版权声明", 
    "技术支持", "网站标识码", "政府网站标识码", "本网站", "本站", "本网", "今天是", "欢迎访问", "欢迎您访问", "设为首页",
    "网站地图", "联系我们", "关于我们", "免责声明", "微信扫一扫", "用微信扫", "用手机扫", "（责任编辑", "〔责任编辑",
    "责任编辑", "打印本页", "附件下载", "信息来源：", "来源：", "稿源：", "文章来源：", "发布时间：", "发布日期：", "更新时间：", "浏览次数",
    "点击次数", "阅读次数", "字体：", "字号：", "我要纠错", "Copyright", "copyright", "COPYRIGHT", "预览时标签不可点",
    "继续滑动看下一个", "轻触阅读原文", "阅读原文", "微信号", "在小说阅读器", "长按识别", "向上滑动看下一个",
];

/// Words of short lines outside of the letter.
#[rustfmt::skip]
pub const TOOL_SIGNS: &[&str] = &[
    "ICP备", "icp备", "公网安备", "公安备", "网站标识码", "扫一扫", "版权所有", "浏览次数", "点击次数", "阅读次数", "当前位置",
    "网站地图", "关闭窗口", "打印本页", "手机打开", "手机上打开", "责任编辑", "二维码", "技术支持", "最佳浏览", "建议使用",
    "返回顶部", "无障碍", "分享到", "<!--", "-->",
];

/// Signs of a page's foot: whatever follows is none of the letter's.
#[rustfmt::skip]
pub const FEET: &[&str] = &[
    "版权所有", "ICP备", "icp备", "公网安备", "公安备", "网站标识码", "技术支持", "Copyright", "copyright", "COPYRIGHT", "网站地图",
    "网站建设", "最佳浏览",
];

/// Words of the line that says who runs a page and where, unless it is the letter that says who handles a case.
pub const RUNNERS: &[&str] = &["主办单位：", "承办单位：", "主办：", "承办：", "邮编：", "邮政编码："];

/// Words that make such a line the letter's.
pub const HANDLERS: &[&str] = &["协办", "会办", "分办"];

/// Ends of the line that says who runs a page.
pub const FEET_ENDS: &[&str] = &["主办", "承办", "维护", "制作", "建设", "管理"];

/// Values that say that there is none.
pub const NO_VALUES: &[&str] = &["无", "暂无", "空", "null", "undefined", "无文号", "无发文字号"];

/// What ends a link to a file that goes with a letter.
pub const FILES: &[&str] = &[
    ".doc", ".docx", ".pdf", ".xls", ".xlsx", ".wps", ".et", ".ofd", ".zip", ".rar", ".ppt", ".pptx", ".txt",
    ".jpg",
];

/// Openings of lines that name attachments.
pub const ATTACHMENTS: &[&str] = &["附件", "附：", "附表", "附图"];

/// Punctuation of running text, by which prose is told from lists of names and links.
pub const PROSE_MARKS: &str = "，。；、！？";

/// Marks between a page's title and the name of its site.
pub const SITE_MARKS: &[char] =
    &['-', '_', '|', '–', '—', '丨', '｜', '－', '>', '<', '«', '»', '‹', '›', '·'];

/// Words at the end of a site's name.
pub const SITES: &[&str] = &[
    "网",
    "网站",
    "平台",
    "门户",
    "政府",
    "局",
    "厅",
    "委",
    "委员会",
    "办公室",
    "政协",
    "人大",
    "部",
    "院",
    "中心",
    "首页",
];

/// Words at the end of the name of a site's column.
pub const COLUMNS: &[&str] =
    &["公开", "答复", "提案", "建议", "栏目", "办理", "信息", "目录", "专栏", "详情", "正文", "回复"];

/// Numeral systems of lists by their names in style sheets that number with Chinese numerals.
pub const CHINESE_LISTS: &[&str] = &[
    "cjk-ideographic",
    "simp-chinese-informal",
    "simp-chinese-formal",
    "trad-chinese-informal",
    "trad-chinese-formal",
    "cjk-decimal",
];

/// What follows a Chinese numeral that numbers an entry of a list.
pub const CHINESE_LIST_MARK: char = '、';
