end_trailer = its trailer is missing
end_groups = it ends inside of { $groups ->
        [one] { $groups } group
       *[other] { $groups } groups
    }
end_mark = it has no end mark
end_table = its table would lie beyond its end
end_length = it is shorter than it says
end_tag = it ends inside of a tag
end_body = neither its body nor what stands in it is closed
