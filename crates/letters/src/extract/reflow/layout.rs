//! How a letter is laid out on paper: punctuation at line ends, page numbers, the words that titles,
//! labels, headings, signatures and dates are made of.
//!
//! Used where paragraphs are put together again from lines; what the words mean is the parser's business.

/// Punctuation that ends a sentence.
pub const SENTENCE_ENDS: &[char] = &['。', '！', '？', '!', '?', '…', '｡', '．'];
/// Punctuation that a sentence never ends with.
pub const COMMAS: &[char] = &['，', '、', ',', '､', '﹐', '﹑'];
/// Semicolons.
pub const SEMICOLONS: &[char] = &['；', ';', '﹔'];
/// Colons.
pub const COLONS: &[char] = &['：', ':', '﹕', '︰'];
/// Brackets and quotes that open, each above the one that closes it.
pub const OPENERS: &str = "（(《〈“‘「『【〔［[｛{﹝〖";
/// Brackets and quotes that close, in the order of [`OPENERS`].
pub const CLOSERS: &str = "）)》〉”’」』】〕］]｝}﹞〗";
/// Other characters that never begin a line.
pub const NEVER_FIRST: &str = "·—～%％℃°";
/// Marks that Latin fonts have too, narrower than Chinese ones.
pub const EITHER_WIDTH: &str = "“”‘’—…·×℃□☑";
/// Dashes and dots that stand beside a page number.
pub const PAGE_MARKS: &str = "-－—–―─━‐‑‒−~～·•.．*＊/／|｜［］[]【】（）()";
/// Words between the figures of a page number: 第3页 共5页.
pub const PAGE_WORDS: &[&str] =
    &["第", "页", "頁", "共", "/", "／", ",", "，", "、", "Page", "page", "of", "P"];
/// The word without which figures and [`PAGE_WORDS`] are no page number.
pub const PAGE_WORD_NEEDED: &[&str] = &["页", "頁", "Page", "page"];
/// What a figure at a line's end goes on with at the next line's start.
pub const NUMBER_TAILS: &str = "号號年万萬亿億%％‰";
/// A document number's bracket before the serial number.
pub const DOCNO_BRACKETS: &str = "〕]］】﹞）)";
/// What can stand before the serial number.
pub const NUMBER_PREFIX: char = '第';
/// Ordinals of one character: ① ⑴ ⒈ and ㈠.
pub const CIRCLED: [std::ops::RangeInclusive<char>; 2] = ['①'..='⒛', '㈠'..='㈩'];
/// Brackets around a label that text follows.
pub const BOX: (char, char) = ('【', '】');
/// What follows the serial number.
pub const NUMBER_SIGNS: &str = "号號";
/// Numerals of headings.
pub const NUMERALS: &str = "一二三四五六七八九十百〇零○";
/// What follows a heading's numeral.
pub const HEADING_MARKS: &str = "、.．）)";
/// Opening brackets of a bracketed ordinal.
pub const ORDINAL_OPENERS: &str = "（(";
/// First words of a letter's title.
pub const TITLE_STARTS: &[&str] = &["关于", "對", "对", "關於"];
/// Words by which a line is recognised as part of a title.
pub const TITLE_WORDS: &[&str] =
    &["提案", "建议", "建議", "议案", "議案", "政协", "政協", "人大", "会议", "會議"];
/// Last words of a letter's title.
pub const TITLE_ENDS: &[&str] = &[
    "答复",
    "答覆",
    "答復",
    "复函",
    "覆函",
    "復函",
    "回复",
    "回覆",
    "回復",
    "的函",
    "答复函",
    "答覆函",
    "意见",
    "意見",
    "摘要",
    "报告",
    "報告",
    "情况",
    "情況",
    "意见的函",
    "通知",
];
/// Last characters of a signing unit's name.
pub const UNIT_ENDS: &[&str] = &[
    "厅",
    "局",
    "委",
    "委员会",
    "政府",
    "办公室",
    "部",
    "院",
    "中心",
    "支队",
    "大队",
    "总队",
    "公司",
    "集团",
    "处",
    "所",
    "会",
    "办",
    "署",
    "行",
    "社",
    "团",
    "校",
    "站",
    "廳",
    "辦公室",
    "委員會",
    "部門",
    "會",
    "處",
];
/// Words before the class of a reply on a line of its own: `办理结果：B`.
pub const CLASS_WORDS: &[&str] =
    &["办理结果标注", "办理结果", "办理类别", "答复类别", "类别", "分类", "辦理結果", "類別", "分類"];
/// The classes, with the word that can follow them.
pub const CLASSES: &str = "ABCDEabcdeＡＢＣＤ甲乙丙丁";
/// What can follow a class.
pub const CLASS_TAILS: &str = "123类類";
/// Characters that numerals in dates are written with.
pub const DATE_NUMERALS: &str = "〇○零一二三四五六七八九十廿元０１２３４５６７８９";
/// Units of a date, in order.
pub const DATE_UNITS: [char; 3] = ['年', '月', '日'];
/// Units of a date that allow a day to be called so too.
pub const DATE_DAY: &[char] = &['日', '号', '號'];
/// First words by which a paragraph of the frame is known.
pub const FRAME_STARTS: &[&str] = &[
    "联系人",
    "联系电话",
    "承办人",
    "承办单位",
    "抄送",
    "抄报",
    "抄報",
    "附件",
    "签发人",
    "类别",
    "办理结果",
    "主送",
    "主办单位",
    "协办单位",
    "会办单位",
    "公开属性",
    "是否公开",
    "信息公开",
    "此件",
    "（此件",
    "(此件",
    "（联系",
    "(联系",
    "联 系",
    "聯繫人",
    "簽發人",
    "附：",
    "附:",
];
