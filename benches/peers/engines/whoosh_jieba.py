"""Whoosh with the analyzer that jieba brings for it, asked as in jieba's example: all words of the query, anywhere."""

import importlib.metadata
import logging
import warnings

warnings.filterwarnings("ignore", category=SyntaxWarning)

import jieba
from jieba.analyse import ChineseAnalyzer
from whoosh import index
from whoosh.fields import NUMERIC, TEXT, Schema
from whoosh.qparser import QueryParser

jieba.setLogLevel(logging.WARNING)


def build(passages, folder):
    schema = Schema(number=NUMERIC(stored=True), text=TEXT(stored=True, analyzer=ChineseAnalyzer()))
    writer = index.create_in(folder, schema).writer(limitmb=512)
    with open(passages, encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            writer.add_document(number=number, text=line.rstrip("\n"))
    writer.commit()


def connect(folder):
    opened = index.open_dir(folder)
    return opened.searcher(), QueryParser("text", opened.schema)


def search(handle, literal, limit):
    searcher, parser = handle
    return searcher.search(parser.parse(literal), limit=limit)


def top(handle, literal):
    found = search(handle, literal, 10)
    return [hit["number"] for hit in found], len(found)


def texts(handle, numbers):
    return [handle[0].document(number=number)["text"] for number in numbers]


def every(handle, literal):
    return [hit["number"] for hit in search(handle, literal, None)]


def version():
    return f"{importlib.metadata.version('Whoosh')}, jieba {importlib.metadata.version('jieba')}"
