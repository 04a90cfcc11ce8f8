metadata_no_key = 缺少 key 列（键、路径、文件）
metadata_no_table = 第 { $line } 行不是表格的一行
metadata_encoding = 既不是 UTF-8，也不是 GB18030
