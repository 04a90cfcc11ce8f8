status_files = files: { $counts }
status_replies = replies: { $counts }
status_passages = passages: { $count }
status_size = size: store { $store }, index { $index } (generation { $generation })
status_version = { $name } { $number }
status_versions = versions: { $versions }
status_behind = the index is behind the store: the next dafu index brings it up
status_run = run { $number }: { $began } – { $ended }
status_not_finished = not finished
status_stopped = { $ended } (stopped)
status_quarantine = quarantine:
status_missing = missing (still searchable; dafu index --prune takes them out):
status_coverage = coverage by unit and year:
status_doc_numbers = document numbers not seen (possibly unpublished):
status_cases = case numbers not seen (possibly unpublished):
status_series = { $name }: { $seen } of { $first }–{ $last }; not seen { $missing }
status_more_ranges = … { $count ->
        [one] { $count } more range
       *[other] { $count } more ranges
    }
