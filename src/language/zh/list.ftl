list_total = 共 { $count } 件
list_undated = 日期不详
list_gone = （文件已不在原处）
list_cut_off = （文件不完整，末尾缺失）
list_no_words = （无文字）
