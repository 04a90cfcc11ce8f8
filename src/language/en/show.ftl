show_nothing = nothing is called { $name }
show_several = { $count ->
        [one] { $count } letter or passage is
       *[other] { $count } letters or passages are
    } called { $name }
