index_done = { $count ->
        [one] { $count } file
       *[other] { $count } files
    }: { $counts }
index_dry_run = { $count ->
        [one] { $count } file
       *[other] { $count } files
    }: { $counts } (dry run: nothing was written)
index_skipped = skipped { $count }: { $why }
index_lines = passages: { $counts }
index_rebuilt = the index was built anew with { $count ->
        [one] { $count } reply
       *[other] { $count } replies
    }
index_quarantined = quarantined: { $path }: { $why }
index_warning = warning: { $path }: { $why }
index_again = indexed { $count ->
        [one] { $count } stored letter
       *[other] { $count } stored letters
    } again
index_progress = { $done } of { $total } files, { $size }
index_time_left = left
index_unknown_key = the metadata key { $key } belongs to no file
index_columns_left_out = metadata columns left out: { $columns }
index_unknown_fields = { $path }: unknown fields { $fields }
index_bad_line = { $path }: { $what }
index_more_bad_lines = { $path }: { $count ->
        [one] { $count } more line
       *[other] { $count } more lines
    } cannot be read
index_sums_differ = { $seen } files were seen and { $rows } are accounted for
index_root_gone = { $path } does not exist; its { $kept ->
        [one] { $kept } file is
       *[other] { $kept } files are
    } kept as missing
index_generations_held = { $count ->
        [one] { $count } older generation
       *[other] { $count } older generations
    } of the index { $count ->
        [one] is
       *[other] are
    } still being read and { $count ->
        [one] goes
       *[other] go
    } with a later run
index_network = the archive lies on a network file system ({ $system }), which may not keep its locks and syncs
index_built_anew = { $why }; the index was built anew from the stored texts
index_older_version = the index was of an older version
index_unreadable = the index could not be read
index_mask_pending = the index was not yet built with the private numbers as asked for
index_slow_start = searches will start more slowly: { $cause }
index_stopped = stopped: what was read is kept, { $count ->
        [one] { $count } file was
       *[other] { $count } files were
    } not reached; run the same command again to go on
