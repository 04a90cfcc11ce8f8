search_literal = Literal hits: { $passages ->
        [one] { $passages } passage
       *[other] { $passages } passages
    } in { $replies ->
        [one] { $replies } reply
       *[other] { $replies } replies
    }
search_subject = By subject or title: { $passages ->
        [one] { $passages } passage
       *[other] { $passages } passages
    } in { $replies ->
        [one] { $replies } reply
       *[other] { $replies } replies
    }
search_related = Related by words: { $passages ->
        [one] { $passages } passage
       *[other] { $passages } passages
    } in { $replies ->
        [one] { $replies } reply
       *[other] { $replies } replies
    }
search_partial = Some of the words only (in no total)
search_more = … { $count ->
        [one] { $count } more passage
       *[other] { $count } more passages
    }: --limit { $limit } or { $flag }--offset { $offset }
search_explicit = labelled
search_inferred = inferred
search_undated = undated
search_other_files = {" "}(and { $count ->
        [one] { $count } other file
       *[other] { $count } other files
    })
search_by_subject = subject:{" "}
search_by_title = title:{" "}
search_blocks = blocks
search_units = units
search_years = years
search_score = = score
search_nothing = no passage holds this literally
search_term_occurs = { $term } occurs in { $count ->
        [one] { $count } passage
       *[other] { $count } passages
    }
search_wider = --within { $within } would find { $count ->
        [one] { $count } passage
       *[other] { $count } passages
    }
search_without_filter = without { $filter } there would be { $count ->
        [one] { $count } passage
       *[other] { $count } passages
    }
search_written = { $written } of { $total } passages written; -n all writes all
search_verified = verified: { $agreed }/{ $total } passages, { $letters ->
        [one] { $letters } letter
       *[other] { $letters } letters
    } read
search_verified_by_subject = verified by subject or title: { $agreed }/{ $total } passages, { $letters ->
        [one] { $letters } letter
       *[other] { $letters } letters
    } read
search_not_in_answer = not in the answer: { $id }
search_not_in_letters = in the answer, not in the letters: { $id }
