error_no_archive_above = { $dir } 及其上级目录中没有归档目录
error_no_archive = { $dir } 不是归档目录：缺少 { $missing }
error_no_archive_directory = { $dir } 不是归档目录：没有这个目录
error_store_lost = 归档目录 { $dir } 的库{ $what }：文件清单、库存文本和补充信息随之丢失；旁边的索引保持原样，但不能据以重建
error_forbidden = 当前用户无权读取归档目录 { $dir }
error_occupied = { $dir } 中有其他文件，不是归档目录
error_exists = { $dir } 已是归档目录
error_masked = 归档目录中已有答复，其电话和证件号码不在检索范围内
error_not_masked = 归档目录中已有答复，其电话和证件号码在检索范围内
error_newer = 归档目录 { $dir } 由更新版本的 dafu 写成：{ $what }版本为 { $found }，当前程序只识别到 { $known }
error_unreleased = 归档目录 { $dir } 的库版本为 { $found }，从未发布；当前程序读取版本 { $known }
error_outdated = { $dir } 的索引中{ $what }版本为 { $found }，当前程序读取版本 { $known }
error_locked = 进程 { $pid } 自 { $since } 起正在写入归档目录 { $dir }
error_store = 库 { $path } 无法使用：“{ $words }”
error_index = 索引 { $path } 无法使用：“{ $words }”
error_index_entry = 索引 { $path } 中有损坏的条目：{ $entry ->
        [passage] 片段
        [address] 片段的地址
        [text] 片段的文字
        [place] 片段的位置
        [letter] 答复
       *[other] { $entry }
    }
error_index_file = 索引 { $path } 无法使用：{ $file } 与校验值不符
error_index_file_gone = 索引 { $path } 无法使用：{ $file } 已丢失
error_damaged = 归档目录已损坏：{ $what }
error_fewer_replies = 重建的索引只有 { $after } 件答复，现有索引有 { $before } 件，未予替换
error_rebuild_stopped = 重建已中断，索引保持原样
error_unknown_reply = 没有答复 { $id }
error_no_such_path = { $path } 不存在
error_not_indexed = { $path } 不在归档目录中
error_not_quarantined = { $path } 不在隔离之列
error_metadata = 补充信息文件 { $path }：{ $what }
error_check = 无法检查索引：{ $cause }
error_stopped = 已中断：{ $count } 个文件未读
error_no_queries = { $file } 共 { $all } 行，其中 { $bad } 行不是检索式
error_no_cache = 没有缓存目录
error_nothing_to_index = 未指定要索引的内容
error_explain_format = --explain 只用于 --format tree 或 json
error_not_regular = { $file } 不是普通文件
error_file_too_large = { $file } 过大（{ $bytes } 字节，上限 { $mib } MiB）
error_bundle = { $file } 是文件包
error_unread = { $file } 无法读取：{ $why }
error_differs = 结果与逐件通读不一致
error_nothing_to_search = 未输入检索内容
error_trec = TREC 格式用于多条检索式
error_tier_subject = --tier subject 须有检索词和板块条件
error_count_format = --count 只用于 text 或 json
error_sample_subject = --sample 只从原文命中或分词相关中抽取
error_csv = 无法写成 CSV
