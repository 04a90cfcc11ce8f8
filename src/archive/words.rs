//! Words of the batch report.

/// Column heads of report.csv.
pub const REPORT_HEADS: [&str; 4] = ["文件", "状态", "原因", "建议处理"];

/// State code → Chinese name.
pub const STATES: [(&str, &str); 9] = [
    ("added", "新增"),
    ("updated", "更新"),
    ("unchanged", "未变"),
    ("moved", "移动"),
    ("duplicate", "重复"),
    ("missing", "缺失"),
    ("removed", "移除"),
    ("skipped", "跳过"),
    ("quarantined", "隔离"),
];

/// Reason or warning code → Chinese name, advice.
pub const REASONS: [(&str, &str, &str); 25] = [
    ("too_large", "文件过大", "拆分后重新索引"),
    ("empty", "空文件", "核对原件是否完整"),
    ("binary", "不是文本", "另存为文本后重新索引"),
    ("undecodable", "编码无法识别", "另存为 UTF-8 后重新索引"),
    ("damaged", "文件已损坏", "用原软件打开另存后重新索引"),
    ("encrypted", "文件已加密", "去除密码后重新索引"),
    ("scan", "扫描件，无文字层", "加 --ocr 或附上文字版后重新索引"),
    ("capped", "超出读取上限", "拆分后重新索引"),
    ("no_reader", "此版本不读 PDF", "换用能读 PDF 的版本，或另存为文本后重新索引"),
    ("limits", "读取时超出资源限制", "用原软件打开另存后重新索引"),
    ("unreadable", "无法读取", "检查权限和磁盘后再次索引"),
    ("reader_failed", "读取程序出错", "请附原件报告此问题"),
    ("bad_lines", "部分行无法读取", "按行号改正后重新索引"),
    ("hidden", "隐藏文件", "如需索引请加 --hidden"),
    ("ignored", "列于 .dafuignore", ""),
    ("link", "符号链接", "直接索引其目标"),
    ("special", "不是普通文件", ""),
    ("archive", "档案库自身", ""),
    ("vanished", "读取时已消失", ""),
    ("present_again", "缺失后重新出现", ""),
    ("short", "正文不足五十字", "核对是否完整"),
    ("no_header", "未见标题、案号、文号", "核对是否为答复"),
    ("mojibake", "疑有乱码", "核对编码"),
    ("recognised", "文字由扫描件识别", "引用前核对原件"),
    ("pages_unread", "部分页无文字", "加 --ocr 或附上文字版后重新索引"),
];
