"""bm25s over jieba's words. It ranks passages that hold any word of the query and knows no phrases."""

import importlib.metadata
import logging

import bm25s
import jieba

jieba.setLogLevel(logging.WARNING)


def build(passages, folder):
    with open(passages, encoding="utf-8") as lines:
        corpus = [line.rstrip("\n") for line in lines]
    index = bm25s.BM25()
    index.index([jieba.lcut(text) for text in corpus], show_progress=False)
    index.save(folder, corpus=corpus, show_progress=False)


def connect(folder):
    return bm25s.BM25.load(folder, load_corpus=True, mmap=True)


def scores(index, literal):
    return index.get_scores(jieba.lcut(literal))


def top(index, literal):
    total = int((scores(index, literal) > 0).sum())
    found, _ = index.retrieve([jieba.lcut(literal)], k=10, show_progress=False)
    return [passage["id"] for passage in found[0]][:total], total


def texts(index, numbers):
    return [index.corpus[number]["text"] for number in numbers]


def every(index, literal):
    return (scores(index, literal) > 0).nonzero()[0].tolist()


def version():
    return f"{importlib.metadata.version('bm25s')}, jieba {importlib.metadata.version('jieba')}"
