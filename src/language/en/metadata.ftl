metadata_no_key = no column `key`
metadata_encoding = neither UTF-8 nor GB18030
