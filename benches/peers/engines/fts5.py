"""SQLite FTS5 with the trigram tokenizer, as its documentation says for text without spaces.

A literal of three characters or more is a phrase. A shorter one has no trigram: all texts are read. LIKE would be the
documented way to ask for that, but SQLite 3.40 takes two Chinese characters (six bytes) for a trigram and finds none.
"""

import sqlite3
import subprocess

TABLE = "create virtual table passages using fts5(text, tokenize='trigram')"
BEST = "select rowid from passages where {} order by rank limit 10"
COUNT = "select count(*) from passages where {}"


def database(folder):
    return f"{folder}/passages.sqlite"


def build(passages, folder):
    connection = sqlite3.connect(database(folder))
    connection.execute(TABLE)
    with open(passages, encoding="utf-8") as lines, connection:
        rows = ((number, line.rstrip("\n")) for number, line in enumerate(lines))
        connection.executemany("insert into passages(rowid, text) values (?, ?)", rows)
    connection.close()


def connect(folder):
    return sqlite3.connect(database(folder))


def condition(literal):
    if len(literal) < 3:
        return "instr(text, ?)", literal
    return "passages match ?", '"' + literal.replace('"', '""') + '"'


def top(connection, literal):
    where, value = condition(literal)
    best = BEST if len(literal) >= 3 else "select rowid from passages where {} limit 10"
    numbers = [row[0] for row in connection.execute(best.format(where), (value,))]
    return numbers, connection.execute(COUNT.format(where), (value,)).fetchone()[0]


def texts(connection, numbers):
    return [connection.execute("select text from passages where rowid = ?", (n,)).fetchone()[0] for n in numbers]


def every(connection, literal):
    where, value = condition(literal)
    return [row[0] for row in connection.execute(f"select rowid from passages where {where}", (value,))]


def with_text(connection, literal):
    """Any ten with their texts, and the number of all: the least that sqlite can be asked for."""
    where, value = condition(literal)
    rows = connection.execute(f"select rowid, text from passages where {where} limit 10", (value,)).fetchall()
    return rows, connection.execute(COUNT.format(where), (value,)).fetchone()[0]


def cold_command(folder, literal):
    """The sqlite3 shell, told to print any ten and the number of all."""
    where, value = condition(literal)
    where = where.replace("?", "'" + value.replace("'", "''") + "'")
    sql = f"select rowid, text from passages where {where} limit 10; {COUNT.format(where)};"
    return ["sqlite3", "-readonly", database(folder), sql]


def version():
    return subprocess.run(["sqlite3", "--version"], capture_output=True, text=True, check=True).stdout.split()[0]
