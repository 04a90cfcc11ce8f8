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
search_nothing = no passage that is searched holds this literally
search_term_occurs = { $term } occurs in { $count ->
        [one] { $count } passage
       *[other] { $count } passages
    }
search_term_aside = { $occurs }; { $aside } more { $aside ->
        [one] is
       *[other] are
    } not searched (页面装饰, 提案原文, other folders)
search_with_include = --include would find { $count ->
        [one] { $count } passage
       *[other] { $count } passages
    }
search_near = { $spelling } is near to { $term }, which occurs in { $count ->
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
search_verified = verified: { $agreed }/{ $total } passages, { $read }
search_verified_by_subject = verified by subject or title: { $agreed }/{ $total } passages, { $read }
search_letters_read = { $letters ->
        [one] { $letters } letter
       *[other] { $letters } letters
    } read
search_texts_read = { $letters ->
        [one] { $letters } letter
       *[other] { $letters } letters
    } read in { $texts ->
        [one] { $texts } text
       *[other] { $texts } texts
    }
search_verified_masked = telephone and identity numbers are left out of what is searched (dafu index --mask), and were in the letters read
search_masked = the index of this archive holds no telephone and identity numbers; dafu show --unmask reads them in the letters
search_sampled = a random sample of { $drawn } of { $total ->
        [one] { $total } passage
       *[other] { $total } passages
    } (seed { $seed })
search_variant = 异文: it differs here in { $files }
search_variant_of = 异文 ({ $differs }): it differs here in { $files }
search_not_in_answer = not in the answer: { $id }
search_not_in_letters = in the answer, not in the letters: { $id }
