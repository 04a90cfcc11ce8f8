end_trailer = 缺少文件尾
end_groups = 结束处有 { $groups } 层分组未闭合
end_mark = 没有结束标记
end_table = 对象表的位置超出文件长度
end_length = 比文件自述的长度短
end_tag = 在标签中间结束
end_body = 页面主体及其中内容均未闭合
