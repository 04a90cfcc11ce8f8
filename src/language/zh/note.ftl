note_page_number_dropped = 第 { $line } 行：略去页码“{ $text }”
note_running_head_dropped = 第 { $line } 行：略去页眉“{ $text }”
note_bad_bytes_replaced = { $count } 处无法识别，以 U+FFFD 代替
note_nesting_flattened = 元素嵌套超过 { $most } 层，已展平
note_control_characters_replaced = { $count } 个控制字符已换为空格
note_copy_dropped = 略去重复正文 { $count } 行
note_turned_text_appended = { $count } 行横置文字附于文末
note_turned_text_dropped = 略去倾斜文字 { $count } 处
note_large_text_dropped = 略去衬于文下的大字 { $count } 处
note_page_furniture_dropped = 略去{ $what ->
        [header] 页眉
       *[other] 页脚
    }“{ $text }”
note_end_missing = 文件不完整，末尾缺失：{ $what }
note_watermark_dropped = 第 { $page } 页：略去水印“{ $text }”
note_radicals_replaced = { $count } 个部首字形已换为汉字
note_characters_unknown = { $count } 个字符无法辨认
note_page_parts_unread = 第 { $page } 页：{ $count } 处未能读取
note_page_damaged = { $which }未能读取：{ $what }
note_recognised = 扫描页文字由识别得来，可能有误
note_date_damaged = 日期缺字{ $page ->
        [none] {""}
       *[other] ；网页所示日期为 { $page }
    }
note_title_damaged = 标题的编号前后缺“第”或“号”
note_title_torn = 标题断为多段
note_doc_number_empty = 有“文号”字样而无文号
note_doc_number_damaged = 文号不完整
note_no_reply = 未识别为答复，按段落保存
note_no_header = 未见标题和主送
note_class_text_mismatch = 答复类别为 { $class }，正文却表示不予办理
note_item_tail = 末项较长，结尾可能是全板块的小结
note_note = 此处有异常
