query_too_long = only the first { $most } characters of the query were read
query_too_many_terms = only the first { $most } terms were read
query_unclosed = a quotation mark without its partner was ignored
query_lonely_or = OR stands between two terms; here it was searched as a word
query_no_operator = `{ $word }` is searched as it is written: all terms must occur, -WORD leaves out, OR joins two terms; there are no brackets and no *
query_or_across_fields = OR joins terms, or values of one field; { $field }: is required as well
query_no_value = { $field }: has no value and was searched literally
query_nothing = `{ $word }` holds nothing to search for and was left out
query_joined_first = passages with the characters joined ({ $joined }) come first
query_no_block = no block is called `{ $typed }`; known: { $known }
query_no_year = `{ $typed }` is no year; write 2023, 2021..2024 or unknown
query_no_date = `{ $typed }` is no date; write 2023-05-29 or 2023-01..2023-06
query_doc_number = 文号:{ $typed } finds { $letters ->
        [one] { $letters } letter
       *[other] { $letters } letters
    }; without 文号: it is searched as it is written
