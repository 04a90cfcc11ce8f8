version_layout = layout
version_store = store
version_index = index
version_fold = folding
version_extractor = extractor
version_parser = parser
version_words = word list
