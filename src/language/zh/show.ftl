show_nothing = 没有找到 { $name }
show_several = “{ $name }”对应 { $count } 件答复或片段
show_one_text = 此件各文件的文本相同
show_first = 甲
show_other = 乙
show_no_part = （无）
