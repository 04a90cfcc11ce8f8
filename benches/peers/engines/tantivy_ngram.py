"""tantivy's Python package with its bigram tokenizer. That tokenizer gives all bigrams one position: a phrase is a
conjunction. A single character has no bigram and finds nothing."""

import importlib.metadata

import tantivy


def opened(folder):
    schema = tantivy.SchemaBuilder()
    schema.add_unsigned_field("number", stored=True, indexed=True)
    schema.add_text_field("text", stored=True, tokenizer_name="bigram", index_option="position")
    index = tantivy.Index(schema.build(), path=folder)
    bigrams = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(2, 2, False))
    index.register_tokenizer("bigram", bigrams.filter(tantivy.Filter.lowercase()).build())
    return index


def build(passages, folder):
    writer = opened(folder).writer(200_000_000)
    with open(passages, encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            document = tantivy.Document()
            document.add_unsigned("number", number)
            document.add_text("text", line.rstrip("\n"))
            writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


def connect(folder):
    index = opened(folder)
    index.reload()
    return index, index.searcher()


def search(handle, literal, most):
    index, searcher = handle
    quoted = '"' + literal.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return searcher.search(index.parse_query(quoted, ["text"]), most, True)


def numbers(handle, found):
    return [handle[1].doc(address)["number"][0] for _, address in found.hits]


def top(handle, literal):
    found = search(handle, literal, 10)
    return numbers(handle, found), found.count


def texts(handle, numbers):
    index, searcher = handle
    for number in numbers:
        query = tantivy.Query.term_query(index.schema, "number", number)
        yield searcher.doc(searcher.search(query, 1).hits[0][1])["text"][0]


def every(handle, literal):
    return numbers(handle, search(handle, literal, max(1, handle[1].num_docs)))


def version():
    return importlib.metadata.version("tantivy")
