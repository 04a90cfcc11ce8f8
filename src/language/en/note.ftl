note_page_number_dropped = line { $line }: the page number `{ $text }` was left out
note_running_head_dropped = line { $line }: the running head `{ $text }` was left out
note_bad_bytes_replaced = { $count ->
        [one] { $count } character
       *[other] { $count } characters
    } could not be read and { $count ->
        [one] is
       *[other] are
    } shown as U+FFFD
note_nesting_flattened = elements stand deeper than { $most } within each other
note_control_characters_replaced = { $count ->
        [one] { $count } control character was
       *[other] { $count } control characters were
    } replaced by spaces
note_copy_dropped = { $count ->
        [one] { $count } line that says
       *[other] { $count } lines that say
    } the letter a second time { $count ->
        [one] was
       *[other] were
    } left out
note_turned_text_appended = { $count ->
        [one] { $count } line of turned text follows
       *[other] { $count } lines of turned text follow
    } the letter
note_turned_text_dropped = { $count ->
        [one] { $count } run of text at an angle was
       *[other] { $count } runs of text at an angle were
    } left out
note_large_text_dropped = { $count ->
        [one] { $count } run of large text below other text was
       *[other] { $count } runs of large text below other text were
    } left out
note_page_furniture_dropped = the page { $what ->
        [header] header
       *[other] footer
    } `{ $text }` was left out
note_end_missing = the file is cut off: { $what }
note_watermark_dropped = page { $page }: the watermark `{ $text }` was left out
note_radicals_replaced = { $count ->
        [one] { $count } radical stood for a character and was
       *[other] { $count } radicals stood for characters and were
    } replaced
note_characters_unknown = { $count ->
        [one] { $count } character
       *[other] { $count } characters
    } could not be told
note_page_parts_unread = page { $page }: { $count ->
        [one] { $count } part
       *[other] { $count } parts
    } could not be read
note_page_damaged = { $which } could not be read: { $what }
note_recognised = the text of scanned pages was recognised, which makes mistakes
note_date_damaged = the date has lost characters{ $page ->
        [none] {""}
       *[other] ; the page is dated { $page }
    }
note_title_damaged = the title lacks 第 or 号 around its numbers
note_title_torn = the title stands on more than one paragraph
note_doc_number_empty = a label for the document number, and no number
note_doc_number_damaged = the document number lacks a part
note_no_reply = no reply was recognised; the text is kept as paragraphs
note_no_header = neither title nor addressee was found
note_class_text_mismatch = the class is { $class } and the text declines
note_item_tail = the last item runs on; its end may sum up the whole block
note_note = something is odd here
