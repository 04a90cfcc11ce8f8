"""The peers: one row each. One more peer is a file in engines/ and a row here."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Peer:
    """What is compared, and what it needs."""

    name: str  # as in --only and --skip: a module in engines/
    title: str  # as in the table
    setting: str  # how it is set up
    debian: tuple = ()  # packages
    pypi: tuple = ()  # packages
    most_letters: int = 10**9  # above this it would take too long and is left out


PEERS = (
    Peer("dafu", "dafu", "`dafu index` on the letters' files: reads and parses them as well"),
    Peer("ripgrep", "ripgrep", "`rg -F` on one file, a passage a line; no index", ("ripgrep",)),
    Peer("fts5", "SQLite FTS5", "`tokenize='trigram'`; shorter than 3 characters: reads all", ("sqlite3",)),
    Peer("tantivy_ngram", "tantivy-py", "`ngram(2,2)`, with positions", (), ("tantivy",)),
    Peer("lucene", "Lucene", "`CJKAnalyzer`, phrase query", ("liblucene8-java", "default-jdk-headless")),
    Peer("groonga", "Groonga", "`TokenBigram`, `NormalizerAuto`, with positions", ("groonga-bin",)),
    Peer("xapian_ngram", "Xapian", "`FLAG_CJK_NGRAM`, phrase query", ("python3-xapian",), (), 10_000),
    Peer("bm25s_jieba", "bm25s + jieba", "any word (it knows no phrases)", (), ("bm25s", "jieba"), 20_000),
    Peer("whoosh_jieba", "Whoosh + jieba", "`ChineseAnalyzer`, all words", (), ("Whoosh", "jieba"), 2_000),
)
