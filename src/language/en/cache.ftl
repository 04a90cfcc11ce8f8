cache_kept = { $count ->
        [one] { $count } archive
       *[other] { $count } archives
    } kept, { $size } in { $dir }
cache_removed = { $count ->
        [one] { $count } archive
       *[other] { $count } archives
    } removed, { $size } in { $dir }
