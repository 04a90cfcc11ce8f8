version_layout = 目录结构
version_store = 库
version_index = 索引
version_fold = 归一规则
version_extractor = 提取
version_parser = 解析
version_words = 词表
