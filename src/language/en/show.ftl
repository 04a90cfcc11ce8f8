show_nothing = nothing is called { $name }
show_several = { $count ->
        [one] { $count } letter or passage is
       *[other] { $count } letters or passages are
    } called { $name }
show_one_text = all files of this letter hold one text
show_first = A
show_other = B
show_no_part = (nothing)
