"""Xapian, splitting Chinese into n-grams as its flag for it says."""

import xapian

NGRAM = xapian.TermGenerator.FLAG_CJK_NGRAM


def build(passages, folder):
    database = xapian.WritableDatabase(folder + "/db", xapian.DB_CREATE_OR_OVERWRITE)
    generator = xapian.TermGenerator()
    generator.set_flags(NGRAM)
    with open(passages, encoding="utf-8") as lines:
        for line in lines:
            document = xapian.Document()
            document.set_data(line.rstrip("\n"))
            generator.set_document(document)
            generator.index_text(line)
            database.add_document(document)
    database.commit()


def connect(folder):
    database = xapian.Database(folder + "/db")
    return database, xapian.QueryParser()


def search(handle, literal, most):
    database, parser = handle
    flags = xapian.QueryParser.FLAG_CJK_NGRAM | xapian.QueryParser.FLAG_PHRASE
    enquire = xapian.Enquire(database)
    enquire.set_query(parser.parse_query('"' + literal + '"', flags))
    return enquire.get_mset(0, most, database.get_doccount())


def top(handle, literal):
    found = search(handle, literal, 10)
    return [match.docid - 1 for match in found], found.get_matches_estimated()


def texts(handle, numbers):
    return [handle[0].get_document(number + 1).get_data().decode() for number in numbers]


def every(handle, literal):
    return [match.docid - 1 for match in search(handle, literal, handle[0].get_doccount())]


def version():
    return xapian.version_string()
