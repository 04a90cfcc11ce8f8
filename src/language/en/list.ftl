list_total = { $count ->
        [one] { $count } letter
       *[other] { $count } letters
    }
list_undated = undated
list_gone = {" "}(its file is gone)
