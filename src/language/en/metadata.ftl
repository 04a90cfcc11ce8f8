metadata_no_key = no column `key`
metadata_no_table = line { $line } is no row of a table
metadata_encoding = neither UTF-8 nor GB18030
