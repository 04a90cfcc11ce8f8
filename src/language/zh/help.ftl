help_dafu =
    检索公共机构答复了什么、承诺了什么（政协提案、人大建议答复）

    读取答复函，理解其结构，找出可直接引用的片段。

    示例：
      dafu search 路演 --in corpus/replies     检索一个文件夹，无需任何设置
      dafu index letters/                      在 ./.dafu 建立归档目录
      dafu search '板块:下步打算 博士后'         承诺了什么
      dafu show 安科发〔2024〕12号              查看全文

    环境变量：DAFU_ARCHIVE 归档目录；DAFU_CACHE 缓存归档（--in）所在文件夹［默认：用户缓存目录］。
    文件：文件夹中的 .dafuignore 列出其中不读的文件，写法同 .gitignore。

    退出码：0 完成或有结果，1 无结果（verify：有损坏），2 未完成，3 已索引但有新隔离的文件，130 或 143 被 Ctrl-C 或 SIGTERM 中断。
help_all_archive = 归档目录［默认：$DAFU_ARCHIVE，否则取上级目录中最近的 .dafu］
help_all_color = 何时使用颜色：auto 终端支持时，always 总是，never 从不
help_all_lang = 提示与帮助的语言：zh 或 en［默认：$DAFU_LANG，否则取系统区域设置］
help_all_unmask = 显示电话和证件号码；不加时以 * 遮盖
help_all_help = 显示帮助（-h 为简要帮助）
help_all_version = 显示版本
help_help = 显示帮助，或指定命令的帮助
help_index =
    将答复读入归档目录；可随时重复运行，只读有变化的文件

    读取路径下的每个普通文件（可用 .dafuignore 排除），每个文件有且只有一种状态：新增、更新、未变、移动、重复、另一版本、缺失、移除、跳过或隔离，并注明原因。坏文件不影响其他文件。文件消失不丢内容：其答复仍可检索，直到 --prune 或 --remove。

    不写 --archive 时，使用上级目录中最近的 .dafu，没有则新建 ./.dafu。

    示例：
      dafu index letters/
      dafu index letters/ --report /var/log/dafu      写出 report.json 和 report.csv
      dafu index letters/ --metadata pages.csv        补充原文没有的日期、单位等
      dafu index --rebuild                            用库存文本重建索引
      dafu index --jsonl passages.jsonl --archive /tmp/eval
help_index_paths = 文件和文件夹
help_index_jsonl = 直接收入片段：每行一个 JSON，含 id、title、text 及任何已知字段
help_index_metadata = 补充原文没有的字段：CSV，含 key（路径或哈希）及 date、unit、region、level、url、title 等列
help_index_dry_run = 只说明将做什么，不写入
help_index_rebuild = 在旧索引旁重建索引，完成后替换
help_index_set_aside = 将现有归档目录整体改名保存，把文件读入新的归档目录；用于库丢失或损坏时
help_index_mask = 电话和证件号码不进检索范围，此后每次运行也如此（off：取消）；库存文本仍保留。归档目录中已有答复时，须同时加 --rebuild
help_index_prune = 移除文件已消失的答复
help_index_remove = 移除这些文件的答复
help_index_rehash = 不论大小和时间是否变化，读取每个文件的全部字节
help_index_hidden = 也读取隐藏文件和文件夹
help_index_all = 也读取说明（readme）、目录、许可证等不是答复的文件
help_index_ocr = 识别 PDF 中的扫描页，每页至多一分钟；需要 ocrmypdf 和 tesseract 的 chi_sim。加 --rehash 时也处理以前读过的 PDF
help_index_jobs = 同时读取的文件数［默认：每个处理器一个］
help_index_report = 在此文件夹写出 report.json 和 report.csv
help_search =
    查找片段，按相关程度排列，附引用

    凡逐字包含全部检索词的片段都会找到；空格、全半角、大小写、繁简不影响命中。由几个词组成而原文没有这样写的说法，也按其中的词查找（分词相关）。限定板块时，案由或标题含检索词的信，其该板块的片段也列出（题涉）。

    片段从句中开始或在句中结束时，补出该句其余部分，以浅色或［…］区别。

    检索式：检索词之间用空格或 、 隔开，"…" 表示整句，-词 表示排除，词 OR 词 表示任一，还可加筛选条件，如
      板块:下步打算 单位:科技厅 协办:教育厅 年:2021..2024 案号:2024D10 文号:安科发 标题:人才 种类:会办
    详见 docs/QUERY.zh-CN.md

    示例：
      dafu search 路演 --in corpus/replies
      dafu search '博士后 公寓 年:2021..2024'
      dafu search 科创专员选派 --facets
      dafu search 成果转化 --block 下步打算 --sort -date --format csv -n 1000 > promises.csv
      dafu search --literal '主要成效:博士后'
