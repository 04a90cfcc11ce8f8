metadata_no_key = 缺少 key 列（键、路径、文件）
