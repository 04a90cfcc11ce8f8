"""The query mix, benches/mix.tsv: kind, query in dafu's language, literal for engines that know only texts."""

import pathlib
from dataclasses import dataclass

FILE = pathlib.Path(__file__).parent.parent / "mix.tsv"
# Kinds that every engine is asked; "single" characters have a column of their own.
LITERAL = ("rare", "common", "phrase")


@dataclass(frozen=True)
class Query:
    """A line of the mix."""

    kind: str
    query: str
    literal: str


def read():
    lines = FILE.read_text(encoding="utf-8").splitlines()[1:]
    return [Query(*line.split("\t")) for line in lines]


def literals(mix, *kinds):
    return [query.literal for query in mix if query.kind in kinds]