help_search_query = 要找的内容
help_search_literal = 按原样查找这段文字：其中的运算符、筛选条件、引号均无特殊含义
help_search_inside = 检索没有归档目录的文件夹或文件；首次检索时读取，存于缓存
help_search_within = 全部检索词须同在哪一级单元
help_search_mode = all：各词须全部出现；any：也显示只含部分词的片段
help_search_whole = 只匹配整词、整数（在 15万元 中不找 5万元）
help_search_tier = csv、jsonl、--offset、--facets 所指的层次：literal 原文命中，subject 题涉（须限定板块），related 分词相关
help_search_sort = 次序：relevance 相关程度，date 旧的在前，-date 新的在前
help_search_limit = 至多显示几段，或 all（默认 10；csv 和 jsonl 写出全部）
help_search_offset = 先略过几段
help_search_sample = 从全部命中中随机抽取若干段；总数和分面仍按全部命中
help_search_seed = 决定 --sample 的抽取：种子相同，抽到的片段就相同，与索引先后无关
help_search_count = 只给出段数和件数（text、json）
help_search_context = 显示片段所在的整段
help_search_facets = 对全部命中按板块、单位、年份计数
help_search_explain = 显示得分的来由
help_search_verify = 逐件重读全文，核对结果是否完整
help_search_include = 也检索网页装饰文字和所附的提案原文
help_search_format = 输出格式
help_search_batch = 一次回答多条检索式：每行一个 JSON，含 id 和 text；输出为 JSON Lines（text、jsonl）、json、csv 或 trec
help_show =
    查看整封答复，或片段所在的段落

    名称可以是答复编号、片段编号、引用、文号或案号，写法不限。对应多件时全部列出（退出码 0；JSON 格式为单独的文档 dafu.candidates/1）。

    示例：
      dafu show 安科发〔2024〕12号
      dafu show '安科发[2024]12号 四/下步打算/二'
      dafu show 2024D10
      dafu show 2024D10 --diff
      dafu show 8k3m2q7xw4tn-h3kqa --format json
help_show_name = 编号、引用、文号或案号
help_show_diff = 文件中有几种文本时并排对照，标出不同之处
help_show_inside = 在此文件夹或文件的缓存归档中查找
help_show_format = 输出格式
help_list =
    列出答复

    示例：
      dafu list --unit 教育局 --year 2023
      dafu list --in corpus/replies --kind 会办
      dafu list --versions
      dafu list --format csv > letters.csv
help_list_versions = 只列有几种文本的答复，依次列出各文本及其不同
help_list_inside = 列出此文件夹或文件中的答复
help_list_format = 输出格式
help_parse =
    显示一封答复是怎样读的：抬头字段、分条、板块、条目

    加 --explain 时，逐句给出正文各句的作用：承诺、有条件承诺、不办或暂不办、困难问题、已办、在办、成效、情况、依据、建议内容、沟通、转办、格式，以及据以判断的词：〔认定〕待，表示仅凭这些词即可判定；〔推定〕计划，表示综合全部词语而这些词分量最重（未列词的，由上下文判定）。

    示例：
      dafu parse letter.txt                  以树形显示结构
      dafu parse letter.txt --explain        同上，并给出各句的作用和理由
      dafu parse letter.txt --format text    还原的段落，一段一行
      dafu parse letter.txt --format json    完整模型（docs/JSON.md）
help_parse_file = 答复文件
help_parse_format = 输出格式
help_parse_explain = 给出正文各句的作用和理由（tree、json）
help_parse_ocr = 识别 PDF 中的扫描页；需要 ocrmypdf 和 tesseract 的 chi_sim
help_status =
    显示归档目录现状：数量、版本、大小、隔离文件、覆盖情况和缺号

    案号、文号系列中的缺号，可能只是未公开。

    示例：
      dafu status
      dafu status --format json
help_status_format = 输出格式
help_status_full = 列出全部单位、年份、系列和文件（text）
help_verify =
    检查有无损坏：校验值、库存文本，以及库与索引是否一致

    完好时退出码为 0，有损坏时为 1。
help_quarantine =
    列出未能读取的文件，或注明已有人看过

    有文件夹无法列出时，每次 dafu index 都以退出码 3 结束，直到可以列出，或注明已知悉。

    示例：
      dafu quarantine
      dafu quarantine acknowledge letters/private
help_quarantine_list = 列出隔离的文件和文件夹（默认）
help_quarantine_acknowledge = 注明已知悉这些文件或文件夹；原因改变时会再次提示
help_quarantine_acknowledge_paths = 所列的文件和文件夹
help_cache =
    显示或清空 search --in 存于缓存目录的归档

    示例：
      dafu cache            存有什么，各多大
      dafu cache --clear    全部删除；下次检索时重新读取文件
help_cache_clear = 删除全部缓存归档
help_completions =
    输出命令行补全脚本

    示例：dafu completions bash > ~/.local/share/bash-completion/completions/dafu
help_completions_shell = bash、elvish、fish、powershell 或 zsh
