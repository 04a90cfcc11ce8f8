fault_quoted = { $words }
fault_empty = the file is empty
fault_data = binary data
fault_binary = binary data of the format { $format }
fault_gzip_other = something else than text, packed with gzip
fault_undecodable = the encoding could not be told: { $why }
fault_damaged = { $format }: { $what }
fault_encrypted = it opens with a password only
fault_cut_file = the end of the { $format } file is missing
fault_scan = { $pages ->
        [one] { $pages } page
       *[other] { $pages } pages
    } without text
fault_pictures = pictures and no text
fault_unmapped = { $pages ->
        [one] { $pages } page
       *[other] { $pages } pages
    } whose fonts do not tell their characters
fault_no_reader = this build reads no { $format }
fault_capped = { $what }: more than { $most }
fault_no_pages = it has no pages
fault_no_page_read = no page can be read
fault_template = template { $id }
fault_page = page { $number }
fault_resources = resources { $path }
fault_doctype = it declares a document type
fault_cut_off = it is cut off
fault_xml = bad XML: { $what }
fault_piece_table_missing = the piece table is missing
fault_piece_table_wrong = the piece table makes no sense
fault_header_cut_off = the header is cut off
fault_header_wrong = the header makes no sense
fault_no_word_document = it is no Word document
fault_text_cut_off = the text is cut off
fault_directory_missing = the directory is missing
fault_archive_empty = the package is empty
fault_stream_missing = stream { $name } is missing
fault_works = written by Microsoft Works
fault_utf32 = UTF-32 is not read
fault_foreign = { $count } of { $total } characters are no { $encoding }
fault_lost = { $count } of { $total } characters were lost in an earlier conversion
fault_no_encoding = neither UTF-8, UTF-16, GB18030 nor Big5; it may be { $guess }
fault_neighbour = { $encoding } and no Chinese text
fault_part_missing = part { $name } is missing
fault_parts_missing = a part is missing
fault_part_cut_off = part { $name } is cut off
fault_part_method = part { $name } is packed by unknown method { $method }
fault_part = part { $name }: { $words }
fault_part_checksum = part { $name } differs from its checksum
fault_no_process = no process could be started: { $cause }
fault_time = not done after { $seconds } s
fault_memory = more than { $mib } MiB of memory
fault_computing = more than { $seconds } s of computing
fault_reader_ended = the reader ended: { $words }
fault_text_too_long = { $bytes } bytes of text: more than { $most }
fault_too_large = { $bytes } bytes: more than { $most }
fault_panic = the reader failed
fault_garbled = the reader's answer was cut short
fault_bundle_full = the bundle holds more than is taken from one
fault_bundle_time = the files before it in the bundle took all its time
fault_bundle_deep = bundles lie within each other more than three deep
