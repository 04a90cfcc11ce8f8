cache_kept = 共 { $count } 个归档目录，{ $size }，位于 { $dir }
cache_removed = 已删除 { $count } 个归档目录，{ $size }，位于 { $dir }
