list_total = { $count ->
        [one] { $count } letter
       *[other] { $count } letters
    }
list_undated = undated
list_gone = {" "}(its file is gone)
list_cut_off = {" "}(the end of its file is missing)
list_no_words = (no words)
list_published = published { $date }
list_dated = dated { $date }
list_differences = { $differs } in { $count ->
        [one] { $count } place
       *[other] { $count } places
    }
list_put_first = put first by { $basis }
list_by_reading = the better reading
list_by_whole = being whole
list_by_published = its day of publication
list_by_dated = its date
list_by_changed = the time of its file
list_by_path = the order of paths
list_saying = contradicting figures or facts
list_wording = other words
list_reading = another reading of the file
