list_total = { $count ->
        [one] { $count } letter
       *[other] { $count } letters
    }
list_undated = undated
list_gone = {" "}(its file is gone)
list_cut_off = {" "}(the end of its file is missing)
list_no_words = (no words)
