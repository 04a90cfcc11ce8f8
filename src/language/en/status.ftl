status_files = files: { $counts }
status_replies = replies: { $counts }
status_passages = passages: { $count }
status_size = size: store { $store }, index { $index } (generation { $generation })
status_version = { $name } { $number }
status_versions = versions: { $versions }
status_behind = the index is behind the store: the next dafu index brings it up
status_masked = telephone and identity numbers are left out of what is searched (dafu index --mask)
status_run = run { $number }: { $began } – { $ended }
status_not_finished = not finished
status_stopped = { $ended } (stopped)
status_quarantine = quarantine:
status_acknowledged = {" "}(acknowledged)
status_cut_off = cut off (read as far as they go):
status_missing = missing (still searchable; dafu index --prune takes them out):
status_coverage = coverage by unit and year:
status_largest = coverage by unit and year (the largest of { $count ->
        [one] { $count } unit
       *[other] { $count } units
    }):
status_doc_numbers = document numbers
status_cases = case numbers
status_gaps = { $what } not seen (possibly unpublished):
status_most_gaps = { $what } not seen (possibly unpublished): { $missing } in { $gaps } of { $count } series, most in:
status_series = { $name }: { $seen } of { $first }–{ $last }; not seen { $missing }
status_more_ranges = … { $count ->
        [one] { $count } more range
       *[other] { $count } more ranges
    }
status_more_files = … { $count ->
        [one] { $count } more file
       *[other] { $count } more files
    }: dafu status --full
status_more_units = … { $count ->
        [one] { $count } more unit
       *[other] { $count } more units
    }: dafu status --full
status_more_series = … { $count } more series: dafu status --full
