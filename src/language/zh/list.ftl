list_total = 共 { $count } 件
list_undated = 日期不详
list_gone = （文件已不在原处）
