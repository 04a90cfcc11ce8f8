"""Groonga through its command: one process that reads commands and answers in JSON."""

import json
import subprocess
from urllib.parse import urlencode

SCHEMA = (
    "table_create Passages TABLE_NO_KEY",
    "column_create Passages text COLUMN_SCALAR LongText",
)
# After the load: building an index at once is what the documentation recommends.
INDEX = (
    "table_create Terms TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram --normalizer NormalizerAuto",
    "column_create Terms passages_text COLUMN_INDEX|WITH_POSITION Passages text",
)


def database(folder):
    return f"{folder}/passages.grn"


def build(passages, folder):
    with subprocess.Popen(
        ["groonga", "-n", database(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    ) as groonga:
        say = groonga.stdin.write
        say("\n".join(SCHEMA) + "\nload --table Passages\n[\n")
        with open(passages, encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                row = json.dumps({"text": line.rstrip("\n")}, ensure_ascii=False)
                say((",\n" if number else "") + row)
        say("\n]\n" + "\n".join(INDEX) + "\n")


def command(literal, columns, limit):
    asked = {
        "table": "Passages",
        "match_columns": "text",
        "query": '"' + literal.replace("\\", "\\\\").replace('"', '\\"') + '"',
        "output_columns": columns,
        "sort_keys": "-_score",
        "limit": limit,
    }
    return "/d/select?" + urlencode(asked)


def connect(folder):
    return subprocess.Popen(
        ["groonga", database(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def ask(groonga, *of):
    groonga.stdin.write(command(*of) + "\n")
    groonga.stdin.flush()
    (total,), _columns, *rows = json.loads(groonga.stdout.readline())[1][0]
    return [row[0] for row in rows], total


def top(groonga, literal):
    ids, total = ask(groonga, literal, "_id", 10)
    return [number - 1 for number in ids], total


def every(groonga, literal):
    return [number - 1 for number in ask(groonga, literal, "_id", -1)[0]]


def cold_command(folder, literal):
    return ["groonga", database(folder), command(literal, "text", 10)]


def version():
    return subprocess.run(["groonga", "--version"], capture_output=True, text=True, check=True).stdout.split()[1]
