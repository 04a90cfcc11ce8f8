talk_error = error: { $what }
talk_hint = hint: { $what }
talk_note = note: { $what }
talk_archive = archive: { $dir }
talk_new_archive = a new archive: { $dir }
talk_no_cache = there is no writable cache; the files are read anew for this search
talk_unread_files = { $count ->
        [one] { $count } file
       *[other] { $count } files
    } could not be read and { $count ->
        [one] is
       *[other] are
    } not searched
talk_refreshing = another process is refreshing this archive; answered from its last commit
talk_report = report: { $path }
talk_no_query = { $file }:{ $number } is no query
talk_set_aside = what was in { $dir } is kept in { $kept }
talk_signals = signals end this run at once: { $cause }
