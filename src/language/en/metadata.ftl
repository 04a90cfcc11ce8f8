metadata_no_key = no column `key`
