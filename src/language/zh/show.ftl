show_nothing = 没有找到 { $name }
show_several = “{ $name }”对应 { $count } 件答复或片段
