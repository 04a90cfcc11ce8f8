error_no_archive_above = there is no archive in { $dir } or above it
error_no_archive = { $dir } is no archive: it has no { $missing }
error_no_archive_directory = { $dir } is no archive: there is no such directory
error_store_lost = the store of the archive { $dir } { $what }: the list of files, the recovered texts and what was supplied about letters are lost with it; the index beside it is kept as it is, but nothing can be rebuilt from it
error_forbidden = the archive { $dir } may not be read by this user
error_occupied = { $dir } holds other files and is no archive
error_exists = { $dir } is an archive already
error_masked = the archive holds letters whose numbers are left out of what is searched
error_not_masked = the archive holds letters whose numbers are searched
error_newer = the archive { $dir } was written by a newer dafu: { $what } version { $found }, this one knows { $known }
error_unreleased = the archive { $dir } has store version { $found }, which was never released; this dafu reads { $known }
error_outdated = the index of { $dir } has { $what } version { $found }, this dafu reads { $known }
error_locked = the archive { $dir } is being written to by process { $pid } since { $since }
error_store = the store { $path } cannot be used: { $words }
error_index = the index at { $path } cannot be used: { $words }
error_index_entry = the index at { $path } holds a damaged entry: { $entry ->
        [passage] a passage
        [address] the address of a passage
        [text] the text of a passage
        [place] the place of a passage
        [letter] a letter
       *[other] { $entry }
    }
error_index_file = the index at { $path } cannot be used: { $file } does not fit its checksum
error_index_file_gone = the index at { $path } cannot be used: { $file } is gone
error_damaged = the archive is damaged: { $what }
error_fewer_replies = the rebuilt index holds { $after } replies and the present one { $before }; it was not put in its place
error_rebuild_stopped = the rebuild was stopped; the index is as before
error_unknown_reply = no reply { $id }
error_no_such_path = { $path } does not exist
error_not_indexed = { $path } is not in the archive
error_not_quarantined = { $path } is not in quarantine
error_metadata = metadata file { $path }: { $what }
error_check = the check of the index could not be run: { $cause }
error_stopped = stopped: { $count ->
        [one] { $count } file was
       *[other] { $count } files were
    } not reached
error_no_queries = { $bad } of { $all ->
        [one] { $all } line
       *[other] { $all } lines
    } of { $file } { $bad ->
        [one] is no query
       *[other] are no queries
    }
error_no_cache = there is no cache directory
error_nothing_to_index = there is nothing to index
error_explain_format = --explain needs --format tree or json
error_not_regular = { $file } is not a regular file
error_file_too_large = { $file } is too large ({ $bytes } bytes; the limit is { $mib } MiB)
error_bundle = { $file } is a bundle of files
error_unread = { $file } cannot be read: { $why }
error_differs = the answer differs from a scan of the letters
error_nothing_to_search = there is nothing to search for
error_trec = a TREC run needs many queries
error_tier_subject = --tier subject needs a term and a filter on blocks
error_count_format = --count has text and json
error_sample_subject = --sample draws from literal or related hits
error_csv = the output could not be written as CSV
